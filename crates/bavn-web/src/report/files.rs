//! Reports as files.

use super::{memo_document, plan_document};
use crate::kit::{PageError, PageResult, Tr, User, file};
use axum::extract::Path;
use bavn_app::{
    App, Context, Error, Result,
    gap_analysis::latest_summary,
    report::{
        DocumentFile, FileFormat, Fit, Report, ReportContent, ReportFigures, draft_content, fit_memo, get_report,
        get_version, latest_report, load_stationery, render_memo, render_plan, report_figures,
    },
};
use bavn_core::{
    ids::{AnalysisId, PlanId, ReportId},
    lang::Lang,
    report::ReportKind,
};
use bavn_documents::DocumentError;

/// Renders text and figures on the municipality's paper.
pub(super) async fn render(
    app: &App,
    lang: Lang,
    content: &ReportContent,
    figures: &ReportFigures,
    format: FileFormat,
) -> Result<DocumentFile> {
    let paper = load_stationery(app, &Tr::new(lang).get("report-doc-logo")).await?;
    match (content, figures) {
        (ReportContent::Memo(memo), ReportFigures::Memo(figures)) => {
            render_memo(app, memo_document(lang, memo, figures, paper.letterhead), paper.templates, format).await
        }
        (ReportContent::Plan(plan), ReportFigures::Plan(figures)) => {
            render_plan(app, plan_document(lang, plan, figures, paper.letterhead), paper.templates, format).await
        }
        _ => Err(Error::NotFound { kind: "report" }),
    }
}

/// Renders the draft of a report with the figures of today.
pub(super) async fn render_draft(
    app: &App,
    ctx: &Context,
    report: &Report,
    format: FileFormat,
) -> Result<DocumentFile> {
    let figures = figures_of(app, ctx, report).await?;
    render(app, report.lang, &report.draft, &figures, format).await
}

/// The figures of a report as they are today.
pub(super) async fn figures_of(app: &App, ctx: &Context, report: &Report) -> Result<ReportFigures> {
    report_figures(app, ctx, report.kind, report.lang, report.analysis_id, report.plan_id).await
}

/// Says whether the draft of a report can be kept: a memo must fit its page, a plan document always does.
///
/// # Errors
/// [`Error::Document`] with what must be shortened, or the database failed.
pub(super) async fn check_fit(app: &App, ctx: &Context, report: &Report) -> Result<()> {
    let (ReportContent::Memo(memo), ReportFigures::Memo(figures)) =
        (&report.draft, figures_of(app, ctx, report).await?)
    else {
        return Ok(());
    };
    let paper = load_stationery(app, &Tr::new(report.lang).get("report-doc-logo")).await?;
    let document = memo_document(report.lang, memo, &figures, paper.letterhead);
    match fit_memo(app, document, paper.templates).await? {
        Fit::Fits { .. } => Ok(()),
        Fit::Over { lines, longest } => Err(DocumentError::TooLong { over_by_lines: lines, longest }.into()),
    }
}

/// The report of a kind as a file, for the command line.
///
/// A memo is the newest version of the newest memo, or its draft when no version was kept; without any memo it is drafted from the
/// latest analysis. A plan document is the current plan as it is today.
///
/// # Errors
/// [`Error::NotFound`] when there is no analysis or no plan, [`Error::Document`] when a memo does not fit its page,
/// [`Error::Invalid`] for a format that the kind does not come in, or the database failed.
pub async fn render_to(app: &App, ctx: &Context, kind: ReportKind, format: FileFormat) -> Result<Vec<u8>> {
    if kind == ReportKind::Memo
        && let Some(found) = latest_report(app, ctx, kind).await?
    {
        let report = found.report;
        let (content, figures) = match found.latest {
            Some(version) => {
                let version = get_version(app, ctx, report.id, version.number).await?;
                (version.content, version.figures)
            }
            None => {
                let figures = figures_of(app, ctx, &report).await?;
                (report.draft, figures)
            }
        };
        return Ok(render(app, report.lang, &content, &figures, format).await?.bytes);
    }
    let lang = ctx.lang();
    let (analysis, plan) = sources(app, ctx).await?;
    let content = draft_content(app, ctx, kind, lang, analysis, plan).await?;
    let figures = report_figures(app, ctx, kind, lang, analysis, plan).await?;
    Ok(render(app, lang, &content, &figures, format).await?.bytes)
}

async fn sources(app: &App, ctx: &Context) -> Result<(Option<AnalysisId>, Option<PlanId>)> {
    let analysis = latest_summary(app, ctx).await?.map(|summary| summary.analysis.id);
    let plan = bavn_app::action_plan::find_current_plan(app, ctx).await?.map(|plan| plan.id);
    Ok((analysis, plan))
}

fn format_of(extension: &str) -> Result<FileFormat, PageError> {
    FileFormat::from_extension(extension).ok_or(PageError::NoSuchPage)
}

fn answer(title: &str, suffix: &str, document: DocumentFile) -> PageResult {
    let name = format!("{title}{suffix}.{}", document.format.extension());
    Ok(file(&name, document.format.media_type(), document.bytes))
}

pub(super) async fn download_draft(user: User, Path((id, format)): Path<(ReportId, String)>) -> PageResult {
    let format = format_of(&format)?;
    let report = get_report(&user.app, &user.ctx, id).await?;
    let document = render_draft(&user.app, &user.ctx, &report, format).await?;
    answer(&report.title, &user.t.get("report-draft-suffix"), document)
}

pub(super) async fn download_version(
    user: User,
    Path((id, number, format)): Path<(ReportId, i32, String)>,
) -> PageResult {
    let format = format_of(&format)?;
    let report = get_report(&user.app, &user.ctx, id).await?;
    let version = get_version(&user.app, &user.ctx, id, number).await?;
    let document = render(&user.app, report.lang, &version.content, &version.figures, format).await?;
    answer(&report.title, &format!(" v{number}"), document)
}
