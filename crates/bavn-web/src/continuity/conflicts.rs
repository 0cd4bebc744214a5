//! What cannot be kept, whatever is scheduled, as a work list.

use super::words::length;
use crate::kit::{Layout, PageResult, Place, Tr, User, encode, format, html};
use askama::Template;
use axum::extract::Query;
use bavn_app::{
    Error,
    continuity::{LoadedFacts, ThingId, load_facts},
};
use bavn_core::{
    access::{Action, Resource},
    continuity::{Conflict, StuckWhy, Thing},
};
use serde::Deserialize;

/// A conflict in words.
struct Row {
    text: String,
    /// Name and address of what it is about.
    about: Vec<(String, String)>,
    measure: Option<String>,
}

/// A kind of conflict with the first of its rows.
struct Part {
    key: &'static str,
    count: usize,
    rows: Vec<Row>,
}

/// What the address asks for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Wanted {
    /// One kind alone.
    slags: String,
}

/// Rows of each kind, beside the others.
const SOME: usize = 25;
/// Rows of one kind alone.
const MOST: usize = 1_000;

#[derive(Template)]
#[template(path = "continuity/conflicts.html")]
struct ConflictsPage {
    layout: Layout,
    t: Tr,
    heading: String,
    parts: Vec<Part>,
    /// Only one kind is shown.
    is_alone: bool,
    hidden: usize,
    /// The facts hold something that nothing can be computed from.
    problem: Option<String>,
}

/// The kinds in the order of the page.
const KINDS: [&str; 9] = [
    "rto-beyond-mtpd",
    "restore-beyond-rto",
    "rpo-beyond-backup",
    "needs-later",
    "ring",
    "nobody-restores",
    "never-tested",
    "tested-long-ago",
    "test-took-longer",
];

/// The texts of the kinds, in the same order.
const SENTENCES: [&str; 9] = [
    "conflict-rto-beyond-mtpd",
    "conflict-restore-beyond-rto",
    "conflict-rpo-beyond-backup",
    "conflict-needs-later",
    "conflict-ring",
    "conflict-nobody-restores",
    "conflict-never-tested",
    "conflict-tested-long-ago",
    "conflict-test-took-longer",
];

pub(super) const fn kind(conflict: &Conflict) -> &'static str {
    match conflict {
        Conflict::RtoBeyondMtpd { .. } => KINDS[0],
        Conflict::RestoreBeyondRto { .. } => KINDS[1],
        Conflict::RpoBeyondBackup { .. } => KINDS[2],
        Conflict::NeedsLater { .. } => KINDS[3],
        Conflict::Ring(_) => KINDS[4],
        Conflict::NobodyRestores { .. } => KINDS[5],
        Conflict::NeverTested { .. } => KINDS[6],
        Conflict::TestedLongAgo { .. } => KINDS[7],
        Conflict::TestTookLonger { .. } => KINDS[8],
    }
}

pub(super) async fn show(user: User, Query(wanted): Query<Wanted>) -> PageResult {
    let t = user.t;
    let loaded = load_facts(&user.app, &user.ctx).await?;
    let may_plan = user.ctx.may(Action::PlanChange, Resource::Any);
    let alone = KINDS.iter().copied().find(|key| *key == wanted.slags);
    let most = if alone.is_some() { MOST } else { SOME };
    let mut parts: Vec<Part> = KINDS.iter().map(|key| Part { key, count: 0, rows: Vec::new() }).collect();
    let (mut hidden, mut problem, mut count) = (0, None, 0_usize);
    match loaded.conflicts(user.ctx.today()) {
        Ok(found) => {
            for conflict in found.iter() {
                let things = things(conflict);
                if !things.iter().all(|thing| reads(&loaded, *thing)) {
                    hidden += 1;
                    continue;
                }
                count += 1;
                let key = kind(conflict);
                let Some(part) = parts.iter_mut().find(|part| part.key == key) else { continue };
                part.count += 1;
                if part.rows.len() < most && alone.is_none_or(|alone| alone == key) {
                    let text = sentence(t, &loaded, conflict);
                    let about = things.iter().map(|thing| link(&loaded, *thing)).collect();
                    let measure = may_plan.then(|| measure_address(t, conflict, &text));
                    part.rows.push(Row { text, about, measure });
                }
            }
        }
        Err(error) => {
            let error = Error::System { what: "conflicts", message: error.to_string() };
            tracing::warn!(%error, "conflicts cannot be found");
            problem = Some(t.get("conflict-problem"));
        }
    }
    parts.retain(|part| !part.rows.is_empty());
    let heading = t.n("conflict-heading", count);
    let layout = user.layout(Place::Continuity, heading.clone());
    html(&ConflictsPage { layout, t, heading, parts, is_alone: alone.is_some(), hidden, problem })
}

/// What a conflict is about.
pub(super) fn things(conflict: &Conflict) -> Vec<Thing> {
    match conflict {
        Conflict::RtoBeyondMtpd { task, .. } => vec![Thing::Task(*task)],
        Conflict::RestoreBeyondRto { task, asset, .. } | Conflict::RpoBeyondBackup { task, asset, .. } => {
            vec![Thing::Task(*task), Thing::Asset(*asset)]
        }
        Conflict::NeedsLater { task, on, .. } => vec![Thing::Task(*task), Thing::Task(*on)],
        Conflict::Ring(opened) => [opened.thing].into_iter().chain(opened.without.iter().copied()).collect(),
        Conflict::NobodyRestores { asset, task, .. } | Conflict::NeverTested { asset, task } => {
            vec![Thing::Asset(*asset), Thing::Task(*task)]
        }
        Conflict::TestedLongAgo { asset, .. } | Conflict::TestTookLonger { asset, .. } => vec![Thing::Asset(*asset)],
    }
}

