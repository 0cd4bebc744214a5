use super::{
    Task,
    entity::{need, task},
    load::{KIND, visible},
};
use crate::{
    Context, Error, FieldFault, Result,
    asset::{AssetKeys, find_by as find_assets},
    check::known,
    organisation::{person, unit},
    supplier::supplier_entity as supplier,
};
use bavn_core::{
    access::{Action, Resource},
    continuity::task::{
        CriticalTask, FIELDS, LIMITS, NeedFault, NeedOn, TaskNeed, check, check_needs, field, find_circle_through,
    },
    ids::{AssetId, CriticalTaskId},
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};
use serde_json::Value;
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// Texts trimmed at their ends, line breaks alike.
pub(super) fn tidy(facts: CriticalTask) -> Result<CriticalTask> {
    let mut map = facts.to_map();
    for field in &FIELDS {
        if let Some(Value::String(text)) = map.get_mut(field.key) {
            *text = text.trim().replace("\r\n", "\n");
        }
    }
    CriticalTask::from_map(map).map_err(|error| Error::System { what: "critical_task", message: error.to_string() })
}

/// Every fault of a task that can be seen without the database.
#[must_use]
pub fn task_faults(facts: &CriticalTask) -> Vec<FieldFault> {
    let map = facts.to_map();
    let told = check(facts).into_iter().map(|found| {
        let value = field(&found.field).zip(map.get(&*found.field)).map(|(field, value)| field.text(value));
        FieldFault::of(found, value.unwrap_or_default())
    });
    told.collect()
}

/// Every fault of needs that can be seen without the database, named `needs[PLACE].field`.
#[must_use]
pub fn need_faults(task: Option<CriticalTaskId>, needs: &[TaskNeed]) -> Vec<FieldFault> {
    let in_words = |(at, found): (usize, NeedFault)| {
        let (field, code) = found.code();
        let need = needs.get(at);
        let value = match field {
            "after_minutes" => need.and_then(|need| need.after_minutes).map(|minutes| minutes.to_string()),
            "alternative_group" => need.and_then(|need| need.alternative_group).map(|group| group.to_string()),
            _ => None,
        };
        let fault = FieldFault::new(format!("needs[{at}].{field}"), code, value.unwrap_or_default());
        match found {
            NeedFault::TooMany => fault.with("max", LIMITS.needs),
            NeedFault::Group => fault.with("min", 1).with("max", 99),
            NeedFault::Note => fault.with("max", 1_000),
            _ => fault,
        }
    };
    check_needs(task, needs).into_iter().map(in_words).collect()
}

/// What tasks refer to and is in use; one statement per kind of thing.
#[derive(Debug, Default)]
pub(super) struct Known {
    units: HashSet<Uuid>,
    people: HashSet<Uuid>,
}

impl Known {
    pub(super) async fn load(conn: &impl ConnectionTrait, all: &[&CriticalTask]) -> Result<Self> {
        let units = all.iter().filter_map(|facts| facts.unit).map(|id| id.0).collect();
        let people = all.iter().flat_map(|facts| [facts.owner, facts.approver]).flatten().map(|id| id.0).collect();
        let all_units = unit::Entity::find().filter(unit::Column::ArchivedAt.is_null());
        let all_people = person::Entity::find().filter(person::Column::ArchivedAt.is_null());
        Ok(Self {
            units: known(conn, units, all_units, unit::Column::Id).await?,
            people: known(conn, people, all_people, person::Column::Id).await?,
        })
    }

    /// The references that are not to something in use; what the task has already stays.
    pub(super) fn faults(&self, facts: &CriticalTask, old: Option<&Task>) -> Vec<FieldFault> {
        let old = old.map(|task| &task.facts);
        let mut faults = Vec::new();
        let mut note = |field: &'static str, id: Option<Uuid>, kept: Option<Uuid>, known: &HashSet<Uuid>| {
            if let Some(id) = id.filter(|id| Some(*id) != kept && !known.contains(id)) {
                faults.push(FieldFault::new(field, "unknown", id.to_string()));
            }
        };
        note("unit", facts.unit.map(|id| id.0), old.and_then(|old| old.unit).map(|id| id.0), &self.units);
        note("owner", facts.owner.map(|id| id.0), old.and_then(|old| old.owner).map(|id| id.0), &self.people);
        note("approver", facts.approver.map(|id| id.0), old.and_then(|old| old.approver).map(|id| id.0), &self.people);
        faults
    }
}

/// The things that needs may name: those that the actor may read and that are in use.
#[derive(Debug, Default)]
pub(super) struct Needable {
    assets: HashSet<AssetId>,
    suppliers: HashSet<Uuid>,
    tasks: HashSet<Uuid>,
}

