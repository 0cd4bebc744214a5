use super::{
    ListFormat,
    lists::{list, text, write},
};
use crate::{
    App, Context, Error, FieldFault, Result,
    continuity::{
        Task, TaskChange, TaskFilter, TaskKeys, TaskNames, TaskSort, find_tasks, put_tasks, select_tasks, task_faults,
        task_names,
    },
    organisation::{named_unit_tree, person},
};
use bavn_core::{
    access::{Action, Resource},
    continuity::task::{CriticalTask, Dimension, FIELDS, Field, FieldKind, HORIZONS},
    import_export::{
        ListCell,
        table::{Cell, TableFile, TableLimits, TableRow},
    },
    lang::Lang,
    text::fold,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect};
use serde_json::{Map, Value};
use std::{
    collections::{BTreeSet, HashMap, HashSet},
    ops::ControlFlow,
};
use uuid::Uuid;

/// The words of a list of critical tasks, in one language.
pub struct TaskTexts<'a> {
    /// The language.
    pub lang: Lang,
    /// What the list is called.
    pub title: String,
    /// The number of a task.
    pub number: String,
    /// The name of a field.
    pub field: &'a (dyn Fn(&Field) -> String + Send + Sync),
    /// The value of a field in words.
    pub value: &'a (dyn Fn(&TaskNames, &Field, &Value) -> String + Send + Sync),
    /// The heading of the six levels of a dimension.
    pub dimension: &'a (dyn Fn(Dimension) -> String + Send + Sync),
}

impl std::fmt::Debug for TaskTexts<'_> {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("TaskTexts").field("lang", &self.lang).finish_non_exhaustive()
    }
}

/// A column of a list of critical tasks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TaskColumn {
    /// The number, by which a task is recognised.
    Number,
    /// A field.
    Field(&'static Field),
    /// The six levels of a dimension with spaces between, `-` for one that nobody has said.
    Impact(Dimension),
}

impl TaskColumn {
    /// Every column, in order.
    pub fn all() -> impl Iterator<Item = Self> {
        let fields = FIELDS.iter().map(Self::Field);
        std::iter::once(Self::Number).chain(fields).chain(Dimension::ALL.iter().map(|one| Self::Impact(*one)))
    }

    /// The stable word, which also serves as a heading.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Field(field) => field.key,
            Self::Impact(dimension) => dimension.key(),
        }
    }
}

/// Critical tasks as a list: one row for each that a filter lets through, a column for each field and dimension. It can be filled and
/// taken in again by [`import_tasks`].
///
/// # Errors
/// [`Error::NotFound`] for those who may read no tasks, or the database failed.
pub async fn export_task_list(
    app: &App,
    ctx: &Context,
    filter: &TaskFilter,
    sort: TaskSort,
    format: ListFormat,
    texts: &TaskTexts<'_>,
) -> Result<Vec<u8>> {
    let tasks = select_tasks(app, ctx, filter, sort).await?;
    let names = task_names(app, ctx, &tasks).await?;
    write_list(ctx, &tasks, &names, format, texts)
}

/// An empty list of critical tasks with its headings: to be filled and taken in.
///
/// # Errors
/// [`Error::NotFound`] for those who may read no tasks, or the file cannot be made.
pub fn export_task_template(ctx: &Context, format: ListFormat, texts: &TaskTexts<'_>) -> Result<Vec<u8>> {
    let _ = ctx.authorize_read(Action::ContinuityRead, Resource::Any, "critical_task")?;
    write_list(ctx, &[], &TaskNames::default(), format, texts)
}

fn write_list(
    ctx: &Context,
    tasks: &[Task],
    names: &TaskNames,
    format: ListFormat,
    texts: &TaskTexts<'_>,
) -> Result<Vec<u8>> {
    let row = |task: &Task| -> Vec<ListCell> {
        let map = task.facts.to_map();
        let cell = |column: TaskColumn| match column {
            TaskColumn::Number => text(&task.code()),
            TaskColumn::Impact(dimension) => text(&levels(task, dimension)),
            TaskColumn::Field(field) => match (field.kind, map.get(field.key)) {
                (FieldKind::Number(..) | FieldKind::Percent, Some(Value::Number(number))) => {
                    number.as_i64().map_or_else(|| text(""), ListCell::Number)
                }
                // Dates stay as 2026-10-12, so that they sort and can be read in again.
                (FieldKind::Date, Some(Value::String(date))) => text(date),
                (_, Some(value)) => text(&(texts.value)(names, field, value)),
                (_, None) => text(""),
            },
        };
        TaskColumn::all().map(cell).collect()
    };
    let labels: Vec<(String, u8)> = TaskColumn::all()
        .map(|column| match column {
            TaskColumn::Number => (texts.number.clone(), 8),
            TaskColumn::Field(field) => ((texts.field)(field), 24),
            TaskColumn::Impact(dimension) => ((texts.dimension)(dimension), 20),
        })
        .collect();
    let heads: Vec<(&String, u8)> = labels.iter().map(|(label, width)| (label, *width)).collect();
    write(ctx, format, list(&texts.title, texts.lang, &heads, tasks.iter().map(row).collect()))
}

