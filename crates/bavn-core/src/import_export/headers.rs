//! Finding the answer sheet and its columns.

use super::{
    Column, ColumnPlace, FileError, TemplateTexts,
    cells::{Sheet, Value},
    column::letters,
};

/// How many rows from the top may stand over the headings.
const ROWS_ABOVE: u32 = 20;

/// The answer sheet with its columns.
pub(super) struct Layout<'a> {
    pub(super) sheet: &'a Sheet,
    /// The row of the headings, from 0.
    pub(super) header_row: u32,
    columns: [Option<(u32, ColumnPlace)>; Column::ALL.len()],
    words: Option<&'a TemplateTexts>,
}

impl<'a> Layout<'a> {
    /// Finds the sheet by its name in any language, or else by its headings, and the columns in any order and language.
    pub(super) fn find(sheets: &'a [Sheet], texts: &[&'a TemplateTexts]) -> Result<Self, FileError> {
        let named = |sheet: &&Sheet| texts.iter().any(|text| same(&text.answer_sheet, &sheet.name));
        let by_name = sheets.iter().find(named);
        let by_headings =
            || sheets.iter().filter(|sheet| sheet.is_visible).find(|sheet| header_row(sheet, texts).is_some());
        let Some(sheet) = by_name.or_else(by_headings) else {
            return Err(FileError::NoAnswerSheet {
                sheets: sheets.iter().filter(|sheet| sheet.is_visible).map(|sheet| sheet.name.clone()).collect(),
                expected: texts.iter().map(|text| text.answer_sheet.clone()).collect(),
            });
        };
        let Some(header_row) = header_row(sheet, texts) else {
            return Err(missing(sheet, &Column::REQUIRED, texts));
        };
        let mut columns: [Option<(u32, ColumnPlace)>; Column::ALL.len()] = std::array::from_fn(|_| None);
        for (&at, value) in sheet.rows.get(&header_row).into_iter().flatten() {
            let Some((column, name)) = heading(value, texts) else { continue };
            let place = ColumnPlace { letter: letters(at), name: name.trim().to_owned() };
            if let Some((_, first)) = &columns[column.index()] {
                let (first, second) = (first.letter.clone(), place.letter);
                return Err(FileError::DuplicateColumn { sheet: sheet.name.clone(), name: place.name, first, second });
            }
            columns[column.index()] = Some((at, place));
        }
        let lacking: Vec<Column> =
            Column::REQUIRED.into_iter().filter(|column| columns[column.index()].is_none()).collect();
        if lacking.is_empty() {
            Ok(Self { sheet, header_row, columns, words: texts.first().copied() })
        } else {
            Err(missing(sheet, &lacking, texts))
        }
    }

    /// Where a column stands in the file. A column that is not there has no letters and the heading that it should have.
    pub(super) fn place(&self, column: Column) -> ColumnPlace {
        let lacking = || {
            let name = self.words.map(|words| words.columns.heading(column).to_owned()).unwrap_or_default();
            ColumnPlace { letter: String::new(), name }
        };
        self.columns[column.index()].as_ref().map_or_else(lacking, |(_, place)| place.clone())
    }

    /// The value of a column in a row.
    pub(super) fn value<'r>(
        &self,
        row: &'r std::collections::BTreeMap<u32, Value>,
        column: Column,
    ) -> Option<&'r Value> {
        let (at, _) = self.columns[column.index()].as_ref()?;
        row.get(at)
    }
}

fn missing(sheet: &Sheet, columns: &[Column], texts: &[&TemplateTexts]) -> FileError {
    let name = |column: &Column| {
        let names: Vec<&str> = texts.iter().map(|text| text.columns.heading(*column)).collect();
        names.join(" / ")
    };
    FileError::MissingColumns { sheet: sheet.name.clone(), columns: columns.iter().map(name).collect() }
}

/// The first row near the top that holds the heading of the codes.
fn header_row(sheet: &Sheet, texts: &[&TemplateTexts]) -> Option<u32> {
    let is_code = |value: &Value| heading(value, texts).is_some_and(|(column, _)| column == Column::Code);
    sheet.rows.range(..ROWS_ABOVE).find(|(_, cells)| cells.values().any(is_code)).map(|(row, _)| *row)
}

fn heading<'v>(value: &'v Value, texts: &[&TemplateTexts]) -> Option<(Column, &'v str)> {
    let Value::Text(text) = value else { return None };
    let is = |column: &Column| texts.iter().any(|words| same(words.columns.heading(*column), text));
    Column::ALL.into_iter().find(is).map(|column| (column, text.as_str()))
}

/// Whether two texts are the same but for case and blanks.
pub(super) fn same(a: &str, b: &str) -> bool {
    let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    plain(a) == plain(b)
}
