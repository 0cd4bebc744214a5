use super::{
    Measure, MeasureDraft,
    check::{Place, own_faults, to_measure},
    entity::{measure, measure_dependency, measure_effect, measure_hours},
    load::load_plan_measures,
    store,
};
use crate::{
    App, Context, Error, FieldFault, Result, action_plan,
    catalogue::load_view,
    organisation::{person, unit},
};
use bavn_core::{
    access::{Action, Resource},
    action_plan::schedule,
    audit_log::AuditEvent,
    ids::{MeasureId, PlanId},
    measure::Phase,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use std::collections::HashSet;
use uuid::Uuid;

/// A measure among many; what it waits for is named by place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ManyMeasure {
    /// The measure; its own `depends_on` is ignored.
    pub draft: MeasureDraft,
    /// The places of the measures that must be finished first.
    pub depends_on: Vec<usize>,
}

/// Rows in one statement, so that no statement has more parameters than SQLite takes.
const CHUNK: usize = 500;

/// Puts many measures into a plan at once, all or none, with the next numbers in the order given, each with its record in the log.
///
/// # Errors
/// As [`super::create_measure`], the faults named `measures[PLACE].field`.
pub async fn create_measures(app: &App, ctx: &Context, plan: PlanId, new: Vec<ManyMeasure>) -> Result<Vec<MeasureId>> {
    let permit = ctx.authorize(Action::PlanChange, Resource::Municipality)?;
    let mut tx = app.db().write_tx(&permit, ctx.change()).await?;
    let plan = action_plan::find(tx.conn(), plan).await?;
    let standing = load_plan_measures(tx.conn(), plan.id).await?;
    let first = store::next_number(tx.conn(), plan.id).await?;
    let mut ids: Vec<MeasureId> = Vec::with_capacity(new.len());
    for _ in &new {
        ids.push(ctx.new_id()?);
    }
    let mut faults = unknown(app, tx.conn(), &new).await?;
    let mut measures = Vec::with_capacity(new.len());
    for (at, (many, number)) in new.into_iter().zip(first..).enumerate() {
        let place = Place { plan: &plan, id: ids[at], number, old: None, measures: &standing };
        let depends_on = many.depends_on.iter().filter_map(|place| ids.get(*place).copied()).collect();
        let draft = MeasureDraft { depends_on, ..many.draft };
        let named = |fault: FieldFault| fault.at(format_args!("measures[{at}]"));
        faults.extend(own_faults(&place, &draft).into_iter().map(named));
        match draft.phase.or_else(|| draft.due_on.map(|due| Phase::of(plan.starts_on, due))) {
            Some(phase) => measures.push(to_measure(ctx, &place, phase, draft)),
            None => faults.push(named(FieldFault::new("phase", "phase_or_due", ""))),
        }
    }
    if !faults.is_empty() {
        return Err(Error::Invalid(faults));
    }
    let all: Vec<_> = standing.iter().chain(&measures).map(|measure| measure.facts.clone()).collect();
    if let Err(error) = schedule(plan.starts_on, &all, ctx.today()) {
        let fault = FieldFault::new("depends_on", "cycle", "").with("path", format!("{error:?}"));
        return Err(Error::Invalid(vec![fault]));
    }
    insert(tx.conn(), ctx, &measures).await?;
    for measure in &measures {
        let event = AuditEvent::new(&permit, "create", "measure", Some(measure.facts.id.0));
        tx.record(event.after(measure.to_json()));
    }
    tx.commit_recorded().await?;
    Ok(ids)
}

/// Units, people, controls and places that are not there.
async fn unknown(app: &App, conn: &impl ConnectionTrait, new: &[ManyMeasure]) -> Result<Vec<FieldFault>> {
    let catalogue = load_view(app).await?;
    let wanted: HashSet<Uuid> = new.iter().filter_map(|many| many.draft.unit).map(|id| id.0).collect();
    let rows = unit::Entity::find().filter(unit::Column::Id.is_in(wanted)).all(conn).await?;
    let units: HashSet<Uuid> = rows.into_iter().filter(|row| row.archived_at.is_none()).map(|row| row.id).collect();
    let wanted: HashSet<Uuid> = new.iter().filter_map(|many| many.draft.owner).map(|id| id.0).collect();
    let rows = person::Entity::find().filter(person::Column::Id.is_in(wanted)).all(conn).await?;
    let people: HashSet<Uuid> = rows.into_iter().filter(|row| row.archived_at.is_none()).map(|row| row.id).collect();
    let mut faults = Vec::new();
    for (at, many) in new.iter().enumerate() {
        let mut note = |field: &str, value: String| {
            faults.push(FieldFault::new(format!("measures[{at}].{field}"), "unknown", value));
        };
        if let Some(id) = many.draft.unit.filter(|id| !units.contains(&id.0)) {
            note("unit", id.to_string());
        }
        if let Some(id) = many.draft.owner.filter(|id| !people.contains(&id.0)) {
            note("owner", id.to_string());
        }
        for (control, _) in many.draft.effects.iter().filter(|(id, _)| catalogue.control(*id).is_none()) {
            note("effects", control.to_string());
        }
        for place in many.depends_on.iter().filter(|place| **place >= new.len()) {
            note("depends_on", place.to_string());
        }
    }
    Ok(faults)
}

async fn insert(conn: &impl ConnectionTrait, ctx: &Context, measures: &[Measure]) -> Result<()> {
    let (mut rows, mut hours, mut dependencies, mut effects) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for measure in measures {
        let id = measure.facts.id.0;
        let mut row = store::to_row(measure)?;
        row.created_at = Set(ctx.now());
        rows.push(row);
        hours.extend(measure.facts.hours.iter().map(|(role, hours)| measure_hours::ActiveModel {
            measure_id: Set(id),
            role: Set(role.key().to_owned()),
            hours: Set(i32::try_from(*hours).unwrap_or(i32::MAX)),
        }));
        dependencies.extend(
            measure
                .facts
                .depends_on
                .iter()
                .map(|before| measure_dependency::ActiveModel { measure_id: Set(id), depends_on_id: Set(before.0) }),
        );
        effects.extend(measure.facts.effects.iter().map(|(control, level)| measure_effect::ActiveModel {
            measure_id: Set(id),
            control_id: Set(control.0),
            level: Set(level.get().into()),
        }));
    }
    for chunk in rows.chunks(CHUNK) {
        measure::Entity::insert_many(chunk.to_vec()).exec_without_returning(conn).await?;
    }
    for chunk in hours.chunks(CHUNK) {
        measure_hours::Entity::insert_many(chunk.to_vec()).exec_without_returning(conn).await?;
    }
    for chunk in dependencies.chunks(CHUNK) {
        measure_dependency::Entity::insert_many(chunk.to_vec()).exec_without_returning(conn).await?;
    }
    for chunk in effects.chunks(CHUNK) {
        measure_effect::Entity::insert_many(chunk.to_vec()).exec_without_returning(conn).await?;
    }
    Ok(())
}
