use super::{
    Asset,
    check::{Known, own_faults, tidy},
    entity::asset,
    load::{AssetKeys, find_by},
    types::{resource, to_row},
};
use crate::{App, Context, Error, Result};
use bavn_core::{
    access::{Action, Permit, Resource},
    asset::AssetFacts,
    audit_log::AuditEvent,
    ids::AssetId,
};
use bavn_db::WriteTx;
use sea_orm::{
    ConnectionTrait, EntityTrait, IntoActiveModel as _, Iterable as _, QueryOrder, QuerySelect, sea_query::OnConflict,
};
use std::collections::HashMap;

/// Something to do to one asset among many.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AssetChange {
    /// Put it into the register, with the next number.
    Create(AssetFacts),
    /// Write this over what was there.
    Update {
        /// The asset.
        id: AssetId,
        /// What it is to be.
        facts: AssetFacts,
    },
    /// Take it out of use.
    Archive {
        /// The asset.
        id: AssetId,
    },
    /// Take it into use again.
    Restore {
        /// The asset.
        id: AssetId,
    },
    /// Take it out of use because it is the same thing as another.
    Merge {
        /// The asset.
        id: AssetId,
        /// The other, which stays.
        into: AssetId,
    },
}

impl AssetChange {
    const fn id(&self) -> Option<AssetId> {
        match self {
            Self::Create(_) => None,
            Self::Update { id, .. } | Self::Archive { id } | Self::Restore { id } | Self::Merge { id, .. } => Some(*id),
        }
    }
}

/// Rows in one statement: 52 columns each, below SQLite's limit of 32,766 parameters.
const CHUNK: usize = 500;

/// The most assets in a register, those out of use counted too.
const MOST: usize = 1_000_000;

/// Does many things to assets inside a transaction, all or none, each with its record in the log, in a number of statements that grows
/// with five hundreds of rows, not with rows. The assets come back as they became, in the order given; one asset may be named once.
///
/// The permit must be for [`Action::AssetChange`] or [`Action::AssetAdminister`]; every asset is weighed again, as it was and as it becomes.
///
/// # Errors
/// [`Error::Invalid`] with every fault, named `assets[PLACE].field`; [`Error::NotFound`], [`Error::Closed`], [`Error::Forbidden`], or the
/// database failed.
pub async fn store_assets(
    tx: &mut WriteTx,
    ctx: &Context,
    permit: &Permit,
    changes: Vec<AssetChange>,
) -> Result<Vec<Asset>> {
    let ids: Vec<AssetId> = changes.iter().filter_map(AssetChange::id).collect();
    let all = ctx.authorize(permit.action(), permit.resource())?;
    let old: HashMap<AssetId, Asset> =
        find_by(tx.conn(), &all, &AssetKeys::Ids(ids)).await?.into_iter().map(|asset| (asset.id, asset)).collect();
    let mut changes: Vec<AssetChange> = changes.into_iter().map(tidied).collect();
    let wanted: Vec<&AssetFacts> = changes.iter().filter_map(facts_of).collect();
    let known = Known::load(tx.conn(), &wanted).await?;
    let mut faults = Vec::new();
    for (at, change) in changes.iter_mut().enumerate() {
        let before = change.id().and_then(|id| old.get(&id));
        let Some(facts) = facts_in(change) else { continue };
        let own = match known.own_values(facts, before) {
            Ok(own) => {
                facts.own = own;
                Vec::new()
            }
            Err(faults) => faults,
        };
        let found = own_faults(facts).into_iter().chain(known.faults(facts, before)).chain(own);
        faults.extend(found.map(|fault| fault.at(format_args!("assets[{at}]"))));
    }
    if !faults.is_empty() {
        return Err(Error::Invalid(faults));
    }
    let mut next = next_number(tx.conn()).await?;
    let (mut stored, mut created, mut changed) = (Vec::new(), Vec::new(), Vec::new());
    for change in changes {
        let before = match change.id() {
            Some(id) => Some(old.get(&id).ok_or(Error::NotFound { kind: "asset" })?),
            None => None,
        };
        let (verb, asset) = apply(ctx, change, before, &mut next)?;
        let _ = ctx.authorize(Action::AssetChange, resource(&asset.facts))?;
        let mut event = AuditEvent::new(permit, verb, "asset", Some(asset.id.0)).after(asset.to_json());
        if let Some(before) = before {
            let _ = ctx.authorize(Action::AssetChange, before.resource())?;
            event = event.before(before.to_json());
            changed.push(to_row(&asset)?);
        } else {
            created.push(to_row(&asset)?);
        }
        tx.record(event);
        stored.push(asset);
    }
    write(tx.conn(), created, changed).await?;
    Ok(stored)
}

