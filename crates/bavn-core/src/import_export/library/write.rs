use super::Library;
use crate::import_export::tree::{Node, ReadError, Value, tree_of, write_yaml};

/// Writes a library as YAML that CISO Assistant loads, the same library always as the same bytes.
///
/// # Errors
/// The library cannot be written as JSON, on the way.
pub fn write_library(library: &Library) -> Result<String, ReadError> {
    let mut root = tree_of(library)?;
    if let Some(version) = root.get_mut("version") {
        plain_number(version);
    }
    if let Some(objects) = root.get_mut("objects") {
        // The loader wants a single framework and a single preset as a mapping.
        alone(objects, "frameworks", "framework");
        alone(objects, "presets", "preset");
        rename(objects, "risk_matrices", "risk_matrix");
        if let Some(framework) = objects.get_mut("framework") {
            questions(framework);
        }
        if let Some(Value::List(frameworks)) = objects.get_mut("frameworks").map(|node| &mut node.value) {
            frameworks.iter_mut().for_each(questions);
        }
    }
    Ok(write_yaml(&root))
}

fn plain_number(node: &mut Node) {
    if let Value::Scalar(scalar) = &mut node.value
        && scalar.text.parse::<i64>().is_ok_and(|number| number.to_string() == scalar.text)
    {
        scalar.is_plain = true;
    }
}

fn alone(objects: &mut Node, many: &str, one: &str) {
    let is_alone = matches!(objects.get(many).map(|node| &node.value), Some(Value::List(items)) if items.len() == 1);
    if !is_alone {
        return;
    }
    rename(objects, many, one);
    if let Some(node) = objects.get_mut(one)
        && let Value::List(items) = &mut node.value
        && let Some(item) = items.pop()
    {
        *node = item;
    }
}

fn rename(objects: &mut Node, from: &str, to: &str) {
    if let Value::Map(entries) = &mut objects.value {
        for (name, _) in entries.iter_mut().filter(|(name, _)| name == from) {
            to.clone_into(name);
        }
    }
}

/// Questions stand in a mapping, keyed by their URN.
fn questions(framework: &mut Node) {
    let Some(Value::List(nodes)) = framework.get_mut("requirement_nodes").map(|node| &mut node.value) else { return };
    for node in nodes {
        let Some(questions) = node.get_mut("questions") else { continue };
        let Value::List(items) = &mut questions.value else { continue };
        let keyed = std::mem::take(items).into_iter().map(|mut item| {
            let urn = item.get("urn").and_then(Node::as_text).unwrap_or_default().to_owned();
            if let Value::Map(entries) = &mut item.value {
                entries.retain(|(name, _)| name != "urn");
            }
            (urn, item)
        });
        questions.value = Value::Map(keyed.collect());
    }
}
