//! What is wrong with something that people wrote down: a critical task, a recovery team, a recovery step.

use super::task::Dimension;
use crate::field_fault::{self, FieldRule};

/// A field that cannot be stored; levels of impact are the field `impact`.
pub type FieldFault = field_fault::FieldFault<Rule>;

/// What is wrong with a field.
pub type Fault = field_fault::Fault<Rule>;

/// The rules of tasks, teams and steps beyond the bounds of their fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// The length of time is less than nothing.
    NegativeTime,
    /// The length of time is more than a year.
    TimeTooLong,
    /// A month is not 1 to 12.
    NoSuchMonth,
    /// A level of impact is lower than at an earlier time; harm does not get less by waiting.
    LevelFalls {
        /// In which dimension.
        dimension: Dimension,
        /// At which horizon, in minutes.
        horizon: u32,
    },
    /// Who answers for the task cannot be the one who approves it.
    ApproverIsOwner,
    /// Hours on no day.
    NoDay,
    /// The likely time is shorter than the optimistic, or longer than the pessimistic.
    NotBetween,
    /// The step takes more people than the team has.
    MoreThanTheTeam {
        /// How many the team has.
        capacity: i64,
    },
    /// There is no such team.
    NoSuchTeam,
    /// An asset waits for itself.
    WaitsForItself,
}

impl FieldRule for Rule {
    fn code(self) -> &'static str {
        match self {
            Self::NegativeTime => "negative_time",
            Self::TimeTooLong => "time_too_long",
            Self::NoSuchMonth => "no_such_month",
            Self::LevelFalls { .. } => "level_falls",
            Self::ApproverIsOwner => "approver_is_owner",
            Self::NoDay => "no_day",
            Self::NotBetween => "not_between",
            Self::MoreThanTheTeam { .. } => "more_than_the_team",
            Self::NoSuchTeam => "no_such_team",
            Self::WaitsForItself => "waits_for_itself",
        }
    }

    fn params(self) -> Vec<(&'static str, String)> {
        match self {
            Self::LevelFalls { dimension, horizon } => {
                vec![("dimension", dimension.key().to_owned()), ("horizon", horizon.to_string())]
            }
            Self::MoreThanTheTeam { capacity } => vec![("capacity", capacity.to_string())],
            _ => Vec::new(),
        }
    }
}
