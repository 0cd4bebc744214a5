//! The cells of the statement's tables, written once for PDF and DOCX.

use super::{StatementDocument, StatementEntry};
use crate::format;

/// Most names of evidence in a cell of a printed table; the workbook has them all.
const EVIDENCE: usize = 6;

pub(super) fn head(statement: &StatementDocument) -> Vec<&str> {
    let labels = &statement.labels;
    vec![
        &labels.reference,
        &labels.requirement,
        &labels.included,
        &labels.reason,
        &labels.state,
        &labels.level_and_target,
        &labels.controls,
        &labels.evidence,
    ]
}

/// Shares of the width, as the head has columns.
pub(super) const WIDTHS: [u32; 8] = [14, 38, 19, 69, 24, 16, 32, 44];

pub(super) fn cells(statement: &StatementDocument, row: &StatementEntry) -> Vec<String> {
    let labels = &statement.labels;
    let tenths =
        |value: Option<u8>| value.map_or_else(|| "–".to_owned(), |value| format::tenths(value, statement.language));
    let levels = match (row.is_included, row.level_tenths, row.target_tenths) {
        (false, ..) | (_, None, None) => "–".to_owned(),
        (true, level, target) => format!("{} / {}", tenths(level), tenths(target)),
    };
    vec![
        row.reference.clone(),
        row.title.clone(),
        if row.is_included { labels.yes.clone() } else { labels.no.clone() },
        reason(statement, row),
        if row.is_included { row.state.clone() } else { "–".to_owned() },
        levels,
        row.controls.join(", "),
        evidence(row),
    ]
}

/// The reason, marked when nobody wrote it.
pub(super) fn reason(statement: &StatementDocument, row: &StatementEntry) -> String {
    match (row.reason.trim(), row.is_drafted) {
        ("", _) => "–".to_owned(),
        (reason, true) => format!("{reason} ({})", statement.labels.drafted),
        (reason, false) => reason.to_owned(),
    }
}

fn evidence(row: &StatementEntry) -> String {
    let mut names: Vec<&str> = row.evidence.iter().take(EVIDENCE).map(String::as_str).collect();
    let more = row.evidence.len().saturating_sub(EVIDENCE);
    let rest = format!("+ {more}");
    if more > 0 {
        names.push(&rest);
    }
    if names.is_empty() { "–".to_owned() } else { names.join("; ") }
}
