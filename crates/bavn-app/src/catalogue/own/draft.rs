use super::super::{Body, entity::control};
use crate::{FieldFault, check};
use bavn_core::{
    catalogue::{Level, Weight},
    lang::Localized,
};
use serde_json::{Value, json};

/// What an own control is to be. Danish is needed in title and statement; English may be empty everywhere, and then Danish is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ControlDraft {
    /// The code of its area.
    pub area: String,
    /// Its code, at most 20 letters, digits, hyphens, full stops and underscores; no other control may have it, in upper or lower case.
    pub code: String,
    /// Its name, at most 200 characters.
    pub title: Localized,
    /// What must be true, at most 2000 characters.
    pub statement: Localized,
    /// Why it matters, at most 4000 characters.
    pub purpose: Localized,
    /// What good looks like at each level, each at most 2000 characters; may be empty.
    pub levels: [Localized; 6],
    /// Typical evidence, at most 20 of at most 500 characters.
    pub evidence: Vec<Localized>,
    /// A draft of a finding, at most 2000 characters.
    pub finding: Localized,
    /// How much it counts in its area.
    pub weight: Weight,
    /// The level to reach.
    pub target: Level,
}

/// Most pieces of typical evidence.
const MOST_EVIDENCE: usize = 20;

impl ControlDraft {
    /// Trims the texts and notes every fault that can be seen without the database; `prefix` stands before each field's name.
    pub(in crate::catalogue) fn check(mut self, prefix: &str, faults: &mut Vec<FieldFault>) -> Self {
        self.code = self.code.trim().to_owned();
        code(faults, &format!("{prefix}code"), &self.code);
        both(faults, &format!("{prefix}title"), &mut self.title, 1, 200);
        both(faults, &format!("{prefix}statement"), &mut self.statement, 1, 2000);
        both(faults, &format!("{prefix}purpose"), &mut self.purpose, 0, 4000);
        both(faults, &format!("{prefix}finding"), &mut self.finding, 0, 2000);
        for (at, level) in self.levels.iter_mut().enumerate() {
            both(faults, &format!("{prefix}levels[{at}]"), level, 0, 2000);
        }
        for text in &mut self.evidence {
            both(faults, &format!("{prefix}evidence"), text, 0, 500);
        }
        self.evidence.retain(|text| !text.da.is_empty());
        if self.evidence.len() > MOST_EVIDENCE {
            let fault = FieldFault::new(format!("{prefix}evidence"), "too_many", self.evidence.len().to_string());
            faults.push(fault.with("max", MOST_EVIDENCE));
        }
        self
    }

    /// The row of a control with this in it.
    pub(in crate::catalogue) fn into_row(self, known: control::Model) -> control::Model {
        let (weight, target) = (i16::from(self.weight.get()), i16::from(self.target.get()));
        let body = Body { purpose: self.purpose, levels: self.levels, evidence: self.evidence, finding: self.finding };
        control::Model {
            code: self.code,
            default_weight: weight,
            weight,
            default_target: target,
            target,
            body: json!(body).to_string(),
            title_da: self.title.da,
            title_en: self.title.en,
            statement_da: self.statement.da,
            statement_en: self.statement.en,
            ..known
        }
    }
}

/// Notes a fault if a text is not a code.
pub(in crate::catalogue) fn code(faults: &mut Vec<FieldFault>, field: &str, value: &str) {
    check::text(faults, field, value, 1, 20);
    if !value.chars().all(|one| one.is_alphanumeric() || matches!(one, '-' | '.' | '_')) {
        faults.push(FieldFault::new(field, "set_code", value));
    }
}

/// Trims a text and notes the faults of both languages; only Danish may be needed.
pub(in crate::catalogue) fn both(
    faults: &mut Vec<FieldFault>,
    field: &str,
    text: &mut Localized,
    min: usize,
    max: usize,
) {
    for (lang, value, min) in [("da", &mut text.da, min), ("en", &mut text.en, 0)] {
        *value = value.trim().replace("\r\n", "\n");
        check::text(faults, &format!("{field}.{lang}"), value, min, max);
    }
}

/// What the audit log keeps of a control.
pub(in crate::catalogue) fn logged(row: &control::Model) -> Value {
    let body: Value = serde_json::from_str(&row.body).unwrap_or_default();
    json!({
        "code": row.code,
        "area_id": row.area_id,
        "title": { "da": row.title_da, "en": row.title_en },
        "statement": { "da": row.statement_da, "en": row.statement_en },
        "texts": body,
        "weight": row.weight,
        "target": row.target,
        "origin": row.origin,
        "is_archived": row.archived_at.is_some(),
        "version": row.version,
    })
}
