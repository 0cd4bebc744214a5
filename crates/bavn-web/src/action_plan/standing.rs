//! Where the municipality stands, beside the plan.

use crate::kit::{PageError, PageResult, User};
use bavn_app::{
    action_plan::PlanView,
    gap_analysis::{AnalysisView, latest_analysis},
};
use bavn_core::{
    action_plan::{EffectInput, Projection, project},
    gap_analysis::{Level, Score},
    ids::{ControlId, MeasureId},
};
use time::Date;

/// The latest analysis; nothing for those who may read none, and before there is one with an answer.
pub(super) async fn latest(user: &User) -> PageResult<Option<AnalysisView>> {
    let found = latest_analysis(&user.app, &user.ctx).await?;
    Ok(found.filter(|analysis| analysis.evaluation.score().is_some()))
}

/// Maturity over time as the plan is carried out.
pub(super) fn projected(view: &PlanView, analysis: &AnalysisView) -> PageResult<Option<Projection>> {
    let Some(target) = analysis.evaluation.target() else { return Ok(None) };
    Ok(Some(view.projection(&analysis.inputs, target)?))
}

/// The total before and after some controls are lifted.
pub(super) fn lifted(
    analysis: &AnalysisView,
    effects: &[(ControlId, Level)],
    day: Date,
) -> PageResult<Option<(Score, Score)>> {
    let Some(target) = analysis.evaluation.target() else { return Ok(None) };
    let measure = MeasureId(uuid::Uuid::nil());
    let input = |&(control, level): &(ControlId, Level)| EffectInput {
        measure,
        control,
        level,
        completes_on: day,
        is_done: false,
    };
    let inputs: Vec<EffectInput> = effects.iter().map(input).collect();
    let projection = project(&analysis.inputs, &inputs, target, day, day)
        .map_err(|error| PageError::from(bavn_app::Error::Content(error.to_string())))?;
    Ok(projection.start.zip(projection.end()))
}

/// The score of a control in the analysis.
pub(super) fn score_of(analysis: &AnalysisView, control: ControlId) -> Option<Level> {
    analysis.answer(control)?.standing().score()
}
