use crate::{Error, Result, content};
use bavn_core::{continuity::task::Dimension, lang::Localized};
use serde::Deserialize;
use std::sync::OnceLock;

const FILE: &str = "registers/impact_scale.toml";

/// The scale of the impact analysis, and the words that its interview explains.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ImpactScale {
    /// The dimensions of harm.
    pub dimension: Vec<ScaleDimension>,
    /// The lengths of an outage that are asked about.
    pub horizon: Vec<ScaleHorizon>,
    /// Words that are explained.
    pub term: Vec<ScaleTerm>,
}

/// A dimension of harm in words.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScaleDimension {
    /// Its key, as [`Dimension::key`].
    pub key: String,
    /// Its name.
    pub title: Localized,
    /// What is asked.
    pub question: Localized,
    /// What the levels 0 to 4 mean.
    pub levels: [Localized; 5],
}

/// A length of an outage in words.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScaleHorizon {
    /// How long, as in [`bavn_core::continuity::task::HORIZONS`].
    pub minutes: u32,
    /// When the question is asked.
    pub title: Localized,
}

/// A word that is explained.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScaleTerm {
    /// Its key.
    pub key: String,
    /// The word.
    pub title: Localized,
    /// What it means.
    pub text: Localized,
}

static SCALE: OnceLock<ImpactScale> = OnceLock::new();

/// The scale of the impact analysis.
///
/// # Errors
/// [`Error::Content`]; a test of the program keeps this from happening.
pub fn impact_scale() -> Result<&'static ImpactScale> {
    if let Some(scale) = SCALE.get() {
        return Ok(scale);
    }
    let scale: ImpactScale =
        toml::from_str(&content::text(FILE)?).map_err(|error| Error::Content(format!("{FILE}: {error}")))?;
    Ok(SCALE.get_or_init(|| scale))
}

impl ImpactScale {
    /// A dimension in words.
    #[must_use]
    pub fn of(&self, dimension: Dimension) -> Option<&ScaleDimension> {
        self.dimension.iter().find(|one| one.key == dimension.key())
    }

    /// A word that is explained.
    #[must_use]
    pub fn term(&self, key: &str) -> Option<&ScaleTerm> {
        self.term.iter().find(|term| term.key == key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use bavn_core::continuity::task::HORIZONS;

    #[test]
    fn the_scale_has_every_dimension_and_horizon() {
        let scale = impact_scale().unwrap();
        assert!(Dimension::ALL.iter().all(|dimension| scale.of(*dimension).is_some()));
        assert_eq!(scale.horizon.iter().map(|horizon| horizon.minutes).collect::<Vec<_>>(), HORIZONS);
        for key in [
            "critical_task",
            "bia",
            "impact",
            "mtpd",
            "rto",
            "rpo",
            "mbco",
            "fallback",
            "need",
            "alternative",
            "team",
            "step",
        ] {
            assert!(scale.term(key).is_some(), "{key}");
        }
    }
}
