//! The search as a whole: first schedules, then heuristic and exact search in turns.

use super::bound;
use super::error::ProblemError;
use super::genetic::Genetic;
use super::lcg::{Slice, Solver};
use super::limits::{Limits, Progress};
use super::net::Net;
use super::outcome::{Ended, Outcome, Schedule};
use super::problem::{Objective, Problem};
use super::sgs::{Builder, Cost, Plan, SKIPPED};
use std::ops::ControlFlow;

/// Finds the best schedule that it can within the limits.
///
/// `control` is called often with the progress so far; answering [`ControlFlow::Break`] ends the search with the best
/// schedule found. A time limit is a `control` that looks at a clock. The first schedule is made in any case.
///
/// The result depends only on the problem, the objective, the seed and the work at which the search ended.
///
/// # Errors
///
/// The problem is not one (see [`Problem::check`]).
pub fn solve(
    problem: &Problem,
    objective: Objective,
    limits: &Limits,
    control: &mut dyn FnMut(&Progress) -> ControlFlow<()>,
) -> Result<Outcome, ProblemError> {
    let net = Net::new(problem, objective)?;
    let mut genetic = Genetic::new(&net, limits.seed);
    // The first rule with the safe ways always gives a schedule; an empty one stands for a problem without steps.
    let best = genetic.rule(0).unwrap_or_else(|| empty(&net));
    let mut search = Search {
        net: &net,
        limits,
        control,
        genetic,
        best,
        makespan_bound: bound::length(&net),
        lateness_bound: 0,
        exact_work: 0,
        ended: None,
    };
    search.run();
    Ok(search.outcome())
}

fn empty(net: &Net) -> Plan {
    let starts = vec![0; net.nodes];
    Plan { cost: Builder::new(net).cost(&starts), starts }
}

struct Search<'a, 'b> {
    net: &'a Net,
    limits: &'b Limits,
    control: &'b mut dyn FnMut(&Progress) -> ControlFlow<()>,
    genetic: Genetic<'a>,
    best: Plan,
    makespan_bound: i32,
    lateness_bound: i64,
    /// Work of solvers that are no more, and of the present one as last seen.
    exact_work: u64,
    ended: Option<Ended>,
}

/// Up to so many nodes the exact search gets the most work.
const SMALL: usize = 45;

/// Work between two calls of the callback.
const PIECE: u64 = 200_000;

