//! The statement as a workbook.

use rust_xlsxwriter::{Format, FormatAlign, Workbook, Worksheet, XlsxError};

use super::{StatementDocument, limits};
use crate::DocumentError;
use crate::sheet::{excel_date, filter, head, head_face, neutral};

/// Writes the statement as XLSX: a row for each requirement with real numbers and dates, a filter and a head that stays in sight, and a
/// sheet that says what the workbook is.
///
/// Text that a spreadsheet could take for a formula gets an apostrophe before it.
///
/// # Errors
/// [`DocumentError::Limit`] for input no document takes, [`DocumentError::Internal`] if the workbook cannot be written, for example
/// because both sheets have the same name.
pub fn statement_xlsx(statement: &StatementDocument) -> Result<Vec<u8>, DocumentError> {
    limits::check(statement)?;
    write(statement).map_err(DocumentError::internal)
}

fn write(statement: &StatementDocument) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let properties = rust_xlsxwriter::DocProperties::new()
        .set_title(&statement.title)
        .set_author(&statement.letterhead.municipality)
        .set_creation_datetime(&excel_date(statement.date)?);
    workbook.set_properties(&properties);
    requirements(workbook.add_worksheet(), statement)?;
    about(workbook.add_worksheet(), statement)?;
    workbook.save_to_buffer()
}

fn requirements(sheet: &mut Worksheet, statement: &StatementDocument) -> Result<(), XlsxError> {
    let labels = &statement.labels;
    sheet.set_name(&labels.sheet)?;
    let heads = [
        (labels.theme.as_str(), 26.0),
        (&labels.reference, 9.0),
        (&labels.requirement, 36.0),
        (&labels.included, 10.0),
        (&labels.reason, 60.0),
        (&labels.drafted, 9.0),
        (&labels.state, 18.0),
        (&labels.level, 9.0),
        (&labels.target, 9.0),
        (&labels.controls, 26.0),
        (&labels.evidence, 44.0),
        (&labels.changed_on, 12.0),
        (&labels.changed_by, 20.0),
    ];
    head(sheet, &heads, &head_face(statement.letterhead.primary_colour))?;
    // The reference and the title stay in sight too.
    sheet.set_freeze_panes(1, 3)?;
    let top = || Format::new().set_align(FormatAlign::Top);
    let (text, level, date) = (top().set_text_wrap(), top().set_num_format("0.0"), top().set_num_format("dd-mm-yyyy"));
    let yes_or_no = |is_so: bool| if is_so { labels.yes.as_str() } else { labels.no.as_str() };
    let mut number = 0;
    for (group, row) in statement.groups.iter().flat_map(|group| group.rows.iter().map(move |row| (group, row))) {
        number += 1;
        for (column, cell) in [
            (0, neutral(&group.title)),
            (1, neutral(&row.reference)),
            (2, neutral(&row.title)),
            (3, yes_or_no(row.is_included).to_owned()),
            (4, neutral(&row.reason)),
            (5, yes_or_no(row.is_drafted).to_owned()),
            (6, neutral(&row.state)),
            (9, neutral(&row.controls.join(", "))),
            (10, neutral(&row.evidence.join("\n"))),
            (12, neutral(&row.changed_by)),
        ] {
            sheet.write_string_with_format(number, column, cell, &text)?;
        }
        for (column, tenths) in [(7, row.level_tenths), (8, row.target_tenths)] {
            if let Some(tenths) = tenths {
                sheet.write_number_with_format(number, column, f64::from(tenths) / 10.0, &level)?;
            }
        }
        if let Some(changed_on) = row.changed_on {
            sheet.write_datetime_with_format(number, 11, excel_date(changed_on)?, &date)?;
        }
    }
    filter(sheet, usize::try_from(number).unwrap_or(usize::MAX), heads.len())
}

fn about(sheet: &mut Worksheet, statement: &StatementDocument) -> Result<(), XlsxError> {
    sheet.set_name(&statement.labels.about_sheet)?;
    sheet.set_column_width(0, 24.0)?;
    sheet.set_column_width(1, 90.0)?;
    let strong = Format::new().set_bold().set_align(FormatAlign::Top);
    let text = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    sheet.write_string_with_format(0, 0, neutral(&statement.labels.kind), &strong)?;
    sheet.write_string_with_format(0, 1, neutral(&statement.title), &text)?;
    let mut row = 0;
    for field in statement.fields.iter().filter(|field| !field.value.trim().is_empty()) {
        row += 1;
        sheet.write_string_with_format(row, 0, neutral(&field.label), &strong)?;
        sheet.write_string_with_format(row, 1, neutral(&field.value), &text)?;
    }
    for part in crate::xml::paragraphs(&statement.summary) {
        row += 1;
        sheet.write_string_with_format(row, 1, neutral(&part), &text)?;
    }
    Ok(())
}
