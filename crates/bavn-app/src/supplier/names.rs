use super::{
    contract_load::visible,
    entity::{contract, supplier},
    load::KIND,
};
use crate::{App, Context, Result, organisation::person};
use bavn_core::{
    access::{Action, Resource},
    ids::{ContractId, PersonId, SupplierId},
};
use bavn_db::dialect;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use std::collections::HashMap;
use uuid::Uuid;

/// The most to choose among.
const MOST: u64 = 2_000;

/// The suppliers in use with their names, in Danish order; the first two thousand.
///
/// # Errors
/// [`crate::Error::NotFound`] for those who may read none, or the database failed.
pub async fn supplier_names(app: &App, ctx: &Context) -> Result<Vec<(SupplierId, String)>> {
    let _ = ctx.authorize_read(Action::SupplierRead, Resource::Any, KIND)?;
    let rows = supplier::Entity::find()
        .filter(supplier::Column::ArchivedAt.is_null())
        .order_by_asc(dialect::danish_order("name"))
        .order_by_asc(supplier::Column::Number)
        .limit(MOST)
        .select_only()
        .column(supplier::Column::Id)
        .column(supplier::Column::Name);
    let rows = rows.into_tuple::<(Uuid, String)>().all(app.db().read()).await?;
    Ok(rows.into_iter().map(|(id, name)| (id.into(), name)).collect())
}

/// The contracts in use that the actor may read with their titles, of one supplier or of all, in Danish order; the first two thousand.
///
/// # Errors
/// As [`supplier_names`].
pub async fn contract_titles(
    app: &App,
    ctx: &Context,
    supplier: Option<SupplierId>,
) -> Result<Vec<(ContractId, String)>> {
    let permit = ctx.authorize_read(Action::SupplierRead, Resource::Any, "contract")?;
    let mut query = contract::Entity::find().filter(visible(&permit)).filter(contract::Column::ArchivedAt.is_null());
    if let Some(supplier) = supplier {
        query = query.filter(contract::Column::SupplierId.eq(supplier.0));
    }
    let rows = query
        .order_by_asc(dialect::danish_order("title"))
        .order_by_asc(contract::Column::Number)
        .limit(MOST)
        .select_only()
        .column(contract::Column::Id)
        .column(contract::Column::Title);
    let rows = rows.into_tuple::<(Uuid, String)>().all(app.db().read()).await?;
    Ok(rows.into_iter().map(|(id, title)| (id.into(), title)).collect())
}

/// The names of people, also of those out of use.
///
/// # Errors
/// As [`supplier_names`].
pub async fn people_names(
    app: &App,
    ctx: &Context,
    ids: impl IntoIterator<Item = PersonId> + Send,
) -> Result<Vec<(PersonId, String)>> {
    let _ = ctx.authorize_read(Action::SupplierRead, Resource::Any, KIND)?;
    let ids: Vec<Uuid> = ids.into_iter().map(|id| id.0).take(1_000).collect();
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let rows = person::Entity::find()
        .filter(person::Column::Id.is_in(ids))
        .select_only()
        .column(person::Column::Id)
        .column(person::Column::Name);
    let rows = rows.into_tuple::<(Uuid, String)>().all(app.db().read()).await?;
    Ok(rows.into_iter().map(|(id, name)| (id.into(), name)).collect())
}

/// Those of some identifiers that are suppliers, with number and name, also ones out of use.
pub(crate) async fn known_suppliers(conn: &impl ConnectionTrait, ids: &[Uuid]) -> Result<HashMap<Uuid, (u32, String)>> {
    let mut known = HashMap::with_capacity(ids.len());
    for chunk in ids.chunks(super::put::CHUNK) {
        let rows = supplier::Entity::find()
            .filter(supplier::Column::Id.is_in(chunk.iter().copied()))
            .select_only()
            .column(supplier::Column::Id)
            .column(supplier::Column::Number)
            .column(supplier::Column::Name);
        for (id, number, name) in rows.into_tuple::<(Uuid, i32, String)>().all(conn).await? {
            known.insert(id, (super::types::number("supplier", number)?, name));
        }
    }
    Ok(known)
}
