//! The memo as a Word document.

use super::pdf::{fields, fitted};
use super::{Memo, limits};
use crate::typesetting::Memory;
use crate::word::{Body, Filling, Run, Side, Style, Table, fill};
use crate::{DocumentError, FigureTable, Templates};

/// Width between the margins of our own template, in twentieths of a point.
const WIDTH: u32 = 9752;
/// Text size in half points at each step of tightening; Arial runs a little wider than the font of the PDF.
const HALF_POINTS: [u32; 5] = [20, 19, 19, 18, 18];
/// Width of the figure in millimetres, and of its column in twentieths of a point.
const FIGURE: (f64, u32) = (62.0, 3600);

/// Renders the memo as DOCX on the municipality's template, or ours.
///
/// The size of the text follows the step at which the PDF fits its page, so the document opens as one page; a municipality's own
/// template keeps its own sizes.
///
/// # Errors
/// As [`super::memo_pdf`].
pub fn memo_docx(memo: &Memo, templates: &Templates) -> Result<Vec<u8>, DocumentError> {
    limits::check(memo)?;
    let (_, step) = fitted(&Memory::of_page(), memo, templates)?;
    let filling = Filling {
        letterhead: &memo.letterhead,
        language: memo.language,
        title: &memo.title,
        author: &memo.letterhead.municipality,
        date: memo.date,
        date_text: &memo.date_text,
        reference: &memo.reference,
        page_footer: &memo.page_footer,
        page_of: &memo.reference,
        half_points: HALF_POINTS.get(usize::from(step)).copied().unwrap_or(18),
        is_landscape: false,
    };
    fill(templates, &filling, |body| write(body, memo))
}

fn write(body: &mut Body<'_>, memo: &Memo) -> Result<(), DocumentError> {
    let labels = &memo.labels;
    body.paragraph(Some(Style::Kind), &[Run::plain(&labels.kind)]);
    body.heading(Style::Heading1, &memo.title, false);
    for (label, value, is_wide) in fields(memo) {
        let value_run = Run { text: &value, is_strong: is_wide && value == memo.subject };
        body.paragraph(Some(Style::Field), &[Run::plain(label), Run::plain("\t"), value_run]);
    }
    if !memo.background.trim().is_empty() {
        body.heading(Style::Heading2, &labels.background, false);
        body.text(None, &memo.background);
    }
    match &memo.figure {
        Some(figure) => body.beside(
            (WIDTH - FIGURE.1, FIGURE.1),
            |body| {
                findings(body, memo);
                Ok::<(), DocumentError>(())
            },
            |body| body.figure(figure, FIGURE.0),
        )?,
        None => findings(body, memo),
    }
    if !memo.plan.is_empty() {
        body.heading(Style::Heading2, &labels.plan, false);
        for steps in memo.plan.chunks(4) {
            let count = steps.len();
            body.table(&Table {
                head: steps.iter().map(|step| step.phase.as_str()).collect(),
                rows: vec![steps.iter().map(|step| step.text.clone()).collect()],
                strong: Vec::new(),
                total: None,
                widths: vec![1; count],
                sides: vec![Side::Left; count],
                width: WIDTH,
            });
        }
    }
    if !memo.resources.text.trim().is_empty() || memo.resources.table.is_some() {
        body.heading(Style::Heading2, &labels.resources, false);
        body.text(None, &memo.resources.text);
        if let Some(table) = &memo.resources.table {
            body.table(&figures(table));
        }
    }
    if !memo.conclusion.trim().is_empty() {
        body.heading(Style::Heading2, &labels.conclusion, false);
        body.text(Some(Style::Conclusion), &memo.conclusion);
    }
    if let Some((name, rest)) = memo.signature.split_first() {
        let rest = rest.join(", ");
        let runs = [Run::strong(name), Run::plain(if rest.is_empty() { "" } else { ", " }), Run::plain(&rest)];
        body.paragraph(Some(Style::Signature), &runs);
    }
    Ok(())
}

fn findings(body: &mut Body<'_>, memo: &Memo) {
    body.heading(Style::Heading2, &memo.labels.findings, false);
    for finding in &memo.findings {
        let text = crate::xml::paragraphs(&finding.text).join(" ");
        let gap = if finding.heading.is_empty() { "" } else { " " };
        body.paragraph(Some(Style::ListNumber), &[Run::strong(&finding.heading), Run::plain(gap), Run::plain(&text)]);
    }
}

/// A small table of figures: text in the first column, the rest to the right.
pub(crate) fn figures(table: &FigureTable) -> Table<'_> {
    let count = table.head.len();
    let first =
        |one: u32, other: u32| (0..count).map(|column| if column == 0 { one } else { other }).collect::<Vec<u32>>();
    Table {
        head: table.head.iter().map(String::as_str).collect(),
        rows: table.rows.clone(),
        strong: Vec::new(),
        total: None,
        widths: first(5, 2),
        sides: (0..count).map(|column| if column == 0 { Side::Left } else { Side::Right }).collect(),
        width: WIDTH,
    }
}
