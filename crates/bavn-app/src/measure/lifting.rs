//! What measures lift, when controls become others.

use super::entity::{measure, measure_effect};
use crate::Result;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel as _, QueryFilter, QueryOrder, QuerySelect,
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
