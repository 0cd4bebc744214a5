use super::{
    Asset, AssetChange, DependencyChange, DependencyDraft, Link, Merged,
    dependency::{find_in_use, links_of, store_dependencies},
    entity::{asset, asset_attachment, contract_asset},
    load::{AssetKeys, find_by, find_version, visible},
    store::store_assets,
};
use crate::{App, Context, Error, FieldFault, Result, app::FOLLOWERS};
use bavn_core::{
    access::{Action, Resource},
    asset::{Duplicates, FIELDS, Likeness, OWN, differing_own, duplicates, merged},
    ids::AssetId,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait as _,
    sea_query::{Expr, SelectStatement},
};
use std::collections::{BTreeSet, HashMap, HashSet};
use uuid::Uuid;

/// Groups of likely duplicates that are shown.
const GROUPS: usize = 200;

/// Assets in use that are likely to be the same thing, the first two hundred groups, and how many groups there are; a few statements.
///
/// # Errors
/// [`Error::NotFound`] for those who may read no assets, or the database failed.
pub async fn list_duplicates(app: &App, ctx: &Context) -> Result<(Vec<Duplicates<AssetId>>, usize)> {
    let permit = ctx.authorize_read(Action::AssetRead, Resource::Any, "asset")?;
    let rows = asset::Entity::find()
        .filter(visible(&permit))
        .filter(asset::Column::ArchivedAt.is_null())
        .order_by_asc(asset::Column::Number)
        .select_only()
        .columns([
            asset::Column::Id,
            asset::Column::Name,
            asset::Column::Alias,
            asset::Column::ExternalSource,
            asset::Column::ExternalId,
        ]);
    let rows: Vec<(Uuid, String, String, String, String)> = rows.into_tuple().all(app.db().read()).await?;
    let likeness = |(id, name, alias, source, external_id): (Uuid, String, String, String, String)| Likeness {
        id: AssetId(id),
        name,
        alias,
        source,
        external_id,
    };
    let assets: Vec<Likeness<AssetId>> = rows.into_iter().map(likeness).collect();
    let mut groups = duplicates(&assets);
    let count = groups.len();
    groups.truncate(GROUPS);
    Ok((groups, count))
}

/// Two assets that are to become one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merge {
    /// The asset that stays, and the version that was looked at.
    pub keep: (AssetId, i32),
    /// The asset that goes.
    pub gone: (AssetId, i32),
    /// The fields in which the one that goes is right; own fields as [`OWN`] and their key.
    pub take: BTreeSet<String>,
}

/// Makes one of two assets: dependencies, contracts, attachments and what impact analyses, recovery steps and scenarios say of the one that goes
/// become those of the one that stays, which keeps its number; the other goes out of use and points to it. What both had, the one that stays had it first.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Conflict`], [`Error::Closed`] when one is out of use, [`Error::Invalid`] with every fault, [`Error::Forbidden`], or the
/// database failed; then nothing was stored.
pub async fn merge_assets(app: &App, ctx: &Context, merge: &Merge) -> Result<Asset> {
    let permit = ctx.authorize(Action::AssetAdminister, Resource::Any)?;
    let (keep, gone) = (merge.keep.0, merge.gone.0);
    if keep == gone {
        return Err(Error::invalid("other", "merge_with_itself", gone.to_string()));
    }
    let take: BTreeSet<&str> = merge.take.iter().map(String::as_str).collect();
    let is_field = |key: &str| key.starts_with(OWN) || FIELDS.iter().any(|field| field.key == key);
    if let Some(other) = take.iter().find(|key| !is_field(key)) {
        return Err(Error::Invalid(vec![FieldFault::new("take", "unknown", other)]));
    }
    let mut tx = app.db().write_tx(&permit, ctx.change()).await?;
    let stays = find_version(tx.conn(), ctx, keep, merge.keep.1).await?;
    let goes = find_version(tx.conn(), ctx, gone, merge.gone.1).await?;
    let differs = differing_own(&stays.facts, &goes.facts);
    if let Some(other) = take.iter().find(|key| key.strip_prefix(OWN).is_some_and(|key| !differs.contains(key))) {
        return Err(Error::Invalid(vec![FieldFault::new("take", "unknown", other)]));
    }
    let facts = merged(&stays.facts, &goes.facts, &take)
        .map_err(|error| Error::System { what: "merge", message: error.to_string() })?;
    let mut links = links_of(tx.conn(), &[keep, gone]).await?;
    let ends: Vec<AssetId> = links.iter().flat_map(|link| [link.dependency.asset, link.dependency.on]).collect();
    let in_use = find_in_use(tx.conn(), &ends).await?;
    // What is out of use keeps its dependencies as they were.
    links.retain(|link| [link.dependency.asset, link.dependency.on].iter().all(|end| in_use.contains(&end.0)));
    let moved = moves(keep, gone, links);
    if !moved.is_empty() {
        store_dependencies(&mut tx, ctx, &permit, moved).await?;
    }
    let changes = vec![AssetChange::Update { id: keep, facts }, AssetChange::Merge { id: gone, into: keep }];
    let stored = store_assets(&mut tx, ctx, &permit, changes).await?;
    move_references(tx.conn(), keep, gone).await?;
    for follow in FOLLOWERS {
        follow(&mut tx, ctx, &permit, Merged { keep, gone }).await?;
    }
    tx.commit_recorded().await?;
    stored.into_iter().next().ok_or(Error::NotFound { kind: "asset" })
}

