//! The recovery plan in its three forms.

#![allow(clippy::expect_used, reason = "helpers of tests fail like tests")]

mod sample;

use std::io::{Cursor, Read as _};

use bavn_documents::charts::{Face, Lane, Lanes, Naming, Stretch, Theme, lanes};
use bavn_documents::plan::KeyFigure;
use bavn_documents::recovery::*;
use bavn_documents::statement::StatementField;
use bavn_documents::{DocumentError, Figure, Language, Templates};
use calamine::{Data, Reader as _, Xlsx};
use time::macros::date;

fn field(label: &str, value: &str) -> StatementField {
    StatementField { label: label.into(), value: value.into() }
}

fn document(rows: u32) -> RecoveryDocument {
    let lane = |number: u32| Lane {
        label: format!("System {number}"),
        stretches: vec![Stretch { from: number * 60, until: number * 60 + 90, face: Face::Full, text: String::new() }],
        ..Lane::default()
    };
    let naming = Naming { id: "o".into(), title: "Rækkefølgen i tid".into(), description: "Alt på to døgn".into() };
    let chart = Lanes { naming, minutes: 3_000, lanes: (0..rows).map(lane).collect(), ..Lanes::default() };
    let column = |head: &str, share, is_number| RecoveryColumn { head: head.into(), share, is_number };
    let row = |number: u32| RecoveryRow {
        cells: vec![
            RecoveryCell::text(if number == 1 { "=1+1".to_owned() } else { format!("System {number}: gendan") }),
            RecoveryCell::text("2 fra Drift"),
            RecoveryCell::number("1 time 30 min", 90),
        ],
        is_strong: number.is_multiple_of(2),
    };
    let table = RecoveryTable {
        sheet: "Rækkefølge".into(),
        group_head: "Bølge".into(),
        columns: vec![column("Trin", 40, false), column("Hvem", 20, false), column("Varer", 12, true)],
        groups: vec![RecoveryGroup { title: "Bølge 1".into(), rows: (0..rows).map(row).collect() }],
    };
    let figure = Figure { svg: lanes(&chart, &Theme::PAGE), title: "Tid".into(), alt: "Tid".into(), table: None };
    RecoveryDocument {
        letterhead: sample::letterhead(),
        language: Language::Danish,
        kind: "Genopretningsplan".into(),
        title: "Ransomware".into(),
        date: date!(2026 - 11 - 21),
        date_text: "21. november 2026".into(),
        fields: vec![field("Nummer", "GP-1"), field("Sagsnr.", "")],
        summary: "To opgaver kommer for sent.\n\nAlt er tilbage efter to døgn.".into(),
        key_figures: vec![KeyFigure { value: "2 af 9".into(), label: "kommer for sent".into() }],
        signatures: vec![field("Godkendt af", ""), field("Dato", "21. november 2026")],
        parts: vec![
            RecoveryPart {
                title: "Rækkefølgen".into(),
                starts_page: true,
                figures: vec![figure],
                table: Some(table),
                ..Default::default()
            },
            RecoveryPart { title: "Ingen konflikter".into(), text: "Der er ingen.".into(), ..Default::default() },
        ],
        page_footer: "Ransomware".into(),
        page_of: "side {page} af {pages}".into(),
        about_sheet: "Om".into(),
    }
}

#[test]
fn it_is_a_tagged_document_of_few_pages() {
    let rendered = recovery_pdf(&document(20), &Templates::default()).expect("plan");
    assert!((2..=3).contains(&rendered.pages), "{}", rendered.pages);
    let contains = |text: &str| rendered.bytes.windows(text.len()).any(|window| window == text.as_bytes());
    for mark in ["/Lang(da-DK)", "<pdfaid:conformance>A</pdfaid:conformance>", "<pdfuaid:part>1</pdfuaid:part>"] {
        assert!(contains(mark), "{mark}");
    }
}

#[test]
fn an_empty_one_is_still_a_document() {
    let mut empty = document(0);
    (empty.parts, empty.key_figures, empty.signatures) = (Vec::new(), Vec::new(), Vec::new());
    empty.summary.clear();
    assert_eq!(recovery_pdf(&empty, &Templates::default()).expect("plan").pages, 1);
    recovery_docx(&empty, &Templates::default()).expect("plan");
    recovery_xlsx(&empty).expect("plan");
}

#[test]
fn the_word_document_has_headings_a_table_and_room_for_names() {
    let bytes = recovery_docx(&document(5), &Templates::default()).expect("plan");
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("archive");
    let mut text = String::new();
    archive.by_name("word/document.xml").expect("part").read_to_string(&mut text).expect("text");
    let mut reader = quick_xml::Reader::from_str(&text);
    while !matches!(reader.read_event().expect("well-formed"), quick_xml::events::Event::Eof) {}
    assert_eq!(text.matches("<w:pStyle w:val=\"Heading2\"/>").count(), 2);
    assert!(text.contains("____") && text.contains("Bølge 1") && text.contains("<w:pageBreakBefore/>"));
    assert!(!text.contains("Sagsnr."), "a field without a value is left out");
}

#[test]
fn the_workbook_holds_numbers_and_no_formulas() {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(recovery_xlsx(&document(3)).expect("plan"))).expect("workbook");
    assert_eq!(book.sheet_names(), ["Rækkefølge", "Om"]);
    let sheet = book.worksheet_range("Rækkefølge").expect("sheet");
    assert_eq!(sheet.get_value((0, 0)), Some(&Data::String("Bølge".into())));
    assert_eq!(sheet.get_value((2, 1)), Some(&Data::String("'=1+1".into())));
    assert_eq!(sheet.get_value((1, 3)), Some(&Data::Float(90.0)));
    assert_eq!(book.worksheet_formula("Rækkefølge").expect("formulas").used_cells().count(), 0);
}

#[test]
fn too_much_is_refused_by_name() {
    let mut long = document(1);
    long.title = "æ".repeat(501);
    let refused = recovery_pdf(&long, &Templates::default());
    assert!(matches!(&refused, Err(DocumentError::Limit { field, .. }) if field == "title"), "{refused:?}");
}
