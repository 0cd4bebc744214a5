//! An order for people: on the page of a scenario, of a plan, and in documents.

use super::{
    charts,
    keys::{conflict_key, help_key, stuck_key},
    words::{after, moment, span},
};
use crate::kit::{Tr, encode, format};
use bavn_core::{
    continuity::Why,
    recovery::plan::{ConflictLine, Helps, PlanContent, PlannedStep, PlannedTask, Value},
};
use bavn_documents::charts::{Theme, lanes};
use std::collections::{BTreeMap, HashSet};

/// A task with what became of its promises.
#[derive(Clone, Debug)]
pub(super) struct TaskRow {
    pub(super) path: Option<String>,
    pub(super) name: String,
    pub(super) unit: String,
    pub(super) rto: String,
    pub(super) mtpd: String,
    pub(super) stops: String,
    pub(super) back: String,
    pub(super) when: String,
    pub(super) verdict: String,
    pub(super) by: String,
    pub(super) is_late: bool,
    /// Whether it stops, or has a promise that may not be kept when steps take longer.
    pub(super) may_stop: bool,
    pub(super) chance_rto: String,
    pub(super) chance_mtpd: String,
}

/// A step with its reason.
#[derive(Clone, Debug)]
pub(super) struct StepRow {
    pub(super) name: String,
    pub(super) asset: String,
    pub(super) who: String,
    pub(super) takes: String,
    pub(super) from: String,
    pub(super) until: String,
    pub(super) when: String,
    pub(super) why: String,
    pub(super) slack: String,
    pub(super) is_critical: bool,
    pub(super) minutes: [u32; 3],
}

/// A wave.
#[derive(Clone, Debug)]
pub(super) struct Wave {
    pub(super) number: u32,
    pub(super) heading: String,
    pub(super) rows: Vec<StepRow>,
}

/// A line of text with an address that makes a measure of it.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub(super) text: String,
    pub(super) effect: String,
    pub(super) measure: Option<String>,
}

/// A team and how much it has to do.
#[derive(Clone, Debug)]
pub(super) struct TeamRow {
    pub(super) name: String,
    pub(super) people: String,
    pub(super) duty: String,
    pub(super) load: String,
}

/// An order for people.
#[derive(Clone, Debug)]
pub(super) struct OrderView {
    pub(super) heading: String,
    pub(super) lead: String,
    pub(super) quality: String,
    /// All of them, or the first on a page.
    pub(super) conflicts: Vec<Line>,
    pub(super) conflict_count: usize,
    pub(super) tasks: Vec<TaskRow>,
    /// How many of them go on, perhaps worse.
    pub(super) calm: usize,
    pub(super) helps: Vec<Line>,
    pub(super) chart: Option<String>,
    pub(super) is_cut: bool,
    pub(super) waves: Vec<Wave>,
    /// Steps that are left out of the waves.
    pub(super) more_steps: usize,
    pub(super) critical: Vec<String>,
    pub(super) teams: Vec<TeamRow>,
    /// All of what nobody can bring back, or the first on a page.
    pub(super) stuck: Vec<Line>,
    pub(super) stuck_count: usize,
    pub(super) runs: u32,
}

/// How much of an order is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Extent {
    /// All of it: documents, and pages where somebody asks for it.
    Whole,
    /// The first of long lists: a page that a browser opens at once, also for a municipality with thousands of steps.
    Page,
}

impl Extent {
    /// What the address of a page asks for.
    pub(super) fn asked(steps: &str) -> Self {
        if steps == "alle" { Self::Whole } else { Self::Page }
    }

    const fn steps(self) -> usize {
        match self {
            Self::Whole => usize::MAX,
            Self::Page => 100,
        }
    }

    const fn stuck(self) -> usize {
        match self {
            Self::Whole => usize::MAX,
            Self::Page => 20,
        }
    }

    const fn conflicts(self) -> usize {
        match self {
            Self::Whole => usize::MAX,
            Self::Page => 30,
        }
    }
}

