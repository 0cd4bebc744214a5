//! What a calculation is given.

use super::{Level, Standing, Weight};
use crate::ids::{AreaId, ControlId};

/// One area with the controls that are in the analysis.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AreaInput {
    /// The area.
    pub id: AreaId,
    /// Its short code, such as `AD`.
    pub code: String,
    /// How much it counts in the total.
    pub weight: Weight,
    /// Its controls, in the order in which they are shown.
    pub controls: Vec<ControlInput>,
}

/// One control with its answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ControlInput {
    /// The control.
    pub id: ControlId,
    /// Its short code, such as `AD-03`.
    pub code: String,
    /// How much it counts in its area.
    pub weight: Weight,
    /// The level to reach.
    pub target: Level,
    /// How its answer stands.
    pub standing: Standing,
}
