//! The memo in its three forms.

#![allow(clippy::expect_used, reason = "helpers of tests fail like tests")]

mod sample;

use std::io::{Cursor, Read as _};

use bavn_documents::memo::{memo_docx, memo_html, memo_pdf};
use bavn_documents::{DocumentError, Image, ImageFormat, Language, SectionKey, Templates};

fn contains(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|window| window == text.as_bytes())
}

/// The parts of an archive that are XML, read through to the end.
fn xml_parts(bytes: &[u8]) -> Vec<(String, String)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("archive");
    let mut parts = Vec::new();
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).expect("entry");
        let name = entry.name().to_owned();
        if name.ends_with(".xml") || name.ends_with(".rels") || name.ends_with(".svg") {
            let mut text = String::new();
            entry.read_to_string(&mut text).expect("text");
            let mut reader = quick_xml::Reader::from_str(&text);
            while !matches!(
                reader.read_event().unwrap_or_else(|cause| panic!("{name}: {cause}")),
                quick_xml::events::Event::Eof
            ) {}
            parts.push((name, text));
        }
    }
    parts
}

fn part<'a>(parts: &'a [(String, String)], name: &str) -> &'a str {
    &parts.iter().find(|(part, _)| part == name).unwrap_or_else(|| panic!("no {name}")).1
}

#[test]
fn a_full_memo_is_one_tagged_page_for_archive_and_screen_reader() {
    let memo = sample::memo();
    let rendered = memo_pdf(&memo, &Templates::default()).expect("memo");
    assert_eq!(rendered.pages, 1);
    assert!(rendered.tightening <= 3, "{}", rendered.tightening);
    for mark in [
        "/Lang(da-DK)",
        "<pdfaid:part>2</pdfaid:part>",
        "<pdfaid:conformance>A</pdfaid:conformance>",
        "<pdfuaid:part>1</pdfuaid:part>",
    ] {
        assert!(contains(&rendered.bytes, mark), "{mark}");
    }
    assert!(contains(&rendered.bytes, "/MarkInfo") && contains(&rendered.bytes, "/Alt"));
    assert!(contains(&rendered.bytes, "IBMPlexSans-SmBld"), "semi-bold is embedded");
    assert_eq!(memo_pdf(&memo, &Templates::default()).expect("memo").bytes, rendered.bytes, "same memo, same bytes");
}

#[test]
fn an_english_memo_says_so() {
    let memo = bavn_documents::memo::Memo { language: Language::English, ..sample::memo() };
    assert!(contains(&memo_pdf(&memo, &Templates::default()).expect("memo").bytes, "/Lang(en-GB)"));
}

#[test]
fn a_small_memo_is_not_tightened() {
    let mut memo = sample::memo();
    memo.findings.truncate(3);
    memo.figure = None;
    assert_eq!(memo_pdf(&memo, &Templates::default()).expect("memo").tightening, 0);
}

#[test]
fn a_memo_that_is_too_long_says_by_how_much_and_where() {
    let mut memo = sample::memo();
    memo.background = memo.background.repeat(8);
    let Err(DocumentError::TooLong { over_by_lines: much, longest }) = memo_pdf(&memo, &Templates::default()) else {
        panic!("it cannot fit")
    };
    assert_eq!(longest.first().map(|(key, _)| *key), Some(SectionKey::Background));
    assert_eq!(longest.len(), 6);
    memo.background.push_str(&sample::memo().background.repeat(8));
    let Err(DocumentError::TooLong { over_by_lines: more, .. }) = memo_docx(&memo, &Templates::default()) else {
        panic!("it cannot fit")
    };
    // Eight times the background is about eighteen lines.
    assert!(much >= 1 && (12..=26).contains(&(more - much)), "{much} {more}");
}

