//! Plans in time.

use crate::build::{measure, measure_id};
use bavn_core::{
    action_plan::{PlanError, gantt, schedule},
    measure::{Measure, Phase, State},
};
use proptest::prelude::*;
use time::{Date, Duration, macros::date};

const START: Date = date!(2026 - 01 - 01);

fn dated(number: u32, start: Date, due: Date, depends_on: &[u32]) -> Measure {
    Measure {
        start_on: Some(start),
        due_on: Some(due),
        depends_on: depends_on.iter().copied().map(measure_id).collect(),
        ..measure(number)
    }
}

#[test]
fn a_measure_without_dates_takes_those_of_its_phase() {
    let plan = [Measure { phase: Phase::Months3To6, ..measure(1) }, Measure { phase: Phase::Later, ..measure(2) }];
    let schedule = schedule(START, &plan, START).unwrap();
    let days: Vec<(Date, Date)> = schedule.measures.iter().map(|one| (one.planned_start, one.planned_finish)).collect();
    assert_eq!(days, [(date!(2026 - 04 - 01), date!(2026 - 06 - 30)), (date!(2027 - 07 - 01), date!(2027 - 12 - 31))]);
}

/// 1 was due on 31 March and is not done on 10 April: it is expected today, 10 days late.
/// 2 waits for 1: planned 1 to 30 April (length 29 days), now 11 April to 10 May, 10 days late.
/// 3 waits for 2: planned 1 June, so the slip is swallowed.
/// 4 waits for 1, but is done: it stands where it was finished, five days early.
#[test]
fn a_slip_is_shown_with_what_it_delays() {
    let plan = [
        dated(1, date!(2026 - 01 - 01), date!(2026 - 03 - 31), &[]),
        dated(2, date!(2026 - 04 - 01), date!(2026 - 04 - 30), &[1]),
        dated(3, date!(2026 - 06 - 01), date!(2026 - 06 - 30), &[2]),
        Measure {
            state: State::Done,
            completed_on: Some(date!(2026 - 04 - 05)),
            ..dated(4, date!(2026 - 04 - 01), date!(2026 - 04 - 10), &[1])
        },
    ];
    let schedule = schedule(START, &plan, date!(2026 - 04 - 10)).unwrap();
    let [one, two, three, four] = &schedule.measures[..] else { panic!("four measures") };
    assert_eq!((one.expected_finish, one.slip_days), (date!(2026 - 04 - 10), 10));
    assert!(one.is_late && one.is_overdue);
    assert_eq!((two.expected_start, two.expected_finish), (date!(2026 - 04 - 11), date!(2026 - 05 - 10)));
    assert!(two.is_late && !two.is_overdue);
    assert_eq!((three.expected_start, three.slip_days, three.is_late), (date!(2026 - 06 - 01), 0, false));
    assert_eq!((four.expected_finish, four.slip_days, four.is_late), (date!(2026 - 04 - 05), -5, false));
    let delays: Vec<(_, i64)> = one.delays.iter().map(|delay| (delay.measure, delay.days)).collect();
    assert_eq!(delays, [(measure_id(2), 10)]);
    assert!(two.delays.is_empty());
    let knock_on: Vec<_> = schedule.knock_on(0).iter().map(|delay| (delay.measure, delay.days)).collect();
    assert_eq!(knock_on, [(measure_id(2), 10)]);
    let late: Vec<_> = schedule.late().iter().map(|one| one.id).collect();
    assert_eq!(late, [measure_id(1), measure_id(2)]);
}

#[test]
fn a_dropped_measure_delays_nobody() {
    let plan = [
        Measure { state: State::Dropped, ..dated(1, date!(2026 - 01 - 01), date!(2026 - 12 - 31), &[]) },
        dated(2, date!(2026 - 04 - 01), date!(2026 - 04 - 30), &[1]),
    ];
    let schedule = schedule(START, &plan, START).unwrap();
    assert_eq!(schedule.measures[1].slip_days, 0);
    assert!(schedule.measures[0].delays.is_empty() && !schedule.measures[0].is_late);
    let rows = gantt(&plan, &schedule);
    assert_eq!((rows.len(), rows[0].number, rows[0].depends_on.len()), (1, 2, 0));
}

