//! The figures of a plan document.

use super::memo_data::{previous, tenths};
use crate::{App, Context, Result, action_plan::PlanView, gap_analysis::AnalysisView, gap_analysis::get_analysis};
use bavn_core::{
    action_plan::Scheduled,
    gap_analysis::{Level, worst_first},
    ids::MeasureId,
    lang::Lang,
    measure::Measure as Facts,
    report::{
        FindingFigure, GroupFigure, HoursFigure, LiftFigure, MeasureFigure, PlanFigures, PointFigure, YearFigure,
    },
};
use std::collections::HashMap;

/// The figures of a plan document, with what an analysis has to say if there is one.
pub(super) async fn plan_figures(
    app: &App,
    ctx: &Context,
    lang: Lang,
    plan: &PlanView,
    view: Option<&AnalysisView>,
) -> Result<PlanFigures> {
    let numbers: HashMap<MeasureId, u32> = plan.facts.iter().map(|measure| (measure.id, measure.number)).collect();
    let measures = plan.measures.iter().zip(&plan.schedule.measures);
    let measures = measures.map(|(measure, slot)| MeasureFigure {
        description: measure.description.clone(),
        owner: name(&plan.person_names, measure.facts.owner),
        unit: name(&plan.unit_names, measure.facts.unit),
        depends_on: measure.facts.depends_on.iter().filter_map(|id| numbers.get(id).copied()).collect(),
        lifts: lifts(&measure.facts, view, lang),
        ..bare(&measure.facts, slot)
    });
    let year = |year: &bavn_core::action_plan::YearTotals| YearFigure {
        year: year.year,
        once: year.once,
        running: year.running,
        inside: year.within_budget,
        outside: year.outside_budget,
    };
    let group = |label: String, totals: &bavn_core::action_plan::GroupTotals| GroupFigure {
        label,
        measures: totals.measures,
        once: totals.once,
        yearly: totals.yearly,
    };
    let economy = &plan.economy;
    let mut figures = PlanFigures {
        drawn_up_on: ctx.today(),
        plan: plan.plan.title.clone(),
        starts_on: plan.plan.starts_on,
        ends_on: plan.plan.ends_on,
        measures: measures.collect(),
        years: economy.years.iter().map(year).collect(),
        phases: economy.phases.iter().map(|(phase, totals)| group(phase.key().to_owned(), totals)).collect(),
        units: economy.units.iter().map(|(unit, totals)| group(name(&plan.unit_names, *unit), totals)).collect(),
        hours: plan
            .hours
            .iter()
            .map(|hours| HoursFigure {
                year: hours.quarter.year,
                quarter: hours.quarter.number,
                role: hours.role,
                hours: hours.hours,
            })
            .collect(),
        history: Vec::new(),
        expected: Vec::new(),
        target: None,
        reached_on: None,
        analysis: None,
        findings: Vec::new(),
    };
    if let Some(view) = view {
        with_analysis(app, ctx, lang, plan, view, &mut figures).await?;
    }
    Ok(figures)
}

async fn with_analysis(
    app: &App,
    ctx: &Context,
    lang: Lang,
    plan: &PlanView,
    view: &AnalysisView,
    figures: &mut PlanFigures,
) -> Result<()> {
    if let Some(id) = view.analysis.previous_id
        && let Some(before) = previous(get_analysis(app, ctx, id).await)?
    {
        figures.history.push(PointFigure { date: before.assessed_on, total: before.total });
    }
    let now = tenths(view.evaluation.score());
    figures.history.extend(now.map(|total| PointFigure { date: view.analysis.assessed_on, total }));
    figures.target = tenths(view.evaluation.target());
    if let Some(target) = view.evaluation.target() {
        let projection = plan.projection(&view.inputs, target)?;
        let point = |step: &bavn_core::action_plan::Step| {
            Some(PointFigure { date: step.date, total: tenths(Some(step.score))? })
        };
        figures.expected = projection.steps.iter().filter_map(point).collect();
        figures.reached_on = projection.reached_on;
    }
    figures.analysis = Some(view.analysis.title.clone());
    figures.findings = findings(view, lang);
    Ok(())
}

fn name<K: std::hash::Hash + Eq>(names: &HashMap<K, String>, id: Option<K>) -> String {
    id.and_then(|id| names.get(&id).cloned()).unwrap_or_default()
}

fn bare(facts: &Facts, slot: &Scheduled) -> MeasureFigure {
    MeasureFigure {
        number: facts.number,
        title: facts.title.clone(),
        description: String::new(),
        owner: String::new(),
        unit: String::new(),
        phase: facts.phase,
        start: slot.planned_start,
        finish: slot.planned_finish,
        expected_finish: slot.expected_finish,
        cost_once: facts.cost_once,
        cost_yearly: facts.cost_yearly,
        within_budget: facts.within_budget,
        hours: facts.hours.iter().map(|(_, hours)| *hours).sum(),
        state: facts.state,
        progress: facts.progress,
        is_late: slot.is_late,
        depends_on: Vec::new(),
        lifts: Vec::new(),
    }
}

fn lifts(facts: &Facts, view: Option<&AnalysisView>, lang: Lang) -> Vec<LiftFigure> {
    let Some(view) = view else { return Vec::new() };
    let lift = |&(id, level): &(_, Level)| {
        let control = view.catalogue.control(id)?;
        Some(LiftFigure {
            code: control.code.clone(),
            title: control.title.get(lang).to_owned(),
            from: view.answer(id).and_then(|answer| answer.standing().score()).map(Level::get),
            to: level.get(),
        })
    };
    facts.effects.iter().filter_map(lift).collect()
}

/// Every control below its target, the one that weighs most first, with the finding as it was written or as the content drafts it.
fn findings(view: &AnalysisView, lang: Lang) -> Vec<FindingFigure> {
    let gaps = worst_first(&view.evaluation);
    let finding = |gap: &bavn_core::gap_analysis::ControlGap| {
        let result = view.evaluation.areas.get(gap.area)?.controls.get(gap.control)?;
        let control = view.catalogue.control(result.id)?;
        let written = view.answer(control.id).map(|answer| answer.finding.trim()).filter(|text| !text.is_empty());
        Some(FindingFigure {
            code: control.code.clone(),
            control: control.title.get(lang).to_owned(),
            score: Some(gap.score.get() * 10),
            target: gap.target.get() * 10,
            text: written.unwrap_or_else(|| control.finding.get(lang)).to_owned(),
        })
    };
    gaps.iter().filter_map(finding).collect()
}
