//! An analysis as CSV for spreadsheet programs.

use super::{ControlStatus, ExportError, GapDocument, RowStatus, TemplateTexts};
use crate::gap_analysis::Level;

/// Writes an analysis as CSV: UTF-8 with a byte order mark, `;` between fields, CR LF between rows, as Danish spreadsheet
/// programs open it. A field that a spreadsheet program would take for a formula gets a leading apostrophe.
///
/// # Errors
/// [`ExportError::Csv`] when a row cannot be written; memory has no such limit.
pub fn export_csv(document: &GapDocument, texts: &TemplateTexts) -> Result<Vec<u8>, ExportError> {
    let mut out =
        csv::WriterBuilder::new().delimiter(b';').terminator(csv::Terminator::CRLF).from_writer(Vec::from("\u{feff}"));
    let failed = |error: csv::Error| ExportError::Csv { detail: error.to_string() };
    let names = &texts.columns;
    let heads = [
        &names.area,
        &names.area_title,
        &names.code,
        &names.control,
        &names.weight,
        &names.documentation,
        &names.implementation,
        &names.status,
        &names.reason,
        &names.target,
        &names.score,
        &names.note,
        &names.finding,
    ];
    out.write_record(heads.map(|head| neutral(head))).map_err(failed)?;
    for area in &document.areas {
        for control in &area.controls {
            let status = match control.status {
                ControlStatus::Assessed => RowStatus::Assessed,
                ControlStatus::Started | ControlStatus::NotAssessed => RowStatus::NotAssessed,
                ControlStatus::NotRelevant => RowStatus::NotRelevant,
            };
            let fields = [
                neutral(&area.code),
                neutral(&area.title),
                neutral(&control.code),
                neutral(&control.title),
                control.weight.to_string(),
                level(control.documentation),
                level(control.implementation),
                neutral(texts.statuses.word(status)),
                neutral(control.reason.as_deref().unwrap_or_default()),
                control.target.to_string(),
                level(control.score),
                neutral(&control.note),
                neutral(&control.finding),
            ];
            out.write_record(fields).map_err(failed)?;
        }
    }
    out.into_inner().map_err(|error| ExportError::Csv { detail: error.to_string() })
}

fn level(level: Option<Level>) -> String {
    level.map(|level| level.to_string()).unwrap_or_default()
}

/// The text with an apostrophe before it when it begins like a formula.
pub(super) fn neutral(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() }
}
