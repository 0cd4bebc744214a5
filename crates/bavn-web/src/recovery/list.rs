use super::words::{few, moment, selector, span};
use crate::kit::{Layout, PageResult, Place, Tr, User, format, html};
use askama::Template;
use axum::extract::Query;
use bavn_app::recovery::{self, PlanState, Scenario, scenario_templates};
use bavn_core::{
    access::{Action, Resource},
    recovery::scenario::Fails,
};
use serde::Deserialize;
use std::collections::HashMap;
use uuid::Uuid;

#[derive(Debug, Default, Deserialize)]
pub(super) struct Wanted {
    #[serde(default)]
    arkiverede: String,
}

#[derive(Template)]
#[template(path = "recovery/list.html")]
struct ListPage {
    layout: Layout,
    t: Tr,
    heading: String,
    may_create: bool,
    is_archived: bool,
    rows: Vec<Row>,
    templates: Vec<Ready>,
    plans: Vec<PlanRow>,
    shows_plans: bool,
}

struct PlanRow {
    path: String,
    title: String,
    code: String,
    scenario: String,
    computed: String,
    late: String,
    length: String,
    state: String,
    is_approved: bool,
}

struct Row {
    path: String,
    name: String,
    code: String,
    fails: String,
    starts: String,
    horizon: String,
}

/// A ready-made scenario that can be copied.
struct Ready {
    key: &'static str,
    name: &'static str,
    description: &'static str,
    source: &'static str,
}

pub(super) async fn show(user: User, Query(wanted): Query<Wanted>) -> PageResult {
    let (t, app, ctx) = (user.t, &user.app, &user.ctx);
    let is_archived = wanted.arkiverede == "1";
    let scenarios = recovery::list_scenarios(app, ctx, is_archived).await?;
    let what: Vec<Fails> = scenarios.iter().flat_map(|one| &one.facts.failures).map(|failing| failing.what).collect();
    // Those limited to units do not see the names of what belongs to others.
    let sees_all = ctx.may(Action::RecoveryRead, Resource::Municipality);
    let names = if sees_all { recovery::scenario_names(app, ctx, &what).await? } else { HashMap::new() };
    let may_create = ctx.may(Action::RecoveryChange, Resource::Municipality);
    // Plans hold every name: they are for those who may read all.
    let shows_plans = !is_archived && sees_all;
    let plans = if shows_plans { recovery::list_recovery_plans(app, ctx, None).await? } else { Vec::new() };
    // A plan outlives its scenario.
    let archived = if plans.is_empty() { Vec::new() } else { recovery::list_scenarios(app, ctx, true).await? };
    let scenario_of = |id| {
        let one = scenarios.iter().chain(&archived).find(|one| one.id == id);
        one.map(|one| one.facts.name.clone()).unwrap_or_default()
    };
    let templates = if may_create && !is_archived { scenario_templates()? } else { &[] };
    html(&ListPage {
        layout: user.layout(Place::Recovery, t.get("menu-recovery")),
        heading: t.get("menu-recovery"),
        may_create,
        is_archived,
        rows: scenarios.iter().map(|one| row(t, one, &names)).collect(),
        plans: plans
            .iter()
            .map(|line| PlanRow {
                path: format!("/genopretning/planer/{}", line.id),
                title: line.title.clone(),
                code: line.code(),
                scenario: scenario_of(line.scenario),
                computed: format::short_date(t.lang(), format::date_of(line.computed_at)),
                late: t.s2("recovery-of", "n", line.figures.late, "all", line.figures.stop),
                length: span(t, line.figures.length),
                state: t.of("recovery-state", line.state.key()),
                is_approved: line.state == PlanState::Approved,
            })
            .collect(),
        shows_plans,
        templates: templates
            .iter()
            .map(|one| Ready {
                key: &one.key,
                name: one.name.get(t.lang()),
                description: one.description.get(t.lang()),
                source: one.source.get(t.lang()),
            })
            .collect(),
        t,
    })
}

fn row(t: Tr, scenario: &Scenario, names: &HashMap<Uuid, String>) -> Row {
    let facts = &scenario.facts;
    let mut fails: Vec<String> = facts.failures.iter().map(|failing| what(t, failing.what, names)).collect();
    if !facts.missing.is_empty() {
        let people: u32 = facts.missing.iter().map(|missing| missing.people).sum();
        fails.push(t.n("recovery-missing-people", people));
    }
    Row {
        path: format!("/genopretning/scenarier/{}", scenario.id),
        name: facts.name.clone(),
        code: scenario.code(),
        fails: few(t, fails.iter().map(String::as_str), 4),
        starts: moment(t, u32::from(facts.weekday) * 1_440 + u32::from(facts.minute), 0),
        horizon: span(t, facts.horizon),
    }
}

/// What fails, in words.
pub(super) fn what(t: Tr, fails: Fails, names: &HashMap<Uuid, String>) -> String {
    let named = |id: Uuid| names.get(&id).cloned().unwrap_or_else(|| t.get("recovery-hidden-asset"));
    match fails {
        Fails::Asset(id) => named(id.0),
        Fails::Supplier(id) => named(id.0),
        Fails::All(one) => selector(t, one),
    }
}
