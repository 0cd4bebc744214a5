use super::{entity::coverage, list::every_line};
use crate::{App, Context, Error, Result};
use bavn_core::{
    access::{Action, Resource},
    asset::{Coverage, Question, answer},
};
use bavn_db::DbError;
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel as _, QueryFilter, QueryOrder, sea_query::OnConflict};
use std::collections::BTreeMap;
use time::{Date, Duration};

/// Days that a trend goes back.
const DAYS: i64 = 760;

/// How the questions of coverage stood on a day, in the order of [`Question::ALL`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CoverageDay {
    /// The day.
    pub day: Date,
    /// The answers of the whole municipality to each question.
    pub coverage: [Coverage; 4],
}

/// Keeps how the coverage of the whole municipality stands today; a day that is kept already is written over. It is counted from the register and
/// decided by nobody: the log need not hold it.
///
/// # Errors
/// The database failed.
pub async fn keep_coverage(app: &App, today: Date) -> Result<()> {
    let lines = every_line(app).await?;
    let count = |question: Question| {
        let mut coverage = Coverage::default();
        lines.iter().filter_map(|line| answer(question, &line.posture, today)).for_each(|one| coverage.count(one));
        coverage
    };
    keep_days(app, &[CoverageDay { day: today, coverage: Question::ALL.map(count) }]).await
}

/// Keeps several days at once; for demonstrations.
///
/// # Errors
/// The database failed.
pub async fn keep_days(app: &App, days: &[CoverageDay]) -> Result<()> {
    let number = |count: usize| i32::try_from(count).unwrap_or(i32::MAX);
    let rows = days.iter().flat_map(|day| {
        Question::ALL.into_iter().zip(day.coverage).map(|(question, coverage)| coverage::Model {
            on_day: day.day,
            question: question.key().to_owned(),
            good: number(coverage.good),
            partly: number(coverage.partly),
            unknown: number(coverage.unknown),
            bad: number(coverage.bad),
        })
    });
    let rows: Vec<_> = rows.map(coverage::Model::into_active_model).collect();
    if rows.is_empty() {
        return Ok(());
    }
    let counts = [coverage::Column::Good, coverage::Column::Partly, coverage::Column::Unknown, coverage::Column::Bad];
    let over =
        OnConflict::columns([coverage::Column::OnDay, coverage::Column::Question]).update_columns(counts).to_owned();
    coverage::Entity::insert_many(rows).on_conflict(over).exec_without_returning(app.db().housekeeping()).await?;
    Ok(())
}

/// How the coverage stood on the last kept day of each month of the last two years, oldest first. Only for those who read the whole register: it is
/// counted over the whole municipality; nothing for others.
///
/// # Errors
/// [`Error::NotFound`] for those who may read no assets, or the database failed.
pub async fn list_coverage(app: &App, ctx: &Context) -> Result<Vec<CoverageDay>> {
    let permit = ctx.authorize_read(Action::AssetRead, Resource::Any, "asset")?;
    if permit.units().is_some() {
        return Ok(Vec::new());
    }
    let since = ctx.today().checked_sub(Duration::days(DAYS)).unwrap_or(Date::MIN);
    let rows = coverage::Entity::find()
        .filter(coverage::Column::OnDay.gte(since))
        .order_by_asc(coverage::Column::OnDay)
        .all(app.db().read())
        .await?;
    let mut days: BTreeMap<Date, [Coverage; 4]> = BTreeMap::new();
    for row in rows {
        let unknown =
            || DbError::UnknownValue { table: "asset_coverage", column: "question", value: row.question.clone() };
        let place = Question::ALL.iter().position(|question| question.key() == row.question);
        let place = place.ok_or_else(unknown).map_err(Error::from)?;
        let number = |count: i32| usize::try_from(count).unwrap_or(0);
        let (good, partly) = (number(row.good), number(row.partly));
        let coverage = Coverage { good, partly, unknown: number(row.unknown), bad: number(row.bad) };
        days.entry(row.on_day).or_default()[place] = coverage;
    }
    let mut months: BTreeMap<(i32, u8), CoverageDay> = BTreeMap::new();
    for (day, coverage) in days {
        months.insert((day.year(), u8::from(day.month())), CoverageDay { day, coverage });
    }
    Ok(months.into_values().collect())
}
