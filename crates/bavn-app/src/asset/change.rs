use super::{
    Asset, AssetChange,
    load::{find, find_version},
    store::store_assets,
    types::resource,
};
use crate::{App, Context, Error, Result, check::by_field};
use bavn_core::{access::Action, asset::AssetFacts, ids::AssetId};

/// Puts an asset into the register, with the next number.
///
/// # Errors
/// [`Error::Invalid`] with every fault, [`Error::Forbidden`], or the database failed.
pub async fn create_asset(app: &App, ctx: &Context, facts: AssetFacts) -> Result<AssetId> {
    let permit = ctx.authorize(Action::AssetChange, resource(&facts))?;
    let mut tx = app.db().write_tx(&permit, ctx.change()).await?;
    let stored = one(store_assets(&mut tx, ctx, &permit, vec![AssetChange::Create(facts)]).await)?;
    tx.commit_recorded().await?;
    Ok(stored)
}

/// Changes an asset. Moving it to another unit or owner takes permission before and after.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Conflict`], [`Error::Invalid`] with every fault, [`Error::Closed`] if it is out of use,
/// [`Error::Forbidden`], or the database failed.
pub async fn update_asset(app: &App, ctx: &Context, id: AssetId, version: i32, facts: AssetFacts) -> Result<()> {
    let found = find(app.db().read(), id).await?;
    let _ = ctx.authorize_read(Action::AssetRead, found.resource(), "asset")?;
    let _ = ctx.authorize(Action::AssetChange, found.resource())?;
    let permit = ctx.authorize(Action::AssetChange, resource(&facts))?;
    let mut tx = app.db().write_tx(&permit, ctx.change()).await?;
    let old = find_version(tx.conn(), ctx, id, version).await?;
    let _ = ctx.authorize(Action::AssetChange, old.resource())?;
    one(store_assets(&mut tx, ctx, &permit, vec![AssetChange::Update { id, facts }]).await)?;
    tx.commit_recorded().await?;
    Ok(())
}

/// Takes an asset out of use, keeping its number, history and what it depended on.
///
/// # Errors
/// As [`update_asset`].
pub async fn archive_asset(app: &App, ctx: &Context, id: AssetId, version: i32) -> Result<()> {
    change(app, ctx, id, version, AssetChange::Archive { id }).await
}

/// Takes an asset into use again.
///
/// # Errors
/// As [`update_asset`]; [`Error::Closed`] if it is in use, or was merged into another.
pub async fn restore_asset(app: &App, ctx: &Context, id: AssetId, version: i32) -> Result<()> {
    change(app, ctx, id, version, AssetChange::Restore { id }).await
}

async fn change(app: &App, ctx: &Context, id: AssetId, version: i32, change: AssetChange) -> Result<()> {
    let found = find(app.db().read(), id).await?;
    let _ = ctx.authorize_read(Action::AssetRead, found.resource(), "asset")?;
    let permit = ctx.authorize(Action::AssetChange, found.resource())?;
    let mut tx = app.db().write_tx(&permit, ctx.change()).await?;
    let old = find(tx.conn(), id).await?;
    let _ = ctx.authorize(Action::AssetChange, old.resource())?;
    if old.version != version {
        return Err(Error::Conflict { kind: "asset", current: old.version });
    }
    one(store_assets(&mut tx, ctx, &permit, vec![change]).await)?;
    tx.commit_recorded().await?;
    Ok(())
}

/// The one asset that was stored; its faults are named by field alone.
fn one(stored: Result<Vec<Asset>>) -> Result<AssetId> {
    by_field(stored)?.first().map(|asset| asset.id).ok_or(Error::NotFound { kind: "asset" })
}
