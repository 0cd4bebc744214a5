//! A municipality's own list: the template, and a filled one shown or taken in.

use super::{
    expected_text, file_error_text,
    foreign::{FaultRow, ForeignPage, answer, change_row, page},
    framework_sheet_texts, kl_categories,
};
use crate::kit::{Access, Faults, PageResult, Routes, Upload, User, file, format};
use axum::{extract::Query, http::StatusCode};
use bavn_app::{
    Error,
    import_export::{ExportFormat, FrameworkFile, FrameworkReport, export_framework_template, import_framework},
};
use bavn_core::{access::Action, lang::Lang};
use serde::Deserialize;

/// The routes of the template.
pub(super) fn routes() -> Routes {
    Routes::new().get("/krav/skabelon", Access::May(Action::CatalogueRead), download)
}

#[derive(Deserialize)]
struct Wanted {
    #[serde(default)]
    sprog: Option<Lang>,
    /// `kl` for the one with KL's categories.
    #[serde(default)]
    udgave: String,
}

async fn download(user: User, Query(wanted): Query<Wanted>) -> PageResult {
    let lang = wanted.sprog.unwrap_or(user.t.lang());
    let categories = if wanted.udgave == "kl" { kl_categories(lang) } else { Vec::new() };
    let content = export_framework_template(&user.app, &user.ctx, &framework_sheet_texts(lang), &categories).await?;
    Ok(file(&user.t.get("sheet-file-name"), ExportFormat::Xlsx.media_type(), content))
}

/// Whether a file is a workbook.
pub(super) fn is_workbook(upload: &Upload) -> bool {
    upload.content.starts_with(b"PK")
}

/// Shows what a filled sheet holds, or takes it in.
pub(super) async fn send(user: &User, upload: Upload, key: &str, title: &str, only_show: bool) -> PageResult {
    let t = user.t;
    let name = upload.file_name.clone();
    let filled =
        FrameworkFile { name: upload.file_name, bytes: upload.content, key: key.to_owned(), title: title.to_owned() };
    let texts = vec![framework_sheet_texts(Lang::Da), framework_sheet_texts(Lang::En)];
    let shown = ForeignPage { key: key.to_owned(), title: title.to_owned(), ..page(user) };
    let failed =
        |error: String| answer(StatusCode::UNPROCESSABLE_ENTITY, &ForeignPage { error: Some(error), ..page(user) });
    let report = match import_framework(&user.app, &user.ctx, filled, texts, only_show).await {
        Ok(report) => report,
        Err(Error::Invalid(faults)) => {
            let form_faults = Faults::new(t, &faults);
            return answer(StatusCode::UNPROCESSABLE_ENTITY, &ForeignPage { form_faults, ..shown });
        }
        Err(Error::File(error)) => return failed(file_error_text(t, &error)),
        Err(Error::TooLarge { limit }) => {
            let max = format::bytes(t.lang(), i64::try_from(limit).unwrap_or(i64::MAX));
            return failed(t.s("file-error-too-large", "max", max));
        }
        Err(error) => return Err(error.into()),
    };
    let status = if report.fault_count > 0 { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let is_same = report.new_mappings + report.changed_mappings == 0 && report.changes.iter().all(|one| one.is_same);
    let heading = match (report.fault_count, report.is_stored, is_same) {
        (1.., ..) => t.get("foreign-heading-faulty"),
        (_, true, _) => t.get("foreign-heading-stored"),
        (_, false, false) => t.get("foreign-heading-shown"),
        (_, false, true) => t.get("foreign-heading-same"),
    };
    let (new, changed) = (report.new_mappings.to_string(), report.changed_mappings.to_string());
    let lead = match report.fault_count {
        0 => t.with("sheet-summary", &[("name", name.clone()), ("new", new), ("changed", changed)]),
        count => t.n("sheet-faults", count),
    };
    let faults = fault_rows(user, &name, &report);
    let frameworks = report.changes.iter().flat_map(|change| change.frameworks.iter().map(move |one| (change, one)));
    let changes = frameworks.map(|(change, one)| change_row(change, one, report.is_stored)).collect();
    answer(status, &ForeignPage { heading, lead, faults, changes, ..shown })
}

fn fault_rows(user: &User, name: &str, report: &FrameworkReport) -> Vec<FaultRow> {
    let t = user.t;
    let row = |fault: &bavn_core::import_export::RowFault| FaultRow {
        file: name.to_owned(),
        place: t.with(
            "sheet-place",
            &[
                ("sheet", fault.sheet.clone()),
                ("row", fault.row.to_string()),
                ("column", format!("{} {}", fault.column.letter, fault.column.name).trim().to_owned()),
            ],
        ),
        value: if fault.value.is_empty() { t.get("file-blank") } else { fault.value.clone() },
        problem: expected_text(t, &fault.expected),
        detail: String::new(),
    };
    report.faults.iter().map(row).collect()
}
