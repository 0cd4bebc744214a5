use super::{
    entity::{measure, measure_dependency, measure_effect, measure_hours},
    types::{Measure, from_row},
};
use crate::{App, Context, Error, Result};
use bavn_core::{
    access::{Action, Resource},
    catalogue::Level,
    ids::{MeasureId, PlanId},
    measure::EffortRole,
};
use bavn_db::DbError;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait as _,
    sea_query::SelectStatement,
};
use std::collections::HashMap;
use uuid::Uuid;

/// A measure. What it waits for in units that the actor may not read is left out.
///
/// # Errors
/// [`Error::NotFound`], or the database failed.
pub async fn get_measure(app: &App, ctx: &Context, id: MeasureId) -> Result<Measure> {
    let conn = app.db().read();
    let mut measure = find(conn, id).await?.ok_or(Error::NotFound { kind: "measure" })?;
    let permit = ctx.authorize_read(Action::PlanRead, measure.resource(), "measure")?;
    if let Some(units) = permit.units() {
        let before = measure.facts.depends_on.iter().map(|id| id.0);
        let shown = measure::Entity::find()
            .filter(measure::Column::Id.is_in(before))
            .filter(measure::Column::UnitId.is_in(units.iter().map(|unit| unit.0)));
        let shown: Vec<Uuid> = shown.select_only().column(measure::Column::Id).into_tuple().all(conn).await?;
        measure.facts.depends_on.retain(|id| shown.contains(&id.0));
    }
    Ok(measure)
}

/// The measures in use of a plan.
pub(super) fn rows_of(plan: PlanId) -> sea_orm::Select<measure::Entity> {
    measure::Entity::find().filter(measure::Column::PlanId.eq(plan.0)).filter(measure::Column::ArchivedAt.is_null())
}

/// Every measure in use of a plan, in order of number; four statements.
pub(crate) async fn load_plan_measures(conn: &impl ConnectionTrait, plan: PlanId) -> Result<Vec<Measure>> {
    let rows = rows_of(plan).order_by_asc(measure::Column::Number).all(conn).await?;
    let mut measures = rows.into_iter().map(from_row).collect::<Result<Vec<_>>>()?;
    if !measures.is_empty() {
        let ids = rows_of(plan).select_only().column(measure::Column::Id).into_query();
        fill(conn, &mut measures, &ids).await?;
    }
    Ok(measures)
}

/// A measure in use.
pub(super) async fn find(conn: &impl ConnectionTrait, id: MeasureId) -> Result<Option<Measure>> {
    let query = measure::Entity::find_by_id(id.0).filter(measure::Column::ArchivedAt.is_null());
    let Some(row) = query.clone().one(conn).await? else { return Ok(None) };
    let mut measures = vec![from_row(row)?];
    fill(conn, &mut measures, &query.select_only().column(measure::Column::Id).into_query()).await?;
    Ok(measures.pop())
}

/// Puts hours, dependencies and effects into measures; dependencies on archived measures are over.
async fn fill(conn: &impl ConnectionTrait, measures: &mut [Measure], ids: &SelectStatement) -> Result<()> {
    let places: HashMap<Uuid, usize> = measures.iter().enumerate().map(|(at, one)| (one.facts.id.0, at)).collect();
    let rows = measure_hours::Entity::find().filter(measure_hours::Column::MeasureId.in_subquery(ids.clone()));
    for row in rows.all(conn).await? {
        let unknown = |column, value: String| DbError::UnknownValue { table: "measure_hours", column, value };
        let role = EffortRole::from_key(&row.role).ok_or_else(|| unknown("role", row.role.clone()))?;
        let hours = u32::try_from(row.hours).map_err(|_| unknown("hours", row.hours.to_string()))?;
        if let Some(at) = places.get(&row.measure_id) {
            measures[*at].facts.hours.push((role, hours));
        }
    }
    let in_use = measure::Entity::find().filter(measure::Column::ArchivedAt.is_null());
    let in_use = in_use.select_only().column(measure::Column::Id).into_query();
    let rows = measure_dependency::Entity::find()
        .filter(measure_dependency::Column::MeasureId.in_subquery(ids.clone()))
        .filter(measure_dependency::Column::DependsOnId.in_subquery(in_use));
    for row in rows.order_by_asc(measure_dependency::Column::DependsOnId).all(conn).await? {
        if let Some(at) = places.get(&row.measure_id) {
            measures[*at].facts.depends_on.push(row.depends_on_id.into());
        }
    }
    let rows = measure_effect::Entity::find().filter(measure_effect::Column::MeasureId.in_subquery(ids.clone()));
    for row in rows.order_by_asc(measure_effect::Column::ControlId).all(conn).await? {
        let unknown =
            || DbError::UnknownValue { table: "measure_effect", column: "level", value: row.level.to_string() };
        let level = Level::from_i64(row.level.into()).map_err(|_| unknown())?;
        if let Some(at) = places.get(&row.measure_id) {
            measures[*at].facts.effects.push((row.control_id.into(), level));
        }
    }
    for measure in measures {
        measure.facts.hours.sort_unstable();
    }
    Ok(())
}

/// The measure of a change: it must be readable, and at the version it was read at.
pub(super) async fn find_version(
    conn: &impl ConnectionTrait,
    ctx: &Context,
    id: MeasureId,
    version: i32,
) -> Result<Measure> {
    let measure = find(conn, id).await?.ok_or(Error::NotFound { kind: "measure" })?;
    let _ = ctx.authorize_read(Action::PlanRead, measure.resource(), "measure")?;
    if measure.version == version {
        Ok(measure)
    } else {
        Err(Error::Conflict { kind: "measure", current: measure.version })
    }
}

/// Whether somebody may read what belongs to a unit, given the units they may read in.
pub(super) fn is_readable(ctx: &Context, resource: Resource) -> bool {
    ctx.may(Action::PlanRead, resource)
}
