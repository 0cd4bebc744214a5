use super::{
    SupplierRecord,
    check::in_words,
    contract_load::{self, visible},
    entity::{contract, supplier, supplier_record},
    put::CHUNK,
    types::record_of,
};
use crate::{App, Context, Error, FieldFault, Result};
use bavn_core::{
    access::{Action, Permit, Resource},
    audit_log::AuditEvent,
    ids::{ContractId, SupplierId, SupplierRecordId},
    supplier::RecordFacts,
};
use bavn_db::{DbError, WriteTx};
use sea_orm::{
    ActiveValue::{Set, Unchanged},
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect as _, QueryTrait as _,
    sea_query::OnConflict,
};
use uuid::Uuid;

pub(super) const KIND: &str = "supplier_record";

/// What is on file about a supplier: of the municipality, and of contracts that the actor may read; what is due first at the top.
///
/// # Errors
/// [`Error::NotFound`] for those who may read none, or the database failed.
pub async fn list_supplier_records(app: &App, ctx: &Context, supplier: SupplierId) -> Result<Vec<SupplierRecord>> {
    let permit = ctx.authorize_read(Action::SupplierRead, Resource::Any, KIND)?;
    let rows = supplier_record::Entity::find()
        .filter(supplier_record::Column::SupplierId.eq(supplier.0))
        .filter(supplier_record::Column::ArchivedAt.is_null())
        .filter(readable(&permit))
        .order_by_asc(supplier_record::Column::CreatedAt)
        .order_by_asc(supplier_record::Column::Id)
        .all(app.db().read())
        .await?;
    rows.into_iter().map(record_of).collect()
}

/// What belongs to no contract, and what belongs to one that the actor may read.
pub(super) fn readable(permit: &Permit) -> Condition {
    let contracts =
        contract::Entity::find().filter(visible(permit)).select_only().column(contract::Column::Id).into_query();
    Condition::any()
        .add(supplier_record::Column::ContractId.is_null())
        .add(supplier_record::Column::ContractId.in_subquery(contracts))
}

/// Something on file, also when it is out of use.
///
/// # Errors
/// [`Error::NotFound`], or the database failed.
pub async fn get_supplier_record(app: &App, ctx: &Context, id: SupplierRecordId) -> Result<SupplierRecord> {
    Ok(find(app.db().read(), ctx, id).await?.0)
}

/// Something on file that the actor may read, and what permission to change it is weighed against.
pub(super) async fn find(
    conn: &impl ConnectionTrait,
    ctx: &Context,
    id: SupplierRecordId,
) -> Result<(SupplierRecord, Resource)> {
    let _ = ctx.authorize_read(Action::SupplierRead, Resource::Any, KIND)?;
    let row = supplier_record::Entity::find_by_id(id.0).one(conn).await?.ok_or(Error::NotFound { kind: KIND })?;
    let record = record_of(row)?;
    let resource = match record.contract {
        Some(contract) => {
            let found = contract::Entity::find_by_id(contract.0);
            let found = contract_load::load(conn, found).await?.pop().ok_or(Error::NotFound { kind: KIND })?;
            let _ = ctx.authorize_read(Action::SupplierRead, found.resource(), KIND)?;
            found.resource()
        }
        None => Resource::Municipality,
    };
    Ok((record, resource))
}

/// Puts something on file about a supplier.
///
/// # Errors
/// [`Error::NotFound`] when there is no such supplier, [`Error::Invalid`] with every fault, [`Error::Forbidden`], or the database
/// failed.
pub async fn create_supplier_record(
    app: &App,
    ctx: &Context,
    supplier: SupplierId,
    contract: Option<ContractId>,
    facts: RecordFacts,
) -> Result<SupplierRecordId> {
    let _ = ctx.authorize_read(Action::SupplierRead, Resource::Any, KIND)?;
    let resource = resource(app.db().read(), ctx, supplier, contract).await?;
    let permit = ctx.authorize(Action::SupplierChange, resource)?;
    let tx = app.db().write_tx(&permit, ctx.change()).await?;
    let known = supplier::Entity::find_by_id(supplier.0).filter(supplier::Column::ArchivedAt.is_null());
    if known.one(tx.conn()).await?.is_none() {
        return Err(Error::NotFound { kind: "supplier" });
    }
    check(&facts)?;
    let record = SupplierRecord { id: ctx.new_id()?, supplier, contract, facts, archived_at: None, version: 1 };
    let mut row = row(&record)?;
    row.id = Set(record.id.0);
    row.created_at = Set(ctx.now());
    supplier_record::Entity::insert(row).exec_without_returning(tx.conn()).await?;
    let event = AuditEvent::new(&permit, "create", KIND, Some(record.id.0)).after(record.to_json());
    tx.commit(event).await?;
    Ok(record.id)
}

