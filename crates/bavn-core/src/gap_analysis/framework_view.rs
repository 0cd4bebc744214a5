//! An analysis seen through a framework: a derived level for each requirement.

use super::{Evaluation, EvaluationError, Level, Mean, Score, Term};
use crate::{
    catalogue::Coverage,
    ids::{ControlId, RequirementId},
};
use std::collections::HashMap;

/// A framework with the links from its requirements to controls.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FrameworkInput {
    /// Its key, such as `nis2`.
    pub key: String,
    /// Its requirements, in the order in which they are shown.
    pub requirements: Vec<RequirementInput>,
}

/// A requirement with its links.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequirementInput {
    /// The requirement.
    pub id: RequirementId,
    /// Its reference in the framework, such as `21(2)(j)`.
    pub reference: String,
    /// Whether it is a demand of its own; headings are not.
    pub is_assessable: bool,
    /// The controls that answer it.
    pub links: Vec<Link>,
}

/// A control that answers a requirement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Link {
    /// The control.
    pub control: ControlId,
    /// How much of the requirement it covers.
    pub coverage: Coverage,
}

/// How many requirements stand how; headings are not counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct FrameworkCounts {
    /// Requirements that are demands of their own.
    pub requirements: usize,
    /// Those that a relevant control of the analysis answers.
    pub reached: usize,
    /// Those that have a level, because at least one such control is assessed.
    pub with_level: usize,
    /// Those where every relevant control that answers them is assessed.
    pub complete: usize,
}

/// A framework's bar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FrameworkResult {
    /// The framework's key.
    pub key: String,
    /// The plain mean of the requirements that have a level; the terms' index is the position in `requirements`.
    pub score: Option<Mean>,
    /// The plain mean of the requirements' derived targets.
    pub target: Option<Mean>,
    /// How many of how many have a level.
    pub counts: FrameworkCounts,
    /// The requirements, as they were given, headings too.
    pub requirements: Vec<RequirementResult>,
}

impl FrameworkResult {
    /// The framework's score.
    #[must_use]
    pub fn score(&self) -> Option<Score> {
        self.score.as_ref().map(|mean| mean.value)
    }
}

/// A requirement's derived level.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequirementResult {
    /// The requirement.
    pub id: RequirementId,
    /// Its reference in the framework.
    pub reference: String,
    /// Whether it is a demand of its own.
    pub is_assessable: bool,
    /// The mean of the assessed controls' scores, each weighted by its coverage in quarters; the terms' index is the
    /// position in the requirement's links.
    pub level: Option<Mean>,
    /// The same mean of the targets of the relevant controls.
    pub target: Option<Mean>,
    /// How many relevant controls of the analysis answer it.
    pub relevant: usize,
    /// How many of those are assessed.
    pub assessed: usize,
}

/// Each framework's derived levels.
///
/// The rule is simple and monotone: a requirement's level is the mean of the scores of the controls that answer it, each
/// weighted by the share of the requirement that it covers (4, 3, 2 or 1 quarters). Controls that are not in the
/// analysis, not relevant or not assessed are left out, as in the areas. A level says how mature the work behind a
/// requirement is, not that the requirement is met.
///
/// # Errors
/// [`EvaluationError::TooFine`] when an exact mean does not fit in 128 bits.
pub fn framework_view(
    frameworks: &[FrameworkInput],
    evaluation: &Evaluation,
) -> Result<Vec<FrameworkResult>, EvaluationError> {
    let controls: HashMap<ControlId, (Level, Option<Level>)> = evaluation
        .controls()
        .filter(|(_, control)| control.standing.is_relevant())
        .map(|(_, control)| (control.id, (control.target, control.score)))
        .collect();
    frameworks.iter().map(|framework| framework_result(framework, &controls)).collect()
}

type Controls = HashMap<ControlId, (Level, Option<Level>)>;

fn framework_result(framework: &FrameworkInput, controls: &Controls) -> Result<FrameworkResult, EvaluationError> {
    let requirements = framework
        .requirements
        .iter()
        .map(|requirement| requirement_result(requirement, controls))
        .collect::<Result<Vec<_>, _>>()?;
    let mut counts = FrameworkCounts::default();
    let (mut scores, mut targets) = (Vec::new(), Vec::new());
    for (index, requirement) in requirements.iter().enumerate().filter(|(_, one)| one.is_assessable) {
        counts.requirements += 1;
        counts.reached += usize::from(requirement.relevant > 0);
        counts.complete += usize::from(requirement.relevant > 0 && requirement.assessed == requirement.relevant);
        if let Some(level) = &requirement.level {
            counts.with_level += 1;
            scores.push(Term { index, weight: 1, value: level.value });
        }
        if let Some(target) = &requirement.target {
            targets.push(Term { index, weight: 1, value: target.value });
        }
    }
    Ok(FrameworkResult {
        key: framework.key.clone(),
        score: Mean::of(scores)?,
        target: Mean::of(targets)?,
        counts,
        requirements,
    })
}

fn requirement_result(
    requirement: &RequirementInput,
    controls: &Controls,
) -> Result<RequirementResult, EvaluationError> {
    let (mut levels, mut targets) = (Vec::new(), Vec::new());
    for (index, link) in requirement.links.iter().enumerate() {
        let Some((target, score)) = controls.get(&link.control) else { continue };
        let weight = u32::from(link.coverage.quarters());
        targets.push(Term { index, weight, value: (*target).into() });
        if let Some(level) = score {
            levels.push(Term { index, weight, value: (*level).into() });
        }
    }
    let (relevant, assessed) = (targets.len(), levels.len());
    Ok(RequirementResult {
        id: requirement.id,
        reference: requirement.reference.clone(),
        is_assessable: requirement.is_assessable,
        level: Mean::of(levels)?,
        target: Mean::of(targets)?,
        relevant,
        assessed,
    })
}
