use super::field::{Field, FieldKind, KRONER};
use crate::text::{TextFault, text_faults};
use serde_json::Value;

/// The first and last year of a date.
const YEARS: (i32, i32) = (1970, 2100);

/// A field that cannot be stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldFault {
    /// The field's name, with the place from 0 in a list, such as `contacts[2].email`.
    pub field: String,
    /// What is wrong.
    pub fault: Fault,
}

/// What is wrong with a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It must not be blank.
    Blank,
    /// It has too many characters.
    TooLong {
        /// The most allowed.
        max: usize,
    },
    /// It has characters that do not print.
    ControlCharacters,
    /// The number is out of range.
    OutOfRange {
        /// The least allowed.
        min: i64,
        /// The greatest allowed.
        max: i64,
    },
    /// The year is out of range.
    YearOutOfRange {
        /// The first allowed.
        min: i32,
        /// The last allowed.
        max: i32,
    },
    /// The list has too many entries.
    TooMany {
        /// The most allowed.
        max: usize,
    },
    /// The last day is before the first.
    BeforeStart,
    /// A CVR number has eight digits.
    Cvr,
    /// An address begins with `https://` or `http://`.
    NotAnAddress,
    /// A mail address has one `@` with something on both sides.
    Email,
    /// Something from another register needs its identifier there.
    NeededWithSource,
    /// The entry stands in the list already.
    Duplicate,
    /// Nobody is below themselves.
    OnItself,
    /// There is no such thing.
    Unknown,
}

impl Fault {
    /// The stable code of the fault.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Blank => "required",
            Self::TooLong { .. } => "too_long",
            Self::ControlCharacters => "control_characters",
            Self::OutOfRange { .. } => "out_of_range",
            Self::YearOutOfRange { .. } => "year_out_of_range",
            Self::TooMany { .. } => "too_many",
            Self::BeforeStart => "before_start",
            Self::Cvr => "cvr",
            Self::NotAnAddress => "link",
            Self::Email => "email",
            Self::NeededWithSource => "external_id",
            Self::Duplicate => "duplicate",
            Self::OnItself => "on_itself",
            Self::Unknown => "unknown",
        }
    }
}

impl From<TextFault> for Fault {
    fn from(fault: TextFault) -> Self {
        match fault {
            TextFault::TooLong { max } => Self::TooLong { max },
            TextFault::ControlCharacters => Self::ControlCharacters,
        }
    }
}

/// The fault of one value of one field.
pub(super) fn value_faults(field: Field, value: &Value, faults: &mut Vec<FieldFault>) {
    let mut add = |fault| faults.push(FieldFault { field: field.key.to_owned(), fault });
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
