use super::{
    Cell, Encoding, Notice, TableLimits, TableRow, csv_rows,
    encoding::decoded,
    xlsx_rows::{self, Workbook},
};
use crate::import_export::{FileError, zip_guard};
use serde::Serialize;
use std::{ops::ControlFlow, sync::Mutex};

/// What sort of file a table came in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "format")]
pub enum TableFormat {
    /// Separated values.
    Csv {
        /// How the text is written.
        encoding: Encoding,
        /// What stands between the values.
        separator: char,
    },
    /// A workbook.
    Xlsx,
}

/// A sheet of a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SheetInfo {
    /// Its name; blank for separated values.
    pub name: String,
    /// Whether it is shown in the spreadsheet program.
    pub is_visible: bool,
}

enum Body {
    Text(String),
    /// A workbook whose parts were checked and packed anew, and its formulas.
    Workbook {
        workbook: Box<Mutex<Workbook>>,
        formulas: (Vec<Notice>, usize),
    },
}

/// A file with tables, opened: its sheets are known and its rows can be read, as often as wanted.
pub struct TableFile {
    format: TableFormat,
    sheets: Vec<SheetInfo>,
    body: Body,
}

impl TableFile {
    /// Opens CSV or XLSX, whichever it is.
    ///
    /// # Errors
    /// [`FileError`] when it is neither, takes more than `limits`, or is broken.
    pub fn open(bytes: &[u8], limits: &TableLimits) -> Result<Self, FileError> {
        let size = bytes.len() as u64;
        if size > limits.file_bytes {
            return Err(FileError::TooLarge { bytes: size, max: limits.file_bytes });
        }
        if let Some(found) = other_format(bytes) {
            return Err(FileError::UnknownFormat { found: found.to_owned() });
        }
        if bytes.starts_with(b"PK") {
            let packed = zip_guard::checked(bytes, &limits.archive())?;
            let formulas = xlsx_rows::formulas(&packed);
            let workbook = xlsx_rows::open(packed)?;
            let sheets = xlsx_rows::sheets(&workbook);
            let body = Body::Workbook { workbook: Box::new(Mutex::new(workbook)), formulas };
            return Ok(Self { format: TableFormat::Xlsx, sheets, body });
        }
        let (text, encoding) = decoded(bytes)?;
        let (_, separator) = csv_rows::rows(&text, limits);
        Ok(Self {
            format: TableFormat::Csv { encoding, separator: char::from(separator) },
            sheets: vec![SheetInfo { name: String::new(), is_visible: true }],
            body: Body::Text(text.into_owned()),
        })
    }

    /// What sort of file it is.
    #[must_use]
    pub const fn format(&self) -> TableFormat {
        self.format
    }

    /// Its sheets, in order.
    #[must_use]
    pub fn sheets(&self) -> &[SheetInfo] {
        &self.sheets
    }

    /// The sheet of a name; without one, the first visible sheet that has two columns or more in its first rows.
    ///
    /// # Errors
    /// [`FileError::NoTable`] when there is none.
    pub fn sheet(&self, name: Option<&str>, limits: &TableLimits) -> Result<&SheetInfo, FileError> {
        let none = || FileError::NoTable { sheets: self.sheets.iter().map(|sheet| sheet.name.clone()).collect() };
        if let Some(name) = name
            && let Some(sheet) = self.sheets.iter().find(|sheet| sheet.name == name)
        {
            return Ok(sheet);
        }
        for sheet in self.sheets.iter().filter(|sheet| sheet.is_visible) {
            if self.first_rows(&sheet.name, 20, limits)?.iter().any(|row| row.cells.len() > 1) {
                return Ok(sheet);
            }
        }
        self.sheets.iter().find(|sheet| sheet.is_visible).filter(|_| self.sheets.len() == 1).ok_or_else(none)
    }

    /// Hands the rows of a sheet over, those with something in them, until all were read or `sink` says stop.
    ///
    /// # Errors
    /// [`FileError`] at the first place that is broken or takes more than `limits`.
    pub fn read(
        &self,
        sheet: &str,
        limits: &TableLimits,
        sink: &mut dyn FnMut(TableRow) -> ControlFlow<()>,
    ) -> Result<(), FileError> {
        let text = match &self.body {
            Body::Workbook { workbook, .. } => {
                let broken = || FileError::broken("the workbook reader gave up");
                let mut workbook = workbook.lock().map_err(|_| broken())?;
                return xlsx_rows::read(&mut workbook, sheet, limits, sink);
            }
            Body::Text(text) => text,
        };
        for (count, row) in (0_u32..).zip(csv_rows::rows(text, limits).0) {
            if count > limits.rows {
                return Err(FileError::TooManyRows { sheet: sheet.to_owned(), max: limits.rows });
            }
            if sink(row?).is_break() {
                break;
            }
        }
        Ok(())
    }

    /// At most so many rows from the top.
    ///
    /// # Errors
    /// As [`Self::read`].
    pub fn first_rows(&self, sheet: &str, most: usize, limits: &TableLimits) -> Result<Vec<TableRow>, FileError> {
        let mut rows = Vec::new();
        self.read(sheet, limits, &mut |row| {
            rows.push(row);
            if rows.len() >= most { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        })?;
        Ok(rows)
    }

    /// The row of the headings among the first ones: the first with at least two texts and no number. A table of one column has its
    /// heading at the top.
    #[must_use]
    pub fn header_row(rows: &[TableRow]) -> Option<&TableRow> {
        let is_text = |cell: &&Cell| matches!(cell, Cell::Text(_));
        let is_header = |row: &&TableRow| {
            row.cells.iter().filter(is_text).count() >= 2
                && row.cells.iter().all(|cell| matches!(cell, Cell::Text(_) | Cell::Blank))
        };
        rows.iter().find(is_header).or_else(|| rows.first())
    }

    /// The formulas of a workbook: the first ones with their places, and how many there are in all.
    #[must_use]
    pub fn formulas(&self) -> (Vec<Notice>, usize) {
        match &self.body {
            Body::Workbook { formulas, .. } => formulas.clone(),
            Body::Text(_) => (Vec::new(), 0),
        }
    }
}

fn other_format(bytes: &[u8]) -> Option<&'static str> {
    let start: Vec<u8> = bytes.iter().skip_while(|byte| byte.is_ascii_whitespace()).take(15).copied().collect();
    let start = start.to_ascii_lowercase();
    match bytes {
        [] => Some("empty"),
        [0xD0, 0xCF, 0x11, 0xE0, ..] => Some("XLS"),
        [b'%', b'P', b'D', b'F', ..] => Some("PDF"),
        [0x1F, 0x8B, ..] => Some("gzip"),
        _ if start.is_empty() => Some("empty"),
        _ if start.starts_with(b"<!doctype") || start.starts_with(b"<html") || start.starts_with(b"<script") => {
            Some("HTML")
        }
        _ if start.starts_with(b"<?xml") => Some("XML"),
        _ if start.starts_with(b"{") => Some("JSON"),
        _ => None,
    }
}
