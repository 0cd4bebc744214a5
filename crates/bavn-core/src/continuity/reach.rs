//! What has to be waited for, what can come back at all, and in what rings things wait for each other.

use super::falls::{falls, providers, spread, spread_in};
use super::fault::FactsError;
use super::hours::Hours;
use super::{Effect, Event, Facts, Minute, Needed, Outage, Outages, Spans, Thing};
use serde::{Deserialize, Serialize};
use std::collections::VecDeque;

/// A thing that does not come back by anybody's work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stuck {
    /// What.
    pub thing: Thing,
    /// Why.
    pub why: StuckWhy,
}

/// Why something does not come back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StuckWhy {
    /// It would have to come back by itself, and the event says not when.
    NotOurs,
    /// It has no steps.
    NoSteps,
    /// One of its steps takes more of a team than are there in this event.
    TooFew {
        /// The step, by its place among the asset's.
        step: usize,
        /// The team.
        team: usize,
    },
    /// The teams of one of its steps are never at work together for long enough, though it was cut into many pieces.
    NoHours {
        /// The step, by its place among the asset's.
        step: usize,
    },
    /// It waits for this, which does not come back, nor does anything in its place.
    WaitsFor(Thing),
}

/// A ring that had to be opened: two things that each wait for the other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opened {
    /// What is begun without waiting.
    pub thing: Thing,
    /// What it should have waited for: any one of these.
    pub without: Vec<Thing>,
}

/// What a thing waits for: any one of these.
#[derive(Clone, Debug)]
pub(super) struct Wait {
    /// Only this step of it, by its place among the asset's; `None`: everything.
    pub(super) step: Option<usize>,
    pub(super) any_of: Vec<Thing>,
}

/// What must be up while a thing is worked on: any one of these.
struct Want {
    ways: Vec<Thing>,
    /// As in the need; `None` for what only a step asks for.
    effect: Option<Effect>,
}

/// What an event means for who waits for whom. Lists are by place: all assets, then all tasks.
#[derive(Clone, Debug)]
pub(super) struct Reach {
    /// When an asset that must be brought back failed.
    pub(super) hit: Vec<Option<Minute>>,
    /// What falls if nothing is restored.
    pub(super) fallen: Outages,
    /// What things wait for; opened rings are left out, and ways that do not come back.
    pub(super) waits: Vec<Vec<Wait>>,
    /// When nothing can be done about an asset, because something that comes back by itself is out.
    pub(super) blocked: Vec<Spans>,
    /// Whether it is out until somebody does something, and comes back.
    pub(super) returns: Vec<bool>,
    pub(super) stuck: Vec<Stuck>,
    pub(super) opened: Vec<Opened>,
}

impl Reach {
    pub(super) fn new(facts: &Facts, event: &Event, hours: &Hours) -> Result<Self, FactsError> {
        facts.check()?;
        event.check(facts)?;
        let mut hit = vec![None; facts.count()];
        for failed in event.failures.iter().filter(|failed| failed.minutes.is_none() && failed.from < event.horizon) {
            let at: &mut Option<Minute> = &mut hit[failed.asset];
            *at = Some(at.map_or(failed.from, |from| from.min(failed.from)));
        }
        let fallen = falls(facts, event, |_| None)?;
        let timed = event.failures.iter().filter_map(|failed| Some((failed, failed.minutes?)));
        let by_itself = timed.map(|(failed, minutes)| (failed.asset, failed.from, failed.from.saturating_add(minutes)));
        let by_itself: Vec<(usize, Minute, Minute)> = by_itself.collect();
        let timed = spread(facts, event, by_itself.iter().copied())?;
        let down = |outages: &'_ Outages, thing: Thing| outages.of(thing).map(|outage: &Outage| outage.down.clone());
        let involved: Vec<bool> = facts
            .things()
            .map(|thing| hit[facts.place(thing)].is_some() || down(&fallen, thing) != down(&timed, thing))
            .collect();
        let mut reach = Self {
            hit,
            fallen,
            waits: vec![Vec::new(); facts.count()],
            blocked: vec![Spans::default(); facts.count()],
            returns: involved.clone(),
            stuck: Vec::new(),
            opened: Vec::new(),
        };
        let horizon = event.horizon;
        let mut things = providers(facts);
        let mut wants = Vec::new();
        for thing in facts.things().filter(|&thing| involved[facts.place(thing)]) {
            wants.push((thing, reach.wait(facts, &timed, &involved, horizon, thing)));
        }
        // When things are up but for what is waited for: of a need that has both, only what comes back by itself counts.
        for (thing, wants) in &wants {
            let needs = &mut things[facts.place(*thing)].needs;
            needs.retain(|need| need.effect == Effect::Worse);
            needs.extend(wants.iter().filter_map(|want| {
                let any_of = want.ways.iter().map(|&way| facts.place(way)).collect();
                want.effect.map(|effect| Needed { any_of, effect })
            }));
        }
        let blocked = spread_in(facts, event, &things, by_itself.into_iter())?;
        for (thing, wants) in wants {
            let down = |thing: Thing| blocked.of(thing).map(|outage| outage.down.clone()).unwrap_or_default();
            let all = |want: &Want| want.ways.iter().map(|&way| down(way)).reduce(|sum, spans| sum.and(&spans));
            let unmet = wants.iter().filter_map(all).fold(down(thing), |sum, spans| sum.or(&spans));
            reach.blocked[facts.place(thing)] = unmet;
        }
        reach.find_stuck(facts, hours);
        reach.open_rings(facts);
        Ok(reach)
    }

