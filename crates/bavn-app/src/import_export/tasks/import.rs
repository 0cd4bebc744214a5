use super::{
    NeedColumn, TaskWords,
    known::Known,
    needs::{self, Named, Wanted, stand_in},
    rows,
    sheets::{self, Sheets},
};
use crate::{
    App, Context, FieldFault, Result,
    continuity::{Task, TaskChange, store_tasks, task_faults},
};
use bavn_core::{
    access::{Action, Permit, Resource},
    continuity::task::{CriticalTask, NeedOn, TaskNeed},
    ids::CriticalTaskId,
    import_export::table::TableRow,
    text::fold,
};
use bavn_db::WriteTx;
use std::collections::{BTreeMap, HashMap, HashSet};

/// What a row does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TaskAction {
    /// It makes a task.
    Create,
    /// It changes one.
    Update,
    /// It is as it is here.
    Same,
}

impl TaskAction {
    /// The stable word.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Create => "create",
            Self::Update => "update",
            Self::Same => "same",
        }
    }
}

/// What is wrong with a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CellFault {
    /// The sheet; blank for separated values.
    pub sheet: String,
    /// The cell, such as `D7`; only its row, such as `7`, where the column is not in the file.
    pub cell: String,
    /// What is wrong.
    pub fault: FieldFault,
}

/// A row of the tasks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaskLine {
    /// Its row, from 1.
    pub row: u32,
    /// The name of the task.
    pub name: String,
    /// What it does.
    pub action: TaskAction,
}

/// What a task stands on, as the file says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NeedsLine {
    /// The name of the task.
    pub name: String,
    /// On how many things it stands now.
    pub before: usize,
    /// On how many things it stands afterwards.
    pub after: usize,
    /// Whether that is something else.
    pub is_changed: bool,
}

/// What a list of critical tasks does, or would do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TaskImport {
    /// All rows of the tasks.
    pub rows: Vec<TaskLine>,
    /// Every task whose needs the file names.
    pub needs: Vec<NeedsLine>,
    /// Headings that are no column; what stands under them is left out.
    pub unknown: Vec<String>,
    /// Every fault; with any, nothing is stored.
    pub faults: Vec<CellFault>,
    /// Whether it was stored.
    pub is_stored: bool,
}

impl TaskImport {
    /// How many rows do this.
    #[must_use]
    pub fn count(&self, action: TaskAction) -> usize {
        self.rows.iter().filter(|line| line.action == action).count()
    }

    /// How many tasks it makes or changes, or has stand on something else.
    #[must_use]
    pub fn touched(&self) -> usize {
        let rows = self.rows.iter().filter(|line| line.action != TaskAction::Same).map(|line| &line.name);
        let needs = self.needs.iter().filter(|line| line.is_changed).map(|line| &line.name);
        rows.chain(needs).collect::<HashSet<_>>().len()
    }

    /// How many tasks stand on something else afterwards.
    #[must_use]
    pub fn needs_changed(&self) -> usize {
        self.needs.iter().filter(|line| line.is_changed).count()
    }
}

/// A file that was read, and what it is to do.
pub(super) struct Plan {
    pub(super) import: TaskImport,
    changes: Vec<TaskChange>,
    needs: BTreeMap<CriticalTaskId, Vec<TaskNeed>>,
}

/// Takes lists of critical tasks and of what they stand on in, CSV or XLSX: all of it, or nothing when there are faults or `is_trial`. A row
/// is recognised by its number, otherwise by its name; an empty cell empties its field, a column that is not there leaves its field as it is.
/// A task that the sheet of needs names stands on what is there and on nothing else; one that it does not name keeps what it has.
///
/// # Errors
/// [`crate::Error::File`] when it cannot be read, [`crate::Error::Forbidden`], or the database failed.
pub async fn import_tasks(
    app: &App,
    ctx: &Context,
    bytes: &[u8],
    words: &TaskWords,
    is_trial: bool,
) -> Result<TaskImport> {
    let permit = ctx.authorize(Action::ContinuityAdminister, Resource::Any)?;
    let plan = plan(app, ctx, bytes.to_vec(), words).await?;
    if is_trial || !plan.import.faults.is_empty() {
        return Ok(plan.import);
    }
    let mut tx = app.db().write_tx(&permit, ctx.change()).await?;
    let import = plan.store(&mut tx, ctx, &permit).await?;
    tx.commit_recorded().await?;
    Ok(import)
}

