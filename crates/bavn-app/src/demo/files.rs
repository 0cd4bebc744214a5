use crate::{Error, Result, content};
use bavn_core::{access::Role, organisation::UnitKind};
use serde::{Deserialize, de::DeserializeOwned};
use std::collections::BTreeMap;

/// `demo/organisation.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OrganisationFile {
    pub municipality: MunicipalityTable,
    #[serde(rename = "unit")]
    pub units: Vec<UnitTable>,
    #[serde(rename = "person")]
    pub people: Vec<PersonTable>,
    #[serde(rename = "account")]
    pub accounts: Vec<AccountTable>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct MunicipalityTable {
    pub name: String,
    pub address: String,
    pub sender: String,
    pub primary_colour: String,
    pub accent_colour: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct UnitTable {
    pub key: String,
    pub parent: Option<String>,
    pub kind: UnitKind,
    pub name: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PersonTable {
    pub key: String,
    pub name: String,
    pub title: String,
    pub unit: String,
    pub email: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AccountTable {
    pub person: String,
    pub username: String,
    pub roles: Vec<RoleTable>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RoleTable {
    pub role: Role,
    pub unit: Option<String>,
}

/// `demo/analyses.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AnalysesFile {
    #[serde(default)]
    pub targets: BTreeMap<String, i64>,
    #[serde(rename = "analysis")]
    pub analyses: Vec<AnalysisTable>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AnalysisTable {
    pub key: String,
    pub title: String,
    pub assessed_on: String,
    pub assessor: String,
    pub method: String,
    pub scope_note: String,
    pub state: String,
    pub previous: Option<String>,
    pub unit: Option<String>,
    #[serde(default)]
    pub evidence: Vec<EvidenceTable>,
    #[serde(rename = "answer")]
    pub answers: Vec<AnswerTable>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct EvidenceTable {
    pub control: String,
    pub title: String,
    pub url: String,
    pub dated_on: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AnswerTable {
    pub control: String,
    pub documentation: Option<i64>,
    pub implementation: Option<i64>,
    pub relevant: Option<bool>,
    #[serde(default)]
    pub reason: String,
    #[serde(default)]
    pub note: String,
    #[serde(default)]
    pub finding: String,
}

/// `demo/plan.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PlanFile {
    pub plan: PlanTable,
    #[serde(rename = "measure")]
    pub measures: Vec<MeasureTable>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PlanTable {
    pub title: String,
    pub starts_on: String,
    pub ends_on: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct MeasureTable {
    pub number: usize,
    pub key: String,
    pub title: String,
    pub description: String,
    pub owner: String,
    pub unit: Option<String>,
    pub phase: String,
    pub starts_on: String,
    pub due_on: String,
    pub cost_once: i64,
    pub cost_yearly: i64,
    pub within_budget: bool,
    pub sourcing: String,
    pub state: String,
    pub progress: i64,
    pub completed_on: Option<String>,
    #[serde(default)]
    pub hours: Vec<HoursTable>,
    #[serde(default)]
    pub depends_on: Vec<String>,
    #[serde(default)]
    pub effects: Vec<EffectTable>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct HoursTable {
    pub role: String,
    pub hours: i64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct EffectTable {
    pub control: String,
    pub level: i64,
}

pub(super) fn organisation() -> Result<OrganisationFile> {
    read("demo/organisation.toml")
}

pub(super) fn analyses() -> Result<AnalysesFile> {
    read("demo/analyses.toml")
}

pub(super) fn plan() -> Result<PlanFile> {
    read("demo/plan.toml")
}

pub(super) fn read<T: DeserializeOwned>(name: &str) -> Result<T> {
    toml::from_str(&content::text(name)?).map_err(|error| Error::Content(format!("{name}: {error}")))
}

/// A date written `2026-10-12`.
pub(super) fn date(name: &str, text: &str) -> Result<time::Date> {
    let format = time::macros::format_description!("[year]-[month]-[day]");
    time::Date::parse(text, format).map_err(|error| Error::Content(format!("{name}: {text}: {error}")))
}
