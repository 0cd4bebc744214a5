//! How sure an order's promises are: its durations drawn again and again.

use super::fault::{FactsError, range};
use super::order::cost;
use super::pert::{Pert, Shape};
use super::plan::{Map, Node, problem, share};
use super::{Effect, Event, Facts, Minute, Order, Outages, Span, Spans, Thing, outages};
use crate::recovery::{Problem, Replay, Rng, Schedule};
use serde::{Deserialize, Serialize};

/// The most runs of a simulation.
pub const MOST_RUNS: u32 = 100_000;

/// What came out of so many runs.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Simulation {
    /// How many runs there were.
    pub runs: u32,
    /// Where their durations came from: the same order and seed give the same.
    pub seed: u64,
    /// For each task.
    pub tasks: Vec<Chance>,
    /// When the last step was done.
    pub length: Quantiles,
    /// The mean cost of all lateness, in the unit of [`Order::lateness`].
    pub mean_lateness: u64,
}

/// In how many runs a task kept its promises.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chance {
    /// In which it was back within its RTO, or never stopped; all, if it has none.
    pub rto_met: u32,
    /// In which it was back within its MTPD, or never stopped; all, if it has none.
    pub mtpd_met: u32,
    /// In which it never stopped.
    pub never_stopped: u32,
    /// When it, or what it needs, was back; `None` if nobody brings it back, or nothing that it needs is brought back.
    pub back: Option<Quantiles>,
}

/// By when a tenth, half, nine tenths and nineteen twentieths of the runs were over.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quantiles {
    /// A tenth.
    pub p10: Minute,
    /// Half: the median.
    pub p50: Minute,
    /// Nine tenths.
    pub p90: Minute,
    /// Nineteen twentieths.
    pub p95: Minute,
}

impl Quantiles {
    /// The quantiles of minutes in any order: the least that so many of them do not exceed.
    fn of(minutes: &mut [Minute]) -> Self {
        minutes.sort_unstable();
        let at = |percent: usize| {
            let place = (minutes.len() * percent).div_ceil(100).saturating_sub(1);
            minutes.get(place).copied().unwrap_or(0)
        };
        Self { p10: at(10), p50: at(50), p90: at(90), p95: at(95) }
    }
}

/// Lives through an order so many times, each step taking a duration drawn between its optimistic and its pessimistic one (PERT). Who comes
/// before whom stays as in the order; each step begins as early as it then can.
///
/// Steps are taken to be independent of each other. A task is down while a need of its own is unmet for longer than it can do without; of what
/// stands further down, a thing that was not hit itself is back when all is that it waits for. Of what comes back by itself, and of what nobody
/// brings back, the order's answer stands.
///
/// # Errors
/// The facts or the event are not right, the order is not one of them, or there are no runs or more than [`MOST_RUNS`].
pub fn simulate(facts: &Facts, event: &Event, order: &Order, runs: u32, seed: u64) -> Result<Simulation, FactsError> {
    range("runs", 0, runs, 1, MOST_RUNS)?;
    let (problem, map) = problem(facts, event)?;
    let mut longest = problem.clone();
    for (step, node) in longest.steps.iter_mut().zip(&map.steps) {
        if let Node::Piece { asset, step: at, piece, pieces } = *node {
            step.duration = share(facts.assets[asset].steps[at].pessimistic, piece, pieces);
        }
    }
    longest.check()?;
    let replay = replay(facts, &problem, order)?;
    let mut pert = Pert::new();
    let draws = draws(facts, &map, &mut pert);
    let mut rng = Rng::new(seed);
    let mut seen = Seen::new(facts, event, &map, order, runs)?;
    let is_done = replay.run(
        runs,
        |lengths| {
            for draw in &draws {
                let minutes = pert.quantile(draw.shape, rng.share());
                for piece in 0..draw.pieces {
                    lengths[draw.first + piece as usize] = share(minutes, piece, draw.pieces);
                }
            }
        },
        |lengths, starts| seen.take(lengths, starts),
    );
    if is_done { Ok(seen.told(seed)) } else { Err(FactsError::NotOfThese) }
}

/// The order's decisions, if they are decisions about this problem.
pub(super) fn replay(facts: &Facts, problem: &Problem, order: &Order) -> Result<Replay, FactsError> {
    let schedule = Schedule { starts: order.starts.clone() };
    if schedule.starts.len() != problem.steps.len() || order.tasks.len() != facts.tasks.len() {
        return Err(FactsError::NotOfThese);
    }
    Replay::new(problem, &schedule).map_err(|_| FactsError::NotOfThese)
}

/// A step whose duration is drawn, and the steps of the problem that it is cut into.
struct Draw {
    shape: Shape,
    first: usize,
    pieces: Minute,
}

fn draws(facts: &Facts, map: &Map, pert: &mut Pert) -> Vec<Draw> {
    let mut draws = Vec::new();
    for (first, node) in map.steps.iter().enumerate() {
        if let Node::Piece { asset, step, piece: 0, pieces } = *node {
            draws.push(Draw { shape: pert.shape(&facts.assets[asset].steps[step]), first, pieces });
        }
    }
    draws
}

/// What the runs gave so far.
struct Seen<'a> {
    facts: &'a Facts,
    map: &'a Map,
    order: &'a Order,
    horizon: Minute,
    runs: u32,
    /// What is out for a time of its own, whatever is restored, by place.
    timed: Vec<Spans>,
    /// Since when a thing waits for somebody's work, by place.
    from: Vec<Option<Minute>>,
    /// The tasks that wait for somebody's work.
    tasks: Vec<usize>,
    chances: Vec<Chance>,
    /// For each of these tasks the minutes at which it was back.
    backs: Vec<Vec<Minute>>,
    lengths: Vec<Minute>,
    lateness: u64,
    /// Room for the stretches of one task.
    room: Vec<Span>,
}

