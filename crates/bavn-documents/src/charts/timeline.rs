//! Dates along an axis.

use time::{Date, Month};

/// A span of days drawn over a width.
#[derive(Clone, Copy)]
pub(super) struct Timeline {
    from: Date,
    days: f64,
    left: f64,
    width: f64,
}

impl Timeline {
    /// `until` not after `from` is drawn as one day.
    pub(super) fn new(from: Date, until: Date, left: f64, width: f64) -> Self {
        Self { from, days: days_between(from, until).max(1.0), left, width }
    }

    /// Where a date lies, kept inside the axis.
    pub(super) fn x(&self, date: Date) -> f64 {
        self.left + (days_between(self.from, date) / self.days).clamp(0.0, 1.0) * self.width
    }

    pub(super) fn holds(&self, date: Date) -> bool {
        let day = days_between(self.from, date);
        (0.0..=self.days).contains(&day)
    }

    /// The first day of each quarter on the axis, with its number.
    pub(super) fn quarters(&self) -> Vec<(Date, u8)> {
        let mut found = Vec::new();
        for year in self.from.year()..=self.from.year().saturating_add(40) {
            for (month, quarter) in [(Month::January, 1), (Month::April, 2), (Month::July, 3), (Month::October, 4)] {
                if let Ok(date) = Date::from_calendar_date(year, month, 1) {
                    if days_between(self.from, date) > self.days {
                        return found;
                    }
                    if self.holds(date) {
                        found.push((date, quarter));
                    }
                }
            }
        }
        found
    }
}

fn days_between(from: Date, until: Date) -> f64 {
    f64::from(until.to_julian_day()) - f64::from(from.to_julian_day())
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::date;

    #[test]
    fn quarters_lie_in_order_on_the_axis() {
        let line = Timeline::new(date!(2026 - 02 - 01), date!(2027 - 04 - 01), 0.0, 424.0);
        let quarters = line.quarters();
        assert_eq!(quarters.iter().map(|(_, quarter)| *quarter).collect::<Vec<_>>(), [2, 3, 4, 1, 2]);
        assert!((line.x(date!(2026 - 02 - 11)) - 10.0).abs() < 1e-9);
        assert!((line.x(date!(2020 - 01 - 01)) - 0.0).abs() < 1e-9);
        assert!(line.holds(date!(2027 - 04 - 01)) && !line.holds(date!(2027 - 04 - 02)));
    }

    #[test]
    fn an_axis_turned_round_is_one_day() {
        let line = Timeline::new(date!(2026 - 02 - 01), date!(2025 - 02 - 01), 0.0, 10.0);
        assert!(line.x(date!(2026 - 02 - 02)).is_finite());
        assert!(line.quarters().len() <= 1);
    }
}
