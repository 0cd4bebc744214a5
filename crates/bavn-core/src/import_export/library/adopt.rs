//! Frameworks of libraries in the form of the catalogue.

use super::{Choice, LibraryFramework, Question, RequirementNode, Translations, placed, translated, urn_key};
use crate::{
    catalogue::{self, ImplementationGroup, QuestionKind, Scale, Verdict},
    lang::Localized,
};
use serde_json::Value;
use std::collections::HashSet;

/// A framework as the catalogue holds it.
#[derive(Clone, Debug, PartialEq)]
pub struct AdoptedFramework {
    /// Its URN, in the form in which URNs are compared.
    pub urn: String,
    /// Its name.
    pub title: Localized,
    /// Its short name.
    pub short_title: String,
    /// What it is.
    pub description: Localized,
    /// Its implementation groups.
    pub groups: Vec<ImplementationGroup>,
    /// Its own scale, when it has one within 0 to 100.
    pub scale: Option<Scale>,
    /// Its chapters and requirements in their order; of those with the same URN the first.
    pub requirements: Vec<AdoptedRequirement>,
    /// How many were left out since their URN stood before.
    pub left_out: usize,
}

/// A chapter or requirement as the catalogue holds it.
#[derive(Clone, Debug, PartialEq)]
pub struct AdoptedRequirement {
    /// Its URN, in the form in which URNs are compared.
    pub urn: String,
    /// Its reference, once in the framework.
    pub reference: String,
    /// Its parent, as a place among the requirements.
    pub parent: Option<usize>,
    /// How deep it lies, from 1.
    pub depth: usize,
    /// Whether it can be answered.
    pub is_assessable: bool,
    /// Its title.
    pub title: Localized,
    /// Its text, where that says more than the title.
    pub text: Option<Localized>,
    /// The paragraph of law.
    pub legal_ref: Option<Localized>,
    /// Guidance.
    pub guidance: Option<Localized>,
    /// Typical evidence.
    pub evidence: Option<Localized>,
    /// Its implementation groups.
    pub groups: Vec<String>,
    /// What is asked to answer it.
    pub questions: Vec<catalogue::Question>,
    /// What it counts for.
    pub weight: Option<u32>,
}

/// Brings a framework into the form of the catalogue. Texts that are not in Danish or English stand in both places as they are.
#[must_use]
pub fn adopt(framework: &LibraryFramework) -> AdoptedFramework {
    let places = placed(&framework.requirement_nodes);
    let mut seen = HashSet::new();
    let mut references = HashSet::new();
    let mut kept = vec![None; places.len()];
    let mut requirements: Vec<AdoptedRequirement> = Vec::with_capacity(places.len());
    for (at, node) in framework.requirement_nodes.iter().enumerate() {
        if seen.insert(urn_key(&node.urn)) {
            kept[at] = Some(requirements.len());
            requirements.push(requirement(node, places[at].depth, &mut references));
        }
    }
    for (at, place) in places.iter().enumerate() {
        if let (Some(own), Some(parent)) = (kept[at], place.parent) {
            requirements[own].parent = kept[parent];
        }
    }
    let localized = |text: &str, field| both(text, &framework.translations, field);
    AdoptedFramework {
        urn: urn_key(&framework.urn),
        title: localized(&framework.name, "name"),
        short_title: cut(framework.ref_id.as_deref().unwrap_or(&framework.name), 40),
        description: localized(framework.description.as_deref().unwrap_or_default(), "description"),
        groups: framework.implementation_groups_definition.iter().map(group).collect(),
        scale: scale(framework),
        left_out: framework.requirement_nodes.len() - requirements.len(),
        requirements,
    }
}

fn requirement(node: &RequirementNode, depth: usize, references: &mut HashSet<String>) -> AdoptedRequirement {
    let last = node.urn.rsplit(':').next().unwrap_or_default();
    let name = filled(node.ref_id.as_deref()).unwrap_or(last);
    let mut reference = cut(name, 200);
    let mut number = 2_usize;
    while !references.insert(reference.clone()) {
        reference = format!("{} ({number})", cut(name, 190));
        number += 1;
    }
    let field = |text: Option<&str>, name| filled(text).map(|text| both(text, &node.translations, name));
    let text = field(node.description.as_deref(), "description");
    let title = field(node.name.as_deref(), "name").unwrap_or_else(|| match &text {
        Some(text) => Localized { da: first_line(&text.da), en: first_line(&text.en) },
        None => Localized { da: reference.clone(), en: reference.clone() },
    });
    AdoptedRequirement {
        urn: urn_key(&node.urn),
        parent: None,
        depth,
        is_assessable: node.assessable,
        text: text.filter(|text| *text != title),
        legal_ref: None,
        guidance: field(node.annotation.as_deref(), "annotation"),
        evidence: field(node.typical_evidence.as_deref(), "typical_evidence"),
        groups: node.implementation_groups.clone(),
        questions: node.questions.iter().map(question).collect(),
        weight: node.weight.and_then(|weight| u32::try_from(weight).ok()),
        title,
        reference,
    }
}