fn levels(task: &Task, dimension: Dimension) -> String {
    let levels = task.facts.impact.of(dimension);
    if levels.iter().all(Option::is_none) {
        return String::new();
    }
    let levels = levels.iter().map(|level| level.map_or_else(|| "-".to_owned(), |level| level.to_string()));
    levels.collect::<Vec<_>>().join(" ")
}

/// How the cells of a list are read.
#[derive(Clone, Debug, Default)]
pub struct TaskWords {
    /// Columns by their headings, folded.
    pub headings: HashMap<String, TaskColumn>,
    /// Months by their names, folded.
    pub months: HashMap<String, u8>,
}

/// What a row of a list does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TaskAction {
    /// It is a task that is not here.
    Create,
    /// It changes a task.
    Update,
    /// It is as the task is here.
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
    /// The cell, such as `D7`.
    pub cell: String,
    /// What is wrong.
    pub fault: FieldFault,
}

/// What a list of critical tasks does, or would do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TaskImport {
    /// Row, name and what it does, of all rows.
    pub rows: Vec<(u32, String, TaskAction)>,
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
        self.rows.iter().filter(|(_, _, one)| *one == action).count()
    }
}

/// The most rows of a list.
const MOST: u32 = 5_000;

/// Takes a list of critical tasks in, CSV or XLSX: all of it, or nothing when there are faults or `is_trial`. A row is recognised by its
/// number, otherwise by its name; an empty cell empties its field, a column that is not there leaves its field as it is.
///
/// # Errors
/// [`Error::File`] when it cannot be read, [`Error::Forbidden`], or the database failed.
pub async fn import_tasks(
    app: &App,
    ctx: &Context,
    bytes: &[u8],
    words: &TaskWords,
    is_trial: bool,
) -> Result<TaskImport> {
    let _ = ctx.authorize(Action::ContinuityAdminister, Resource::Any)?;
    let (columns, unknown, rows) = read_rows(bytes, words)?;
    let mut import = TaskImport { unknown, ..TaskImport::default() };
    if !columns.iter().any(|(_, column)| matches!(column, TaskColumn::Field(field) if field.key == "name")) {
        let fault = FieldFault::new("name", "no_name", "");
        import.faults.push(CellFault { cell: "A1".to_owned(), fault });
        return Ok(import);
    }
    let known = Known::load(app, ctx, &columns, &rows).await?;
    let (mut changes, mut seen) = (Vec::new(), HashSet::new());
    for row in &rows {
        let mut faults: Vec<(usize, FieldFault)> = Vec::new();
        let old = known.old(row, &columns, &mut faults);
        let facts = read_row(row, &columns, words, &known, old, &mut faults);
        let place = |key: &str| columns.iter().find(|(_, column)| column.key() == key).map_or(0, |(at, _)| *at);
        if faults.is_empty() {
            let found = task_faults(&facts).into_iter().map(|fault| (place(&fault_column(&fault)), fault));
            faults.extend(found);
        }
        let key = old.map_or_else(|| fold(&facts.name), |old| old.id.to_string());
        if faults.is_empty() && !seen.insert(key) {
            faults.push((place("name"), FieldFault::new("name", "named_twice", &facts.name)));
        }
        let action = match old {
            None => TaskAction::Create,
            Some(old) if old.facts == facts => TaskAction::Same,
            Some(_) => TaskAction::Update,
        };
        import.rows.push((row.number, facts.name.clone(), action));
        match (action, old) {
            (TaskAction::Create, _) => changes.push(TaskChange::Create { facts, needs: Vec::new() }),
            (TaskAction::Update, Some(old)) => changes.push(TaskChange::Update { id: old.id, facts }),
            _ => {}
        }
        let cell = |at| format!("{}{}", TableRow::letters(at), row.number);
        import.faults.extend(faults.into_iter().map(|(at, fault)| CellFault { cell: cell(at), fault }));
    }
    if import.faults.is_empty() && !is_trial {
        put_tasks(app, ctx, changes).await?;
        import.is_stored = true;
    }
    Ok(import)
}

