//! What an answer would change.

use super::{AreaInput, Change, EvaluationError, Level, Standing, evaluate};
use crate::ids::ControlId;

/// What one answer would do to its area and to the total.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WhatIf {
    /// The control's area, before and after.
    pub area: Change,
    /// The total, before and after.
    pub total: Change,
}

/// A question that cannot be answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WhatIfError {
    /// The control is not in the analysis.
    #[error("control {0} is not in the analysis")]
    UnknownControl(ControlId),
    /// A score could not be calculated.
    #[error(transparent)]
    Evaluation(#[from] EvaluationError),
}

/// What the area's and the total score would be if a control were answered with these levels.
///
/// # Errors
/// When the control is not in the analysis, or a score does not fit.
pub fn what_if(
    areas: &[AreaInput],
    control: ControlId,
    documentation: Level,
    implementation: Level,
) -> Result<WhatIf, WhatIfError> {
    let place = areas
        .iter()
        .enumerate()
        .find_map(|(at, area)| area.controls.iter().position(|one| one.id == control).map(|inside| (at, inside)));
    let (at, inside) = place.ok_or(WhatIfError::UnknownControl(control))?;
    let before = evaluate(areas)?;
    let mut changed = areas.to_vec();
    changed[at].controls[inside].standing = Standing::Assessed { documentation, implementation };
    let after = evaluate(&changed)?;
    Ok(WhatIf {
        area: Change { before: before.areas[at].score(), after: after.areas[at].score() },
        total: Change { before: before.score(), after: after.score() },
    })
}
