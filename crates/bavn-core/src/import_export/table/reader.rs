//! Rows to records, with what is wrong by row and column.

use super::{
    Cell, ColumnUse, FieldKind, ImportField, ImportWords, Mapping, NOTE_LINE, Notice, OWN_FIELD, TableFile,
    TableLimits, TableRow, Value, neutral::oddity, value::parsed, words::plain,
};
use crate::{
    import_export::{ColumnPlace, Expected, FileError, RowFault},
    text::fold,
};
use std::{
    collections::{BTreeMap, HashMap},
    ops::ControlFlow,
};

/// A row without faults.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// Its row, from 1.
    pub row: u32,
    /// What it is recognised by, folded.
    pub key: String,
    /// Its values by field; a blank cell gives none.
    pub values: BTreeMap<&'static str, Value>,
}

/// What was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Read {
    /// The sheet.
    pub sheet: String,
    /// Rows with something in them, the headings not counted.
    pub rows: usize,
    /// Rows with a fault.
    pub faulty_rows: usize,
    /// What is wrong, at most [`TableLimits::faults`].
    pub faults: Vec<RowFault>,
    /// How many faults there are, also those beyond the list.
    pub fault_count: usize,
    /// What was made harmless or should be looked at, at most [`TableLimits::faults`].
    pub notices: Vec<Notice>,
    /// How many notices there are, also those beyond the list.
    pub notice_count: usize,
    /// Columns of the mapping that the file does not have.
    pub missing: Vec<String>,
    /// Where the columns are that are read, by field.
    pub places: BTreeMap<&'static str, ColumnPlace>,
    /// Where the columns are that are read into own fields, by heading.
    pub own_places: BTreeMap<String, ColumnPlace>,
}

struct Column {
    place: ColumnPlace,
    position: usize,
    field: &'static ImportField,
}

/// Reads the rows of a file by a mapping.
pub struct TableReader<'a> {
    file: &'a TableFile,
    mapping: &'a Mapping,
    words: &'a ImportWords,
    limits: TableLimits,
}

impl<'a> TableReader<'a> {
    /// A reader; the mapping has no faults.
    #[must_use]
    pub const fn new(file: &'a TableFile, mapping: &'a Mapping, words: &'a ImportWords, limits: TableLimits) -> Self {
        Self { file, mapping, words, limits }
    }

    /// Hands every row without faults over, in order, and tells what is wrong with the others.
    ///
    /// # Errors
    /// [`FileError`] when the file cannot be read to its end, or `sink` gave one.
    pub fn read(&self, sink: &mut dyn FnMut(Record) -> Result<(), FileError>) -> Result<Read, FileError> {
        let sheet = self.file.sheet(self.mapping.sheet.as_deref(), &self.limits)?.name.clone();
        let first = self.file.first_rows(&sheet, 20, &self.limits)?;
        let none = || FileError::NoTable { sheets: vec![sheet.clone()] };
        let header = TableFile::header_row(&first).ok_or_else(none)?;
        let (columns, missing) = self.columns(header);
        if columns.is_empty() {
            return Err(FileError::MissingColumns {
                sheet: sheet.clone(),
                columns: self.mapping.columns.iter().map(|column| column.heading.clone()).collect(),
            });
        }
        let constants = self.constants()?;
        let places = columns.iter().map(|column| (column.field.key, column.place.clone())).collect();
        let own = columns.iter().filter(|column| column.field.key == OWN_FIELD);
        let own_places = own.map(|column| (column.place.name.clone(), column.place.clone())).collect();
        let mut run = Run {
            reader: self,
            columns,
            constants,
            seen: HashMap::new(),
            seen_instead: HashMap::new(),
            read: Read { sheet: sheet.clone(), missing, places, own_places, ..Read::default() },
        };
        let (formulas, count) = self.file.formulas();
        run.read.notices = formulas;
        run.read.notice_count = count;
        let mut failed = None;
        self.file.read(&sheet, &self.limits, &mut |row| {
            if row.number <= header.number {
                return ControlFlow::Continue(());
            }
            match run.row(&row).map_or(Ok(()), &mut *sink) {
                Ok(()) => ControlFlow::Continue(()),
                Err(error) => {
                    failed = Some(error);
                    ControlFlow::Break(())
                }
            }
        })?;
        failed.map_or(Ok(run.read), Err)
    }

