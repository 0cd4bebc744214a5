//! The plan as a workbook.

use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError};

use super::{AmountTable, AmountUnit, PlanDocument, limits};
use crate::DocumentError;
use crate::sheet::{excel_date, filter, head, head_face, neutral};

/// Faces of cells.
struct Faces {
    head: Format,
    text: Format,
    whole: Format,
    kroner: Format,
    percent: Format,
    date: Format,
    level: Format,
    title: Format,
    total: Format,
}

impl Faces {
    fn new(plan: &PlanDocument) -> Self {
        let top = || Format::new().set_align(FormatAlign::Top);
        Self {
            head: head_face(plan.letterhead.primary_colour),
            text: top().set_text_wrap(),
            whole: top().set_num_format("#,##0"),
            kroner: top().set_num_format("#,##0"),
            percent: top().set_num_format("0%"),
            date: top().set_num_format("dd-mm-yyyy"),
            level: top().set_num_format("0.0"),
            title: Format::new().set_bold().set_font_size(13),
            total: Format::new().set_bold().set_num_format("#,##0").set_border_top(FormatBorder::Thin),
        }
    }
}

/// Writes the plan as XLSX: measures, money, hours and findings on a sheet each, with real numbers and dates.
///
/// Text that a spreadsheet could take for a formula gets an apostrophe before it.
///
/// # Errors
/// [`DocumentError::Limit`] for input no document takes, [`DocumentError::Internal`] if the workbook cannot be written, for example
/// because two sheets have the same name.
pub fn plan_xlsx(plan: &PlanDocument) -> Result<Vec<u8>, DocumentError> {
    limits::check(plan)?;
    write(plan).map_err(DocumentError::internal)
}

fn write(plan: &PlanDocument) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let properties = rust_xlsxwriter::DocProperties::new()
        .set_title(&plan.title)
        .set_author(&plan.letterhead.municipality)
        .set_creation_datetime(&excel_date(plan.date)?);
    workbook.set_properties(&properties);
    let faces = Faces::new(plan);
    measures(workbook.add_worksheet(), plan, &faces)?;
    amounts(workbook.add_worksheet(), &plan.labels.sheets.economy, plan, AmountUnit::Kroner, &faces)?;
    amounts(workbook.add_worksheet(), &plan.labels.sheets.hours, plan, AmountUnit::Hours, &faces)?;
    findings(workbook.add_worksheet(), plan, &faces)?;
    workbook.save_to_buffer()
}

fn measures(sheet: &mut Worksheet, plan: &PlanDocument, faces: &Faces) -> Result<(), XlsxError> {
    let labels = &plan.labels;
    sheet.set_name(&labels.sheets.measures)?;
    let heads = [
        (labels.number.as_str(), 6.0),
        (&labels.measure, 34.0),
        (&labels.description, 48.0),
        (&labels.owner, 22.0),
        (&labels.unit, 22.0),
        (&labels.phase, 14.0),
        (&labels.start, 12.0),
        (&labels.due, 12.0),
        (&labels.cost_once, 14.0),
        (&labels.cost_yearly, 14.0),
        (&labels.hours, 9.0),
        (&labels.state, 14.0),
        (&labels.progress, 11.0),
        (&labels.late, 11.0),
        (&labels.lifts, 40.0),
    ];
    head(sheet, &heads, &faces.head)?;
    for (row, measure) in (1_u32..).zip(&plan.measures) {
        sheet.write_number_with_format(row, 0, f64::from(measure.number), &faces.whole)?;
        for (column, text) in [
            (1, &measure.title),
            (2, &measure.description),
            (3, &measure.owner),
            (4, &measure.unit),
            (5, &measure.phase),
            (11, &measure.state),
        ] {
            sheet.write_string_with_format(row, column, neutral(text), &faces.text)?;
        }
        for (column, date) in [(6, measure.start), (7, measure.due)] {
            if let Some(date) = date {
                sheet.write_datetime_with_format(row, column, excel_date(date)?, &faces.date)?;
            }
        }
        sheet.write_with_format(row, 8, measure.cost_once, &faces.kroner)?;
        sheet.write_with_format(row, 9, measure.cost_yearly, &faces.kroner)?;
        sheet.write_number_with_format(row, 10, f64::from(measure.hours), &faces.whole)?;
        sheet.write_number_with_format(row, 12, f64::from(measure.progress) / 100.0, &faces.percent)?;
        sheet.write_string_with_format(
            row,
            13,
            if measure.is_late { labels.late.as_str() } else { "" },
            &faces.text,
        )?;
        let lifts: Vec<String> = measure.lifts.iter().map(|lift| neutral(lift)).collect();
        sheet.write_string_with_format(row, 14, lifts.join("\n"), &faces.text)?;
    }
    filter(sheet, plan.measures.len(), heads.len())
}

