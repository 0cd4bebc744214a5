use super::{expected_text, file_error_text, scope_text, template_texts};
use crate::kit::{
    Access, Layout, PageError, PageResult, Place, Routes, SecureMultipart, Tr, User, file, html, redirect,
};
use askama::Template;
use axum::{
    extract::{Path, Query},
    http::StatusCode,
};
use bavn_app::{
    Error,
    gap_analysis::get_analysis,
    import_export::{ExportFormat, ImportReport, OscalKind, export_analysis, export_template, import_analysis},
};
use bavn_core::{access::Action, ids::AnalysisId, lang::Lang};
use serde::Deserialize;

/// Export and import of an analysis.
pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/gap-analyse/skabelon", Access::May(Action::CatalogueRead), download_template)
        .get("/gap-analyse/{id}/eksport", Access::May(Action::AnalysisRead), show_export)
        .get("/gap-analyse/{id}/eksport/{format}", Access::May(Action::AnalysisRead), download)
        .get("/gap-analyse/{id}/indlaes", Access::May(Action::AnswerRecord), show_import)
        .post("/gap-analyse/{id}/indlaes", Access::May(Action::AnswerRecord), send_import)
        .merge(super::foreign::routes())
}

#[derive(Template)]
#[template(path = "import_export/export.html")]
struct ExportPage {
    layout: Layout,
    t: Tr,
    id: AnalysisId,
    title: String,
    lead: String,
    may_import: bool,
}

#[derive(Template)]
#[template(path = "import_export/import.html")]
struct ImportPage {
    layout: Layout,
    t: Tr,
    id: AnalysisId,
    title: String,
    heading: String,
    lead: String,
    error: Option<String>,
    report: Option<ReportView>,
    limit: String,
}

/// What an import found, in words.
struct ReportView {
    faults: Vec<FaultRow>,
    more_faults: usize,
    changed: usize,
    faulty_rows: usize,
    changed_controls: Vec<String>,
    is_dry_run: bool,
}

struct FaultRow {
    sheet: String,
    row: u32,
    column: String,
    value: String,
    expected: String,
}

#[derive(Deserialize)]
struct Wanted {
    #[serde(default)]
    sprog: Option<Lang>,
}

async fn download_template(user: User, Query(wanted): Query<Wanted>) -> PageResult {
    let lang = wanted.sprog.unwrap_or(user.t.lang());
    let content = export_template(&user.app, &user.ctx, &template_texts(lang)).await?;
    Ok(file(&Tr::new(lang).get("file-template-name"), ExportFormat::Xlsx.media_type(), content))
}

async fn show_export(user: User, Path(id): Path<AnalysisId>) -> PageResult {
    let view = get_analysis(&user.app, &user.ctx, id).await?;
    let t = user.t;
    let total =
        view.evaluation.score().map_or_else(|| t.get("file-no-score"), |score| score.one_decimal().text(t.lang()));
    html(&ExportPage {
        layout: user.layout(Place::GapAnalysis, t.get("file-export-title")),
        t,
        id,
        title: view.analysis.title.clone(),
        lead: t.s2("file-export-lead", "n", view.answers.len(), "total", total),
        may_import: view.analysis.is_open() && user.ctx.may(Action::AnswerRecord, view.analysis.resource()),
    })
}

async fn download(user: User, Path((id, ending)): Path<(AnalysisId, String)>) -> PageResult {
    if let Some(kind) = OscalKind::from_key(&ending) {
        return super::oscal::download_analysis(&user, id, kind).await;
    }
    let format = ExportFormat::from_ending(&ending).ok_or(PageError::NoSuchPage)?;
    let t = user.t;
    let content =
        export_analysis(&user.app, &user.ctx, id, format, &template_texts(t.lang()), |view| scope_text(t, view))
            .await?;
    Ok(file(&format!("gap-analyse-{}.{}", user.ctx.today(), format.ending()), format.media_type(), content))
}

