//! Gaps in the order in which closing them helps most.

use super::{Evaluation, Fraction, Level};

/// An assessed control that is below its target.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ControlGap {
    /// The position of the area in the evaluation.
    pub area: usize,
    /// The position of the control in its area.
    pub control: usize,
    /// The control's score.
    pub score: Level,
    /// The level to reach.
    pub target: Level,
    /// How many levels are missing, 1 to 5.
    pub missing: u8,
    /// How much the total would rise if this control alone reached its target: the weighted gap
    /// `area weight * control weight * missing`, over the sums of weights that it is a part of.
    pub total_rise: Fraction,
}

/// Every assessed control below its target, the one that would raise the total most first.
///
/// Controls that raise it equally come with the most missing levels first, then in the order of the control set.
#[must_use]
pub fn worst_first(evaluation: &Evaluation) -> Vec<ControlGap> {
    let mut gaps = Vec::new();
    let Some(total) = &evaluation.score else { return gaps };
    for (at, area) in evaluation.areas.iter().enumerate() {
        let Some(mean) = &area.score else { continue };
        let parts = i128::from(total.weight_sum) * i128::from(mean.weight_sum);
        for (inside, control) in area.controls.iter().enumerate() {
            let Some(score) = control.score.filter(|score| *score < control.target) else { continue };
            let missing = control.target.get() - score.get();
            let weighted = [area.weight.get(), control.weight.get(), missing].map(i128::from).iter().product();
            gaps.push(ControlGap {
                area: at,
                control: inside,
                score,
                target: control.target,
                missing,
                total_rise: Fraction::new(weighted, parts),
            });
        }
    }
    gaps.sort_by(|a, b| b.total_rise.cmp(&a.total_rise).then(b.missing.cmp(&a.missing)));
    gaps
}
