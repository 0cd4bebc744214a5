//! The rows of what tasks stand on: what each says, and what is wrong with it.

use super::{
    NeedColumn, NeedKind, TaskWords,
    known::Known,
    rows::{duration_code, lacks_unit},
    sheets::Sheet,
};
use crate::{FieldFault, continuity::need_faults};
use bavn_core::{
    continuity::task::{NeedEffect, NeedOn, TaskNeed, find_circle_through, parse_duration},
    ids::CriticalTaskId,
    import_export::table::{Cell, TableRow},
    text::fold,
};
use std::collections::{BTreeMap, HashMap};
use uuid::Uuid;

/// The tasks of a file by the names that they have in it, beside those that are here; what is made by the file has a stand-in for its
/// identifier until it is stored.
#[derive(Default)]
pub(super) struct Named(HashMap<String, Vec<CriticalTaskId>>);

/// The stand-in for the identifier of the task that a file makes as its first, second …; no identifier is like it.
pub(super) const fn stand_in(place: usize) -> CriticalTaskId {
    CriticalTaskId(Uuid::from_u128(place as u128 + 1))
}

impl Named {
    /// Those that are here.
    pub(super) fn of(known: &Known) -> Self {
        let mut named = Self::default();
        known.tasks.iter().for_each(|task| named.add(&task.facts.name, task.id));
        named
    }

    /// A task by a name that it is to have.
    pub(super) fn add(&mut self, name: &str, id: CriticalTaskId) {
        let ids = self.0.entry(fold(name)).or_default();
        if !ids.contains(&id) {
            ids.push(id);
        }
    }

    fn get(&self, name: &str) -> &[CriticalTaskId] {
        self.0.get(&fold(name)).map_or(&[], Vec::as_slice)
    }
}

/// What a task is to stand on: the first row that says so, the needs, and the row of each.
#[derive(Default)]
pub(super) struct Wanted {
    pub(super) needs: Vec<TaskNeed>,
    pub(super) rows: Vec<u32>,
}

/// A fault with the row and the column that it stands in.
pub(super) type RowFault = (u32, Option<NeedColumn>, FieldFault);

/// What the rows say, by task, and every fault in them.
pub(super) fn read(
    sheet: &Sheet<NeedColumn>,
    words: &TaskWords,
    known: &Known,
    named: &Named,
) -> (BTreeMap<CriticalTaskId, Wanted>, Vec<RowFault>) {
    let (mut wanted, mut faults): (BTreeMap<CriticalTaskId, Wanted>, Vec<RowFault>) = Default::default();
    for row in &sheet.rows {
        let before = faults.len();
        let reader = Reader { row, sheet, words, known, named };
        let mut note = |(column, fault)| faults.push((row.number, Some(column), fault));
        let task = reader.task().map_err(&mut note).ok();
        let need = reader.need(&mut note);
        if let (true, Some(task), Some(need)) = (faults.len() == before, task, need) {
            let of_task = wanted.entry(task).or_default();
            of_task.needs.push(need);
            of_task.rows.push(row.number);
        }
    }
    for (task, of_task) in &wanted {
        for fault in need_faults(Some(*task), &of_task.needs) {
            let (at, field) = placed(&fault.field);
            let row = of_task.rows.get(at).copied().unwrap_or_default();
            let column = NeedColumn::ALL.into_iter().find(|column| column.key() == field);
            faults.push((row, column, FieldFault { field: field.to_owned(), ..fault }));
        }
    }
    faults.sort_by_key(|(row, ..)| *row);
    (wanted, faults)
}

/// The place and the field of `needs[3].on`.
fn placed(field: &str) -> (usize, &str) {
    let parts = field.strip_prefix("needs[").and_then(|rest| rest.split_once("]."));
    parts.map_or((0, field), |(at, field)| (at.parse().unwrap_or(0), field))
}

type ColumnFault = (NeedColumn, FieldFault);

