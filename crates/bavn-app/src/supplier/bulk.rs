//! For those who change many at once: what is here by its keys, in full, and out of use or into use again.

use super::{
    Contract, Supplier, contract_load,
    entity::{contract, supplier},
    load,
    put::CHUNK,
};
use crate::{Context, Result};
use bavn_core::{access::Permit, audit_log::AuditEvent};
use bavn_db::WriteTx;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait as _, QueryFilter, QueryOrder as _, QuerySelect,
    sea_query::Expr,
};
use std::collections::{HashMap, HashSet};
use time::OffsetDateTime;
use uuid::Uuid;

/// What a supplier or a contract is recognised by, also one out of use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Keys {
    pub(crate) id: Uuid,
    pub(crate) number: i32,
    /// The name, or the title.
    pub(crate) name: String,
    /// The CVR number, or the reference; may be empty.
    pub(crate) other: String,
    pub(crate) external_source: String,
    pub(crate) external_id: String,
    pub(crate) is_archived: bool,
}

type Columns = (Uuid, i32, String, Option<String>, String, String, Option<OffsetDateTime>);

fn keys((id, number, name, other, external_source, external_id, archived_at): Columns) -> Keys {
    let is_archived = archived_at.is_some();
    Keys { id, number, name, other: other.unwrap_or_default(), external_source, external_id, is_archived }
}

/// Every supplier by what it is recognised by, the oldest first; one statement.
pub(crate) async fn supplier_keys(conn: &impl ConnectionTrait) -> Result<Vec<Keys>> {
    use supplier::Column;
    let columns = [
        Column::Id,
        Column::Number,
        Column::Name,
        Column::Cvr,
        Column::ExternalSource,
        Column::ExternalId,
        Column::ArchivedAt,
    ];
    let rows = supplier::Entity::find().order_by_asc(Column::Number).select_only().columns(columns);
    Ok(rows.into_tuple::<Columns>().all(conn).await?.into_iter().map(keys).collect())
}

/// Every contract by what it is recognised by, the oldest first; one statement.
pub(crate) async fn contract_keys(conn: &impl ConnectionTrait) -> Result<Vec<Keys>> {
    use contract::Column;
    let columns = [
        Column::Id,
        Column::Number,
        Column::Title,
        Column::Reference,
        Column::ExternalSource,
        Column::ExternalId,
        Column::ArchivedAt,
    ];
    let rows = contract::Entity::find().order_by_asc(Column::Number).select_only().columns(columns);
    Ok(rows.into_tuple::<Columns>().all(conn).await?.into_iter().map(keys).collect())
}

/// The contracts that stand under another, with that one; one statement.
pub(crate) async fn contract_parents(conn: &impl ConnectionTrait) -> Result<HashMap<Uuid, Uuid>> {
    let rows = contract::Entity::find().filter(contract::Column::ParentId.is_not_null());
    let rows = rows.select_only().column(contract::Column::Id).column(contract::Column::ParentId);
    Ok(rows.into_tuple::<(Uuid, Uuid)>().all(conn).await?.into_iter().collect())
}

/// Suppliers in full, also those out of use.
pub(crate) async fn find_suppliers(conn: &impl ConnectionTrait, ids: &[Uuid]) -> Result<Vec<Supplier>> {
    let mut found = Vec::with_capacity(ids.len());
    for chunk in ids.chunks(CHUNK) {
        let some = supplier::Entity::find().filter(supplier::Column::Id.is_in(chunk.iter().copied()));
        found.extend(load::load(conn, some).await?);
    }
    Ok(found)
}

/// Contracts in full, also those out of use, whoever asks.
pub(crate) async fn find_contracts(conn: &impl ConnectionTrait, ids: &[Uuid]) -> Result<Vec<Contract>> {
    let mut found = Vec::with_capacity(ids.len());
    for chunk in ids.chunks(CHUNK) {
        let some = contract::Entity::find().filter(contract::Column::Id.is_in(chunk.iter().copied()));
        found.extend(contract_load::load(conn, some).await?);
    }
    Ok(found)
}

