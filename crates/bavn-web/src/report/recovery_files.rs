//! Recovery plans as files.

use crate::{
    kit::{
        Access, PageError, PageResult, Routes, Tr, User,
        api::{ApiResult, ApiUser},
        file,
    },
    recovery::recovery_document,
};
use axum::{extract::Path, response::Response};
use bavn_app::{
    App, Context, Error, Result,
    recovery::{RecoveryPlan, get_recovery_plan},
    report::{DocumentFile, FileFormat, load_stationery, render_recovery},
};
use bavn_core::{access::Action, ids::RecoveryPlanId};
use utoipa_axum::routes;
use uuid::Uuid;

/// The routes of the files.
pub(super) fn routes() -> Routes {
    let read = Access::May(Action::RecoveryRead);
    Routes::new()
        .get("/genopretning/planer/{id}/hent/{format}", read, download)
        .api(read, routes!(get_recovery_plan_file))
}

/// A recovery plan as a file, in the language of the context.
///
/// # Errors
/// [`Error::Invalid`] for a format that plans do not come in, [`Error::Document`], or the database failed.
pub async fn render_recovery_plan(
    app: &App,
    ctx: &Context,
    plan: &RecoveryPlan,
    format: FileFormat,
) -> Result<DocumentFile> {
    let lang = ctx.lang();
    let paper = load_stationery(app, &Tr::new(lang).get("report-doc-logo")).await?;
    render_recovery(app, recovery_document(lang, plan, paper.letterhead), paper.templates, format).await
}

async fn download(user: User, Path((id, format)): Path<(Uuid, String)>) -> PageResult {
    let format = known(&format).ok_or(PageError::NoSuchPage)?;
    Ok(answer(&user.app, &user.ctx, RecoveryPlanId(id), format).await?)
}

/// A recovery plan as a file.
#[utoipa::path(get, path = "/api/v1/recovery-plans/{id}/files/{format}", operation_id = "getRecoveryPlanFile", tag = "recovery",
    params(("id" = Uuid, Path, description = "The plan."), ("format" = String, Path, description = "`pdf`, `docx` or `xlsx`.")),
    responses((status = 200, description = "The file.", content_type = "application/octet-stream", body = Vec<u8>)))]
async fn get_recovery_plan_file(user: ApiUser, Path((id, format)): Path<(Uuid, String)>) -> ApiResult {
    let format = known(&format).ok_or(Error::NotFound { kind: "format" })?;
    Ok(answer(&user.app, &user.ctx, RecoveryPlanId(id), format).await?)
}

/// The format with this ending, when plans come in it.
fn known(ending: &str) -> Option<FileFormat> {
    FileFormat::from_extension(ending).filter(|format| *format != FileFormat::Html)
}

async fn answer(app: &App, ctx: &Context, id: RecoveryPlanId, format: FileFormat) -> Result<Response> {
    let plan = get_recovery_plan(app, ctx, id).await?;
    let kind = Tr::new(ctx.lang()).get("recovery-doc-kind");
    let name = format!("{kind} {} {}.{}", plan.line.code(), plan.line.title, format.extension());
    let made = render_recovery_plan(app, ctx, &plan, format).await?;
    Ok(file(&name, made.format.media_type(), made.bytes))
}
