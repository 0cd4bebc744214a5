//! What can be wrong with a file, as facts: the reader's sentences are made elsewhere.

use serde::Serialize;

/// A file that cannot be read at all.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Serialize)]
#[serde(rename_all = "snake_case", tag = "code")]
pub enum FileError {
    /// The file is larger than allowed.
    #[error("the file has {bytes} bytes, allowed are {max}")]
    TooLarge {
        /// Its size in bytes.
        bytes: u64,
        /// The most allowed.
        max: u64,
    },
    /// The file is not a ZIP archive, or a broken one; an XLSX file is one.
    #[error("not an XLSX file, or a broken one: {detail}")]
    Broken {
        /// What the reader met.
        detail: String,
    },
    /// The archive has more parts than allowed.
    #[error("the archive has {found} parts, allowed are {max}")]
    TooManyParts {
        /// How many it has.
        found: usize,
        /// The most allowed.
        max: usize,
    },
    /// The archive's parts unpack to more than allowed.
    #[error("the archive unpacks to more than {max} bytes")]
    TooMuchData {
        /// The most bytes allowed.
        max: u64,
    },
    /// No sheet has the columns of the template.
    #[error("no sheet is the answer sheet: found {}", sheets.join(", "))]
    NoAnswerSheet {
        /// The names of the sheets that are there.
        sheets: Vec<String>,
        /// The names that the answer sheet can have.
        expected: Vec<String>,
    },
    /// The answer sheet lacks columns.
    #[error("sheet {sheet} lacks the columns {}", columns.join(", "))]
    MissingColumns {
        /// The sheet.
        sheet: String,
        /// The headings that were looked for.
        columns: Vec<String>,
    },
    /// Two columns of the answer sheet have the same heading.
    #[error("sheet {sheet} has the column {name} twice, in {first} and {second}")]
    DuplicateColumn {
        /// The sheet.
        sheet: String,
        /// The heading.
        name: String,
        /// The letters of the first column.
        first: String,
        /// The letters of the second column.
        second: String,
    },
    /// The template was made by a newer Bavn.
    #[error("the template has version {found}, this program reads up to {supported}")]
    NewerFormat {
        /// The file's version.
        found: i64,
        /// The newest version that can be read.
        supported: i64,
    },
    /// The file is not OSCAL assessment results that Bavn wrote.
    #[error("not OSCAL assessment results of Bavn: {detail}")]
    NotResults {
        /// The line at which reading stopped, from 1; 0 when it was read to its end.
        line: usize,
        /// What the reader met.
        detail: String,
    },
    /// The file is not a control set that Bavn wrote.
    #[error("not a control set of Bavn: {detail}")]
    NotControlSet {
        /// The line at which reading stopped, from 1; 0 when it was read to its end.
        line: usize,
        /// What the reader met.
        detail: String,
    },
    /// The file is none of those that tables come in.
    #[error("neither CSV nor XLSX: {found}")]
    UnknownFormat {
        /// What it looks like, such as `XLS` or `PDF`.
        found: String,
    },
    /// The text has letters that are none, in any encoding that is read.
    #[error("line {line} has {found}, which is no letter in UTF-8, UTF-16 or Windows-1252")]
    Encoding {
        /// The line, from 1.
        line: u32,
        /// What stands there.
        found: String,
    },
    /// A quotation mark is opened and never closed.
    #[error("the quotation mark in {column}{row} is not closed")]
    OpenQuote {
        /// The row, from 1.
        row: u32,
        /// The letters of the column.
        column: String,
    },
    /// A row has more columns than allowed.
    #[error("row {row} has more than {max} columns")]
    TooManyColumns {
        /// The sheet; blank for CSV.
        sheet: String,
        /// The row, from 1.
        row: u32,
        /// The most allowed.
        max: u32,
    },
    /// A cell is longer than allowed.
    #[error("the cell {column}{row} has more than {max} characters")]
    CellTooLong {
        /// The sheet; blank for CSV.
        sheet: String,
        /// The row, from 1.
        row: u32,
        /// The letters of the column.
        column: String,
        /// The most characters allowed.
        max: usize,
    },
    /// A list of Kitos that cannot be read.
    #[error("{fault}")]
    NotKitos {
        /// The list, the place, and what is wrong there.
        fault: super::kitos::KitosFault,
    },
    /// No sheet holds a table.
    #[error("no sheet holds a table: {}", sheets.join(", "))]
    NoTable {
        /// The names of the sheets that are there.
        sheets: Vec<String>,
    },
    /// The sheet has more rows than allowed.
    #[error("sheet {sheet} has more than {max} rows")]
    TooManyRows {
        /// The sheet.
        sheet: String,
        /// The most allowed.
        max: u32,
    },
}

impl FileError {
    /// A broken file, with what the reader met.
    pub(super) fn broken(detail: impl ToString) -> Self {
        Self::Broken { detail: detail.to_string() }
    }
}

