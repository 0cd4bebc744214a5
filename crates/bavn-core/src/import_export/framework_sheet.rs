//! A municipality's own list of requirements as a sheet: written as a template, and read back.
//!
//! Each row is a requirement. What stands under "category" is the reference of another row, which becomes a heading with this one below,
//! or else the name of a category, which becomes a heading of its own. Controls that answer it stand as `AD-03 half; AD-04 full`: one that
//! covers it in full demands it and more, the others overlap with it.

mod read;

pub use read::read_framework_sheet;

use super::{
    ExportError, RowFault,
    library::{AdoptedFramework, urn_key},
    template::printable,
};
use crate::catalogue::Coverage;
use rust_xlsxwriter::{Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet};
use time::OffsetDateTime;

/// A column of the sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FrameworkColumn {
    /// The reference, such as `4.2`.
    Reference,
    /// The reference of the row above it, or a category.
    Category,
    /// What it demands, in short.
    Title,
    /// The demand in full.
    Text,
    /// Groups, separated by commas.
    Group,
    /// The paragraph of law.
    LegalRef,
    /// Controls that answer it.
    Controls,
}

impl FrameworkColumn {
    /// The columns in the order of the template.
    pub const ALL: [Self; 7] =
        [Self::Reference, Self::Category, Self::Title, Self::Text, Self::Group, Self::LegalRef, Self::Controls];

    const fn width(self) -> f64 {
        match self {
            Self::Reference => 12.0,
            Self::Category | Self::LegalRef => 24.0,
            Self::Title => 48.0,
            Self::Text => 70.0,
            Self::Group => 14.0,
            Self::Controls => 34.0,
        }
    }

    /// The most characters of a value.
    const fn most(self) -> usize {
        match self {
            Self::Reference => 60,
            Self::Category | Self::Group => 200,
            Self::Title => 400,
            Self::Text => 8000,
            Self::LegalRef => 400,
            Self::Controls => 2000,
        }
    }
}

/// The words of the sheet in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FrameworkSheetTexts {
    /// The name of the sheet that explains; at most 31 characters.
    pub guide_sheet: String,
    /// The name of the sheet to fill in; at most 31 characters.
    pub sheet: String,
    /// The heading of the guide; also the title of the file.
    pub title: String,
    /// The paragraphs of the guide.
    pub guide: Vec<String>,
    /// The headings of the columns; each is different.
    pub columns: [String; 7],
    /// The words for how much a control covers, the least first.
    pub coverage: [String; 4],
}

/// What a file is taken in as.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FrameworkMeta {
    /// Its key.
    pub key: String,
    /// Its name.
    pub title: String,
}

/// What was read.
#[derive(Clone, Debug, PartialEq)]
pub struct FrameworkSheet {
    /// The framework, with what could be read; to be used only when there are no faults.
    pub framework: AdoptedFramework,
    /// URN of the requirement, code of the control, and how much it covers.
    pub mappings: Vec<(String, String, Coverage)>,
    /// What is wrong, by row and column.
    pub faults: Vec<RowFault>,
    /// How many faults there are, also those beyond the list.
    pub fault_count: usize,
}

/// The URN that the requirement of an own framework has.
#[must_use]
pub fn own_requirement_urn(key: &str, reference: &str) -> String {
    urn_key(&format!("urn:bavn:req_node:{key}:{reference}"))
}

/// The URN that an own framework has.
#[must_use]
pub fn own_framework_urn(key: &str) -> String {
    urn_key(&format!("urn:bavn:framework:{key}"))
}

/// Writes the template as an XLSX file: the guide and the sheet, with so many blank rows for each category given.
///
/// # Errors
/// [`ExportError::Workbook`] when a text is too long for its place.
pub fn write_framework_template(
    texts: &FrameworkSheetTexts,
    categories: &[String],
    created: OffsetDateTime,
) -> Result<Vec<u8>, ExportError> {
    let mut workbook = Workbook::new();
    let year = u16::try_from(created.year()).unwrap_or(1900).clamp(1900, 9999);
    let date = ExcelDateTime::from_ymd(year, created.month().into(), created.day())?;
    workbook
        .set_properties(&DocProperties::new().set_title(&texts.title).set_company("Bavn").set_creation_datetime(&date));
    write_guide(workbook.add_worksheet(), texts)?;
    write_rows(workbook.add_worksheet(), texts, categories)?;
    Ok(workbook.save_to_buffer()?)
}

