//! The order that dependencies give.

use crate::{ids::MeasureId, measure::Measure};
use std::collections::{HashMap, VecDeque};

/// A plan that cannot be scheduled.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PlanError {
    /// Measures wait for each other in a circle.
    #[error("measures wait for each other: {}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join(" -> "))]
    Cycle(
        /// The measures of the circle, each waiting for the next, the last for the first.
        Vec<MeasureId>,
    ),
    /// A measure waits for one that is not in the plan.
    #[error("measure {measure} waits for {depends_on}, which is not in the plan")]
    UnknownDependency {
        /// The measure.
        measure: MeasureId,
        /// What it waits for.
        depends_on: MeasureId,
    },
    /// Two measures have the same identifier.
    #[error("measure {0} is in the plan twice")]
    Duplicate(MeasureId),
}

/// The measures by position, with who waits for whom.
pub(super) struct Graph {
    /// The positions of the measures that each one waits for.
    pub(super) predecessors: Vec<Vec<usize>>,
    /// The positions of the measures that wait for each one.
    pub(super) dependents: Vec<Vec<usize>>,
    /// All positions, each after those that it waits for.
    pub(super) order: Vec<usize>,
}

impl Graph {
    /// Orders the measures in time proportional to measures plus dependencies.
    pub(super) fn of(measures: &[Measure]) -> Result<Self, PlanError> {
        let mut positions = HashMap::with_capacity(measures.len());
        for (at, measure) in measures.iter().enumerate() {
            if positions.insert(measure.id, at).is_some() {
                return Err(PlanError::Duplicate(measure.id));
            }
        }
        let mut predecessors = Vec::with_capacity(measures.len());
        let mut dependents = vec![Vec::new(); measures.len()];
        for (at, measure) in measures.iter().enumerate() {
            let mut own = Vec::with_capacity(measure.depends_on.len());
            for id in &measure.depends_on {
                let unknown = || PlanError::UnknownDependency { measure: measure.id, depends_on: *id };
                own.push(*positions.get(id).ok_or_else(unknown)?);
            }
            own.sort_unstable();
            own.dedup();
            for &before in &own {
                dependents[before].push(at);
            }
            predecessors.push(own);
        }
        let order = order(&predecessors, &dependents);
        if order.len() < measures.len() {
            let cycle = cycle(&predecessors, &order);
            return Err(PlanError::Cycle(cycle.into_iter().map(|at| measures[at].id).collect()));
        }
        Ok(Self { predecessors, dependents, order })
    }
}

fn order(predecessors: &[Vec<usize>], dependents: &[Vec<usize>]) -> Vec<usize> {
    let mut waiting: Vec<usize> = predecessors.iter().map(Vec::len).collect();
    let mut ready: VecDeque<usize> = (0..waiting.len()).filter(|&at| waiting[at] == 0).collect();
    let mut order = Vec::with_capacity(waiting.len());
    while let Some(at) = ready.pop_front() {
        order.push(at);
        for &next in &dependents[at] {
            waiting[next] -= 1;
            if waiting[next] == 0 {
                ready.push_back(next);
            }
        }
    }
    order
}

/// A circle among the measures that could not be ordered: each of them waits for another of them, so walking back must
/// come to one seen before.
fn cycle(predecessors: &[Vec<usize>], ordered: &[usize]) -> Vec<usize> {
    let mut left = vec![true; predecessors.len()];
    for &at in ordered {
        left[at] = false;
    }
    let mut step_of = vec![None; predecessors.len()];
    let mut path = Vec::new();
    let mut here = left.iter().position(|&left| left);
    while let Some(at) = here {
        if let Some(step) = step_of[at] {
            return path.split_off(step);
        }
        step_of[at] = Some(path.len());
        path.push(at);
        here = predecessors[at].iter().copied().find(|&before| left[before]);
    }
    path
}
