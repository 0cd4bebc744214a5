//! Scores as exact fractions; rounding happens only when one is shown.

use super::Level;
use crate::lang::Lang;
use num_rational::Ratio;
use serde::{Serialize, Serializer, ser::SerializeStruct};
use std::fmt;

/// The exact numbers that scores are made of.
pub type Fraction = Ratio<i128>;

/// A maturity score: an exact fraction from 0 to 5.
///
/// Written as JSON it is `{"numerator": 8, "denominator": 5, "decimal": 1.6}`, the decimal rounded half up to one place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Score(Fraction);

impl Score {
    /// The least score, 0.
    pub const MIN: Self = Self(Fraction::new_raw(0, 1));
    /// The finest fraction that a score can be, so that rounding cannot overflow.
    const MAX_DENOMINATOR: i128 = 10_i128.pow(36);

    /// A score from a fraction; `None` when it is not within 0 to 5 or its denominator is above 10^36.
    #[must_use]
    pub fn new(value: Fraction) -> Option<Self> {
        let (numerator, denominator) = (*value.numer(), *value.denom());
        // Compared as whole numbers: five of the largest denominator fit, and comparing fractions divides.
        let is_score = (1..=Self::MAX_DENOMINATOR).contains(&denominator) && (0..=5 * denominator).contains(&numerator);
        is_score.then_some(Self(value))
    }

    /// A score of so many tenths, such as 32 for 3.2; `None` above 50.
    #[must_use]
    pub fn from_tenths(tenths: u8) -> Option<Self> {
        Self::new(Fraction::new(i128::from(tenths), 10))
    }

    /// The exact value.
    #[must_use]
    pub const fn fraction(self) -> Fraction {
        self.0
    }

    /// The numerator in lowest terms.
    #[must_use]
    pub const fn numerator(self) -> i128 {
        *self.0.numer()
    }

    /// The denominator in lowest terms, 1 or more.
    #[must_use]
    pub const fn denominator(self) -> i128 {
        *self.0.denom()
    }

    /// Tenths, rounded half up: 31/20 is 16.
    #[must_use]
    pub fn tenths(self) -> i64 {
        tenths_half_up(self.0)
    }

    /// The score as it is shown: one decimal, rounded half up.
    #[must_use]
    pub fn one_decimal(self) -> OneDecimal {
        OneDecimal { tenths: self.tenths() }
    }

    /// The shown score as a decimal number for drawing and for files, such as 1.6.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "at most 50 tenths")]
    pub fn decimal(self) -> f64 {
        self.tenths() as f64 / 10.0
    }
}

impl From<Level> for Score {
    fn from(level: Level) -> Self {
        Self(Fraction::from_integer(i128::from(level.get())))
    }
}

impl Serialize for Score {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("Score", 3)?;
        out.serialize_field("numerator", &self.numerator())?;
        out.serialize_field("denominator", &self.denominator())?;
        out.serialize_field("decimal", &self.decimal())?;
        out.end()
    }
}

/// `10 * value` rounded half up to a whole number.
fn tenths_half_up(value: Fraction) -> i64 {
    let twentieths = value.numer() * 20 + value.denom();
    i64::try_from(twentieths.div_euclid(value.denom() * 2)).unwrap_or(i64::MAX)
}

/// A number with one decimal, as it is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OneDecimal {
    /// The number in tenths.
    pub tenths: i64,
}

impl OneDecimal {
    /// Something that writes the number the way the language does: `1,6` in Danish, `1.6` in English.
    #[must_use]
    pub fn display(self, lang: Lang) -> impl fmt::Display {
        let mark = match lang {
            Lang::Da => ',',
            Lang::En => '.',
        };
        let sign = if self.tenths < 0 { "-" } else { "" };
        let size = self.tenths.unsigned_abs();
        format!("{sign}{}{mark}{}", size / 10, size % 10)
    }

    /// The number the way the language writes it.
    #[must_use]
    pub fn text(self, lang: Lang) -> String {
        self.display(lang).to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn score(numerator: i128, denominator: i128) -> Score {
        Score::new(Fraction::new(numerator, denominator)).unwrap()
    }

    #[test]
    fn half_a_tenth_rounds_up() {
        assert_eq!(score(31, 20).tenths(), 16); // 1.55
        assert_eq!(score(309, 200).tenths(), 15); // 1.545
        assert_eq!(score(99, 20).tenths(), 50); // 4.95
        assert_eq!(score(1, 20).tenths(), 1); // 0.05
        assert_eq!(score(5, 1).tenths(), 50);
        assert_eq!(score(0, 1).tenths(), 0);
    }

    #[test]
    fn each_language_has_its_mark() {
        let shown = score(8, 5).one_decimal();
        assert_eq!((shown.text(Lang::Da).as_str(), shown.text(Lang::En).as_str()), ("1,6", "1.6"));
        assert_eq!(OneDecimal { tenths: -4 }.text(Lang::Da), "-0,4");
    }

    #[test]
    fn what_is_out_of_range_is_no_score() {
        assert!(Score::new(Fraction::new(51, 10)).is_none());
        assert!(Score::new(Fraction::new(-1, 10)).is_none());
        assert!(Score::new(Fraction::new(1, Score::MAX_DENOMINATOR + 1)).is_none());
        assert_eq!(score(1, Score::MAX_DENOMINATOR).tenths(), 0);
    }

    #[test]
    fn json_carries_the_exact_value_and_the_shown_one() {
        let json = serde_json::to_string(&score(31, 20)).unwrap();
        assert_eq!(json, r#"{"numerator":31,"denominator":20,"decimal":1.6}"#);
    }
}
