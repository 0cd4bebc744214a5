//! Hours per quarter and role.

use super::{Quarter, Schedule};
use crate::measure::{EffortRole, Measure, State};
use std::collections::BTreeMap;
use time::Date;

/// Hours of one role in one quarter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
pub struct QuarterHours {
    /// The quarter.
    pub quarter: Quarter,
    /// The role.
    pub role: EffortRole,
    /// Whole hours, 1 or more.
    pub hours: u64,
}

/// The hours of a plan by quarter and role, in that order.
///
/// A measure's hours are spread evenly over the days from expected start to expected finish. Whole hours are conserved
/// exactly: each quarter gets the whole part of its share, and the hours that are left go to the quarters with the largest
/// remainders, the earlier first. Dropped measures count nothing. `schedule` must be that of `measures`.
#[must_use]
pub fn hours_per_quarter(measures: &[Measure], schedule: &Schedule) -> Vec<QuarterHours> {
    let mut sums: BTreeMap<(Quarter, EffortRole), u64> = BTreeMap::new();
    for (measure, slot) in measures.iter().zip(&schedule.measures) {
        if measure.state == State::Dropped {
            continue;
        }
        let days = days_per_quarter(slot.expected_start, slot.expected_finish);
        for &(role, hours) in &measure.hours {
            for (quarter, share) in spread(hours, &days) {
                *sums.entry((quarter, role)).or_default() += u64::from(share);
            }
        }
    }
    let entry = |((quarter, role), hours)| QuarterHours { quarter, role, hours };
    sums.into_iter().filter(|(_, hours)| *hours > 0).map(entry).collect()
}

/// How many days of `start..=finish` lie in each quarter.
fn days_per_quarter(start: Date, finish: Date) -> Vec<(Quarter, u64)> {
    let mut days = Vec::new();
    let mut from = start;
    while from <= finish {
        let quarter = Quarter::of(from);
        let to = quarter.last_day().min(finish);
        days.push((quarter, u64::try_from((to - from).whole_days() + 1).unwrap_or(0)));
        let Some(next) = to.next_day() else { break };
        from = next;
    }
    days
}

/// Shares of `hours` in proportion to days, whole and summing to `hours`, by largest remainder.
fn spread(hours: u32, days: &[(Quarter, u64)]) -> Vec<(Quarter, u32)> {
    let total: u64 = days.iter().map(|(_, days)| days).sum();
    if total == 0 {
        return Vec::new();
    }
    let share = |days: u64| u64::from(hours) * days;
    let mut shares: Vec<(Quarter, u32)> =
        days.iter().map(|&(quarter, days)| (quarter, u32::try_from(share(days) / total).unwrap_or(hours))).collect();
    let given: u32 = shares.iter().map(|(_, hours)| hours).sum();
    let mut by_remainder: Vec<usize> = (0..days.len()).collect();
    by_remainder.sort_by_key(|&at| std::cmp::Reverse(share(days[at].1) % total));
    for at in by_remainder.into_iter().take(usize::try_from(hours - given).unwrap_or(0)) {
        shares[at].1 += 1;
    }
    shares
}
