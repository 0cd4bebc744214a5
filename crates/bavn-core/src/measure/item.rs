//! A measure, as calculations see it.

use super::{EffortRole, Phase, Sourcing, State};
use crate::{
    catalogue::Level,
    ids::{ControlId, MeasureId, PersonId, UnitId},
};
use time::Date;

/// A measure with everything that the plan's calculations need. It is plain data: [`super::check`] says what is allowed
/// to be stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measure {
    /// The measure.
    pub id: MeasureId,
    /// Its number in the plan, from 1.
    pub number: u32,
    /// Its title.
    pub title: String,
    /// Who answers for it.
    pub owner: Option<PersonId>,
    /// The unit that carries it out.
    pub unit: Option<UnitId>,
    /// The phase; it plans the measure when dates are missing.
    pub phase: Phase,
    /// The planned first day.
    pub start_on: Option<Date>,
    /// The planned last day.
    pub due_on: Option<Date>,
    /// One-off cost in whole kroner.
    pub cost_once: i64,
    /// Running cost in whole kroner for a full year.
    pub cost_yearly: i64,
    /// Whether the cost fits within existing budgets.
    pub within_budget: bool,
    /// Who does the work.
    pub sourcing: Sourcing,
    /// How far it is.
    pub state: State,
    /// How much is done, 0 to 100 percent.
    pub progress: u8,
    /// When it was finished.
    pub completed_on: Option<Date>,
    /// Hours per role, whole hours for the whole measure.
    pub hours: Vec<(EffortRole, u32)>,
    /// The measures that must be finished first.
    pub depends_on: Vec<MeasureId>,
    /// The controls that it lifts, and to which level when it is done.
    pub effects: Vec<(ControlId, Level)>,
}
