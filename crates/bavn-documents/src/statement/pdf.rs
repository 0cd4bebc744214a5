//! The statement as PDF.

use serde_json::{Value, json};

use super::{StatementDocument, limits, rows};
use crate::typesetting::{File, Layout, Memory, Template, data};
use crate::{DocumentError, Rendered, Templates};

/// Renders the statement on landscape A4 pages, PDF/A-2a and PDF/UA-1, a table for each theme.
///
/// # Errors
/// [`DocumentError::Template`] for a broken template of the municipality's own, [`DocumentError::Limit`] and
/// [`DocumentError::Image`] for input no document takes.
pub fn statement_pdf(statement: &StatementDocument, templates: &Templates) -> Result<Rendered, DocumentError> {
    limits::check(statement)?;
    let source = templates.statement_typ.as_deref();
    let template = Template {
        name: "statement.typ",
        source: source.unwrap_or(Templates::default_statement_typ()),
        is_override: source.is_some(),
    };
    crate::limits::template("statement.typ", template.source.len())?;
    let mut files = Vec::new();
    let content = content(statement, &mut files);
    let memory = Memory::of_book();
    let layout = Layout::new(&memory, template, &content, files, statement.date)?;
    layout.pdf(&memory, &format!("bavn-statement/{}/{}", statement.letterhead.municipality, statement.title), 0)
}

fn content(statement: &StatementDocument, files: &mut Vec<File>) -> Value {
    let fields = statement.fields.iter().filter(|field| !field.value.trim().is_empty());
    let row = |row: &super::StatementEntry| {
        json!({
            "cells": rows::cells(statement, row),
            "reason": data::text(&rows::reason(statement, row)),
            "is_included": row.is_included,
            "is_drafted": row.is_drafted,
        })
    };
    let group = |group: &super::StatementGroup| json!({ "title": group.title, "rows": group.rows.iter().map(row).collect::<Vec<_>>() });
    json!({
        "letterhead": data::letterhead(&statement.letterhead, files),
        "language": data::language(statement.language),
        "labels": { "kind": statement.labels.kind, "page_of": statement.labels.page_of },
        "title": statement.title,
        "date": data::date(statement.date),
        "fields": fields.map(|field| json!({ "label": field.label, "value": field.value })).collect::<Vec<_>>(),
        "summary": data::text(&statement.summary),
        "key_figures": statement.key_figures.iter().map(|figure| json!({ "value": figure.value, "label": figure.label })).collect::<Vec<_>>(),
        "head": rows::head(statement),
        "widths": rows::WIDTHS,
        "groups": statement.groups.iter().map(group).collect::<Vec<_>>(),
        "page_footer": statement.page_footer,
    })
}
