//! Filling a template document.

use time::Date;

use super::body::{Body, turned};
use super::marks::{Paragraph, rewrite_paragraphs};
use super::package::{Package, fault, insert_before};
use super::picture::Pictures;
use super::{default_package, numbering, styles};
use crate::xml::escape;
use crate::{DocumentError, Language, Letterhead, Templates};

/// What a template is filled with, beside the body.
pub(crate) struct Filling<'a> {
    pub(crate) letterhead: &'a Letterhead,
    pub(crate) language: Language,
    pub(crate) title: &'a str,
    pub(crate) author: &'a str,
    pub(crate) date: Date,
    pub(crate) date_text: &'a str,
    pub(crate) reference: &'a str,
    pub(crate) page_footer: &'a str,
    /// What stands right in the foot; `{page}` and `{pages}` become fields: "side {page} af {pages}".
    pub(crate) page_of: &'a str,
    /// Text size in half points, for our own template.
    pub(crate) half_points: u32,
    /// Whether every page lies on its side.
    pub(crate) is_landscape: bool,
}

const DOCUMENT: &str = "word/document.xml";
const CONTENT: &str = "{{content}}";

/// Fills the municipality's template, or ours, with what `write` puts in the body.
pub(crate) fn fill(
    templates: &Templates,
    filling: &Filling<'_>,
    write: impl FnOnce(&mut Body<'_>) -> Result<(), DocumentError>,
) -> Result<Vec<u8>, DocumentError> {
    let mut package = match &templates.docx {
        Some(bytes) => Package::read(bytes)?,
        None => dressed(filling)?,
    };
    let style_ids = styles::resolve(&mut package)?;
    numbering::ensure(&mut package)?;
    let mut pictures = Pictures::new();
    let section = last_section(package.text(DOCUMENT)?);
    let mut body = Body::new(&mut package, &mut pictures, &style_ids, filling.language, section);
    write(&mut body)?;
    let (body, has_sections) = body.into_xml();

    let parts: Vec<String> = package
        .names()
        .filter(|name| {
            name.ends_with(".xml")
                && (*name == DOCUMENT || name.starts_with("word/header") || name.starts_with("word/footer"))
        })
        .map(str::to_owned)
        .collect();
    let mut is_placed = false;
    for part in parts {
        let text = package.text(&part)?.to_owned();
        let filled = rewrite_paragraphs(&part, &text, |paragraph| {
            if part == DOCUMENT && paragraph.text.trim() == CONTENT {
                is_placed = true;
                return Ok(Some(body.clone()));
            }
            if paragraph.is_fixed || !paragraph.text.contains("{{") {
                return Ok(None);
            }
            marked(&mut package, &mut pictures, &part, paragraph, filling).map(Some)
        })?;
        package.put(&part, filled);
    }
    if !is_placed {
        let text = package.text(DOCUMENT)?;
        let place = last_section(text).and_then(|section| text.rfind(&section)).or_else(|| text.rfind("</w:body>"));
        let (before, after) = place.map(|place| text.split_at(place)).ok_or_else(|| fault(DOCUMENT, "no </w:body>"))?;
        let filled = format!("{before}{body}{after}");
        package.put(DOCUMENT, filled);
    }
    if has_sections {
        // The first page of the document is in an earlier section now; the last has none of its own.
        let text = package.text(DOCUMENT)?;
        if let Some((place, last)) = last_section(text).and_then(|last| Some((text.rfind(&last)?, last))) {
            let (before, after) = text.split_at(place);
            let filled = format!("{before}{}", after.replacen(&last, &last.replace("<w:titlePg/>", ""), 1));
            package.put(DOCUMENT, filled);
        }
    }
    if filling.is_landscape {
        let text = package.text(DOCUMENT)?;
        if let Some(last) = last_section(text) {
            let filled = text.replacen(&last, &turned(&last), 1);
            package.put(DOCUMENT, filled);
        }
    }
    put_properties(&mut package, filling)?;
    package.write()
}

/// Our own template in the municipality's colour and at the size of text that fits.
fn dressed(filling: &Filling<'_>) -> Result<Package, DocumentError> {
    let mut package = default_package();
    let primary = filling.letterhead.primary_colour.readable_on_white();
    let colour = |value: crate::Rgb| value.hex().trim_start_matches('#').to_uppercase();
    for part in ["word/styles.xml", "word/header1.xml"] {
        let text = package
            .text(part)?
            .replace("12293D", &colour(primary))
            .replace("w:fill=\"F1F4F7\"", &format!("w:fill=\"{}\"", colour(primary.tint(7))))
            .replace("w:lang w:val=\"da-DK\"", &format!("w:lang w:val=\"{}\"", filling.language.tag()))
            .replacen(
                "<w:sz w:val=\"20\"/><w:szCs w:val=\"20\"/><w:lang",
                &format!("<w:sz w:val=\"{0}\"/><w:szCs w:val=\"{0}\"/><w:lang", filling.half_points),
                1,
            );
        package.put(part, text);
    }
    if filling.is_landscape {
        // Letterhead and foot reach from margin to margin: 14684 twentieths of a point instead of 9752.
        for (part, upright, wide) in
            [("word/header1.xml", "\"4876\"", "\"9808\""), ("word/footer1.xml", "w:pos=\"9752\"", "w:pos=\"14684\"")]
        {
            let text = package.text(part)?.replace(upright, wide);
            package.put(part, text);
        }
    }
    Ok(package)
}

/// The properties of the last section, as they stand at the end of the body.
fn last_section(text: &str) -> Option<String> {
    let end = text.rfind("</w:body>")?;
    let body = text.get(..end)?;
    let close = "</w:sectPr>";
    let until = body.rfind(close)? + close.len();
    let from = body.get(..until)?.rfind("<w:sectPr")?;
    body.get(from..until).map(str::to_owned)
}

/// A paragraph with its marks replaced; the face of its first run is kept for all of it.
fn marked(
    package: &mut Package,
    pictures: &mut Pictures,
    part: &str,
    paragraph: &Paragraph<'_>,
    filling: &Filling<'_>,
) -> Result<String, DocumentError> {
    let letterhead = filling.letterhead;
    let address = letterhead.address_lines.join("\n");
    let mut content = String::new();
    let mut rest = paragraph.text.as_str();
    while let Some((before, after)) = rest.split_once("{{") {
        content.push_str(&face(before, paragraph.run_properties));
        let Some((mark, tail)) = after.split_once("}}") else {
            content.push_str(&face("{{", paragraph.run_properties));
            rest = after;
            continue;
        };
        rest = tail;
        let text = match mark.trim() {
            "municipality" => &letterhead.municipality,
            "sender_unit" => &letterhead.sender_unit,
            "address" => &address,
            "reference" => filling.reference,
            "page_footer" => filling.page_footer,
            "title" => filling.title,
            "date" => filling.date_text,
            "page_of" => {
                content.push_str(&page_of(filling.page_of, paragraph.run_properties));
                continue;
            }
            "logo" => {
                if let Some(logo) = &letterhead.logo {
                    content.push_str(&pictures.logo(package, part, logo, (30.0, 14.0))?);
                }
                continue;
            }
            // A mark we do not know is the municipality's own text.
            _ => &format!("{{{{{mark}}}}}"),
        };
        content.push_str(&face(text, paragraph.run_properties));
    }
    content.push_str(&face(rest, paragraph.run_properties));
    Ok(format!("<w:p>{}{content}</w:p>", paragraph.properties))
}

/// A run with given properties; tabs and line breaks become elements.
fn face(text: &str, properties: &str) -> String {
    if text.is_empty() {
        return String::new();
    }
    let mut content = String::new();
    for part in text.split_inclusive(['\t', '\n']) {
        let words = part.trim_end_matches(['\t', '\n']);
        if !words.is_empty() {
            content.push_str(&format!("<w:t xml:space=\"preserve\">{}</w:t>", escape(words)));
        }
        match part.chars().last() {
            Some('\t') => content.push_str("<w:tab/>"),
            Some('\n') => content.push_str("<w:br/>"),
            _ => {}
        }
    }
    format!("<w:r>{properties}{content}</w:r>")
}

/// "side {page} af {pages}" with fields for the numbers.
fn page_of(text: &str, properties: &str) -> String {
    let field =
        |name: &str| format!("<w:fldSimple w:instr=\" {name} \"><w:r>{properties}<w:t>1</w:t></w:r></w:fldSimple>");
    let mut content = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        content.push_str(&face(before, properties));
        let Some((name, tail)) = after.split_once('}') else {
            rest = after;
            break;
        };
        content.push_str(&match name {
            "page" => field("PAGE"),
            "pages" => field("NUMPAGES"),
            other => face(other, properties),
        });
        rest = tail;
    }
    content + &face(rest, properties)
}

