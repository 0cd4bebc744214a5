use super::{
    Asset,
    check::IN_LIST,
    entity::{asset, dependency},
    kept::kept_lines,
    list::{AssetLine, all_lines},
    load::{AssetKeys, find, find_by},
};
use crate::{App, Context, Error, FieldFault, Result, check::by_field};
use bavn_core::{
    access::{Action, Permit, Resource},
    asset::{Dependency, DependencyKind, Necessity},
    audit_log::AuditEvent,
    ids::{AssetId, DependencyId},
};
use bavn_db::{DbError, WriteTx};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel as _, Iterable as _, QueryFilter, QueryOrder,
    QuerySelect,
    sea_query::{ExprTrait as _, OnConflict},
};
use serde_json::{Value, json};
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// What a dependency is to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DependencyDraft {
    /// The asset that needs.
    pub asset: AssetId,
    /// What it needs.
    pub on: AssetId,
    /// In what way.
    pub kind: DependencyKind,
    /// What happens when it falls.
    pub necessity: Necessity,
    /// Dependencies of the same asset with the same number, 1 to 99, are alternatives.
    pub alternative_group: Option<i64>,
    /// Anything else.
    pub note: String,
}

/// A dependency as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// What calculations see.
    pub dependency: Dependency,
    /// Anything else.
    pub note: String,
    /// Raised by every change.
    pub version: i32,
}

/// Something to do to one dependency among many.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DependencyChange {
    /// Add it; one of the same kind between the same two is written over.
    Put(DependencyDraft),
    /// Put one back that was taken away, with the identifier that it had.
    Restore {
        /// The dependency.
        id: DependencyId,
        /// What it was.
        draft: DependencyDraft,
    },
    /// Take it away.
    Remove {
        /// The dependency.
        id: DependencyId,
    },
}

impl DependencyChange {
    const fn draft(&self) -> Option<&DependencyDraft> {
        match self {
            Self::Put(draft) | Self::Restore { draft, .. } => Some(draft),
            Self::Remove { .. } => None,
        }
    }
}

/// Characters in a note.
const NOTE: usize = 1_000;

const KIND: &str = "dependency";

impl Link {
    fn to_json(&self) -> Value {
        let dependency = &self.dependency;
        json!({
            "dependency": dependency.id,
            "asset": dependency.asset,
            "on": dependency.on,
            "kind": dependency.kind.key(),
            "necessity": dependency.necessity.key(),
            "stops_after_hours": dependency.necessity.hours(),
            "alternative_group": dependency.alternative_group,
            "note": self.note,
            "version": self.version,
        })
    }
}

fn from_row(row: dependency::Model) -> Result<Link> {
    let unknown = |column, value: String| DbError::UnknownValue { table: "asset_dependency", column, value };
    let hours = row.stops_after_hours.map(i64::from);
    let necessity = Necessity::from_parts(&row.necessity, hours);
    let group = row.alternative_group.map(u8::try_from).transpose();
    Ok(Link {
        dependency: Dependency {
            id: row.id.into(),
            asset: row.asset_id.into(),
            on: row.on_id.into(),
            kind: DependencyKind::from_key(&row.kind).ok_or_else(|| unknown("kind", row.kind.clone()))?,
            necessity: necessity.ok_or_else(|| unknown("necessity", row.necessity.clone()))?,
            alternative_group: group
                .map_err(|_| unknown("alternative_group", format!("{:?}", row.alternative_group)))?,
        },
        note: row.note,
        version: row.version,
    })
}

fn to_row(ctx: &Context, link: &Link) -> dependency::Model {
    let dependency = &link.dependency;
    dependency::Model {
        id: dependency.id.0,
        asset_id: dependency.asset.0,
        on_id: dependency.on.0,
        kind: dependency.kind.key().to_owned(),
        necessity: dependency.necessity.key().to_owned(),
        stops_after_hours: dependency.necessity.hours().and_then(|hours| i32::try_from(hours).ok()),
        alternative_group: dependency.alternative_group.map(i16::from),
        note: link.note.clone(),
        created_at: ctx.now(),
        version: link.version,
    }
}

/// What an asset stands on and what stands on it, as far as the actor may read; what stays hidden is counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Neighbours {
    /// What it needs: the dependency, and the asset at the other end.
    pub needs: Vec<(Link, Asset)>,
    /// What needs it.
    pub needed_by: Vec<(Link, Asset)>,
    /// How many of either the actor may not read.
    pub hidden: usize,
}

