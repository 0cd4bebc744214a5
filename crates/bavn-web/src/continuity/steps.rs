//! The recovery steps of an asset.

use super::{
    interview::{length_of, split},
    needs::VersionForm,
    words::{length, term},
};
use crate::kit::{Faults, Input, Layout, PageResult, Place, SecureForm, Tr, User, form_version, html, redirect};
use askama::Template;
use axum::{
    extract::{Path, Query},
    http::StatusCode,
    response::IntoResponse as _,
};
use bavn_app::{
    Error, FieldFault,
    asset::{AssetKeys, find_assets},
    continuity::{AssetSteps, Step, Team, asset_steps, list_teams, put_asset_steps},
};
use bavn_core::{
    access::Action,
    continuity::{
        task::{DurationFault, Unit, parse_duration},
        team::RecoveryStep,
    },
    ids::{AssetId, RecoveryTeamId},
};
use serde::Deserialize;
use std::collections::HashMap;
use uuid::Uuid;

/// Teams that the form has room for.
const TEAMS: usize = 3;

/// A step in words.
struct Row {
    position: i64,
    name: String,
    note: String,
    times: [String; 3],
    teams: Vec<String>,
    after: Vec<(String, String)>,
}

/// A step as it was typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct StepForm {
    version: String,
    /// The place of the step that is changed; empty for a new one.
    place: String,
    name: String,
    position: String,
    optimistic_minutes: String,
    likely_minutes: String,
    pessimistic_minutes: String,
    unit: String,
    team: Vec<String>,
    amount: Vec<String>,
    after_assets: String,
    note: String,
}

#[derive(Template)]
#[template(path = "continuity/steps.html")]
struct StepsPage {
    layout: Layout,
    t: Tr,
    faults: Faults,
    heading: String,
    asset_name: String,
    about: String,
    path: String,
    asset_path: String,
    version: i32,
    rows: Vec<Row>,
    may_change: bool,
    form: StepForm,
    name: Input,
    position: Input,
    times: [Input; 3],
    after: Input,
    note: Input,
    teams: Vec<(String, String)>,
    is_edit: bool,
}

impl StepsPage {
    const fn units(&self) -> [Unit; 4] {
        Unit::ALL
    }

    /// Place, team and amount of each row for a team.
    fn team_rows(&self) -> Vec<(usize, String, String)> {
        let at = |list: &[String], at: usize| list.get(at).cloned().unwrap_or_default();
        (0..TEAMS.max(self.form.team.len()))
            .map(|row| (row + 1, at(&self.form.team, row), at(&self.form.amount, row)))
            .collect()
    }
}

/// Which step is to be changed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Wanted {
    trin: Option<usize>,
}

pub(super) async fn show(user: User, Path(id): Path<Uuid>, Query(wanted): Query<Wanted>) -> PageResult {
    let found = asset_steps(&user.app, &user.ctx, AssetId(id)).await?;
    let form = match wanted.trin.and_then(|place| Some((place, found.steps.get(place.checked_sub(1)?)?))) {
        Some((place, step)) => {
            let codes = codes(&user, &step.facts.after_assets).await?;
            form_of(&step.facts, place, &codes)
        }
        None => blank(&found),
    };
    page(&user, &found, form, Faults::default()).await
}

/// A form for one step more.
fn blank(found: &AssetSteps) -> StepForm {
    let last = found.steps.iter().map(|step| step.facts.position).max().unwrap_or(0);
    StepForm { position: (last + 1).to_string(), unit: Unit::Hours.key().to_owned(), ..StepForm::default() }
}

/// The numbers of assets as people write them.
async fn codes(user: &User, ids: &[AssetId]) -> PageResult<Vec<String>> {
    let found = find_assets(&user.app, &user.ctx, &AssetKeys::Ids(ids.to_vec())).await?;
    Ok(found.iter().map(|asset| format!("{} {}", asset.code(), asset.facts.name.replace(',', " "))).collect())
}

