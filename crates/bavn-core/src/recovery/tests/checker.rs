//! The checker finds each kind of fault.

use super::super::{Absence, Fault, Problem, Schedule, Step, verify};
use super::{step, task, teams};

fn problem() -> Problem {
    let optional = Step { optional: true, ..step(2, 0, &[]) };
    let either = Step { after: vec![vec![0, 1]], earliest: 3, ..step(2, 0, &[]) };
    Problem { teams: teams(&[1]), steps: vec![step(2, 0, &[]), optional, either], tasks: vec![task(&[2], &[])] }
}

fn faults(problem: &Problem, starts: &[Option<u32>]) -> Vec<Fault> {
    verify(problem, &Schedule { starts: starts.to_vec() })
}

#[test]
fn a_right_schedule_has_none() {
    assert_eq!(faults(&problem(), &[Some(0), None, Some(3)]), []);
    assert_eq!(faults(&problem(), &[Some(5), Some(1), Some(3)]), []);
}

#[test]
fn each_kind_of_fault() {
    let problem = problem();
    assert_eq!(faults(&problem, &[None]), [Fault::Length { starts: 1, steps: 3 }]);
    assert_eq!(faults(&problem, &[None, Some(0), Some(3)]), [Fault::Missing { step: 0 }]);
    assert_eq!(faults(&problem, &[Some(0), None, Some(2)]), [Fault::TooEarly { step: 2, start: 2, earliest: 3 }]);
    assert_eq!(faults(&problem, &[Some(5), None, Some(3)]), [Fault::NotReady { step: 2, start: 3, any: vec![0, 1] }]);
    assert_eq!(
        faults(&problem, &[Some(0), Some(1), Some(3)]),
        [Fault::Overload { team: 0, at: 1, taken: 2, there: 1 }]
    );
    assert_eq!(
        faults(&problem, &[Some(0), None, None]),
        [Fault::Missing { step: 2 }, Fault::NeverBack { task: 0, any: vec![2] }]
    );
}

#[test]
fn absences_count() {
    let mut problem = problem();
    problem.teams[0].absences.push(Absence { from: 4, until: 9, missing: 7 });
    assert_eq!(faults(&problem, &[Some(0), None, Some(3)]), [Fault::Overload { team: 0, at: 4, taken: 1, there: 0 }]);
    assert_eq!(faults(&problem, &[Some(0), None, Some(9)]), []);
}

#[test]
fn a_circle_at_one_instant_is_a_fault() {
    let after = |any: Vec<usize>| Step { after: vec![any], ..Step::default() };
    let problem = Problem { steps: vec![after(vec![1, 2]), after(vec![0, 2]), Step::default()], ..Problem::default() };
    let late = faults(&problem, &[Some(0), Some(0), Some(1)]);
    assert_eq!(late.len(), 2);
    assert_eq!(faults(&problem, &[Some(1), Some(1), Some(1)]), []);
}
