use super::{
    TaskFilter, TaskSort,
    entity::{impact, task},
    list::{narrowed, sorted},
    load::KIND,
};
use crate::{App, Context, Result};
use bavn_core::{
    access::{Action, Resource},
    continuity::task::{Dimension, HORIZONS},
    ids::{CriticalTaskId, UnitId},
};
use bavn_db::DbError;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect, QueryTrait as _};
use std::collections::HashMap;
use uuid::Uuid;

/// The most that somebody has said of an impact by [`HORIZONS`], from 0 to 4; `None` where nobody has said.
pub type Levels = [Option<u8>; HORIZONS.len()];

/// How bad it gets without a task, as time goes by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaskHeat {
    /// The task.
    pub id: CriticalTaskId,
    /// Its number.
    pub number: u32,
    /// Its name.
    pub name: String,
    /// The unit that it belongs to.
    pub unit: Option<UnitId>,
    /// In the dimension that was asked for, or the highest of all.
    pub levels: Levels,
}

/// How bad it gets without each task of a unit and those below it, or of all, in one dimension or the worst of them; in Danish order. Two statements,
/// and one for the units.
///
/// # Errors
/// [`crate::Error::NotFound`] for those who may read no tasks, or the database failed.
pub async fn task_heat(
    app: &App,
    ctx: &Context,
    unit: Option<UnitId>,
    dimension: Option<Dimension>,
) -> Result<Vec<TaskHeat>> {
    let permit = ctx.authorize_read(Action::ContinuityRead, Resource::Any, KIND)?;
    let conn = app.db().read();
    let tasks = narrowed(app, ctx, &permit, &TaskFilter { unit, ..TaskFilter::default() }).await?;
    let of_these = tasks.clone().select_only().column(task::Column::Id).into_query();
    let mut impacts = impact::Entity::find()
        .filter(impact::Column::TaskId.in_subquery(of_these))
        .select_only()
        .columns([impact::Column::TaskId, impact::Column::HorizonMinutes])
        .column_as(impact::Column::Level.max(), "level")
        .group_by(impact::Column::TaskId)
        .group_by(impact::Column::HorizonMinutes);
    if let Some(dimension) = dimension {
        impacts = impacts.filter(impact::Column::Dimension.eq(dimension.key()));
    }
    let mut levels: HashMap<Uuid, Levels> = HashMap::new();
    for (task, minutes, level) in impacts.into_tuple::<(Uuid, i32, i16)>().all(conn).await? {
        let unknown =
            |column, value: i32| DbError::UnknownValue { table: "task_impact", column, value: value.to_string() };
        let at = HORIZONS.iter().position(|horizon| i64::from(*horizon) == i64::from(minutes));
        let at = at.ok_or_else(|| unknown("horizon_minutes", minutes))?;
        let level = u8::try_from(level).map_err(|_| unknown("level", level.into()))?;
        levels.entry(task).or_default()[at] = Some(level);
    }
    let rows = sorted(tasks, TaskSort::Name).select_only();
    let rows = rows.columns([task::Column::Id, task::Column::Number, task::Column::Name, task::Column::UnitId]);
    let rows: Vec<(Uuid, i32, String, Option<Uuid>)> = rows.into_tuple().all(conn).await?;
    let heat = |(id, number, name, unit): (Uuid, i32, String, Option<Uuid>)| TaskHeat {
        id: CriticalTaskId(id),
        number: u32::try_from(number).unwrap_or_default(),
        name,
        unit: unit.map(UnitId),
        levels: levels.get(&id).copied().unwrap_or_default(),
    };
    Ok(rows.into_iter().map(heat).collect())
}