fn group(group: &super::ImplementationGroup) -> ImplementationGroup {
    let name = filled(group.name.as_deref()).unwrap_or(&group.ref_id);
    ImplementationGroup {
        key: group.ref_id.clone(),
        title: both(name, &group.translations, "name"),
        description: filled(group.description.as_deref()).map(|text| both(text, &group.translations, "description")),
    }
}

/// A scale of whole numbers from 0 to 100; names for as many values as follow each other from the lowest.
fn scale(framework: &LibraryFramework) -> Option<Scale> {
    let number = |score: i64| u8::try_from(score).ok().filter(|score| *score <= 100);
    let min = number(framework.min_score?)?;
    let max = number(framework.max_score?).filter(|max| *max > min)?;
    let named = |score: u8| {
        let found = framework.scores_definition.iter().find(|one| one.score == i64::from(score))?;
        Some(both(filled(found.name.as_deref())?, &found.translations, "name"))
    };
    Some(Scale { min, max, names: (min..=max).map_while(named).collect() })
}

fn question(question: &Question) -> catalogue::Question {
    let kind = match question.kind.as_str() {
        "unique_choice" => QuestionKind::One,
        "multiple_choice" => QuestionKind::Many,
        "date" => QuestionKind::Date,
        "boolean" => QuestionKind::Truth,
        "number" => QuestionKind::Number,
        _ => QuestionKind::Text,
    };
    catalogue::Question {
        urn: urn_key(&question.urn),
        kind,
        text: both(question.text.as_deref().unwrap_or_default(), &question.translations, "text"),
        choices: question.choices.iter().map(choice).collect(),
        depends_on: question.depends_on.as_ref().and_then(dependence),
    }
}

fn choice(choice: &Choice) -> catalogue::Choice {
    // Older files say whether the requirement is met, newer ones one of four words.
    let verdict = match &choice.compute_result {
        Some(Value::Bool(true)) => Some(Verdict::Met),
        Some(Value::Bool(false)) => Some(Verdict::Failed),
        Some(Value::String(word)) => match word.as_str() {
            "compliant" | "true" => Some(Verdict::Met),
            "partially_compliant" => Some(Verdict::Partly),
            "non_compliant" | "false" => Some(Verdict::Failed),
            "not_applicable" => Some(Verdict::NotApplicable),
            _ => None,
        },
        _ => None,
    };
    catalogue::Choice {
        urn: urn_key(&choice.urn),
        text: both(choice.value.as_deref().unwrap_or_default(), &choice.translations, "value"),
        description: filled(choice.description.as_deref()).map(|text| both(text, &choice.translations, "description")),
        score: choice.add_score,
        verdict,
        groups: choice.select_implementation_groups.clone(),
    }
}

fn dependence(value: &Value) -> Option<catalogue::Dependence> {
    let answers = value.get("answers").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    Some(catalogue::Dependence {
        question: urn_key(value.get("question")?.as_str()?),
        choices: answers.iter().filter_map(Value::as_str).map(urn_key).collect(),
        all: value.get("condition").and_then(Value::as_str) == Some("all"),
    })
}

/// The Danish and the English of a text; the text itself where there is no translation.
fn both(text: &str, translations: &Translations, field: &str) -> Localized {
    let of = |locale| translated(translations, locale, field).unwrap_or(text).trim().to_owned();
    Localized { da: of("da"), en: of("en") }
}

fn filled(text: Option<&str>) -> Option<&str> {
    text.map(str::trim).filter(|text| !text.is_empty())
}

fn first_line(text: &str) -> String {
    cut(text.lines().next().unwrap_or_default(), 160)
}

/// At most so many characters, with an ellipsis where something is gone.
fn cut(text: &str, most: usize) -> String {
    let text = text.trim();
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let kept: String = text.chars().take(most.saturating_sub(1)).collect();
    format!("{}…", kept.trim_end())
}