    /// The columns that are read, and the headings that are not there. Of two columns with the same heading the first is meant.
    fn columns(&self, header: &TableRow) -> (Vec<Column>, Vec<String>) {
        let mut columns = Vec::new();
        let mut missing = Vec::new();
        for ColumnUse { heading, field } in &self.mapping.columns {
            let Some(field) = field.as_deref().and_then(|key| self.mapping.register.field(key)) else { continue };
            let wanted = plain(heading);
            let is_it = |cell: &Cell| matches!(cell, Cell::Text(text) if text == heading);
            let is_like = |cell: &Cell| matches!(cell, Cell::Text(text) if plain(text) == wanted);
            let found = header.cells.iter().position(is_it).or_else(|| header.cells.iter().position(is_like));
            match found {
                Some(position) => columns.push(Column {
                    place: ColumnPlace { letter: TableRow::letters(position), name: heading.clone() },
                    position,
                    field,
                }),
                None => missing.push(heading.clone()),
            }
        }
        (columns, missing)
    }

    fn constants(&self) -> Result<BTreeMap<&'static str, Value>, FileError> {
        let mut values = BTreeMap::new();
        for (key, text) in &self.mapping.constants {
            let Some(field) = self.mapping.register.field(key) else { continue };
            let broken = || FileError::broken(format_args!("{text} is no value of {key}"));
            let (value, _) = parsed(&Cell::text(text), field.kind, self.words).map_err(|_| broken())?;
            if let Some(value) = value {
                values.insert(field.key, value);
            }
        }
        Ok(values)
    }
}

struct Run<'a, 'b> {
    reader: &'b TableReader<'a>,
    columns: Vec<Column>,
    constants: BTreeMap<&'static str, Value>,
    seen: HashMap<String, u32>,
    /// What stands in for the key: the row in which it stood first, and whether it did there.
    seen_instead: HashMap<String, (u32, bool)>,
    read: Read,
}

impl Run<'_, '_> {
    fn row(&mut self, row: &TableRow) -> Option<Record> {
        let mut values: BTreeMap<&'static str, Value> = BTreeMap::new();
        let mut lines: Vec<String> = Vec::new();
        let mut own: BTreeMap<String, String> = BTreeMap::new();
        let faults_before = self.read.fault_count;
        let mut is_filled = false;
        for column in &self.columns {
            let cell = row.cell(column.position);
            if cell.is_blank() {
                continue;
            }
            is_filled = true;
            let odd = oddity(cell);
            match parsed(cell, column.field.kind, self.reader.words) {
                Ok((value, doubt)) => {
                    for kind in odd.into_iter().chain(doubt) {
                        notice(&mut self.read, self.reader.limits.faults, row, column, cell, kind);
                    }
                    match value {
                        Some(value) if column.field.key == NOTE_LINE => {
                            // As a Danish CSV file of the same sheet has it.
                            let text = match cell {
                                Cell::Date(date) => {
                                    format!("{:02}-{:02}-{}", date.day(), u8::from(date.month()), date.year())
                                }
                                _ => value.as_text().unwrap_or_default().to_owned(),
                            };
                            lines.push(format!("{}: {text}", column.place.name));
                        }
                        Some(Value::Text(text)) if column.field.key == OWN_FIELD => {
                            own.insert(column.place.name.clone(), text);
                        }
                        Some(value) => {
                            values.insert(column.field.key, value);
                        }
                        None => {}
                    }
                }
                Err(expected) => self.read.fault(self.reader.limits.faults, row.number, &column.place, cell, expected),
            }
        }
        if !is_filled {
            return None;
        }
        self.read.rows += 1;
        if !own.is_empty() {
            values.insert(OWN_FIELD, Value::Headed(own));
        }
        if !lines.is_empty() {
            self.note(row, &mut values, lines);
        }
        for (key, value) in &self.constants {
            values.entry(key).or_insert_with(|| value.clone());
        }
        let key = self.key(row, &values, faults_before);
        if self.read.fault_count > faults_before {
            self.read.faulty_rows += 1;
            return None;
        }
        Some(Record { row: row.number, key: key?, values })
    }

    /// Puts the columns that are kept as lines below the note.
    fn note(&mut self, row: &TableRow, values: &mut BTreeMap<&'static str, Value>, lines: Vec<String>) {
        let note = values.remove("note");
        let note = note.as_ref().and_then(Value::as_text).map(str::to_owned);
        let note = note.into_iter().chain(lines).collect::<Vec<_>>().join("\n");
        let max = match self.reader.mapping.register.field("note").map(|field| field.kind) {
            Some(FieldKind::Lines(max)) => max,
            _ => usize::MAX,
        };
        let found = note.chars().count();
        if found > max {
            let place = ColumnPlace { letter: String::new(), name: NOTE_LINE.to_owned() };
            let cell = Cell::text(&note);
            self.read.fault(self.reader.limits.faults, row.number, &place, &cell, Expected::ShortText { max, found });
        }
        values.insert("note", Value::Text(note));
    }

