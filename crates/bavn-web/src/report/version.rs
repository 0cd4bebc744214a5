//! A kept version, as it was.

use super::{list::formats, memo_document, sheet::Sheet};
use crate::kit::{Layout, PageResult, Place, Tr, User, format, html};
use askama::Template;
use axum::extract::Path;
use bavn_app::report::{ReportContent, ReportFigures, get_report, get_version, load_stationery};
use bavn_core::{
    access::{Action, Resource},
    ids::ReportId,
};

#[derive(Template)]
#[template(path = "report/version.html")]
struct VersionPage {
    layout: Layout,
    t: Tr,
    path: String,
    number: i32,
    title: String,
    heading: String,
    lead: String,
    remark: String,
    formats: &'static [&'static str],
    may_approve: bool,
    sheet: Option<Sheet>,
    summary: String,
}

pub(super) async fn show(user: User, Path((id, number)): Path<(ReportId, i32)>) -> PageResult {
    let t = user.t;
    let lang = t.lang();
    let report = get_report(&user.app, &user.ctx, id).await?;
    let version = get_version(&user.app, &user.ctx, id, number).await?;
    let heading = match version.approved_at {
        Some(_) => t.s("report-version-h-approved", "number", number),
        None => t.s("report-version-h-waiting", "number", number),
    };
    let figures_date = format::date(lang, version.figures.drawn_up_on());
    let lead = match (version.approved_at, &version.approved_by) {
        (Some(at), Some(name)) => t.s3(
            "report-version-lead-approved",
            ("name", name),
            ("date", &format::moment(lang, at)),
            ("figures", &figures_date),
        ),
        _ => t.s3(
            "report-version-lead",
            ("name", &version.created_by),
            ("date", &format::moment(lang, version.created_at)),
            ("figures", &figures_date),
        ),
    };
    let (sheet, summary) = match (&version.content, &version.figures) {
        (ReportContent::Memo(memo), ReportFigures::Memo(figures)) => {
            let paper = load_stationery(&user.app, &Tr::new(report.lang).get("report-doc-logo")).await?;
            (Some(Sheet::new(memo_document(report.lang, memo, figures, paper.letterhead))), String::new())
        }
        (_, ReportFigures::Plan(figures)) => {
            (None, t.s2("report-plan-lead", "measures", figures.measures.len(), "findings", figures.findings.len()))
        }
        _ => (None, String::new()),
    };
    html(&VersionPage {
        layout: user.layout(Place::Reports, format!("{} {number}", report.title)),
        t,
        path: format!("/rapporter/{id}"),
        number,
        title: report.title,
        heading,
        lead,
        remark: version.remark,
        formats: formats(report.kind),
        may_approve: version.approved_at.is_none() && user.ctx.may(Action::ReportApprove, Resource::Municipality),
        sheet,
        summary,
    })
}
