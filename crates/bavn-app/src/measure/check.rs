use super::{Measure, MeasureDraft};
use crate::{
    App, Context, Error, FieldFault, Result,
    action_plan::{Plan, measure_code},
    catalogue,
    organisation::{person, unit},
};
use bavn_core::{
    action_plan::{PlanError, schedule},
    catalogue::Level,
    ids::MeasureId,
    measure::{self, Measure as Facts, Phase},
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use std::collections::HashSet;

/// What a draft is weighed against.
pub(super) struct Place<'a> {
    pub(super) plan: &'a Plan,
    /// The measure's identifier.
    pub(super) id: MeasureId,
    /// Its number in the plan.
    pub(super) number: u32,
    /// The measure as it is; `None` for a new one.
    pub(super) old: Option<&'a Measure>,
    /// The measures of the plan in use, this one among them.
    pub(super) measures: &'a [Measure],
}

/// The measure that a draft describes, or every fault in it.
pub(super) async fn check(
    app: &App,
    ctx: &Context,
    conn: &impl ConnectionTrait,
    place: &Place<'_>,
    mut draft: MeasureDraft,
) -> Result<Measure> {
    draft.title = draft.title.trim().to_owned();
    draft.description = draft.description.trim().replace("\r\n", "\n");
    let mut faults = own_faults(place, &draft);
    check_units_and_people(conn, place, &draft, &mut faults).await?;
    check_controls(app, &draft, &mut faults).await?;
    check_dependencies(ctx, place, &draft, &mut faults);
    let phase = draft.phase.or_else(|| draft.due_on.map(|due| Phase::of(place.plan.starts_on, due)));
    let Some(phase) = phase else {
        faults.push(FieldFault::new("phase", "phase_or_due", ""));
        return Err(Error::Invalid(faults));
    };
    if !faults.is_empty() {
        return Err(Error::Invalid(faults));
    }
    let measure = to_measure(ctx, place, phase, draft);
    check_order(ctx, place, &measure)?;
    Ok(measure)
}

pub(super) fn own_faults(place: &Place<'_>, draft: &MeasureDraft) -> Vec<FieldFault> {
    let typed = measure::MeasureDraft {
        id: Some(place.id),
        title: draft.title.clone(),
        description: draft.description.clone(),
        start_on: draft.start_on,
        due_on: draft.due_on,
        cost_once: draft.cost_once,
        cost_yearly: draft.cost_yearly,
        old_state: place.old.map(|old| old.facts.state),
        state: draft.state,
        progress: draft.progress,
        completed_on: draft.completed_on,
        hours: draft.hours.clone(),
        depends_on: draft.depends_on.clone(),
        effects: draft.effects.clone(),
    };
    let mut faults: Vec<FieldFault> = measure::check(&typed).into_iter().map(|fault| in_words(&typed, fault)).collect();
    for (field, text) in [("title", &draft.title), ("description", &draft.description)] {
        crate::check::text(&mut faults, field, text, 0, usize::MAX);
    }
    faults
}

/// A fault of the rules as a fault of the form, with the value that was given.
pub(super) fn in_words(draft: &measure::MeasureDraft, fault: measure::FieldFault) -> FieldFault {
    let date = |date: Option<time::Date>| date.map(|date| date.to_string()).unwrap_or_default();
    let at = fault.field.split_once('[').and_then(|(_, at)| at.trim_end_matches(']').parse::<usize>().ok());
    let value = match (fault.field.split('[').next().unwrap_or_default(), at) {
        ("title", _) => draft.title.clone(),
        ("start_on", _) => date(draft.start_on),
        ("due_on", _) => date(draft.due_on),
        ("completed_on", _) => date(draft.completed_on),
        ("cost_once", _) => draft.cost_once.to_string(),
        ("cost_yearly", _) => draft.cost_yearly.to_string(),
        ("progress", _) => draft.progress.to_string(),
        ("state", _) => draft.state.key().to_owned(),
        ("hours", Some(at)) => draft.hours.get(at).map(|(_, hours)| hours.to_string()).unwrap_or_default(),
        ("effects", Some(at)) => draft.effects.get(at).map(|(_, level)| level.to_string()).unwrap_or_default(),
        _ => String::new(),
    };
    FieldFault::of(fault, value)
}

