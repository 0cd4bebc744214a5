//! A framework as a catalog: headings are groups, demands are controls.

use super::{
    Header, NAMESPACE, OscalTexts, SetFramework, SetRequirement, VERSION,
    document::{Document, terms},
    ids::{tokens, uri},
    json::{Object, core_prop, prop},
};
use serde_json::{Value, json};

/// The identifiers of a framework's requirements in documents, at their places.
pub(super) fn requirement_ids(framework: &SetFramework) -> Vec<String> {
    tokens(&framework.key, framework.requirements.iter().map(|requirement| requirement.reference.as_str()))
}

/// A framework as an OSCAL catalog. Every demand is a control; a heading is a group where it stands over demands, and a part of what it
/// stands under otherwise; demands beside such groups get a group of class `demands`. A heading inside a demand is a part of it, and the demands below become controls inside the same.
#[must_use]
pub fn framework_catalog(header: &Header, texts: &OscalTexts, framework: &SetFramework) -> Value {
    let document = Document::new(header, texts);
    let tree = Tree::new(framework, texts);
    let roots: Vec<usize> = (0..framework.requirements.len()).filter(|at| tree.parent(*at).is_none()).collect();
    let (mut groups, mut controls) = (Vec::new(), Vec::new());
    for at in roots {
        match framework.requirements[at].is_assessable {
            true => controls.push(tree.control(at)),
            false => groups.push(tree.group(at)),
        }
    }
    let remarks = [framework.description.as_str(), &terms(framework, texts)].join("\n\n");
    let metadata = document.metadata(&framework.title, &framework.version, VERSION, false, remarks.trim());
    let link = (!framework.url.is_empty()).then(|| json!({ "href": uri(&framework.url), "rel": "reference" }));
    let Value::Object(mut metadata) = metadata else { return Value::Null };
    if let Some(link) = link {
        metadata.insert("links".to_owned(), vec![link].into());
    }
    let body = Object::new()
        .set("uuid", document.ids.of("catalog", &framework.key))
        .set("metadata", metadata)
        .list("groups", groups)
        .list("controls", controls);
    document.finish("catalog", body)
}

struct Tree<'a> {
    requirements: &'a [SetRequirement],
    texts: &'a OscalTexts,
    ids: Vec<String>,
    children: Vec<Vec<usize>>,
}

impl<'a> Tree<'a> {
    fn new(framework: &'a SetFramework, texts: &'a OscalTexts) -> Self {
        let requirements = framework.requirements.as_slice();
        let mut children = vec![Vec::new(); requirements.len()];
        for (at, requirement) in requirements.iter().enumerate() {
            // A parent that comes later would make a circle possible; such a node stands at the root.
            if let Some(parent) = requirement.parent.filter(|parent| *parent < at) {
                children[parent].push(at);
            }
        }
        Self { requirements, texts, ids: requirement_ids(framework), children }
    }

    fn parent(&self, at: usize) -> Option<usize> {
        self.requirements[at].parent.filter(|parent| *parent < at)
    }

    fn group(&self, at: usize) -> Value {
        let (mut parts, mut groups, mut controls) = (self.texts_of(at, false), Vec::new(), Vec::new());
        for &child in &self.children[at] {
            match (self.requirements[child].is_assessable, self.children[child].is_empty()) {
                (true, _) => controls.push(self.control(child)),
                (false, true) => parts.push(self.part(child)),
                (false, false) => groups.push(self.group(child)),
            }
        }
        if !groups.is_empty() && !controls.is_empty() {
            // From version 1.2 a group has groups or controls, never both.
            let title = self.title(at);
            let own = Object::new().set("id", format!("{}_own", self.ids[at])).set("class", "demands");
            groups.insert(0, own.line("title", title).list("controls", std::mem::take(&mut controls)).done());
        }
        self.head(at).list("parts", parts).list("groups", groups).list("controls", controls).done()
    }

    fn title(&self, at: usize) -> &str {
        let requirement = &self.requirements[at];
        if requirement.title.trim().is_empty() { &requirement.reference } else { &requirement.title }
    }

    fn control(&self, at: usize) -> Value {
        let (mut parts, mut controls) = (self.texts_of(at, true), Vec::new());
        self.inside(at, &mut parts, &mut controls);
        self.head(at).set("class", "requirement").list("parts", parts).list("controls", controls).done()
    }

    fn inside(&self, at: usize, parts: &mut Vec<Value>, controls: &mut Vec<Value>) {
        for &child in &self.children[at] {
            if self.requirements[child].is_assessable {
                controls.push(self.control(child));
            } else {
                parts.push(self.part(child));
                self.inside(child, parts, controls);
            }
        }
    }

    fn head(&self, at: usize) -> Object {
        let requirement = &self.requirements[at];
        let groups = requirement.groups.iter().filter_map(|group| prop("implementation-group", group));
        Object::new()
            .set("id", self.ids[at].as_str())
            .line("title", self.title(at))
            .list("props", core_prop("label", &requirement.reference).into_iter().chain(groups))
    }

