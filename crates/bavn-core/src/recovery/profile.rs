//! How many of each team are free, over time.

use super::net::Net;

/// A step function of time: between `times[i]` and `times[i + 1]` row `i` of `free` holds.
///
/// A row packs several teams into each word, a lane for each, with the highest bit of a lane kept clear: whether enough of
/// all teams in a word are free is one subtraction.
#[derive(Clone, Debug)]
pub(super) struct Profile {
    lanes: Lanes,
    words: usize,
    times: Vec<i32>,
    free: Vec<u64>,
    /// Stretches looked at: the measure of work done.
    pub(super) work: u64,
}

/// How teams are packed into words.
#[derive(Clone, Copy, Debug)]
struct Lanes {
    bits: u32,
    /// The highest bit of every lane.
    guards: u64,
}

impl Lanes {
    fn new(net: &Net) -> Self {
        if net.capacity.iter().all(|&capacity| capacity < 1 << 15) {
            Self { bits: 16, guards: 0x8000_8000_8000_8000 }
        } else {
            Self { bits: 32, guards: 0x8000_0000_8000_0000 }
        }
    }

    fn words(self, teams: usize) -> usize {
        teams.div_ceil((64 / self.bits) as usize)
    }

    fn pack(self, teams: usize, amounts: impl Iterator<Item = (usize, i32)>) -> Vec<u64> {
        let mut row = vec![0; self.words(teams)];
        for (team, amount) in amounts {
            let lane = team as u32 % (64 / self.bits);
            row[team / (64 / self.bits) as usize] += u64::from(amount.unsigned_abs()) << (lane * self.bits);
        }
        row
    }
}

const START: i32 = i32::MIN / 2;

impl Profile {
    /// Everybody free, apart from absences.
    pub(super) fn new(net: &Net) -> Self {
        let lanes = Lanes::new(net);
        let teams = net.capacity.len();
        let free = lanes.pack(teams, net.capacity.iter().copied().enumerate());
        let mut profile = Self { lanes, words: lanes.words(teams), times: vec![START], free, work: 0 };
        for (team, stretches) in net.away.iter().enumerate() {
            for &(from, until, missing) in stretches {
                profile.take(from, until - from, &lanes.pack(teams, std::iter::once((team, missing))));
            }
        }
        profile
    }

    /// What a node takes, as the other functions want it; empty for one that takes nothing.
    pub(super) fn needs(net: &Net, node: usize) -> Vec<u64> {
        if net.duration[node] == 0 { Vec::new() } else { Self::wanted(net, node) }
    }

    /// What a node takes while it lasts, however long that is.
    pub(super) fn wanted(net: &Net, node: usize) -> Vec<u64> {
        if net.needs[node].is_empty() {
            return Vec::new();
        }
        Lanes::new(net).pack(net.capacity.len(), net.needs[node].iter().copied())
    }

    /// Copies the state of another profile without allocating.
    pub(super) fn reset(&mut self, to: &Self) {
        self.times.clone_from(&to.times);
        self.free.clone_from(&to.free);
    }

    fn fits(&self, at: usize, needs: &[u64]) -> bool {
        let guards = self.lanes.guards;
        let row = &self.free[at * self.words..];
        needs.iter().zip(row).all(|(&need, &free)| ((free | guards) - need) & guards == guards)
    }

    /// The position of the stretch that holds `time`.
    fn find(&self, time: i32) -> usize {
        self.times.partition_point(|&from| from <= time) - 1
    }

    /// The first instant from `from` on at which something of this length fits.
    pub(super) fn earliest(&mut self, from: i32, length: i32, needs: &[u64]) -> i32 {
        if needs.is_empty() {
            return from;
        }
        let mut start = from;
        let mut at = self.find(from);
        while at < self.times.len() && self.times[at] < start + length {
            self.work += 1;
            if !self.fits(at, needs) {
                // The last stretch fits everything, so there is a next one.
                start = self.times[at + 1];
            }
            at += 1;
        }
        start
    }

    /// The last instant at which something of this length fits and is over by `until`.
    pub(super) fn latest(&mut self, until: i32, length: i32, needs: &[u64]) -> i32 {
        if needs.is_empty() {
            return until - length;
        }
        let mut end = until;
        let mut at = self.find(until - 1) + 1;
        while at > 0 {
            at -= 1;
            let ends = self.times.get(at + 1).copied().unwrap_or(i32::MAX);
            if ends <= end - length {
                break;
            }
            self.work += 1;
            if !self.fits(at, needs) {
                end = self.times[at];
            }
        }
        end - length
    }

    /// Takes people from `from` on for `length`.
    pub(super) fn take(&mut self, from: i32, length: i32, needs: &[u64]) {
        if needs.is_empty() {
            return;
        }
        let first = self.split(from);
        let last = self.split(from + length);
        self.work += (last - first) as u64 + 1;
        for row in self.free[first * self.words..last * self.words].chunks_exact_mut(self.words) {
            row.iter_mut().zip(needs).for_each(|(free, &need)| *free -= need);
        }
    }

    fn split(&mut self, time: i32) -> usize {
        let at = self.find(time);
        if self.times[at] == time {
            return at;
        }
        self.times.insert(at + 1, time);
        let next = (at + 1) * self.words;
        if self.words == 1 {
            self.free.insert(next, self.free[at]);
        } else {
            self.free.extend_from_within(at * self.words..next);
            self.free[next..].rotate_right(self.words);
        }
        at + 1
    }
}

#[cfg(test)]
mod tests {
    use super::super::problem::{Absence, Objective, Problem, Team};
    use super::{Net, Profile};

    /// Five teams, the last as given, so that rows have more than one word.
    fn profile(capacity: u32, missing: u32) -> (Profile, impl Fn(i32) -> Vec<u64>) {
        let team = Team { capacity, absences: vec![Absence { from: 10, until: 20, missing }] };
        let mut teams = vec![Team::default(); 4];
        teams.push(team);
        let net = Net::new(&Problem { teams, ..Problem::default() }, Objective::Makespan).unwrap();
        let profile = Profile::new(&net);
        let lanes = profile.lanes;
        (profile, move |amount| lanes.pack(5, std::iter::once((4, amount))))
    }

    #[test]
    fn finds_gaps_forwards_and_backwards() {
        for scale in [1, 16_383, 40_000] {
            let (mut profile, need) = profile(2 * scale, 2 * scale);
            let (one, two) = (need(scale as i32), need(2 * scale as i32));
            profile.take(0, 4, &one);
            assert_eq!(profile.earliest(0, 5, &one), 0);
            assert_eq!(profile.earliest(0, 5, &two), 4);
            assert_eq!(profile.earliest(0, 7, &two), 20);
            assert_eq!(profile.earliest(6, 5, &one), 20);
            assert_eq!(profile.earliest(6, 5, &[]), 6);
            assert_eq!(profile.latest(25, 5, &two), 20);
            assert_eq!(profile.latest(24, 5, &two), 5);
            assert_eq!(profile.latest(24, 8, &one), 2);
        }
    }
}
