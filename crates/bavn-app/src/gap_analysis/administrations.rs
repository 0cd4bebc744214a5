use super::{
    AnalysisSummary,
    entity::analysis,
    list::{newest_first, readable, summaries},
    load::KIND,
};
use crate::{App, Context, Result, organisation::unit};
use bavn_core::{
    access::{Action, Resource},
    ids::UnitId,
    organisation::UnitKind,
};
use bavn_db::dialect;
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect as _};
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// A unit and its newest analysis.
#[derive(Clone, Debug)]
pub struct UnitStanding {
    /// The unit.
    pub unit: UnitId,
    /// Its name.
    pub name: String,
    /// Whether it is an administration; other units are there only when they have an analysis.
    pub is_administration: bool,
    /// Its newest analysis; `None` when it has none.
    pub latest: Option<AnalysisSummary>,
}

/// Each administration, and each other unit that has an analysis, with its newest one; in Danish order of names. Only units
/// that the actor may read analyses of.
///
/// # Errors
/// [`crate::Error::NotFound`] for those who may read none, or the database failed.
pub async fn list_administrations(app: &App, ctx: &Context) -> Result<Vec<UnitStanding>> {
    let permit = ctx.authorize_read(Action::AnalysisRead, Resource::Any, KIND)?;
    let conn = app.db().read();
    let dated: Vec<(Uuid, Option<Uuid>)> = newest_first(readable(&permit))
        .filter(analysis::Column::UnitId.is_not_null())
        .select_only()
        .column(analysis::Column::Id)
        .column(analysis::Column::UnitId)
        .into_tuple()
        .all(conn)
        .await?;
    let mut seen = HashSet::new();
    let newest: Vec<(Uuid, Uuid)> =
        dated.into_iter().filter_map(|(id, unit)| Some((id, unit?))).filter(|(_, unit)| seen.insert(*unit)).collect();
    let is_administration = unit::Column::Kind.eq(UnitKind::Administration.key());
    let in_use = Condition::all().add(is_administration).add(unit::Column::ArchivedAt.is_null());
    let mut query = unit::Entity::find()
        .filter(Condition::any().add(in_use).add(unit::Column::Id.is_in(newest.iter().map(|(_, unit)| *unit))));
    if let Some(units) = permit.units() {
        query = query.filter(unit::Column::Id.is_in(units.into_iter().map(|unit| unit.0)));
    }
    let units = query.order_by_asc(dialect::danish_order("name")).all(conn).await?;
    let rows = analysis::Entity::find()
        .filter(analysis::Column::Id.is_in(newest.iter().map(|(id, _)| *id)))
        .find_also_related(unit::Entity)
        .all(conn)
        .await?;
    let mut latest: HashMap<Option<UnitId>, AnalysisSummary> =
        summaries(app, rows).await?.into_iter().map(|summary| (summary.analysis.unit_id, summary)).collect();
    Ok(units
        .into_iter()
        .map(|row| UnitStanding {
            unit: row.id.into(),
            is_administration: row.kind == UnitKind::Administration.key(),
            name: row.name,
            latest: latest.remove(&Some(row.id.into())),
        })
        .collect())
}
