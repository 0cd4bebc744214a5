use super::entity::measure;
use crate::Result;
use bavn_core::{
    access::Resource,
    ids::PlanId,
    measure::{Measure as Facts, Phase, Sourcing, State},
};
use bavn_db::DbError;
use serde_json::{Value, json};

/// A measure as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measure {
    /// The plan it belongs to.
    pub plan_id: PlanId,
    /// What calculations see.
    pub facts: Facts,
    /// What is to be done, at length; may be empty.
    pub description: String,
    /// Raised by every change.
    pub version: i32,
    /// The title and description folded for searching.
    pub(crate) search_text: String,
}

impl Measure {
    /// What permission is weighed against.
    #[must_use]
    pub fn resource(&self) -> Resource {
        Resource::of(self.facts.unit)
    }

    /// Whether title and description contain every one of the words, upper and lower case alike.
    #[must_use]
    pub fn contains_words(&self, words: &str) -> bool {
        bavn_core::text::fold(words).split_whitespace().take(8).all(|word| self.search_text.contains(word))
    }

    /// Everything in it, for the audit log.
    pub(super) fn to_json(&self) -> Value {
        let facts = &self.facts;
        let hours: Vec<Value> =
            facts.hours.iter().map(|(role, hours)| json!({ "role": role.key(), "hours": hours })).collect();
        let effects: Vec<Value> =
            facts.effects.iter().map(|(control, level)| json!({ "control": control, "level": level.get() })).collect();
        json!({
            "id": facts.id,
            "plan": self.plan_id,
            "number": facts.number,
            "title": facts.title,
            "description": self.description,
            "owner": facts.owner,
            "unit": facts.unit,
            "phase": facts.phase.key(),
            "start_on": facts.start_on.map(|date| date.to_string()),
            "due_on": facts.due_on.map(|date| date.to_string()),
            "cost_once": facts.cost_once,
            "cost_yearly": facts.cost_yearly,
            "within_budget": facts.within_budget,
            "sourcing": facts.sourcing.key(),
            "state": facts.state.key(),
            "progress": facts.progress,
            "completed_on": facts.completed_on.map(|date| date.to_string()),
            "hours": hours,
            "depends_on": facts.depends_on,
            "effects": effects,
            "version": self.version,
        })
    }
}

/// A measure from its row; hours, dependencies and effects are put in afterwards.
pub(super) fn from_row(row: measure::Model) -> Result<Measure> {
    let unknown = |column, value: &str| DbError::UnknownValue { table: "measure", column, value: value.to_owned() };
    let facts = Facts {
        id: row.id.into(),
        number: u32::try_from(row.number).map_err(|_| unknown("number", &row.number.to_string()))?,
        owner: row.owner_id.map(Into::into),
        unit: row.unit_id.map(Into::into),
        phase: Phase::from_key(&row.phase).ok_or_else(|| unknown("phase", &row.phase))?,
        start_on: row.starts_on,
        due_on: row.due_on,
        cost_once: row.cost_once,
        cost_yearly: row.cost_yearly,
        within_budget: row.within_budget,
        sourcing: Sourcing::from_key(&row.sourcing).ok_or_else(|| unknown("sourcing", &row.sourcing))?,
        state: State::from_key(&row.state).ok_or_else(|| unknown("state", &row.state))?,
        progress: u8::try_from(row.progress).map_err(|_| unknown("progress", &row.progress.to_string()))?,
        completed_on: row.completed_on,
        hours: Vec::new(),
        depends_on: Vec::new(),
        effects: Vec::new(),
        title: row.title,
    };
    Ok(Measure {
        plan_id: row.plan_id.into(),
        facts,
        description: row.description,
        version: row.version,
        search_text: row.search_text,
    })
}
