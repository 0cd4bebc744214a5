use crate::kit::{Layout, PageResult, Place, SecureForm, Tr, User, format, html, redirect};
use askama::Template;
use bavn_app::{
    page::PageRequest,
    report::{NewReport, ReportSummary, create_report, list_reports},
};
use bavn_core::{
    access::{Action, Resource},
    report::ReportKind,
};
use serde::Deserialize;

struct Row {
    path: String,
    title: String,
    kind: String,
    version: String,
    state: String,
    formats: &'static [&'static str],
    latest: Option<i32>,
}

#[derive(Template)]
#[template(path = "report/list.html")]
struct ListPage {
    layout: Layout,
    t: Tr,
    heading: String,
    lead: String,
    rows: Vec<Row>,
    may_change: bool,
}

/// The formats of a kind, as endings of file names.
pub(super) const fn formats(kind: ReportKind) -> &'static [&'static str] {
    match kind {
        ReportKind::Memo => &["pdf", "docx", "html"],
        ReportKind::Plan => &["pdf", "docx", "xlsx"],
    }
}

pub(super) async fn show(user: User) -> PageResult {
    let t = user.t;
    let page = list_reports(&user.app, &user.ctx, None, PageRequest::new(1, PageRequest::MAX_SIZE)).await?;
    let may_change = user.ctx.may(Action::ReportChange, Resource::Municipality);
    let waiting = page.rows.iter().filter(|row| waits_for_approval(row)).count();
    let (heading, lead) = if page.rows.is_empty() {
        (t.get("report-heading-none"), t.get("report-lead-none"))
    } else if waiting > 0 {
        (t.n("report-heading-waiting", waiting), t.get("report-lead"))
    } else {
        (t.n("report-heading", page.rows.len()), t.get("report-lead"))
    };
    let rows = page.rows.iter().map(|row| list_row(t, row)).collect();
    html(&ListPage { layout: user.layout(Place::Reports, t.get("menu-reports")), t, heading, lead, rows, may_change })
}

fn waits_for_approval(row: &ReportSummary) -> bool {
    row.latest.as_ref().is_some_and(|version| version.approved_at.is_none())
}

fn list_row(t: Tr, row: &ReportSummary) -> Row {
    let lang = t.lang();
    let state = match &row.latest {
        None => t.s("report-row-draft", "date", format::date(lang, format::date_of(row.report.created_at))),
        Some(version) => match version.approved_at {
            Some(at) => t.s("report-row-approved", "date", format::date(lang, format::date_of(at))),
            None => t.s("report-row-kept", "date", format::date(lang, format::date_of(version.created_at))),
        },
    };
    Row {
        path: format!("/rapporter/{}", row.report.id),
        title: row.report.title.clone(),
        kind: t.of("report-kind", row.report.kind.key()),
        version: row.latest.as_ref().map_or_else(|| t.get("report-draft"), |version| version.number.to_string()),
        state,
        formats: formats(row.report.kind),
        latest: row.latest.as_ref().map(|version| version.number),
    }
}

#[derive(Debug, Deserialize)]
pub(super) struct NewForm {
    kind: String,
    #[serde(default)]
    lang: String,
}

pub(super) async fn create(SecureForm { user, form }: SecureForm<NewForm>) -> PageResult {
    let kind =
        ReportKind::from_key(&form.kind).ok_or_else(|| bavn_app::Error::invalid("kind", "unknown", &form.kind))?;
    let lang = form.lang.parse().unwrap_or(user.ctx.lang());
    let new = NewReport { kind, analysis: None, plan: None, lang };
    let id = create_report(&user.app, &user.ctx, new).await?;
    Ok(redirect(&format!("/rapporter/{id}"), "created"))
}
