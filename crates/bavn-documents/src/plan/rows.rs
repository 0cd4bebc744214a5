//! The cells of the plan's tables, written once for PDF and DOCX.

use super::{AmountRow, AmountTable, PlanDocument, PlanFinding, PlanMeasure};
use crate::format;

/// An amount with its unit; nothing for nothing.
pub(super) fn kroner(plan: &PlanDocument, amount: i64) -> String {
    if amount == 0 {
        "–".to_owned()
    } else {
        format!("{} {}", format::whole(amount, plan.language), plan.labels.kroner)
    }
}

pub(super) fn date(plan: &PlanDocument, date: Option<time::Date>) -> String {
    date.map_or_else(|| plan.labels.not_set.clone(), |date| format::date(date, plan.language))
}

pub(super) fn or_not_set(plan: &PlanDocument, text: &str) -> String {
    if text.trim().is_empty() { plan.labels.not_set.clone() } else { text.to_owned() }
}

/// State, progress where there is any, and lateness in words.
pub(super) fn state(plan: &PlanDocument, measure: &PlanMeasure) -> String {
    let mut text = measure.state.clone();
    if (1..100).contains(&measure.progress) {
        text.push_str(&format!(" · {} %", measure.progress));
    }
    if measure.is_late {
        text.push_str(&format!(" · {}", plan.labels.late));
    }
    text
}

/// Heads and cells of the overview of measures.
pub(super) fn overview_head(plan: &PlanDocument) -> Vec<&str> {
    let labels = &plan.labels;
    vec![
        &labels.number,
        &labels.measure,
        &labels.owner,
        &labels.phase,
        &labels.due,
        &labels.cost_once,
        &labels.cost_yearly,
        &labels.state,
    ]
}

pub(super) fn overview(plan: &PlanDocument, measure: &PlanMeasure) -> Vec<String> {
    vec![
        measure.number.to_string(),
        measure.title.clone(),
        or_not_set(plan, &measure.owner),
        measure.phase.clone(),
        date(plan, measure.due),
        kroner(plan, measure.cost_once),
        kroner(plan, measure.cost_yearly),
        state(plan, measure),
    ]
}

/// Label and value of what is known of one measure.
pub(super) fn details<'a>(plan: &'a PlanDocument, measure: &PlanMeasure) -> Vec<(&'a str, String)> {
    let labels = &plan.labels;
    let mut owner = or_not_set(plan, &measure.owner);
    if !measure.unit.trim().is_empty() && measure.unit != measure.owner {
        owner =
            if measure.owner.trim().is_empty() { measure.unit.clone() } else { format!("{owner}, {}", measure.unit) };
    }
    vec![
        (&labels.owner, owner),
        (&labels.phase, or_not_set(plan, &measure.phase)),
        (&labels.start, date(plan, measure.start)),
        (&labels.due, date(plan, measure.due)),
        (&labels.cost_once, kroner(plan, measure.cost_once)),
        (&labels.cost_yearly, kroner(plan, measure.cost_yearly)),
        (&labels.hours, format::whole(i64::from(measure.hours), plan.language)),
        (&labels.state, state(plan, measure)),
    ]
}

/// A row of amounts, one for each column of its table.
pub(super) fn amounts(plan: &PlanDocument, table: &AmountTable, row: &AmountRow) -> Vec<String> {
    let written =
        |column: usize| row.values.get(column).map_or_else(String::new, |value| format::whole(*value, plan.language));
    let values = (0..table.columns.len()).map(written);
    std::iter::once(row.label.clone()).chain(values).collect()
}

pub(super) fn finding_head(plan: &PlanDocument) -> Vec<&str> {
    let labels = &plan.labels;
    vec![&labels.code, &labels.control, &labels.score, &labels.target, &labels.finding]
}

pub(super) fn finding(plan: &PlanDocument, finding: &PlanFinding) -> Vec<String> {
    vec![
        finding.code.clone(),
        finding.control.clone(),
        finding
            .score_tenths
            .map_or_else(|| plan.labels.not_assessed.clone(), |score| format::tenths(score, plan.language)),
        format::tenths(finding.target_tenths, plan.language),
        finding.finding.clone(),
    ]
}
