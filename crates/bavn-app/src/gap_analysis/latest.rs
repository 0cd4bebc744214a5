use super::{
    AnalysisSummary, AnalysisView,
    entity::analysis,
    list::{newest_first, readable, summaries, summaries_in},
    load::{KIND, view_of},
    types,
};
use crate::{App, Context, Result, organisation::unit};
use bavn_core::access::{Action, Permit, Resource};
use sea_orm::{ColumnTrait, QueryFilter, QuerySelect};

/// The analysis that tells where the municipality stands: the newest one of the whole municipality. Somebody who may not read
/// that gets the newest one of their own units.
///
/// # Errors
/// The database failed. Those who may read no analysis get `None`.
pub async fn latest_analysis(app: &App, ctx: &Context) -> Result<Option<AnalysisView>> {
    let Some((row, unit)) = newest(app, ctx).await? else { return Ok(None) };
    Ok(Some(view_of(app, types::from_row(row)?, unit.map(|unit| unit.name)).await?))
}

/// The figures of the same analysis as [`latest_analysis`].
///
/// # Errors
/// As [`latest_analysis`].
pub async fn latest_summary(app: &App, ctx: &Context) -> Result<Option<AnalysisSummary>> {
    let Some(found) = newest(app, ctx).await? else { return Ok(None) };
    Ok(summaries(app, vec![found]).await?.pop())
}

/// Earlier analyses of the same scope with their figures, oldest first: the last ones before it, at most so many.
///
/// # Errors
/// [`crate::Error::NotFound`] for those who may read no analysis, or the database failed.
pub async fn earlier_analyses(
    app: &App,
    ctx: &Context,
    view: &AnalysisView,
    at_most: u64,
) -> Result<Vec<AnalysisSummary>> {
    let permit = ctx.authorize_read(Action::AnalysisRead, Resource::Any, KIND)?;
    let same = match view.analysis.unit_id {
        Some(unit) => analysis::Column::UnitId.eq(unit.0),
        None => analysis::Column::UnitId.is_null(),
    };
    let before = readable(&permit).filter(same).filter(analysis::Column::AssessedOn.lt(view.analysis.assessed_on));
    let query = newest_first(before).limit(at_most).find_also_related(unit::Entity);
    let mut found = summaries_in(app, &view.catalogue, query.all(app.db().read()).await?).await?;
    found.reverse();
    Ok(found)
}

async fn newest(app: &App, ctx: &Context) -> Result<Option<(analysis::Model, Option<unit::Model>)>> {
    let Ok(permit) = ctx.authorize(Action::AnalysisRead, Resource::Any) else { return Ok(None) };
    let query = newest_first(chosen(&permit)).limit(1);
    Ok(query.find_also_related(unit::Entity).all(app.db().read()).await?.pop())
}

fn chosen(permit: &Permit) -> sea_orm::Select<analysis::Entity> {
    let query = readable(permit);
    if permit.units().is_none() { query.filter(analysis::Column::UnitId.is_null()) } else { query }
}
