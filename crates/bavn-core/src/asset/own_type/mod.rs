//! Types of assets that the municipality makes itself (*egne typer*), with fields of their own.

mod change;
mod field;
mod value;

pub use change::{OwnFieldDraft, OwnTypeDraft, TypeFault, TypeProblem};
pub use field::{OWN_KINDS, OwnField, OwnKind};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
pub use value::{OwnFault, OwnProblem};

/// The bounds of own types.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OwnLimits {
    /// Own types in use.
    pub types: usize,
    /// Characters in the name of a type, and in the label of a field.
    pub name: usize,
    /// Characters in the note of a type.
    pub note: usize,
    /// Characters in the help line of a field.
    pub help: usize,
    /// Characters in a unit.
    pub unit: usize,
    /// Fields of a type that are in use.
    pub fields: usize,
    /// Fields of a type, those out of use counted too.
    pub all_fields: usize,
    /// Options of a choice.
    pub options: usize,
    /// Characters in an option.
    pub option: usize,
    /// Characters in a value of one line.
    pub line: usize,
    /// Characters in a value of several lines, and in an address.
    pub lines: usize,
    /// The least and the greatest whole number.
    pub number: (i64, i64),
}

/// The bounds that Bavn uses.
pub const OWN_LIMITS: OwnLimits = OwnLimits {
    types: 100,
    name: 100,
    note: 2_000,
    help: 200,
    unit: 20,
    fields: 30,
    all_fields: super::LIMITS.own_fields,
    options: 50,
    option: 100,
    line: 200,
    lines: super::LIMITS.own_value,
    number: (-1_000_000_000_000, 1_000_000_000_000),
};

/// A type of the municipality's own.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnType {
    /// What its assets are called, one of them: `Nøgleboks`.
    pub name: String,
    /// What it is for.
    pub note: String,
    /// Its fields in the order of the page, those out of use among them.
    pub fields: Vec<OwnField>,
}

impl OwnType {
    /// The field of a key.
    #[must_use]
    pub fn field(&self, key: &str) -> Option<&OwnField> {
        self.fields.iter().find(|field| field.key == key)
    }

    /// The fields in use, in the order of the page.
    pub fn in_use(&self) -> impl Iterator<Item = &OwnField> {
        self.fields.iter().filter(|field| !field.is_archived)
    }

    /// The fields that are shown for some values, in the order of the page: those in use, and those out of use that have a value.
    pub fn shown<'a>(&'a self, values: &'a BTreeMap<String, String>) -> impl Iterator<Item = &'a OwnField> {
        self.fields.iter().filter(|field| !field.is_archived || values.contains_key(&field.key))
    }
}
