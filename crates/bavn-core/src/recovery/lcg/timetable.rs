//! Teams over time: what must be running at an instant takes its people, and nothing else may take them too.
//!
//! Time-table propagation with pointwise explanations: Schutt, Feydy, Stuckey and Wallace, "Explaining the cumulative
//! propagator", Constraints 16 (2011).

use super::atom::Atom;
use super::trail::{Conflict, Trail};

/// One node's share in a team.
#[derive(Clone, Copy, Debug)]
pub(super) struct Share {
    pub(super) node: usize,
    pub(super) length: i32,
    pub(super) amount: i32,
    /// The statement that the node is done, for an optional one.
    pub(super) present: Option<Atom>,
}

/// From so many lengths on something is pushed at once and not from point to point, which explains less but takes less.
const FAR: i32 = 4;

/// A team.
#[derive(Clone, Debug, Default)]
pub(super) struct TimeTable {
    capacity: i32,
    shares: Vec<Share>,
    away: Vec<(i32, i32, i32)>,
    pub(super) dirty: bool,
    pub(super) work: u64,
    events: Vec<(i32, i32)>,
    /// (from, until, taken), ascending, only where something is taken.
    stretches: Vec<(i32, i32, i32)>,
    because: Vec<Atom>,
    cover: Vec<(u32, usize)>,
}

impl TimeTable {
    pub(super) fn new(capacity: i32, shares: Vec<Share>, away: Vec<(i32, i32, i32)>) -> Self {
        Self { capacity, shares, away, dirty: true, ..Self::default() }
    }

    pub(super) fn propagate(&mut self, trail: &mut Trail) -> Result<(), Conflict> {
        self.dirty = false;
        let highest = self.build(trail);
        if highest > self.capacity {
            let over = self.stretches.iter().find(|stretch| stretch.2 > self.capacity);
            if let Some(&(from, until, _)) = over {
                let middle = from + (until - from) / 2;
                self.explain(trail, (middle, middle + 1), usize::MAX, self.capacity + 1);
                trail.conflict.clear();
                trail.conflict.extend_from_slice(&self.because);
                return Err(Conflict);
            }
        }
        for at in 0..self.shares.len() {
            let share = self.shares[at];
            if highest + share.amount <= self.capacity || !is_present(&share, trail) {
                continue;
            }
            if trail.least(share.node) < trail.greatest(share.node) {
                self.later(trail, at, share)?;
                self.earlier(trail, at, share)?;
            }
        }
        Ok(())
    }

    /// Finds out how many are taken when; answers with the most.
    fn build(&mut self, trail: &Trail) -> i32 {
        self.events.clear();
        for share in &self.shares {
            let (latest, earliest_end) = (trail.greatest(share.node), trail.least(share.node) + share.length);
            if latest < earliest_end && is_present(share, trail) {
                self.events.push((latest, share.amount));
                self.events.push((earliest_end, -share.amount));
            }
        }
        self.work += self.shares.len() as u64 + self.events.len() as u64 * 2;
        for &(from, until, missing) in &self.away {
            self.events.push((from, missing));
            self.events.push((until, -missing));
        }
        self.events.sort_unstable();
        self.stretches.clear();
        let (mut taken, mut since, mut highest) = (0, 0, 0);
        for &(time, change) in &self.events {
            if time > since {
                if taken > 0 {
                    self.stretches.push((since, time, taken));
                    highest = highest.max(taken);
                }
                since = time;
            }
            taken += change;
        }
        highest
    }

