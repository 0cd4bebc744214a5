//! Numbers and days as Danes and their programs write them.

use time::{Date, Month, OffsetDateTime};

/// A decimal number, rounded to a whole one, halves away from zero.
///
/// The last of several different separators is the decimal one; a single kind of separator before groups of three is one of thousands, as
/// Danes write (`12.500` is twelve thousand five hundred). `kr.`, `DKK` and `,-` are left out.
pub(super) fn whole(text: &str) -> Option<i64> {
    let lower = text.trim().to_lowercase();
    let plain = lower.trim_start_matches("dkk").trim_start_matches("kr.").trim_start_matches("kr");
    let plain = plain.trim_end_matches("dkk").trim_end_matches("kr.").trim_end_matches("kr").trim();
    let plain = plain.trim_end_matches(",-").trim_end_matches(".-");
    let (is_negative, plain) = match plain.strip_prefix(['-', '\u{2212}']) {
        Some(rest) => (true, rest),
        None => (false, plain.strip_prefix('+').unwrap_or(plain)),
    };
    let plain: String = plain.chars().filter(|one| !one.is_whitespace() && *one != '\'').collect();
    let (whole, decimals) = parts(&plain)?;
    let digits: String = whole.chars().filter(char::is_ascii_digit).collect();
    if digits.is_empty() || digits.len() > 15 || !decimals.chars().all(|one| one.is_ascii_digit()) {
        return None;
    }
    let value: i64 = digits.parse().ok()?;
    let value = if decimals.starts_with(|first: char| first >= '5') { value + 1 } else { value };
    Some(if is_negative { -value } else { value })
}

/// What stands before and after the decimal separator; what stands before has separators only between groups of three digits.
fn parts(text: &str) -> Option<(&str, &str)> {
    let last = text.rfind(['.', ',']);
    let Some(at) = last else { return text.chars().all(|one| one.is_ascii_digit()).then_some((text, "")) };
    let sign = text.get(at..=at)?;
    let (before, after) = (text.get(..at)?, text.get(at + 1..)?);
    let is_grouped = |text: &str, sign: &str| {
        let mut groups = text.split(sign);
        let first = groups.next().unwrap_or_default();
        let is_digits = |group: &str| group.chars().all(|one| one.is_ascii_digit());
        (1..=3).contains(&first.len()) && is_digits(first) && groups.all(|group| group.len() == 3 && is_digits(group))
    };
    let other = if sign == "." { "," } else { "." };
    if before.contains(other) {
        return is_grouped(before, other).then_some((before, after));
    }
    if before.contains(sign) || (after.len() == 3 && sign == ".") {
        return is_grouped(text, sign).then_some((text, ""));
    }
    before.chars().all(|one| one.is_ascii_digit()).then_some((before, after))
}

const MONTHS: [(&str, Month); 14] = [
    ("jan", Month::January),
    ("feb", Month::February),
    ("mar", Month::March),
    ("apr", Month::April),
    ("maj", Month::May),
    ("may", Month::May),
    ("jun", Month::June),
    ("jul", Month::July),
    ("aug", Month::August),
    ("sep", Month::September),
    ("okt", Month::October),
    ("oct", Month::October),
    ("nov", Month::November),
    ("dec", Month::December),
];

/// A day as people write it: `14-03-2026`, `14/3 2026`, `14.3.26`, `14. marts 2026`, `2026-03-14`, each with or without a time of day, which is
/// left out. The day comes before the month, unless it cannot, or the time is written with AM or PM.
pub(super) fn date(text: &str) -> Option<Date> {
    let lower = text.trim().to_lowercase();
    if lower.len() > 60 {
        return None;
    }
    let pieces: Vec<&str> = lower
        .split(|letter: char| letter.is_whitespace() || matches!(letter, '-' | '/' | '.' | ','))
        .filter(|piece| !piece.is_empty())
        .collect();
    let (first, second, third) = (pieces.first()?, pieces.get(1)?, pieces.get(2)?);
    // `2026-03-14T08:12:00Z`
    let third = third.split_once('t').map_or(*third, |(day, _)| day);
    if pieces.len() > 3 && !pieces.iter().skip(3).all(|piece| is_time(piece)) {
        return None;
    }
    let number = |piece: &str| piece.parse::<u16>().ok().filter(|_| piece.len() <= 4);
    if first.len() == 4 {
        return day(i32::from(number(first)?), month(second)?, number(third)?);
    }
    let year = match third.len() {
        4 => i32::from(number(third)?),
        2 => 2000 + i32::from(number(third)?),
        _ => return None,
    };
    if let (None, Some(named)) = (number(first), named_month(first)) {
        return day(year, named, number(second)?);
    }
    let is_american = lower.ends_with("am") || lower.ends_with("pm");
    let swapped = || day(year, month(first)?, number(second)?);
    let danish = || day(year, month(second)?, number(first)?);
    if is_american { swapped() } else { danish().or_else(swapped) }
}

