//! What falls when: a scenario over time.

use super::{Scenario, kept::Asked, load::case};
use crate::{App, Context, Result};
use bavn_core::{
    continuity::{Minute, Outage, outages},
    ids::{CriticalTaskId, ScenarioId},
};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

/// What becomes of a task over time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CourseTask {
    /// The task; `None` when the actor may not read it.
    pub id: Option<CriticalTaskId>,
    /// Its number; empty when the actor may not read it.
    pub code: String,
    /// Its name; empty when the actor may not read it.
    pub name: String,
    /// The administration; empty for the whole municipality.
    pub unit: String,
    /// How many citizens it concerns.
    pub citizens: Option<u64>,
    /// Within what it should be back, from when it stops.
    pub rto: Option<Minute>,
    /// The longest that it may be down.
    pub mtpd: Option<Minute>,
    /// When it is down, bridges and is worse.
    pub outage: Outage,
}

/// An administration over time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CourseUnit {
    /// Its name; empty for the whole municipality.
    pub name: String,
    /// How many of its tasks stop.
    pub stop: usize,
    /// How many critical tasks it has.
    pub tasks: usize,
    /// When the first of them stops.
    pub first: Minute,
    /// The most citizens hit at the same time; one whom several tasks concern is counted for each.
    pub citizens: u64,
}

/// A scenario over time.
#[derive(Clone, Debug)]
pub struct Course {
    /// The scenario.
    pub scenario: Scenario,
    /// The minute of the week in which it begins.
    pub starts: Minute,
    /// How far it is followed.
    pub horizon: Minute,
    /// Whether things are brought back in the recovery order meanwhile.
    pub is_restored: bool,
    /// Every task that stops, bridges or is worse: the first to stop first.
    pub tasks: Vec<CourseTask>,
    /// How many critical tasks there are.
    pub all_tasks: usize,
    /// How many assets and suppliers are down at some time.
    pub assets: usize,
    /// The administrations of which tasks stop, the first first.
    pub units: Vec<CourseUnit>,
    /// From each minute on, how many citizens are hit; one whom several tasks concern is counted for each.
    pub citizens: Vec<(Minute, u64)>,
}

impl Course {
    /// The tasks that stop.
    pub fn stopping(&self) -> impl Iterator<Item = &CourseTask> {
        self.tasks.iter().filter(|task| !task.outage.down.is_empty())
    }

    /// The minute after the last change of anything, within the horizon.
    #[must_use]
    pub fn last_change(&self) -> Minute {
        let all = self.tasks.iter().flat_map(|task| [&task.outage.down, &task.outage.bridging, &task.outage.worse]);
        let edges = all.flat_map(|spans| spans.iter()).flat_map(|span| [span.from, span.until]);
        edges.filter(|minute| *minute < self.horizon).max().unwrap_or(0)
    }
}

/// What falls when in a scenario, with nothing restored or with everything restored in the recovery order.
///
/// # Errors
/// [`crate::Error::NotFound`], [`crate::Error::Invalid`] when there is too much to compute, or the database failed.
pub async fn scenario_course(app: &App, ctx: &Context, id: ScenarioId, is_restored: bool) -> Result<Course> {
    let case = case(app, ctx, id).await?;
    let (scenario, units, reads) = (case.scenario.clone(), case.units.clone(), case.loaded.reads_task.clone());
    let all = Arc::clone(&case.loaded.all);
    let (outages, event) = if is_restored {
        let kept = app.kept_orders().order(Asked::quick(case)).await?;
        (kept.order.outages.clone(), kept.input.event.clone())
    } else {
        let (all, event) = (Arc::clone(&all), case.event);
        app.kept_orders().compute(move || outages(&all.facts, &event).map(|outages| (outages, event))).await?
    };
    let mut tasks = Vec::new();
    for (at, (task, outage)) in all.facts.tasks.iter().zip(&outages.tasks).enumerate() {
        if outage.down.is_empty() && outage.bridging.is_empty() && outage.worse.is_empty() {
            continue;
        }
        let is_read = reads.get(at).copied().unwrap_or(false);
        tasks.push(CourseTask {
            id: is_read.then(|| all.tasks[at].id),
            code: if is_read { all.tasks[at].code() } else { String::new() },
            name: if is_read { task.name.clone() } else { String::new() },
            unit: units[at].clone(),
            citizens: task.citizens,
            rto: task.rto,
            mtpd: task.mtpd,
            outage: outage.clone(),
        });
    }
    let first = |outage: &Outage| {
        let of = |spans: &bavn_core::continuity::Spans| spans.first().unwrap_or(Minute::MAX);
        (of(&outage.down), of(&outage.bridging), of(&outage.worse))
    };
    tasks.sort_by_key(|task| first(&task.outage));
    let down = outages.assets.iter().filter(|outage| !outage.down.is_empty()).count();
    Ok(Course {
        starts: event.starts,
        horizon: event.horizon,
        is_restored,
        all_tasks: all.facts.tasks.len(),
        assets: down,
        units: by_unit(&tasks, &units),
        citizens: citizens(tasks.iter()),
        tasks,
        scenario,
    })
}

