//! From facts and an event to a problem of recovery.

use super::fault::FactsError;
use super::hours::{Hours, absences};
use super::reach::{Opened, Reach, Stuck};
use super::{Effect, Event, Facts, Minute, Spans, StepFacts, TaskFacts, Thing};
use crate::recovery::{AnyOf, Due, MAX_STEPS, MAX_TEAMS, Need, Problem, Step, Task};
use std::collections::{BTreeMap, HashMap};

/// What each part of a problem stands for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Map {
    /// For each step of the problem.
    pub steps: Vec<Node>,
    /// For each team of the problem.
    pub teams: Vec<Crew>,
    /// For each task of the problem its place in the facts; one that stops again later, when another reserve is used up, stands there once
    /// for each such minute.
    pub tasks: Vec<usize>,
    /// For each asset, and then for each task, the step of the problem with whose end it is back; `None` for what is not out, comes back by
    /// itself, or does not come back.
    pub back: Vec<Option<usize>>,
    /// What does not come back by anybody's work; the problem leaves it out.
    pub stuck: Vec<Stuck>,
    /// The rings that were opened.
    pub opened: Vec<Opened>,
}

/// What a step of the problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Node {
    /// A piece of a step of an asset.
    Piece {
        /// The asset.
        asset: usize,
        /// The step, by its place among the asset's.
        step: usize,
        /// Which piece, from 0.
        piece: Minute,
        /// Of how many.
        pieces: Minute,
    },
    /// All steps of an asset with one position are done; takes no time.
    Stage(usize),
    /// The thing is back; takes no time.
    Back(Thing),
}

/// What a team of the problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Crew {
    /// A team of the facts.
    Team(usize),
    /// Not people: something that comes back by itself, away while it is out. Steps take part of it so that they go on only while it is up.
    Outage,
}

/// The problem of recovery in an event, and what is what in it. Minutes count from the beginning of the event.
///
/// - An asset that was hit is brought back by its steps, by position; they begin when what the asset needs is back, and go on while what
///   it needs, and comes back by itself, is up. A step whose teams are at work for less long than it takes is cut into pieces.
/// - Anything else that fell is back when what it needs is.
/// - A task is late from its RTO on, counted from the minute in which it would stop, and four times as much from its MTPD on. Needs that it
///   can do without for different times count each from the minute in which that one would stop it.
///
/// # Errors
/// The facts or the event are not right, or more follows from them than can be scheduled.
pub fn problem(facts: &Facts, event: &Event) -> Result<(Problem, Map), FactsError> {
    let hours = Hours::new(facts, event);
    let reach = Reach::new(facts, event, &hours)?;
    let mut plan = Plan::new(facts, &hours, reach);
    plan.allocate();
    plan.connect();
    plan.tasks();
    plan.problem.check()?;
    Ok((plan.problem, plan.map))
}

struct Plan<'a> {
    facts: &'a Facts,
    hours: &'a Hours,
    reach: Reach,
    problem: Problem,
    map: Map,
    /// The steps of the problem with which an asset's step begins and ends, by asset and step.
    ends: HashMap<(usize, usize), (usize, usize)>,
    /// Teams of the problem that stand for an outage.
    outages: HashMap<Spans, usize>,
}

impl<'a> Plan<'a> {
    fn new(facts: &'a Facts, hours: &'a Hours, mut reach: Reach) -> Self {
        let map = Map {
            teams: (0..facts.teams.len()).map(Crew::Team).collect(),
            back: vec![None; facts.count()],
            stuck: std::mem::take(&mut reach.stuck),
            opened: std::mem::take(&mut reach.opened),
            ..Map::default()
        };
        let problem = Problem { teams: hours.teams(), ..Problem::default() };
        Self { facts, hours, reach, problem, map, ends: HashMap::new(), outages: HashMap::new() }
    }

    /// Makes all steps of the problem.
    fn allocate(&mut self) {
        for place in 0..self.facts.count() {
            // With more the problem is refused when it is checked.
            if self.problem.steps.len() > MAX_STEPS {
                break;
            }
            if !self.reach.returns[place] {
                continue;
            }
            let back = match (self.facts.thing(place), self.reach.hit[place]) {
                (Thing::Asset(asset), Some(from)) => self.asset(asset, from),
                (thing, _) => self.push(Node::Back(thing), Step::default()),
            };
            self.map.back[place] = Some(back);
        }
    }

    fn push(&mut self, node: Node, step: Step) -> usize {
        self.problem.steps.push(step);
        self.map.steps.push(node);
        self.problem.steps.len() - 1
    }

    /// The steps of an asset, those of one position after those of the one before; answers with what ends last.
    fn asset(&mut self, asset: usize, from: Minute) -> usize {
        let steps = &self.facts.assets[asset].steps;
        let mut sorted: Vec<usize> = (0..steps.len()).collect();
        sorted.sort_by_key(|&step| (steps[step].position, step));
        let outage = self.outage(asset);
        // What cannot be told as a team of its own is waited for to its end.
        let wait = if outage.is_none() { self.reach.blocked[asset].last() } else { None };
        let from = from.max(wait.unwrap_or(0));
        let (mut before, mut at) = (None, 0);
        while let Some(&first) = sorted.get(at) {
            let stage = sorted[at..].iter().take_while(|&&step| steps[step].position == steps[first].position).count();
            let mut ends = Vec::with_capacity(stage);
            for &step in &sorted[at..at + stage] {
                ends.push(self.step((asset, step), &steps[step], from, before, outage));
            }
            at += stage;
            before = Some(match ends[..] {
                [one] => one,
                _ => {
                    let node = if at < sorted.len() { Node::Stage(asset) } else { Node::Back(Thing::Asset(asset)) };
                    let after = ends.into_iter().map(|step| vec![step]).collect();
                    self.push(node, Step { after, earliest: from, ..Step::default() })
                }
            });
        }
        before.unwrap_or_else(|| self.push(Node::Back(Thing::Asset(asset)), Step::default()))
    }

