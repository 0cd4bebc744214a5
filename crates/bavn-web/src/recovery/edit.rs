//! Making and changing a scenario.

use super::form::{ScenarioForm, faults_of, selectors};
use crate::kit::{
    Faults, Input, Layout, PageResult, Place, SecureForm, Tr, User, changed_meanwhile, conflicted, html, redirect,
};
use askama::Template;
use axum::{
    extract::{Path, Query},
    http::StatusCode,
};
use bavn_app::{
    Error, FieldFault,
    continuity::{Team, list_teams},
    recovery::{self, ScenarioTemplate},
};
use bavn_core::{
    access::{Action, Resource},
    ids::ScenarioId,
    recovery::scenario::{Fails, ScenarioFacts},
};
use serde::Deserialize;
use uuid::Uuid;

#[derive(Debug, Default, Deserialize)]
pub(super) struct Wanted {
    #[serde(default)]
    skabelon: String,
}

#[derive(Template)]
#[template(path = "recovery/edit.html")]
struct EditPage {
    layout: Layout,
    t: Tr,
    faults: Faults,
    heading: String,
    action: String,
    back: String,
    form: ScenarioForm,
    inputs: Vec<Input>,
    options: Vec<(String, String)>,
    lines: Vec<LineRow>,
    teams: Vec<TeamRow>,
}

struct LineRow {
    at: usize,
    number: usize,
    what: String,
    named: String,
    from: String,
    minutes: String,
    fault: String,
}

struct TeamRow {
    /// Where a fault leads.
    anchor: String,
    id: String,
    name: String,
    capacity: u32,
    people: String,
    fault: String,
}

pub(super) async fn begin(user: User, Query(wanted): Query<Wanted>) -> PageResult {
    let _ = user.ctx.authorize(Action::RecoveryChange, Resource::Municipality)?;
    let facts = match ScenarioTemplate::find(&wanted.skabelon)? {
        Some(template) => {
            let teams = list_teams(&user.app, &user.ctx, false).await?;
            let teams: Vec<_> = teams.iter().map(|team| (team.id, capacity(team))).collect();
            template.facts(user.t.lang(), &teams)?
        }
        None => ScenarioFacts::default(),
    };
    let form = ScenarioForm::of(user.t, &facts, &Default::default(), 0);
    page(&user, None, form, &[]).await
}

pub(super) async fn edit(user: User, Path(id): Path<Uuid>) -> PageResult {
    let _ = user.ctx.authorize(Action::RecoveryChange, Resource::Municipality)?;
    let scenario = recovery::get_scenario(&user.app, &user.ctx, ScenarioId(id)).await?;
    let what: Vec<Fails> = scenario.facts.failures.iter().map(|failing| failing.what).collect();
    let names = recovery::scenario_names(&user.app, &user.ctx, &what).await?;
    let form = ScenarioForm::of(user.t, &scenario.facts, &names, scenario.version);
    page(&user, Some(scenario.id), form, &[]).await
}

/// How many a team has.
fn capacity(team: &Team) -> u32 {
    u32::try_from(team.facts.capacity).unwrap_or(0)
}

