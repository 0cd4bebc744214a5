//! The marked-up text of OSCAL's XML as the Markdown of its JSON, as NIST's converter writes it.

use super::element::{Child, Element};

/// Elements that stand as blocks of their own.
const BLOCKS: [&str; 14] =
    ["p", "ul", "ol", "li", "pre", "table", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "hr"];

/// Whether an element is a block of text.
pub(super) fn is_block(name: &str) -> bool {
    BLOCKS.contains(&name)
}

/// One line of text.
pub(super) fn line(children: &[Child]) -> String {
    let mut out = String::new();
    inline(children, &mut out);
    out.trim().to_owned()
}

/// Blocks of text, with an empty line between them.
pub(super) fn blocks<'a>(children: impl Iterator<Item = &'a Child>) -> String {
    let mut found: Vec<String> = Vec::new();
    let mut loose = String::new();
    for child in children {
        match child {
            Child::Element(element) if is_block(&element.name) => {
                push(&mut found, std::mem::take(&mut loose).trim().to_owned());
                push(&mut found, block(element));
            }
            other => inline(std::slice::from_ref(other), &mut loose),
        }
    }
    push(&mut found, loose.trim().to_owned());
    found.join("\n\n")
}

fn push(found: &mut Vec<String>, text: String) {
    if !text.is_empty() {
        found.push(text);
    }
}

fn block(element: &Element) -> String {
    match element.name.as_str() {
        "ul" | "ol" => list(element, 0),
        "pre" => format!("```\n{}\n```", raw(element).trim_matches('\n')),
        "table" => table(element),
        "hr" => String::from("---"),
        "blockquote" => blocks(element.children.iter())
            .lines()
            .map(|line| format!("> {line}").trim_end().to_owned())
            .collect::<Vec<_>>()
            .join("\n"),
        name => match name.strip_prefix('h').and_then(|level| level.parse().ok()) {
            Some(level) => format!("{} {}", "#".repeat(level), line(&element.children)),
            None => line(&element.children),
        },
    }
}

fn list(element: &Element, depth: usize) -> String {
    let mark = if element.name == "ol" { "1. " } else { "- " };
    let indent = "   ".repeat(depth);
    let mut lines = Vec::new();
    for item in element.elements() {
        let mut text = String::new();
        let mut below = Vec::new();
        for child in &item.children {
            match child {
                Child::Element(inner) if matches!(inner.name.as_str(), "ul" | "ol") => {
                    below.push(list(inner, depth + 1));
                }
                Child::Element(inner) if inner.name == "p" => {
                    let gap = if text.trim().is_empty() { "" } else { " " };
                    text.push_str(gap);
                    inline(&inner.children, &mut text);
                }
                other => inline(std::slice::from_ref(other), &mut text),
            }
        }
        lines.push(format!("{indent}{mark}{}", text.trim()));
        lines.extend(below);
    }
    lines.join("\n")
}

fn table(element: &Element) -> String {
    let mut lines = Vec::new();
    for (at, row) in element.elements().filter(|row| row.name == "tr").enumerate() {
        let cells: Vec<String> = row.elements().map(|cell| line(&cell.children)).collect();
        lines.push(format!("| {} |", cells.join(" | ")));
        if at == 0 {
            lines.push(format!("|{}", " --- |".repeat(cells.len())));
        }
    }
    lines.join("\n")
}

/// Text with its spaces, for code.
fn raw(element: &Element) -> String {
    element
        .children
        .iter()
        .map(|child| match child {
            Child::Text(text) => text.clone(),
            Child::Element(inner) => raw(inner),
        })
        .collect()
}

fn inline(children: &[Child], out: &mut String) {
    for child in children {
        match child {
            Child::Text(text) => spaced(text, out),
            Child::Element(element) => span(element, out),
        }
    }
}

fn span(element: &Element, out: &mut String) {
    let attribute = |name: &str| element.attribute(name).unwrap_or_default();
    let mut around = |before: &str, after: &str| {
        out.push_str(before);
        inline(&element.children, out);
        out.push_str(after);
    };
    match element.name.as_str() {
        "em" | "i" => around("*", "*"),
        "strong" | "b" => around("**", "**"),
        "code" => around("`", "`"),
        "q" => around("\"", "\""),
        "sub" => around("~", "~"),
        "sup" => around("^", "^"),
        "a" => around("[", &format!("]({})", attribute("href"))),
        "img" => out.push_str(&format!("![{}]({})", attribute("alt"), attribute("src"))),
        "insert" => {
            let kind = element.attribute("type").unwrap_or("param");
            let id = element.attribute("id-ref").or_else(|| element.attribute("param-id")).unwrap_or_default();
            out.push_str(&format!("{{{{ insert: {kind}, {id} }}}}"));
        }
        "br" => out.push('\n'),
        _ => around("", ""),
    }
}

/// Every run of spaces and line breaks is one space.
fn spaced(text: &str, out: &mut String) {
    for found in text.chars() {
        if found.is_ascii_whitespace() {
            if !out.ends_with([' ', '\n']) && !out.is_empty() {
                out.push(' ');
            }
        } else {
            out.push(found);
        }
    }
}
