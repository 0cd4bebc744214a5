//! Limits on a statement of applicability.

use super::StatementDocument;
use crate::{DocumentError, limits};

pub(super) fn check(statement: &StatementDocument) -> Result<(), DocumentError> {
    limits::letterhead(&statement.letterhead)?;
    limits::line("title", &statement.title)?;
    limits::line("date_text", &statement.date_text)?;
    limits::line("page_footer", &statement.page_footer)?;
    limits::text("summary", &statement.summary)?;
    limits::count("key_figures", statement.key_figures.len(), 12)?;
    limits::count("fields", statement.fields.len(), 20)?;
    for field in &statement.fields {
        limits::line("fields.label", &field.label)?;
        limits::line("fields.value", &field.value)?;
    }
    limits::count("groups", statement.groups.len(), 500)?;
    limits::count("rows", statement.groups.iter().map(|group| group.rows.len()).sum(), 2_000)?;
    for group in &statement.groups {
        limits::line("groups.title", &group.title)?;
        for row in &group.rows {
            let at = |name: &str| format!("{}.{name}", row.reference);
            limits::line("reference", &row.reference)?;
            limits::line(&at("title"), &row.title)?;
            limits::line(&at("state"), &row.state)?;
            limits::line(&at("changed_by"), &row.changed_by)?;
            limits::text(&at("reason"), &row.reason)?;
            limits::count(&at("controls"), row.controls.len(), 500)?;
            limits::count(&at("evidence"), row.evidence.len(), 2_000)?;
            row.controls.iter().chain(&row.evidence).try_for_each(|cell| limits::line(&at("cell"), cell))?;
        }
    }
    Ok(())
}