/// Those of some suppliers that have contracts in use, beside some: they cannot be taken out of use.
pub(crate) async fn suppliers_with_contracts(
    conn: &impl ConnectionTrait,
    ids: &[Uuid],
    beside: &HashSet<Uuid>,
) -> Result<HashSet<Uuid>> {
    used(conn, contract::Column::SupplierId, ids, beside).await
}

/// Those of some contracts that have contracts in use under them, beside some: they cannot be taken out of use.
pub(crate) async fn contracts_with_contracts(
    conn: &impl ConnectionTrait,
    ids: &[Uuid],
    beside: &HashSet<Uuid>,
) -> Result<HashSet<Uuid>> {
    used(conn, contract::Column::ParentId, ids, beside).await
}

async fn used(
    conn: &impl ConnectionTrait,
    column: contract::Column,
    ids: &[Uuid],
    beside: &HashSet<Uuid>,
) -> Result<HashSet<Uuid>> {
    let mut found = HashSet::new();
    for chunk in ids.chunks(CHUNK) {
        let some = contract::Entity::find()
            .filter(column.is_in(chunk.iter().copied()))
            .filter(contract::Column::ArchivedAt.is_null());
        let rows = some.select_only().column(column).column(contract::Column::Id);
        let rows: Vec<(Uuid, Uuid)> = rows.into_tuple().all(conn).await?;
        found.extend(rows.into_iter().filter(|(_, id)| !beside.contains(id)).map(|(used, _)| used));
    }
    Ok(found)
}

/// Takes suppliers out of use, or into use again, inside a transaction; the permit is one to change suppliers of the municipality. Whether
/// contracts lean on them is for the caller.
pub(crate) async fn write_supplier_use(
    tx: &mut WriteTx,
    permit: &Permit,
    ctx: &Context,
    suppliers: &[Supplier],
    in_use: bool,
) -> Result<()> {
    use supplier::Column;
    let at = (!in_use).then(|| ctx.now());
    let ids: Vec<Uuid> = suppliers.iter().map(|one| one.id.0).collect();
    write_use::<supplier::Entity>(tx.conn(), [Column::Id, Column::Version, Column::ArchivedAt], &ids, at).await?;
    for one in suppliers {
        let after = Supplier { archived_at: at, version: one.version + 1, ..one.clone() };
        let event = AuditEvent::new(permit, verb(in_use), load::KIND, Some(one.id.0));
        tx.record(event.before(one.to_json()).after(after.to_json()));
    }
    Ok(())
}

/// The same for contracts.
pub(crate) async fn write_contract_use(
    tx: &mut WriteTx,
    permit: &Permit,
    ctx: &Context,
    contracts: &[Contract],
    in_use: bool,
) -> Result<()> {
    use contract::Column;
    let at = (!in_use).then(|| ctx.now());
    let ids: Vec<Uuid> = contracts.iter().map(|one| one.id.0).collect();
    write_use::<contract::Entity>(tx.conn(), [Column::Id, Column::Version, Column::ArchivedAt], &ids, at).await?;
    for one in contracts {
        let after = Contract { archived_at: at, version: one.version + 1, ..one.clone() };
        let event = AuditEvent::new(permit, verb(in_use), contract_load::KIND, Some(one.id.0));
        tx.record(event.before(one.to_json()).after(after.to_json()));
    }
    Ok(())
}

/// Writes since when rows of a table are out of use, or that they are not, and raises their versions.
async fn write_use<E: EntityTrait>(
    conn: &impl ConnectionTrait,
    [id, version, archived_at]: [E::Column; 3],
    ids: &[Uuid],
    at: Option<OffsetDateTime>,
) -> Result<()> {
    for chunk in ids.chunks(CHUNK) {
        E::update_many()
            .col_expr(archived_at, Expr::value(at))
            .col_expr(version, Expr::col(version).add(1))
            .filter(id.is_in(chunk.iter().copied()))
            .exec(conn)
            .await?;
    }
    Ok(())
}

const fn verb(in_use: bool) -> &'static str {
    if in_use { "restore" } else { "archive" }
}
