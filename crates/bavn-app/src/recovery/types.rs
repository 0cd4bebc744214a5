use super::entity::{scenario, scenario_failure, scenario_team};
use crate::Result;
use bavn_core::{
    ids::ScenarioId,
    recovery::scenario::{Failing, Fails, Missing, ScenarioFacts},
};
use bavn_db::DbError;
use serde_json::{Value, json};
use time::OffsetDateTime;

/// A scenario as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scenario {
    /// The identifier.
    pub id: ScenarioId,
    /// Its number: `S-3` is 3.
    pub number: u32,
    /// What is written down about it.
    pub facts: ScenarioFacts,
    /// When it was taken out of use.
    pub archived_at: Option<OffsetDateTime>,
    /// Raised by every change.
    pub version: i32,
}

impl Scenario {
    /// The number as people see it: `S-3`.
    #[must_use]
    pub fn code(&self) -> String {
        scenario_code(self.number)
    }

    /// Everything in it, for the audit log.
    pub(super) fn to_json(&self) -> Value {
        let facts = &self.facts;
        let failures: Vec<Value> = facts
            .failures
            .iter()
            .map(|failing| {
                let (key, value) = match failing.what {
                    Fails::Asset(id) => ("asset", id.to_string()),
                    Fails::Supplier(id) => ("supplier", id.to_string()),
                    Fails::All(selector) => ("selector", selector.to_string()),
                };
                json!({ key: value, "from": failing.from, "minutes": failing.minutes })
            })
            .collect();
        let missing: Vec<Value> =
            facts.missing.iter().map(|one| json!({ "team": one.team, "people": one.people })).collect();
        json!({
            "id": self.id,
            "number": self.number,
            "name": facts.name,
            "description": facts.description,
            "template": facts.template,
            "starts_weekday": facts.weekday,
            "starts_minute": facts.minute,
            "horizon_minutes": facts.horizon,
            "failures": failures,
            "missing": missing,
            "version": self.version,
        })
    }
}

/// The number of a scenario as people see it: `S-3`.
#[must_use]
pub fn scenario_code(number: u32) -> String {
    format!("S-{number}")
}

/// The number of a recovery plan as people see it: `GP-3`.
#[must_use]
pub fn recovery_plan_code(number: u32) -> String {
    format!("GP-{number}")
}

pub(super) fn unknown(table: &'static str, column: &'static str, value: impl ToString) -> crate::Error {
    DbError::UnknownValue { table, column, value: value.to_string() }.into()
}

/// A scenario from its row; what fails and who is missing are put in afterwards.
pub(super) fn scenario_of(row: scenario::Model) -> Result<Scenario> {
    let wrong = |column: &'static str, value: i64| unknown("scenario", column, value);
    Ok(Scenario {
        id: row.id.into(),
        number: u32::try_from(row.number).map_err(|_| wrong("number", row.number.into()))?,
        facts: ScenarioFacts {
            name: row.name,
            description: row.description,
            template: row.template_key,
            weekday: u8::try_from(row.starts_weekday)
                .map_err(|_| wrong("starts_weekday", row.starts_weekday.into()))?,
            minute: u16::try_from(row.starts_minute).map_err(|_| wrong("starts_minute", row.starts_minute.into()))?,
            horizon: u32::try_from(row.horizon_minutes)
                .map_err(|_| wrong("horizon_minutes", row.horizon_minutes.into()))?,
            failures: Vec::new(),
            missing: Vec::new(),
        },
        archived_at: row.archived_at,
        version: row.version,
    })
}

pub(super) fn failing_of(row: &scenario_failure::Model) -> Result<Failing> {
    let wrong = |column: &'static str, value: String| unknown("scenario_failure", column, value);
    let what = match (row.asset_id, row.supplier_id, &row.selector) {
        (Some(id), None, None) => Fails::Asset(id.into()),
        (None, Some(id), None) => Fails::Supplier(id.into()),
        (None, None, Some(selector)) => Fails::All(selector.parse().map_err(|_| wrong("selector", selector.clone()))?),
        _ => return Err(wrong("asset_id", row.id.to_string())),
    };
    let minute = |column, value: i32| u32::try_from(value).map_err(|_| wrong(column, value.to_string()));
    Ok(Failing {
        what,
        from: minute("from_minute", row.from_minute)?,
        minutes: row.minutes.map(|minutes| minute("minutes", minutes)).transpose()?,
    })
}

pub(super) fn missing_of(row: &scenario_team::Model) -> Result<Missing> {
    let people = u32::try_from(row.missing).map_err(|_| unknown("scenario_team", "missing", row.missing))?;
    Ok(Missing { team: row.team_id.into(), people })
}
