//! What would help most.

use super::fault::FactsError;
use super::order::{order, told};
use super::plan::problem;
use super::simulate::{replay, simulate};
use super::{Event, Facts, Minute, Order, StuckWhy, Thing, Why};
use crate::recovery::{Limits, Progress, Schedule};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::ops::ControlFlow;

/// Something that could be done beforehand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Remedy {
    /// One more of a team, or so many more that a step can be done at all.
    MorePeople {
        /// The team.
        team: usize,
        /// How many more.
        people: u32,
    },
    /// A team is on duty day and night.
    RoundTheClock {
        /// The team.
        team: usize,
    },
    /// A step takes no longer than it does when all goes well.
    ShorterStep {
        /// The asset.
        asset: usize,
        /// The step, by its place among the asset's.
        step: usize,
    },
    /// The restoration of an asset is tried, so that it takes neither more nor less than it usually does.
    TestedRestore {
        /// The asset.
        asset: usize,
    },
    /// Something takes an asset's place at once: a copy elsewhere, another supplier.
    Alternative {
        /// The asset.
        asset: usize,
    },
    /// The fallback of a task carries until it is back.
    LongerFallback {
        /// The task.
        task: usize,
        /// For how many minutes more.
        minutes: Minute,
    },
}

/// What a remedy does to the order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Improvement {
    /// What is done.
    pub remedy: Remedy,
    /// The cost of all lateness without it.
    pub before: u64,
    /// And with it.
    pub after: u64,
    /// The mean cost over drawn durations without it.
    pub mean_before: u64,
    /// And with it.
    pub mean_after: u64,
    /// How many tasks keep their promises that did not; fewer than none if it is less.
    pub more_met: i64,
}

/// The most remedies that are tried.
const MOST_TRIED: usize = 30;
/// Runs of the simulation of each, at most.
const RUNS: u32 = 100;
/// Steps that are drawn in all the runs of one.
const STEPS_DRAWN: usize = 60_000;

/// What would help, the most helpful first: by the cost of lateness that is left, then by its mean over drawn durations. Only what helps.
///
/// As [`Trials`], one after the other.
///
/// # Errors
/// The facts or the event are not right, or the order is not one of them.
pub fn improvements(
    facts: &Facts,
    event: &Event,
    order: &Order,
    limits: &Limits,
) -> Result<Vec<Improvement>, FactsError> {
    let trials = Trials::new(facts, event, order, limits)?;
    let found = trials.remedies().iter().map(|remedy| trials.attempt(*remedy)).collect::<Result<Vec<_>, _>>()?;
    Ok(Trials::ranked(found))
}

/// Remedies to be tried on an order, each by itself, so that they may be tried side by side.
///
/// Tried are remedies along the chains of reasons that lead to late tasks, and to those that are often late when durations are drawn; at most
/// 30 of them. Each is put into the facts and ordered anew with its part of the work that the limits allow.
#[derive(Clone, Debug)]
pub struct Trials<'a> {
    facts: &'a Facts,
    event: &'a Event,
    order: &'a Order,
    /// Of each.
    limits: Limits,
    runs: u32,
    remedies: Vec<Remedy>,
    before: u64,
    mean_before: u64,
    met_before: i64,
}

impl<'a> Trials<'a> {
    /// Finds what may help, and what the same work gives without it.
    ///
    /// # Errors
    /// As [`improvements`].
    pub fn new(facts: &'a Facts, event: &'a Event, order: &'a Order, limits: &Limits) -> Result<Self, FactsError> {
        let runs = runs(order.steps.len());
        let now = simulate(facts, event, order, runs, limits.seed)?;
        let missed: Vec<u32> = now.tasks.iter().map(|task| now.runs - task.rto_met.min(task.mtpd_met)).collect();
        let remedies = candidates(facts, event, order, &missed);
        let limits = Limits { work: limits.work / (remedies.len() as u64 + 1), ..*limits };
        // The same work without any remedy: what luck alone gives is no merit of one.
        let again = best(facts, event, &limits)?;
        let before = order.lateness.min(again.lateness);
        let mean_before = now.mean_lateness.min(simulate(facts, event, &again, runs, limits.seed)?.mean_lateness);
        let met_before = met(if again.lateness < order.lateness { &again } else { order });
        Ok(Self { facts, event, order, limits, runs, remedies, before, mean_before, met_before })
    }

    /// What is to be tried.
    #[must_use]
    pub fn remedies(&self) -> &[Remedy] {
        &self.remedies
    }

