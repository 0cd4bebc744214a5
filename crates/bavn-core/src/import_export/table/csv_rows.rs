//! Rows of separated values, one at a time.
//!
//! Our own reader and not a library's, for three reasons: a row with a million columns is given up at the first too many, an open quotation mark
//! is told with its place, and rows have the numbers that a spreadsheet program shows (blank lines count, line breaks in cells do not).

use super::{Cell, TableLimits, TableRow};
use crate::import_export::FileError;

/// The separators that are looked for, in the order in which they win when all else is equal.
const SEPARATORS: [u8; 4] = [b';', b',', b'\t', b'|'];
/// How much of the text is looked at to find the separator.
const SNIFFED_BYTES: usize = 100_000;
const SNIFFED_ROWS: usize = 25;

pub(super) struct CsvRows<'a> {
    text: &'a str,
    at: usize,
    number: u32,
    separator: u8,
    limits: TableLimits,
}

/// The rows after what programs put above them (`sep=;`, `#TYPE …`), and the separator.
pub(super) fn rows<'a>(text: &'a str, limits: &TableLimits) -> (CsvRows<'a>, u8) {
    let mut rows = CsvRows { text, at: 0, number: 0, separator: b';', limits: *limits };
    let first = text.lines().next().unwrap_or_default();
    let said = first.strip_prefix("sep=").and_then(|rest| rest.bytes().next()).filter(|one| SEPARATORS.contains(one));
    if said.is_some() || first.starts_with("#TYPE ") {
        rows.at = text.find('\n').map_or(text.len(), |at| at + 1);
        rows.number = 1;
    }
    let rest = text.get(rows.at..).unwrap_or_default();
    rows.separator = said.unwrap_or_else(|| separator(rest, limits));
    let separator = rows.separator;
    (rows, separator)
}

/// The separator that gives the first rows the most alike and then the most columns.
fn separator(text: &str, limits: &TableLimits) -> u8 {
    let cut = text.char_indices().map(|(at, _)| at).take_while(|at| *at <= SNIFFED_BYTES).last().unwrap_or(0);
    // Whole where it is short; else a row may be cut, which is not looked at.
    let (sample, is_cut) =
        if text.len() <= SNIFFED_BYTES { (text, false) } else { (text.get(..cut).unwrap_or(text), true) };
    let mut best = (0, 0, b';');
    for separator in SEPARATORS {
        let rows = CsvRows { text: sample, at: 0, number: 0, separator, limits: *limits };
        let mut widths: Vec<usize> = rows.take(SNIFFED_ROWS).map_while(Result::ok).map(|row| row.cells.len()).collect();
        if is_cut && widths.len() > 1 {
            widths.pop();
        }
        let widest = widths.iter().copied().max().unwrap_or_default();
        if widest < 2 {
            continue;
        }
        // Blank cells at the end are left out of rows, so most of the width is as good as all of it.
        let alike = widths.iter().filter(|width| **width * 2 > widest).count() * 100 / widths.len().max(1);
        if (alike, widest) > (best.0, best.1) {
            best = (alike, widest, separator);
        }
    }
    best.2
}

impl Iterator for CsvRows<'_> {
    type Item = Result<TableRow, FileError>;

    /// The next row with something in it.
    fn next(&mut self) -> Option<Self::Item> {
        while self.at < self.text.len() {
            self.number = self.number.saturating_add(1);
            match self.row() {
                Ok(cells) if cells.is_empty() => {}
                Ok(cells) => return Some(Ok(TableRow { number: self.number, cells })),
                Err(error) => {
                    self.at = self.text.len();
                    return Some(Err(error));
                }
            }
        }
        None
    }
}

