//! An order as JSON.

use crate::kit::Tr;
use crate::recovery::view::{conflict_text, effect_text, help_text};
use bavn_core::{
    continuity::{Span, Spans, Why},
    recovery::plan::PlanContent,
};
use serde::Serialize;
use utoipa::ToSchema;

/// A stretch of time in minutes from the beginning of the event.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
pub(crate) struct SpanBody {
    /// The first minute.
    from: u32,
    /// The first minute after it.
    until: u32,
}

impl From<Span> for SpanBody {
    fn from(span: Span) -> Self {
        Self { from: span.from, until: span.until }
    }
}

/// Stretches of time.
pub(super) fn spans(spans: &Spans) -> Vec<SpanBody> {
    spans.iter().map(SpanBody::from).collect()
}

/// How many people of a team.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct StepTeamBody {
    /// The team's name.
    team: String,
    /// How many.
    people: u32,
}

/// What keeps a step from beginning earlier.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct WhyBody {
    /// `at_once`, `failed` (its asset fails only then), `after`, `busy`, `off_duty`, `outage` (what comes back by itself) or `free`.
    reason: &'static str,
    /// The steps it waits for, or that keep the team busy, by place among the steps.
    steps: Vec<usize>,
    /// The team that is busy or not at work.
    team: Option<String>,
}

/// A recovery step in the order.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct OrderStepBody {
    /// The asset.
    asset: String,
    /// The step.
    name: String,
    /// When it begins, minutes from the beginning of the event.
    start: u32,
    /// When it is done.
    finish: u32,
    /// When it is worked on.
    work: Vec<SpanBody>,
    /// Whom it takes.
    teams: Vec<StepTeamBody>,
    /// Its wave, from 1.
    wave: u32,
    /// How many minutes later it can begin with no task later and the whole no longer.
    slack: u32,
    /// Whether it is on the critical path.
    is_critical: bool,
    /// What keeps it from beginning earlier.
    why: WhyBody,
    /// The number of the task that waits for it and is due first.
    serves: Option<String>,
}

/// What becomes of a task.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct OrderTaskBody {
    /// Its number as people write it.
    code: String,
    /// Its name.
    name: String,
    /// The administration that it belongs to; empty for the whole municipality.
    unit: String,
    /// Within how many minutes it should be back.
    rto: Option<u32>,
    /// The longest that it may be down, minutes.
    mtpd: Option<u32>,
    /// When it stops; absent if it never does.
    stops: Option<u32>,
    /// When it is back.
    back: Option<u32>,
    /// How long it is down at a stretch, minutes.
    down: u32,
    /// Whether its promises are kept.
    is_met: bool,
    /// Minutes past its RTO.
    past_rto: Option<u32>,
    /// Minutes past its MTPD.
    past_mtpd: Option<u32>,
    /// How likely it is back within its RTO, in thousandths.
    likely_rto: Option<u16>,
    /// How likely it is back within its MTPD, in thousandths.
    likely_mtpd: Option<u16>,
}

/// Something that would help.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct HelpBody {
    /// What, as a word.
    kind: String,
    /// What, in words.
    text: String,
    /// What it would do, in words.
    effect: String,
    /// The cost of all lateness with it.
    lateness: u64,
    /// The numbers of the tasks that keep their promises with it and do not without.
    mends: Vec<String>,
}

/// A conflict.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct OrderConflictBody {
    /// Its kind, as a word.
    kind: String,
    /// What it is, in words.
    text: String,
}

