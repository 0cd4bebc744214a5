use super::{
    Task,
    entity::{impact, need, task},
    types::join,
};
pub(super) use crate::check::IN_LIST;
use crate::{App, Context, Error, Result};
use bavn_core::{
    access::{Action, Permit, Resource},
    ids::CriticalTaskId,
};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

pub(super) const KIND: &str = "critical_task";

/// A critical task, also one out of use.
///
/// # Errors
/// [`Error::NotFound`], or the database failed.
pub async fn get_task(app: &App, ctx: &Context, id: CriticalTaskId) -> Result<Task> {
    let task = find(app.db().read(), id).await?;
    let _ = authorize_task_read(ctx, &task)?;
    Ok(task)
}

/// Which tasks are looked up at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TaskKeys {
    /// By identifier.
    Ids(Vec<CriticalTaskId>),
    /// By number.
    Numbers(Vec<u32>),
    /// By name, exactly as written.
    Names(Vec<String>),
    /// All that are in use.
    InUse,
}

/// Tasks by one of their keys, those out of use too unless only those in use were asked for, in order of number. What the actor may not
/// read is left out.
///
/// # Errors
/// [`Error::NotFound`] for those who may read no tasks, or the database failed.
pub async fn find_tasks(app: &App, ctx: &Context, keys: &TaskKeys) -> Result<Vec<Task>> {
    let permit = ctx.authorize_read(Action::ContinuityRead, Resource::Any, KIND)?;
    find_by(app.db().read(), &permit, keys).await
}

/// The same on a connection of choice, such as inside a transaction that changes them.
pub(super) async fn find_by(conn: &impl ConnectionTrait, permit: &Permit, keys: &TaskKeys) -> Result<Vec<Task>> {
    let all = || task::Entity::find().filter(visible(permit));
    let mut rows = Vec::new();
    match keys {
        TaskKeys::Ids(ids) => {
            for chunk in ids.chunks(IN_LIST) {
                let some = all().filter(task::Column::Id.is_in(chunk.iter().map(|id| id.0)));
                rows.extend(some.all(conn).await?);
            }
        }
        TaskKeys::Numbers(numbers) => {
            for chunk in numbers.chunks(IN_LIST) {
                let numbers = chunk.iter().filter_map(|number| i32::try_from(*number).ok());
                rows.extend(all().filter(task::Column::Number.is_in(numbers)).all(conn).await?);
            }
        }
        TaskKeys::Names(names) => {
            for chunk in names.chunks(IN_LIST) {
                rows.extend(all().filter(task::Column::Name.is_in(chunk.iter().cloned())).all(conn).await?);
            }
        }
        TaskKeys::InUse => rows = all().filter(task::Column::ArchivedAt.is_null()).all(conn).await?,
    }
    rows.sort_by_key(|row| row.number);
    rows.dedup_by_key(|row| row.id);
    with_parts(conn, rows).await
}

/// The tasks of rows with their impact and needs: two statements for each five thousand.
pub(super) async fn with_parts(conn: &impl ConnectionTrait, rows: Vec<task::Model>) -> Result<Vec<Task>> {
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let (mut impacts, mut needs) = (Vec::new(), Vec::new());
    for chunk in ids.chunks(IN_LIST) {
        let of = impact::Column::TaskId.is_in(chunk.iter().copied());
        impacts.extend(impact::Entity::find().filter(of).all(conn).await?);
        let of = need::Column::TaskId.is_in(chunk.iter().copied());
        let some = need::Entity::find().filter(of);
        let some = some.order_by_asc(need::Column::Position).order_by_asc(need::Column::Id);
        needs.extend(some.all(conn).await?);
    }
    join(rows, impacts, needs)
}

/// The condition that a task belongs to a unit in reach or to the actor, who answers for it or approves it.
pub(super) fn visible(permit: &Permit) -> Condition {
    let Some(units) = permit.units() else { return Condition::all() };
    let mut some = Condition::any().add(task::Column::UnitId.is_in(units.into_iter().map(|unit| unit.0)));
    if let Some(person) = permit.actor().person_id() {
        some = some.add(task::Column::OwnerId.eq(person.0)).add(task::Column::ApproverId.eq(person.0));
    }
    some
}

/// Permission to read a task: that of its owner and its unit, and its approver's.
pub(super) fn authorize_task_read(ctx: &Context, task: &Task) -> Result<Permit> {
    let permit = ctx.authorize_read(Action::ContinuityRead, task.resource(), KIND);
    let as_approver = Resource::owned(task.facts.unit, task.facts.approver);
    permit.or_else(|_| ctx.authorize_read(Action::ContinuityRead, as_approver, KIND))
}

/// A task, whoever asks.
pub(super) async fn find(conn: &impl ConnectionTrait, id: CriticalTaskId) -> Result<Task> {
    let row = task::Entity::find_by_id(id.0).one(conn).await?.ok_or(Error::NotFound { kind: KIND })?;
    with_parts(conn, vec![row]).await?.pop().ok_or(Error::NotFound { kind: KIND })
}
