use super::{entity::asset, entity::contract_asset, entity::dependency, kept::kept_counts, load::visible};
use crate::{
    App, Context, Result,
    organisation::unit_tree,
    page::{Page, PageRequest},
};
use bavn_core::{
    access::{Action, Permit, Resource},
    asset::{Grade, Kind, KindGroup, LifeCycle, Mfa, Posture, Question, restore_since, support_soon},
    ids::{AssetId, AssetTypeId, PersonId, SupplierId, UnitId},
};
use bavn_db::{DbError, dialect};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, FromQueryResult, Order, PaginatorTrait as _, QueryFilter,
    QueryOrder, QuerySelect, QueryTrait as _, Select,
    sea_query::{Expr, ExprTrait as _, NullOrdering, SimpleExpr},
};
use time::Date;
use uuid::Uuid;

/// A state of affairs that a list can be narrowed to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AssetState {
    /// Graded 3 or 4.
    Critical,
    /// The answer to a question is not the good one.
    Missing(Question),
    /// Nobody answers for it.
    NoOwner,
    /// Its criticality is not graded.
    NotGraded,
    /// It stands on nothing, and nothing stands on it.
    Alone,
    /// Out of use.
    Archived,
}

impl AssetState {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Self; 9] = [
        Self::Critical,
        Self::Missing(Question::Mfa),
        Self::Missing(Question::Logging),
        Self::Missing(Question::Restore),
        Self::Missing(Question::Support),
        Self::NoOwner,
        Self::NotGraded,
        Self::Alone,
        Self::Archived,
    ];

    /// The word for addresses.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Critical => "critical",
            Self::Missing(Question::Mfa) => "mfa",
            Self::Missing(Question::Logging) => "logging",
            Self::Missing(Question::Restore) => "restore",
            Self::Missing(Question::Support) => "support",
            Self::NoOwner => "no_owner",
            Self::NotGraded => "not_graded",
            Self::Alone => "alone",
            Self::Archived => "archived",
        }
    }

    /// The state of a word.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.key() == key)
    }

    /// The condition in the database; the same as [`bavn_core::asset::answer()`] says for each asset.
    pub(super) fn condition(self, today: Date) -> Condition {
        let all = Condition::all();
        let critical = || asset::Column::Criticality.gte(i16::from(Grade::CRITICAL.get()));
        match self {
            Self::Critical => all.add(critical()),
            Self::Missing(question) => {
                let asked = concerned(question);
                match question {
                    Question::Mfa => asked.add(critical()).add(asset::Column::Mfa.ne(Mfa::All.key())),
                    Question::Logging => asked.add(
                        Condition::any()
                            .add(asset::Column::LogConnected.is_null())
                            .add(asset::Column::LogConnected.eq(false)),
                    ),
                    Question::Restore => asked.add(
                        Condition::any()
                            .add(asset::Column::LastRestoreTestOn.is_null())
                            .add(asset::Column::LastRestoreTestOn.lt(restore_since(today))),
                    ),
                    Question::Support => asked.add(
                        Condition::any()
                            .add(asset::Column::SupportedUntil.is_null())
                            .add(asset::Column::SupportedUntil.lte(support_soon(today))),
                    ),
                }
            }
            Self::NoOwner => all.add(asset::Column::OwnerId.is_null()),
            Self::NotGraded => all.add(asset::Column::Criticality.is_null()),
            Self::Alone => {
                let needs = dependency::Entity::find().select_only().column(dependency::Column::AssetId).into_query();
                let on = dependency::Entity::find().select_only().column(dependency::Column::OnId).into_query();
                all.add(asset::Column::Id.not_in_subquery(needs)).add(asset::Column::Id.not_in_subquery(on))
            }
            Self::Archived => all,
        }
    }
}

/// Live assets of the kinds that a question concerns.
fn concerned(question: Question) -> Condition {
    let kinds = Kind::ALL.iter().filter(|kind| question.concerns(**kind)).map(|kind| kind.key());
    Condition::all()
        .add(asset::Column::LifeCycle.is_in([LifeCycle::InUse.key(), LifeCycle::PhasingOut.key()]))
        .add(asset::Column::Kind.is_in(kinds))
}

/// Which assets to list; what is not set lets all through.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AssetFilter {
    /// Words in number, names, identifier elsewhere, values of own fields or the beginning of the description.
    pub words: String,
    /// Of this kind.
    pub kind: Option<Kind>,
    /// Of this own type.
    pub type_id: Option<AssetTypeId>,
    /// Of the kinds of this group.
    pub group: Option<KindGroup>,
    /// Graded at least so.
    pub criticality: Option<Grade>,
    /// In this unit or below it.
    pub unit: Option<UnitId>,
    /// Answered for by this person.
    pub owner: Option<PersonId>,
    /// Delivered by this supplier.
    pub supplier: Option<SupplierId>,
    /// Here in its life.
    pub life_cycle: Option<LifeCycle>,
    /// In this state; without one, those in use only.
    pub state: Option<AssetState>,
}

