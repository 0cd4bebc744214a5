//! Quarters of a calendar year.

use serde::Serialize;
use time::{Date, Month};

/// A quarter of a calendar year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Quarter {
    /// The year.
    pub year: i32,
    /// 1 to 4.
    pub number: u8,
}

impl Quarter {
    /// The quarter of a date.
    #[must_use]
    pub fn of(date: Date) -> Self {
        Self { year: date.year(), number: (u8::from(date.month()) - 1) / 3 + 1 }
    }

    /// The quarter after this one.
    #[must_use]
    pub const fn next(self) -> Self {
        if self.number < 4 {
            Self { year: self.year, number: self.number + 1 }
        } else {
            Self { year: self.year + 1, number: 1 }
        }
    }

    /// Its last day.
    #[must_use]
    pub fn last_day(self) -> Date {
        let month = match self.number {
            1 => Month::March,
            2 => Month::June,
            3 => Month::September,
            _ => Month::December,
        };
        Date::from_calendar_date(self.year, month, month.length(self.year)).unwrap_or(Date::MAX)
    }
}
