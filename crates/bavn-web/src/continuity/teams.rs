//! Recovery teams.

use super::needs::VersionForm;
use crate::kit::{
    Faults, Input, Layout, PageResult, Place, SecureForm, Tr, User, changed_meanwhile, conflicted, form_version, html,
    redirect,
};
use askama::Template;
use axum::{extract::Path, http::StatusCode, response::IntoResponse as _};
use bavn_app::{
    Error, FieldFault,
    continuity::{Team, archive_team, create_team, get_team, list_teams, update_team},
    supplier::supplier_names,
};
use bavn_core::{
    access::{Action, Resource},
    continuity::team::RecoveryTeam,
    ids::RecoveryTeamId,
};
use serde::Deserialize;
use std::collections::HashMap;
use uuid::Uuid;

/// A team in words.
struct Row {
    id: RecoveryTeamId,
    version: i32,
    name: String,
    note: String,
    capacity: i64,
    duty: String,
    supplier: String,
}

#[derive(Template)]
#[template(path = "continuity/teams.html")]
struct TeamsPage {
    layout: Layout,
    t: Tr,
    heading: String,
    about: String,
    rows: Vec<Row>,
    may_change: bool,
}

pub(super) async fn show(user: User) -> PageResult {
    let (app, ctx, t) = (&user.app, &user.ctx, user.t);
    let teams = list_teams(app, ctx, false).await?;
    let suppliers = suppliers(&user).await?;
    let names: HashMap<String, String> = suppliers.into_iter().collect();
    let row = |team: &Team| Row {
        id: team.id,
        version: team.version,
        name: team.facts.name.clone(),
        note: team.facts.note.clone(),
        capacity: team.facts.capacity,
        duty: duty(t, &team.facts),
        supplier: team.facts.supplier.and_then(|id| names.get(&id.to_string()).cloned()).unwrap_or_default(),
    };
    let heading = t.n("team-heading", teams.len());
    let page = TeamsPage {
        layout: user.layout(Place::Continuity, heading.clone()),
        t,
        heading,
        about: super::words::term(t, "team").map(|(_, text)| text).unwrap_or_default(),
        rows: teams.iter().map(row).collect(),
        may_change: ctx.may(Action::ContinuityAdminister, Resource::Municipality),
    };
    html(&page)
}

async fn suppliers(user: &User) -> PageResult<Vec<(String, String)>> {
    if !user.ctx.may(Action::SupplierRead, Resource::Any) {
        return Ok(Vec::new());
    }
    let all = supplier_names(&user.app, &user.ctx).await?;
    Ok(all.into_iter().map(|(id, name)| (id.to_string(), name)).collect())
}

/// A minute of the day as `07:00`.
fn clock(minutes: i64) -> String {
    format!("{:02}:{:02}", minutes.div_euclid(60), minutes.rem_euclid(60))
}

/// When a team is at work, in words: `ma, ti, on kl. 07:00-22:00`.
pub(super) fn duty(t: Tr, team: &RecoveryTeam) -> String {
    if !team.has_hours {
        return t.get("team-always");
    }
    let days = (0..7).filter(|day| team.duty_days >> day & 1 == 1);
    let days: Vec<String> = days.map(|day| t.of("team-day", day.to_string())).collect();
    let days = match days.len() {
        7 => t.get("team-every-day"),
        _ => days.join(", "),
    };
    t.s3("team-hours", ("days", &days), ("from", &clock(team.duty_from)), ("until", &clock(team.duty_until)))
}

/// A team as it was typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct TeamForm {
    version: String,
    name: String,
    capacity: String,
    duty: String,
    duty_days: Vec<String>,
    duty_from: String,
    duty_until: String,
    supplier: String,
    note: String,
}

impl TeamForm {
    fn of(team: &RecoveryTeam, version: i32) -> Self {
        let days = (0..7).filter(|day| team.duty_days >> day & 1 == 1).map(|day: i64| day.to_string());
        Self {
            version: version.to_string(),
            name: team.name.clone(),
            capacity: team.capacity.to_string(),
            duty: if team.has_hours { "hours" } else { "always" }.to_owned(),
            duty_days: days.collect(),
            duty_from: clock(team.duty_from),
            duty_until: clock(team.duty_until),
            supplier: team.supplier.map(|id| id.to_string()).unwrap_or_default(),
            note: team.note.clone(),
        }
    }

    fn read(&self) -> Result<RecoveryTeam, Vec<FieldFault>> {
        let mut faults = Vec::new();
        let capacity = self.capacity.trim().parse::<i64>().ok();
        if capacity.is_none() {
            faults.push(FieldFault::new("capacity", "whole_number", &self.capacity));
        }
        let has_hours = self.duty == "hours";
        let usual = RecoveryTeam::default();
        let mut time = |field: &str, text: &str, usual: i64| {
            let text = text.trim();
            let parts = text.split_once([':', '.']);
            let minutes = parts.and_then(|(hour, minute)| {
                let (hour, minute): (i64, i64) = (hour.parse().ok()?, minute.parse().ok()?);
                let is_time = (0..24).contains(&hour) && (0..60).contains(&minute) || (hour, minute) == (24, 0);
                is_time.then_some(hour * 60 + minute)
            });
            if minutes.is_none() && has_hours {
                faults.push(FieldFault::new(field, "not_a_time", text));
            }
            minutes.unwrap_or(usual)
        };
        let duty_from = time("duty_from", &self.duty_from, usual.duty_from);
        let duty_until = time("duty_until", &self.duty_until, usual.duty_until);
        let supplier = self.supplier.trim();
        let supplier_id = supplier.parse().ok();
        if supplier_id.is_none() && !supplier.is_empty() {
            faults.push(FieldFault::new("supplier", "unknown", supplier));
        }
        let days = self.duty_days.iter().filter_map(|day| day.parse::<u32>().ok()).filter(|day| *day < 7);
        let team = RecoveryTeam {
            name: self.name.clone(),
            capacity: capacity.unwrap_or(1),
            has_hours,
            duty_days: days.fold(0, |all, day| all | 1 << day),
            duty_from,
            duty_until,
            supplier: supplier_id,
            note: self.note.clone(),
        };
        if faults.is_empty() { Ok(team) } else { Err(faults) }
    }
}

