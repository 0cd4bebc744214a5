use super::super::entity::applicability;
use crate::Result;
use bavn_core::{
    access::Resource,
    catalogue::{Outcome, Reply},
    ids::{ApplicabilityId, FrameworkId, UnitId},
};
use bavn_db::DbError;
use serde::{Serialize, de::DeserializeOwned};
use std::collections::BTreeMap;
use time::{Date, OffsetDateTime};

/// How far an assessment has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum AssessmentState {
    /// It is being written.
    Draft,
    /// It is decided and in force.
    Decided,
    /// A later decision took its place.
    Superseded,
}

impl AssessmentState {
    const ALL: [Self; 3] = [Self::Draft, Self::Decided, Self::Superseded];

    /// The stable word.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Decided => "decided",
            Self::Superseded => "superseded",
        }
    }
}

/// An assessment of whether a framework applies to the municipality or to one of its units.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Assessment {
    /// Its identifier.
    pub id: ApplicabilityId,
    /// The framework.
    pub framework: FrameworkId,
    /// The unit it is for; `None` for the whole municipality.
    pub unit_id: Option<UnitId>,
    /// Whether it applies; in a draft, what is leaned to.
    pub outcome: Outcome,
    /// The replies to the guide's questions, by their keys.
    pub replies: BTreeMap<String, Reply>,
    /// The keys of the parts that apply.
    pub parts: Vec<String>,
    /// Why.
    pub reason: String,
    /// Who decided: a person or a body.
    pub decided_by: String,
    /// When.
    #[serde(serialize_with = "crate::iso::option_date")]
    pub decided_on: Option<Date>,
    /// When to look at it again.
    #[serde(serialize_with = "crate::iso::option_date")]
    pub review_on: Option<Date>,
    /// How far it has come.
    pub state: AssessmentState,
    /// When it was begun.
    #[serde(with = "time::serde::rfc3339")]
    pub created_at: OffsetDateTime,
    /// Who began it.
    pub created_by: String,
    /// Raised by every change.
    pub version: i32,
}

impl Assessment {
    /// What it belongs to, for who may read and change it.
    #[must_use]
    pub fn resource(&self) -> Resource {
        Resource::of(self.unit_id)
    }

    /// Whether it should have been looked at again.
    #[must_use]
    pub fn is_overdue(&self, today: Date) -> bool {
        self.state == AssessmentState::Decided && self.review_on.is_some_and(|date| date < today)
    }
}

pub(super) fn from_row(row: applicability::Model) -> Result<Assessment> {
    let unknown =
        |column, value: &str| DbError::UnknownValue { table: "applicability", column, value: value.to_owned() };
    Ok(Assessment {
        id: row.id.into(),
        framework: row.framework_id.into(),
        unit_id: row.unit_id.map(UnitId),
        outcome: Outcome::from_key(&row.outcome).ok_or_else(|| unknown("outcome", &row.outcome))?,
        replies: stored("answers", &row.answers)?,
        parts: stored("parts", &row.parts)?,
        reason: row.reason,
        decided_by: row.decided_by,
        decided_on: row.decided_on,
        review_on: row.review_on,
        state: AssessmentState::ALL
            .into_iter()
            .find(|state| state.key() == row.state)
            .ok_or_else(|| unknown("state", &row.state))?,
        created_at: row.created_at,
        created_by: row.created_by,
        version: row.version,
    })
}

fn stored<T: DeserializeOwned>(column: &'static str, text: &str) -> Result<T> {
    serde_json::from_str(text)
        .map_err(|_| DbError::UnknownValue { table: "applicability", column, value: text.to_owned() }.into())
}
