//! Files of critical tasks: sent, looked at, and then taken in or removed.

use super::{
    file_error_text,
    tasks::{task_fault_text, task_words},
};
use crate::kit::{
    Access, Faults, Input, Layout, PageResult, Place, Routes, SecureForm, SecureMultipart, Tr, User, format, html,
    redirect, see_other,
};
use askama::Template;
use axum::{extract::Path, http::StatusCode, response::IntoResponse as _};
use bavn_app::{
    Error, FieldFault,
    import_export::{
        ImportState, TaskAction, TaskFile, TaskImport, keep_task_file, preview_task_file, remove_task_file,
        take_task_file, task_file, task_files,
    },
};
use bavn_core::{access::Action, ids::RegisterImportId};
use serde::Deserialize;

pub(super) fn routes() -> Routes {
    let administer = Access::May(Action::ContinuityAdminister);
    Routes::new()
        .get("/konsekvensanalyse/import", administer, list)
        .post("/konsekvensanalyse/import", administer, send)
        .get("/konsekvensanalyse/import/{id}", administer, show)
        .post("/konsekvensanalyse/import/{id}/indlaes", administer, take)
        .post("/konsekvensanalyse/import/{id}/slet", administer, remove)
}

#[derive(Template)]
#[template(path = "import_export/task_files.html")]
struct ListPage {
    layout: Layout,
    t: Tr,
    faults: Faults,
    file: Input,
    files: Vec<Line>,
}

/// A file in words.
struct Line {
    path: String,
    file: String,
    state: String,
    does: String,
    when: String,
    who: String,
}

fn line(t: Tr, file: TaskFile) -> Line {
    let counts = file.counts;
    let does = |count: usize| count.to_string();
    Line {
        path: format!("/konsekvensanalyse/import/{}", file.id),
        state: t.of("import-state", file.state.key()),
        does: match file.finished_at {
            Some(_) => t.s3(
                "bia-import-counts",
                ("create", &does(counts.created)),
                ("update", &does(counts.updated)),
                ("same", &does(counts.unchanged)),
            ),
            None => String::new(),
        },
        when: format::moment(t.lang(), file.finished_at.unwrap_or(file.created_at)),
        who: file.created_by,
        file: file.file_name,
    }
}

async fn list(user: User) -> PageResult {
    list_page(&user, Faults::default()).await
}

async fn list_page(user: &User, faults: Faults) -> PageResult {
    let t = user.t;
    let files = task_files(&user.app, &user.ctx).await?;
    let status = if faults.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = ListPage {
        layout: user.layout(Place::Continuity, t.get("bia-import")),
        t,
        file: Input::file("fil", t.get("bia-import-file"), ".xlsx,.csv").required().check(&faults),
        files: files.into_iter().map(|file| line(t, file)).collect(),
        faults,
    };
    Ok((status, html(&page)?).into_response())
}

async fn send(form: SecureMultipart) -> PageResult {
    let SecureMultipart { user, mut files, .. } = form;
    let Some(upload) = files.remove("fil") else {
        let fault = FieldFault::new("fil", "required", "");
        return list_page(&user, Faults::new(user.t, &[fault])).await;
    };
    match keep_task_file(&user.app, &user.ctx, &upload.file_name, upload.content, &task_words()).await {
        Ok(id) => Ok(see_other(&format!("/konsekvensanalyse/import/{id}"))),
        Err(Error::File(error)) => {
            let faults = Faults::said("fil", file_error_text(user.t, &error));
            list_page(&user, faults).await
        }
        Err(error) => Err(error.into()),
    }
}

#[derive(Template)]
#[template(path = "import_export/task_file.html")]
struct FilePage {
    layout: Layout,
    t: Tr,
    id: RegisterImportId,
    title: String,
    lead: String,
    /// What it did, once it was taken in.
    counts: Option<String>,
    /// What it would do, while it waits.
    found: Option<Found>,
}

