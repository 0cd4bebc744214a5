use crate::continuity::{Duty, Event, Facts, Minute, Order, Span, StuckWhy, Thing, Why};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// What a plan says, in names and numbers. Minutes count from the beginning of the event; lists name each other by place.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanContent {
    /// The scenario's number and name.
    pub scenario: (u32, String),
    /// The minute of the week in which it begins.
    pub starts: Minute,
    /// How far it is followed.
    pub horizon: Minute,
    /// What fails.
    pub fails: Vec<Failed>,
    /// The teams that do something or of whom somebody is missing.
    pub teams: Vec<PlannedTeam>,
    /// The assets that are brought back by steps, by when they are back.
    pub assets: Vec<PlannedAsset>,
    /// What is done, by when it begins.
    pub steps: Vec<PlannedStep>,
    /// Every task that stops, bridges or is worse, the latest first.
    pub tasks: Vec<PlannedTask>,
    /// How many tasks there are in all.
    pub all_tasks: usize,
    /// What nobody brings back.
    pub stuck: Vec<StuckLine>,
    /// What cannot be kept whatever is scheduled.
    pub conflicts: Vec<ConflictLine>,
    /// What would help, the most helpful first.
    pub helps: Vec<Helps>,
    /// The steps of a chain that ends when everything ends.
    pub critical: Vec<usize>,
    /// When the last step is done.
    pub length: Minute,
    /// The cost of all lateness.
    pub lateness: u64,
    /// The lateness that the search was about, and the least that any order has.
    pub bound: (u64, u64),
    /// Whether no better order exists.
    pub is_proved: bool,
    /// The seed of the search and of the simulation.
    pub seed: u64,
    /// The work after which the search ended.
    pub work: u64,
    /// How many times the order was simulated.
    pub runs: u32,
}

/// Something that fails.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Failed {
    /// The selector, if it is one.
    pub selector: Option<String>,
    /// The name of the asset or supplier otherwise.
    pub name: String,
    /// How many things it hits.
    pub hits: usize,
    /// From when.
    pub from: Minute,
    /// For how long; until it is restored otherwise.
    pub minutes: Option<Minute>,
}

/// A team.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlannedTeam {
    /// What tells it from others.
    pub key: String,
    /// Its name.
    pub name: String,
    /// How many it has.
    pub capacity: u32,
    /// How many of them are missing.
    pub missing: u32,
    /// When it is at work.
    pub duty: Duty,
    /// Minutes of work for one person in the order.
    pub load: u64,
}

/// An asset that is brought back by steps.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlannedAsset {
    /// What tells it from others.
    pub key: String,
    /// Its name.
    pub name: String,
    /// When it is back.
    pub back: Option<Minute>,
}

/// A step.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlannedStep {
    /// Its asset, by place in [`PlanContent::assets`].
    pub asset: usize,
    /// Its name.
    pub name: String,
    /// How long it takes: when all goes well, usually, when much goes wrong.
    pub minutes: [Minute; 3],
    /// Whom it takes, by place in [`PlanContent::teams`], and how many.
    pub teams: Vec<(usize, u32)>,
    /// When it begins.
    pub start: Minute,
    /// When it is done.
    pub finish: Minute,
    /// When it is worked on.
    pub work: Vec<Span>,
    /// What keeps it from beginning earlier; steps and teams by place here.
    pub why: Why,
    /// The task that waits for it and is due first, by place in [`PlanContent::tasks`].
    pub serves: Option<usize>,
    /// How much later it can begin with no task later and the whole no longer.
    pub slack: Minute,
    /// Its wave, from 1.
    pub wave: u32,
}

/// What becomes of a task.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlannedTask {
    /// What tells it from others.
    pub key: String,
    /// Its number as people write it.
    pub code: String,
    /// Its name.
    pub name: String,
    /// The administration or unit that it belongs to; empty for the whole municipality.
    pub unit: String,
    /// How many citizens it concerns.
    pub citizens: Option<u64>,
    /// Within what it should be back.
    pub rto: Option<Minute>,
    /// The longest that it may be down.
    pub mtpd: Option<Minute>,
    /// When it stops; `None` if it never does.
    pub stops: Option<Minute>,
    /// When it is back for good.
    pub back: Option<Minute>,
    /// How long it is down at a stretch.
    pub down: Minute,
    /// Whether it never comes back.
    pub is_never_back: bool,
    /// By how much it is past its RTO; `None` if it has none.
    pub past_rto: Option<Minute>,
    /// By how much it is past its MTPD; `None` if it has none.
    pub past_mtpd: Option<Minute>,
    /// What its lateness costs.
    pub cost: u64,
    /// How likely it is back within its RTO and its MTPD, in thousandths; `None` where it has none or does not stop.
    pub likely: [Option<u16>; 2],
    /// For how long it goes on by its fallback or a reserve.
    pub bridged: Minute,
    /// For how long it goes on worse.
    pub worse: Minute,
    /// The step with whose end it is back.
    pub last_step: Option<usize>,
}

