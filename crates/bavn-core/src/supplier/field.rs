//! What is written down, as tables of fields: forms, the API, files and imports all go by them.

use super::{FieldFault, fault};
use crate::text::whole_number;
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Map, Value};
use time::Date;

time::serde::format_description!(pub(super) day, Date, "[year]-[month]-[day]");

/// What a field holds, and how it is written as text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldKind {
    /// One line of text of at most so many characters.
    Line(usize),
    /// Several lines of text of at most so many characters.
    Lines(usize),
    /// An address on the web.
    Address,
    /// One of these words.
    Choice(&'static [&'static str]),
    /// A grade of criticality, 0 to 4.
    Grade,
    /// A whole number from the first to the last.
    Number(i64, i64),
    /// Whole kroner.
    Kroner,
    /// A date, `2026-10-12`.
    Date,
    /// The identifier of a person.
    Person,
    /// The identifier of a unit.
    Unit,
    /// The identifier of a supplier.
    Supplier,
    /// The identifier of a contract.
    Contract,
}

/// A field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Field {
    /// Its name in the facts, and in JSON.
    pub key: &'static str,
    /// What it holds.
    pub kind: FieldKind,
}

/// Characters in one line.
pub(super) const LINE: usize = 200;
/// Characters in several lines.
pub(super) const LINES: usize = 10_000;
/// The most in one amount, so that no sum over contracts can overflow.
pub(super) const KRONER: i64 = 10_000_000_000;

pub(super) const fn of(key: &'static str, kind: FieldKind) -> Field {
    Field { key, kind }
}

/// A text that is no value of its field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ValueFault {
    /// It is none of the words.
    Choice,
    /// It is not a whole number.
    Number,
    /// The number is out of range.
    OutOfRange {
        /// The least allowed.
        min: i64,
        /// The greatest allowed.
        max: i64,
    },
    /// It is not a date.
    Date,
    /// It is not an identifier.
    Identifier,
}

impl Field {
    /// The value of a typed text as it stands in JSON; an empty text empties the field.
    ///
    /// # Errors
    /// [`ValueFault`] when the text is no value of this field. The length of texts is for [`Facts::faults`].
    pub fn parse(&self, text: &str) -> Result<Value, ValueFault> {
        let text = text.trim();
        Ok(match self.kind {
            FieldKind::Line(_) | FieldKind::Lines(_) | FieldKind::Address => text.replace("\r\n", "\n").into(),
            FieldKind::Choice(words) => {
                let wanted = if text.is_empty() { "unknown" } else { text };
                (*words.iter().find(|word| **word == wanted).ok_or(ValueFault::Choice)?).into()
            }
            _ if text.is_empty() => Value::Null,
            FieldKind::Grade => number(text, 0, 4)?,
            FieldKind::Number(min, max) => number(text, min, max)?,
            FieldKind::Kroner => number(text, 0, KRONER)?,
            FieldKind::Date => {
                let format = time::macros::format_description!("[year]-[month]-[day]");
                Date::parse(text, format).map_err(|_| ValueFault::Date)?;
                text.into()
            }
            FieldKind::Person | FieldKind::Unit | FieldKind::Supplier | FieldKind::Contract => {
                uuid::Uuid::parse_str(text).map_err(|_| ValueFault::Identifier)?.to_string().into()
            }
        })
    }

    /// A value of the JSON as text: the opposite of [`Self::parse`].
    #[must_use]
    pub fn text(value: &Value) -> String {
        match value {
            Value::String(text) => text.clone(),
            Value::Number(_) => value.to_string(),
            _ => String::new(),
        }
    }
}

fn number(text: &str, min: i64, max: i64) -> Result<Value, ValueFault> {
    let value = whole_number(text).ok_or(ValueFault::Number)?;
    if (min..=max).contains(&value) { Ok(value.into()) } else { Err(ValueFault::OutOfRange { min, max }) }
}

/// Something written down by a table of fields.
pub trait Facts: Clone + Default + Serialize + DeserializeOwned {
    /// Every field, in the order of the page.
    const FIELDS: &'static [Field];

    /// Faults that no single field shows.
    fn own_faults(&self) -> Vec<FieldFault>;

    /// The fields by name.
    #[must_use]
    fn to_map(&self) -> Map<String, Value> {
        match serde_json::to_value(self) {
            Ok(Value::Object(map)) => map,
            // Every field is a text, number, date or word: there is nothing that JSON cannot hold.
            _ => Map::new(),
        }
    }

    /// The facts of fields by name, as [`Self::to_map`] gives them and [`Field::parse`] makes them.
    ///
    /// # Errors
    /// The first value that does not fit, or the first name that is no field.
    fn from_map(map: Map<String, Value>) -> Result<Self, serde_json::Error> {
        serde_json::from_value(Value::Object(map))
    }

    /// Everything that is wrong; empty when it can be stored.
    #[must_use]
    fn faults(&self) -> Vec<FieldFault> {
        let map = self.to_map();
        let mut faults = Vec::new();
        for field in Self::FIELDS {
            fault::value_faults(*field, map.get(field.key).unwrap_or(&Value::Null), &mut faults);
        }
        faults.extend(self.own_faults());
        faults
    }
}
