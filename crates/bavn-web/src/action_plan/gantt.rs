//! The measures in time.

use super::{
    empty,
    head::Head,
    parts::current,
    row::{Row, Slip, slips},
};
use crate::kit::{Layout, PageResult, Place, Tr, User, format, html};
use askama::Template;
use bavn_app::action_plan::{PlanView, measure_code};
use bavn_core::measure::State;
use bavn_documents::charts::{self, Gantt, GanttRow, GanttState, Naming, Theme};

#[derive(Template)]
#[template(path = "action_plan/gantt.html")]
struct GanttPage {
    layout: Layout,
    t: Tr,
    head: Head,
    heading: String,
    lead: String,
    slips: Vec<Slip>,
    span: String,
    chart: String,
    rows: Vec<Row>,
}

pub(super) async fn show(user: User) -> PageResult {
    let Some(view) = current(&user).await? else { return empty::page(&user) };
    let t = user.t;
    let slips = slips(t, &view);
    let late = view.schedule.late();
    let heading = match late.first() {
        Some(worst) => {
            let name = view.measure(worst.id).map(|(measure, _)| measure.facts.title.clone()).unwrap_or_default();
            t.s2("plan-gantt-late", "title", name, "n", worst.slip_days)
        }
        None => t.get("plan-gantt-on-time"),
    };
    let places: Vec<usize> = view.gantt.iter().filter_map(|row| view.place_of(row.measure)).collect();
    let (from, until) = span(&view);
    let ends = [format::quarter(t.lang(), from), format::quarter(t.lang(), until)];
    let span = t.s2("plan-span", "from", &ends[0], "to", &ends[1]);
    html(&GanttPage {
        layout: user.layout(Place::ActionPlan, heading.clone()),
        t,
        head: Head::new(&view, "gantt", false),
        lead: t.n("plan-gantt-lead", late.len()),
        chart: if view.gantt.is_empty() { String::new() } else { chart(t, &view, &heading, &span) },
        heading,
        slips,
        span,
        rows: places.into_iter().map(|at| Row::of(t, &view, at)).collect(),
    })
}

/// The first and last day of the axis.
fn span(view: &PlanView) -> (time::Date, time::Date) {
    let first = view.gantt.iter().map(|row| row.start.min(row.expected_start)).min();
    let last = view.gantt.iter().map(|row| row.finish.max(row.expected_finish)).max();
    (first.unwrap_or(view.plan.starts_on), last.unwrap_or(view.plan.ends_on))
}

fn chart(t: Tr, view: &PlanView, heading: &str, description: &str) -> String {
    let (from, until) = span(view);
    let row = |row: &bavn_core::action_plan::GanttRow| GanttRow {
        label: format!("{} {}", measure_code(row.number), row.label),
        start: Some(row.start),
        finish: Some(row.finish),
        expected_finish: Some(row.expected_finish),
        state: match row.state {
            State::Done => GanttState::Done,
            State::InProgress => GanttState::Active,
            State::Proposed | State::Approved | State::Dropped => GanttState::Planned,
        },
        progress: row.progress,
        is_late: row.is_late,
        depends_on: row.depends_on.clone(),
    };
    let chart = Gantt {
        naming: Naming { id: "gantt".into(), title: heading.to_owned(), description: description.to_owned() },
        from,
        until,
        today: view.today(),
        today_label: t.get("plan-today"),
        quarter_prefix: t.get("plan-quarter-prefix"),
        late_label: t.get("plan-late"),
        no_dates: t.get("plan-no-dates"),
        draws_dependencies: true,
        rows: view.gantt.iter().map(row).collect(),
    };
    charts::gantt(&chart, &Theme { width: 980.0, text: 13.0 })
}
