//! Documents of OSCAL for other programs.

use super::oscal::{kept, of_analysis, oscal_texts};
use crate::kit::{
    Access, Routes,
    api::{ApiError, ApiQuery, ApiResult, ApiUser},
};
use axum::extract::Path;
use bavn_app::{
    Error,
    import_export::{OscalKind, export_control_set, export_oscal_catalog, export_oscal_mappings, export_oscal_plan},
};
use bavn_core::{
    access::Action,
    ids::{AnalysisId, PlanId},
};
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::routes;
use uuid::Uuid;

pub(super) fn routes() -> Routes {
    let catalogue = Access::May(Action::CatalogueRead);
    Routes::new()
        .api(Access::May(Action::AnalysisRead), routes!(get_oscal_results))
        .api(Access::May(Action::AnalysisRead), routes!(get_oscal_profile))
        .api(Access::May(Action::PlanRead), routes!(get_oscal_plan))
        .api(catalogue, routes!(get_oscal_catalog))
        .api(catalogue, routes!(get_oscal_mappings))
        .api(catalogue, routes!(get_control_set))
}

/// The municipality's control set and mappings as one file that another municipality can take; see `docs/formats.md`.
#[utoipa::path(get, path = "/api/v1/control-set", operation_id = "getControlSet", tag = "catalogue", responses((status = 200, description = "The file, bavn-control-set-1.", body = serde_json::Value)))]
async fn get_control_set(user: ApiUser) -> ApiResult {
    Ok(kept("bavn-control-set.json", export_control_set(&user.app, &user.ctx).await?))
}

/// Which framework.
#[derive(Clone, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Wanted {
    /// The framework's key; without one the control set, or the mappings to all frameworks.
    framework: Option<String>,
}

/// An analysis as OSCAL assessment results, version 1.1.3.
#[utoipa::path(get, path = "/api/v1/analyses/{id}/oscal", operation_id = "getOscalAssessmentResults", tag = "gap-analysis", params(("id" = Uuid, Path, description = "The analysis.")), responses((status = 200, description = "The document.", body = serde_json::Value)))]
async fn get_oscal_results(user: ApiUser, Path(id): Path<Uuid>) -> ApiResult {
    analysis(&user, AnalysisId(id), OscalKind::AssessmentResults).await
}

/// The scope of an analysis as an OSCAL profile, version 1.1.3.
#[utoipa::path(get, path = "/api/v1/analyses/{id}/oscal-profile", operation_id = "getOscalProfile", tag = "gap-analysis", params(("id" = Uuid, Path, description = "The analysis.")), responses((status = 200, description = "The document.", body = serde_json::Value)))]
async fn get_oscal_profile(user: ApiUser, Path(id): Path<Uuid>) -> ApiResult {
    analysis(&user, AnalysisId(id), OscalKind::Profile).await
}

async fn analysis(user: &ApiUser, id: AnalysisId, kind: OscalKind) -> ApiResult {
    let content = of_analysis(&user.app, &user.ctx, user.ctx.lang(), id, kind).await?;
    let content = content.ok_or(ApiError::from(Error::NotFound { kind: "analysis" }))?;
    Ok(kept(&format!("oscal-{}.json", kind.key()), content))
}

/// A plan as an OSCAL plan of action and milestones, version 1.1.3.
#[utoipa::path(get, path = "/api/v1/plans/{id}/oscal", operation_id = "getOscalPlan", tag = "action-plan", params(("id" = Uuid, Path, description = "The plan.")), responses((status = 200, description = "The document.", body = serde_json::Value)))]
async fn get_oscal_plan(user: ApiUser, Path(id): Path<Uuid>) -> ApiResult {
    let content = export_oscal_plan(&user.app, &user.ctx, PlanId(id), &oscal_texts(user.ctx.lang())).await?;
    Ok(kept("oscal-poam.json", content))
}

/// The control set or a framework as an OSCAL catalog, version 1.1.3.
#[utoipa::path(get, path = "/api/v1/oscal/catalog", operation_id = "getOscalCatalog", tag = "catalogue", params(Wanted), responses((status = 200, description = "The document.", body = serde_json::Value)))]
async fn get_oscal_catalog(user: ApiUser, ApiQuery(wanted): ApiQuery<Wanted>) -> ApiResult {
    let texts = oscal_texts(user.ctx.lang());
    let content = export_oscal_catalog(&user.app, &user.ctx, wanted.framework.as_deref(), &texts).await?;
    Ok(kept("oscal-catalog.json", content))
}

/// The mappings of controls to requirements as an OSCAL mapping collection, version 1.2.1.
#[utoipa::path(get, path = "/api/v1/oscal/mappings", operation_id = "getOscalMappings", tag = "catalogue", params(Wanted), responses((status = 200, description = "The document.", body = serde_json::Value)))]
async fn get_oscal_mappings(user: ApiUser, ApiQuery(wanted): ApiQuery<Wanted>) -> ApiResult {
    let texts = oscal_texts(user.ctx.lang());
    let content = export_oscal_mappings(&user.app, &user.ctx, wanted.framework.as_deref(), &texts).await?;
    Ok(kept("oscal-mapping-collection.json", content))
}
