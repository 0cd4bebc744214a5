//! Repeatability, stopping, bad input, and a large problem.

use super::super::rng::Rng;
use super::super::{
    Absence, Ended, Limits, MAX_AMOUNT, MAX_HORIZON, MAX_STEPS, Need, Objective, Problem, ProblemError, Step, Team,
    solve, verify,
};
use super::{best, step, task, teams};
use std::ops::ControlFlow;

/// A layered problem with alternatives, as it comes from a register of systems.
fn random(steps: usize, crews: usize, seed: u64) -> Problem {
    let mut rng = Rng::new(seed);
    let mut problem = Problem { teams: teams(&vec![3; crews]), ..Problem::default() };
    for at in 0..steps {
        let mut new = step(15 * (1 + rng.below(24) as u32), rng.below(crews), &[]);
        for _ in 0..rng.below(3).min(at) {
            let near = at - 1 - rng.below(at.min(60));
            let other = at - 1 - rng.below(at.min(60));
            new.after.push(if rng.chance(20) { vec![near, other] } else { vec![near] });
        }
        new.needs[0].amount = 1 + rng.below(2) as u32;
        problem.steps.push(new);
        if rng.chance(15) {
            let due = 240 * (1 + rng.below(40) as u32);
            problem.tasks.push(task(&[at], &[(due, 1 + rng.below(5) as u32), (due * 2, 20)]));
        }
    }
    problem
}

#[test]
fn the_same_again_with_the_same_work() {
    let problem = random(60, 3, 5);
    let mut calls = 0;
    let stopped = solve(&problem, Objective::Lateness, &Limits::endless(9), &mut |_| {
        calls += 1;
        if calls == 25 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    })
    .unwrap();
    assert_eq!(stopped.ended, Ended::Stopped);
    let limits = Limits { seed: 9, work: stopped.work };
    let again = solve(&problem, Objective::Lateness, &limits, &mut |_| ControlFlow::Continue(())).unwrap();
    assert_eq!(again.ended, Ended::WorkLimit);
    assert_eq!(again.schedule, stopped.schedule);
    assert_eq!((again.work, again.lateness_bound), (stopped.work, stopped.lateness_bound));
}

#[test]
fn stopped_at_once_there_is_a_schedule() {
    let problem = random(40, 2, 1);
    for objective in [Objective::Makespan, Objective::Lateness] {
        let outcome = solve(&problem, objective, &Limits::default(), &mut |_| ControlFlow::Break(())).unwrap();
        assert_eq!(outcome.ended, Ended::Stopped);
        assert_eq!(verify(&problem, &outcome.schedule), []);
    }
}

#[test]
fn progress_only_gets_better() {
    let problem = random(50, 2, 2);
    let mut before = None;
    let outcome = solve(&problem, Objective::Lateness, &Limits { seed: 0, work: 4_000_000 }, &mut |progress| {
        let now = *progress;
        if let Some(before) = before.replace(now) {
            assert!((now.lateness, now.makespan) <= (before.lateness, before.makespan));
            assert!(now.lateness_bound >= before.lateness_bound && now.work >= before.work);
        }
        ControlFlow::Continue(())
    });
    assert!(outcome.unwrap().lateness_bound <= before.unwrap().lateness.unwrap());
}

#[test]
fn two_thousand_steps_of_ten_teams() {
    let problem = random(2_000, 10, 7);
    let limits = Limits { seed: 0, work: 1 };
    let outcome = solve(&problem, Objective::Lateness, &limits, &mut |_| ControlFlow::Continue(())).unwrap();
    assert_eq!(verify(&problem, &outcome.schedule), []);
    assert_eq!(outcome.ended, Ended::WorkLimit);
}

