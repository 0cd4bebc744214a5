//! How an answer stands.

use super::Level;
use serde::{Deserialize, Serialize};

/// One of the two things that are scored for a control.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// What is written and approved.
    Documentation,
    /// What is done and can be shown.
    Implementation,
}

/// How the answer to one control stands.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Standing {
    /// Nothing is answered. This is not zero.
    #[default]
    NotAssessed,
    /// Only one of the two parts is answered; it counts as not assessed.
    Started {
        /// The part that is answered.
        part: Part,
        /// Its level.
        level: Level,
    },
    /// The control has no bearing here; it counts nowhere.
    NotRelevant {
        /// Why it has no bearing.
        reason: String,
    },
    /// Both parts are answered.
    Assessed {
        /// The level of what is written and approved.
        documentation: Level,
        /// The level of what is done.
        implementation: Level,
    },
}

impl Standing {
    /// The standing of a stored answer. A reason for not being relevant wins over levels that are still there.
    #[must_use]
    pub fn from_answer(
        documentation: Option<Level>,
        implementation: Option<Level>,
        not_relevant: Option<String>,
    ) -> Self {
        match (not_relevant, documentation, implementation) {
            (Some(reason), _, _) => Self::NotRelevant { reason },
            (None, Some(documentation), Some(implementation)) => Self::Assessed { documentation, implementation },
            (None, Some(level), None) => Self::Started { part: Part::Documentation, level },
            (None, None, Some(level)) => Self::Started { part: Part::Implementation, level },
            (None, None, None) => Self::NotAssessed,
        }
    }

    /// The control's score: the lower of documentation and implementation, when both are answered.
    #[must_use]
    pub fn score(&self) -> Option<Level> {
        match self {
            Self::Assessed { documentation, implementation } => Some(*documentation.min(implementation)),
            _ => None,
        }
    }

    /// The level of documentation, when it is answered and the control is relevant.
    #[must_use]
    pub const fn documentation(&self) -> Option<Level> {
        match self {
            Self::Assessed { documentation: level, .. } | Self::Started { part: Part::Documentation, level } => {
                Some(*level)
            }
            _ => None,
        }
    }

    /// The level of implementation, when it is answered and the control is relevant.
    #[must_use]
    pub const fn implementation(&self) -> Option<Level> {
        match self {
            Self::Assessed { implementation: level, .. } | Self::Started { part: Part::Implementation, level } => {
                Some(*level)
            }
            _ => None,
        }
    }

    /// Whether the control counts: everything but [`Standing::NotRelevant`].
    #[must_use]
    pub const fn is_relevant(&self) -> bool {
        !matches!(self, Self::NotRelevant { .. })
    }

    /// Whether both parts are answered.
    #[must_use]
    pub const fn is_assessed(&self) -> bool {
        matches!(self, Self::Assessed { .. })
    }

    /// Whether only one part is answered.
    #[must_use]
    pub const fn is_started(&self) -> bool {
        matches!(self, Self::Started { .. })
    }
}