/// Changes something on file; its supplier and its kind stay.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Conflict`], [`Error::Closed`] when it is out of use, [`Error::Invalid`] with every fault,
/// [`Error::Forbidden`], or the database failed.
pub async fn update_supplier_record(
    app: &App,
    ctx: &Context,
    id: SupplierRecordId,
    version: i32,
    contract: Option<ContractId>,
    facts: RecordFacts,
) -> Result<()> {
    let (found, of_old) = find(app.db().read(), ctx, id).await?;
    let _ = ctx.authorize(Action::SupplierChange, of_old)?;
    let resource = resource(app.db().read(), ctx, found.supplier, contract).await?;
    let permit = ctx.authorize(Action::SupplierChange, resource)?;
    let tx = app.db().write_tx(&permit, ctx.change()).await?;
    let (old, of_old) = find(tx.conn(), ctx, id).await?;
    let _ = ctx.authorize(Action::SupplierChange, of_old)?;
    if old.version != version {
        return Err(Error::Conflict { kind: KIND, current: old.version });
    }
    if old.archived_at.is_some() {
        return Err(Error::Closed { kind: KIND, reason: "archived" });
    }
    if old.facts.kind() != facts.kind() {
        return Err(Error::invalid("kind", "unknown", facts.kind().key()));
    }
    check(&facts)?;
    let record = SupplierRecord { contract, facts, version: version + 1, ..old.clone() };
    let mut row = row(&record)?;
    row.id = Unchanged(id.0);
    supplier_record::Entity::update(row).exec_without_returning(tx.conn()).await?;
    let event = AuditEvent::new(&permit, "update", KIND, Some(id.0));
    tx.commit(event.before(old.to_json()).after(record.to_json())).await?;
    Ok(())
}

/// Things on file by identifier, also those out of use, whoever asks.
pub(crate) async fn find_records(conn: &impl ConnectionTrait, ids: &[Uuid]) -> Result<Vec<SupplierRecord>> {
    let mut found = Vec::with_capacity(ids.len());
    for chunk in ids.chunks(CHUNK) {
        let some = supplier_record::Entity::find().filter(supplier_record::Column::Id.is_in(chunk.iter().copied()));
        found.extend(some.all(conn).await?.into_iter().map(record_of).collect::<Result<Vec<_>>>()?);
    }
    Ok(found)
}

/// Puts things on file inside a transaction of choice, each with its record in the log: what it was before, if it was there, and what it
/// becomes. The permit is one to change suppliers of the municipality.
pub(crate) async fn write_records(
    tx: &mut WriteTx,
    permit: &Permit,
    ctx: &Context,
    puts: Vec<(Option<SupplierRecord>, SupplierRecord)>,
) -> Result<()> {
    use supplier_record::Column;
    let mut changed = OnConflict::column(Column::Id);
    changed.update_columns([
        Column::SupplierId,
        Column::ContractId,
        Column::DueOn,
        Column::Facts,
        Column::ArchivedAt,
        Column::Version,
    ]);
    for (_, record) in &puts {
        check(&record.facts)?;
    }
    for chunk in puts.chunks(CHUNK) {
        let rows = chunk.iter().map(|(_, record)| {
            let mut row = row(record)?;
            row.id = Set(record.id.0);
            row.created_at = Set(ctx.now());
            row.archived_at = Set(record.archived_at);
            Ok(row)
        });
        let rows = rows.collect::<Result<Vec<_>>>()?;
        supplier_record::Entity::insert_many(rows)
            .on_conflict(changed.clone())
            .exec_without_returning(tx.conn())
            .await?;
    }
    for (old, record) in puts {
        let verb = match &old {
            None => "create",
            Some(old) if old.archived_at.is_some() && record.archived_at.is_none() => "restore",
            Some(old) if old.archived_at.is_none() && record.archived_at.is_some() => "archive",
            Some(_) => "update",
        };
        let event = AuditEvent::new(permit, verb, KIND, Some(record.id.0)).after(record.to_json());
        tx.record(event.before(old.map(|old| old.to_json())));
    }
    Ok(())
}

/// What permission is weighed against: the contract's, which must be one with the supplier, or the municipality's.
async fn resource(
    conn: &impl ConnectionTrait,
    ctx: &Context,
    supplier: SupplierId,
    contract: Option<ContractId>,
) -> Result<Resource> {
    let Some(contract) = contract else { return Ok(Resource::Municipality) };
    let found = contract_load::load(conn, contract::Entity::find_by_id(contract.0)).await?.pop();
    found
        .filter(|one| one.facts.supplier == Some(supplier) && ctx.may(Action::SupplierRead, one.resource()))
        .map(|one| one.resource())
        .ok_or_else(|| Error::invalid("contract", "unknown", contract.to_string()))
}

fn check(facts: &RecordFacts) -> Result<()> {
    let faults: Vec<FieldFault> = in_words(facts.faults(), &facts.to_map(), None);
    if faults.is_empty() { Ok(()) } else { Err(Error::Invalid(faults)) }
}

fn row(record: &SupplierRecord) -> Result<supplier_record::ActiveModel> {
    let facts = serde_json::to_string(&record.facts).map_err(|error| DbError::UnknownValue {
        table: KIND,
        column: "facts",
        value: error.to_string(),
    })?;
    Ok(supplier_record::ActiveModel {
        supplier_id: Set(record.supplier.0),
        contract_id: Set(record.contract.map(|id| id.0)),
        kind: Set(record.facts.kind().key().to_owned()),
        due_on: Set(record.facts.due_on()),
        facts: Set(facts),
        version: Set(record.version),
        ..Default::default()
    })
}