#[test]
fn nights_and_alternatives_in_a_larger_problem() {
    let mut problem = random(120, 3, 4);
    for team in &mut problem.teams {
        team.absences =
            (0..60).map(|day| Absence { from: day * 1_440 + 480, until: (day + 1) * 1_440, missing: 2 }).collect();
    }
    for step in &mut problem.steps {
        step.duration = step.duration.min(480);
    }
    for objective in [Objective::Makespan, Objective::Lateness] {
        let limits = Limits { seed: 0, work: 3_000_000 };
        let outcome = solve(&problem, objective, &limits, &mut |_| ControlFlow::Continue(())).unwrap();
        assert_eq!(verify(&problem, &outcome.schedule), []);
        assert!(outcome.makespan_bound <= outcome.makespan);
    }
}

#[test]
fn bad_input_is_named() {
    let good = Problem { teams: teams(&[1]), steps: vec![step(5, 0, &[]), step(5, 0, &[0])], tasks: vec![] };
    assert_eq!(best(&good, Objective::Makespan).makespan, 10);
    let bad = |change: &dyn Fn(&mut Problem)| {
        let mut problem = good.clone();
        change(&mut problem);
        problem.check().unwrap_err()
    };
    assert_eq!(
        bad(&|problem| problem.steps[1].needs[0].team = 4),
        ProblemError::UnknownTeam { step: 1, team: 4, teams: 1 }
    );
    assert_eq!(
        bad(&|problem| problem.steps[1].needs[0].amount = 2),
        ProblemError::BeyondCapacity { step: 1, team: 0, amount: 2, capacity: 1 }
    );
    assert_eq!(bad(&|problem| problem.steps[1].needs[0].amount = 0), ProblemError::BadNeed { step: 1, team: 0 });
    assert_eq!(
        bad(&|problem| problem.steps[0].needs.push(Need { team: 0, amount: 1 })),
        ProblemError::BadNeed { step: 0, team: 0 }
    );
    assert_eq!(
        bad(&|problem| problem.steps[0].after = vec![vec![7]]),
        ProblemError::UnknownStep { what: "step", at: 0, step: 7, steps: 2 }
    );
    assert_eq!(
        bad(&|problem| problem.tasks = vec![task(&[2], &[])]),
        ProblemError::UnknownStep { what: "task", at: 0, step: 2, steps: 2 }
    );
    assert_eq!(
        bad(&|problem| problem.steps[1].after = vec![vec![]]),
        ProblemError::NoAlternative { what: "step", at: 1 }
    );
    assert_eq!(bad(&|problem| problem.steps[0].after = vec![vec![0]]), ProblemError::Cycle { steps: vec![0, 1] });
    assert_eq!(
        bad(&|problem| problem.teams[0].absences = vec![Absence { from: 5, until: 5, missing: 1 }]),
        ProblemError::EmptyAbsence { team: 0, absence: 0 }
    );
    let too_large = |what, at, value: u32, limit: u32| ProblemError::TooLarge {
        what,
        at,
        value: u64::from(value),
        limit: u64::from(limit),
    };
    let over = MAX_HORIZON + 1;
    assert_eq!(bad(&|problem| problem.steps[1].duration = over), too_large("duration", 1, over, MAX_HORIZON));
    assert_eq!(
        bad(&|problem| problem.steps.iter_mut().for_each(|step| step.duration = MAX_HORIZON)),
        too_large("horizon", 0, 2 * MAX_HORIZON, MAX_HORIZON)
    );
    assert_eq!(
        bad(&|problem| problem.tasks = vec![task(&[0], &[(1, MAX_AMOUNT + 1)])]),
        too_large("weight", 0, MAX_AMOUNT + 1, MAX_AMOUNT)
    );
    assert_eq!(
        bad(&|problem| problem.teams = vec![Team { capacity: MAX_AMOUNT + 1, absences: vec![] }]),
        too_large("capacity", 0, MAX_AMOUNT + 1, MAX_AMOUNT)
    );
    assert_eq!(
        bad(&|problem| problem.steps = vec![Step::default(); MAX_STEPS + 1]),
        ProblemError::TooMany { what: "steps", count: MAX_STEPS + 1, limit: MAX_STEPS }
    );
}