/// The same in a transaction of its own: for a change of many, by those who administer the register.
///
/// # Errors
/// As [`store_assets`].
pub async fn put_assets(app: &App, ctx: &Context, changes: Vec<AssetChange>) -> Result<Vec<Asset>> {
    let permit = ctx.authorize(Action::AssetAdminister, Resource::Any)?;
    let mut tx = app.db().write_tx(&permit, ctx.change()).await?;
    let stored = store_assets(&mut tx, ctx, &permit, changes).await?;
    tx.commit_recorded().await?;
    Ok(stored)
}

fn tidied(change: AssetChange) -> AssetChange {
    match change {
        AssetChange::Create(facts) => AssetChange::Create(tidy(facts)),
        AssetChange::Update { id, facts } => AssetChange::Update { id, facts: tidy(facts) },
        other => other,
    }
}

const fn facts_of(change: &AssetChange) -> Option<&AssetFacts> {
    match change {
        AssetChange::Create(facts) | AssetChange::Update { facts, .. } => Some(facts),
        AssetChange::Archive { .. } | AssetChange::Restore { .. } | AssetChange::Merge { .. } => None,
    }
}

const fn facts_in(change: &mut AssetChange) -> Option<&mut AssetFacts> {
    match change {
        AssetChange::Create(facts) | AssetChange::Update { facts, .. } => Some(facts),
        AssetChange::Archive { .. } | AssetChange::Restore { .. } | AssetChange::Merge { .. } => None,
    }
}

/// What an asset becomes, and the verb of the log.
fn apply(ctx: &Context, change: AssetChange, before: Option<&Asset>, next: &mut u32) -> Result<(&'static str, Asset)> {
    let closed = |reason| Error::Closed { kind: "asset", reason };
    let becomes = |old: &Asset| Asset { version: old.version + 1, ..old.clone() };
    match (change, before) {
        (AssetChange::Create(facts), _) => {
            if usize::try_from(*next).is_ok_and(|next| next > MOST) {
                return Err(Error::Closed { kind: "asset_register", reason: "too_many" });
            }
            let number = *next;
            *next += 1;
            let (id, created_at) = (ctx.new_id()?, ctx.now());
            let asset = Asset { id, number, facts, merged_into: None, created_at, archived_at: None, version: 1 };
            Ok(("create", asset))
        }
        (AssetChange::Update { facts, .. }, Some(old)) if old.archived_at.is_none() => {
            Ok(("update", Asset { facts, ..becomes(old) }))
        }
        (AssetChange::Archive { .. }, Some(old)) if old.archived_at.is_none() => {
            Ok(("archive", Asset { archived_at: Some(ctx.now()), ..becomes(old) }))
        }
        (AssetChange::Merge { into, .. }, Some(old)) if old.archived_at.is_none() => {
            Ok(("merge", Asset { archived_at: Some(ctx.now()), merged_into: Some(into), ..becomes(old) }))
        }
        (AssetChange::Restore { .. }, Some(old)) if old.archived_at.is_some() && old.merged_into.is_none() => {
            Ok(("restore", Asset { archived_at: None, ..becomes(old) }))
        }
        (AssetChange::Restore { .. }, Some(old)) => {
            Err(closed(if old.merged_into.is_some() { "merged" } else { "in_use" }))
        }
        (AssetChange::Update { .. } | AssetChange::Archive { .. } | AssetChange::Merge { .. }, Some(_)) => {
            Err(closed("archived"))
        }
        (_, None) => Err(Error::NotFound { kind: "asset" }),
    }
}

/// The number after the highest.
async fn next_number(conn: &impl ConnectionTrait) -> Result<u32> {
    let highest: Option<i32> = asset::Entity::find()
        .order_by_desc(asset::Column::Number)
        .select_only()
        .column(asset::Column::Number)
        .into_tuple()
        .one(conn)
        .await?;
    u32::try_from(highest.unwrap_or(0) + 1).map_err(|_| Error::Closed { kind: "asset_register", reason: "too_many" })
}

/// Writes new rows, and rows over those with the same identifier.
pub(super) async fn write(
    conn: &impl ConnectionTrait,
    created: Vec<asset::Model>,
    changed: Vec<asset::Model>,
) -> Result<()> {
    for chunk in created.chunks(CHUNK) {
        let rows = chunk.iter().cloned().map(asset::Model::into_active_model);
        asset::Entity::insert_many(rows).exec_without_returning(conn).await?;
    }
    let columns = asset::Column::iter().filter(|column| !matches!(column, asset::Column::Id));
    let over = OnConflict::column(asset::Column::Id).update_columns(columns).to_owned();
    for chunk in changed.chunks(CHUNK) {
        let rows = chunk.iter().cloned().map(asset::Model::into_active_model);
        asset::Entity::insert_many(rows).on_conflict(over.clone()).exec_without_returning(conn).await?;
    }
    Ok(())
}
