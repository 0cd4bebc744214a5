//! The statement of applicability in its three forms.

#![allow(clippy::expect_used, reason = "helpers of tests fail like tests")]

mod sample;

use std::io::{Cursor, Read as _};

use bavn_documents::statement::{statement_docx, statement_pdf, statement_xlsx};
use bavn_documents::{DocumentError, Templates};
use calamine::{Data, Reader as _, Xlsx};

#[test]
fn it_is_a_tagged_document_on_its_side() {
    let rendered = statement_pdf(&sample::statement::statement(40), &Templates::default()).expect("statement");
    assert!((4..=14).contains(&rendered.pages), "{}", rendered.pages);
    let contains = |text: &str| rendered.bytes.windows(text.len()).any(|window| window == text.as_bytes());
    for mark in ["/Lang(da-DK)", "<pdfaid:conformance>A</pdfaid:conformance>", "<pdfuaid:part>1</pdfuaid:part>"] {
        assert!(contains(mark), "{mark}");
    }
}

#[test]
fn an_empty_one_is_still_a_document() {
    let mut statement = sample::statement::statement(0);
    (statement.groups, statement.key_figures) = (Vec::new(), Vec::new());
    statement.summary.clear();
    assert_eq!(statement_pdf(&statement, &Templates::default()).expect("statement").pages, 1);
    statement_docx(&statement, &Templates::default()).expect("statement");
    statement_xlsx(&statement).expect("statement");
}

#[test]
fn the_word_document_has_headings_tables_and_wide_pages() {
    let bytes = statement_docx(&sample::statement::statement(10), &Templates::default()).expect("statement");
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("archive");
    let mut part = |name: &str| {
        let mut text = String::new();
        archive.by_name(name).expect("part").read_to_string(&mut text).expect("text");
        let mut reader = quick_xml::Reader::from_str(&text);
        while !matches!(reader.read_event().expect("well-formed"), quick_xml::events::Event::Eof) {}
        text
    };
    let document = part("word/document.xml");
    assert_eq!(document.matches("w:orient=\"landscape\"").count(), 1);
    assert_eq!(document.matches("<w:sectPr>").count(), 1);
    assert_eq!(document.matches("<w:titlePg/>").count(), 1, "the letterhead stands on the first page only");
    assert_eq!(document.matches("<w:pStyle w:val=\"Heading2\"/>").count(), 2);
    assert_eq!(document.matches("<w:tblHeader/>").count(), 3, "the figures and each theme");
    assert!(document.contains("(udkast)") && document.contains("Godkendt af") && document.contains("1,5 / 3,0"));
    assert!(!document.contains("Sagsnr."), "a field without a value is left out");
    assert!(part("word/footer1.xml").contains("w:pos=\"14684\""));
}

#[test]
fn the_workbook_holds_numbers_dates_and_no_formulas() {
    let mut statement = sample::statement::statement(10);
    statement.groups[0].rows[1].reason = "=1+1".into();
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(statement_xlsx(&statement).expect("statement"))).expect("workbook");
    assert_eq!(book.sheet_names(), ["Anvendelighedserklæring", "Om"]);
    let sheet = book.worksheet_range("Anvendelighedserklæring").expect("sheet");
    assert_eq!(sheet.height(), 21);
    assert_eq!(sheet.get_value((1, 3)), Some(&Data::String("Nej".into())));
    assert!(matches!(sheet.get_value((1, 7)), None | Some(Data::Empty)), "what is left out has no level");
    assert_eq!(sheet.get_value((2, 4)), Some(&Data::String("'=1+1".into())));
    assert_eq!(sheet.get_value((2, 7)), Some(&Data::Float(1.5)));
    assert!(matches!(sheet.get_value((2, 11)), Some(Data::DateTime(_))));
    assert_eq!(book.worksheet_formula("Anvendelighedserklæring").expect("formulas").used_cells().count(), 0);
    let about = book.worksheet_range("Om").expect("sheet");
    assert!(about.used_cells().any(|(_, _, cell)| *cell == Data::String("Direktionen".into())));
}

#[test]
fn too_much_is_refused_by_name() {
    let mut statement = sample::statement::statement(1);
    statement.groups[0].rows[0].title = "æ".repeat(501);
    let refused = statement_pdf(&statement, &Templates::default());
    assert!(
        matches!(&refused, Err(DocumentError::Limit { field, given: 501, most: 500 }) if field == "A.5.1.title"),
        "{refused:?}"
    );
}

#[test]
fn a_broken_template_is_told_with_its_line() {
    let templates = Templates { statement_typ: Some("= A\n\n#panic(\"nej\")".into()), ..Templates::default() };
    let refused = statement_pdf(&sample::statement::statement(1), &templates);
    assert!(matches!(&refused, Err(DocumentError::Template { line: Some(3), .. })), "{refused:?}");
}