impl PlannedTask {
    /// Whether its promises are kept; what has none is.
    #[must_use]
    pub fn is_met(&self) -> bool {
        !self.is_never_back && self.past_rto.unwrap_or(0) == 0 && self.past_mtpd.unwrap_or(0) == 0
    }
}

/// What nobody brings back.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StuckLine {
    /// What.
    pub name: String,
    /// Why, as a word: `not_ours`, `no_steps`, `too_few`, `no_hours`, `waits_for`.
    pub why: String,
    /// The step, the team or the thing that it is about, if any.
    pub about: String,
}

/// A value in a line of text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Value {
    /// A name.
    Name(String),
    /// A length of time.
    Minutes(Minute),
    /// A number.
    Count(u64),
    /// A day, as `2026-11-21`.
    Day(String),
}

/// A conflict.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConflictLine {
    /// Its kind, as a word.
    pub kind: String,
    /// What it is about, by the names that its text uses.
    pub values: Vec<(String, Value)>,
}

/// Something that would help.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Helps {
    /// What sort of thing, as a word.
    pub kind: String,
    /// What it is about, by the names that its text uses.
    pub values: Vec<(String, Value)>,
    /// The cost of all lateness with it.
    pub lateness: u64,
    /// The mean cost over drawn durations without it, and with it.
    pub mean: [u64; 2],
    /// Tasks that are late without it and kept with it, by place in [`PlanContent::tasks`].
    pub mends: Vec<usize>,
    /// Minutes by which the whole is shorter with it.
    pub shorter: Minute,
}

/// What a task is called and where it belongs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TaskAbout {
    /// Its number as people write it.
    pub code: String,
    /// The administration or unit.
    pub unit: String,
}

/// What a plan is about, beyond facts, event and order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct About {
    /// The scenario's number and name.
    pub scenario: (u32, String),
    /// What fails.
    pub fails: Vec<Failed>,
    /// For each task of the facts.
    pub tasks: Vec<TaskAbout>,
}

impl PlanContent {
    /// An order in names. Probabilities, conflicts and what helps are put in afterwards.
    #[must_use]
    pub fn new(facts: &Facts, event: &Event, order: &Order, about: About) -> (Self, Places) {
        let places = Places::new(facts, event, order);
        let teams = places.teams.iter().map(|&team| {
            let known = &facts.teams[team];
            let load = order.steps.iter().map(|step| {
                let taken = facts.assets[step.asset].steps[step.step].teams.iter().find(|(one, _)| *one == team);
                u64::from(taken.map_or(0, |(_, people)| *people))
                    * step.work.iter().map(|span| u64::from(span.minutes())).sum::<u64>()
            });
            PlannedTeam {
                key: known.key.clone(),
                name: known.name.clone(),
                capacity: known.capacity,
                missing: event.missing_of(team).min(known.capacity),
                duty: known.duty,
                load: load.sum(),
            }
        });
        let assets = places.assets.iter().map(|&asset| PlannedAsset {
            key: facts.assets[asset].key.clone(),
            name: facts.assets[asset].name.clone(),
            back: order.assets[asset],
        });
        let content = Self {
            scenario: about.scenario,
            starts: event.starts,
            horizon: event.horizon,
            fails: about.fails,
            teams: teams.collect(),
            assets: assets.collect(),
            steps: order.steps.iter().map(|step| places.step(facts, step)).collect(),
            tasks: places.tasks.iter().map(|&task| planned_task(facts, order, task, &about.tasks)).collect(),
            all_tasks: facts.tasks.len(),
            stuck: order.stuck.iter().map(|stuck| stuck_line(facts, stuck.thing, stuck.why)).collect(),
            critical: order.critical.clone(),
            length: order.length,
            lateness: order.lateness,
            bound: (order.search.lateness, order.search.lateness_bound),
            is_proved: order.search.is_proved,
            seed: order.search.seed,
            work: order.search.work,
            ..Self::default()
        };
        (content, places)
    }

    /// The tasks that stop and come back too late or never.
    pub fn late(&self) -> impl Iterator<Item = &PlannedTask> {
        self.tasks.iter().filter(|task| !task.is_met())
    }

    /// The tasks that stop.
    pub fn stopping(&self) -> impl Iterator<Item = &PlannedTask> {
        self.tasks.iter().filter(|task| task.stops.is_some())
    }

    /// How many waves there are.
    #[must_use]
    pub fn waves(&self) -> u32 {
        self.steps.iter().map(|step| step.wave).max().unwrap_or(0)
    }
}

/// What in the facts stands where in a plan.
#[derive(Clone, Debug, Default)]
pub struct Places {
    /// The teams of the facts, in the plan's order.
    pub teams: Vec<usize>,
    /// The assets of the facts, in the plan's order.
    pub assets: Vec<usize>,
    /// The tasks of the facts, in the plan's order.
    pub tasks: Vec<usize>,
    team_at: HashMap<usize, usize>,
    asset_at: HashMap<usize, usize>,
    task_at: HashMap<usize, usize>,
}

