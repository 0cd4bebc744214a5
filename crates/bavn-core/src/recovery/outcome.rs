//! A schedule and what is known of how good it is.

use super::problem::{Minutes, Objective, Problem};

/// When each step begins.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Schedule {
    /// For each step of the problem its first minute; `None` for an optional step that is not done.
    pub starts: Vec<Option<Minutes>>,
}

impl Schedule {
    /// When a step is finished, if it is done.
    #[must_use]
    pub fn finish(&self, problem: &Problem, step: usize) -> Option<Minutes> {
        Some(self.starts.get(step).copied().flatten()? + problem.steps.get(step)?.duration)
    }

    /// When everything is finished.
    #[must_use]
    pub fn makespan(&self, problem: &Problem) -> Minutes {
        (0..problem.steps.len()).filter_map(|step| self.finish(problem, step)).max().unwrap_or(0)
    }

    /// When a task is back: when the last of its prerequisites is there, each by the first of its ways. `None` if the
    /// schedule leaves one of them out.
    #[must_use]
    pub fn back(&self, problem: &Problem, task: usize) -> Option<Minutes> {
        let needs = &problem.tasks.get(task)?.needs;
        needs.iter().try_fold(0, |back, any| {
            let first = any.iter().filter_map(|&step| self.finish(problem, step)).min()?;
            Some(back.max(first))
        })
    }

    /// The weighted lateness of one task: for each due time its weight by each minute after it.
    #[must_use]
    pub fn task_lateness(&self, problem: &Problem, task: usize) -> Option<u64> {
        let back = self.back(problem, task)?;
        let dues = &problem.tasks.get(task)?.dues;
        Some(dues.iter().map(|due| u64::from(due.weight) * u64::from(back.saturating_sub(due.at))).sum())
    }

    /// The weighted lateness of all tasks together. `None` if some task never comes back.
    #[must_use]
    pub fn lateness(&self, problem: &Problem) -> Option<u64> {
        (0..problem.tasks.len()).map(|task| self.task_lateness(problem, task)).sum()
    }
}

/// Why the search ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// No better schedule exists.
    Proved,
    /// The work limit was reached.
    WorkLimit,
    /// The callback asked for it.
    Stopped,
}

/// The best schedule found, with its bounds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// The schedule.
    pub schedule: Schedule,
    /// What it was made to be best at.
    pub objective: Objective,
    /// Its total length.
    pub makespan: Minutes,
    /// Its weighted lateness.
    pub lateness: u64,
    /// No schedule has less weighted lateness; 0 when the objective is the makespan.
    pub lateness_bound: u64,
    /// For [`Objective::Makespan`] no schedule is shorter; for [`Objective::Lateness`] none that is as little late.
    pub makespan_bound: Minutes,
    /// Why the search ended.
    pub ended: Ended,
    /// The work done, in the unit of [`super::Limits::work`]. The same limit gives the same outcome again.
    pub work: u64,
}

impl Outcome {
    /// Whether no better schedule exists.
    #[must_use]
    pub fn is_optimal(&self) -> bool {
        self.ended == Ended::Proved
    }
}
