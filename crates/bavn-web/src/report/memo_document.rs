//! A memo as the document crate wants it: text and figures with words, on the municipality's paper.

use super::words::{language, memo_labels};
use crate::kit::{Tr, format};
use bavn_core::{
    gap_analysis::OneDecimal,
    lang::Lang,
    report::{Budget, MemoContent, MemoFigures, PlanTotals},
};
use bavn_documents::{
    Figure, FigureTable, Letterhead,
    charts::{Amount, BarList, BarRow, Naming, Theme, bar_list},
    memo::{Finding, Memo, PlanStep, Resources},
};

/// `1,6` of a score in tenths.
pub(super) fn score(lang: Lang, tenths: u8) -> String {
    OneDecimal { tenths: tenths.into() }.text(lang)
}

/// Where a score lies on an axis, with its text.
pub(super) fn amount(lang: Lang, tenths: u8) -> Amount {
    Amount::new(f64::from(tenths) / 10.0, score(lang, tenths))
}

/// Puts a memo together. A memo without a date carries the day on which its figures were drawn up.
#[must_use]
pub fn memo_document(lang: Lang, content: &MemoContent, figures: &MemoFigures, letterhead: Letterhead) -> Memo {
    let t = Tr::new(lang);
    let mut labels = memo_labels(lang);
    if labels.kind == content.title {
        // The kind above the heading would say the same as the heading.
        labels.kind = t.get("report-doc-note");
    }
    let date = content.date.unwrap_or(figures.drawn_up_on);
    let lines = |text: &str| text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect();
    Memo {
        letterhead,
        language: language(lang),
        labels,
        title: content.title.clone(),
        subject: content.subject.clone(),
        sender: content.sender.clone(),
        date_text: format::date(lang, date),
        date,
        recipients: lines(&content.recipient),
        reference: content.reference.clone(),
        background: content.background.clone(),
        findings: content
            .findings
            .iter()
            .map(|finding| Finding { heading: sentence(&finding.heading), text: finding.text.clone() })
            .collect(),
        figure: (!figures.areas.is_empty()).then(|| status_figure(t, figures)),
        plan: content
            .plan
            .iter()
            .map(|phase| PlanStep { phase: phase.phase.clone(), text: phase.text.clone() })
            .collect(),
        resources: Resources {
            text: content.resources.clone(),
            table: figures.plan.as_ref().filter(|plan| plan.all.measures > 0).map(|plan| resources_table(t, plan)),
        },
        conclusion: content.conclusion.clone(),
        signature: lines(&content.signature),
        page_footer: t.s2(
            "report-doc-footer",
            "analysis",
            &figures.analysis,
            "date",
            format::date(lang, figures.drawn_up_on),
        ),
    }
}

/// A heading that runs into its text ends like a sentence.
fn sentence(heading: &str) -> String {
    if heading.is_empty() || heading.ends_with(['.', '?', '!', ':']) {
        heading.to_owned()
    } else {
        format!("{heading}.")
    }
}

fn status_figure(t: Tr, figures: &MemoFigures) -> Figure {
    let lang = t.lang();
    let title = match figures.farthest() {
        Some(area) => t.s("report-doc-farthest", "area", &area.title),
        None => t.get("report-doc-at-target"),
    };
    let or_missing =
        |tenths: Option<u8>| tenths.map_or_else(|| t.get("report-doc-missing"), |tenths| score(lang, tenths));
    let alt = t.s3(
        "report-doc-figure-alt",
        ("count", &figures.areas.len().to_string()),
        ("total", &or_missing(figures.total)),
        ("target", &or_missing(figures.target)),
    );
    let rows = figures.areas.iter().map(|area| BarRow {
        label: area.title.clone(),
        value: area.score.map(|tenths| amount(lang, tenths)),
        target: area.target.map(|tenths| amount(lang, tenths)),
    });
    let chart = BarList {
        naming: Naming { id: "status".to_owned(), title: title.clone(), description: alt.clone() },
        maximum: 5.0,
        rows: rows.collect(),
        value_head: t.get("report-doc-now"),
        target_head: t.get("report-doc-target"),
        missing: t.get("report-doc-missing"),
    };
    let table = FigureTable {
        head: vec![t.get("report-doc-area"), t.get("report-doc-now"), t.get("report-doc-target")],
        rows: figures
            .areas
            .iter()
            .map(|area| vec![area.title.clone(), or_missing(area.score), or_missing(area.target)])
            .collect(),
    };
    Figure { svg: bar_list(&chart, &Theme::MEMO), title, alt, table: Some(table) }
}

fn resources_table(t: Tr, plan: &PlanTotals) -> FigureTable {
    let lang = t.lang();
    let row = |label: String, budget: &Budget| {
        let hours = i64::try_from(budget.hours).unwrap_or(i64::MAX);
        let numbers = [i64::try_from(budget.measures).unwrap_or(i64::MAX), budget.once, budget.yearly, hours];
        std::iter::once(label).chain(numbers.map(|number| format::whole(lang, number))).collect::<Vec<_>>()
    };
    FigureTable {
        head: vec![
            t.get("report-doc-frame"),
            t.get("report-doc-count"),
            t.get("report-doc-once-kr"),
            t.get("report-doc-yearly-kr"),
            t.get("report-doc-hours"),
        ],
        rows: vec![row(t.get("report-doc-within"), &plan.inside), row(t.get("report-doc-beyond"), &plan.outside)],
    }
}
