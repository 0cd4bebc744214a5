//! What tasks stand on, through everything in between.

use super::conflict::everything;
use super::fault::FactsError;
use super::hours::Hours;
use super::reach::{Opened, Reach, StuckWhy};
use super::{AssetFacts, Facts, Minute, Need, StepFacts, Thing};
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// An asset and its minutes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Slowest {
    pub(super) takes: Minute,
    pub(super) asset: usize,
}

/// Of all that a thing stands on.
#[derive(Clone, Debug)]
pub(super) struct Stands {
    facts_assets: usize,
    /// What takes longest to restore; of the ways of a need the quickest counts.
    slowest: Vec<Option<Slowest>>,
    /// What is copied most seldom; of the ways of a need the worst counts.
    stalest: Vec<Option<Slowest>>,
    /// Who needs each thing.
    users: Vec<Vec<usize>>,
    carries: Vec<Option<usize>>,
    nobody: Vec<Option<StuckWhy>>,
    rings: Vec<Opened>,
}

impl Stands {
    pub(super) fn new(facts: &Facts) -> Result<Self, FactsError> {
        // All that is restored by steps is down at once: the rings and the hopeless show.
        let event = everything(facts);
        let hours = Hours::new(facts, &event);
        let reach = Reach::new(facts, &event, &hours)?;
        let mut nobody = vec![None; facts.assets.len()];
        for stuck in &reach.stuck {
            if let (Thing::Asset(asset), false) = (stuck.thing, matches!(stuck.why, StuckWhy::WaitsFor(_))) {
                nobody[asset] = Some(stuck.why);
            }
        }
        let mut users = vec![Vec::new(); facts.count()];
        for thing in facts.things() {
            for &way in facts.needs(thing).iter().flat_map(|need| &need.any_of) {
                users[facts.place(way)].push(facts.place(thing));
            }
        }
        let mut stands = Self {
            facts_assets: facts.assets.len(),
            slowest: vec![None; facts.count()],
            stalest: vec![None; facts.count()],
            users,
            carries: carries(facts),
            nobody,
            rings: reach.opened,
        };
        stands.settle(facts);
        Ok(stands)
    }

    /// Hands the worst of what is beneath to everything above it.
    fn settle(&mut self, facts: &Facts) {
        for (at, asset) in facts.assets.iter().enumerate() {
            let measured = asset.restore_tested.and_then(|tested| tested.minutes).unwrap_or(0);
            let takes = takes(asset, |step| step.likely).max(measured);
            self.slowest[at] = (asset.restorable && !asset.steps.is_empty()).then_some(Slowest { takes, asset: at });
            self.stalest[at] = asset.backup_interval.map(|takes| Slowest { takes, asset: at });
        }
        self.spread_stalest();
        self.spread_slowest(facts);
    }

    /// The worst of all that is needed: from the highest down, each thing takes the first value that reaches it.
    fn spread_stalest(&mut self) {
        let mut sorted: Vec<Slowest> = self.stalest.iter().copied().flatten().collect();
        sorted.sort_unstable_by(|a, b| b.cmp(a));
        let mut settled = vec![false; self.stalest.len()];
        for value in sorted {
            let mut stack = vec![value.asset];
            while let Some(at) = stack.pop() {
                if !std::mem::replace(&mut settled[at], true) {
                    self.stalest[at] = Some(value);
                    stack.extend(&self.users[at]);
                }
            }
        }
    }

