//! How far the municipality is with what NIS2 asks of its assets.

use super::{
    list::Row,
    trend::{Trend, trend},
};
use crate::kit::{Layout, PageResult, Place, Tr, User, html};
use askama::Template;
use bavn_app::asset::{AssetLine, asset_names, list_coverage, list_dependencies};
use bavn_core::{
    access::{Action, Resource},
    asset::{Answer, Coverage, Question, answer},
    ids::AssetId,
    text::danish_cmp,
};

use std::cmp::Ordering;

/// The worst shown for each question.
const WORST: usize = 10;

/// A question with its numbers and its worst assets.
struct Part {
    key: &'static str,
    coverage: Coverage,
    heading: String,
    worst: Vec<(Row, &'static str)>,
    more: usize,
    measure: Option<String>,
    trend: Option<Trend>,
}

#[derive(Template)]
#[template(path = "asset/coverage.html")]
struct CoveragePage {
    layout: Layout,
    t: Tr,
    heading: String,
    parts: Vec<Part>,
}

/// An asset that does not give the good answer.
type Lacking<'a> = (&'a AssetLine, Answer);

/// A question, how many give each answer, and the worst of those that do not give the good one.
type Asked<'a> = (Question, Coverage, Vec<Lacking<'a>>);

/// The most critical first, then what is worst, then by name.
fn worse(one: &Lacking<'_>, other: &Lacking<'_>) -> Ordering {
    let critical = other.0.posture.criticality.cmp(&one.0.posture.criticality);
    critical.then(other.1.cmp(&one.1)).then_with(|| danish_cmp(&one.0.name, &other.0.name))
}

/// Puts one among the worst in its place, if it is among the first [`WORST`].
fn keep_worst<'a>(worst: &mut Vec<Lacking<'a>>, one: Lacking<'a>) {
    let is_beyond = |last: &Lacking<'_>| worse(last, &one) != Ordering::Greater;
    if worst.len() == WORST && worst.last().is_some_and(is_beyond) {
        return;
    }
    let place = worst.partition_point(|other| worse(other, &one) != Ordering::Greater);
    worst.insert(place, one);
    worst.truncate(WORST);
}

/// The word of an answer.
pub(super) const fn answer_key(answer: Answer) -> &'static str {
    match answer {
        Answer::Good => "good",
        Answer::Partly => "partly",
        Answer::Unknown => "unknown",
        Answer::Bad => "bad",
    }
}

/// The control that a measure about a question lifts.
const fn control(question: Question) -> &'static str {
    match question {
        Question::Mfa => "AD-03",
        Question::Logging => "LO-02",
        Question::Restore => "BE-06",
        Question::Support => "DR-02",
    }
}

/// The form of a measure with title and control filled in.
pub(super) fn measure_address(question: Question, asset: Option<AssetId>) -> String {
    let asset = asset.map(|id| format!("&aktiv={id}")).unwrap_or_default();
    format!("/handleplan/foranstaltning/ny?kontrol={}&emne={}{asset}", control(question), question.key())
}

pub(super) async fn show(user: User) -> PageResult {
    let (app, ctx, t) = (&user.app, &user.ctx, user.t);
    let (lines, _) = list_dependencies(app, ctx).await?;
    let may_plan = ctx.may(Action::PlanChange, Resource::Any);
    let mut found: Vec<Asked<'_>> = Vec::new();
    for question in Question::ALL {
        let (mut coverage, mut worst) = (Coverage::default(), Vec::new());
        for line in &lines {
            let Some(answer) = answer(question, &line.posture, ctx.today()) else { continue };
            coverage.count(answer);
            if answer != Answer::Good {
                keep_worst(&mut worst, (line, answer));
            }
        }
        found.push((question, coverage, worst));
    }
    let shown = || found.iter().flat_map(|(_, _, worst)| worst);
    let people = shown().filter_map(|(line, _)| line.owner);
    let names = asset_names(app, ctx, people, shown().filter_map(|(line, _)| line.supplier)).await?;
    let days = list_coverage(app, ctx).await?;
    let parts: Vec<Part> = found
        .iter()
        .enumerate()
        .map(|(place, (question, coverage, worst))| Part {
            trend: trend(t, &days, place),
            key: question.key(),
            coverage: *coverage,
            heading: heading(t, *question, coverage),
            worst: worst.iter().map(|(line, answer)| (Row::of(t, &names, line), answer_key(*answer))).collect(),
            more: coverage.total() - coverage.good,
            measure: (may_plan && !worst.is_empty()).then(|| measure_address(*question, None)),
        })
        .collect();
    let full = parts.iter().filter(|part| part.coverage.good == part.coverage.total()).count();
    let page = CoveragePage {
        layout: user.layout(Place::Assets, t.get("asset-coverage")),
        t,
        heading: t.s2("asset-coverage-heading", "full", full, "all", parts.len()),
        parts,
    };
    html(&page)
}

fn heading(t: Tr, question: Question, coverage: &Coverage) -> String {
    if coverage.total() == 0 {
        return t.of("asset-question-none", question.key());
    }
    let key = match question {
        Question::Mfa => "asset-question-mfa",
        Question::Logging => "asset-question-logging",
        Question::Restore => "asset-question-restore",
        Question::Support => "asset-question-support",
    };
    t.s2(key, "good", coverage.good, "total", coverage.total())
}
