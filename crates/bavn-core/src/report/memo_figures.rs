//! The figures of a memo, as they stood when they were drawn up.

use super::{PlanTotals, iso::day};
use serde::{Deserialize, Serialize};
use time::Date;

/// The figures of a memo. Scores are in tenths of a level, 0 to 50, rounded half up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MemoFigures {
    /// When they were drawn up.
    #[serde(with = "day")]
    pub drawn_up_on: Date,
    /// The name of the analysis.
    pub analysis: String,
    /// The date that the analysis describes.
    #[serde(with = "day")]
    pub assessed_on: Date,
    /// The unit that the analysis covers; `None` for the whole municipality.
    pub unit: Option<String>,
    /// The total score.
    pub total: Option<u8>,
    /// The total target.
    pub target: Option<u8>,
    /// How many controls are assessed.
    pub assessed: usize,
    /// How many are relevant.
    pub relevant: usize,
    /// The analysis before.
    pub previous: Option<PreviousFigures>,
    /// The areas, the one farthest from its target first; those without a score last.
    pub areas: Vec<AreaFigure>,
    /// What the open measures of the plan add up to.
    pub plan: Option<PlanTotals>,
}

/// The analysis before, in one line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PreviousFigures {
    /// Its name.
    pub analysis: String,
    /// The date that it describes.
    #[serde(with = "day")]
    pub assessed_on: Date,
    /// Its total score.
    pub total: u8,
}

/// How an area stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AreaFigure {
    /// Its code, such as `AD`.
    pub code: String,
    /// Its name in the language of the report.
    pub title: String,
    /// Its score; `None` when nothing in it is assessed.
    pub score: Option<u8>,
    /// Its target; `None` when nothing in it is relevant.
    pub target: Option<u8>,
}

impl AreaFigure {
    /// Tenths of a level missing; `None` without a score.
    #[must_use]
    pub fn missing(&self) -> Option<u8> {
        Some(self.target?.saturating_sub(self.score?))
    }
}

impl MemoFigures {
    /// Puts the areas in the order in which they are shown; areas without relevant controls go.
    pub fn sort_areas(&mut self) {
        self.areas.retain(|area| area.target.is_some());
        self.areas.sort_by_key(|area| std::cmp::Reverse(area.missing().map_or(-1, i16::from)));
    }

    /// The area farthest from its target, if any is below it. Of those equally far, the first that is shown.
    #[must_use]
    pub fn farthest(&self) -> Option<&AreaFigure> {
        let below = self.areas.iter().filter(|area| area.missing().is_some_and(|missing| missing > 0));
        below.min_by_key(|area| std::cmp::Reverse(area.missing()))
    }
}
