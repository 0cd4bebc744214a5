//! The recovery order of an event, and what it means for each task.

use super::falls::falls;
use super::fault::FactsError;
use super::plan::{Map, problem};
use super::reach::{Opened, Stuck};
use super::why::{Told, tell};
use super::{Event, Facts, Minute, Outage, Outages, Span, TaskFacts, Thing};
use crate::recovery::{Limits, Objective, Problem, Progress, Schedule, explain, solve};
use serde::{Deserialize, Serialize};
use std::ops::ControlFlow;

/// A recovery order (*genopretningsrækkefølge*). Minutes count from the beginning of the event.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Order {
    /// What is done, by when it begins. Other lists name a step by its place in this one.
    pub steps: Vec<Placed>,
    /// A chain of steps, each kept from beginning earlier by the one before, that ends when everything ends.
    pub critical: Vec<usize>,
    /// For each asset when it is back; `None` for one that is never down, or never back.
    pub assets: Vec<Option<Minute>>,
    /// What it means for each task.
    pub tasks: Vec<TaskBack>,
    /// What falls when things are restored in this order.
    pub outages: Outages,
    /// What does not come back by anybody's work.
    pub stuck: Vec<Stuck>,
    /// Rings that were opened.
    pub opened: Vec<Opened>,
    /// The cost of all lateness: the sum of [`TaskBack::cost`].
    pub lateness: u64,
    /// When the last step is done.
    pub length: Minute,
    /// How good the order is known to be.
    pub search: Search,
    /// When each step of the problem begins: what keeps the order's priorities in a simulation.
    pub starts: Vec<Option<Minute>>,
}

/// What the search says of an order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Search {
    /// The weighted lateness of what the search was about: tasks that wait for somebody's work.
    pub lateness: u64,
    /// No order has less.
    pub lateness_bound: u64,
    /// Whether no better order exists: none with less lateness, and none as little late that is over earlier.
    pub is_proved: bool,
    /// The seed that the search began with.
    pub seed: u64,
    /// The work after which it ended: with this as the limit the same order comes out.
    pub work: u64,
}

/// A step of an asset in the order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Placed {
    /// The asset.
    pub asset: usize,
    /// The step, by its place among the asset's.
    pub step: usize,
    /// When it begins.
    pub start: Minute,
    /// When it is done.
    pub finish: Minute,
    /// When it is worked on: more than one stretch when it is longer than its teams are at work at a time.
    pub work: Vec<Span>,
    /// What keeps it from beginning earlier.
    pub why: Why,
    /// Of the tasks that wait for it the one that is due first.
    pub serves: Option<usize>,
    /// How much later it can begin with no task later and the whole no longer.
    pub slack: Minute,
    /// 1 for a step that waits for no other, otherwise one more than the highest of those that it relies upon.
    pub wave: u32,
}

/// What keeps a step from beginning earlier. Steps are places in [`Order::steps`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// Nothing: it begins with the event.
    #[default]
    AtOnce,
    /// Its asset fails only then.
    Failed,
    /// These steps, which end as it begins.
    After(Vec<usize>),
    /// A team is busy with these steps, which end as it begins.
    Busy {
        /// The team.
        team: usize,
        /// The steps.
        steps: Vec<usize>,
    },
    /// A team is not at work until then.
    OffDuty {
        /// The team.
        team: usize,
    },
    /// Something that its asset needs, and that comes back by itself, is out until then.
    Outage,
    /// Nothing: it could begin a minute earlier.
    Free,
}

/// What an order means for a task.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaskBack {
    /// When it stops; `None` if it never does: nothing that it needs falls, or its fallback carries until that is back.
    pub stops: Option<Minute>,
    /// When it is back for good; `None` if it never stops, or is down until the horizon and nobody brings it back.
    pub back: Option<Minute>,
    /// How long it is down at a stretch, the longest one; to the horizon when it is never back.
    pub down: Minute,
    /// Whether it never comes back by the horizon, nor by anybody's work after it.
    pub is_never_back: bool,
    /// By how much that is more than its RTO; `None` if it has none.
    pub past_rto: Option<Minute>,
    /// By how much that is more than its MTPD; `None` if it has none.
    pub past_mtpd: Option<Minute>,
    /// What its lateness costs: its weight for each minute past its RTO, four times as much past its MTPD.
    pub cost: u64,
    /// The step with whose end it is back, by its place in [`Order::steps`].
    pub last_step: Option<usize>,
}

impl TaskBack {
    /// Whether it is back within its RTO, and within its MTPD; what has none is met if it comes back at all.
    #[must_use]
    pub fn is_met(&self) -> bool {
        !self.is_never_back && self.past_rto.unwrap_or(0) == 0 && self.past_mtpd.unwrap_or(0) == 0
    }
}

