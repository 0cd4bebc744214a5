use super::{Register, Suggestion};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What is done with rows that are here already.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Known {
    /// What the file says replaces what stands here; a blank cell replaces nothing.
    #[default]
    Update,
    /// What the file says fills what is empty here.
    Fill,
    /// Nothing.
    Skip,
}

/// What is done with rows that are not here.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unknown {
    /// They are made.
    #[default]
    Create,
    /// Nothing.
    Skip,
}

impl Known {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Update, Self::Fill, Self::Skip];

    /// The stable word.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Update => "update",
            Self::Fill => "fill",
            Self::Skip => "skip",
        }
    }
}

impl Unknown {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Create, Self::Skip];

    /// The stable word.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Create => "create",
            Self::Skip => "skip",
        }
    }
}

/// A column of the file and the field that it is read into.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnUse {
    /// Its heading, as the file writes it.
    pub heading: String,
    /// The field; none when it is left out.
    pub field: Option<String>,
}

/// How a table is read: kept, it is used again for the next file with the same headings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mapping {
    /// What it is read into.
    pub register: Register,
    /// The sheet's name; none for the first one that holds a table.
    #[serde(default)]
    pub sheet: Option<String>,
    /// The columns, by heading.
    pub columns: Vec<ColumnUse>,
    /// Values by field that every row gets where it has none.
    #[serde(default)]
    pub constants: BTreeMap<String, String>,
    /// The field by which rows are recognised.
    pub key: String,
    /// What is done with rows that are here already.
    #[serde(default)]
    pub known: Known,
    /// What is done with rows that are not here.
    #[serde(default)]
    pub unknown: Unknown,
}

/// Why a mapping cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Serialize)]
#[serde(rename_all = "snake_case", tag = "code")]
pub enum MappingFault {
    /// A name that is no field of the register.
    #[error("{field} is no field")]
    UnknownField {
        /// The name.
        field: String,
    },
    /// Two columns are read into one field.
    #[error("{field} is read from both {first} and {second}")]
    TwiceRead {
        /// The field.
        field: String,
        /// The heading of the first column.
        first: String,
        /// The heading of the second column.
        second: String,
    },
    /// Rows cannot be recognised by this field, or no column is read into it.
    #[error("rows cannot be recognised by {key}")]
    NoKey {
        /// The field.
        key: String,
    },
    /// No column is read into the name (of a contract its title), and rows are to be made.
    #[error("no column is read into the name")]
    NoName,
}

impl Mapping {
    /// The mapping that a suggestion makes.
    #[must_use]
    pub fn of(register: Register, sheet: Option<String>, suggestion: &Suggestion) -> Self {
        let columns = suggestion.columns.iter();
        Self {
            register,
            sheet,
            columns: columns
                .map(|column| ColumnUse { heading: column.heading.clone(), field: column.field.map(str::to_owned) })
                .collect(),
            constants: suggestion.constants.clone(),
            key: suggestion.key.clone(),
            known: Known::default(),
            unknown: Unknown::default(),
        }
    }

    /// What is wrong with it.
    #[must_use]
    pub fn faults(&self) -> Vec<MappingFault> {
        let mut faults = Vec::new();
        let mut read: BTreeMap<&str, &str> = BTreeMap::new();
        for column in &self.columns {
            let Some(field) = column.field.as_deref() else { continue };
            if self.register.field(field).is_none() {
                faults.push(MappingFault::UnknownField { field: field.to_owned() });
            }
            if matches!(field, super::NOTE_LINE | super::OWN_FIELD) {
                continue;
            }
            if let Some(first) = read.insert(field, &column.heading) {
                let (field, second) = (field.to_owned(), column.heading.clone());
                faults.push(MappingFault::TwiceRead { field, first: first.to_owned(), second });
            }
        }
        for field in self.constants.keys().filter(|field| self.register.field(field).is_none()) {
            faults.push(MappingFault::UnknownField { field: field.clone() });
        }
        if !self.register.keys().contains(&self.key.as_str()) || !read.contains_key(self.key.as_str()) {
            faults.push(MappingFault::NoKey { key: self.key.clone() });
        }
        if self.unknown == Unknown::Create && !read.contains_key(self.register.name_field()) {
            faults.push(MappingFault::NoName);
        }
        faults
    }
}
