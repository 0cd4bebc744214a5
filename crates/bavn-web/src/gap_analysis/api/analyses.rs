use super::bodies::{AnalysisBody, AnalysisSummaryBody};
use crate::kit::{
    Access, Routes,
    api::{
        ApiChange, ApiJson, ApiPage, ApiQuery, ApiResult, ApiUser, IfMatch, IfMatchParam, PageQuery, created, current,
    },
    format,
};
use axum::{Json, extract::Path, http::Uri, response::IntoResponse as _};
use bavn_app::{
    Error,
    gap_analysis::{self, AnalysisDraft},
};
use bavn_core::{
    access::Action,
    ids::{AnalysisId, UnitId},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::routes;
use uuid::Uuid;

pub(super) fn routes() -> Routes {
    let (read, change) = (Access::May(Action::AnalysisRead), Access::May(Action::AnalysisChange));
    Routes::new()
        .api(read, routes!(list_analyses))
        .api(change, routes!(create_analysis))
        .api(read, routes!(get_analysis))
        .api(change, routes!(update_analysis))
        .api(change, routes!(complete_analysis))
        .api(change, routes!(reopen_analysis))
        .api(change, routes!(take_weights))
}

/// What an analysis is to be.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct AnalysisInput {
    /// Its name, at most 120 characters.
    #[schema(max_length = 120)]
    title: String,
    /// The unit it covers; none for the whole municipality.
    unit_id: Option<Uuid>,
    /// What more there is to say of its scope.
    #[serde(default)]
    #[schema(max_length = 1000)]
    scope_note: String,
    /// The date it describes.
    #[schema(format = Date)]
    assessed_on: String,
    /// Who assessed.
    #[serde(default)]
    #[schema(max_length = 120)]
    assessor: String,
    /// How it was done.
    #[serde(default)]
    #[schema(max_length = 1000)]
    method: String,
    /// The analysis whose answers it begins with; only looked at when it is created.
    previous_id: Option<Uuid>,
}

impl AnalysisInput {
    fn draft(self) -> Result<AnalysisDraft, Error> {
        let assessed_on = format::parse_iso_date(&self.assessed_on)
            .ok_or_else(|| Error::invalid("assessed_on", "gap_date", &self.assessed_on))?;
        Ok(AnalysisDraft {
            title: self.title,
            unit_id: self.unit_id.map(UnitId),
            scope_note: self.scope_note,
            assessed_on,
            assessor: self.assessor,
            method: self.method,
            previous_id: self.previous_id.map(AnalysisId),
        })
    }
}

/// What was changed.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
struct TakenBody {
    /// How many areas and controls were different.
    changed: usize,
}

/// The analyses, newest first.
#[utoipa::path(get, path = "/api/v1/analyses", operation_id = "listAnalyses", tag = "gap-analysis", params(PageQuery), responses((status = 200, description = "A page of the analyses, with their figures.", body = ApiPage<AnalysisSummaryBody>)))]
async fn list_analyses(user: ApiUser, uri: Uri, ApiQuery(page): ApiQuery<PageQuery>) -> ApiResult {
    let page = gap_analysis::list_analyses(&user.app, &user.ctx, page.into()).await?;
    Ok(ApiPage::respond(&uri, page, AnalysisSummaryBody::from))
}

/// Begin an analysis.
#[utoipa::path(post, path = "/api/v1/analyses", operation_id = "createAnalysis", tag = "gap-analysis", request_body = AnalysisInput, responses((status = 201, description = "Begun.", body = AnalysisBody)))]
async fn create_analysis(user: ApiUser, ApiJson(input): ApiJson<AnalysisInput>) -> ApiResult {
    let id = gap_analysis::create_analysis(&user.app, &user.ctx, input.draft()?).await?;
    let view = gap_analysis::get_analysis(&user.app, &user.ctx, id).await?;
    created(&format!("/api/v1/analyses/{id}"), view.analysis.version, AnalysisBody::from(view.analysis))
}

/// An analysis.
#[utoipa::path(get, path = "/api/v1/analyses/{id}", operation_id = "getAnalysis", tag = "gap-analysis", params(("id" = Uuid, Path, description = "The analysis.")), responses((status = 200, description = "The analysis.", body = AnalysisBody)))]
async fn get_analysis(user: ApiUser, Path(id): Path<Uuid>) -> ApiResult {
    answer(&user, AnalysisId(id)).await
}

/// Change what is said of an analysis.
#[utoipa::path(put, path = "/api/v1/analyses/{id}", operation_id = "updateAnalysis", tag = "gap-analysis", params(("id" = Uuid, Path, description = "The analysis."), IfMatchParam), request_body = AnalysisInput, responses((status = 200, description = "As it became.", body = AnalysisBody)))]
async fn update_analysis(change: ApiChange<AnalysisInput>) -> ApiResult {
    let ApiChange { user, id, version, input } = change;
    gap_analysis::update_analysis(&user.app, &user.ctx, AnalysisId(id), version, input.draft()?).await?;
    answer(&user, AnalysisId(id)).await
}

/// Complete an analysis, so that its answers stand.
#[utoipa::path(post, path = "/api/v1/analyses/{id}/complete", operation_id = "completeAnalysis", tag = "gap-analysis", params(("id" = Uuid, Path, description = "The analysis."), IfMatchParam), responses((status = 200, description = "As it became.", body = AnalysisBody)))]
async fn complete_analysis(user: ApiUser, Path(id): Path<Uuid>, IfMatch(version): IfMatch) -> ApiResult {
    gap_analysis::complete_analysis(&user.app, &user.ctx, AnalysisId(id), version).await?;
    answer(&user, AnalysisId(id)).await
}

/// Open a completed analysis again.
#[utoipa::path(post, path = "/api/v1/analyses/{id}/reopen", operation_id = "reopenAnalysis", tag = "gap-analysis", params(("id" = Uuid, Path, description = "The analysis."), IfMatchParam), responses((status = 200, description = "As it became.", body = AnalysisBody)))]
async fn reopen_analysis(user: ApiUser, Path(id): Path<Uuid>, IfMatch(version): IfMatch) -> ApiResult {
    gap_analysis::reopen_analysis(&user.app, &user.ctx, AnalysisId(id), version).await?;
    answer(&user, AnalysisId(id)).await
}

/// Give an analysis the municipality's present weights and targets.
#[utoipa::path(post, path = "/api/v1/analyses/{id}/weights", operation_id = "takeAnalysisWeights", tag = "gap-analysis", params(("id" = Uuid, Path, description = "The analysis."), IfMatchParam), responses((status = 200, description = "Taken.", body = TakenBody)))]
async fn take_weights(user: ApiUser, Path(id): Path<Uuid>, IfMatch(version): IfMatch) -> ApiResult {
    let changed = gap_analysis::take_weights(&user.app, &user.ctx, AnalysisId(id), version).await?;
    Ok(Json(TakenBody { changed }).into_response())
}

async fn answer(user: &ApiUser, id: AnalysisId) -> ApiResult {
    let view = gap_analysis::get_analysis(&user.app, &user.ctx, id).await?;
    current(view.analysis.version, AnalysisBody::from(view.analysis))
}
