use super::{NeedColumn, NeedKind, TaskColumn, TaskTexts};
use crate::{
    App, Context, Result,
    asset::asset_code,
    continuity::{Task, TaskFilter, TaskNames, TaskSort, select_tasks, task_code, task_names},
    import_export::{
        ListFormat,
        lists::{list, text, write},
    },
    supplier::supplier_keys,
};
use bavn_core::{
    access::{Action, Resource},
    continuity::task::{Dimension, FieldKind, NeedEffect, NeedOn, TaskNeed},
    import_export::{List, ListCell, lists_xlsx},
};
use serde_json::Value;
use std::collections::HashMap;
use uuid::Uuid;

/// Critical tasks as a list: one row for each that a filter lets through, a column for each field and dimension; in a workbook also a sheet
/// of what they stand on. It can be filled and taken in again by [`super::import_tasks`].
///
/// # Errors
/// [`crate::Error::NotFound`] for those who may read no tasks, or the database failed.
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
    let mut suppliers = HashMap::new();
    let of_supplier = |need: &TaskNeed| matches!(need.on, NeedOn::Supplier(_));
    if format == ListFormat::Xlsx && tasks.iter().any(|task| task.needs.iter().any(of_supplier)) {
        suppliers = supplier_keys(app.db().read()).await?.into_iter().map(|one| (one.id, one.number)).collect();
    }
    write_lists(ctx, &tasks, &names, &suppliers, format, texts)
}

/// An empty list of critical tasks with its headings: to be filled and taken in.
///
/// # Errors
/// [`crate::Error::NotFound`] for those who may read no tasks, or the file cannot be made.
pub fn export_task_template(ctx: &Context, format: ListFormat, texts: &TaskTexts<'_>) -> Result<Vec<u8>> {
    let _ = ctx.authorize_read(Action::ContinuityRead, Resource::Any, "critical_task")?;
    write_lists(ctx, &[], &TaskNames::default(), &HashMap::new(), format, texts)
}

fn write_lists(
    ctx: &Context,
    tasks: &[Task],
    names: &TaskNames,
    suppliers: &HashMap<Uuid, i32>,
    format: ListFormat,
    texts: &TaskTexts<'_>,
) -> Result<Vec<u8>> {
    let tasks_list = task_list(tasks, names, texts);
    match format {
        ListFormat::Csv => write(ctx, format, tasks_list),
        ListFormat::Xlsx => Ok(lists_xlsx(&[tasks_list, need_list(tasks, names, suppliers, texts)], ctx.now())?),
    }
}

fn task_list(tasks: &[Task], names: &TaskNames, texts: &TaskTexts<'_>) -> List {
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
    list(&texts.title, texts.lang, &heads, tasks.iter().map(row).collect())
}

fn levels(task: &Task, dimension: Dimension) -> String {
    let levels = task.facts.impact.of(dimension);
    if levels.iter().all(Option::is_none) {
        return String::new();
    }
    let levels = levels.iter().map(|level| level.map_or_else(|| "-".to_owned(), |level| level.to_string()));
    levels.collect::<Vec<_>>().join(" ")
}

/// What tasks stand on: one row for each thing. What the actor may not read has neither number nor name.
fn need_list(tasks: &[Task], names: &TaskNames, suppliers: &HashMap<Uuid, i32>, texts: &TaskTexts<'_>) -> List {
    let row = |task: &Task, need: &TaskNeed| -> Vec<ListCell> {
        let (kind, number) = match need.on {
            NeedOn::Asset(id) => (NeedKind::Asset, names.assets.get(&id).map(|(number, _)| asset_code(*number))),
            NeedOn::Supplier(id) => {
                let known = names.suppliers.get(&id).and_then(|_| suppliers.get(&id.0));
                (NeedKind::Supplier, known.map(|number| format!("{}-{number}", NeedKind::Supplier.letter())))
            }
            NeedOn::Task(id) => (NeedKind::Task, names.tasks.get(&id).map(|(number, _)| task_code(*number))),
        };
        let after = need.after_minutes.filter(|_| need.effect == NeedEffect::Stops);
        let cell = |column: NeedColumn| match column {
            NeedColumn::TaskNumber => text(&task.code()),
            NeedColumn::Task => text(&task.facts.name),
            NeedColumn::Kind => text(&(texts.kind)(kind)),
            NeedColumn::OnNumber => text(number.as_deref().unwrap_or_default()),
            NeedColumn::On => text(names.need(need.on).unwrap_or_default()),
            NeedColumn::Effect => text(&(texts.effect)(need.effect)),
            NeedColumn::After => text(&after.map(|minutes| (texts.length)(minutes)).unwrap_or_default()),
            NeedColumn::Group => need.alternative_group.map_or_else(|| text(""), ListCell::Number),
            NeedColumn::Note => text(&need.note),
        };
        NeedColumn::ALL.map(cell).into()
    };
    let labels = NeedColumn::ALL.map(|column| {
        let width = match column {
            NeedColumn::TaskNumber | NeedColumn::OnNumber | NeedColumn::Group => 10,
            NeedColumn::Kind | NeedColumn::After => 14,
            NeedColumn::Effect => 26,
            NeedColumn::Task | NeedColumn::On | NeedColumn::Note => 36,
        };
        ((texts.need)(column), width)
    });
    let heads: Vec<(&String, u8)> = labels.iter().map(|(label, width)| (label, *width)).collect();
    let rows = tasks.iter().flat_map(|task| task.needs.iter().map(move |need| (task, need)));
    list(&texts.needs, texts.lang, &heads, rows.map(|(task, need)| row(task, need)).collect())
}
