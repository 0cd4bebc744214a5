use super::parts::{parse_id, path};
use crate::kit::{PageError, PageResult, SecureForm, redirect};
use axum::extract::Path;
use bavn_app::gap_analysis::{complete_analysis, reopen_analysis, take_weights as take};
use serde::Deserialize;

#[derive(Debug, Deserialize)]
pub(super) struct VersionForm {
    version: String,
}

impl VersionForm {
    fn version(&self) -> Result<i32, PageError> {
        self.version.parse().map_err(|_| PageError::Form("version".into()))
    }
}

pub(super) async fn complete(Path(id): Path<String>, sent: SecureForm<VersionForm>) -> PageResult {
    let id = parse_id(&id)?;
    complete_analysis(&sent.user.app, &sent.user.ctx, id, sent.form.version()?).await?;
    Ok(redirect(&path(id), "completed"))
}

pub(super) async fn reopen(Path(id): Path<String>, sent: SecureForm<VersionForm>) -> PageResult {
    let id = parse_id(&id)?;
    reopen_analysis(&sent.user.app, &sent.user.ctx, id, sent.form.version()?).await?;
    Ok(redirect(&path(id), "reopened"))
}

pub(super) async fn take_weights(Path(id): Path<String>, sent: SecureForm<VersionForm>) -> PageResult {
    let id = parse_id(&id)?;
    let changed = take(&sent.user.app, &sent.user.ctx, id, sent.form.version()?).await?;
    Ok(redirect(&path(id), if changed == 0 { "unchanged" } else { "saved" }))
}
