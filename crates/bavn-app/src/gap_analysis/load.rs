use super::{
    Analysis, AnalysisView, Answer, answer,
    direct::direct_answers,
    entity::{analysis, analysis_area, answer as answer_row},
    types,
};
use crate::{App, Context, Error, Result, catalogue::load_view, organisation::unit};
use bavn_core::{
    access::Action,
    gap_analysis::Weight,
    ids::{AnalysisId, AreaId},
};
use bavn_db::DbError;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use std::collections::HashMap;
use uuid::Uuid;

pub(super) const KIND: &str = "analysis";

/// An analysis with its answers and what they give.
///
/// # Errors
/// [`Error::NotFound`] when there is none or the actor may not read it, or the database failed.
pub async fn get_analysis(app: &App, ctx: &Context, id: AnalysisId) -> Result<AnalysisView> {
    let (analysis, unit_name) = find_readable(app, ctx, id).await?;
    view_of(app, analysis, unit_name).await
}

/// An analysis that the actor may read, with the name of its unit.
pub(super) async fn find_readable(app: &App, ctx: &Context, id: AnalysisId) -> Result<(Analysis, Option<String>)> {
    let found = analysis::Entity::find_by_id(id.0).find_also_related(unit::Entity).one(app.db().read()).await?;
    let (row, unit) = found.ok_or(Error::NotFound { kind: KIND })?;
    let analysis = types::from_row(row)?;
    let _ = ctx.authorize_read(Action::AnalysisRead, analysis.resource(), KIND)?;
    Ok((analysis, unit.map(|unit| unit.name)))
}

/// An analysis that the actor may change.
pub(super) async fn find_version(conn: &impl ConnectionTrait, id: AnalysisId, version: i32) -> Result<analysis::Model> {
    let row = analysis::Entity::find_by_id(id.0).one(conn).await?.ok_or(Error::NotFound { kind: KIND })?;
    if row.version == version { Ok(row) } else { Err(Error::Conflict { kind: KIND, current: row.version }) }
}

pub(super) async fn view_of(app: &App, analysis: Analysis, unit_name: Option<String>) -> Result<AnalysisView> {
    let catalogue = load_view(app).await?;
    let conn = app.db().read();
    let weights = area_weights(conn, &[analysis.id.0]).await?.remove(&analysis.id).unwrap_or_default();
    let answers = answers_of(conn, &[analysis.id.0]).await?.remove(&analysis.id).unwrap_or_default();
    let direct = direct_answers(conn, analysis.id).await?;
    AnalysisView::new(analysis, unit_name, &weights, answers, direct, catalogue)
}

/// The weights of the areas in each of several analyses.
pub(super) async fn area_weights(
    conn: &impl ConnectionTrait,
    analyses: &[Uuid],
) -> Result<HashMap<AnalysisId, HashMap<AreaId, Weight>>> {
    let mut weights: HashMap<AnalysisId, HashMap<AreaId, Weight>> = HashMap::new();
    let chosen = analysis_area::Column::AnalysisId.is_in(analyses.iter().copied());
    for row in analysis_area::Entity::find().filter(chosen).all(conn).await? {
        let weight = Weight::from_i64(row.weight.into()).map_err(|_| DbError::UnknownValue {
            table: "analysis_area",
            column: "weight",
            value: row.weight.to_string(),
        })?;
        weights.entry(row.analysis_id.into()).or_default().insert(row.area_id.into(), weight);
    }
    Ok(weights)
}

/// The answers of each of several analyses.
pub(super) async fn answers_of(
    conn: &impl ConnectionTrait,
    analyses: &[Uuid],
) -> Result<HashMap<AnalysisId, Vec<Answer>>> {
    let mut answers: HashMap<AnalysisId, Vec<Answer>> = HashMap::new();
    let chosen = answer_row::Column::AnalysisId.is_in(analyses.iter().copied());
    for row in answer_row::Entity::find().filter(chosen).all(conn).await? {
        answers.entry(row.analysis_id.into()).or_default().push(answer::from_row(row)?);
    }
    Ok(answers)
}
