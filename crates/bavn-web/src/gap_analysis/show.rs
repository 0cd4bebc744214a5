use super::parts::{Head, badge, bar, decimals, heading, hundredths, number, parse_id, subject};
use crate::kit::{Layout, PageResult, Place, Tr, User, format, html};
use askama::Template;
use axum::extract::Path;
use bavn_app::{
    catalogue::AreaView,
    gap_analysis::{AnalysisView, comparison_of, get_analysis},
};
use bavn_core::{
    access::Action,
    gap_analysis::{AreaResult, Comparison, Fraction, FrameworkResult, OneDecimal, worst_first},
};
use bavn_documents::charts::{Amount, Axis, Naming, Radar, Theme, radar};

/// A row of the table of areas or frameworks.
struct BarRow {
    path: String,
    title: String,
    bar: String,
    score: String,
    target: String,
    weight: String,
    count: String,
}

/// A control that would lift the total.
struct WorstRow {
    path: String,
    code: String,
    title: String,
    area: String,
    badge: String,
    target: String,
    rise: String,
}

#[derive(Template)]
#[template(path = "gap_analysis/show.html")]
struct ShowPage {
    layout: Layout,
    t: Tr,
    head: Head,
    heading: String,
    lead: String,
    view: AnalysisView,
    facts: Vec<(String, String, String)>,
    radar: Option<String>,
    farthest: String,
    areas: Vec<BarRow>,
    frameworks: Vec<BarRow>,
    worst: Vec<WorstRow>,
    below: usize,
    total: BarRow,
    sum: String,
    may_change: bool,
    may_answer: bool,
    missing: usize,
    weights_differ: usize,
}

impl ShowPage {
    fn version(&self) -> i32 {
        self.view.analysis.version
    }
}

/// How far an area is from its target; areas without a score come last.
fn distance(area: &AreaResult) -> Fraction {
    match (area.target(), area.score()) {
        (Some(target), Some(score)) => target.fraction() - score.fraction(),
        _ => Fraction::from_integer(-6),
    }
}

pub(super) async fn show(user: User, Path(id): Path<String>) -> PageResult {
    let (app, ctx, t) = (&user.app, &user.ctx, user.t);
    let view = get_analysis(app, ctx, parse_id(&id)?).await?;
    let earlier = comparison_of(app, ctx, &view, None).await?;
    let lang = t.lang();
    let head = Head::new(&view, "overview");
    let evaluation = &view.evaluation;
    let who = subject(t, &view);
    let heading = heading(t, &who, evaluation.score(), evaluation.target());
    let areas = ordered_areas(&view);
    let farthest =
        areas.first().filter(|(_, result)| result.score().is_some() && distance(result) > Fraction::from_integer(0));
    let farthest = match farthest {
        Some((area, _)) => t.s("gap-farthest", "area", area.title.get(lang)),
        None => t.get("gap-areas-heading"),
    };
    let gaps = worst_first(evaluation);
    let worst = gaps.iter().take(5).map(|gap| {
        let area = &evaluation.areas[gap.area];
        let control = &area.controls[gap.control];
        let titles = view.catalogue.control(control.id);
        WorstRow {
            path: format!("{}/kontrol/{}", head.path, control.code),
            code: control.code.clone(),
            title: titles.map(|control| control.title.get(lang).to_owned()).unwrap_or_default(),
            area: titles.map(|control| view.catalogue.area_of(control).title.get(lang).to_owned()).unwrap_or_default(),
            badge: badge(t, Some(gap.score)),
            target: gap.target.to_string(),
            rise: format!("+{}", hundredths(lang, gap.total_rise)),
        }
    });
    let frameworks = framework_rows(t, &view, &head)?;
    let worst = worst.collect();
    let below = gaps.len();
    let weights_differ = differing_weights(&view);
    let total = BarRow {
        path: String::new(),
        title: who,
        bar: bar(evaluation.score(), evaluation.target()),
        score: number(lang, evaluation.score()),
        target: number(lang, evaluation.target()),
        weight: String::new(),
        count: counted(t, evaluation.counts.assessed, evaluation.counts.relevant),
    };
    let sum = evaluation.score.as_ref().map(|mean| {
        t.with(
            "gap-sum",
            &[
                ("areas", mean.terms.len().to_string()),
                ("sum", decimals(lang, mean.weighted_sum)),
                ("weights", mean.weight_sum.to_string()),
                ("exact", decimals(lang, mean.value.fraction())),
                ("shown", number(lang, Some(mean.value))),
            ],
        )
    });
    let page = ShowPage {
        layout: user.layout(Place::GapAnalysis, heading.clone()),
        t,
        lead: lead(t, &view, earlier.as_ref()),
        facts: facts(t, &view, earlier.as_ref().map(|(earlier, _)| earlier)),
        radar: radar_of(t, &view, &farthest),
        farthest,
        areas: areas.iter().map(|(area, result)| area_row(t, &head, area, result)).collect(),
        frameworks,
        worst,
        below,
        total,
        sum: sum.unwrap_or_default(),
        may_change: ctx.may(Action::AnalysisChange, view.analysis.resource()),
        may_answer: ctx.may(Action::AnswerRecord, view.analysis.resource()) && view.analysis.is_open(),
        missing: evaluation.counts.relevant - evaluation.counts.assessed,
        weights_differ,
        heading,
        head,
        view,
    };
    html(&page)
}

