use super::{NAMESPACE, URN};
use crate::import_export::{
    library::{LibraryFramework, RequirementNode, Translations},
    oscal::{Catalog, Control, Group, Parameter, Part, Property},
};
use std::collections::{BTreeSet, HashMap};

/// A catalog as a framework: groups are chapters, controls are requirements that can be answered unless they are withdrawn.
///
/// Parameters stand in the texts by their labels, in square brackets.
#[must_use]
pub fn framework_of_catalog(catalog: &Catalog) -> LibraryFramework {
    let metadata_urn = catalog.metadata.extra.get("props").and_then(|props| {
        let own = props.as_array()?.iter().find(|prop| prop["name"] == URN && prop["ns"] == NAMESPACE)?;
        own["value"].as_str()
    });
    let urn = metadata_urn.map_or_else(|| format!("urn:oscal:catalog:{}", catalog.uuid), str::to_owned);
    let mut maker = Maker { urn: urn.clone(), params: HashMap::new(), nodes: Vec::new(), groups: BTreeSet::new() };
    maker.params_of(&catalog.params, &catalog.groups, &catalog.controls);
    for group in &catalog.groups {
        maker.group(group, None, 1);
    }
    for control in &catalog.controls {
        maker.control(control, None, 1);
    }
    LibraryFramework {
        urn,
        ref_id: None,
        name: catalog.metadata.title.clone(),
        description: catalog.metadata.extra.get("remarks").and_then(|text| text.as_str()).map(str::to_owned),
        translations: Translations::new(),
        min_score: None,
        max_score: None,
        scores_definition: Vec::new(),
        implementation_groups_definition: maker
            .groups
            .iter()
            .map(|group| crate::import_export::library::ImplementationGroup {
                ref_id: group.clone(),
                name: Some(group.clone()),
                description: None,
                default_selected: None,
                translations: Translations::new(),
                extra: serde_json::Map::new(),
            })
            .collect(),
        extra: serde_json::Map::new(),
        requirement_nodes: maker.nodes,
    }
}

struct Maker<'a> {
    urn: String,
    params: HashMap<&'a str, &'a Parameter>,
    nodes: Vec<RequirementNode>,
    groups: BTreeSet<String>,
}

impl<'a> Maker<'a> {
    fn params_of(&mut self, params: &'a [Parameter], groups: &'a [Group], controls: &'a [Control]) {
        self.params.extend(params.iter().map(|param| (param.id.as_str(), param)));
        for group in groups {
            self.params_of(&group.params, &group.groups, &group.controls);
        }
        for control in controls {
            self.params_of(&control.params, &[], &control.controls);
        }
    }

    fn group(&mut self, group: &Group, parent: Option<&str>, depth: i64) {
        // The group that stands between when a chapter has both.
        if group.class.as_deref() == Some("own-requirements") && parent.is_some() {
            group.controls.iter().for_each(|control| self.control(control, parent, depth));
            return;
        }
        let id = group.id.clone().unwrap_or_else(|| format!("group-{}", self.nodes.len() + 1));
        let urn = own(&group.props, URN).map_or_else(|| format!("{}:{id}", self.urn), str::to_owned);
        let mut node = self.node(urn.clone(), parent, depth);
        node.ref_id = label(&group.props).or_else(|| group.id.clone());
        node.name = Some(group.title.clone());
        self.texts(&group.parts, &mut node);
        self.nodes.push(node);
        self.parts(&group.parts, &urn, depth + 1);
        group.groups.iter().for_each(|inner| self.group(inner, Some(&urn), depth + 1));
        group.controls.iter().for_each(|control| self.control(control, Some(&urn), depth + 1));
    }

    fn control(&mut self, control: &Control, parent: Option<&str>, depth: i64) {
        let urn = own(&control.props, URN).map_or_else(|| format!("{}:{}", self.urn, control.id), str::to_owned);
        let mut node = self.node(urn.clone(), parent, depth);
        node.assessable = !control.is_withdrawn();
        node.ref_id = label(&control.props).or_else(|| Some(control.id.clone()));
        node.name = Some(control.title.clone());
        let groups = control.props.iter().filter(|prop| is_own(prop) && prop.name == "implementation-group");
        node.implementation_groups = groups.map(|prop| prop.value.clone()).collect();
        self.groups.extend(node.implementation_groups.iter().cloned());
        self.texts(&control.parts, &mut node);
        self.nodes.push(node);
        self.parts(&control.parts, &urn, depth + 1);
        control.controls.iter().for_each(|inner| self.control(inner, Some(&urn), depth + 1));
    }

