use super::{
    contract_load,
    entity::{contract, supplier, supplier_record},
    load, record,
};
use crate::{App, Context, Error, Result};
use bavn_core::{
    access::{Action, Resource},
    audit_log::AuditEvent,
    ids::{ContractId, SupplierId, SupplierRecordId},
};
use sea_orm::{
    ActiveValue::{Set, Unchanged},
    ColumnTrait, EntityTrait, PaginatorTrait as _, QueryFilter,
};

/// Takes a supplier out of use, keeping its history and its number. It must have no contracts in use.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Conflict`], [`Error::Closed`] when it has contracts, [`Error::Forbidden`], or the database failed.
pub async fn archive_supplier(app: &App, ctx: &Context, id: SupplierId, version: i32) -> Result<()> {
    let permit = ctx.authorize(Action::SupplierChange, Resource::Municipality)?;
    let tx = app.db().write_tx(&permit, ctx.change()).await?;
    let query = supplier::Entity::find_by_id(id.0).filter(supplier::Column::ArchivedAt.is_null());
    let old = load::load(tx.conn(), query).await?.pop().ok_or(Error::NotFound { kind: load::KIND })?;
    if old.version != version {
        return Err(Error::Conflict { kind: load::KIND, current: old.version });
    }
    let contracts = contract::Entity::find()
        .filter(contract::Column::SupplierId.eq(id.0))
        .filter(contract::Column::ArchivedAt.is_null())
        .count(tx.conn())
        .await?;
    if contracts > 0 {
        return Err(Error::Closed { kind: load::KIND, reason: "in_use" });
    }
    let change = supplier::ActiveModel {
        id: Unchanged(id.0),
        archived_at: Set(Some(ctx.now())),
        version: Set(version + 1),
        ..Default::default()
    };
    supplier::Entity::update(change).exec_without_returning(tx.conn()).await?;
    tx.commit(AuditEvent::new(&permit, "archive", load::KIND, Some(id.0)).before(old.to_json())).await?;
    Ok(())
}

/// Takes a contract out of use, keeping its history and its number. No contract in use may stand under it.
///
/// # Errors
/// As [`archive_supplier`].
pub async fn archive_contract(app: &App, ctx: &Context, id: ContractId, version: i32) -> Result<()> {
    let kind = contract_load::KIND;
    let query = || contract::Entity::find_by_id(id.0).filter(contract::Column::ArchivedAt.is_null());
    let found = contract_load::load(app.db().read(), query()).await?.pop().ok_or(Error::NotFound { kind })?;
    let _ = ctx.authorize_read(Action::SupplierRead, found.resource(), kind)?;
    let permit = ctx.authorize(Action::SupplierChange, found.resource())?;
    let tx = app.db().write_tx(&permit, ctx.change()).await?;
    let old = contract_load::load(tx.conn(), query()).await?.pop().ok_or(Error::NotFound { kind })?;
    if old.version != version {
        return Err(Error::Conflict { kind, current: old.version });
    }
    let below = contract::Entity::find()
        .filter(contract::Column::ParentId.eq(id.0))
        .filter(contract::Column::ArchivedAt.is_null())
        .count(tx.conn())
        .await?;
    if below > 0 {
        return Err(Error::Closed { kind, reason: "in_use" });
    }
    let change = contract::ActiveModel {
        id: Unchanged(id.0),
        archived_at: Set(Some(ctx.now())),
        version: Set(version + 1),
        ..Default::default()
    };
    contract::Entity::update(change).exec_without_returning(tx.conn()).await?;
    tx.commit(AuditEvent::new(&permit, "archive", kind, Some(id.0)).before(old.to_json())).await?;
    Ok(())
}

/// Takes something on file out of use, keeping its history.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Conflict`], [`Error::Forbidden`], or the database failed.
pub async fn archive_supplier_record(app: &App, ctx: &Context, id: SupplierRecordId, version: i32) -> Result<()> {
    let (old, resource) = record::find(app.db().read(), ctx, id).await?;
    let permit = ctx.authorize(Action::SupplierChange, resource)?;
    let tx = app.db().write_tx(&permit, ctx.change()).await?;
    let (current, _) = record::find(tx.conn(), ctx, id).await?;
    if current.version != version {
        return Err(Error::Conflict { kind: record::KIND, current: current.version });
    }
    if current.archived_at.is_some() {
        return Err(Error::Closed { kind: record::KIND, reason: "archived" });
    }
    let change = supplier_record::ActiveModel {
        id: Unchanged(id.0),
        archived_at: Set(Some(ctx.now())),
        version: Set(version + 1),
        ..Default::default()
    };
    supplier_record::Entity::update(change).exec_without_returning(tx.conn()).await?;
    tx.commit(AuditEvent::new(&permit, "archive", record::KIND, Some(id.0)).before(old.to_json())).await?;
    Ok(())
}
