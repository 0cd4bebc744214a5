//! Maturity over time, as measures are finished.

use super::Schedule;
use crate::{
    gap_analysis::{AreaInput, EvaluationError, Level, RunningTotal, Score, evaluate},
    ids::{ControlId, MeasureId},
    measure::{Measure, State},
};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use time::Date;

/// What a measure does to one control.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EffectInput {
    /// The measure.
    pub measure: MeasureId,
    /// The control that it lifts.
    pub control: ControlId,
    /// The level that the control reaches.
    pub level: Level,
    /// When the measure is expected to finish, or was finished.
    pub completes_on: Date,
    /// Whether it is done already.
    pub is_done: bool,
}

/// A rise of the projected total.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The day.
    pub date: Date,
    /// The total from that day on.
    pub score: Score,
    /// The measures whose effects raise a control on that day, in the order in which they were given.
    pub measures: Vec<MeasureId>,
}

/// A promise that the answers do not show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OpenEffect {
    /// The measure.
    pub measure: MeasureId,
    /// The control.
    pub control: ControlId,
    /// The level that the measure promises.
    pub level: Level,
    /// The control's score in the analysis; `None` when it is not assessed.
    pub score: Option<Level>,
}

/// Maturity over time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Projection {
    /// The first day shown.
    pub from: Date,
    /// The last day shown.
    pub to: Date,
    /// The total of the answers as they are; `None` when nothing is assessed.
    pub start: Option<Score>,
    /// The rises in order of date; those due before the first day stand on it.
    pub steps: Vec<Step>,
    /// The total to reach.
    pub target: Score,
    /// The first day shown on which the target is reached.
    pub reached_on: Option<Date>,
    /// Effects of measures that are done while the control's score is still below what they promised: it has to be
    /// assessed again.
    pub not_reassessed: Vec<OpenEffect>,
    /// Effects on controls that are not assessed: they count when there is an answer to lift.
    pub not_assessed: Vec<OpenEffect>,
}

impl Projection {
    /// The total on the last day shown.
    #[must_use]
    pub fn end(&self) -> Option<Score> {
        self.steps.last().map(|step| step.score).or(self.start)
    }
}

/// The effects of a plan's measures, with the days on which they are expected to finish. Dropped measures have none.
/// `schedule` must be that of `measures`.
#[must_use]
pub fn effects(measures: &[Measure], schedule: &Schedule) -> Vec<EffectInput> {
    let mut effects = Vec::new();
    for (measure, slot) in measures.iter().zip(&schedule.measures) {
        if measure.state == State::Dropped {
            continue;
        }
        effects.extend(measure.effects.iter().map(|&(control, level)| EffectInput {
            measure: measure.id,
            control,
            level,
            completes_on: slot.expected_finish,
            is_done: measure.state == State::Done,
        }));
    }
    effects
}

/// How the total rises from `from` to `to` as measures are finished.
///
/// The rule: on the day on which an open measure is expected to finish, each control that it lifts is raised to the level
/// that it promises, unless it is that high already. A measure that is done changes nothing: what it did must be assessed
/// and is then in the answers; until then it is listed. Effects on controls that are not assessed, not relevant or not in
/// the analysis raise nothing. So one more measure never lowers the curve.
///
/// # Errors
/// [`EvaluationError`] when a score does not fit.
pub fn project(
    areas: &[AreaInput],
    effects: &[EffectInput],
    target: Score,
    from: Date,
    to: Date,
) -> Result<Projection, EvaluationError> {
    let base = evaluate(areas)?;
    let mut total = RunningTotal::of(&base);
    let mut state = areas.to_vec();
    let places: HashMap<ControlId, (usize, usize)> = areas
        .iter()
        .enumerate()
        .flat_map(|(at, area)| area.controls.iter().enumerate().map(move |(inside, one)| (one.id, (at, inside))))
        .collect();
    let mut projection = Projection {
        from,
        to,
        start: base.score(),
        steps: Vec::new(),
        target,
        reached_on: None,
        not_reassessed: Vec::new(),
        not_assessed: Vec::new(),
    };
    let mut by_date: BTreeMap<Date, Vec<EffectInput>> = BTreeMap::new();
    for effect in effects {
        let Some(&(at, inside)) = places.get(&effect.control) else { continue };
        let standing = &areas[at].controls[inside].standing;
        let score = standing.score();
        let open = OpenEffect { measure: effect.measure, control: effect.control, level: effect.level, score };
        if !standing.is_relevant() || score.is_some_and(|score| score >= effect.level) {
            continue;
        }
        if effect.is_done {
            projection.not_reassessed.push(open);
        } else if score.is_none() {
            projection.not_assessed.push(open);
        } else if effect.completes_on <= to {
            by_date.entry(effect.completes_on.max(from)).or_default().push(*effect);
        }
    }
    for (date, effects) in by_date {
        let mut measures: Vec<MeasureId> = Vec::new();
        let mut raised: BTreeSet<usize> = BTreeSet::new();
        for effect in effects {
            let Some(&(at, inside)) = places.get(&effect.control) else { continue };
            if raise(&mut state[at].controls[inside].standing, effect.level) {
                raised.insert(at);
                if !measures.contains(&effect.measure) {
                    measures.push(effect.measure);
                }
            }
        }
        for at in raised {
            total.change(at, &state[at])?;
        }
        let Some(score) = total.score(&state)? else { continue };
        if !measures.is_empty() {
            projection.steps.push(Step { date, score, measures });
        }
    }
    projection.reached_on = reached_on(&projection);
    Ok(projection)
}

/// Raises an answer so that its score is at least `level`; says whether that raised the score.
fn raise(standing: &mut crate::gap_analysis::Standing, level: Level) -> bool {
    use crate::gap_analysis::Standing;
    let Standing::Assessed { documentation, implementation } = standing else { return false };
    let raised = (*documentation).min(*implementation) < level;
    *documentation = (*documentation).max(level);
    *implementation = (*implementation).max(level);
    raised
}

fn reached_on(projection: &Projection) -> Option<Date> {
    if projection.start.is_some_and(|score| score >= projection.target) {
        return Some(projection.from);
    }
    projection.steps.iter().find(|step| step.score >= projection.target).map(|step| step.date)
}
