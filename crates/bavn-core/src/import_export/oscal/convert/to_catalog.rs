use super::{NAMESPACE, URN, token::Tokens};
use crate::import_export::{
    library::{LibraryFramework, Placed, RequirementNode, placed},
    oscal::{Catalog, Control, Group, Metadata, Part, Property},
};
use sha2::{Digest as _, Sha256};

/// A framework as a catalog: each requirement that can be answered is a control, chapters are groups, and what stands without
/// either is a part of what it stands in. Nothing is lost; every one carries its URN as a property.
///
/// `last_modified` is an instant with a time zone, as RFC 3339 writes it. The identifier of the catalog follows from the URN and the
/// version, so that the same framework always gives the same catalog.
#[must_use]
pub fn catalog_of_framework(framework: &LibraryFramework, version: &str, last_modified: &str) -> Catalog {
    let places = placed(&framework.requirement_nodes);
    let mut maker = Maker::new(framework, &places);
    let roots: Vec<usize> = (0..places.len()).filter(|&at| maker.parent(at).is_none()).collect();
    let mut catalog = Catalog {
        uuid: stable_uuid(&format!("{} {version}", framework.urn)),
        metadata: Metadata {
            title: framework.name.clone(),
            last_modified: last_modified.to_owned(),
            version: version.to_owned(),
            oscal_version: String::from("1.1.3"),
            extra: maker.metadata(),
        },
        params: Vec::new(),
        controls: Vec::new(),
        groups: Vec::new(),
        back_matter: None,
    };
    for at in roots {
        if maker.nodes[at].assessable {
            let control = maker.control(at);
            catalog.controls.push(control);
        } else {
            let group = maker.group(at);
            catalog.groups.push(group);
        }
    }
    catalog
}

/// A name-based UUID (version 5 in form) of a text.
fn stable_uuid(name: &str) -> String {
    let digest = Sha256::digest(name.as_bytes());
    let mut bytes = [0; 16];
    bytes.iter_mut().zip(digest.iter()).for_each(|(to, from)| *to = *from);
    uuid::Builder::from_sha1_bytes(bytes).into_uuid().to_string()
}

struct Maker<'a> {
    framework: &'a LibraryFramework,
    nodes: &'a [RequirementNode],
    places: &'a [Placed],
    children: Vec<Vec<usize>>,
    tokens: Tokens,
}

impl<'a> Maker<'a> {
    fn new(framework: &'a LibraryFramework, places: &'a [Placed]) -> Self {
        let nodes = &framework.requirement_nodes;
        let mut maker =
            Self { framework, nodes, places, children: vec![Vec::new(); nodes.len()], tokens: Tokens::default() };
        for at in 0..nodes.len() {
            if let Some(parent) = maker.parent(at) {
                maker.children[parent].push(at);
            }
        }
        maker
    }

    /// Its parent; none for whatever goes round in a circle, which is then a root.
    fn parent(&self, at: usize) -> Option<usize> {
        self.places[at].parent.filter(|_| self.places[at].depth > 0)
    }

    fn metadata(&self) -> serde_json::Map<String, serde_json::Value> {
        let mut extra = serde_json::Map::new();
        let urn = serde_json::json!({ "name": URN, "ns": NAMESPACE, "value": self.framework.urn });
        extra.insert(String::from("props"), serde_json::Value::Array(vec![urn]));
        if let Some(text) = self.framework.description.as_deref().filter(|text| !text.trim().is_empty()) {
            extra.insert(String::from("remarks"), text.into());
        }
        extra
    }

    fn group(&mut self, at: usize) -> Group {
        let node = &self.nodes[at];
        let mut group = Group {
            id: Some(self.id(node)),
            class: Some(String::from("chapter")),
            title: title(node),
            props: props(node),
            parts: self.texts(node),
            ..Group::default()
        };
        for child in self.children[at].clone() {
            if self.nodes[child].assessable {
                let control = self.control(child);
                group.controls.push(control);
            } else if self.children[child].is_empty() {
                let part = self.part(child);
                group.parts.push(part);
            } else {
                let inner = self.group(child);
                group.groups.push(inner);
            }
        }
        // From 1.2 on a group holds groups or controls, not both.
        if !group.groups.is_empty() && !group.controls.is_empty() {
            let inner = Group {
                id: group.id.as_ref().map(|id| self.tokens.make(&format!("{id}_controls"))),
                class: Some(String::from("own-requirements")),
                title: group.title.clone(),
                controls: std::mem::take(&mut group.controls),
                ..Group::default()
            };
            group.groups.insert(0, inner);
        }
        group
    }

