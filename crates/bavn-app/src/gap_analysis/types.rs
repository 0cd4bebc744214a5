use super::entity::analysis;
use crate::{Error, Result};
use bavn_core::{
    access::Resource,
    ids::{AnalysisId, UnitId},
};
use bavn_db::DbError;
use serde::Serialize;
use time::{Date, OffsetDateTime};

/// Whether an analysis can still be answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum AnalysisState {
    /// Answers can be changed.
    Open,
    /// Closed: its answers stand until it is opened again.
    Completed,
}

impl AnalysisState {
    /// The key it is stored and sent under.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Completed => "completed",
        }
    }

    fn from_key(key: &str) -> Option<Self> {
        [Self::Open, Self::Completed].into_iter().find(|state| state.key() == key)
    }
}

/// A gap analysis without its answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Analysis {
    /// Its identifier.
    pub id: AnalysisId,
    /// Its name, such as "Gap-analyse 2026".
    pub title: String,
    /// The unit it covers; `None` for the whole municipality.
    pub unit_id: Option<UnitId>,
    /// What more there is to say of its scope; may be empty.
    pub scope_note: String,
    /// The date it describes.
    #[serde(serialize_with = "crate::iso::date")]
    pub assessed_on: Date,
    /// Who assessed; may be empty.
    pub assessor: String,
    /// How it was done; may be empty.
    pub method: String,
    /// Whether it can still be answered.
    pub state: AnalysisState,
    /// The analysis whose answers it began with.
    pub previous_id: Option<AnalysisId>,
    /// When it was completed.
    #[serde(with = "time::serde::rfc3339::option")]
    pub completed_at: Option<OffsetDateTime>,
    /// When it was begun.
    #[serde(with = "time::serde::rfc3339")]
    pub created_at: OffsetDateTime,
    /// Raised by every change of these fields; each answer has a version of its own.
    pub version: i32,
}

impl Analysis {
    /// What permission is weighed against.
    #[must_use]
    pub fn resource(&self) -> Resource {
        Resource::of(self.unit_id)
    }

    /// Whether it can still be answered.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.state == AnalysisState::Open
    }

    pub(super) fn check_open(&self) -> Result<()> {
        if self.is_open() { Ok(()) } else { Err(Error::Closed { kind: "analysis", reason: "completed" }) }
    }
}

pub(super) fn from_row(row: analysis::Model) -> Result<Analysis> {
    let state = AnalysisState::from_key(&row.state).ok_or(DbError::UnknownValue {
        table: "analysis",
        column: "state",
        value: row.state,
    })?;
    Ok(Analysis {
        id: row.id.into(),
        title: row.title,
        unit_id: row.unit_id.map(Into::into),
        scope_note: row.scope_note,
        assessed_on: row.assessed_on,
        assessor: row.assessor,
        method: row.method,
        state,
        previous_id: row.previous_id.map(Into::into),
        completed_at: row.completed_at,
        created_at: row.created_at,
        version: row.version,
    })
}
