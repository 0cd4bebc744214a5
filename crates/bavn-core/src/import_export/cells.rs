//! The cells of a workbook.

use super::{FileError, Limits, zip_guard};
use calamine::{CellErrorType, DataRef, Reader, SheetVisible, Xlsx, XlsxError};
use std::{
    collections::BTreeMap,
    io::Cursor,
    panic::{AssertUnwindSafe, catch_unwind},
};

/// Cells further to the right than this are not looked at.
const MAX_COLUMNS: u32 = 200;

/// The value of a cell; formulas have the value that was saved with them.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value {
    Text(String),
    Number(f64),
    /// A date or a truth value.
    Other(String),
    /// The error of a formula, such as `#N/A`.
    Error(String),
}

/// The filled cells of a sheet by row and column, from 0.
pub(super) type Rows = BTreeMap<u32, BTreeMap<u32, Value>>;

/// A sheet.
#[derive(Debug)]
pub(super) struct Sheet {
    pub(super) name: String,
    pub(super) is_visible: bool,
    pub(super) rows: Rows,
}

/// Reads all worksheets of a foreign XLSX file.
pub(super) fn read_sheets(bytes: &[u8], limits: &Limits) -> Result<Vec<Sheet>, FileError> {
    let packed = zip_guard::checked(bytes, limits)?;
    // The workbook reader is not ours and adds row and column numbers without looking; in a build with overflow checks a
    // hostile file makes it panic. A panic there is a broken file, nothing more: it works on its own copy of the bytes.
    let read = catch_unwind(AssertUnwindSafe(|| read_workbook(packed, limits)));
    read.unwrap_or_else(|_| Err(FileError::broken("the workbook reader gave up")))
}

fn read_workbook(packed: Vec<u8>, limits: &Limits) -> Result<Vec<Sheet>, FileError> {
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(packed)).map_err(|error: XlsxError| FileError::broken(error))?;
    let metadata = workbook.sheets_metadata().to_vec();
    let mut sheets = Vec::new();
    for sheet in metadata.into_iter().filter(|sheet| sheet.typ == calamine::SheetType::WorkSheet) {
        let rows = read_rows(&mut workbook, &sheet.name, limits)?;
        sheets.push(Sheet { name: sheet.name, is_visible: sheet.visible == SheetVisible::Visible, rows });
    }
    Ok(sheets)
}

/// Cell by cell: a range of cells would make room for every cell up to the last one, which a hostile file puts far away.
fn read_rows(workbook: &mut Xlsx<Cursor<Vec<u8>>>, name: &str, limits: &Limits) -> Result<Rows, FileError> {
    let mut rows = Rows::new();
    let mut reader = workbook.worksheet_cells_reader(name).map_err(FileError::broken)?;
    while let Some(cell) = reader.next_cell().map_err(FileError::broken)? {
        let (row, column) = cell.get_position();
        let Some(value) = value(cell.get_value()) else { continue };
        if column >= MAX_COLUMNS {
            continue;
        }
        if row >= limits.rows {
            return Err(FileError::TooManyRows { sheet: name.to_owned(), max: limits.rows });
        }
        rows.entry(row).or_default().insert(column, value);
    }
    Ok(rows)
}

fn value(data: &DataRef<'_>) -> Option<Value> {
    let text = |text: &str| (!text.trim().is_empty()).then(|| Value::Text(text.replace("\r\n", "\n")));
    match data {
        DataRef::Empty => None,
        DataRef::String(value) => text(value),
        DataRef::SharedString(value) => text(value),
        #[expect(clippy::cast_precision_loss, reason = "a cell's number is a double in the file")]
        DataRef::Int(value) => Some(Value::Number(*value as f64)),
        DataRef::Float(value) => Some(Value::Number(*value)),
        DataRef::Bool(value) => Some(Value::Other(if *value { "TRUE" } else { "FALSE" }.to_owned())),
        DataRef::DateTime(value) => Some(Value::Other(value.as_f64().to_string())),
        DataRef::DateTimeIso(value) | DataRef::DurationIso(value) => Some(Value::Other(value.clone())),
        DataRef::Error(error) => Some(Value::Error(error_word(error))),
    }
}

fn error_word(error: &CellErrorType) -> String {
    error.to_string()
}