    fn control(&mut self, at: usize) -> Control {
        let node = &self.nodes[at];
        let mut control = Control {
            id: self.id(node),
            title: title(node),
            props: props(node),
            parts: self.texts(node),
            ..Control::default()
        };
        self.below(at, &mut control);
        control
    }

    /// What lies below a control: controls, and parts for what cannot be answered; the controls below such a part are the control's.
    fn below(&mut self, at: usize, control: &mut Control) {
        for child in self.children[at].clone() {
            if self.nodes[child].assessable {
                let inner = self.control(child);
                control.controls.push(inner);
            } else {
                let part = self.part(child);
                control.parts.push(part);
                self.below(child, control);
            }
        }
    }

    fn part(&mut self, at: usize) -> Part {
        let node = &self.nodes[at];
        Part {
            id: Some(self.id(node)),
            name: String::from("overview"),
            title: Some(title(node)),
            props: props(node),
            prose: text(node.description.as_deref()),
            parts: self.notes(node),
            ..Part::default()
        }
    }

    fn texts(&mut self, node: &RequirementNode) -> Vec<Part> {
        let name = if node.assessable { "statement" } else { "overview" };
        let statement = text(node.description.as_deref()).map(|prose| Part {
            name: name.to_owned(),
            prose: Some(prose),
            ..Part::default()
        });
        statement.into_iter().chain(self.notes(node)).collect()
    }

    #[allow(clippy::unused_self, reason = "stands beside texts")]
    fn notes(&self, node: &RequirementNode) -> Vec<Part> {
        let note = |name: &str, ns: Option<&str>, prose: &Option<String>| {
            text(prose.as_deref()).map(|prose| Part {
                name: name.to_owned(),
                ns: ns.map(str::to_owned),
                prose: Some(prose),
                ..Part::default()
            })
        };
        let guidance = note("guidance", None, &node.annotation);
        let evidence = note("typical-evidence", Some(NAMESPACE), &node.typical_evidence);
        guidance.into_iter().chain(evidence).collect()
    }

    fn id(&mut self, node: &RequirementNode) -> String {
        let last = node.urn.rsplit(':').next().unwrap_or_default();
        self.tokens.make(node.ref_id.as_deref().unwrap_or(last))
    }
}

fn text(text: Option<&str>) -> Option<String> {
    text.map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
}

/// Its name, its short name, or the first words of its text.
fn title(node: &RequirementNode) -> String {
    let first = node.description.as_deref().and_then(|text| text.trim().lines().next());
    let title = [node.name.as_deref(), node.ref_id.as_deref(), first, Some(&node.urn)];
    let title = title.into_iter().flatten().map(str::trim).find(|text| !text.is_empty()).unwrap_or_default();
    let one_line: String = title.chars().map(|found| if found.is_control() { ' ' } else { found }).take(200).collect();
    one_line.trim().to_owned()
}

fn props(node: &RequirementNode) -> Vec<Property> {
    let label = node.ref_id.as_deref().map(str::trim).filter(|label| !label.is_empty()).map(|label| Property {
        name: String::from("label"),
        value: label.to_owned(),
        ..Property::default()
    });
    let own = |name: &str, value: &str| Property {
        name: name.to_owned(),
        ns: Some(NAMESPACE.to_owned()),
        value: value.to_owned(),
        ..Property::default()
    };
    let groups = node.implementation_groups.iter().map(|group| own("implementation-group", group.trim()));
    let groups = groups.filter(|group| !group.value.is_empty());
    label.into_iter().chain([own(URN, node.urn.trim())]).chain(groups).collect()
}