impl Order {
    /// The chain of steps that leads to a step, each kept from beginning earlier by the one before it; the step itself is last.
    #[must_use]
    pub fn chain(&self, step: usize) -> Vec<usize> {
        let mut chain: Vec<usize> = Vec::new();
        let mut next = Some(step);
        while let Some(at) = next {
            // Ends at the latest when every step has been named once.
            let Some(placed) = self.steps.get(at).filter(|_| chain.len() < self.steps.len()) else { break };
            chain.push(at);
            next = match &placed.why {
                Why::After(steps) | Why::Busy { steps, .. } => steps.first().copied(),
                _ => None,
            };
        }
        chain.reverse();
        chain
    }

    /// The steps by wave.
    #[must_use]
    pub fn waves(&self) -> Vec<Vec<usize>> {
        let count = self.steps.iter().map(|step| step.wave).max().unwrap_or(0);
        let mut waves = vec![Vec::new(); count as usize];
        for (at, step) in self.steps.iter().enumerate() {
            if let Some(wave) = (step.wave as usize).checked_sub(1).and_then(|wave| waves.get_mut(wave)) {
                wave.push(at);
            }
        }
        waves
    }
}

/// The best order that the limits allow: the least weighted lateness, then the shortest.
///
/// `control` sees the progress and may end the search; see [`solve()`]. The same facts, event and limits give the same order.
///
/// # Errors
/// The facts or the event are not right, or more follows from them than can be scheduled.
pub fn order(
    facts: &Facts,
    event: &Event,
    limits: &Limits,
    control: &mut dyn FnMut(&Progress) -> ControlFlow<()>,
) -> Result<Order, FactsError> {
    let (problem, map) = problem(facts, event)?;
    let outcome = solve(&problem, Objective::Lateness, limits, control)?;
    let search = Search {
        lateness: outcome.lateness,
        lateness_bound: outcome.lateness_bound,
        is_proved: outcome.is_optimal(),
        seed: limits.seed,
        work: outcome.work,
    };
    told(facts, event, &problem, map, outcome.schedule, search)
}

/// The order that a schedule of the problem is.
pub(super) fn told(
    facts: &Facts,
    event: &Event,
    problem: &Problem,
    map: Map,
    schedule: Schedule,
    search: Search,
) -> Result<Order, FactsError> {
    let explanation = explain(problem, &schedule).map_err(|_| FactsError::NotOfThese)?;
    let ends: Vec<Option<Minute>> = (0..problem.steps.len()).map(|step| schedule.finish(problem, step)).collect();
    let told = tell(facts, problem, &map, &schedule, &explanation);
    let length = schedule.makespan(problem);
    assemble(facts, event, map, told, &ends, Order { search, starts: schedule.starts, length, ..Order::default() })
}

fn assemble(
    facts: &Facts,
    event: &Event,
    map: Map,
    told: Told,
    ends: &[Option<Minute>],
    empty: Order,
) -> Result<Order, FactsError> {
    let back = |thing: Thing| ends.get(map.back[facts.place(thing)]?).copied().flatten();
    let outages = falls(facts, event, |asset| back(Thing::Asset(asset)))?;
    let fate = |thing: Thing, outage: &Outage| {
        let by_itself = outage.down.last().filter(|&last| last < event.horizon);
        // Work may end when something else that comes back by itself has fallen since.
        outage.down.first().and_then(|_| match by_itself {
            Some(last) => Some(last),
            None => back(thing).filter(|&back| back >= event.horizon),
        })
    };
    let assets = outages.assets.iter().enumerate().map(|(at, outage)| fate(Thing::Asset(at), outage)).collect();
    let tasks: Vec<TaskBack> = facts
        .tasks
        .iter()
        .zip(&outages.tasks)
        .enumerate()
        .map(|(at, (task, outage))| {
            let last_step = told.last.get(facts.place(Thing::Task(at))).copied().flatten();
            task_back(task, outage, fate(Thing::Task(at), outage), last_step)
        })
        .collect();
    let lateness = tasks.iter().map(|task| task.cost).sum();
    let Told { steps, critical, .. } = told;
    Ok(Order { steps, critical, assets, tasks, outages, stuck: map.stuck, opened: map.opened, lateness, ..empty })
}

fn task_back(task: &TaskFacts, outage: &Outage, back: Option<Minute>, last_step: Option<usize>) -> TaskBack {
    let beyond = outage.down.iter().last().zip(back).map_or(0, |(last, back)| back.saturating_sub(last.from));
    let down = outage.down.longest().max(beyond);
    let past = |allowed: Option<Minute>| allowed.map(|allowed| down.saturating_sub(allowed));
    TaskBack {
        stops: outage.down.first(),
        back,
        down,
        is_never_back: !outage.down.is_empty() && back.is_none(),
        past_rto: past(task.rto),
        past_mtpd: past(task.mtpd),
        cost: cost(task, down),
        last_step: last_step.filter(|_| !outage.down.is_empty()),
    }
}

/// What it costs that a task is down for so long at a stretch.
pub(super) fn cost(task: &TaskFacts, down: Minute) -> u64 {
    let minutes = |allowed: Option<Minute>| u64::from(allowed.map_or(0, |allowed| down.saturating_sub(allowed)));
    let beyond = if task.rto.is_some() { 3 } else { 4 };
    u64::from(task.weight) * (minutes(task.rto) + beyond * minutes(task.mtpd))
}