fn page(user: &User, id: AnalysisId, title: String) -> ImportPage {
    let t = user.t;
    ImportPage {
        layout: user.layout(Place::GapAnalysis, t.get("file-import-title")),
        t,
        id,
        title,
        heading: t.get("file-import-heading"),
        lead: t.get("file-import-lead"),
        error: None,
        report: None,
        limit: crate::kit::format::bytes(t.lang(), i64::try_from(user.app.limits().import_bytes).unwrap_or(i64::MAX)),
    }
}

async fn show_import(user: User, Path(id): Path<AnalysisId>) -> PageResult {
    let view = get_analysis(&user.app, &user.ctx, id).await?;
    let _ = user.ctx.authorize(Action::AnswerRecord, view.analysis.resource())?;
    html(&page(&user, id, view.analysis.title))
}

async fn send_import(Path(id): Path<AnalysisId>, sent: SecureMultipart) -> PageResult {
    let SecureMultipart { user, fields, mut files } = sent;
    let title = get_analysis(&user.app, &user.ctx, id).await?.analysis.title;
    let t = user.t;
    let failed = |text: String| -> PageResult {
        let error = Some(text);
        let mut response =
            html(&ImportPage { heading: t.get("file-import-failed"), error, ..page(&user, id, title.clone()) })?;
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
        Ok(response)
    };
    let Some(upload) = files.remove("file") else { return failed(t.get("file-error-none")) };
    let how = fields.get("how").map_or("all", String::as_str);
    let texts = [template_texts(Lang::Da), template_texts(Lang::En)];
    let report =
        match import_analysis(&user.app, &user.ctx, id, upload.content, texts, how == "skip", how == "try").await {
            Ok(report) => report,
            Err(Error::File(error)) => return failed(file_error_text(t, &error)),
            Err(Error::TooLarge { limit }) => {
                return failed(t.s(
                    "file-error-too-large",
                    "max",
                    crate::kit::format::bytes(t.lang(), i64::try_from(limit).unwrap_or(i64::MAX)),
                ));
            }
            Err(error) => return Err(error.into()),
        };
    if report.is_stored && report.faulty_rows == 0 {
        let notice = if report.changed == 0 { "unchanged" } else { "imported" };
        return Ok(redirect(&format!("/gap-analyse/{id}"), notice));
    }
    let heading = match (report.is_stored, report.faulty_rows) {
        (true, rows) => t.n("file-import-stored-skipped", i64::try_from(rows).unwrap_or(i64::MAX)),
        (false, 0) => t.get("file-import-tried"),
        (false, rows) => t.n("file-import-faulty", i64::try_from(rows).unwrap_or(i64::MAX)),
    };
    let lead = t.with(
        "file-import-summary",
        &[
            ("name", upload.file_name),
            ("read", report.rows_read.to_string()),
            ("changed", report.changed.to_string()),
            ("unchanged", report.unchanged.to_string()),
            ("faulty", report.faulty_rows.to_string()),
        ],
    );
    let status =
        if report.is_stored || report.faulty_rows == 0 { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let mut response =
        html(&ImportPage { heading, lead, report: Some(report_view(t, report)), ..page(&user, id, title) })?;
    *response.status_mut() = status;
    Ok(response)
}

fn report_view(t: Tr, report: ImportReport) -> ReportView {
    let faults: Vec<FaultRow> = report
        .faults
        .iter()
        .map(|fault| FaultRow {
            sheet: fault.sheet.clone(),
            row: fault.row,
            column: if fault.column.letter.is_empty() {
                fault.column.name.clone()
            } else {
                format!("{}, {}", fault.column.letter, fault.column.name)
            },
            value: if fault.value.is_empty() { t.get("file-blank") } else { fault.value.clone() },
            expected: expected_text(t, &fault.expected),
        })
        .collect();
    ReportView {
        more_faults: report.fault_count - faults.len(),
        faults,
        changed: report.changed,
        faulty_rows: report.faulty_rows,
        is_dry_run: !report.is_stored && report.faulty_rows == 0,
        changed_controls: report.changed_controls,
    }
}
