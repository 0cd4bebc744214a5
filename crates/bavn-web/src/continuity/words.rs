//! What critical tasks hold, in words.

use crate::kit::{Tr, format};
use bavn_app::{
    FieldFault,
    continuity::{TaskNames, impact_scale},
};
use bavn_core::{
    continuity::task::{Dimension, Field, FieldKind, HORIZONS, Unit, ValueFault, parts},
    lang::Lang,
};
use serde_json::Value;

/// The name of a field.
#[must_use]
pub fn field_name(t: Tr, field: &Field) -> String {
    t.of("bia-f", field.key)
}

/// A length of time in words: `4 timer`, `2 døgn`.
#[must_use]
pub fn length(t: Tr, minutes: impl TryInto<u32>) -> String {
    let (number, unit) = parts(minutes.try_into().unwrap_or(0));
    match unit {
        Unit::Minutes => t.n("bia-minutes", number),
        Unit::Hours => t.n("bia-hours", number),
        Unit::Days => t.n("bia-days", number),
        Unit::Weeks => t.n("bia-weeks", number),
    }
}

/// A length of time in words; empty when nobody has said.
pub(super) fn length_or_none(t: Tr, minutes: Option<i64>) -> String {
    minutes.map(|minutes| length(t, minutes)).unwrap_or_default()
}

/// The value of a field in words; empty when nobody has said.
#[must_use]
pub fn field_text(t: Tr, names: &TaskNames, field: &Field, value: &Value) -> String {
    let id = || value.as_str().unwrap_or_default();
    match (field.kind, value) {
        (_, Value::Null) => String::new(),
        (FieldKind::Duration, Value::Number(minutes)) => length_or_none(t, minutes.as_i64()),
        (FieldKind::Percent, Value::Number(percent)) => t.s("bia-percent", "n", percent),
        (FieldKind::Number(..), Value::Number(number)) => format::whole(t.lang(), number.as_i64().unwrap_or_default()),
        (FieldKind::Date, Value::String(date)) => {
            format::parse_iso_date(date).map_or_else(|| date.clone(), |date| format::date(t.lang(), date))
        }
        (FieldKind::Months, Value::Array(months)) => {
            let names = months.iter().map(|month| t.of("bia-month", month.to_string()));
            names.collect::<Vec<_>>().join(", ")
        }
        (FieldKind::Person, _) => id().parse().map_or_else(|_| String::new(), |id| names.person(Some(id)).to_owned()),
        (FieldKind::Unit, _) => id().parse().map_or_else(|_| String::new(), |id| names.unit(Some(id)).to_owned()),
        _ => field.text(value),
    }
}

/// A text that is no value of its field, as a fault of the form.
pub(super) fn value_fault(field: &Field, text: &str, fault: ValueFault) -> FieldFault {
    use bavn_core::continuity::task::DurationFault;
    let code = match fault {
        ValueFault::Number => "whole_number",
        ValueFault::Duration(DurationFault::Shape) => "not_a_length_of_time",
        ValueFault::Duration(DurationFault::Negative) => "negative_time",
        ValueFault::Duration(DurationFault::TooLong) => "time_too_long",
        ValueFault::Date => "not_a_date",
        ValueFault::Month => "no_such_month",
        ValueFault::Identifier => "unknown",
    };
    FieldFault::new(field.key, code, text)
}

/// The heading of the six levels of a dimension in a list.
pub(crate) fn dimension_heading(t: Tr, dimension: Dimension) -> String {
    t.s("bia-levels-of", "dimension", dimension_name(t.lang(), dimension))
}

/// Faults with what they name in words: the dimension and time of a level, the name of a field.
pub(crate) fn said(t: Tr, faults: Vec<FieldFault>) -> Vec<FieldFault> {
    let in_words = |mut fault: FieldFault| {
        for (name, value) in &mut fault.params {
            match *name {
                "dimension" => {
                    if let Some(dimension) = Dimension::from_key(value) {
                        *value = dimension_name(t.lang(), dimension);
                    }
                }
                "horizon" => *value = length(t, value.parse::<u32>().unwrap_or(0)),
                _ => {}
            }
        }
        if fault.code == "needed_to_submit" {
            let name = t.of("bia-f", &fault.field);
            fault = fault.with("field", name);
        }
        fault
    };
    faults.into_iter().map(in_words).collect()
}

/// The name of a dimension of harm.
pub(super) fn dimension_name(lang: Lang, dimension: Dimension) -> String {
    let scale = impact_scale().ok().and_then(|scale| scale.of(dimension));
    scale.map_or_else(|| dimension.key().to_owned(), |scale| scale.title.get(lang).to_owned())
}

/// When each level is asked: after one hour, after four hours …
pub(super) fn horizon_names(t: Tr) -> Vec<String> {
    let titles =
        impact_scale().map(|scale| scale.horizon.iter().map(|one| one.title.get(t.lang()).to_owned()).collect());
    titles.unwrap_or_else(|_| HORIZONS.iter().map(|minutes| length(t, *minutes)).collect())
}

/// A word that is explained: the word and what it means.
pub(super) fn term(t: Tr, key: &str) -> Option<(String, String)> {
    let term = impact_scale().ok()?.term(key)?;
    Some((term.title.get(t.lang()).to_owned(), term.text.get(t.lang()).to_owned()))
}
