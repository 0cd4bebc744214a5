//! What is wrong with a field that people wrote: the bounds that every register has, and the rules of each.

use crate::text::TextFault;
use std::borrow::Cow;

/// A field that cannot be stored. `R` are the rules of its register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldFault<R> {
    /// The field's name, with the place from 0 in a list, such as `contacts[2].email`.
    pub field: Cow<'static, str>,
    /// What is wrong.
    pub fault: Fault<R>,
}

impl<R> FieldFault<R> {
    /// A field with what is wrong with it.
    pub fn new(field: impl Into<Cow<'static, str>>, fault: Fault<R>) -> Self {
        Self { field: field.into(), fault }
    }
}

/// What is wrong with a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault<R> {
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
    /// The entry stands in the list already.
    Duplicate,
    /// An address begins with `https://` or `http://`.
    NotAnAddress,
    /// The last day is before the first.
    BeforeStart,
    /// A rule of the register is broken.
    Rule(R),
}

/// A rule that a register has beyond the bounds of its fields.
pub trait FieldRule: Copy {
    /// The stable code of its breach.
    fn code(self) -> &'static str;

    /// What was expected, where the code alone does not say.
    fn params(self) -> Vec<(&'static str, String)> {
        Vec::new()
    }
}

impl<R: FieldRule> Fault<R> {
    /// The stable code of the fault.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Blank => "required",
            Self::TooLong { .. } => "too_long",
            Self::ControlCharacters => "control_characters",
            Self::OutOfRange { .. } => "out_of_range",
            Self::YearOutOfRange { .. } => "year_out_of_range",
            Self::TooMany { .. } => "too_many",
            Self::Duplicate => "duplicate",
            Self::NotAnAddress => "link",
            Self::BeforeStart => "before_start",
            Self::Rule(rule) => rule.code(),
        }
    }

    /// What was expected: `min`, `max`, and what the rule says.
    #[must_use]
    pub fn params(self) -> Vec<(&'static str, String)> {
        match self {
            Self::TooLong { max } | Self::TooMany { max } => vec![("max", max.to_string())],
            Self::OutOfRange { min, max } => vec![("min", min.to_string()), ("max", max.to_string())],
            Self::YearOutOfRange { min, max } => vec![("min", min.to_string()), ("max", max.to_string())],
            Self::Rule(rule) => rule.params(),
            Self::Blank | Self::ControlCharacters | Self::Duplicate | Self::NotAnAddress | Self::BeforeStart => {
                Vec::new()
            }
        }
    }
}

impl<R> From<TextFault> for Fault<R> {
    fn from(fault: TextFault) -> Self {
        match fault {
            TextFault::TooLong { max } => Self::TooLong { max },
            TextFault::ControlCharacters => Self::ControlCharacters,
        }
    }
}