    /// A heading that cannot be a group.
    fn part(&self, at: usize) -> Value {
        let requirement = &self.requirements[at];
        Object::new()
            .set("id", self.ids[at].as_str())
            .set("name", "heading")
            .set("ns", NAMESPACE)
            .line("title", &requirement.title)
            .list("props", core_prop("label", &requirement.reference))
            .prose("prose", &requirement.text)
            .done()
    }

    fn texts_of(&self, at: usize, is_control: bool) -> Vec<Value> {
        let (id, requirement) = (&self.ids[at], &self.requirements[at]);
        let own = |suffix: &str, name: &str, title: &str, text: &str| {
            (!text.trim().is_empty()).then(|| {
                let part = Object::new().set("id", format!("{id}_{suffix}")).set("name", name);
                part.set("ns", NAMESPACE).line("title", title).prose("prose", text).done()
            })
        };
        let known = |suffix: &str, name: &str, text: &str| {
            (!text.trim().is_empty()).then(|| {
                Object::new().set("id", format!("{id}_{suffix}")).set("name", name).prose("prose", text).done()
            })
        };
        let statement = match (is_control, requirement.text.trim().is_empty()) {
            (true, true) => known("smt", "statement", &requirement.title),
            (true, false) => known("smt", "statement", &requirement.text),
            (false, _) => known("ovw", "overview", &requirement.text),
        };
        let parts = [
            statement,
            known("gdn", "guidance", &requirement.guidance),
            own("evd", "evidence", &self.texts.evidence, &requirement.evidence),
            own("law", "legal-reference", &self.texts.legal_ref, &requirement.legal_ref),
        ];
        parts.into_iter().flatten().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Header, OscalTexts, SetFramework, SetRequirement};
    use crate::lang::Lang;
    use serde_json::Value;
    use time::macros::datetime;

    pub(super) fn texts() -> OscalTexts {
        let word = || "ord".to_owned();
        OscalTexts {
            lang: Lang::Da,
            control_set: word(),
            scope: word(),
            results: word(),
            basis: word(),
            plan: word(),
            mappings: word(),
            mappings_what: word(),
            creator: word(),
            owner: word(),
            source: word(),
            licence: word(),
            legal_ref: word(),
            levels: word(),
            evidence: word(),
            method: word(),
            documentation: word(),
            implementation: word(),
            score: word(),
            target: word(),
            assessed: word(),
            started: word(),
            not_assessed: word(),
            not_relevant: word(),
            gap: word(),
            lifts: word(),
            lifts_none: word(),
            not_described: word(),
            planned: word(),
            finished_by: word(),
        }
    }

    fn requirement(reference: &str, parent: Option<usize>, is_assessable: bool) -> SetRequirement {
        SetRequirement {
            reference: reference.to_owned(),
            parent,
            is_assessable,
            title: format!("Krav {reference}"),
            text: String::new(),
            guidance: String::new(),
            evidence: String::new(),
            legal_ref: String::new(),
            groups: Vec::new(),
        }
    }

    fn count(value: &Value, key: &str) -> usize {
        match value {
            Value::Object(object) => object
                .iter()
                .map(|(name, inner)| {
                    let own = if name == key { inner.as_array().map_or(0, Vec::len) } else { 0 };
                    own + count(inner, key)
                })
                .sum(),
            Value::Array(list) => list.iter().map(|inner| count(inner, key)).sum(),
            _ => 0,
        }
    }

    /// Demands become controls wherever they stand, and no heading is lost.
    #[test]
    fn every_demand_is_a_control() {
        let requirements = vec![
            requirement("1", None, false),
            requirement("1.1", Some(0), true),
            requirement("1.2", Some(0), false), // a heading over demands, beside a demand
            requirement("1.2.1", Some(2), true),
            requirement("note", Some(2), false), // a heading over nothing
            requirement("a", Some(3), false),    // a heading inside a demand, over a demand
            requirement("a.1", Some(5), true),
            requirement("2", None, true),
            requirement("circle", Some(8), true),
        ];
        let framework = SetFramework {
            key: "x".to_owned(),
            title: "Ramme".to_owned(),
            version: "1".to_owned(),
            description: String::new(),
            source: "Kilde".to_owned(),
            licence: "Fri".to_owned(),
            credit: String::new(),
            url: String::new(),
            requirements,
        };
        let header = Header {
            municipality: uuid::Uuid::from_u128(1),
            name: "Ærø".to_owned(),
            cvr: None,
            at: datetime!(2026-11-02 08:00 UTC),
        };
        let document = super::framework_catalog(&header, &texts(), &framework);
        assert_eq!(count(&document, "controls"), 5);
        assert_eq!(count(&document, "groups"), 3, "two headings, and the demand beside one");
        let text = document.to_string();
        for id in ["x_1", "x_1.1", "x_1.2", "x_1.2.1", "note", "\"a\"", "a.1", "x_2", "circle"] {
            assert!(text.contains(id), "{id} is lost");
        }
        let group = &document["catalog"]["groups"][0];
        assert!(group["controls"].is_null() && group["groups"][0]["class"] == "demands");
    }
}
