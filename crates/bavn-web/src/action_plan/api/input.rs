//! A measure as it is sent.

use super::body::{Effect, RoleHours};
use crate::kit::format;
use bavn_app::{
    Error, FieldFault,
    catalogue::CatalogueView,
    measure::{MeasureDraft, Progress},
};
use bavn_core::{
    ids::{MeasureId, PersonId, UnitId},
    measure::{Phase, Sourcing, State},
};
use serde::Deserialize;
use time::Date;
use utoipa::ToSchema;
use uuid::Uuid;

/// What a measure is to be.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct MeasureInput {
    /// What is to be done, in short.
    #[schema(max_length = 200)]
    title: String,
    /// The same at length.
    #[serde(default)]
    #[schema(max_length = 10_000)]
    description: String,
    /// The person who answers for it.
    owner: Option<Uuid>,
    /// The unit that carries it out; none for the whole municipality.
    unit: Option<Uuid>,
    /// The phase: `months_0_3`, `months_3_6`, `months_6_12`, `months_12_18` or `later`; none for that of `due_on`.
    #[schema(value_type = Option<String>, example = "months_3_6")]
    phase: Option<Phase>,
    /// The planned first day.
    #[schema(format = Date)]
    start_on: Option<String>,
    /// The planned last day.
    #[schema(format = Date)]
    due_on: Option<String>,
    /// One-off cost, whole kroner.
    #[serde(default)]
    cost_once: i64,
    /// Running cost of a full year, whole kroner.
    #[serde(default)]
    cost_yearly: i64,
    /// Whether the cost fits within existing budgets.
    #[serde(default)]
    within_budget: bool,
    /// Who does the work: `internal`, `external` or `mixed`.
    #[schema(value_type = String, example = "internal")]
    sourcing: Sourcing,
    /// How far it is: `proposed`, `approved`, `in_progress`, `done` or `dropped`.
    #[schema(value_type = String, example = "proposed")]
    state: State,
    /// How much is done, percent.
    #[serde(default)]
    #[schema(minimum = 0, maximum = 100)]
    progress: i64,
    /// When it was finished; only when it is done.
    #[schema(format = Date)]
    completed_on: Option<String>,
    /// Hours per role.
    #[serde(default)]
    hours: Vec<RoleHours>,
    /// The measures that must be finished first.
    #[serde(default)]
    depends_on: Vec<Uuid>,
    /// The controls that it lifts.
    #[serde(default)]
    effects: Vec<Effect>,
}

/// How far a measure is.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ProgressInput {
    /// How far it is: `proposed`, `approved`, `in_progress`, `done` or `dropped`.
    #[schema(value_type = String, example = "in_progress")]
    state: State,
    /// How much is done, percent.
    #[schema(minimum = 0, maximum = 100)]
    progress: i64,
    /// When it was finished; only when it is done.
    #[schema(format = Date)]
    completed_on: Option<String>,
}

fn date(faults: &mut Vec<FieldFault>, field: &str, text: Option<&str>) -> Option<Date> {
    let text = text?;
    let date = format::parse_iso_date(text);
    if date.is_none() {
        faults.push(FieldFault::new(field, "not_a_date", text));
    }
    date
}

impl MeasureInput {
    pub(super) fn read(self, catalogue: &CatalogueView) -> Result<MeasureDraft, Error> {
        let mut faults = Vec::new();
        let start_on = date(&mut faults, "start_on", self.start_on.as_deref());
        let due_on = date(&mut faults, "due_on", self.due_on.as_deref());
        let completed_on = date(&mut faults, "completed_on", self.completed_on.as_deref());
        let mut effects = Vec::with_capacity(self.effects.len());
        for (at, effect) in self.effects.iter().enumerate() {
            match catalogue.control_by_code(&effect.control) {
                Some(control) => effects.push((control.id, effect.level)),
                None => faults.push(FieldFault::new(format!("effects[{at}]"), "unknown", &effect.control)),
            }
        }
        if !faults.is_empty() {
            return Err(Error::Invalid(faults));
        }
        Ok(MeasureDraft {
            title: self.title,
            description: self.description,
            owner: self.owner.map(PersonId),
            unit: self.unit.map(UnitId),
            phase: self.phase,
            start_on,
            due_on,
            cost_once: self.cost_once,
            cost_yearly: self.cost_yearly,
            within_budget: self.within_budget,
            sourcing: self.sourcing,
            state: self.state,
            progress: self.progress,
            completed_on,
            hours: self.hours.into_iter().map(|hours| (hours.role, hours.hours)).collect(),
            depends_on: self.depends_on.into_iter().map(MeasureId).collect(),
            effects,
        })
    }
}

impl TryFrom<ProgressInput> for Progress {
    type Error = Error;

    fn try_from(input: ProgressInput) -> Result<Self, Error> {
        let mut faults = Vec::new();
        let completed_on = date(&mut faults, "completed_on", input.completed_on.as_deref());
        if faults.is_empty() {
            Ok(Self { state: input.state, progress: input.progress, completed_on })
        } else {
            Err(Error::Invalid(faults))
        }
    }
}
