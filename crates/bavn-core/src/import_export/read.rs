//! Reading a filled template.

use super::{
    Expected, FileError, GapRow, RowFault, TemplateTexts,
    cells::{self, Sheet, Value},
    headers::Layout,
    row::RowReader,
    template::{META_FORMAT, META_SHEET, TEMPLATE_VERSION},
};
use crate::lang::Lang;
use std::collections::BTreeSet;

/// What a foreign file may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the file.
    pub file_bytes: u64,
    /// Parts of the archive.
    pub parts: usize,
    /// Bytes of all parts, unpacked.
    pub unpacked_bytes: u64,
    /// Rows of a sheet.
    pub rows: u32,
    /// Characters of a reason.
    pub reason: usize,
    /// Characters of a note.
    pub note: usize,
    /// Characters of a finding.
    pub finding: usize,
    /// Faults that are listed; all are counted.
    pub faults: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            file_bytes: 10_000_000,
            parts: 1000,
            unpacked_bytes: 100_000_000,
            rows: 10_000,
            reason: 1000,
            note: 4000,
            finding: 2000,
            faults: 1000,
        }
    }
}

/// What was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadOutcome {
    /// The sheet's name.
    pub sheet: String,
    /// The language that the template was written in, when the file says so.
    pub lang: Option<Lang>,
    /// How many rows have a code or an answer, right or wrong.
    pub rows_read: usize,
    /// The rows without faults, in order.
    pub rows: Vec<GapRow>,
    /// What is wrong, by row and column.
    pub faults: Vec<RowFault>,
    /// How many faults there are, also those beyond the list.
    pub fault_count: usize,
}

/// Reads a filled template: every row without faults, and every fault.
///
/// Sheet and columns are found by the words of any of `texts`, in any order. `known` are the codes of the control set.
/// Cells with formulas have the value that was saved with them.
///
/// # Errors
/// [`FileError`] when the file is no readable workbook, takes more than `limits`, or has no answer sheet.
pub fn read_filled(
    bytes: &[u8],
    limits: &Limits,
    texts: &[&TemplateTexts],
    known: &BTreeSet<String>,
) -> Result<ReadOutcome, FileError> {
    let sheets = cells::read_sheets(bytes, limits)?;
    let lang = check_format(&sheets)?;
    let layout = Layout::find(&sheets, texts)?;
    let mut reader = RowReader::new(&layout, limits, texts, known);
    let first = layout.header_row + 1;
    for (&at, cells) in layout.sheet.rows.range(first..) {
        reader.read(at, cells);
    }
    let mut outcome = reader.outcome;
    outcome.lang = lang;
    Ok(outcome)
}

/// What the hidden sheet says: its language, when this program can read its version.
fn check_format(sheets: &[Sheet]) -> Result<Option<Lang>, FileError> {
    let Some(meta) = sheets.iter().find(|sheet| sheet.name == META_SHEET) else { return Ok(None) };
    let cell = |row: u32, column: u32| meta.rows.get(&row).and_then(|cells| cells.get(&column));
    if cell(0, 0) != Some(&Value::Text(META_FORMAT.to_owned())) {
        return Ok(None);
    }
    if let Some(Value::Number(version)) = cell(0, 1)
        && *version > f64::from(TEMPLATE_VERSION)
    {
        #[expect(clippy::cast_possible_truncation, reason = "a float cast saturates")]
        let found = *version as i64;
        return Err(FileError::NewerFormat { found, supported: i64::from(TEMPLATE_VERSION) });
    }
    match cell(1, 1) {
        Some(Value::Text(tag)) => Ok(tag.parse().ok()),
        _ => Ok(None),
    }
}

impl ReadOutcome {
    pub(super) fn empty(sheet: &str) -> Self {
        Self { sheet: sheet.to_owned(), lang: None, rows_read: 0, rows: Vec::new(), faults: Vec::new(), fault_count: 0 }
    }

    /// How many of the listed faults expect the same kind of value.
    #[must_use]
    pub fn faults_expecting(&self, code: &str) -> usize {
        self.faults.iter().map(|fault| &fault.expected).map(Expected::code).filter(|found| *found == code).count()
    }
}
