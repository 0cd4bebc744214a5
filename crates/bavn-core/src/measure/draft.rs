//! What may be stored as a measure.

use super::{EffortRole, State};
use crate::{
    field_fault::{self, FieldRule},
    ids::{ControlId, MeasureId},
};
use std::collections::HashSet;
use time::Date;

/// The bounds of what is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Characters in a title.
    pub title: usize,
    /// Characters in a description.
    pub description: usize,
    /// Kroner in one amount.
    pub kroner: i64,
    /// Hours for one role.
    pub hours: i64,
    /// Dependencies, effects or roles in one measure.
    pub entries: usize,
    /// The first and last year of a date.
    pub years: (i32, i32),
}

/// The bounds that Bavn uses: amounts up to ten billion kroner, so that no sum over a plan can overflow.
pub const LIMITS: Limits = Limits {
    title: 200,
    description: 10_000,
    kroner: 10_000_000_000,
    hours: 1_000_000,
    entries: 200,
    years: (2000, 2100),
};

/// A measure as it was typed, numbers not yet checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MeasureDraft {
    /// The measure when it exists already, so that it cannot depend on itself.
    pub id: Option<MeasureId>,
    /// Title.
    pub title: String,
    /// Description; may be empty.
    pub description: String,
    /// The planned first day.
    pub start_on: Option<Date>,
    /// The planned last day.
    pub due_on: Option<Date>,
    /// One-off cost in whole kroner.
    pub cost_once: i64,
    /// Running cost in whole kroner for a full year.
    pub cost_yearly: i64,
    /// The state that it has now; `None` for a new measure.
    pub old_state: Option<State>,
    /// The state that it is to have.
    pub state: State,
    /// How much is done, in percent.
    pub progress: i64,
    /// When it was finished.
    pub completed_on: Option<Date>,
    /// Hours per role.
    pub hours: Vec<(EffortRole, i64)>,
    /// The measures that must be finished first.
    pub depends_on: Vec<MeasureId>,
    /// The controls that it lifts, and to which level.
    pub effects: Vec<(ControlId, i64)>,
}

/// A field of a draft that cannot be stored, by its name in [`MeasureDraft`], with the position from 0 in a list, such as `hours[2]`.
pub type FieldFault = field_fault::FieldFault<Rule>;

/// What is wrong with a field.
pub type Fault = field_fault::Fault<Rule>;

/// The rules of a measure beyond the bounds of its fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// A measure cannot depend on itself.
    OnItself,
    /// This state cannot follow the one that the measure has.
    StateNotReachable {
        /// The state that it has.
        from: State,
    },
    /// A measure that is done needs the day on which it was finished.
    NeededWhenDone,
    /// Only a measure that is done has a day on which it was finished.
    OnlyWhenDone,
    /// A measure that is done is 100 percent done.
    NotFullWhenDone,
}

impl FieldRule for Rule {
    fn code(self) -> &'static str {
        match self {
            Self::OnItself => "on_itself",
            Self::StateNotReachable { .. } => "state_not_reachable",
            Self::NeededWhenDone => "needed_when_done",
            Self::OnlyWhenDone => "only_when_done",
            Self::NotFullWhenDone => "not_full_when_done",
        }
    }
}

/// Everything that is wrong with a draft; empty when it can be stored.
#[must_use]
pub fn check(draft: &MeasureDraft) -> Vec<FieldFault> {
    let mut faults = Faults(Vec::new());
    if draft.title.trim().is_empty() {
        faults.add("title", Fault::Blank);
    }
    faults.length("title", &draft.title, LIMITS.title);
    faults.length("description", &draft.description, LIMITS.description);
    faults.range("cost_once", draft.cost_once, 0, LIMITS.kroner);
    faults.range("cost_yearly", draft.cost_yearly, 0, LIMITS.kroner);
    faults.range("progress", draft.progress, 0, 100);
    check_dates(draft, &mut faults);
    check_state(draft, &mut faults);
    faults.list("hours", &draft.hours, |&(role, _)| role);
    for (at, &(_, hours)) in draft.hours.iter().enumerate().take(LIMITS.entries) {
        faults.range(&format!("hours[{at}]"), hours, 1, LIMITS.hours);
    }
    faults.list("effects", &draft.effects, |&(control, _)| control);
    for (at, &(_, level)) in draft.effects.iter().enumerate().take(LIMITS.entries) {
        faults.range(&format!("effects[{at}]"), level, 1, 5);
    }
    faults.list("depends_on", &draft.depends_on, |&id| id);
    if let Some(at) = draft.depends_on.iter().position(|id| Some(*id) == draft.id) {
        faults.add(&format!("depends_on[{at}]"), Fault::Rule(Rule::OnItself));
    }
    faults.0
}

fn check_dates(draft: &MeasureDraft, faults: &mut Faults) {
    let (min, max) = LIMITS.years;
    let dates = [("start_on", draft.start_on), ("due_on", draft.due_on), ("completed_on", draft.completed_on)];
    for (field, date) in dates {
        if date.is_some_and(|date| !(min..=max).contains(&date.year())) {
            faults.add(field, Fault::YearOutOfRange { min, max });
        }
    }
    if let (Some(start), Some(due)) = (draft.start_on, draft.due_on)
        && due < start
    {
        faults.add("due_on", Fault::BeforeStart);
    }
}

fn check_state(draft: &MeasureDraft, faults: &mut Faults) {
    if let Some(from) = draft.old_state.filter(|from| !from.can_become(draft.state)) {
        faults.add("state", Fault::Rule(Rule::StateNotReachable { from }));
    }
    match (draft.state, draft.completed_on) {
        (State::Done, None) => faults.add("completed_on", Fault::Rule(Rule::NeededWhenDone)),
        (State::Done, Some(_)) => {}
        (_, Some(_)) => faults.add("completed_on", Fault::Rule(Rule::OnlyWhenDone)),
        (_, None) => {}
    }
    if draft.state == State::Done && (0..100).contains(&draft.progress) {
        faults.add("progress", Fault::Rule(Rule::NotFullWhenDone));
    }
}

struct Faults(Vec<FieldFault>);

impl Faults {
    fn add(&mut self, field: &str, fault: Fault) {
        self.0.push(FieldFault::new(field.to_owned(), fault));
    }

    fn length(&mut self, field: &str, text: &str, max: usize) {
        if text.chars().nth(max).is_some() {
            self.add(field, Fault::TooLong { max });
        }
    }

    fn range(&mut self, field: &str, value: i64, min: i64, max: i64) {
        if !(min..=max).contains(&value) {
            self.add(field, Fault::OutOfRange { min, max });
        }
    }

    fn list<T, K: Eq + std::hash::Hash>(&mut self, field: &str, list: &[T], key: impl Fn(&T) -> K) {
        if list.len() > LIMITS.entries {
            self.add(field, Fault::TooMany { max: LIMITS.entries });
        }
        let mut seen = HashSet::new();
        for (at, entry) in list.iter().enumerate().take(LIMITS.entries) {
            if !seen.insert(key(entry)) {
                self.add(&format!("{field}[{at}]"), Fault::Duplicate);
            }
        }
    }
}
