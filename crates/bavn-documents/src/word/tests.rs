//! Templates of the municipality's own.

use std::io::{Cursor, Write as _};

use time::macros::date;
use zip::write::SimpleFileOptions;

use super::package::Package;
use super::{Filling, Run, Style, fill};
use crate::{DocumentError, Image, ImageFormat, Language, Letterhead, Rgb, Templates};

fn letterhead() -> Letterhead {
    let svg = r#"<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10"><rect width="20" height="10"/></svg>"#;
    Letterhead {
        municipality: "Kommune X & Ø".into(),
        sender_unit: "It".into(),
        address_lines: vec!["Vej 1".into(), "9999 By".into()],
        logo: Some(Image { bytes: svg.as_bytes().to_vec(), format: ImageFormat::Svg, alt: "Byvåben".into() }),
        primary_colour: Rgb(0x1d, 0x5c, 0x4a),
        accent_colour: Rgb(0, 0, 0),
    }
}

fn filled(template: Option<Vec<u8>>) -> Result<Package, DocumentError> {
    let letterhead = letterhead();
    let filling = Filling {
        letterhead: &letterhead,
        language: Language::Danish,
        title: "Titel",
        author: "Kommune X",
        date: date!(2026 - 10 - 12),
        date_text: "12. oktober 2026",
        reference: "85.15",
        page_footer: "Fod",
        page_of: "side {page} af {pages}",
        half_points: 19,
        is_landscape: false,
    };
    let templates = Templates { docx: template, ..Templates::default() };
    let bytes = fill(&templates, &filling, |body| {
        body.heading(Style::Heading1, "Overskrift", false);
        body.paragraph(Some(Style::ListNumber), &[Run::strong("Æ <b>")]);
        body.end_section(true);
        Ok(())
    })?;
    Package::read(&bytes)
}

fn archive(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).expect("entry");
        writer.write_all(content.as_bytes()).expect("content");
    }
    writer.finish().expect("archive").into_inner()
}

const W: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";

/// A Danish Word's template: other style ids, no content mark, no numbering.
fn municipal(document: &str) -> Vec<u8> {
    let styles = format!(
        "<w:styles {W}><w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/></w:style>\
         <w:style w:type=\"paragraph\" w:styleId=\"Overskrift1\"><w:name w:val=\"heading 1\"/></w:style></w:styles>"
    );
    let relations =
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"></Relationships>";
    archive(&[
        (
            "[Content_Types].xml",
            "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"xml\" ContentType=\"application/xml\"/></Types>",
        ),
        ("_rels/.rels", relations),
        ("word/document.xml", document),
        ("word/styles.xml", &styles),
    ])
}

#[test]
fn our_template_takes_content_marks_colour_and_logo() {
    let package = filled(None).expect("filled");
    let document = package.text("word/document.xml").expect("document");
    assert!(document.contains("w:pStyle w:val=\"Heading1\"") && !document.contains("{{"));
    assert!(document.contains("Æ &lt;b&gt;") && document.contains("w:orient=\"landscape\""));
    let header = package.text("word/header1.xml").expect("header");
    assert!(
        header.contains("Kommune X &amp; Ø")
            && header.contains("Vej 1</w:t><w:br/>")
            && header.contains("descr=\"Byvåben\"")
    );
    assert!(header.contains("w:color=\"1D5C4A\"") && !header.contains("12293D"));
    assert!(package.text("word/footer1.xml").expect("footer").contains(" NUMPAGES "));
    assert!(
        package.text("word/styles.xml").expect("styles").contains("<w:sz w:val=\"19\"/><w:szCs w:val=\"19\"/><w:lang")
    );
    assert!(package.text("word/_rels/header1.xml.rels").expect("relations").contains("media/bavn"));
    let types = package.text("[Content_Types].xml").expect("types");
    assert!(types.contains("Extension=\"png\"") && types.contains("Extension=\"svg\""));
}

#[test]
fn a_template_of_a_danish_word_keeps_its_styles_and_gets_the_rest() {
    let document = format!(
        "<w:document {W}><w:body><w:p><w:r><w:t>{{{{date}}}} og {{{{ukendt}}}}</w:t></w:r></w:p><w:sectPr><w:pgSz w:w=\"1\" w:h=\"2\"/></w:sectPr></w:body></w:document>"
    );
    let package = filled(Some(municipal(&document))).expect("filled");
    let text = package.text("word/document.xml").expect("document");
    assert!(text.contains("w:pStyle w:val=\"Overskrift1\""), "{text}");
    assert!(text.contains("12. oktober 2026") && text.contains("{{ukendt}}"));
    let (content, section) = (text.find("Overskrift1").expect("content"), text.rfind("<w:sectPr>").expect("section"));
    assert!(content < section, "the content stands before the last section");
    let styles = package.text("word/styles.xml").expect("styles");
    assert!(styles.contains("w:styleId=\"BavnConclusion\"") && !styles.contains("w:styleId=\"Heading1\""));
    assert!(package.has("word/numbering.xml") && package.has("docProps/core.xml"));
    assert!(package.text("_rels/.rels").expect("relations").contains("core-properties"));
}

#[test]
fn a_broken_template_is_told_by_part() {
    let told = |bytes: Vec<u8>| match filled(Some(bytes)) {
        Err(DocumentError::Template { file, .. }) => file,
        Err(other) => format!("{other:?}"),
        Ok(_) => "filled".to_owned(),
    };
    assert_eq!(told(b"not a zip".to_vec()), "template.docx");
    assert_eq!(told(archive(&[("a.xml", "<a/>")])), "template.docx/word/document.xml");
    assert_eq!(told(municipal("<w:document><w:body></w:document>")), "template.docx/word/document.xml");
    assert_eq!(told(municipal("<w:document/>")), "template.docx/word/document.xml");
}

#[test]
fn a_template_that_unpacks_too_large_is_refused() {
    let large = " ".repeat(51 * 1024 * 1024);
    assert!(matches!(filled(Some(archive(&[("word/document.xml", &large)]))), Err(DocumentError::Template { .. })));
}
