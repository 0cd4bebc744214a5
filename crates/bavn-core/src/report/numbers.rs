//! Numbers in running text.

use crate::lang::Lang;

/// `13.900` or `13,900`.
pub(super) fn whole(lang: Lang, number: u64) -> String {
    let digits = number.to_string();
    let mark = if lang == Lang::Da { '.' } else { ',' };
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(mark);
        }
        text.push(digit);
    }
    text
}

/// Millions with one decimal, rounded half up: 5.150.000 is `5,2`.
pub(super) fn millions(lang: Lang, kroner: u64) -> String {
    let tenths = (kroner + 50_000) / 100_000;
    let mark = if lang == Lang::Da { ',' } else { '.' };
    format!("{}{mark}{}", whole(lang, tenths / 10), tenths % 10)
}

/// Rounded to two or three digits that matter, as one says it: 13.873 is 13.900, 463 is 460.
pub(super) const fn about(number: u64) -> u64 {
    let step = if number >= 10_000 {
        100
    } else if number >= 100 {
        10
    } else {
        1
    };
    (number + step / 2) / step * step
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_people_write_them() {
        assert_eq!(
            [whole(Lang::Da, 13_900), whole(Lang::En, 1_234_567), whole(Lang::Da, 0)],
            ["13.900", "1,234,567", "0"]
        );
        assert_eq!([millions(Lang::Da, 5_150_000), millions(Lang::En, 949_999)], ["5,2", "0.9"]);
        assert_eq!([about(13_873), about(465), about(42)], [13_900, 470, 42]);
    }
}
