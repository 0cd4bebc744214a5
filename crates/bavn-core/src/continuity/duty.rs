//! When teams are at work.

use super::{Minute, Span, Spans};
use serde::{Deserialize, Serialize};

/// Minutes of a week.
pub const WEEK: Minute = 7 * DAY;
/// Minutes of a day.
pub const DAY: Minute = 1_440;

/// A minute of the week, 0 to 10,079: 0 is Monday 00:00.
pub type WeekMinute = u32;

/// When a team is at work.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Duty {
    /// Day and night.
    #[default]
    Always,
    /// On some days of the week, between two times of the day.
    Hours {
        /// The days on which it begins work: bit 0 is Monday, bit 6 Sunday.
        days: u8,
        /// The first minute of the day at work, 0 to 1,439.
        from: u16,
        /// The first minute of the day off work, 0 to 1,440. At or before `from` it is on the day after: a night shift.
        until: u16,
    },
}

impl Duty {
    /// When the team is at work from a minute of the week on, for so many minutes. Minutes count from that minute.
    #[must_use]
    pub fn at_work(self, starts: WeekMinute, minutes: Minute) -> Spans {
        let whole = Span { from: 0, until: minutes };
        let Self::Hours { days, from, until } = self else { return Spans::new(vec![whole]) };
        let (from, until) = (Minute::from(from), Minute::from(until));
        let length = if until > from { until - from } else { until + DAY - from };
        // A shift that began the day before may still be going on.
        let first = starts / DAY;
        let shifts = (0..=minutes / DAY + 2).filter(|day| days >> ((first + day + 6) % 7) & 1 == 1);
        let ends = starts + DAY;
        let spans = shifts.map(|day| {
            let begins = (first + day) * DAY + from;
            let until = (begins + length).saturating_sub(ends).min(minutes);
            Span { from: begins.saturating_sub(ends).min(until), until }
        });
        Spans::new(spans.collect())
    }

    /// Whether the numbers are in their ranges and there is a day of work.
    pub(super) const fn is_valid(self) -> bool {
        match self {
            Self::Always => true,
            Self::Hours { days, from, until } => {
                days > 0 && days < 128 && (from as Minute) < DAY && until as Minute <= DAY
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{DAY, Duty, WEEK};
    use proptest::prelude::*;

    fn told(duty: Duty, starts: u32, minutes: u32) -> Vec<(u32, u32)> {
        duty.at_work(starts, minutes).iter().map(|span| (span.from, span.until)).collect()
    }

    #[test]
    fn working_days_from_eight_to_four() {
        let duty = Duty::Hours { days: 0b001_1111, from: 480, until: 960 };
        // From Friday 12:00: until 16:00, then from Monday 8:00, 68 hours on.
        assert_eq!(told(duty, 4 * DAY + 720, 4 * DAY), [(0, 240), (4_080, 4_560), (5_520, 5_760)]);
        assert_eq!(told(Duty::Always, 5, 100), [(0, 100)]);
        // Friday night from 22 to 6, seen from Saturday 5:00.
        assert_eq!(told(Duty::Hours { days: 0b001_0000, from: 1_320, until: 360 }, 5 * DAY + 300, 600), [(0, 60)]);
    }

    proptest! {
        #[test]
        fn as_minute_by_minute(days in 1_u8..128, from in 0_u16..1_440, until in 0_u16..=1_440, starts in 0..WEEK, minutes in 1_u32..9_000) {
            let (duty, spans) = (Duty::Hours { days, from, until }, Duty::Hours { days, from, until }.at_work(starts, minutes));
            prop_assert!(duty.is_valid());
            let (from, until) = (u32::from(from), u32::from(until));
            let begins = |day: u32| days >> (day % 7) & 1 == 1;
            for minute in (0..minutes).step_by(7) {
                let (day, time) = ((starts + minute) / DAY, (starts + minute) % DAY);
                let is_at_work = if from < until {
                    begins(day) && (from..until).contains(&time)
                } else {
                    (begins(day) && time >= from) || (begins(day + 6) && time < until)
                };
                prop_assert_eq!(spans.contains(minute), is_at_work, "minute {}", minute);
            }
        }
    }
}
