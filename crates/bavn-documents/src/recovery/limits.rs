//! Limits on a recovery plan.

use super::RecoveryDocument;
use crate::{DocumentError, limits};

pub(super) fn check(document: &RecoveryDocument) -> Result<(), DocumentError> {
    limits::letterhead(&document.letterhead)?;
    for (name, line) in [
        ("kind", &document.kind),
        ("title", &document.title),
        ("date_text", &document.date_text),
        ("page_footer", &document.page_footer),
        ("page_of", &document.page_of),
        ("about_sheet", &document.about_sheet),
    ] {
        limits::line(name, line)?;
    }
    limits::text("summary", &document.summary)?;
    limits::count("key_figures", document.key_figures.len(), 12)?;
    for figure in &document.key_figures {
        limits::line("key_figures.value", &figure.value)?;
        limits::line("key_figures.label", &figure.label)?;
    }
    limits::count("fields", document.fields.len(), 20)?;
    limits::count("signatures", document.signatures.len(), 6)?;
    for field in document.fields.iter().chain(&document.signatures) {
        limits::line("fields.label", &field.label)?;
        limits::line("fields.value", &field.value)?;
    }
    limits::count("parts", document.parts.len(), 40)?;
    for part in &document.parts {
        limits::line("parts.title", &part.title)?;
        limits::text(&part.title, &part.text)?;
        limits::count(&part.title, part.figures.len(), 100)?;
        part.figures.iter().try_for_each(|figure| limits::figure(&part.title, figure))?;
        let Some(table) = &part.table else { continue };
        limits::count(&format!("{}.columns", part.title), table.columns.len(), 20)?;
        let heads = table.columns.iter().map(|column| &column.head).chain([&table.sheet, &table.group_head]);
        heads.into_iter().try_for_each(|head| limits::line(&format!("{}.columns", part.title), head))?;
        let rows = table.groups.iter().map(|group| group.rows.len()).sum();
        limits::count(&format!("{}.rows", part.title), rows, 5_000)?;
        for group in &table.groups {
            limits::line(&format!("{}.group", part.title), &group.title)?;
            let cells = group.rows.iter().flat_map(|row| &row.cells);
            cells.into_iter().try_for_each(|cell| limits::text(&format!("{}.cell", part.title), &cell.text))?;
        }
    }
    Ok(())
}
