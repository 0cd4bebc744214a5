//! The phases of a plan.

use super::add_months;
use serde::{Deserialize, Serialize};
use time::Date;

/// When a measure is to be finished, counted in months from the start of the plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// Within three months.
    #[serde(rename = "months_0_3")]
    Months0To3,
    /// After three and within six months.
    #[serde(rename = "months_3_6")]
    Months3To6,
    /// After six and within twelve months.
    #[serde(rename = "months_6_12")]
    Months6To12,
    /// After twelve and within eighteen months.
    #[serde(rename = "months_12_18")]
    Months12To18,
    /// After eighteen months.
    Later,
}

impl Phase {
    /// The phases in order.
    pub const ALL: [Self; 5] = [Self::Months0To3, Self::Months3To6, Self::Months6To12, Self::Months12To18, Self::Later];

    /// The stable word for databases and files.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Months0To3 => "months_0_3",
            Self::Months3To6 => "months_3_6",
            Self::Months6To12 => "months_6_12",
            Self::Months12To18 => "months_12_18",
            Self::Later => "later",
        }
    }

    /// The phase of a stable word.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|phase| phase.key() == key)
    }

    /// The first and the last month of the phase, counted from the start of the plan. The last phase is open; a measure
    /// in it that has no dates is planned from month 18 to 24.
    #[must_use]
    pub const fn months(self) -> (u32, u32) {
        match self {
            Self::Months0To3 => (0, 3),
            Self::Months3To6 => (3, 6),
            Self::Months6To12 => (6, 12),
            Self::Months12To18 => (12, 18),
            Self::Later => (18, 24),
        }
    }

    /// The first and the last day of the phase in a plan that starts on `start`.
    #[must_use]
    pub fn window(self, start: Date) -> (Date, Date) {
        let (from, to) = self.months();
        let last = add_months(start, to);
        (add_months(start, from), last.previous_day().unwrap_or(last))
    }

    /// The phase in which a measure that is due on `due` is finished, in a plan that starts on `start`.
    #[must_use]
    pub fn of(start: Date, due: Date) -> Self {
        Self::ALL.into_iter().find(|phase| due < add_months(start, phase.months().1)).unwrap_or(Self::Later)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::date;

    #[test]
    fn a_window_lies_in_its_own_phase_and_windows_touch() {
        for start in [date!(2025 - 01 - 01), date!(2026 - 11 - 30), date!(2028 - 02 - 29)] {
            let mut expected = start;
            for phase in Phase::ALL {
                let (first, last) = phase.window(start);
                assert_eq!(first, expected);
                assert_eq!((Phase::of(start, first), Phase::of(start, last)), (phase, phase));
                expected = last.next_day().unwrap();
            }
        }
    }

    #[test]
    fn before_the_plan_is_the_first_phase_and_long_after_the_last() {
        assert_eq!(Phase::of(date!(2025 - 01 - 01), date!(2024 - 06 - 01)), Phase::Months0To3);
        assert_eq!(Phase::of(date!(2025 - 01 - 01), date!(2039 - 06 - 01)), Phase::Later);
    }

    #[test]
    fn words_agree_with_json() {
        for phase in Phase::ALL {
            assert_eq!(serde_json::to_value(phase).unwrap(), phase.key());
            assert_eq!(Phase::from_key(phase.key()), Some(phase));
        }
    }
}
