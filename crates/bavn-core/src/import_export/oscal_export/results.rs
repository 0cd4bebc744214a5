//! A gap analysis as assessment results.

use super::{
    ControlAnswer, EvidenceFacts, Header, OscalTexts, ResultFacts, VERSION,
    catalog::control_id,
    document::{Document, day, moment},
    ids::{file_uri, uri},
    json::{Object, prop, text_prop},
    risks::{gap_risk, risk_id},
};
use crate::gap_analysis::Standing;
use serde_json::{Value, json};

/// A gap analysis as OSCAL assessment results.
///
/// Every control has an observation, which holds the answer whole. An assessed control has a finding: *satisfied* when its score reaches the
/// target, *not-satisfied* with a risk when not. Of controls that are not assessed or not relevant nothing is found: OSCAL knows no
/// third state, and they are neither.
#[must_use]
pub fn assessment_results(header: &Header, texts: &OscalTexts, analysis: &ResultFacts) -> Value {
    let mut document = Document::new(header, texts);
    let basis = Object::new()
        .line("title", &texts.basis)
        .prose("description", &analysis.scope)
        .prose("remarks", &method(analysis, texts));
    let basis = document.resource(document.ids.of("resource", format!("basis:{}", analysis.id)), basis);
    let set = document.control_set();
    let unit = analysis.unit.as_ref().map(|(id, name)| document.party(*id, "organization", name));
    let subject = unit.unwrap_or_else(|| document.municipality());
    let (mut observations, mut findings, mut risks) = (Vec::new(), Vec::new(), Vec::new());
    for control in &analysis.controls {
        observations.push(observation(&mut document, analysis, control, &subject));
        if let Some(is_satisfied) = is_satisfied(control) {
            findings.push(finding(&document, analysis, control, is_satisfied));
            if !is_satisfied {
                risks.push(gap_risk(&document, analysis, control));
            }
        }
    }
    let ends = analysis.completed_at.map(moment).filter(|end| *end > day(analysis.assessed_on));
    let props = [
        prop("score", analysis.score.as_deref().unwrap_or_default()),
        prop("target", analysis.target.as_deref().unwrap_or_default()),
        prop("assessor", &analysis.assessor),
    ];
    let result = Object::new()
        .set("uuid", document.ids.of("result", analysis.id))
        .line("title", &analysis.title)
        .prose("description", &analysis.scope)
        .set("start", day(analysis.assessed_on))
        .maybe("end", ends)
        .list("props", props.into_iter().flatten())
        .list("links", [json!({ "href": set, "rel": "reference" })])
        .set("reviewed-controls", reviewed(analysis, texts))
        .list("observations", observations)
        .list("risks", risks)
        .list("findings", findings)
        .prose("remarks", &analysis.method)
        .done();
    let title = format!("{}: {}", analysis.title, texts.results);
    let metadata = document.metadata(&title, &analysis.version.to_string(), VERSION, false, &analysis.scope);
    let objectives: Vec<Value> = analysis.controls.iter().map(objective).collect();
    let body = Object::new()
        .set("uuid", document.ids.of("assessment-results", analysis.id))
        .set("metadata", metadata)
        .set("import-ap", json!({ "href": basis }))
        .maybe("local-definitions", (!objectives.is_empty()).then(|| json!({ "objectives-and-methods": objectives })))
        .set("results", vec![result]);
    document.finish("assessment-results", body)
}

fn method(analysis: &ResultFacts, texts: &OscalTexts) -> String {
    if analysis.method.trim().is_empty() { String::new() } else { format!("{}: {}", texts.method, analysis.method) }
}

/// What must be true, so that findings have something in the document to point at.
fn objective(control: &ControlAnswer) -> Value {
    let id = control_id(&control.code);
    let part = Object::new().set("id", objective_id(control)).set("name", "assessment-objective");
    Object::new()
        .set("control-id", id)
        .prose("description", &control.title)
        .list("parts", [part.prose("prose", &control.statement).done()])
        .done()
}

fn objective_id(control: &ControlAnswer) -> String {
    format!("{}_obj", control_id(&control.code))
}

/// Whether the score reaches the target; none when there is no score.
fn is_satisfied(control: &ControlAnswer) -> Option<bool> {
    control.answer.standing().score().map(|score| score >= control.target)
}

fn reviewed(analysis: &ResultFacts, texts: &OscalTexts) -> Value {
    let (kept, left): (Vec<_>, Vec<_>) =
        analysis.controls.iter().partition(|control| control.answer.not_relevant.is_none());
    let ids = |controls: Vec<&ControlAnswer>| -> Vec<Value> {
        controls.iter().map(|control| json!({ "control-id": control_id(&control.code) })).collect()
    };
    let remarks = if left.is_empty() { "" } else { texts.not_relevant.as_str() };
    let selection = Object::new()
        .prose("description", &analysis.scope)
        .list("include-controls", ids(kept))
        .list("exclude-controls", ids(left))
        .prose("remarks", remarks)
        .done();
    json!({ "control-selections": [selection] })
}