    /// Tries one of [`Self::remedies`]; nothing when it does not help.
    ///
    /// # Errors
    /// As [`improvements`].
    pub fn attempt(&self, remedy: Remedy) -> Result<Option<Improvement>, FactsError> {
        let Self { order, limits, before, mean_before, .. } = *self;
        let (facts, event) = applied(self.facts, self.event, remedy);
        let mut with = match best(&facts, &event, &limits) {
            // More would follow from it than can be scheduled; others may help.
            Err(FactsError::Problem(_)) => return Ok(None),
            found => found?,
        };
        if let Some(kept) = kept(&facts, &event, order)?.filter(|kept| kept.lateness < with.lateness) {
            with = kept;
        }
        let mean_after = simulate(&facts, &event, &with, self.runs, limits.seed)?.mean_lateness;
        let after = with.lateness;
        let helps = after < before || (after == before && mean_after < mean_before);
        let more_met = met(&with) - self.met_before;
        Ok(helps.then_some(Improvement { remedy, before, after, mean_before, mean_after, more_met }))
    }

    /// What was found, the most helpful first.
    #[must_use]
    pub fn ranked(found: Vec<Option<Improvement>>) -> Vec<Improvement> {
        let mut found: Vec<Improvement> = found.into_iter().flatten().collect();
        found.sort_by_key(|one| (one.after, one.mean_after, one.remedy));
        found
    }
}

/// How many tasks keep their promises.
fn met(order: &Order) -> i64 {
    order.tasks.iter().filter(|task| task.is_met()).count() as i64
}

/// Runs of the simulation of each remedy: fewer where there are many steps, for they only part what is equal otherwise, and all draw the same
/// durations.
fn runs(steps: usize) -> u32 {
    u32::try_from(STEPS_DRAWN / steps.max(1)).unwrap_or(RUNS).clamp(RUNS / 4, RUNS)
}

fn best(facts: &Facts, event: &Event, limits: &Limits) -> Result<Order, FactsError> {
    order(facts, event, limits, &mut |_: &Progress| ControlFlow::Continue(()))
}

/// The facts and the event with a remedy in them.
#[must_use]
pub fn applied(facts: &Facts, event: &Event, remedy: Remedy) -> (Facts, Event) {
    let (mut facts, mut event) = (facts.clone(), event.clone());
    match remedy {
        Remedy::MorePeople { team, people } => {
            if let Some(team) = facts.teams.get_mut(team) {
                team.capacity = team.capacity.saturating_add(people);
            }
        }
        Remedy::RoundTheClock { team } => {
            if let Some(team) = facts.teams.get_mut(team) {
                team.duty = super::Duty::Always;
            }
        }
        Remedy::ShorterStep { asset, step } => {
            let step = facts.assets.get_mut(asset).and_then(|asset| asset.steps.get_mut(step));
            if let Some(step) = step {
                step.likely = step.optimistic;
            }
        }
        Remedy::TestedRestore { asset } => {
            for step in facts.assets.get_mut(asset).iter_mut().flat_map(|asset| &mut asset.steps) {
                (step.optimistic, step.pessimistic) = (step.likely, step.likely);
            }
        }
        Remedy::Alternative { asset } => {
            if let Some(known) = facts.assets.get_mut(asset) {
                known.needs.clear();
                event.failures.retain(|failed| failed.asset != asset);
            }
        }
        Remedy::LongerFallback { task, minutes } => {
            for need in facts.tasks.get_mut(task).iter_mut().flat_map(|task| &mut task.needs) {
                if let super::Effect::StopsAfter(bridged) = &mut need.effect {
                    *bridged = bridged.saturating_add(minutes).min(super::task::MAX_MINUTES);
                }
            }
        }
    }
    (facts, event)
}

/// The order that comes out when all is done in the turn that it was, in other facts; `None` where there is something else to do.
fn kept(facts: &Facts, event: &Event, order: &Order) -> Result<Option<Order>, FactsError> {
    let (problem, map) = problem(facts, event)?;
    let Ok(replay) = replay(facts, &problem, order) else { return Ok(None) };
    let mut again = None;
    replay.run(1, |_| (), |_, starts| again = Some(Schedule { starts: starts.to_vec() }));
    again.map(|schedule| told(facts, event, &problem, map, schedule, order.search)).transpose()
}

