//! The questions that a requirement of an imported framework asks, as fields of a form.

use crate::kit::{Faults, Tr};
use bavn_app::{
    catalogue::{FrameworkView, RequirementView},
    gap_analysis::answer_scale,
};
use bavn_core::catalogue::{Question, QuestionKind, QuestionnaireResult, Replies, asked, questionnaire_result};
use serde_json::Value;
use std::collections::HashMap;

/// A question as a field: a group of choices, or a line.
pub(super) struct QuestionField {
    /// Such as `q0`, by the place of the question.
    pub(super) name: String,
    pub(super) text: String,
    /// When it is asked, as long as it is not.
    pub(super) condition: String,
    pub(super) fault: Option<String>,
    /// Whether several choices may be taken.
    pub(super) is_many: bool,
    /// Value, words, more words, and whether it is taken.
    pub(super) choices: Vec<(String, String, String, bool)>,
    /// `text`, `date` or `number`, for questions without choices.
    pub(super) kind: &'static str,
    pub(super) value: String,
}

/// The questions of a requirement, with what was replied.
pub(super) fn questions(
    t: Tr,
    requirement: &RequirementView,
    replies: &Replies,
    faults: &Faults,
) -> Vec<QuestionField> {
    let all = &requirement.body.questions;
    let asked = asked(all, replies);
    all.iter()
        .zip(asked)
        .enumerate()
        .map(|(place, (one, is_asked))| field(t, all, place, one, is_asked, replies, faults))
        .collect()
}

fn field(
    t: Tr,
    all: &[Question],
    place: usize,
    question: &Question,
    is_asked: bool,
    replies: &Replies,
    faults: &Faults,
) -> QuestionField {
    let lang = t.lang();
    let name = format!("q{place}");
    let given = replies.get(&question.urn).map_or(&[][..], Vec::as_slice);
    let choices = match question.kind {
        QuestionKind::Truth => ["true", "false"]
            .map(|truth| {
                (truth.to_owned(), t.of("gap-question", truth), String::new(), given.iter().any(|one| one == truth))
            })
            .to_vec(),
        _ => question
            .choices
            .iter()
            .map(|choice| {
                let more = choice.description.as_ref().map(|text| text.get(lang).to_owned()).unwrap_or_default();
                (choice.urn.clone(), choice.text.get(lang).to_owned(), more, given.contains(&choice.urn))
            })
            .collect(),
    };
    let before = question.depends_on.as_ref().filter(|_| !is_asked);
    let before = before.and_then(|dependence| all.iter().position(|other| other.urn == dependence.question));
    QuestionField {
        text: question.text.get(lang).to_owned(),
        condition: before.map(|place| t.s("gap-question-condition", "n", place + 1)).unwrap_or_default(),
        fault: faults.at(&name).map(str::to_owned),
        is_many: question.kind == QuestionKind::Many,
        choices,
        kind: match question.kind {
            QuestionKind::Date => "date",
            QuestionKind::Number => "number",
            _ => "text",
        },
        value: given.first().cloned().unwrap_or_default(),
        name,
    }
}

/// What the replies give, in words; empty where the requirement asks nothing.
pub(super) fn outcome(t: Tr, framework: &FrameworkView, requirement: &RequirementView, replies: &Replies) -> String {
    if requirement.body.questions.is_empty() {
        return String::new();
    }
    let scale = answer_scale(framework);
    match questionnaire_result(&requirement.body.questions, replies, scale) {
        QuestionnaireResult::Unfinished(missing) => t.n("gap-questions-missing", missing),
        QuestionnaireResult::NotRelevant => t.get("gap-questions-not-relevant"),
        QuestionnaireResult::Value(value) => t.s2("gap-questions-value", "value", value, "max", scale.max),
        QuestionnaireResult::Open => t.get("gap-questions-open"),
    }
}

/// The replies of a form that was sent: fields by the place of their question. Empty lines are no reply.
pub(super) fn replies(requirement: &RequirementView, sent: &HashMap<String, Value>) -> Replies {
    let reply = |(place, question): (usize, &Question)| {
        let given: Vec<String> = match sent.get(&format!("q{place}"))? {
            Value::Array(all) => all.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
            one => one.as_str().map(str::to_owned).into_iter().collect(),
        };
        let given: Vec<String> =
            given.into_iter().map(|one| one.trim().to_owned()).filter(|one| !one.is_empty()).collect();
        (!given.is_empty()).then(|| (question.urn.clone(), given))
    };
    requirement.body.questions.iter().enumerate().filter_map(reply).collect()
}