impl<'a> Seen<'a> {
    fn new(facts: &'a Facts, event: &Event, map: &'a Map, order: &'a Order, runs: u32) -> Result<Self, FactsError> {
        let fallen = outages(facts, event)?;
        let mut alone = event.clone();
        alone.failures.retain(|failed| failed.minutes.is_some());
        let alone = outages(facts, &alone)?;
        let down = |outages: &Outages, thing| outages.of(thing).map(|outage| outage.down.clone()).unwrap_or_default();
        let timed: Vec<Spans> = facts.things().map(|thing| down(&alone, thing)).collect();
        let from = facts.things().zip(&timed).map(|(thing, timed)| down(&fallen, thing).without(timed).first());
        let mut tasks = map.tasks.clone();
        tasks.dedup();
        let room = || Vec::with_capacity(runs as usize);
        Ok(Self {
            facts,
            map,
            order,
            horizon: event.horizon,
            runs,
            from: from.collect(),
            timed,
            chances: vec![Chance::default(); facts.tasks.len()],
            backs: tasks.iter().map(|_| room()).collect(),
            tasks,
            lengths: room(),
            lateness: 0,
            room: Vec::new(),
        })
    }

    fn take(&mut self, lengths: &[Minute], starts: &[Option<Minute>]) {
        let ends = lengths.iter().zip(starts).filter_map(|(&length, &start)| Some(start? + length));
        self.lengths.push(ends.max().unwrap_or(0));
        let end = |step: usize| Some(starts[step]? + lengths[step]);
        for at in 0..self.tasks.len() {
            let task = self.tasks[at];
            let place = self.facts.place(Thing::Task(task));
            let back = self.map.back[place].and_then(end).unwrap_or(0);
            let down = self.down(task, &end);
            let known = &self.facts.tasks[task];
            let chance = &mut self.chances[task];
            chance.rto_met += u32::from(known.rto.is_none_or(|rto| down <= rto));
            chance.mtpd_met += u32::from(known.mtpd.is_none_or(|mtpd| down <= mtpd));
            chance.never_stopped += u32::from(down == 0);
            self.backs[at].push(back);
            self.lateness += cost(known, down);
        }
    }

    /// How long a task is down at a stretch, the longest one, when steps of the problem end at these minutes.
    fn down(&mut self, task: usize, end: &impl Fn(usize) -> Option<Minute>) -> Minute {
        let own = self.facts.place(Thing::Task(task));
        let mut room = std::mem::take(&mut self.room);
        room.clear();
        room.extend(self.timed[own].iter());
        for need in &self.facts.tasks[task].needs {
            let Effect::StopsAfter(minutes) = need.effect else { continue };
            let places = || need.any_of.iter().map(|&way| self.facts.place(way));
            if places().all(|place| self.timed[place].is_empty()) {
                // Each way is out for one stretch, and so are all of them.
                let unmet = places().map(|place| self.waits(place, end)).reduce(|one, two| {
                    let (one, two) = (one?, two?);
                    Some(Span { from: one.from.max(two.from), until: one.until.min(two.until) })
                });
                let later = |span: Span| Span { from: span.from.saturating_add(minutes), ..span };
                room.extend(unmet.flatten().map(later).filter(|span| span.from < span.until));
            } else {
                let out =
                    |place: usize| self.timed[place].or(&Spans::new(self.waits(place, end).into_iter().collect()));
                let unmet = places().map(out).reduce(|one, two| one.and(&two)).unwrap_or_default();
                room.extend(unmet.after(minutes).iter());
            }
        }
        let longest = longest(&mut room, self.horizon);
        self.room = room;
        longest
    }

    /// The stretch in which a thing waits for somebody's work; nothing when it is back before it would fall.
    fn waits(&self, place: usize, end: &impl Fn(usize) -> Option<Minute>) -> Option<Span> {
        let from = self.from[place]?;
        let until = self.map.back[place].map_or(Some(self.horizon), end)?;
        (from < until).then_some(Span { from, until })
    }

    fn told(mut self, seed: u64) -> Simulation {
        let mut is_drawn = vec![false; self.facts.tasks.len()];
        for (backs, &task) in self.backs.iter_mut().zip(&self.tasks) {
            is_drawn[task] = true;
            self.chances[task].back = Some(Quantiles::of(backs));
        }
        let mut mean_lateness = self.lateness / u64::from(self.runs);
        for (task, known) in self.order.tasks.iter().enumerate().filter(|&(task, _)| !is_drawn[task]) {
            let all = |is_met: bool| if is_met { self.runs } else { 0 };
            let met = |past: Option<Minute>| all(past.is_none_or(|past| past == 0 && !known.is_never_back));
            self.chances[task] = Chance {
                rto_met: met(known.past_rto),
                mtpd_met: met(known.past_mtpd),
                never_stopped: all(known.stops.is_none()),
                back: None,
            };
            mean_lateness += known.cost;
        }
        let length = Quantiles::of(&mut self.lengths);
        Simulation { runs: self.runs, seed, tasks: self.chances, length, mean_lateness }
    }
}

/// How long the longest of these stretches lasts, those that meet taken as one; of what begins at the horizon or later nothing counts.
fn longest(spans: &mut [Span], horizon: Minute) -> Minute {
    spans.sort_unstable();
    let mut spans = spans.iter().filter(|span| span.from < horizon);
    let Some(&(mut now)) = spans.next() else { return 0 };
    let mut longest = now.minutes();
    for span in spans {
        now = if span.from <= now.until { Span { until: now.until.max(span.until), ..now } } else { *span };
        longest = longest.max(now.minutes());
    }
    longest
}
