//! The page on which a report is written.

use super::{
    files::{check_fit, figures_of},
    form::ReportForm,
    list::formats,
    memo_document,
    sheet::Sheet,
};
use crate::kit::{Faults, Layout, PageResult, Place, SecureForm, Tr, User, format, html, redirect};
use askama::Template;
use axum::{
    extract::Path,
    http::StatusCode,
    response::{IntoResponse as _, Response},
};
use bavn_app::{
    Error, Result,
    report::{
        Fit, Report, ReportContent, ReportFigures, VersionSummary, fit_memo, get_report, keep_version, list_versions,
        load_stationery, update_draft,
    },
};
use bavn_core::{
    access::{Action, Resource},
    ids::ReportId,
    report::{MemoContent, MemoFinding, MemoPhase, PlanContent},
};
use bavn_documents::{DocumentError, SectionKey};

/// What stands beside the form: whether the memo fits, and how the page looks.
struct Side {
    sheet: Sheet,
    heading: String,
    lead: String,
    is_over: bool,
    /// Where to shorten: id of the field and what it holds.
    longest: Vec<(&'static str, String)>,
}

struct VersionRow {
    path: String,
    name: String,
    note: String,
    date: String,
    is_approved: bool,
}

/// What both pages have.
struct Frame {
    path: String,
    version: i32,
    versions: Vec<VersionRow>,
    formats: &'static [&'static str],
    faults: Faults,
    remark: String,
    may_change: bool,
}

#[derive(Template)]
#[template(path = "report/memo.html")]
struct MemoPage {
    layout: Layout,
    t: Tr,
    frame: Frame,
    memo: MemoContent,
    date: String,
    side: Side,
}

#[derive(Template)]
#[template(path = "report/memo_side.html")]
struct MemoSide {
    t: Tr,
    version: i32,
    side: Side,
}

#[derive(Template)]
#[template(path = "report/plan.html")]
struct PlanPage {
    layout: Layout,
    t: Tr,
    frame: Frame,
    plan: PlanContent,
    date: String,
    lead: String,
}

pub(super) async fn show(user: User, Path(id): Path<ReportId>) -> PageResult {
    let report = get_report(&user.app, &user.ctx, id).await?;
    let content = report.draft.clone();
    page(&user, &report, content, String::new(), Faults::default()).await
}

pub(super) async fn save(Path(id): Path<ReportId>, SecureForm { user, form }: SecureForm<ReportForm>) -> PageResult {
    let report = get_report(&user.app, &user.ctx, id).await?;
    let typed = form.content(report.kind);
    let saved = match &typed {
        Ok(content) => update_draft(&user.app, &user.ctx, id, form.version(), content.clone()).await,
        Err(Error::Invalid(faults)) => Err(Error::Invalid(faults.clone())),
        Err(_) => Err(Error::NotFound { kind: "report" }),
    };
    let report = match saved {
        Ok(report) => report,
        Err(Error::Invalid(faults)) => {
            let faults = Faults::new(user.t, &faults);
            let content = typed.unwrap_or_else(|_| report.draft.clone());
            let shown = page(&user, &report, content, form.remark, faults).await?;
            return Ok((StatusCode::UNPROCESSABLE_ENTITY, shown).into_response());
        }
        Err(error) => return Err(error.into()),
    };
    let address = format!("/rapporter/{id}");
    match form.button.as_str() {
        "keep" => keep(&user, &report, &form.remark).await,
        _ if user.is_fragment => fragment(&user, &report).await,
        // The page always has room for one more.
        "add" => Ok(redirect(&format!("{address}#findings"), "saved")),
        _ => Ok(redirect(&address, "saved")),
    }
}

/// Keeps a version if the memo fits its page; a plan document always fits.
async fn keep(user: &User, report: &Report, remark: &str) -> PageResult {
    match check_fit(&user.app, &user.ctx, report).await {
        Err(Error::Document(DocumentError::TooLong { .. })) => {
            let shown = page(user, report, report.draft.clone(), remark.to_owned(), Faults::default()).await?;
            return Ok((StatusCode::UNPROCESSABLE_ENTITY, shown).into_response());
        }
        fit => fit?,
    }
    match keep_version(&user.app, &user.ctx, report.id, report.version, remark).await {
        Ok(kept) => Ok(redirect(&format!("/rapporter/{}/version/{}", report.id, kept.number), "saved")),
        Err(Error::Invalid(faults)) => {
            let faults = Faults::new(user.t, &faults);
            let shown = page(user, report, report.draft.clone(), remark.to_owned(), faults).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, shown).into_response())
        }
        Err(error) => Err(error.into()),
    }
}

