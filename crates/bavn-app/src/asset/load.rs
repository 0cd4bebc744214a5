use super::{Asset, check::IN_LIST, entity::asset, types::from_row};
use crate::{App, Context, Error, Result};
use bavn_core::{
    access::{Action, Permit, Resource},
    ids::AssetId,
};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

const KIND: &str = "asset";

/// An asset, also one out of use.
///
/// # Errors
/// [`Error::NotFound`], or the database failed.
pub async fn get_asset(app: &App, ctx: &Context, id: AssetId) -> Result<Asset> {
    let asset = find(app.db().read(), id).await?;
    let _ = ctx.authorize_read(Action::AssetRead, asset.resource(), KIND)?;
    Ok(asset)
}

/// Which assets are looked up at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AssetKeys {
    /// By identifier.
    Ids(Vec<AssetId>),
    /// By number in the register.
    Numbers(Vec<u32>),
    /// By name, exactly as written.
    Names(Vec<String>),
    /// By identifier in another register.
    External {
        /// The other register, such as `kitos`.
        source: String,
        /// The identifiers there; empty for all of it.
        ids: Vec<String>,
    },
    /// All that are in use.
    InUse,
}

/// Assets by one of their keys, those out of use too unless only those in use were asked for, in order of number. What the actor may not read is left out.
///
/// # Errors
/// [`Error::NotFound`] for those who may read no assets, or the database failed.
pub async fn find_assets(app: &App, ctx: &Context, keys: &AssetKeys) -> Result<Vec<Asset>> {
    let permit = ctx.authorize_read(Action::AssetRead, Resource::Any, KIND)?;
    find_by(app.db().read(), &permit, keys).await
}

/// The same on a connection of choice, such as inside a transaction that changes them.
pub(crate) async fn find_by(conn: &impl ConnectionTrait, permit: &Permit, keys: &AssetKeys) -> Result<Vec<Asset>> {
    let all = || asset::Entity::find().filter(visible(permit));
    let mut rows = Vec::new();
    match keys {
        AssetKeys::Ids(ids) => {
            for chunk in ids.chunks(IN_LIST) {
                let some = all().filter(asset::Column::Id.is_in(chunk.iter().map(|id| id.0)));
                rows.extend(some.all(conn).await?);
            }
        }
        AssetKeys::Numbers(numbers) => {
            for chunk in numbers.chunks(IN_LIST) {
                let numbers = chunk.iter().filter_map(|number| i32::try_from(*number).ok());
                rows.extend(all().filter(asset::Column::Number.is_in(numbers)).all(conn).await?);
            }
        }
        AssetKeys::Names(names) => {
            for chunk in names.chunks(IN_LIST) {
                rows.extend(all().filter(asset::Column::Name.is_in(chunk.iter().cloned())).all(conn).await?);
            }
        }
        AssetKeys::External { source, ids } if ids.is_empty() => {
            rows = all().filter(asset::Column::ExternalSource.eq(source)).all(conn).await?;
        }
        AssetKeys::External { source, ids } => {
            for chunk in ids.chunks(IN_LIST) {
                let some = all()
                    .filter(asset::Column::ExternalSource.eq(source))
                    .filter(asset::Column::ExternalId.is_in(chunk.iter().cloned()));
                rows.extend(some.all(conn).await?);
            }
        }
        AssetKeys::InUse => {
            let some = all().filter(asset::Column::ArchivedAt.is_null());
            rows = some.order_by_asc(asset::Column::Number).all(conn).await?;
        }
    }
    rows.sort_by_key(|row| row.number);
    rows.dedup_by_key(|row| row.id);
    rows.into_iter().map(from_row).collect()
}

/// The condition that an asset belongs to a unit in reach or to the actor.
pub(super) fn visible(permit: &Permit) -> Condition {
    let Some(units) = permit.units() else { return Condition::all() };
    let mut some = Condition::any().add(asset::Column::UnitId.is_in(units.into_iter().map(|unit| unit.0)));
    if let Some(person) = permit.actor().person_id() {
        some = some.add(asset::Column::OwnerId.eq(person.0));
    }
    some
}

/// An asset, whoever asks.
pub(super) async fn find(conn: &impl ConnectionTrait, id: AssetId) -> Result<Asset> {
    from_row(asset::Entity::find_by_id(id.0).one(conn).await?.ok_or(Error::NotFound { kind: KIND })?)
}

/// The asset of a change: readable, in use, and at the version it was read at.
pub(super) async fn find_version(
    conn: &impl ConnectionTrait,
    ctx: &Context,
    id: AssetId,
    version: i32,
) -> Result<Asset> {
    let asset = find(conn, id).await?;
    let _ = ctx.authorize_read(Action::AssetRead, asset.resource(), KIND)?;
    if asset.archived_at.is_some() {
        return Err(Error::Closed { kind: KIND, reason: "archived" });
    }
    if asset.version == version { Ok(asset) } else { Err(Error::Conflict { kind: KIND, current: asset.version }) }
}
