use super::figures_body::{EconomyBody, ProjectionBody};
use crate::kit::{
    Access, Routes,
    api::{ApiResult, ApiUser},
};
use axum::{Json, extract::Path, response::IntoResponse as _};
use bavn_app::{Error, action_plan::get_plan_view, gap_analysis::latest_analysis};
use bavn_core::{access::Action, ids::PlanId};
use utoipa_axum::routes;
use uuid::Uuid;

pub(super) fn routes() -> Routes {
    let read = Access::May(Action::PlanRead);
    Routes::new().api(read, routes!(get_economy)).api(read, routes!(get_projection))
}

/// What a plan costs, and its hours.
#[utoipa::path(get, path = "/api/v1/plans/{id}/economy", operation_id = "getPlanEconomy", tag = "action-plan", params(("id" = Uuid, Path, description = "The plan.")), responses((status = 200, description = "Kroner by year, phase and unit, and hours by quarter and role.", body = EconomyBody)))]
async fn get_economy(user: ApiUser, Path(id): Path<Uuid>) -> ApiResult {
    let view = get_plan_view(&user.app, &user.ctx, PlanId(id)).await?;
    Ok(Json(EconomyBody::of(&view.economy, &view.hours)).into_response())
}

/// Maturity over time if the plan is followed, from the answers of the latest analysis.
#[utoipa::path(get, path = "/api/v1/plans/{id}/projection", operation_id = "getPlanProjection", tag = "action-plan", params(("id" = Uuid, Path, description = "The plan.")), responses((status = 200, description = "The rises by date; 404 also before there is an analysis to begin from.", body = ProjectionBody)))]
async fn get_projection(user: ApiUser, Path(id): Path<Uuid>) -> ApiResult {
    let view = get_plan_view(&user.app, &user.ctx, PlanId(id)).await?;
    let none = || Error::NotFound { kind: "analysis" };
    let analysis = latest_analysis(&user.app, &user.ctx).await?.ok_or_else(none)?;
    let target = analysis.evaluation.target().ok_or_else(none)?;
    let projection = view.projection(&analysis.inputs, target)?;
    Ok(Json(ProjectionBody::of(analysis.analysis.id.0, &projection)).into_response())
}
