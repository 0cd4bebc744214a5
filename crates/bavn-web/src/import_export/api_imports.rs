//! Files taken in through the API: the body is the file.

use super::{framework_sheet_texts, template_texts};
use crate::kit::{
    Access, Routes,
    api::{ApiFile, ApiQuery, ApiResult, ApiUser},
};
use axum::{Json, extract::Path, response::IntoResponse as _};
use bavn_app::import_export::{
    ForeignFile, ForeignFormat, FrameworkFile, import_analysis, import_control_set, import_foreign, import_framework,
};
use bavn_core::{access::Action, ids::AnalysisId, lang::Lang};
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::routes;
use uuid::Uuid;

pub(super) fn routes() -> Routes {
    let change = Access::May(Action::CatalogueChange);
    Routes::new()
        .api(Access::May(Action::AnswerRecord), routes!(import_answers))
        .api(change, routes!(import_library))
        .api(change, routes!(import_own_framework))
        .api(change, routes!(take_control_set))
}

/// How a filled template is taken in.
#[derive(Clone, Copy, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct AnswersInput {
    /// Store the rows without faults although others have some.
    #[serde(default)]
    skip_faulty: bool,
    /// Read and compare, store nothing.
    #[serde(default)]
    dry_run: bool,
}

/// Take a filled template (XLSX), or OSCAL assessment results of ours, into an analysis. Nothing is stored while rows have faults, unless
/// they are to be skipped; `is_stored` says.
#[utoipa::path(post, path = "/api/v1/analyses/{id}/import", operation_id = "importAnswers", tag = "gap-analysis", params(("id" = Uuid, Path, description = "The analysis."), AnswersInput), request_body(content = Vec<u8>, content_type = "application/octet-stream"), responses((status = 200, description = "Rows read, stored and unchanged, and the faults by row and column; see docs/formats.md.", body = serde_json::Value)))]
async fn import_answers(
    user: ApiUser,
    Path(id): Path<Uuid>,
    ApiQuery(input): ApiQuery<AnswersInput>,
    ApiFile(bytes): ApiFile,
) -> ApiResult {
    let texts = [template_texts(Lang::Da), template_texts(Lang::En)];
    let report =
        import_analysis(&user.app, &user.ctx, AnalysisId(id), bytes, texts, input.skip_faulty, input.dry_run).await?;
    Ok(Json(report).into_response())
}

/// How a file of others is taken in.
#[derive(Clone, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct LibraryInput {
    /// The file's name; what is wrong is told with it.
    #[serde(default = "unnamed")]
    name: String,
    /// Read and compare, store nothing.
    #[serde(default)]
    dry_run: bool,
}

fn unnamed() -> String {
    "file".to_owned()
}

/// Take in a library of CISO Assistant or an OSCAL document. Nothing is stored while the file has errors; `is_stored` says.
#[utoipa::path(post, path = "/api/v1/framework-imports", operation_id = "importFramework", tag = "catalogue", params(LibraryInput), request_body(content = Vec<u8>, content_type = "application/octet-stream"), responses((status = 200, description = "What the file holds, what changes, and its errors; see docs/formats.md.", body = serde_json::Value)))]
async fn import_library(user: ApiUser, ApiQuery(input): ApiQuery<LibraryInput>, ApiFile(bytes): ApiFile) -> ApiResult {
    let files = vec![ForeignFile { name: input.name, bytes }];
    let report = import_foreign(&user.app, &user.ctx, ForeignFormat::Any, files, input.dry_run).await?;
    Ok(Json(report).into_response())
}

/// How an own list is taken in.
#[derive(Clone, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct OwnFrameworkInput {
    /// The name of the framework.
    #[param(max_length = 200)]
    title: String,
    /// The file's name; what is wrong is told with it.
    #[serde(default = "unnamed")]
    name: String,
    /// Read and compare, store nothing.
    #[serde(default)]
    dry_run: bool,
}

/// Take in a filled sheet (XLSX) as a framework of the municipality's own. Nothing is stored while rows have faults; `is_stored` says.
#[utoipa::path(post, path = "/api/v1/own-frameworks/{key}/import", operation_id = "importOwnFramework", tag = "catalogue", params(("key" = String, Path, description = "The framework's key in addresses."), OwnFrameworkInput), request_body(content = Vec<u8>, content_type = "application/octet-stream"), responses((status = 200, description = "What changes, and the faults by row and column; see docs/formats.md.", body = serde_json::Value)))]
async fn import_own_framework(
    user: ApiUser,
    Path(key): Path<String>,
    ApiQuery(input): ApiQuery<OwnFrameworkInput>,
    ApiFile(bytes): ApiFile,
) -> ApiResult {
    let file = FrameworkFile { name: input.name, bytes, key, title: input.title };
    let texts = vec![framework_sheet_texts(Lang::Da), framework_sheet_texts(Lang::En)];
    let report = import_framework(&user.app, &user.ctx, file, texts, input.dry_run).await?;
    Ok(Json(report).into_response())
}

/// How another municipality's control set is taken.
#[derive(Clone, Copy, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct ControlSetInput {
    /// Read and compare, store nothing.
    #[serde(default)]
    dry_run: bool,
}

/// Take own controls and mappings from another municipality's file, bavn-control-set-1. What is here already stays as it is.
#[utoipa::path(post, path = "/api/v1/control-set", operation_id = "takeControlSet", tag = "catalogue", params(ControlSetInput), request_body(content = Vec<u8>, content_type = "application/octet-stream"), responses((status = 200, description = "What is new, what was here, and what was left; see docs/formats.md.", body = serde_json::Value)))]
async fn take_control_set(
    user: ApiUser,
    ApiQuery(input): ApiQuery<ControlSetInput>,
    ApiFile(bytes): ApiFile,
) -> ApiResult {
    let report = import_control_set(&user.app, &user.ctx, bytes, input.dry_run).await?;
    Ok(Json(report).into_response())
}