/// Reads a file, and works out what it is to do.
pub(super) async fn plan(app: &App, ctx: &Context, bytes: Vec<u8>, words: &TaskWords) -> Result<Plan> {
    let own = words.clone();
    // Unpacking is work for the processor: not on the threads that answer requests.
    let mut sheets = tokio::task::spawn_blocking(move || sheets::read(&bytes, &own)).await??;
    let unknown = std::mem::take(&mut sheets.unknown);
    let mut import = TaskImport { unknown, ..TaskImport::default() };
    let has_tasks = sheets.tasks.columns.iter().any(|(_, column)| column.key() == "name");
    let only_needs = sheets.tasks.columns.is_empty() && !sheets.needs.columns.is_empty();
    if !has_tasks && !only_needs {
        let fault = FieldFault::new("name", "no_name", "");
        import.faults.push(CellFault { sheet: sheets.tasks.name.clone(), cell: "A1".to_owned(), fault });
        return Ok(Plan { import, changes: Vec::new(), needs: BTreeMap::new() });
    }
    let known = Known::load(app, ctx, &sheets).await?;
    Ok(Planner { words, known: &known, sheets: &sheets, import }.plan())
}

struct Planner<'a> {
    words: &'a TaskWords,
    known: &'a Known,
    sheets: &'a Sheets,
    import: TaskImport,
}

impl Planner<'_> {
    fn plan(mut self) -> Plan {
        let mut named = Named::of(self.known);
        let (changes, names) = self.tasks(&mut named);
        let needs = self.needs(&named, &names);
        Plan { import: self.import, changes, needs }
    }

    /// What the rows of the tasks do, and what the tasks of the file are called in it.
    fn tasks(&mut self, named: &mut Named) -> (Vec<TaskChange>, HashMap<CriticalTaskId, String>) {
        let sheet = &self.sheets.tasks;
        let (mut changes, mut seen, mut names) = (Vec::new(), HashSet::new(), HashMap::new());
        let mut made = 0;
        for row in &sheet.rows {
            let mut faults: Vec<(usize, FieldFault)> = Vec::new();
            let old = self.known.old(row, sheet, &mut faults);
            let facts = rows::read(row, sheet, self.words, self.known, old, &mut faults);
            let place =
                |key: &str| sheet.columns.iter().find(|(_, column)| column.key() == key).map_or(0, |(at, _)| *at);
            if faults.is_empty() {
                let found = task_faults(&facts).into_iter().map(|fault| (place(&fault_column(&fault)), fault));
                faults.extend(found);
            }
            let key = old.map_or_else(|| fold(&facts.name), |old| old.id.to_string());
            if faults.is_empty() && !seen.insert(key) {
                faults.push((place("name"), FieldFault::new("name", "named_twice", &facts.name)));
            }
            let action = action(old, &facts);
            self.import.rows.push(TaskLine { row: row.number, name: facts.name.clone(), action });
            let id = old.map_or_else(|| stand_in(made), |old| old.id);
            named.add(&facts.name, id);
            names.insert(id, facts.name.clone());
            match (action, old) {
                (TaskAction::Create, _) => {
                    made += 1;
                    changes.push(TaskChange::Create { facts, needs: Vec::new() });
                }
                (TaskAction::Update, Some(old)) => changes.push(TaskChange::Update { id: old.id, facts }),
                _ => {}
            }
            let cell = |at| format!("{}{}", TableRow::letters(at), row.number);
            let told = faults.into_iter();
            self.import
                .faults
                .extend(told.map(|(at, fault)| CellFault { sheet: sheet.name.clone(), cell: cell(at), fault }));
        }
        (changes, names)
    }

    /// What tasks are to stand on: those for which that is something else.
    fn needs(
        &mut self,
        named: &Named,
        names: &HashMap<CriticalTaskId, String>,
    ) -> BTreeMap<CriticalTaskId, Vec<TaskNeed>> {
        let (sheet, known) = (&self.sheets.needs, self.known);
        let (wanted, faults) = needs::read(sheet, self.words, known, named);
        let cell = |row: u32, column: Option<NeedColumn>| {
            let place = column.and_then(|column| sheet.place(column));
            place.map_or_else(|| row.to_string(), |at| format!("{}{row}", TableRow::letters(at)))
        };
        let fault =
            |(row, column, fault)| CellFault { sheet: sheet.name.clone(), cell: cell(row, column), fault };
        let is_sound = faults.is_empty();
        self.import.faults.extend(faults.into_iter().map(fault));
        if let Some((row, path)) = needs::circle(known, &wanted, names).filter(|_| is_sound) {
            let found = FieldFault::new("on", "task_circle", "").with("path", path);
            self.import.faults.push(fault((row, Some(NeedColumn::On), found)));
        }
        let old: HashMap<CriticalTaskId, &Task> = known.tasks.iter().map(|task| (task.id, task)).collect();
        let mut changed = BTreeMap::new();
        for (id, Wanted { needs, .. }) in wanted {
            let task = old.get(&id);
            let before: &[TaskNeed] = task.map_or(&[], |task| &task.needs);
            let is_changed = before != needs;
            let name = names.get(&id).cloned().or_else(|| task.map(|task| task.facts.name.clone()));
            let (before, after) = (before.len(), needs.len());
            self.import.needs.push(NeedsLine { name: name.unwrap_or_default(), before, after, is_changed });
            if is_changed {
                changed.insert(id, needs);
            }
        }
        changed
    }
}

