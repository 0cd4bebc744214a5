//! The draft of a memo: sentences from a template, figures from the analysis and the plan.

use super::{
    Budget, MemoContent, MemoFigures, MemoFinding, MemoPhase, PlanTotals, TemplateError, excerpt, fill,
    numbers::{about, millions, whole},
};
use crate::{gap_analysis::OneDecimal, lang::Lang, measure::Phase};
use serde::Deserialize;

/// The sentences of a draft, from `content/templates/ledelsesnotat.{da,en}.toml`. Texts in one group are used when the figures
/// call for them; places such as `{total}` are filled.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MemoTemplate {
    /// The heading.
    pub title: String,
    /// What it is about.
    pub subject: String,
    /// Who sends it.
    pub sender: String,
    /// Who gets it.
    pub recipient: String,
    /// Who signs.
    pub signature: String,
    /// The law and the analysis; always.
    pub background: String,
    /// When there is no score yet.
    pub background_unscored: String,
    /// When there is a score.
    pub background_scored: String,
    /// When there is an earlier score to compare with.
    pub background_compared: String,
    /// When not every relevant control is assessed.
    pub background_incomplete: String,
    /// When there is no plan or no open measure.
    pub resources_none: String,
    /// When there are open measures.
    pub resources: String,
    /// When all of them fit within existing budgets.
    pub resources_inside: String,
    /// When some do not.
    pub resources_outside: String,
    /// When the target is expected to be reached.
    pub conclusion_reached: String,
    /// When it is not.
    pub conclusion_not_reached: String,
    /// What is asked for; always.
    pub conclusion: String,
    /// `{titles}` with the first measures of a phase and `{count}` more.
    pub phase_more: String,
    /// An amount of a million or more, `{number}`.
    pub million: String,
    /// A smaller amount, `{number}`.
    pub amount: String,
    /// `{quarter}` and `{year}`.
    pub quarter: String,
    /// The names of the phases.
    pub phases: PhaseNames,
}

/// What the phases are called.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PhaseNames {
    /// Within three months.
    pub months_0_3: String,
    /// Within six.
    pub months_3_6: String,
    /// Within twelve.
    pub months_6_12: String,
    /// Within eighteen.
    pub months_12_18: String,
    /// After that.
    pub later: String,
}

impl PhaseNames {
    /// The name of a phase.
    #[must_use]
    pub fn get(&self, phase: Phase) -> &str {
        match phase {
            Phase::Months0To3 => &self.months_0_3,
            Phase::Months3To6 => &self.months_3_6,
            Phase::Months6To12 => &self.months_6_12,
            Phase::Months12To18 => &self.months_12_18,
            Phase::Later => &self.later,
        }
    }
}

/// The measures that a phase finishes, those that lift most first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PhaseTitles {
    /// The phase.
    pub phase: Phase,
    /// Their titles.
    pub titles: Vec<String>,
}

/// What a draft is made from.
#[derive(Clone, Debug)]
pub struct DraftInput<'a> {
    /// The language of the memo.
    pub lang: Lang,
    /// The name of the municipality.
    pub municipality: &'a str,
    /// Who documents come from; may be empty.
    pub sender: &'a str,
    /// The figures.
    pub figures: &'a MemoFigures,
    /// The worst findings, worst first: heading and text.
    pub findings: Vec<MemoFinding>,
    /// The measures of each phase.
    pub phases: Vec<PhaseTitles>,
}

/// Most findings in a draft.
const FINDINGS: usize = 6;
/// Longest text of a finding in a draft, characters.
const FINDING: usize = 130;
/// Most measures named in a phase, and the characters they may take together.
const TITLES: (usize, usize) = (3, 130);
/// Most phases side by side.
const PHASES: usize = 4;

