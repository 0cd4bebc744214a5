//! A measure as pages show it.

use super::parts::{name, path};
use crate::kit::{Tr, format};
use bavn_app::action_plan::{PlanView, measure_code};
use bavn_core::measure::State;

/// A measure in words.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub(super) code: String,
    pub(super) title: String,
    pub(super) path: String,
    pub(super) owner: String,
    pub(super) unit: String,
    pub(super) phase: &'static str,
    pub(super) start: String,
    pub(super) due: String,
    pub(super) expected: String,
    pub(super) once: String,
    pub(super) yearly: String,
    pub(super) hours: String,
    pub(super) state: &'static str,
    pub(super) progress: u8,
    pub(super) version: i32,
    pub(super) is_late: bool,
    /// Such as `8 dage over`; empty when it is not late.
    pub(super) late: String,
    /// What it pushes, such as `F-06 med 42 dage`.
    pub(super) delays: Vec<String>,
}

impl Row {
    pub(super) fn of(t: Tr, view: &PlanView, at: usize) -> Self {
        let lang = t.lang();
        let (measure, slot) = (&view.measures[at], &view.schedule.measures[at]);
        let facts = &measure.facts;
        let hours: i64 = facts.hours.iter().map(|(_, hours)| i64::from(*hours)).sum();
        let delays = slot.delays.iter().filter_map(|delay| {
            let other = view.place_of(delay.measure)?;
            Some(t.s2("plan-delay", "code", measure_code(view.facts[other].number), "n", delay.days))
        });
        Self {
            code: measure_code(facts.number),
            title: facts.title.clone(),
            path: path(view, at),
            owner: facts.owner.and_then(|id| view.person_names.get(&id)).cloned().unwrap_or_default(),
            unit: unit_name(t, view, at),
            phase: facts.phase.key(),
            start: format::short_date(lang, slot.planned_start),
            due: format::short_date(lang, slot.planned_finish),
            expected: format::short_date(lang, slot.expected_finish),
            once: format::whole(lang, facts.cost_once),
            yearly: format::whole(lang, facts.cost_yearly),
            hours: format::whole(lang, hours),
            state: facts.state.key(),
            progress: facts.progress,
            version: measure.version,
            is_late: slot.is_late,
            late: if slot.is_late { t.n("plan-days-late", slot.slip_days) } else { String::new() },
            delays: delays.collect(),
        }
    }

    /// `F-07 Netværk i zoner`.
    pub(super) fn name(&self) -> String {
        format!("{} {}", self.code, self.title)
    }

    /// The state that a button on the board leads to.
    pub(super) fn next(&self) -> Option<&'static str> {
        match State::from_key(self.state)? {
            State::Proposed => Some("approved"),
            State::Approved => Some("in_progress"),
            State::InProgress => Some("done"),
            State::Done | State::Dropped => None,
        }
    }
}

/// The unit that carries a measure out.
pub(super) fn unit_name(t: Tr, view: &PlanView, at: usize) -> String {
    let unit = view.facts[at].unit.and_then(|id| view.unit_names.get(&id));
    unit.cloned().unwrap_or_else(|| t.get("plan-whole"))
}

/// A late measure that pushes others, in words.
#[derive(Clone, Debug)]
pub(super) struct Slip {
    pub(super) heading: String,
    /// Name, address and new last day of each that waits.
    pub(super) pushed: Vec<(String, String, String)>,
}

/// The late measures that push others, the worst first, three at most.
pub(super) fn slips(t: Tr, view: &PlanView) -> Vec<Slip> {
    let late = view.schedule.late();
    let slip = |id| {
        let at = view.place_of(id)?;
        let pushed: Vec<_> = view
            .knock_on(id)
            .iter()
            .filter_map(|delay| view.place_of(delay.measure))
            .map(|other| {
                let finish = format::date(t.lang(), view.schedule.measures[other].expected_finish);
                (name(view, other), path(view, other), finish)
            })
            .collect();
        let days = view.schedule.measures[at].slip_days;
        let heading = t.s2("plan-slip-heading", "name", name(view, at), "n", days);
        (!pushed.is_empty()).then_some(Slip { heading, pushed })
    };
    late.iter().filter(|one| one.is_overdue).filter_map(|one| slip(one.id)).take(3).collect()
}
