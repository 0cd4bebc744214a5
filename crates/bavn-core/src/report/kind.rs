use serde::{Deserialize, Serialize};

/// What sort of report it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReportKind {
    /// The one-page memo for the directors (*ledelsesnotat*).
    Memo,
    /// The whole plan as a document (*handleplan*).
    Plan,
}

impl ReportKind {
    /// Both kinds.
    pub const ALL: [Self; 2] = [Self::Memo, Self::Plan];

    /// The stable word for databases and files.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Memo => "memo",
            Self::Plan => "plan",
        }
    }

    /// The kind of a stable word.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }
}
