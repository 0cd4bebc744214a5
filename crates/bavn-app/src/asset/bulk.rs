use super::{
    Asset, AssetFilter, AssetSort,
    check::{Known, own_faults},
    list::{narrowed, sorted},
    load::{AssetKeys, find_by},
    types::from_row,
};
use crate::{App, Context, Error, FieldFault, Result};
use bavn_core::{
    access::{Action, Resource},
    asset::{AssetFacts, BULK_MOST, OWN, bulk_field},
    ids::AssetId,
};
use sea_orm::{ConnectionTrait, QuerySelect as _};
use serde_json::{Map, Value};

/// Which assets are to be changed at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BulkPick {
    /// Those that were ticked.
    Ids(Vec<AssetId>),
    /// All that a filter lets through, in an order.
    Filter(AssetFilter, AssetSort),
}

/// The assets that were picked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BulkPicked {
    /// Those that the actor may change.
    pub assets: Vec<Asset>,
    /// How many were left out: out of use, or not the actor's to change.
    pub left_out: usize,
}

/// An asset that becomes something else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BulkLine {
    /// As it is.
    pub asset: Asset,
    /// As it becomes.
    pub becomes: AssetFacts,
}

/// What some values would do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BulkPlan {
    /// The assets that become something else.
    pub lines: Vec<BulkLine>,
    /// Those that are so already.
    pub unchanged: Vec<Asset>,
}

fn too_many(count: usize) -> Error {
    Error::Invalid(vec![FieldFault::new("assets", "too_many", count.to_string()).with("max", BULK_MOST)])
}

/// The assets of a pick that the actor may change, at most [`BULK_MOST`].
///
/// # Errors
/// [`Error::Invalid`] when there are more, [`Error::Forbidden`], or the database failed.
pub async fn pick_assets(app: &App, ctx: &Context, pick: &BulkPick) -> Result<BulkPicked> {
    let permit = ctx.authorize(Action::AssetChange, Resource::Any)?;
    let conn = app.db().read();
    match pick {
        BulkPick::Ids(ids) if ids.len() > BULK_MOST => Err(too_many(ids.len())),
        BulkPick::Ids(ids) => {
            let mut assets = find_by(conn, &permit, &AssetKeys::Ids(ids.clone())).await?;
            assets.retain(|asset| asset.archived_at.is_none());
            let left_out = ids.len().saturating_sub(assets.len());
            Ok(BulkPicked { assets, left_out })
        }
        BulkPick::Filter(filter, sort) => {
            let most = u64::try_from(BULK_MOST + 1).unwrap_or(u64::MAX);
            let query = sorted(narrowed(app, ctx, &permit, filter).await?, *sort).limit(most);
            let rows = query.all(conn).await?;
            if rows.len() > BULK_MOST {
                return Err(too_many(rows.len()));
            }
            let mut assets = rows.into_iter().map(from_row).collect::<Result<Vec<_>>>()?;
            let found = assets.len();
            assets.retain(|asset| asset.archived_at.is_none());
            Ok(BulkPicked { left_out: found - assets.len(), assets })
        }
    }
}

/// What values by field, as [`bavn_core::asset::Field::parse`] makes them, would do to some assets; nothing is stored.
///
/// # Errors
/// [`Error::Invalid`] with every fault, each once, [`Error::Forbidden`], or the database failed.
pub async fn plan_bulk(app: &App, ctx: &Context, assets: Vec<Asset>, values: &Map<String, Value>) -> Result<BulkPlan> {
    let _ = ctx.authorize(Action::AssetChange, Resource::Any)?;
    plan_on(app.db().read(), assets, values).await
}

/// The same on a connection of choice.
pub(crate) async fn plan_on(
    conn: &impl ConnectionTrait,
    assets: Vec<Asset>,
    values: &Map<String, Value>,
) -> Result<BulkPlan> {
    if assets.len() > BULK_MOST {
        return Err(too_many(assets.len()));
    }
    if values.is_empty() {
        return Err(Error::invalid("set", "required", ""));
    }
    if let Some(other) = values.keys().find(|key| bulk_field(key).is_none() && !key.starts_with(OWN)) {
        return Err(Error::invalid("set", "unknown", other));
    }
    let mut lines = Vec::with_capacity(assets.len());
    for asset in assets {
        let becomes = asset
            .facts
            .with_values(values)
            .map_err(|error| Error::Invalid(vec![FieldFault::new("set", "unknown", error.to_string())]))?;
        lines.push(BulkLine { asset, becomes });
    }
    let changed: Vec<&AssetFacts> =
        lines.iter().filter(|line| line.becomes != line.asset.facts).map(|line| &line.becomes).collect();
    let known = Known::load(conn, &changed).await?;
    let (mut plan, mut faults) = (BulkPlan::default(), Vec::<FieldFault>::new());
    for mut line in lines {
        let own = match known.own_values(&line.becomes, Some(&line.asset)) {
            Ok(own) if line.becomes != line.asset.facts => {
                line.becomes.own = own;
                Vec::new()
            }
            Ok(_) => Vec::new(),
            Err(faults) => faults,
        };
        if line.becomes == line.asset.facts {
            plan.unchanged.push(line.asset);
            continue;
        }
        let found = own_faults(&line.becomes).into_iter().chain(known.faults(&line.becomes, Some(&line.asset)));
        for fault in found.chain(own) {
            // The values are the same for all: the same fault is told once.
            if !faults.iter().any(|other| other.field == fault.field && other.code == fault.code) {
                faults.push(fault);
            }
        }
        plan.lines.push(line);
    }
    if faults.is_empty() { Ok(plan) } else { Err(Error::Invalid(faults)) }
}
