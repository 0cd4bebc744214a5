//! Lengths of time as people write them: a number and a unit.

/// A unit of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unit {
    /// Minutes.
    Minutes,
    /// Hours of 60 minutes.
    Hours,
    /// Days and nights (*døgn*) of 24 hours.
    Days,
    /// Weeks of seven days.
    Weeks,
}

/// The longest time that is written down: one year of 365 days, in minutes.
pub const MAX_MINUTES: u32 = 525_600;

impl Unit {
    /// All of them, the shortest first.
    pub const ALL: [Self; 4] = [Self::Minutes, Self::Hours, Self::Days, Self::Weeks];

    /// The stable word.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Minutes => "minutes",
            Self::Hours => "hours",
            Self::Days => "days",
            Self::Weeks => "weeks",
        }
    }

    /// The unit of a stable word.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|unit| unit.key() == key)
    }

    /// How many minutes it has.
    #[must_use]
    pub const fn minutes(self) -> u32 {
        match self {
            Self::Minutes => 1,
            Self::Hours => 60,
            Self::Days => 1_440,
            Self::Weeks => 10_080,
        }
    }

    /// The unit of a word as people write it, Danish or English, whole or short.
    fn from_word(word: &str) -> Option<Self> {
        Some(match word {
            "minutes" | "minute" | "minutter" | "minut" | "min" | "min." | "m" => Self::Minutes,
            "hours" | "hour" | "timer" | "time" | "t" | "t." | "h" => Self::Hours,
            "days" | "day" | "døgn" | "doegn" | "dage" | "dag" | "d" | "d." => Self::Days,
            "weeks" | "week" | "uger" | "uge" | "u" | "w" => Self::Weeks,
            _ => return None,
        })
    }
}

/// A text that is no length of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DurationFault {
    /// It is not a number and a unit.
    Shape,
    /// It is less than nothing.
    Negative,
    /// It is longer than [`MAX_MINUTES`].
    TooLong,
}

/// Minutes from a text such as `4 timer`, `1,5 døgn` or `90 min`; a number alone is minutes. Less than a whole minute is no length of time.
///
/// # Errors
/// When it is none, less than nothing, or longer than [`MAX_MINUTES`].
pub fn parse_duration(text: &str) -> Result<u32, DurationFault> {
    let text = text.trim().to_lowercase();
    let split = text.find(|letter: char| letter.is_alphabetic()).unwrap_or(text.len());
    let (number, word) = (text[..split].trim(), text[split..].trim());
    let unit = if word.is_empty() { Unit::Minutes } else { Unit::from_word(word).ok_or(DurationFault::Shape)? };
    let (is_negative, number) = match number.strip_prefix(['-', '−']) {
        Some(rest) => (true, rest.trim()),
        None => (false, number),
    };
    let (whole, part) = number.split_once([',', '.']).unwrap_or((number, ""));
    // Three digits after a point are Danish thousands, which nobody means as minutes of a decimal.
    if number.contains('.') && part.len() == 3 {
        return Err(DurationFault::Shape);
    }
    let digits = |text: &str| text.chars().all(|letter| letter.is_ascii_digit());
    if whole.is_empty() || !digits(whole) || !digits(part) || part.len() > 4 {
        return Err(DurationFault::Shape);
    }
    let scale = 10_u64.pow(u32::try_from(part.len()).unwrap_or(0));
    let whole: u64 = whole.parse().map_err(|_| DurationFault::TooLong)?;
    let part: u64 = if part.is_empty() { 0 } else { part.parse().map_err(|_| DurationFault::Shape)? };
    if is_negative && (whole > 0 || part > 0) {
        return Err(DurationFault::Negative);
    }
    let scaled = whole.checked_mul(scale).and_then(|whole| whole.checked_add(part)).ok_or(DurationFault::TooLong)?;
    let minutes = scaled.checked_mul(u64::from(unit.minutes())).ok_or(DurationFault::TooLong)?;
    if minutes % scale != 0 {
        return Err(DurationFault::Shape);
    }
    let minutes = u32::try_from(minutes / scale).map_err(|_| DurationFault::TooLong)?;
    if minutes > MAX_MINUTES { Err(DurationFault::TooLong) } else { Ok(minutes) }
}

/// A number and the longest unit in which it is whole; nothing is 0 minutes.
#[must_use]
pub fn parts(minutes: u32) -> (u32, Unit) {
    let fits = |unit: &Unit| minutes > 0 && minutes.is_multiple_of(unit.minutes());
    let unit = Unit::ALL.into_iter().rev().find(fits).unwrap_or(Unit::Minutes);
    (minutes / unit.minutes(), unit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_people_write_it() {
        for (text, minutes) in [
            ("4 timer", 240),
            ("4t", 240),
            ("1,5 døgn", 2_160),
            ("90 min", 90),
            (" 2 Uger ", 20_160),
            ("15", 15),
            ("0 timer", 0),
            ("0.25 hours", 15),
        ] {
            assert_eq!(parse_duration(text), Ok(minutes), "{text}");
        }
    }

    #[test]
    fn what_is_no_length_of_time() {
        assert_eq!(parse_duration("-4 timer"), Err(DurationFault::Negative));
        assert_eq!(parse_duration("53 uger"), Err(DurationFault::TooLong));
        assert_eq!(parse_duration("99999999999999999999 timer"), Err(DurationFault::TooLong));
        for text in ["", "fire timer", "4 måneder", "1,001 timer", "4 5 timer", "timer"] {
            assert_eq!(parse_duration(text), Err(DurationFault::Shape), "{text}");
        }
    }

    #[test]
    fn what_is_written_is_read() {
        for minutes in [0, 1, 59, 60, 90, 240, 1_440, 2_160, 10_080, 20_160, MAX_MINUTES] {
            let (number, unit) = parts(minutes);
            assert_eq!(parse_duration(&format!("{number} {}", unit.key())), Ok(minutes));
        }
        assert_eq!(parts(2_880), (2, Unit::Days));
    }
}