#[test]
fn a_circle_is_named() {
    let day = date!(2026 - 02 - 01);
    let plan = [
        dated(1, day, day, &[]),
        dated(2, day, day, &[1, 4]),
        dated(3, day, day, &[2]),
        dated(4, day, day, &[3]),
        dated(5, day, day, &[4]),
    ];
    let Err(PlanError::Cycle(cycle)) = schedule(START, &plan, START) else { panic!("expected a circle") };
    assert_eq!(cycle, [measure_id(2), measure_id(4), measure_id(3)]);
    let alone = [dated(1, day, day, &[1])];
    assert_eq!(schedule(START, &alone, START), Err(PlanError::Cycle(vec![measure_id(1)])));
}

#[test]
fn what_is_not_in_the_plan_is_an_error() {
    let day = date!(2026 - 02 - 01);
    let unknown = PlanError::UnknownDependency { measure: measure_id(1), depends_on: measure_id(9) };
    assert_eq!(schedule(START, &[dated(1, day, day, &[9])], START), Err(unknown));
    let double = [dated(1, day, day, &[]), dated(1, day, day, &[])];
    assert_eq!(schedule(START, &double, START), Err(PlanError::Duplicate(measure_id(1))));
}

#[test]
fn gantt_rows_come_by_start_and_point_at_rows() {
    let plan = [
        dated(1, date!(2026 - 03 - 01), date!(2026 - 03 - 31), &[2]),
        dated(2, date!(2026 - 01 - 01), date!(2026 - 01 - 31), &[]),
    ];
    let rows = gantt(&plan, &schedule(START, &plan, START).unwrap());
    let shown: Vec<(u32, &[usize])> = rows.iter().map(|row| (row.number, row.depends_on.as_slice())).collect();
    assert_eq!(shown, [(2, &[][..]), (1, &[0][..])]);
}

prop_compose! {
    /// Measures that wait for earlier ones only.
    pub(crate) fn plan()(
        shape in prop::collection::vec(
            (0_i64..900, 0_i64..200, 0_usize..5, prop::collection::vec(any::<prop::sample::Index>(), 0..3)),
            1..30,
        )
    ) -> Vec<Measure> {
        let states = [State::Proposed, State::Approved, State::InProgress, State::Done, State::Dropped];
        let mut measures: Vec<Measure> = Vec::new();
        for (number, (start, length, state, before)) in (1_u32..).zip(shape) {
            let start = START + Duration::days(start);
            let mut one = dated(number, start, start + Duration::days(length), &[]);
            one.state = states[state];
            one.completed_on = (one.state == State::Done).then_some(start + Duration::days(length / 2));
            if !measures.is_empty() {
                one.depends_on = before.iter().map(|index| index.get(&measures).id).collect();
            }
            measures.push(one);
        }
        measures
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn open_measures_wait_keep_their_length_and_never_finish_in_the_past(plan in plan(), today in 0_i64..1500) {
        let today = START + Duration::days(today);
        let schedule = schedule(START, &plan, today).unwrap();
        for (measure, slot) in plan.iter().zip(&schedule.measures) {
            if !measure.state.is_open() {
                continue;
            }
            prop_assert!(slot.expected_finish >= today && slot.expected_start >= slot.planned_start);
            let length = slot.planned_finish - slot.planned_start;
            prop_assert!(slot.expected_finish - slot.expected_start >= length || slot.expected_finish == today);
            prop_assert_eq!(slot.is_late, slot.expected_finish > slot.planned_finish);
            for id in &measure.depends_on {
                let before = schedule.measures.iter().find(|other| other.id == *id).unwrap();
                prop_assert!(before.state == State::Dropped || slot.expected_start > before.expected_finish);
            }
        }
    }

    #[test]
    fn a_later_today_never_brings_anything_forward(plan in plan(), today in 0_i64..1500, more in 0_i64..200) {
        let at = |day: i64| schedule(START, &plan, START + Duration::days(day)).unwrap();
        for (one, other) in at(today).measures.iter().zip(&at(today + more).measures) {
            prop_assert!(other.expected_finish >= one.expected_finish);
        }
    }
}
