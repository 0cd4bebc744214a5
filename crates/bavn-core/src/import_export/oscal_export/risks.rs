//! A gap as a risk.

use super::{
    ControlAnswer, ResultFacts,
    document::Document,
    json::{Object, prop},
    results::{figures, observation_id},
};
use serde_json::{Value, json};

/// A gap's identifier in documents.
pub(super) fn risk_id(document: &Document<'_>, analysis: &ResultFacts, control: &ControlAnswer) -> String {
    document.ids.of("risk", format!("{}:{}", analysis.id, control.code))
}

/// The gap between score and target of an assessed control: an open risk. How likely it is and what it would cost is not known here, so
/// it has no characterizations.
pub(super) fn gap_risk(document: &Document<'_>, analysis: &ResultFacts, control: &ControlAnswer) -> Value {
    let texts = document.texts;
    let score = control.answer.standing().score();
    let gap = score.map(|score| control.target.get().saturating_sub(score.get()));
    let statement = if control.purpose.trim().is_empty() { &control.statement } else { &control.purpose };
    let statement = if statement.trim().is_empty() { &control.title } else { statement };
    Object::new()
        .set("uuid", risk_id(document, analysis, control))
        .line("title", &format!("{}: {} {}", texts.gap, control.code, control.title))
        .prose("description", &figures(control, texts))
        .prose("statement", statement)
        .list(
            "props",
            [
                prop("control", &control.code),
                gap.and_then(|gap| prop("gap", gap)),
                prop("weight", control.weight.get()),
            ]
            .into_iter()
            .flatten(),
        )
        .set("status", "open")
        .list(
            "related-observations",
            [json!({ "observation-uuid": observation_id(document, analysis, &control.code) })],
        )
        .done()
}
