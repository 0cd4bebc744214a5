use super::{
    Task,
    entity::task,
    facts::kept_facts,
    load::{KIND, visible, with_parts},
};
use crate::{
    App, Context, Result,
    organisation::unit_tree,
    page::{Page, PageRequest},
};
use bavn_core::{
    access::{Action, Permit, Resource},
    continuity::task::TaskState,
    ids::{PersonId, UnitId},
};
use bavn_db::dialect;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, Order, PaginatorTrait as _, QueryFilter, QueryOrder,
    QuerySelect, QueryTrait as _, Select,
    sea_query::{Expr, ExprTrait as _, NullOrdering, SimpleExpr},
};
use std::collections::HashMap;
use time::Date;
use uuid::Uuid;

/// A state of affairs that a list of tasks can be narrowed to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TaskShow {
    /// The impact analysis is being written.
    Draft,
    /// It waits for the manager.
    Submitted,
    /// It is approved as it stands.
    Approved,
    /// The day on which it was to be looked at again has passed.
    ReviewDue,
    /// Nobody answers for it.
    NoOwner,
    /// There is no fallback.
    NoFallback,
    /// Out of use.
    Archived,
}

impl TaskShow {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Self; 7] = [
        Self::Draft,
        Self::Submitted,
        Self::Approved,
        Self::ReviewDue,
        Self::NoOwner,
        Self::NoFallback,
        Self::Archived,
    ];

    /// The word for addresses.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Submitted => "submitted",
            Self::Approved => "approved",
            Self::ReviewDue => "review_due",
            Self::NoOwner => "no_owner",
            Self::NoFallback => "no_fallback",
            Self::Archived => "archived",
        }
    }

    /// The state of a word.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.key() == key)
    }

    fn condition(self, today: Date) -> Condition {
        let all = Condition::all();
        match self {
            Self::Draft => all.add(task::Column::State.eq(TaskState::Draft.key())),
            Self::Submitted => all.add(task::Column::State.eq(TaskState::Submitted.key())),
            Self::Approved => all.add(task::Column::State.eq(TaskState::Approved.key())),
            Self::ReviewDue => all.add(task::Column::ReviewOn.lt(today)),
            Self::NoOwner => all.add(task::Column::OwnerId.is_null()),
            Self::NoFallback => all.add(task::Column::Fallback.eq("")),
            Self::Archived => all,
        }
    }
}

/// Which tasks to list; what is not set lets all through.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TaskFilter {
    /// Words in number, name, duty or the beginning of the description.
    pub words: String,
    /// In this unit or below it.
    pub unit: Option<UnitId>,
    /// Answered for by this person.
    pub owner: Option<PersonId>,
    /// In this state; without one, those in use only.
    pub show: Option<TaskShow>,
}

/// The order of a list of tasks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TaskSort {
    /// By name, in Danish order.
    #[default]
    Name,
    /// By number.
    Number,
    /// The shortest longest acceptable outage first, those without one last.
    Mtpd,
    /// The shortest recovery time first, those without one last.
    Rto,
    /// The most citizens first, those without a number last.
    Citizens,
    /// By the day of the next review, the nearest first, those without one last.
    Review,
}

impl TaskSort {
    /// All of them.
    pub const ALL: [Self; 6] = [Self::Name, Self::Number, Self::Mtpd, Self::Rto, Self::Citizens, Self::Review];

    /// The word for addresses.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Number => "number",
            Self::Mtpd => "mtpd",
            Self::Rto => "rto",
            Self::Citizens => "citizens",
            Self::Review => "review",
        }
    }

    /// The order of a word.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sort| sort.key() == key)
    }
}

/// Critical tasks as a list, a page at a time, each with its impact and needs.
///
/// # Errors
/// [`crate::Error::NotFound`] for those who may read no tasks, or the database failed.
pub async fn list_tasks(
    app: &App,
    ctx: &Context,
    filter: &TaskFilter,
    sort: TaskSort,
    page: PageRequest,
) -> Result<Page<Task>> {
    let permit = ctx.authorize_read(Action::ContinuityRead, Resource::Any, KIND)?;
    let query = narrowed(app, ctx, &permit, filter).await?;
    let total = query.clone().count(app.db().read()).await?;
    let rows = in_full(app, sorted(query, sort).offset(page.offset()).limit(page.size())).await?;
    Ok(Page { rows, total, request: page })
}

/// Every task that a filter lets through, in full, in the order asked for: for files and the heat map.
///
/// # Errors
/// As [`list_tasks`].
pub async fn select_tasks(app: &App, ctx: &Context, filter: &TaskFilter, sort: TaskSort) -> Result<Vec<Task>> {
    let permit = ctx.authorize_read(Action::ContinuityRead, Resource::Any, KIND)?;
    in_full(app, sorted(narrowed(app, ctx, &permit, filter).await?, sort)).await
}

