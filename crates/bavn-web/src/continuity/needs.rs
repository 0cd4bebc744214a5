//! What a critical task needs: adding and taking away.

use super::{
    interview::{self, About, length_of},
    words::length,
};
use crate::{
    asset::{find_by_words, find_exact},
    kit::{Faults, PageResult, SecureForm, Tr, User, form_version, redirect},
};
use axum::extract::Path;
use bavn_app::{
    Error, FieldFault,
    asset::{asset_code, list_needable_assets},
    continuity::{
        Task, TaskChange, TaskKeys, TaskNames, change_task, find_tasks, get_task, list_task_titles, task_code,
    },
    supplier::supplier_names,
};
use bavn_core::{
    access::{Action, Resource},
    continuity::task::{DurationFault, NeedEffect, NeedOn, Page, TaskNeed, parse_duration},
    ids::CriticalTaskId,
    text::fold,
};
use serde::Deserialize;
use uuid::Uuid;

/// A need as it was typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct NeedForm {
    version: String,
    /// Number or name of what is needed.
    pub(super) on: String,
    pub(super) effect: String,
    pub(super) after_minutes: String,
    pub(super) after_minutes_unit: String,
    pub(super) alternative_group: String,
    pub(super) note: String,
}

/// A need in words.
pub(super) struct NeedRow {
    pub(super) name: String,
    pub(super) path: Option<String>,
    pub(super) effect: String,
    pub(super) group: Option<i64>,
    pub(super) note: String,
}

/// The needs of a task in words.
pub(super) fn need_rows(t: Tr, names: &TaskNames, task: &Task) -> Vec<NeedRow> {
    let row = |need: &TaskNeed| {
        let name = names.need(need.on);
        let path = match need.on {
            NeedOn::Asset(id) => format!("/aktiver/{id}"),
            NeedOn::Supplier(id) => format!("/leverandoerer/{id}"),
            NeedOn::Task(id) => format!("/konsekvensanalyse/{id}"),
        };
        NeedRow {
            name: name.map_or_else(|| t.get("need-hidden"), str::to_owned),
            path: name.is_some().then_some(path),
            effect: effect_text(t, task, need),
            group: need.alternative_group,
            note: need.note.clone(),
        }
    };
    task.needs.iter().map(row).collect()
}

fn effect_text(t: Tr, task: &Task, need: &TaskNeed) -> String {
    match (need.effect, need.after_minutes, task.facts.fallback_minutes) {
        (NeedEffect::Worse, ..) => t.get("need-effect-worse"),
        (NeedEffect::Stops, Some(0), _) | (NeedEffect::Stops, None, None | Some(0)) => t.get("need-stops-at-once"),
        (NeedEffect::Stops, Some(minutes), _) => t.s("need-stops-after", "time", length(t, minutes)),
        (NeedEffect::Stops, None, Some(minutes)) => t.s("need-stops-fallback", "time", length(t, minutes)),
    }
}

/// What may well be needed, as `A-12 Name`: assets that are no equipment, suppliers and other tasks.
pub(super) async fn things(user: &User, task: &Task) -> PageResult<Vec<String>> {
    let (app, ctx) = (&user.app, &user.ctx);
    let assets = list_needable_assets(app, ctx, 200).await?;
    let mut all: Vec<String> = assets.iter().map(|(number, name)| format!("{} {name}", asset_code(*number))).collect();
    let tasks = list_task_titles(app, ctx, 100).await?;
    let others = tasks.iter().filter(|(id, ..)| *id != task.id);
    all.extend(others.map(|(_, number, name)| format!("{} {name}", task_code(*number))));
    if ctx.may(Action::SupplierRead, Resource::Any) {
        all.extend(supplier_names(app, ctx).await?.into_iter().take(200).map(|(_, name)| name));
    }
    Ok(all)
}

/// The thing that a text names: by the number of an asset or task, by its whole name, or the only asset with those words.
async fn find_on(user: &User, text: &str) -> PageResult<Result<NeedOn, FieldFault>> {
    let (app, ctx, text) = (&user.app, &user.ctx, text.trim());
    if text.is_empty() {
        return Ok(Err(FieldFault::new("on", "required", "")));
    }
    let first = text.split_whitespace().next().unwrap_or_default();
    let number = first.strip_prefix(['O', 'o']).and_then(|rest| rest.strip_prefix('-')?.parse::<u32>().ok());
    if let Some(number) = number {
        let found = find_tasks(app, ctx, &TaskKeys::Numbers(vec![number])).await?;
        if let Some(task) = found.iter().find(|task| task.archived_at.is_none()) {
            return Ok(Ok(NeedOn::Task(task.id)));
        }
    }
    if let Some(id) = find_exact(user, text, false).await? {
        return Ok(Ok(NeedOn::Asset(id)));
    }
    if ctx.may(Action::SupplierRead, Resource::Any) {
        let suppliers = supplier_names(app, ctx).await?;
        if let Some((id, _)) = suppliers.iter().find(|(_, name)| fold(name) == fold(text)) {
            return Ok(Ok(NeedOn::Supplier(*id)));
        }
    }
    let named = find_tasks(app, ctx, &TaskKeys::Names(vec![text.to_owned()])).await?;
    if let Some(task) = named.iter().find(|task| task.archived_at.is_none()) {
        return Ok(Ok(NeedOn::Task(task.id)));
    }
    // Other things than assets were looked for too.
    let in_words = |fault: FieldFault| match fault.code {
        "no_such_asset" => FieldFault { code: "no_such_thing", ..fault },
        _ => fault,
    };
    Ok(find_by_words(user, text).await?.map(NeedOn::Asset).map_err(in_words))
}

