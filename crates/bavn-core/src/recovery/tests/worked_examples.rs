//! Three small municipalities worked by hand, and the odd shapes of problems.

use super::super::{Absence, Ended, Objective, Problem, ProblemError, Step};
use super::{best, step, task, teams};

/// One technician. Payroll is due after 4 hours, the care journal after 2, the library whenever. Everything stands on the
/// directory service (1 h). By hand: directory 0-60, journal 60-120 in time, payroll 120-240 in time, library last.
#[test]
fn everything_in_time() {
    let steps = vec![step(60, 0, &[]), step(120, 0, &[0]), step(60, 0, &[0]), step(90, 0, &[0])];
    let tasks = vec![task(&[1], &[(240, 1)]), task(&[2], &[(120, 10)]), task(&[3], &[(10_000, 1)])];
    let problem = Problem { teams: teams(&[1]), steps, tasks };
    let outcome = best(&problem, Objective::Lateness);
    assert_eq!(outcome.schedule.starts, [Some(0), Some(120), Some(60), Some(240)]);
    assert_eq!((outcome.lateness, outcome.makespan, outcome.ended), (0, 330, Ended::Proved));
}

/// One technician, two systems of 2 hours, both due after 2. One must be 2 hours late: the one that weighs less, 120
/// minutes at 1; from its MTPD at 3 hours on another 5 a minute, 60 minutes: 120 + 300.
#[test]
fn the_lighter_one_is_late() {
    let steps = vec![step(120, 0, &[]), step(120, 0, &[])];
    let tasks = vec![task(&[0], &[(120, 1), (180, 5)]), task(&[1], &[(120, 4), (180, 20)])];
    let problem = Problem { teams: teams(&[1]), steps, tasks };
    let outcome = best(&problem, Objective::Lateness);
    assert_eq!(outcome.schedule.starts, [Some(120), Some(0)]);
    assert_eq!((outcome.lateness, outcome.lateness_bound), (420, 420));
    assert_eq!(outcome.schedule.task_lateness(&problem, 0), Some(420));
}

/// Two ways to the network: the leased line that a supplier mends (8 h, no work of ours) or the mobile router that one of
/// two technicians sets up (1 h). Only the quicker one is done; the journal (2 h) follows at once.
#[test]
fn the_quicker_alternative() {
    let line = Step { duration: 480, optional: true, ..Step::default() };
    let router = Step { optional: true, ..step(60, 0, &[]) };
    let journal = Step { after: vec![vec![0, 1]], ..step(120, 0, &[]) };
    let mut problem =
        Problem { teams: teams(&[2]), steps: vec![line, router, journal], tasks: vec![task(&[2], &[(180, 1)])] };
    let outcome = best(&problem, Objective::Lateness);
    assert_eq!(outcome.schedule.starts, [None, Some(0), Some(60)]);
    // When the technicians are away for the first day, the line is back first.
    problem.teams[0].absences.push(Absence { from: 0, until: 470, missing: 2 });
    let outcome = best(&problem, Objective::Lateness);
    assert_eq!(outcome.schedule.starts, [Some(0), None, Some(480)]);
    assert_eq!((outcome.lateness, outcome.makespan), (420, 600));
}

/// A step that lasts longer than is left of the day waits for the morning; a shorter one goes first.
#[test]
fn nobody_works_at_night() {
    let mut problem = Problem { teams: teams(&[1]), steps: vec![step(300, 0, &[]), step(200, 0, &[])], tasks: vec![] };
    problem.teams[0].absences.push(Absence { from: 240, until: 1_200, missing: 1 });
    let outcome = best(&problem, Objective::Makespan);
    assert_eq!(outcome.schedule.starts, [Some(1_200), Some(0)]);
    assert_eq!((outcome.makespan, outcome.makespan_bound), (1_500, 1_500));
}

#[test]
fn nothing_to_do() {
    let outcome = best(&Problem::default(), Objective::Lateness);
    assert_eq!((outcome.makespan, outcome.lateness, outcome.ended), (0, 0, Ended::Proved));
    let only_a_task = Problem { tasks: vec![task(&[], &[(0, 1)])], ..Problem::default() };
    assert_eq!(best(&only_a_task, Objective::Lateness).makespan, 0);
}

/// Two milestones, each a way to the other, justify nothing; one of them must come by its own means.
#[test]
fn alternatives_do_not_justify_each_other() {
    let milestone = |any: Vec<usize>| Step { after: vec![any], optional: true, ..Step::default() };
    let work = Step { duration: 50, optional: true, ..Step::default() };
    let end = Step { after: vec![vec![0], vec![1]], ..Step::default() };
    let steps = vec![milestone(vec![1, 2]), milestone(vec![0, 2]), work, end];
    let problem = Problem { steps, ..Problem::default() };
    let outcome = best(&problem, Objective::Makespan);
    assert_eq!(outcome.schedule.starts, [Some(50), Some(50), Some(0), Some(50)]);
    assert!(outcome.is_optimal());
}

#[test]
fn circles_are_named() {
    let steps = vec![step(1, 0, &[]), step(1, 0, &[2]), step(1, 0, &[1, 0]), step(1, 0, &[2])];
    let mut problem = Problem { teams: teams(&[1]), steps, tasks: vec![] };
    assert_eq!(problem.check(), Err(ProblemError::Cycle { steps: vec![1, 2, 3] }));
    // With another way the circle is open.
    problem.steps[1].after = vec![vec![0, 2]];
    assert_eq!(problem.check(), Ok(()));
    assert_eq!(best(&problem, Objective::Makespan).makespan, 4);
}
