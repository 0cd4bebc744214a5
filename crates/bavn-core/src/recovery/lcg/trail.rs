//! The bounds as they are now, how they came about, and how to go back.

use super::atom::Atom;

/// Why a bound was raised.
#[derive(Clone, Copy, Debug)]
pub(super) enum Reason {
    /// It was tried.
    Decision,
    /// The first literal of this clause; all its others are false.
    Clause(u32),
    /// Side `from` raised by `offset`, if the side `condition` (or none) holds.
    Step {
        /// The side that pushes.
        from: u32,
        /// By how much the pushed side is at least above it.
        offset: i32,
        /// A side of a variable with the values 0 and 1, or [`NONE`].
        condition: u32,
    },
    /// All of `length` atoms from `start` on in the arena.
    Because {
        /// The first.
        start: u32,
        /// How many.
        length: u32,
    },
}

/// No side, no entry.
pub(super) const NONE: u32 = u32::MAX;

#[derive(Clone, Copy, Debug)]
pub(super) struct Entry {
    pub(super) side: u32,
    pub(super) old: i32,
    pub(super) new: i32,
    pub(super) previous: u32,
    pub(super) level: u32,
    pub(super) reason: Reason,
}

/// Statements that cannot all hold are left in [`Trail::conflict`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Conflict;

#[derive(Clone, Debug, Default)]
pub(super) struct Trail {
    pub(super) bound: Vec<i32>,
    /// The bounds that hold without any decision.
    pub(super) root: Vec<i32>,
    last: Vec<u32>,
    pub(super) entries: Vec<Entry>,
    pub(super) arena: Vec<Atom>,
    marks: Vec<(u32, u32)>,
    pub(super) conflict: Vec<Atom>,
}

impl Trail {
    /// A new variable with the values `least..=greatest`.
    pub(super) fn variable(&mut self, least: i32, greatest: i32) -> usize {
        self.bound.extend([least, -greatest]);
        self.root.extend([least, -greatest]);
        self.last.extend([NONE, NONE]);
        self.bound.len() / 2 - 1
    }

    pub(super) fn least(&self, x: usize) -> i32 {
        self.bound[2 * x]
    }

    pub(super) fn greatest(&self, x: usize) -> i32 {
        -self.bound[2 * x + 1]
    }

    pub(super) fn is_true(&self, atom: Atom) -> bool {
        self.bound[atom.side as usize] >= atom.at
    }

    pub(super) fn is_false(&self, atom: Atom) -> bool {
        self.is_true(atom.not())
    }

    pub(super) fn level(&self) -> u32 {
        self.marks.len() as u32
    }

    /// Opens a level and raises a bound in it.
    pub(super) fn decide(&mut self, atom: Atom) {
        self.marks.push((self.entries.len() as u32, self.arena.len() as u32));
        // The atom is undecided, so this cannot contradict anything.
        let _undecided = self.raise(atom, Reason::Decision);
    }

    /// Makes an atom true.
    pub(super) fn raise(&mut self, atom: Atom, reason: Reason) -> Result<(), Conflict> {
        let side = atom.side as usize;
        let old = self.bound[side];
        if old >= atom.at {
            return Ok(());
        }
        if self.is_false(atom) {
            return Err(self.contradict(atom, reason));
        }
        self.bound[side] = atom.at;
        if self.marks.is_empty() {
            self.root[side] = atom.at;
        }
        let entry =
            Entry { side: atom.side, old, new: atom.at, previous: self.last[side], level: self.level(), reason };
        self.last[side] = self.entries.len() as u32;
        self.entries.push(entry);
        Ok(())
    }

    /// Makes an atom true because of others.
    pub(super) fn raise_because(&mut self, atom: Atom, because: &[Atom]) -> Result<(), Conflict> {
        if self.is_true(atom) {
            return Ok(());
        }
        let start = self.arena.len() as u32;
        self.arena.extend_from_slice(because);
        self.raise(atom, Reason::Because { start, length: because.len() as u32 })
    }

    fn contradict(&mut self, atom: Atom, reason: Reason) -> Conflict {
        let mut conflict = std::mem::take(&mut self.conflict);
        conflict.clear();
        // A push is wrong as soon as it passes the other side's bound; the least such push explains most.
        let least = Atom { side: atom.side, at: 1 - self.bound[(atom.side ^ 1) as usize] };
        conflict.push(if let Reason::Step { .. } = reason { least.not() } else { atom.not() });
        match reason {
            Reason::Step { from, offset, condition } => push_step(&mut conflict, from, least.at - offset, condition),
            Reason::Because { start, length } => {
                conflict.extend_from_slice(&self.arena[start as usize..(start + length) as usize]);
            }
            // Clauses and decisions raise only what is undecided.
            Reason::Clause(_) | Reason::Decision => {}
        }
        self.conflict = conflict;
        Conflict
    }

    /// The entry that made an atom true, or `None` if it holds without decisions.
    pub(super) fn find(&self, atom: Atom) -> Option<u32> {
        let side = atom.side as usize;
        if self.root[side] >= atom.at {
            return None;
        }
        let mut at = self.last[side];
        while at != NONE && self.entries[at as usize].old >= atom.at {
            at = self.entries[at as usize].previous;
        }
        (at != NONE).then_some(at)
    }

    /// Goes back to the end of a level.
    pub(super) fn back_to(&mut self, level: u32) {
        if self.level() <= level {
            return;
        }
        let (entries, arena) = self.marks[level as usize];
        for entry in self.entries[entries as usize..].iter().rev() {
            self.bound[entry.side as usize] = entry.old;
            self.last[entry.side as usize] = entry.previous;
        }
        self.entries.truncate(entries as usize);
        self.arena.truncate(arena as usize);
        self.marks.truncate(level as usize);
    }

    /// Forgets how the bounds that hold without decisions came about. Only at level 0 with nothing left to propagate.
    pub(super) fn settle(&mut self) {
        for entry in &self.entries {
            self.last[entry.side as usize] = NONE;
        }
        self.entries.clear();
        self.arena.clear();
    }
}

/// The atoms behind a [`Reason::Step`] that needs `from` to be at least `at`.
pub(super) fn push_step(into: &mut Vec<Atom>, from: u32, at: i32, condition: u32) {
    into.push(Atom { side: from, at });
    if condition != NONE {
        into.push(condition_atom(condition));
    }
}

/// The side of a variable with the values 0 and 1 as a statement: its lower side says 1, its upper side says 0.
pub(super) fn condition_atom(side: u32) -> Atom {
    Atom { side, at: 1 - (side & 1) as i32 }
}
