use super::{
    Task, TaskChange,
    load::{KIND, authorize_task_read, find},
    store::store_tasks,
    types::resource,
};
use crate::{App, Context, Error, Result, check::by_field};
use bavn_core::{
    access::Action,
    continuity::task::{CriticalTask, TaskNeed},
    ids::CriticalTaskId,
};

/// Writes a critical task down, with the next number.
///
/// # Errors
/// [`Error::Invalid`] with every fault, [`Error::Forbidden`], or the database failed.
pub async fn create_task(
    app: &App,
    ctx: &Context,
    facts: CriticalTask,
    needs: Vec<TaskNeed>,
) -> Result<CriticalTaskId> {
    let permit = ctx.authorize(Action::ContinuityChange, resource(&facts))?;
    let mut tx = app.db().write_tx(&permit, ctx.change()).await?;
    let stored = one(store_tasks(&mut tx, ctx, &permit, vec![TaskChange::Create { facts, needs }]).await)?;
    tx.commit_recorded().await?;
    Ok(stored)
}

/// Does something to a task: to one that was read at `version`. Writing over it, or giving it other needs, ends its approval.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Conflict`], [`Error::Invalid`] with every fault, [`Error::Closed`] if it is out of use or not at the point
/// where this can be done, [`Error::Forbidden`], or the database failed.
pub async fn change_task(app: &App, ctx: &Context, version: i32, change: TaskChange) -> Result<()> {
    let id = change.id().ok_or(Error::NotFound { kind: KIND })?;
    let found = find(app.db().read(), id).await?;
    let _ = authorize_task_read(ctx, &found)?;
    let permit = change.permit(ctx, &found)?;
    let mut tx = app.db().write_tx(&permit, ctx.change()).await?;
    let old = find(tx.conn(), id).await?;
    let _ = change.permit(ctx, &old)?;
    if old.version != version {
        return Err(Error::Conflict { kind: KIND, current: old.version });
    }
    one(store_tasks(&mut tx, ctx, &permit, vec![change]).await)?;
    tx.commit_recorded().await?;
    Ok(())
}

/// Whether the actor may do something to a task as it stands; for showing or hiding what leads to it.
#[must_use]
pub fn may_change_task(ctx: &Context, task: &Task, change: &TaskChange) -> bool {
    change.permit(ctx, task).is_ok()
}

/// The one task that was stored; its faults are named by field alone.
fn one(stored: Result<Vec<Task>>) -> Result<CriticalTaskId> {
    by_field(stored)?.first().map(|task| task.id).ok_or(Error::NotFound { kind: KIND })
}
