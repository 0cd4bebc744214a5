use super::{
    super::{APPROVE, CHANGE, READ, plan::since},
    order_body::OrderBody,
};
use crate::kit::{
    Routes, Tr,
    api::{ApiChange, ApiJson, ApiQuery, ApiResult, ApiUser, IfMatch, IfMatchParam, created, current},
};
use axum::{Json, extract::Path, http::StatusCode, response::IntoResponse as _};
use bavn_app::{
    Error,
    recovery::{self, Effort, RecoveryPlanLine},
};
use bavn_core::{
    ids::{RecoveryPlanId, ScenarioId},
    recovery::plan::{Difference, Moved, TaskChange},
};
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::routes;
use uuid::Uuid;

pub(super) fn routes() -> Routes {
    Routes::new()
        .api(READ, routes!(list_recovery_plans))
        .api(CHANGE, routes!(create_recovery_plan))
        .api(READ, routes!(get_recovery_plan))
        .api(CHANGE, routes!(update_recovery_plan))
        .api(CHANGE, routes!(archive_recovery_plan))
        .api(APPROVE, routes!(approve_recovery_plan))
        .api(READ, routes!(compare_recovery_plan))
}

/// A recovery plan in a list.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(super) struct RecoveryPlanBody {
    /// The identifier.
    id: Uuid,
    /// Its number: `GP-3` is 3.
    number: u32,
    /// The scenario that it was computed from.
    scenario: Uuid,
    /// What it is called.
    title: String,
    /// `draft` or `approved`.
    state: &'static str,
    /// Tasks that stop.
    stop: usize,
    /// Tasks that come back too late or never.
    late: usize,
    /// Steps.
    steps: usize,
    /// When the last step is done, minutes from the beginning of the event.
    length: u32,
    /// When it was computed.
    #[serde(with = "time::serde::rfc3339")]
    computed_at: OffsetDateTime,
    /// By whom.
    computed_by: String,
    /// When it was approved.
    #[serde(with = "time::serde::rfc3339::option")]
    approved_at: Option<OffsetDateTime>,
    /// By whom.
    approved_by: Option<String>,
    /// A remark.
    note: String,
    /// Raised by every change; also the ETag.
    version: i32,
}

/// A recovery plan with its order, frozen as it was computed.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(super) struct FullRecoveryPlanBody {
    /// What stands in lists.
    plan: RecoveryPlanBody,
    /// The order.
    order: OrderBody,
}

/// A task that fares otherwise now than in a plan.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(super) struct RecoveryTaskChangeBody {
    /// Its number and name.
    name: String,
    /// When it is back in the plan, minutes from the beginning of the event; none when it does not stop, does not come back, or is not there.
    back_before: Option<u32>,
    /// The same now.
    back_now: Option<u32>,
    /// Whether its promises are kept in the plan; none when it is not touched there.
    is_met_before: Option<bool>,
    /// The same now.
    is_met_now: Option<bool>,
}

/// A step that begins at another time now than in a plan, or is in one of the two only.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(super) struct RecoveryStepChangeBody {
    /// Asset and step.
    name: String,
    /// When it begins in the plan, minutes from the beginning of the event; none when it is not there.
    start_before: Option<u32>,
    /// The same now.
    start_now: Option<u32>,
    /// Its likely minutes in the plan.
    minutes_before: Option<u32>,
    /// The same now.
    minutes_now: Option<u32>,
}

/// What is otherwise when the order of a plan is computed from the registers of today.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(super) struct RecoveryComparisonBody {
    /// Tasks that fare otherwise, those that became worse first.
    tasks: Vec<RecoveryTaskChangeBody>,
    /// Steps that moved.
    steps: Vec<RecoveryStepChangeBody>,
    /// When the last step of the plan is done, minutes from the beginning of the event.
    length_before: u32,
    /// The same now.
    length_now: u32,
    /// Tasks that come back too late or never in the plan.
    late_before: usize,
    /// The same now.
    late_now: usize,
}

impl From<Difference> for RecoveryComparisonBody {
    fn from(told: Difference) -> Self {
        let task = |change: TaskChange| RecoveryTaskChangeBody {
            name: change.name,
            back_before: change.back[0],
            back_now: change.back[1],
            is_met_before: change.is_met[0],
            is_met_now: change.is_met[1],
        };
        let step = |moved: Moved| RecoveryStepChangeBody {
            name: moved.name,
            start_before: moved.start[0],
            start_now: moved.start[1],
            minutes_before: moved.minutes[0],
            minutes_now: moved.minutes[1],
        };
        let ([length_before, length_now], [late_before, late_now]) = (told.length, told.late);
        Self {
            tasks: told.tasks.into_iter().map(task).collect(),
            steps: told.steps.into_iter().map(step).collect(),
            length_before,
            length_now,
            late_before,
            late_now,
        }
    }
}

/// What a plan is computed from.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RecoveryPlanInput {
    /// The scenario.
    scenario: Uuid,
    /// What it is to be called; the scenario's name otherwise.
    #[serde(default)]
    #[schema(max_length = 200)]
    title: String,
    /// A remark.
    #[serde(default)]
    #[schema(max_length = 4000)]
    note: String,
    /// The seed of the search and the simulation; the same seed and registers give the same plan.
    #[schema(minimum = 0, maximum = 9007199254740992_i64)]
    seed: Option<u64>,
}

/// Title and remark of a plan.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RecoveryPlanChange {
    /// What it is to be called.
    #[schema(max_length = 200)]
    title: String,
    /// A remark.
    #[serde(default)]
    #[schema(max_length = 4000)]
    note: String,
}

/// Which plans.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct WantedPlans {
    /// Computed from this scenario.
    scenario: Option<Uuid>,
}