    /// The pieces of a step; answers with the last.
    fn step(
        &mut self,
        (asset, at): (usize, usize),
        step: &StepFacts,
        earliest: Minute,
        before: Option<usize>,
        outage: Option<usize>,
    ) -> usize {
        let pieces = self.hours.pieces(step).unwrap_or(1);
        let mut needs: Vec<Need> = step.teams.iter().map(|&(team, amount)| Need { team, amount }).collect();
        needs.extend(outage.map(|team| Need { team, amount: 1 }));
        let first = self.problem.steps.len();
        let mut last = before;
        for piece in 0..pieces {
            let after = last.map(|step| vec![step]).into_iter().collect();
            let duration = share(step.likely, piece, pieces);
            let made = Step { duration, needs: needs.clone(), after, earliest, ..Step::default() };
            last = Some(self.push(Node::Piece { asset, step: at, piece, pieces }, made));
        }
        let last = self.problem.steps.len() - 1;
        if let Some(team) = outage {
            self.problem.teams[team].capacity += pieces;
        }
        self.ends.insert((asset, at), (first, last));
        last
    }

    /// The team of the problem that stands for what comes back by itself and an asset needs; nothing when all of that is up throughout,
    /// or there are no more teams to be had.
    fn outage(&mut self, asset: usize) -> Option<usize> {
        let spans = &self.reach.blocked[asset];
        if spans.is_empty() {
            return None;
        }
        if let Some(&team) = self.outages.get(spans) {
            return Some(team);
        }
        if self.problem.teams.len() >= MAX_TEAMS {
            return None;
        }
        let team = self.problem.teams.len();
        let absences = absences(spans, crate::recovery::MAX_AMOUNT);
        self.problem.teams.push(crate::recovery::Team { capacity: 0, absences });
        self.map.teams.push(Crew::Outage);
        self.outages.insert(spans.clone(), team);
        Some(team)
    }

    /// Says what waits for what.
    fn connect(&mut self) {
        for place in 0..self.facts.count() {
            let Some(back) = self.map.back[place] else { continue };
            for wait in &self.reach.waits[place] {
                let any: Vec<usize> =
                    wait.any_of.iter().filter_map(|&way| self.map.back[self.facts.place(way)]).collect();
                if any.is_empty() {
                    continue;
                }
                match (self.facts.thing(place), self.reach.hit[place], wait.step) {
                    (Thing::Asset(asset), Some(_), Some(step)) => {
                        if let Some(&(first, _)) = self.ends.get(&(asset, step)) {
                            self.problem.steps[first].after.push(any);
                        }
                    }
                    (Thing::Asset(asset), Some(_), None) => {
                        let steps = &self.facts.assets[asset].steps;
                        let lowest = steps.iter().map(|step| step.position).min();
                        for step in (0..steps.len()).filter(|&step| Some(steps[step].position) == lowest) {
                            if let Some(&(first, _)) = self.ends.get(&(asset, step)) {
                                self.problem.steps[first].after.push(any.clone());
                            }
                        }
                    }
                    _ => self.problem.steps[back].after.push(any),
                }
            }
        }
    }

    fn tasks(&mut self) {
        for (at, task) in self.facts.tasks.iter().enumerate() {
            if self.map.back[self.facts.place(Thing::Task(at))].is_none() {
                continue;
            }
            for (stops, needs) in self.stopping(task) {
                self.problem.tasks.push(Task { needs, dues: dues(task, stops) });
                self.map.tasks.push(at);
            }
        }
    }

    /// When a task would stop if nothing were restored, each time with the steps of the problem that keep it from stopping: every one of
    /// these needs, each by any one of its ways.
    fn stopping(&self, task: &TaskFacts) -> BTreeMap<Minute, Vec<AnyOf>> {
        let mut stopping: BTreeMap<Minute, Vec<AnyOf>> = BTreeMap::new();
        for need in &task.needs {
            let Effect::StopsAfter(minutes) = need.effect else { continue };
            let ways: AnyOf = need.any_of.iter().filter_map(|&way| self.map.back[self.facts.place(way)]).collect();
            let down =
                need.any_of.iter().filter_map(|&way| self.reach.fallen.of(way)).map(|outage| outage.down.clone());
            let unmet = down.reduce(|sum, down| sum.and(&down)).unwrap_or_default();
            if let Some(stops) = unmet.after(minutes).first().filter(|_| !ways.is_empty()) {
                stopping.entry(stops).or_default().push(ways);
            }
        }
        stopping
    }
}

/// By when a task that stops should be back, and what each minute past it costs.
fn dues(task: &TaskFacts, stops: Minute) -> Vec<Due> {
    let at = |minutes: Minute| stops.saturating_add(minutes);
    let least = task.rto.map(|rto| Due { at: at(rto), weight: task.weight });
    let beyond = if task.rto.is_some() { 3 } else { 4 };
    let most = task.mtpd.map(|mtpd| Due { at: at(mtpd), weight: task.weight * beyond });
    least.into_iter().chain(most).collect()
}

/// The minutes of one of a number of equal pieces.
pub(super) fn share(minutes: Minute, piece: Minute, pieces: Minute) -> Minute {
    let until = |piece: Minute| u64::from(minutes) * u64::from(piece) / u64::from(pieces.max(1));
    u32::try_from(until(piece + 1) - until(piece)).unwrap_or(0)
}
