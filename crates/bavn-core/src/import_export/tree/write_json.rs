use super::{Node, Scalar, Value};

/// Writes a tree as JSON with two spaces for each level; the same tree gives the same bytes.
#[must_use]
pub fn write_json(node: &Node) -> String {
    let mut out = String::new();
    write(node, 0, &mut out);
    out.push('\n');
    out
}

/// The tree as a JSON value, for what is kept as it is.
#[must_use]
pub fn to_json(node: &Node) -> serde_json::Value {
    match &node.value {
        Value::Scalar(scalar) => scalar_to_json(scalar),
        Value::List(items) => serde_json::Value::Array(items.iter().map(to_json).collect()),
        Value::Map(entries) => {
            serde_json::Value::Object(entries.iter().map(|(name, node)| (name.clone(), to_json(node))).collect())
        }
    }
}

fn scalar_to_json(scalar: &Scalar) -> serde_json::Value {
    if scalar.is_null() {
        return serde_json::Value::Null;
    }
    if let Some(truth) = scalar.as_bool() {
        return serde_json::Value::Bool(truth);
    }
    match scalar.as_number().filter(|number| number.to_string() == scalar.text) {
        Some(number) => serde_json::Value::Number(number),
        None => serde_json::Value::String(scalar.text.clone()),
    }
}

fn write(node: &Node, depth: usize, out: &mut String) {
    match &node.value {
        Value::Scalar(scalar) => out.push_str(&scalar_to_json(scalar).to_string()),
        Value::List(items) if items.is_empty() => out.push_str("[]"),
        Value::Map(entries) if entries.is_empty() => out.push_str("{}"),
        Value::List(items) => {
            out.push('[');
            for (at, item) in items.iter().enumerate() {
                out.push_str(if at == 0 { "\n" } else { ",\n" });
                indent(depth + 1, out);
                write(item, depth + 1, out);
            }
            out.push('\n');
            indent(depth, out);
            out.push(']');
        }
        Value::Map(entries) => {
            out.push('{');
            for (at, (name, value)) in entries.iter().enumerate() {
                out.push_str(if at == 0 { "\n" } else { ",\n" });
                indent(depth + 1, out);
                out.push_str(&serde_json::Value::from(name.as_str()).to_string());
                out.push_str(": ");
                write(value, depth + 1, out);
            }
            out.push('\n');
            indent(depth, out);
            out.push('}');
        }
    }
}

pub(super) fn indent(depth: usize, out: &mut String) {
    for _ in 0..depth {
        out.push_str("  ");
    }
}
