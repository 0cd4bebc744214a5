//! Exact search: a small constraint solver that learns from conflicts (*lazy clause generation*).
//!
//! Variables are the starts of the nodes, the length of the schedule, whether an optional node is done and which
//! alternative serves a group. Bounds are propagated through links, clauses, time-tables and lateness; every conflict
//! becomes a clause. Sources: Ohrimenko, Stuckey and Codish (2009); Schutt, Feydy, Stuckey and Wallace, "Solving
//! RCPSP/max by lazy clause generation", J. Scheduling 16 (2013).

mod activity;
mod analyse;
mod atom;
mod clauses;
mod late;
mod links;
mod model;
mod timetable;
mod trail;

use super::net::Net;
use super::sgs::{Plan, SKIPPED};
use activity::Activity;
use analyse::Analyser;
use atom::Atom;
use clauses::Clauses;
use late::Late;
use links::Links;
use timetable::TimeTable;
use trail::{Conflict, Reason, Trail};

/// The solver's state between slices of work.
#[derive(Clone, Debug)]
pub(super) struct Solver<'a> {
    net: &'a Net,
    trail: Trail,
    clauses: Clauses,
    links: Links,
    tables: Vec<TimeTable>,
    /// For each variable the time-tables in which it matters.
    tables_of: Vec<Vec<u32>>,
    late: Late,
    activity: Activity,
    analyser: Analyser,
    /// For each variable its value in the best schedule.
    target: Vec<i32>,
    length: usize,
    present: Vec<Option<Atom>>,
    choices: Vec<Vec<Atom>>,
    /// The first entry of the trail that has not been propagated.
    head: usize,
    /// There is no schedule within the limits.
    failed: bool,
    conflicts: u64,
    restarts: u64,
    next_restart: u64,
    /// Learned clauses to keep before the next reduction.
    keep: usize,
    steps: u64,
}

/// How a slice of search ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Slice {
    /// A schedule within the limits; [`SKIPPED`] for what is not done.
    Found(Vec<i32>),
    /// There is none within the limits.
    Refuted,
    /// There is none as short as was tried.
    NotThatShort,
    /// The work was done before anything was known.
    Unknown,
}