fn form_of(step: &RecoveryStep, place: usize, after: &[String]) -> StepForm {
    let times = [step.optimistic_minutes, step.likely_minutes, step.pessimistic_minutes];
    let minutes = times.map(|minutes| u32::try_from(minutes).unwrap_or(0));
    // The longest unit in which all three are whole.
    let fits = |unit: &Unit| minutes.iter().all(|minutes| minutes % unit.minutes() == 0);
    let unit = Unit::ALL.into_iter().rev().find(fits).unwrap_or(Unit::Minutes);
    let [optimistic, likely, pessimistic] = minutes.map(|minutes| (minutes / unit.minutes()).to_string());
    StepForm {
        version: String::new(),
        place: place.to_string(),
        name: step.name.clone(),
        position: step.position.to_string(),
        optimistic_minutes: optimistic,
        likely_minutes: likely,
        pessimistic_minutes: pessimistic,
        unit: unit.key().to_owned(),
        team: step.teams.iter().map(|(team, _)| team.to_string()).collect(),
        amount: step.teams.iter().map(|(_, amount)| amount.to_string()).collect(),
        after_assets: after.join(", "),
        note: step.note.clone(),
    }
}

async fn page(user: &User, found: &AssetSteps, form: StepForm, faults: Faults) -> PageResult {
    let t = user.t;
    let teams = list_teams(&user.app, &user.ctx, false).await?;
    let names: HashMap<RecoveryTeamId, &Team> = teams.iter().map(|team| (team.id, team)).collect();
    let after: Vec<AssetId> = found.steps.iter().flat_map(|step| step.facts.after_assets.iter().copied()).collect();
    let assets =
        if after.is_empty() { Vec::new() } else { find_assets(&user.app, &user.ctx, &AssetKeys::Ids(after)).await? };
    let assets: HashMap<AssetId, String> = assets.into_iter().map(|asset| (asset.id, asset.facts.name)).collect();
    let row = |step: &Step| {
        let facts = &step.facts;
        let times = [facts.optimistic_minutes, facts.likely_minutes, facts.pessimistic_minutes];
        let teams = facts.teams.iter().map(|(team, amount)| {
            let name = names.get(team).map_or_else(|| t.get("step-team-gone"), |team| team.facts.name.clone());
            format!("{amount} × {name}")
        });
        let after = facts.after_assets.iter().map(|id| match assets.get(id) {
            Some(name) => (name.clone(), format!("/aktiver/{id}/genopretning")),
            None => (t.get("need-hidden"), String::new()),
        });
        Row {
            position: facts.position,
            name: facts.name.clone(),
            note: facts.note.clone(),
            times: times.map(|minutes| length(t, minutes)),
            teams: teams.collect(),
            after: after.collect(),
        }
    };
    let asset = &found.asset;
    let line = |key: &'static str, value: &str| Input::line("text", key, t.of("step-f", key), value);
    let time = |key: &'static str, value: &str| line(key, value).short().max(20).check(&faults);
    let mut options = vec![(String::new(), t.get("asset-none"))];
    options.extend(teams.iter().map(|team| (team.id.to_string(), team.facts.name.clone())));
    // One out of use stays chosen until another is.
    for id in &form.team {
        if options.iter().all(|(other, _)| other != id) {
            options.push((id.clone(), t.get("step-team-gone")));
        }
    }
    let page = StepsPage {
        layout: user.layout(Place::Assets, t.s("step-heading", "name", &asset.facts.name)),
        t,
        heading: t.s("step-heading", "name", &asset.facts.name),
        asset_name: asset.facts.name.clone(),
        about: term(t, "step").map(|(_, text)| text).unwrap_or_default(),
        path: format!("/aktiver/{}/genopretning", asset.id),
        asset_path: format!("/aktiver/{}", asset.id),
        version: asset.version,
        rows: found.steps.iter().map(row).collect(),
        may_change: asset.archived_at.is_none() && user.ctx.may(Action::ContinuityChange, asset.resource()),
        name: line("name", &form.name).wide().max(200).required().check(&faults),
        position: line("position", &form.position).short().max(2).hint(t.get("step-hint-position")).check(&faults),
        times: [
            time("optimistic_minutes", &form.optimistic_minutes),
            time("likely_minutes", &form.likely_minutes),
            time("pessimistic_minutes", &form.pessimistic_minutes),
        ],
        after: line("after_assets", &form.after_assets).wide().max(1_000).hint(t.get("step-hint-after")).check(&faults),
        note: Input::area(2, "note", t.get("asset-f-note"), form.note.clone()).max(1_000).check(&faults),
        teams: options,
        is_edit: !form.place.is_empty(),
        form,
        faults,
    };
    let status = if page.faults.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok((status, html(&page)?).into_response())
}

