use super::{assets, contracts, suppliers};
use serde::{Deserialize, Serialize};

/// The column is kept as a line of the note: `heading: value`.
pub const NOTE_LINE: &str = "note_line";

/// The column is read into the own field that its heading names: by label, by key, or as `Type: label`.
pub const OWN_FIELD: &str = "own_field";

/// What a table is read into.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Register {
    /// Assets.
    Assets,
    /// Suppliers.
    Suppliers,
    /// Contracts with them.
    Contracts,
}

impl Register {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Assets, Self::Suppliers, Self::Contracts];

    /// The stable word.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Assets => "assets",
            Self::Suppliers => "suppliers",
            Self::Contracts => "contracts",
        }
    }

    /// The one with a stable word.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.key() == key)
    }

    /// The fields that a column can be read into, in the order in which they are offered.
    #[must_use]
    pub const fn fields(self) -> &'static [ImportField] {
        match self {
            Self::Assets => &assets::FIELDS,
            Self::Suppliers => &suppliers::FIELDS,
            Self::Contracts => &contracts::FIELDS,
        }
    }

    /// The fields by which a row can be recognised, best first.
    #[must_use]
    pub const fn keys(self) -> &'static [&'static str] {
        match self {
            Self::Assets => &["number", "external_id", "name"],
            Self::Suppliers => &["number", "external_id", "cvr", "name"],
            Self::Contracts => &["number", "external_id", "reference", "title"],
        }
    }

    /// The field by which a row is recognised that has nothing in the field of a key: a supplier without a CVR number by its name.
    #[must_use]
    pub fn instead_of(self, key: &str) -> Option<&'static str> {
        (self == Self::Suppliers && key == "cvr").then_some("name")
    }

    /// The field that something new must have: what it is called.
    #[must_use]
    pub const fn name_field(self) -> &'static str {
        match self {
            Self::Assets | Self::Suppliers => "name",
            Self::Contracts => "title",
        }
    }

    /// The field of a name.
    #[must_use]
    pub fn field(self, key: &str) -> Option<&'static ImportField> {
        self.fields().iter().find(|field| field.key == key)
    }
}

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldKind {
    /// One line of text of at most so many characters.
    Line(usize),
    /// Several lines of text of at most so many characters.
    Lines(usize),
    /// One of the words of a list.
    Choice(&'static str),
    /// Any of the words of a list, with commas, semicolons or line breaks between.
    Choices(&'static str),
    /// A grade, 0 to 4, as a number or a word.
    Grade,
    /// A whole number from the first to the last.
    Number(i64, i64),
    /// Money in whole kroner, rounded; 0 to ten thousand million.
    Kroner,
    /// A day.
    Date,
    /// Yes or no.
    YesNo,
    /// The name of a person.
    Person,
    /// An e-mail address.
    Email,
    /// The name of a unit.
    Unit,
    /// The name, CVR number or number of a supplier.
    Supplier,
    /// The title, reference or number of a contract.
    Contract,
    /// The name of an own type of assets.
    OwnType,
    /// The value of an own field, which its type reads.
    OwnField,
    /// The names or numbers of assets, with semicolons or line breaks between.
    Assets,
    /// The name of a country; its code gives the name.
    Country,
    /// An address on the web, `http` or `https`.
    Url,
    /// A CVR number.
    Cvr,
}

/// A field that a column can be read into.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ImportField {
    /// Its name.
    pub key: &'static str,
    /// What it holds.
    pub kind: FieldKind,
}

pub(super) const fn of(key: &'static str, kind: FieldKind) -> ImportField {
    ImportField { key, kind }
}
