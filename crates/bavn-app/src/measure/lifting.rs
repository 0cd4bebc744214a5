//! What measures lift: of one control, and when controls become others.

use super::entity::{measure, measure_effect};
use crate::{App, Context, Result};
use bavn_core::{
    access::{Action, Resource},
    catalogue::Level,
    ids::{ControlId, MeasureId},
    measure::State,
};
use bavn_db::DbError;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel as _, JoinType, QueryFilter, QueryOrder, QuerySelect,
    sea_query::Expr,
};
use std::collections::BTreeMap;
use uuid::Uuid;

/// A measure that lifts some of several controls.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LiftingMeasure {
    /// Its number in its plan.
    pub number: i32,
    /// What it does.
    pub title: String,
    /// Whether it lifts every one of the controls: then it lifts what they become, too.
    pub lifts_all: bool,
}

/// A measure that is to lift one control.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lift {
    /// The measure.
    pub measure: MeasureId,
    /// Its number in its plan.
    pub number: u32,
    /// What it does.
    pub title: String,
    /// How far it is.
    pub state: State,
    /// The level that the control reaches when it is done.
    pub level: Level,
}

/// The measures in use that lift a control and that the actor may read, by number; one statement. Nothing for those who may read no
/// measures.
///
/// # Errors
/// The database failed.
pub async fn list_lifts(app: &App, ctx: &Context, control: ControlId) -> Result<Vec<Lift>> {
    let Ok(permit) = ctx.authorize(Action::PlanRead, Resource::Any) else { return Ok(Vec::new()) };
    let mut query = measure::Entity::find()
        .select_only()
        .columns([measure::Column::Id, measure::Column::Number, measure::Column::Title, measure::Column::State])
        .column(measure_effect::Column::Level)
        .join_rev(
            JoinType::InnerJoin,
            measure_effect::Entity::belongs_to(measure::Entity)
                .from(measure_effect::Column::MeasureId)
                .to(measure::Column::Id)
                .into(),
        )
        .filter(measure_effect::Column::ControlId.eq(control.0))
        .filter(measure::Column::ArchivedAt.is_null())
        .order_by_asc(measure::Column::Number);
    if let Some(units) = permit.units() {
        query = query.filter(measure::Column::UnitId.is_in(units.into_iter().map(|unit| unit.0)));
    }
    let rows: Vec<(Uuid, i32, String, String, i16)> = query.into_tuple().all(app.db().read()).await?;
    rows.into_iter().map(lift).collect()
}

fn lift((id, number, title, state, level): (Uuid, i32, String, String, i16)) -> Result<Lift> {
    let unknown = |table, column, value: String| DbError::UnknownValue { table, column, value };
    Ok(Lift {
        measure: id.into(),
        number: u32::try_from(number).map_err(|_| unknown("measure", "number", number.to_string()))?,
        title,
        state: State::from_key(&state).ok_or_else(|| unknown("measure", "state", state.clone()))?,
        level: Level::from_i64(level.into()).map_err(|_| unknown("measure_effect", "level", level.to_string()))?,
    })
}

/// The measures in use that lift some of the controls, by number.
pub(crate) async fn lifting(conn: &impl ConnectionTrait, controls: &[Uuid]) -> Result<Vec<LiftingMeasure>> {
    let by_measure = effects(conn, controls).await?;
    let rows = measure::Entity::find()
        .filter(measure::Column::Id.is_in(by_measure.keys().copied()))
        .filter(measure::Column::ArchivedAt.is_null())
        .order_by_asc(measure::Column::Number);
    let rows: Vec<(Uuid, i32, String)> = rows
        .select_only()
        .columns([measure::Column::Id, measure::Column::Number, measure::Column::Title])
        .into_tuple()
        .all(conn)
        .await?;
    let lifts_all = |id: &Uuid| by_measure.get(id).is_some_and(|levels: &Vec<i16>| levels.len() == controls.len());
    Ok(rows
        .into_iter()
        .map(|(id, number, title)| LiftingMeasure { lifts_all: lifts_all(&id), number, title })
        .collect())
}

/// The levels that each measure lifts controls to.
async fn effects(conn: &impl ConnectionTrait, controls: &[Uuid]) -> Result<BTreeMap<Uuid, Vec<i16>>> {
    let chosen = measure_effect::Column::ControlId.is_in(controls.iter().copied());
    let mut by_measure: BTreeMap<Uuid, Vec<i16>> = BTreeMap::new();
    for row in measure_effect::Entity::find().filter(chosen).all(conn).await? {
        by_measure.entry(row.measure_id).or_default().push(row.level);
    }
    Ok(by_measure)
}

/// Lets measures that lift all of the old controls lift the new ones instead, to the lowest of the levels. One that lifts only some of
/// them keeps what it says of the old, and lifts nothing new. Returns how many measures changed.
pub(crate) async fn carry_effects(conn: &impl ConnectionTrait, old: &[Uuid], new: &[Uuid]) -> Result<usize> {
    let mut by_measure = effects(conn, old).await?;
    by_measure.retain(|_, levels| levels.len() == old.len());
    if by_measure.is_empty() {
        return Ok(0);
    }
    let ids: Vec<Uuid> = by_measure.keys().copied().collect();
    measure_effect::Entity::delete_many()
        .filter(measure_effect::Column::MeasureId.is_in(ids.iter().copied()))
        .filter(measure_effect::Column::ControlId.is_in(old.iter().copied()))
        .exec(conn)
        .await?;
    let rows: Vec<_> = by_measure
        .iter()
        .flat_map(|(measure, levels)| {
            let level = levels.iter().copied().min().unwrap_or_default();
            let row = move |control: &Uuid| measure_effect::Model { measure_id: *measure, control_id: *control, level };
            new.iter().map(move |control| row(control).into_active_model())
        })
        .collect();
    for chunk in rows.chunks(200) {
        measure_effect::Entity::insert_many(chunk.to_vec()).exec_without_returning(conn).await?;
    }
    measure::Entity::update_many()
        .col_expr(measure::Column::Version, Expr::cust("version + 1"))
        .filter(measure::Column::Id.is_in(ids.iter().copied()))
        .exec(conn)
        .await?;
    Ok(ids.len())
}
