//! The memo as PDF.

use serde_json::{Value, json};

use super::{Memo, limits};
use crate::typesetting::{File, Layout, Memory, Template, data};
use crate::{DocumentError, Rendered, SectionKey, Templates};

/// One step of tightening.
#[derive(Clone, Copy)]
pub(super) struct Fit {
    /// Text size in points.
    pub(super) size: f64,
    /// Share of the space meant between lines and parts.
    pub(super) spacing: f64,
    /// Width of the figure in millimetres.
    pub(super) figure: f64,
}

/// From the size meant to the smallest that still reads well on paper.
pub(super) const FITS: [Fit; 5] = [
    Fit { size: 10.5, spacing: 1.12, figure: 66.0 },
    Fit { size: 10.25, spacing: 1.0, figure: 64.0 },
    Fit { size: 10.0, spacing: 0.95, figure: 60.0 },
    Fit { size: 9.75, spacing: 0.9, figure: 57.0 },
    Fit { size: 9.5, spacing: 0.86, figure: 54.0 },
];

/// Height of A4 in points.
const A4_HEIGHT: f64 = 841.89;
/// From one line to the next, as a multiple of the text size.
const LINE: f64 = 1.2;

/// Renders the memo as one A4 page, PDF/A-2a and PDF/UA-1.
///
/// Text and figure are tightened in steps (text from 10.5 to 9.5 pt) until the page holds them.
///
/// # Errors
/// [`DocumentError::TooLong`] if the tightest step does not fit, [`DocumentError::Template`] for a broken template of the
/// municipality's own, [`DocumentError::Limit`] and [`DocumentError::Image`] for input no document takes.
pub fn memo_pdf(memo: &Memo, templates: &Templates) -> Result<Rendered, DocumentError> {
    limits::check(memo)?;
    let memory = Memory::of_page();
    let (layout, step) = fitted(&memory, memo, templates)?;
    let identity = format!("bavn-memo/{}/{}/{}", memo.letterhead.municipality, memo.reference, memo.subject);
    layout.pdf(&memory, &identity, step)
}

/// The layout at the first step that fits one page, with the number of the step.
pub(super) fn fitted<'a>(
    memory: &Memory,
    memo: &Memo,
    templates: &'a Templates,
) -> Result<(Layout<'a>, u8), DocumentError> {
    let source = templates.memo_typ.as_deref();
    let template = Template {
        name: "memo.typ",
        source: source.unwrap_or(Templates::default_memo_typ()),
        is_override: source.is_some(),
    };
    crate::limits::template("memo.typ", template.source.len())?;
    let mut files = Vec::new();
    let mut content = content(memo, &mut files);
    let mut lay_out = |fit: Fit, measure: bool| {
        content["fit"] = json!({ "size": fit.size, "spacing": fit.spacing, "figure": fit.figure, "measure": measure });
        Layout::new(memory, template, &content, files.clone(), memo.date)
    };
    for (fit, step) in FITS.into_iter().zip(0_u8..) {
        let layout = lay_out(fit, false)?;
        if layout.pages() <= 1 {
            return Ok((layout, step));
        }
    }
    let [.., tightest] = FITS;
    let measured = lay_out(tightest, true)?;
    Err(DocumentError::TooLong { over_by_lines: lines_over(&measured, tightest), longest: lengths(memo) })
}

/// Lines beyond one page. A template that does not measure counts whole pages.
fn lines_over(layout: &Layout<'_>, fit: Fit) -> u32 {
    let beyond = layout.height() - A4_HEIGHT + f64::from(layout.pages().saturating_sub(1)) * A4_HEIGHT * 0.9;
    let line = fit.size * LINE * fit.spacing.max(0.9);
    // Bounded by the page count; a cast from a float saturates.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "positive and small after max")]
    let lines = (beyond / line).ceil().max(1.0) as u32;
    lines
}

fn lengths(memo: &Memo) -> Vec<(SectionKey, u32)> {
    let length = |texts: &mut dyn Iterator<Item = &String>| {
        u32::try_from(texts.map(|text| text.trim().chars().count()).sum::<usize>()).unwrap_or(u32::MAX)
    };
    let table = memo.resources.table.iter().flat_map(|table| table.head.iter().chain(table.rows.iter().flatten()));
    let mut all = vec![
        (
            SectionKey::Heading,
            length(
                &mut [&memo.title, &memo.subject, &memo.sender, &memo.reference].into_iter().chain(&memo.recipients),
            ),
        ),
        (SectionKey::Background, length(&mut std::iter::once(&memo.background))),
        (SectionKey::Findings, length(&mut memo.findings.iter().flat_map(|finding| [&finding.heading, &finding.text]))),
        (SectionKey::Plan, length(&mut memo.plan.iter().flat_map(|step| [&step.phase, &step.text]))),
        (SectionKey::Resources, length(&mut std::iter::once(&memo.resources.text).chain(table))),
        (SectionKey::Conclusion, length(&mut std::iter::once(&memo.conclusion).chain(&memo.signature))),
    ];
    all.sort_by_key(|(key, length)| (std::cmp::Reverse(*length), *key));
    all
}

/// The fields of the head in reading order: label, value, whether it takes a line of its own.
pub(super) fn fields(memo: &Memo) -> Vec<(&str, String, bool)> {
    let labels = &memo.labels;
    let all = [
        (labels.subject.as_str(), memo.subject.clone(), true),
        (labels.recipients.as_str(), memo.recipients.join(", "), true),
        (labels.sender.as_str(), memo.sender.clone(), false),
        (labels.date.as_str(), memo.date_text.clone(), false),
        (labels.reference.as_str(), memo.reference.clone(), false),
    ];
    all.into_iter().filter(|(_, value, _)| !value.trim().is_empty()).collect()
}

fn content(memo: &Memo, files: &mut Vec<File>) -> Value {
    let fields: Vec<Value> = fields(memo)
        .into_iter()
        .map(|(label, value, is_wide)| json!({ "label": label, "value": value, "wide": is_wide }))
        .collect();
    let findings: Vec<Value> = memo
        .findings
        .iter()
        .map(|finding| json!({ "heading": finding.heading, "text": data::text(&finding.text) }))
        .collect();
    let plan: Vec<Value> =
        memo.plan.iter().map(|step| json!({ "phase": step.phase, "text": data::text(&step.text) })).collect();
    let labels = &memo.labels;
    json!({
        "letterhead": data::letterhead(&memo.letterhead, files),
        "language": data::language(memo.language),
        "labels": {
            "kind": labels.kind,
            "background": labels.background,
            "findings": labels.findings,
            "plan": labels.plan,
            "resources": labels.resources,
            "conclusion": labels.conclusion,
        },
        "title": memo.title,
        "subject": memo.subject,
        "sender": memo.sender,
        "date_text": memo.date_text,
        "date": data::date(memo.date),
        "recipients": memo.recipients,
        "reference": memo.reference,
        "fields": fields,
        "background": data::text(&memo.background),
        "findings": findings,
        "figure": memo.figure.as_ref().map(|figure| data::figure(figure, "figure", files)),
        "plan": plan,
        "resources": { "text": data::text(&memo.resources.text), "table": memo.resources.table.as_ref().map(data::table) },
        "conclusion": data::text(&memo.conclusion),
        "signature": memo.signature,
        "page_footer": memo.page_footer,
    })
}
