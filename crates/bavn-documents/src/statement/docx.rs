//! The statement as a Word document.

use super::{StatementDocument, limits, rows};
use crate::word::{Body, Filling, Run, Side, Style, Table, fill};
use crate::{DocumentError, Templates};

/// Width between the margins of our own template on its side, in twentieths of a point.
const WIDTH: u32 = 14_684;

/// Renders the statement as DOCX on the municipality's template, or ours, with the pages on their side.
///
/// # Errors
/// As [`super::statement_pdf`].
pub fn statement_docx(statement: &StatementDocument, templates: &Templates) -> Result<Vec<u8>, DocumentError> {
    limits::check(statement)?;
    let filling = Filling {
        letterhead: &statement.letterhead,
        language: statement.language,
        title: &statement.title,
        author: &statement.letterhead.municipality,
        date: statement.date,
        date_text: &statement.date_text,
        reference: "",
        page_footer: &statement.page_footer,
        page_of: &statement.labels.page_of,
        half_points: 20,
        is_landscape: true,
    };
    fill(templates, &filling, |body| {
        write(body, statement);
        Ok(())
    })
}

fn write(body: &mut Body<'_>, statement: &StatementDocument) {
    body.paragraph(Some(Style::Kind), &[Run::plain(&statement.labels.kind)]);
    body.heading(Style::Heading1, &statement.title, false);
    for field in statement.fields.iter().filter(|field| !field.value.trim().is_empty()) {
        body.paragraph(Some(Style::Field), &[Run::plain(&field.label), Run::plain("\t"), Run::plain(&field.value)]);
    }
    body.text(None, &statement.summary);
    if !statement.key_figures.is_empty() {
        let count = statement.key_figures.len();
        body.table(&Table {
            head: statement.key_figures.iter().map(|figure| figure.value.as_str()).collect(),
            rows: vec![statement.key_figures.iter().map(|figure| figure.label.clone()).collect()],
            strong: Vec::new(),
            total: None,
            widths: vec![1; count],
            sides: vec![Side::Left; count],
            width: WIDTH,
        });
    }
    for group in &statement.groups {
        body.heading(Style::Heading2, &group.title, false);
        body.table(&Table {
            head: rows::head(statement),
            rows: group.rows.iter().map(|row| rows::cells(statement, row)).collect(),
            strong: Vec::new(),
            total: None,
            widths: rows::WIDTHS.to_vec(),
            sides: vec![Side::Left; rows::WIDTHS.len()],
            width: WIDTH,
        });
    }
}