impl Needable {
    pub(super) async fn load(conn: &impl ConnectionTrait, ctx: &Context, needs: &[&TaskNeed]) -> Result<Self> {
        let (mut assets, mut suppliers, mut tasks) = (Vec::new(), HashSet::new(), HashSet::new());
        for need in needs {
            match need.on {
                NeedOn::Asset(id) => assets.push(id),
                NeedOn::Supplier(id) => {
                    suppliers.insert(id.0);
                }
                NeedOn::Task(id) => {
                    tasks.insert(id.0);
                }
            }
        }
        let permit = ctx.authorize_read(Action::AssetRead, Resource::Any, "asset")?;
        assets.sort_unstable();
        assets.dedup();
        let found = find_assets(conn, &permit, &AssetKeys::Ids(assets)).await?;
        // Suppliers belong to no unit: who reads any reads all.
        let _ = ctx.authorize_read(Action::SupplierRead, Resource::Any, "supplier")?;
        let all_suppliers = supplier::Entity::find().filter(supplier::Column::ArchivedAt.is_null());
        let permit = ctx.authorize_read(Action::ContinuityRead, Resource::Any, KIND)?;
        let all_tasks = task::Entity::find().filter(visible(&permit)).filter(task::Column::ArchivedAt.is_null());
        Ok(Self {
            assets: found.into_iter().filter(|asset| asset.archived_at.is_none()).map(|asset| asset.id).collect(),
            suppliers: known(conn, suppliers, all_suppliers, supplier::Column::Id).await?,
            tasks: known(conn, tasks, all_tasks, task::Column::Id).await?,
        })
    }

    /// The needs that name nothing that may be named, by place; what the task needs already stays.
    pub(super) fn faults(&self, needs: &[TaskNeed], old: &[TaskNeed]) -> Vec<FieldFault> {
        let is_known = |on: NeedOn| match on {
            NeedOn::Asset(id) => self.assets.contains(&id),
            NeedOn::Supplier(id) => self.suppliers.contains(&id.0),
            NeedOn::Task(id) => self.tasks.contains(&id.0),
        };
        let bad = needs.iter().enumerate().filter(|(_, need)| {
            let is_kept = old.iter().any(|old| old.on == need.on);
            !is_kept && !is_known(need.on)
        });
        bad.map(|(at, _)| FieldFault::new(format!("needs[{at}].on"), "unknown", "")).collect()
    }
}

/// Tasks that need each other in a ring through one of the changed tasks, as a fault that names them in order; those that the actor may not
/// read as `?`.
pub(super) async fn circle_faults(
    conn: &impl ConnectionTrait,
    ctx: &Context,
    changed: &HashMap<CriticalTaskId, &[TaskNeed]>,
) -> Result<Vec<FieldFault>> {
    let tasks_of = |needs: &[TaskNeed]| -> Vec<Uuid> {
        let on = needs.iter().filter_map(|need| if let NeedOn::Task(id) = need.on { Some(id.0) } else { None });
        on.collect()
    };
    if changed.values().all(|needs| tasks_of(needs).is_empty()) {
        return Ok(Vec::new());
    }
    let rows = need::Entity::find().filter(need::Column::OnTaskId.is_not_null()).select_only();
    let rows = rows.column(need::Column::TaskId).column(need::Column::OnTaskId);
    let mut edges: Vec<(Uuid, Uuid)> = rows.into_tuple().all(conn).await?;
    edges.retain(|(task, _)| !changed.contains_key(&CriticalTaskId(*task)));
    edges.extend(changed.iter().flat_map(|(task, needs)| tasks_of(needs).into_iter().map(|on| (task.0, on))));
    let mut ids: Vec<Uuid> = edges.iter().flat_map(|(task, on)| [*task, *on]).collect();
    ids.sort_unstable();
    ids.dedup();
    let place: HashMap<Uuid, usize> = ids.iter().enumerate().map(|(at, id)| (*id, at)).collect();
    let mut needs: Vec<Vec<usize>> = vec![Vec::new(); ids.len()];
    for (task, on) in &edges {
        if let (Some(task), Some(on)) = (place.get(task), place.get(on)) {
            needs[*task].push(*on);
        }
    }
    let mut starts: Vec<Uuid> = changed.keys().map(|id| id.0).collect();
    starts.sort_unstable();
    let starts: Vec<usize> = starts.iter().filter_map(|id| place.get(id).copied()).collect();
    // A task on itself has a fault of its own.
    let Some((_, circle)) = find_circle_through(&needs, &starts) else { return Ok(Vec::new()) };
    let wanted: Vec<Uuid> = circle.iter().map(|at| ids[*at]).collect();
    let permit = ctx.authorize_read(Action::ContinuityRead, Resource::Any, KIND)?;
    let rows = task::Entity::find().filter(visible(&permit)).filter(task::Column::Id.is_in(wanted.iter().copied()));
    let rows = rows.select_only();
    let names: Vec<(Uuid, String)> =
        rows.column(task::Column::Id).column(task::Column::Name).into_tuple().all(conn).await?;
    let names: HashMap<Uuid, String> = names.into_iter().collect();
    let mut path: Vec<&str> = wanted.iter().map(|id| names.get(id).map_or("?", String::as_str)).collect();
    path.extend(path.first().copied());
    Ok(vec![FieldFault::new("needs", "task_circle", "").with("path", path.join(" → "))])
}