impl Solver<'_> {
    /// Work done so far.
    pub(super) fn work(&self) -> u64 {
        self.clauses.work + self.steps + self.tables.iter().map(|table| table.work).sum::<u64>()
    }

    /// Only schedules of at most this length from now on.
    pub(super) fn at_most(&mut self, length: i32) {
        self.back_to(0);
        self.failed |= self.trail.raise(Atom::at_most(self.length, length), Reason::Decision).is_err();
    }

    /// Only schedules of at most this weighted lateness from now on.
    pub(super) fn at_most_late(&mut self, lateness: i64) {
        self.back_to(0);
        self.late.limit = lateness;
        self.late.dirty = true;
    }

    /// No schedule within the limits is shorter.
    pub(super) fn shortest(&self) -> i32 {
        self.trail.root[2 * self.length]
    }

    /// No schedule within the limits has less weighted lateness.
    pub(super) fn least_late(&self) -> i64 {
        self.late.bound(self.net, &self.trail)
    }

    /// Search stays near this schedule.
    pub(super) fn aim(&mut self, plan: &Plan) {
        let finish = |node: usize| plan.starts[node].saturating_add(self.net.duration[node]);
        for (node, &start) in plan.starts.iter().enumerate() {
            if start != SKIPPED {
                self.target[node] = start;
            }
            if let Some(present) = self.present[node] {
                self.target[present.variable()] = i32::from(start != SKIPPED);
            }
        }
        for (group, choices) in self.net.groups.iter().zip(&self.choices) {
            let done = group.members.iter().zip(choices).filter(|(member, _)| plan.starts[**member] != SKIPPED);
            let first = done.min_by_key(|(member, _)| finish(**member)).map(|(_, &choice)| choice);
            for &choice in choices {
                self.target[choice.variable()] = i32::from(first == Some(choice) && plan.starts[group.node] != SKIPPED);
            }
        }
        self.target[self.length] = plan.cost.makespan;
    }

    /// Searches for a schedule, with `short` only for one of at most that length, for about `work` units.
    pub(super) fn search(&mut self, short: Option<i32>, work: u64) -> Slice {
        let until = self.work().saturating_add(work);
        let assumption = short.map(|short| Atom::at_most(self.length, short));
        self.back_to(0);
        self.next_restart = self.conflicts + self.pause();
        while !self.failed {
            if self.propagate().is_err() {
                self.conflict();
                continue;
            }
            if self.trail.level() == 0 {
                self.trail.settle();
                self.head = 0;
                if assumption.is_some_and(|atom| self.trail.is_false(atom)) {
                    return Slice::NotThatShort;
                }
                if self.clauses.learned() > self.keep {
                    self.clauses.reduce(&self.trail);
                    self.activity.trim();
                    self.keep += 200;
                }
            }
            if self.work() >= until {
                self.back_to(0);
                return Slice::Unknown;
            }
            if self.conflicts >= self.next_restart {
                self.restarts += 1;
                self.next_restart = self.conflicts + self.pause();
                self.back_to(0);
                continue;
            }
            match assumption.filter(|&atom| !self.trail.is_true(atom)).or_else(|| self.choose()) {
                Some(atom) => self.trail.decide(atom),
                None => return Slice::Found(self.starts()),
            }
        }
        Slice::Refuted
    }

    /// Conflicts until the next restart: 100 times the sequence of Luby, Sinclair and Zuckerman (1993).
    fn pause(&self) -> u64 {
        let mut at = self.restarts + 1;
        loop {
            let bits = 64 - at.leading_zeros();
            if at == (1 << bits) - 1 {
                return 100 << (bits - 1);
            }
            at -= (1 << (bits - 1)) - 1;
        }
    }

    fn back_to(&mut self, level: u32) {
        if self.trail.level() > level {
            self.trail.back_to(level);
            self.activity.back_to(level);
            self.head = self.trail.entries.len();
            self.tables.iter_mut().for_each(|table| table.dirty = false);
            self.late.dirty = false;
        }
    }

    fn conflict(&mut self) {
        self.conflicts += 1;
        let before = self.trail.level();
        let lesson = self.analyser.learn(&mut self.trail, &mut self.clauses);
        self.steps += 20 + lesson.literals.len() as u64 * 4;
        if lesson.literals.is_empty() {
            self.failed = true;
            return;
        }
        debug_assert!(before >= self.trail.level());
        self.trail.back_to(lesson.level);
        self.activity.back_to(lesson.level);
        self.head = self.trail.entries.len();
        self.tables.iter_mut().for_each(|table| table.dirty = false);
        self.late.dirty = false;
        let first = lesson.literals[0];
        let reason = match lesson.literals.len() {
            1 => Reason::Decision,
            _ => Reason::Clause(self.clauses.add(&lesson.literals, lesson.levels)),
        };
        self.failed |= self.trail.raise(first, reason).is_err();
        lesson.literals.iter().for_each(|&literal| self.activity.bump(literal));
        self.activity.decay();
        self.clauses.decay();
    }

    fn propagate(&mut self) -> Result<(), Conflict> {
        loop {
            while let Some(&entry) = self.trail.entries.get(self.head) {
                self.head += 1;
                self.steps += 2;
                for &table in &self.tables_of[(entry.side / 2) as usize] {
                    self.tables[table as usize].dirty = true;
                }
                self.late.dirty |= entry.side & 1 == 0;
                self.clauses.propagate(entry.side, entry.old, entry.new, &mut self.trail)?;
                self.links.propagate(entry.side, &mut self.trail)?;
            }
            if self.late.dirty {
                self.late.propagate(self.net, &mut self.trail)?;
            } else if let Some(table) = self.tables.iter_mut().find(|table| table.dirty) {
                table.propagate(&mut self.trail)?;
            } else {
                return Ok(());
            }
        }
    }

    /// What to try next; `None` when everything is decided.
    fn choose(&mut self) -> Option<Atom> {
        if let Some(atom) = self.activity.next(&self.trail) {
            return Some(if self.target[atom.variable()] >= atom.at { atom } else { atom.not() });
        }
        let open = |atom: &&Atom| !self.trail.is_true(**atom) && !self.trail.is_false(**atom);
        let choice = self.choices.iter().flatten().find(open).or_else(|| self.present.iter().flatten().find(open));
        if let Some(&atom) = choice {
            return Some(if self.target[atom.variable()] == 1 { atom } else { atom.not() });
        }
        self.steps += self.net.nodes as u64 / 4;
        let fixed = |node: usize| self.trail.least(node) == self.trail.greatest(node);
        let first = (0..self.net.nodes)
            .filter(|&node| !fixed(node) && self.is_present(node))
            .min_by_key(|&node| (self.trail.least(node), self.trail.greatest(node)))?;
        Some(Atom::at_most(first, self.trail.least(first)))
    }

    fn is_present(&self, node: usize) -> bool {
        self.present[node].is_none_or(|present| self.trail.is_true(present))
    }

    fn starts(&self) -> Vec<i32> {
        (0..self.net.nodes).map(|node| if self.is_present(node) { self.trail.least(node) } else { SKIPPED }).collect()
    }
}