/// The column that a fault of a task is about.
fn fault_column(fault: &FieldFault) -> String {
    let dimension = fault.params.iter().find(|(name, _)| *name == "dimension").map(|(_, key)| key.clone());
    dimension.unwrap_or_else(|| fault.field.clone())
}

type Columns = Vec<(usize, TaskColumn)>;

/// The columns that are known with their places, headings that are not, and the rows beneath.
fn read_rows(bytes: &[u8], words: &TaskWords) -> Result<(Columns, Vec<String>, Vec<TableRow>)> {
    let limits = TableLimits { file_bytes: 10_000_000, rows: MOST, columns: 200, ..TableLimits::default() };
    let file = TableFile::open(bytes, &limits).map_err(Error::File)?;
    let sheet = file.sheet(None, &limits).map_err(Error::File)?.name.clone();
    let first = file.first_rows(&sheet, 10, &limits).map_err(Error::File)?;
    let Some(header) = TableFile::header_row(&first) else { return Ok((Vec::new(), Vec::new(), Vec::new())) };
    let (mut columns, mut unknown): (Columns, Vec<String>) = (Vec::new(), Vec::new());
    for (at, cell) in header.cells.iter().enumerate().filter(|(_, cell)| !cell.is_blank()) {
        let heading = cell.shown();
        match words.headings.get(&fold(&heading)) {
            Some(column) if !columns.iter().any(|(_, other)| other == column) => columns.push((at, *column)),
            _ => unknown.push(heading),
        }
    }
    let (mut rows, number) = (Vec::new(), header.number);
    let read = file.read(&sheet, &limits, &mut |row| {
        if row.number > number {
            rows.push(row);
        }
        ControlFlow::Continue(())
    });
    read.map_err(Error::File)?;
    Ok((columns, unknown, rows))
}

/// What rows name: tasks that are here, units and people.
struct Known {
    tasks: Vec<Task>,
    by_number: HashMap<String, usize>,
    by_name: HashMap<String, usize>,
    units: HashMap<String, Vec<Uuid>>,
    people: HashMap<String, Vec<Uuid>>,
}

impl Known {
    async fn load(app: &App, ctx: &Context, columns: &Columns, rows: &[TableRow]) -> Result<Self> {
        let tasks = find_tasks(app, ctx, &TaskKeys::InUse).await?;
        let by_number = tasks.iter().enumerate().map(|(at, task)| (fold(&task.code()), at)).collect();
        let by_name = tasks.iter().enumerate().map(|(at, task)| (fold(&task.facts.name), at)).collect();
        let conn = app.db().read();
        let (_, names) = named_unit_tree(conn).await?;
        let mut units: HashMap<String, Vec<Uuid>> = HashMap::new();
        for (id, name) in names {
            units.entry(fold(&name)).or_default().push(id.0);
        }
        let is_person =
            |column: &TaskColumn| matches!(column, TaskColumn::Field(field) if field.kind == FieldKind::Person);
        let mut wanted = BTreeSet::new();
        for (at, _) in columns.iter().filter(|(_, column)| is_person(column)) {
            wanted.extend(rows.iter().map(|row| row.cell(*at).shown()).filter(|name| !name.is_empty()));
        }
        let mut people: HashMap<String, Vec<Uuid>> = HashMap::new();
        for chunk in wanted.into_iter().collect::<Vec<_>>().chunks(1_000) {
            let some = person::Column::Name.is_in(chunk.iter().cloned());
            let rows = person::Entity::find().filter(some).filter(person::Column::ArchivedAt.is_null());
            let rows = rows.select_only().column(person::Column::Id).column(person::Column::Name);
            let rows: Vec<(Uuid, String)> = rows.into_tuple().all(conn).await?;
            for (id, name) in rows {
                people.entry(fold(&name)).or_default().push(id);
            }
        }
        Ok(Self { tasks, by_number, by_name, units, people })
    }

    /// The task that a row is about, if it is here.
    fn old(&self, row: &TableRow, columns: &Columns, faults: &mut Vec<(usize, FieldFault)>) -> Option<&Task> {
        let cell = |wanted: &str| columns.iter().find(|(_, column)| column.key() == wanted).map(|(at, _)| *at);
        if let Some(at) = cell("number") {
            let number = row.cell(at).shown();
            if !number.is_empty() {
                let found = self.by_number.get(&fold(&number)).and_then(|at| self.tasks.get(*at));
                if found.is_none() {
                    faults.push((at, FieldFault::new("number", "no_such_task", number)));
                }
                return found;
            }
        }
        let name = cell("name").map(|at| row.cell(at).shown())?;
        self.by_name.get(&fold(&name)).and_then(|at| self.tasks.get(*at))
    }
}

