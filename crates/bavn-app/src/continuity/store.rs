use super::{
    Task,
    check::{Known, Needable, circle_faults, need_faults, task_faults, tidy},
    entity::{impact, need, task},
    load::{IN_LIST, KIND, TaskKeys, find_by},
    types::{resource, search_text},
};
use crate::{App, Context, Error, FieldFault, Result};
use bavn_core::{
    access::{Action, Permit, Resource},
    audit_log::AuditEvent,
    continuity::task::{CriticalTask, HORIZONS, NeedEffect, NeedOn, TaskNeed, TaskState, missing},
    ids::CriticalTaskId,
};
use bavn_db::WriteTx;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel as _, Iterable as _, QueryFilter, QueryOrder,
    QuerySelect, sea_query::OnConflict,
};
use std::collections::HashMap;
use time::Date;
use uuid::Uuid;

/// Something to do to one critical task among many.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TaskChange {
    /// Write it down, with the next number.
    Create {
        /// What it is to be.
        facts: CriticalTask,
        /// What it needs.
        needs: Vec<TaskNeed>,
    },
    /// Write this over what was there; an approval no longer holds for it.
    Update {
        /// The task.
        id: CriticalTaskId,
        /// What it is to be.
        facts: CriticalTask,
    },
    /// Give it these needs instead of those it had; an approval no longer holds for it.
    Needs {
        /// The task.
        id: CriticalTaskId,
        /// What it is to need.
        needs: Vec<TaskNeed>,
    },
    /// Send it to its manager.
    Submit {
        /// The task.
        id: CriticalTaskId,
    },
    /// Approve it as its manager.
    Approve {
        /// The task.
        id: CriticalTaskId,
        /// When it is to be looked at again.
        review_on: Option<Date>,
    },
    /// Send it back to who writes it.
    Return {
        /// The task.
        id: CriticalTaskId,
    },
    /// Take it out of use.
    Archive {
        /// The task.
        id: CriticalTaskId,
    },
    /// Take it into use again.
    Restore {
        /// The task.
        id: CriticalTaskId,
    },
}

impl TaskChange {
    pub(super) const fn id(&self) -> Option<CriticalTaskId> {
        match self {
            Self::Create { .. } => None,
            Self::Update { id, .. }
            | Self::Needs { id, .. }
            | Self::Submit { id }
            | Self::Approve { id, .. }
            | Self::Return { id }
            | Self::Archive { id }
            | Self::Restore { id } => Some(*id),
        }
    }

    const fn facts(&self) -> Option<&CriticalTask> {
        match self {
            Self::Create { facts, .. } | Self::Update { facts, .. } => Some(facts),
            _ => None,
        }
    }

    fn needs(&self) -> Option<&[TaskNeed]> {
        match self {
            Self::Create { needs, .. } | Self::Needs { needs, .. } => Some(needs),
            _ => None,
        }
    }

    /// Permission to do this to a task.
    pub(super) fn permit(&self, ctx: &Context, task: &Task) -> Result<Permit> {
        match self {
            Self::Approve { .. } => approve_permit(ctx, task),
            Self::Return { .. } => {
                approve_permit(ctx, task).or_else(|_| Ok(ctx.authorize(Action::ContinuityChange, task.resource())?))
            }
            _ => Ok(ctx.authorize(Action::ContinuityChange, task.resource())?),
        }
    }
}

/// Permission to approve: of the management, and of the manager that the task names, who needs no more than a role that may change it.
fn approve_permit(ctx: &Context, task: &Task) -> Result<Permit> {
    let is_approver = task.facts.approver.is_some() && task.facts.approver == ctx.actor().person_id();
    let permit = ctx.authorize(Action::ContinuityApprove, task.resource());
    if !is_approver {
        return Ok(permit?);
    }
    let as_named = Resource::owned(task.facts.unit, task.facts.approver);
    Ok(permit.or_else(|_| ctx.authorize(Action::ContinuityChange, as_named))?)
}

/// Rows in one statement: 37 columns each, below SQLite's limit of 32,766 parameters.
const CHUNK: usize = 500;

/// The most tasks, those out of use counted too.
const MOST: u32 = 100_000;

