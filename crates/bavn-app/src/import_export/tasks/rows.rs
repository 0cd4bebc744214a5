//! The rows of tasks: what each says, and what is wrong with it.

use super::{TaskColumn, TaskWords, known::Known, sheets::Sheet};
use crate::{FieldFault, continuity::Task};
use bavn_core::{
    continuity::task::{CriticalTask, DurationFault, Field, FieldKind, HORIZONS, ValueFault},
    import_export::table::{Cell, TableRow},
    text::fold,
};
use serde_json::{Map, Value};
use std::collections::HashMap;
use uuid::Uuid;

/// The task that a row describes, over what is here; what cannot be read is noted with its place.
pub(super) fn read(
    row: &TableRow,
    sheet: &Sheet<TaskColumn>,
    words: &TaskWords,
    known: &Known,
    old: Option<&Task>,
    faults: &mut Vec<(usize, FieldFault)>,
) -> CriticalTask {
    let before = old.map(|task| task.facts.clone()).unwrap_or_default();
    let mut impact = before.impact;
    let mut map: Map<String, Value> = before.to_map();
    for (at, column) in &sheet.columns {
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
) -> Result<Value, &'static str> {
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
        (FieldKind::Duration, _) if lacks_unit(cell) => return Err("length_without_unit"),
        (FieldKind::Months, _) => {
            let month = |word: &str| words.months.get(&fold(word)).map_or_else(|| word.to_owned(), ToString::to_string);
            let parts = shown.split([',', ';', ' ']).map(str::trim).filter(|word| !word.is_empty());
            parts.map(month).collect::<Vec<_>>().join(" ")
        }
        _ => shown.to_owned(),
    };
    field.parse(&text).map_err(|fault| match fault {
        ValueFault::Number => "whole_number",
        ValueFault::Duration(fault) => duration_code(fault),
        ValueFault::Date => "not_a_date",
        ValueFault::Month => "no_such_month",
        ValueFault::Identifier => "unknown",
    })
}

/// Whether a length of time is a number alone, which could be minutes or hours; nothing is nothing in any unit.
pub(super) fn lacks_unit(cell: &Cell) -> bool {
    match cell {
        Cell::Number(number) => *number != 0.0,
        Cell::Text(text) => text.trim() != "0" && text.chars().all(|letter| !letter.is_alphabetic()),
        _ => false,
    }
}

/// What is wrong with a length of time.
pub(super) const fn duration_code(fault: DurationFault) -> &'static str {
    match fault {
        DurationFault::Shape => "not_a_length_of_time",
        DurationFault::Negative => "negative_time",
        DurationFault::TooLong => "time_too_long",
    }
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

    #[test]
    fn a_number_alone_is_no_length_of_time() {
        let text = |text: &str| Cell::Text(text.to_owned());
        assert!([Cell::Number(4.0), text("240"), text("-4")].iter().all(lacks_unit));
        assert!(![Cell::Number(0.0), text("0"), text("4 timer"), text("1d"), Cell::Blank].iter().any(lacks_unit));
    }
}
