use super::entity::answer;
use crate::{Error, FieldFault, Result, check};
use bavn_core::{
    gap_analysis::{Level, Standing, Weight},
    ids::{AnswerId, ControlId},
};
use bavn_db::DbError;
use serde::Serialize;
use serde_json::{Value, json};
use time::OffsetDateTime;

/// The answer to one control in an analysis.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Answer {
    /// Its identifier.
    pub id: AnswerId,
    /// The control.
    pub control: ControlId,
    /// How much the control counts in its area, in this analysis.
    pub weight: Weight,
    /// The level to reach, in this analysis.
    pub target: Level,
    /// Whether the control has a bearing here.
    pub is_relevant: bool,
    /// The level of what is written and approved.
    pub documentation: Option<Level>,
    /// The level of what is done.
    pub implementation: Option<Level>,
    /// Why the control is not relevant; empty when it is.
    pub reason: String,
    /// What the assessor saw; may be empty.
    pub note: String,
    /// The finding, for the management; may be empty.
    pub finding: String,
    /// When it was last answered; `None` when it is empty or carried over from the previous analysis.
    #[serde(with = "time::serde::rfc3339::option")]
    pub updated_at: Option<OffsetDateTime>,
    /// By whom; empty when `updated_at` is `None`.
    pub updated_by: String,
    /// Raised by every change.
    pub version: i32,
}

impl Answer {
    /// How the answer stands.
    #[must_use]
    pub fn standing(&self) -> Standing {
        let reason = (!self.is_relevant).then(|| self.reason.clone());
        Standing::from_answer(self.documentation, self.implementation, reason)
    }
}

/// What an answer is to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnswerDraft {
    /// The level of what is written and approved.
    pub documentation: Option<Level>,
    /// The level of what is done.
    pub implementation: Option<Level>,
    /// Whether the control has a bearing here.
    pub is_relevant: bool,
    /// Why it has not: 1 to 1000 characters when it is not relevant, and forgotten when it is.
    pub reason: String,
    /// The level to reach; `None` leaves it.
    pub target: Option<Level>,
    /// What the assessor saw, at most 4000 characters.
    pub note: String,
    /// The finding, at most 2000 characters.
    pub finding: String,
}

impl From<&Answer> for AnswerDraft {
    fn from(answer: &Answer) -> Self {
        Self {
            documentation: answer.documentation,
            implementation: answer.implementation,
            is_relevant: answer.is_relevant,
            reason: answer.reason.clone(),
            target: Some(answer.target),
            note: answer.note.clone(),
            finding: answer.finding.clone(),
        }
    }
}

/// What is to change in an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AnswerEdit {
    /// All of it.
    Whole(AnswerDraft),
    /// The two levels; the texts stay, and the control becomes relevant when a level is given.
    Levels {
        /// The level of what is written and approved.
        documentation: Option<Level>,
        /// The level of what is done.
        implementation: Option<Level>,
    },
}

impl From<AnswerDraft> for AnswerEdit {
    fn from(draft: AnswerDraft) -> Self {
        Self::Whole(draft)
    }
}

impl AnswerEdit {
    /// The answer after the change.
    #[must_use]
    pub fn applied_to(&self, answer: &Answer) -> AnswerDraft {
        match self {
            Self::Whole(draft) => draft.clone(),
            Self::Levels { documentation, implementation } => {
                let is_relevant = answer.is_relevant || documentation.is_some() || implementation.is_some();
                AnswerDraft {
                    documentation: *documentation,
                    implementation: *implementation,
                    is_relevant,
                    ..AnswerDraft::from(answer)
                }
            }
        }
    }
}

impl AnswerDraft {
    /// Trims the texts and notes every fault; `prefix` stands before each field's name.
    pub(super) fn check(mut self, prefix: &str, faults: &mut Vec<FieldFault>) -> Self {
        for text in [&mut self.reason, &mut self.note, &mut self.finding] {
            *text = text.trim().replace("\r\n", "\n");
        }
        if self.is_relevant {
            self.reason.clear();
        } else {
            check::text(faults, &format!("{prefix}reason"), &self.reason, 1, 1000);
        }
        check::text(faults, &format!("{prefix}note"), &self.note, 0, 4000);
        check::text(faults, &format!("{prefix}finding"), &self.finding, 0, 2000);
        self
    }

    /// The row with this draft in it.
    pub(super) fn put_into(&self, row: &answer::Model) -> answer::Model {
        let number = |level: Option<Level>| level.map(|level| i16::from(level.get()));
        answer::Model {
            documentation: number(self.documentation),
            implementation: number(self.implementation),
            is_relevant: self.is_relevant,
            reason: self.reason.clone(),
            target: number(self.target).unwrap_or(row.target),
            note: self.note.clone(),
            finding: self.finding.clone(),
            ..row.clone()
        }
    }
}

pub(super) fn from_row(row: answer::Model) -> Result<Answer> {
    let unknown = |column, value: i16| DbError::UnknownValue { table: "answer", column, value: value.to_string() };
    let level = |column, value: i16| Level::from_i64(value.into()).map_err(|_| unknown(column, value));
    Ok(Answer {
        id: row.id.into(),
        control: row.control_id.into(),
        weight: Weight::from_i64(row.weight.into()).map_err(|_| unknown("weight", row.weight))?,
        target: level("target", row.target)?,
        is_relevant: row.is_relevant,
        documentation: row.documentation.map(|value| level("documentation", value)).transpose()?,
        implementation: row.implementation.map(|value| level("implementation", value)).transpose()?,
        reason: row.reason,
        note: row.note,
        finding: row.finding,
        updated_at: row.updated_at,
        updated_by: row.updated_by,
        version: row.version,
    })
}

/// What the audit log keeps of an answer.
pub(super) fn logged(row: &answer::Model, code: &str) -> Value {
    json!({
        "analysis_id": row.analysis_id,
        "control": code,
        "documentation": row.documentation,
        "implementation": row.implementation,
        "is_relevant": row.is_relevant,
        "reason": row.reason,
        "target": row.target,
        "note": row.note,
        "finding": row.finding,
        "version": row.version,
    })
}

impl From<bavn_core::gap_analysis::EvaluationError> for Error {
    fn from(error: bavn_core::gap_analysis::EvaluationError) -> Self {
        Self::System { what: "evaluation", message: error.to_string() }
    }
}
