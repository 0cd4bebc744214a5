use super::{MeasureFilter, MeasureSort, get_plan_view};
use crate::{
    App, Context, Result,
    measure::Measure,
    page::{Page, PageRequest},
};
use bavn_core::ids::PlanId;

/// The measures of a plan that the actor may read, a page at a time.
///
/// # Errors
/// [`crate::Error::NotFound`] when there is no such plan or the actor may read none, or the database failed.
pub async fn list_measures(
    app: &App,
    ctx: &Context,
    plan: PlanId,
    filter: &MeasureFilter,
    sort: MeasureSort,
    page: PageRequest,
) -> Result<Page<Measure>> {
    let view = get_plan_view(app, ctx, plan).await?;
    let found = view.select(filter, sort);
    let (skip, take) = (to_usize(page.offset()), to_usize(page.size()));
    let rows = found.iter().skip(skip).take(take).map(|&at| view.measures[at].clone()).collect();
    Ok(Page { rows, total: found.len() as u64, request: page })
}

fn to_usize(number: u64) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}