/// What an asset stands on and what stands on it; two statements. Assets out of use are left out.
///
/// # Errors
/// [`Error::NotFound`], or the database failed.
pub async fn list_neighbours(app: &App, ctx: &Context, id: AssetId) -> Result<Neighbours> {
    let conn = app.db().read();
    let centre = find(conn, id).await?;
    let _ = ctx.authorize_read(Action::AssetRead, centre.resource(), "asset")?;
    let permit = ctx.authorize_read(Action::AssetRead, Resource::Any, "asset")?;
    let either = dependency::Column::AssetId.eq(id.0).or(dependency::Column::OnId.eq(id.0));
    let rows = dependency::Entity::find().filter(either).order_by_asc(dependency::Column::CreatedAt);
    let links = rows.all(conn).await?.into_iter().map(from_row).collect::<Result<Vec<_>>>()?;
    let other = |link: &Link| if link.dependency.asset == id { link.dependency.on } else { link.dependency.asset };
    let others: Vec<AssetId> = links.iter().map(other).collect();
    let in_use = find_in_use(conn, &others).await?;
    let assets = find_by(conn, &permit, &AssetKeys::Ids(others)).await?;
    let assets: HashMap<AssetId, Asset> = assets.into_iter().map(|asset| (asset.id, asset)).collect();
    let mut found = Neighbours::default();
    for link in links {
        let far = other(&link);
        match assets.get(&far) {
            _ if !in_use.contains(&far.0) => {}
            None => found.hidden += 1,
            Some(asset) if link.dependency.asset == id => found.needs.push((link, asset.clone())),
            Some(asset) => found.needed_by.push((link, asset.clone())),
        }
    }
    Ok(found)
}

pub(super) async fn find_in_use(conn: &impl ConnectionTrait, ids: &[AssetId]) -> Result<HashSet<Uuid>> {
    let mut found = HashSet::new();
    for chunk in ids.chunks(IN_LIST) {
        let rows = asset::Entity::find()
            .filter(asset::Column::Id.is_in(chunk.iter().map(|id| id.0)))
            .filter(asset::Column::ArchivedAt.is_null());
        found.extend(rows.select_only().column(asset::Column::Id).into_tuple::<Uuid>().all(conn).await?);
    }
    Ok(found)
}

/// Every asset in use that the actor may read, in order of number, and every dependency between two of them: two statements, and one more that
/// asks whether what was read last still holds.
///
/// # Errors
/// [`Error::NotFound`] for those who may read no assets, or the database failed.
pub async fn list_dependencies(app: &App, ctx: &Context) -> Result<(Vec<AssetLine>, Vec<Link>)> {
    let permit = ctx.authorize_read(Action::AssetRead, Resource::Any, "asset")?;
    let lines = match permit.units() {
        None => kept_lines(app, all_lines(app, &permit)).await?.to_vec(),
        Some(_) => all_lines(app, &permit).await?,
    };
    // Narrowed here and not by the database: two lists of thousands in one statement are tried in every combination.
    let shown: HashSet<AssetId> = lines.iter().map(|line| line.id).collect();
    let mut links = all_links(app.db().read()).await?;
    links.retain(|link| shown.contains(&link.dependency.asset) && shown.contains(&link.dependency.on));
    links.sort_by_key(|link| (link.dependency.asset, link.dependency.on, link.dependency.kind));
    Ok((lines, links))
}

/// The dependencies that begin or end at some assets, whoever asks.
pub(super) async fn links_of(conn: &impl ConnectionTrait, ids: &[AssetId]) -> Result<Vec<Link>> {
    let ids: Vec<Uuid> = ids.iter().map(|id| id.0).collect();
    let either = dependency::Column::AssetId.is_in(ids.clone()).or(dependency::Column::OnId.is_in(ids));
    let rows = dependency::Entity::find().filter(either).order_by_asc(dependency::Column::CreatedAt);
    rows.all(conn).await?.into_iter().map(from_row).collect()
}

/// Every dependency, whoever asks.
pub(crate) async fn all_links(conn: &impl ConnectionTrait) -> Result<Vec<Link>> {
    dependency::Entity::find().all(conn).await?.into_iter().map(from_row).collect()
}