async fn page(user: &User, id: Option<ScenarioId>, form: ScenarioForm, faults: &[FieldFault]) -> PageResult {
    let t = user.t;
    let faults = Faults::new(t, faults);
    let teams = list_teams(&user.app, &user.ctx, false).await?;
    let back = id.map_or_else(|| "/genopretning".to_owned(), |id| format!("/genopretning/scenarier/{id}"));
    let told = |fields: &[String]| fields.iter().filter_map(|field| faults.at(field)).collect::<Vec<_>>().join(" ");
    let mut lines: Vec<LineRow> = Vec::new();
    // Three more to fill.
    let empty = || (0..3).map(|_| super::form::Line::default());
    for (at, line) in form.lines().into_iter().chain(empty()).enumerate() {
        let fault = told(&["what", "from", "minutes"].map(|field| format!("failures[{at}].{field}")));
        let (what, named, from, minutes) = (line.what, line.named, line.from, line.minutes);
        lines.push(LineRow { at, number: at + 1, what, named, from, minutes, fault });
    }
    let absent: Vec<&str> = form.absences().map(|(team, _)| team).collect();
    let team = |team: &Team| {
        let id = team.id.to_string();
        // A fault names the team by its place among those of which somebody is missing.
        let place = absent.iter().position(|one| *one == id);
        let anchor = place.map_or_else(|| format!("team-{id}"), |place| format!("missing[{place}].team"));
        TeamRow {
            name: team.facts.name.clone(),
            capacity: capacity(team),
            people: form.people_of(&id),
            fault: told(std::slice::from_ref(&anchor)),
            anchor,
            id,
        }
    };
    let teams: Vec<TeamRow> = teams.iter().map(team).collect();
    let weekdays = (0..7_u8).map(|day| (day.to_string(), t.of("recovery-weekday", day.to_string()))).collect();
    let page = EditPage {
        layout: user.layout(Place::Recovery, t.get("menu-recovery")),
        heading: if id.is_some() { form.name.clone() } else { t.get("recovery-new") },
        action: id.map_or_else(|| "/genopretning/scenarier/ny".to_owned(), |_| format!("{back}/rediger")),
        back,
        inputs: vec![
            Input::line("text", "name", t.get("recovery-f-name"), &form.name).wide().max(200).required().check(&faults),
            Input::area(5, "description", t.get("recovery-f-description"), &form.description)
                .max(10_000)
                .check(&faults),
            Input::select("weekday", t.get("recovery-f-weekday"), &form.weekday, weekdays).check(&faults),
            Input::line("time", "minute", t.get("recovery-f-minute"), &form.minute).short().check(&faults),
            Input::line("text", "horizon", t.get("recovery-f-horizon"), &form.horizon)
                .short()
                .max(40)
                .hint(t.get("recovery-f-horizon-hint"))
                .check(&faults),
        ],
        options: selectors(t),
        lines,
        teams,
        form,
        t,
        faults,
    };
    let mut response = html(&page)?;
    if !page.faults.is_empty() {
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(response)
}

pub(super) async fn create(SecureForm { user, form }: SecureForm<ScenarioForm>) -> PageResult {
    let _ = user.ctx.authorize(Action::RecoveryChange, Resource::Municipality)?;
    let faults = match form.read(&user).await? {
        Ok(facts) => match recovery::create_scenario(&user.app, &user.ctx, facts).await {
            Ok(id) => return Ok(redirect(&format!("/genopretning/scenarier/{id}"), "created")),
            Err(error) => faults_of(error)?,
        },
        Err(faults) => faults,
    };
    page(&user, None, form, &faults).await
}

pub(super) async fn update(Path(id): Path<Uuid>, SecureForm { user, form }: SecureForm<ScenarioForm>) -> PageResult {
    let _ = user.ctx.authorize(Action::RecoveryChange, Resource::Municipality)?;
    let id = ScenarioId(id);
    let version = form.version()?;
    let read = form.read(&user).await?;
    let faults = match read {
        Ok(facts) => match recovery::update_scenario(&user.app, &user.ctx, id, version, facts).await {
            Ok(()) => return Ok(redirect(&format!("/genopretning/scenarier/{id}"), "saved")),
            Err(Error::Conflict { current, .. }) => {
                let form = ScenarioForm { version: current.to_string(), ..form };
                return conflicted(page(&user, Some(id), form, &[changed_meanwhile("name")]).await);
            }
            Err(error) => faults_of(error)?,
        },
        Err(faults) => faults,
    };
    page(&user, Some(id), form, &faults).await
}

pub(super) async fn archive(Path(id): Path<Uuid>, SecureForm { user, form }: SecureForm<ScenarioForm>) -> PageResult {
    let _ = user.ctx.authorize(Action::RecoveryChange, Resource::Municipality)?;
    recovery::archive_scenario(&user.app, &user.ctx, ScenarioId(id), form.version()?).await?;
    Ok(redirect("/genopretning", "archived"))
}
