use super::{
    AssetType,
    check::IN_LIST,
    entity::{asset, supplier},
    load::visible,
    own_type::all_types,
};
use crate::{
    App, Context, Result,
    organisation::{named_unit_tree, person},
};
use bavn_core::{
    access::{Action, Permit, Resource},
    asset::{Kind, KindGroup, OwnType},
    ids::{AssetId, AssetTypeId, PersonId, SupplierId, UnitId},
    organisation::UnitTree,
    text::danish_cmp,
};
use bavn_db::dialect;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, Order, QueryFilter, QueryOrder, QuerySelect, sea_query::NullOrdering,
};
use std::collections::{BTreeSet, HashMap};
use uuid::Uuid;

/// What the things that assets name are called.
#[derive(Clone, Debug, Default)]
pub struct Names {
    /// Units, all of them, also those out of use.
    pub units: HashMap<UnitId, String>,
    /// How the units stand to each other.
    pub tree: UnitTree,
    /// The people asked for.
    pub people: HashMap<PersonId, String>,
    /// Own types, all of them, also those out of use.
    pub types: HashMap<AssetTypeId, AssetType>,
    /// The suppliers asked for.
    pub suppliers: HashMap<SupplierId, String>,
}

impl Names {
    /// The name of a unit; empty for none.
    #[must_use]
    pub fn unit(&self, id: Option<UnitId>) -> &str {
        id.and_then(|id| self.units.get(&id)).map_or("", String::as_str)
    }

    /// The name of a person; empty for none.
    #[must_use]
    pub fn person(&self, id: Option<PersonId>) -> &str {
        id.and_then(|id| self.people.get(&id)).map_or("", String::as_str)
    }

    /// The name of a supplier; empty for none.
    #[must_use]
    pub fn supplier(&self, id: Option<SupplierId>) -> &str {
        id.and_then(|id| self.suppliers.get(&id)).map_or("", String::as_str)
    }

    /// The name of an own type; empty for none.
    #[must_use]
    pub fn type_name(&self, id: Option<AssetTypeId>) -> &str {
        self.own_type(id).map_or("", |own| own.name.as_str())
    }

    /// An own type, by its identifier.
    #[must_use]
    pub fn own_type(&self, id: Option<AssetTypeId>) -> Option<&OwnType> {
        id.and_then(|id| self.types.get(&id)).map(|one| &one.own)
    }

    /// Own types in Danish order: those in use, and one that is chosen already.
    #[must_use]
    pub fn types_to_choose(&self, chosen: Option<AssetTypeId>) -> Vec<&AssetType> {
        let mut types: Vec<&AssetType> =
            self.types.values().filter(|one| one.archived_at.is_none() || Some(one.id) == chosen).collect();
        types.sort_by(|one, other| danish_cmp(&one.own.name, &other.own.name).then(one.id.cmp(&other.id)));
        types
    }

    /// The administration above a unit, or the unit itself if it is one.
    #[must_use]
    pub fn administration_id(&self, id: Option<UnitId>) -> Option<UnitId> {
        self.tree.administration_of(id?)
    }

    /// Its name; empty for none.
    #[must_use]
    pub fn administration(&self, id: Option<UnitId>) -> &str {
        self.unit(self.administration_id(id))
    }
}

/// The names of units, own types, and of the people and suppliers asked for; a few statements in all.
///
/// # Errors
/// [`crate::Error::NotFound`] for those who may read no assets, or the database failed.
pub async fn asset_names(
    app: &App,
    ctx: &Context,
    people: impl IntoIterator<Item = PersonId>,
    suppliers: impl IntoIterator<Item = SupplierId>,
) -> Result<Names> {
    let _ = ctx.authorize_read(Action::AssetRead, Resource::Any, "asset")?;
    let conn = app.db().read();
    let (tree, units) = named_unit_tree(conn).await?;
    let wanted: BTreeSet<Uuid> = people.into_iter().map(|id| id.0).collect();
    let wanted: Vec<Uuid> = wanted.into_iter().collect();
    let mut people = HashMap::with_capacity(wanted.len());
    for chunk in wanted.chunks(IN_LIST) {
        let rows = person::Entity::find().filter(person::Column::Id.is_in(chunk.iter().copied()));
        let rows = rows.select_only().column(person::Column::Id).column(person::Column::Name);
        let rows: Vec<(Uuid, String)> = rows.into_tuple().all(conn).await?;
        people.extend(rows.into_iter().map(|(id, name)| (PersonId(id), name)));
    }
    let types = all_types(conn).await?.into_iter().map(|one| (one.id, one)).collect();
    let wanted: BTreeSet<Uuid> = suppliers.into_iter().map(|id| id.0).collect();
    let wanted: Vec<Uuid> = wanted.into_iter().collect();
    let mut suppliers = HashMap::with_capacity(wanted.len());
    for chunk in wanted.chunks(IN_LIST) {
        let rows = supplier::Entity::find().filter(supplier::Column::Id.is_in(chunk.iter().copied()));
        let rows = rows.select_only().column(supplier::Column::Id).column(supplier::Column::Name);
        let rows: Vec<(Uuid, String)> = rows.into_tuple().all(conn).await?;
        suppliers.extend(rows.into_iter().map(|(id, name)| (SupplierId(id), name)));
    }
    Ok(Names { units, tree, people, types, suppliers })
}

