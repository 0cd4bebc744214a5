//! Reports for other programs.

mod bodies;
mod draft;
mod versions;

use super::files;
use crate::kit::{
    Access, Routes,
    api::{
        ApiChange, ApiError, ApiJson, ApiPage, ApiQuery, ApiResult, ApiUser, IfMatch, IfMatchParam, created, current,
    },
    file,
};
use axum::{
    Json,
    extract::Path,
    http::{StatusCode, Uri},
    response::{IntoResponse as _, Response},
};
use bavn_app::{
    Error,
    page::PageRequest,
    report::{
        DocumentFile, FileFormat, NewReport, archive_report, create_report, draft_content, get_report, list_reports,
        update_draft,
    },
};
use bavn_core::{
    access::Action,
    ids::{AnalysisId, PlanId, ReportId},
};
use bodies::{NewReportInput, ReportBody, ReportQuery, ReportSummaryBody, kind_of, lang_of};
use draft::DraftBody;
use utoipa_axum::routes;
use uuid::Uuid;

/// The routes of the API of this slice.
pub(super) fn routes() -> Routes {
    let (read, change) = (Access::May(Action::ReportRead), Access::May(Action::ReportChange));
    Routes::new()
        .api(read, routes!(list))
        .api(change, routes!(create))
        .api(read, routes!(get))
        .api(change, routes!(archive))
        .api(change, routes!(update))
        .api(read, routes!(propose))
        .api(read, routes!(download))
        .merge(versions::routes())
}

/// Reports in use, a page at a time.
#[utoipa::path(get, path = "/api/v1/reports", operation_id = "listReports", tag = "reports", params(ReportQuery), responses((status = 200, description = "A page of reports, newest first, each with its newest version.", body = ApiPage<ReportSummaryBody>)))]
async fn list(user: ApiUser, uri: Uri, ApiQuery(query): ApiQuery<ReportQuery>) -> ApiResult {
    let kind = query.kind.as_deref().map(kind_of).transpose()?;
    let request = PageRequest::new(query.page.unwrap_or(1), query.size.unwrap_or(50));
    let page = list_reports(&user.app, &user.ctx, kind, request).await?;
    Ok(ApiPage::respond(&uri, page, ReportSummaryBody::from))
}

/// Begin a report with a draft from data.
#[utoipa::path(post, path = "/api/v1/reports", operation_id = "createReport", tag = "reports", request_body = NewReportInput, responses((status = 201, description = "Begun.", body = ReportBody)))]
async fn create(user: ApiUser, ApiJson(input): ApiJson<NewReportInput>) -> ApiResult {
    let new = NewReport {
        kind: kind_of(&input.kind)?,
        analysis: input.analysis_id.map(AnalysisId),
        plan: input.plan_id.map(PlanId),
        lang: lang_of(&input.lang)?,
    };
    let id = create_report(&user.app, &user.ctx, new).await?;
    let report = get_report(&user.app, &user.ctx, id).await?;
    created(&format!("/api/v1/reports/{id}"), report.version, ReportBody::from(report))
}

/// A report with its draft.
#[utoipa::path(get, path = "/api/v1/reports/{id}", operation_id = "getReport", tag = "reports", params(("id" = Uuid, Path, description = "The report.")), responses((status = 200, description = "The report.", body = ReportBody)))]
async fn get(user: ApiUser, Path(id): Path<Uuid>) -> ApiResult {
    let report = get_report(&user.app, &user.ctx, ReportId(id)).await?;
    current(report.version, ReportBody::from(report))
}

/// Take a report out of use; it stays with its versions.
#[utoipa::path(delete, path = "/api/v1/reports/{id}", operation_id = "archiveReport", tag = "reports", params(("id" = Uuid, Path, description = "The report."), IfMatchParam), responses((status = 204, description = "Out of use.")))]
async fn archive(user: ApiUser, Path(id): Path<Uuid>, IfMatch(version): IfMatch) -> ApiResult {
    archive_report(&user.app, &user.ctx, ReportId(id), version).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// Replace the draft of a report.
#[utoipa::path(put, path = "/api/v1/reports/{id}/draft", operation_id = "updateReportDraft", tag = "reports", params(("id" = Uuid, Path, description = "The report."), IfMatchParam), request_body = DraftBody, responses((status = 200, description = "The report as it became. The same draft sent again changes nothing.", body = ReportBody)))]
async fn update(change: ApiChange<DraftBody>) -> ApiResult {
    let ApiChange { user, id, version, input } = change;
    let report = update_draft(&user.app, &user.ctx, ReportId(id), version, input.try_into()?).await?;
    current(report.version, ReportBody::from(report))
}

/// A text drafted anew from the figures of today.
///
/// Nothing is stored: send it as the draft to take it over.
#[utoipa::path(get, path = "/api/v1/reports/{id}/proposal", operation_id = "proposeReportDraft", tag = "reports", params(("id" = Uuid, Path, description = "The report.")), responses((status = 200, description = "The text.", body = DraftBody)))]
async fn propose(user: ApiUser, Path(id): Path<Uuid>) -> ApiResult {
    let report = get_report(&user.app, &user.ctx, ReportId(id)).await?;
    let (app, ctx) = (&user.app, &user.ctx);
    let text = draft_content(app, ctx, report.kind, report.lang, report.analysis_id, report.plan_id).await?;
    Ok(Json(DraftBody::from(text)).into_response())
}

/// The draft as a file, with the figures of today.
///
/// A memo that does not fit its page is refused as a PDF; the faults name the longest sections.
#[utoipa::path(get, path = "/api/v1/reports/{id}/draft/{format}", operation_id = "getReportDraftFile", tag = "reports",
    params(("id" = Uuid, Path, description = "The report."), ("format" = String, Path, description = "`pdf` or `docx`; `html` for a memo, `xlsx` for a plan.")),
    responses((status = 200, description = "The file.", content_type = "application/octet-stream", body = Vec<u8>),
        (status = 422, description = "A memo that is too long, or a kind that does not come in this format.", content_type = "application/problem+json", body = crate::kit::api::Problem)))]
async fn download(user: ApiUser, Path((id, format)): Path<(Uuid, String)>) -> ApiResult {
    let format = format_of(&format)?;
    let report = get_report(&user.app, &user.ctx, ReportId(id)).await?;
    let document = files::render_draft(&user.app, &user.ctx, &report, format).await?;
    Ok(as_file(&report.title, document))
}

fn format_of(extension: &str) -> Result<FileFormat, ApiError> {
    FileFormat::from_extension(extension).ok_or_else(|| Error::NotFound { kind: "format" }.into())
}

fn as_file(title: &str, document: DocumentFile) -> Response {
    file(&format!("{title}.{}", document.format.extension()), document.format.media_type(), document.bytes)
}
