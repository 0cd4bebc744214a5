//! A plan as the document crate wants it.

use super::{
    memo_document::score,
    plan_charts::{gantt_figures, projection_figure},
    plan_tables::tables,
    words::{language, plan_labels},
};
use crate::kit::{Tr, format};
use bavn_core::{
    lang::Lang,
    measure::State,
    report::{MeasureFigure, PlanContent, PlanFigures},
};
use bavn_documents::{
    Letterhead,
    plan::{KeyFigure, PlanDocument, PlanFinding, PlanMeasure},
};

/// Puts a plan document together. One without a date carries the day on which its figures were drawn up.
#[must_use]
pub fn plan_document(lang: Lang, content: &PlanContent, figures: &PlanFigures, letterhead: Letterhead) -> PlanDocument {
    let t = Tr::new(lang);
    let date = content.date.unwrap_or(figures.drawn_up_on);
    let (first, last) = (figures.starts_on.year(), figures.ends_on.year());
    PlanDocument {
        letterhead,
        language: language(lang),
        labels: plan_labels(lang),
        title: content.title.clone(),
        period: if first == last { first.to_string() } else { format!("{first}-{last}") },
        date_text: format::date(lang, date),
        date,
        reference: content.reference.clone(),
        summary: content.summary.clone(),
        key_figures: key_figures(t, figures),
        projection: projection_figure(t, figures),
        gantt: if content.has_gantt { gantt_figures(t, figures) } else { Vec::new() },
        measures: figures.measures.iter().map(|measure| plan_measure(t, measure)).collect(),
        economy: if content.has_economy { tables(t, figures) } else { Vec::new() },
        findings: if content.has_findings { findings(figures) } else { Vec::new() },
        page_footer: t.s2("report-doc-plan-footer", "title", &content.title, "date", format::date(lang, date)),
    }
}

fn key_figures(t: Tr, figures: &PlanFigures) -> Vec<KeyFigure> {
    let lang = t.lang();
    let of_five = |tenths: u8| t.s("report-doc-of-five", "score", score(lang, tenths));
    let mut all = Vec::new();
    if let Some(now) = figures.history.last() {
        all.push(KeyFigure { value: of_five(now.total), label: t.get("report-doc-maturity-now") });
    }
    if let Some(end) = figures.expected.last() {
        let when = format::quarter(lang, end.date);
        all.push(KeyFigure { value: of_five(end.total), label: t.s("report-doc-maturity-then", "when", when) });
    }
    let counted = || figures.measures.iter().filter(|measure| measure.state != State::Dropped);
    let total: i64 = figures.years.iter().map(|year| year.once + year.running).sum();
    let (first, last) = (figures.starts_on.year(), figures.ends_on.year());
    let label = t.s2("report-doc-cost-period", "first", first, "last", last);
    all.push(KeyFigure { value: format::kroner(lang, total), label });
    let hours: i64 = counted().map(|measure| i64::from(measure.hours)).sum();
    all.push(KeyFigure { value: format::whole(lang, hours), label: t.get("report-doc-hours-total") });
    let count = i64::try_from(counted().count()).unwrap_or(i64::MAX);
    all.push(KeyFigure { value: format::whole(lang, count), label: t.get("report-doc-measures") });
    all
}

fn plan_measure(t: Tr, measure: &MeasureFigure) -> PlanMeasure {
    let level = |level: Option<u8>| level.map_or_else(|| "–".to_owned(), |level| level.to_string());
    let lift = |lift: &bavn_core::report::LiftFigure| {
        format!("{} {}: {} → {}", lift.code, lift.title, level(lift.from), lift.to)
    };
    PlanMeasure {
        number: measure.number,
        title: measure.title.clone(),
        description: measure.description.clone(),
        owner: measure.owner.clone(),
        unit: measure.unit.clone(),
        phase: t.of("report-phase", measure.phase.key()),
        start: Some(measure.start),
        due: Some(measure.finish),
        cost_once: measure.cost_once,
        cost_yearly: measure.cost_yearly,
        hours: measure.hours,
        state: t.of("report-state", measure.state.key()),
        progress: measure.progress,
        is_late: measure.is_late,
        lifts: measure.lifts.iter().map(lift).collect(),
    }
}

fn findings(figures: &PlanFigures) -> Vec<PlanFinding> {
    let finding = |finding: &bavn_core::report::FindingFigure| PlanFinding {
        code: finding.code.clone(),
        control: finding.control.clone(),
        score_tenths: finding.score,
        target_tenths: finding.target,
        finding: finding.text.clone(),
    };
    figures.findings.iter().map(finding).collect()
}
