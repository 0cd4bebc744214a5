//! A checker of schedules that shares nothing with the search but the problem.

use super::outcome::Schedule;
use super::problem::{AnyOf, Minutes, Problem};
use thiserror::Error;

/// What is wrong with a schedule. Positions count from 0, times in minutes.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Fault {
    /// The schedule has another number of steps than the problem.
    #[error("{starts} starts for {steps} steps")]
    Length {
        /// Starts in the schedule.
        starts: usize,
        /// Steps in the problem.
        steps: usize,
    },
    /// A step that is not optional is not done.
    #[error("step {step} is not done")]
    Missing {
        /// The step.
        step: usize,
    },
    /// A step begins before its earliest time.
    #[error("step {step} begins at {start}, not before {earliest} is allowed")]
    TooEarly {
        /// The step.
        step: usize,
        /// When it begins.
        start: Minutes,
        /// When it may begin.
        earliest: Minutes,
    },
    /// None of the ways of a prerequisite is finished when a step begins.
    #[error("step {step} begins at {start}, but none of {any:?} is finished by then")]
    NotReady {
        /// The step.
        step: usize,
        /// When it begins.
        start: Minutes,
        /// The prerequisite.
        any: AnyOf,
    },
    /// None of the ways of something that a task needs is done.
    #[error("task {task} never comes back: none of {any:?} is done")]
    NeverBack {
        /// The task.
        task: usize,
        /// What it needs.
        any: AnyOf,
    },
    /// More of a team are at work than are there.
    #[error("at {at} team {team} has {there} at hand and {taken} at work")]
    Overload {
        /// The team.
        team: usize,
        /// The first minute of it.
        at: Minutes,
        /// How many are at work.
        taken: u64,
        /// How many are there.
        there: u64,
    },
}

/// Everything that is wrong with a schedule: nothing, if it is right. At most 1,000 faults are listed.
///
/// The problem must be one that [`Problem::check`] accepts.
#[must_use]
pub fn verify(problem: &Problem, schedule: &Schedule) -> Vec<Fault> {
    let (starts, steps) = (schedule.starts.len(), problem.steps.len());
    if starts != steps {
        return vec![Fault::Length { starts, steps }];
    }
    let mut faults = Vec::new();
    single_steps(problem, schedule, &mut faults);
    prerequisites(problem, schedule, &mut faults);
    for (task, wanted) in problem.tasks.iter().enumerate() {
        let never = wanted.needs.iter().filter(|any| any.iter().all(|&step| schedule.starts[step].is_none()));
        faults.extend(never.map(|any| Fault::NeverBack { task, any: any.clone() }));
    }
    for team in 0..problem.teams.len() {
        faults.extend(overload(problem, schedule, team));
    }
    faults.truncate(1_000);
    faults
}

fn single_steps(problem: &Problem, schedule: &Schedule, faults: &mut Vec<Fault>) {
    for (step, wanted) in problem.steps.iter().enumerate() {
        match schedule.starts[step] {
            None if !wanted.optional => faults.push(Fault::Missing { step }),
            Some(start) if start < wanted.earliest => {
                faults.push(Fault::TooEarly { step, start, earliest: wanted.earliest });
            }
            _ => {}
        }
    }
}

/// Lets the steps happen: one is begun when for each of its prerequisites some way has been finished before by a step that
/// was itself begun so. What cannot be begun at its time is a fault, also when steps of no length wait in a circle.
fn prerequisites(problem: &Problem, schedule: &Schedule, faults: &mut Vec<Fault>) {
    let mut order: Vec<(Minutes, usize)> =
        schedule.starts.iter().enumerate().filter_map(|(step, start)| Some(((*start)?, step))).collect();
    order.sort_unstable();
    let mut begun = vec![false; problem.steps.len()];
    let ends = |step: usize| schedule.finish(problem, step);
    let met = |begun: &[bool], start: Minutes, any: &AnyOf| {
        any.iter().any(|&before| begun[before] && ends(before).is_some_and(|end| end <= start))
    };
    let mut first = 0;
    while first < order.len() {
        let start = order[first].0;
        let last = first + order[first..].partition_point(|&(other, _)| other == start);
        // Those that begin together may still follow each other when they have no length.
        let mut waiting: Vec<usize> = order[first..last].iter().map(|&(_, step)| step).collect();
        loop {
            let before = waiting.len();
            waiting.retain(|&step| {
                let ready = problem.steps[step].after.iter().all(|any| met(&begun, start, any));
                begun[step] |= ready;
                !ready
            });
            if waiting.len() == before {
                break;
            }
        }
        for &step in &waiting {
            let missing = problem.steps[step].after.iter().filter(|any| !met(&begun, start, any));
            faults.extend(missing.map(|any| Fault::NotReady { step, start, any: any.clone() }));
        }
        // Named once; what waits for it is judged as if it had been right.
        waiting.iter().for_each(|&step| begun[step] = true);
        first = last;
    }
}

/// Counts a team at every instant at which something changes.
fn overload(problem: &Problem, schedule: &Schedule, team: usize) -> Option<Fault> {
    let mut changes: Vec<(Minutes, i64, i64)> = Vec::new();
    for (step, wanted) in problem.steps.iter().enumerate() {
        let amount: i64 = wanted.needs.iter().filter(|need| need.team == team).map(|need| i64::from(need.amount)).sum();
        if let (Some(start), Some(end)) = (schedule.starts[step], schedule.finish(problem, step))
            && end > start
        {
            changes.extend([(start, amount, 0), (end, -amount, 0)]);
        }
    }
    for absence in &problem.teams[team].absences {
        let missing = i64::from(absence.missing);
        changes.extend([(absence.from, 0, missing), (absence.until, 0, -missing)]);
    }
    changes.sort_unstable();
    let capacity = i64::from(problem.teams[team].capacity);
    let (mut taken, mut missing) = (0, 0);
    for (at, &(time, work, away)) in changes.iter().enumerate() {
        taken += work;
        missing += away;
        let is_last_then = changes.get(at + 1).is_none_or(|next| next.0 > time);
        let there = (capacity - missing).max(0);
        if is_last_then && taken > there {
            let (taken, there) = (taken.unsigned_abs(), there.unsigned_abs());
            return Some(Fault::Overload { team, at: time, taken, there });
        }
    }
    None
}
