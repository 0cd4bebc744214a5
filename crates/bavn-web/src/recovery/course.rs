//! What falls when.

use super::{
    charts,
    show::Head,
    words::{moment, span},
};
use crate::kit::{Layout, PageResult, Place, Tr, User, format, html};
use askama::Template;
use axum::extract::{Path, Query};
use bavn_app::recovery::{self, Course, CourseTask};
use bavn_core::{continuity::Spans, ids::ScenarioId};
use serde::Deserialize;
use uuid::Uuid;

#[derive(Debug, Default, Deserialize)]
pub(super) struct Wanted {
    #[serde(default)]
    genopret: String,
}

#[derive(Template)]
#[template(path = "recovery/course.html")]
struct CoursePage {
    layout: Layout,
    t: Tr,
    head: Head,
    heading: String,
    lead: String,
    path: String,
    is_restored: bool,
    assets: usize,
    chart: String,
    citizens_chart: Option<String>,
    is_cut: bool,
    rows: Vec<Row>,
    units: Vec<UnitRow>,
    citizens: Vec<(String, String)>,
}

struct Row {
    path: Option<String>,
    name: String,
    unit: String,
    stops: String,
    when: String,
    bridged: String,
    down: String,
    citizens: String,
    promise: String,
    is_late: bool,
}

struct UnitRow {
    name: String,
    stop: String,
    first: String,
    citizens: String,
}

pub(super) async fn show(user: User, Path(id): Path<Uuid>, Query(wanted): Query<Wanted>) -> PageResult {
    let t = user.t;
    let is_restored = wanted.genopret == "ja";
    let course = recovery::scenario_course(&user.app, &user.ctx, ScenarioId(id), is_restored).await?;
    let stopping = course.stopping().count();
    let first = course.stopping().filter_map(|task| task.outage.down.first()).min();
    let heading = match first {
        Some(first) if stopping > 0 => t.s3(
            "recovery-course-heading",
            ("n", &stopping.to_string()),
            ("all", &course.all_tasks.to_string()),
            ("time", &super::words::after(t, first)),
        ),
        _ => t.get("recovery-course-nothing"),
    };
    let whole = |number: u64| format::whole(t.lang(), i64::try_from(number).unwrap_or(i64::MAX));
    let lead = t.s3(
        "recovery-course-lead",
        ("moment", &moment(t, course.starts, 0)),
        ("n", &course.assets.to_string()),
        ("horizon", &span(t, course.horizon)),
    );
    let has_citizens = course.citizens.iter().any(|(_, number)| *number > 0);
    let path = format!("/genopretning/scenarier/{id}/forloeb");
    let (chart, is_cut) = match course.tasks.as_slice() {
        [] => (String::new(), false),
        _ => charts::course(t, &course, |task| name(t, task)),
    };
    html(&CoursePage {
        layout: user.layout(Place::Recovery, heading.clone()),
        head: Head::new(&course.scenario, "course"),
        heading,
        lead,
        path,
        is_restored,
        assets: course.assets,
        chart,
        citizens_chart: has_citizens.then(|| charts::citizens(t, &course)),
        is_cut,
        rows: course.tasks.iter().map(|task| row(t, &course, task)).collect(),
        units: course
            .units
            .iter()
            .map(|unit| UnitRow {
                name: unit_name(t, &unit.name),
                stop: t.s2("recovery-of", "n", unit.stop, "all", unit.tasks),
                first: span(t, unit.first),
                citizens: if unit.citizens == 0 { String::new() } else { whole(unit.citizens) },
            })
            .collect(),
        citizens: course
            .citizens
            .iter()
            .map(|(minute, number)| (super::words::after(t, *minute), whole(*number)))
            .collect(),
        t,
    })
}

pub(super) fn unit_name(t: Tr, name: &str) -> String {
    if name.is_empty() { t.get("recovery-whole-municipality") } else { name.to_owned() }
}

fn name(t: Tr, task: &CourseTask) -> String {
    if task.name.is_empty() { t.get("recovery-hidden-task") } else { format!("{} {}", task.code, task.name) }
}

fn row(t: Tr, course: &Course, task: &CourseTask) -> Row {
    let outage = &task.outage;
    let total = |spans: &Spans| if spans.is_empty() { String::new() } else { span(t, spans.minutes()) };
    let first = outage.down.first();
    let longest = outage.down.longest();
    let is_open = outage.down.iter().any(|one| one.until >= course.horizon);
    let past = |allowed: Option<u32>| allowed.is_some_and(|allowed| longest > allowed);
    let (promise, is_late) = match first {
        None => (t.get("recovery-carried"), false),
        Some(_) if past(task.mtpd) => (t.get("recovery-past-mtpd"), true),
        Some(_) if past(task.rto) => (t.get("recovery-past-rto"), true),
        // Nothing is promised.
        Some(_) if task.rto.is_none() && task.mtpd.is_none() => (String::new(), false),
        Some(_) => (t.get("recovery-kept"), false),
    };
    Row {
        path: task.id.map(|id| format!("/konsekvensanalyse/{id}")),
        name: name(t, task),
        unit: unit_name(t, &task.unit),
        stops: first.map(|minute| super::words::after(t, minute)).unwrap_or_default(),
        when: first.map(|minute| moment(t, course.starts, minute)).unwrap_or_default(),
        bridged: total(&outage.bridging),
        down: if is_open { t.s("recovery-at-least", "time", total(&outage.down)) } else { total(&outage.down) },
        citizens: task
            .citizens
            .map(|number| format::whole(t.lang(), i64::try_from(number).unwrap_or(i64::MAX)))
            .unwrap_or_default(),
        promise,
        is_late,
    }
}
