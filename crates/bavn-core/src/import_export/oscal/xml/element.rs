use crate::import_export::tree::{Finding, Problem, ReadError, TreeLimits};
use quick_xml::{
    Reader,
    events::{BytesRef, BytesStart, Event},
};

/// An element.
#[derive(Debug)]
pub(super) struct Element {
    pub(super) line: u32,
    pub(super) name: String,
    pub(super) attributes: Vec<(String, String)>,
    pub(super) children: Vec<Child>,
}

/// What stands in an element.
#[derive(Debug)]
pub(super) enum Child {
    Element(Element),
    Text(String),
}

impl Element {
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find_map(|(known, value)| (known == name).then_some(value.as_str()))
    }

    pub(super) fn elements(&self) -> impl Iterator<Item = &Self> {
        self.children.iter().filter_map(|child| match child {
            Child::Element(element) => Some(element),
            Child::Text(_) => None,
        })
    }

    fn add_text(&mut self, text: &str) {
        match self.children.last_mut() {
            Some(Child::Text(known)) => known.push_str(text),
            _ => self.children.push(Child::Text(text.to_owned())),
        }
    }
}

/// Reads one XML document.
pub(super) fn read(text: &str, limits: &TreeLimits) -> Result<Element, ReadError> {
    let mut lines = Lines { text, at: 0, line: 1 };
    let mut reader = Reader::from_str(text);
    let mut open: Vec<Element> = Vec::new();
    let mut root = None;
    let mut nodes = 0;
    loop {
        let event = reader.read_event();
        let line = lines.at(reader.buffer_position());
        let fault = |problem| Err(Finding::new(problem).at_line(line).into_error());
        let syntax = |detail: String| Finding::new(Problem::Syntax { detail }).at_line(line).into_error();
        let is_empty = matches!(event, Ok(Event::Empty(_)));
        match event.map_err(|error| syntax(error.to_string()))? {
            Event::Start(start) | Event::Empty(start) => {
                let element = element(&start, line)?;
                nodes += 1 + element.attributes.len();
                if nodes > limits.nodes {
                    return fault(Problem::TooManyValues { max: limits.nodes });
                }
                if open.len() >= limits.depth {
                    return fault(Problem::TooDeep { max: limits.depth });
                }
                if root.is_some() {
                    return Err(syntax(String::from("expected one element around everything")));
                }
                open.push(element);
                if is_empty {
                    close(&mut open, &mut root);
                }
            }
            Event::End(_) => close(&mut open, &mut root),
            Event::Text(text) => {
                let text = text.decode().map_err(|error| syntax(error.to_string()))?;
                match open.last_mut() {
                    Some(element) => element.add_text(&text),
                    None if text.trim().is_empty() => {}
                    None => return Err(syntax(String::from("expected no text outside of the elements"))),
                }
            }
            Event::CData(data) => {
                let text = data.decode().map_err(|error| syntax(error.to_string()))?;
                if let Some(element) = open.last_mut() {
                    element.add_text(&text);
                }
            }
            Event::GeneralRef(reference) => {
                let text = resolved(&reference, line)?;
                match open.last_mut() {
                    Some(element) => element.add_text(&text),
                    None => return Err(syntax(String::from("expected no text outside of the elements"))),
                }
            }
            Event::DocType(_) => return fault(Problem::Doctype),
            Event::Decl(decl) => {
                let encoding = decl.encoding().and_then(Result::ok);
                if let Some(name) = encoding.filter(|name| !name.eq_ignore_ascii_case(b"utf-8")) {
                    let found = String::from_utf8_lossy(&name).into_owned();
                    return fault(Problem::Encoding { found });
                }
            }
            Event::Comment(_) | Event::PI(_) => {}
            Event::Eof => break,
        }
    }
    let line = lines.line;
    let unclosed = || Problem::Syntax { detail: String::from("expected every element to be closed") };
    root.filter(|_| open.is_empty()).ok_or_else(|| Finding::new(unclosed()).at_line(line).into_error())
}

fn close(open: &mut Vec<Element>, root: &mut Option<Element>) {
    let Some(element) = open.pop() else { return };
    match open.last_mut() {
        Some(parent) => parent.children.push(Child::Element(element)),
        None => *root = Some(element),
    }
}

fn element(start: &BytesStart<'_>, line: u32) -> Result<Element, ReadError> {
    let syntax = |detail: String| Finding::new(Problem::Syntax { detail }).at_line(line).into_error();
    let name = String::from_utf8_lossy(start.local_name().as_ref()).into_owned();
    let mut attributes = Vec::new();
    for attribute in start.attributes() {
        let attribute = attribute.map_err(|error| syntax(error.to_string()))?;
        let key = String::from_utf8_lossy(attribute.key.as_ref()).into_owned();
        // Namespaces, and where the schema lies.
        if key == "xmlns" || key.contains(':') {
            continue;
        }
        let raw = std::str::from_utf8(&attribute.value).map_err(|error| syntax(error.to_string()))?;
        attributes.push((key, unescaped(raw, line)?));
    }
    Ok(Element { line, name, attributes, children: Vec::new() })
}

/// The text of an attribute; line breaks become spaces, as XML says.
fn unescaped(raw: &str, line: u32) -> Result<String, ReadError> {
    let mut out = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        let after = &rest[at + 1..];
        let Some(end) = after.find(';') else {
            return Err(Finding::new(Problem::Entity { name: shown(after) }).at_line(line).into_error());
        };
        out.push_str(&entity(&after[..end], line)?);
        rest = &after[end + 1..];
    }
    out.push_str(rest);
    Ok(out.replace(['\n', '\r', '\t'], " "))
}

fn resolved(reference: &BytesRef<'_>, line: u32) -> Result<String, ReadError> {
    let name = reference
        .decode()
        .map_err(|error| Finding::new(Problem::Syntax { detail: error.to_string() }).at_line(line).into_error())?;
    entity(&name, line)
}

/// The five entities of XML, and characters by number.
fn entity(name: &str, line: u32) -> Result<String, ReadError> {
    let text = match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => name
            .strip_prefix('#')
            .and_then(|number| match number.strip_prefix('x') {
                Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16).ok(),
                None => number.parse().ok(),
            })
            .and_then(char::from_u32)
            .filter(|found| *found >= ' ' || matches!(found, '\t' | '\n' | '\r')),
    };
    text.map(String::from).ok_or_else(|| Finding::new(Problem::Entity { name: shown(name) }).at_line(line).into_error())
}

fn shown(text: &str) -> String {
    text.chars().take(50).collect()
}

/// Counts lines once, forwards.
struct Lines<'a> {
    text: &'a str,
    at: usize,
    line: u32,
}

impl Lines<'_> {
    fn at(&mut self, position: u64) -> u32 {
        let to = usize::try_from(position).unwrap_or(usize::MAX).min(self.text.len());
        if to > self.at {
            let breaks = self.text.as_bytes()[self.at..to].iter().filter(|&&byte| byte == b'\n').count();
            self.line = self.line.saturating_add(u32::try_from(breaks).unwrap_or(u32::MAX));
            self.at = to;
        }
        self.line
    }
}
