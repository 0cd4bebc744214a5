//! Maturity over time.

use super::{
    empty,
    head::Head,
    parts::{current, name, number, path},
    standing::{latest, projected},
};
use crate::kit::{Layout, PageResult, Place, Tr, User, format, html};
use askama::Template;
use bavn_app::{action_plan::PlanView, gap_analysis::AnalysisView};
use bavn_core::{
    action_plan::{OpenEffect, Projection},
    gap_analysis::Score,
};
use bavn_documents::charts::{self, Amount, Naming, StepPoint, Theme};

/// A measure's name and address.
type Link = (String, String);

struct StepRow {
    date: String,
    level: String,
    because: Vec<Link>,
    missing: String,
}

/// A promise that the answers do not show.
struct OpenRow {
    measure: Link,
    control: Link,
    promised: String,
    now: String,
}

#[derive(Template)]
#[template(path = "action_plan/projection.html")]
struct ProjectionPage {
    layout: Layout,
    t: Tr,
    head: Head,
    heading: String,
    lead: String,
    chart: String,
    start: StepRow,
    assessed: String,
    steps: Vec<StepRow>,
    not_reassessed: Vec<OpenRow>,
    not_assessed: Vec<OpenRow>,
}

#[derive(Template)]
#[template(path = "action_plan/no_projection.html")]
struct NoProjectionPage {
    layout: Layout,
    t: Tr,
    head: Head,
}

pub(super) async fn show(user: User) -> PageResult {
    let Some(view) = current(&user).await? else { return empty::page(&user) };
    let t = user.t;
    let head = Head::new(&view, "projection", false);
    let found = match latest(&user).await? {
        Some(analysis) => projected(&view, &analysis)?.map(|projection| (analysis, projection)),
        None => None,
    };
    let Some((analysis, projection)) = found else {
        let layout = user.layout(Place::ActionPlan, t.get("plan-no-projection"));
        return html(&NoProjectionPage { layout, t, head });
    };
    let lang = t.lang();
    let target = number(lang, Some(projection.target));
    let heading = match projection.reached_on {
        Some(day) if day <= projection.from => t.s("plan-target-reached", "target", &target),
        Some(day) => t.s2("plan-target-on", "target", &target, "quarter", format::quarter(lang, day)),
        None => t.s2("plan-target-missed", "target", &target, "level", number(lang, projection.end())),
    };
    let lead = t.with(
        "plan-projection-lead",
        &[
            ("from", number(lang, projection.start)),
            ("to", number(lang, projection.end())),
            ("date", format::date(lang, projection.to)),
            ("title", analysis.analysis.title.clone()),
        ],
    );
    let counts = analysis.evaluation.counts;
    html(&ProjectionPage {
        layout: user.layout(Place::ActionPlan, heading.clone()),
        t,
        head,
        chart: chart(t, &projection, &heading, &lead),
        start: StepRow {
            date: format::date(lang, projection.from),
            level: number(lang, projection.start),
            because: Vec::new(),
            missing: missing(t, projection.start, projection.target),
        },
        assessed: t.s2("plan-assessed-of", "n", counts.assessed, "m", counts.relevant),
        steps: steps(t, &view, &projection),
        not_reassessed: open_rows(t, &view, &analysis, &projection.not_reassessed),
        not_assessed: open_rows(t, &view, &analysis, &projection.not_assessed),
        heading,
        lead,
    })
}

fn steps(t: Tr, view: &PlanView, projection: &Projection) -> Vec<StepRow> {
    let step = |step: &bavn_core::action_plan::Step| StepRow {
        date: format::date(t.lang(), step.date),
        level: number(t.lang(), Some(step.score)),
        because: step
            .measures
            .iter()
            .filter_map(|id| view.place_of(*id))
            .map(|at| (name(view, at), path(view, at)))
            .collect(),
        missing: missing(t, Some(step.score), projection.target),
    };
    projection.steps.iter().map(step).collect()
}

/// What is missing to the target, from the figures as they are shown.
fn missing(t: Tr, score: Option<Score>, target: Score) -> String {
    let Some(score) = score else { return "–".into() };
    let tenths = (target.tenths() - score.tenths()).clamp(0, 50);
    number(t.lang(), u8::try_from(tenths).ok().and_then(Score::from_tenths))
}

fn open_rows(t: Tr, view: &PlanView, analysis: &AnalysisView, effects: &[OpenEffect]) -> Vec<OpenRow> {
    let row = |effect: &OpenEffect| {
        let at = view.place_of(effect.measure)?;
        let control = analysis.catalogue.control(effect.control)?;
        let address = format!("/gap-analyse/{}/kontrol/{}", analysis.analysis.id, control.code);
        Some(OpenRow {
            measure: (name(view, at), path(view, at)),
            control: (format!("{} {}", control.code, control.title.get(t.lang())), address),
            promised: effect.level.to_string(),
            now: effect.score.map_or_else(|| "–".into(), |level| level.to_string()),
        })
    };
    effects.iter().filter_map(row).collect()
}

fn chart(t: Tr, projection: &Projection, heading: &str, description: &str) -> String {
    let amount = |score: Score| Amount::new(score.decimal(), score.one_decimal().text(t.lang()));
    let start = projection.start.map(|score| StepPoint { date: projection.from, amount: amount(score) });
    let steps = projection.steps.iter().map(|step| StepPoint { date: step.date, amount: amount(step.score) });
    let target = t.s("plan-target-label", "target", number(t.lang(), Some(projection.target)));
    charts::projection(
        &charts::Projection {
            naming: Naming { id: "projection".into(), title: heading.to_owned(), description: description.to_owned() },
            maximum: 5.0,
            from: projection.from,
            until: projection.to,
            today: projection.from,
            today_label: t.get("plan-today"),
            history: Vec::new(),
            expected: start.into_iter().chain(steps).collect(),
            target: Some(Amount::new(projection.target.decimal(), target)),
        },
        &Theme::SCREEN,
    )
}
