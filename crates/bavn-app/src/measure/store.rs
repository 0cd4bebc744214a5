use super::{
    Measure,
    entity::{measure, measure_dependency, measure_effect, measure_hours},
};
use crate::{Error, Result};
use sea_orm::{
    ActiveModelTrait as _,
    ActiveValue::{NotSet, Set, Unchanged},
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect as _,
};
use time::OffsetDateTime;

/// Stores a new measure with hours, dependencies and effects.
pub(super) async fn insert(conn: &impl ConnectionTrait, measure: &Measure, at: OffsetDateTime) -> Result<()> {
    let mut row = to_row(measure)?;
    row.created_at = Set(at);
    measure::Entity::insert(row).exec_without_returning(conn).await?;
    insert_parts(conn, measure).await
}

/// Stores a measure over what was there.
pub(super) async fn replace(conn: &impl ConnectionTrait, measure: &Measure) -> Result<()> {
    let id = measure.facts.id.0;
    let mut row = to_row(measure)?.reset_all();
    row.id = Unchanged(id);
    row.created_at = NotSet;
    row.archived_at = NotSet;
    measure::Entity::update(row).exec_without_returning(conn).await?;
    measure_hours::Entity::delete_many().filter(measure_hours::Column::MeasureId.eq(id)).exec(conn).await?;
    measure_dependency::Entity::delete_many().filter(measure_dependency::Column::MeasureId.eq(id)).exec(conn).await?;
    measure_effect::Entity::delete_many().filter(measure_effect::Column::MeasureId.eq(id)).exec(conn).await?;
    insert_parts(conn, measure).await
}

/// Takes a measure out of use.
pub(super) async fn archive(conn: &impl ConnectionTrait, measure: &Measure, at: OffsetDateTime) -> Result<()> {
    let change = measure::ActiveModel {
        id: Unchanged(measure.facts.id.0),
        archived_at: Set(Some(at)),
        version: Set(measure.version + 1),
        ..Default::default()
    };
    measure::Entity::update(change).exec_without_returning(conn).await?;
    Ok(())
}

/// The number after the highest in a plan, archived measures counted too.
pub(super) async fn next_number(conn: &impl ConnectionTrait, plan: bavn_core::ids::PlanId) -> Result<u32> {
    let highest: Option<i32> = measure::Entity::find()
        .filter(measure::Column::PlanId.eq(plan.0))
        .order_by_desc(measure::Column::Number)
        .select_only()
        .column(measure::Column::Number)
        .into_tuple()
        .one(conn)
        .await?;
    let highest = highest.unwrap_or(0);
    if highest >= MAX_MEASURES {
        return Err(Error::Closed { kind: "plan", reason: "too_many" });
    }
    u32::try_from(highest + 1).map_err(|_| Error::Closed { kind: "plan", reason: "too_many" })
}

/// The most measures in one plan, archived ones counted too.
const MAX_MEASURES: i32 = 5_000;

async fn insert_parts(conn: &impl ConnectionTrait, measure: &Measure) -> Result<()> {
    let id = measure.facts.id.0;
    let hours: Vec<_> = measure
        .facts
        .hours
        .iter()
        .map(|(role, hours)| measure_hours::ActiveModel {
            measure_id: Set(id),
            role: Set(role.key().to_owned()),
            hours: Set(i32::try_from(*hours).unwrap_or(i32::MAX)),
        })
        .collect();
    if !hours.is_empty() {
        measure_hours::Entity::insert_many(hours).exec_without_returning(conn).await?;
    }
    let dependencies: Vec<_> = measure
        .facts
        .depends_on
        .iter()
        .map(|before| measure_dependency::ActiveModel { measure_id: Set(id), depends_on_id: Set(before.0) })
        .collect();
    if !dependencies.is_empty() {
        measure_dependency::Entity::insert_many(dependencies).exec_without_returning(conn).await?;
    }
    let effects: Vec<_> = measure
        .facts
        .effects
        .iter()
        .map(|(control, level)| measure_effect::ActiveModel {
            measure_id: Set(id),
            control_id: Set(control.0),
            level: Set(level.get().into()),
        })
        .collect();
    if !effects.is_empty() {
        measure_effect::Entity::insert_many(effects).exec_without_returning(conn).await?;
    }
    Ok(())
}

pub(super) fn to_row(measure: &Measure) -> Result<measure::ActiveModel> {
    let facts = &measure.facts;
    let number = i32::try_from(facts.number).map_err(|_| Error::Closed { kind: "plan", reason: "too_many" })?;
    Ok(measure::ActiveModel {
        id: Set(facts.id.0),
        plan_id: Set(measure.plan_id.0),
        number: Set(number),
        title: Set(facts.title.clone()),
        description: Set(measure.description.clone()),
        owner_id: Set(facts.owner.map(|id| id.0)),
        unit_id: Set(facts.unit.map(|id| id.0)),
        phase: Set(facts.phase.key().to_owned()),
        starts_on: Set(facts.start_on),
        due_on: Set(facts.due_on),
        cost_once: Set(facts.cost_once),
        cost_yearly: Set(facts.cost_yearly),
        within_budget: Set(facts.within_budget),
        sourcing: Set(facts.sourcing.key().to_owned()),
        state: Set(facts.state.key().to_owned()),
        progress: Set(facts.progress.into()),
        completed_on: Set(facts.completed_on),
        search_text: Set(measure.search_text.clone()),
        created_at: NotSet,
        archived_at: Set(None),
        version: Set(measure.version),
    })
}
