//! From a conflict to a clause: resolution to the first unique implication point, on bounds instead of literals.
//!
//! After Marques-Silva and Sakallah, "GRASP" (1999); explanations over lazily made bounds as in Ohrimenko, Stuckey and
//! Codish, "Propagation via lazy clause generation", Constraints 14 (2009).

use super::atom::Atom;
use super::clauses::Clauses;
use super::trail::{Reason, Trail, push_step};

/// What was learned.
#[derive(Clone, Debug, Default)]
pub(super) struct Lesson {
    /// The clause; its first literal becomes true at `level`, its second is the last of the others to have become false.
    /// Empty when there is no solution at all.
    pub(super) literals: Vec<Atom>,
    /// The level to go back to.
    pub(super) level: u32,
    /// How many levels met in the clause.
    pub(super) levels: u32,
}

#[derive(Clone, Copy, Debug, Default)]
struct Wanted {
    active: bool,
    at: i32,
    entry: u32,
}

/// Memory used again from one conflict to the next.
#[derive(Clone, Debug, Default)]
pub(super) struct Analyser {
    wanted: Vec<Wanted>,
    touched: Vec<u32>,
    reason: Vec<Atom>,
    used: Vec<u32>,
    memo: Vec<(u32, bool, i32)>,
    stamp: u32,
    levels: Vec<u32>,
}

impl Analyser {
    /// Goes back to the level of the conflict and learns from it.
    pub(super) fn learn(&mut self, trail: &mut Trail, clauses: &mut Clauses) -> Lesson {
        let conflict = std::mem::take(&mut trail.conflict);
        let level =
            conflict.iter().filter_map(|&atom| trail.find(atom)).map(|at| trail.entries[at as usize].level).max();
        let Some(level) = level.filter(|&level| level > 0) else { return Lesson::default() };
        trail.back_to(level);
        self.wanted.resize(trail.bound.len(), Wanted::default());
        self.used.clear();
        let mut open = 0;
        for &atom in &conflict {
            self.want(trail, atom, level, &mut open);
        }
        trail.conflict = conflict;
        let mut at = trail.entries.len() as u32;
        let point = loop {
            at -= 1;
            let entry = trail.entries[at as usize];
            let wanted = self.wanted[entry.side as usize];
            if !wanted.active || wanted.entry != at {
                continue;
            }
            if open == 1 {
                break Atom { side: entry.side, at: wanted.at };
            }
            self.wanted[entry.side as usize].active = false;
            open -= 1;
            if let Reason::Clause(clause) = entry.reason {
                self.used.push(clause);
            }
            let mut reason = std::mem::take(&mut self.reason);
            explain(trail, clauses, at, wanted.at, &mut reason);
            for &atom in &reason {
                self.want(trail, atom, level, &mut open);
            }
            self.reason = reason;
        };
        self.used.iter().for_each(|&clause| clauses.bump(clause));
        let lesson = self.lesson(trail, clauses, point);
        for side in self.touched.drain(..) {
            self.wanted[side as usize].active = false;
        }
        lesson
    }

    fn want(&mut self, trail: &Trail, atom: Atom, level: u32, open: &mut u32) {
        let before = self.wanted[atom.side as usize];
        if before.active && before.at >= atom.at {
            return;
        }
        let Some(entry) = trail.find(atom) else { return };
        if trail.entries[entry as usize].level == 0 {
            return;
        }
        if !before.active {
            self.touched.push(atom.side);
        } else if trail.entries[before.entry as usize].level == level {
            *open -= 1;
        }
        if trail.entries[entry as usize].level == level {
            *open += 1;
        }
        self.wanted[atom.side as usize] = Wanted { active: true, at: atom.at, entry };
    }

    fn lesson(&mut self, trail: &Trail, clauses: &Clauses, point: Atom) -> Lesson {
        self.stamp += 1;
        if self.memo.len() < trail.entries.len() {
            self.memo.resize(trail.entries.len(), (0, false, 0));
        }
        let mut literals = vec![point.not()];
        self.levels.clear();
        let mut second = (0, 0);
        let touched = std::mem::take(&mut self.touched);
        let mut kept: Vec<u32> = Vec::with_capacity(touched.len());
        for &side in &touched {
            let wanted = self.wanted[side as usize];
            if !wanted.active || side == point.side || kept.contains(&side) {
                continue;
            }
            kept.push(side);
            if self.follows(trail, clauses, Atom { side, at: wanted.at }, wanted.entry, 0) {
                continue;
            }
            let level = trail.entries[wanted.entry as usize].level;
            if level > second.1 {
                second = (literals.len(), level);
            }
            if !self.levels.contains(&level) {
                self.levels.push(level);
            }
            literals.push(Atom { side, at: wanted.at }.not());
        }
        self.touched = touched;
        if literals.len() > 1 {
            literals.swap(1, second.0);
        }
        Lesson { literals, level: second.1, levels: self.levels.len() as u32 + 1 }
    }

    /// Whether an atom, made true by `entry`, follows from the others that are wanted.
    fn follows(&mut self, trail: &Trail, clauses: &Clauses, atom: Atom, entry: u32, depth: u32) -> bool {
        if let Reason::Decision = trail.entries[entry as usize].reason {
            return false;
        }
        let (stamp, answer, at) = self.memo[entry as usize];
        if stamp == self.stamp && (!answer || at >= atom.at) {
            return answer;
        }
        let mut reason = Vec::new();
        explain(trail, clauses, entry, atom.at, &mut reason);
        let answer = reason.iter().all(|&because| {
            let wanted = self.wanted[because.side as usize];
            if wanted.active && wanted.at >= because.at && wanted.entry < entry {
                return true;
            }
            match trail.find(because) {
                None => true,
                Some(found) if trail.entries[found as usize].level == 0 => true,
                Some(found) => depth < 12 && self.follows(trail, clauses, because, found, depth + 1),
            }
        });
        self.memo[entry as usize] = (self.stamp, answer, atom.at);
        answer
    }
}

/// Why entry `at` made its side at least `bound`.
fn explain(trail: &Trail, clauses: &Clauses, at: u32, bound: i32, into: &mut Vec<Atom>) {
    into.clear();
    match trail.entries[at as usize].reason {
        Reason::Decision => {}
        Reason::Clause(clause) => into.extend(clauses.literals(clause)[1..].iter().map(|literal| literal.not())),
        Reason::Step { from, offset, condition } => push_step(into, from, bound - offset, condition),
        Reason::Because { start, length } => {
            into.extend_from_slice(&trail.arena[start as usize..(start + length) as usize]);
        }
    }
}
