//! Where we stand: the figure, the curve, the areas.

use super::shown;
use crate::kit::{Tr, User, format};
use bavn_app::{
    action_plan::{PlanView, measure_code},
    gap_analysis::{AnalysisSummary, AnalysisView},
};
use bavn_core::{
    access::{Action, Resource},
    action_plan::Projection,
    gap_analysis::Score,
    ids::ControlId,
    measure::State,
};
use bavn_documents::charts::{self, Amount, Naming, StepPoint, Theme};
use std::collections::HashMap;

/// The figure and the curve.
pub(super) struct Standing {
    pub(super) href: String,
    pub(super) score: String,
    pub(super) counts: String,
    pub(super) chart: Option<String>,
    /// Date, maturity and what happens: the curve as a table.
    pub(super) points: Vec<(String, String, String)>,
    pub(super) primary: Option<(String, String)>,
    pub(super) secondary: Option<(String, String)>,
}

/// An area with its bar and what comes next.
pub(super) struct AreaRow {
    pub(super) href: String,
    pub(super) title: String,
    pub(super) score: String,
    pub(super) target: String,
    /// Width in percent and shade of the bar.
    pub(super) bar: Option<(i64, i64)>,
    pub(super) target_at: Option<i64>,
    /// Address, title and detail of the next measure.
    pub(super) next: Option<(String, String, String)>,
    pub(super) create: Option<String>,
}

/// One sentence with the figure.
pub(super) fn lead(t: Tr, view: &AnalysisView, projection: Option<&Projection>) -> Option<String> {
    let score = shown(t, view.evaluation.score()?);
    if let Some(unit) = &view.unit_name {
        return Some(t.s2("overview-lead-unit", "unit", unit, "score", score));
    }
    let Some(projection) = projection else { return Some(t.s("overview-lead", "score", score)) };
    let target = shown(t, projection.target);
    let end = projection.end().map(|end| shown(t, end)).unwrap_or_default();
    Some(match projection.reached_on {
        Some(date) => {
            let quarter = format::quarter(t.lang(), date);
            t.s3("overview-lead-reaches", ("score", &score), ("target", &target), ("quarter", &quarter))
        }
        None => t.s3("overview-lead-short", ("score", &score), ("target", &target), ("end", &end)),
    })
}

pub(super) fn standing(
    user: &User,
    view: &AnalysisView,
    earlier: &[AnalysisSummary],
    plan: Option<&PlanView>,
    projection: Option<&Projection>,
) -> Option<Standing> {
    let t = user.t;
    let id = view.analysis.id;
    let href = format!("/gap-analyse/{id}");
    let counts = view.evaluation.counts;
    let target = view.evaluation.target().map(|target| shown(t, target)).unwrap_or_default();
    let values =
        [("assessed", counts.assessed.to_string()), ("relevant", counts.relevant.to_string()), ("target", target)];
    let may_answer = view.analysis.is_open() && user.ctx.may(Action::AnswerRecord, view.analysis.resource());
    let may_write = user.ctx.may(Action::ReportChange, Resource::Municipality);
    let curve = projection.zip(view.evaluation.score());
    Some(Standing {
        score: view.evaluation.score().map_or_else(|| "–".to_owned(), |score| shown(t, score)),
        counts: t.with("overview-counts", &values),
        chart: curve.map(|(projection, score)| chart(user, view, earlier, projection, score)),
        points: curve.map(|(projection, score)| points(t, view, earlier, plan, projection, score)).unwrap_or_default(),
        primary: Some(if may_answer {
            (format!("{href}/skema"), t.get("overview-continue"))
        } else {
            (href.clone(), t.get("overview-see-analysis"))
        }),
        secondary: may_write.then(|| ("/rapporter".to_owned(), t.get("overview-make-memo"))),
        href,
    })
}

fn amount(t: Tr, score: Score) -> Amount {
    Amount { value: score.decimal(), text: shown(t, score) }
}

fn chart(
    user: &User,
    view: &AnalysisView,
    earlier: &[AnalysisSummary],
    projection: &Projection,
    score: Score,
) -> String {
    let t = user.t;
    let (target, end) = (shown(t, projection.target), shown(t, projection.end().unwrap_or(score)));
    let quarter = projection.reached_on.map(|date| format::quarter(t.lang(), date)).unwrap_or_default();
    let reached = if projection.reached_on.is_some() { "yes" } else { "no" };
    let title = [("reached", reached), ("quarter", &quarter), ("end", &end), ("target", &target)];
    let mut history: Vec<StepPoint> = earlier
        .iter()
        .filter_map(|summary| Some(StepPoint { date: summary.analysis.assessed_on, amount: amount(t, summary.score?) }))
        .collect();
    let current = view.analysis.assessed_on.min(user.ctx.today());
    history.push(StepPoint { date: current, amount: amount(t, score) });
    let expected: Vec<StepPoint> =
        projection.steps.iter().map(|step| StepPoint { date: step.date, amount: amount(t, step.score) }).collect();
    let from = history.first().map_or(current, |point| point.date);
    charts::projection(
        &charts::Projection {
            naming: Naming {
                id: "overview-curve".into(),
                title: t.with("overview-chart-title", &title.map(|(name, value)| (name, value.to_owned()))),
                description: t.s3(
                    "overview-chart-description",
                    ("start", &shown(t, score)),
                    ("end", &end),
                    ("target", &target),
                ),
            },
            maximum: 5.0,
            from,
            until: projection.to,
            today: user.ctx.today(),
            today_label: t.get("overview-today"),
            history,
            expected,
            target: Some(Amount {
                value: projection.target.decimal(),
                text: t.s("overview-chart-target", "target", &target),
            }),
        },
        &Theme::CARD,
    )
}

