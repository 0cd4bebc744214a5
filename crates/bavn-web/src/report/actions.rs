use crate::kit::{PageResult, SecureForm, redirect};
use axum::extract::Path;
use bavn_app::report::{approve_version, archive_report};
use bavn_core::ids::ReportId;
use serde::Deserialize;

#[derive(Debug, Deserialize)]
pub(super) struct ArchiveForm {
    version: String,
}

pub(super) async fn archive(
    Path(id): Path<ReportId>,
    SecureForm { user, form }: SecureForm<ArchiveForm>,
) -> PageResult {
    archive_report(&user.app, &user.ctx, id, form.version.parse().unwrap_or(0)).await?;
    Ok(redirect("/rapporter", "archived"))
}

#[derive(Debug, Deserialize)]
pub(super) struct ApproveForm {}

pub(super) async fn approve(
    Path((id, number)): Path<(ReportId, i32)>,
    SecureForm { user, form: ApproveForm {} }: SecureForm<ApproveForm>,
) -> PageResult {
    approve_version(&user.app, &user.ctx, id, number).await?;
    Ok(redirect(&format!("/rapporter/{id}/version/{number}"), "approved"))
}
