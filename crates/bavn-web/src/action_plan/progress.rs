//! How far a measure is, and taking it out.

use super::{
    parts::{find, path},
    show::{self, Status},
};
use crate::kit::{Faults, PageResult, SecureForm, form_version, format, redirect};
use axum::extract::Path;
use bavn_app::{
    Error, FieldFault,
    measure::{Progress, archive_measure, record_progress},
};
use bavn_core::measure::State;
use serde::Deserialize;

/// The status form, and the buttons of the board.
#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct StatusForm {
    #[serde(default)]
    state: String,
    #[serde(default)]
    progress: String,
    #[serde(default)]
    completed_on: String,
    #[serde(default)]
    version: String,
    #[serde(default)]
    next: String,
}

impl StatusForm {
    /// What it says. A measure that is done is wholly done, today unless a day is given; one that is not has no such day.
    fn read(&self, today: time::Date) -> Result<Progress, Vec<FieldFault>> {
        let mut faults = Vec::new();
        let state = State::from_key(&self.state);
        if state.is_none() {
            faults.push(FieldFault::new("state", "unknown", &self.state));
        }
        let is_done = state == Some(State::Done);
        let progress = if is_done { Some(100) } else { self.progress.trim().trim_end_matches('%').trim().parse().ok() };
        if progress.is_none() {
            faults.push(FieldFault::new("progress", "whole_number", &self.progress));
        }
        let completed_on = match (is_done, self.completed_on.trim()) {
            (false, _) => None,
            (true, "") => Some(today),
            (true, text) => {
                let date = format::parse_iso_date(text);
                if date.is_none() {
                    faults.push(FieldFault::new("completed_on", "not_a_date", text));
                }
                date
            }
        };
        match (state, progress) {
            (Some(state), Some(progress)) if faults.is_empty() => Ok(Progress { state, progress, completed_on }),
            _ => Err(faults),
        }
    }
}

pub(super) async fn record(Path(code): Path<String>, SecureForm { user, form }: SecureForm<StatusForm>) -> PageResult {
    let (view, at) = find(&user, &code).await?;
    let id = view.facts[at].id;
    let version = form_version(&form.version)?;
    let result = match form.read(user.ctx.today()) {
        Ok(progress) => record_progress(&user.app, &user.ctx, id, version, progress).await,
        Err(faults) => Err(Error::Invalid(faults)),
    };
    match result {
        Ok(()) if form.next == "board" => Ok(redirect("/handleplan/tavle", "saved")),
        Ok(()) => Ok(redirect(&path(&view, at), "saved")),
        Err(Error::Invalid(faults)) => {
            let typed = Status { state: form.state, progress: form.progress, completed_on: form.completed_on };
            show::page(&user, &view, at, Some(typed), Faults::new(user.t, &faults)).await
        }
        Err(error) => Err(error.into()),
    }
}

/// A form that holds nothing but the version.
#[derive(Debug, Deserialize)]
pub(super) struct VersionForm {
    #[serde(default)]
    version: String,
}

pub(super) async fn archive(
    Path(code): Path<String>,
    SecureForm { user, form }: SecureForm<VersionForm>,
) -> PageResult {
    let (view, at) = find(&user, &code).await?;
    archive_measure(&user.app, &user.ctx, view.facts[at].id, form_version(&form.version)?).await?;
    Ok(redirect("/handleplan", "archived"))
}
