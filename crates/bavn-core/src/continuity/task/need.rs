//! What a critical task needs.

use super::{LIMITS, MAX_MINUTES};
use crate::{
    ids::{AssetId, CriticalTaskId, SupplierId},
    text::text_faults,
    words::words,
};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

words! {
    /// What happens to a task when what it needs is away.
    NeedEffect {
        #[default]
        /// It stops, at once or when the time has passed.
        Stops = "stops",
        /// It goes on, worse.
        Worse = "worse",
    }
}

/// What a task needs: one thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NeedOn {
    /// An asset: a system, a place, a supply, a team of people.
    Asset(AssetId),
    /// A supplier.
    Supplier(SupplierId),
    /// Another critical task.
    Task(CriticalTaskId),
}

/// A need of a critical task.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaskNeed {
    /// What it needs.
    pub on: NeedOn,
    /// What happens when that is away.
    pub effect: NeedEffect,
    /// After how many minutes it stops; 0 at once, `None` when the fallback runs out. Of no meaning where it goes on, worse.
    pub after_minutes: Option<i64>,
    /// Needs of the same task with the same number, 1 to 99, are alternatives: any one suffices.
    pub alternative_group: Option<i64>,
    /// Anything else.
    pub note: String,
}

/// What is wrong with a need.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NeedFault {
    /// There are too many needs.
    TooMany,
    /// It needs the same thing twice.
    Duplicate,
    /// The task needs itself.
    Itself,
    /// The length of time is less than nothing.
    NegativeTime,
    /// The length of time is more than a year.
    TimeTooLong,
    /// The number of the group is not 1 to 99.
    Group,
    /// Alternatives must have the same effect after the same time: it is the last of them that counts.
    GroupDiffers,
    /// The note has more than a thousand characters or some that do not print.
    Note,
}

impl NeedFault {
    /// The stable code of the fault, and the field of the need that it is about.
    #[must_use]
    pub const fn code(self) -> (&'static str, &'static str) {
        match self {
            Self::TooMany => ("on", "too_many"),
            Self::Duplicate => ("on", "needed_already"),
            Self::Itself => ("on", "task_on_itself"),
            Self::NegativeTime => ("after_minutes", "negative_time"),
            Self::TimeTooLong => ("after_minutes", "time_too_long"),
            Self::Group => ("alternative_group", "out_of_range"),
            Self::GroupDiffers => ("alternative_group", "group_differs"),
            Self::Note => ("note", "too_long"),
        }
    }
}

/// Everything that is wrong with the needs of a task, with the place of the need in the list.
#[must_use]
pub fn check_needs(task: Option<CriticalTaskId>, needs: &[TaskNeed]) -> Vec<(usize, NeedFault)> {
    let mut faults = Vec::new();
    let mut seen: HashMap<NeedOn, usize> = HashMap::with_capacity(needs.len());
    let mut groups: HashMap<i64, (NeedEffect, Option<i64>)> = HashMap::new();
    for (at, need) in needs.iter().enumerate() {
        let mut add = |fault| faults.push((at, fault));
        if at == LIMITS.needs {
            add(NeedFault::TooMany);
        }
        if seen.insert(need.on, at).is_some() {
            add(NeedFault::Duplicate);
        }
        if task.is_some_and(|task| need.on == NeedOn::Task(task)) {
            add(NeedFault::Itself);
        }
        match need.after_minutes {
            Some(minutes) if minutes < 0 => add(NeedFault::NegativeTime),
            Some(minutes) if minutes > i64::from(MAX_MINUTES) => add(NeedFault::TimeTooLong),
            _ => {}
        }
        if let Some(group) = need.alternative_group {
            if !(1..=99).contains(&group) {
                add(NeedFault::Group);
            }
            let after = need.after_minutes.filter(|_| need.effect == NeedEffect::Stops);
            if *groups.entry(group).or_insert((need.effect, after)) != (need.effect, after) {
                add(NeedFault::GroupDiffers);
            }
        }
        if text_faults(&need.note, 1_000, true).next().is_some() {
            add(NeedFault::Note);
        }
    }
    faults
}

/// Tasks that need each other in a ring, in order, the first again left out.
pub type Circle = Vec<usize>;

