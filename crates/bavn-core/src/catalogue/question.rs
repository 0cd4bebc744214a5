//! Questions that an imported framework asks to answer a requirement.

use crate::lang::Localized;
use serde::{Deserialize, Serialize};

/// How a question is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum QuestionKind {
    /// One of the choices.
    One,
    /// Any of the choices.
    Many,
    /// A text.
    Text,
    /// A date.
    Date,
    /// Yes or no.
    Truth,
    /// A number.
    Number,
}

/// A question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// Its name in the framework's file.
    pub urn: String,
    /// How it is answered.
    pub kind: QuestionKind,
    /// What is asked.
    pub text: Localized,
    /// What can be chosen.
    #[serde(default)]
    pub choices: Vec<Choice>,
    /// The question and the choices of it without which this one is not asked.
    #[serde(default)]
    pub depends_on: Option<Dependence>,
}

/// The condition for a question to be asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dependence {
    /// The other question.
    pub question: String,
    /// The choices of it.
    pub choices: Vec<String>,
    /// Whether all of the choices must be taken; any of them is enough otherwise.
    pub all: bool,
}

/// Something that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// Its name in the framework's file.
    pub urn: String,
    /// What it says.
    pub text: Localized,
    /// More words on it.
    #[serde(default)]
    pub description: Option<Localized>,
    /// What it adds to the requirement's score.
    #[serde(default)]
    pub score: Option<i64>,
    /// What taking it says of the requirement.
    #[serde(default)]
    pub verdict: Option<Verdict>,
    /// The implementation groups that taking it brings into play.
    #[serde(default)]
    pub groups: Vec<String>,
}

/// What a choice says of its requirement, the worst first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// It is not met.
    Failed,
    /// It is met in part.
    Partly,
    /// It is met.
    Met,
    /// It does not concern whoever answers.
    NotApplicable,
}

impl Verdict {
    /// How much of the requirement is met, in halves.
    #[must_use]
    pub const fn halves(self) -> i64 {
        match self {
            Self::Failed | Self::NotApplicable => 0,
            Self::Partly => 1,
            Self::Met => 2,
        }
    }
}

impl Question {
    /// Whether it is answered by taking choices.
    #[must_use]
    pub fn has_choices(&self) -> bool {
        matches!(self.kind, QuestionKind::One | QuestionKind::Many) && !self.choices.is_empty()
    }
}