    fn later(&mut self, trail: &mut Trail, at: usize, share: Share) -> Result<(), Conflict> {
        let mut least = trail.least(share.node);
        let latest = trail.greatest(share.node);
        let compulsory_end = least + share.length;
        let mut next = self.stretches.partition_point(|stretch| stretch.1 <= least);
        while let Some(&(from, until, taken)) = self.stretches.get(next) {
            if from >= least + share.length {
                break;
            }
            next += 1;
            self.work += 1;
            if taken + share.amount <= self.capacity || (latest <= from && from < compulsory_end) {
                continue;
            }
            if until - least > FAR * share.length {
                self.explain(trail, (from, until), at, self.capacity - share.amount + 1);
                self.because.push(Atom::at_least(share.node, from - share.length + 1));
                self.because.extend(share.present);
                trail.raise_because(Atom::at_least(share.node, until), &self.because)?;
                least = until;
            }
            while least < until {
                let time = (until - 1).min(least + share.length - 1);
                self.explain(trail, (time, time + 1), at, self.capacity - share.amount + 1);
                self.because.push(Atom::at_least(share.node, time - share.length + 1));
                self.because.extend(share.present);
                trail.raise_because(Atom::at_least(share.node, time + 1), &self.because)?;
                least = time + 1;
            }
        }
        Ok(())
    }

    fn earlier(&mut self, trail: &mut Trail, at: usize, share: Share) -> Result<(), Conflict> {
        let mut greatest = trail.greatest(share.node);
        let (compulsory, compulsory_end) = (greatest, trail.least(share.node) + share.length);
        let mut next = self.stretches.partition_point(|stretch| stretch.0 < greatest + share.length);
        while next > 0 {
            next -= 1;
            let (from, until, taken) = self.stretches[next];
            if until <= greatest {
                break;
            }
            self.work += 1;
            if taken + share.amount <= self.capacity || (compulsory <= from && from < compulsory_end) {
                continue;
            }
            if greatest + share.length - from > FAR * share.length {
                self.explain(trail, (from, until), at, self.capacity - share.amount + 1);
                self.because.push(Atom::at_most(share.node, until - 1));
                self.because.extend(share.present);
                trail.raise_because(Atom::at_most(share.node, from - share.length), &self.because)?;
                greatest = from - share.length;
            }
            while greatest + share.length > from {
                let time = from.max(greatest);
                self.explain(trail, (time, time + 1), at, self.capacity - share.amount + 1);
                self.because.push(Atom::at_most(share.node, time));
                self.because.extend(share.present);
                trail.raise_because(Atom::at_most(share.node, time - share.length), &self.because)?;
                greatest = time - share.length;
            }
        }
        Ok(())
    }

    /// Leaves in `because` why at least `amount` are taken throughout a span by others than share `except`.
    fn explain(&mut self, trail: &Trail, span: (i32, i32), except: usize, amount: i32) {
        self.because.clear();
        self.cover.clear();
        self.work += self.shares.len() as u64;
        let mut taken: i32 =
            self.away.iter().filter(|away| away.0 <= span.0 && span.1 <= away.1).map(|away| away.2).sum();
        for (at, share) in self.shares.iter().enumerate() {
            let (from, until) = reach(share, span);
            if at != except && trail.is_true(from) && trail.is_true(until) && is_present(share, trail) {
                taken += share.amount;
                let when = |atom: Atom| trail.find(atom).map_or(0, |entry| entry + 1);
                let latest = when(from).max(when(until)).max(share.present.map_or(0, when));
                self.cover.push((latest, at));
            }
        }
        // What was decided last is left out first, so that the explanation holds longer.
        self.cover.sort_unstable_by(|a, b| b.cmp(a));
        for &(latest, at) in &self.cover {
            let share = &self.shares[at];
            if taken - share.amount >= amount && latest > 0 {
                taken -= share.amount;
                continue;
            }
            let (from, until) = reach(share, span);
            self.because.extend([from, until]);
            self.because.extend(share.present);
        }
    }
}

/// The statements that make a share take its people throughout a span.
fn reach(share: &Share, span: (i32, i32)) -> (Atom, Atom) {
    (Atom::at_least(share.node, span.1 - share.length), Atom::at_most(share.node, span.0))
}

fn is_present(share: &Share, trail: &Trail) -> bool {
    share.present.is_none_or(|present| trail.is_true(present))
}
