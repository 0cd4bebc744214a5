//! Critical tasks as lists: out, and in again.

use crate::{
    continuity::{Wanted, dimension_heading, field_name, field_text, said},
    kit::{Access, Faults, Input, Layout, PageError, PageResult, Place, Routes, SecureMultipart, Tr, User, file, html},
};
use askama::Template;
use axum::{
    extract::{Path, Query},
    http::StatusCode,
    response::IntoResponse as _,
};
use bavn_app::{
    App, Context, FieldFault, Result,
    continuity::{TaskFilter, TaskNames, TaskSort},
    import_export::{
        ListFormat, TaskAction, TaskColumn, TaskImport, TaskTexts, TaskWords, export_task_list, export_task_template,
        import_tasks,
    },
};
use bavn_core::{
    access::{Action, Resource},
    continuity::task::{Dimension, Field},
    lang::Lang,
    text::fold,
};
use serde_json::Value;

pub(super) fn routes() -> Routes {
    let (read, administer) = (Access::May(Action::ContinuityRead), Access::May(Action::ContinuityAdminister));
    Routes::new()
        .get("/konsekvensanalyse/eksport/{format}", read, download)
        .get("/konsekvensanalyse/skabelon", read, template)
        .get("/konsekvensanalyse/import", administer, begin)
        .post("/konsekvensanalyse/import", administer, take)
}

/// Critical tasks as a file, in a language; `None` for the filter gives an empty list to be filled.
///
/// # Errors
/// As [`export_task_list`].
pub async fn task_list(
    app: &App,
    ctx: &Context,
    lang: Lang,
    filter: Option<(&TaskFilter, TaskSort)>,
    format: ListFormat,
) -> Result<Vec<u8>> {
    let t = Tr::new(lang);
    let field = |field: &Field| field_name(t, field);
    let value = |names: &TaskNames, field: &Field, value: &Value| field_text(t, names, field, value);
    let dimension = |dimension: Dimension| dimension_heading(t, dimension);
    let texts = TaskTexts {
        lang,
        title: t.get("bia-list"),
        number: t.get("list-number"),
        field: &field,
        value: &value,
        dimension: &dimension,
    };
    match filter {
        Some((filter, sort)) => export_task_list(app, ctx, filter, sort, format, &texts).await,
        None => export_task_template(ctx, format, &texts),
    }
}

/// The headings and words of a list in Danish, English and by their keys.
#[must_use]
pub fn task_words() -> TaskWords {
    let mut words = TaskWords::default();
    for lang in [Lang::Da, Lang::En] {
        let t = Tr::new(lang);
        for column in TaskColumn::all() {
            let heading = match column {
                TaskColumn::Number => t.get("list-number"),
                TaskColumn::Field(field) => field_name(t, field),
                TaskColumn::Impact(dimension) => dimension_heading(t, dimension),
            };
            words.headings.insert(fold(&heading), column);
            words.headings.insert(fold(column.key()), column);
        }
        for month in 1..=12_u8 {
            words.months.insert(fold(&t.of("bia-month", month.to_string())), month);
        }
    }
    words
}

/// A fault of a cell in words: what was expected.
#[must_use]
pub fn task_fault_text(t: Tr, fault: &FieldFault) -> String {
    let faults = Faults::new(t, &said(t, vec![fault.clone()]));
    faults.list().first().map(|(_, text)| text.clone()).unwrap_or_default()
}

async fn download(user: User, Path(ending): Path<String>, Query(wanted): Query<Wanted>) -> PageResult {
    let format = ListFormat::from_ending(&ending).ok_or(PageError::NoSuchPage)?;
    let (filter, sort) = (wanted.filter(), wanted.sort());
    let content = task_list(&user.app, &user.ctx, user.t.lang(), Some((&filter, sort)), format).await?;
    let name = format!("bavn-critical-tasks-{}.{}", user.ctx.today(), format.ending());
    Ok(file(&name, format.media_type(), content))
}

async fn template(user: User) -> PageResult {
    let content = task_list(&user.app, &user.ctx, user.t.lang(), None, ListFormat::Xlsx).await?;
    Ok(file("bavn-critical-tasks-template.xlsx", ListFormat::Xlsx.media_type(), content))
}

#[derive(Template)]
#[template(path = "import_export/tasks.html")]
struct ImportPage {
    layout: Layout,
    t: Tr,
    faults: Faults,
    file: Input,
    /// What a file does, once one was read.
    found: Option<Found>,
}

struct Found {
    heading: String,
    counts: String,
    unknown: String,
    /// Cell and what is wrong with it.
    faults: Vec<(String, String)>,
    /// Row, name and what it does.
    rows: Vec<(u32, String, &'static str)>,
    more: usize,
}

/// Rows and faults shown.
const SHOWN: usize = 200;

async fn begin(user: User) -> PageResult {
    let _ = user.ctx.authorize(Action::ContinuityAdminister, Resource::Any)?;
    page(&user, None, Faults::default())
}

fn page(user: &User, import: Option<&TaskImport>, faults: Faults) -> PageResult {
    let t = user.t;
    let page = ImportPage {
        layout: user.layout(Place::Continuity, t.get("bia-import")),
        t,
        file: Input::file("fil", t.get("bia-import-file"), ".xlsx,.csv").required().check(&faults),
        found: import.map(|import| found(t, import)),
        faults,
    };
    let is_bad = !page.faults.is_empty() || import.is_some_and(|import| !import.faults.is_empty());
    let status = if is_bad { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    Ok((status, html(&page)?).into_response())
}

fn found(t: Tr, import: &TaskImport) -> Found {
    let heading = if !import.faults.is_empty() {
        t.n("bia-import-faults", import.faults.len())
    } else if import.is_stored {
        t.n("bia-import-stored", import.rows.len())
    } else {
        t.n("bia-import-would", import.rows.len())
    };
    let count = |action| import.count(action).to_string();
    Found {
        heading,
        counts: t.s3(
            "bia-import-counts",
            ("create", &count(TaskAction::Create)),
            ("update", &count(TaskAction::Update)),
            ("same", &count(TaskAction::Same)),
        ),
        unknown: import.unknown.join(", "),
        faults: import
            .faults
            .iter()
            .take(SHOWN)
            .map(|one| (one.cell.clone(), task_fault_text(t, &one.fault)))
            .collect(),
        rows: import.rows.iter().take(SHOWN).map(|(row, name, action)| (*row, name.clone(), action.key())).collect(),
        more: import.rows.len().max(import.faults.len()).saturating_sub(SHOWN),
    }
}

async fn take(form: SecureMultipart) -> PageResult {
    let SecureMultipart { user, fields, mut files } = form;
    let Some(upload) = files.remove("fil") else {
        let fault = FieldFault::new("fil", "required", "");
        return page(&user, None, Faults::new(user.t, &[fault]));
    };
    let is_trial = fields.get("go").map(String::as_str) != Some("store");
    let import = import_tasks(&user.app, &user.ctx, &upload.content, &task_words(), is_trial).await?;
    page(&user, Some(&import), Faults::default())
}
