//! Months on the calendar.

use time::{Date, Month};

/// The date `months` later; the day is cut to the month's last when the month is too short (31 January + 1 = 28 or 29
/// February). Past year 9999 it is [`Date::MAX`].
#[must_use]
pub fn add_months(date: Date, months: u32) -> Date {
    let zero_based = u64::from(u8::from(date.month())) - 1 + u64::from(months);
    let years = i32::try_from(zero_based / 12).unwrap_or(i32::MAX);
    let month = u8::try_from(zero_based % 12 + 1).ok().and_then(|number| Month::try_from(number).ok());
    let (Some(month), Some(year)) = (month, date.year().checked_add(years)) else { return Date::MAX };
    let day = date.day().min(month.length(year));
    Date::from_calendar_date(year, month, day).unwrap_or(Date::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::date;

    #[test]
    fn short_months_cut_the_day() {
        assert_eq!(add_months(date!(2027 - 01 - 31), 1), date!(2027 - 02 - 28));
        assert_eq!(add_months(date!(2028 - 01 - 31), 1), date!(2028 - 02 - 29));
        assert_eq!(add_months(date!(2026 - 11 - 30), 3), date!(2027 - 02 - 28));
        assert_eq!(add_months(date!(2026 - 12 - 15), 24), date!(2028 - 12 - 15));
        assert_eq!(add_months(Date::MAX, 1), Date::MAX);
        assert_eq!(add_months(date!(2026 - 12 - 15), u32::MAX), Date::MAX);
    }
}
