//! A measure as it is answered.

use crate::kit::format::iso_date;
use bavn_app::{
    action_plan::{PlanView, measure_code},
    catalogue::CatalogueView,
};
use bavn_core::measure::{EffortRole, Phase, Sourcing, State};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

/// Hours of one role.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RoleHours {
    /// The role, such as `it_operations`.
    #[schema(value_type = String, example = "it_operations")]
    pub(super) role: EffortRole,
    /// Whole hours, 1 or more.
    #[schema(minimum = 1, maximum = 1_000_000)]
    pub(super) hours: i64,
}

/// A control that is lifted.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Effect {
    /// The control's code.
    #[schema(example = "AD-03")]
    pub(super) control: String,
    /// The level that it reaches when the measure is done.
    #[schema(minimum = 1, maximum = 5)]
    pub(super) level: i64,
}

/// When it starts and finishes.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(super) struct TimeBody {
    /// The planned first day.
    #[schema(format = Date)]
    planned_start: String,
    /// The planned last day.
    #[schema(format = Date)]
    planned_finish: String,
    /// The first day that is to be expected now.
    #[schema(format = Date)]
    expected_start: String,
    /// The last day that is to be expected now.
    #[schema(format = Date)]
    expected_finish: String,
    /// Days from planned to expected finish.
    slip_days: i64,
    /// Whether it is open and expected to finish after its planned last day.
    is_late: bool,
    /// The measures that it pushes, with the days.
    delays: Vec<DelayBody>,
}

/// A measure that is pushed.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(super) struct DelayBody {
    /// The measure.
    measure: Uuid,
    /// By how many days.
    days: i64,
}

/// A measure.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(super) struct MeasureBody {
    /// Its identifier.
    id: Uuid,
    /// The plan it belongs to.
    plan: Uuid,
    /// Its number in the plan, as people write it.
    #[schema(example = "F-07")]
    code: String,
    /// What is to be done, in short.
    title: String,
    /// The same at length; may be empty.
    description: String,
    /// The person who answers for it.
    owner: Option<Uuid>,
    /// The unit that carries it out; none for the whole municipality.
    unit: Option<Uuid>,
    /// The phase: `months_0_3`, `months_3_6`, `months_6_12`, `months_12_18` or `later`.
    #[schema(value_type = String, example = "months_3_6")]
    phase: Phase,
    /// The planned first day, when it has one of its own.
    #[schema(format = Date)]
    start_on: Option<String>,
    /// The planned last day, when it has one of its own.
    #[schema(format = Date)]
    due_on: Option<String>,
    /// One-off cost, whole kroner.
    cost_once: i64,
    /// Running cost of a full year, whole kroner.
    cost_yearly: i64,
    /// Whether the cost fits within existing budgets.
    within_budget: bool,
    /// Who does the work: `internal`, `external` or `mixed`.
    #[schema(value_type = String, example = "internal")]
    sourcing: Sourcing,
    /// How far it is: `proposed`, `approved`, `in_progress`, `done` or `dropped`.
    #[schema(value_type = String, example = "in_progress")]
    state: State,
    /// How much is done, percent.
    progress: u8,
    /// When it was finished.
    #[schema(format = Date)]
    completed_on: Option<String>,
    /// Hours per role.
    hours: Vec<RoleHours>,
    /// The measures that must be finished first.
    depends_on: Vec<Uuid>,
    /// The controls that it lifts.
    effects: Vec<Effect>,
    /// When it starts and finishes in the plan.
    time: TimeBody,
    /// Raised by every change; also the ETag.
    pub(super) version: i32,
}

impl MeasureBody {
    /// The measure at a place of a plan.
    pub(super) fn of(view: &PlanView, catalogue: &CatalogueView, at: usize) -> Self {
        let (measure, slot) = (&view.measures[at], &view.schedule.measures[at]);
        let facts = &measure.facts;
        let effect = |(id, level): &(bavn_core::ids::ControlId, bavn_core::gap_analysis::Level)| {
            Some(Effect { control: catalogue.control(*id)?.code.clone(), level: level.get().into() })
        };
        Self {
            id: facts.id.0,
            plan: measure.plan_id.0,
            code: measure_code(facts.number),
            title: facts.title.clone(),
            description: measure.description.clone(),
            owner: facts.owner.map(|id| id.0),
            unit: facts.unit.map(|id| id.0),
            phase: facts.phase,
            start_on: facts.start_on.map(iso_date),
            due_on: facts.due_on.map(iso_date),
            cost_once: facts.cost_once,
            cost_yearly: facts.cost_yearly,
            within_budget: facts.within_budget,
            sourcing: facts.sourcing,
            state: facts.state,
            progress: facts.progress,
            completed_on: facts.completed_on.map(iso_date),
            hours: facts.hours.iter().map(|(role, hours)| RoleHours { role: *role, hours: (*hours).into() }).collect(),
            depends_on: facts.depends_on.iter().map(|id| id.0).collect(),
            effects: facts.effects.iter().filter_map(effect).collect(),
            time: TimeBody {
                planned_start: iso_date(slot.planned_start),
                planned_finish: iso_date(slot.planned_finish),
                expected_start: iso_date(slot.expected_start),
                expected_finish: iso_date(slot.expected_finish),
                slip_days: slot.slip_days,
                is_late: slot.is_late,
                delays: slot
                    .delays
                    .iter()
                    .map(|delay| DelayBody { measure: delay.measure.0, days: delay.days })
                    .collect(),
            },
            version: measure.version,
        }
    }
}