/// The key of a status, and the words for it.
fn status<'a>(standing: &Standing, texts: &'a OscalTexts) -> (&'static str, &'a str) {
    match standing {
        Standing::Assessed { .. } => ("assessed", &texts.assessed),
        Standing::Started { .. } => ("started", &texts.started),
        Standing::NotAssessed => ("not_assessed", &texts.not_assessed),
        Standing::NotRelevant { .. } => ("not_relevant", &texts.not_relevant),
    }
}

/// An answer's identifier in documents.
pub(super) fn observation_id(document: &Document<'_>, analysis: &ResultFacts, code: &str) -> String {
    document.ids.of("observation", format!("{}:{code}", analysis.id))
}

/// What an answer says in figures: `Papir 2, praksis 1, mål 3`.
pub(super) fn figures(control: &ControlAnswer, texts: &OscalTexts) -> String {
    let answer = &control.answer;
    let levels = [
        (&texts.documentation, answer.documentation),
        (&texts.implementation, answer.implementation),
        (&texts.score, answer.standing().score()),
        (&texts.target, Some(control.target)),
    ];
    let words = levels.into_iter().filter_map(|(word, level)| level.map(|level| format!("{word} {level}")));
    words.collect::<Vec<_>>().join(", ")
}

fn observation(document: &mut Document<'_>, analysis: &ResultFacts, control: &ControlAnswer, subject: &str) -> Value {
    let (answer, texts) = (&control.answer, document.texts);
    let standing = answer.standing();
    let (key, words) = status(&standing, texts);
    let description = match &answer.not_relevant {
        Some(reason) => format!("{words}: {reason}"),
        None if answer.note.trim().is_empty() => format!("{words}. {}", figures(control, texts)),
        None => answer.note.clone(),
    };
    let level = |name, level: Option<crate::catalogue::Level>| level.and_then(|level| prop(name, level));
    let props = [
        prop("control", &control.code),
        prop("status", key),
        level("documentation", answer.documentation),
        level("implementation", answer.implementation),
        level("score", standing.score()),
        prop("target", control.target),
        prop("weight", control.weight.get()),
        answer.not_relevant.as_deref().and_then(|reason| text_prop("reason", reason)),
        text_prop("note", &answer.note),
        text_prop("finding", &answer.finding),
    ];
    let collected = control.updated_at.map_or_else(|| day(analysis.assessed_on), moment);
    let evidence: Vec<Value> = control.evidence.iter().map(|piece| evidence(document, piece)).collect();
    // What was attached was examined. How the rest came to be known is told for the analysis as a whole, in words.
    let methods = if evidence.is_empty() { "UNKNOWN" } else { "EXAMINE" };
    Object::new()
        .set("uuid", observation_id(document, analysis, &control.code))
        .line("title", &format!("{} {}: {words}", control.code, control.title))
        .prose("description", &description)
        .list("props", props.into_iter().flatten())
        .set("methods", vec![methods])
        .set("types", vec!["control-objective"])
        .set("subjects", json!([{ "subject-uuid": subject, "type": "party" }]))
        .list("relevant-evidence", evidence)
        .set("collected", collected)
        .done()
}

/// Evidence: a link goes where it leads; a file is named in the back matter with its SHA-256, and stays in Bavn.
fn evidence(document: &mut Document<'_>, piece: &EvidenceFacts) -> Value {
    let href = match (&piece.url, &piece.file) {
        (Some(url), _) => Some(uri(url)),
        (None, Some((name, media_type, sha256))) => {
            let link = json!({
                "href": file_uri(name),
                "media-type": media_type,
                "hashes": [{ "algorithm": "SHA-256", "value": sha256 }],
            });
            let resource = Object::new().line("title", &piece.title).list("rlinks", [link]);
            Some(document.resource(document.ids.of("resource", format!("evidence:{}", piece.id)), resource))
        }
        (None, None) => None,
    };
    let title = if piece.title.trim().is_empty() { &document.texts.not_described } else { &piece.title };
    Object::new()
        .maybe("href", href)
        .prose("description", title)
        .list("props", piece.dated_on.and_then(|date| prop("dated-on", date)))
        .done()
}

fn finding(document: &Document<'_>, analysis: &ResultFacts, control: &ControlAnswer, is_satisfied: bool) -> Value {
    let (texts, key) = (document.texts, format!("{}:{}", analysis.id, control.code));
    let figures = figures(control, texts);
    let description = if control.answer.finding.trim().is_empty() { &figures } else { &control.answer.finding };
    let (state, reason) = if is_satisfied { ("satisfied", "pass") } else { ("not-satisfied", "fail") };
    let target = json!({
        "type": "objective-id",
        "target-id": objective_id(control),
        "status": { "state": state, "reason": reason, "remarks": super::markup::escape(&figures) },
    });
    let risk = (!is_satisfied).then(|| json!({ "risk-uuid": risk_id(document, analysis, control) }));
    let props = [prop("control", &control.code), prop("target", control.target)];
    let score = control.answer.standing().score().and_then(|score| prop("score", score));
    Object::new()
        .set("uuid", document.ids.of("finding", key))
        .line("title", &format!("{} {}", control.code, control.title))
        .prose("description", description)
        .list("props", props.into_iter().flatten().chain(score))
        .set("target", target)
        .list(
            "related-observations",
            [json!({ "observation-uuid": observation_id(document, analysis, &control.code) })],
        )
        .list("related-risks", risk)
        .done()
}