/// A file that cannot be written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ExportError {
    /// The workbook writer refused a value, such as a text of more than 32,767 characters.
    #[error("the workbook cannot be written: {detail}")]
    Workbook {
        /// The writer's words.
        detail: String,
    },
    /// The CSV writer failed.
    #[error("the CSV file cannot be written: {detail}")]
    Csv {
        /// The writer's words.
        detail: String,
    },
}

impl From<rust_xlsxwriter::XlsxError> for ExportError {
    fn from(error: rust_xlsxwriter::XlsxError) -> Self {
        Self::Workbook { detail: error.to_string() }
    }
}

/// A column in the file at hand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ColumnPlace {
    /// Its letters, such as `D`; empty when the file has no such column.
    pub letter: String,
    /// Its heading, as the file writes it, or as it should be.
    pub name: String,
}

/// A value in a sheet that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RowFault {
    /// The sheet's name.
    pub sheet: String,
    /// The row, from 1 as the spreadsheet program shows it.
    pub row: u32,
    /// The column.
    pub column: ColumnPlace,
    /// The value as it was found, cut to 200 characters; empty when the cell is blank.
    pub value: String,
    /// What was expected.
    pub expected: Expected,
}

/// What was expected of a value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "code")]
pub enum Expected {
    /// A whole number.
    Level {
        /// The least allowed.
        min: u8,
        /// The greatest allowed.
        max: u8,
    },
    /// A control's code, since the row has an answer.
    Code,
    /// A code of the control set.
    KnownCode,
    /// A code that stands once.
    UniqueCode {
        /// The row in which it stands first.
        first_row: u32,
    },
    /// One of these words.
    Status {
        /// The words in all languages.
        allowed: Vec<String>,
    },
    /// A reason, since the control is said not to be relevant.
    ReasonWhenNotRelevant,
    /// No reason, since the control is not said to be not relevant.
    NoReasonWhenRelevant,
    /// A level, since the control is said to be assessed.
    LevelWhenAssessed {
        /// The least allowed.
        min: u8,
        /// The greatest allowed.
        max: u8,
    },
    /// Another status, since both levels are there.
    StatusThatFitsLevels,
    /// A text that is not longer.
    ShortText {
        /// The most characters allowed.
        max: usize,
        /// How many it has.
        found: usize,
    },
    /// A text, not a date or a truth value.
    Text,
    /// A value, not the error of a formula.
    NoFormulaError,
    /// A value: the cell may not be blank.
    Required,
    /// A reference that stands once.
    UniqueReference {
        /// The row in which it stands first.
        first_row: u32,
    },
    /// A row above that does not lie below this one.
    ParentNotBelow,
    /// A code with one of these words for how much the control covers.
    Coverage {
        /// The words in all languages.
        allowed: Vec<String>,
    },
    /// Each control once.
    ControlOnce,
    /// One of these words.
    Choice {
        /// The first word of each.
        allowed: Vec<String>,
    },
    /// A grade from 0 to 4, or one of these words.
    Grade {
        /// The first word of each.
        allowed: Vec<String>,
    },
    /// A whole number, or one that can be rounded.
    Whole {
        /// The least allowed.
        min: i64,
        /// The greatest allowed.
        max: i64,
    },
    /// A day.
    Date,
    /// Yes or no.
    YesNo,
    /// An e-mail address.
    Email,
    /// An address on the web.
    Url,
    /// A CVR number: eight digits.
    Cvr,
    /// The name of one here, of what is called this: `person`, `unit`, `supplier`, `contract`, `asset`; or the number of a row of one of
    /// the registers (`asset_number`, `supplier_number`, `contract_number`).
    KnownName {
        /// What it should be the name of.
        kind: String,
    },
}

impl Expected {
    /// The stable code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Level { .. } => "level",
            Self::Code => "code",
            Self::KnownCode => "known_code",
            Self::UniqueCode { .. } => "unique_code",
            Self::Status { .. } => "status",
            Self::ReasonWhenNotRelevant => "reason_when_not_relevant",
            Self::NoReasonWhenRelevant => "no_reason_when_relevant",
            Self::LevelWhenAssessed { .. } => "level_when_assessed",
            Self::StatusThatFitsLevels => "status_that_fits_levels",
            Self::ShortText { .. } => "short_text",
            Self::Text => "text",
            Self::NoFormulaError => "no_formula_error",
            Self::Required => "required",
            Self::UniqueReference { .. } => "unique_reference",
            Self::ParentNotBelow => "parent_not_below",
            Self::Coverage { .. } => "coverage",
            Self::ControlOnce => "control_once",
            Self::Choice { .. } => "choice",
            Self::Grade { .. } => "grade",
            Self::Whole { .. } => "whole",
            Self::Date => "date",
            Self::YesNo => "yes_no",
            Self::Email => "email",
            Self::Url => "url",
            Self::Cvr => "cvr",
            Self::KnownName { .. } => "known_name",
        }
    }
}