/// Does many things to critical tasks inside a transaction, all or none, each with its record in the log, in a number of statements that
/// grows with hundreds of rows, not with rows. The tasks come back as they became, in the order given; one task may be named once.
///
/// # Errors
/// [`Error::Invalid`] with every fault, named `tasks[PLACE].field`; [`Error::NotFound`], [`Error::Closed`], [`Error::Forbidden`], or the
/// database failed.
pub async fn store_tasks(
    tx: &mut WriteTx,
    ctx: &Context,
    permit: &Permit,
    changes: Vec<TaskChange>,
) -> Result<Vec<Task>> {
    let ids: Vec<CriticalTaskId> = changes.iter().filter_map(TaskChange::id).collect();
    let read = ctx.authorize_read(Action::ContinuityRead, Resource::Any, KIND)?;
    let old: HashMap<CriticalTaskId, Task> =
        find_by(tx.conn(), &read, &TaskKeys::Ids(ids)).await?.into_iter().map(|task| (task.id, task)).collect();
    let changes = changes.into_iter().map(tidied).collect::<Result<Vec<_>>>()?;
    check_all(tx.conn(), ctx, &changes, &old).await?;
    let mut next = next_number(tx.conn()).await?;
    let mut written = Written::default();
    for change in changes {
        let before = match change.id() {
            Some(id) => Some(old.get(&id).ok_or(Error::NotFound { kind: KIND })?),
            None => None,
        };
        if let Some(before) = before {
            let _ = change.permit(ctx, before)?;
        }
        let (verb, task) = apply(ctx, &change, before, &mut next)?;
        if change.facts().is_some() {
            let _ = ctx.authorize(Action::ContinuityChange, resource(&task.facts))?;
        }
        let mut event = AuditEvent::new(permit, verb, KIND, Some(task.id.0)).after(task.to_json());
        if let Some(before) = before {
            event = event.before(before.to_json());
        }
        tx.record(event);
        written.add(ctx, &change, before, task)?;
    }
    written.write(tx.conn()).await
}

/// The same in a transaction of its own: for a change of many, by those who administer continuity.
///
/// # Errors
/// As [`store_tasks`].
pub async fn put_tasks(app: &App, ctx: &Context, changes: Vec<TaskChange>) -> Result<Vec<Task>> {
    let permit = ctx.authorize(Action::ContinuityAdminister, Resource::Any)?;
    let mut tx = app.db().write_tx(&permit, ctx.change()).await?;
    let stored = store_tasks(&mut tx, ctx, &permit, changes).await?;
    tx.commit_recorded().await?;
    Ok(stored)
}

fn tidied(change: TaskChange) -> Result<TaskChange> {
    let clean = |needs: Vec<TaskNeed>| {
        let clean = |need: TaskNeed| TaskNeed {
            after_minutes: need.after_minutes.filter(|_| need.effect == NeedEffect::Stops),
            note: need.note.trim().replace("\r\n", "\n"),
            ..need
        };
        needs.into_iter().map(clean).collect()
    };
    Ok(match change {
        TaskChange::Create { facts, needs } => TaskChange::Create { facts: tidy(facts)?, needs: clean(needs) },
        TaskChange::Update { id, facts } => TaskChange::Update { id, facts: tidy(facts)? },
        TaskChange::Needs { id, needs } => TaskChange::Needs { id, needs: clean(needs) },
        other => other,
    })
}

/// Every fault of all changes at once.
async fn check_all(
    conn: &impl ConnectionTrait,
    ctx: &Context,
    changes: &[TaskChange],
    old: &HashMap<CriticalTaskId, Task>,
) -> Result<()> {
    let wanted: Vec<&CriticalTask> = changes.iter().filter_map(TaskChange::facts).collect();
    let needs: Vec<&TaskNeed> = changes.iter().filter_map(TaskChange::needs).flatten().collect();
    let known = if wanted.is_empty() { Known::default() } else { Known::load(conn, &wanted).await? };
    let needable = if needs.is_empty() { Needable::default() } else { Needable::load(conn, ctx, &needs).await? };
    let mut faults = Vec::new();
    for (at, change) in changes.iter().enumerate() {
        let before = change.id().and_then(|id| old.get(&id));
        let mut found = Vec::new();
        if let Some(facts) = change.facts() {
            found.extend(task_faults(facts));
            found.extend(known.faults(facts, before));
        }
        if let Some(needs) = change.needs() {
            found.extend(need_faults(change.id(), needs));
            found.extend(needable.faults(needs, before.map_or(&[], |task| &task.needs)));
        }
        if let (TaskChange::Submit { .. } | TaskChange::Approve { .. }, Some(task)) = (change, before) {
            found.extend(missing(&task.facts).into_iter().map(|field| FieldFault::new(field, "needed_to_submit", "")));
        }
        if let (TaskChange::Approve { review_on: Some(review_on), .. }, Some(task)) = (change, before) {
            let facts = CriticalTask { review_on: Some(*review_on), ..task.facts.clone() };
            found.extend(task_faults(&facts).into_iter().filter(|fault| fault.field == "review_on"));
        }
        faults.extend(found.into_iter().map(|fault| fault.at(format_args!("tasks[{at}]"))));
    }
    if faults.is_empty() {
        let changed = changes.iter().filter_map(|change| Some((change.id()?, change.needs()?))).collect();
        let circles = circle_faults(conn, ctx, &changed).await?;
        faults.extend(circles.into_iter().map(|fault| fault.at("tasks[0]")));
    }
    if faults.is_empty() { Ok(()) } else { Err(Error::Invalid(faults)) }
}