/// Drafts a memo.
///
/// # Errors
/// The template names a place that has no value.
pub fn draft_memo(template: &MemoTemplate, input: &DraftInput<'_>) -> Result<MemoContent, TemplateError> {
    let values = values(template, input)?;
    let text = |sentences: &[&str]| -> Result<String, TemplateError> {
        let filled: Vec<String> = sentences.iter().map(|sentence| fill(sentence, &values)).collect::<Result<_, _>>()?;
        Ok(filled.join(" "))
    };
    let figures = input.figures;
    let mut background = vec![template.background.as_str()];
    background.push(match (figures.total, &figures.previous) {
        (None, _) => &template.background_unscored,
        (Some(_), None) => &template.background_scored,
        (Some(_), Some(_)) => &template.background_compared,
    });
    if figures.assessed < figures.relevant {
        background.push(&template.background_incomplete);
    }
    let open = figures.plan.as_ref().filter(|plan| plan.all.measures > 0);
    let resources: Vec<&str> = match open {
        None => vec![&template.resources_none],
        Some(plan) if plan.outside.measures == 0 => vec![&template.resources, &template.resources_inside],
        Some(_) => vec![&template.resources, &template.resources_outside],
    };
    let reached = figures.plan.as_ref().and_then(|plan| plan.reached_on);
    let outlook = if reached.is_some() { &template.conclusion_reached } else { &template.conclusion_not_reached };
    let conclusion: Vec<&str> = match open {
        None => vec![&template.conclusion],
        Some(_) => vec![outlook, &template.conclusion],
    };
    let findings = input.findings.iter().take(FINDINGS);
    let findings = findings
        .map(|finding| MemoFinding { heading: finding.heading.clone(), text: excerpt(&finding.text, FINDING) })
        .collect();
    let phases = input.phases.iter().filter(|phase| !phase.titles.is_empty()).take(PHASES);
    let plan = phases.map(|phase| phase_text(template, phase)).collect::<Result<_, _>>()?;
    Ok(MemoContent {
        title: text(&[&template.title])?,
        subject: text(&[&template.subject])?,
        sender: text(&[&template.sender])?,
        recipient: text(&[&template.recipient])?,
        date: None,
        reference: String::new(),
        background: text(&background)?,
        findings,
        plan,
        resources: text(&resources)?,
        conclusion: text(&conclusion)?,
        signature: text(&[&template.signature])?,
    })
}

fn phase_text(template: &MemoTemplate, phase: &PhaseTitles) -> Result<MemoPhase, TemplateError> {
    let (most, length) = TITLES;
    let mut shown = 0;
    let mut taken = 0;
    for title in phase.titles.iter().take(most) {
        taken += title.chars().count();
        if shown > 0 && taken > length {
            break;
        }
        shown += 1;
    }
    let titles = phase.titles[..shown].join("; ");
    let left = phase.titles.len() - shown;
    let text = if left == 0 {
        format!("{titles}.")
    } else {
        fill(&template.phase_more, &[("titles", titles), ("count", left.to_string())])?
    };
    Ok(MemoPhase { phase: template.phases.get(phase.phase).to_owned(), text })
}

/// The values of every place; each is there whether the figures have it or not, so that a fault in a template shows at once.
fn values(template: &MemoTemplate, input: &DraftInput<'_>) -> Result<Vec<(&'static str, String)>, TemplateError> {
    let (figures, lang) = (input.figures, input.lang);
    let score = |tenths: Option<u8>| {
        tenths.map_or_else(|| "–".to_owned(), |tenths| OneDecimal { tenths: tenths.into() }.text(lang))
    };
    let money = |kroner: i64| -> Result<String, TemplateError> {
        let kroner = u64::try_from(kroner).unwrap_or(0);
        let (sentence, number) = if kroner >= 950_000 {
            (&template.million, millions(lang, kroner))
        } else {
            (&template.amount, whole(lang, kroner))
        };
        fill(sentence, &[("number", number)])
    };
    let none = PlanTotals::default();
    let plan = figures.plan.as_ref().unwrap_or(&none);
    let count = |budget: &Budget| budget.measures.to_string();
    let reached = match plan.reached_on {
        None => "–".to_owned(),
        Some(date) => {
            let quarter = (u8::from(date.month()) - 1) / 3 + 1;
            fill(&template.quarter, &[("quarter", quarter.to_string()), ("year", date.year().to_string())])?
        }
    };
    let area = |place: usize| figures.areas.get(place).map_or_else(|| "–".to_owned(), |area| area.title.clone());
    let sender = if input.sender.trim().is_empty() {
        input.municipality.to_owned()
    } else {
        format!("{}, {}", input.sender.trim(), input.municipality)
    };
    let previous = figures.previous.as_ref();
    Ok(vec![
        ("municipality", input.municipality.to_owned()),
        ("sender", sender),
        ("analysis", figures.analysis.clone()),
        ("total", score(figures.total)),
        ("target", score(figures.target)),
        ("previous", score(previous.map(|previous| previous.total))),
        ("previous_year", previous.map_or_else(|| "–".to_owned(), |previous| previous.assessed_on.year().to_string())),
        ("assessed", figures.assessed.to_string()),
        ("relevant", figures.relevant.to_string()),
        ("worst_area", area(0)),
        ("second_area", area(1)),
        ("plan", plan.title.clone()),
        ("last_year", plan.last_year.to_string()),
        ("end", score(plan.end)),
        ("reached", reached),
        ("measures", count(&plan.all)),
        ("once", money(plan.all.once)?),
        ("yearly", money(plan.all.yearly)?),
        ("hours", whole(lang, about(plan.all.hours))),
        ("inside", count(&plan.inside)),
        ("outside", count(&plan.outside)),
        ("outside_once", money(plan.outside.once)?),
        ("outside_yearly", money(plan.outside.yearly)?),
    ])
}

#[cfg(test)]
mod tests;