/// The suppliers in use that an asset can be delivered by, in Danish order; the first two thousand.
///
/// # Errors
/// As [`asset_names`].
pub async fn list_possible_suppliers(app: &App, ctx: &Context) -> Result<Vec<(SupplierId, String)>> {
    let _ = ctx.authorize_read(Action::AssetRead, Resource::Any, "asset")?;
    let rows = supplier::Entity::find()
        .filter(supplier::Column::ArchivedAt.is_null())
        .order_by_asc(dialect::danish_order("name"))
        .order_by_asc(supplier::Column::Id)
        .limit(2_000)
        .select_only()
        .column(supplier::Column::Id)
        .column(supplier::Column::Name);
    let rows: Vec<(Uuid, String)> = rows.into_tuple().all(app.db().read()).await?;
    Ok(rows.into_iter().map(|(id, name)| (id.into(), name)).collect())
}

/// Those of some identifiers that are assets, with number and name, also ones out of use.
pub(crate) async fn known_assets(conn: &impl ConnectionTrait, ids: &[Uuid]) -> Result<HashMap<Uuid, (u32, String)>> {
    let mut known = HashMap::with_capacity(ids.len());
    for chunk in ids.chunks(IN_LIST) {
        let rows = asset::Entity::find()
            .filter(asset::Column::Id.is_in(chunk.iter().copied()))
            .select_only()
            .column(asset::Column::Id)
            .column(asset::Column::Number)
            .column(asset::Column::Name);
        for (id, number, name) in rows.into_tuple::<(Uuid, i32, String)>().all(conn).await? {
            known.insert(id, (u32::try_from(number).unwrap_or_default(), name));
        }
    }
    Ok(known)
}

/// Number and name of those of some assets that may be read, also of ones out of use.
pub(crate) async fn named_assets(
    conn: &impl ConnectionTrait,
    permit: &Permit,
    ids: impl IntoIterator<Item = Uuid>,
) -> Result<HashMap<AssetId, (u32, String)>> {
    let ids: Vec<Uuid> = ids.into_iter().collect();
    let mut named = HashMap::with_capacity(ids.len());
    for chunk in ids.chunks(IN_LIST) {
        let rows = asset::Entity::find().filter(visible(permit)).filter(asset::Column::Id.is_in(chunk.iter().copied()));
        let rows = rows.select_only().columns([asset::Column::Id, asset::Column::Number, asset::Column::Name]);
        for (id, number, name) in rows.into_tuple::<(Uuid, i32, String)>().all(conn).await? {
            named.insert(AssetId(id), (u32::try_from(number).unwrap_or_default(), name));
        }
    }
    Ok(named)
}

/// Number and name of assets in use that something may well need, which equipment is not: the most critical first, then in Danish order.
///
/// # Errors
/// As [`asset_names`].
pub async fn list_needable_assets(app: &App, ctx: &Context, most: u64) -> Result<Vec<(u32, String)>> {
    let permit = ctx.authorize_read(Action::AssetRead, Resource::Any, "asset")?;
    let equipment = Kind::ALL.iter().filter(|kind| kind.group() == KindGroup::Equipment).map(|kind| kind.key());
    let rows = asset::Entity::find()
        .filter(visible(&permit))
        .filter(asset::Column::ArchivedAt.is_null())
        .filter(asset::Column::Kind.is_not_in(equipment))
        .order_by_with_nulls(asset::Column::Criticality, Order::Desc, NullOrdering::Last)
        .order_by_asc(dialect::danish_order("name"))
        .order_by_asc(asset::Column::Number)
        .limit(most)
        .select_only()
        .columns([asset::Column::Number, asset::Column::Name]);
    let rows: Vec<(i32, String)> = rows.into_tuple().all(app.db().read()).await?;
    Ok(rows.into_iter().map(|(number, name)| (u32::try_from(number).unwrap_or_default(), name)).collect())
}
