//! Writing the template, blank or filled.

use super::{Answer, Column, ExportError, RowStatus, TemplateTexts};
use crate::gap_analysis::{Level, Standing};
use rust_xlsxwriter::{
    Color, DataValidation, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet,
};
use std::collections::BTreeMap;
use time::OffsetDateTime;

/// The version of the template's form.
pub const TEMPLATE_VERSION: u32 = 1;

pub(super) const META_SHEET: &str = "bavn";
pub(super) const META_FORMAT: &str = "bavn-gap-template";

/// The night blue of the page's head.
const NIGHT: Color = Color::RGB(0x1B_2A_41);
const LINE: Color = Color::RGB(0xC8_CE_D6);
const FREE: Color = Color::RGB(0xFF_FB_EF);

/// The controls of an analysis in the language of the template.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TemplateView {
    /// The areas, in order.
    pub areas: Vec<TemplateArea>,
}

/// One area of the template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TemplateArea {
    /// Its code.
    pub code: String,
    /// Its title.
    pub title: String,
    /// Its controls, in order.
    pub controls: Vec<TemplateControl>,
}

/// One control of the template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TemplateControl {
    /// Its code.
    pub code: String,
    /// Its title.
    pub title: String,
    /// What must be true.
    pub statement: String,
    /// The level to reach.
    pub target: Level,
}

/// Writes the template as an XLSX file: the guide, the answer sheet and a hidden sheet with version and language.
///
/// `prefill` holds answers by control code. A control that is not assessed has a blank status, so that whoever fills in
/// its levels need not touch it. The bytes depend on the arguments alone; `created` goes into the file's properties.
///
/// # Errors
/// [`ExportError::Workbook`] when a text is too long for its place.
pub fn write_template(
    view: &TemplateView,
    texts: &TemplateTexts,
    prefill: Option<&BTreeMap<String, Answer>>,
    created: OffsetDateTime,
) -> Result<Vec<u8>, ExportError> {
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties(texts, created)?);
    write_guide(workbook.add_worksheet(), texts)?;
    write_answers(workbook.add_worksheet(), view, texts, prefill)?;
    write_meta(workbook.add_worksheet(), texts)?;
    Ok(workbook.save_to_buffer()?)
}

/// Writes an analysis as an XLSX file: the template with all its answers. It can be read in again and changes nothing.
///
/// # Errors
/// As [`write_template`].
pub fn export_xlsx(
    view: &TemplateView,
    texts: &TemplateTexts,
    answers: &BTreeMap<String, Answer>,
    created: OffsetDateTime,
) -> Result<Vec<u8>, ExportError> {
    write_template(view, texts, Some(answers), created)
}

fn properties(texts: &TemplateTexts, created: OffsetDateTime) -> Result<DocProperties, ExportError> {
    let year = u16::try_from(created.year()).unwrap_or(1900).clamp(1900, 9999);
    let date = ExcelDateTime::from_ymd(year, created.month().into(), created.day())?;
    let moment = date.and_hms(created.hour().into(), created.minute(), created.second())?;
    Ok(DocProperties::new().set_title(&texts.guide_title).set_company("Bavn").set_creation_datetime(&moment))
}

fn head() -> Format {
    Format::new()
        .set_bold()
        .set_font_color(Color::White)
        .set_background_color(NIGHT)
        .set_text_wrap()
        .set_align(FormatAlign::VerticalCenter)
}

fn body() -> Format {
    Format::new().set_text_wrap().set_align(FormatAlign::Top).set_border(FormatBorder::Thin).set_border_color(LINE)
}

fn write_guide(sheet: &mut Worksheet, texts: &TemplateTexts) -> Result<(), ExportError> {
    sheet.set_name(&texts.guide_sheet)?;
    for (column, width) in [(0, 9.0), (1, 26.0), (2, 70.0), (3, 40.0)] {
        sheet.set_column_width(column, width)?;
    }
    sheet.write_string_with_format(0, 0, &texts.guide_title, &Format::new().set_bold().set_font_size(16.0))?;
    let mut row = 2;
    let paragraph = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    for text in &texts.guide {
        sheet.merge_range(row, 0, row, 3, text, &paragraph)?;
        // A merged row does not grow by itself: about 140 characters stand on a line of these widths.
        let lines = text.lines().map(|line| line.chars().count() / 140 + 1).sum::<usize>().clamp(1, 20);
        sheet.set_row_height(row, f64::from(u8::try_from(lines).unwrap_or(20)) * 15.0 + 3.0)?;
        row += 1;
    }
    row += 1;
    let headings =
        [&texts.level_heading, &texts.level_name_heading, &texts.level_meaning_heading, &texts.level_evidence_heading];
    for (column, heading) in (0_u16..).zip(headings) {
        sheet.write_string_with_format(row, column, heading, &head())?;
    }
    for (level, text) in Level::ALL.into_iter().zip(&texts.levels) {
        row += 1;
        sheet.write_number_with_format(row, 0, level.get(), &body().set_align(FormatAlign::Center))?;
        for (column, text) in (1_u16..).zip([&text.name, &text.meaning, &text.evidence]) {
            sheet.write_string_with_format(row, column, text, &body())?;
        }
    }
    sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
    Ok(())
}

