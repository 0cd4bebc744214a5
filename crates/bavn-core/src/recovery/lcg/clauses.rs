//! Clauses with two watched literals, where a literal is an atom.

use super::atom::Atom;
use super::trail::{Conflict, Reason, Trail};

#[derive(Clone, Copy, Debug)]
struct Watch {
    /// The literal becomes false when the side that this list belongs to reaches this.
    at: i32,
    clause: u32,
    /// Another literal of the clause; while it is true nothing needs to be done.
    blocker: Atom,
}

#[derive(Clone, Copy, Debug)]
struct Clause {
    start: u32,
    length: u32,
    /// Levels that met when it was learned; 0 for a clause of the problem.
    levels: u32,
    activity: u64,
}

#[derive(Clone, Debug, Default)]
pub(super) struct Clauses {
    literals: Vec<Atom>,
    clauses: Vec<Clause>,
    watches: Vec<Vec<Watch>>,
    increment: u64,
    /// Watches looked at: the measure of work done.
    pub(super) work: u64,
}

impl Clauses {
    pub(super) fn new(sides: usize) -> Self {
        Self { watches: vec![Vec::new(); sides], increment: 1 << 20, ..Self::default() }
    }

    pub(super) fn literals(&self, clause: u32) -> &[Atom] {
        let clause = &self.clauses[clause as usize];
        &self.literals[clause.start as usize..(clause.start + clause.length) as usize]
    }

    pub(super) fn learned(&self) -> usize {
        self.clauses.iter().filter(|clause| clause.levels > 0).count()
    }

    /// Adds a clause of two or more literals. `levels` is 0 for a clause that must stay.
    pub(super) fn add(&mut self, literals: &[Atom], levels: u32) -> u32 {
        let at = self.clauses.len() as u32;
        let start = self.literals.len() as u32;
        self.literals.extend_from_slice(literals);
        self.clauses.push(Clause { start, length: literals.len() as u32, levels, activity: self.increment });
        self.watch(at);
        at
    }

    fn watch(&mut self, at: u32) {
        let (first, second) = (self.literals(at)[0], self.literals(at)[1]);
        for (literal, blocker) in [(first, second), (second, first)] {
            let no = literal.not();
            self.watches[no.side as usize].push(Watch { at: no.at, clause: at, blocker });
        }
    }

    pub(super) fn bump(&mut self, clause: u32) {
        let activity = &mut self.clauses[clause as usize].activity;
        *activity += self.increment;
        if *activity > 1 << 60 {
            self.clauses.iter_mut().for_each(|clause| clause.activity >>= 40);
            self.increment = (self.increment >> 40).max(1 << 10);
        }
    }

    pub(super) fn decay(&mut self) {
        self.increment += self.increment >> 10;
    }

    /// Side `side` rose from `old` to `new`: moves watches, raises bounds, or finds a clause with no literal left.
    pub(super) fn propagate(&mut self, side: u32, old: i32, new: i32, trail: &mut Trail) -> Result<(), Conflict> {
        let mut list = std::mem::take(&mut self.watches[side as usize]);
        let mut kept = 0;
        let mut result = Ok(());
        self.work += list.len() as u64 / 4 + 1;
        let mut next = 0;
        while next < list.len() {
            let watch = list[next];
            next += 1;
            if watch.at <= old || watch.at > new || trail.is_true(watch.blocker) {
                list[kept] = watch;
                kept += 1;
                continue;
            }
            self.work += 2;
            let clause = self.clauses[watch.clause as usize];
            let literals = &mut self.literals[clause.start as usize..(clause.start + clause.length) as usize];
            let falsified = Atom { side, at: watch.at }.not();
            if literals[0] == falsified {
                literals.swap(0, 1);
            }
            let first = literals[0];
            let watch = Watch { blocker: first, ..watch };
            if trail.is_true(first) {
                list[kept] = watch;
                kept += 1;
                continue;
            }
            if let Some(other) = (2..literals.len()).find(|&at| !trail.is_false(literals[at])) {
                literals.swap(1, other);
                let no = literals[1].not();
                // A literal that is not false never has the side of a false one at a lower threshold in this list.
                if no.side == side {
                    list.push(Watch { at: no.at, ..watch });
                } else {
                    self.watches[no.side as usize].push(Watch { at: no.at, ..watch });
                }
                continue;
            }
            list[kept] = watch;
            kept += 1;
            if trail.is_false(first) {
                trail.conflict.clear();
                let no = self.literals(watch.clause).iter().map(|literal| literal.not()).collect::<Vec<_>>();
                trail.conflict.extend(no);
                result = Err(Conflict);
            } else {
                result = trail.raise(first, Reason::Clause(watch.clause));
            }
            if result.is_err() {
                break;
            }
        }
        list.copy_within(next.., kept);
        list.truncate(kept + list.len() - next);
        self.watches[side as usize] = list;
        result
    }

    /// Drops the less useful half of what was learned. Only at level 0 after [`Trail::settle`].
    pub(super) fn reduce(&mut self, trail: &Trail) {
        let mut scores: Vec<u64> =
            self.clauses.iter().filter(|clause| clause.levels > 2).map(|clause| clause.activity).collect();
        let middle = scores.len() / 2;
        let limit = if scores.is_empty() { 0 } else { *scores.select_nth_unstable(middle).1 };
        let old = std::mem::take(&mut self.clauses);
        let literals = std::mem::take(&mut self.literals);
        self.watches.iter_mut().for_each(Vec::clear);
        for clause in old {
            let slice = &literals[clause.start as usize..(clause.start + clause.length) as usize];
            let keep = clause.levels <= 2 || clause.activity >= limit;
            if keep && !slice.iter().any(|&literal| trail.is_true(literal)) {
                let start = self.literals.len() as u32;
                self.literals.extend(slice.iter().filter(|&&literal| !trail.is_false(literal)));
                let length = self.literals.len() as u32 - start;
                // At the end of propagation a clause that is not true has two literals that are not false.
                self.clauses.push(Clause { start, length, ..clause });
                self.watch(self.clauses.len() as u32 - 1);
            }
        }
    }
}