fn is_time(piece: &str) -> bool {
    matches!(piece, "am" | "pm" | "utc" | "z" | "kl")
        || (piece.starts_with(|one: char| one.is_ascii_digit())
            && piece.chars().all(|one| one.is_ascii_digit() || matches!(one, ':' | '+' | 'z')))
}

fn month(text: &str) -> Option<Month> {
    match text.parse::<u8>() {
        Ok(number) => Month::try_from(number).ok(),
        Err(_) => named_month(text),
    }
}

fn named_month(text: &str) -> Option<Month> {
    let start = text.get(..3)?;
    let found = MONTHS.iter().find(|(name, _)| *name == start);
    found.filter(|_| text.chars().all(char::is_alphabetic)).map(|(_, month)| *month)
}

fn day(year: i32, month: Month, day: u16) -> Option<Date> {
    let day = u8::try_from(day).ok()?;
    Date::from_calendar_date(year, month, day).ok().filter(|date| (1900..=2200).contains(&date.year()))
}

/// The day of a spreadsheet's number: 46095 is 2026-03-14. From 1 March 1900 to the end of 2199; what is outside is no day.
pub(super) fn serial(number: f64) -> Option<Date> {
    if !(61.0..109_575.0).contains(&number) {
        return None;
    }
    #[expect(clippy::cast_possible_truncation, reason = "the range is checked above")]
    let days = number.floor() as i64;
    // 25,569 days lie between 30 December 1899 and 1 January 1970.
    let moment = OffsetDateTime::UNIX_EPOCH.checked_add(time::Duration::days(days - 25_569))?;
    Some(moment.date())
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::date as day_of;

    #[test]
    fn numbers_are_read_as_danes_write_them() {
        let read = [
            ("1.234.567,50", 1_234_568),
            ("12.500", 12_500),
            ("12.500,00", 12_500),
            ("85 000 kr.", 85_000),
            ("kr. 1.200,-", 1_200),
            ("1,234,567.50", 1_234_568),
            ("1234.5", 1_235),
            ("0,49", 0),
            ("-3", -3),
            ("1,500", 2),
        ];
        for (text, value) in read {
            assert_eq!(whole(text), Some(value), "{text}");
        }
        for text in ["", "x", "1.2.3", "1.23.456", "12 timer", "1,2,3", "99999999999999999"] {
            assert_eq!(whole(text), None, "{text}");
        }
    }

    #[test]
    fn days_are_read_in_many_ways() {
        let march = day_of!(2026 - 03 - 14);
        for text in [
            "14-03-2026",
            "14/3 2026",
            "14/3-2026",
            "14.3.26",
            "14. marts 2026",
            "2026-03-14",
            "2026-03-14T08:12:33.1234567Z",
            "14-03-2026 08:12",
            "14-03-2026 08.12.33",
            "3/14/2026 8:12:00 AM",
            "March 14, 2026",
            "2026/03/14 00:00:00",
        ] {
            assert_eq!(date(text), Some(march), "{text}");
        }
        assert_eq!(date("4/3/2026 8:12:00 AM"), Some(day_of!(2026 - 04 - 03)));
        assert_eq!(date("4/3/2026"), Some(day_of!(2026 - 03 - 04)));
        for text in ["", "snart", "31-02-2026", "14-03", "2026", "32/13 2026", "14-03-2026 og mere"] {
            assert_eq!(date(text), None, "{text}");
        }
        assert_eq!(serial(46_095.5), Some(march));
        assert_eq!(serial(3.0), None);
        assert_eq!(serial(f64::NAN), None);
    }
}
