//! Scales and implementation groups that a framework brings with it.

use crate::lang::Localized;
use num_rational::Ratio;
use serde::{Deserialize, Serialize};

/// A group of requirements that belong together by ambition, such as CIS's implementation groups or `CyFun`'s assurance levels.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImplementationGroup {
    /// Its key, such as `IG1`.
    pub key: String,
    /// Its title.
    pub title: Localized,
    /// What it is for.
    pub description: Option<Localized>,
}

/// A framework's own scale of whole numbers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scale {
    /// The lowest value, 0 to 100.
    pub min: u8,
    /// The highest value, above `min` and at most 100.
    pub max: u8,
    /// The names of the values from `min`, as far as they have any.
    #[serde(default)]
    pub names: Vec<Localized>,
}

impl Scale {
    /// Yes and no.
    pub const YES_NO: Self = Self { min: 0, max: 1, names: Vec::new() };
    /// The scale of the common control set, 0 to 5.
    pub const COMMON: Self = Self { min: 0, max: 5, names: Vec::new() };

    /// A value of this scale as a level 0 to 5: five times its share of the highest value, exactly.
    ///
    /// One rule for every scale, whatever its lowest value: 3 of 1-5 is 3, 2 of 1-4 is 2.5, 60 of 0-100 is 3, yes is 5 and no is 0.
    /// `None` for a value outside the scale.
    #[must_use]
    pub fn level(&self, value: u8) -> Option<Ratio<i64>> {
        (self.min..=self.max).contains(&value).then(|| Ratio::new(5 * i64::from(value), i64::from(self.max)))
    }

    /// The name of a value, if it has one.
    #[must_use]
    pub fn name(&self, value: u8) -> Option<&Localized> {
        self.names.get(usize::from(value.checked_sub(self.min)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scale(min: u8, max: u8) -> Scale {
        Scale { min, max, names: Vec::new() }
    }

    #[test]
    fn five_times_the_share_of_the_top() {
        assert_eq!(scale(1, 5).level(3), Some(Ratio::from(3)));
        assert_eq!(scale(1, 4).level(2), Some(Ratio::new(5, 2)));
        assert_eq!(scale(0, 100).level(60), Some(Ratio::from(3)));
        assert_eq!(Scale::YES_NO.level(1), Some(Ratio::from(5)));
        assert_eq!(Scale::YES_NO.level(0), Some(Ratio::from(0)));
        assert_eq!(scale(1, 4).level(0), None);
        assert_eq!(scale(1, 4).level(5), None);
    }

    #[test]
    fn a_higher_value_is_a_higher_level() {
        for max in 1..=100 {
            let levels: Vec<_> = (0..=max).map(|value| scale(0, max).level(value).unwrap()).collect();
            assert!(levels.is_sorted() && levels.last() == Some(&Ratio::from(5)));
        }
    }

    #[test]
    fn names_count_from_the_lowest_value() {
        let mut tiers = scale(1, 4);
        tiers.names = vec![Localized { da: "Delvis".into(), en: "Partial".into() }];
        assert_eq!(tiers.name(1).map(|name| name.en.as_str()), Some("Partial"));
        assert!(tiers.name(0).is_none() && tiers.name(2).is_none());
    }
}
