//! When money is spent.

use crate::measure::{Measure, State};
use time::Date;

/// A range of calendar years, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Years {
    first: i32,
    last: i32,
}

/// A range of years that cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("years {first} to {last}: expected 1 to {max} years, the first not after the last", max = Years::MAX)]
pub struct YearsError {
    /// The first year, as given.
    pub first: i32,
    /// The last year, as given.
    pub last: i32,
}

impl Years {
    /// The most years in one range.
    pub const MAX: i32 = 50;

    /// The years from `first` to `last`.
    ///
    /// # Errors
    /// When the last is before the first, or there are more than [`Years::MAX`].
    pub const fn new(first: i32, last: i32) -> Result<Self, YearsError> {
        match last.checked_sub(first) {
            Some(span) if span >= 0 && span < Self::MAX => Ok(Self { first, last }),
            _ => Err(YearsError { first, last }),
        }
    }

    /// The years in order.
    pub fn iter(self) -> impl Iterator<Item = i32> {
        self.first..=self.last
    }

    /// Whether the year is in the range.
    #[must_use]
    pub fn contains(self, year: i32) -> bool {
        (self.first..=self.last).contains(&year)
    }
}

/// The one-off cost that falls in a year: all of it in the year in which the measure is expected to finish.
pub(super) fn once_in(measure: &Measure, finish: Date, year: i32) -> i64 {
    if measure.state != State::Dropped && finish.year() == year { measure.cost_once } else { 0 }
}

/// The running cost that falls in a year: a twelfth of the yearly cost for each month of the year after the month in which
/// the measure is expected to finish, rounded half up to whole kroner.
pub(super) fn running_in(measure: &Measure, finish: Date, year: i32) -> i64 {
    if measure.state == State::Dropped {
        return 0;
    }
    let months = match year - finish.year() {
        ..0 => 0,
        0 => 12 - i64::from(u8::from(finish.month())),
        1.. => 12,
    };
    (measure.cost_yearly * months * 2 + 12).div_euclid(24)
}