fn action(old: Option<&Task>, facts: &CriticalTask) -> TaskAction {
    match old {
        None => TaskAction::Create,
        Some(old) if old.facts == *facts => TaskAction::Same,
        Some(_) => TaskAction::Update,
    }
}

/// The column that a fault of a task is about.
fn fault_column(fault: &FieldFault) -> String {
    let dimension = fault.params.iter().find(|(name, _)| *name == "dimension").map(|(_, key)| key.clone());
    dimension.unwrap_or_else(|| fault.field.clone())
}

impl Plan {
    /// Does it: the tasks first, and then, when those that the file makes have their identifiers, what they stand on.
    pub(super) async fn store(self, tx: &mut WriteTx, ctx: &Context, permit: &Permit) -> Result<TaskImport> {
        let is_made: Vec<bool> =
            self.changes.iter().map(|change| matches!(change, TaskChange::Create { .. })).collect();
        let stored = store_tasks(tx, ctx, permit, self.changes).await?;
        let made: HashMap<CriticalTaskId, CriticalTaskId> = stored
            .iter()
            .zip(is_made)
            .filter(|(_, is_made)| *is_made)
            .enumerate()
            .map(|(at, (task, _))| (stand_in(at), task.id))
            .collect();
        let real = |id: CriticalTaskId| made.get(&id).copied().unwrap_or(id);
        let on = |need: TaskNeed| match need.on {
            NeedOn::Task(id) => TaskNeed { on: NeedOn::Task(real(id)), ..need },
            NeedOn::Asset(_) | NeedOn::Supplier(_) => need,
        };
        let needs = self.needs.into_iter().map(|(task, needs)| TaskChange::Needs {
            id: real(task),
            needs: needs.into_iter().map(on).collect(),
        });
        store_tasks(tx, ctx, permit, needs.collect()).await?;
        Ok(TaskImport { is_stored: true, ..self.import })
    }
}
