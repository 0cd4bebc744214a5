use super::Model;
use crate::import_export::tree::{Finding, Node, Problem, Value};
use std::collections::HashSet;

/// Identifiers of controls that stand twice in a catalog, and UUIDs that stand for two things in a document.
pub(super) fn repeated(root: &Node, model: Model) -> Vec<Finding> {
    let mut found = Vec::new();
    let mut seen = HashSet::new();
    walk(root, model.name(), "", &mut seen, &mut found);
    found
}

fn walk<'a>(
    node: &'a Node,
    path: &str,
    list: &str,
    seen: &mut HashSet<(&'static str, &'a str)>,
    found: &mut Vec<Finding>,
) {
    match &node.value {
        Value::Scalar(_) => {}
        Value::List(items) => {
            for (at, item) in items.iter().enumerate() {
                walk(item, &format!("{path}/{at}"), list, seen, found);
            }
        }
        Value::Map(entries) => {
            let name = |name: &str, what: &'static str| Some((what, node.get(name)?.as_text()?));
            let control = if list == "controls" { name("id", "control") } else { None };
            for (what, id) in [control, name("uuid", "UUID")].into_iter().flatten() {
                if !seen.insert((what, id)) {
                    let problem = Problem::Repeated { what: what.to_owned() };
                    found.push(Finding::new(problem).at_line(node.line).at(path).found(id));
                }
            }
            for (name, value) in entries {
                walk(value, &format!("{path}/{name}"), name, seen, found);
            }
        }
    }
}