impl NeedForm {
    fn read(&self, on: Result<NeedOn, FieldFault>) -> Result<TaskNeed, Vec<FieldFault>> {
        let mut faults = Vec::new();
        let typed = length_of(&self.after_minutes, &self.after_minutes_unit);
        let after = if typed.is_empty() { Ok(None) } else { parse_duration(&typed).map(Some) };
        if let Err(fault) = after {
            let code = match fault {
                DurationFault::Shape => "not_a_length_of_time",
                DurationFault::Negative => "negative_time",
                DurationFault::TooLong => "time_too_long",
            };
            faults.push(FieldFault::new("after_minutes", code, typed));
        }
        let group = self.alternative_group.trim();
        let alternative_group = if group.is_empty() { None } else { group.parse::<i64>().ok() };
        if alternative_group.is_none() && !group.is_empty() {
            faults.push(FieldFault::new("alternative_group", "whole_number", group));
        }
        let effect = if self.effect == NeedEffect::Worse.key() { NeedEffect::Worse } else { NeedEffect::Stops };
        match on {
            Ok(on) if faults.is_empty() => Ok(TaskNeed {
                on,
                effect,
                after_minutes: after.ok().flatten().map(i64::from),
                alternative_group,
                note: self.note.clone(),
            }),
            on => {
                faults.extend(on.err());
                Err(faults)
            }
        }
    }
}

pub(super) async fn add(Path(id): Path<Uuid>, SecureForm { user, form }: SecureForm<NeedForm>) -> PageResult {
    let id = CriticalTaskId(id);
    let task = get_task(&user.app, &user.ctx, id).await?;
    let _ = user.ctx.authorize(Action::ContinuityChange, task.resource())?;
    let version = form_version(&form.version)?;
    let last = task.needs.len();
    let result = match form.read(find_on(&user, &form.on).await?) {
        Ok(need) => {
            let needs = task.needs.iter().cloned().chain([need]).collect();
            change_task(&user.app, &user.ctx, version, TaskChange::Needs { id, needs }).await
        }
        Err(faults) => Err(Error::Invalid(faults)),
    };
    match result {
        Ok(()) => Ok(redirect(&format!("/konsekvensanalyse/{id}/interview/6"), "saved")),
        Err(Error::Invalid(faults)) => {
            let prefix = format!("needs[{last}].");
            let own = |fault: FieldFault| {
                let field = fault.field.strip_prefix(&prefix).unwrap_or("on").to_owned();
                let is_own = ["on", "after_minutes", "alternative_group", "note"].contains(&fault.field.as_str());
                if is_own { fault } else { FieldFault { field, ..fault } }
            };
            again(&user, &task, form, version, faults.into_iter().map(own).collect()).await
        }
        Err(Error::Conflict { .. }) => {
            let now = get_task(&user.app, &user.ctx, id).await?;
            let version = now.version;
            again(&user, &now, form, version, vec![FieldFault::new("on", "needs_changed_meanwhile", "")]).await
        }
        Err(error) => Err(error.into()),
    }
}

/// The page with what was typed and what is wrong with it.
async fn again(user: &User, task: &Task, form: NeedForm, version: i32, faults: Vec<FieldFault>) -> PageResult {
    let about = About { task: Some(task), page: Page::Needs, version, is_conflict: false };
    let faults = Faults::new(user.t, &faults);
    interview::page(user, about, &std::collections::BTreeMap::new(), form, faults).await
}

/// A form that holds nothing but the version.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct VersionForm {
    version: String,
}

impl VersionForm {
    pub(super) fn version(&self) -> PageResult<i32> {
        form_version(&self.version)
    }
}

pub(super) async fn remove(
    Path((id, place)): Path<(Uuid, usize)>,
    SecureForm { user, form }: SecureForm<VersionForm>,
) -> PageResult {
    let id = CriticalTaskId(id);
    let task = get_task(&user.app, &user.ctx, id).await?;
    let version = form.version()?;
    let mut needs = task.needs;
    if place < needs.len() {
        needs.remove(place);
    } else if version == task.version {
        // Nothing is stored where nothing is taken away: an approval stays.
        return Err(Error::NotFound { kind: "critical_task" }.into());
    }
    change_task(&user.app, &user.ctx, version, TaskChange::Needs { id, needs }).await?;
    Ok(redirect(&format!("/konsekvensanalyse/{id}/interview/6"), "deleted"))
}
