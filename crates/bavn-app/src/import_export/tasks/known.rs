//! What the rows of a list name: tasks that are here, units, people, assets and suppliers; a few statements in all.

use super::{
    NeedColumn, NeedKind, TaskColumn,
    sheets::{Sheet, Sheets},
};
use crate::{
    App, Context, FieldFault, Result,
    asset::{AssetKeys, find_assets},
    continuity::{Task, TaskKeys, find_tasks},
    organisation::{named_unit_tree, person},
    supplier::supplier_keys,
};
use bavn_core::{
    access::{Action, Resource},
    continuity::task::{FieldKind, NeedOn},
    ids::{AssetId, SupplierId},
    import_export::table::{Cell, TableRow},
    text::fold,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect};
use std::collections::{BTreeSet, HashMap};
use uuid::Uuid;

/// Values in one `IN` list.
const IN_LIST: usize = 1_000;

#[derive(Default)]
pub(super) struct Known {
    pub(super) tasks: Vec<Task>,
    by_number: HashMap<u32, usize>,
    by_name: HashMap<String, Vec<usize>>,
    pub(super) units: HashMap<String, Vec<Uuid>>,
    pub(super) people: HashMap<String, Vec<Uuid>>,
    things: Things,
}

/// Assets and suppliers in use by number and folded name.
#[derive(Default)]
struct Things {
    assets: HashMap<u32, AssetId>,
    suppliers: HashMap<u32, SupplierId>,
    named: HashMap<String, Vec<NeedOn>>,
}

impl Known {
    pub(super) async fn load(app: &App, ctx: &Context, sheets: &Sheets) -> Result<Self> {
        let tasks = find_tasks(app, ctx, &TaskKeys::InUse).await?;
        let by_number = tasks.iter().enumerate().map(|(at, task)| (task.number, at)).collect();
        let mut by_name: HashMap<String, Vec<usize>> = HashMap::new();
        for (at, task) in tasks.iter().enumerate() {
            by_name.entry(fold(&task.facts.name)).or_default().push(at);
        }
        let (_, names) = named_unit_tree(app.db().read()).await?;
        let mut units: HashMap<String, Vec<Uuid>> = HashMap::new();
        for (id, name) in names {
            units.entry(fold(&name)).or_default().push(id.0);
        }
        let people = people(app, &sheets.tasks).await?;
        let things = if sheets.needs.rows.is_empty() {
            Things::default()
        } else {
            Things::load(app, ctx, &sheets.needs).await?
        };
        Ok(Self { tasks, by_number, by_name, units, people, things })
    }

    /// The task that a row of the tasks is about, if it is here.
    pub(super) fn old(
        &self,
        row: &TableRow,
        sheet: &Sheet<TaskColumn>,
        faults: &mut Vec<(usize, FieldFault)>,
    ) -> Option<&Task> {
        let column = |wanted: &str| sheet.columns.iter().find(|(_, column)| column.key() == wanted).map(|(at, _)| *at);
        if let Some(at) = column("number") {
            let number = row.cell(at).shown();
            if !number.is_empty() {
                let found = self.numbered(&number);
                if found.is_none() {
                    faults.push((at, FieldFault::new("number", "no_such_task", number)));
                }
                return found;
            }
        }
        let at = column("name")?;
        let name = row.cell(at).shown();
        match self.by_name.get(&fold(&name)).map(Vec::as_slice) {
            Some([one]) => self.tasks.get(*one),
            Some(_) => {
                faults.push((at, FieldFault::new("name", "several_tasks_named", name)));
                None
            }
            None => None,
        }
    }

    /// The task in use with a number as it is written: `O-12` or `12`.
    pub(super) fn numbered(&self, text: &str) -> Option<&Task> {
        let number = match NeedKind::of_code(text) {
            Some((NeedKind::Task, number)) => number,
            Some(_) => return None,
            None => text.trim().parse().ok()?,
        };
        self.by_number.get(&number).and_then(|at| self.tasks.get(*at))
    }

    /// Assets and suppliers in use with a folded name.
    pub(super) fn named_things(&self, name: &str) -> &[NeedOn] {
        self.things.named.get(name).map_or(&[], Vec::as_slice)
    }

    /// The thing in use of a sort with a number.
    pub(super) fn numbered_thing(&self, kind: NeedKind, number: u32) -> Option<NeedOn> {
        match kind {
            NeedKind::Asset => self.things.assets.get(&number).map(|id| NeedOn::Asset(*id)),
            NeedKind::Supplier => self.things.suppliers.get(&number).map(|id| NeedOn::Supplier(*id)),
            NeedKind::Task => {
                self.by_number.get(&number).and_then(|at| self.tasks.get(*at)).map(|task| NeedOn::Task(task.id))
            }
        }
    }
}

/// The people that the rows name, by folded name.
async fn people(app: &App, sheet: &Sheet<TaskColumn>) -> Result<HashMap<String, Vec<Uuid>>> {
    let is_person = |column: &TaskColumn| matches!(column, TaskColumn::Field(field) if field.kind == FieldKind::Person);
    let mut wanted = BTreeSet::new();
    for (at, _) in sheet.columns.iter().filter(|(_, column)| is_person(column)) {
        wanted.extend(sheet.rows.iter().map(|row| row.cell(*at).shown()).filter(|name| !name.is_empty()));
    }
    let mut people: HashMap<String, Vec<Uuid>> = HashMap::new();
    for chunk in wanted.into_iter().collect::<Vec<_>>().chunks(IN_LIST) {
        let some = person::Column::Name.is_in(chunk.iter().cloned());
        let rows = person::Entity::find().filter(some).filter(person::Column::ArchivedAt.is_null());
        let rows = rows.select_only().column(person::Column::Id).column(person::Column::Name);
        let rows: Vec<(Uuid, String)> = rows.into_tuple().all(app.db().read()).await?;
        for (id, name) in rows {
            people.entry(fold(&name)).or_default().push(id);
        }
    }
    Ok(people)
}

impl Things {
    async fn load(app: &App, ctx: &Context, sheet: &Sheet<NeedColumn>) -> Result<Self> {
        let (mut numbers, mut names) = (BTreeSet::new(), BTreeSet::new());
        let texts = |column| sheet.rows.iter().map(move |row| sheet.cell(row, column)).filter(|cell| !cell.is_blank());
        for text in texts(NeedColumn::OnNumber).chain(texts(NeedColumn::On)).map(Cell::shown) {
            match NeedKind::of_code(&text) {
                Some((NeedKind::Asset, number)) => {
                    numbers.insert(number);
                }
                Some(_) => {}
                None => numbers.extend(text.parse::<u32>().ok()),
            }
        }
        names.extend(texts(NeedColumn::On).map(Cell::shown));
        let mut things = Self::default();
        for keys in [AssetKeys::Numbers(numbers.into_iter().collect()), AssetKeys::Names(names.into_iter().collect())] {
            for asset in find_assets(app, ctx, &keys).await?.into_iter().filter(|asset| asset.archived_at.is_none()) {
                if things.assets.insert(asset.number, asset.id).is_none() {
                    things.named.entry(fold(&asset.facts.name)).or_default().push(NeedOn::Asset(asset.id));
                }
            }
        }
        if ctx.may(Action::SupplierRead, Resource::Any) {
            for one in supplier_keys(app.db().read()).await?.into_iter().filter(|one| !one.is_archived) {
                let id = SupplierId(one.id);
                things.suppliers.extend(u32::try_from(one.number).ok().map(|number| (number, id)));
                things.named.entry(fold(&one.name)).or_default().push(NeedOn::Supplier(id));
            }
        }
        Ok(things)
    }
}
