//! Frameworks and mappings from files of others: upload, see what would change, take them in.

use super::own_framework::is_workbook;
use crate::kit::{Access, Faults, Input, Layout, PageResult, Place, Routes, SecureMultipart, Tr, User, html};
use askama::Template;
use axum::http::StatusCode;
use bavn_app::import_export::{ForeignFile, ForeignFormat, ForeignReport, FrameworkDiff, LibraryDiff, import_foreign};
use bavn_core::{
    access::{Action, Resource},
    import_export::tree::Finding,
};

/// The routes of the page.
pub(super) fn routes() -> Routes {
    let change = Access::May(Action::CatalogueChange);
    Routes::new().get("/krav/import", change, show).post("/krav/import", change, send)
}

#[derive(Template)]
#[template(path = "import_export/foreign.html")]
pub(super) struct ForeignPage {
    pub(super) layout: Layout,
    pub(super) t: Tr,
    pub(super) heading: String,
    pub(super) lead: String,
    pub(super) error: Option<String>,
    pub(super) faults: Vec<FaultRow>,
    pub(super) notes: Vec<String>,
    pub(super) changes: Vec<ChangeRow>,
    pub(super) links: Vec<String>,
    pub(super) limit: String,
    /// What is wrong with key and title.
    pub(super) form_faults: Faults,
    pub(super) key: String,
    pub(super) title: String,
}

impl ForeignPage {
    /// What a workbook is taken in as.
    fn named(&self) -> [Input; 2] {
        let t = self.t;
        [
            Input::line("text", "key", t.get("sheet-key"), &self.key)
                .max(40)
                .short()
                .hint(t.get("sheet-key-hint"))
                .check(&self.form_faults),
            Input::line("text", "title", t.get("sheet-name-of"), &self.title).max(200).wide().check(&self.form_faults),
        ]
    }
}

/// What is wrong with a file, in words.
pub(super) struct FaultRow {
    pub(super) file: String,
    pub(super) place: String,
    pub(super) value: String,
    pub(super) problem: String,
    pub(super) detail: String,
}

/// What happens to a framework.
pub(super) struct ChangeRow {
    title: String,
    /// Nothing while it is not stored.
    href: Option<String>,
    edition: String,
    new: Refs,
    changed: Refs,
    missing: Refs,
    unchanged: usize,
    ignored: usize,
}

/// Some references, and how many there are.
struct Refs {
    count: usize,
    first: String,
}

pub(super) fn page(user: &User) -> ForeignPage {
    let t = user.t;
    let limit = i64::try_from(user.app.limits().attachment_bytes).unwrap_or(i64::MAX);
    ForeignPage {
        layout: user.layout(Place::Catalogue, t.get("foreign-title")),
        t,
        heading: t.get("foreign-heading"),
        lead: t.get("foreign-lead"),
        error: None,
        faults: Vec::new(),
        notes: Vec::new(),
        changes: Vec::new(),
        links: Vec::new(),
        form_faults: Faults::default(),
        key: String::new(),
        title: String::new(),
        limit: crate::kit::format::bytes(t.lang(), limit),
    }
}

async fn show(user: User) -> PageResult {
    let _ = user.ctx.authorize(Action::CatalogueChange, Resource::Municipality)?;
    html(&page(&user))
}