/// The order of a list of assets.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AssetSort {
    /// By name, in Danish order.
    #[default]
    Name,
    /// By number.
    Number,
    /// The most critical first, those not graded last.
    Criticality,
    /// By kind, then name.
    Kind,
    /// By the last day of support, the nearest first, those without one last.
    Support,
}

impl AssetSort {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Name, Self::Number, Self::Criticality, Self::Kind, Self::Support];

    /// The word for addresses.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Number => "number",
            Self::Criticality => "criticality",
            Self::Kind => "kind",
            Self::Support => "support",
        }
    }

    /// The order of a word.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sort| sort.key() == key)
    }
}

/// An asset in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AssetLine {
    /// The identifier.
    pub id: AssetId,
    /// Its number in the register.
    pub number: u32,
    /// The name.
    pub name: String,
    /// The person who answers for it.
    pub owner: Option<PersonId>,
    /// The administration that it belongs to.
    pub unit: Option<UnitId>,
    /// Who delivers it.
    pub supplier: Option<SupplierId>,
    /// Its own type.
    pub type_id: Option<AssetTypeId>,
    /// Its own grades: criticality, confidentiality, integrity, availability.
    pub grades: [Option<Grade>; 4],
    /// What the coverage is drawn from.
    pub posture: Posture,
    /// Raised by every change.
    pub version: i32,
}

#[derive(FromQueryResult)]
struct LineRow {
    id: Uuid,
    number: i32,
    name: String,
    kind: String,
    type_id: Option<Uuid>,
    owner_id: Option<Uuid>,
    unit_id: Option<Uuid>,
    supplier_id: Option<Uuid>,
    life_cycle: String,
    criticality: Option<i16>,
    confidentiality: Option<i16>,
    integrity: Option<i16>,
    availability: Option<i16>,
    mfa: String,
    log_connected: Option<bool>,
    last_restore_test_on: Option<Date>,
    supported_until: Option<Date>,
    version: i32,
}

const LINE: [asset::Column; 18] = [
    asset::Column::Id,
    asset::Column::Number,
    asset::Column::Name,
    asset::Column::Kind,
    asset::Column::TypeId,
    asset::Column::OwnerId,
    asset::Column::UnitId,
    asset::Column::SupplierId,
    asset::Column::LifeCycle,
    asset::Column::Criticality,
    asset::Column::Confidentiality,
    asset::Column::Integrity,
    asset::Column::Availability,
    asset::Column::Mfa,
    asset::Column::LogConnected,
    asset::Column::LastRestoreTestOn,
    asset::Column::SupportedUntil,
    asset::Column::Version,
];

impl LineRow {
    fn read(self) -> Result<AssetLine> {
        let unknown = |column, value: &str| DbError::UnknownValue { table: "asset", column, value: value.to_owned() };
        let grade = |column, value: Option<i16>| {
            let read = |grade: i16| Grade::from_i64(grade.into()).map_err(|_| unknown(column, &grade.to_string()));
            value.map(read).transpose()
        };
        let criticality = grade("criticality", self.criticality)?;
        Ok(AssetLine {
            id: self.id.into(),
            number: u32::try_from(self.number).map_err(|_| unknown("number", &self.number.to_string()))?,
            grades: [
                criticality,
                grade("confidentiality", self.confidentiality)?,
                grade("integrity", self.integrity)?,
                grade("availability", self.availability)?,
            ],
            posture: Posture {
                kind: Kind::from_key(&self.kind).ok_or_else(|| unknown("kind", &self.kind))?,
                life_cycle: LifeCycle::from_key(&self.life_cycle)
                    .ok_or_else(|| unknown("life_cycle", &self.life_cycle))?,
                criticality,
                mfa: Mfa::from_key(&self.mfa).ok_or_else(|| unknown("mfa", &self.mfa))?,
                log_connected: self.log_connected,
                last_restore_test_on: self.last_restore_test_on,
                supported_until: self.supported_until,
            },
            name: self.name,
            owner: self.owner_id.map(Into::into),
            unit: self.unit_id.map(Into::into),
            supplier: self.supplier_id.map(Into::into),
            type_id: self.type_id.map(Into::into),
            version: self.version,
        })
    }
}