/// Every dependency of the one that goes, put at the one that stays unless it has the same or would stand on itself, and taken away.
fn moves(keep: AssetId, gone: AssetId, links: Vec<Link>) -> Vec<DependencyChange> {
    let key = |link: &Link| (link.dependency.asset, link.dependency.on, link.dependency.kind);
    let mut known: HashSet<_> = links.iter().map(key).collect();
    let instead = |id: AssetId| if id == gone { keep } else { id };
    let groups = regrouped(keep, gone, &links);
    let (mut put, mut removed) = (Vec::new(), Vec::new());
    for link in links {
        let dependency = &link.dependency;
        if dependency.asset != gone && dependency.on != gone {
            continue;
        }
        removed.push(DependencyChange::Remove { id: dependency.id });
        let (asset, on) = (instead(dependency.asset), instead(dependency.on));
        if asset != on && known.insert((asset, on, dependency.kind)) {
            put.push(DependencyChange::Put(DependencyDraft {
                asset,
                on,
                kind: dependency.kind,
                necessity: dependency.necessity,
                alternative_group: dependency.alternative_group.map(|group| {
                    let of_gone = dependency.asset == gone;
                    i64::from(groups.get(&group).copied().filter(|_| of_gone).unwrap_or(group))
                }),
                note: link.note.clone(),
            }));
        }
    }
    put.extend(removed);
    put
}

/// The alternatives of the one that goes, by number, under numbers that the one that stays does not use: two groups do not become one.
fn regrouped(keep: AssetId, gone: AssetId, links: &[Link]) -> HashMap<u8, u8> {
    let of = |asset: AssetId| -> BTreeSet<u8> {
        let own = links.iter().map(|link| &link.dependency).filter(|dependency| dependency.asset == asset);
        own.filter_map(|dependency| dependency.alternative_group).collect()
    };
    let (kept, moved) = (of(keep), of(gone));
    let mut free = (1..=99_u8).filter(|group| !kept.contains(group) && !moved.contains(group));
    moved.intersection(&kept).filter_map(|group| Some((*group, free.next()?))).collect()
}

/// Lets contracts, attachments and what was merged before point to the one that stays.
async fn move_references(conn: &impl ConnectionTrait, keep: AssetId, gone: AssetId) -> Result<()> {
    let has = contract_asset::Entity::find()
        .filter(contract_asset::Column::AssetId.eq(keep.0))
        .select_only()
        .column(contract_asset::Column::ContractId)
        .into_query();
    contract_asset::Entity::delete_many()
        .filter(contract_asset::Column::AssetId.eq(gone.0))
        .filter(contract_asset::Column::ContractId.in_subquery(has))
        .exec(conn)
        .await?;
    contract_asset::Entity::update_many()
        .col_expr(contract_asset::Column::AssetId, Expr::value(keep.0))
        .filter(contract_asset::Column::AssetId.eq(gone.0))
        .exec(conn)
        .await?;
    asset_attachment::Entity::update_many()
        .col_expr(asset_attachment::Column::AssetId, Expr::value(keep.0))
        .filter(asset_attachment::Column::AssetId.eq(gone.0))
        .exec(conn)
        .await?;
    asset::Entity::update_many()
        .col_expr(asset::Column::MergedIntoId, Expr::value(keep.0))
        .filter(asset::Column::MergedIntoId.eq(gone.0))
        .exec(conn)
        .await?;
    Ok(())
}

/// Two assets beside each other, by identifier or number as people write it.
///
/// # Errors
/// [`Error::NotFound`] for an identifier, [`Error::Invalid`] for a number that is of no asset in use that the actor may read, or the database failed.
pub async fn find_pair(app: &App, ctx: &Context, keep: &str, gone: &str) -> Result<(Asset, Asset)> {
    let permit = ctx.authorize_read(Action::AssetRead, Resource::Any, "asset")?;
    let (mut ids, mut numbers) = (Vec::new(), Vec::new());
    for text in [keep, gone] {
        match (text.trim().parse::<AssetId>(), number(text)) {
            (Ok(id), _) => ids.push(id),
            (Err(_), Some(number)) => numbers.push(number),
            (Err(_), None) => {}
        }
    }
    let conn = app.db().read();
    let mut found = find_by(conn, &permit, &AssetKeys::Ids(ids)).await?;
    found.extend(find_by(conn, &permit, &AssetKeys::Numbers(numbers)).await?);
    found.retain(|asset| asset.archived_at.is_none());
    let is_hidden =
        |text: &str| text.trim().parse::<AssetId>().is_ok_and(|id| !found.iter().any(|asset| asset.id == id));
    if is_hidden(keep) || is_hidden(gone) {
        return Err(Error::NotFound { kind: "asset" });
    }
    let by_key: HashMap<AssetId, Asset> = found.into_iter().map(|asset| (asset.id, asset)).collect();
    let find = |field: &str, text: &str| {
        let id = text.trim().parse::<AssetId>().ok();
        let asset = by_key.values().find(|asset| Some(asset.id) == id || Some(asset.number) == number(text));
        asset.cloned().ok_or_else(|| FieldFault::new(field, "no_such_asset", text))
    };
    match (find("keep", keep), find("gone", gone)) {
        (Ok(keep), Ok(gone)) if keep.id == gone.id => Err(Error::invalid("gone", "merge_with_itself", keep.code())),
        (Ok(keep), Ok(gone)) => Ok((keep, gone)),
        (one, other) => Err(Error::Invalid(one.err().into_iter().chain(other.err()).collect())),
    }
}

/// A number as people write it: `A-12`, `a12` or `12`.
fn number(text: &str) -> Option<u32> {
    text.trim().trim_start_matches(['A', 'a']).trim_start_matches('-').parse().ok()
}

/// The assets that were merged into one, as part of another query.
pub(super) fn merged_into(id: Uuid) -> SelectStatement {
    let rows = asset::Entity::find().filter(asset::Column::MergedIntoId.eq(id));
    rows.select_only().column(asset::Column::Id).into_query()
}
