//! Styles by name: the template's own where it has them, ours where it has not.

use std::collections::HashMap;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::package::{Package, fault, insert_before};
use crate::DocumentError;

/// The styles documents use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Style {
    Heading1,
    Heading2,
    Heading3,
    Caption,
    ListNumber,
    Kind,
    Field,
    TableText,
    Conclusion,
    Signature,
    Note,
    Table,
    Letterhead,
}

impl Style {
    const ALL: [Self; 13] = [
        Self::Heading1,
        Self::Heading2,
        Self::Heading3,
        Self::Caption,
        Self::ListNumber,
        Self::Kind,
        Self::Field,
        Self::TableText,
        Self::Conclusion,
        Self::Signature,
        Self::Note,
        Self::Table,
        Self::Letterhead,
    ];

    /// The name Word keeps in every language, and the id in our own template.
    const fn name_and_id(self) -> (&'static str, &'static str) {
        match self {
            Self::Heading1 => ("heading 1", "Heading1"),
            Self::Heading2 => ("heading 2", "Heading2"),
            Self::Heading3 => ("heading 3", "Heading3"),
            Self::Caption => ("caption", "Caption"),
            Self::ListNumber => ("list number", "ListNumber"),
            Self::Kind => ("bavn kind", "BavnKind"),
            Self::Field => ("bavn field", "BavnField"),
            Self::TableText => ("bavn table text", "BavnTableText"),
            Self::Conclusion => ("bavn conclusion", "BavnConclusion"),
            Self::Signature => ("bavn signature", "BavnSignature"),
            Self::Note => ("bavn note", "BavnNote"),
            Self::Table => ("bavn table", "BavnTable"),
            Self::Letterhead => ("bavn letterhead", "Letterhead"),
        }
    }
}

/// The id each style has in the document at hand.
pub(super) struct StyleIds(HashMap<Style, String>);

impl StyleIds {
    pub(super) fn id(&self, style: Style) -> &str {
        self.0.get(&style).map_or(style.name_and_id().1, String::as_str)
    }
}

const PART: &str = "word/styles.xml";
const OURS: &str = include_str!("../../assets/docx/styles.xml");

/// Finds the styles in a template by name and adds those it lacks.
pub(super) fn resolve(package: &mut Package) -> Result<StyleIds, DocumentError> {
    if !package.has(PART) {
        package.put(PART, OURS);
        package.relate(
            "word/document.xml",
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles",
            "styles.xml",
        )?;
        package
            .declare("/word/styles.xml", "application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml")?;
    }
    let text = package.text(PART)?;
    let known = names(text)?;
    let taken: Vec<&String> = known.values().collect();
    let mut ids = HashMap::new();
    let mut added = String::new();
    for style in Style::ALL {
        let (name, own_id) = style.name_and_id();
        if let Some(id) = known.get(name) {
            ids.insert(style, id.clone());
        } else {
            // Our id could be taken by a style of another name.
            let id =
                if taken.iter().any(|taken| *taken == own_id) { format!("{own_id}Bavn") } else { own_id.to_owned() };
            added.push_str(&definition(own_id)?.replacen(
                &format!("w:styleId=\"{own_id}\""),
                &format!("w:styleId=\"{id}\""),
                1,
            ));
            ids.insert(style, id);
        }
    }
    if !added.is_empty() {
        let normal = known.get("normal").map_or("Normal", String::as_str);
        let added = added.replace("<w:basedOn w:val=\"Normal\"/>", &format!("<w:basedOn w:val=\"{normal}\"/>"));
        let filled = insert_before(text, "</w:styles>", &added).ok_or_else(|| fault(PART, "no </w:styles>"))?;
        package.put(PART, filled);
    }
    Ok(StyleIds(ids))
}

/// Our definition of a style.
fn definition(id: &str) -> Result<String, DocumentError> {
    let mark = format!("w:styleId=\"{id}\"");
    OURS.split_inclusive("</w:style>")
        .find(|part| part.contains(&mark))
        .and_then(|part| part.find("<w:style ").and_then(|from| part.get(from..)))
        .map(str::to_owned)
        .ok_or_else(|| DocumentError::internal(format!("no style {id}")))
}

/// Lower-case name to id.
fn names(text: &str) -> Result<HashMap<String, String>, DocumentError> {
    let mut reader = Reader::from_str(text);
    let mut found = HashMap::new();
    let mut current: Option<String> = None;
    loop {
        match reader.read_event().map_err(|cause| fault(PART, cause))? {
            Event::Eof => return Ok(found),
            Event::Start(element) if element.name().as_ref() == b"w:style" => {
                current = attribute(&element, b"w:styleId")
            }
            Event::End(element) if element.name().as_ref() == b"w:style" => current = None,
            Event::Empty(element) if element.name().as_ref() == b"w:name" => {
                if let (Some(id), Some(name)) = (&current, attribute(&element, b"w:val")) {
                    found.insert(name.to_lowercase(), id.clone());
                }
            }
            _ => {}
        }
    }
}

pub(super) fn attribute(element: &BytesStart<'_>, name: &[u8]) -> Option<String> {
    let attribute = element.attributes().flatten().find(|attribute| attribute.key.as_ref() == name)?;
    Some(String::from_utf8_lossy(&attribute.value).into_owned())
}
