use crate::import_export::column::letters;
use time::Date;

/// What stands in a cell. A formula has the value that was saved with it.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Nothing, or blanks only.
    Blank,
    /// A text, without blanks around it and with `\n` for line breaks.
    Text(String),
    /// A number.
    Number(f64),
    /// True or false.
    Truth(bool),
    /// A day; the time of day is left out.
    Date(Date),
    /// The error of a formula, such as `#N/A`.
    Error(String),
}

impl Cell {
    /// A text without blanks around it, or nothing.
    pub(super) fn text(text: &str) -> Self {
        let text = text.trim();
        if text.is_empty() {
            return Self::Blank;
        }
        if text.contains('\r') {
            return Self::Text(text.replace("\r\n", "\n").replace('\r', "\n"));
        }
        Self::Text(text.to_owned())
    }

    /// Whether there is nothing in it.
    #[must_use]
    pub const fn is_blank(&self) -> bool {
        matches!(self, Self::Blank)
    }

    /// How it reads: a number without needless decimals, a day as `2026-03-14`.
    #[must_use]
    pub fn shown(&self) -> String {
        match self {
            Self::Blank => String::new(),
            Self::Text(text) | Self::Error(text) => text.clone(),
            Self::Number(number) => number.to_string(),
            Self::Truth(truth) => truth.to_string(),
            Self::Date(date) => date.to_string(),
        }
    }
}

/// A row with something in it.
#[derive(Clone, Debug, PartialEq)]
pub struct TableRow {
    /// Its number from 1, as a spreadsheet program shows it.
    pub number: u32,
    /// Its cells from the first column; those after the last filled one are left out.
    pub cells: Vec<Cell>,
}

impl TableRow {
    /// The cell of a column from 0.
    #[must_use]
    pub fn cell(&self, column: usize) -> &Cell {
        self.cells.get(column).unwrap_or(&Cell::Blank)
    }

    /// The letters of a column from 0, such as `D`.
    #[must_use]
    pub fn letters(column: usize) -> String {
        letters(u32::try_from(column).unwrap_or(u32::MAX))
    }
}
