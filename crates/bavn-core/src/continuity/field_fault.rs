//! What is wrong with something that people wrote down: a critical task, a recovery team, a recovery step.

use super::task::Dimension;
use crate::text::TextFault;

/// A field that cannot be stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldFault {
    /// The field's name; levels of impact as `impact`.
    pub field: &'static str,
    /// What is wrong.
    pub fault: Fault,
}

/// What is wrong with a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It must not be blank.
    Blank,
    /// It has too many characters.
    TooLong {
        /// The most allowed.
        max: usize,
    },
    /// It has characters that do not print.
    ControlCharacters,
    /// The number is out of range.
    OutOfRange {
        /// The least allowed.
        min: i64,
        /// The greatest allowed.
        max: i64,
    },
    /// The length of time is less than nothing.
    NegativeTime,
    /// The length of time is more than a year.
    TimeTooLong,
    /// The year is out of range.
    YearOutOfRange {
        /// The first allowed.
        min: i32,
        /// The last allowed.
        max: i32,
    },
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
    /// A team or an asset is named twice.
    Duplicate,
    /// The step takes more people than the team has.
    MoreThanTheTeam {
        /// How many the team has.
        capacity: i64,
    },
    /// There is no such team.
    NoSuchTeam,
    /// An asset waits for itself.
    WaitsForItself,
    /// There are too many.
    TooMany {
        /// The most allowed.
        max: usize,
    },
}

impl Fault {
    /// The stable code of the fault.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Blank => "required",
            Self::TooLong { .. } => "too_long",
            Self::ControlCharacters => "control_characters",
            Self::OutOfRange { .. } => "out_of_range",
            Self::NegativeTime => "negative_time",
            Self::TimeTooLong => "time_too_long",
            Self::YearOutOfRange { .. } => "year_out_of_range",
            Self::NoSuchMonth => "no_such_month",
            Self::LevelFalls { .. } => "level_falls",
            Self::ApproverIsOwner => "approver_is_owner",
            Self::NoDay => "no_day",
            Self::NotBetween => "not_between",
            Self::Duplicate => "named_twice",
            Self::MoreThanTheTeam { .. } => "more_than_the_team",
            Self::NoSuchTeam => "no_such_team",
            Self::WaitsForItself => "waits_for_itself",
            Self::TooMany { .. } => "too_many",
        }
    }
}

impl From<TextFault> for Fault {
    fn from(fault: TextFault) -> Self {
        match fault {
            TextFault::TooLong { max } => Self::TooLong { max },
            TextFault::ControlCharacters => Self::ControlCharacters,
        }
    }
}
