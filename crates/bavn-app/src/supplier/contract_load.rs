use super::{
    Contract,
    entity::{contract, contract_asset, contract_clause},
    types::{contract_of, unknown},
};
use crate::{App, Context, Error, Result};
use bavn_core::{
    access::{Action, Permit, Resource},
    ids::{ContractId, SupplierId},
    supplier::ClauseState,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect as _, QueryTrait as _,
    Select,
};
use std::collections::HashMap;
use uuid::Uuid;

pub(super) const KIND: &str = "contract";

/// A contract, also one out of use.
///
/// # Errors
/// [`Error::NotFound`], or the database failed.
pub async fn get_contract(app: &App, ctx: &Context, id: ContractId) -> Result<Contract> {
    let found = load(app.db().read(), contract::Entity::find_by_id(id.0)).await?.pop();
    let found = found.ok_or(Error::NotFound { kind: KIND })?;
    let _ = ctx.authorize_read(Action::SupplierRead, found.resource(), KIND)?;
    Ok(found)
}

/// Every contract in use that the actor may read, in full, by number; of one supplier, or of all. Three statements.
///
/// # Errors
/// [`Error::NotFound`] for those who may read none, or the database failed.
pub async fn load_contracts(app: &App, ctx: &Context, supplier: Option<SupplierId>) -> Result<Vec<Contract>> {
    let permit = ctx.authorize_read(Action::SupplierRead, Resource::Any, KIND)?;
    let mut query = contract::Entity::find().filter(visible(&permit)).filter(contract::Column::ArchivedAt.is_null());
    if let Some(supplier) = supplier {
        query = query.filter(contract::Column::SupplierId.eq(supplier.0));
    }
    load(app.db().read(), query).await
}

/// The contracts that somebody may read: those of their units, and those that they answer for themselves.
pub(super) fn visible(permit: &Permit) -> Condition {
    let Some(units) = permit.units() else { return Condition::all() };
    let mut any = Condition::any().add(contract::Column::UnitId.is_in(units.iter().map(|unit| unit.0)));
    if let Some(person) = permit.actor().person_id() {
        any = any.add(contract::Column::OwnerId.eq(person.0));
    }
    any
}

/// The contracts that a query finds, by number, with their clauses and what they cover.
pub(super) async fn load(conn: &impl ConnectionTrait, query: Select<contract::Entity>) -> Result<Vec<Contract>> {
    let rows = query.clone().order_by_asc(contract::Column::Number).all(conn).await?;
    let mut found = rows.into_iter().map(contract_of).collect::<Result<Vec<_>>>()?;
    if found.is_empty() {
        return Ok(found);
    }
    let places: HashMap<Uuid, usize> = found.iter().enumerate().map(|(at, one)| (one.id.0, at)).collect();
    let ids = query.select_only().column(contract::Column::Id).into_query();
    let clauses = contract_clause::Entity::find().filter(contract_clause::Column::ContractId.in_subquery(ids.clone()));
    for row in clauses.all(conn).await? {
        let state = ClauseState::from_key(&row.state).ok_or_else(|| unknown("contract_clause", "state", &row.state))?;
        if let Some(at) = places.get(&row.contract_id) {
            found[*at].clauses.insert(row.clause, (state, row.note));
        }
    }
    let assets = contract_asset::Entity::find().filter(contract_asset::Column::ContractId.in_subquery(ids));
    for row in assets.all(conn).await? {
        if let Some(at) = places.get(&row.contract_id) {
            found[*at].assets.insert(row.asset_id.into());
        }
    }
    Ok(found)
}
