use crate::kit::{
    Access, Routes,
    api::{ApiChange, ApiJson, ApiResult, ApiUser, IfMatchParam, created, current},
    format,
};
use axum::{Json, extract::Path, response::IntoResponse as _};
use bavn_app::{
    Error, FieldFault,
    action_plan::{self, Plan, PlanDraft},
};
use bavn_core::{access::Action, ids::PlanId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::routes;
use uuid::Uuid;

pub(super) fn routes() -> Routes {
    let (read, change) = (Access::May(Action::PlanRead), Access::May(Action::PlanChange));
    Routes::new()
        .api(read, routes!(list_plans))
        .api(change, routes!(create_plan))
        .api(read, routes!(get_plan))
        .api(change, routes!(update_plan))
}

/// An action plan without its measures.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(super) struct PlanBody {
    /// Its identifier.
    id: Uuid,
    /// Its name.
    title: String,
    /// What more there is to say; may be empty.
    note: String,
    /// The first day; phases are counted from it.
    #[schema(format = Date)]
    starts_on: String,
    /// The last day.
    #[schema(format = Date)]
    ends_on: String,
    /// Whether it is the plan that is worked by.
    is_current: bool,
    /// Raised by every change; also the ETag.
    version: i32,
}

impl From<Plan> for PlanBody {
    fn from(plan: Plan) -> Self {
        Self {
            id: plan.id.0,
            title: plan.title,
            note: plan.note,
            starts_on: format::iso_date(plan.starts_on),
            ends_on: format::iso_date(plan.ends_on),
            is_current: plan.is_current,
            version: plan.version,
        }
    }
}

/// What a plan is to be.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct PlanInput {
    /// Its name, at most 200 characters.
    #[schema(max_length = 200)]
    title: String,
    /// What more there is to say.
    #[serde(default)]
    note: String,
    /// The first day.
    #[schema(format = Date)]
    starts_on: String,
    /// The last day.
    #[schema(format = Date)]
    ends_on: String,
    /// Whether it is to be worked by, in place of the plan that is.
    #[serde(default)]
    is_current: bool,
}

impl TryFrom<PlanInput> for PlanDraft {
    type Error = Error;

    fn try_from(input: PlanInput) -> Result<Self, Error> {
        let mut faults = Vec::new();
        let mut date = |field: &str, text: &str| {
            format::parse_iso_date(text).or_else(|| {
                faults.push(FieldFault::new(field, "not_a_date", text));
                None
            })
        };
        let (starts_on, ends_on) = (date("starts_on", &input.starts_on), date("ends_on", &input.ends_on));
        match (starts_on, ends_on) {
            (Some(starts_on), Some(ends_on)) => {
                Ok(Self { title: input.title, note: input.note, starts_on, ends_on, is_current: input.is_current })
            }
            _ => Err(Error::Invalid(faults)),
        }
    }
}

/// Every plan, the current one first.
#[utoipa::path(get, path = "/api/v1/plans", operation_id = "listPlans", tag = "action-plan", responses((status = 200, description = "The plans.", body = Vec<PlanBody>)))]
async fn list_plans(user: ApiUser) -> ApiResult {
    let plans = action_plan::list_plans(&user.app, &user.ctx).await?;
    Ok(Json(plans.into_iter().map(PlanBody::from).collect::<Vec<_>>()).into_response())
}

/// Create a plan. The first one becomes the current one.
#[utoipa::path(post, path = "/api/v1/plans", operation_id = "createPlan", tag = "action-plan", request_body = PlanInput, responses((status = 201, description = "Created.", body = PlanBody)))]
async fn create_plan(user: ApiUser, ApiJson(input): ApiJson<PlanInput>) -> ApiResult {
    let id = action_plan::create_plan(&user.app, &user.ctx, input.try_into()?).await?;
    let plan = action_plan::get_plan(&user.app, &user.ctx, id).await?;
    created(&format!("/api/v1/plans/{id}"), plan.version, PlanBody::from(plan))
}

/// A plan.
#[utoipa::path(get, path = "/api/v1/plans/{id}", operation_id = "getPlan", tag = "action-plan", params(("id" = Uuid, Path, description = "The plan.")), responses((status = 200, description = "The plan.", body = PlanBody)))]
async fn get_plan(user: ApiUser, Path(id): Path<Uuid>) -> ApiResult {
    answer(&user, PlanId(id)).await
}

/// Change a plan.
#[utoipa::path(put, path = "/api/v1/plans/{id}", operation_id = "updatePlan", tag = "action-plan", params(("id" = Uuid, Path, description = "The plan."), IfMatchParam), request_body = PlanInput, responses((status = 200, description = "As it became.", body = PlanBody)))]
async fn update_plan(change: ApiChange<PlanInput>) -> ApiResult {
    let ApiChange { user, id, version, input } = change;
    action_plan::update_plan(&user.app, &user.ctx, PlanId(id), version, input.try_into()?).await?;
    answer(&user, PlanId(id)).await
}

async fn answer(user: &ApiUser, id: PlanId) -> ApiResult {
    let plan = action_plan::get_plan(&user.app, &user.ctx, id).await?;
    current(plan.version, PlanBody::from(plan))
}
