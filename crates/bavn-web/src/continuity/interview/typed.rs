//! What is typed on a page of the interview: from the task to the fields, and back.

use super::{super::words::value_fault, Sent, Typed};
use bavn_app::FieldFault;
use bavn_core::continuity::task::{CriticalTask, Dimension, FIELDS, FieldKind, HORIZONS, MAX_LEVEL, Page, Unit, parts};
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// The name of the field of a level: `impact-law-2`.
pub(super) fn cell(dimension: Dimension, horizon: usize) -> String {
    format!("impact-{}-{horizon}", dimension.key())
}

pub(super) fn cell_of(name: &str) -> Option<(Dimension, usize)> {
    let (dimension, horizon) = name.strip_prefix("impact-")?.rsplit_once('-')?;
    let horizon = horizon.parse().ok().filter(|horizon| *horizon < HORIZONS.len())?;
    Some((Dimension::from_key(dimension)?, horizon))
}

/// A task as it stands in the forms.
pub(super) fn texts(facts: &CriticalTask) -> Typed {
    let map = facts.to_map();
    let mut texts: Typed = BTreeMap::new();
    for field in &FIELDS {
        texts.insert(field.key.to_owned(), map.get(field.key).map(|value| field.text(value)).unwrap_or_default());
    }
    for dimension in Dimension::ALL {
        for horizon in 0..HORIZONS.len() {
            let level = facts.impact.of(*dimension)[horizon];
            texts.insert(cell(*dimension, horizon), level.map(|level| level.to_string()).unwrap_or_default());
        }
    }
    texts
}

/// What was typed on a page, as texts: a length of time is a number and a unit, ticked months become numbers with spaces between.
pub(super) fn typed(form: &Sent, at: Page) -> Typed {
    let text = |key: &str| form.get(key).and_then(Value::as_str).unwrap_or_default().replace("\r\n", "\n");
    let mut typed: Typed = BTreeMap::new();
    for field in FIELDS.iter().filter(|field| field.page == at) {
        let value = match field.kind {
            FieldKind::Duration => length_of(&text(field.key), &text(&format!("{}_unit", field.key))),
            FieldKind::Months => match form.get(field.key) {
                Some(Value::Array(months)) => months.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(" "),
                _ => text(field.key),
            },
            _ => text(field.key),
        };
        typed.insert(field.key.to_owned(), value);
    }
    if at == Page::Impact {
        for dimension in Dimension::ALL {
            for horizon in 0..HORIZONS.len() {
                let name = cell(*dimension, horizon);
                let level = text(&name);
                typed.insert(name, level);
            }
        }
    }
    typed
}

/// A number and a unit as a length of time; somebody who writes the unit in the number is right.
pub(in crate::continuity) fn length_of(number: &str, unit: &str) -> String {
    let number = number.trim();
    if number.is_empty() || number.chars().any(char::is_alphabetic) {
        return number.to_owned();
    }
    format!("{number} {unit}").trim().to_owned()
}

/// What was typed over what was there; what the page does not have stays.
pub(super) fn read(facts: CriticalTask, typed: &Typed) -> Result<CriticalTask, Vec<FieldFault>> {
    let mut impact = facts.impact;
    let (mut map, mut faults): (Map<String, Value>, _) = (facts.to_map(), Vec::new());
    for field in &FIELDS {
        let Some(text) = typed.get(field.key) else { continue };
        match field.parse(text) {
            Ok(value) => {
                map.insert(field.key.to_owned(), value);
            }
            Err(fault) => faults.push(value_fault(field, text, fault)),
        }
    }
    for (name, text) in typed {
        let Some((dimension, horizon)) = cell_of(name) else { continue };
        match text.as_str() {
            "" => impact.set(dimension, horizon, None),
            level => match level.parse() {
                Ok(level) if level <= MAX_LEVEL => impact.set(dimension, horizon, Some(level)),
                _ => faults.push(FieldFault::new(name, "out_of_range", level).with("min", 0).with("max", MAX_LEVEL)),
            },
        }
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    map.remove("impact");
    let task = CriticalTask::from_map(map);
    let task = task.map_err(|error| vec![FieldFault::new("name", "unknown", error.to_string())])?;
    Ok(CriticalTask { impact, ..task })
}

/// A length of time that was typed, as number and unit.
pub(in crate::continuity) fn split(text: &str) -> (String, String) {
    if let Ok(minutes) = bavn_core::continuity::task::parse_duration(text) {
        let (number, unit) = parts(minutes);
        let unit = if minutes == 0 { Unit::Hours } else { unit };
        return (number.to_string(), unit.key().to_owned());
    }
    match text.rsplit_once(' ') {
        Some((number, unit)) if Unit::from_key(unit).is_some() => (number.to_owned(), unit.to_owned()),
        _ => (text.to_owned(), Unit::Hours.key().to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_of_time_are_typed_as_number_and_unit() {
        assert_eq!(length_of("4", "hours"), "4 hours");
        assert_eq!(length_of("4 timer", "days"), "4 timer");
        assert_eq!(length_of(" ", "days"), "");
        assert_eq!(split("2 days"), ("2".to_owned(), "days".to_owned()));
        assert_eq!(split("-4 hours"), ("-4".to_owned(), "hours".to_owned()));
        assert_eq!(split("mange"), ("mange".to_owned(), "hours".to_owned()));
        assert_eq!(split(""), (String::new(), "hours".to_owned()));
    }

    #[test]
    fn the_names_of_levels_are_read_back() {
        assert_eq!(cell_of(&cell(Dimension::CitizensRights, 5)), Some((Dimension::CitizensRights, 5)));
        assert_eq!(cell_of("impact-law-6"), None);
        assert_eq!(cell_of("law-1"), None);
    }
}
