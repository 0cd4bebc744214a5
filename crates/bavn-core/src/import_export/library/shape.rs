//! Brings the forms that the format allows to one: every kind of object a list, under the plural of its name.

use crate::import_export::tree::{Node, Value};

/// The names under which each kind may stand.
const KINDS: [(&str, &str); 8] = [
    ("framework", "frameworks"),
    ("requirement_mapping_set", "requirement_mapping_sets"),
    ("risk_matrix", "risk_matrices"),
    ("reference_control", "reference_controls"),
    ("function", "reference_controls"),
    ("threat", "threats"),
    ("metric_definition", "metric_definitions"),
    ("preset", "presets"),
];

/// Fields that are lists of objects.
const LISTS: [&str; 9] = [
    "requirement_nodes",
    "scores_definition",
    "implementation_groups_definition",
    "requirement_mappings",
    "questions",
    "choices",
    "probability",
    "impact",
    "risk",
];

/// Fields that are lists of names; one name may stand alone.
const NAMES: [&str; 5] =
    ["implementation_groups", "reference_controls", "threats", "select_implementation_groups", "dependencies"];

/// Brings a library into the one form.
pub(super) fn normalise(root: &mut Node) {
    if let Some(names) = root.get_mut("dependencies") {
        names_to_list(names);
    }
    let Some(objects) = root.get_mut("objects") else { return };
    let Value::Map(entries) = &mut objects.value else { return };
    let mut shaped: Vec<(String, Node)> = Vec::with_capacity(entries.len());
    for (name, mut node) in std::mem::take(entries) {
        let plural = KINDS.iter().find(|(one, many)| *one == name || *many == name).map(|(_, many)| *many);
        let Some(plural) = plural else {
            shaped.push((name, node));
            continue;
        };
        to_list(&mut node);
        for item in list_mut(&mut node) {
            if plural != "presets" {
                object(item);
            }
        }
        match shaped.iter_mut().find(|(known, _)| known == plural) {
            Some((_, known)) => {
                if let (Value::List(known), Value::List(more)) = (&mut known.value, node.value) {
                    known.extend(more);
                }
            }
            None => shaped.push((plural.to_owned(), node)),
        }
    }
    *entries = shaped;
}

fn object(node: &mut Node) {
    let Value::Map(entries) = &mut node.value else { return };
    for (name, value) in entries {
        if LISTS.contains(&name.as_str()) {
            to_list(value);
            for item in list_mut(value) {
                object(item);
            }
        } else if NAMES.contains(&name.as_str()) {
            names_to_list(value);
        }
    }
}

/// A mapping becomes a list: of its values, each with its key as `urn`, when it holds mappings only; of itself otherwise.
fn to_list(node: &mut Node) {
    let Value::Map(entries) = &mut node.value else { return };
    let is_keyed = !entries.is_empty()
        && !entries.iter().any(|(name, _)| name == "urn" || name == "ref_id" || name == "name")
        && entries.iter().all(|(_, value)| matches!(value.value, Value::Map(_)))
        && entries.iter().any(|(name, _)| name.contains(':'));
    let entries = std::mem::take(entries);
    let line = node.line;
    node.value = if is_keyed {
        Value::List(entries.into_iter().map(|(urn, value)| keyed(urn, value)).collect())
    } else if entries.is_empty() {
        Value::List(Vec::new())
    } else {
        Value::List(vec![Node { line, value: Value::Map(entries) }])
    };
}

fn keyed(urn: String, mut node: Node) -> Node {
    if let Value::Map(entries) = &mut node.value
        && !entries.iter().any(|(name, _)| name == "urn")
    {
        entries.insert(0, (String::from("urn"), Node::text(node.line, urn)));
    }
    node
}

fn names_to_list(node: &mut Node) {
    if let Some(text) = node.as_text() {
        let name = Node::text(node.line, text);
        node.value = Value::List(vec![name]);
    }
}

fn list_mut(node: &mut Node) -> &mut [Node] {
    match &mut node.value {
        Value::List(items) => items,
        Value::Map(_) | Value::Scalar(_) => &mut [],
    }
}
