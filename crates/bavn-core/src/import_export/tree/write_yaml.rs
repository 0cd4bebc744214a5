use super::{Node, Scalar, Value, write_json::indent};

/// Writes a tree as YAML in block style; texts that could be read as something else stand in double quotes.
#[must_use]
pub fn write_yaml(node: &Node) -> String {
    let mut out = String::new();
    match &node.value {
        Value::Map(entries) if !entries.is_empty() => map(entries, 0, &mut out),
        Value::List(items) if !items.is_empty() => list(items, 0, &mut out),
        _ => {
            inline(node, &mut out);
            out.push('\n');
        }
    }
    out
}

fn map(entries: &[(String, Node)], depth: usize, out: &mut String) {
    for (at, (name, node)) in entries.iter().enumerate() {
        // The first key of a mapping in a list stands behind its dash.
        if at > 0 || !out.ends_with("- ") {
            indent(depth, out);
        }
        // A key that stands before its colon is short.
        if name.len() > 500 {
            out.push_str("? ");
            text(name, out);
            out.push('\n');
            indent(depth, out);
        } else {
            text(name, out);
        }
        out.push(':');
        match &node.value {
            Value::Map(entries) if !entries.is_empty() => {
                out.push('\n');
                map(entries, depth + 1, out);
            }
            Value::List(items) if !items.is_empty() => {
                out.push('\n');
                list(items, depth + 1, out);
            }
            _ => {
                out.push(' ');
                inline(node, out);
                out.push('\n');
            }
        }
    }
}

fn list(items: &[Node], depth: usize, out: &mut String) {
    for node in items {
        indent(depth, out);
        match &node.value {
            Value::Map(entries) if !entries.is_empty() => {
                out.push_str("- ");
                map(entries, depth + 1, out);
            }
            Value::List(items) if !items.is_empty() => {
                out.push_str("-\n");
                list(items, depth + 1, out);
            }
            _ => {
                out.push_str("- ");
                inline(node, out);
                out.push('\n');
            }
        }
    }
}

fn inline(node: &Node, out: &mut String) {
    match &node.value {
        Value::List(_) => out.push_str("[]"),
        Value::Map(_) => out.push_str("{}"),
        Value::Scalar(scalar) if scalar.is_null() => out.push_str("null"),
        Value::Scalar(scalar) if is_typed(scalar) => out.push_str(&scalar.text),
        Value::Scalar(scalar) => text(&scalar.text, out),
    }
}

fn is_typed(scalar: &Scalar) -> bool {
    scalar.as_bool().is_some() || scalar.as_number().is_some_and(|number| number.to_string() == scalar.text)
}

fn text(text: &str, out: &mut String) {
    if is_safe(text) {
        out.push_str(text);
        return;
    }
    out.push('"');
    for found in text.chars() {
        match found {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            // Line breaks of YAML 1.1, and what readers refuse or trim.
            '\u{85}' | '\u{A0}' | '\u{2028}' | '\u{2029}' | '\u{FEFF}' | '\0'..='\x1F' | '\x7F'..='\u{9F}' => {
                out.push_str(&format!("\\u{:04X}", u32::from(found)));
            }
            _ => out.push(found),
        }
    }
    out.push('"');
}

/// Whether every reader takes it as this text without quotes.
fn is_safe(text: &str) -> bool {
    let mut characters = text.chars();
    characters.next().is_some_and(char::is_alphabetic)
        && text.len() <= 400
        && !text.ends_with([' ', ':'])
        && !text.contains(": ")
        && !text.contains(" #")
        && text.chars().all(|found| found.is_alphanumeric() || " -_./:(),'&;+%é".contains(found))
        && !matches!(
            text.to_ascii_lowercase().as_str(),
            "null" | "true" | "false" | "yes" | "no" | "on" | "off" | "y" | "n" | "nan" | "inf"
        )
}