/// All tables of one unit under each other.
fn amounts(
    sheet: &mut Worksheet,
    name: &str,
    plan: &PlanDocument,
    unit: AmountUnit,
    faces: &Faces,
) -> Result<(), XlsxError> {
    sheet.set_name(name)?;
    sheet.set_column_width(0, 34.0)?;
    sheet.set_landscape();
    sheet.set_paper_size(9);
    sheet.set_print_fit_to_pages(1, 0);
    let tables: Vec<&AmountTable> = plan.economy.iter().filter(|table| table.unit == unit).collect();
    let is_single = tables.len() == 1;
    let mut row = 0;
    for table in tables {
        // A sheet with one table is a plain list: head first, frozen, with a filter.
        if !is_single {
            sheet.write_string_with_format(row, 0, neutral(&table.title), &faces.title)?;
            row += 1;
        }
        let first = row;
        sheet.write_string_with_format(row, 0, neutral(&table.row_head), &faces.head)?;
        for (column, text) in (1_u16..).zip(&table.columns) {
            sheet.write_string_with_format(row, column, neutral(text), &faces.head)?;
            sheet.set_column_width(column, 15.0)?;
        }
        for entry in &table.rows {
            row += 1;
            sheet.write_string_with_format(row, 0, neutral(&entry.label), &faces.text)?;
            for (column, value) in (1_u16..).zip(&entry.values) {
                sheet.write_with_format(
                    row,
                    column,
                    *value,
                    if unit == AmountUnit::Kroner { &faces.kroner } else { &faces.whole },
                )?;
            }
        }
        if is_single {
            sheet.set_freeze_panes(first + 1, 1)?;
            sheet.autofilter(first, 0, row, u16::try_from(table.columns.len()).unwrap_or(u16::MAX))?;
        }
        if let Some(total) = &table.total {
            row += 1;
            sheet.write_string_with_format(row, 0, neutral(&total.label), &faces.total)?;
            for (column, value) in (1_u16..).zip(&total.values) {
                sheet.write_with_format(row, column, *value, &faces.total)?;
            }
        }
        row += 2;
    }
    if !is_single {
        sheet.set_freeze_panes(0, 1)?;
    }
    Ok(())
}

fn findings(sheet: &mut Worksheet, plan: &PlanDocument, faces: &Faces) -> Result<(), XlsxError> {
    let labels = &plan.labels;
    sheet.set_name(&labels.sheets.findings)?;
    let heads = [
        (labels.code.as_str(), 10.0),
        (&labels.control, 40.0),
        (&labels.score, 14.0),
        (&labels.target, 9.0),
        (&labels.finding, 80.0),
    ];
    head(sheet, &heads, &faces.head)?;
    for (row, finding) in (1_u32..).zip(&plan.findings) {
        sheet.write_string_with_format(row, 0, neutral(&finding.code), &faces.text)?;
        sheet.write_string_with_format(row, 1, neutral(&finding.control), &faces.text)?;
        match finding.score_tenths {
            Some(score) => sheet.write_number_with_format(row, 2, f64::from(score) / 10.0, &faces.level)?,
            None => sheet.write_string_with_format(row, 2, &labels.not_assessed, &faces.text)?,
        };
        sheet.write_number_with_format(row, 3, f64::from(finding.target_tenths) / 10.0, &faces.level)?;
        sheet.write_string_with_format(row, 4, neutral(&finding.finding), &faces.text)?;
    }
    filter(sheet, plan.findings.len(), heads.len())
}
