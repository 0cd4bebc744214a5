use super::entity::{impact, need, step, step_asset, step_team, task, team};
use crate::{Error, Result};
use bavn_core::{
    access::Resource,
    continuity::task::{CriticalTask, Dimension, HORIZONS, Impact, NeedEffect, NeedOn, TaskNeed, TaskState},
    continuity::team::{RecoveryStep, RecoveryTeam},
    ids::{AssetId, CriticalTaskId, RecoveryStepId, RecoveryTeamId},
    text::fold,
};
use bavn_db::DbError;
use serde_json::{Value, json};
use std::collections::{BTreeSet, HashMap};
use time::OffsetDateTime;
use uuid::Uuid;

/// A critical task as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Task {
    /// The identifier.
    pub id: CriticalTaskId,
    /// Its number, from 1; never given to another.
    pub number: u32,
    /// What is written down about it.
    pub facts: CriticalTask,
    /// What it needs, in order.
    pub needs: Vec<TaskNeed>,
    /// How far its impact analysis is.
    pub state: TaskState,
    /// When its manager last approved it, and who that was; it may have been changed since.
    pub approved: Option<(OffsetDateTime, String)>,
    /// When it was written down first.
    pub created_at: OffsetDateTime,
    /// When it was last changed.
    pub updated_at: OffsetDateTime,
    /// When it was taken out of use; `None` while it is in use.
    pub archived_at: Option<OffsetDateTime>,
    /// Raised by every change.
    pub version: i32,
}

/// The number of a critical task as people write it: `O-12`.
#[must_use]
pub fn task_code(number: u32) -> String {
    format!("O-{number}")
}

impl Task {
    /// What permission is weighed against.
    #[must_use]
    pub fn resource(&self) -> Resource {
        resource(&self.facts)
    }

    /// Its number as people write it.
    #[must_use]
    pub fn code(&self) -> String {
        task_code(self.number)
    }

    /// Everything in it, for the audit log.
    pub(super) fn to_json(&self) -> Value {
        let mut map = self.facts.to_map();
        map.insert("id".into(), json!(self.id));
        map.insert("number".into(), json!(self.number));
        map.insert("needs".into(), json!(self.needs));
        map.insert("state".into(), json!(self.state));
        map.insert("version".into(), json!(self.version));
        Value::Object(map)
    }
}

/// What permission to such a task is weighed against.
pub(super) fn resource(facts: &CriticalTask) -> Resource {
    Resource::owned(facts.unit, facts.owner)
}

fn unknown(table: &'static str, column: &'static str, value: impl ToString) -> Error {
    DbError::UnknownValue { table, column, value: value.to_string() }.into()
}

/// A task of its row, without impact and needs.
pub(super) fn from_row(row: task::Model) -> Result<Task> {
    let approved = row.approved_at.map(|at| (at, row.approved_by));
    let months = (1..=12_u8).filter(|month| row.peak_months >> (month - 1) & 1 == 1);
    Ok(Task {
        id: row.id.into(),
        number: u32::try_from(row.number).map_err(|_| unknown("critical_task", "number", row.number))?,
        facts: CriticalTask {
            name: row.name,
            unit: row.unit_id.map(Into::into),
            owner: row.owner_id.map(Into::into),
            approver: row.approver_id.map(Into::into),
            description: row.description,
            legal_duty: row.legal_duty,
            citizens: row.citizens,
            peak_note: row.peak_note,
            peak_months: months.collect::<BTreeSet<u8>>(),
            impact: Impact::default(),
            mtpd_minutes: row.mtpd_minutes,
            mtpd_reason: row.mtpd_reason,
            rto_minutes: row.rto_minutes,
            rto_reason: row.rto_reason,
            rpo_minutes: row.rpo_minutes,
            rpo_reason: row.rpo_reason,
            mbco_percent: row.mbco_percent.map(Into::into),
            mbco_reason: row.mbco_reason,
            fallback: row.fallback,
            fallback_minutes: row.fallback_minutes,
            fallback_percent: row.fallback_percent.map(Into::into),
            fallback_needs: row.fallback_needs,
            fallback_tried_on: row.fallback_tried_on,
            staff: row.staff,
            staff_least: row.staff_least.map(Into::into),
            places: row.places,
            supplies: row.supplies,
            review_on: row.review_on,
        },
        needs: Vec::new(),
        state: TaskState::from_key(&row.state).ok_or_else(|| unknown("critical_task", "state", &row.state))?,
        approved,
        created_at: row.created_at,
        updated_at: row.updated_at,
        archived_at: row.archived_at,
        version: row.version,
    })
}

