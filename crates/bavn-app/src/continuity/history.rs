use super::load::{KIND, authorize_task_read, find};
use crate::{App, Context, Result};
use bavn_core::ids::CriticalTaskId;
use bavn_db::audit::event;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde_json::{Map, Value};
use time::OffsetDateTime;

/// A change in the life of a critical task.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaskEvent {
    /// When.
    pub at: OffsetDateTime,
    /// By whom.
    pub actor: String,
    /// What was done, as the log calls it.
    pub verb: String,
    /// The fields that became something else.
    pub fields: Vec<String>,
}

/// The latest changes of a critical task, the newest first: from the audit log, for all who may read the task.
///
/// # Errors
/// [`crate::Error::NotFound`], or the database failed.
pub async fn task_history(app: &App, ctx: &Context, id: CriticalTaskId, most: u64) -> Result<Vec<TaskEvent>> {
    let task = find(app.db().read(), id).await?;
    let _ = authorize_task_read(ctx, &task)?;
    let rows = event::Entity::find()
        .filter(event::Column::ObjectId.eq(id.0))
        .filter(event::Column::ObjectKind.eq(KIND))
        .order_by_desc(event::Column::Sequence)
        .limit(most)
        .all(app.db().read())
        .await?;
    Ok(rows.into_iter().map(read).collect())
}

fn read(row: event::Model) -> TaskEvent {
    let map = |text: Option<&str>| match text.map(serde_json::from_str) {
        Some(Ok(Value::Object(map))) => map,
        _ => Map::new(),
    };
    let (before, after) = (map(row.before.as_deref()), map(row.after.as_deref()));
    let keys = bavn_core::continuity::task::FIELDS.iter().map(|field| field.key).chain(["impact"]);
    let changed = keys.filter(|key| row.verb == "update" && before.get(*key) != after.get(*key));
    TaskEvent {
        at: row.at,
        actor: row.actor_name,
        verb: row.verb.clone(),
        fields: changed.map(str::to_owned).collect(),
    }
}