async fn check_units_and_people(
    conn: &impl ConnectionTrait,
    place: &Place<'_>,
    draft: &MeasureDraft,
    faults: &mut Vec<FieldFault>,
) -> Result<()> {
    let kept = |id| place.old.is_some_and(|old| old.facts.unit == Some(id));
    if let Some(id) = draft.unit.filter(|id| !kept(*id)) {
        let found = unit::Entity::find_by_id(id.0).filter(unit::Column::ArchivedAt.is_null()).one(conn).await?;
        if found.is_none() {
            faults.push(FieldFault::new("unit", "unknown", id.to_string()));
        }
    }
    let kept = |id| place.old.is_some_and(|old| old.facts.owner == Some(id));
    if let Some(id) = draft.owner.filter(|id| !kept(*id)) {
        let found = person::Entity::find_by_id(id.0).filter(person::Column::ArchivedAt.is_null()).one(conn).await?;
        if found.is_none() {
            faults.push(FieldFault::new("owner", "unknown", id.to_string()));
        }
    }
    Ok(())
}

/// Controls must be in use, unless the measure lifts them already.
async fn check_controls(app: &App, draft: &MeasureDraft, faults: &mut Vec<FieldFault>) -> Result<()> {
    if draft.effects.is_empty() {
        return Ok(());
    }
    let catalogue = catalogue::load_view(app).await?;
    for (at, (control, _)) in draft.effects.iter().enumerate() {
        if catalogue.control(*control).is_none() {
            faults.push(FieldFault::new(format!("effects[{at}]"), "unknown", control.to_string()));
        }
    }
    Ok(())
}

/// A measure waits for measures of the same plan that the actor may read.
fn check_dependencies(ctx: &Context, place: &Place<'_>, draft: &MeasureDraft, faults: &mut Vec<FieldFault>) {
    let readable: HashSet<MeasureId> = place
        .measures
        .iter()
        .filter(|other| super::load::is_readable(ctx, other.resource()))
        .map(|other| other.facts.id)
        .collect();
    for (at, id) in draft.depends_on.iter().enumerate() {
        if *id != place.id && !readable.contains(id) {
            faults.push(FieldFault::new(format!("depends_on[{at}]"), "unknown", id.to_string()));
        }
    }
}

pub(super) fn to_measure(ctx: &Context, place: &Place<'_>, phase: Phase, draft: MeasureDraft) -> Measure {
    // What it waits for in units that the actor may not read was never shown, so it stays.
    let is_hidden = |id: &MeasureId| {
        let other = place.measures.iter().find(|other| other.facts.id == *id);
        other.is_some_and(|other| !super::load::is_readable(ctx, other.resource()))
    };
    let hidden = place.old.into_iter().flat_map(|old| old.facts.depends_on.iter().copied().filter(is_hidden));
    let depends_on: Vec<MeasureId> = draft.depends_on.iter().copied().chain(hidden).collect();
    let hours = draft.hours.iter().filter_map(|(role, hours)| Some((*role, u32::try_from(*hours).ok()?)));
    let effects = draft.effects.iter().filter_map(|(id, level)| Some((*id, Level::from_i64(*level).ok()?)));
    let facts = Facts {
        id: place.id,
        number: place.number,
        owner: draft.owner,
        unit: draft.unit,
        phase,
        start_on: draft.start_on,
        due_on: draft.due_on,
        cost_once: draft.cost_once,
        cost_yearly: draft.cost_yearly,
        within_budget: draft.within_budget,
        sourcing: draft.sourcing,
        state: draft.state,
        progress: u8::try_from(draft.progress).unwrap_or(0),
        completed_on: draft.completed_on,
        hours: hours.collect(),
        depends_on,
        effects: effects.collect(),
        title: draft.title,
    };
    Measure {
        plan_id: place.plan.id,
        search_text: bavn_core::text::fold(&format!(
            "{} {} {}",
            measure_code(facts.number),
            facts.title,
            draft.description
        )),
        description: draft.description,
        version: place.old.map_or(1, |old| old.version + 1),
        facts,
    }
}

/// The plan must still have an order in time.
fn check_order(ctx: &Context, place: &Place<'_>, measure: &Measure) -> Result<()> {
    let others = place.measures.iter().filter(|other| other.facts.id != place.id);
    let all: Vec<Facts> = others.map(|other| other.facts.clone()).chain([measure.facts.clone()]).collect();
    match schedule(place.plan.starts_on, &all, ctx.today()) {
        Ok(_) => Ok(()),
        Err(PlanError::Cycle(circle)) => {
            let code = |id: &MeasureId| all.iter().find(|one| one.id == *id).map(|one| measure_code(one.number));
            let path: Vec<String> = circle.iter().chain(circle.first()).filter_map(code).collect();
            let path = path.join(" → ");
            Err(Error::Invalid(vec![FieldFault::new("depends_on", "cycle", &path).with("path", &path)]))
        }
        Err(PlanError::UnknownDependency { depends_on, .. } | PlanError::Duplicate(depends_on)) => {
            Err(Error::invalid("depends_on", "unknown", depends_on.to_string()))
        }
    }
}
