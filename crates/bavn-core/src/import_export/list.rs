//! Lists as CSV and XLSX, as they are seen on a page.

use super::ExportError;
use crate::{gap_analysis::Score, lang::Lang};
use rust_xlsxwriter::{Color, DocProperties, ExcelDateTime, Format, FormatAlign, Workbook};
use time::OffsetDateTime;

/// A value in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ListCell {
    /// A text; may be empty.
    Text(String),
    /// A whole number.
    Number(i64),
    /// A score, shown with one decimal; none where there is none.
    Score(Option<Score>),
}

/// A list with its headings, each with the width of its column in characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct List {
    /// What it is, and the name of the sheet.
    pub title: String,
    /// The language of decimals.
    pub lang: Lang,
    /// The headings.
    pub heads: Vec<(String, u8)>,
    /// The rows; each has a value for each heading.
    pub rows: Vec<Vec<ListCell>>,
}

/// Writes a list as CSV: UTF-8 with a byte order mark, `;` between fields, CR LF between rows. A field that a spreadsheet program would
/// take for a formula gets a leading apostrophe.
///
/// # Errors
/// [`ExportError::Csv`] when a row cannot be written; memory has no such limit.
pub fn list_csv(list: &List) -> Result<Vec<u8>, ExportError> {
    let mut out =
        csv::WriterBuilder::new().delimiter(b';').terminator(csv::Terminator::CRLF).from_writer(Vec::from("\u{feff}"));
    let failed = |error: csv::Error| ExportError::Csv { detail: error.to_string() };
    out.write_record(list.heads.iter().map(|(head, _)| super::csv_file::neutral(head))).map_err(failed)?;
    for row in &list.rows {
        let fields = row.iter().map(|cell| match cell {
            ListCell::Text(text) => super::csv_file::neutral(text),
            ListCell::Number(number) => number.to_string(),
            ListCell::Score(score) => score.map(|score| score.one_decimal().text(list.lang)).unwrap_or_default(),
        });
        out.write_record(fields).map_err(failed)?;
    }
    out.into_inner().map_err(|error| ExportError::Csv { detail: error.to_string() })
}

/// Writes a list as XLSX: one sheet with a head that stays, and a filter. Texts are written as texts, never as formulas.
///
/// # Errors
/// [`ExportError::Workbook`] when a text is too long for its place.
pub fn list_xlsx(list: &List, created: OffsetDateTime) -> Result<Vec<u8>, ExportError> {
    lists_xlsx(std::slice::from_ref(list), created)
}

/// Writes lists as XLSX: a sheet for each, as [`list_xlsx`]; the workbook is called as the first. Their titles differ.
///
/// # Errors
/// [`ExportError::Workbook`] when a text is too long for its place, or two titles are the same.
pub fn lists_xlsx(lists: &[List], created: OffsetDateTime) -> Result<Vec<u8>, ExportError> {
    let mut workbook = Workbook::new();
    let year = u16::try_from(created.year()).unwrap_or(1900).clamp(1900, 9999);
    let date = ExcelDateTime::from_ymd(year, created.month().into(), created.day())?;
    let moment = date.and_hms(created.hour().into(), created.minute(), created.second())?;
    let title = lists.first().map_or("", |list| list.title.as_str());
    let properties = DocProperties::new().set_title(title).set_company("Bavn").set_creation_datetime(&moment);
    workbook.set_properties(&properties);
    for list in lists {
        add_sheet(&mut workbook, list)?;
    }
    Ok(workbook.save_to_buffer()?)
}

fn add_sheet(workbook: &mut Workbook, list: &List) -> Result<(), ExportError> {
    let sheet = workbook.add_worksheet();
    sheet.set_name(sheet_name(&list.title))?;
    let head = Format::new()
        .set_bold()
        .set_font_color(Color::White)
        .set_background_color(Color::RGB(0x1B_2A_41))
        .set_text_wrap()
        .set_align(FormatAlign::VerticalCenter);
    let body = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let decimal = body.clone().set_num_format("0.0");
    for (column, (text, width)) in (0_u16..).zip(&list.heads) {
        sheet.set_column_width(column, f64::from(*width))?;
        sheet.write_string_with_format(0, column, text, &head)?;
    }
    for (at, row) in (1_u32..).zip(&list.rows) {
        for (column, cell) in (0_u16..).zip(row) {
            match cell {
                ListCell::Text(text) if text.is_empty() => sheet.write_blank(at, column, &body)?,
                ListCell::Text(text) => {
                    sheet.write_string_with_format(at, column, super::template::printable(text), &body)?
                }
                #[expect(clippy::cast_precision_loss, reason = "a cell's number is a double in the file")]
                ListCell::Number(number) => sheet.write_number_with_format(at, column, *number as f64, &body)?,
                ListCell::Score(Some(score)) => {
                    sheet.write_number_with_format(at, column, score.decimal(), &decimal)?
                }
                ListCell::Score(None) => sheet.write_blank(at, column, &body)?,
            };
        }
    }
    let last_row = u32::try_from(list.rows.len()).unwrap_or(u32::MAX);
    let last_column = u16::try_from(list.heads.len().saturating_sub(1)).unwrap_or(u16::MAX);
    sheet.set_freeze_panes(1, 1)?.autofilter(0, 0, last_row, last_column)?;
    sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0).set_repeat_rows(0, 0)?;
    Ok(())
}

/// The title as a sheet may be named: at most 31 characters, without those that spreadsheet programs keep for themselves.
fn sheet_name(title: &str) -> String {
    let kept: String = title.chars().filter(|one| !one.is_control() && !"[]:*?/\\'".contains(*one)).take(31).collect();
    let kept = kept.trim();
    if kept.is_empty() { "Bavn".to_owned() } else { kept.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::datetime;

    #[test]
    fn no_cell_becomes_a_formula() {
        let text = |text: &str| ListCell::Text(text.to_owned());
        let list = List {
            title: "NIS 2: krav [2026] og endnu flere ord end et ark kan hedde".to_owned(),
            lang: Lang::Da,
            heads: vec![("Krav".to_owned(), 12), ("=Niveau".to_owned(), 8), ("Antal".to_owned(), 8)],
            rows: vec![
                vec![text("=1+1"), ListCell::Score(Score::from_tenths(24)), ListCell::Number(-3)],
                vec![text("æøå; \"@\"\nlinje"), ListCell::Score(None), ListCell::Number(0)],
                vec![text("@SUM(A1)"), text(""), text("+45 12")],
            ],
        };
        let csv = String::from_utf8(list_csv(&list).unwrap()).unwrap();
        assert_eq!(
            csv,
            "\u{feff}Krav;'=Niveau;Antal\r\n'=1+1;2,4;-3\r\n\"æøå; \"\"@\"\"\nlinje\";;0\r\n'@SUM(A1);;'+45 12\r\n"
        );
        let bytes = list_xlsx(&list, datetime!(2026-11-02 08:00 UTC)).unwrap();
        assert_eq!(bytes, list_xlsx(&list, datetime!(2026-11-02 08:00 UTC)).unwrap());
        let mut book: calamine::Xlsx<_> = calamine::Reader::new(std::io::Cursor::new(bytes)).unwrap();
        let range = calamine::Reader::worksheet_range_at(&mut book, 0).unwrap().unwrap();
        assert_eq!(range.get_value((1, 0)).unwrap().to_string(), "=1+1");
        assert_eq!(range.get_value((1, 1)).unwrap().to_string(), "2.4");
        let formulas = calamine::Reader::worksheet_formula(&mut book, &sheet_name(&list.title)).unwrap();
        assert!(formulas.used_cells().next().is_none());
    }
}