/// Dependencies by identifier.
pub(crate) async fn find_links(conn: &impl ConnectionTrait, ids: &[Uuid]) -> Result<Vec<Link>> {
    let mut found = Vec::with_capacity(ids.len());
    for chunk in ids.chunks(IN_LIST) {
        let some = dependency::Entity::find().filter(dependency::Column::Id.is_in(chunk.iter().copied()));
        found.extend(some.all(conn).await?.into_iter().map(from_row).collect::<Result<Vec<_>>>()?);
    }
    Ok(found)
}

/// Lets one asset stand on another.
///
/// # Errors
/// [`Error::NotFound`] when there is no such asset, [`Error::Invalid`] with every fault, [`Error::Closed`] when the asset is out of use,
/// [`Error::Forbidden`], or the database failed.
pub async fn create_dependency(app: &App, ctx: &Context, draft: DependencyDraft) -> Result<DependencyId> {
    let permit = permit_for(app, ctx, draft.asset).await?;
    let mut tx = app.db().write_tx(&permit, ctx.change()).await?;
    let existing = dependency::Entity::find()
        .filter(dependency::Column::AssetId.eq(draft.asset.0))
        .filter(dependency::Column::OnId.eq(draft.on.0))
        .filter(dependency::Column::Kind.eq(draft.kind.key()));
    if existing.one(tx.conn()).await?.is_some() {
        return Err(Error::invalid("on", "duplicate", draft.on.to_string()));
    }
    let stored = by_field(store_dependencies(&mut tx, ctx, &permit, vec![DependencyChange::Put(draft)]).await)?;
    tx.commit_recorded().await?;
    stored.first().map(|link| link.dependency.id).ok_or(Error::NotFound { kind: KIND })
}

/// Changes necessity, alternatives and note of a dependency.
///
/// # Errors
/// As [`create_dependency`]; [`Error::Conflict`].
pub async fn update_dependency(
    app: &App,
    ctx: &Context,
    id: DependencyId,
    version: i32,
    draft: DependencyDraft,
) -> Result<()> {
    let permit = permit_for(app, ctx, draft.asset).await?;
    let mut tx = app.db().write_tx(&permit, ctx.change()).await?;
    let old = find_link(tx.conn(), id, version).await?;
    let same = (old.dependency.asset, old.dependency.on, old.dependency.kind);
    if same != (draft.asset, draft.on, draft.kind) {
        return Err(Error::invalid("on", "fixed", draft.on.to_string()));
    }
    by_field(store_dependencies(&mut tx, ctx, &permit, vec![DependencyChange::Put(draft)]).await)?;
    tx.commit_recorded().await?;
    Ok(())
}

/// A dependency by its identifier.
///
/// # Errors
/// [`Error::NotFound`], also when either end may not be read, or the database failed.
pub async fn get_dependency(app: &App, ctx: &Context, id: DependencyId) -> Result<Link> {
    let none = || Error::NotFound { kind: KIND };
    let row = dependency::Entity::find_by_id(id.0).one(app.db().read()).await?.ok_or_else(none)?;
    let link = from_row(row)?;
    let permit = ctx.authorize_read(Action::AssetRead, Resource::Any, KIND)?;
    let ends = AssetKeys::Ids(vec![link.dependency.asset, link.dependency.on]);
    let seen = find_by(app.db().read(), &permit, &ends).await?;
    if seen.len() == 2 { Ok(link) } else { Err(none()) }
}

/// Takes a dependency away; the log keeps what it was.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Conflict`], [`Error::Forbidden`], or the database failed.
pub async fn remove_dependency(app: &App, ctx: &Context, id: DependencyId, version: i32) -> Result<()> {
    let none = || Error::NotFound { kind: KIND };
    let row = dependency::Entity::find_by_id(id.0).one(app.db().read()).await?.ok_or_else(none)?;
    let permit = permit_for(app, ctx, row.asset_id.into()).await?;
    let mut tx = app.db().write_tx(&permit, ctx.change()).await?;
    find_link(tx.conn(), id, version).await?;
    store_dependencies(&mut tx, ctx, &permit, vec![DependencyChange::Remove { id }]).await?;
    tx.commit_recorded().await?;
    Ok(())
}