/// Assets as a list, a page at a time.
///
/// # Errors
/// [`crate::Error::NotFound`] for those who may read no assets, or the database failed.
pub async fn list_assets(
    app: &App,
    ctx: &Context,
    filter: &AssetFilter,
    sort: AssetSort,
    page: PageRequest,
) -> Result<Page<AssetLine>> {
    let permit = ctx.authorize_read(Action::AssetRead, Resource::Any, "asset")?;
    let query = narrowed(app, ctx, &permit, filter).await?;
    let count = query.clone().count(app.db().read());
    let rows = sorted(query, sort).offset(page.offset()).limit(page.size()).select_only().columns(LINE);
    // At the same time: both go through all that match.
    let (total, rows) = tokio::try_join!(count, rows.into_model::<LineRow>().all(app.db().read()))?;
    Ok(Page { rows: rows.into_iter().map(LineRow::read).collect::<Result<_>>()?, total, request: page })
}

/// Every asset that a filter lets through, in full, in the order asked for: for files.
///
/// # Errors
/// As [`list_assets`].
pub async fn select_assets(
    app: &App,
    ctx: &Context,
    filter: &AssetFilter,
    sort: AssetSort,
) -> Result<Vec<super::Asset>> {
    let permit = ctx.authorize_read(Action::AssetRead, Resource::Any, "asset")?;
    let query = sorted(narrowed(app, ctx, &permit, filter).await?, sort);
    query.all(app.db().read()).await?.into_iter().map(super::types::from_row).collect()
}

/// Every asset in use as a line, in order of number: for maps and coverage.
pub(super) async fn all_lines(app: &App, permit: &Permit) -> Result<Vec<AssetLine>> {
    let query = asset::Entity::find()
        .filter(visible(permit))
        .filter(asset::Column::ArchivedAt.is_null())
        .order_by_asc(asset::Column::Number)
        .select_only()
        .columns(LINE);
    query.into_model::<LineRow>().all(app.db().read()).await?.into_iter().map(LineRow::read).collect()
}

/// Every asset in use as a line, whoever asks: for what is counted over the whole municipality.
pub(super) async fn every_line(app: &App) -> Result<Vec<AssetLine>> {
    let query = asset::Entity::find().filter(asset::Column::ArchivedAt.is_null()).select_only().columns(LINE);
    query.into_model::<LineRow>().all(app.db().read()).await?.into_iter().map(LineRow::read).collect()
}

/// Every asset in use that stands on something or on which something stands, whoever asks, in order of number.
pub(super) async fn linked_lines(app: &App) -> Result<Vec<AssetLine>> {
    let query = asset::Entity::find()
        .filter(linked())
        .filter(asset::Column::ArchivedAt.is_null())
        .order_by_asc(asset::Column::Number)
        .select_only()
        .columns(LINE);
    query.into_model::<LineRow>().all(app.db().read()).await?.into_iter().map(LineRow::read).collect()
}

/// The condition that an asset stands on something or something stands on it.
fn linked() -> Condition {
    let needs = dependency::Entity::find().select_only().column(dependency::Column::AssetId).into_query();
    let on = dependency::Entity::find().select_only().column(dependency::Column::OnId).into_query();
    Condition::any().add(asset::Column::Id.in_subquery(needs)).add(asset::Column::Id.in_subquery(on))
}

/// Every asset in use that is linked to another, or that a supplier delivers or a contract covers, whoever asks, in order of number.
pub(super) async fn delivered_lines(conn: &impl ConnectionTrait) -> Result<Vec<AssetLine>> {
    let needs = dependency::Entity::find().select_only().column(dependency::Column::AssetId).into_query();
    let on = dependency::Entity::find().select_only().column(dependency::Column::OnId).into_query();
    let covered = contract_asset::Entity::find().select_only().column(contract_asset::Column::AssetId).into_query();
    let wanted = Condition::any()
        .add(asset::Column::SupplierId.is_not_null())
        .add(asset::Column::Id.in_subquery(covered))
        .add(asset::Column::Id.in_subquery(needs))
        .add(asset::Column::Id.in_subquery(on));
    let query = asset::Entity::find()
        .filter(wanted)
        .filter(asset::Column::ArchivedAt.is_null())
        .order_by_asc(asset::Column::Number)
        .select_only()
        .columns(LINE);
    query.into_model::<LineRow>().all(conn).await?.into_iter().map(LineRow::read).collect()
}

/// How many assets in use there are, and how many are in each of [`AssetState::ALL`]; three statements, or one when nothing was changed since they
/// were counted last.
///
/// # Errors
/// As [`list_assets`].
pub async fn count_assets(app: &App, ctx: &Context) -> Result<(u64, Vec<(AssetState, u64)>)> {
    let permit = ctx.authorize_read(Action::AssetRead, Resource::Any, "asset")?;
    match permit.units() {
        None => kept_counts(app, ctx.today(), counted(app, ctx, &permit)).await,
        Some(_) => counted(app, ctx, &permit).await,
    }
}

