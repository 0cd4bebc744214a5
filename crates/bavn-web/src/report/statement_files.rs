//! Statements of applicability as files.

use super::{StatementCover, statement_document};
use crate::kit::{
    Access, PageError, PageResult, Routes, Tr, User,
    api::{ApiQuery, ApiResult, ApiUser},
    file, format,
};
use axum::{
    extract::{Path, Query},
    response::Response,
};
use bavn_app::{
    App, Context, Error, Result,
    gap_analysis::get_statement,
    report::{DocumentFile, FileFormat, load_stationery, render_statement},
};
use bavn_core::{access::Action, ids::AnalysisId};
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::routes;
use uuid::Uuid;

/// The routes of the files.
pub(super) fn routes() -> Routes {
    let read = Access::May(Action::ApplicabilityRead);
    Routes::new()
        .get("/krav/ramme/{key}/anvendelighedserklaering/hent/{format}", read, download)
        .api(read, routes!(get_statement_file))
}

/// The statement of applicability of a framework as a file, with the states of an analysis, or of the newest one of the whole
/// municipality.
///
/// # Errors
/// As [`get_statement`]; [`Error::Invalid`] for a format that statements do not come in; [`Error::Document`].
pub async fn render_statement_to(
    app: &App,
    ctx: &Context,
    framework: &str,
    analysis: Option<AnalysisId>,
    cover: &StatementCover,
    format: FileFormat,
) -> Result<DocumentFile> {
    let statement = get_statement(app, ctx, framework, analysis).await?;
    let lang = ctx.lang();
    let paper = load_stationery(app, &Tr::new(lang).get("report-doc-logo")).await?;
    render_statement(app, statement_document(lang, &statement, cover, paper.letterhead), paper.templates, format).await
}

/// What the page asks for; the API's names are beside.
#[derive(Debug, Default, Deserialize)]
struct Asked {
    #[serde(default)]
    version: String,
    #[serde(default)]
    godkendt: String,
    #[serde(default)]
    dato: String,
    #[serde(default)]
    analyse: String,
}

/// What identifies the file as a document.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct FileQuery {
    /// The analysis that the states come from; otherwise the newest one of the whole municipality.
    analysis: Option<Uuid>,
    /// Its version, such as `2.1`.
    version: Option<String>,
    /// Who approved it; without it the document calls itself a draft.
    approved_by: Option<String>,
    /// The date it carries, as `2026-11-21`; otherwise today.
    date: Option<String>,
}

/// A cover from what was asked for.
fn cover(ctx: &Context, version: &str, approved_by: &str, date: &str) -> Result<StatementCover> {
    let date = match date.trim() {
        "" => ctx.today(),
        text => format::parse_iso_date(text).ok_or_else(|| Error::invalid("date", "not_a_date", text))?,
    };
    let mut faults = Vec::new();
    for (field, value, most) in [("version", version, 40), ("approved_by", approved_by, 120)] {
        if value.chars().count() > most {
            faults.push(bavn_app::FieldFault::new(field, "too_long", value).with("max", most));
        }
    }
    if !faults.is_empty() {
        return Err(Error::Invalid(faults));
    }
    Ok(StatementCover { version: version.to_owned(), approved_by: approved_by.to_owned(), date })
}

/// The name of the file and its content.
fn answer(ctx: &Context, framework: &str, document: DocumentFile) -> Response {
    let name = format!("{} {framework}.{}", Tr::new(ctx.lang()).get("statement-link"), document.format.extension());
    file(&name, document.format.media_type(), document.bytes)
}

async fn download(user: User, Path((key, format)): Path<(String, String)>, Query(asked): Query<Asked>) -> PageResult {
    let format = FileFormat::from_extension(&format).filter(|format| *format != FileFormat::Html);
    let format = format.ok_or(PageError::NoSuchPage)?;
    let analysis = match asked.analyse.as_str() {
        "" => None,
        id => Some(id.parse().map_err(|_| Error::NotFound { kind: "analysis" })?),
    };
    let cover = cover(&user.ctx, &asked.version, &asked.godkendt, &asked.dato)?;
    let document = render_statement_to(&user.app, &user.ctx, &key, analysis, &cover, format).await?;
    Ok(answer(&user.ctx, &key, document))
}

/// The statement of applicability of a framework as a file.
#[utoipa::path(get, path = "/api/v1/frameworks/{key}/statement/files/{format}", operation_id = "getStatementFile", tag = "gap-analysis",
    params(("key" = String, Path, description = "The framework, such as iso27001."), ("format" = String, Path, description = "`pdf`, `docx` or `xlsx`."), FileQuery),
    responses((status = 200, description = "The file.", content_type = "application/octet-stream", body = Vec<u8>)))]
async fn get_statement_file(
    user: ApiUser,
    Path((key, format)): Path<(String, String)>,
    ApiQuery(query): ApiQuery<FileQuery>,
) -> ApiResult {
    let format = FileFormat::from_extension(&format).ok_or(Error::NotFound { kind: "format" })?;
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let cover = cover(&user.ctx, &text(&query.version), &text(&query.approved_by), &text(&query.date))?;
    let analysis = query.analysis.map(AnalysisId);
    let document = render_statement_to(&user.app, &user.ctx, &key, analysis, &cover, format).await?;
    Ok(answer(&user.ctx, &key, document))
}
