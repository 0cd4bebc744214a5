use super::{
    SubSupplier, Supplier,
    entity::{supplier, supplier_contact, supplier_link},
    types::supplier_of,
};
use crate::{App, Context, Error, Result};
use bavn_core::{
    access::{Action, Resource},
    ids::SupplierId,
    supplier::{Contact, SupplierLink},
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect as _, QueryTrait as _, Select,
};
use std::collections::HashMap;
use uuid::Uuid;

pub(super) const KIND: &str = "supplier";

/// A supplier, also one out of use.
///
/// # Errors
/// [`Error::NotFound`], or the database failed.
pub async fn get_supplier(app: &App, ctx: &Context, id: SupplierId) -> Result<Supplier> {
    let _ = ctx.authorize_read(Action::SupplierRead, Resource::Any, KIND)?;
    let found = load(app.db().read(), supplier::Entity::find_by_id(id.0)).await?.pop();
    found.ok_or(Error::NotFound { kind: KIND })
}

/// Every supplier in use in full, by number; three statements.
///
/// # Errors
/// [`Error::NotFound`] for those who may read none, or the database failed.
pub async fn load_suppliers(app: &App, ctx: &Context) -> Result<Vec<Supplier>> {
    let _ = ctx.authorize_read(Action::SupplierRead, Resource::Any, KIND)?;
    load(app.db().read(), supplier::Entity::find().filter(supplier::Column::ArchivedAt.is_null())).await
}

/// The suppliers that a query finds, by number, with whom to reach and sub-suppliers.
pub(super) async fn load(conn: &impl ConnectionTrait, query: Select<supplier::Entity>) -> Result<Vec<Supplier>> {
    let rows = query.clone().order_by_asc(supplier::Column::Number).all(conn).await?;
    let mut found = rows.into_iter().map(supplier_of).collect::<Result<Vec<_>>>()?;
    if found.is_empty() {
        return Ok(found);
    }
    let places: HashMap<Uuid, usize> = found.iter().enumerate().map(|(at, one)| (one.id.0, at)).collect();
    let ids = query.select_only().column(supplier::Column::Id).into_query();
    let contacts = supplier_contact::Entity::find()
        .filter(supplier_contact::Column::SupplierId.in_subquery(ids.clone()))
        .order_by_asc(supplier_contact::Column::Position);
    for row in contacts.all(conn).await? {
        if let Some(at) = places.get(&row.supplier_id) {
            found[*at].contacts.push(Contact {
                name: row.name,
                role: row.role,
                phone: row.phone,
                email: row.email,
                is_out_of_hours: row.is_out_of_hours,
            });
        }
    }
    let links = supplier_link::Entity::find()
        .filter(supplier_link::Column::SupplierId.in_subquery(ids))
        .order_by_asc(supplier_link::Column::SubSupplierId);
    for row in links.all(conn).await? {
        if let Some(at) = places.get(&row.supplier_id) {
            found[*at].subs.push(SubSupplier { supplier: row.sub_supplier_id.into(), service: row.service });
        }
    }
    Ok(found)
}

/// Every link between suppliers in use; one statement.
pub(super) async fn links(conn: &impl ConnectionTrait) -> Result<Vec<SupplierLink>> {
    let in_use = || {
        supplier::Entity::find()
            .filter(supplier::Column::ArchivedAt.is_null())
            .select_only()
            .column(supplier::Column::Id)
            .into_query()
    };
    let rows = supplier_link::Entity::find()
        .filter(supplier_link::Column::SupplierId.in_subquery(in_use()))
        .filter(supplier_link::Column::SubSupplierId.in_subquery(in_use()))
        .all(conn)
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| SupplierLink { supplier: row.supplier_id.into(), sub: row.sub_supplier_id.into() })
        .collect())
}
