//! The recovery plan as a workbook.

use rust_xlsxwriter::{Format, FormatAlign, Workbook, Worksheet, XlsxError};

use super::{RecoveryCell, RecoveryDocument, RecoveryTable, limits};
use crate::DocumentError;
use crate::sheet::{excel_date, filter, head, head_face, neutral};

/// Writes the recovery plan as XLSX: a sheet for each table, with whole numbers (minutes, people) as numbers and a filter, and a sheet
/// that says what the workbook is.
///
/// Text that a spreadsheet could take for a formula gets an apostrophe before it.
///
/// # Errors
/// [`DocumentError::Limit`] for input no document takes, [`DocumentError::Internal`] if the workbook cannot be written, for example
/// because two sheets have the same name.
pub fn recovery_xlsx(document: &RecoveryDocument) -> Result<Vec<u8>, DocumentError> {
    limits::check(document)?;
    write(document).map_err(DocumentError::internal)
}

fn write(document: &RecoveryDocument) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let properties = rust_xlsxwriter::DocProperties::new()
        .set_title(&document.title)
        .set_author(&document.letterhead.municipality)
        .set_creation_datetime(&excel_date(document.date)?);
    workbook.set_properties(&properties);
    for table in document.parts.iter().filter_map(|part| part.table.as_ref()).filter(|table| !table.sheet.is_empty()) {
        rows(workbook.add_worksheet(), table, document)?;
    }
    about(workbook.add_worksheet(), document)?;
    workbook.save_to_buffer()
}

fn rows(sheet: &mut Worksheet, table: &RecoveryTable, document: &RecoveryDocument) -> Result<(), XlsxError> {
    sheet.set_name(&table.sheet)?;
    let has_group = !table.group_head.is_empty();
    let mut heads: Vec<(&str, f64)> = Vec::new();
    if has_group {
        heads.push((&table.group_head, 16.0));
    }
    heads.extend(table.columns.iter().map(|column| (column.head.as_str(), f64::from(column.share.clamp(9, 60)))));
    head(sheet, &heads, &head_face(document.letterhead.primary_colour))?;
    let text = Format::new().set_align(FormatAlign::Top).set_text_wrap();
    let whole = Format::new().set_align(FormatAlign::Top).set_num_format("#,##0");
    let mut number = 0;
    for (group, row) in table.groups.iter().flat_map(|group| group.rows.iter().map(move |row| (group, row))) {
        number += 1;
        let group = has_group.then(|| RecoveryCell::text(&group.title));
        for (column, cell) in (0_u16..).zip(group.iter().chain(&row.cells)) {
            match cell.number.and_then(|number| i32::try_from(number).ok()) {
                Some(value) => sheet.write_number_with_format(number, column, value, &whole)?,
                None => sheet.write_string_with_format(number, column, neutral(&cell.text), &text)?,
            };
        }
    }
    filter(sheet, usize::try_from(number).unwrap_or(usize::MAX), heads.len())
}

fn about(sheet: &mut Worksheet, document: &RecoveryDocument) -> Result<(), XlsxError> {
    sheet.set_name(&document.about_sheet)?;
    sheet.set_column_width(0, 24.0)?;
    sheet.set_column_width(1, 90.0)?;
    let strong = Format::new().set_bold().set_align(FormatAlign::Top);
    let text = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let figures = document.key_figures.iter().map(|figure| (figure.label.clone(), figure.value.clone()));
    let fields = document.fields.iter().filter(|field| !field.value.trim().is_empty());
    let fields = fields.map(|field| (field.label.clone(), field.value.clone()));
    let summary = crate::xml::paragraphs(&document.summary).into_iter().map(|part| (String::new(), part));
    let lines =
        std::iter::once((document.kind.clone(), document.title.clone())).chain(fields).chain(figures).chain(summary);
    for (row, (label, value)) in (0_u32..).zip(lines) {
        sheet.write_string_with_format(row, 0, neutral(&label), &strong)?;
        sheet.write_string_with_format(row, 1, neutral(&value), &text)?;
    }
    Ok(())
}