struct Found {
    heading: String,
    counts: String,
    needs_count: Option<String>,
    unknown: String,
    /// Sheet, cell and what is wrong with it; whether there are several sheets.
    faults: Vec<(String, String, String)>,
    has_sheets: bool,
    /// Row, name and what it does.
    rows: Vec<(u32, String, &'static str)>,
    /// Name, what it stands on now and afterwards.
    needs: Vec<(String, String, String)>,
    more: usize,
    may_take: bool,
}

/// Rows and faults shown.
const SHOWN: usize = 200;

fn counts(t: Tr, import: &TaskImport) -> String {
    let count = |action| import.count(action).to_string();
    t.s3(
        "bia-import-counts",
        ("create", &count(TaskAction::Create)),
        ("update", &count(TaskAction::Update)),
        ("same", &count(TaskAction::Same)),
    )
}

fn found(t: Tr, import: &TaskImport) -> Found {
    let is_sound = import.faults.is_empty();
    let touched = import.touched();
    let changed = || import.needs.iter().filter(|line| line.is_changed);
    let rows: Vec<_> = import.rows.iter().filter(|line| line.action != TaskAction::Same).collect();
    let more = |count: usize| count.saturating_sub(SHOWN);
    Found {
        heading: if is_sound {
            t.n("bia-import-would", touched)
        } else {
            t.n("bia-import-faults", import.faults.len())
        },
        counts: counts(t, import),
        needs_count: (!import.needs.is_empty()).then(|| t.n("bia-import-needs-count", import.needs_changed())),
        unknown: import.unknown.join(", "),
        faults: import
            .faults
            .iter()
            .take(SHOWN)
            .map(|one| (one.sheet.clone(), one.cell.clone(), task_fault_text(t, &one.fault)))
            .collect(),
        has_sheets: import.faults.iter().any(|one| !one.sheet.is_empty()),
        rows: rows.iter().take(SHOWN).map(|line| (line.row, line.name.clone(), line.action.key())).collect(),
        needs: changed()
            .take(SHOWN)
            .map(|line| {
                let things = |count| t.n("bia-import-things", count);
                (line.name.clone(), things(line.before), things(line.after))
            })
            .collect(),
        more: if is_sound { more(rows.len()) + more(import.needs_changed()) } else { more(import.faults.len()) },
        may_take: is_sound && touched > 0,
    }
}

async fn show(user: User, Path(id): Path<RegisterImportId>) -> PageResult {
    let file = task_file(&user.app, &user.ctx, id).await?;
    let import = match file.state {
        ImportState::Waiting => Some(preview_task_file(&user.app, &user.ctx, id, &task_words()).await?),
        _ => None,
    };
    let status = match &import {
        Some(import) if !import.faults.is_empty() => StatusCode::UNPROCESSABLE_ENTITY,
        _ => StatusCode::OK,
    };
    page(&user, file, import.as_ref(), status)
}

fn page(user: &User, file: TaskFile, import: Option<&TaskImport>, status: StatusCode) -> PageResult {
    let t = user.t;
    let when = format::moment(t.lang(), file.created_at);
    let sent = t.s2("bia-import-sent", "when", &when, "who", &file.created_by);
    let id = file.id;
    let line = line(t, file);
    let page = FilePage {
        layout: user.layout(Place::Continuity, t.s("import-title-of", "file", &line.file)),
        t,
        id,
        lead: format!("{sent} {}.", line.state),
        title: line.file,
        counts: Some(line.does).filter(|does| !does.is_empty()),
        found: import.map(|import| found(t, import)),
    };
    Ok((status, html(&page)?).into_response())
}

#[derive(Debug, Deserialize)]
struct Nothing {}

async fn take(Path(id): Path<RegisterImportId>, sent: SecureForm<Nothing>) -> PageResult {
    let SecureForm { user, .. } = sent;
    let import = take_task_file(&user.app, &user.ctx, id, &task_words()).await?;
    if import.is_stored {
        return Ok(redirect(&format!("/konsekvensanalyse/import/{id}"), "saved"));
    }
    // What was sound when it was looked at is no more: something else has changed meanwhile.
    let file = task_file(&user.app, &user.ctx, id).await?;
    page(&user, file, Some(&import), StatusCode::UNPROCESSABLE_ENTITY)
}

async fn remove(Path(id): Path<RegisterImportId>, sent: SecureForm<Nothing>) -> PageResult {
    let SecureForm { user, .. } = sent;
    remove_task_file(&user.app, &user.ctx, id).await?;
    Ok(redirect("/konsekvensanalyse/import", "deleted"))
}