pub(super) fn reads(loaded: &LoadedFacts, thing: Thing) -> bool {
    match thing {
        Thing::Asset(at) => loaded.reads_thing.get(at).copied().unwrap_or(false),
        Thing::Task(at) => loaded.reads_task.get(at).copied().unwrap_or(false),
    }
}

fn name(loaded: &LoadedFacts, thing: Thing) -> String {
    let name = match thing {
        Thing::Asset(at) => loaded.facts.assets.get(at).map(|asset| &asset.name),
        Thing::Task(at) => loaded.facts.tasks.get(at).map(|task| &task.name),
    };
    name.cloned().unwrap_or_default()
}

fn link(loaded: &LoadedFacts, thing: Thing) -> (String, String) {
    let address = match thing {
        Thing::Asset(at) => match loaded.things.get(at) {
            Some(ThingId::Asset(id)) => format!("/aktiver/{id}/genopretning"),
            Some(ThingId::Supplier(id)) => format!("/leverandoerer/{id}"),
            None => String::new(),
        },
        Thing::Task(at) => {
            loaded.tasks.get(at).map(|task| format!("/konsekvensanalyse/{}", task.id)).unwrap_or_default()
        }
    };
    (name(loaded, thing), address)
}

fn sentence(t: Tr, loaded: &LoadedFacts, conflict: &Conflict) -> String {
    let asset = |at: &usize| name(loaded, Thing::Asset(*at));
    let task = |at: &usize| name(loaded, Thing::Task(*at));
    let time = |minutes: &u32| length(t, *minutes);
    let key = KINDS.iter().position(|one| *one == kind(conflict)).map_or(SENTENCES[0], |at| SENTENCES[at]);
    let values = match conflict {
        Conflict::RtoBeyondMtpd { task: at, rto, mtpd } => {
            vec![("task", task(at)), ("rto", time(rto)), ("mtpd", time(mtpd))]
        }
        Conflict::RestoreBeyondRto { task: at, asset: on, allowed, takes, .. } => {
            vec![("task", task(at)), ("asset", asset(on)), ("allowed", time(allowed)), ("takes", time(takes))]
        }
        Conflict::RpoBeyondBackup { task: at, asset: on, rpo, interval, .. } => {
            vec![("task", task(at)), ("asset", asset(on)), ("rpo", time(rpo)), ("interval", time(interval))]
        }
        Conflict::NeedsLater { task: at, on, allowed, rto } => {
            vec![("task", task(at)), ("on", task(on)), ("allowed", time(allowed)), ("rto", time(rto))]
        }
        Conflict::Ring(opened) => {
            let others: Vec<String> = opened.without.iter().map(|thing| name(loaded, *thing)).collect();
            vec![("thing", name(loaded, opened.thing)), ("others", others.join(", "))]
        }
        Conflict::NobodyRestores { asset: at, why, task: on } => {
            vec![("asset", asset(at)), ("task", task(on)), ("why", why_text(t, loaded, *at, *why))]
        }
        Conflict::NeverTested { asset: at, task: on } => vec![("asset", asset(at)), ("task", task(on))],
        Conflict::TestedLongAgo { asset: at, on } => vec![("asset", asset(at)), ("on", format::date(t.lang(), *on))],
        Conflict::TestTookLonger { asset: at, planned, measured } => {
            vec![("asset", asset(at)), ("planned", time(planned)), ("measured", time(measured))]
        }
    };
    t.with(key, &values)
}

fn why_text(t: Tr, loaded: &LoadedFacts, asset: usize, why: StuckWhy) -> String {
    let step = |at: usize| {
        let asset = loaded.facts.assets.get(asset);
        asset.and_then(|asset| asset.steps.get(at)).map(|step| step.name.clone()).unwrap_or_default()
    };
    match why {
        StuckWhy::NotOurs => t.get("stuck-not-ours"),
        StuckWhy::NoSteps => t.get("stuck-no-steps"),
        StuckWhy::TooFew { step: at, team } => {
            let team = loaded.facts.teams.get(team).map(|team| team.name.clone()).unwrap_or_default();
            t.s2("stuck-too-few", "step", step(at), "team", team)
        }
        StuckWhy::NoHours { step: at } => t.s("stuck-no-hours", "step", step(at)),
        StuckWhy::WaitsFor(thing) if reads(loaded, thing) => t.s("stuck-waits-for", "thing", name(loaded, thing)),
        StuckWhy::WaitsFor(_) => t.get("stuck-waits-for-hidden"),
    }
}

/// The form of a measure against a conflict, with title and description filled in.
fn measure_address(t: Tr, conflict: &Conflict, text: &str) -> String {
    let title = t.of("conflict-measure", kind(conflict));
    let title: String = format!("{title}: {text}").chars().take(200).collect();
    format!("/handleplan/foranstaltning/ny?titel={}&beskrivelse={}", encode(&title), encode(text))
}