/// The tasks of a query with all their parts: from the facts where those are kept, otherwise from the database.
async fn in_full(app: &App, query: Select<task::Entity>) -> Result<Vec<Task>> {
    let conn = app.db().read();
    let Some(all) = kept_facts(app).await? else { return with_parts(conn, query.all(conn).await?).await };
    let ids: Vec<Uuid> = query.clone().select_only().column(task::Column::Id).into_tuple().all(conn).await?;
    let kept: HashMap<Uuid, &Task> = all.tasks.iter().map(|task| (task.id.0, task)).collect();
    match ids.iter().map(|id| kept.get(id).map(|task| (*task).clone())).collect() {
        Some(tasks) => Ok(tasks),
        // Some are out of use, or were made this moment.
        None => with_parts(conn, query.all(conn).await?).await,
    }
}

/// How many tasks in use there are, and how many are in each of [`TaskShow::ALL`]; one statement.
///
/// # Errors
/// As [`list_tasks`].
pub async fn count_tasks(app: &App, ctx: &Context) -> Result<(u64, Vec<(TaskShow, u64)>)> {
    let permit = ctx.authorize_read(Action::ContinuityRead, Resource::Any, KIND)?;
    let counted = |condition: Condition| -> SimpleExpr {
        SimpleExpr::Case(Box::new(Expr::case(condition, 1).finally(0))).sum().cast_as("bigint")
    };
    let in_use = || Condition::all().add(task::Column::ArchivedAt.is_null());
    let mut query = task::Entity::find().filter(visible(&permit)).select_only().expr_as(counted(in_use()), "in_use");
    for show in TaskShow::ALL {
        let condition = match show {
            TaskShow::Archived => Condition::all().add(task::Column::ArchivedAt.is_not_null()),
            other => in_use().add(other.condition(ctx.today())),
        };
        query = query.expr_as(counted(condition), show.key());
    }
    let found = ConnectionTrait::query_one(app.db().read(), &query.into_query()).await?;
    let number = |name: &str| -> Result<u64> {
        let Some(row) = &found else { return Ok(0) };
        let count: Option<i64> = row.try_get("", name)?;
        Ok(count.and_then(|count| u64::try_from(count).ok()).unwrap_or(0))
    };
    let shown = TaskShow::ALL.into_iter().map(|show| Ok((show, number(show.key())?)));
    Ok((number("in_use")?, shown.collect::<Result<_>>()?))
}

/// The tasks that a filter lets through and the actor may read.
pub(super) async fn narrowed(
    app: &App,
    ctx: &Context,
    permit: &Permit,
    filter: &TaskFilter,
) -> Result<Select<task::Entity>> {
    let mut query = task::Entity::find().filter(visible(permit));
    query = match filter.show {
        Some(TaskShow::Archived) => query.filter(task::Column::ArchivedAt.is_not_null()),
        Some(show) => query.filter(task::Column::ArchivedAt.is_null()).filter(show.condition(ctx.today())),
        None => query.filter(task::Column::ArchivedAt.is_null()),
    };
    if !filter.words.trim().is_empty() {
        query = query.filter(dialect::contains_words(task::Column::SearchText, &filter.words));
    }
    if let Some(unit) = filter.unit {
        let below = unit_tree(app.db().read()).await?.with_descendants(unit);
        query = query.filter(task::Column::UnitId.is_in(below.into_iter().map(|unit| unit.0)));
    }
    if let Some(owner) = filter.owner {
        query = query.filter(task::Column::OwnerId.eq(owner.0));
    }
    Ok(query)
}

pub(super) fn sorted(query: Select<task::Entity>, sort: TaskSort) -> Select<task::Entity> {
    let last = NullOrdering::Last;
    let query = match sort {
        TaskSort::Name | TaskSort::Number => query,
        TaskSort::Mtpd => query.order_by_with_nulls(task::Column::MtpdMinutes, Order::Asc, last),
        TaskSort::Rto => query.order_by_with_nulls(task::Column::RtoMinutes, Order::Asc, last),
        TaskSort::Citizens => query.order_by_with_nulls(task::Column::Citizens, Order::Desc, last),
        TaskSort::Review => query.order_by_with_nulls(task::Column::ReviewOn, Order::Asc, last),
    };
    let query = if sort == TaskSort::Number { query } else { query.order_by_asc(dialect::danish_order("name")) };
    query.order_by_asc(task::Column::Number)
}
