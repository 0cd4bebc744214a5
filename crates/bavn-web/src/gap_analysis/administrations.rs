use super::parts::{Head, bar, number, parse_id, path};
use crate::kit::{Layout, PageResult, Place, Tr, User, format, html};
use askama::Template;
use axum::extract::Path;
use bavn_app::gap_analysis::{UnitStanding, get_analysis, list_administrations};
use bavn_core::{
    access::{Action, Resource},
    gap_analysis::{Fraction, Score},
};

struct UnitRow {
    name: String,
    bar: String,
    score: String,
    target: String,
    assessed: String,
    /// Address and date of the newest analysis.
    latest: Option<(String, String)>,
    /// Where to begin one.
    begin: Option<String>,
}

#[derive(Template)]
#[template(path = "gap_analysis/administrations.html")]
struct AdministrationsPage {
    layout: Layout,
    t: Tr,
    head: Head,
    heading: String,
    lead: String,
    rows: Vec<UnitRow>,
}

fn distance(score: Option<Score>, target: Option<Score>) -> Fraction {
    match (score, target) {
        (Some(score), Some(target)) => target.fraction() - score.fraction(),
        _ => Fraction::from_integer(-6),
    }
}

pub(super) async fn show(user: User, Path(id): Path<String>) -> PageResult {
    let (app, ctx, t) = (&user.app, &user.ctx, user.t);
    let view = get_analysis(app, ctx, parse_id(&id)?).await?;
    let mut units = list_administrations(app, ctx).await?;
    let of = |unit: &UnitStanding| unit.latest.as_ref().map_or((None, None), |latest| (latest.score, latest.target));
    units.sort_by_key(|unit| std::cmp::Reverse(distance(of(unit).0, of(unit).1)));
    let with_one = units.iter().filter(|unit| unit.latest.is_some()).count();
    let farthest = units.first().filter(|unit| {
        let (score, target) = of(unit);
        score.is_some() && distance(score, target) > Fraction::from_integer(0)
    });
    let heading = match farthest {
        Some(unit) => t.s("gap-farthest", "area", &unit.name),
        None => t.get("gap-units-none"),
    };
    let lead = t.s2("gap-units-lead", "n", with_one, "m", units.len());
    let rows = units.iter().map(|unit| {
        let (score, target) = of(unit);
        let may_begin = ctx.may(Action::AnalysisChange, Resource::Unit(unit.unit));
        UnitRow {
            name: unit.name.clone(),
            bar: bar(score, target),
            score: number(t.lang(), score),
            target: number(t.lang(), target),
            assessed: unit.latest.as_ref().map_or_else(
                || "–".to_owned(),
                |latest| t.s2("gap-of", "n", latest.counts.assessed, "m", latest.counts.relevant),
            ),
            latest: unit
                .latest
                .as_ref()
                .map(|latest| (path(latest.analysis.id), format::date(t.lang(), latest.analysis.assessed_on))),
            begin: may_begin.then(|| format!("/gap-analyse/ny?enhed={}", unit.unit)),
        }
    });
    let page = AdministrationsPage {
        layout: user.layout(Place::GapAnalysis, heading.clone()),
        t,
        head: Head::new(&view, "administrations"),
        lead,
        rows: rows.collect(),
        heading,
    };
    html(&page)
}