async fn permit_for(app: &App, ctx: &Context, asset: AssetId) -> Result<Permit> {
    let asset = find(app.db().read(), asset).await?;
    let _ = ctx.authorize_read(Action::AssetRead, asset.resource(), "asset")?;
    Ok(ctx.authorize(Action::AssetChange, asset.resource())?)
}

async fn find_link(conn: &impl ConnectionTrait, id: DependencyId, version: i32) -> Result<Link> {
    let row = dependency::Entity::find_by_id(id.0).one(conn).await?.ok_or(Error::NotFound { kind: KIND })?;
    if row.version == version { from_row(row) } else { Err(Error::Conflict { kind: KIND, current: row.version }) }
}

/// Does many things to dependencies in a transaction of its own: for those who administer the register.
///
/// # Errors
/// As [`store_dependencies`].
pub async fn put_dependencies(app: &App, ctx: &Context, changes: Vec<DependencyChange>) -> Result<Vec<Link>> {
    let permit = ctx.authorize(Action::AssetAdminister, Resource::Any)?;
    let mut tx = app.db().write_tx(&permit, ctx.change()).await?;
    let stored = store_dependencies(&mut tx, ctx, &permit, changes).await?;
    tx.commit_recorded().await?;
    Ok(stored)
}

/// Rows in one statement.
const CHUNK: usize = 500;

/// Does many things to dependencies inside a transaction, all or none, each with its record in the log of the asset that needs. What was
/// put comes back as it is stored, in the order given.
///
/// # Errors
/// [`Error::Invalid`] with every fault, named `dependencies[PLACE].field`, [`Error::NotFound`], [`Error::Forbidden`], or the database failed.
pub async fn store_dependencies(
    tx: &mut WriteTx,
    ctx: &Context,
    permit: &Permit,
    changes: Vec<DependencyChange>,
) -> Result<Vec<Link>> {
    let old = load_old(tx.conn(), &changes).await?;
    let mut ends: Vec<AssetId> = old.values().map(|link| link.dependency.asset).collect();
    for change in &changes {
        if let Some(draft) = change.draft() {
            ends.extend([draft.asset, draft.on]);
        }
    }
    let read = ctx.authorize_read(Action::AssetRead, Resource::Any, "asset")?;
    let assets: HashMap<AssetId, Asset> =
        find_by(tx.conn(), &read, &AssetKeys::Ids(ends)).await?.into_iter().map(|asset| (asset.id, asset)).collect();
    let mut faults = Vec::new();
    for (at, change) in changes.iter().enumerate() {
        let Some(draft) = change.draft() else { continue };
        let found = draft_faults(draft, &assets).into_iter();
        faults.extend(found.map(|fault| FieldFault { field: format!("dependencies[{at}].{}", fault.field), ..fault }));
    }
    if !faults.is_empty() {
        return Err(Error::Invalid(faults));
    }
    let (mut put, mut removed) = (Vec::new(), Vec::new());
    let mut seen: HashMap<(AssetId, AssetId, DependencyKind), usize> = HashMap::new();
    for change in changes {
        let before = match &change {
            DependencyChange::Put(draft) | DependencyChange::Restore { draft, .. } => {
                old.get(&Key::Pair(draft.asset, draft.on, draft.kind))
            }
            DependencyChange::Remove { id } => Some(old.get(&Key::Id(*id)).ok_or(Error::NotFound { kind: KIND })?),
        };
        let owner = change.draft().map(|draft| draft.asset).or(before.map(|link| link.dependency.asset));
        let asset = owner.and_then(|id| assets.get(&id)).ok_or(Error::NotFound { kind: "asset" })?;
        let _ = ctx.authorize(Action::AssetChange, asset.resource())?;
        let verb = match (change.draft(), before) {
            (Some(_), None) => "link",
            (Some(_), Some(_)) => "relink",
            (None, _) => "unlink",
        };
        let event = AuditEvent::new(permit, verb, "asset", Some(asset.id.0)).before(before.map(Link::to_json));
        let (id, draft) = match change {
            DependencyChange::Put(draft) => (None, draft),
            DependencyChange::Restore { id, draft } => (Some(id), draft),
            DependencyChange::Remove { id } => {
                removed.push(id.0);
                tx.record(event);
                continue;
            }
        };
        let link = to_link(ctx, id, draft, before)?;
        let key = (link.dependency.asset, link.dependency.on, link.dependency.kind);
        if let Some(at) = seen.insert(key, put.len()) {
            let field = format!("dependencies[{}].on", put.len());
            let fault = FieldFault::new(field, "duplicate", link.dependency.on.to_string());
            return Err(Error::Invalid(vec![fault.with("first", at)]));
        }
        tx.record(event.after(link.to_json()));
        put.push(link);
    }
    let columns = dependency::Column::iter()
        .filter(|column| !matches!(column, dependency::Column::Id | dependency::Column::CreatedAt));
    let over = OnConflict::column(dependency::Column::Id).update_columns(columns).to_owned();
    for chunk in put.chunks(CHUNK) {
        let rows = chunk.iter().map(|link| to_row(ctx, link).into_active_model());
        dependency::Entity::insert_many(rows).on_conflict(over.clone()).exec_without_returning(tx.conn()).await?;
    }
    for chunk in removed.chunks(IN_LIST) {
        let some = dependency::Column::Id.is_in(chunk.iter().copied());
        dependency::Entity::delete_many().filter(some).exec(tx.conn()).await?;
    }
    Ok(put)
}

