//! How many of each team are free, over time.

use super::net::Net;

/// A step function of time: between `times[i]` and `times[i + 1]` the row `i` of `free` holds.
#[derive(Clone, Debug)]
pub(super) struct Profile {
    teams: usize,
    times: Vec<i32>,
    free: Vec<i32>,
    /// Stretches looked at: the measure of work done.
    pub(super) work: u64,
}

const START: i32 = i32::MIN / 2;

impl Profile {
    /// Everybody free, apart from absences.
    pub(super) fn new(net: &Net) -> Self {
        let teams = net.capacity.len();
        let mut profile = Self { teams, times: vec![START], free: net.capacity.clone(), work: 0 };
        for (team, stretches) in net.away.iter().enumerate() {
            for &(from, until, missing) in stretches {
                profile.take(from, until - from, &[(team, missing)]);
            }
        }
        profile
    }

    /// Copies the state of another profile without allocating.
    pub(super) fn reset(&mut self, to: &Self) {
        self.times.clone_from(&to.times);
        self.free.clone_from(&to.free);
    }

    fn row(&self, at: usize) -> &[i32] {
        &self.free[at * self.teams..(at + 1) * self.teams]
    }

    fn fits(&self, at: usize, needs: &[(usize, i32)]) -> bool {
        let row = self.row(at);
        needs.iter().all(|&(team, amount)| row[team] >= amount)
    }

    /// The position of the stretch that holds `time`.
    fn find(&self, time: i32) -> usize {
        self.times.partition_point(|&from| from <= time) - 1
    }

    /// The first instant from `from` on at which something of this length fits.
    pub(super) fn earliest(&mut self, from: i32, length: i32, needs: &[(usize, i32)]) -> i32 {
        if length == 0 || needs.is_empty() {
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
    pub(super) fn latest(&mut self, until: i32, length: i32, needs: &[(usize, i32)]) -> i32 {
        if length == 0 || needs.is_empty() {
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
    pub(super) fn take(&mut self, from: i32, length: i32, needs: &[(usize, i32)]) {
        if length == 0 || needs.is_empty() {
            return;
        }
        let first = self.split(from);
        let last = self.split(from + length);
        self.work += (last - first) as u64 + 1;
        for at in first..last {
            let row = &mut self.free[at * self.teams..(at + 1) * self.teams];
            for &(team, amount) in needs {
                row[team] -= amount;
            }
        }
    }

    fn split(&mut self, time: i32) -> usize {
        let at = self.find(time);
        if self.times[at] == time {
            return at;
        }
        self.times.insert(at + 1, time);
        let range = at * self.teams..(at + 1) * self.teams;
        let old = self.free.len();
        self.free.extend_from_within(range);
        self.free[(at + 1) * self.teams..].rotate_right(self.teams);
        debug_assert_eq!(self.free.len(), old + self.teams);
        at + 1
    }
}

#[cfg(test)]
mod tests {
    use super::super::problem::{Absence, Objective, Problem, Team};
    use super::{Net, Profile};

    #[test]
    fn finds_gaps_forwards_and_backwards() {
        let team = Team { capacity: 2, absences: vec![Absence { from: 10, until: 20, missing: 2 }] };
        let problem = Problem { teams: vec![team], ..Problem::default() };
        let mut profile = Profile::new(&Net::new(&problem, Objective::Makespan).unwrap());
        profile.take(0, 4, &[(0, 1)]);
        assert_eq!(profile.earliest(0, 5, &[(0, 1)]), 0);
        assert_eq!(profile.earliest(0, 5, &[(0, 2)]), 4);
        assert_eq!(profile.earliest(0, 7, &[(0, 2)]), 20);
        assert_eq!(profile.earliest(6, 5, &[(0, 1)]), 20);
        assert_eq!(profile.latest(25, 5, &[(0, 2)]), 20);
        assert_eq!(profile.latest(24, 5, &[(0, 2)]), 5);
        assert_eq!(profile.latest(24, 8, &[(0, 1)]), 2);
    }
}