/// What may help, the most promising first.
fn candidates(facts: &Facts, event: &Event, order: &Order, missed: &[u32]) -> Vec<Remedy> {
    // How much lateness each remedy may touch, and how often something is missed behind it.
    let mut hopes: BTreeMap<Remedy, u64> = BTreeMap::new();
    let mut chained: Vec<u64> = vec![0; order.steps.len()];
    for (at, task) in order.tasks.iter().enumerate() {
        let weight = u64::from(facts.tasks[at].weight);
        let hope = task.cost + weight * u64::from(missed[at]);
        if hope == 0 {
            continue;
        }
        if task.down > 0 && !task.is_never_back {
            hopes.insert(Remedy::LongerFallback { task: at, minutes: task.down }, task.cost);
        }
        if let Some(last) = task.last_step {
            chained[last] += hope;
        }
    }
    hand_on(order, &mut chained);
    for (placed, &hope) in order.steps.iter().zip(&chained).filter(|(_, hope)| **hope > 0) {
        let (asset, step) = (placed.asset, placed.step);
        let known = &facts.assets[asset];
        let mut add = |remedy: Remedy| {
            let sum = hopes.entry(remedy).or_default();
            *sum = (*sum).max(hope);
        };
        if known.steps[step].optimistic < known.steps[step].likely {
            add(Remedy::ShorterStep { asset, step });
        }
        if known.restore_tested.is_none() {
            add(Remedy::TestedRestore { asset });
        }
        add(Remedy::Alternative { asset });
        if let Why::Busy { team, .. } = placed.why {
            add(Remedy::MorePeople { team, people: 1 });
        }
        let cut = placed.work.len() > 1;
        for &(team, _) in known.steps[step].teams.iter().filter(|_| cut || matches!(placed.why, Why::OffDuty { .. })) {
            if facts.teams[team].duty != super::Duty::Always {
                add(Remedy::RoundTheClock { team });
            }
        }
    }
    for (asset, why, hope) in hopes_of_stuck(order) {
        hopes.insert(Remedy::Alternative { asset }, hope);
        if let StuckWhy::TooFew { step, team } = why {
            let people = wanted(facts, asset, step, team).saturating_sub(there(facts, event, team));
            let sum = hopes.entry(Remedy::MorePeople { team, people }).or_default();
            *sum = (*sum).max(hope);
        }
    }
    let mut sorted: Vec<(Remedy, u64)> = hopes.into_iter().collect();
    sorted.sort_by_key(|&(remedy, hope)| (std::cmp::Reverse(hope), remedy));
    sorted.into_iter().take(MOST_TRIED).map(|(remedy, _)| remedy).collect()
}

/// The assets that do not come back for a reason of their own, and how much lateness stands above each; those that no task waits for are left
/// out. What waits for another stands after it in the list of what is stuck.
fn hopes_of_stuck(order: &Order) -> Vec<(usize, StuckWhy, u64)> {
    let (mut waiting, mut found): (BTreeMap<Thing, u64>, Vec<_>) = Default::default();
    for stuck in order.stuck.iter().rev() {
        let own = if let Thing::Task(at) = stuck.thing { order.tasks[at].cost.max(1) } else { 0 };
        let hope = waiting.get(&stuck.thing).copied().unwrap_or(0).saturating_add(own);
        match (stuck.thing, stuck.why) {
            (_, StuckWhy::WaitsFor(on)) => {
                let sum = waiting.entry(on).or_default();
                *sum = sum.saturating_add(hope);
            }
            (Thing::Asset(asset), why) if hope > 0 => found.push((asset, why, hope)),
            _ => {}
        }
    }
    found
}

/// Hands what hangs on a step on to what kept it from beginning earlier, the last step first.
fn hand_on(order: &Order, chained: &mut [u64]) {
    for at in (0..order.steps.len()).rev() {
        if let Why::After(steps) | Why::Busy { steps, .. } = &order.steps[at].why
            && let Some(&before) = steps.iter().find(|&&before| before < at)
        {
            chained[before] = chained[before].saturating_add(chained[at]);
        }
    }
}

fn there(facts: &Facts, event: &Event, team: usize) -> u32 {
    facts.teams[team].capacity.saturating_sub(event.missing_of(team))
}

fn wanted(facts: &Facts, asset: usize, step: usize, team: usize) -> u32 {
    let teams = facts.assets[asset].steps.get(step).map(|step| step.teams.as_slice()).unwrap_or_default();
    teams.iter().find(|need| need.0 == team).map_or(0, |need| need.1)
}
