//! The sheets of a file: which holds the tasks, and which what they stand on.

use super::{NeedColumn, TaskColumn, TaskWords};
use crate::{Error, Result};
use bavn_core::{
    import_export::table::{Cell, TableFile, TableLimits, TableRow},
    text::fold,
};
use std::{collections::HashMap, ops::ControlFlow};

/// The most rows of a sheet.
const MOST_ROWS: u32 = 20_000;
/// The most sheets that are looked at.
const MOST_SHEETS: usize = 20;

/// A sheet: its name, blank for separated values, the places of its columns, and the rows beneath the headings.
pub(super) struct Sheet<C> {
    pub(super) name: String,
    pub(super) columns: Vec<(usize, C)>,
    pub(super) rows: Vec<TableRow>,
}

impl<C> Default for Sheet<C> {
    fn default() -> Self {
        Self { name: String::new(), columns: Vec::new(), rows: Vec::new() }
    }
}

impl<C: Copy + PartialEq> Sheet<C> {
    /// The place of a column.
    pub(super) fn place(&self, wanted: C) -> Option<usize> {
        self.columns.iter().find(|(_, column)| *column == wanted).map(|(at, _)| *at)
    }

    /// The cell of a column; blank where there is no such column.
    pub(super) fn cell<'row>(&self, row: &'row TableRow, wanted: C) -> &'row Cell {
        self.place(wanted).map_or(&Cell::Blank, |at| row.cell(at))
    }
}

/// What a file holds.
#[derive(Default)]
pub(super) struct Sheets {
    pub(super) tasks: Sheet<TaskColumn>,
    pub(super) needs: Sheet<NeedColumn>,
    /// Headings that are no column.
    pub(super) unknown: Vec<String>,
}

/// What a file may take.
pub(super) fn limits() -> TableLimits {
    TableLimits { file_bytes: 10_000_000, rows: MOST_ROWS, columns: 200, ..TableLimits::default() }
}

/// Reads the sheets of a file. A sheet with a column for what is needed is one of needs; the first other one with a known heading is that of
/// the tasks; the rest, such as one with guidance, is left out.
pub(super) fn read(bytes: &[u8], words: &TaskWords) -> Result<Sheets> {
    let limits = limits();
    let file = TableFile::open(bytes, &limits).map_err(Error::File)?;
    let mut sheets = Sheets::default();
    for info in file.sheets().iter().filter(|sheet| sheet.is_visible).take(MOST_SHEETS) {
        let first = file.first_rows(&info.name, 10, &limits).map_err(Error::File)?;
        let Some(header) = TableFile::header_row(&first) else { continue };
        let (needs, strange) = columns(header, &words.needs);
        let names_things = needs.iter().any(|(_, column)| matches!(column, NeedColumn::On | NeedColumn::OnNumber));
        if names_things && sheets.needs.columns.is_empty() {
            let rows = rows(&file, &info.name, header.number, &limits)?;
            sheets.needs = Sheet { name: info.name.clone(), columns: needs, rows };
            sheets.unknown.extend(strange);
            continue;
        }
        let (tasks, strange) = columns(header, &words.headings);
        if !tasks.is_empty() && sheets.tasks.columns.is_empty() && !names_things {
            let rows = rows(&file, &info.name, header.number, &limits)?;
            sheets.tasks = Sheet { name: info.name.clone(), columns: tasks, rows };
            sheets.unknown.extend(strange);
        }
    }
    Ok(sheets)
}

/// The columns that are known with their places, and headings that are not. Of two columns with the same heading the first is meant.
fn columns<C: Copy + PartialEq>(header: &TableRow, words: &HashMap<String, C>) -> (Vec<(usize, C)>, Vec<String>) {
    let (mut columns, mut unknown): (Vec<(usize, C)>, Vec<String>) = (Vec::new(), Vec::new());
    for (at, cell) in header.cells.iter().enumerate().filter(|(_, cell)| !cell.is_blank()) {
        let heading = cell.shown();
        match words.get(&fold(&heading)) {
            Some(column) if !columns.iter().any(|(_, other)| other == column) => columns.push((at, *column)),
            _ => unknown.push(heading),
        }
    }
    (columns, unknown)
}

fn rows(file: &TableFile, sheet: &str, header: u32, limits: &TableLimits) -> Result<Vec<TableRow>> {
    let mut rows = Vec::new();
    let read = file.read(sheet, limits, &mut |row| {
        if row.number > header {
            rows.push(row);
        }
        ControlFlow::Continue(())
    });
    read.map_err(Error::File)?;
    Ok(rows)
}