    /// Things are down until the slowest need is met, a need until its quickest way is: from the lowest up, as with shortest paths.
    fn spread_slowest(&mut self, facts: &Facts) {
        // A thing settles when all its needs have; a need has with its first way. Where only rings are left, the first thing in them settles
        // with what it has, so that what stands above a ring hears of what is in it.
        let own = self.slowest.clone();
        let groups: Vec<Vec<&[Thing]>> =
            facts.things().map(|thing| super::falls::stopping(facts, thing).collect()).collect();
        let mut open: Vec<usize> = groups.iter().map(Vec::len).collect();
        let mut met: Vec<Vec<bool>> = groups.iter().map(|groups| vec![false; groups.len()]).collect();
        let mut member: Vec<Vec<(usize, usize)>> = vec![Vec::new(); facts.count()];
        for (user, groups) in groups.iter().enumerate() {
            for (group, ways) in groups.iter().enumerate() {
                for &way in *ways {
                    member[facts.place(way)].push((user, group));
                }
            }
        }
        let minutes = |value: Option<Slowest>| value.map_or(0, |value| value.takes);
        let mut heap: BinaryHeap<Reverse<(Minute, usize)>> =
            (0..open.len()).filter(|&at| open[at] == 0).map(|at| Reverse((minutes(own[at]), at))).collect();
        let (mut settled, mut first) = (vec![false; open.len()], 0);
        loop {
            let Some(Reverse((_, at))) = heap.pop() else {
                while settled.get(first) == Some(&true) {
                    first += 1;
                }
                if first == settled.len() {
                    break;
                }
                heap.push(Reverse((minutes(self.slowest[first]), first)));
                continue;
            };
            if std::mem::replace(&mut settled[at], true) {
                continue;
            }
            for &(user, group) in &member[at] {
                if std::mem::replace(&mut met[user][group], true) {
                    continue;
                }
                self.slowest[user] = self.slowest[user].max(self.slowest[at]);
                open[user] -= 1;
                if open[user] == 0 {
                    heap.push(Reverse((minutes(self.slowest[user]), user)));
                }
            }
        }
    }

    /// The quickest way of a need, and what takes longest of all that it stands on.
    pub(super) fn slowest(&self, need: &Need) -> Option<(Thing, Slowest)> {
        let ways = need.any_of.iter().map(|&way| (self.slowest[self.place(way)], way));
        let (slowest, way) = ways.min()?;
        Some((way, slowest?))
    }

    /// The way of a need that stands on what is copied most seldom.
    pub(super) fn stalest(&self, need: &Need) -> Option<(Thing, Slowest)> {
        let ways = need.any_of.iter().map(|&way| (self.stalest[self.place(way)], way));
        let (stalest, way) = ways.max()?;
        Some((way, stalest?))
    }

    fn place(&self, thing: Thing) -> usize {
        match thing {
            Thing::Asset(at) => at,
            Thing::Task(at) => self.facts_assets + at,
        }
    }

    pub(super) fn rings(&self) -> &[Opened] {
        &self.rings
    }

    /// Why nobody can bring back an asset.
    pub(super) fn nobody(&self, asset: usize) -> Option<StuckWhy> {
        self.nobody[asset]
    }

    /// Of the tasks that stand on an asset the one that is promised back soonest.
    pub(super) fn carries(&self, asset: usize) -> Option<usize> {
        self.carries[asset]
    }
}

/// For each asset and task the task that stands on it and is promised back soonest: by its RTO, or its MTPD where it has none.
fn carries(facts: &Facts) -> Vec<Option<usize>> {
    let mut tasks: Vec<usize> = (0..facts.tasks.len()).collect();
    tasks.sort_by_key(|&at| (facts.tasks[at].rto.or(facts.tasks[at].mtpd).unwrap_or(Minute::MAX), at));
    let mut carries = vec![None; facts.count()];
    for task in tasks {
        let mut stack = vec![Thing::Task(task)];
        while let Some(thing) = stack.pop() {
            for &way in facts.needs(thing).iter().flat_map(|need| &need.any_of) {
                if carries[facts.place(way)].is_none() {
                    carries[facts.place(way)] = Some(task);
                    stack.push(way);
                }
            }
        }
    }
    carries
}

/// What the steps of an asset take: of those with one position the longest, and these one after the other.
pub(super) fn takes(asset: &AssetFacts, minutes: impl Fn(&StepFacts) -> Minute) -> Minute {
    let mut sorted: Vec<(u32, Minute)> = asset.steps.iter().map(|step| (step.position, minutes(step))).collect();
    sorted.sort_unstable();
    let last = |at: usize| sorted.get(at + 1).is_none_or(|next| next.0 > sorted[at].0);
    (0..sorted.len()).filter(|&at| last(at)).fold(0, |sum: Minute, at| sum.saturating_add(sorted[at].1))
}