async fn counted(app: &App, ctx: &Context, permit: &Permit) -> Result<(u64, Vec<(AssetState, u64)>)> {
    let summed = |condition: Condition| -> SimpleExpr {
        SimpleExpr::Case(Box::new(Expr::case(condition, 1).finally(0))).sum().cast_as("bigint")
    };
    let in_use = || Condition::all().add(asset::Column::ArchivedAt.is_null());
    let mut query = asset::Entity::find().filter(visible(permit)).select_only().expr_as(summed(in_use()), "in_use");
    for state in AssetState::ALL.into_iter().filter(|state| *state != AssetState::Alone) {
        let condition = match state {
            AssetState::Archived => Condition::all().add(asset::Column::ArchivedAt.is_not_null()),
            other => in_use().add(other.condition(ctx.today())),
        };
        query = query.expr_as(summed(condition), state.key());
    }
    let row = app.db().read();
    let found = ConnectionTrait::query_one(row, &query.into_query()).await?;
    let number = |name: &str| -> Result<u64> {
        let Some(row) = &found else { return Ok(0) };
        let count: Option<i64> = row.try_get("", name)?;
        Ok(count.and_then(|count| u64::try_from(count).ok()).unwrap_or(0))
    };
    let in_use_count = number("in_use")?;
    // Those that are linked are few and found by their identifiers; to look for every asset among the dependencies takes as long as all the rest.
    let some = asset::Entity::find().filter(visible(permit)).filter(asset::Column::ArchivedAt.is_null());
    let alone = in_use_count.saturating_sub(some.filter(linked()).count(app.db().read()).await?);
    let states = AssetState::ALL.into_iter().map(|state| match state {
        AssetState::Alone => Ok((state, alone)),
        other => Ok((other, number(other.key())?)),
    });
    Ok((in_use_count, states.collect::<Result<_>>()?))
}

pub(super) async fn narrowed(
    app: &App,
    ctx: &Context,
    permit: &Permit,
    filter: &AssetFilter,
) -> Result<Select<asset::Entity>> {
    let mut query = asset::Entity::find().filter(visible(permit));
    query = match filter.state {
        Some(AssetState::Archived) => query.filter(asset::Column::ArchivedAt.is_not_null()),
        Some(state) => query.filter(asset::Column::ArchivedAt.is_null()).filter(state.condition(ctx.today())),
        None => query.filter(asset::Column::ArchivedAt.is_null()),
    };
    if !filter.words.trim().is_empty() {
        query = query.filter(dialect::contains_words(asset::Column::SearchText, &filter.words));
    }
    if let Some(kind) = filter.kind {
        query = query.filter(asset::Column::Kind.eq(kind.key()));
    }
    if let Some(own) = filter.type_id {
        query = query.filter(asset::Column::TypeId.eq(own.0));
    }
    if let Some(group) = filter.group {
        let kinds = Kind::ALL.iter().filter(|kind| kind.group() == group).map(|kind| kind.key());
        query = query.filter(asset::Column::Kind.is_in(kinds));
    }
    if let Some(grade) = filter.criticality {
        query = query.filter(asset::Column::Criticality.gte(i16::from(grade.get())));
    }
    if let Some(unit) = filter.unit {
        let below = unit_tree(app.db().read()).await?.with_descendants(unit);
        query = query.filter(asset::Column::UnitId.is_in(below.into_iter().map(|unit| unit.0)));
    }
    if let Some(owner) = filter.owner {
        query = query.filter(asset::Column::OwnerId.eq(owner.0));
    }
    if let Some(supplier) = filter.supplier {
        query = query.filter(asset::Column::SupplierId.eq(supplier.0));
    }
    if let Some(life_cycle) = filter.life_cycle {
        query = query.filter(asset::Column::LifeCycle.eq(life_cycle.key()));
    }
    Ok(query)
}

pub(super) fn sorted(query: Select<asset::Entity>, sort: AssetSort) -> Select<asset::Entity> {
    let by_name = |query: Select<asset::Entity>| query.order_by_asc(dialect::danish_order("name"));
    let query = match sort {
        AssetSort::Name => by_name(query),
        AssetSort::Number => query,
        AssetSort::Criticality => {
            by_name(query.order_by_with_nulls(asset::Column::Criticality, Order::Desc, NullOrdering::Last))
        }
        AssetSort::Kind => by_name(query.order_by_asc(asset::Column::Kind)),
        AssetSort::Support => {
            by_name(query.order_by_with_nulls(asset::Column::SupportedUntil, Order::Asc, NullOrdering::Last))
        }
    };
    query.order_by_asc(asset::Column::Number)
}