fn turned(list: &[usize]) -> HashMap<usize, usize> {
    list.iter().enumerate().map(|(at, place)| (*place, at)).collect()
}

impl Places {
    fn new(facts: &Facts, event: &Event, order: &Order) -> Self {
        let mut assets: Vec<usize> = order.steps.iter().map(|step| step.asset).collect();
        assets.sort_unstable();
        assets.dedup();
        assets.sort_by_key(|&asset| (order.assets[asset].unwrap_or(Minute::MAX), asset));
        let of_steps = order.steps.iter().flat_map(|step| &facts.assets[step.asset].steps[step.step].teams);
        let mut teams: Vec<usize> = of_steps.chain(&event.missing).map(|(team, _)| *team).collect();
        teams.sort_unstable();
        teams.dedup();
        let is_touched = |task: &usize| {
            let outage = &order.outages.tasks[*task];
            !(outage.down.is_empty() && outage.bridging.is_empty() && outage.worse.is_empty())
        };
        let mut tasks: Vec<usize> = (0..facts.tasks.len()).filter(is_touched).collect();
        tasks.sort_by_key(|&task| {
            let told = &order.tasks[task];
            let back = if told.is_never_back { Minute::MAX } else { told.back.unwrap_or(0) };
            (std::cmp::Reverse(told.cost), std::cmp::Reverse(back), told.stops.unwrap_or(Minute::MAX), task)
        });
        Self { team_at: turned(&teams), asset_at: turned(&assets), task_at: turned(&tasks), teams, assets, tasks }
    }

    /// Where a task of the facts stands in the plan.
    #[must_use]
    pub fn task(&self, task: usize) -> Option<usize> {
        self.task_at.get(&task).copied()
    }

    fn step(&self, facts: &Facts, step: &crate::continuity::Placed) -> PlannedStep {
        let known = &facts.assets[step.asset].steps[step.step];
        let team = |team: &usize| self.team_at.get(team).copied().unwrap_or_default();
        let why = match &step.why {
            Why::Busy { team: busy, steps } => Why::Busy { team: team(busy), steps: steps.clone() },
            Why::OffDuty { team: away } => Why::OffDuty { team: team(away) },
            other => other.clone(),
        };
        PlannedStep {
            asset: self.asset_at.get(&step.asset).copied().unwrap_or_default(),
            name: known.name.clone(),
            minutes: [known.optimistic, known.likely, known.pessimistic],
            teams: known.teams.iter().map(|(one, people)| (team(one), *people)).collect(),
            start: step.start,
            finish: step.finish,
            work: step.work.clone(),
            why,
            serves: step.serves.and_then(|task| self.task(task)),
            slack: step.slack,
            wave: step.wave,
        }
    }
}

fn planned_task(facts: &Facts, order: &Order, at: usize, about: &[TaskAbout]) -> PlannedTask {
    let (known, told, outage) = (&facts.tasks[at], &order.tasks[at], &order.outages.tasks[at]);
    let about = about.get(at).cloned().unwrap_or_default();
    PlannedTask {
        key: known.key.clone(),
        code: about.code,
        name: known.name.clone(),
        unit: about.unit,
        citizens: known.citizens,
        rto: known.rto,
        mtpd: known.mtpd,
        stops: told.stops,
        back: told.back,
        down: told.down,
        is_never_back: told.is_never_back,
        past_rto: told.past_rto,
        past_mtpd: told.past_mtpd,
        cost: told.cost,
        likely: [None; 2],
        bridged: outage.bridging.minutes(),
        worse: outage.worse.minutes(),
        last_step: told.last_step,
    }
}

fn stuck_line(facts: &Facts, thing: Thing, why: StuckWhy) -> StuckLine {
    let name = |thing: Thing| match thing {
        Thing::Asset(at) => facts.assets.get(at).map(|asset| asset.name.clone()),
        Thing::Task(at) => facts.tasks.get(at).map(|task| task.name.clone()),
    };
    let step = |step: usize| match thing {
        Thing::Asset(at) => facts.assets.get(at).and_then(|asset| asset.steps.get(step)).map(|step| step.name.clone()),
        Thing::Task(_) => None,
    };
    let (word, about) = match why {
        StuckWhy::NotOurs => ("not_ours", None),
        StuckWhy::NoSteps => ("no_steps", None),
        StuckWhy::TooFew { team, .. } => ("too_few", facts.teams.get(team).map(|team| team.name.clone())),
        StuckWhy::NoHours { step: at } => ("no_hours", step(at)),
        StuckWhy::WaitsFor(other) => ("waits_for", name(other)),
    };
    StuckLine { name: name(thing).unwrap_or_default(), why: word.to_owned(), about: about.unwrap_or_default() }
}
