//! Finding paragraphs in a part and writing them anew.

use quick_xml::Reader;
use quick_xml::events::Event;

use super::package::fault;
use crate::DocumentError;

/// A paragraph without paragraphs inside it.
pub(super) struct Paragraph<'a> {
    /// Its text; a tab is `\t`, a line break `\n`.
    pub(super) text: String,
    /// Its properties, with their element.
    pub(super) properties: &'a str,
    /// The properties of its first run, with their element.
    pub(super) run_properties: &'a str,
    /// Whether it holds a picture or a section's end, which a rewrite would lose.
    pub(super) is_fixed: bool,
}

#[derive(Default)]
struct Open {
    start: usize,
    text: String,
    properties: Option<(usize, usize)>,
    run_properties: Option<(usize, usize)>,
    has_inner: bool,
    is_fixed: bool,
}

/// Calls `rewrite` with every innermost paragraph and puts what it gives in the paragraph's place.
pub(super) fn rewrite_paragraphs(
    part: &str,
    xml: &str,
    mut rewrite: impl FnMut(&Paragraph<'_>) -> Result<Option<String>, DocumentError>,
) -> Result<String, DocumentError> {
    let mut reader = Reader::from_str(xml);
    let mut written = String::with_capacity(xml.len());
    let mut copied = 0;
    let mut stack: Vec<Open> = Vec::new();
    let mut elements: Vec<(Vec<u8>, usize)> = Vec::new();
    loop {
        let before = position(&reader);
        let event = reader.read_event().map_err(|cause| fault(part, cause))?;
        let after = position(&reader);
        match &event {
            Event::Eof => break,
            Event::Start(element) => {
                let name = element.name().as_ref().to_vec();
                if name == b"w:p" {
                    if let Some(outer) = stack.last_mut() {
                        outer.has_inner = true;
                    }
                    stack.push(Open { start: before, ..Open::default() });
                }
                note(&name, stack.last_mut());
                elements.push((name, before));
            }
            Event::Empty(element) => note(element.name().as_ref(), stack.last_mut()),
            Event::Text(text) if elements.last().is_some_and(|(name, _)| name == b"w:t") => {
                if let Some(open) = stack.last_mut() {
                    open.text.push_str(&text.decode().map_err(|cause| fault(part, cause))?);
                }
            }
            Event::GeneralRef(reference) if elements.last().is_some_and(|(name, _)| name == b"w:t") => {
                if let Some(open) = stack.last_mut() {
                    open.text.push_str(match reference.decode().map_err(|cause| fault(part, cause))?.as_ref() {
                        "amp" => "&",
                        "lt" => "<",
                        "gt" => ">",
                        "quot" => "\"",
                        "apos" => "'",
                        _ => "\u{fffd}",
                    });
                }
            }
            Event::End(_) => {
                let Some((name, start)) = elements.pop() else { continue };
                let parent = elements.last().map(|(name, _)| name.as_slice());
                match (name.as_slice(), parent) {
                    (b"w:pPr", Some(b"w:p")) => set(stack.last_mut(), |open| open.properties = Some((start, after))),
                    (b"w:rPr", Some(b"w:r")) => {
                        set(stack.last_mut(), |open| {
                            open.run_properties = open.run_properties.or(Some((start, after)))
                        });
                    }
                    (b"w:p", _) => {
                        let Some(open) = stack.pop() else { continue };
                        if open.has_inner {
                            continue;
                        }
                        let slice = |range: Option<(usize, usize)>| {
                            range.and_then(|(from, until)| xml.get(from..until)).unwrap_or("")
                        };
                        let paragraph = Paragraph {
                            text: open.text,
                            properties: slice(open.properties),
                            run_properties: slice(open.run_properties),
                            is_fixed: open.is_fixed,
                        };
                        if let Some(new) = rewrite(&paragraph)? {
                            written.push_str(xml.get(copied..open.start).unwrap_or(""));
                            written.push_str(&new);
                            copied = after;
                        }
                    }
                    _ => {}
                }
            }
            _ => {}
        }
    }
    written.push_str(xml.get(copied..).unwrap_or(""));
    Ok(written)
}

fn position(reader: &Reader<&[u8]>) -> usize {
    usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX)
}

fn set(open: Option<&mut Open>, change: impl FnOnce(&mut Open)) {
    if let Some(open) = open {
        change(open);
    }
}

fn note(name: &[u8], open: Option<&mut Open>) {
    set(open, |open| match name {
        b"w:tab" if open.properties.is_some() || !open.text.is_empty() => open.text.push('\t'),
        b"w:br" => open.text.push('\n'),
        b"w:drawing" | b"w:pict" | b"w:object" | b"w:sectPr" | b"w:fldSimple" | b"w:fldChar" => open.is_fixed = true,
        _ => {}
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(xml: &str) -> String {
        rewrite_paragraphs("part", xml, |paragraph| {
            Ok(paragraph.text.contains("{{x}}").then(|| {
                format!(
                    "[{}|{}|{}|{}]",
                    paragraph.text, paragraph.properties, paragraph.run_properties, paragraph.is_fixed
                )
            }))
        })
        .expect("read")
    }

    #[test]
    fn a_mark_split_over_runs_is_found_and_the_rest_kept() {
        let xml = "<w:b><w:p><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr><w:r><w:rPr><w:b/></w:rPr><w:t>{{</w:t></w:r><w:r><w:t>x}}</w:t><w:tab/><w:t>&amp;</w:t></w:r></w:p><w:p><w:r><w:t>æ</w:t></w:r></w:p></w:b>";
        let expected = "<w:b>[{{x}}\t&|<w:pPr><w:tabs><w:tab/></w:tabs></w:pPr>|<w:rPr><w:b/></w:rPr>|false]<w:p><w:r><w:t>æ</w:t></w:r></w:p></w:b>";
        assert_eq!(marked(xml), expected);
    }

    #[test]
    fn only_the_innermost_paragraph_is_written_anew() {
        let xml = "<w:p><w:r><w:t>{{x}}</w:t><w:drawing><w:p><w:r><w:t>{{x}}</w:t></w:r></w:p></w:drawing></w:r></w:p>";
        assert_eq!(marked(xml), "<w:p><w:r><w:t>{{x}}</w:t><w:drawing>[{{x}}|||false]</w:drawing></w:r></w:p>");
    }

    #[test]
    fn broken_xml_is_a_fault_of_the_template() {
        let result = rewrite_paragraphs("word/header9.xml", "<w:p><w:r></w:p>", |_| Ok(None));
        assert!(
            matches!(result, Err(DocumentError::Template { file, .. }) if file == "template.docx/word/header9.xml")
        );
    }
}