/// A recovery order.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct OrderBody {
    /// The number of the scenario.
    scenario: u32,
    /// Its name.
    scenario_name: String,
    /// The minute of the week in which it begins: 0 is Monday 00:00.
    starts: u32,
    /// Minutes for which it is followed.
    horizon: u32,
    /// When the last step is done, minutes from the beginning.
    length: u32,
    /// The weighted lateness of all tasks.
    lateness: u64,
    /// No order of what waits for somebody's work has less.
    lateness_bound: u64,
    /// Whether no better order exists.
    is_proved: bool,
    /// The seed of the search and the simulation.
    seed: u64,
    /// What is done, by when it begins.
    steps: Vec<OrderStepBody>,
    /// The critical path, by place among the steps.
    critical: Vec<usize>,
    /// Every task that is hit.
    tasks: Vec<OrderTaskBody>,
    /// What would help, the most helpful first.
    helps: Vec<HelpBody>,
    /// What cannot be kept whatever is scheduled.
    conflicts: Vec<OrderConflictBody>,
    /// What nobody brings back.
    stuck: Vec<String>,
}

impl OrderBody {
    /// An order in a language.
    pub(crate) fn new(t: Tr, content: &PlanContent) -> Self {
        let team = |at: usize| content.teams.get(at).map(|team| team.name.clone()).unwrap_or_default();
        let why = |why: &Why| {
            let (reason, steps, by) = match why {
                Why::AtOnce => ("at_once", Vec::new(), None),
                Why::Failed => ("failed", Vec::new(), None),
                Why::After(steps) => ("after", steps.clone(), None),
                Why::Busy { team: at, steps } => ("busy", steps.clone(), Some(team(*at))),
                Why::OffDuty { team: at } => ("off_duty", Vec::new(), Some(team(*at))),
                Why::Outage => ("outage", Vec::new(), None),
                Why::Free => ("free", Vec::new(), None),
            };
            WhyBody { reason, steps, team: by }
        };
        let steps = content.steps.iter().enumerate().map(|(at, step)| OrderStepBody {
            asset: content.assets.get(step.asset).map(|asset| asset.name.clone()).unwrap_or_default(),
            name: step.name.clone(),
            start: step.start,
            finish: step.finish,
            work: step.work.iter().map(|span| SpanBody::from(*span)).collect(),
            teams: step.teams.iter().map(|(at, people)| StepTeamBody { team: team(*at), people: *people }).collect(),
            wave: step.wave,
            slack: step.slack,
            is_critical: content.critical.contains(&at),
            why: why(&step.why),
            serves: step.serves.and_then(|at| content.tasks.get(at)).map(|task| task.code.clone()),
        });
        let tasks = content.tasks.iter().map(|task| OrderTaskBody {
            code: task.code.clone(),
            name: task.name.clone(),
            unit: task.unit.clone(),
            rto: task.rto,
            mtpd: task.mtpd,
            stops: task.stops,
            back: task.back,
            down: task.down,
            is_met: task.is_met(),
            past_rto: task.past_rto,
            past_mtpd: task.past_mtpd,
            likely_rto: task.likely[0],
            likely_mtpd: task.likely[1],
        });
        let helps = content.helps.iter().map(|helps| HelpBody {
            kind: helps.kind.clone(),
            text: help_text(t, helps),
            effect: effect_text(t, content, helps),
            lateness: helps.lateness,
            mends: helps.mends.iter().filter_map(|&at| content.tasks.get(at)).map(|task| task.code.clone()).collect(),
        });
        let conflicts = content
            .conflicts
            .iter()
            .map(|conflict| OrderConflictBody { kind: conflict.kind.clone(), text: conflict_text(t, conflict) });
        Self {
            scenario: content.scenario.0,
            scenario_name: content.scenario.1.clone(),
            starts: content.starts,
            horizon: content.horizon,
            length: content.length,
            lateness: content.lateness,
            lateness_bound: content.bound.1,
            is_proved: content.is_proved,
            seed: content.seed,
            steps: steps.collect(),
            critical: content.critical.clone(),
            tasks: tasks.collect(),
            helps: helps.collect(),
            conflicts: conflicts.collect(),
            stuck: content.stuck.iter().map(|stuck| stuck.name.clone()).collect(),
        }
    }
}
