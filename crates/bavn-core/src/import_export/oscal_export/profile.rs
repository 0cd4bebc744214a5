//! The scope of an analysis as a profile.

use super::{
    Header, OscalTexts, ResultFacts, VERSION,
    catalog::control_id,
    document::Document,
    json::{Object, prop},
};
use serde_json::{Value, json};

/// The controls that are relevant in an analysis, with its weights and targets, as an OSCAL profile of the control set's catalog.
#[must_use]
pub fn scope_profile(header: &Header, texts: &OscalTexts, analysis: &ResultFacts) -> Value {
    let mut document = Document::new(header, texts);
    let href = document.control_set();
    let relevant = || analysis.controls.iter().filter(|control| control.answer.not_relevant.is_none());
    let ids: Vec<String> = relevant().map(|control| control_id(&control.code)).collect();
    let alters = relevant().map(|control| {
        let props = [prop("weight", control.weight.get()), prop("target", control.target)];
        json!({
            "control-id": control_id(&control.code),
            "adds": [{ "position": "ending", "props": props.into_iter().flatten().collect::<Vec<_>>() }],
        })
    });
    // Where nothing is relevant the profile chooses nothing.
    let import = Object::new().set("href", href);
    let import = if ids.is_empty() { import } else { import.set("include-controls", json!([{ "with-ids": ids }])) };
    let title = format!("{}: {}", analysis.title, texts.scope);
    let alters: Vec<Value> = alters.collect();
    let metadata = document.metadata(&title, &analysis.version.to_string(), VERSION, false, &analysis.scope);
    let body = Object::new()
        .set("uuid", document.ids.of("profile", analysis.id))
        .set("metadata", metadata)
        .set("imports", vec![import.done()])
        .set("merge", json!({ "as-is": true }))
        .maybe("modify", (!alters.is_empty()).then(|| json!({ "alters": alters })));
    document.finish("profile", body)
}
