//! The recovery plan as a Word document.

use super::{RecoveryColumn, RecoveryDocument, RecoveryRow, RecoveryTable, limits};
use crate::word::{Body, Filling, Group, Grouped, Run, Side, Style, Table, fill};
use crate::{DocumentError, Templates};

/// Width between the margins of our own template, in twentieths of a point.
const WIDTH: u32 = 9_752;
/// The same in millimetres.
const UPRIGHT: f64 = 172.0;
/// The text of tables, in half points: as in the PDF.
const SMALL: u32 = 16;
/// To write a signature on.
const BLANK: &str = "____________________________";

/// Renders the recovery plan as DOCX on the municipality's template, or ours.
///
/// # Errors
/// As [`super::recovery_pdf`].
pub fn recovery_docx(document: &RecoveryDocument, templates: &Templates) -> Result<Vec<u8>, DocumentError> {
    limits::check(document)?;
    let filling = Filling {
        letterhead: &document.letterhead,
        language: document.language,
        title: &document.title,
        author: &document.letterhead.municipality,
        date: document.date,
        date_text: &document.date_text,
        reference: "",
        page_footer: &document.page_footer,
        page_of: &document.page_of,
        half_points: 20,
        is_landscape: false,
    };
    fill(templates, &filling, |body| write(body, document))
}

fn write(body: &mut Body<'_>, document: &RecoveryDocument) -> Result<(), DocumentError> {
    body.paragraph(Some(Style::Kind), &[Run::plain(&document.kind)]);
    body.heading(Style::Heading1, &document.title, false);
    for field in document.fields.iter().filter(|field| !field.value.trim().is_empty()) {
        body.paragraph(Some(Style::Field), &[Run::plain(&field.label), Run::plain("\t"), Run::plain(&field.value)]);
    }
    body.text(None, &document.summary);
    for figures in document.key_figures.chunks(4) {
        body.table(&Table {
            head: figures.iter().map(|figure| figure.value.as_str()).collect(),
            rows: vec![figures.iter().map(|figure| figure.label.clone()).collect()],
            strong: Vec::new(),
            total: None,
            widths: vec![1; figures.len()],
            sides: vec![Side::Left; figures.len()],
            width: WIDTH,
        });
    }
    for field in &document.signatures {
        let value = if field.value.trim().is_empty() { BLANK } else { &field.value };
        body.paragraph(Some(Style::Field), &[Run::plain(&field.label), Run::plain("\t"), Run::plain(value)]);
    }
    for part in &document.parts {
        body.heading(Style::Heading2, &part.title, part.starts_page);
        body.text(None, &part.text);
        for figure in &part.figures {
            body.figure(figure, UPRIGHT)?;
        }
        if let Some(table) = &part.table {
            groups(body, table);
        }
    }
    Ok(())
}

fn groups(body: &mut Body<'_>, table: &RecoveryTable) {
    let side = |column: &RecoveryColumn| if column.is_number { Side::Right } else { Side::Left };
    let row = |row: &RecoveryRow| (row.cells.iter().map(|cell| cell.text.clone()).collect(), row.is_strong);
    let groups = table.groups.iter().filter(|group| !group.rows.is_empty());
    let groups: Vec<Group<'_>> =
        groups.map(|group| Group { title: &group.title, rows: group.rows.iter().map(row).collect() }).collect();
    if groups.is_empty() {
        return;
    }
    body.grouped_table(&Grouped {
        head: table.columns.iter().map(|column| column.head.as_str()).collect(),
        groups,
        widths: table.columns.iter().map(|column| column.share).collect(),
        sides: table.columns.iter().map(side).collect(),
        width: WIDTH,
        half_points: SMALL,
    });
}
