//! One measure.

use super::{
    parts::{find, name, number, path},
    row::{Row, unit_name},
    standing::{latest, lifted, score_of},
};
use crate::kit::{Faults, Layout, PageResult, Place, Tr, User, format, html};
use askama::Template;
use axum::{
    extract::Path,
    http::StatusCode,
    response::{IntoResponse as _, Response},
};
use bavn_app::{action_plan::PlanView, catalogue::get_catalogue};
use bavn_core::{
    access::{Action, Resource},
    measure::State,
};

/// A control that is lifted.
struct EffectRow {
    name: String,
    path: Option<String>,
    now: Option<u8>,
    then: u8,
    target: u8,
}

#[derive(Template)]
#[template(path = "action_plan/show.html")]
struct MeasurePage {
    layout: Layout,
    t: Tr,
    row: Row,
    heading: String,
    lead: String,
    description: Vec<String>,
    facts: Vec<(String, String)>,
    effects: Vec<EffectRow>,
    before: Vec<(String, String, String)>,
    after: Vec<(String, String, String)>,
    /// What was typed, or what is stored.
    status: Status,
    states: Vec<&'static str>,
    faults: Faults,
    history: Option<String>,
    may_report: bool,
    may_change: bool,
}

/// What the status form holds.
#[derive(Clone, Debug)]
pub(super) struct Status {
    pub(super) state: String,
    pub(super) progress: String,
    pub(super) completed_on: String,
}

pub(super) async fn show(user: User, Path(code): Path<String>) -> PageResult {
    let (view, at) = find(&user, &code).await?;
    page(&user, &view, at, None, Faults::default()).await
}

/// The page of a measure; with what was typed into the status form when that has faults.
pub(super) async fn page(
    user: &User,
    view: &PlanView,
    at: usize,
    typed: Option<Status>,
    faults: Faults,
) -> PageResult<Response> {
    let t = user.t;
    let measure = &view.measures[at];
    let facts = &measure.facts;
    let has_faults = !faults.is_empty();
    let stored = Status {
        state: facts.state.key().to_owned(),
        progress: facts.progress.to_string(),
        completed_on: facts.completed_on.map(format::iso_date).unwrap_or_default(),
    };
    let states = State::ALL.into_iter().filter(|state| facts.state.can_become(*state)).map(State::key).collect();
    let others = |places: Vec<usize>| {
        let other = |at: usize| (name(view, at), path(view, at), Row::of(t, view, at).expected);
        places.into_iter().map(other).collect::<Vec<_>>()
    };
    let before = facts.depends_on.iter().filter_map(|id| view.place_of(*id)).collect();
    let after = view.waiting_for(facts.id).filter_map(|other| view.place_of(other.facts.id)).collect();
    let (effects, lift) = effects(user, view, at).await?;
    let may_log = user.ctx.may(Action::AuditLogRead, Resource::Municipality);
    let page = MeasurePage {
        layout: user.layout(Place::ActionPlan, name(view, at)),
        t,
        row: Row::of(t, view, at),
        heading: name(view, at),
        lead: lead(t, view, at, lift),
        description: measure
            .description
            .split('\n')
            .map(str::trim)
            .filter(|line| !line.is_empty())
            .map(str::to_owned)
            .collect(),
        facts: about(t, view, at),
        effects,
        before: others(before),
        after: others(after),
        status: typed.unwrap_or(stored),
        states,
        faults,
        history: may_log.then(|| format!("/revisionslog?objekt={}", facts.id)),
        may_report: user.ctx.may(Action::MeasureProgress, measure.resource()),
        may_change: user.ctx.may(Action::PlanChange, measure.resource()),
    };
    let answer = html(&page)?;
    Ok(if has_faults { (StatusCode::UNPROCESSABLE_ENTITY, answer).into_response() } else { answer })
}