/// A ring of tasks that runs through `task`, by place; `needs` gives the tasks that each task needs. The shortest, and of those the one
/// with the smallest places. Alternatives count like any need: what starts up alone should not have to choose.
#[must_use]
pub fn find_circle(needs: &[Vec<usize>], task: usize) -> Option<Circle> {
    let mut came_from: Vec<Option<usize>> = vec![None; needs.len()];
    let mut waiting = std::collections::VecDeque::from([task]);
    while let Some(at) = waiting.pop_front() {
        let mut next = needs.get(at)?.clone();
        next.sort_unstable();
        for on in next {
            if on == task {
                let mut circle = vec![at];
                while let Some(before) = came_from[*circle.last()?] {
                    circle.push(before);
                }
                circle.reverse();
                return Some(circle);
            }
            if on < needs.len() && came_from[on].is_none() {
                came_from[on] = Some(at);
                waiting.push_back(on);
            }
        }
    }
    None
}

/// The first of these tasks that stands in a ring of more than one, by its place among `starts`, and the ring. Where there is no ring at
/// all, which is what one expects, the work is in proportion to tasks and needs.
#[must_use]
pub fn find_circle_through(needs: &[Vec<usize>], starts: &[usize]) -> Option<(usize, Circle)> {
    // What needs nothing is in no ring; without it, neither is what needs nothing else.
    let mut needed_by: Vec<Vec<usize>> = vec![Vec::new(); needs.len()];
    let mut open: Vec<usize> = vec![0; needs.len()];
    for (task, on) in needs.iter().enumerate() {
        for on in on.iter().filter(|on| **on < needs.len()) {
            needed_by[*on].push(task);
            open[task] += 1;
        }
    }
    let mut free: Vec<usize> = (0..needs.len()).filter(|task| open[*task] == 0).collect();
    while let Some(task) = free.pop() {
        for by in &needed_by[task] {
            open[*by] -= 1;
            if open[*by] == 0 {
                free.push(*by);
            }
        }
    }
    starts.iter().enumerate().filter(|(_, task)| open.get(**task).is_some_and(|open| *open > 0)).find_map(
        |(at, task)| {
            let circle = find_circle(needs, *task).filter(|circle| circle.len() > 1)?;
            Some((at, circle))
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn on(number: u128) -> TaskNeed {
        TaskNeed {
            on: NeedOn::Asset(AssetId(Uuid::from_u128(number))),
            effect: NeedEffect::Stops,
            after_minutes: None,
            alternative_group: None,
            note: String::new(),
        }
    }

    #[test]
    fn every_fault_is_told_at_once() {
        let task = CriticalTaskId(Uuid::from_u128(9));
        let needs = [
            TaskNeed { alternative_group: Some(1), ..on(1) },
            TaskNeed { alternative_group: Some(1), after_minutes: Some(-60), ..on(1) },
            TaskNeed { on: NeedOn::Task(task), alternative_group: Some(100), after_minutes: Some(600_000), ..on(2) },
            TaskNeed { note: "\u{1}".into(), ..on(3) },
        ];
        let expected = [
            (1, NeedFault::Duplicate),
            (1, NeedFault::NegativeTime),
            (1, NeedFault::GroupDiffers),
            (2, NeedFault::Itself),
            (2, NeedFault::TimeTooLong),
            (2, NeedFault::Group),
            (3, NeedFault::Note),
        ];
        assert_eq!(check_needs(Some(task), &needs), expected);
        let many: Vec<TaskNeed> = (0..102).map(on).collect();
        assert_eq!(check_needs(None, &many), [(100, NeedFault::TooMany)]);
    }

    #[test]
    fn rings_of_tasks() {
        assert_eq!(find_circle(&[vec![1], vec![2, 3], vec![3], vec![0]], 0), Some(vec![0, 1, 3]));
        assert_eq!(find_circle(&[vec![1], vec![2], vec![1]], 0), None);
        assert_eq!(find_circle(&[vec![0]], 0), Some(vec![0]));
        assert_eq!(find_circle(&[vec![7]], 0), None);
    }

    #[test]
    fn a_ring_is_found_from_the_tasks_that_changed() {
        let needs = [vec![1], vec![2], vec![1], vec![3], vec![9]];
        assert_eq!(find_circle_through(&needs, &[0, 3, 4]), None, "one leads to a ring, one stands on itself");
        assert_eq!(find_circle_through(&needs, &[4, 0, 2, 1]), Some((2, vec![2, 1])));
        assert_eq!(find_circle_through(&[vec![1, 1], vec![2], vec![]], &[0, 1, 2, 7]), None);
        // A long chain with a short one beside it: nothing is walked twice.
        let chain: Vec<Vec<usize>> = (0..50_000).map(|at| if at == 0 { vec![] } else { vec![at - 1] }).collect();
        assert_eq!(find_circle_through(&chain, &(0..50_000).collect::<Vec<_>>()), None);
    }
}
