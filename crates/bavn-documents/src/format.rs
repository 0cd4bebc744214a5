//! Numbers and dates as the reader's language writes them.

use time::Date;

use crate::Language;

/// A whole number with thousands parted: `480.000` in Danish, `480,000` in English; a true minus sign.
pub(crate) fn whole(value: i64, language: Language) -> String {
    let mark = match language {
        Language::Danish => '.',
        Language::English => ',',
    };
    let digits = value.unsigned_abs().to_string();
    let mut text = String::with_capacity(digits.len() * 2);
    if value < 0 {
        text.push('\u{2212}');
    }
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(mark);
        }
        text.push(digit);
    }
    text
}

/// Tenths as one decimal: `1,6` in Danish, `1.6` in English.
pub(crate) fn tenths(value: u8, language: Language) -> String {
    let mark = match language {
        Language::Danish => ',',
        Language::English => '.',
    };
    format!("{}{mark}{}", value / 10, value % 10)
}

/// A date in figures: `12.10.2026` in Danish, `12/10/2026` in English.
pub(crate) fn date(value: Date, language: Language) -> String {
    let (day, month, year) = (value.day(), u8::from(value.month()), value.year());
    match language {
        Language::Danish => format!("{day:02}.{month:02}.{year}"),
        Language::English => format!("{day:02}/{month:02}/{year}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::date as day;

    #[test]
    fn thousands_are_parted() {
        assert_eq!(whole(0, Language::Danish), "0");
        assert_eq!(whole(999, Language::Danish), "999");
        assert_eq!(whole(1_480_000, Language::Danish), "1.480.000");
        assert_eq!(whole(-1_000, Language::English), "\u{2212}1,000");
        assert_eq!(whole(i64::MIN, Language::English), "\u{2212}9,223,372,036,854,775,808");
    }

    #[test]
    fn tenths_and_dates_follow_the_language() {
        assert_eq!(tenths(16, Language::Danish), "1,6");
        assert_eq!(tenths(50, Language::English), "5.0");
        assert_eq!(date(day!(2026 - 03 - 09), Language::Danish), "09.03.2026");
        assert_eq!(date(day!(2026 - 10 - 12), Language::English), "12/10/2026");
    }
}