/// What a task becomes, and the verb of the log.
fn apply(ctx: &Context, change: &TaskChange, before: Option<&Task>, next: &mut u32) -> Result<(&'static str, Task)> {
    let closed = |reason| Error::Closed { kind: KIND, reason };
    let becomes = |old: &Task| Task { version: old.version + 1, updated_at: ctx.now(), ..old.clone() };
    let Some(old) = before else {
        let TaskChange::Create { facts, needs } = change else { return Err(Error::NotFound { kind: KIND }) };
        if *next > MOST {
            return Err(closed("too_many"));
        }
        let number = *next;
        *next += 1;
        let task = Task {
            id: ctx.new_id()?,
            number,
            facts: facts.clone(),
            needs: needs.clone(),
            state: TaskState::Draft,
            approved: None,
            created_at: ctx.now(),
            updated_at: ctx.now(),
            archived_at: None,
            version: 1,
        };
        return Ok(("create", task));
    };
    if let TaskChange::Restore { .. } = change {
        if old.archived_at.is_none() {
            return Err(closed("in_use"));
        }
        return Ok(("restore", Task { archived_at: None, ..becomes(old) }));
    }
    if old.archived_at.is_some() {
        return Err(closed("archived"));
    }
    Ok(match change {
        TaskChange::Update { facts, .. } => {
            ("update", Task { facts: facts.clone(), state: TaskState::Draft, ..becomes(old) })
        }
        TaskChange::Needs { needs, .. } => {
            ("needs", Task { needs: needs.clone(), state: TaskState::Draft, ..becomes(old) })
        }
        TaskChange::Submit { .. } if old.state == TaskState::Draft => {
            ("submit", Task { state: TaskState::Submitted, ..becomes(old) })
        }
        TaskChange::Approve { review_on, .. } if old.state == TaskState::Submitted => {
            let facts = CriticalTask { review_on: review_on.or(old.facts.review_on), ..old.facts.clone() };
            let approved = Some((ctx.now(), ctx.actor().name().to_owned()));
            ("approve", Task { facts, approved, state: TaskState::Approved, ..becomes(old) })
        }
        TaskChange::Return { .. } if old.state == TaskState::Submitted => {
            ("return", Task { state: TaskState::Draft, ..becomes(old) })
        }
        TaskChange::Archive { .. } => ("archive", Task { archived_at: Some(ctx.now()), ..becomes(old) }),
        TaskChange::Submit { .. } => return Err(closed("submitted")),
        _ => return Err(closed("not_submitted")),
    })
}

/// The number after the highest.
async fn next_number(conn: &impl ConnectionTrait) -> Result<u32> {
    let highest: Option<i32> = task::Entity::find()
        .order_by_desc(task::Column::Number)
        .select_only()
        .column(task::Column::Number)
        .into_tuple()
        .one(conn)
        .await?;
    u32::try_from(highest.unwrap_or(0) + 1).map_err(|_| Error::Closed { kind: KIND, reason: "too_many" })
}

/// The rows of changes, on their way to the database.
#[derive(Default)]
struct Written {
    stored: Vec<Task>,
    created: Vec<task::Model>,
    changed: Vec<task::Model>,
    /// Tasks whose impact is written anew.
    new_impact: Vec<Uuid>,
    impacts: Vec<impact::Model>,
    /// Tasks whose needs are written anew.
    new_needs: Vec<Uuid>,
    needs: Vec<need::Model>,
}

impl Written {
    fn add(&mut self, ctx: &Context, change: &TaskChange, before: Option<&Task>, task: Task) -> Result<()> {
        let id = task.id.0;
        if before.is_none_or(|before| before.facts.impact != task.facts.impact) {
            if before.is_some() {
                self.new_impact.push(id);
            }
            self.impacts.extend(task.facts.impact.cells().map(|(dimension, horizon, level)| impact::Model {
                task_id: id,
                dimension: dimension.key().to_owned(),
                horizon_minutes: i32::try_from(HORIZONS[horizon]).unwrap_or(i32::MAX),
                level: level.into(),
            }));
        }
        if change.needs().is_some() {
            if before.is_some() {
                self.new_needs.push(id);
            }
            for (position, need) in task.needs.iter().enumerate() {
                self.needs.push(need_row(ctx, id, position, need)?);
            }
        }
        if before.is_some() {
            self.changed.push(to_row(&task))
        } else {
            self.created.push(to_row(&task))
        }
        self.stored.push(task);
        Ok(())
    }

