//! Maturity levels and weights: small whole numbers that cannot be out of range.

use serde::{Deserialize, Serialize};
use std::fmt;

/// A maturity level from 0 (not present) to 5 (continually improved).
///
/// The scale of Danish municipal gap analyses; the meaning of each level stands in the control set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub struct Level(u8);

/// A number that is not a maturity level.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("level {value} is not a whole number from 0 to 5")]
pub struct LevelError {
    /// The number as it was given.
    pub value: i64,
}

impl Level {
    /// The lowest level, 0.
    pub const MIN: Self = Self(0);
    /// The highest level, 5.
    pub const MAX: Self = Self(5);
    /// The six levels, lowest first.
    pub const ALL: [Self; 6] = [Self(0), Self(1), Self(2), Self(3), Self(4), Self(5)];

    /// The level as a number, 0 to 5.
    #[must_use]
    pub const fn get(self) -> u8 {
        self.0
    }

    /// A level from a stored or typed number.
    ///
    /// # Errors
    /// When the number is not 0 to 5.
    pub fn from_i64(value: i64) -> Result<Self, LevelError> {
        match u8::try_from(value) {
            Ok(level) if level <= Self::MAX.0 => Ok(Self(level)),
            _ => Err(LevelError { value }),
        }
    }
}

impl TryFrom<u8> for Level {
    type Error = LevelError;

    fn try_from(value: u8) -> Result<Self, LevelError> {
        Self::from_i64(i64::from(value))
    }
}

impl From<Level> for u8 {
    fn from(level: Level) -> Self {
        level.0
    }
}

impl fmt::Display for Level {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(out)
    }
}

/// How much a control counts in its area, or an area in the total: 1 to 5.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub struct Weight(u8);

/// A number that is not a weight.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("weight {value} is not a whole number from 1 to 5")]
pub struct WeightError {
    /// The number as it was given.
    pub value: i64,
}

impl Weight {
    /// The least weight, 1.
    pub const MIN: Self = Self(1);
    /// The greatest weight, 5.
    pub const MAX: Self = Self(5);

    /// The weight as a number, 1 to 5.
    #[must_use]
    pub const fn get(self) -> u8 {
        self.0
    }

    /// A weight from a stored or typed number.
    ///
    /// # Errors
    /// When the number is not 1 to 5.
    pub fn from_i64(value: i64) -> Result<Self, WeightError> {
        match u8::try_from(value) {
            Ok(weight) if (Self::MIN.0..=Self::MAX.0).contains(&weight) => Ok(Self(weight)),
            _ => Err(WeightError { value }),
        }
    }
}

impl TryFrom<u8> for Weight {
    type Error = WeightError;

    fn try_from(value: u8) -> Result<Self, WeightError> {
        Self::from_i64(i64::from(value))
    }
}

impl From<Weight> for u8 {
    fn from(weight: Weight) -> Self {
        weight.0
    }
}

impl fmt::Display for Weight {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ranges_are_closed() {
        for value in 0..=u8::MAX {
            assert_eq!(Level::try_from(value).is_ok(), value <= 5);
            assert_eq!(Weight::try_from(value).is_ok(), (1..=5).contains(&value));
        }
        assert_eq!(Level::from_i64(-1), Err(LevelError { value: -1 }));
        assert_eq!(Weight::from_i64(i64::MAX), Err(WeightError { value: i64::MAX }));
    }
}
