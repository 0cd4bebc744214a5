//! The recovery order of a scenario.

use super::{
    Scenario,
    kept::{Asked, Kept, RUNS, SEED},
    lines::{conflict_lines, help_lines},
    load::{Case, case},
};
use crate::{App, Context, Result, continuity::ThingId};
use bavn_core::{
    continuity::{Chance, Conflict, Facts, TaskBack, TaskFacts},
    ids::{AssetId, CriticalTaskId, ScenarioId},
    recovery::plan::PlanContent,
};
use std::{collections::HashSet, sync::Arc};

/// A recovery order with its reasons, chances and what would help.
#[derive(Clone, Debug)]
pub struct RecoveryOrder {
    /// The scenario.
    pub scenario: Scenario,
    /// The order in names.
    pub content: PlanContent,
    /// For each asset of the order where it stands in the register; `None` when the actor may not read it.
    pub assets: Vec<Option<AssetId>>,
    /// For each task of the order which it is; `None` when the actor may not read it.
    pub tasks: Vec<Option<CriticalTaskId>>,
}

/// How an order is to be searched for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effort {
    /// About 0.2 s, for a page.
    Quick,
    /// About 1 s, for a plan, with a seed.
    Thorough {
        /// The seed of the search and of the simulation.
        seed: u64,
    },
    /// So many units of work of about ten nanoseconds, with a seed.
    Work {
        /// The seed of the search and of the simulation.
        seed: u64,
        /// The most work.
        work: u64,
    },
}

impl Effort {
    fn ask(self, case: Case) -> Asked {
        match self {
            Self::Quick => Asked::quick(case),
            Self::Thorough { seed } => Asked::thorough(case, seed),
            Self::Work { seed, work } => Asked::with(case, seed, work),
        }
    }

    /// The seed.
    #[must_use]
    pub const fn seed(self) -> u64 {
        match self {
            Self::Quick => SEED,
            Self::Thorough { seed } | Self::Work { seed, .. } => seed,
        }
    }
}

/// The recovery order of a scenario with the facts of today.
///
/// What the actor may not read stands without its name.
///
/// # Errors
/// [`crate::Error::NotFound`], [`crate::Error::Invalid`] when there is too much to compute, or the database failed.
pub async fn recovery_order(app: &App, ctx: &Context, id: ScenarioId, effort: Effort) -> Result<RecoveryOrder> {
    let case = case(app, ctx, id).await?;
    let (scenario, about) = (case.scenario.clone(), case.about());
    let loaded = case.loaded.clone();
    let (reads_thing, reads_task) = (&loaded.reads_thing, &loaded.reads_task);
    let kept = app.kept_orders().order(effort.ask(case)).await?;
    app.kept_orders().more(&kept).await?;
    let all = found_conflicts(app, &kept, ctx.today()).await?;
    let facts = kept.input.facts();
    let (mut content, places) = PlanContent::new(facts, &kept.input.event, &kept.order, about);
    if let Some(more) = kept.found() {
        content.runs = RUNS;
        for (at, task) in places.tasks.iter().enumerate() {
            content.tasks[at].likely =
                likely(&facts.tasks[*task], &kept.order.tasks[*task], more.simulation.tasks.get(*task));
        }
        content.helps = help_lines(facts, &kept.order, &more.improvements, &places);
    }
    let touched: HashSet<usize> = places.tasks.iter().copied().collect();
    content.conflicts = conflict_lines(facts, &all, &touched);
    let assets = places.assets.iter().map(|&at| match loaded.things.get(at) {
        Some(ThingId::Asset(id)) if reads_thing[at] => Some(*id),
        _ => None,
    });
    let tasks = places.tasks.iter().map(|&at| loaded.tasks.get(at).map(|task| task.id).filter(|_| reads_task[at]));
    let mut made = RecoveryOrder { scenario, assets: assets.collect(), tasks: tasks.collect(), content };
    let reads_all = reads_thing.iter().all(|is_read| *is_read) && reads_task.iter().all(|is_read| *is_read);
    if !reads_all {
        mask(&mut made);
    }
    Ok(made)
}

/// How likely a task keeps its RTO and its MTPD, in thousandths; nothing for one that has none, or that does not stop in the order and
/// hardly ever when durations are drawn.
fn likely(task: &TaskFacts, told: &TaskBack, chance: Option<&Chance>) -> [Option<u16>; 2] {
    let Some(chance) = chance else { return [None; 2] };
    if told.stops.is_none() && chance.never_stopped == RUNS {
        return [None; 2];
    }
    let share = |met: u32| u16::try_from(u64::from(met) * 1_000 / u64::from(RUNS)).unwrap_or(1_000);
    [task.rto.map(|_| share(chance.rto_met)), task.mtpd.map(|_| share(chance.mtpd_met))]
}

async fn found_conflicts(app: &App, kept: &Arc<Kept>, today: time::Date) -> Result<Arc<Vec<Conflict>>> {
    let all = Arc::clone(&kept.input.all);
    app.kept_orders().compute(move || all.conflicts(today)).await
}

/// Takes away the names of what the actor may not read, and lines of text that hold names.
fn mask(order: &mut RecoveryOrder) {
    let content = &mut order.content;
    for (asset, id) in content.assets.iter_mut().zip(&order.assets) {
        if id.is_none() {
            asset.name.clear();
            asset.key.clear();
        }
    }
    for step in &mut content.steps {
        if order.assets.get(step.asset).copied().flatten().is_none() {
            step.name.clear();
        }
    }
    for (task, id) in content.tasks.iter_mut().zip(&order.tasks) {
        if id.is_none() {
            (task.name, task.code, task.key) = Default::default();
        }
    }
    for failed in &mut content.fails {
        failed.name.clear();
    }
    content.conflicts.clear();
    content.helps.clear();
    content.stuck.clear();
}

/// The facts that an order was made from, for what is found out beside it.
pub(super) fn name_of(facts: &Facts, thing: bavn_core::continuity::Thing) -> String {
    use bavn_core::continuity::Thing;
    match thing {
        Thing::Asset(at) => facts.assets.get(at).map(|asset| asset.name.clone()).unwrap_or_default(),
        Thing::Task(at) => facts.tasks.get(at).map(|task| task.name.clone()).unwrap_or_default(),
    }
}
