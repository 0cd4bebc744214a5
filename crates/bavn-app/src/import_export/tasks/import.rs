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
                faults.push((place("name"), FieldFault::new("name", "duplicate", &facts.name)));
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
            self.import.faults.extend(told.map(|(at, fault)| CellFault {
                sheet: sheet.name.clone(),
                cell: cell(at),
                fault,
            }));
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
        let fault = |(row, column, fault)| CellFault { sheet: sheet.name.clone(), cell: cell(row, column), fault };
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
        let needs = self
            .needs
            .into_iter()
            .map(|(task, needs)| TaskChange::Needs { id: real(task), needs: needs.into_iter().map(on).collect() });
        store_tasks(tx, ctx, permit, needs.collect()).await?;
        Ok(TaskImport { is_stored: true, ..self.import })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import_export::{NeedKind, TaskColumn};
    use bavn_core::{
        continuity::task::NeedEffect,
        import_export::{List, ListCell, lists_xlsx},
        lang::Lang,
    };
    use time::macros::datetime;

    fn words() -> TaskWords {
        TaskWords {
            headings: TaskColumn::all().map(|column| (fold(column.key()), column)).collect(),
            needs: NeedColumn::ALL.map(|column| (fold(column.key()), column)).into(),
            months: [("januar".to_owned(), 1)].into(),
            kinds: NeedKind::ALL.map(|kind| (kind.key().to_owned(), kind)).into(),
            effects: NeedEffect::ALL.iter().map(|effect| (effect.key().to_owned(), *effect)).collect(),
        }
    }

    /// Random numbers that are the same everywhere.
    struct Random(u64);

    impl Random {
        fn below(&mut self, end: usize) -> usize {
            self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (self.0 >> 33) as usize % end.max(1)
        }

        fn of<'a>(&mut self, all: &[&'a str]) -> &'a str {
            all[self.below(all.len())]
        }
    }

    const CELLS: [&str; 28] = [
        "",
        "Mad",
        "mad",
        "Medicin",
        "O-1",
        "o1",
        "1",
        "-1",
        "99999999999999999999",
        "A-12",
        "A-",
        "Ø",
        "4 timer",
        "-4 timer",
        "1,5 døgn",
        "9999 uger",
        "0 1 2 3 4 4",
        "4 3 2 1 0 0",
        "0 1 -",
        "januar, 12",
        "13",
        "2027-03-01",
        "2027-02-31",
        "stops",
        "worse",
        "task",
        "\u{1}\u{202e}",
        "=1+1",
    ];

    fn planned(bytes: &[u8]) -> Option<TaskImport> {
        let words = words();
        let sheets = sheets::read(bytes, &words).ok()?;
        let plan = Planner { words: &words, known: &Known::default(), sheets: &sheets, import: <_>::default() }.plan();
        for one in &plan.import.faults {
            assert!(one.cell.ends_with(|letter: char| letter.is_ascii_digit()), "{one:?}");
        }
        // What would be stored has nothing that storing would refuse.
        if plan.import.faults.is_empty() {
            for change in &plan.changes {
                if let TaskChange::Create { facts, .. } = change {
                    assert_eq!(task_faults(facts), []);
                }
            }
            for (task, needs) in &plan.needs {
                assert_eq!(crate::continuity::need_faults(Some(*task), needs), []);
            }
        }
        Some(plan.import)
    }

    #[test]
    fn any_cell_anywhere_is_taken_or_told_with_its_place() {
        let mut random = Random(7);
        let tasks: Vec<&str> = TaskColumn::all().map(TaskColumn::key).collect();
        let needs = NeedColumn::ALL.map(NeedColumn::key);
        let (mut read, mut sound) = (0, 0);
        for round in 0..600 {
            let headings: &[&str] = if round % 2 == 0 { &tasks } else { &needs };
            let columns = 2 + random.below(6);
            let mut lines = vec![(0..columns).map(|_| random.of(headings)).collect::<Vec<_>>().join(";")];
            for _ in 0..random.below(6) {
                lines.push((0..columns).map(|_| random.of(&CELLS)).collect::<Vec<_>>().join(";"));
            }
            if let Some(import) = planned(lines.join("\r\n").as_bytes()) {
                read += 1;
                sound += usize::from(import.faults.is_empty());
            }
        }
        assert!(read > 300 && sound > 50, "{read} read, {sound} of them without faults");
    }

    #[test]
    fn broken_workbooks_are_refused_and_nothing_worse() {
        let list = |title: &str, heads: &[&str]| List {
            title: title.to_owned(),
            lang: Lang::Da,
            heads: heads.iter().map(|head| ((*head).to_owned(), 12)).collect(),
            rows: CELLS
                .chunks(heads.len())
                .map(|row| row.iter().map(|text| ListCell::Text((*text).into())).collect())
                .collect(),
        };
        let tasks = list("tasks", &["number", "name", "rto_minutes", "law"]);
        let needs = list("needs", &["task_number", "task", "kind", "on_number", "on", "effect", "after_minutes"]);
        let whole = lists_xlsx(&[tasks, needs], datetime!(2026-11-02 08:00 UTC)).unwrap();
        let import = planned(&whole).unwrap();
        let sheets: HashSet<&str> = import.faults.iter().map(|one| one.sheet.as_str()).collect();
        assert_eq!(sheets, HashSet::from(["tasks", "needs"]));
        let mut random = Random(11);
        for _ in 0..300 {
            let mut bytes = whole.clone();
            for _ in 0..=random.below(8) {
                let at = random.below(bytes.len());
                bytes[at] = random.below(256) as u8;
            }
            if random.below(4) == 0 {
                bytes.truncate(random.below(whole.len()));
            }
            planned(&bytes);
        }
    }
}
