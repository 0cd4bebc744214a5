//! An analysis seen through a framework: a derived level for each requirement, with its bounds.

use super::{
    Bounds, Evaluation, EvaluationError, Level, Mean, Score, Share, Term,
    bounds::{bounds, covered},
};
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
    /// The requirement above, as a place in the framework's requirements; it stands before this one.
    pub parent: Option<usize>,
    /// Whether it is a demand of its own; headings are not.
    pub is_assessable: bool,
    /// The controls that answer it.
    pub links: Vec<Link>,
    /// What was answered to the requirement itself; it goes before what is derived.
    pub direct: Option<Direct>,
}

/// An answer to a requirement itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direct {
    /// The requirement does not concern the municipality.
    NotRelevant,
    /// It stands so, on the common scale.
    Level(Score),
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
    /// Requirements that are demands of their own and were not answered as not relevant.
    pub requirements: usize,
    /// Requirements that were answered as not relevant.
    pub not_relevant: usize,
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
    pub derived: Option<Mean>,
    /// What was answered to the requirement itself.
    pub direct: Option<Direct>,
    /// Of a heading: the plain mean of the levels of the demands below it; the terms' index is the position in the framework.
    pub below: Option<Mean>,
    /// How many quarters of the requirement relevant controls cover at most, 0 to 4.
    pub covered: u8,
    /// The least and the greatest level that the answers leave room for.
    pub bounds: Bounds,
    /// The same mean of the targets of the relevant controls.
    pub target: Option<Mean>,
    /// How many relevant controls of the analysis answer it.
    pub relevant: usize,
    /// How many of those are assessed.
    pub assessed: usize,
}

impl RequirementResult {
    /// The level that counts: the direct answer, or else what is derived; `None` when there is neither, and when the requirement was
    /// answered as not relevant.
    #[must_use]
    pub fn level(&self) -> Option<Score> {
        match self.direct {
            Some(Direct::Level(level)) => Some(level),
            Some(Direct::NotRelevant) => None,
            None => self.derived.as_ref().map(|mean| mean.value),
        }
    }

    /// The level that counts, or of a heading the mean below it.
    #[must_use]
    pub fn shown(&self) -> Option<Score> {
        if self.is_assessable { self.level() } else { self.below.as_ref().map(|mean| mean.value) }
    }

    /// The derived level if one control stood at a level and the others as they do; `None` when nothing relevant covers the requirement.
    #[must_use]
    pub fn with_control_at(
        &self,
        control: ControlId,
        level: Level,
        shares: impl IntoIterator<Item = (ControlId, Share)>,
    ) -> Option<Score> {
        let (mut sum, mut weight) = (0_i128, 0_i128);
        for (id, share) in shares {
            let Some(level) = (if id == control { Some(level) } else { share.level }) else { continue };
            sum += i128::from(share.quarters) * i128::from(level.get());
            weight += i128::from(share.quarters);
        }
        if weight == 0 { None } else { Score::new(super::Fraction::new(sum, weight)) }
    }

    /// The derived target.
    #[must_use]
    pub fn target(&self) -> Option<Score> {
        self.target.as_ref().map(|mean| mean.value)
    }

    /// How it stands.
    #[must_use]
    pub fn state(&self) -> RequirementState {
        match (self.direct, self.level()) {
            (Some(Direct::NotRelevant), _) => RequirementState::NotRelevant,
            (_, Some(level)) if self.target().is_none_or(|target| level >= target) => RequirementState::OnTarget,
            (_, Some(_)) => RequirementState::BelowTarget,
            (None, None) if self.relevant == 0 => RequirementState::NotCovered,
            (_, None) => RequirementState::NotAssessed,
        }
    }
}

/// How a requirement stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RequirementState {
    /// Its level is its target or more.
    OnTarget,
    /// Its level is below its target.
    BelowTarget,
    /// No control that answers it is assessed.
    NotAssessed,
    /// No relevant control of the analysis answers it.
    NotCovered,
    /// It does not concern the municipality.
    NotRelevant,
}

impl RequirementState {
    /// All states.
    pub const ALL: [Self; 5] =
        [Self::OnTarget, Self::BelowTarget, Self::NotAssessed, Self::NotCovered, Self::NotRelevant];

    /// The stable word.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::OnTarget => "on_target",
            Self::BelowTarget => "below_target",
            Self::NotAssessed => "not_assessed",
            Self::NotCovered => "not_covered",
            Self::NotRelevant => "not_relevant",
        }
    }
}

/// Each framework's derived levels. `docs/derived-levels.md` explains the rule with examples.
///
/// A requirement's level is the mean of the scores of the controls that answer it, each weighted by the share of the
/// requirement that it covers (4, 3, 2 or 1 quarters). Controls that are not in the analysis, not relevant or not assessed
/// are left out, as in the areas. A direct answer to the requirement goes before what is derived. A level says how mature
/// the work behind a requirement is, not that the requirement is met.
///
/// The rule is monotone: raising any answer never lowers a level or one of its bounds.
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
    let mut requirements = requirements;
    let mut counts = FrameworkCounts::default();
    let (mut scores, mut targets) = (Vec::new(), Vec::new());
    let mut below: Vec<Vec<Term>> = vec![Vec::new(); requirements.len()];
    for (index, requirement) in requirements.iter().enumerate().filter(|(_, one)| one.is_assessable) {
        if requirement.direct == Some(Direct::NotRelevant) {
            counts.not_relevant += 1;
            continue;
        }
        counts.requirements += 1;
        counts.reached += usize::from(requirement.relevant > 0);
        counts.complete += usize::from(requirement.relevant > 0 && requirement.assessed == requirement.relevant);
        if let Some(value) = requirement.level() {
            counts.with_level += 1;
            scores.push(Term { index, weight: 1, value });
            let mut above = framework.requirements[index].parent;
            while let Some(parent) = above.filter(|parent| *parent < index) {
                below[parent].push(Term { index, weight: 1, value });
                above = framework.requirements[parent].parent.filter(|grandparent| *grandparent < parent);
            }
        }
        if let Some(target) = &requirement.target {
            targets.push(Term { index, weight: 1, value: target.value });
        }
    }
    for (requirement, terms) in requirements.iter_mut().zip(below) {
        if !requirement.is_assessable {
            requirement.below = Mean::of(terms)?;
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
    let links = requirement.links.len();
    let (mut levels, mut targets) = (Vec::with_capacity(links), Vec::with_capacity(links));
    let mut shares = Vec::with_capacity(links);
    for (index, link) in requirement.links.iter().enumerate() {
        let Some((target, score)) = controls.get(&link.control) else { continue };
        let weight = u32::from(link.coverage.quarters());
        targets.push(Term { index, weight, value: (*target).into() });
        shares.push(Share { quarters: link.coverage.quarters(), level: *score });
        if let Some(level) = score {
            levels.push(Term { index, weight, value: (*level).into() });
        }
    }
    let (relevant, assessed) = (targets.len(), levels.len());
    Ok(RequirementResult {
        id: requirement.id,
        reference: requirement.reference.clone(),
        is_assessable: requirement.is_assessable,
        derived: Mean::of(levels)?,
        direct: requirement.direct,
        below: None,
        covered: covered(&shares),
        bounds: bounds(&shares),
        target: Mean::of(targets)?,
        relevant,
        assessed,
    })
}
