use super::{PlanContent, PlannedTask};
use crate::continuity::Minute;
use std::collections::HashMap;

/// What is otherwise in a newer plan.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Difference {
    /// Tasks that fare otherwise, those that became worse first.
    pub tasks: Vec<TaskChange>,
    /// Steps that begin at another time, and those that are in one of the plans only.
    pub steps: Vec<Moved>,
    /// The length of both.
    pub length: [Minute; 2],
    /// The cost of lateness of both.
    pub lateness: [u64; 2],
    /// Late tasks in both.
    pub late: [usize; 2],
}

impl Difference {
    /// Whether nothing is otherwise.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.tasks.is_empty()
            && self.steps.is_empty()
            && self.length[0] == self.length[1]
            && self.lateness[0] == self.lateness[1]
    }
}

/// A task that fares otherwise.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TaskChange {
    /// Its number and name.
    pub name: String,
    /// When it is back in each; `None` when it does not stop, does not come back, or is not there.
    pub back: [Option<Minute>; 2],
    /// Whether its promises are kept in each; `None` when it is not touched there.
    pub is_met: [Option<bool>; 2],
}

/// A step that moved.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Moved {
    /// Asset and step.
    pub name: String,
    /// When it begins in each; `None` when it is not there.
    pub start: [Option<Minute>; 2],
    /// Its likely minutes in each.
    pub minutes: [Option<Minute>; 2],
}

/// What is otherwise from one plan to a newer one. Tasks are told by their keys, steps by asset and name.
#[must_use]
pub fn difference(old: &PlanContent, new: &PlanContent) -> Difference {
    let late = |content: &PlanContent| content.late().count();
    Difference {
        tasks: tasks(old, new),
        steps: steps(old, new),
        length: [old.length, new.length],
        lateness: [old.lateness, new.lateness],
        late: [late(old), late(new)],
    }
}

fn tasks(old: &PlanContent, new: &PlanContent) -> Vec<TaskChange> {
    let mut before: HashMap<&str, &PlannedTask> = old.tasks.iter().map(|task| (task.key.as_str(), task)).collect();
    let told = |task: &PlannedTask| format!("{} {}", task.code, task.name).trim().to_owned();
    let mut changes = Vec::new();
    for task in &new.tasks {
        let old = before.remove(task.key.as_str());
        let change = TaskChange {
            name: told(task),
            back: [old.and_then(|old| old.back), task.back],
            is_met: [old.map(PlannedTask::is_met), Some(task.is_met())],
        };
        if change.back[0] != change.back[1] || change.is_met[0] != change.is_met[1] {
            changes.push(change);
        }
    }
    let gone = old.tasks.iter().filter(|task| before.contains_key(task.key.as_str()));
    changes.extend(gone.map(|task| TaskChange {
        name: told(task),
        back: [task.back, None],
        is_met: [Some(task.is_met()), None],
    }));
    changes.sort_by_key(|change| match change.is_met {
        [Some(true) | None, Some(false)] => 0,
        [Some(false), Some(true) | None] => 1,
        _ => 2,
    });
    changes
}

fn steps(old: &PlanContent, new: &PlanContent) -> Vec<Moved> {
    let mut before: HashMap<(&str, &str), Vec<(Minute, Minute)>> = HashMap::new();
    for step in old.steps.iter().rev() {
        let key = (old.assets[step.asset].key.as_str(), step.name.as_str());
        before.entry(key).or_default().push((step.start, step.minutes[1]));
    }
    let name = |content: &PlanContent, asset: usize, step: &str| format!("{}: {step}", content.assets[asset].name);
    let mut moved = Vec::new();
    for step in &new.steps {
        let key = (new.assets[step.asset].key.as_str(), step.name.as_str());
        let old = before.get_mut(&key).and_then(Vec::pop);
        let change = Moved {
            name: name(new, step.asset, &step.name),
            start: [old.map(|(start, _)| start), Some(step.start)],
            minutes: [old.map(|(_, minutes)| minutes), Some(step.minutes[1])],
        };
        if change.start[0] != change.start[1] || change.minutes[0] != change.minutes[1] {
            moved.push(change);
        }
    }
    for step in &old.steps {
        let key = (old.assets[step.asset].key.as_str(), step.name.as_str());
        if let Some((start, minutes)) = before.get_mut(&key).and_then(Vec::pop) {
            let name = name(old, step.asset, &step.name);
            moved.push(Moved { name, start: [Some(start), None], minutes: [Some(minutes), None] });
        }
    }
    moved
}

#[cfg(test)]
mod tests {
    use super::super::{PlannedAsset, PlannedStep};
    use super::*;

    fn plan(back: Minute, start: Minute) -> PlanContent {
        PlanContent {
            assets: vec![PlannedAsset { key: "a".into(), name: "Server".into(), back: Some(back) }],
            steps: vec![PlannedStep {
                name: "Byg".into(),
                start,
                finish: back,
                minutes: [30, 60, 90],
                ..PlannedStep::default()
            }],
            tasks: vec![PlannedTask {
                key: "t".into(),
                code: "K-1".into(),
                name: "Omsorg".into(),
                stops: Some(0),
                back: Some(back),
                past_rto: Some(back.saturating_sub(100)),
                ..PlannedTask::default()
            }],
            length: back,
            ..PlanContent::default()
        }
    }

    #[test]
    fn the_same_plan_is_not_otherwise() {
        assert!(difference(&plan(90, 30), &plan(90, 30)).is_empty());
    }

    #[test]
    fn what_became_late_and_what_moved_is_told() {
        let told = difference(&plan(90, 30), &plan(150, 90));
        let task =
            TaskChange { name: "K-1 Omsorg".into(), back: [Some(90), Some(150)], is_met: [Some(true), Some(false)] };
        let step = Moved { name: "Server: Byg".into(), start: [Some(30), Some(90)], minutes: [Some(60), Some(60)] };
        assert_eq!((told.tasks, told.steps, told.late), (vec![task], vec![step], [0, 1]));
        let gone = difference(&plan(90, 30), &PlanContent::default());
        assert_eq!((gone.tasks[0].is_met, gone.steps[0].start), ([Some(true), None], [Some(30), None]));
    }
}