    async fn write(self, conn: &impl ConnectionTrait) -> Result<Vec<Task>> {
        for chunk in self.created.chunks(CHUNK) {
            let rows = chunk.iter().cloned().map(task::Model::into_active_model);
            task::Entity::insert_many(rows).exec_without_returning(conn).await?;
        }
        let columns = task::Column::iter().filter(|column| !matches!(column, task::Column::Id));
        let over = OnConflict::column(task::Column::Id).update_columns(columns).to_owned();
        for chunk in self.changed.chunks(CHUNK) {
            let rows = chunk.iter().cloned().map(task::Model::into_active_model);
            task::Entity::insert_many(rows).on_conflict(over.clone()).exec_without_returning(conn).await?;
        }
        for chunk in self.new_impact.chunks(IN_LIST) {
            let old = impact::Column::TaskId.is_in(chunk.iter().copied());
            impact::Entity::delete_many().filter(old).exec(conn).await?;
        }
        for chunk in self.impacts.chunks(CHUNK * 4) {
            let rows = chunk.iter().cloned().map(impact::Model::into_active_model);
            impact::Entity::insert_many(rows).exec_without_returning(conn).await?;
        }
        for chunk in self.new_needs.chunks(IN_LIST) {
            let old = need::Column::TaskId.is_in(chunk.iter().copied());
            need::Entity::delete_many().filter(old).exec(conn).await?;
        }
        for chunk in self.needs.chunks(CHUNK * 4) {
            let rows = chunk.iter().cloned().map(need::Model::into_active_model);
            need::Entity::insert_many(rows).exec_without_returning(conn).await?;
        }
        Ok(self.stored)
    }
}

fn need_row(ctx: &Context, task: Uuid, position: usize, need: &TaskNeed) -> Result<need::Model> {
    let (asset_id, supplier_id, on_task_id) = match need.on {
        NeedOn::Asset(id) => (Some(id.0), None, None),
        NeedOn::Supplier(id) => (None, Some(id.0), None),
        NeedOn::Task(id) => (None, None, Some(id.0)),
    };
    let id: bavn_core::ids::TaskNeedId = ctx.new_id()?;
    Ok(need::Model {
        id: id.0,
        task_id: task,
        position: i32::try_from(position).unwrap_or(i32::MAX),
        asset_id,
        supplier_id,
        on_task_id,
        effect: need.effect.key().to_owned(),
        after_minutes: need.after_minutes,
        alternative_group: need.alternative_group.and_then(|group| i16::try_from(group).ok()),
        note: need.note.clone(),
    })
}

fn to_row(task: &Task) -> task::Model {
    let facts = task.facts.clone();
    let (approved_at, approved_by) = task.approved.clone().map_or((None, String::new()), |(at, by)| (Some(at), by));
    let percent = |value: Option<i64>| value.and_then(|value| i16::try_from(value).ok());
    task::Model {
        id: task.id.0,
        number: i32::try_from(task.number).unwrap_or(i32::MAX),
        search_text: search_text(task.number, &facts),
        unit_id: facts.unit.map(|id| id.0),
        owner_id: facts.owner.map(|id| id.0),
        approver_id: facts.approver.map(|id| id.0),
        citizens: facts.citizens,
        peak_months: facts.peak_months.iter().map(|month| 1 << (month - 1)).sum(),
        mtpd_minutes: facts.mtpd_minutes,
        rto_minutes: facts.rto_minutes,
        rpo_minutes: facts.rpo_minutes,
        mbco_percent: percent(facts.mbco_percent),
        fallback_minutes: facts.fallback_minutes,
        fallback_percent: percent(facts.fallback_percent),
        fallback_tried_on: facts.fallback_tried_on,
        staff_least: facts.staff_least.and_then(|least| i32::try_from(least).ok()),
        state: task.state.key().to_owned(),
        approved_at,
        approved_by,
        review_on: facts.review_on,
        created_at: task.created_at,
        updated_at: task.updated_at,
        archived_at: task.archived_at,
        version: task.version,
        name: facts.name,
        description: facts.description,
        legal_duty: facts.legal_duty,
        peak_note: facts.peak_note,
        mtpd_reason: facts.mtpd_reason,
        rto_reason: facts.rto_reason,
        rpo_reason: facts.rpo_reason,
        mbco_reason: facts.mbco_reason,
        fallback: facts.fallback,
        fallback_needs: facts.fallback_needs,
        staff: facts.staff,
        places: facts.places,
        supplies: facts.supplies,
    }
}