async fn send(sent: SecureMultipart) -> PageResult {
    let SecureMultipart { user, fields, files } = sent;
    let t = user.t;
    let only_show = fields.get("how").is_none_or(|how| how != "store");
    let mut files = files;
    let workbook = files.iter().find(|(_, upload)| is_workbook(upload)).map(|(field, _)| field.clone());
    if let Some(upload) = workbook.and_then(|field| files.remove(&field)) {
        let get = |name: &str| fields.get(name).map(String::as_str).unwrap_or_default();
        return super::own_framework::send(&user, upload, get("key"), get("title"), only_show).await;
    }
    let files: Vec<ForeignFile> =
        files.into_values().map(|file| ForeignFile { name: file.file_name, bytes: file.content }).collect();
    if files.is_empty() {
        let error = Some(t.get("file-error-none"));
        return answer(StatusCode::UNPROCESSABLE_ENTITY, &ForeignPage { error, ..page(&user) });
    }
    let report = import_foreign(&user.app, &user.ctx, ForeignFormat::Any, files, only_show).await?;
    let status = if report.has_errors() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let heading = if report.has_errors() {
        t.get("foreign-heading-faulty")
    } else if report.is_stored {
        t.get("foreign-heading-stored")
    } else if report.has_changes() {
        t.get("foreign-heading-shown")
    } else {
        t.get("foreign-heading-same")
    };
    let counted = |count: fn(&FrameworkDiff) -> usize| {
        report.changes.iter().flat_map(|change| &change.frameworks).map(count).sum::<usize>().to_string()
    };
    let lead = t.with(
        "foreign-summary",
        &[
            ("files", report.files.len().to_string()),
            ("new", counted(|one| one.new.len())),
            ("changed", counted(|one| one.changed.len())),
            ("missing", counted(|one| one.missing.len())),
        ],
    );
    let faults = report.faults.iter().map(|(file, fault)| fault_row(t, file, fault)).collect();
    let notes = notes(&report);
    let changes = change_rows(&report);
    let links = links(t, &report);
    answer(status, &ForeignPage { heading, lead, faults, notes, changes, links, ..page(&user) })
}

pub(super) fn answer(status: StatusCode, page: &ForeignPage) -> PageResult {
    let mut response = html(page)?;
    *response.status_mut() = status;
    Ok(response)
}

fn fault_row(t: Tr, file: &str, fault: &Finding) -> FaultRow {
    let line = fault.line.map(|line| t.s("foreign-line", "line", line));
    let path = Some(fault.path.clone()).filter(|path| !path.is_empty());
    FaultRow {
        file: file.to_owned(),
        place: [line, path].into_iter().flatten().collect::<Vec<_>>().join(", "),
        value: fault.value.clone(),
        problem: t.of("foreign-problem", fault.problem.code()),
        detail: fault.problem.detail(),
    }
}

fn notes(report: &ForeignReport) -> Vec<String> {
    let of_file = |file: &bavn_core::import_export::ImportSummary| {
        file.warnings.iter().map(|warning| format!("{}: {warning}", file.file)).collect::<Vec<_>>()
    };
    report.files.iter().flat_map(of_file).take(100).collect()
}

fn change_rows(report: &ForeignReport) -> Vec<ChangeRow> {
    let rows = report.changes.iter().flat_map(|change| change.frameworks.iter().map(move |one| (change, one)));
    rows.map(|(change, one)| change_row(change, one, report.is_stored)).collect()
}

/// What happens to one framework.
pub(super) fn change_row(change: &LibraryDiff, one: &FrameworkDiff, is_stored: bool) -> ChangeRow {
    ChangeRow {
        title: one.title.clone(),
        href: (is_stored || !one.is_new).then(|| format!("/krav/ramme/{}", one.key)),
        edition: match &change.stored_edition {
            Some(stored) if *stored != change.edition => format!("{stored} → {}", change.edition),
            _ => change.edition.clone(),
        },
        new: refs(&one.new),
        changed: refs(&one.changed),
        missing: refs(&one.missing),
        unchanged: one.unchanged,
        ignored: one.ignored,
    }
}

/// The first ten by name.
fn refs(all: &[String]) -> Refs {
    let mut first = all.iter().take(10).map(String::as_str).collect::<Vec<_>>().join(", ");
    if all.len() > 10 {
        first.push_str(", …");
    }
    Refs { count: all.len(), first }
}

/// What happens to the mappings of each library that has some.
fn links(t: Tr, report: &ForeignReport) -> Vec<String> {
    let with_links = report.changes.iter().filter(|change| change.links + change.ignored_links > 0);
    with_links
        .map(|change| {
            let (kept, ignored) = (change.links.to_string(), change.ignored_links.to_string());
            t.with("foreign-links", &[("title", change.title.clone()), ("kept", kept), ("ignored", ignored)])
        })
        .collect()
}
