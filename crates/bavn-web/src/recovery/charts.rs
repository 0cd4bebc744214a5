//! The pictures of a course and of an order.

use super::words::span;
use crate::kit::{Tr, format};
use bavn_app::recovery::{Course, CourseTask};
use bavn_core::recovery::plan::PlanContent;
use bavn_documents::charts::{self, Amount, Face, Lane, Lanes, Naming, Promise, Steps, Stretch, Theme};

/// Lanes on a picture at most; the table beside it has them all.
pub(super) const LANES: usize = 60;

/// Where an axis of so many minutes is divided: at most about a dozen places.
fn ticks(t: Tr, minutes: u32) -> Vec<(u32, String)> {
    const STEPS: [u32; 12] = [15, 30, 60, 120, 240, 480, 720, 1_440, 2_880, 5_760, 10_080, 20_160];
    let step = STEPS.into_iter().find(|step| minutes / step <= 12).unwrap_or(40_320);
    let text = |at: u32| {
        if at == 0 {
            "0".to_owned()
        } else if at.is_multiple_of(1_440) {
            t.n("recovery-tick-days", at / 1_440)
        } else if at.is_multiple_of(60) {
            t.n("recovery-tick-hours", at / 60)
        } else {
            t.n("recovery-minutes", at)
        }
    };
    (0..=minutes / step).map(|number| (number * step, text(number * step))).collect()
}

/// How far the axis of a course goes: somewhat beyond the last change, never beyond the end.
pub(super) fn reach(course: &Course) -> u32 {
    let beyond = course.last_change().saturating_add(course.last_change() / 6).saturating_add(240);
    beyond.min(course.horizon).max(60)
}

/// What falls when, task by task under its administration, and whether some lanes were left out.
pub(super) fn course(t: Tr, course: &Course, name: impl Fn(&CourseTask) -> String) -> (String, bool) {
    let minutes = reach(course);
    let mut lanes = Vec::new();
    for unit in units(course) {
        let label = if unit.is_empty() { t.get("recovery-whole-municipality") } else { unit.to_owned() };
        lanes.push(Lane { label, is_heading: true, ..Lane::default() });
        for task in course.tasks.iter().filter(|task| task.unit == *unit) {
            lanes.push(lane(task, name(task)));
        }
    }
    let is_cut = lanes.len() > LANES;
    lanes.truncate(LANES);
    let chart = Lanes {
        naming: Naming {
            id: "course".into(),
            title: t.get("recovery-course-chart"),
            description: t.get("recovery-course-chart-about"),
        },
        minutes,
        ticks: ticks(t, minutes),
        legend: vec![
            (Face::Full, t.get("recovery-down")),
            (Face::Hatched, t.get("recovery-bridging")),
            (Face::Pale, t.get("recovery-worse")),
        ],
        promise_legend: [t.get("recovery-rto"), t.get("recovery-mtpd")],
        lanes,
    };
    (charts::lanes(&chart, &Theme { width: 980.0, text: 13.0 }), is_cut)
}

/// The administrations in the order in which something happens to them.
fn units(course: &Course) -> Vec<&str> {
    let mut units: Vec<&str> = Vec::new();
    for task in &course.tasks {
        if !units.contains(&task.unit.as_str()) {
            units.push(&task.unit);
        }
    }
    units
}

fn lane(task: &CourseTask, label: String) -> Lane {
    let outage = &task.outage;
    let all = [(Face::Full, &outage.down), (Face::Hatched, &outage.bridging), (Face::Pale, &outage.worse)];
    let stretches = all.into_iter().flat_map(|(face, spans)| {
        spans.iter().map(move |one| Stretch { from: one.from, until: one.until, face, text: String::new() })
    });
    let mut stretches: Vec<Stretch> = stretches.collect();
    // What is worse may also bridge: the darker one is drawn last.
    stretches.sort_by_key(|one| (std::cmp::Reverse(one.face), one.from));
    let promise = |allowed: Option<u32>, is_outermost| {
        Some(Promise { at: outage.down.first()?.saturating_add(allowed?), is_outermost })
    };
    let promises = [promise(task.rto, false), promise(task.mtpd, true)].into_iter().flatten().collect();
    Lane { label, is_strong: !outage.down.is_empty(), stretches, promises, ..Lane::default() }
}

/// How many citizens are hit over time.
pub(super) fn citizens(t: Tr, course: &Course) -> String {
    let minutes = reach(course);
    let text = |number: u64| format::whole(t.lang(), i64::try_from(number).unwrap_or(i64::MAX));
    // Floats are for drawing only; a municipality has fewer citizens than a float has whole numbers.
    let amount = |number: u64| Amount::new(f64::from(u32::try_from(number).unwrap_or(u32::MAX)), text(number));
    let most = course.citizens.iter().map(|(_, number)| *number).max().unwrap_or(0);
    let chart = Steps {
        naming: Naming {
            id: "citizens".into(),
            title: t.get("recovery-citizens-over-time"),
            description: t.s("recovery-citizens-most", "number", text(most)),
        },
        minutes,
        ticks: ticks(t, minutes),
        points: course.citizens.iter().map(|(minute, number)| (*minute, amount(*number))).collect(),
    };
    charts::steps(&chart, &Theme { width: 980.0, text: 13.0 })
}

/// The order in time, asset by asset; the chain that decides the length stands out.
pub(super) fn order(t: Tr, content: &PlanContent) -> Lanes {
    let minutes = content.length.saturating_add(content.length / 20).max(60);
    let mut first: Vec<(u32, usize)> = Vec::new();
    for step in &content.steps {
        match first.iter_mut().find(|(_, asset)| *asset == step.asset) {
            Some((start, _)) => *start = (*start).min(step.start),
            None => first.push((step.start, step.asset)),
        }
    }
    first.sort_unstable();
    let lane = |asset: usize| {
        let of = content.steps.iter().enumerate().filter(|(_, step)| step.asset == asset);
        let mut stretches: Vec<Stretch> = of
            .clone()
            .flat_map(|(at, step)| {
                let face = if content.critical.contains(&at) { Face::Full } else { Face::Plain };
                step.work.iter().map(move |one| Stretch { from: one.from, until: one.until, face, text: String::new() })
            })
            .collect();
        stretches.sort_by_key(|one| (one.from, one.until));
        if let Some(last) = stretches.last_mut() {
            last.text = content.assets[asset].back.map(|back| span(t, back)).unwrap_or_default();
        }
        let known = &content.assets[asset];
        let label = if known.name.is_empty() { t.get("recovery-hidden-asset") } else { known.name.clone() };
        let is_strong = of.clone().any(|(at, _)| content.critical.contains(&at));
        Lane { label, is_strong, stretches, ..Lane::default() }
    };
    Lanes {
        naming: Naming {
            id: "order".into(),
            title: t.get("recovery-order-chart"),
            description: t.s("recovery-order-chart-about", "time", span(t, content.length)),
        },
        minutes,
        ticks: ticks(t, minutes),
        legend: vec![(Face::Full, t.get("recovery-critical")), (Face::Plain, t.get("recovery-other-work"))],
        promise_legend: Default::default(),
        lanes: first.into_iter().map(|(_, asset)| lane(asset)).collect(),
    }
}