/// The recovery plans in use, the newest first.
#[utoipa::path(get, path = "/api/v1/recovery-plans", operation_id = "listRecoveryPlans", tag = "recovery", params(WantedPlans), responses((status = 200, description = "The plans.", body = Vec<RecoveryPlanBody>)))]
async fn list_recovery_plans(user: ApiUser, ApiQuery(wanted): ApiQuery<WantedPlans>) -> ApiResult {
    let found = recovery::list_recovery_plans(&user.app, &user.ctx, wanted.scenario.map(ScenarioId)).await?;
    Ok(Json(found.into_iter().map(body).collect::<Vec<_>>()).into_response())
}

/// Compute the order of a scenario and keep it as a draft of a plan.
#[utoipa::path(post, path = "/api/v1/recovery-plans", operation_id = "createRecoveryPlan", tag = "recovery", request_body = RecoveryPlanInput, responses((status = 201, description = "Kept.", body = FullRecoveryPlanBody)))]
async fn create_recovery_plan(user: ApiUser, ApiJson(input): ApiJson<RecoveryPlanInput>) -> ApiResult {
    let seed = input.seed.unwrap_or(Effort::Quick.seed());
    let scenario = ScenarioId(input.scenario);
    let id = recovery::create_recovery_plan(&user.app, &user.ctx, scenario, &input.title, &input.note, seed).await?;
    let body = full(&user, id).await?;
    created(&format!("/api/v1/recovery-plans/{id}"), body.plan.version, body)
}

/// A recovery plan with its order.
#[utoipa::path(get, path = "/api/v1/recovery-plans/{id}", operation_id = "getRecoveryPlan", tag = "recovery", params(("id" = Uuid, Path, description = "The plan.")), responses((status = 200, description = "The plan.", body = FullRecoveryPlanBody)))]
async fn get_recovery_plan(user: ApiUser, Path(id): Path<Uuid>) -> ApiResult {
    let body = full(&user, RecoveryPlanId(id)).await?;
    current(body.plan.version, body)
}

/// Give a draft another title and remark; what was computed does not change.
#[utoipa::path(put, path = "/api/v1/recovery-plans/{id}", operation_id = "updateRecoveryPlan", tag = "recovery", params(("id" = Uuid, Path, description = "The plan."), IfMatchParam), request_body = RecoveryPlanChange, responses((status = 200, description = "As it became.", body = FullRecoveryPlanBody)))]
async fn update_recovery_plan(change: ApiChange<RecoveryPlanChange>) -> ApiResult {
    let ApiChange { user, id, version, input } = change;
    let id = RecoveryPlanId(id);
    recovery::update_recovery_plan(&user.app, &user.ctx, id, version, &input.title, &input.note).await?;
    let body = full(&user, id).await?;
    current(body.plan.version, body)
}

/// Take a plan out of use; its number and history stay.
#[utoipa::path(delete, path = "/api/v1/recovery-plans/{id}", operation_id = "archiveRecoveryPlan", tag = "recovery", params(("id" = Uuid, Path, description = "The plan."), IfMatchParam), responses((status = 204, description = "Out of use.")))]
async fn archive_recovery_plan(user: ApiUser, Path(id): Path<Uuid>, IfMatch(version): IfMatch) -> ApiResult {
    recovery::archive_recovery_plan(&user.app, &user.ctx, RecoveryPlanId(id), version).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// Approve a plan: from then on it does not change.
#[utoipa::path(post, path = "/api/v1/recovery-plans/{id}/approval", operation_id = "approveRecoveryPlan", tag = "recovery", params(("id" = Uuid, Path, description = "The plan."), IfMatchParam), responses((status = 204, description = "Approved.")))]
async fn approve_recovery_plan(user: ApiUser, Path(id): Path<Uuid>, IfMatch(version): IfMatch) -> ApiResult {
    recovery::approve_recovery_plan(&user.app, &user.ctx, RecoveryPlanId(id), version).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// Compare a plan with the order that the registers of today give; computed in about 1 s, with the plan's seed.
#[utoipa::path(get, path = "/api/v1/recovery-plans/{id}/comparison", operation_id = "compareRecoveryPlan", tag = "recovery", params(("id" = Uuid, Path, description = "The plan.")), responses((status = 200, description = "What is otherwise.", body = RecoveryComparisonBody)))]
async fn compare_recovery_plan(user: ApiUser, Path(id): Path<Uuid>) -> ApiResult {
    let plan = recovery::get_recovery_plan(&user.app, &user.ctx, RecoveryPlanId(id)).await?;
    let told = since(&user.app, &user.ctx, &plan).await?;
    Ok(Json(RecoveryComparisonBody::from(told)).into_response())
}

async fn full(user: &ApiUser, id: RecoveryPlanId) -> Result<FullRecoveryPlanBody, Error> {
    let found = recovery::get_recovery_plan(&user.app, &user.ctx, id).await?;
    let order = OrderBody::new(Tr::new(user.ctx.lang()), &found.content);
    Ok(FullRecoveryPlanBody { plan: body(found.line), order })
}

fn body(line: RecoveryPlanLine) -> RecoveryPlanBody {
    let (approved_at, approved_by) = line.approved.unzip();
    RecoveryPlanBody {
        id: line.id.0,
        number: line.number,
        scenario: line.scenario.0,
        title: line.title,
        state: line.state.key(),
        stop: line.figures.stop,
        late: line.figures.late,
        steps: line.figures.steps,
        length: line.figures.length,
        computed_at: line.computed_at,
        computed_by: line.computed_by,
        approved_at,
        approved_by,
        note: line.note,
        version: line.version,
    }
}
