//! The figures of a memo and what its draft is made from.

use crate::{App, Context, Result, action_plan::PlanView, gap_analysis::AnalysisView, gap_analysis::get_analysis};
use bavn_core::{
    gap_analysis::{Score, worst_first},
    ids::AreaId,
    lang::Lang,
    measure::Phase,
    report::{AreaFigure, MemoFigures, MemoFinding, PhaseTitles, PlanTotals, PreviousFigures},
};
use std::collections::{BTreeMap, BTreeSet};

/// A score as figures keep it.
pub(super) fn tenths(score: Option<Score>) -> Option<u8> {
    score.and_then(|score| u8::try_from(score.tenths()).ok())
}

/// The figures of a memo about an analysis, and a plan if there is one.
pub(super) async fn memo_figures(
    app: &App,
    ctx: &Context,
    lang: Lang,
    view: &AnalysisView,
    plan: Option<&PlanView>,
) -> Result<MemoFigures> {
    let areas = view.catalogue.areas.iter().filter_map(|area| {
        let result = view.area_result(area.id)?;
        Some(AreaFigure {
            code: area.code.clone(),
            title: area.title.get(lang).to_owned(),
            score: tenths(result.score()),
            target: tenths(result.target()),
        })
    });
    let previous = match view.analysis.previous_id {
        Some(id) => previous(get_analysis(app, ctx, id).await)?,
        None => None,
    };
    let mut figures = MemoFigures {
        drawn_up_on: ctx.today(),
        analysis: view.analysis.title.clone(),
        assessed_on: view.analysis.assessed_on,
        unit: view.unit_name.clone(),
        total: tenths(view.evaluation.score()),
        target: tenths(view.evaluation.target()),
        assessed: view.evaluation.counts.assessed,
        relevant: view.evaluation.counts.relevant,
        previous,
        areas: areas.collect(),
        plan: plan.map(|plan| plan_totals(view, plan)).transpose()?,
    };
    figures.sort_areas();
    Ok(figures)
}

/// What an earlier analysis gave; one that the actor may not read counts as none.
pub(super) fn previous(found: Result<AnalysisView>) -> Result<Option<PreviousFigures>> {
    match found {
        Ok(view) => Ok(tenths(view.evaluation.score()).map(|total| PreviousFigures {
            analysis: view.analysis.title.clone(),
            assessed_on: view.analysis.assessed_on,
            total,
        })),
        Err(crate::Error::NotFound { .. }) => Ok(None),
        Err(error) => Err(error),
    }
}

fn plan_totals(view: &AnalysisView, plan: &PlanView) -> Result<PlanTotals> {
    let mut totals = PlanTotals::of(&plan.facts, &plan.schedule, plan.today());
    plan.plan.title.clone_into(&mut totals.title);
    totals.last_year = plan.plan.ends_on.year();
    if let Some(target) = view.evaluation.target() {
        let projection = plan.projection(&view.inputs, target)?;
        totals.reached_on = projection.reached_on;
        totals.end = tenths(projection.end());
    }
    Ok(totals)
}

/// The worst gap of each area, worst first: the control's name, and the finding as it was written or as the content drafts it.
pub(super) fn findings(view: &AnalysisView, lang: Lang) -> Vec<MemoFinding> {
    let mut areas: BTreeSet<AreaId> = BTreeSet::new();
    let gaps = worst_first(&view.evaluation);
    let worst = gaps.iter().filter_map(|gap| {
        let area = view.evaluation.areas.get(gap.area)?;
        let control = view.catalogue.control(area.controls.get(gap.control)?.id)?;
        areas.insert(area.id).then(|| {
            let written = view.answer(control.id).map(|answer| answer.finding.trim()).filter(|text| !text.is_empty());
            let text = written.unwrap_or_else(|| control.finding.get(lang)).to_owned();
            MemoFinding { heading: control.title.get(lang).to_owned(), text }
        })
    });
    worst.collect()
}

/// The open measures by the phase, counted from today, in which they are expected to finish; those that lift most first.
pub(super) fn phases(view: &AnalysisView, plan: &PlanView) -> Vec<PhaseTitles> {
    let mut phases: BTreeMap<Phase, Vec<(u32, u32, &str)>> = BTreeMap::new();
    for (measure, slot) in plan.facts.iter().zip(&plan.schedule.measures) {
        if !measure.state.is_open() {
            continue;
        }
        let missing = |&(control, level): &(_, bavn_core::gap_analysis::Level)| {
            let score = view.answer(control).and_then(|answer| answer.standing().score());
            u32::from(level.get().saturating_sub(score.map_or(level.get(), bavn_core::gap_analysis::Level::get)))
        };
        let lift: u32 = measure.effects.iter().map(missing).sum();
        let phase = Phase::of(plan.today(), slot.expected_finish);
        phases.entry(phase).or_default().push((lift, measure.number, &measure.title));
    }
    let in_order = |(phase, mut measures): (Phase, Vec<(u32, u32, &str)>)| {
        measures.sort_by_key(|(lift, number, _)| (std::cmp::Reverse(*lift), *number));
        PhaseTitles { phase, titles: measures.into_iter().map(|(_, _, title)| title.to_owned()).collect() }
    };
    phases.into_iter().map(in_order).collect()
}