impl<'a> Search<'a, '_> {
    fn run(&mut self) {
        self.look();
        let mut rule = 1;
        while self.ended.is_none() && !self.is_proved() {
            let Some(plan) = self.genetic.rule(rule) else { break };
            rule += 1;
            self.offer(&plan);
            self.look();
        }
        if self.net.objective == Objective::Lateness && self.ended.is_none() {
            self.minimise_lateness();
        }
        if self.ended.is_none() {
            self.minimise_length();
        }
    }

    fn work(&self) -> u64 {
        self.genetic.work() + self.exact_work
    }

    /// Tells of the progress and notes whether the search is to end.
    fn look(&mut self) {
        let progress = Progress {
            work: self.work(),
            lateness: Some(self.best.cost.lateness.unsigned_abs()),
            makespan: Some(self.best.cost.makespan.unsigned_abs()),
            lateness_bound: self.lateness_bound.unsigned_abs(),
            makespan_bound: self.makespan_bound.unsigned_abs(),
        };
        let answer = (self.control)(&progress);
        if self.ended.is_none() {
            if progress.work >= self.limits.work {
                self.ended = Some(Ended::WorkLimit);
            } else if answer.is_break() {
                self.ended = Some(Ended::Stopped);
            }
        }
    }

    fn offer(&mut self, plan: &Plan) -> bool {
        let better = plan.cost < self.best.cost;
        if better {
            self.best = plan.clone();
        }
        better
    }

    fn is_late_proved(&self) -> bool {
        self.net.objective == Objective::Makespan || self.best.cost.lateness <= self.lateness_bound
    }

    fn is_proved(&self) -> bool {
        self.is_late_proved() && self.best.cost.makespan <= self.makespan_bound
    }

    /// Heuristic search for about `work` units, or until `enough` says so.
    fn heuristic(&mut self, work: u64, enough: &dyn Fn(&Self) -> bool) {
        let until = self.genetic.work() + work;
        while self.ended.is_none() && self.genetic.work() < until && !enough(self) {
            let pause = (self.genetic.work() + PIECE).min(until);
            while self.genetic.work() < pause && !enough(self) {
                let before = self.genetic.work();
                if let Some(plan) = self.genetic.child().filter(|plan| plan.cost < self.best.cost) {
                    self.best = plan.clone();
                }
                if self.genetic.work() == before {
                    // Nothing left to vary.
                    self.look();
                    return;
                }
            }
            self.look();
        }
    }

    fn minimise_lateness(&mut self) {
        let mut exact = Solver::new(self.net, self.makespan_bound, self.net.horizon);
        let (mut slice, before) = (PIECE, self.exact_work);
        self.lateness_bound = exact.least_late().min(self.best.cost.lateness);
        while self.ended.is_none() && !self.is_late_proved() {
            self.heuristic(slice, &|search| search.is_late_proved());
            let until = exact.work() + slice;
            while self.ended.is_none() && exact.work() < until && !self.is_late_proved() {
                exact.at_most_late(self.best.cost.lateness - 1);
                exact.aim(&self.best);
                let answer = exact.search(None, PIECE.min(until - exact.work()));
                self.exact_work = before + exact.work();
                match answer {
                    Slice::Found(starts) => self.found(starts),
                    Slice::Refuted | Slice::NotThatShort => self.lateness_bound = self.best.cost.lateness,
                    Slice::Unknown => {}
                }
                self.lateness_bound = self.lateness_bound.max(exact.least_late().min(self.best.cost.lateness));
                self.look();
            }
            slice += slice / 2;
        }
    }

    fn minimise_length(&mut self) {
        let mut exact = Solver::new(self.net, self.makespan_bound, self.best.cost.makespan);
        if self.net.objective == Objective::Lateness {
            exact.at_most_late(self.best.cost.lateness);
        }
        let (mut slice, before) = (PIECE, self.exact_work);
        // Per cent of the heuristic search's work. In small problems proofs are near; in large ones the exact search gets
        // more while it finds something out, and less while it does not.
        let mut share = if self.net.nodes <= SMALL { 800 } else { 50 };
        while self.ended.is_none() && !self.is_proved() {
            self.heuristic(slice, &|search| search.is_proved());
            let known = (self.best.cost, self.makespan_bound);
            self.exact(&mut exact, before, slice * share / 100, false);
            if self.makespan_bound + 1 < self.best.cost.makespan {
                self.exact(&mut exact, before, slice * share / 200, true);
            }
            if self.net.nodes > SMALL {
                let barren = known == (self.best.cost, self.makespan_bound);
                share = if barren { (share * 2 / 3).max(10) } else { (share * 2).min(100) };
            }
            slice += slice / 2;
        }
        if self.is_proved() {
            self.ended = Some(Ended::Proved);
        }
    }

    /// Exact search for about `work` units: for anything shorter, or only for something as short as the bound, which
    /// raises the bound when there is nothing.
    fn exact(&mut self, exact: &mut Solver<'a>, before: u64, work: u64, from_below: bool) {
        let until = exact.work() + work;
        while self.ended.is_none() && exact.work() < until && !self.is_proved() {
            exact.at_most(self.best.cost.makespan - 1);
            exact.aim(&self.best);
            let short = from_below.then_some(self.makespan_bound);
            let answer = exact.search(short, PIECE.min(until - exact.work()));
            self.exact_work = before + exact.work();
            match answer {
                Slice::Found(starts) => self.found(starts),
                Slice::Refuted => self.makespan_bound = self.best.cost.makespan,
                Slice::NotThatShort | Slice::Unknown => {}
            }
            self.makespan_bound = self.makespan_bound.max(exact.shortest().min(self.best.cost.makespan));
            self.look();
        }
    }

    fn found(&mut self, starts: Vec<i32>) {
        let cost = Builder::new(self.net).cost(&starts);
        let plan = self.genetic.polish(&Plan { starts, cost });
        self.offer(&plan);
    }

    fn outcome(&self) -> Outcome {
        let ended = self.ended.unwrap_or(Ended::Proved);
        let Cost { lateness, makespan } = self.best.cost;
        let start = |&start: &i32| (start != SKIPPED).then_some(start.unsigned_abs());
        Outcome {
            schedule: Schedule { starts: self.best.starts[..self.net.steps].iter().map(start).collect() },
            objective: self.net.objective,
            makespan: makespan.unsigned_abs(),
            lateness: lateness.unsigned_abs(),
            lateness_bound: self.lateness_bound.unsigned_abs(),
            makespan_bound: self.makespan_bound.unsigned_abs(),
            ended,
            work: self.work(),
        }
    }
}
