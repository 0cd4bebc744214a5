//! Scenarios, what falls in them, the order in which it comes back, and recovery plans.

mod course;
mod entity;
mod follow;
mod kept;
mod lines;
mod load;
mod order;
mod plan;
mod reach;
mod scenario;
mod template;
mod types;

pub use course::{Course, CourseTask, CourseUnit, scenario_course, scenario_fallen};
pub(crate) use follow::follow_merge;
pub(crate) use kept::KeptOrders;
pub use order::{Effort, RecoveryOrder, recovery_order};
pub(crate) use plan::keep_recovery_plan;
pub use plan::{
    MAX_SEED, PlanFigures, PlanState, RecoveryPlan, RecoveryPlanLine, approve_recovery_plan, archive_recovery_plan,
    create_recovery_plan, get_recovery_plan, latest_recovery_plan, list_recovery_plans, update_recovery_plan,
};
pub use reach::{Hit, ScenarioReach, scenario_names, scenario_reach};
pub use scenario::{archive_scenario, create_scenario, find_scenario, get_scenario, list_scenarios, update_scenario};
pub use template::{ScenarioTemplate, scenario_templates};
pub use types::{Scenario, recovery_plan_code, scenario_code};
