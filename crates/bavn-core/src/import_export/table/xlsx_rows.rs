//! Rows of a workbook, one at a time.

use super::{Cell, Notice, NoticeKind, SheetInfo, TableLimits, TableRow};
use crate::import_export::{ColumnPlace, FileError};
use calamine::{DataRef, Reader as _, SheetType, SheetVisible, Xlsx, XlsxError};
use memchr::memmem;
use std::{
    io::Cursor,
    ops::ControlFlow,
    panic::{AssertUnwindSafe, catch_unwind},
};
use time::{Date, Month};

/// A workbook, opened: its sheets can be read one after the other.
pub(super) type Workbook = Xlsx<Cursor<Vec<u8>>>;

/// The most formulas whose places are told.
const FORMULAS: usize = 20;

/// Opens a workbook and reads the texts that its sheets share. `packed` has gone through the guard of archives.
pub(super) fn open(packed: Vec<u8>) -> Result<Workbook, FileError> {
    guarded(|| Xlsx::new(Cursor::new(packed)).map_err(|error: XlsxError| FileError::broken(error)))
}

/// The worksheets, in the order of their tabs.
pub(super) fn sheets(workbook: &Workbook) -> Vec<SheetInfo> {
    let sheets = workbook.sheets_metadata().iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
    let info = |sheet: &calamine::Sheet| SheetInfo {
        name: sheet.name.clone(),
        is_visible: sheet.visible == SheetVisible::Visible,
    };
    sheets.map(info).collect()
}

/// Hands the rows of a sheet over until all were read or `sink` says stop.
pub(super) fn read(
    workbook: &mut Workbook,
    sheet: &str,
    limits: &TableLimits,
    sink: &mut dyn FnMut(TableRow) -> ControlFlow<()>,
) -> Result<(), FileError> {
    let mut cells = guarded(|| workbook.worksheet_cells_reader(sheet).map_err(FileError::broken))?;
    let mut row = TableRow { number: 0, cells: Vec::new() };
    let mut count = 0;
    loop {
        let next = guarded(|| {
            let cell = cells.next_cell().map_err(FileError::broken)?;
            Ok(cell.map(|cell| (cell.get_position(), value(cell.get_value()))))
        })?;
        let Some(((at, column), value)) = next else { break };
        if value.is_blank() {
            continue;
        }
        let number = at.saturating_add(1);
        if column >= limits.columns {
            return Err(FileError::TooManyColumns { sheet: sheet.to_owned(), row: number, max: limits.columns });
        }
        if let Cell::Text(text) = &value
            && text.len() > limits.cell
            && text.chars().count() > limits.cell
        {
            let column = TableRow::letters(column as usize);
            return Err(FileError::CellTooLong { sheet: sheet.to_owned(), row: number, column, max: limits.cell });
        }
        if number < row.number {
            return Err(FileError::broken(format_args!("{sheet}: row {number} after row {}", row.number)));
        }
        if number > row.number {
            let done = std::mem::replace(&mut row, TableRow { number, cells: Vec::new() });
            if done.number > 0 && sink(done).is_break() {
                return Ok(());
            }
            count += 1;
            if count > limits.rows.saturating_add(1) {
                return Err(FileError::TooManyRows { sheet: sheet.to_owned(), max: limits.rows });
            }
        }
        let column = column as usize;
        if row.cells.len() <= column {
            row.cells.resize(column + 1, Cell::Blank);
        }
        if let Some(cell) = row.cells.get_mut(column) {
            *cell = value;
        }
    }
    if row.number > 0 {
        let _ = sink(row);
    }
    Ok(())
}

/// The workbook reader is not ours and adds row and column numbers without looking; in a build with overflow checks a hostile file makes it
/// panic. A panic there is a broken file, nothing more: every reader of it gives up there.
fn guarded<T>(work: impl FnOnce() -> Result<T, FileError>) -> Result<T, FileError> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| Err(FileError::broken("the workbook reader gave up")))
}

fn value(data: &DataRef<'_>) -> Cell {
    match data {
        DataRef::Empty => Cell::Blank,
        DataRef::String(text) => Cell::text(text),
        DataRef::SharedString(text) => Cell::text(text),
        #[expect(clippy::cast_precision_loss, reason = "a cell's number is a double in the file")]
        DataRef::Int(number) => Cell::Number(*number as f64),
        DataRef::Float(number) => Cell::Number(*number),
        DataRef::Bool(truth) => Cell::Truth(*truth),
        DataRef::DateTime(moment) if moment.is_duration() => Cell::Number(moment.as_f64()),
        DataRef::DateTime(moment) => {
            let (year, month, day, ..) = moment.to_ymd_hms_milli();
            let month = Month::try_from(month);
            let date = month.ok().and_then(|month| Date::from_calendar_date(i32::from(year), month, day).ok());
            date.map_or(Cell::Number(moment.as_f64()), Cell::Date)
        }
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => Cell::text(text),
        DataRef::Error(error) => Cell::Error(error.to_string()),
    }
}

/// Tells the places of formulas: the value that was saved with them is used, and they are not worked out.
pub(super) fn formulas(packed: &[u8]) -> (Vec<Notice>, usize) {
    let mut notices = Vec::new();
    let mut count = 0;
    // The guard packs parts without compression, so their text stands in the bytes.
    for place in memmem::find_iter(packed, b"<f").filter(|place| is_formula(packed, *place)) {
        count += 1;
        if notices.len() < FORMULAS {
            let (row, letter) = cell_before(packed, place);
            let formula = packed.get(place..packed.len().min(place + 200)).unwrap_or_default();
            let inner = formula.iter().skip_while(|byte| **byte != b'>').skip(1).take_while(|byte| **byte != b'<');
            let value = format!("={}", String::from_utf8_lossy(&inner.copied().collect::<Vec<u8>>()));
            let column = ColumnPlace { letter, name: String::new() };
            notices.push(Notice { row, column, value, kind: NoticeKind::Formula });
        }
    }
    (notices, count)
}

fn is_formula(packed: &[u8], place: usize) -> bool {
    matches!(packed.get(place + 2), Some(b'>' | b' ' | b'/'))
}

/// Row and letters of the cell that a place in a sheet's XML belongs to.
fn cell_before(packed: &[u8], place: usize) -> (u32, String) {
    let before = packed.get(place.saturating_sub(200)..place).unwrap_or_default();
    let Some(at) = before.windows(4).rposition(|four| four == b" r=\"") else { return (0, String::new()) };
    let name = before.get(at + 4..).unwrap_or_default();
    let letters = name.iter().take_while(|byte| byte.is_ascii_uppercase()).take(3).map(|byte| char::from(*byte));
    let letters: String = letters.collect();
    let digits = name.iter().skip(letters.len()).take_while(|byte| byte.is_ascii_digit()).take(8);
    let row = digits.fold(0_u32, |number, digit| number.saturating_mul(10).saturating_add(u32::from(digit - b'0')));
    (row, letters)
}
