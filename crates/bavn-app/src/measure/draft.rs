use crate::catalogue::{CatalogueView, ControlView};
use bavn_core::{
    catalogue::Level,
    ids::{ControlId, MeasureId, PersonId, UnitId},
    lang::Lang,
    measure::{EffortRole, LIMITS, Phase, Sourcing, State},
};
use time::Date;

/// What a measure is to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MeasureDraft {
    /// What is to be done, in short.
    pub title: String,
    /// The same at length; may be empty.
    pub description: String,
    /// Who answers for it.
    pub owner: Option<PersonId>,
    /// The unit that carries it out; `None` for the whole municipality.
    pub unit: Option<UnitId>,
    /// The phase; `None` for that of the last day.
    pub phase: Option<Phase>,
    /// The planned first day.
    pub start_on: Option<Date>,
    /// The planned last day.
    pub due_on: Option<Date>,
    /// One-off cost, whole kroner.
    pub cost_once: i64,
    /// Running cost of a full year, whole kroner.
    pub cost_yearly: i64,
    /// Whether the cost fits within existing budgets.
    pub within_budget: bool,
    /// Who does the work.
    pub sourcing: Sourcing,
    /// How far it is.
    pub state: State,
    /// How much is done, percent.
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

impl Default for MeasureDraft {
    fn default() -> Self {
        Self {
            title: String::new(),
            description: String::new(),
            owner: None,
            unit: None,
            phase: None,
            start_on: None,
            due_on: None,
            cost_once: 0,
            cost_yearly: 0,
            within_budget: false,
            sourcing: Sourcing::Internal,
            state: State::Proposed,
            progress: 0,
            completed_on: None,
            hours: Vec::new(),
            depends_on: Vec::new(),
            effects: Vec::new(),
        }
    }
}

/// A draft of the measure that would lift one control: titled as the control, described by what good looks like at the target
/// level, with the target as its effect.
///
/// `finding` goes before the description when there is one.
#[must_use]
pub fn draft_from_control(
    catalogue: &CatalogueView,
    control: &ControlView,
    finding: Option<&str>,
    lang: Lang,
) -> MeasureDraft {
    let target = catalogue.control(control.id).map_or(control.target, |control| control.target).max(one());
    let good = control.levels.get(usize::from(target.get())).map_or("", |level| level.get(lang));
    let finding = finding.map(str::trim).filter(|text| !text.is_empty());
    let description = finding.into_iter().chain([good]).collect::<Vec<_>>().join("\n\n");
    MeasureDraft {
        title: control.title.get(lang).chars().take(LIMITS.title).collect(),
        description: description.chars().take(LIMITS.description).collect(),
        effects: vec![(control.id, i64::from(target.get()))],
        phase: Some(Phase::Months3To6),
        ..MeasureDraft::default()
    }
}

/// A measure lifts to level 1 at least.
fn one() -> Level {
    Level::from_i64(1).unwrap_or(Level::MAX)
}