struct Reader<'a> {
    row: &'a TableRow,
    sheet: &'a Sheet<NeedColumn>,
    words: &'a TaskWords,
    known: &'a Known,
    named: &'a Named,
}

impl Reader<'_> {
    fn cell(&self, column: NeedColumn) -> &Cell {
        self.sheet.cell(self.row, column)
    }

    fn shown(&self, column: NeedColumn) -> String {
        self.cell(column).shown().trim().to_owned()
    }

    /// The task that the row is about.
    fn task(&self) -> Result<CriticalTaskId, ColumnFault> {
        let number = self.shown(NeedColumn::TaskNumber);
        if !number.is_empty() {
            let found = self.known.numbered(&number).map(|task| task.id);
            let fault = || (NeedColumn::TaskNumber, FieldFault::new("task_number", "need_of_no_task", &number));
            return found.ok_or_else(fault);
        }
        let name = self.shown(NeedColumn::Task);
        let code = match self.named.get(&name) {
            [one] => return Ok(*one),
            _ if name.is_empty() => "required",
            [] => "need_of_no_task",
            _ => "several_tasks_named",
        };
        Err((NeedColumn::Task, FieldFault::new("task", code, name)))
    }

    fn need(&self, note: &mut impl FnMut(ColumnFault)) -> Option<TaskNeed> {
        let on = self.on().map_err(&mut *note).ok();
        let effect = self.effect().map_err(&mut *note).ok();
        let after = self.after().map_err(&mut *note).ok();
        let group = self.group().map_err(&mut *note).ok();
        let (on, effect, after_minutes, alternative_group) = (on?, effect?, after?, group?);
        let after_minutes = after_minutes.filter(|_| effect == NeedEffect::Stops);
        let note = self.shown(NeedColumn::Note).replace("\r\n", "\n");
        Some(TaskNeed { on, effect, after_minutes, alternative_group, note })
    }

    fn kind(&self) -> Result<Option<NeedKind>, ColumnFault> {
        let text = self.shown(NeedColumn::Kind);
        if text.is_empty() {
            return Ok(None);
        }
        let fault = || (NeedColumn::Kind, FieldFault::new("kind", "no_such_sort", &text));
        self.words.kinds.get(&fold(&text)).copied().map(Some).ok_or_else(fault)
    }

    /// What is needed: by its number, otherwise by its name.
    fn on(&self) -> Result<NeedOn, ColumnFault> {
        let kind = self.kind()?;
        let number = self.shown(NeedColumn::OnNumber);
        if !number.is_empty() {
            let plain = || Some((kind?, number.parse().ok()?));
            let found = NeedKind::of_code(&number).or_else(plain);
            let found = found.and_then(|(kind, number)| self.known.numbered_thing(kind, number));
            let fault = || (NeedColumn::OnNumber, FieldFault::new("on_number", "no_such_number", &number));
            return found.ok_or_else(fault);
        }
        let name = self.shown(NeedColumn::On);
        if name.is_empty() {
            return Err((NeedColumn::On, FieldFault::new("on", "required", "")));
        }
        let is_kind = |on: &NeedOn| match (kind, on) {
            (None, _) => true,
            (Some(kind), NeedOn::Asset(_)) => kind == NeedKind::Asset,
            (Some(kind), NeedOn::Supplier(_)) => kind == NeedKind::Supplier,
            (Some(kind), NeedOn::Task(_)) => kind == NeedKind::Task,
        };
        let tasks = self.named.get(&name).iter().map(|id| NeedOn::Task(*id));
        let found: Vec<NeedOn> =
            self.known.named_things(&fold(&name)).iter().copied().chain(tasks).filter(is_kind).collect();
        let code = match found.as_slice() {
            [one] => return Ok(*one),
            [] => "no_such_thing",
            _ => "several_things_named",
        };
        let numbered = NeedKind::of_code(&name).and_then(|(kind, number)| self.known.numbered_thing(kind, number));
        match numbered {
            Some(on) if found.is_empty() => Ok(on),
            _ => Err((NeedColumn::On, FieldFault::new("on", code, name))),
        }
    }

    fn effect(&self) -> Result<NeedEffect, ColumnFault> {
        let text = self.shown(NeedColumn::Effect);
        if text.is_empty() {
            return Ok(NeedEffect::default());
        }
        let fault = || (NeedColumn::Effect, FieldFault::new("effect", "no_such_effect", &text));
        self.words.effects.get(&fold(&text)).copied().ok_or_else(fault)
    }

    fn after(&self) -> Result<Option<i64>, ColumnFault> {
        let (cell, text) = (self.cell(NeedColumn::After), self.shown(NeedColumn::After));
        if text.is_empty() {
            return Ok(None);
        }
        let fault = |code| (NeedColumn::After, FieldFault::new("after_minutes", code, &text));
        if lacks_unit(cell) {
            return Err(fault("length_without_unit"));
        }
        parse_duration(&text).map(|minutes| Some(minutes.into())).map_err(|found| fault(duration_code(found)))
    }

    fn group(&self) -> Result<Option<i64>, ColumnFault> {
        let text = self.shown(NeedColumn::Group);
        if text.is_empty() {
            return Ok(None);
        }
        let fault = |_| (NeedColumn::Group, FieldFault::new("alternative_group", "whole_number", &text));
        text.parse().map(Some).map_err(fault)
    }
}

