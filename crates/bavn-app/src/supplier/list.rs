use super::{
    Supplier,
    bulk::find_suppliers,
    concentration::Deliveries,
    entity::{contract, supplier, supplier_link},
    load::KIND,
    types::{number, unknown},
};
use crate::{
    App, Context, Result,
    page::{Page, PageRequest},
};
use bavn_core::{
    access::{Action, Resource},
    asset::Grade,
    ids::SupplierId,
    supplier::SupplierKind,
};
use bavn_db::dialect;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, Order, PaginatorTrait as _, QueryFilter, QueryOrder, QuerySelect,
    Select, sea_query::NullOrdering,
};
use std::{cmp::Reverse, collections::HashMap};
use uuid::Uuid;

/// Which suppliers to list; what is not set lets all through.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SupplierFilter {
    /// Words in number, name or registration number.
    pub words: String,
    /// Of this kind.
    pub kind: Option<SupplierKind>,
    /// Graded at least so.
    pub criticality: Option<Grade>,
    /// Those out of use, instead of those in use.
    pub archived: bool,
}

/// The order of a list of suppliers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SupplierSort {
    /// By name, in Danish order.
    #[default]
    Name,
    /// By number.
    Number,
    /// The most critical first, those not graded last.
    Criticality,
    /// The one with which most critical systems fall first.
    Systems,
}

impl SupplierSort {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Name, Self::Number, Self::Criticality, Self::Systems];

    /// The word for addresses.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Number => "number",
            Self::Criticality => "criticality",
            Self::Systems => "systems",
        }
    }

    /// The order of a word.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sort| sort.key() == key)
    }
}

/// A supplier in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SupplierLine {
    /// The identifier.
    pub id: SupplierId,
    /// Its number in the register.
    pub number: u32,
    /// The name.
    pub name: String,
    /// The Danish company registration number; empty for none.
    pub cvr: String,
    /// What sort of supplier.
    pub kind: SupplierKind,
    /// How badly the municipality needs it.
    pub criticality: Option<Grade>,
    /// Contracts in use with it that the actor may read.
    pub contracts: u64,
    /// Suppliers that it leans on itself.
    pub subs: u64,
    /// Critical systems that fall with it, also those that the actor may not read.
    pub critical_systems: u64,
    /// Raised by every change.
    pub version: i32,
}

/// Suppliers as a list, a page at a time; eight statements, or nine.
///
/// # Errors
/// [`crate::Error::NotFound`] for those who may read none, or the database failed.
pub async fn list_suppliers(
    app: &App,
    ctx: &Context,
    filter: &SupplierFilter,
    sort: SupplierSort,
    page: PageRequest,
) -> Result<Page<SupplierLine>> {
    let permit = ctx.authorize_read(Action::SupplierRead, Resource::Any, KIND)?;
    let conn = app.db().read();
    let query = narrowed(filter);
    let total = query.clone().count(conn).await?;
    let deliveries = Deliveries::load(conn).await?;
    let rows = if sort == SupplierSort::Systems {
        most_critical(conn, sorted(query, sort), &deliveries, page).await?
    } else {
        sorted(query, sort).offset(page.offset()).limit(page.size()).all(conn).await?
    };
    let ids = || rows.iter().map(|row| row.id);
    let contracts = contract::Entity::find()
        .filter(super::contract_load::visible(&permit))
        .filter(contract::Column::ArchivedAt.is_null())
        .filter(contract::Column::SupplierId.is_in(ids()))
        .select_only()
        .column(contract::Column::SupplierId)
        .column_as(contract::Column::Id.count(), "count")
        .group_by(contract::Column::SupplierId);
    let contracts: HashMap<Uuid, i64> = contracts.into_tuple::<(Uuid, i64)>().all(conn).await?.into_iter().collect();
    let subs = supplier_link::Entity::find()
        .filter(supplier_link::Column::SupplierId.is_in(ids()))
        .select_only()
        .column(supplier_link::Column::SupplierId)
        .column_as(supplier_link::Column::SubSupplierId.count(), "count")
        .group_by(supplier_link::Column::SupplierId);
    let subs: HashMap<Uuid, i64> = subs.into_tuple::<(Uuid, i64)>().all(conn).await?.into_iter().collect();
    let count = |of: &HashMap<Uuid, i64>, id| of.get(&id).and_then(|count| u64::try_from(*count).ok()).unwrap_or(0);
    let lines = rows.into_iter().map(|row| {
        let grade = row
            .criticality
            .map(|grade| Grade::from_i64(grade.into()).map_err(|_| unknown("supplier", "criticality", grade)));
        Ok(SupplierLine {
            id: row.id.into(),
            number: number("supplier", row.number)?,
            kind: SupplierKind::from_key(&row.kind).ok_or_else(|| unknown("supplier", "kind", &row.kind))?,
            criticality: grade.transpose()?,
            contracts: count(&contracts, row.id),
            subs: count(&subs, row.id),
            critical_systems: deliveries.critical(row.id.into()),
            name: row.name,
            cvr: row.cvr.unwrap_or_default(),
            version: row.version,
        })
    });
    Ok(Page { rows: lines.collect::<Result<_>>()?, total, request: page })
}

