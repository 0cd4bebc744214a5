//! How bad it gets as time goes by.

use crate::words::words;
use serde::{Deserialize, Serialize, de::Error as _};
use std::collections::BTreeMap;

words! {
    /// In what way it hurts.
    Dimension {
        #[default]
        /// People's lives and health.
        LifeHealth = "life_health",
        /// What citizens have a right to.
        CitizensRights = "citizens_rights",
        /// The municipality's money.
        Economy = "economy",
        /// The municipality breaks the law.
        Law = "law",
        /// People's trust in the municipality.
        Trust = "trust",
        /// The environment.
        Environment = "environment",
    }
}

/// How many dimensions there are.
pub const DIMENSIONS: usize = 6;

/// The lengths of an outage that are asked about, in minutes: one and four hours, one and three days, one and two weeks.
pub const HORIZONS: [u32; 6] = [60, 240, 1_440, 4_320, 10_080, 20_160];

/// The highest level.
pub const MAX_LEVEL: u8 = 4;

/// The level from which an impact is not acceptable: 3, serious.
pub const UNACCEPTABLE: u8 = 3;

/// The level of harm by dimension and horizon: 0 none, 1 small, 2 noticeable, 3 serious, 4 critical; `None` where nobody has said.
///
/// In JSON an object with six levels or `null` by dimension, in the order of [`HORIZONS`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Impact(pub [[Option<u8>; 6]; DIMENSIONS]);

impl Impact {
    /// The levels of a dimension, by horizon.
    #[must_use]
    pub const fn of(&self, dimension: Dimension) -> &[Option<u8>; 6] {
        &self.0[dimension as usize]
    }

    /// The highest level at a horizon, over the dimensions that somebody has said.
    #[must_use]
    pub fn highest(&self, horizon: usize) -> Option<u8> {
        self.0.iter().filter_map(|levels| levels.get(horizon).copied().flatten()).max()
    }

    /// The levels with 0 where nobody has said: for what is computed.
    #[must_use]
    pub fn known(&self) -> [[u8; 6]; DIMENSIONS] {
        self.0.map(|levels| levels.map(Option::unwrap_or_default))
    }

    /// How many of the thirty-six levels somebody has said.
    #[must_use]
    pub fn answered(&self) -> usize {
        self.0.iter().flatten().flatten().count()
    }

    /// The first place in a dimension at which a level is lower than an earlier one.
    #[must_use]
    pub fn falls(&self, dimension: Dimension) -> Option<usize> {
        let mut highest = 0;
        self.of(dimension).iter().position(|level| {
            let falls = level.is_some_and(|level| level < highest);
            highest = highest.max(level.unwrap_or(0));
            falls
        })
    }

    /// Dimension, place of the horizon and level of all that somebody has said.
    pub fn cells(&self) -> impl Iterator<Item = (Dimension, usize, u8)> + '_ {
        Dimension::ALL.iter().flat_map(|dimension| {
            let levels = self.of(*dimension).iter().enumerate();
            levels.filter_map(|(horizon, level)| level.map(|level| (*dimension, horizon, level)))
        })
    }

    /// Sets a level; one that is too high stays to be found by the check.
    pub const fn set(&mut self, dimension: Dimension, horizon: usize, level: Option<u8>) {
        if horizon < HORIZONS.len() {
            self.0[dimension as usize][horizon] = level;
        }
    }
}

impl Serialize for Impact {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let said = Dimension::ALL.iter().filter(|dimension| self.of(**dimension).iter().any(Option::is_some));
        to.collect_map(said.map(|dimension| (dimension.key(), self.of(*dimension))))
    }
}

impl<'de> Deserialize<'de> for Impact {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let mut impact = Self::default();
        for (key, levels) in BTreeMap::<String, [Option<u8>; 6]>::deserialize(from)? {
            let dimension = Dimension::from_key(&key).ok_or_else(|| D::Error::custom(format!("no dimension {key}")))?;
            impact.0[dimension as usize] = levels;
        }
        Ok(impact)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_names_what_somebody_has_said() {
        let mut impact = Impact::default();
        impact.set(Dimension::Law, 2, Some(3));
        let json = serde_json::to_value(impact).unwrap();
        assert_eq!(json, serde_json::json!({"law": [null, null, 3, null, null, null]}));
        assert_eq!(serde_json::from_value::<Impact>(json).unwrap(), impact);
        assert!(serde_json::from_str::<Impact>(r#"{"luck": [null, null, 3, null, null, null]}"#).is_err());
        assert_eq!((impact.answered(), impact.highest(2), impact.highest(1)), (1, Some(3), None));
    }

    #[test]
    fn a_level_that_falls_is_found_past_a_gap() {
        let mut impact = Impact::default();
        for (horizon, level) in [(0, 1), (1, 3), (3, 2)] {
            impact.set(Dimension::Trust, horizon, Some(level));
        }
        assert_eq!(impact.falls(Dimension::Trust), Some(3));
        assert_eq!(impact.falls(Dimension::Law), None);
    }
}
