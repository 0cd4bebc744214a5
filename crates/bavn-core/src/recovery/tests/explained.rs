//! Reasons, slack, waves and the critical chain, by hand.

use super::super::{Absence, ExplainError, Objective, Problem, Reason, Schedule, Step, explain};
use super::{best, step, teams};

/// One technician: directory 0-60, mail 60-180, journal 180-240; the supplier's line 0-100 needs nobody of ours; the
/// portal waits for the line and for nobody; a part arrives at 400.
fn problem() -> Problem {
    let line = Step { duration: 100, ..Step::default() };
    let portal = Step { duration: 30, after: vec![vec![3]], ..Step::default() };
    let part = Step { earliest: 400, ..step(10, 0, &[]) };
    let steps = vec![step(60, 0, &[]), step(120, 0, &[0]), step(60, 0, &[0]), line, portal, part];
    Problem { teams: teams(&[1]), steps, tasks: vec![] }
}

fn schedule() -> Schedule {
    Schedule { starts: vec![Some(0), Some(60), Some(180), Some(0), Some(100), Some(400)] }
}

#[test]
fn reasons_slack_and_waves() {
    let explained = explain(&problem(), &schedule()).unwrap();
    let of = |step: usize| explained.steps[step].clone().unwrap();
    assert_eq!(of(0).reason, Reason::AtOnce);
    assert_eq!(of(1).reason, Reason::After(vec![0]));
    assert_eq!(of(2).reason, Reason::TeamBusy { team: 0, steps: vec![1] });
    assert_eq!(of(4).reason, Reason::After(vec![3]));
    assert_eq!(of(5).reason, Reason::Earliest);
    assert_eq!(explained.waves(), [vec![0, 3, 5], vec![1, 2, 4]]);
    // Everything is over at 410; the technician's last three steps can all move 160 later, the line 280.
    assert_eq!((0..6).map(|step| of(step).slack).collect::<Vec<_>>(), [160, 160, 160, 280, 280, 0]);
    assert_eq!(explained.critical, [5]);
    assert_eq!(explained.chain(2), [0, 1, 2]);
}

#[test]
fn free_and_away() {
    let mut problem = problem();
    problem.teams[0].absences.push(Absence { from: 300, until: 420, missing: 1 });
    let mut schedule = schedule();
    schedule.starts[5] = Some(420);
    schedule.starts[2] = Some(200);
    let explained = explain(&problem, &schedule).unwrap();
    let reason = |step: usize| explained.steps[step].clone().unwrap().reason;
    assert_eq!(reason(5), Reason::TeamAway { team: 0 });
    assert_eq!(reason(2), Reason::Free);
}

#[test]
fn wrong_schedules_are_not_explained() {
    let mut schedule = schedule();
    schedule.starts[0] = None;
    let Err(ExplainError::Faults(faults)) = explain(&problem(), &schedule) else { panic!("explained") };
    assert!(!faults.is_empty());
}

#[test]
fn a_critical_chain_covers_the_whole_time() {
    let mut problem = problem();
    problem.steps.truncate(5);
    let outcome = best(&problem, Objective::Makespan);
    let explained = explain(&problem, &outcome.schedule).unwrap();
    let length: u32 = explained.critical.iter().map(|&step| problem.steps[step].duration).sum();
    assert_eq!(length, outcome.makespan);
    assert!(
        explained.critical.iter().all(|&step| explained.steps[step].as_ref().is_some_and(|known| known.slack == 0))
    );
}