/// A page of suppliers, the one with which most critical systems fall first; equals as the query has them.
async fn most_critical(
    conn: &impl ConnectionTrait,
    query: Select<supplier::Entity>,
    deliveries: &Deliveries,
    page: PageRequest,
) -> Result<Vec<supplier::Model>> {
    let ranked = ranked(conn, query, deliveries).await?;
    let (skip, take) = (usize::try_from(page.offset()), usize::try_from(page.size()));
    let shown = ranked.into_iter().skip(skip.unwrap_or(usize::MAX)).take(take.unwrap_or(0));
    let places: HashMap<Uuid, usize> = shown.enumerate().map(|(at, id)| (id, at)).collect();
    let rows = supplier::Entity::find().filter(supplier::Column::Id.is_in(places.keys().copied()));
    let mut rows = rows.all(conn).await?;
    rows.sort_by_key(|row| places.get(&row.id).copied());
    Ok(rows)
}

/// The suppliers of a query, the one with which most critical systems fall first.
async fn ranked(
    conn: &impl ConnectionTrait,
    query: Select<supplier::Entity>,
    deliveries: &Deliveries,
) -> Result<Vec<Uuid>> {
    let ids: Vec<Uuid> = query.select_only().column(supplier::Column::Id).into_tuple().all(conn).await?;
    let mut ranked: Vec<(Reverse<u64>, Uuid)> =
        ids.into_iter().map(|id| (Reverse(deliveries.critical(id.into())), id)).collect();
    ranked.sort_by_key(|(critical, _)| *critical);
    Ok(ranked.into_iter().map(|(_, id)| id).collect())
}

/// Every supplier that a filter lets through, in full, in the order asked for, each with the critical systems that fall with it: for files.
///
/// # Errors
/// As [`list_suppliers`].
pub async fn select_suppliers(
    app: &App,
    ctx: &Context,
    filter: &SupplierFilter,
    sort: SupplierSort,
) -> Result<Vec<(Supplier, u64)>> {
    let _ = ctx.authorize_read(Action::SupplierRead, Resource::Any, KIND)?;
    let conn = app.db().read();
    let deliveries = Deliveries::load(conn).await?;
    let query = sorted(narrowed(filter), sort);
    let ids = if sort == SupplierSort::Systems {
        ranked(conn, query, &deliveries).await?
    } else {
        query.select_only().column(supplier::Column::Id).into_tuple().all(conn).await?
    };
    let places: HashMap<Uuid, usize> = ids.iter().enumerate().map(|(at, id)| (*id, at)).collect();
    let mut found = find_suppliers(conn, &ids).await?;
    found.sort_by_key(|one| places.get(&one.id.0).copied());
    Ok(found.into_iter().map(|one| (deliveries.critical(one.id), one)).map(|(count, one)| (one, count)).collect())
}

fn narrowed(filter: &SupplierFilter) -> Select<supplier::Entity> {
    let mut query = supplier::Entity::find();
    query = if filter.archived {
        query.filter(supplier::Column::ArchivedAt.is_not_null())
    } else {
        query.filter(supplier::Column::ArchivedAt.is_null())
    };
    if !filter.words.trim().is_empty() {
        query = query.filter(dialect::contains_words(supplier::Column::SearchText, &filter.words));
    }
    if let Some(kind) = filter.kind {
        query = query.filter(supplier::Column::Kind.eq(kind.key()));
    }
    if let Some(grade) = filter.criticality {
        query = query.filter(supplier::Column::Criticality.gte(i16::from(grade.get())));
    }
    query
}

fn sorted(query: Select<supplier::Entity>, sort: SupplierSort) -> Select<supplier::Entity> {
    let by_name = |query: Select<supplier::Entity>| query.order_by_asc(dialect::danish_order("name"));
    let query = match sort {
        SupplierSort::Name | SupplierSort::Systems => by_name(query),
        SupplierSort::Number => query,
        SupplierSort::Criticality => {
            by_name(query.order_by_with_nulls(supplier::Column::Criticality, Order::Desc, NullOrdering::Last))
        }
    };
    query.order_by_asc(supplier::Column::Number)
}