fn write_answers(
    sheet: &mut Worksheet,
    view: &TemplateView,
    texts: &TemplateTexts,
    prefill: Option<&BTreeMap<String, Answer>>,
) -> Result<(), ExportError> {
    sheet.set_name(&texts.answer_sheet)?;
    for (at, column) in (0_u16..).zip(Column::ALL) {
        sheet.set_column_width(at, column.width())?;
        sheet.write_string_with_format(0, at, texts.columns.heading(column), &head())?;
    }
    sheet.set_row_height(0, 32.0)?;
    let empty = Answer::default();
    let controls = view.areas.iter().flat_map(|area| &area.controls);
    let mut last = 0;
    for (row, control) in (1_u32..).zip(controls) {
        let answer = prefill.and_then(|answers| answers.get(&control.code)).unwrap_or(&empty);
        write_row(sheet, row, control, answer, texts)?;
        last = row;
    }
    sheet.set_freeze_panes(1, 2)?;
    let last_column = (Column::ALL.len() - 1) as u16;
    sheet.autofilter(0, 0, last, last_column)?;
    sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0).set_repeat_rows(0, 0)?;
    if last > 0 {
        add_validations(sheet, last, texts)?;
    }
    sheet.set_active(true);
    Ok(())
}

fn write_row(
    sheet: &mut Worksheet,
    row: u32,
    control: &TemplateControl,
    answer: &Answer,
    texts: &TemplateTexts,
) -> Result<(), ExportError> {
    let status = match answer.standing() {
        Standing::Assessed { .. } => texts.statuses.word(RowStatus::Assessed),
        Standing::NotRelevant { .. } => texts.statuses.word(RowStatus::NotRelevant),
        Standing::NotAssessed | Standing::Started { .. } => "",
    };
    let reason = answer.not_relevant.as_deref().unwrap_or_default();
    for (at, column) in (0_u16..).zip(Column::ALL) {
        let free = !matches!(column, Column::Code | Column::Control | Column::Statement);
        let format = if free { body().set_background_color(FREE) } else { body() };
        let level = match column {
            Column::Documentation => answer.documentation,
            Column::Implementation => answer.implementation,
            Column::Target => Some(answer.target.unwrap_or(control.target)),
            _ => None,
        };
        let text = match column {
            Column::Code => &control.code,
            Column::Control => &control.title,
            Column::Statement => &control.statement,
            Column::Status => status,
            Column::Reason => reason,
            Column::Note => &answer.note,
            Column::Finding => &answer.finding,
            Column::Documentation | Column::Implementation | Column::Target => "",
        };
        if column.is_level() {
            let format = format.set_align(FormatAlign::Center);
            match level {
                Some(level) => sheet.write_number_with_format(row, at, level.get(), &format)?,
                None => sheet.write_blank(row, at, &format)?,
            };
        } else if text.is_empty() {
            sheet.write_blank(row, at, &format)?;
        } else {
            sheet.write_string_with_format(row, at, printable(text), &format)?;
        }
    }
    Ok(())
}

/// XML has no place for control characters other than tab and line ends.
pub(super) fn printable(text: &str) -> String {
    text.chars().filter(|&one| !one.is_control() || matches!(one, '\n' | '\t')).collect()
}

fn add_validations(sheet: &mut Worksheet, last: u32, texts: &TemplateTexts) -> Result<(), ExportError> {
    let words = &texts.validation;
    let levels = Level::ALL.map(|level| level.to_string());
    let statuses = RowStatus::ALL.map(|status| texts.statuses.word(status));
    let level_list = DataValidation::new().allow_list_strings(&levels)?.set_error_message(&words.level)?;
    let status_list = DataValidation::new().allow_list_strings(&statuses)?.set_error_message(&words.status)?;
    let (level_list, status_list) =
        (level_list.set_error_title(&words.title)?, status_list.set_error_title(&words.title)?);
    for (at, column) in (0_u16..).zip(Column::ALL) {
        if column.is_level() {
            sheet.add_data_validation(1, at, last, at, &level_list)?;
        } else if column == Column::Status {
            sheet.add_data_validation(1, at, last, at, &status_list)?;
        }
    }
    Ok(())
}

fn write_meta(sheet: &mut Worksheet, texts: &TemplateTexts) -> Result<(), ExportError> {
    sheet.set_name(META_SHEET)?.set_very_hidden(true);
    sheet.write_string(0, 0, META_FORMAT)?.write_number(0, 1, TEMPLATE_VERSION)?;
    sheet.write_string(1, 0, "language")?.write_string(1, 1, texts.lang.tag())?;
    Ok(())
}