impl CsvRows<'_> {
    fn row(&mut self) -> Result<Vec<Cell>, FileError> {
        let mut cells = Vec::new();
        let mut filled = 0;
        for column in 0_u32.. {
            if column >= self.limits.columns {
                return Err(FileError::TooManyColumns {
                    sheet: String::new(),
                    row: self.number,
                    max: self.limits.columns,
                });
            }
            let (cell, is_last) = self.cell(column)?;
            cells.push(cell);
            if cells.last().is_some_and(|cell| !cell.is_blank()) {
                filled = cells.len();
            }
            if is_last {
                break;
            }
        }
        cells.truncate(filled);
        Ok(cells)
    }

    /// The next cell, and whether it is the last of its row.
    fn cell(&mut self, column: u32) -> Result<(Cell, bool), FileError> {
        let bytes = self.text.as_bytes();
        let mut quoted = String::new();
        if bytes.get(self.at) == Some(&b'"') {
            self.at += 1;
            loop {
                let rest = self.text.get(self.at..).unwrap_or_default();
                let Some(end) = rest.find('"') else {
                    return Err(FileError::OpenQuote { row: self.number, column: TableRow::letters(column as usize) });
                };
                quoted.push_str(rest.get(..end).unwrap_or_default());
                self.at += end + 1;
                self.check_length(column, quoted.len(), &quoted)?;
                if bytes.get(self.at) != Some(&b'"') {
                    break;
                }
                quoted.push('"');
                self.at += 1;
            }
        }
        let start = self.at;
        let is_end = |byte: &u8| *byte == self.separator || matches!(byte, b'\n' | b'\r');
        let rest = bytes.get(start..).unwrap_or_default();
        let end = start + rest.iter().position(is_end).unwrap_or(rest.len());
        // The bytes before and after are ASCII, so both are borders of letters.
        let plain = self.text.get(start..end).unwrap_or_default();
        self.check_length(column, plain.len() + quoted.len(), plain)?;
        let is_last = bytes.get(end) != Some(&self.separator);
        self.at = end + 1;
        if bytes.get(end) == Some(&b'\r') && bytes.get(end + 1) == Some(&b'\n') {
            self.at += 1;
        }
        let cell = if quoted.is_empty() { Cell::text(plain) } else { Cell::text(&(quoted + plain)) };
        Ok((cell, is_last))
    }

    fn check_length(&self, column: u32, bytes: usize, text: &str) -> Result<(), FileError> {
        if bytes <= self.limits.cell || text.chars().count() <= self.limits.cell {
            return Ok(());
        }
        let column = TableRow::letters(column as usize);
        Err(FileError::CellTooLong { sheet: String::new(), row: self.number, column, max: self.limits.cell })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Vec<(u32, Vec<String>)>, char) {
        let (rows, separator) = rows(text, &TableLimits::default());
        let rows = rows.map(Result::unwrap).map(|row| (row.number, row.cells.iter().map(Cell::shown).collect()));
        (rows.collect(), char::from(separator))
    }

    #[test]
    fn rows_have_the_numbers_of_a_spreadsheet() {
        let (rows, separator) = read("a;b\r\n\r\n\"1\r\n2\"; x \n;\n;\"\"\"\"\n3;4;;");
        assert_eq!(separator, ';');
        let texts = |texts: [&str; 2]| texts.map(str::to_owned).to_vec();
        assert_eq!(
            rows,
            [(1, texts(["a", "b"])), (3, texts(["1\n2", "x"])), (5, texts(["", "\""])), (6, texts(["3", "4"]))]
        );
    }

    #[test]
    fn separators_are_found() {
        assert_eq!(read("a,b,c\n\"1;2\",2,3").1, ',');
        assert_eq!(read("a\tb\n1,5\t2").1, '\t');
        assert_eq!(read("navn;beløb\nx;1,50\ny;2,75\n").1, ';');
        assert_eq!(read("sep=,\na,b").0, [(2, vec!["a".to_owned(), "b".to_owned()])]);
        assert_eq!(read("#TYPE Selected.ADComputer\n\"Name\",\"SID\"\n").0[0].0, 2);
    }

    #[test]
    fn a_million_columns_and_an_open_quotation_mark_are_refused_with_their_place() {
        let wide = format!("a;b\n{}", ";".repeat(1_000_000));
        let found = rows(&wide, &TableLimits::default()).0.last().unwrap();
        assert_eq!(found, Err(FileError::TooManyColumns { sheet: String::new(), row: 2, max: 500 }));
        let found = rows("a;b\n1;\"2\n3;4", &TableLimits::default()).0.last().unwrap();
        assert_eq!(found, Err(FileError::OpenQuote { row: 2, column: "B".to_owned() }));
        let long = format!("a;b\n1;{}", "x".repeat(40_000));
        let found = rows(&long, &TableLimits::default()).0.last().unwrap();
        assert_eq!(
            found,
            Err(FileError::CellTooLong { sheet: String::new(), row: 2, column: "B".to_owned(), max: 32_767 })
        );
    }
}