fn by_unit(tasks: &[CourseTask], all: &[String]) -> Vec<CourseUnit> {
    let mut of: BTreeMap<&str, Vec<&CourseTask>> = BTreeMap::new();
    for task in tasks.iter().filter(|task| !task.outage.down.is_empty()) {
        of.entry(&task.unit).or_default().push(task);
    }
    let mut units: Vec<CourseUnit> = of
        .into_iter()
        .map(|(name, of)| CourseUnit {
            name: name.to_owned(),
            stop: of.len(),
            tasks: all.iter().filter(|unit| *unit == name).count(),
            first: of.iter().filter_map(|task| task.outage.down.first()).min().unwrap_or(0),
            citizens: citizens(of.into_iter()).into_iter().map(|(_, number)| number).max().unwrap_or(0),
        })
        .collect();
    units.sort_by_key(|unit| (unit.first, std::cmp::Reverse(unit.citizens)));
    units
}

/// From each minute on, how many citizens the tasks that are down concern.
fn citizens<'task>(tasks: impl Iterator<Item = &'task CourseTask>) -> Vec<(Minute, u64)> {
    let mut change: BTreeMap<Minute, (u64, u64)> = BTreeMap::new();
    for task in tasks {
        let number = task.citizens.unwrap_or(0);
        for span in task.outage.down.iter().filter(|_| number > 0) {
            change.entry(span.from).or_default().0 += number;
            change.entry(span.until).or_default().1 += number;
        }
    }
    let mut now = 0;
    let mut steps: Vec<(Minute, u64)> = Vec::with_capacity(change.len());
    for (minute, (more, fewer)) in change {
        now = now + more - fewer;
        if steps.last().is_none_or(|(_, before)| *before != now) {
            steps.push((minute, now));
        }
    }
    steps
}

/// The assets and suppliers that are down at some time in a scenario with nothing restored, or that work worse, by asset: for maps.
///
/// # Errors
/// As [`scenario_course`].
pub async fn scenario_fallen(
    app: &App,
    ctx: &Context,
    id: ScenarioId,
) -> Result<(Scenario, BTreeSet<bavn_core::ids::AssetId>, BTreeSet<bavn_core::ids::AssetId>)> {
    use crate::continuity::ThingId;
    let case = case(app, ctx, id).await?;
    let (all, scenario, event) = (case.loaded.all, case.scenario, case.event);
    let facts = Arc::clone(&all);
    let outages = app.kept_orders().compute(move || outages(&facts.facts, &event)).await?;
    let (mut down, mut worse) = (BTreeSet::new(), BTreeSet::new());
    for (thing, outage) in all.things.iter().zip(&outages.assets) {
        let ThingId::Asset(asset) = thing else { continue };
        if !outage.down.is_empty() {
            down.insert(*asset);
        } else if !outage.worse.is_empty() || !outage.bridging.is_empty() {
            worse.insert(*asset);
        }
    }
    Ok((scenario, down, worse))
}
