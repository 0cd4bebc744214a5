use super::{
    levels::parse,
    parts::{parse_id, path},
    quick::{RowState, was},
    quick_page::{Typed, Wanted, page},
};
use crate::kit::{PageError, PageResult, SecureForm, User, html, redirect};
use axum::{
    extract::{Path, Query},
    http::StatusCode,
};
use bavn_app::{
    Error,
    catalogue::get_catalogue,
    gap_analysis::{AnswerChange, AnswerDraft, AnswerEdit, get_analysis, get_answer, record_answer, record_answers},
};
use bavn_core::{gap_analysis::Level, ids::AnalysisId};
use std::collections::BTreeMap;

/// One row of the form, as it was sent.
#[derive(Clone, Debug, Default)]
struct SentRow {
    version: Option<i32>,
    documentation: Option<Level>,
    implementation: Option<Level>,
    was: Option<String>,
}

/// The rows of a form with fields such as `AD-03.implementation`.
fn rows(fields: &BTreeMap<String, String>) -> BTreeMap<String, SentRow> {
    let mut rows: BTreeMap<String, SentRow> = BTreeMap::new();
    for (name, value) in fields {
        let Some((code, field)) = name.rsplit_once('.') else { continue };
        let row = rows.entry(code.to_owned()).or_default();
        match field {
            "version" => row.version = value.parse().ok(),
            "documentation" => row.documentation = parse(Some(value)),
            "implementation" => row.implementation = parse(Some(value)),
            "was" => row.was = Some(value.clone()),
            _ => {}
        }
    }
    rows
}

/// Takes the whole form, or one row of it that htmx sends as soon as it is answered.
pub(super) async fn send(
    Path(id): Path<String>,
    Query(wanted): Query<Wanted>,
    sent: SecureForm<BTreeMap<String, String>>,
) -> PageResult {
    let SecureForm { user, form } = sent;
    let id = parse_id(&id)?;
    let rows = rows(&form);
    match rows.iter().next() {
        Some((code, row)) if user.is_fragment && rows.len() == 1 => one(&user, id, code, row).await,
        _ => all(&user, id, wanted, &rows).await,
    }
}

async fn one(user: &User, id: AnalysisId, code: &str, row: &SentRow) -> PageResult {
    let catalogue = get_catalogue(&user.app, &user.ctx).await?;
    let missing = || PageError::Operation(Error::NotFound { kind: "control" });
    let control = catalogue.control_by_code(code).ok_or_else(missing)?;
    let version = row.version.ok_or_else(|| PageError::Form(format!("{code}.version")))?;
    let edit = AnswerEdit::Levels { documentation: row.documentation, implementation: row.implementation };
    let form_path = format!("{}/skema", path(id));
    let mine = (row.documentation, row.implementation);
    let outcome = record_answer(&user.app, &user.ctx, id, control.id, version, edit).await;
    let is_conflict = matches!(outcome, Err(Error::Conflict { .. }));
    if !is_conflict {
        outcome?;
    }
    let (_, answer) = get_answer(&user.app, &user.ctx, id, control.id).await?;
    let mut state = RowState::new(user.t, &form_path, &control.code, &answer);
    if is_conflict {
        state = state.with_conflict(&answer, mine);
    }
    state.is_fragment = true;
    let mut response = html(&state)?;
    if is_conflict {
        *response.status_mut() = StatusCode::CONFLICT;
    }
    Ok(response)
}

async fn all(user: &User, id: AnalysisId, wanted: Wanted, rows: &BTreeMap<String, SentRow>) -> PageResult {
    let view = get_analysis(&user.app, &user.ctx, id).await?;
    let (mut changes, mut typed) = (Vec::new(), Typed::new());
    for (code, row) in rows {
        let found = view.catalogue.control_by_code(code).and_then(|control| view.answer(control.id));
        let Some(answer) = found else { return Err(PageError::Operation(Error::NotFound { kind: "control" })) };
        let is_untouched = row.was.as_deref() == Some(was(row.documentation, row.implementation).as_str());
        let edit = AnswerEdit::Levels { documentation: row.documentation, implementation: row.implementation };
        if is_untouched || edit.applied_to(answer) == AnswerDraft::from(answer) {
            continue;
        }
        let version = row.version.ok_or_else(|| PageError::Form(format!("{code}.version")))?;
        if version == answer.version {
            changes.push(AnswerChange { control: answer.control, version: Some(version), edit });
        } else {
            typed.insert(answer.control, (row.documentation, row.implementation));
        }
    }
    let recorded = record_answers(&user.app, &user.ctx, id, &changes, "record").await?;
    if typed.is_empty() {
        let notice = if recorded.changed.is_empty() { "unchanged" } else { "saved" };
        return Ok(redirect(&format!("{}/skema{}", path(id), wanted.own_query()), notice));
    }
    let view = get_analysis(&user.app, &user.ctx, id).await?;
    let mut response = page(user, &view, wanted, &typed).await?;
    *response.status_mut() = StatusCode::CONFLICT;
    Ok(response)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_is_read_row_by_row() {
        let fields =
            [("AD-03.version", "4"), ("AD-03.implementation", "2"), ("AD-03.documentation", "7"), ("csrf", "x")];
        let fields = fields.map(|(name, value)| (name.to_owned(), value.to_owned())).into();
        let rows = rows(&fields);
        assert_eq!(rows.len(), 1);
        let row = &rows["AD-03"];
        assert_eq!((row.version, row.implementation, row.documentation), (Some(4), Level::from_i64(2).ok(), None));
    }
}
