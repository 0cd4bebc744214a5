use super::field::{Field, FieldKind, KRONER};
use crate::{
    field_fault::{self, FieldRule},
    text::text_faults,
};
use serde_json::Value;

/// The first and last year of a date.
const YEARS: (i32, i32) = (1970, 2100);

/// A field that cannot be stored.
pub type FieldFault = field_fault::FieldFault<Rule>;

/// What is wrong with a field.
pub type Fault = field_fault::Fault<Rule>;

/// The rules of suppliers, contracts and what is on file, beyond the bounds of their fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// A CVR number has eight digits.
    Cvr,
    /// A mail address has one `@` with something on both sides.
    Email,
    /// Something from another register needs its identifier there.
    NeededWithSource,
}

impl FieldRule for Rule {
    fn code(self) -> &'static str {
        match self {
            Self::Cvr => "cvr",
            Self::Email => "email",
            Self::NeededWithSource => "needed_with_source",
        }
    }
}

/// The fault of one value of one field.
pub(super) fn value_faults(field: Field, value: &Value, faults: &mut Vec<FieldFault>) {
    let mut add = |fault| faults.push(FieldFault::new(field.key, fault));
    let range = match field.kind {
        FieldKind::Number(min, max) => Some((min, max)),
        FieldKind::Kroner => Some((0, KRONER)),
        _ => None,
    };
    match (field.kind, value) {
        (FieldKind::Line(longest), Value::String(text)) => {
            text_faults(text, longest, false).for_each(|fault| add(fault.into()))
        }
        (FieldKind::Lines(longest), Value::String(text)) => {
            text_faults(text, longest, true).for_each(|fault| add(fault.into()))
        }
        (FieldKind::Address, Value::String(text)) => {
            if !(text.is_empty() || ["https://", "http://"].iter().any(|start| text.starts_with(start))) {
                add(Fault::NotAnAddress);
            }
            text_faults(text, 2_000, false).for_each(|fault| add(fault.into()));
        }
        (FieldKind::Date, Value::String(date)) => {
            let (min, max) = YEARS;
            let year = date.get(..4).and_then(|year| year.parse::<i32>().ok());
            if !year.is_some_and(|year| (min..=max).contains(&year)) {
                add(Fault::YearOutOfRange { min, max });
            }
        }
        (_, Value::Number(number)) => {
            if let Some((min, max)) = range
                && !number.as_i64().is_some_and(|number| (min..=max).contains(&number))
            {
                add(Fault::OutOfRange { min, max });
            }
        }
        _ => {}
    }
}
