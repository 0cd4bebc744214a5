//! What workbooks share.

use rust_xlsxwriter::{ExcelDateTime, Format, FormatAlign, FormatBorder, Worksheet, XlsxError};
use time::Date;

use crate::xml::paragraphs;

pub(crate) fn colour(value: crate::Rgb) -> rust_xlsxwriter::Color {
    rust_xlsxwriter::Color::RGB(u32::from(value.0) << 16 | u32::from(value.1) << 8 | u32::from(value.2))
}

/// The face of a head.
pub(crate) fn head_face(primary: crate::Rgb) -> Format {
    let primary = primary.readable_on_white();
    Format::new()
        .set_bold()
        .set_text_wrap()
        .set_align(FormatAlign::Top)
        .set_border_bottom(FormatBorder::Medium)
        .set_border_bottom_color(colour(primary))
        .set_background_color(colour(primary.tint(10)))
}

/// Text no spreadsheet takes for a formula, also after being saved as CSV.
pub(crate) fn neutral(text: &str) -> String {
    let joined = paragraphs(text).join("\n");
    if joined.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{joined}") } else { joined }
}

pub(crate) fn excel_date(date: Date) -> Result<ExcelDateTime, XlsxError> {
    let year = u16::try_from(date.year()).unwrap_or(1900);
    ExcelDateTime::from_ymd(year, u8::from(date.month()), date.day())
}

/// A head that stays in sight and is printed on every page, with the width of each column.
pub(crate) fn head(sheet: &mut Worksheet, heads: &[(&str, f64)], face: &Format) -> Result<(), XlsxError> {
    for (column, (text, width)) in (0_u16..).zip(heads) {
        sheet.write_string_with_format(0, column, *text, face)?;
        sheet.set_column_width(column, *width)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    sheet.set_landscape();
    sheet.set_paper_size(9);
    sheet.set_print_fit_to_pages(1, 0);
    sheet.set_repeat_rows(0, 0)?;
    Ok(())
}

pub(crate) fn filter(sheet: &mut Worksheet, rows: usize, columns: usize) -> Result<(), XlsxError> {
    let last_row = u32::try_from(rows).unwrap_or(u32::MAX);
    let last_column = u16::try_from(columns.saturating_sub(1)).unwrap_or(u16::MAX);
    sheet.autofilter(0, 0, last_row, last_column)?;
    Ok(())
}