/// The tasks of rows with their impact and needs; rows of other tasks are passed over.
pub(super) fn join(rows: Vec<task::Model>, impacts: Vec<impact::Model>, needs: Vec<need::Model>) -> Result<Vec<Task>> {
    let mut tasks = rows.into_iter().map(from_row).collect::<Result<Vec<_>>>()?;
    let place: HashMap<Uuid, usize> = tasks.iter().enumerate().map(|(at, task)| (task.id.0, at)).collect();
    for row in impacts {
        let Some(task) = place.get(&row.task_id).and_then(|at| tasks.get_mut(*at)) else { continue };
        let dimension =
            Dimension::from_key(&row.dimension).ok_or_else(|| unknown("task_impact", "dimension", &row.dimension))?;
        let horizon = HORIZONS.iter().position(|minutes| i64::from(*minutes) == i64::from(row.horizon_minutes));
        let horizon = horizon.ok_or_else(|| unknown("task_impact", "horizon_minutes", row.horizon_minutes))?;
        let level = u8::try_from(row.level).map_err(|_| unknown("task_impact", "level", row.level))?;
        task.facts.impact.set(dimension, horizon, Some(level));
    }
    for row in needs {
        let Some(task) = place.get(&row.task_id).and_then(|at| tasks.get_mut(*at)) else { continue };
        task.needs.push(need_from_row(row)?);
    }
    Ok(tasks)
}

fn need_from_row(row: need::Model) -> Result<TaskNeed> {
    let on = match (row.asset_id, row.supplier_id, row.on_task_id) {
        (Some(id), None, None) => NeedOn::Asset(id.into()),
        (None, Some(id), None) => NeedOn::Supplier(id.into()),
        (None, None, Some(id)) => NeedOn::Task(id.into()),
        _ => return Err(unknown("task_need", "asset_id", row.id)),
    };
    Ok(TaskNeed {
        on,
        effect: NeedEffect::from_key(&row.effect).ok_or_else(|| unknown("task_need", "effect", &row.effect))?,
        after_minutes: row.after_minutes,
        alternative_group: row.alternative_group.map(Into::into),
        note: row.note,
    })
}

/// A recovery team as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Team {
    /// The identifier.
    pub id: RecoveryTeamId,
    /// What is written down about it.
    pub facts: RecoveryTeam,
    /// When it was taken out of use; `None` while it is in use.
    pub archived_at: Option<OffsetDateTime>,
    /// Raised by every change.
    pub version: i32,
}

/// The words of the column `duty`.
pub(super) const DUTY: [&str; 2] = ["always", "hours"];

pub(super) fn team_from_row(row: team::Model) -> Result<Team> {
    if !DUTY.contains(&row.duty.as_str()) {
        return Err(unknown("recovery_team", "duty", &row.duty));
    }
    Ok(Team {
        id: row.id.into(),
        facts: RecoveryTeam {
            name: row.name,
            capacity: row.capacity.into(),
            has_hours: row.duty == DUTY[1],
            duty_days: row.duty_days.into(),
            duty_from: row.duty_from.into(),
            duty_until: row.duty_until.into(),
            supplier: row.supplier_id.map(Into::into),
            note: row.note,
        },
        archived_at: row.archived_at,
        version: row.version,
    })
}

/// A recovery step as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The identifier.
    pub id: RecoveryStepId,
    /// The asset that it brings back.
    pub asset: AssetId,
    /// What is written down about it.
    pub facts: RecoveryStep,
}

/// The steps of rows, in the order of the rows, with their teams and what they wait for.
pub(super) fn join_steps(
    rows: Vec<step::Model>,
    teams: Vec<step_team::Model>,
    assets: Vec<step_asset::Model>,
) -> Vec<Step> {
    let mut steps: Vec<Step> = rows
        .into_iter()
        .map(|row| Step {
            id: row.id.into(),
            asset: row.asset_id.into(),
            facts: RecoveryStep {
                name: row.name,
                position: row.position.into(),
                optimistic_minutes: row.optimistic_minutes,
                likely_minutes: row.likely_minutes,
                pessimistic_minutes: row.pessimistic_minutes,
                teams: Vec::new(),
                after_assets: Vec::new(),
                note: row.note,
            },
        })
        .collect();
    let place: HashMap<Uuid, usize> = steps.iter().enumerate().map(|(at, step)| (step.id.0, at)).collect();
    for row in teams {
        if let Some(step) = place.get(&row.step_id).and_then(|at| steps.get_mut(*at)) {
            step.facts.teams.push((row.team_id.into(), row.amount.into()));
        }
    }
    for row in assets {
        if let Some(step) = place.get(&row.step_id).and_then(|at| steps.get_mut(*at)) {
            step.facts.after_assets.push(row.asset_id.into());
        }
    }
    for step in &mut steps {
        step.facts.teams.sort_unstable();
        step.facts.after_assets.sort_unstable();
    }
    steps
}

/// What a search looks in: number, name, description and duty.
pub(super) fn search_text(number: u32, facts: &CriticalTask) -> String {
    let beginning: String = facts.description.chars().take(500).collect();
    fold(&format!("{} {} {beginning} {}", task_code(number), facts.name, facts.legal_duty))
}