impl OrderView {
    /// An order; `task` gives the address of a task's page, and `may_plan` says whether measures may be made.
    pub(super) fn new(
        t: Tr,
        content: &PlanContent,
        task: impl Fn(usize, &PlannedTask) -> Option<String>,
        may_plan: bool,
        extent: Extent,
    ) -> Self {
        let measure = |title: String, about: String| may_plan.then(|| measure_address(&title, &about));
        let about =
            t.s2("recovery-measure-about", "code", format!("S-{}", content.scenario.0), "name", &content.scenario.1);
        let line = |conflict: &ConflictLine| {
            let text = conflict_text(t, conflict);
            let title = t.s("recovery-measure-conflict", "text", &text);
            Line { measure: measure(title, about.clone()), text, effect: String::new() }
        };
        let chart = charts::order(t, content);
        let is_cut = chart.lanes.len() > charts::LANES;
        let mut shown = chart;
        shown.lanes.truncate(charts::LANES);
        let waves = waves(t, content, extent.steps());
        let told: usize = waves.iter().map(|wave| wave.rows.len()).sum();
        Self {
            heading: heading(t, content),
            lead: lead(t, content),
            quality: quality(t, content),
            conflicts: content.conflicts.iter().take(extent.conflicts()).map(line).collect(),
            conflict_count: content.conflicts.len(),
            tasks: content.tasks.iter().enumerate().map(|(at, one)| task_row(t, content, one, task(at, one))).collect(),
            calm: content.tasks.iter().filter(|task| !may_stop(task)).count(),
            helps: content
                .helps
                .iter()
                .map(|helps| {
                    let text = help_text(t, helps);
                    let effect = effect_text(t, content, helps);
                    let measure = measure(text.clone(), format!("{about}\n\n{effect}"));
                    Line { text, effect, measure }
                })
                .collect(),
            chart: (!shown.lanes.is_empty()).then(|| lanes(&shown, &Theme { width: 980.0, text: 13.0 })),
            is_cut,
            more_steps: content.steps.len().saturating_sub(told),
            waves,
            critical: content.critical.iter().map(|&at| step_name(t, content, &content.steps[at])).collect(),
            teams: content.teams.iter().map(|team| team_row(t, team)).collect(),
            stuck_count: content.stuck.len(),
            stuck: content
                .stuck
                .iter()
                .take(extent.stuck())
                .map(|stuck| {
                    let why = t.s(stuck_key(&stuck.why), "about", &stuck.about);
                    let text = format!("{}: {why}", stuck.name);
                    let title = t.s("recovery-measure-stuck", "name", &stuck.name);
                    Line { measure: measure(title, about.clone()), text, effect: String::new() }
                })
                .collect(),
            runs: content.runs,
        }
    }
}

/// The address of a new measure with a title and a text.
fn measure_address(title: &str, text: &str) -> String {
    let cut = |text: &str, most: usize| encode(&text.chars().take(most).collect::<String>());
    format!("/handleplan/foranstaltning/ny?titel={}&beskrivelse={}", cut(title, 200), cut(text, 1_000))
}

/// What it comes to, in one line.
pub(super) fn heading(t: Tr, content: &PlanContent) -> String {
    let (stop, late) = (content.stopping().count(), content.late().count());
    match (stop, late) {
        (0, _) => t.get("recovery-order-nothing"),
        (_, 0) => t.n("recovery-order-all-met", stop),
        _ => t.s2("recovery-order-late", "n", late, "all", stop),
    }
}

fn lead(t: Tr, content: &PlanContent) -> String {
    if content.steps.is_empty() {
        return t.get("recovery-order-no-steps");
    }
    t.with(
        "recovery-order-lead",
        &[
            ("steps", content.steps.len().to_string()),
            ("waves", content.waves().to_string()),
            ("time", span(t, content.length)),
            ("moment", moment(t, content.starts, content.length)),
        ],
    )
}

fn quality(t: Tr, content: &PlanContent) -> String {
    let (found, bound) = content.bound;
    if content.steps.is_empty() {
        String::new()
    } else if content.is_proved || found == bound {
        t.get("recovery-proved")
    } else {
        // Rounded up: what is not proved is never within nothing.
        let percent = ((found - bound.min(found)) * 100).div_ceil(found.max(1));
        t.s("recovery-within", "percent", percent)
    }
}

/// A task's number and name.
pub(super) fn task_name(t: Tr, task: &PlannedTask) -> String {
    if task.name.is_empty() { t.get("recovery-hidden-task") } else { format!("{} {}", task.code, task.name) }
}

fn asset_name(t: Tr, content: &PlanContent, asset: usize) -> String {
    let name = content.assets.get(asset).map_or("", |asset| asset.name.as_str());
    if name.is_empty() { t.get("recovery-hidden-asset") } else { name.to_owned() }
}