    /// Parts that were requirements of their own before.
    fn parts(&mut self, parts: &[Part], parent: &str, depth: i64) {
        for part in parts {
            if let Some(urn) = own(&part.props, URN) {
                let mut node = self.node(urn.to_owned(), Some(parent), depth);
                node.ref_id = label(&part.props);
                node.name.clone_from(&part.title);
                node.description = part.prose.as_deref().map(|prose| self.filled(prose));
                self.texts(&part.parts, &mut node);
                self.nodes.push(node);
            }
        }
    }

    fn node(&self, urn: String, parent: Option<&str>, depth: i64) -> RequirementNode {
        RequirementNode {
            urn,
            assessable: false,
            depth: Some(depth),
            parent_urn: parent.map(str::to_owned),
            ref_id: None,
            name: None,
            description: None,
            annotation: None,
            typical_evidence: None,
            implementation_groups: Vec::new(),
            reference_controls: Vec::new(),
            threats: Vec::new(),
            weight: None,
            display_mode: None,
            translations: Translations::new(),
            questions: Vec::new(),
            extra: serde_json::Map::new(),
        }
    }

    /// Statements and overviews are the text, evidence is evidence, the rest is guidance.
    fn texts(&self, parts: &[Part], node: &mut RequirementNode) {
        for part in parts.iter().filter(|part| own(&part.props, URN).is_none()) {
            let field = match part.name.as_str() {
                "statement" | "overview" | "item" => &mut node.description,
                "typical-evidence" if part.ns.as_deref() == Some(NAMESPACE) => &mut node.typical_evidence,
                _ => &mut node.annotation,
            };
            let mut text = String::new();
            self.prose(part, 0, &mut text);
            let text = text.trim();
            if text.is_empty() {
                continue;
            }
            match field {
                Some(known) => {
                    known.push_str("\n\n");
                    known.push_str(text);
                }
                None => *field = Some(text.to_owned()),
            }
        }
    }

    fn prose(&self, part: &Part, depth: usize, out: &mut String) {
        let label = label(&part.props).map(|label| format!("{label} ")).unwrap_or_default();
        let words = [part.title.as_deref(), part.prose.as_deref()].into_iter().flatten();
        for (at, words) in words.enumerate() {
            out.push_str(&"   ".repeat(depth));
            if at == 0 {
                out.push_str(&label);
            }
            out.push_str(&self.filled(words));
            out.push('\n');
        }
        part.parts.iter().for_each(|inner| self.prose(inner, depth + 1, out));
    }

    /// The text with what stands for its parameters.
    fn filled(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(start) = rest.find("{{") {
            let Some(end) = rest[start..].find("}}").map(|end| start + end) else { break };
            out.push_str(&rest[..start]);
            let inner = rest[start + 2..end].trim();
            match inner.strip_prefix("insert:").and_then(|insert| insert.split_once(',')) {
                Some((kind, id)) if kind.trim() == "param" => out.push_str(&self.param(id.trim(), 0)),
                _ => out.push_str(&rest[start..end + 2]),
            }
            rest = &rest[end + 2..];
        }
        out.push_str(rest);
        out
    }

    fn param(&self, id: &str, depth: usize) -> String {
        let Some(param) = self.params.get(id) else { return format!("[{id}]") };
        if !param.values.is_empty() {
            return param.values.join(", ");
        }
        if let Some(label) = &param.label {
            return format!("[{label}]");
        }
        let choices = param.extra.get("select").and_then(|select| select["choice"].as_array());
        match choices {
            Some(choices) if depth < 3 => {
                let choices: Vec<String> = choices
                    .iter()
                    .filter_map(|choice| choice.as_str())
                    .map(|choice| self.choice(choice, depth + 1))
                    .collect();
                format!("[{}]", choices.join("; "))
            }
            _ => format!("[{id}]"),
        }
    }

    /// A choice can name parameters in its turn.
    fn choice(&self, text: &str, depth: usize) -> String {
        let Some((before, after)) = text.split_once("{{") else { return text.to_owned() };
        let Some((inner, after)) = after.split_once("}}") else { return text.to_owned() };
        let id = inner.rsplit(',').next().unwrap_or_default().trim();
        format!("{before}{}{}", self.param(id, depth), self.choice(after, depth))
    }
}

fn is_own(prop: &Property) -> bool {
    prop.ns.as_deref() == Some(NAMESPACE)
}

fn own<'a>(props: &'a [Property], name: &str) -> Option<&'a str> {
    props.iter().find(|prop| is_own(prop) && prop.name == name).map(|prop| prop.value.as_str())
}

/// The label without a name of its own; a label for display is not one for machines.
fn label(props: &[Property]) -> Option<String> {
    let labels = || props.iter().filter(|prop| prop.name == "label" && prop.ns.is_none());
    let plain = labels().find(|prop| prop.class.is_none());
    plain.or_else(|| labels().next()).map(|prop| prop.value.clone())
}
