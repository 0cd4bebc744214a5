//! The search against brute force, examples worked by hand, and what must never happen.

mod against_brute_force;
mod behaviour;
mod checker;
mod explained;
mod worked_examples;

use super::{Limits, Need, Objective, Outcome, Problem, Step, Task, Team, solve, verify};
use std::ops::ControlFlow;

/// A step of this length that takes one of a team after others.
fn step(duration: u32, team: usize, after: &[usize]) -> Step {
    let after = after.iter().map(|&step| vec![step]).collect();
    Step { duration, needs: vec![Need { team, amount: 1 }], after, ..Step::default() }
}

fn teams(capacities: &[u32]) -> Vec<Team> {
    capacities.iter().map(|&capacity| Team { capacity, absences: vec![] }).collect()
}

/// A task that needs all of these steps and has these due times and weights.
fn task(steps: &[usize], dues: &[(u32, u32)]) -> Task {
    let dues = dues.iter().map(|&(at, weight)| super::Due { at, weight }).collect();
    Task { needs: steps.iter().map(|&step| vec![step]).collect(), dues }
}

/// The best schedule, checked.
fn best(problem: &Problem, objective: Objective) -> Outcome {
    let outcome = solve(problem, objective, &Limits::default(), &mut |_| ControlFlow::Continue(())).unwrap();
    assert_eq!(verify(problem, &outcome.schedule), []);
    assert_eq!(outcome.schedule.makespan(problem), outcome.makespan);
    if objective == Objective::Lateness {
        assert_eq!(outcome.schedule.lateness(problem), Some(outcome.lateness));
        assert!(outcome.lateness_bound <= outcome.lateness);
    }
    assert!(outcome.makespan_bound <= outcome.makespan || objective == Objective::Lateness);
    outcome
}