impl StepForm {
    fn read(&self, after: Result<Vec<AssetId>, FieldFault>) -> Result<RecoveryStep, Vec<FieldFault>> {
        let mut faults = Vec::new();
        let mut time = |field: &str, text: &str| {
            let typed = length_of(text, &self.unit);
            match parse_duration(&typed) {
                Ok(minutes) => i64::from(minutes),
                Err(fault) => {
                    let code = match fault {
                        DurationFault::Shape if typed.is_empty() => "required",
                        DurationFault::Shape => "not_a_length_of_time",
                        DurationFault::Negative => "negative_time",
                        DurationFault::TooLong => "time_too_long",
                    };
                    let (number, _) = split(&typed);
                    faults.push(FieldFault::new(field, code, number));
                    0
                }
            }
        };
        let optimistic_minutes = time("optimistic_minutes", &self.optimistic_minutes);
        let likely_minutes = time("likely_minutes", &self.likely_minutes);
        let pessimistic_minutes = time("pessimistic_minutes", &self.pessimistic_minutes);
        let mut whole = |field: &str, text: &str| {
            let number = text.trim().parse::<i64>().ok();
            if number.is_none() {
                faults.push(FieldFault::new(field, "whole_number", text));
            }
            number.unwrap_or(1)
        };
        let position = whole("position", &self.position);
        let mut teams = Vec::new();
        for (team, amount) in self.team.iter().zip(&self.amount) {
            if let Ok(team) = team.parse::<RecoveryTeamId>() {
                teams.push((team, if amount.trim().is_empty() { 1 } else { whole("teams", amount) }));
            }
        }
        let after_assets = after.unwrap_or_else(|fault| {
            faults.push(fault);
            Vec::new()
        });
        let step = RecoveryStep {
            name: self.name.clone(),
            position,
            optimistic_minutes,
            likely_minutes,
            pessimistic_minutes,
            teams,
            after_assets,
            note: self.note.clone(),
        };
        if faults.is_empty() { Ok(step) } else { Err(faults) }
    }
}

/// The assets that a text names by their numbers, with commas between.
async fn find_after(user: &User, text: &str) -> PageResult<Result<Vec<AssetId>, FieldFault>> {
    let mut ids = Vec::new();
    for word in text.split([',', ';']).map(str::trim).filter(|word| !word.is_empty()).take(50) {
        let first = word.split_whitespace().next().unwrap_or_default();
        let number = first.strip_prefix(['A', 'a']).and_then(|rest| rest.strip_prefix('-')).unwrap_or(first);
        match number.parse::<u32>() {
            Ok(number) => ids.push((number, word)),
            Err(_) => return Ok(Err(FieldFault::new("after_assets", "asset_number", word))),
        }
    }
    let numbers = ids.iter().map(|(number, _)| *number).collect();
    let found = find_assets(&user.app, &user.ctx, &AssetKeys::Numbers(numbers)).await?;
    let place: HashMap<u32, AssetId> = found.iter().map(|asset| (asset.number, asset.id)).collect();
    if let Some((_, word)) = ids.iter().find(|(number, _)| !place.contains_key(number)) {
        return Ok(Err(FieldFault::new("after_assets", "no_such_asset", word)));
    }
    Ok(Ok(ids.iter().filter_map(|(number, _)| place.get(number).copied()).collect()))
}

/// Those of some assets that the reader may not read: no form shows them, and none takes them away.
async fn unseen(user: &User, ids: &[AssetId]) -> PageResult<Vec<AssetId>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let seen = find_assets(&user.app, &user.ctx, &AssetKeys::Ids(ids.to_vec())).await?;
    Ok(ids.iter().copied().filter(|id| seen.iter().all(|asset| asset.id != *id)).collect())
}