fn lead(t: Tr, view: &PlanView, at: usize, lift: Option<(String, String)>) -> String {
    let (facts, slot) = (&view.facts[at], &view.schedule.measures[at]);
    let date = |day| format::date(t.lang(), day);
    let mut text = match facts.state {
        State::Done => t.s("plan-lead-done", "date", date(slot.expected_finish)),
        State::Dropped => t.get("plan-lead-dropped"),
        _ if slot.is_late => t.with(
            "plan-lead-late",
            &[
                ("progress", facts.progress.to_string()),
                ("due", date(slot.planned_finish)),
                ("date", date(slot.expected_finish)),
            ],
        ),
        _ => t.s2("plan-lead-open", "progress", facts.progress, "due", date(slot.planned_finish)),
    };
    if let Some((from, to)) = lift.filter(|(from, to)| from != to && facts.state.is_open()) {
        text.push(' ');
        text.push_str(&t.s2("plan-lifts-total", "from", from, "to", to));
    }
    text
}

fn about(t: Tr, view: &PlanView, at: usize) -> Vec<(String, String)> {
    let (lang, facts) = (t.lang(), &view.facts[at]);
    let slot = &view.schedule.measures[at];
    let total: i64 = facts.hours.iter().map(|(_, hours)| i64::from(*hours)).sum();
    let each: Vec<String> = facts
        .hours
        .iter()
        .map(|(role, hours)| format!("{} {}", t.of("plan-role", role.key()), format::whole(lang, i64::from(*hours))))
        .collect();
    let hours = if each.is_empty() {
        t.get("plan-none")
    } else {
        format!("{}: {}", format::whole(lang, total), each.join(", "))
    };
    let owner = facts.owner.and_then(|id| view.person_names.get(&id)).cloned();
    vec![
        (t.get("plan-owner"), owner.unwrap_or_else(|| t.get("plan-no-owner"))),
        (t.get("plan-unit"), unit_name(t, view, at)),
        (t.get("plan-phase"), t.of("plan-phase", facts.phase.key())),
        (t.get("plan-start"), format::date(lang, slot.planned_start)),
        (t.get("plan-due"), format::date(lang, slot.planned_finish)),
        (t.get("plan-expected"), format::date(lang, slot.expected_finish)),
        (t.get("plan-once"), format::kroner(lang, facts.cost_once)),
        (t.get("plan-yearly"), format::kroner(lang, facts.cost_yearly)),
        (t.get("plan-frame"), t.of("plan-budget", if facts.within_budget { "within" } else { "outside" })),
        (t.get("plan-hours"), hours),
        (t.get("plan-sourcing"), t.of("plan-sourcing", facts.sourcing.key())),
    ]
}

/// The controls that are lifted, and the municipality's total before and after.
async fn effects(user: &User, view: &PlanView, at: usize) -> PageResult<(Vec<EffectRow>, Option<(String, String)>)> {
    let facts = &view.facts[at];
    if facts.effects.is_empty() {
        return Ok((Vec::new(), None));
    }
    let catalogue = get_catalogue(&user.app, &user.ctx).await?;
    let analysis = latest(user).await?;
    let row = |(id, level): &(bavn_core::ids::ControlId, bavn_core::gap_analysis::Level)| {
        let control = catalogue.control(*id)?;
        let path = analysis.as_ref().map(|one| format!("/gap-analyse/{}/kontrol/{}", one.analysis.id, control.code));
        Some((
            control.code.clone(),
            EffectRow {
                name: format!("{} {}", control.code, control.title.get(user.t.lang())),
                path,
                now: analysis.as_ref().and_then(|one| score_of(one, *id)).map(bavn_core::gap_analysis::Level::get),
                then: level.get(),
                target: control.target.get(),
            },
        ))
    };
    let mut rows: Vec<_> = facts.effects.iter().filter_map(row).collect();
    rows.sort_by(|one, other| one.0.cmp(&other.0));
    let lift = match &analysis {
        Some(analysis) => lifted(analysis, &facts.effects, view.today())?,
        None => None,
    };
    let lang = user.t.lang();
    let lift = lift.map(|(from, to)| (number(lang, Some(from)), number(lang, Some(to))));
    Ok((rows.into_iter().map(|(_, row)| row).collect(), lift))
}
