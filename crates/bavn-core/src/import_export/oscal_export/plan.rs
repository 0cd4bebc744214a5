//! An action plan as a plan of action and milestones.

use super::{
    Header, MeasureFacts, OscalTexts, PlanFacts, VERSION,
    catalog::control_id,
    document::{Document, OWNER, day},
    json::{Object, prop},
};
use crate::{ids::MeasureId, measure::State};
use serde_json::{Value, json};
use std::collections::HashSet;

/// An action plan as an OSCAL plan of action and milestones: each measure is an item, the risk that it acts on, and the response to it
/// with a task in time and a milestone at its end. Costs, hours, phase and state are properties; kroner are whole, hours are hours.
///
/// OSCAL wants an item; a plan without measures has none, so the document is `None`.
#[must_use]
pub fn plan_of_action(header: &Header, texts: &OscalTexts, plan: &PlanFacts) -> Option<Value> {
    if plan.measures.is_empty() {
        return None;
    }
    let mut document = Document::new(header, texts);
    let set = document.control_set();
    let known: HashSet<MeasureId> = plan.measures.iter().map(|measure| measure.measure.id).collect();
    let (mut items, mut risks) = (Vec::new(), Vec::new());
    for measure in &plan.measures {
        items.push(item(&document, measure));
        risks.push(risk(&mut document, measure, &known, &set));
    }
    let title = format!("{}: {}", plan.title, texts.plan);
    let with_owner = plan.measures.iter().any(|measure| measure.measure.owner.is_some());
    let metadata = document.metadata(&title, &plan.version.to_string(), VERSION, with_owner, &plan.note);
    let Value::Object(mut metadata) = metadata else { return None };
    if let Some(Value::Array(props)) = metadata.get_mut("props") {
        props.extend(prop("starts-on", plan.starts_on));
        props.extend(prop("ends-on", plan.ends_on));
    }
    let body = Object::new()
        .set("uuid", document.ids.of("plan", plan.id))
        .set("metadata", metadata)
        .set(
            "system-id",
            json!({ "identifier-type": "http://ietf.org/rfc/rfc4122", "id": document.ids.of("system", header.municipality) }),
        )
        .list("risks", risks)
        .list("poam-items", items);
    Some(document.finish("plan-of-action-and-milestones", body))
}

fn title(measure: &MeasureFacts) -> String {
    format!("{} {}", measure.code, measure.measure.title)
}

/// What is to be done; the title again where nothing more is said.
fn description(measure: &MeasureFacts) -> &str {
    if measure.description.trim().is_empty() { &measure.measure.title } else { &measure.description }
}

fn key(id: MeasureId) -> String {
    id.to_string()
}

fn item(document: &Document<'_>, measure: &MeasureFacts) -> Value {
    let id = key(measure.measure.id);
    Object::new()
        .set("uuid", document.ids.of("poam-item", &id))
        .line("title", &title(measure))
        .prose("description", description(measure))
        .list("props", props(measure))
        .list("related-risks", [json!({ "risk-uuid": document.ids.of("measure-risk", &id) })])
        .done()
}

/// Money, hours, phase and state.
fn props(facts: &MeasureFacts) -> Vec<Value> {
    let measure = &facts.measure;
    let mut props: Vec<Value> = [
        prop("code", &facts.code),
        prop("state", measure.state.key()),
        prop("phase", measure.phase.key()),
        prop("progress", measure.progress),
        prop("cost-once", measure.cost_once),
        prop("cost-yearly", measure.cost_yearly),
        prop("within-budget", measure.within_budget),
        prop("sourcing", measure.sourcing.key()),
        prop("expected-start", facts.times.expected_start),
        prop("expected-finish", facts.times.expected_finish),
        measure.completed_on.and_then(|date| prop("completed-on", date)),
    ]
    .into_iter()
    .flatten()
    .collect();
    for (role, hours) in &measure.hours {
        if let Some(Value::Object(mut prop)) = prop("hours", hours) {
            prop.insert("class".to_owned(), role.key().into());
            props.push(Value::Object(prop));
        }
    }
    for (code, _, _, level) in &facts.lifts {
        if let Some(Value::Object(mut prop)) = prop("lifts-to", level) {
            prop.insert("class".to_owned(), control_id(code).into());
            props.push(Value::Object(prop));
        }
    }
    props
}

