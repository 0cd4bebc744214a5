//! What another register gave last.

use super::super::{
    entity::{import, row},
    types::ImportState,
};
use super::KITOS;
use crate::Result;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect as _, QueryTrait as _};
use serde_json::{Map, Value as Json};
use std::collections::HashMap;
use uuid::Uuid;

/// What Kitos gave last, by thing: only what stands here still as it gave it follows it.
pub(super) type Given = HashMap<Uuid, Map<String, Json>>;

/// What Kitos gave of each of these things in the last import of it that stands.
pub(super) async fn given(conn: &impl ConnectionTrait, ids: Vec<Uuid>) -> Result<Given> {
    let done = import::Entity::find()
        .filter(import::Column::Source.eq(KITOS))
        .filter(import::Column::State.eq(ImportState::Done.key()))
        .select_only()
        .column(import::Column::Id)
        .into_query();
    // Identifiers sort by time: the last one stays.
    let rows = row::Entity::find()
        .filter(row::Column::ObjectId.is_in(ids))
        .filter(row::Column::Written.ne(""))
        .filter(row::Column::ImportId.in_subquery(done))
        .order_by_asc(row::Column::ImportId);
    let parsed = |row: row::Model| Some((row.object_id, serde_json::from_str(&row.written).ok()?));
    Ok(rows.all(conn).await?.into_iter().filter_map(parsed).collect())
}
