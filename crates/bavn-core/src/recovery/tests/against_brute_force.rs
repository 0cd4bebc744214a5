//! Every start of every step tried, on problems small enough for that.

use super::super::{Absence, Due, Need, Objective, Problem, Schedule, Step, Task, Team, verify};
use super::best;
use proptest::prelude::*;

/// The least lateness and then the least length of all schedules that end by `horizon`, or the least length alone.
fn brute_force(problem: &Problem, objective: Objective, horizon: u32) -> (u64, u32) {
    let mut schedule = Schedule { starts: vec![None; problem.steps.len()] };
    let mut found = (u64::MAX, u32::MAX);
    try_from(problem, objective, horizon, &mut schedule, 0, &mut found);
    found
}

fn try_from(
    problem: &Problem,
    objective: Objective,
    horizon: u32,
    schedule: &mut Schedule,
    step: usize,
    found: &mut (u64, u32),
) {
    let Some(wanted) = problem.steps.get(step) else {
        let late = if objective == Objective::Makespan { Some(0) } else { schedule.lateness(problem) };
        let Some(late) = late else { return };
        let value = (late, schedule.makespan(problem));
        if value < *found && verify(problem, schedule).is_empty() {
            *found = value;
        }
        return;
    };
    schedule.starts[step] = None;
    if wanted.optional {
        try_from(problem, objective, horizon, schedule, step + 1, found);
    }
    for start in wanted.earliest..=horizon.saturating_sub(wanted.duration) {
        schedule.starts[step] = Some(start);
        try_from(problem, objective, horizon, schedule, step + 1, found);
    }
    schedule.starts[step] = None;
}

/// A problem of up to five short steps. Prerequisites may point both ways among alternatives, so some are impossible.
fn problems(alternatives: bool) -> impl Strategy<Value = Problem> {
    (2_usize..=5).prop_flat_map(move |count| {
        let any = if alternatives {
            prop::collection::vec(0..count, 1..=3).boxed()
        } else {
            prop::collection::vec(0..count, 1).boxed()
        };
        let need = prop::collection::vec(0_u32..=2, 2);
        let step = (0_u32..=2, need, prop::collection::vec(any.clone(), 0..=2), 0_u32..=2, prop::bool::weighted(0.3));
        let due = (0_u32..=5, 0_u32..=3).prop_map(|(at, weight)| Due { at, weight });
        let task = (prop::collection::vec(any, 1..=2), prop::collection::vec(due, 0..=2));
        let away = (0_u32..=3, 1_u32..=2, 1_u32..=2);
        (prop::collection::vec(step, count), prop::collection::vec(task, 0..=2), prop::option::weighted(0.3, away))
            .prop_map(move |(steps, tasks, away)| {
                let absences = away
                    .map(|(from, length, missing)| Absence { from, until: from + length, missing })
                    .into_iter()
                    .collect();
                let build = |(at, (duration, needs, after, earliest, optional)): (usize, Step5)| Step {
                    duration,
                    needs: (0..2)
                        .filter(|&team| needs[team] > 0)
                        .map(|team| Need { team, amount: needs[team] })
                        .collect(),
                    // A step does not wait for itself or plainly for a later one.
                    after: after
                        .into_iter()
                        .map(
                            |any: Vec<usize>| {
                                if any.len() == 1 { any.into_iter().filter(|&step| step < at).collect() } else { any }
                            },
                        )
                        .filter(|any: &Vec<usize>| !any.is_empty())
                        .collect(),
                    earliest: earliest.saturating_sub(1),
                    optional: optional && alternatives,
                };
                Problem {
                    teams: vec![Team { capacity: 2, absences }, Team { capacity: 3, absences: vec![] }],
                    steps: steps.into_iter().enumerate().map(build).collect(),
                    tasks: tasks.into_iter().map(|(needs, dues)| Task { needs, dues }).collect(),
                }
            })
    })
}

type Step5 = (u32, Vec<u32>, Vec<Vec<usize>>, u32, bool);

/// Longer than this no best schedule of such a problem is: everything one after the other, when nobody is away any more.
fn horizon(problem: &Problem) -> u32 {
    let away = problem.teams.iter().flat_map(|team| &team.absences).map(|absence| absence.until).max().unwrap_or(0);
    let latest = problem.steps.iter().map(|step| step.earliest).max().unwrap_or(0);
    away.max(latest) + problem.steps.iter().map(|step| step.duration).sum::<u32>()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn shortest(problem in problems(false)) {
        prop_assume!(problem.check().is_ok());
        let outcome = best(&problem, Objective::Makespan);
        prop_assert!(outcome.is_optimal());
        // Nothing shorter exists; that the length itself exists the checker has said.
        let (_, length) = brute_force(&problem, Objective::Makespan, outcome.makespan);
        prop_assert_eq!(outcome.makespan, length);
        prop_assert_eq!(outcome.makespan_bound, length);
    }

    #[test]
    fn shortest_with_alternatives(problem in problems(true)) {
        prop_assume!(problem.check().is_ok());
        let outcome = best(&problem, Objective::Makespan);
        prop_assert!(outcome.is_optimal());
        let (_, length) = brute_force(&problem, Objective::Makespan, outcome.makespan);
        prop_assert_eq!(outcome.makespan, length);
    }

    #[test]
    fn least_late_then_shortest(problem in problems(true)) {
        prop_assume!(problem.check().is_ok() && horizon(&problem) <= 9);
        let outcome = best(&problem, Objective::Lateness);
        prop_assert!(outcome.is_optimal());
        let (late, length) = brute_force(&problem, Objective::Lateness, horizon(&problem));
        prop_assert_eq!((outcome.lateness, outcome.makespan), (late, length));
        prop_assert_eq!(outcome.lateness_bound, late);
    }

    #[test]
    fn without_search_the_first_schedule_is_right(problem in problems(true)) {
        prop_assume!(problem.check().is_ok());
        let limits = super::super::Limits { seed: 3, work: 0 };
        let outcome = super::super::solve(&problem, Objective::Lateness, &limits, &mut |_| std::ops::ControlFlow::Continue(())).unwrap();
        prop_assert_eq!(verify(&problem, &outcome.schedule), vec![]);
    }
}
