//! The states of a measure and the ways between them.

use serde::{Deserialize, Serialize};

/// How far a measure is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Somebody has proposed it.
    Proposed,
    /// It is decided and has not begun.
    Approved,
    /// Work is going on.
    InProgress,
    /// It is finished.
    Done,
    /// It is given up; it stays in the plan with its history.
    Dropped,
}

impl State {
    /// The states in order.
    pub const ALL: [Self; 5] = [Self::Proposed, Self::Approved, Self::InProgress, Self::Done, Self::Dropped];

    /// The stable word for databases and files.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Proposed => "proposed",
            Self::Approved => "approved",
            Self::InProgress => "in_progress",
            Self::Done => "done",
            Self::Dropped => "dropped",
        }
    }

    /// The state of a stable word.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.key() == key)
    }

    /// The states that can follow this one: forward one step, back one step, and dropped from anywhere but done. A dropped
    /// measure can be proposed again.
    #[must_use]
    pub const fn next(self) -> &'static [Self] {
        match self {
            Self::Proposed => &[Self::Approved, Self::Dropped],
            Self::Approved => &[Self::InProgress, Self::Proposed, Self::Dropped],
            Self::InProgress => &[Self::Done, Self::Approved, Self::Dropped],
            Self::Done => &[Self::InProgress],
            Self::Dropped => &[Self::Proposed],
        }
    }

    /// Whether this state can follow `self`; staying is always allowed.
    #[must_use]
    pub fn can_become(self, next: Self) -> bool {
        self == next || self.next().contains(&next)
    }

    /// Whether work remains: not done and not dropped.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Proposed | Self::Approved | Self::InProgress)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ways_between_states() {
        let allowed: Vec<String> = State::ALL
            .into_iter()
            .flat_map(|from| State::ALL.into_iter().map(move |to| (from, to)))
            .filter(|(from, to)| from != to && from.can_become(*to))
            .map(|(from, to)| format!("{}>{}", from.key(), to.key()))
            .collect();
        assert_eq!(
            allowed,
            [
                "proposed>approved",
                "proposed>dropped",
                "approved>proposed",
                "approved>in_progress",
                "approved>dropped",
                "in_progress>approved",
                "in_progress>done",
                "in_progress>dropped",
                "done>in_progress",
                "dropped>proposed",
            ]
        );
    }

    #[test]
    fn words_agree_with_json() {
        for state in State::ALL {
            assert_eq!(serde_json::to_value(state).unwrap(), state.key());
            assert_eq!(State::from_key(state.key()), Some(state));
        }
    }
}
