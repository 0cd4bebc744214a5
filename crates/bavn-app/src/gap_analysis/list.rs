use super::{
    Analysis,
    entity::analysis,
    kept_figures::Figures,
    load::{KIND, answers_of, area_weights},
    types, view,
};
use crate::{
    App, Context, Result,
    catalogue::{CatalogueView, load_view},
    organisation::unit,
    page::{Page, PageRequest},
};
use bavn_core::{
    access::{Action, Permit, Resource},
    gap_analysis::{Counts, Score, evaluate},
};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait as _, QueryFilter, QueryOrder, QuerySelect, Select};
use serde::Serialize;

/// An analysis with its figures.
#[derive(Clone, Debug, Serialize)]
pub struct AnalysisSummary {
    /// The analysis.
    pub analysis: Analysis,
    /// The name of the unit it covers; `None` for the whole municipality.
    pub unit_name: Option<String>,
    /// The total score.
    pub score: Option<Score>,
    /// The total target.
    pub target: Option<Score>,
    /// How many of how many controls are assessed.
    pub counts: Counts,
}

/// The analyses that the actor may read, newest first, a page at a time.
///
/// # Errors
/// [`crate::Error::NotFound`] for those who may read none, or the database failed.
pub async fn list_analyses(app: &App, ctx: &Context, page: PageRequest) -> Result<Page<AnalysisSummary>> {
    let permit = ctx.authorize_read(Action::AnalysisRead, Resource::Any, KIND)?;
    let query = readable(&permit);
    let total = query.clone().count(app.db().read()).await?;
    let query = newest_first(query).offset(page.offset()).limit(page.size());
    let found = query.find_also_related(unit::Entity).all(app.db().read()).await?;
    Ok(Page { rows: summaries(app, found).await?, total, request: page })
}

/// Those analyses that a permit reaches.
pub(super) fn readable(permit: &Permit) -> Select<analysis::Entity> {
    let query = analysis::Entity::find();
    match permit.units() {
        None => query,
        Some(units) => query.filter(analysis::Column::UnitId.is_in(units.into_iter().map(|unit| unit.0))),
    }
}

/// By the date they describe, then by when they were begun.
pub(super) fn newest_first(query: Select<analysis::Entity>) -> Select<analysis::Entity> {
    query.order_by_desc(analysis::Column::AssessedOn).order_by_desc(analysis::Column::CreatedAt)
}

/// The figures of several analyses, in at most three statements. Those of completed analyses are kept from one reading to the next.
pub(super) async fn summaries(
    app: &App,
    found: Vec<(analysis::Model, Option<unit::Model>)>,
) -> Result<Vec<AnalysisSummary>> {
    let catalogue = load_view(app).await?;
    summaries_in(app, &catalogue, found).await
}

/// The same under a catalogue that is read already.
pub(super) async fn summaries_in(
    app: &App,
    catalogue: &CatalogueView,
    found: Vec<(analysis::Model, Option<unit::Model>)>,
) -> Result<Vec<AnalysisSummary>> {
    let kept = app.kept_figures();
    let mut rows = Vec::with_capacity(found.len());
    let mut open = Vec::new();
    for (row, unit) in found {
        let analysis = types::from_row(row)?;
        let figures = kept.get(&analysis, catalogue.revision);
        if figures.is_none() {
            open.push(analysis.id.0);
        }
        rows.push((analysis, unit.map(|unit| unit.name), figures));
    }
    let (mut weights, mut answers) = if open.is_empty() {
        Default::default()
    } else {
        (area_weights(app.db().read(), &open).await?, answers_of(app.db().read(), &open).await?)
    };
    rows.into_iter()
        .map(|(analysis, unit_name, figures)| {
            let figures = match figures {
                Some(figures) => figures,
                None => {
                    let weights = weights.remove(&analysis.id).unwrap_or_default();
                    let answers = answers.remove(&analysis.id).unwrap_or_default();
                    let evaluation = evaluate(&view::inputs(&weights, &answers, catalogue, analysis.is_open()))?;
                    let figures =
                        Figures { score: evaluation.score(), target: evaluation.target(), counts: evaluation.counts };
                    kept.put(&analysis, catalogue.revision, figures);
                    figures
                }
            };
            let Figures { score, target, counts } = figures;
            Ok(AnalysisSummary { analysis, unit_name, score, target, counts })
        })
        .collect()
}
