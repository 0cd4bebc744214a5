//! What a newer order has otherwise than an older one.

use super::{Facts, Minute, Order, Span};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// How two orders differ; what is the same in both is not told.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Difference {
    /// The cost of all lateness, before and after.
    pub lateness: (u64, u64),
    /// When the last step is done, before and after.
    pub length: (Minute, Minute),
    /// Tasks that are back at another time or that are only in one of them; in the order of the newer facts, then those that are gone.
    pub tasks: Vec<TaskDiffers>,
    /// Steps that are done at another time or that are only in one of them; in the order of the newer order, then those that are gone.
    pub steps: Vec<StepDiffers>,
}

impl Difference {
    /// Whether both say the same.
    #[must_use]
    pub fn is_none(&self) -> bool {
        self.lateness.0 == self.lateness.1 && self.tasks.is_empty() && self.steps.is_empty()
    }
}

/// A task that is not as it was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaskDiffers {
    /// Its key.
    pub key: String,
    /// Its name now; or then, if it is gone.
    pub name: String,
    /// What the older order said; `None` if it was not there.
    pub before: Option<Fate>,
    /// What the newer one says; `None` if it is gone.
    pub after: Option<Fate>,
}

/// What an order says of a task.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fate {
    /// When it stops, if it does.
    pub stops: Option<Minute>,
    /// When it is back, if it stops and comes back.
    pub back: Option<Minute>,
    /// By how much it is past its RTO or, if it has none, its MTPD.
    pub late: Minute,
    /// Whether it keeps its promises.
    pub is_met: bool,
}

/// A step that is not as it was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepDiffers {
    /// The key of its asset.
    pub key: String,
    /// The name of its asset now; or then, if it is gone.
    pub asset: String,
    /// Its name.
    pub step: String,
    /// From its beginning to its end, in the older order.
    pub before: Option<Span>,
    /// And in the newer one.
    pub after: Option<Span>,
}

/// How a newer order differs from an older one. Tasks and assets are told by their keys, steps by their asset and name, and of those with one
/// name by their turn.
///
/// Each order is to be one of its facts; what is not there counts for nothing.
#[must_use]
pub fn difference(before: (&Facts, &Order), after: (&Facts, &Order)) -> Difference {
    Difference {
        lateness: (before.1.lateness, after.1.lateness),
        length: (before.1.length, after.1.length),
        tasks: tasks(before, after),
        steps: steps(before, after),
    }
}

fn tasks(before: (&Facts, &Order), after: (&Facts, &Order)) -> Vec<TaskDiffers> {
    let old = fates(before);
    let mut gone: HashMap<&str, Fate> = old.iter().map(|&(key, _, fate)| (key, fate)).collect();
    let mut differs = Vec::new();
    for (key, name, now) in fates(after) {
        let then = gone.remove(key);
        if then != Some(now) {
            differs.push(TaskDiffers { key: key.to_owned(), name: name.to_owned(), before: then, after: Some(now) });
        }
    }
    for (key, name, then) in old {
        if gone.remove(key).is_some() {
            differs.push(TaskDiffers { key: key.to_owned(), name: name.to_owned(), before: Some(then), after: None });
        }
    }
    differs
}

fn fates<'a>((facts, order): (&'a Facts, &'a Order)) -> Vec<(&'a str, &'a str, Fate)> {
    let told = facts.tasks.iter().zip(&order.tasks).map(|(facts, task)| {
        let late = task.past_rto.or(task.past_mtpd).unwrap_or(0);
        let fate = Fate { stops: task.stops, back: task.back, late, is_met: task.is_met() };
        (facts.key.as_str(), facts.name.as_str(), fate)
    });
    told.collect()
}

/// The key of the asset, the name of the step, and which of those with this name it is.
type StepKey<'a> = (&'a str, &'a str, usize);

fn steps(before: (&Facts, &Order), after: (&Facts, &Order)) -> Vec<StepDiffers> {
    let old = spans(before);
    let mut gone: HashMap<StepKey, Span> = old.iter().map(|&(key, _, span)| (key, span)).collect();
    let mut differs = Vec::new();
    let mut add = |(key, step, _): StepKey, asset: &str, before: Option<Span>, after: Option<Span>| {
        let (key, step, asset) = (key.to_owned(), step.to_owned(), asset.to_owned());
        differs.push(StepDiffers { key, asset, step, before, after });
    };
    for (key, asset, now) in spans(after) {
        let then = gone.remove(&key);
        if then != Some(now) {
            add(key, asset, then, Some(now));
        }
    }
    for (key, asset, then) in old {
        if gone.remove(&key).is_some() {
            add(key, asset, Some(then), None);
        }
    }
    differs
}

fn spans<'a>((facts, order): (&'a Facts, &'a Order)) -> Vec<(StepKey<'a>, &'a str, Span)> {
    let mut turns: HashMap<(&str, &str), usize> = HashMap::new();
    let told = order.steps.iter().filter_map(|placed| {
        let asset = facts.assets.get(placed.asset)?;
        let name = asset.steps.get(placed.step)?.name.as_str();
        let turn = turns.entry((&asset.key, name)).or_default();
        *turn += 1;
        let span = Span { from: placed.start, until: placed.finish };
        Some(((asset.key.as_str(), name, *turn), asset.name.as_str(), span))
    });
    told.collect()
}
