//! The score rule.

use super::{
    AreaInput, AreaResult, ControlInput, ControlResult, Counts, Evaluation, EvaluationError, Mean, Score, Term,
};

/// Evaluates an analysis.
///
/// ```text
/// control = min(documentation, implementation)                        when both are answered
/// area    = sum(weight * control) / sum(weight)                       over controls relevant and assessed
/// total   = sum(weight * area) / sum(weight)                          over areas that have a score
/// ```
///
/// Targets are made the same way, but over all relevant controls, assessed or not.
///
/// # Errors
/// [`EvaluationError::TooFine`] when an exact fraction does not fit in 128 bits, which takes an area whose controls'
/// weights sum to more than 75, or more than 100 areas.
pub fn evaluate(areas: &[AreaInput]) -> Result<Evaluation, EvaluationError> {
    let areas = areas.iter().map(evaluate_area).collect::<Result<Vec<_>, _>>()?;
    let mut counts = Counts::default();
    for area in &areas {
        counts += area.counts;
    }
    let score = Mean::of(area_terms(&areas, AreaResult::score))?;
    let target = Mean::of(area_terms(&areas, AreaResult::target))?;
    Ok(Evaluation { areas, score, target, counts })
}

fn area_terms(areas: &[AreaResult], value: impl Fn(&AreaResult) -> Option<Score>) -> Vec<Term> {
    let term = |(index, area): (usize, &AreaResult)| {
        value(area).map(|value| Term { index, weight: u32::from(area.weight.get()), value })
    };
    areas.iter().enumerate().filter_map(term).collect()
}

/// The total as [`evaluate`] gives it, for answers that change little by little: only the areas that are told of are worked out anew.
#[derive(Clone, Debug)]
pub(crate) struct RunningTotal {
    scores: Vec<Option<Score>>,
}

impl RunningTotal {
    /// The areas of an evaluation.
    pub(crate) fn of(evaluation: &Evaluation) -> Self {
        Self { scores: evaluation.areas.iter().map(AreaResult::score).collect() }
    }

    /// An area at a place has other answers than before.
    pub(crate) fn change(&mut self, place: usize, area: &AreaInput) -> Result<(), EvaluationError> {
        let level = |(index, control): (usize, &ControlInput)| {
            let value = control.standing.score()?.into();
            Some(Term { index, weight: u32::from(control.weight.get()), value })
        };
        let score = Mean::of(area.controls.iter().enumerate().filter_map(level).collect())?;
        if let Some(kept) = self.scores.get_mut(place) {
            *kept = score.map(|mean| mean.value);
        }
        Ok(())
    }

    /// The total of the areas, which must be those of the evaluation, in its order.
    pub(crate) fn score(&self, areas: &[AreaInput]) -> Result<Option<Score>, EvaluationError> {
        let term = |(index, (area, score)): (usize, (&AreaInput, &Option<Score>))| {
            score.map(|value| Term { index, weight: u32::from(area.weight.get()), value })
        };
        let terms = areas.iter().zip(&self.scores).enumerate().filter_map(term).collect();
        Ok(Mean::of(terms)?.map(|mean| mean.value))
    }
}

fn evaluate_area(area: &AreaInput) -> Result<AreaResult, EvaluationError> {
    let mut counts = Counts::default();
    let mut scores = Vec::with_capacity(area.controls.len());
    let mut targets = Vec::with_capacity(area.controls.len());
    for (index, control) in area.controls.iter().enumerate() {
        counts += Counts::of(&control.standing);
        let weight = u32::from(control.weight.get());
        if control.standing.is_relevant() {
            targets.push(Term { index, weight, value: control.target.into() });
        }
        if let Some(level) = control.standing.score() {
            scores.push(Term { index, weight, value: level.into() });
        }
    }
    Ok(AreaResult {
        id: area.id,
        code: area.code.clone(),
        weight: area.weight,
        score: Mean::of(scores)?,
        target: Mean::of(targets)?,
        counts,
        controls: area.controls.iter().map(control_result).collect(),
    })
}

fn control_result(control: &ControlInput) -> ControlResult {
    ControlResult {
        id: control.id,
        code: control.code.clone(),
        weight: control.weight,
        target: control.target,
        standing: control.standing.clone(),
        score: control.standing.score(),
    }
}
