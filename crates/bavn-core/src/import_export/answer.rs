//! Answers as rows, and what a row changes.

use crate::gap_analysis::{Level, Standing};
use serde::Serialize;
use std::collections::BTreeMap;

/// How an answer stands, as a row says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RowStatus {
    /// Both parts are answered.
    Assessed,
    /// Not both parts are answered.
    NotAssessed,
    /// The control has no bearing here.
    NotRelevant,
}

impl RowStatus {
    /// All statuses.
    pub const ALL: [Self; 3] = [Self::Assessed, Self::NotAssessed, Self::NotRelevant];
}

/// The answer to one control, as it is stored.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Answer {
    /// The level of documentation.
    pub documentation: Option<Level>,
    /// The level of implementation.
    pub implementation: Option<Level>,
    /// Why the control is not relevant; `None` when it is relevant.
    pub not_relevant: Option<String>,
    /// The level to reach; `None` when it is the control's own.
    pub target: Option<Level>,
    /// The assessor's note; may be empty.
    pub note: String,
    /// The finding; may be empty.
    pub finding: String,
}

impl Answer {
    /// How the answer stands.
    #[must_use]
    pub fn standing(&self) -> Standing {
        Standing::from_answer(self.documentation, self.implementation, self.not_relevant.clone())
    }
}

/// One row of a filled template. A blank cell says nothing: it leaves what is stored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct GapRow {
    /// The row in the sheet, from 1.
    pub row: u32,
    /// The control's code, as the control set writes it.
    pub code: String,
    /// The level of documentation.
    pub documentation: Option<Level>,
    /// The level of implementation.
    pub implementation: Option<Level>,
    /// How the answer stands.
    pub status: Option<RowStatus>,
    /// Why the control is not relevant; there when, and only when, the status says so.
    pub reason: Option<String>,
    /// The level to reach.
    pub target: Option<Level>,
    /// The assessor's note.
    pub note: Option<String>,
    /// The finding.
    pub finding: Option<String>,
}

impl GapRow {
    /// The stored answer after this row.
    ///
    /// With a status the row decides about the levels: *assessed* and *not assessed* replace both, so that *not assessed*
    /// clears them; *not relevant* keeps what is stored. Without a status a level in the row replaces the stored one and
    /// makes the control relevant.
    #[must_use]
    pub fn applied_to(&self, stored: &Answer) -> Answer {
        let mut answer = stored.clone();
        match self.status {
            Some(RowStatus::Assessed | RowStatus::NotAssessed) => {
                (answer.documentation, answer.implementation) = (self.documentation, self.implementation);
                answer.not_relevant = None;
            }
            Some(RowStatus::NotRelevant) => {
                answer.documentation = self.documentation.or(stored.documentation);
                answer.implementation = self.implementation.or(stored.implementation);
                answer.not_relevant.clone_from(&self.reason);
            }
            None if self.documentation.is_some() || self.implementation.is_some() => {
                answer.documentation = self.documentation.or(stored.documentation);
                answer.implementation = self.implementation.or(stored.implementation);
                answer.not_relevant = None;
            }
            None => {}
        }
        answer.target = self.target.or(stored.target);
        if let Some(note) = &self.note {
            answer.note.clone_from(note);
        }
        if let Some(finding) = &self.finding {
            answer.finding.clone_from(finding);
        }
        answer
    }
}

/// What rows change.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RowDiff {
    /// The new answers by control code, for the rows that change something.
    pub changed: Vec<(String, Answer)>,
    /// The codes of the rows that change nothing.
    pub unchanged: Vec<String>,
}

/// What the rows change in the stored answers. A control without a stored answer has the default one; give each stored
/// answer the target that is in force, so that a target that only repeats it changes nothing. Storing what changed and
/// asking again changes nothing.
#[must_use]
pub fn diff_rows(stored: &BTreeMap<String, Answer>, rows: &[GapRow]) -> RowDiff {
    let mut diff = RowDiff::default();
    let empty = Answer::default();
    for row in rows {
        let before = stored.get(&row.code).unwrap_or(&empty);
        let after = row.applied_to(before);
        if after == *before {
            diff.unchanged.push(row.code.clone());
        } else {
            diff.changed.push((row.code.clone(), after));
        }
    }
    diff
}