/// The task that a row describes, over what is here; what cannot be read is noted with its place.
fn read_row(
    row: &TableRow,
    columns: &Columns,
    words: &TaskWords,
    known: &Known,
    old: Option<&Task>,
    faults: &mut Vec<(usize, FieldFault)>,
) -> CriticalTask {
    let before = old.map(|task| task.facts.clone()).unwrap_or_default();
    let mut impact = before.impact;
    let mut map: Map<String, Value> = before.to_map();
    for (at, column) in columns {
        let shown = row.cell(*at).shown();
        match column {
            TaskColumn::Number => {}
            TaskColumn::Impact(dimension) => match read_levels(&shown) {
                Some(levels) => {
                    for (horizon, level) in levels.into_iter().enumerate() {
                        impact.set(*dimension, horizon, level);
                    }
                }
                None => faults.push((*at, FieldFault::new(dimension.key(), "six_levels", shown))),
            },
            TaskColumn::Field(field) => match read_cell(field, row.cell(*at), &shown, words, known) {
                Ok(value) => {
                    map.insert(field.key.to_owned(), value);
                }
                Err(code) => faults.push((*at, FieldFault::new(field.key, code, shown))),
            },
        }
    }
    map.remove("impact");
    match CriticalTask::from_map(map) {
        Ok(task) => CriticalTask { impact, ..task },
        Err(error) => {
            faults.push((0, FieldFault::new("name", "unknown", error.to_string())));
            before
        }
    }
}

/// Six levels with spaces between; nothing for an empty cell.
fn read_levels(shown: &str) -> Option<[Option<u8>; HORIZONS.len()]> {
    let mut levels = [None; HORIZONS.len()];
    if shown.trim().is_empty() {
        return Some(levels);
    }
    let parts: Vec<&str> = shown.split([' ', ',', ';']).filter(|part| !part.is_empty()).collect();
    if parts.len() != levels.len() {
        return None;
    }
    for (level, part) in levels.iter_mut().zip(parts) {
        *level = match part {
            "-" | "–" => None,
            digit => Some(digit.parse().ok()?),
        };
    }
    Some(levels)
}

/// The value of a cell, or the code of what is wrong with it.
fn read_cell(
    field: &'static Field,
    cell: &Cell,
    shown: &str,
    words: &TaskWords,
    known: &Known,
) -> std::result::Result<Value, &'static str> {
    use bavn_core::continuity::task::{DurationFault, ValueFault};
    if shown.trim().is_empty() {
        return field.parse("").map_err(|_| "required");
    }
    let named = |found: &HashMap<String, Vec<Uuid>>| match found.get(&fold(shown)).map(Vec::as_slice) {
        Some([id]) => Ok(Value::String(id.to_string())),
        Some(_) => Err("several_named"),
        None => Err("nobody_named"),
    };
    let text = match (field.kind, cell) {
        (FieldKind::Unit, _) => return named(&known.units),
        (FieldKind::Person, _) => return named(&known.people),
        // A number alone could be minutes or hours.
        (FieldKind::Duration, Cell::Number(number)) if *number != 0.0 => return Err("length_without_unit"),
        (FieldKind::Months, _) => {
            let month = |word: &str| words.months.get(&fold(word)).map_or_else(|| word.to_owned(), ToString::to_string);
            let parts = shown.split([',', ';', ' ']).map(str::trim).filter(|word| !word.is_empty());
            parts.map(month).collect::<Vec<_>>().join(" ")
        }
        _ => shown.to_owned(),
    };
    field.parse(&text).map_err(|fault| match fault {
        ValueFault::Number => "whole_number",
        ValueFault::Duration(DurationFault::Shape) => "not_a_length_of_time",
        ValueFault::Duration(DurationFault::Negative) => "negative_time",
        ValueFault::Duration(DurationFault::TooLong) => "time_too_long",
        ValueFault::Date => "not_a_date",
        ValueFault::Month => "no_such_month",
        ValueFault::Identifier => "unknown",
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_are_six_or_none() {
        assert_eq!(read_levels(""), Some([None; 6]));
        assert_eq!(read_levels("0 - 2,3 3 4"), Some([Some(0), None, Some(2), Some(3), Some(3), Some(4)]));
        assert_eq!(read_levels("0 1 2"), None);
        assert_eq!(read_levels("0 1 2 3 4 x"), None);
    }
}
