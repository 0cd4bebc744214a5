//! A scenario: what fails, from when, for how long, and who is missing.

use super::{
    list::what,
    words::{after, few, moment, span},
};
use crate::kit::{Layout, PageResult, Place, Tr, User, html};
use askama::Template;
use axum::extract::Path;
use bavn_app::recovery::{self, Hit, Scenario, ScenarioTemplate};
use bavn_core::{
    access::{Action, Resource},
    ids::ScenarioId,
    recovery::scenario::Fails,
};
use std::collections::HashMap;
use uuid::Uuid;

/// The tabs above the pages of a scenario.
#[derive(Clone, Debug)]
pub(super) struct Head {
    pub(super) code: String,
    pub(super) name: String,
    path: String,
    tab: &'static str,
}

impl Head {
    pub(super) fn new(scenario: &Scenario, tab: &'static str) -> Self {
        let path = format!("/genopretning/scenarier/{}", scenario.id);
        Self { code: scenario.code(), name: scenario.facts.name.clone(), path, tab }
    }

    /// Key and address of each tab.
    pub(super) fn tabs(&self) -> [(&'static str, String); 3] {
        let path = &self.path;
        [("facts", path.clone()), ("course", format!("{path}/forloeb")), ("order", format!("{path}/raekkefoelge"))]
    }

    pub(super) fn is_at(&self, key: &str) -> bool {
        self.tab == key
    }
}

#[derive(Template)]
#[template(path = "recovery/show.html")]
struct ShowPage {
    layout: Layout,
    t: Tr,
    head: Head,
    heading: String,
    lead: String,
    id: String,
    path: String,
    version: i32,
    is_archived: bool,
    may_change: bool,
    description: Vec<String>,
    starts: String,
    horizon: String,
    source: Option<String>,
    lines: Vec<LineRow>,
    missing: Vec<(String, u32)>,
    history: Option<String>,
}

struct LineRow {
    what: String,
    hits: String,
    is_nothing: bool,
    from: String,
    lasts: String,
}

pub(super) async fn show(user: User, Path(id): Path<Uuid>) -> PageResult {
    let (t, app, ctx) = (user.t, &user.app, &user.ctx);
    let scenario = recovery::get_scenario(app, ctx, ScenarioId(id)).await?;
    let reach = recovery::scenario_reach(app, ctx, &scenario).await?;
    let facts = &scenario.facts;
    let named: Vec<Fails> = facts.failures.iter().map(|failing| failing.what).collect();
    // Those limited to units do not see the names of what belongs to others.
    let sees_all = ctx.may(Action::RecoveryRead, Resource::Municipality);
    let names = if sees_all { recovery::scenario_names(app, ctx, &named).await? } else { HashMap::new() };
    let lines = facts.failures.iter().zip(&reach.hits).map(|(failing, hit)| LineRow {
        what: what(t, failing.what, &names),
        hits: if sees_all { hits(t, hit) } else { t.n("recovery-assets", hit.len()) },
        is_nothing: hit.is_empty(),
        from: after(t, failing.from),
        lasts: failing.minutes.map_or_else(|| t.get("recovery-until-restored"), |minutes| span(t, minutes)),
    });
    let hit: usize = reach.hits.iter().map(|hit| hit.assets.len() + usize::from(hit.supplier.is_some())).sum();
    let source = match &facts.template {
        Some(key) => ScenarioTemplate::find(key)?.map(|template| template.source.get(t.lang()).to_owned()),
        None => None,
    };
    let may_log = ctx.may(Action::AuditLogRead, Resource::Municipality);
    html(&ShowPage {
        layout: user.layout(Place::Recovery, facts.name.clone()),
        head: Head::new(&scenario, "facts"),
        heading: facts.name.clone(),
        lead: t.n("recovery-hit", hit),
        id: id.to_string(),
        path: format!("/genopretning/scenarier/{id}"),
        version: scenario.version,
        is_archived: scenario.archived_at.is_some(),
        may_change: scenario.archived_at.is_none() && ctx.may(Action::RecoveryChange, Resource::Municipality),
        description: facts.description.lines().map(str::to_owned).collect(),
        starts: moment(t, u32::from(facts.weekday) * 1_440 + u32::from(facts.minute), 0),
        horizon: span(t, facts.horizon),
        source,
        lines: lines.collect(),
        missing: facts
            .missing
            .iter()
            .map(|one| (reach.teams.get(&one.team).cloned().unwrap_or_default(), one.people))
            .collect(),
        history: may_log.then(|| format!("/revisionslog?objekt={id}")),
        t,
    })
}

/// The first few assets that a line hits, or the supplier.
fn hits(t: Tr, hit: &Hit) -> String {
    match &hit.supplier {
        Some((_, name)) => name.clone(),
        None if hit.assets.is_empty() => t.get("recovery-hits-nothing"),
        None => {
            let names = few(t, hit.assets.iter().map(|(_, name)| name.as_str()), 6);
            if hit.assets.len() > 1 { format!("{}: {names}", t.n("recovery-assets", hit.assets.len())) } else { names }
        }
    }
}
