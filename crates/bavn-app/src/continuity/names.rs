use super::{
    Task,
    entity::task,
    load::{IN_LIST, KIND, visible},
};
use crate::{
    App, Context, Result,
    asset::named_assets,
    organisation::{named_unit_tree, person},
    supplier::supplier_entity as supplier,
};
use bavn_core::{
    access::{Action, Resource},
    continuity::task::NeedOn,
    ids::{AssetId, CriticalTaskId, PersonId, SupplierId, UnitId},
    organisation::UnitTree,
};
use bavn_db::dialect;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use std::collections::{BTreeSet, HashMap};
use uuid::Uuid;

/// What the things that tasks name are called. What the actor may not read has no name here.
#[derive(Clone, Debug, Default)]
pub struct TaskNames {
    /// Units, all of them, also those out of use.
    pub units: HashMap<UnitId, String>,
    /// How the units stand to each other.
    pub tree: UnitTree,
    /// Owners and approvers.
    pub people: HashMap<PersonId, String>,
    /// Number and name of the assets that the tasks need.
    pub assets: HashMap<AssetId, (u32, String)>,
    /// The suppliers that the tasks need.
    pub suppliers: HashMap<SupplierId, String>,
    /// Number and name of the tasks that the tasks need.
    pub tasks: HashMap<CriticalTaskId, (u32, String)>,
}

impl TaskNames {
    /// The name of a unit; empty for none.
    #[must_use]
    pub fn unit(&self, id: Option<UnitId>) -> &str {
        id.and_then(|id| self.units.get(&id)).map_or("", String::as_str)
    }

    /// The name of a person; empty for none.
    #[must_use]
    pub fn person(&self, id: Option<PersonId>) -> &str {
        id.and_then(|id| self.people.get(&id)).map_or("", String::as_str)
    }

    /// The name of what is needed; none when the actor may not read it.
    #[must_use]
    pub fn need(&self, on: NeedOn) -> Option<&str> {
        match on {
            NeedOn::Asset(id) => self.assets.get(&id).map(|(_, name)| name.as_str()),
            NeedOn::Supplier(id) => self.suppliers.get(&id).map(String::as_str),
            NeedOn::Task(id) => self.tasks.get(&id).map(|(_, name)| name.as_str()),
        }
    }
}

/// The names of the units, people and needed things of tasks; a few statements in all.
///
/// # Errors
/// [`crate::Error::NotFound`] for those who may read no tasks, or the database failed.
pub async fn task_names(app: &App, ctx: &Context, tasks: &[Task]) -> Result<TaskNames> {
    let permit = ctx.authorize_read(Action::ContinuityRead, Resource::Any, KIND)?;
    let conn = app.db().read();
    let (tree, units) = named_unit_tree(conn).await?;
    let mut wanted = BTreeSet::new();
    let (mut assets, mut suppliers, mut others) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    for task in tasks {
        wanted.extend([task.facts.owner, task.facts.approver].into_iter().flatten().map(|id| id.0));
        for need in &task.needs {
            match need.on {
                NeedOn::Asset(id) => assets.insert(id.0),
                NeedOn::Supplier(id) => suppliers.insert(id.0),
                NeedOn::Task(id) => others.insert(id.0),
            };
        }
    }
    let mut names = TaskNames { units, tree, ..TaskNames::default() };
    for chunk in wanted.into_iter().collect::<Vec<_>>().chunks(IN_LIST) {
        let rows = person::Entity::find().filter(person::Column::Id.is_in(chunk.iter().copied()));
        let rows = rows.select_only().column(person::Column::Id).column(person::Column::Name);
        let rows: Vec<(Uuid, String)> = rows.into_tuple().all(conn).await?;
        names.people.extend(rows.into_iter().map(|(id, name)| (PersonId(id), name)));
    }
    if let (false, Ok(read)) = (assets.is_empty(), ctx.authorize(Action::AssetRead, Resource::Any)) {
        names.assets = named_assets(conn, &read, assets).await?;
    }
    if ctx.may(Action::SupplierRead, Resource::Any) {
        for chunk in suppliers.into_iter().collect::<Vec<_>>().chunks(IN_LIST) {
            let rows = supplier::Entity::find().filter(supplier::Column::Id.is_in(chunk.iter().copied()));
            let rows = rows.select_only().column(supplier::Column::Id).column(supplier::Column::Name);
            let rows: Vec<(Uuid, String)> = rows.into_tuple().all(conn).await?;
            names.suppliers.extend(rows.into_iter().map(|(id, name)| (SupplierId(id), name)));
        }
    }
    for chunk in others.into_iter().collect::<Vec<_>>().chunks(IN_LIST) {
        let some = task::Column::Id.is_in(chunk.iter().copied());
        let rows = task::Entity::find().filter(visible(&permit)).filter(some).select_only();
        let rows = rows.column(task::Column::Id).column(task::Column::Number).column(task::Column::Name);
        let rows: Vec<(Uuid, i32, String)> = rows.into_tuple().all(conn).await?;
        let read = |(id, number, name)| (CriticalTaskId(id), (u32::try_from(number).unwrap_or(0), name));
        names.tasks.extend(rows.into_iter().map(read));
    }
    Ok(names)
}

/// Number and name of tasks in use, in Danish order.
///
/// # Errors
/// As [`task_names`].
pub async fn list_task_titles(app: &App, ctx: &Context, most: u64) -> Result<Vec<(CriticalTaskId, u32, String)>> {
    let permit = ctx.authorize_read(Action::ContinuityRead, Resource::Any, KIND)?;
    let rows = task::Entity::find()
        .filter(visible(&permit))
        .filter(task::Column::ArchivedAt.is_null())
        .order_by_asc(dialect::danish_order("name"))
        .order_by_asc(task::Column::Number)
        .limit(most)
        .select_only()
        .columns([task::Column::Id, task::Column::Number, task::Column::Name]);
    let rows: Vec<(Uuid, i32, String)> = rows.into_tuple().all(app.db().read()).await?;
    let read = |(id, number, name)| (CriticalTaskId(id), u32::try_from(number).unwrap_or(0), name);
    Ok(rows.into_iter().map(read).collect())
}
