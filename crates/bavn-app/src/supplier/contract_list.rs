use super::{
    Contract,
    bulk::find_contracts,
    contract_load::{KIND, visible},
    entity::{contract, contract_clause, supplier},
    types::number,
};
use crate::{
    App, Context, Result,
    organisation::unit_tree,
    page::{Page, PageRequest},
};
use bavn_core::{
    access::{Action, Permit, Resource},
    ids::{ContractId, PersonId, SupplierId, UnitId},
    supplier::{ClauseState, notice_by},
};
use bavn_db::dialect;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, Order, PaginatorTrait as _, QueryFilter, QueryOrder,
    QuerySelect, QueryTrait as _, Select, sea_query::NullOrdering,
};
use std::collections::HashMap;
use time::Date;
use uuid::Uuid;

/// Which contracts to list; what is not set lets all through.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ContractFilter {
    /// Words in number, title or reference, or in the supplier's number, name or registration number.
    pub words: String,
    /// With this supplier.
    pub supplier: Option<SupplierId>,
    /// In this unit or below it.
    pub unit: Option<UnitId>,
    /// Answered for by this person.
    pub owner: Option<PersonId>,
    /// With a last day no later than this.
    pub ends_by: Option<Date>,
    /// Those out of use, instead of those in use.
    pub archived: bool,
}

/// The order of a list of contracts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ContractSort {
    /// By title, in Danish order.
    #[default]
    Title,
    /// By number.
    Number,
    /// The one that ends first at the top, those without an end last.
    Ends,
    /// The dearest in a year first.
    Value,
}

impl ContractSort {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Title, Self::Number, Self::Ends, Self::Value];

    /// The word for addresses.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Number => "number",
            Self::Ends => "ends",
            Self::Value => "value",
        }
    }

    /// The order of a word.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sort| sort.key() == key)
    }
}

/// A contract in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContractLine {
    /// The identifier.
    pub id: ContractId,
    /// Its number in the register.
    pub number: u32,
    /// What it is about.
    pub title: String,
    /// With whom.
    pub supplier: SupplierId,
    /// The supplier's name.
    pub supplier_name: String,
    /// The administration it belongs to.
    pub unit: Option<UnitId>,
    /// The person who answers for it.
    pub owner: Option<PersonId>,
    /// Its last day.
    pub ends_on: Option<Date>,
    /// The last day on which notice can be given for that.
    pub notice_by: Option<Date>,
    /// Whole kroner in a year.
    pub yearly_value: Option<i64>,
    /// Security requirements that are missing in it.
    pub missing: u64,
    /// Raised by every change.
    pub version: i32,
}

/// Contracts that the actor may read as a list, a page at a time.
///
/// # Errors
/// [`crate::Error::NotFound`] for those who may read none, or the database failed.
pub async fn list_contracts(
    app: &App,
    ctx: &Context,
    filter: &ContractFilter,
    sort: ContractSort,
    page: PageRequest,
) -> Result<Page<ContractLine>> {
    let permit = ctx.authorize_read(Action::SupplierRead, Resource::Any, KIND)?;
    let conn = app.db().read();
    let query = narrowed(conn, &permit, filter).await?;
    let total = query.clone().count(conn).await?;
    let rows = sorted(query, sort).offset(page.offset()).limit(page.size()).all(conn).await?;
    let names = supplier::Entity::find()
        .filter(supplier::Column::Id.is_in(rows.iter().map(|row| row.supplier_id)))
        .select_only()
        .column(supplier::Column::Id)
        .column(supplier::Column::Name);
    let names: HashMap<Uuid, String> = names.into_tuple::<(Uuid, String)>().all(conn).await?.into_iter().collect();
    let missing = contract_clause::Entity::find()
        .filter(contract_clause::Column::ContractId.is_in(rows.iter().map(|row| row.id)))
        .filter(contract_clause::Column::State.eq(ClauseState::Missing.key()))
        .select_only()
        .column(contract_clause::Column::ContractId)
        .column_as(contract_clause::Column::Clause.count(), "count")
        .group_by(contract_clause::Column::ContractId);
    let missing: HashMap<Uuid, i64> = missing.into_tuple::<(Uuid, i64)>().all(conn).await?.into_iter().collect();
    let lines = rows.into_iter().map(|row| {
        let months = row.notice_months.and_then(|months| u32::try_from(months).ok());
        Ok(ContractLine {
            id: row.id.into(),
            number: number("contract", row.number)?,
            supplier: row.supplier_id.into(),
            supplier_name: names.get(&row.supplier_id).cloned().unwrap_or_default(),
            unit: row.unit_id.map(Into::into),
            owner: row.owner_id.map(Into::into),
            ends_on: row.ends_on,
            notice_by: row.ends_on.zip(months).and_then(|(end, months)| notice_by(end, months)),
            yearly_value: row.yearly_value,
            missing: missing.get(&row.id).and_then(|count| u64::try_from(*count).ok()).unwrap_or(0),
            title: row.title,
            version: row.version,
        })
    });
    Ok(Page { rows: lines.collect::<Result<_>>()?, total, request: page })
}

