//! How much hangs on an asset: 0 to 4.

use serde::{Deserialize, Serialize};
use std::fmt;

/// A grade of criticality, confidentiality, integrity or availability: 0 (none), 1 (low), 2 (medium), 3 (high), 4 (very high).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub struct Grade(u8);

/// A number that is not a grade.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("grade {value} is not a whole number from 0 to 4")]
pub struct GradeError {
    /// The number as it was given.
    pub value: i64,
}

impl Grade {
    /// The lowest grade, 0.
    pub const MIN: Self = Self(0);
    /// The grade from which an asset counts as critical, 3.
    pub const CRITICAL: Self = Self(3);
    /// The highest grade, 4.
    pub const MAX: Self = Self(4);
    /// The five grades, lowest first.
    pub const ALL: [Self; 5] = [Self(0), Self(1), Self(2), Self(3), Self(4)];

    /// The grade as a number, 0 to 4.
    #[must_use]
    pub const fn get(self) -> u8 {
        self.0
    }

    /// One grade lower; the lowest stays.
    #[must_use]
    pub const fn one_less(self) -> Self {
        Self(self.0.saturating_sub(1))
    }

    /// A grade from a stored or typed number.
    ///
    /// # Errors
    /// When the number is not 0 to 4.
    pub fn from_i64(value: i64) -> Result<Self, GradeError> {
        match u8::try_from(value) {
            Ok(grade) if grade <= Self::MAX.0 => Ok(Self(grade)),
            _ => Err(GradeError { value }),
        }
    }
}

impl TryFrom<u8> for Grade {
    type Error = GradeError;

    fn try_from(value: u8) -> Result<Self, GradeError> {
        Self::from_i64(i64::from(value))
    }
}

impl From<Grade> for u8 {
    fn from(grade: Grade) -> Self {
        grade.0
    }
}

impl fmt::Display for Grade {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(out)
    }
}
