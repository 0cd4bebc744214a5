use super::{
    as_file,
    bodies::{FullVersionBody, KeepInput, VersionBody},
    files, format_of,
};
use crate::kit::{
    Access, Routes,
    api::{ApiChange, ApiResult, ApiUser, IfMatchParam, Problem},
};
use axum::{
    Json,
    extract::Path,
    http::{HeaderValue, StatusCode, header},
    response::IntoResponse as _,
};
use bavn_app::{
    Error,
    report::{approve_version, get_report, get_version, keep_version, list_versions},
};
use bavn_core::{access::Action, ids::ReportId};
use utoipa_axum::routes;
use uuid::Uuid;

pub(super) fn routes() -> Routes {
    let read = Access::May(Action::ReportRead);
    Routes::new()
        .api(read, routes!(list))
        .api(Access::May(Action::ReportChange), routes!(keep))
        .api(read, routes!(get))
        .api(read, routes!(download))
        .api(Access::May(Action::ReportApprove), routes!(approve))
}

/// The kept versions of a report.
#[utoipa::path(get, path = "/api/v1/reports/{id}/versions", operation_id = "listReportVersions", tag = "reports", params(("id" = Uuid, Path, description = "The report.")), responses((status = 200, description = "The versions, newest first.", body = Vec<VersionBody>)))]
async fn list(user: ApiUser, Path(id): Path<Uuid>) -> ApiResult {
    let report = get_report(&user.app, &user.ctx, ReportId(id)).await?;
    let versions = list_versions(&user.app, &user.ctx, report.id).await?;
    Ok(Json(versions.into_iter().map(VersionBody::from).collect::<Vec<_>>()).into_response())
}

/// Keep the draft as a version with today's figures.
///
/// A memo that does not fit its page is refused; the faults name the longest sections.
#[utoipa::path(post, path = "/api/v1/reports/{id}/versions", operation_id = "keepReportVersion", tag = "reports", params(("id" = Uuid, Path, description = "The report."), IfMatchParam), request_body = KeepInput, responses((status = 201, description = "Kept.", body = FullVersionBody), (status = 422, description = "A memo that is too long, or a remark that is.", content_type = "application/problem+json", body = Problem)))]
async fn keep(change: ApiChange<KeepInput>) -> ApiResult {
    let ApiChange { user, id, version, input } = change;
    let report = get_report(&user.app, &user.ctx, ReportId(id)).await?;
    // Who may not change it is told so before anything is rendered.
    let _ = user.ctx.authorize(Action::ReportChange, bavn_core::access::Resource::Municipality)?;
    if report.version != version {
        return Err(Error::Conflict { kind: "report", current: report.version }.into());
    }
    files::check_fit(&user.app, &user.ctx, &report).await?;
    let kept = keep_version(&user.app, &user.ctx, report.id, version, &input.remark).await?;
    let address = format!("/api/v1/reports/{id}/versions/{}", kept.number);
    let location = HeaderValue::from_str(&address).unwrap_or(HeaderValue::from_static("/"));
    Ok((StatusCode::CREATED, [(header::LOCATION, location)], Json(FullVersionBody::from(kept))).into_response())
}

/// A kept version.
#[utoipa::path(get, path = "/api/v1/reports/{id}/versions/{number}", operation_id = "getReportVersion", tag = "reports", params(("id" = Uuid, Path, description = "The report."), ("number" = i32, Path, description = "Its number.")), responses((status = 200, description = "The version, with its text and its figures.", body = FullVersionBody)))]
async fn get(user: ApiUser, Path((id, number)): Path<(Uuid, i32)>) -> ApiResult {
    let version = get_version(&user.app, &user.ctx, ReportId(id), number).await?;
    Ok(Json(FullVersionBody::from(version)).into_response())
}

/// A kept version as a file.
#[utoipa::path(get, path = "/api/v1/reports/{id}/versions/{number}/{format}", operation_id = "getReportVersionFile", tag = "reports",
    params(("id" = Uuid, Path, description = "The report."), ("number" = i32, Path, description = "Its number."), ("format" = String, Path, description = "`pdf` or `docx`; `html` for a memo, `xlsx` for a plan.")),
    responses((status = 200, description = "The file.", content_type = "application/octet-stream", body = Vec<u8>),
        (status = 422, description = "A kind that does not come in this format.", content_type = "application/problem+json", body = Problem)))]
async fn download(user: ApiUser, Path((id, number, format)): Path<(Uuid, i32, String)>) -> ApiResult {
    let format = format_of(&format)?;
    let report = get_report(&user.app, &user.ctx, ReportId(id)).await?;
    let version = get_version(&user.app, &user.ctx, report.id, number).await?;
    let document = files::render(&user.app, report.lang, &version.content, &version.figures, format).await?;
    Ok(as_file(&format!("{} v{number}", report.title), document))
}

/// Approve a version as the management body.
#[utoipa::path(post, path = "/api/v1/reports/{id}/versions/{number}/approval", operation_id = "approveReportVersion", tag = "reports", params(("id" = Uuid, Path, description = "The report."), ("number" = i32, Path, description = "Its number.")), responses((status = 204, description = "Approved.")))]
async fn approve(user: ApiUser, Path((id, number)): Path<(Uuid, i32)>) -> ApiResult {
    approve_version(&user.app, &user.ctx, ReportId(id), number).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}
