//! Numbers, money, dates and moments as people in Denmark write them.

use bavn_core::lang::Lang;
use jiff::{Timestamp, tz::TimeZone};
use std::sync::LazyLock;
use time::{Date, OffsetDateTime};

static COPENHAGEN: LazyLock<TimeZone> = LazyLock::new(|| TimeZone::get("Europe/Copenhagen").unwrap_or(TimeZone::UTC));

const MONTHS_DA: [&str; 12] = [
    "januar",
    "februar",
    "marts",
    "april",
    "maj",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "december",
];
const MONTHS_EN: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

fn local(at: OffsetDateTime) -> jiff::civil::DateTime {
    let nanos = at.unix_timestamp_nanos();
    Timestamp::from_nanosecond(nanos).unwrap_or(Timestamp::UNIX_EPOCH).to_zoned(COPENHAGEN.clone()).datetime()
}

/// The date in Denmark at a moment.
#[must_use]
pub fn date_of(at: OffsetDateTime) -> Date {
    let local = local(at).date();
    let month = time::Month::try_from(u8::try_from(local.month()).unwrap_or(1)).unwrap_or(time::Month::January);
    Date::from_calendar_date(local.year().into(), month, u8::try_from(local.day()).unwrap_or(1)).unwrap_or(at.date())
}

/// The hour in Denmark at a moment, 0 to 23.
#[must_use]
pub fn hour_of(at: OffsetDateTime) -> i8 {
    local(at).hour()
}

/// The moment at which a day begins in Denmark, UTC.
#[must_use]
pub fn start_of_day(day: Date) -> OffsetDateTime {
    let number = |value: u8| i8::try_from(value).unwrap_or(1);
    let year = i16::try_from(day.year()).unwrap_or(1970);
    jiff::civil::Date::new(year, number(day.month().into()), number(day.day()))
        .ok()
        .and_then(|date| date.to_zoned(COPENHAGEN.clone()).ok())
        .and_then(|zoned| OffsetDateTime::from_unix_timestamp(zoned.timestamp().as_second()).ok())
        .unwrap_or_else(|| day.midnight().assume_utc())
}

/// `12. oktober 2026` or `12 October 2026`.
#[must_use]
pub fn date(lang: Lang, date: Date) -> String {
    let month = usize::from(u8::from(date.month())) - 1;
    match lang {
        Lang::Da => format!("{}. {} {}", date.day(), MONTHS_DA[month], date.year()),
        Lang::En => format!("{} {} {}", date.day(), MONTHS_EN[month], date.year()),
    }
}

/// `12.10.2026` or `12 Oct 2026`: for tables.
#[must_use]
pub fn short_date(lang: Lang, date: Date) -> String {
    match lang {
        Lang::Da => format!("{:02}.{:02}.{}", date.day(), u8::from(date.month()), date.year()),
        Lang::En => {
            format!("{:02} {} {}", date.day(), &MONTHS_EN[usize::from(u8::from(date.month())) - 1][..3], date.year())
        }
    }
}

/// `2026-10-12`, for date fields.
#[must_use]
pub fn iso_date(date: Date) -> String {
    format!("{:04}-{:02}-{:02}", date.year(), u8::from(date.month()), date.day())
}

/// Reads `2026-10-12` from a date field.
#[must_use]
pub fn parse_iso_date(text: &str) -> Option<Date> {
    Date::parse(text.trim(), time::macros::format_description!("[year]-[month]-[day]")).ok()
}

/// `kl. 10.42` or `10:42`.
#[must_use]
pub fn clock(lang: Lang, at: OffsetDateTime) -> String {
    let local = local(at);
    match lang {
        Lang::Da => format!("kl. {:02}.{:02}", local.hour(), local.minute()),
        Lang::En => format!("{:02}:{:02}", local.hour(), local.minute()),
    }
}

/// `12. oktober 2026 kl. 10.42`.
#[must_use]
pub fn moment(lang: Lang, at: OffsetDateTime) -> String {
    format!("{} {}", date(lang, date_of(at)), clock(lang, at))
}

/// `12.10.2026 10.42.07`: for the audit log.
#[must_use]
pub fn exact_moment(lang: Lang, at: OffsetDateTime) -> String {
    let local_time = local(at);
    let separator = if lang == Lang::Da { '.' } else { ':' };
    format!(
        "{} {:02}{separator}{:02}{separator}{:02}",
        short_date(lang, date_of(at)),
        local_time.hour(),
        local_time.minute(),
        local_time.second()
    )
}

/// `480.000` or `480,000`.
#[must_use]
pub fn whole(lang: Lang, number: i64) -> String {
    let separator = if lang == Lang::Da { '.' } else { ',' };
    let digits = number.unsigned_abs().to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3 + 1);
    if number < 0 {
        text.push('\u{2212}');
    }
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(separator);
        }
        text.push(digit);
    }
    text
}

/// `480.000 kr.` or `DKK 480,000`.
#[must_use]
pub fn kroner(lang: Lang, amount: i64) -> String {
    match lang {
        Lang::Da => format!("{}\u{a0}kr.", whole(lang, amount)),
        Lang::En => format!("DKK\u{a0}{}", whole(lang, amount)),
    }
}

/// `4. kvartal 2026` or `Q4 2026`.
#[must_use]
pub fn quarter(lang: Lang, date: Date) -> String {
    let number = (u8::from(date.month()) - 1) / 3 + 1;
    match lang {
        Lang::Da => format!("{number}. kvartal {}", date.year()),
        Lang::En => format!("Q{number} {}", date.year()),
    }
}

/// `12 kB`, `3,4 MB`.
#[must_use]
pub fn bytes(lang: Lang, count: i64) -> String {
    if count < 1_000_000 {
        return format!("{}\u{a0}kB", whole(lang, (count + 999) / 1000));
    }
    let tenths = (count + 50_000) / 100_000;
    let separator = if lang == Lang::Da { ',' } else { '.' };
    format!("{}{separator}{}\u{a0}MB", whole(lang, tenths / 10), tenths % 10)
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::{date, datetime};

    #[test]
    fn danish_and_english() {
        assert_eq!(date(Lang::Da, date!(2026 - 10 - 12)), "12. oktober 2026");
        assert_eq!(whole(Lang::Da, -1_234_567), "\u{2212}1.234.567");
        assert_eq!(kroner(Lang::En, 480_000), "DKK\u{a0}480,000");
        assert_eq!(bytes(Lang::Da, 3_400_000), "3,4\u{a0}MB");
        assert_eq!(quarter(Lang::Da, date!(2027 - 04 - 01)), "2. kvartal 2027");
        assert_eq!(parse_iso_date("2026-02-30"), None);
    }

    #[test]
    fn midnight_is_danish_summer_and_winter() {
        assert_eq!(date_of(datetime!(2026-07-01 22:30 UTC)), date!(2026 - 07 - 02));
        assert_eq!(date_of(datetime!(2026-12-31 22:59 UTC)), date!(2026 - 12 - 31));
        assert_eq!(start_of_day(date!(2026 - 07 - 02)), datetime!(2026-07-01 22:00 UTC));
        assert_eq!(clock(Lang::Da, datetime!(2026-07-01 08:42 UTC)), "kl. 10.42");
    }
}
