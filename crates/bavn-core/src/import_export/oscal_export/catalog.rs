//! The control set as a catalog: areas are groups.

use super::{
    Header, NAMESPACE, OscalTexts, SetArea, SetControl, SetFacts, VERSION,
    document::{Document, terms},
    framework::requirement_ids,
    ids::token,
    json::{Object, core_prop, prop},
};
use crate::catalogue::Level;
use serde_json::{Value, json};

/// The control set as an OSCAL catalog.
#[must_use]
pub fn control_set_catalog(header: &Header, texts: &OscalTexts, set: &SetFacts) -> Value {
    let mut document = Document::new(header, texts);
    let used = |at: usize| {
        let mut mappings = set.areas.iter().flat_map(|area| &area.controls).flat_map(|control| &control.mappings);
        mappings.any(|mapping| mapping.framework == at)
    };
    let links: Vec<Frame> = set
        .frameworks
        .iter()
        .enumerate()
        .map(|(at, framework)| Frame {
            href: if used(at) { document.framework(framework) } else { String::new() },
            ids: requirement_ids(framework),
        })
        .collect();
    let groups: Vec<Value> = set.areas.iter().map(|area| group(area, set, &links, texts)).collect();
    let remarks: Vec<String> = set
        .frameworks
        .iter()
        .zip(&links)
        .filter(|(_, link)| !link.href.is_empty())
        .map(|(framework, _)| format!("{}\n{}", framework.title, terms(framework, texts)))
        .collect();
    let title = format!("{}: {}", header.name, texts.control_set);
    let metadata = document.metadata(&title, &set.revision.to_string(), VERSION, false, &remarks.join("\n\n"));
    let body = Object::new()
        .set("uuid", document.ids.of("catalog", "control-set"))
        .set("metadata", metadata)
        .list("groups", groups);
    document.finish("catalog", body)
}

/// What a mapping needs to know of a framework.
struct Frame {
    href: String,
    ids: Vec<String>,
}

fn group(area: &SetArea, set: &SetFacts, frames: &[Frame], texts: &OscalTexts) -> Value {
    let id = control_id(&area.code);
    let overview = (!area.purpose.trim().is_empty()).then(|| part(&format!("{id}_ovw"), "overview", &area.purpose));
    Object::new()
        .set("id", id)
        .set("class", "area")
        .line("title", &area.title)
        .list("props", core_prop("label", &area.code).into_iter().chain(prop("weight", area.weight.get())))
        .list("parts", overview)
        .list("controls", area.controls.iter().map(|control| self::control(control, set, frames, texts)))
        .done()
}

/// A control's identifier in documents.
pub(super) fn control_id(code: &str) -> String {
    token("c", code)
}

fn part(id: &str, name: &str, prose: &str) -> Value {
    Object::new().set("id", id).set("name", name).prose("prose", prose).done()
}

fn control(control: &SetControl, set: &SetFacts, frames: &[Frame], texts: &OscalTexts) -> Value {
    let id = control_id(&control.code);
    let levels = Level::ALL.into_iter().zip(&control.levels).filter(|(_, text)| !text.trim().is_empty());
    let levels: Vec<Value> = levels
        .map(|(level, text)| {
            Object::new()
                .set("id", format!("{id}_lvl.{level}"))
                .set("name", "level")
                .set("ns", NAMESPACE)
                .list("props", prop("level", level))
                .prose("prose", text)
                .done()
        })
        .collect();
    let evidence: Vec<Value> =
        (1..).zip(&control.evidence).map(|(number, text)| part(&format!("{id}_evd.{number}"), "item", text)).collect();
    let own = |suffix: &str, name: &str, title: &str, parts: Vec<Value>| {
        (!parts.is_empty()).then(|| {
            Object::new()
                .set("id", format!("{id}_{suffix}"))
                .set("name", name)
                .set("ns", NAMESPACE)
                .line("title", title)
                .list("parts", parts)
                .done()
        })
    };
    let mut parts = vec![part(&format!("{id}_smt"), "statement", &control.statement)];
    if !control.purpose.trim().is_empty() {
        parts.push(part(&format!("{id}_gdn"), "guidance", &control.purpose));
    }
    parts.extend(own("lvl", "levels", &texts.levels, levels));
    parts.extend(own("evd", "evidence", &texts.evidence, evidence));
    let props = [
        core_prop("label", &control.code),
        prop("weight", control.weight.get()),
        prop("target", control.target),
        prop("origin", if control.is_own { "own" } else { "bavn" }),
    ];
    let links = control.mappings.iter().filter_map(|mapping| {
        let (framework, frame) = (set.frameworks.get(mapping.framework)?, frames.get(mapping.framework)?);
        let requirement = framework.requirements.get(mapping.requirement)?;
        let text = format!("{} {}", framework.key, requirement.reference);
        let fragment = frame.ids.get(mapping.requirement)?;
        let link = json!({ "href": frame.href, "rel": "related", "resource-fragment": fragment });
        let Value::Object(mut link) = link else { return None };
        link.insert("text".to_owned(), super::markup::escape_folded(&text).into());
        Some(Value::Object(link))
    });
    Object::new()
        .set("id", id.as_str())
        .set("class", "control")
        .line("title", if control.title.trim().is_empty() { &control.code } else { &control.title })
        .list("props", props.into_iter().flatten())
        .list("links", links)
        .list("parts", parts)
        .done()
}
