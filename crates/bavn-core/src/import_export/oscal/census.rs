use super::Model;
use crate::import_export::tree::{Node, Value};
use std::collections::HashMap;

/// What a document holds, in figures: name of the figure and its value, in the order of the interop fixtures.
pub type OscalCensus = Vec<(&'static str, String)>;

/// Counts a document, valid or not.
#[must_use]
pub fn oscal_census(model: Model, root: &Node) -> OscalCensus {
    let mut seen = Seen::default();
    seen.walk(root, "", false);
    let lists = |name: &str| seen.lists.get(name).copied().unwrap_or(0).to_string();
    let text = |name: &str| root.get(name).and_then(Node::as_text).unwrap_or_default().to_owned();
    let header = |name: &str| {
        root.get("metadata").and_then(|node| node.get(name)).and_then(Node::as_text).unwrap_or_default().to_owned()
    };
    let of_metadata = |name: &str| {
        root.get("metadata").and_then(|node| node.get(name)).map_or(0, |node| node.items().len()).to_string()
    };
    let modify = |name: &str| {
        root.get("modify").and_then(|node| node.get(name)).map_or(0, |node| node.items().len()).to_string()
    };
    let resources = root.get("back-matter").and_then(|node| node.get("resources")).map_or(0, |node| node.items().len());
    let is = |wanted: Model, figure: String| if model == wanted { figure } else { String::from("0") };
    vec![
        ("model", model.name().to_owned()),
        ("uuid", text("uuid")),
        ("title", header("title")),
        ("oscal_version", header("oscal-version")),
        ("groups", is(Model::Catalog, lists("groups"))),
        ("controls", is(Model::Catalog, seen.controls.to_string())),
        ("top_level_controls", is(Model::Catalog, (seen.controls - seen.nested).to_string())),
        ("withdrawn_controls", is(Model::Catalog, seen.withdrawn.to_string())),
        ("enhancements", is(Model::Catalog, seen.nested.to_string())),
        ("params", is(Model::Catalog, lists("params"))),
        ("parts", is(Model::Catalog, lists("parts"))),
        ("duplicate_control_ids", is(Model::Catalog, seen.repeated.to_string())),
        ("back_matter_resources", resources.to_string()),
        ("roles", of_metadata("roles")),
        ("parties", of_metadata("parties")),
        ("imports", is(Model::Profile, root.get("imports").map_or(0, |node| node.items().len()).to_string())),
        ("with_ids", is(Model::Profile, lists("with-ids"))),
        ("set_parameters", is(Model::Profile, modify("set-parameters"))),
        ("alters", is(Model::Profile, modify("alters"))),
        ("components", components(model, root, "components")),
        ("control_implementations", is(Model::ComponentDefinition, lists("control-implementations"))),
        ("implemented_requirements", lists("implemented-requirements")),
        ("inventory_items", components(model, root, "inventory-items")),
        ("results", is(Model::AssessmentResults, lists("results"))),
        ("observations", lists("observations")),
        ("risks", lists("risks")),
        ("findings", lists("findings")),
        ("poam_items", lists("poam-items")),
        ("mapping_entries", is(Model::MappingCollection, lists("maps"))),
    ]
}

/// Components and inventory stand at the top of a component definition and in the system implementation of a plan.
fn components(model: Model, root: &Node, name: &str) -> String {
    let place = match model {
        Model::ComponentDefinition => Some(root),
        Model::SystemSecurityPlan => root.get("system-implementation"),
        _ => None,
    };
    place.and_then(|node| node.get(name)).map_or(0, |node| node.items().len()).to_string()
}

#[derive(Default)]
struct Seen<'a> {
    lists: HashMap<&'a str, usize>,
    ids: HashMap<&'a str, usize>,
    controls: usize,
    nested: usize,
    withdrawn: usize,
    repeated: usize,
}

impl<'a> Seen<'a> {
    fn walk(&mut self, node: &'a Node, list: &str, is_in_control: bool) {
        let is_control = list == "controls" && matches!(node.value, Value::Map(_));
        if is_control {
            self.control(node, is_in_control);
        }
        match &node.value {
            Value::Scalar(_) => {}
            Value::List(items) => items.iter().for_each(|item| self.walk(item, list, is_in_control)),
            Value::Map(entries) => {
                for (name, value) in entries {
                    *self.lists.entry(name).or_default() += value.items().len();
                    self.walk(value, name, is_in_control || is_control);
                }
            }
        }
    }

    fn control(&mut self, node: &'a Node, is_nested: bool) {
        self.controls += 1;
        self.nested += usize::from(is_nested);
        let props = node.get("props").map_or(&[][..], Node::items);
        let says = |prop: &Node, name: &str, wanted: &str| {
            prop.get(name).and_then(Node::as_text).is_some_and(|text| text.eq_ignore_ascii_case(wanted))
        };
        let is_withdrawn = props.iter().any(|prop| says(prop, "name", "status") && says(prop, "value", "withdrawn"));
        self.withdrawn += usize::from(is_withdrawn);
        if let Some(id) = node.get("id").and_then(Node::as_text) {
            let count = self.ids.entry(id).or_default();
            *count += 1;
            self.repeated += usize::from(*count > 1);
        }
    }
}
