//! How the coverage went, month by month.

use crate::kit::{Tr, format};
use bavn_app::asset::CoverageDay;
use std::fmt::Write as _;

/// A question over time.
pub(super) struct Trend {
    /// The points of the line, in a drawing of 300 by 60.
    pub(super) points: String,
    /// The drawing in words.
    pub(super) label: String,
    /// Day and percent.
    pub(super) rows: Vec<(String, String)>,
}

/// The trend of the question at a place; nothing while there are not two days to draw a line between.
pub(super) fn trend(t: Tr, days: &[CoverageDay], place: usize) -> Option<Trend> {
    let known: Vec<(&CoverageDay, usize)> =
        days.iter().filter_map(|day| Some((day, day.coverage[place].percent()?))).collect();
    let ((first, from), (_, to)) = (*known.first()?, *known.last()?);
    let last = known.len().checked_sub(1).filter(|last| *last > 0)?;
    let mut points = String::new();
    for (at, (_, percent)) in known.iter().enumerate() {
        // In whole units: 300 wide, 60 high, two to each side for the line's width.
        let (x, y) = (2 + at * 296 / last, 58 - percent * 56 / 100);
        let gap = if points.is_empty() { "" } else { " " };
        // Writing to a text cannot fail.
        let _ = write!(points, "{gap}{x},{y}");
    }
    let day = |day: &CoverageDay| format::date(t.lang(), day.day);
    Some(Trend {
        points,
        label: t.with("asset-trend", &[("from", from.to_string()), ("day", day(first)), ("to", to.to_string())]),
        rows: known.iter().map(|(one, percent)| (day(one), format!("{percent} %"))).collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use bavn_core::{asset::Coverage, lang::Lang};
    use time::macros::date;

    #[test]
    fn a_line_wants_two_days() {
        let day = |day, good, bad| {
            let coverage = Coverage { good, bad, ..Coverage::default() };
            CoverageDay { day, coverage: [coverage, Coverage::default(), coverage, coverage] }
        };
        let days =
            [day(date!(2026 - 09 - 30), 1, 3), day(date!(2026 - 10 - 31), 1, 1), day(date!(2026 - 11 - 02), 4, 0)];
        let t = Tr::new(Lang::Da);
        assert!(trend(t, &days[..1], 0).is_none());
        assert!(trend(t, &days, 1).is_none(), "nothing was asked about");
        let drawn = trend(t, &days, 0).unwrap();
        assert_eq!(drawn.points, "2,44 150,30 298,2");
        assert_eq!(drawn.rows.last().unwrap().1, "100 %");
        assert!(drawn.label.contains("25") && drawn.label.contains("100"), "{}", drawn.label);
    }
}