fn risk(document: &mut Document<'_>, measure: &MeasureFacts, known: &HashSet<MeasureId>, set: &str) -> Value {
    let texts = document.texts;
    let id = key(measure.measure.id);
    let lifts: Vec<String> =
        measure.lifts.iter().map(|(code, title, _, level)| format!("{code} {title}: {level}")).collect();
    let described =
        if lifts.is_empty() { texts.lifts_none.clone() } else { format!("{}: {}", texts.lifts, lifts.join("; ")) };
    let why: Vec<&str> = measure.lifts.iter().map(|(_, _, why, _)| why.trim()).filter(|why| !why.is_empty()).collect();
    let statement = if why.is_empty() { described.clone() } else { why.join("\n\n") };
    let links = (!lifts.is_empty()).then(|| json!({ "href": set, "rel": "reference" }));
    let remediation = remediation(document, measure, known);
    Object::new()
        .set("uuid", document.ids.of("measure-risk", &id))
        .line("title", &format!("{}: {}", texts.gap, title(measure)))
        .prose("description", &described)
        .prose("statement", &statement)
        .list("links", links)
        .set("status", status(measure.measure.state))
        .set("deadline", day(measure.times.planned_finish))
        .list("remediations", [remediation])
        .done()
}

/// The words of OSCAL for how a risk stands. A measure that is given up leaves its risk open.
const fn status(state: State) -> &'static str {
    match state {
        State::Proposed | State::Approved | State::Dropped => "open",
        State::InProgress => "remediating",
        State::Done => "closed",
    }
}

const fn lifecycle(state: State) -> &'static str {
    match state {
        State::Proposed | State::Dropped => "recommendation",
        State::Approved | State::InProgress => "planned",
        State::Done => "completed",
    }
}

fn remediation(document: &mut Document<'_>, facts: &MeasureFacts, known: &HashSet<MeasureId>) -> Value {
    let texts = document.texts;
    let measure = &facts.measure;
    let id = key(measure.id);
    let owner = measure.owner.zip(facts.owner.as_deref()).map(|(owner, name)| document.party(owner.0, "person", name));
    let unit = measure.unit.zip(facts.unit.as_deref()).map(|(unit, name)| document.party(unit.0, "organization", name));
    let mut roles = Vec::new();
    roles.extend(owner.map(|owner| json!({ "role-id": OWNER, "party-uuids": [owner] })));
    let unit_prop = unit.as_ref().and_then(|unit| prop("unit", unit));
    let dependencies = measure.depends_on.iter().filter(|before| known.contains(before));
    let dependencies: Vec<Value> =
        dependencies.map(|before| json!({ "task-uuid": document.ids.of("task", key(*before)) })).collect();
    let milestone = Object::new()
        .set("uuid", document.ids.of("milestone", &id))
        .set("type", "milestone")
        .line("title", &format!("{}: {}", texts.finished_by, title(facts)))
        .set("timing", json!({ "on-date": { "date": day(facts.times.planned_finish) } }))
        .done();
    let timing = json!({ "within-date-range": {
        "start": day(facts.times.planned_start),
        "end": day(facts.times.planned_finish),
    } });
    let task = Object::new()
        .set("uuid", document.ids.of("task", &id))
        .set("type", "action")
        .line("title", &title(facts))
        .list("props", unit_prop)
        .set("timing", timing)
        .list("dependencies", dependencies)
        .list("tasks", [milestone])
        .list("responsible-roles", roles)
        .done();
    Object::new()
        .set("uuid", document.ids.of("response", &id))
        .set("lifecycle", lifecycle(measure.state))
        .line("title", &format!("{}: {}", texts.planned, title(facts)))
        .prose("description", description(facts))
        .list("tasks", [task])
        .done()
}
