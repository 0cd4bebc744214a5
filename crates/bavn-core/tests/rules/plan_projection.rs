//! Maturity over time.

use crate::build::{area, assessed, control, control_id, level, measure, measure_id, not_relevant};
use crate::gap_properties::analysis;
use bavn_core::{
    action_plan::{EffectInput, Projection, effects, project, schedule},
    gap_analysis::{AreaInput, Fraction, Score, Standing, evaluate},
    measure::{Measure, State},
};
use proptest::prelude::*;
use time::{Date, Duration, macros::date};

const FROM: Date = date!(2026 - 01 - 01);
const TO: Date = date!(2029 - 12 - 31);

fn score(numerator: i128, denominator: i128) -> Score {
    Score::new(Fraction::new(numerator, denominator)).unwrap()
}

fn effect(measure: u32, control: u128, to: u8, completes_on: Date) -> EffectInput {
    EffectInput {
        measure: measure_id(measure),
        control: control_id(control),
        level: level(to),
        completes_on,
        is_done: false,
    }
}

/// One area: C-01 weight 1 at 1, C-02 weight 1 at 2, C-03 not assessed, C-04 not relevant. Total 3/2.
fn areas() -> Vec<AreaInput> {
    let controls = vec![
        control(1, 1, 3, assessed(1, 4)),
        control(2, 1, 3, assessed(2, 2)),
        control(3, 1, 3, Standing::NotAssessed),
        control(4, 1, 3, not_relevant()),
    ];
    vec![area(1, 3, controls)]
}

/// 1 lifts C-01 to 3 in June 2026: (3+2)/2 = 5/2. 2 lifts C-02 to 4 in 2027: (3+4)/2 = 7/2, so 3 is reached then.
/// 3 lifts C-02 to 3 later: it is 4 already, no step. 4 is done and promised C-01 at 2: it must be assessed again.
#[test]
fn the_curve_rises_when_measures_are_finished() {
    let done = EffectInput { is_done: true, ..effect(4, 1, 2, date!(2025 - 11 - 01)) };
    let effects = [
        effect(2, 2, 4, date!(2027 - 03 - 31)),
        effect(1, 1, 3, date!(2026 - 06 - 30)),
        effect(3, 2, 3, date!(2028 - 01 - 31)),
        effect(5, 3, 5, date!(2026 - 06 - 30)),
        effect(5, 4, 5, date!(2026 - 06 - 30)),
        effect(6, 99, 5, date!(2026 - 06 - 30)),
        effect(7, 1, 5, date!(2030 - 01 - 01)),
        done,
    ];
    let projection = project(&areas(), &effects, score(3, 1), FROM, TO).unwrap();
    assert_eq!(projection.start, Some(score(3, 2)));
    let steps: Vec<(Date, Score, u32)> =
        projection.steps.iter().map(|step| (step.date, step.score, step.measures.len() as u32)).collect();
    assert_eq!(steps, [(date!(2026 - 06 - 30), score(5, 2), 1), (date!(2027 - 03 - 31), score(7, 2), 1)]);
    assert_eq!(projection.steps[0].measures, [measure_id(1)]);
    assert_eq!((projection.reached_on, projection.end()), (Some(date!(2027 - 03 - 31)), Some(score(7, 2))));
    let again: Vec<_> = projection.not_reassessed.iter().map(|open| (open.measure, open.score)).collect();
    assert_eq!(again, [(measure_id(4), Some(level(1)))]);
    let waiting: Vec<_> = projection.not_assessed.iter().map(|open| (open.measure, open.control)).collect();
    assert_eq!(waiting, [(measure_id(5), control_id(3))]);
}

#[test]
fn a_target_can_be_reached_already_or_never() {
    let reached = |target| project(&areas(), &[], target, FROM, TO).unwrap().reached_on;
    assert_eq!(reached(score(3, 2)), Some(FROM));
    assert_eq!(reached(score(8, 5)), None);
    let empty = project(&[], &[], score(1, 1), FROM, TO).unwrap();
    assert_eq!((empty.start, empty.end(), empty.reached_on), (None, None, None));
}

#[test]
fn what_was_due_before_the_first_day_stands_on_it() {
    let projection = project(&areas(), &[effect(1, 1, 3, date!(2024 - 06 - 30))], score(5, 1), FROM, TO).unwrap();
    assert_eq!((projection.steps[0].date, projection.start), (FROM, Some(score(3, 2))));
}

#[test]
fn effects_come_from_the_schedule() {
    let lifts = |number: u32, state: State| Measure {
        state,
        due_on: Some(date!(2026 - 02 - 01)),
        completed_on: (state == State::Done).then_some(date!(2026 - 01 - 20)),
        effects: vec![(control_id(1), level(3))],
        ..measure(number)
    };
    let plan = [lifts(1, State::Approved), lifts(2, State::Done), lifts(3, State::Dropped)];
    let effects = effects(&plan, &schedule(FROM, &plan, date!(2026 - 05 - 01)).unwrap());
    let shown: Vec<_> = effects.iter().map(|one| (one.measure, one.completes_on, one.is_done)).collect();
    assert_eq!(shown, [(measure_id(1), date!(2026 - 05 - 01), false), (measure_id(2), date!(2026 - 01 - 20), true)]);
}

/// The answers once effects have come true.
fn raised<'a>(areas: &[AreaInput], effects: impl Iterator<Item = &'a EffectInput>) -> Vec<AreaInput> {
    let mut areas = areas.to_vec();
    for effect in effects {
        for one in areas.iter_mut().flat_map(|area| &mut area.controls).filter(|one| one.id == effect.control) {
            if let Standing::Assessed { documentation, implementation } = &mut one.standing {
                *documentation = (*documentation).max(effect.level);
                *implementation = (*implementation).max(effect.level);
            }
        }
    }
    areas
}

fn score_on(projection: &Projection, day: Date) -> Option<Score> {
    projection.steps.iter().rev().find(|step| step.date <= day).map(|step| step.score).or(projection.start)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn one_more_measure_never_lowers_the_curve(
        areas in analysis(),
        shape in prop::collection::vec((1_u128..60, 0_u8..=5, 0_i64..1400), 1..20),
    ) {
        let all: Vec<EffectInput> = (1_u32..)
            .zip(shape)
            .map(|(number, (control, to, day))| effect(number, control, to, FROM + Duration::days(day)))
            .collect();
        let with = project(&areas, &all, score(3, 1), FROM, TO).unwrap();
        for step in &with.steps {
            let done = all.iter().filter(|effect| effect.completes_on <= step.date);
            prop_assert_eq!(Some(step.score), evaluate(&raised(&areas, done)).unwrap().score());
        }
        let without = project(&areas, &all[1..], score(3, 1), FROM, TO).unwrap();
        for day in (0..1450).step_by(50).map(|day| FROM + Duration::days(day)) {
            prop_assert!(score_on(&with, day) >= score_on(&without, day));
        }
        prop_assert!(with.steps.windows(2).all(|pair| pair[0].date < pair[1].date && pair[0].score < pair[1].score));
        prop_assert!(without.reached_on.is_none_or(|day| with.reached_on.is_some_and(|earlier| earlier <= day)));
    }
}