pub(super) async fn put(Path(id): Path<Uuid>, SecureForm { user, form }: SecureForm<StepForm>) -> PageResult {
    let id = AssetId(id);
    let found = asset_steps(&user.app, &user.ctx, id).await?;
    let _ = user.ctx.authorize(Action::ContinuityChange, found.asset.resource())?;
    let version = form_version(&form.version)?;
    let place = form.place.parse::<usize>().ok().and_then(|place| place.checked_sub(1));
    let mut steps: Vec<RecoveryStep> = found.steps.iter().map(|step| step.facts.clone()).collect();
    let result = match form.read(find_after(&user, &form.after_assets).await?) {
        Ok(mut step) => {
            let at = match place {
                Some(at) if at < steps.len() => {
                    step.after_assets.extend(unseen(&user, &steps[at].after_assets).await?);
                    steps[at] = step.clone();
                    at
                }
                _ => {
                    steps.push(step.clone());
                    steps.len() - 1
                }
            };
            // The operation sorts by position: faults come back at the step's place in that order.
            let sorted =
                steps.iter().enumerate().filter(|(other, one)| (one.position, *other) < (step.position, at)).count();
            put_asset_steps(&user.app, &user.ctx, id, version, steps).await.map_err(|error| match error {
                Error::Invalid(faults) => Error::Invalid(by_field(faults, sorted)),
                error => error,
            })
        }
        Err(faults) => Err(Error::Invalid(faults)),
    };
    match result {
        Ok(()) => Ok(redirect(&format!("/aktiver/{id}/genopretning"), "saved")),
        Err(Error::Invalid(faults)) => page(&user, &found, form, Faults::new(user.t, &faults)).await,
        Err(Error::Conflict { .. }) => {
            let now = asset_steps(&user.app, &user.ctx, id).await?;
            let fault = FieldFault::new("name", "steps_changed_meanwhile", "");
            let mut response = page(&user, &now, form, Faults::new(user.t, &[fault])).await?;
            *response.status_mut() = StatusCode::CONFLICT;
            Ok(response)
        }
        Err(error) => Err(error.into()),
    }
}

/// Faults of the step that was sent by field; those of other steps, which were stored before, at its name.
fn by_field(faults: Vec<FieldFault>, place: usize) -> Vec<FieldFault> {
    let prefix = format!("steps[{place}].");
    let own = |fault: FieldFault| match fault.field.strip_prefix(&prefix) {
        Some(field) => FieldFault { field: field.to_owned(), ..fault },
        None => FieldFault { field: "name".to_owned(), ..fault },
    };
    faults.into_iter().map(own).collect()
}

pub(super) async fn remove(
    Path((id, place)): Path<(Uuid, usize)>,
    SecureForm { user, form }: SecureForm<VersionForm>,
) -> PageResult {
    let id = AssetId(id);
    let version = form.version()?;
    let found = asset_steps(&user.app, &user.ctx, id).await?;
    if version == found.asset.version && !(1..=found.steps.len()).contains(&place) {
        return Err(Error::NotFound { kind: "asset" }.into());
    }
    let steps = found.steps.into_iter().map(|step| step.facts);
    let left = steps.enumerate().filter(|(at, _)| at + 1 != place).map(|(_, step)| step).collect();
    put_asset_steps(&user.app, &user.ctx, id, version, left).await?;
    Ok(redirect(&format!("/aktiver/{id}/genopretning"), "deleted"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_form_of_a_step_gives_the_step_back() {
        let step = RecoveryStep {
            name: "Genskab".into(),
            position: 2,
            optimistic_minutes: 60,
            likely_minutes: 120,
            pessimistic_minutes: 1_440,
            teams: vec![(RecoveryTeamId(Uuid::from_u128(1)), 2)],
            note: "Fra kopi".into(),
            ..RecoveryStep::default()
        };
        let form = form_of(&step, 1, &[]);
        assert_eq!((form.unit.as_str(), form.pessimistic_minutes.as_str()), ("hours", "24"));
        assert_eq!(form.read(Ok(Vec::new())).unwrap(), step);
        let wrong = StepForm { likely_minutes: "-2".into(), position: "først".into(), ..form };
        let faults: Vec<_> =
            wrong.read(Ok(Vec::new())).unwrap_err().into_iter().map(|fault| (fault.field, fault.code)).collect();
        assert_eq!(faults, [("likely_minutes".to_owned(), "negative_time"), ("position".to_owned(), "whole_number")]);
    }
}