/// Every contract that a filter lets through and the actor may read, in full, in the order asked for: for files.
///
/// # Errors
/// As [`list_contracts`].
pub async fn select_contracts(
    app: &App,
    ctx: &Context,
    filter: &ContractFilter,
    sort: ContractSort,
) -> Result<Vec<Contract>> {
    let permit = ctx.authorize_read(Action::SupplierRead, Resource::Any, KIND)?;
    let conn = app.db().read();
    let query = sorted(narrowed(conn, &permit, filter).await?, sort);
    let ids: Vec<Uuid> = query.select_only().column(contract::Column::Id).into_tuple().all(conn).await?;
    let places: HashMap<Uuid, usize> = ids.iter().enumerate().map(|(at, id)| (*id, at)).collect();
    let mut found = find_contracts(conn, &ids).await?;
    found.sort_by_key(|one| places.get(&one.id.0).copied());
    Ok(found)
}

async fn narrowed(
    conn: &impl ConnectionTrait,
    permit: &Permit,
    filter: &ContractFilter,
) -> Result<Select<contract::Entity>> {
    let mut query = contract::Entity::find().filter(visible(permit));
    query = if filter.archived {
        query.filter(contract::Column::ArchivedAt.is_not_null())
    } else {
        query.filter(contract::Column::ArchivedAt.is_null())
    };
    if !filter.words.trim().is_empty() {
        let suppliers = supplier::Entity::find()
            .filter(dialect::contains_words(supplier::Column::SearchText, &filter.words))
            .select_only()
            .column(supplier::Column::Id)
            .into_query();
        query = query.filter(
            Condition::any()
                .add(dialect::contains_words(contract::Column::SearchText, &filter.words))
                .add(contract::Column::SupplierId.in_subquery(suppliers)),
        );
    }
    if let Some(supplier) = filter.supplier {
        query = query.filter(contract::Column::SupplierId.eq(supplier.0));
    }
    if let Some(unit) = filter.unit {
        let below = unit_tree(conn).await?.with_descendants(unit);
        query = query.filter(contract::Column::UnitId.is_in(below.into_iter().map(|unit| unit.0)));
    }
    if let Some(owner) = filter.owner {
        query = query.filter(contract::Column::OwnerId.eq(owner.0));
    }
    if let Some(day) = filter.ends_by {
        query = query.filter(contract::Column::EndsOn.lte(day));
    }
    Ok(query)
}

fn sorted(query: Select<contract::Entity>, sort: ContractSort) -> Select<contract::Entity> {
    let query = match sort {
        ContractSort::Title => query.order_by_asc(dialect::danish_order("title")),
        ContractSort::Number => query,
        ContractSort::Ends => query.order_by_with_nulls(contract::Column::EndsOn, Order::Asc, NullOrdering::Last),
        ContractSort::Value => {
            query.order_by_with_nulls(contract::Column::YearlyValue, Order::Desc, NullOrdering::Last)
        }
    };
    query.order_by_asc(contract::Column::Number)
}