/// Title, author, language and date of the file.
fn put_properties(package: &mut Package, filling: &Filling<'_>) -> Result<(), DocumentError> {
    const PART: &str = "docProps/core.xml";
    let (year, month, day) = (filling.date.year(), u8::from(filling.date.month()), filling.date.day());
    let date = format!("{year:04}-{month:02}-{day:02}T00:00:00Z");
    let text = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<cp:coreProperties \
         xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>{}</dc:title><dc:creator>{}</dc:creator>\
         <dc:language>{}</dc:language><dcterms:created xsi:type=\"dcterms:W3CDTF\">{date}</dcterms:created>\
         <dcterms:modified xsi:type=\"dcterms:W3CDTF\">{date}</dcterms:modified></cp:coreProperties>",
        escape(filling.title),
        escape(filling.author),
        filling.language.tag(),
    );
    let is_new = !package.has(PART);
    package.put(PART, text);
    if is_new {
        package.declare("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml")?;
        let relations = package.text("_rels/.rels")?;
        let relation = "<Relationship Id=\"rIdBavnCore\" \
            Type=\"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/>";
        let filled = insert_before(relations, "</Relationships>", relation)
            .ok_or_else(|| fault("_rels/.rels", "no </Relationships>"))?;
        package.put("_rels/.rels", filled);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn page_numbers_are_fields() {
        let xml = page_of("side {page} af {pages}", "");
        assert!(xml.contains("side </w:t>") && xml.contains(" PAGE ") && xml.contains(" NUMPAGES "));
        assert_eq!(page_of("", ""), "");
    }

    #[test]
    fn the_last_section_is_found() {
        let text =
            "<w:body><w:p><w:pPr><w:sectPr a=\"1\"></w:sectPr></w:pPr></w:p><w:sectPr><w:pgSz/></w:sectPr></w:body>";
        assert_eq!(last_section(text).as_deref(), Some("<w:sectPr><w:pgSz/></w:sectPr>"));
        assert_eq!(last_section("<w:body/>"), None);
    }
}
