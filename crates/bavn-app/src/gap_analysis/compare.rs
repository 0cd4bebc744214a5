use super::{
    Analysis, AnalysisView,
    entity::analysis,
    list::{newest_first, readable},
    load::{get_analysis, view_of},
    types,
};
use crate::{App, Context, Result, organisation::unit};
use bavn_core::{
    access::{Action, Resource},
    gap_analysis::{Comparison, compare},
    ids::AnalysisId,
};
use sea_orm::{ColumnTrait, QueryFilter, QuerySelect};

/// Two analyses and what changed from the earlier to the later.
#[derive(Clone, Debug)]
pub struct AnalysisComparison {
    /// The earlier analysis.
    pub earlier: AnalysisView,
    /// The later analysis.
    pub later: AnalysisView,
    /// What changed.
    pub comparison: Comparison,
}

/// What changed since an earlier analysis: the one named, or else the one whose answers it began with, or else the newest
/// earlier one of the same scope. `None` when there is none to compare with.
///
/// # Errors
/// [`crate::Error::NotFound`] when there is no such analysis or the actor may not read one of them, or the database failed.
pub async fn compare_with_previous(
    app: &App,
    ctx: &Context,
    id: AnalysisId,
    with: Option<AnalysisId>,
) -> Result<Option<AnalysisComparison>> {
    let later = get_analysis(app, ctx, id).await?;
    let found = comparison_of(app, ctx, &later, with).await?;
    Ok(found.map(|(earlier, comparison)| AnalysisComparison { earlier, later, comparison }))
}

/// As [`compare_with_previous`], for an analysis that is loaded already: the earlier one and what changed since.
///
/// # Errors
/// As [`compare_with_previous`].
pub async fn comparison_of(
    app: &App,
    ctx: &Context,
    later: &AnalysisView,
    with: Option<AnalysisId>,
) -> Result<Option<(AnalysisView, Comparison)>> {
    let earlier = match with {
        Some(with) => Some(get_analysis(app, ctx, with).await?),
        None => previous(app, ctx, &later.analysis).await?,
    };
    Ok(earlier.map(|earlier| {
        let comparison = compare(&earlier.evaluation, &later.evaluation);
        (earlier, comparison)
    }))
}

async fn previous(app: &App, ctx: &Context, analysis: &Analysis) -> Result<Option<AnalysisView>> {
    let permit = ctx.authorize_read(Action::AnalysisRead, Resource::Any, "analysis")?;
    let query = readable(&permit).filter(analysis::Column::Id.ne(analysis.id.0));
    let query = match (analysis.previous_id, analysis.unit_id) {
        (Some(previous), _) => query.filter(analysis::Column::Id.eq(previous.0)),
        (None, Some(unit)) => query.filter(analysis::Column::UnitId.eq(unit.0)),
        (None, None) => query.filter(analysis::Column::UnitId.is_null()),
    };
    let query = match analysis.previous_id {
        Some(_) => query,
        None => query.filter(analysis::Column::AssessedOn.lt(analysis.assessed_on)),
    };
    let found = newest_first(query).limit(1).find_also_related(unit::Entity).all(app.db().read()).await?.pop();
    let Some((row, unit)) = found else { return Ok(None) };
    Ok(Some(view_of(app, types::from_row(row)?, unit.map(|unit| unit.name)).await?))
}