#[derive(Template)]
#[template(path = "continuity/team_form.html")]
struct FormPage {
    layout: Layout,
    t: Tr,
    faults: Faults,
    heading: String,
    lead: String,
    action: String,
    form: TeamForm,
    name: Input,
    capacity: Input,
    supplier: Input,
    note: Input,
    days: Vec<(String, String, bool)>,
}

async fn form_page(user: &User, id: Option<RecoveryTeamId>, form: TeamForm, faults: Faults) -> PageResult {
    let t = user.t;
    let action = id.map_or_else(|| "/genopretning/hold/ny".to_owned(), |id| format!("/genopretning/hold/{id}/rediger"));
    let heading = if id.is_some() { form.name.clone() } else { t.get("team-new") };
    let mut options = vec![(String::new(), t.get("asset-none"))];
    options.extend(suppliers(user).await?);
    // One out of use stays chosen until another is.
    if options.iter().all(|(id, _)| *id != form.supplier) {
        options.push((form.supplier.clone(), t.get("supplier-out-of-use")));
    }
    let days = (0..7).map(|day| {
        let day = day.to_string();
        (day.clone(), t.of("team-day", &day), form.duty_days.contains(&day))
    });
    let line = |key: &'static str, value: &str| Input::line("text", key, t.of("team-f", key), value);
    let page = FormPage {
        layout: user.layout(Place::Continuity, heading.clone()),
        t,
        name: line("name", &form.name).wide().max(200).required().check(&faults),
        capacity: line("capacity", &form.capacity).short().max(5).hint(t.get("team-hint-capacity")).check(&faults),
        supplier: Input::select("supplier", t.get("team-f-supplier"), form.supplier.clone(), options).check(&faults),
        note: Input::area(2, "note", t.get("asset-f-note"), form.note.clone()).max(1_000).check(&faults),
        days: days.collect(),
        heading,
        lead: super::words::term(t, "team").map(|(_, text)| text).unwrap_or_default(),
        action,
        form,
        faults,
    };
    let status = if page.faults.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok((status, html(&page)?).into_response())
}

pub(super) async fn begin(user: User) -> PageResult {
    let _ = user.ctx.authorize(Action::ContinuityAdminister, Resource::Municipality)?;
    form_page(&user, None, TeamForm::of(&RecoveryTeam::default(), 0), Faults::default()).await
}

pub(super) async fn edit(user: User, Path(id): Path<Uuid>) -> PageResult {
    let _ = user.ctx.authorize(Action::ContinuityAdminister, Resource::Municipality)?;
    let team = get_team(&user.app, &user.ctx, RecoveryTeamId(id)).await?;
    form_page(&user, Some(team.id), TeamForm::of(&team.facts, team.version), Faults::default()).await
}

pub(super) async fn create(SecureForm { user, form }: SecureForm<TeamForm>) -> PageResult {
    let result = match form.read() {
        Ok(team) => create_team(&user.app, &user.ctx, team).await,
        Err(faults) => Err(Error::Invalid(faults)),
    };
    match result {
        Ok(_) => Ok(redirect("/genopretning/hold", "created")),
        Err(Error::Invalid(faults)) => form_page(&user, None, form, Faults::new(user.t, &faults)).await,
        Err(error) => Err(error.into()),
    }
}

pub(super) async fn update(Path(id): Path<Uuid>, SecureForm { user, form }: SecureForm<TeamForm>) -> PageResult {
    let id = RecoveryTeamId(id);
    let version = form_version(&form.version)?;
    let result = match form.read() {
        Ok(team) => update_team(&user.app, &user.ctx, id, version, team).await,
        Err(faults) => Err(Error::Invalid(faults)),
    };
    match result {
        Ok(()) => Ok(redirect("/genopretning/hold", "saved")),
        Err(Error::Invalid(faults)) => form_page(&user, Some(id), form, Faults::new(user.t, &faults)).await,
        Err(Error::Conflict { current, .. }) => {
            let form = TeamForm { version: current.to_string(), ..form };
            conflicted(form_page(&user, Some(id), form, Faults::new(user.t, &[changed_meanwhile("name")])).await)
        }
        Err(error) => Err(error.into()),
    }
}

pub(super) async fn archive(Path(id): Path<Uuid>, SecureForm { user, form }: SecureForm<VersionForm>) -> PageResult {
    archive_team(&user.app, &user.ctx, RecoveryTeamId(id), form.version()?).await?;
    Ok(redirect("/genopretning/hold", "archived"))
}
