//! What may be stored as a measure.

use crate::build::{control_id, measure_id};
use bavn_core::measure::{EffortRole, Fault, LIMITS, MeasureDraft, Rule, State, check};
use time::macros::date;

fn draft() -> MeasureDraft {
    MeasureDraft {
        id: Some(measure_id(1)),
        title: "Flerfaktorlogin".to_owned(),
        description: String::new(),
        start_on: Some(date!(2026 - 01 - 01)),
        due_on: Some(date!(2026 - 06 - 30)),
        cost_once: 100_000,
        cost_yearly: 0,
        old_state: Some(State::Approved),
        state: State::InProgress,
        progress: 40,
        completed_on: None,
        hours: vec![(EffortRole::ItOperations, 80)],
        depends_on: vec![measure_id(2)],
        effects: vec![(control_id(1), 3)],
    }
}

fn faults(draft: &MeasureDraft) -> Vec<(String, &'static str)> {
    check(draft).into_iter().map(|fault| (fault.field.into_owned(), fault.fault.code())).collect()
}

fn fault(change: impl Fn(&mut MeasureDraft)) -> Vec<(String, &'static str)> {
    let mut changed = draft();
    change(&mut changed);
    faults(&changed)
}

fn one(field: &str, code: &'static str) -> Vec<(String, &'static str)> {
    vec![(field.to_owned(), code)]
}

#[test]
fn a_right_draft_has_no_fault() {
    assert_eq!(faults(&draft()), []);
    let done = fault(|draft| {
        (draft.old_state, draft.state, draft.progress) = (Some(State::InProgress), State::Done, 100);
        draft.completed_on = Some(date!(2026 - 05 - 01));
    });
    assert_eq!(done, []);
}

#[test]
fn each_fault_names_its_field() {
    assert_eq!(fault(|draft| draft.title = " ".to_owned()), one("title", "required"));
    assert_eq!(fault(|draft| draft.title = "æ".repeat(201)), one("title", "too_long"));
    assert_eq!(fault(|draft| draft.description = "x".repeat(10_001)), one("description", "too_long"));
    assert_eq!(fault(|draft| draft.cost_once = -1), one("cost_once", "out_of_range"));
    assert_eq!(fault(|draft| draft.cost_yearly = i64::MAX), one("cost_yearly", "out_of_range"));
    assert_eq!(fault(|draft| draft.progress = 101), one("progress", "out_of_range"));
    assert_eq!(fault(|draft| draft.due_on = Some(date!(2025 - 12 - 31))), one("due_on", "before_start"));
    assert_eq!(fault(|draft| draft.due_on = Some(date!(2101 - 01 - 01))), one("due_on", "year_out_of_range"));
    assert_eq!(fault(|draft| draft.hours[0].1 = 0), one("hours[0]", "out_of_range"));
    assert_eq!(fault(|draft| draft.hours.push((EffortRole::ItOperations, 1))), one("hours[1]", "duplicate"));
    assert_eq!(fault(|draft| draft.effects[0].1 = 6), one("effects[0]", "out_of_range"));
    assert_eq!(fault(|draft| draft.depends_on.push(measure_id(2))), one("depends_on[1]", "duplicate"));
    assert_eq!(fault(|draft| draft.depends_on[0] = measure_id(1)), one("depends_on[0]", "on_itself"));
    let many = fault(|draft| draft.depends_on = (2..203).map(measure_id).collect());
    assert_eq!(many, one("depends_on", "too_many"));
}

#[test]
fn states_follow_each_other_and_done_has_its_day() {
    let mut leap = draft();
    (leap.old_state, leap.state) = (Some(State::Proposed), State::InProgress);
    assert_eq!(check(&leap)[0].fault, Fault::Rule(Rule::StateNotReachable { from: State::Proposed }));
    let undated = fault(|draft| (draft.old_state, draft.state, draft.progress) = (None, State::Done, 90));
    assert_eq!(
        undated,
        [("completed_on".to_owned(), "needed_when_done"), ("progress".to_owned(), "not_full_when_done")]
    );
    let early = fault(|draft| draft.completed_on = Some(date!(2026 - 05 - 01)));
    assert_eq!(early, one("completed_on", "only_when_done"));
}

#[test]
fn the_sum_of_the_greatest_amounts_fits() {
    assert!(LIMITS.kroner.checked_mul(12 * 2 * 100_000).is_some());
}