/// By what a stored dependency is found again.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Key {
    Id(DependencyId),
    Pair(AssetId, AssetId, DependencyKind),
}

/// The stored dependencies that changes are about: those to be removed, and all of the assets that get new ones.
async fn load_old(conn: &impl ConnectionTrait, changes: &[DependencyChange]) -> Result<HashMap<Key, Link>> {
    let (mut ids, mut assets) = (Vec::new(), HashSet::new());
    for change in changes {
        match change {
            DependencyChange::Put(draft) | DependencyChange::Restore { draft, .. } => {
                assets.insert(draft.asset.0);
            }
            DependencyChange::Remove { id } => ids.push(id.0),
        }
    }
    let assets: Vec<Uuid> = assets.into_iter().collect();
    let mut rows = Vec::new();
    for (column, wanted) in [(dependency::Column::Id, ids), (dependency::Column::AssetId, assets)] {
        for chunk in wanted.chunks(IN_LIST) {
            let some = dependency::Entity::find().filter(column.is_in(chunk.iter().copied()));
            rows.extend(some.all(conn).await?);
        }
    }
    let mut found = HashMap::new();
    for row in rows {
        let link = from_row(row)?;
        let dependency = &link.dependency;
        found.insert(Key::Pair(dependency.asset, dependency.on, dependency.kind), link.clone());
        found.insert(Key::Id(dependency.id), link);
    }
    Ok(found)
}

fn draft_faults(draft: &DependencyDraft, assets: &HashMap<AssetId, Asset>) -> Vec<FieldFault> {
    let mut faults = Vec::new();
    let mut note = |field: &str, code, value: String| faults.push(FieldFault::new(field, code, value));
    let in_use = |id: &AssetId| assets.get(id).is_some_and(|asset| asset.archived_at.is_none());
    if !in_use(&draft.asset) {
        note("asset", "unknown", draft.asset.to_string());
    }
    if draft.on == draft.asset {
        note("on", "on_itself", draft.on.to_string());
    } else if !in_use(&draft.on) {
        note("on", "unknown", draft.on.to_string());
    }
    if let Some(group) = draft.alternative_group.filter(|group| !(1..=99).contains(group)) {
        let fault = FieldFault::new("alternative_group", "out_of_range", group.to_string());
        faults.push(fault.with("min", 1).with("max", 99));
    }
    crate::check::text(&mut faults, "note", draft.note.trim(), 0, NOTE);
    faults
}

/// A dependency as it becomes: where it stands already it keeps its identifier, or else it has the one given, or else a new one.
fn to_link(ctx: &Context, id: Option<DependencyId>, draft: DependencyDraft, before: Option<&Link>) -> Result<Link> {
    let id = match before.map(|link| link.dependency.id).or(id) {
        Some(id) => id,
        None => ctx.new_id()?,
    };
    Ok(Link {
        dependency: Dependency {
            id,
            asset: draft.asset,
            on: draft.on,
            kind: draft.kind,
            necessity: draft.necessity,
            alternative_group: draft.alternative_group.and_then(|group| u8::try_from(group).ok()),
        },
        note: draft.note.trim().replace("\r\n", "\n"),
        version: before.map_or(1, |link| link.version + 1),
    })
}
