//! What all documents have: metadata and back matter.

use super::{
    Header, OscalTexts, SetFramework,
    ids::{Ids, file_uri, uri},
    json::{Object, prop},
    markup::folded,
};
use serde_json::{Value, json};
use time::{Date, OffsetDateTime, format_description::well_known::Rfc3339};

/// The role of the municipality in its documents.
pub(super) const CREATOR: &str = "creator";
/// The role of who answers for a measure.
pub(super) const OWNER: &str = "owner";

/// A moment as OSCAL writes it, in UTC.
pub(super) fn moment(at: OffsetDateTime) -> String {
    at.to_offset(time::UtcOffset::UTC).format(&Rfc3339).unwrap_or_default()
}

/// The beginning of a day, in UTC.
pub(super) fn day(date: Date) -> String {
    moment(date.midnight().assume_utc())
}

/// A document under way.
pub(super) struct Document<'a> {
    pub(super) header: &'a Header,
    pub(super) texts: &'a OscalTexts,
    pub(super) ids: Ids,
    pub(super) resources: Vec<Value>,
    people: Vec<Value>,
}

impl<'a> Document<'a> {
    pub(super) fn new(header: &'a Header, texts: &'a OscalTexts) -> Self {
        Self { header, texts, ids: Ids(header.municipality), resources: Vec::new(), people: Vec::new() }
    }

    /// The municipality as a party.
    pub(super) fn municipality(&self) -> String {
        self.ids.of("party", self.header.municipality)
    }

    /// Another party, `organization` or `person`; known by its identifier from now on.
    pub(super) fn party(&mut self, id: uuid::Uuid, kind: &str, name: &str) -> String {
        let id = self.ids.of("party", id);
        if !self.people.iter().any(|party| party["uuid"] == id.as_str()) {
            let name = folded(name);
            let party = Object::new().set("uuid", id.as_str()).set("type", kind);
            let party = if name.is_empty() { party } else { party.set("name", name) };
            self.people.push(party.set("member-of-organizations", vec![self.municipality()]).done());
        }
        id
    }

    /// A resource of the back matter; gives the link to it.
    pub(super) fn resource(&mut self, id: String, resource: Object) -> String {
        let link = format!("#{id}");
        self.resources.push(resource.set("uuid", id).done());
        link
    }

    /// The control set's catalogue as a resource.
    pub(super) fn control_set(&mut self) -> String {
        let resource = Object::new()
            .line("title", &format!("{}: {}", self.header.name, self.texts.control_set))
            .list("document-ids", [json!({ "identifier": self.ids.of("catalog", "control-set") })])
            .list("rlinks", [rlink("bavn-catalog.json")]);
        self.resource(self.ids.of("resource", "control-set"), resource)
    }

    /// A framework as a resource, with the terms of its text.
    pub(super) fn framework(&mut self, framework: &SetFramework) -> String {
        let file = format!("bavn-catalog-{}.json", framework.key);
        let official = (!framework.url.is_empty()).then(|| json!({ "href": uri(&framework.url) }));
        let resource = Object::new()
            .line("title", &framework.title)
            .prose("description", &framework.description)
            .list("props", prop("version", &framework.version))
            .list("document-ids", [json!({ "identifier": self.ids.of("catalog", &framework.key) })])
            .list("rlinks", std::iter::once(rlink(&file)).chain(official))
            .prose("remarks", &terms(framework, self.texts));
        self.resource(self.ids.of("resource", format!("framework:{}", framework.key)), resource)
    }

    /// The metadata: `with_owner` says whether the role of owners is used.
    pub(super) fn metadata(&self, title: &str, version: &str, oscal: &str, with_owner: bool, remarks: &str) -> Value {
        let municipality = Object::new()
            .set("uuid", self.municipality())
            .set("type", "organization")
            .set("name", folded(&self.header.name))
            .list("props", self.header.cvr.as_deref().and_then(|cvr| prop("cvr", cvr)))
            .done();
        let creator = Object::new().set("id", CREATOR).line("title", &self.texts.creator).done();
        let owner = with_owner.then(|| Object::new().set("id", OWNER).line("title", &self.texts.owner).done());
        Object::new()
            .line("title", title)
            .set("last-modified", moment(self.header.at))
            .set("version", folded(version))
            .set("oscal-version", oscal)
            .list("props", prop("language", self.texts.lang.tag()))
            .list("roles", std::iter::once(creator).chain(owner))
            .list("parties", std::iter::once(municipality).chain(self.people.iter().cloned()))
            .list("responsible-parties", [json!({ "role-id": CREATOR, "party-uuids": [self.municipality()] })])
            .prose("remarks", remarks)
            .done()
    }

    /// The document, with the resources that it gathered.
    pub(super) fn finish(self, kind: &str, body: Object) -> Value {
        let body = match self.resources.is_empty() {
            true => body,
            false => body.set("back-matter", json!({ "resources": self.resources })),
        };
        Object::new().set(kind, body.done()).done()
    }
}

fn rlink(file: &str) -> Value {
    json!({ "href": file_uri(file), "media-type": "application/json" })
}

/// Source, terms and credit of a framework.
pub(super) fn terms(framework: &SetFramework, texts: &OscalTexts) -> String {
    let mut lines = Vec::new();
    for (word, text) in [(&texts.source, &framework.source), (&texts.licence, &framework.licence)] {
        if !text.trim().is_empty() {
            lines.push(format!("{word}: {text}"));
        }
    }
    lines.extend(Some(framework.credit.clone()).filter(|credit| !credit.trim().is_empty()));
    lines.join("\n\n")
}