#[test]
fn odd_input_is_set_or_refused_but_never_breaks() {
    let mut memo = sample::memo();
    memo.background =
        "#import \"/data.json\" *fed* _kursiv_ $x$ \\ <a> @b [c] {d} \u{0}\u{b} »citat« 🙂 漢 a\u{30a} it\u{2011}drift"
            .into();
    memo.letterhead.municipality = "Kommune 🙂".into();
    memo.findings.clear();
    memo.plan.clear();
    memo.resources = bavn_documents::memo::Resources::default();
    memo.conclusion.clear();
    memo.signature.clear();
    memo.recipients.clear();
    memo.reference.clear();
    memo.letterhead.address_lines.clear();
    memo.letterhead.logo = None;
    assert_eq!(memo_pdf(&memo, &Templates::default()).expect("memo").pages, 1);
    xml_parts(&memo_docx(&memo, &Templates::default()).expect("memo"));

    memo.title = "x".repeat(501);
    assert!(
        matches!(memo_pdf(&memo, &Templates::default()), Err(DocumentError::Limit { field, given: 501, most: 500 }) if field == "title")
    );
    let mut memo = sample::memo();
    memo.letterhead.logo =
        Some(Image { bytes: b"\x89PNG\r\n\x1a\nnothing".to_vec(), format: ImageFormat::Png, alt: "x".into() });
    assert!(
        matches!(memo_pdf(&memo, &Templates::default()), Err(DocumentError::Image { field, .. }) if field == "logo")
    );
    let mut memo = sample::memo();
    if let Some(figure) = &mut memo.figure {
        figure.svg = "<svg".into();
    }
    assert!(
        matches!(memo_pdf(&memo, &Templates::default()), Err(DocumentError::Image { field, .. }) if field == "figure")
    );
}

#[test]
fn a_template_of_ones_own_is_used_and_its_faults_are_placed() {
    let memo = sample::memo();
    let own = |source: &str| Templates { memo_typ: Some(source.to_owned()), ..Templates::default() };
    let source =
        "#import \"/bavn.typ\": *\n#let data = json(\"/data.json\")\n#show: base.with(data, 10pt)\n= #data.title";
    assert_eq!(memo_pdf(&memo, &own(source)).expect("memo").pages, 1);
    for (source, line) in
        [("= Titel\n#let x = (\n", Some(2)), ("\n\n#unknown", Some(3)), ("#read(\"/etc/passwd\")", Some(1))]
    {
        match memo_pdf(&memo, &own(source)) {
            Err(DocumentError::Template { file, line: found, message }) => {
                assert_eq!((file.as_str(), found), ("memo.typ", line), "{message}");
            }
            other => panic!("{source}: {other:?}"),
        }
    }
}

#[test]
fn alternative_text_is_needed_for_a_template_of_ones_own_too() {
    let source = "#set document(title: \"x\")\n#set text(font: \"IBM Plex Sans\")\n= x\n#image(\"/figure.svg\")";
    let templates = Templates { memo_typ: Some(source.into()), ..Templates::default() };
    assert!(matches!(memo_pdf(&sample::memo(), &templates), Err(DocumentError::Template { line: Some(4), .. })));
}

#[test]
fn the_word_document_holds_styles_tables_picture_and_properties() {
    let parts = xml_parts(&memo_docx(&sample::memo(), &Templates::default()).expect("memo"));
    let document = part(&parts, "word/document.xml");
    for style in ["Heading1", "Heading2", "ListNumber", "BavnTable", "BavnConclusion", "Caption"] {
        assert!(document.contains(&format!("Style w:val=\"{style}\"")), "{style}");
    }
    assert_eq!(document.matches("<w:tblHeader/>").count(), 2, "plan and resources repeat their head");
    assert!(
        document.contains("descr=\"Søjler for tolv områder") && document.contains("Logning og overvågning 0,7 3,5")
    );
    assert!(document.contains("svgBlip") && document.contains("w:lang w:val=\"da-DK\""));
    let properties = part(&parts, "docProps/core.xml");
    assert!(properties.contains("<dc:title>Kommunen er halvvejs") && properties.contains("2026-10-12T00:00:00Z"));
    assert!(part(&parts, "word/header1.xml").contains("Kommune X"));
    assert!(part(&parts, "word/footer1.xml").contains("85.15.02-G01-6-26"));
}

#[test]
fn the_html_file_stands_alone_and_takes_no_markup_from_text() {
    let mut memo = sample::memo();
    memo.background = "<script>alert(1)</script>".into();
    let html = memo_html(&memo);
    assert!(html.starts_with("<!doctype html>") && html.contains("<html lang=\"da-DK\">"));
    assert!(!html.contains("<script") && !html.contains("http://") && !html.contains("https://"));
    assert_eq!(html.matches("<h1>").count(), 1);
    assert!(html.contains("<th scope=\"col\">Mål</th>") && html.contains("alt=\"Søjler for tolv områder"));
}

#[test]
fn many_memos_follow_each_other() {
    let (memo, templates) = (sample::memo(), Templates::default());
    let first = memo_pdf(&memo, &templates).expect("memo").bytes;
    for _ in 0..20 {
        assert_eq!(memo_pdf(&memo, &templates).expect("memo").bytes.len(), first.len());
    }
}