/// Asset and step.
pub(super) fn step_name(t: Tr, content: &PlanContent, step: &PlannedStep) -> String {
    let asset = asset_name(t, content, step.asset);
    if step.name.is_empty() { asset } else { format!("{asset}: {}", step.name) }
}

fn task_row(t: Tr, content: &PlanContent, task: &PlannedTask, path: Option<String>) -> TaskRow {
    let time = |minutes: Option<u32>| minutes.map(|minutes| span(t, minutes)).unwrap_or_default();
    let past = |minutes: Option<u32>| minutes.filter(|minutes| *minutes > 0);
    let (verdict, by) = match (task.stops, task.is_never_back, past(task.past_mtpd), past(task.past_rto)) {
        (None, ..) if task.bridged > 0 => (t.get("recovery-carried"), String::new()),
        (None, ..) => (t.get("recovery-only-worse"), String::new()),
        (_, true, ..) => (t.get("recovery-never-back"), String::new()),
        (_, _, Some(by), _) => (t.get("recovery-past-mtpd"), t.s("recovery-late-by", "time", span(t, by))),
        (_, _, None, Some(by)) => (t.get("recovery-past-rto"), t.s("recovery-late-by", "time", span(t, by))),
        _ => (t.get("recovery-kept"), String::new()),
    };
    let chance = |likely: Option<u16>| likely.map(|likely| percent(t, likely)).unwrap_or_default();
    TaskRow {
        path,
        name: task_name(t, task),
        unit: super::course::unit_name(t, &task.unit),
        rto: time(task.rto),
        mtpd: time(task.mtpd),
        stops: task.stops.map(|minute| after(t, minute)).unwrap_or_default(),
        back: task.back.map(|minute| after(t, minute)).unwrap_or_default(),
        when: task.back.map(|minute| moment(t, content.starts, minute)).unwrap_or_default(),
        verdict,
        by,
        is_late: !task.is_met(),
        may_stop: may_stop(task),
        chance_rto: chance(task.likely[0]),
        chance_mtpd: chance(task.likely[1]),
    }
}

fn may_stop(task: &PlannedTask) -> bool {
    task.stops.is_some() || task.likely.iter().any(Option::is_some)
}

/// A probability in whole percent: never 0 or 100 for what is neither.
fn percent(t: Tr, thousandths: u16) -> String {
    match thousandths {
        0 => t.s("recovery-percent", "n", 0),
        1..=9 => t.get("recovery-percent-least"),
        991..=999 => t.get("recovery-percent-most"),
        other => t.s("recovery-percent", "n", (u32::from(other) + 5) / 10),
    }
}

/// The waves with their steps, so many steps in all; a wave of which none is told is left out.
fn waves(t: Tr, content: &PlanContent, most: usize) -> Vec<Wave> {
    let mut of: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (at, step) in content.steps.iter().enumerate() {
        of.entry(step.wave).or_default().push(at);
    }
    let critical: HashSet<usize> = content.critical.iter().copied().collect();
    let mut left = most;
    let mut waves = Vec::new();
    for (number, steps) in of {
        let row = |&at: &usize| step_row(t, content, &content.steps[at], critical.contains(&at));
        let rows: Vec<StepRow> = steps.iter().take(left).map(row).collect();
        left -= rows.len();
        if !rows.is_empty() {
            waves.push(Wave { number, heading: t.s2("recovery-wave", "number", number, "n", steps.len()), rows });
        }
    }
    waves
}

fn step_row(t: Tr, content: &PlanContent, step: &PlannedStep, is_critical: bool) -> StepRow {
    let team = |(team, people): &(usize, u32)| {
        let name = content.teams.get(*team).map_or("", |team| team.name.as_str());
        t.s2("recovery-people-from", "n", people, "team", name)
    };
    let who: Vec<String> = step.teams.iter().map(team).collect();
    StepRow {
        name: step.name.clone(),
        asset: asset_name(t, content, step.asset),
        who: if who.is_empty() { t.get("recovery-nobody-needed") } else { who.join(", ") },
        takes: span(t, step.minutes[1]),
        from: span(t, step.start),
        until: span(t, step.finish),
        when: moment(t, content.starts, step.start),
        why: why(t, content, step),
        slack: if step.slack == 0 { String::new() } else { span(t, step.slack) },
        is_critical,
        minutes: [step.minutes[1], step.start, step.finish],
    }
}