    /// Notes what a thing waits for; answers with what of its needs must be up meanwhile.
    fn wait(&mut self, facts: &Facts, timed: &Outages, involved: &[bool], horizon: Minute, thing: Thing) -> Vec<Want> {
        let place = facts.place(thing);
        let needs = facts.needs(thing).iter().filter(|need| need.effect != Effect::Worse);
        let mut wants: Vec<(Option<usize>, Want)> =
            needs.map(|need| (None, Want { ways: need.any_of.clone(), effect: Some(need.effect) })).collect();
        if let (Thing::Asset(at), Some(_)) = (thing, self.hit[place]) {
            for (step, known) in facts.assets[at].steps.iter().enumerate() {
                let after = known.after_assets.iter().filter(|&&asset| asset != at);
                wants.extend(after.map(|&asset| (Some(step), Want { ways: vec![Thing::Asset(asset)], effect: None })));
            }
        }
        let down = |way: &Thing| timed.of(*way).map(|outage| outage.down.clone()).unwrap_or_default();
        for (step, want) in &mut wants {
            let (waited, free): (Vec<Thing>, Vec<Thing>) =
                want.ways.iter().partition(|&&way| involved[facts.place(way)]);
            // Where all that is up by itself fails for good, what must be brought back is waited for.
            let out = free.iter().map(down).reduce(|sum, spans| sum.and(&spans)).unwrap_or_default();
            want.ways = if free.is_empty() || (!waited.is_empty() && out.last() == Some(horizon)) {
                self.waits[place].push(Wait { step: *step, any_of: waited.clone() });
                waited
            } else {
                free
            };
        }
        wants.into_iter().map(|(_, want)| want).collect()
    }

    /// Takes out what cannot come back, and then what waits for nothing else.
    fn find_stuck(&mut self, facts: &Facts, hours: &Hours) {
        let mut queue = VecDeque::new();
        for asset in (0..facts.assets.len()).filter(|&asset| self.hit[asset].is_some()) {
            if let Some(why) = own_reason(facts, hours, asset) {
                self.returns[asset] = false;
                self.stuck.push(Stuck { thing: Thing::Asset(asset), why });
                queue.push_back(Thing::Asset(asset));
            }
        }
        // For each wait how many of its ways may still come back, and who hopes for whom.
        let mut open: Vec<Vec<usize>> =
            self.waits.iter().map(|waits| waits.iter().map(|wait| wait.any_of.len()).collect()).collect();
        let users = self.users(facts);
        while let Some(thing) = queue.pop_front() {
            for &(user, wait) in &users[facts.place(thing)] {
                open[user][wait] -= 1;
                if open[user][wait] == 0 && std::mem::replace(&mut self.returns[user], false) {
                    self.stuck.push(Stuck { thing: facts.thing(user), why: StuckWhy::WaitsFor(thing) });
                    queue.push_back(facts.thing(user));
                }
            }
        }
        let returns = &self.returns;
        for wait in self.waits.iter_mut().flatten() {
            wait.any_of.retain(|&way| returns[facts.place(way)]);
        }
    }

