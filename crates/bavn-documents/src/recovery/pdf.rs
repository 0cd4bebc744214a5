//! The recovery plan as PDF.

use serde_json::{Value, json};

use super::{RecoveryDocument, RecoveryTable, limits};
use crate::typesetting::{File, Layout, Memory, Template, data};
use crate::{DocumentError, Rendered, Templates};

/// Renders the recovery plan on upright A4 pages, PDF/A-2a and PDF/UA-1.
///
/// # Errors
/// [`DocumentError::Template`] for a broken template of the municipality's own, [`DocumentError::Limit`] and
/// [`DocumentError::Image`] for input no document takes.
pub fn recovery_pdf(document: &RecoveryDocument, templates: &Templates) -> Result<Rendered, DocumentError> {
    limits::check(document)?;
    let source = templates.recovery_typ.as_deref();
    let template = Template {
        name: "recovery.typ",
        source: source.unwrap_or(Templates::default_recovery_typ()),
        is_override: source.is_some(),
    };
    crate::limits::template("recovery.typ", template.source.len())?;
    let mut files = Vec::new();
    let content = content(document, &mut files);
    let memory = Memory::of_book();
    let layout = Layout::new(&memory, template, &content, files, document.date)?;
    layout.pdf(&memory, &format!("bavn-recovery/{}/{}", document.letterhead.municipality, document.title), 0)
}

fn content(document: &RecoveryDocument, files: &mut Vec<File>) -> Value {
    let field = |field: &crate::statement::StatementField| json!({ "label": field.label, "value": field.value });
    let fields = document.fields.iter().filter(|field| !field.value.trim().is_empty());
    let parts: Vec<Value> = document
        .parts
        .iter()
        .enumerate()
        .map(|(place, part)| {
            let figures: Vec<Value> = part
                .figures
                .iter()
                .enumerate()
                .map(|(number, figure)| data::figure(figure, &format!("part-{place}-{number}"), files))
                .collect();
            json!({
                "title": part.title,
                "starts_page": part.starts_page,
                "text": data::text(&part.text),
                "figures": figures,
                "table": part.table.as_ref().filter(|table| table.groups.iter().any(|group| !group.rows.is_empty())).map(table),
            })
        })
        .collect();
    json!({
        "letterhead": data::letterhead(&document.letterhead, files),
        "language": data::language(document.language),
        "labels": { "kind": document.kind, "page_of": document.page_of },
        "title": document.title,
        "date": data::date(document.date),
        "fields": fields.map(field).collect::<Vec<_>>(),
        "summary": data::text(&document.summary),
        "key_figures": document.key_figures.iter().map(|figure| json!({ "value": figure.value, "label": figure.label })).collect::<Vec<_>>(),
        "signatures": document.signatures.iter().map(field).collect::<Vec<_>>(),
        "parts": parts,
        "page_footer": document.page_footer,
    })
}

fn table(table: &RecoveryTable) -> Value {
    let groups: Vec<Value> = table
        .groups
        .iter()
        .filter(|group| !group.rows.is_empty())
        .map(|group| {
            let rows: Vec<Value> = group
                .rows
                .iter()
                .map(|row| {
                    let cells = (0..table.columns.len())
                        .map(|cell| data::text(row.cells.get(cell).map_or("", |cell| cell.text.as_str())));
                    json!({ "cells": cells.collect::<Vec<_>>(), "is_strong": row.is_strong })
                })
                .collect();
            json!({ "title": group.title, "rows": rows })
        })
        .collect();
    json!({
        "head": table.columns.iter().map(|column| &column.head).collect::<Vec<_>>(),
        "shares": table.columns.iter().map(|column| column.share).collect::<Vec<_>>(),
        "numbers": table.columns.iter().map(|column| column.is_number).collect::<Vec<_>>(),
        "groups": groups,
    })
}
