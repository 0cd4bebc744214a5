//! What a calculation gives back.

use super::{Level, Mean, Score, Standing, Weight};
use crate::ids::{AreaId, ControlId};
use serde::Serialize;
use std::ops::AddAssign;

/// How many controls stand how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// All controls.
    pub total: usize,
    /// Those that are relevant; the `m` of "n of m assessed".
    pub relevant: usize,
    /// Those that are relevant and have both parts answered; the `n`.
    pub assessed: usize,
    /// Those that have only one part answered.
    pub started: usize,
}

impl Counts {
    pub(super) fn of(standing: &Standing) -> Self {
        Self {
            total: 1,
            relevant: usize::from(standing.is_relevant()),
            assessed: usize::from(standing.is_assessed()),
            started: usize::from(standing.is_started()),
        }
    }

    /// Whether every relevant control is assessed.
    #[must_use]
    pub const fn is_complete(&self) -> bool {
        self.assessed == self.relevant
    }
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.total += other.total;
        self.relevant += other.relevant;
        self.assessed += other.assessed;
        self.started += other.started;
    }
}

/// One control in an evaluated analysis.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ControlResult {
    /// The control.
    pub id: ControlId,
    /// Its short code.
    pub code: String,
    /// How much it counts in its area.
    pub weight: Weight,
    /// The level to reach.
    pub target: Level,
    /// How its answer stands.
    pub standing: Standing,
    /// The lower of documentation and implementation, when both are answered.
    pub score: Option<Level>,
}

/// One area in an evaluated analysis.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AreaResult {
    /// The area.
    pub id: AreaId,
    /// Its short code.
    pub code: String,
    /// How much it counts in the total.
    pub weight: Weight,
    /// The weighted mean of the controls that are relevant and assessed; the terms' index is the position in `controls`.
    pub score: Option<Mean>,
    /// The weighted mean of the targets of all relevant controls, assessed or not.
    pub target: Option<Mean>,
    /// How many of how many are assessed.
    pub counts: Counts,
    /// The controls, as they were given.
    pub controls: Vec<ControlResult>,
}

impl AreaResult {
    /// The area's score.
    #[must_use]
    pub fn score(&self) -> Option<Score> {
        self.score.as_ref().map(|mean| mean.value)
    }

    /// The area's target.
    #[must_use]
    pub fn target(&self) -> Option<Score> {
        self.target.as_ref().map(|mean| mean.value)
    }
}

/// An evaluated analysis: every figure with what it was made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evaluation {
    /// The areas, as they were given.
    pub areas: Vec<AreaResult>,
    /// The weighted mean of the areas that have a score; the terms' index is the position in `areas`.
    pub score: Option<Mean>,
    /// The weighted mean of the targets of the areas that have a relevant control.
    pub target: Option<Mean>,
    /// How many of how many are assessed.
    pub counts: Counts,
}

impl Evaluation {
    /// The total score.
    #[must_use]
    pub fn score(&self) -> Option<Score> {
        self.score.as_ref().map(|mean| mean.value)
    }

    /// The total target.
    #[must_use]
    pub fn target(&self) -> Option<Score> {
        self.target.as_ref().map(|mean| mean.value)
    }

    /// All controls with the position of their area, in order.
    pub fn controls(&self) -> impl Iterator<Item = (usize, &ControlResult)> {
        self.areas.iter().enumerate().flat_map(|(at, area)| area.controls.iter().map(move |control| (at, control)))
    }
}