async fn page(user: &User, report: &Report, content: ReportContent, remark: String, faults: Faults) -> PageResult {
    let t = user.t;
    let layout = user.layout(Place::Reports, report.title.clone());
    let date = content.date().map(format::iso_date).unwrap_or_default();
    let versions = list_versions(&user.app, &user.ctx, report.id).await?;
    let frame = Frame {
        path: format!("/rapporter/{}", report.id),
        version: report.version,
        versions: versions.iter().map(|version| version_row(t, version)).collect(),
        formats: formats(report.kind),
        faults,
        remark,
        may_change: !report.is_archived && user.ctx.may(Action::ReportChange, Resource::Municipality),
    };
    let figures = figures_of(&user.app, &user.ctx, report).await?;
    match (content, figures) {
        (ReportContent::Memo(memo), ReportFigures::Memo(_)) => {
            let side = side(user, report, &memo).await?;
            html(&MemoPage { layout, t, frame, memo: with_room(memo), date, side })
        }
        (ReportContent::Plan(plan), ReportFigures::Plan(figures)) => {
            let lead = t.s2("report-plan-lead", "measures", figures.measures.len(), "findings", figures.findings.len());
            html(&PlanPage { layout, t, frame, plan, date, lead })
        }
        _ => Err(Error::NotFound { kind: "report" }.into()),
    }
}

/// Room for one more finding and one more phase, so that nobody needs a button to add one.
fn with_room(mut memo: MemoContent) -> MemoContent {
    memo.findings.push(MemoFinding::default());
    memo.plan.push(MemoPhase::default());
    memo
}

async fn fragment(user: &User, report: &Report) -> PageResult<Response> {
    let ReportContent::Memo(memo) = &report.draft else { return Ok(StatusCode::NO_CONTENT.into_response()) };
    let side = side(user, report, memo).await?;
    html(&MemoSide { t: user.t, version: report.version, side })
}

async fn side(user: &User, report: &Report, memo: &MemoContent) -> Result<Side> {
    let t = user.t;
    let ReportFigures::Memo(figures) = figures_of(&user.app, &user.ctx, report).await? else {
        return Err(Error::NotFound { kind: "report" });
    };
    let paper = load_stationery(&user.app, &Tr::new(report.lang).get("report-doc-logo")).await?;
    let document = memo_document(report.lang, &memo.clone().tidied(), &figures, paper.letterhead);
    let fit = fit_memo(&user.app, document.clone(), paper.templates).await?;
    let (heading, lead, is_over, longest) = match fit {
        Fit::Fits { tightening: 0 } => (t.get("report-fits"), t.get("report-fits-easily"), false, Vec::new()),
        Fit::Fits { tightening: 4 } => (t.get("report-fits"), t.get("report-fits-just"), false, Vec::new()),
        Fit::Fits { .. } => (t.get("report-fits"), t.get("report-fits-tighter"), false, Vec::new()),
        Fit::Over { lines, longest } => {
            let longest = longest.into_iter().take(3).map(|(section, length)| place(t, section, length)).collect();
            (t.n("report-over", lines), t.get("report-over-lead"), true, longest)
        }
    };
    Ok(Side { sheet: Sheet::new(document), heading, lead, is_over, longest })
}

/// The field of a section, and how long the section is.
fn place(t: Tr, section: SectionKey, length: u32) -> (&'static str, String) {
    let id = match section {
        SectionKey::Heading => "title",
        SectionKey::Background => "background",
        SectionKey::Findings => "findings",
        SectionKey::Plan => "phases",
        SectionKey::Resources => "resources",
        SectionKey::Conclusion => "conclusion",
    };
    (id, t.s2("report-section-length", "section", t.of("report-section", section.as_str()), "length", length))
}

fn version_row(t: Tr, version: &VersionSummary) -> VersionRow {
    let lang = t.lang();
    let note = match (version.approved_at, version.remark.as_str()) {
        (Some(at), _) => t.s2(
            "report-version-approved",
            "name",
            version.approved_by.clone().unwrap_or_default(),
            "date",
            format::date(lang, format::date_of(at)),
        ),
        (None, "") => t.s("report-version-by", "name", &version.created_by),
        (None, remark) => remark.to_owned(),
    };
    VersionRow {
        path: format!("/rapporter/{}/version/{}", version.report_id, version.number),
        name: t.s("report-version-name", "number", version.number),
        note,
        date: format::short_date(lang, format::date_of(version.created_at)),
        is_approved: version.approved_at.is_some(),
    }
}