    /// What the row is recognised by. It must be there and stand once; a row of a known asset needs no name. Where the field of the key may be
    /// blank, another stands in for it.
    fn key(&mut self, row: &TableRow, values: &BTreeMap<&'static str, Value>, faults_before: usize) -> Option<String> {
        let register = self.reader.mapping.register;
        let key = self.reader.mapping.key.as_str();
        let plain = |field: &str, text: &str| match register_number(text).filter(|_| field == "number") {
            Some(number) => number.to_string(),
            None => fold(text),
        };
        let text = |field: &str| {
            let text = values.get(field).and_then(Value::as_text).map(|text| plain(field, text));
            text.filter(|text| !text.is_empty())
        };
        let column = self.columns.iter().find(|column| column.field.key == key)?;
        let instead = register.instead_of(key);
        let instead = instead.and_then(|field| self.columns.iter().find(|column| column.field.key == field));
        let name = instead.and_then(|column| Some((column, text(column.field.key)?)));
        // A value that is wrong has been told of.
        let has_fault = self.read.fault_count > faults_before;
        let limit = self.reader.limits.faults;
        let (value, name) = match (text(key), name) {
            (Some(value), name) => (Some(value), name),
            (None, Some(name)) if !has_fault => (None, Some(name)),
            (None, _) => {
                if !has_fault {
                    let cell = row.cell(column.position);
                    self.read.fault(limit, row.number, &column.place, cell, Expected::Required);
                }
                return None;
            }
        };
        if let Some(value) = &value
            && let Some(first_row) = self.seen.get(value).copied()
        {
            let cell = row.cell(column.position);
            self.read.fault(limit, row.number, &column.place, cell, Expected::UniqueReference { first_row });
            return None;
        }
        if let Some((column, name)) = &name {
            // Two with one name are two where both have the value of the key; else nobody can tell them apart.
            match self.seen_instead.get(name).copied() {
                Some((first_row, is_alone)) if is_alone || value.is_none() => {
                    let cell = row.cell(column.position);
                    self.read.fault(limit, row.number, &column.place, cell, Expected::UniqueReference { first_row });
                    return None;
                }
                Some(_) => {}
                None => {
                    self.seen_instead.insert(name.clone(), (row.number, value.is_none()));
                }
            }
        }
        if let Some(value) = &value {
            self.seen.insert(value.clone(), row.number);
        }
        value.or(name.map(|(_, name)| name))
    }
}

/// The number of `A-12`, `L-12`, `K-12` or `12`, as people write what has a number in a register of ours.
///
/// ```
/// use bavn_core::import_export::table::register_number;
/// assert_eq!(["A-12", "l012", " 12 "].map(register_number), [Some(12); 3]);
/// assert_eq!(register_number("X-1"), None);
/// ```
#[must_use]
pub fn register_number(text: &str) -> Option<u32> {
    let text = text.trim();
    let digits = text.get(1..).filter(|_| text.starts_with(['L', 'l', 'K', 'k', 'A', 'a'])).unwrap_or(text);
    digits.strip_prefix('-').unwrap_or(digits).parse().ok()
}

fn notice(read: &mut Read, limit: usize, row: &TableRow, column: &Column, cell: &Cell, kind: super::NoticeKind) {
    read.notice_count += 1;
    if read.notices.len() < limit {
        let value = cell.shown().chars().take(200).collect();
        read.notices.push(Notice { row: row.number, column: column.place.clone(), value, kind });
    }
}

impl Read {
    /// Notes that a value names nothing here; whether it does is known only beside the registers.
    pub fn unknown_name(&mut self, limit: usize, row: u32, field: &str, value: &str, kind: &str) {
        let unplaced = || ColumnPlace { letter: String::new(), name: field.to_owned() };
        let place = self.places.get(field).cloned().unwrap_or_else(unplaced);
        self.fault(limit, row, &place, &Cell::text(value), Expected::KnownName { kind: kind.to_owned() });
    }

    /// Notes what is wrong with the value of an own field, by the heading of its column or, where there is none, the field's label.
    pub fn own_fault(&mut self, limit: usize, row: u32, heading: &str, value: &str, expected: Expected) {
        let unplaced = || ColumnPlace { letter: String::new(), name: heading.to_owned() };
        let place = self.own_places.get(heading).cloned().unwrap_or_else(unplaced);
        self.fault(limit, row, &place, &Cell::text(value), expected);
    }

    fn fault(&mut self, limit: usize, row: u32, column: &ColumnPlace, cell: &Cell, expected: Expected) {
        self.fault_count += 1;
        if self.faults.len() < limit {
            let value = cell.shown().chars().take(200).collect();
            self.faults.push(RowFault { sheet: self.sheet.clone(), row, column: column.clone(), value, expected });
        }
    }
}