/// The areas, farthest from their target first.
fn ordered_areas(view: &AnalysisView) -> Vec<(&AreaView, &AreaResult)> {
    let mut areas: Vec<_> =
        view.catalogue.areas.iter().filter_map(|area| Some((area, view.area_result(area.id)?))).collect();
    areas.sort_by_key(|(_, area)| std::cmp::Reverse(distance(area)));
    areas
}

fn counted(t: Tr, assessed: usize, relevant: usize) -> String {
    t.s2("gap-of", "n", assessed, "m", relevant)
}

fn area_row(t: Tr, head: &Head, area: &AreaView, result: &AreaResult) -> BarRow {
    let lang = t.lang();
    BarRow {
        path: format!("{}/omraade/{}", head.path, area.code),
        title: area.title.get(lang).to_owned(),
        bar: bar(result.score(), result.target()),
        score: number(lang, result.score()),
        target: number(lang, result.target()),
        weight: result.weight.to_string(),
        count: counted(t, result.counts.assessed, result.counts.relevant),
    }
}

fn framework_rows(t: Tr, view: &AnalysisView, head: &Head) -> PageResult<Vec<BarRow>> {
    let lang = t.lang();
    let row = |result: &FrameworkResult| {
        let framework = view.catalogue.frameworks.iter().find(|framework| framework.key == result.key)?;
        let target = result.target.as_ref().map(|mean| mean.value);
        Some(BarRow {
            path: format!("{}/ramme/{}", head.path, result.key),
            title: framework.title.get(lang).to_owned(),
            bar: bar(result.score(), target),
            score: number(lang, result.score()),
            target: number(lang, target),
            weight: String::new(),
            count: counted(t, result.counts.with_level, result.counts.requirements),
        })
    };
    Ok(view.frameworks()?.iter().filter_map(row).collect())
}

/// How many weights and targets are not the municipality's present ones.
fn differing_weights(view: &AnalysisView) -> usize {
    let areas = view
        .catalogue
        .areas
        .iter()
        .filter(|area| view.area_result(area.id).is_some_and(|result| result.weight != area.weight));
    let controls = view.catalogue.controls.iter().filter(|control| {
        view.answer(control.id).is_none_or(|answer| answer.weight != control.weight || answer.target != control.target)
    });
    areas.count() + controls.count()
}

fn lead(t: Tr, view: &AnalysisView, earlier: Option<&(AnalysisView, Comparison)>) -> String {
    let counts = &view.evaluation.counts;
    let assessed = t.s2("gap-lead-assessed", "n", counts.assessed, "m", counts.relevant);
    let Some((earlier, comparison)) = earlier else { return assessed };
    let Some(tenths) = comparison.total.tenths() else { return assessed };
    let size = OneDecimal { tenths: tenths.abs() }.text(t.lang());
    let title = earlier.analysis.title.clone();
    let since = match tenths {
        0 => t.s("gap-lead-same", "title", title),
        1.. => {
            let most = comparison.areas.iter().filter(|area| area.change.tenths().is_some_and(|tenths| tenths > 0));
            let most = most.max_by_key(|area| area.change.tenths());
            let area = most.and_then(|change| view.catalogue.areas.iter().find(|area| area.id == change.id));
            match area {
                Some(area) => {
                    let area = area.title.get(t.lang()).to_owned();
                    t.with("gap-lead-better-most", &[("size", size), ("title", title), ("area", area)])
                }
                None => t.s2("gap-lead-better", "size", size, "title", title),
            }
        }
        _ => t.s2("gap-lead-worse", "size", size, "title", title),
    };
    format!("{assessed} {since}")
}

/// Name, figure and small print of each fact.
fn facts(t: Tr, view: &AnalysisView, earlier: Option<&AnalysisView>) -> Vec<(String, String, String)> {
    let lang = t.lang();
    let evaluation = &view.evaluation;
    let counts = &evaluation.counts;
    let mut facts = vec![
        (t.get("gap-score"), number(lang, evaluation.score()), t.get("gap-of-five")),
        (t.get("gap-target"), number(lang, evaluation.target()), String::new()),
        (t.get("gap-assessed"), counts.assessed.to_string(), t.s("gap-of-count", "m", counts.relevant)),
        (t.get("gap-not-relevant-fact"), (counts.total - counts.relevant).to_string(), String::new()),
    ];
    if let Some(earlier) = earlier {
        let date = format::date(lang, earlier.analysis.assessed_on);
        facts.push((t.get("gap-previous"), number(lang, earlier.evaluation.score()), date));
    }
    facts
}

/// The radar of the areas, when there are enough of them to have a shape.
fn radar_of(t: Tr, view: &AnalysisView, title: &str) -> Option<String> {
    let lang = t.lang();
    let areas: Vec<_> =
        view.catalogue.areas.iter().filter_map(|area| Some((area, view.area_result(area.id)?))).collect();
    if !(3..=20).contains(&areas.len()) || view.evaluation.score().is_none() {
        return None;
    }
    let amount = |score: bavn_core::gap_analysis::Score| Amount::new(score.decimal(), score.one_decimal().text(lang));
    let chart = Radar {
        naming: Naming {
            id: "radar".into(),
            title: title.to_owned(),
            description: t.n("gap-radar-description", areas.len()),
        },
        maximum: 5.0,
        axes: areas
            .iter()
            .map(|(area, result)| Axis {
                label: area.title.get(lang).to_owned(),
                value: result.score().map(amount),
                target: result.target().map(amount),
            })
            .collect(),
        value_label: t.get("gap-now"),
        target_label: t.get("gap-target"),
        missing: t.get("gap-not-assessed"),
    };
    Some(radar(&chart, &Theme { width: 520.0, text: 13.0 }))
}
