//! The mappings of controls to requirements as a mapping collection.

use super::{
    Header, MAPPING_VERSION, OscalTexts, SetFacts, SetFramework,
    catalog::control_id,
    document::{CREATOR, Document},
    framework::requirement_ids,
    json::{Object, prop},
};
use crate::catalogue::Relation;
use serde_json::{Value, json};

/// The mappings of the control set as an OSCAL mapping collection (1.2): one mapping for each framework, or for the one with the key.
/// Requirements that no control answers are listed as the gap of the target.
///
/// OSCAL wants a mapping with a pair; where there is none, the document is `None`.
#[must_use]
pub fn mapping_collection(
    header: &Header,
    texts: &OscalTexts,
    set: &SetFacts,
    framework: Option<&str>,
) -> Option<Value> {
    let mut document = Document::new(header, texts);
    let source = document.control_set();
    let mut mappings = Vec::new();
    for (at, one) in set.frameworks.iter().enumerate() {
        if framework.is_none_or(|key| key == one.key) {
            mappings.extend(mapping(&mut document, set, at, one, &source));
        }
    }
    if mappings.is_empty() {
        return None;
    }
    let provenance = Object::new()
        .set("method", "human")
        .set("matching-rationale", "functional")
        .set("status", "complete")
        .prose("mapping-description", &texts.mappings_what)
        .list("responsible-parties", [json!({ "role-id": CREATOR, "party-uuids": [document.municipality()] })])
        .done();
    let title = format!("{}: {}", header.name, texts.mappings);
    let metadata = document.metadata(&title, &set.revision.to_string(), MAPPING_VERSION, false, &texts.mappings_what);
    let body = Object::new()
        .set("uuid", document.ids.of("mapping-collection", framework.unwrap_or("all")))
        .set("metadata", metadata)
        .set("provenance", provenance)
        .list("mappings", mappings);
    Some(document.finish("mapping-collection", body))
}

fn mapping(
    document: &mut Document<'_>,
    set: &SetFacts,
    at: usize,
    framework: &SetFramework,
    source: &str,
) -> Option<Value> {
    let ids = requirement_ids(framework);
    let mut is_mapped = vec![false; ids.len()];
    let mut maps = Vec::new();
    for control in set.areas.iter().flat_map(|area| &area.controls) {
        for one in control.mappings.iter().filter(|one| one.framework == at) {
            let Some(target) = ids.get(one.requirement) else { continue };
            is_mapped[one.requirement] = true;
            let key = format!("{}:{}:{target}", control.code, framework.key);
            let props = [prop("coverage", one.coverage.key()), prop("origin", if one.is_own { "own" } else { "bavn" })];
            maps.push(
                Object::new()
                    .set("uuid", document.ids.of("map", key))
                    .set("relationship", relationship(one.relation))
                    .set("sources", json!([{ "type": "control", "id-ref": control_id(&control.code) }]))
                    .set("targets", json!([{ "type": "control", "id-ref": target }]))
                    .set("coverage", json!({ "target-coverage": f64::from(one.coverage.quarters()) / 4.0 }))
                    .list("props", props.into_iter().flatten())
                    .prose("remarks", &one.rationale)
                    .done(),
            );
        }
    }
    if maps.is_empty() {
        return None;
    }
    let open: Vec<&String> = framework
        .requirements
        .iter()
        .zip(&ids)
        .zip(&is_mapped)
        .filter(|((requirement, _), is_mapped)| requirement.is_assessable && !**is_mapped)
        .map(|((_, id), _)| id)
        .collect();
    let gap = (!open.is_empty()).then(|| {
        json!({
            "uuid": document.ids.of("gap", &framework.key),
            "unmapped-controls": [{ "with-ids": open }],
        })
    });
    let target = document.framework(framework);
    Some(
        Object::new()
            .set("uuid", document.ids.of("mapping", &framework.key))
            .set("source-resource", json!({ "type": "catalog", "href": source }))
            .set("target-resource", json!({ "type": "catalog", "href": target }))
            .set("maps", maps)
            .maybe("target-gap-summary", gap)
            .done(),
    )
}

/// The words of OSCAL for the set relations of NIST IR 8477.
const fn relationship(relation: Relation) -> &'static str {
    match relation {
        Relation::Equal => "equal-to",
        Relation::SubsetOf => "subset-of",
        Relation::SupersetOf => "superset-of",
        Relation::Intersects => "intersects-with",
    }
}