/// A ring of tasks that would wait for each other, if the file were stored: the names in order, and a row of it.
pub(super) fn circle(
    known: &Known,
    wanted: &BTreeMap<CriticalTaskId, Wanted>,
    names: &HashMap<CriticalTaskId, String>,
) -> Option<(u32, String)> {
    let mut ids: Vec<CriticalTaskId> =
        known.tasks.iter().map(|task| task.id).chain(wanted.keys().copied()).chain(names.keys().copied()).collect();
    ids.sort_unstable();
    ids.dedup();
    let place: HashMap<CriticalTaskId, usize> = ids.iter().enumerate().map(|(at, id)| (*id, at)).collect();
    let mut edges = vec![Vec::new(); ids.len()];
    let mut add = |task: &CriticalTaskId, needs: &[TaskNeed]| {
        let Some(at) = place.get(task) else { return };
        let on = needs.iter().filter_map(|need| if let NeedOn::Task(on) = need.on { place.get(&on) } else { None });
        edges[*at].extend(on.copied());
    };
    for task in known.tasks.iter().filter(|task| !wanted.contains_key(&task.id)) {
        add(&task.id, &task.needs);
    }
    wanted.iter().for_each(|(task, of_task)| add(task, &of_task.needs));
    let mut tasks: Vec<&CriticalTaskId> = wanted.keys().collect();
    // Told at the first row that is a part of one.
    tasks.sort_by_key(|task| wanted[*task].rows.first().copied());
    let starts: Vec<usize> = tasks.iter().filter_map(|task| place.get(task).copied()).collect();
    // A task on itself has a fault of its own.
    let (at, circle) = find_circle_through(&edges, &starts)?;
    let name = |at: &usize| {
        let old = || known.tasks.iter().find(|task| task.id == ids[*at]).map(|task| task.facts.name.clone());
        names.get(&ids[*at]).cloned().or_else(old).unwrap_or_default()
    };
    let mut path: Vec<String> = circle.iter().map(name).collect();
    path.extend(path.first().cloned());
    let of_task = wanted.get(tasks.get(at)?)?;
    let is_task = |need: &TaskNeed| matches!(need.on, NeedOn::Task(_));
    let row = of_task.needs.iter().position(is_task).and_then(|at| of_task.rows.get(at)).copied().unwrap_or_default();
    Some((row, path.join(" → ")))
}