fn points(
    t: Tr,
    view: &AnalysisView,
    earlier: &[AnalysisSummary],
    plan: Option<&PlanView>,
    projection: &Projection,
    score: Score,
) -> Vec<(String, String, String)> {
    let date = |date| format::short_date(t.lang(), date);
    let made = |title: &str| t.s("overview-analysis-of", "title", title);
    let mut points: Vec<(String, String, String)> = earlier
        .iter()
        .filter_map(|summary| {
            let analysis = &summary.analysis;
            Some((date(analysis.assessed_on), shown(t, summary.score?), made(&analysis.title)))
        })
        .collect();
    points.push((date(view.analysis.assessed_on), shown(t, score), made(&view.analysis.title)));
    for step in &projection.steps {
        let titles: Vec<&str> =
            step.measures.iter().filter_map(|id| Some(plan?.measure(*id)?.0.facts.title.as_str())).collect();
        points.push((date(step.date), shown(t, step.score), titles.join(", ")));
    }
    points
}

/// The areas, furthest from the target first, with the next measure that lifts one of their controls.
pub(super) fn areas(user: &User, view: &AnalysisView, plan: Option<&PlanView>) -> Vec<AreaRow> {
    let t = user.t;
    let next = plan.map(next_measures).unwrap_or_default();
    let may_plan = user.ctx.may(Action::PlanChange, view.analysis.resource());
    let mut results: Vec<_> = view.evaluation.areas.iter().filter(|area| area.counts.relevant > 0).collect();
    let gap = |area: &bavn_core::gap_analysis::AreaResult| {
        area.target().map_or(0, |target| target.tenths() - area.score().map_or(0, Score::tenths))
    };
    results.sort_by_key(|area| std::cmp::Reverse((area.score().is_some(), gap(area))));
    results
        .into_iter()
        .map(|area| {
            let title = view.catalogue.areas.iter().find(|found| found.id == area.id);
            let measure = area.controls.iter().filter_map(|control| next.get(&control.id)).min();
            let worst = area
                .controls
                .iter()
                .filter(|control| control.score.is_some_and(|score| score < control.target))
                .min_by_key(|control| control.score);
            AreaRow {
                href: format!("/gap-analyse/{}/omraade/{}", view.analysis.id, area.code),
                title: title.map(|area| area.title.get(t.lang()).to_owned()).unwrap_or_default(),
                score: area.score().map_or_else(|| t.get("overview-not-assessed"), |score| shown(t, score)),
                target: area.target().map(|target| shown(t, target)).unwrap_or_default(),
                bar: area.score().map(|score| (score.tenths() * 2, (score.tenths() + 9).div_euclid(10).clamp(2, 5))),
                target_at: area.target().map(|target| target.tenths() * 2),
                next: measure.and_then(|(_, at)| plan.map(|plan| next_text(t, plan, *at))),
                create: worst
                    .filter(|_| may_plan)
                    .map(|control| format!("/handleplan/foranstaltning/ny?kontrol={}", control.code)),
            }
        })
        .collect()
}

/// For each control the open measure that lifts it and finishes first: its finish and place.
fn next_measures(plan: &PlanView) -> HashMap<ControlId, (time::Date, usize)> {
    let mut next: HashMap<ControlId, (time::Date, usize)> = HashMap::new();
    for (at, (facts, slot)) in plan.facts.iter().zip(&plan.schedule.measures).enumerate() {
        if matches!(facts.state, State::Done | State::Dropped) {
            continue;
        }
        for (control, _) in &facts.effects {
            let found = (slot.expected_finish, at);
            next.entry(*control).and_modify(|known| *known = (*known).min(found)).or_insert(found);
        }
    }
    next
}

fn next_text(t: Tr, plan: &PlanView, at: usize) -> (String, String, String) {
    let facts = &plan.facts[at];
    let when = format::quarter(t.lang(), plan.schedule.measures[at].expected_finish);
    let cost = facts.cost_once + facts.cost_yearly;
    let detail = if cost == 0 { when } else { format!("{when} · {}", format::kroner(t.lang(), cost)) };
    let code = measure_code(facts.number);
    (format!("/handleplan/foranstaltning/{code}"), facts.title.clone(), detail)
}
