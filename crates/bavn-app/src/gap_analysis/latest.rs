use super::{
    AnalysisSummary, AnalysisView,
    entity::analysis,
    list::{newest_first, readable, summaries},
    load::view_of,
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

async fn newest(app: &App, ctx: &Context) -> Result<Option<(analysis::Model, Option<unit::Model>)>> {
    let Ok(permit) = ctx.authorize(Action::AnalysisRead, Resource::Any) else { return Ok(None) };
    let query = newest_first(chosen(&permit)).limit(1);
    Ok(query.find_also_related(unit::Entity).all(app.db().read()).await?.pop())
}

fn chosen(permit: &Permit) -> sea_orm::Select<analysis::Entity> {
    let query = readable(permit);
    if permit.units().is_none() { query.filter(analysis::Column::UnitId.is_null()) } else { query }
}