    /// For each thing who waits for it: the place, and which of its waits; each wait once for each mention.
    fn users(&self, facts: &Facts) -> Vec<Vec<(usize, usize)>> {
        let mut users = vec![Vec::new(); self.waits.len()];
        for (user, waits) in self.waits.iter().enumerate() {
            for (at, wait) in waits.iter().enumerate() {
                for &way in &wait.any_of {
                    users[facts.place(way)].push((user, at));
                }
            }
        }
        users
    }

    /// Lets things come back one after the other; where all that is left waits in rings, the ring that is met first is opened at an asset
    /// that somebody works on.
    fn open_rings(&mut self, facts: &Facts) {
        let users = self.users(facts);
        let mut met: Vec<Vec<bool>> = self.waits.iter().map(|waits| vec![false; waits.len()]).collect();
        let mut open: Vec<usize> = self.waits.iter().map(Vec::len).collect();
        let mut ready: Vec<bool> = self.returns.iter().map(|returns| !returns).collect();
        let mut queue: VecDeque<usize> = (0..ready.len()).filter(|&at| !ready[at] && open[at] == 0).collect();
        let mut first = 0;
        loop {
            while let Some(at) = queue.pop_front() {
                ready[at] = true;
                for &(user, wait) in &users[at] {
                    if self.returns[user] && !std::mem::replace(&mut met[user][wait], true) {
                        open[user] -= 1;
                        if open[user] == 0 {
                            queue.push_back(user);
                        }
                    }
                }
            }
            while first < ready.len() && ready[first] {
                first += 1;
            }
            if first == ready.len() {
                break;
            }
            let ring = self.ring(facts, first, &met, &ready);
            let Some(&(at, wait)) = ring.iter().find(|(at, _)| self.hit[*at].is_some()).or(ring.first()) else { break };
            met[at][wait] = true;
            open[at] -= 1;
            if open[at] == 0 {
                queue.push_back(at);
            }
            self.opened.push(Opened { thing: facts.thing(at), without: self.waits[at][wait].any_of.clone() });
            self.waits[at][wait].any_of.clear();
        }
        self.waits.iter_mut().for_each(|waits| waits.retain(|wait| !wait.any_of.is_empty()));
    }

    /// Things that wait for each other in a ring, each with the wait that leads to the next; found from a thing that is not ready.
    fn ring(&self, facts: &Facts, from: usize, met: &[Vec<bool>], ready: &[bool]) -> Vec<(usize, usize)> {
        let mut seen = vec![usize::MAX; ready.len()];
        let mut path: Vec<(usize, usize)> = Vec::new();
        let mut at = from;
        while seen[at] == usize::MAX {
            seen[at] = path.len();
            let Some(wait) = met[at].iter().position(|met| !met) else { return path };
            path.push((at, wait));
            let next = self.waits[at][wait].any_of.iter().map(|&way| facts.place(way)).find(|&way| !ready[way]);
            let Some(next) = next else { return path };
            at = next;
        }
        path.split_off(seen[at])
    }
}

/// Why nobody can bring back an asset, whatever else is up.
fn own_reason(facts: &Facts, hours: &Hours, asset: usize) -> Option<StuckWhy> {
    let known = &facts.assets[asset];
    if !known.restorable {
        return Some(StuckWhy::NotOurs);
    }
    if known.steps.is_empty() {
        return Some(StuckWhy::NoSteps);
    }
    known.steps.iter().enumerate().find_map(|(step, facts)| {
        let few = facts.teams.iter().find(|&&(team, amount)| amount > hours.capacity(team));
        let few = few.map(|&(team, _)| StuckWhy::TooFew { step, team });
        few.or_else(|| hours.pieces(facts).is_none().then_some(StuckWhy::NoHours { step }))
    })
}
