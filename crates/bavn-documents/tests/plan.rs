//! The plan in its three forms.

#![allow(clippy::expect_used, reason = "helpers of tests fail like tests")]

mod sample;

use std::io::{Cursor, Read as _};

use bavn_documents::plan::{plan_docx, plan_pdf, plan_xlsx};
use bavn_documents::{DocumentError, Templates};
use calamine::{Data, Reader as _, Xlsx};

fn contains(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|window| window == text.as_bytes())
}

#[test]
fn a_plan_is_a_tagged_document_of_many_pages() {
    let plan = sample::plan::plan(12);
    let rendered = plan_pdf(&plan, &Templates::default()).expect("plan");
    assert!((5..=12).contains(&rendered.pages), "{}", rendered.pages);
    for mark in ["/Lang(da-DK)", "<pdfaid:conformance>A</pdfaid:conformance>", "<pdfuaid:part>1</pdfuaid:part>"] {
        assert!(contains(&rendered.bytes, mark), "{mark}");
    }
}

#[test]
fn an_empty_plan_is_still_a_document() {
    let mut plan = sample::plan::plan(0);
    plan.projection = None;
    plan.economy.clear();
    plan.key_figures.clear();
    plan.summary.clear();
    assert_eq!(plan_pdf(&plan, &Templates::default()).expect("plan").pages, 1);
    plan_docx(&plan, &Templates::default()).expect("plan");
    plan_xlsx(&plan).expect("plan");
}

#[test]
fn a_broken_template_is_told_with_its_line() {
    let templates = Templates { plan_typ: Some("= A\n\n#panic(\"nej\")".into()), ..Templates::default() };
    match plan_pdf(&sample::plan::plan(1), &templates) {
        Err(DocumentError::Template { file, line, message }) => {
            assert_eq!((file.as_str(), line), ("plan.typ", Some(3)));
            assert!(message.contains("nej"));
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_word_document_turns_the_page_for_the_time_plan() {
    let bytes = plan_docx(&sample::plan::plan(6), &Templates::default()).expect("plan");
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("archive");
    let mut document = String::new();
    archive.by_name("word/document.xml").expect("part").read_to_string(&mut document).expect("text");
    let mut reader = quick_xml::Reader::from_str(&document);
    while !matches!(reader.read_event().expect("well-formed"), quick_xml::events::Event::Eof) {}
    assert_eq!(document.matches("w:orient=\"landscape\"").count(), 1);
    assert_eq!(document.matches("<w:sectPr>").count(), 3);
    assert_eq!(document.matches("<w:titlePg/>").count(), 1, "the letterhead stands on the first page only");
    assert!(document.matches("<w:tblHeader/>").count() >= 6);
    assert!(document.contains("350.000 kr.") && document.contains("Forsinket"));
}

#[test]
fn the_workbook_holds_numbers_dates_and_no_formulas() {
    let mut plan = sample::plan::plan(3);
    plan.measures[0].title = "=HYPERLINK(\"http://x\")".into();
    plan.findings[0].finding = "+1".into();
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(plan_xlsx(&plan).expect("plan"))).expect("workbook");
    assert_eq!(book.sheet_names(), ["Foranstaltninger", "Økonomi", "Timer", "Fund"]);
    let measures = book.worksheet_range("Foranstaltninger").expect("sheet");
    assert_eq!(measures.get_value((1, 1)), Some(&Data::String("'=HYPERLINK(\"http://x\")".into())));
    assert_eq!(measures.get_value((1, 8)), Some(&Data::Float(350_000.0)));
    assert!(matches!(measures.get_value((1, 6)), Some(Data::DateTime(_))));
    let money = book.worksheet_range("Økonomi").expect("sheet");
    assert!(money.used_cells().any(|(_, _, cell)| *cell == Data::Float(1_100_000.0)));
    let hours = book.worksheet_range("Timer").expect("sheet");
    assert_eq!(hours.get_value((0, 1)), Some(&Data::String("K4 2026".into())), "one table is a plain list");
    let findings = book.worksheet_range("Fund").expect("sheet");
    assert_eq!(findings.get_value((1, 2)), Some(&Data::Float(0.7)));
    assert_eq!(findings.get_value((1, 4)), Some(&Data::String("'+1".into())));
    for sheet in ["Foranstaltninger", "Økonomi", "Timer", "Fund"] {
        assert_eq!(book.worksheet_formula(sheet).expect("formulas").used_cells().count(), 0);
    }
}

#[test]
fn too_much_is_refused_by_name() {
    let mut plan = sample::plan::plan(1);
    plan.measures[0].owner = "æ".repeat(501);
    assert!(
        matches!(plan_xlsx(&plan), Err(DocumentError::Limit { field, given: 501, most: 500 }) if field == "measures[0].owner")
    );
}