fn write_guide(sheet: &mut Worksheet, texts: &FrameworkSheetTexts) -> Result<(), ExportError> {
    sheet.set_name(&texts.guide_sheet)?;
    sheet.set_column_width(0, 110.0)?;
    sheet.write_string_with_format(0, 0, &texts.title, &Format::new().set_bold().set_font_size(16.0))?;
    let paragraph = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    for (row, text) in (2_u32..).zip(&texts.guide) {
        sheet.write_string_with_format(row, 0, text, &paragraph)?;
    }
    sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
    Ok(())
}

/// Rows that the template has for each category.
const BLANK_ROWS: usize = 6;

fn write_rows(sheet: &mut Worksheet, texts: &FrameworkSheetTexts, categories: &[String]) -> Result<(), ExportError> {
    sheet.set_name(&texts.sheet)?;
    let head = Format::new()
        .set_bold()
        .set_font_color(Color::White)
        .set_background_color(Color::RGB(0x1B_2A_41))
        .set_text_wrap()
        .set_align(FormatAlign::VerticalCenter);
    let body = Format::new()
        .set_text_wrap()
        .set_align(FormatAlign::Top)
        .set_border(FormatBorder::Thin)
        .set_border_color(Color::RGB(0xC8_CE_D6));
    for (at, column) in (0_u16..).zip(FrameworkColumn::ALL) {
        sheet.set_column_width(at, column.width())?;
        sheet.write_string_with_format(0, at, &texts.columns[usize::from(at)], &head)?;
    }
    sheet.set_row_height(0, 32.0)?;
    let none = [String::new()];
    let categories = if categories.is_empty() { &none[..] } else { categories };
    let rows = categories.iter().flat_map(|category| std::iter::repeat_n(category, BLANK_ROWS));
    for (row, category) in (1_u32..).zip(rows) {
        for (at, column) in (0_u16..).zip(FrameworkColumn::ALL) {
            match column {
                FrameworkColumn::Category if !category.is_empty() => {
                    sheet.write_string_with_format(row, at, printable(category), &body)?
                }
                _ => sheet.write_blank(row, at, &body)?,
            };
        }
    }
    sheet.set_freeze_panes(1, 1)?;
    sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0).set_repeat_rows(0, 0)?;
    sheet.set_active(true);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import_export::{FileError, Limits};
    use std::collections::BTreeSet;
    use time::macros::datetime;

    fn texts() -> FrameworkSheetTexts {
        FrameworkSheetTexts {
            guide_sheet: "Vejledning".into(),
            sheet: "Krav".into(),
            title: "Egen liste".into(),
            guide: vec!["Udfyld.".into()],
            columns: ["Reference", "Kategori", "Titel", "Tekst", "Gruppe", "Lov", "Kontroller"].map(str::to_owned),
            coverage: ["delvist", "halvt", "mest", "helt"].map(str::to_owned),
        }
    }

    fn file(rows: &[[&str; 7]]) -> Vec<u8> {
        let mut workbook = Workbook::new();
        let sheet = workbook.add_worksheet();
        for (at, heading) in (0_u16..).zip(texts().columns) {
            sheet.write_string(0, at, heading).unwrap();
        }
        for (row, values) in (1_u32..).zip(rows) {
            for (at, value) in (0_u16..).zip(values) {
                sheet.write_string(row, at, *value).unwrap();
            }
        }
        workbook.save_to_buffer().unwrap()
    }

    fn read(bytes: &[u8]) -> FrameworkSheet {
        let meta = FrameworkMeta { key: "egne".into(), title: "Vores egne".into() };
        let controls = ["AD-03".to_owned(), "AD-04".to_owned()].into();
        read_framework_sheet(bytes, &Limits::default(), &[texts()], &meta, &controls).unwrap()
    }

    #[test]
    fn rows_become_a_tree_with_groups_and_controls() {
        let found = read(&file(&[
            ["1", "Mail", "Kun TLS", "Al mail krypteres.", "IG1, IG2", "§ 6", "AD-03 helt; ad-04 (halvt)"],
            ["2.1", "2", "Nedenunder", "", "ig1", "", ""],
            ["2", "Netværk", "Ovenover", "", "", "", ""],
            ["", "Netværk", "", "", "", "", ""],
            ["3", "mail", "Også mail", "", "", "", "AD-03 some"],
        ]));
        assert_eq!(found.faults, []);
        let rows: Vec<_> = found
            .framework
            .requirements
            .iter()
            .map(|one| (one.reference.as_str(), one.parent, one.depth, one.is_assessable))
            .collect();
        assert_eq!(
            rows,
            [
                ("Mail", None, 1, false),
                ("1", Some(0), 2, true),
                ("3", Some(0), 2, true),
                ("Netværk", None, 1, false),
                ("2", Some(3), 2, false),
                ("2.1", Some(4), 3, true),
            ]
        );
        assert_eq!(found.framework.groups.iter().map(|group| group.key.as_str()).collect::<Vec<_>>(), ["IG1", "IG2"]);
        assert_eq!(found.framework.requirements[1].legal_ref.as_ref().unwrap().da, "§ 6");
        let controls: Vec<_> =
            found.mappings.iter().map(|(urn, code, share)| (urn.as_str(), code.as_str(), *share)).collect();
        assert_eq!(
            controls,
            [
                ("urn:bavn:req_node:egne:1", "AD-03", Coverage::Full),
                ("urn:bavn:req_node:egne:1", "AD-04", Coverage::Half),
                ("urn:bavn:req_node:egne:3", "AD-03", Coverage::Some),
            ]
        );
    }

    #[test]
    fn every_fault_is_told_with_its_place() {
        let found = read(&file(&[
            ["1", "2", "I ring", "", "", "", "XX-01 helt"],
            ["2", "1", "I ring", "", "", "", "AD-03"],
            ["3", "", "", "", "", "", "AD-03 helt, AD-03 halvt"],
            ["3", "", "Igen", "", "", "", ""],
            ["", "", "Uden", "", "", "", ""],
        ]));
        let told: Vec<_> =
            found.faults.iter().map(|one| (one.row, one.column.letter.as_str(), one.expected.code())).collect();
        assert_eq!(
            told,
            [
                (4, "C", "required"),
                (5, "A", "unique_reference"),
                (6, "A", "required"),
                (4, "G", "control_once"),
                (2, "B", "parent_not_below"),
                (3, "B", "parent_not_below"),
            ]
        );
        assert_eq!(found.fault_count, 6);
        let found = read(&file(&[["1", "", "En", "", "", "", "XX-01 helt; AD-03"]]));
        let told: Vec<_> = found.faults.iter().map(|one| (one.value.as_str(), one.expected.code())).collect();
        assert_eq!(told, [("XX-01 helt", "known_code"), ("AD-03", "coverage")]);
    }

    #[test]
    fn a_template_that_nobody_filled_in_has_no_requirements_and_says_so() {
        let made = datetime!(2026-11-02 08:00 UTC);
        let categories = ["Mail".to_owned(), "Netværk".to_owned()];
        let bytes = write_framework_template(&texts(), &categories, made).unwrap();
        let found = read(&bytes);
        assert_eq!((found.fault_count, found.faults[0].expected.code()), (1, "required"));
        let meta = FrameworkMeta { key: "egne".into(), title: "Vores egne".into() };
        let other = FrameworkSheetTexts {
            columns: texts().columns.map(|one| format!("{one} x")),
            sheet: "X".into(),
            ..texts()
        };
        let refused = read_framework_sheet(&bytes, &Limits::default(), &[other], &meta, &BTreeSet::new());
        assert!(matches!(refused, Err(FileError::NoAnswerSheet { .. })), "{refused:?}");
        let refused = read_framework_sheet(b"PK no", &Limits::default(), &[texts()], &meta, &BTreeSet::new());
        assert!(matches!(refused, Err(FileError::Broken { .. })), "{refused:?}");
    }
}
