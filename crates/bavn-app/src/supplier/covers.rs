//! What contracts cover.

use super::{
    Contract, ContractDraft,
    contract_load::{KIND, load, visible},
    contract_put::update_contract,
    entity::{contract, contract_asset, supplier},
};
use crate::{
    App, Context, Error, Result,
    asset::{AssetKeys, find_assets},
};
use bavn_core::{
    access::{Action, Resource},
    ids::{AssetId, ContractId, SupplierId},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect as _, QueryTrait as _};
use std::collections::{BTreeSet, HashMap};
use uuid::Uuid;

/// Lets a contract cover an asset, or no longer.
///
/// # Errors
/// As [`update_contract`].
pub async fn cover_asset(
    app: &App,
    ctx: &Context,
    id: ContractId,
    version: i32,
    asset: AssetId,
    covers: bool,
) -> Result<()> {
    let old = super::get_contract(app, ctx, id).await?;
    let mut assets = old.assets;
    if covers {
        if !assets.insert(asset) {
            return Err(Error::invalid("on", "duplicate", asset.to_string()));
        }
    } else {
        assets.remove(&asset);
    }
    update_contract(app, ctx, id, version, ContractDraft { facts: old.facts, clauses: old.clauses, assets }).await
}

/// The assets that a contract covers and that the actor may read, in order of number, and how many there are that the actor may not.
///
/// # Errors
/// The database failed.
pub async fn list_covered(app: &App, ctx: &Context, contract: &Contract) -> Result<(Vec<crate::asset::Asset>, usize)> {
    if contract.assets.is_empty() {
        return Ok((Vec::new(), 0));
    }
    let keys = AssetKeys::Ids(contract.assets.iter().copied().collect());
    let found = match find_assets(app, ctx, &keys).await {
        Ok(found) => found,
        Err(Error::NotFound { .. }) => Vec::new(),
        Err(error) => return Err(error),
    };
    let hidden = contract.assets.len().saturating_sub(found.len());
    Ok((found, hidden))
}

/// The contracts in use that cover an asset and that the actor may read, each with its supplier, by number.
///
/// # Errors
/// [`Error::NotFound`] for those who may read none, or the database failed.
pub async fn contracts_covering(
    app: &App,
    ctx: &Context,
    asset: AssetId,
) -> Result<Vec<(Contract, SupplierId, String)>> {
    let permit = ctx.authorize_read(Action::SupplierRead, Resource::Any, KIND)?;
    let covering = contract_asset::Entity::find()
        .filter(contract_asset::Column::AssetId.eq(asset.0))
        .select_only()
        .column(contract_asset::Column::ContractId)
        .into_query();
    let query = contract::Entity::find()
        .filter(visible(&permit))
        .filter(contract::Column::ArchivedAt.is_null())
        .filter(contract::Column::Id.in_subquery(covering));
    let conn = app.db().read();
    let found = load(conn, query).await?;
    let wanted: BTreeSet<Uuid> = found.iter().filter_map(|one| one.facts.supplier).map(|id| id.0).collect();
    let rows = supplier::Entity::find()
        .filter(supplier::Column::Id.is_in(wanted))
        .select_only()
        .columns([supplier::Column::Id, supplier::Column::Name]);
    let names: HashMap<Uuid, String> = rows.into_tuple().all(conn).await?.into_iter().collect();
    let named = |one: Contract| {
        let id = one.facts.supplier?;
        let name = names.get(&id.0).cloned().unwrap_or_default();
        Some((one, id, name))
    };
    Ok(found.into_iter().filter_map(named).collect())
}
