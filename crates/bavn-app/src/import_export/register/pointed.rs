//! What things point to: people, units, types, suppliers, contracts, assets.

use super::entity::{asset, asset_type};
use crate::{
    Result,
    organisation::{person, unit},
    supplier::{contract_keys, supplier_keys},
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};
use serde_json::{Map, Value};
use std::collections::HashSet;
use uuid::Uuid;

/// Fields that hold an identifier, or a list of them.
const FIELDS: [&str; 9] =
    ["owner", "responsible", "technical_contact", "unit", "type_id", "supplier", "parent", "contract", "assets"];
/// Identifiers in one list of a statement.
const IN_LIST: usize = 5_000;

/// The identifiers that the fields of a thing hold.
pub(super) fn pointed_at(map: &Map<String, Value>) -> HashSet<Uuid> {
    let id = |value: &Value| value.as_str().and_then(|text| Uuid::parse_str(text).ok());
    let ids = |value: &Value| match value {
        Value::Array(all) => all.iter().filter_map(id).collect(),
        one => id(one).into_iter().collect::<Vec<Uuid>>(),
    };
    FIELDS.iter().filter_map(|field| map.get(*field)).flat_map(ids).collect()
}

/// Those of some identifiers that are of something in use.
pub(super) async fn in_use(conn: &impl ConnectionTrait, wanted: HashSet<Uuid>) -> Result<HashSet<Uuid>> {
    if wanted.is_empty() {
        return Ok(HashSet::new());
    }
    let ids: Vec<Uuid> = wanted.iter().copied().collect();
    let mut found = of::<person::Entity>(conn, &ids, person::Column::Id, person::Column::ArchivedAt).await?;
    found.extend(of::<unit::Entity>(conn, &ids, unit::Column::Id, unit::Column::ArchivedAt).await?);
    found.extend(of::<asset::Entity>(conn, &ids, asset::Column::Id, asset::Column::ArchivedAt).await?);
    let types = of::<asset_type::Entity>(conn, &ids, asset_type::Column::Id, asset_type::Column::ArchivedAt);
    found.extend(types.await?);
    for keys in [supplier_keys(conn).await?, contract_keys(conn).await?] {
        found.extend(keys.iter().filter(|one| !one.is_archived && wanted.contains(&one.id)).map(|one| one.id));
    }
    Ok(found.into_iter().collect())
}

async fn of<E: EntityTrait>(
    conn: &impl ConnectionTrait,
    ids: &[Uuid],
    id: E::Column,
    archived_at: E::Column,
) -> Result<Vec<Uuid>> {
    let mut found = Vec::new();
    for chunk in ids.chunks(IN_LIST) {
        let rows = E::find().filter(id.is_in(chunk.iter().copied())).filter(archived_at.is_null());
        found.extend(rows.select_only().column(id).into_tuple::<Uuid>().all(conn).await?);
    }
    Ok(found)
}