/// Why a step is where it is, and for whom.
fn why(t: Tr, content: &PlanContent, step: &PlannedStep) -> String {
    let named = |steps: &[usize]| {
        let names: Vec<String> = steps
            .iter()
            .take(3)
            .filter_map(|&at| content.steps.get(at))
            .map(|step| step_name(t, content, step))
            .collect();
        let more = steps.len().saturating_sub(3);
        let names = names.join("; ");
        if more > 0 { format!("{names} {}", t.n("recovery-more", more)) } else { names }
    };
    let team = |at: usize| content.teams.get(at).map_or("", |team| team.name.as_str()).to_owned();
    let reason = match &step.why {
        Why::AtOnce => t.get("recovery-why-at-once"),
        Why::Failed => t.get("recovery-why-failed"),
        Why::After(steps) => t.s("recovery-why-after", "steps", named(steps)),
        Why::Busy { team: at, steps } => t.s2("recovery-why-busy", "team", team(*at), "steps", named(steps)),
        Why::OffDuty { team: at } => t.s("recovery-why-off-duty", "team", team(*at)),
        Why::Outage => t.get("recovery-why-outage"),
        Why::Free => t.get("recovery-why-free"),
    };
    match step.serves.and_then(|at| content.tasks.get(at)) {
        Some(task) => format!("{reason} {}", t.s("recovery-why-for", "task", task_name(t, task))),
        None => reason,
    }
}

fn team_row(t: Tr, team: &bavn_core::recovery::plan::PlannedTeam) -> TeamRow {
    use bavn_core::continuity::Duty;
    let people = if team.missing > 0 {
        t.s2("recovery-people-less", "n", team.capacity, "missing", team.missing)
    } else {
        team.capacity.to_string()
    };
    let duty = match team.duty {
        Duty::Always => t.get("recovery-duty-always"),
        Duty::Hours { days, from, until } => {
            let days: Vec<String> = (0..7_u8)
                .filter(|day| days >> day & 1 == 1)
                .map(|day| t.of("recovery-day-short", day.to_string()))
                .collect();
            let hours = |minute: u16| super::words::clock(t, minute.into());
            t.s3("recovery-duty-hours", ("days", &days.join(" ")), ("from", &hours(from)), ("until", &hours(until)))
        }
    };
    let hours = team.load.div_ceil(60);
    TeamRow { name: team.name.clone(), people, duty, load: t.n("recovery-person-hours", hours) }
}

/// A value of a line as text.
fn value(t: Tr, value: &Value) -> String {
    match value {
        Value::Name(name) => name.clone(),
        Value::Minutes(minutes) => span(t, *minutes),
        Value::Count(number) => number.to_string(),
        Value::Day(day) => format::parse_iso_date(day).map_or_else(|| day.clone(), |day| format::date(t.lang(), day)),
    }
}

fn text(t: Tr, key: &str, values: &[(String, Value)]) -> String {
    let values: Vec<(&str, String)> = values.iter().map(|(name, one)| (name.as_str(), value(t, one))).collect();
    t.with(key, &values)
}

/// A conflict in words.
pub(super) fn conflict_text(t: Tr, conflict: &ConflictLine) -> String {
    text(t, conflict_key(&conflict.kind), &conflict.values)
}

/// What would help, in words.
pub(super) fn help_text(t: Tr, helps: &Helps) -> String {
    text(t, help_key(&helps.kind), &helps.values)
}

/// What it would do.
pub(super) fn effect_text(t: Tr, content: &PlanContent, helps: &Helps) -> String {
    let mends: Vec<String> =
        helps.mends.iter().filter_map(|&at| content.tasks.get(at)).map(|task| task_name(t, task)).collect();
    let mut parts = Vec::new();
    if !mends.is_empty() {
        parts.push(t.s2("recovery-effect-mends", "n", mends.len(), "tasks", mends.join(", ")));
    }
    let less = content.lateness.saturating_sub(helps.lateness).saturating_mul(100);
    if let Some(less) = less.checked_div(content.lateness).filter(|less| *less > 0) {
        parts.push(t.s("recovery-effect-less", "percent", less));
    }
    let [before, with] = helps.mean;
    let less = before.saturating_sub(with).saturating_mul(100);
    if let Some(less) = less.checked_div(before).filter(|less| *less > 0 && parts.is_empty()) {
        parts.push(t.s("recovery-effect-mean", "percent", less));
    }
    if helps.shorter > 0 {
        parts.push(t.s("recovery-effect-shorter", "time", span(t, helps.shorter)));
    }
    parts.join(" ")
}
