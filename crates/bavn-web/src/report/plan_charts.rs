//! The charts of a plan document.

use super::memo_document::{amount, score};
use crate::kit::{Tr, format};
use bavn_core::{
    measure::State,
    report::{PlanFigures, PointFigure},
};
use bavn_documents::{
    Figure, FigureTable,
    charts::{Amount, Gantt, GanttRow, GanttState, Naming, Projection, StepPoint, Theme, gantt_pages, projection},
};
use std::collections::HashMap;

/// Rows of the Gantt chart on one landscape page.
const ROWS: usize = 26;

/// Expected maturity over time; `None` when there is no analysis to start from.
pub(super) fn projection_figure(t: Tr, figures: &PlanFigures) -> Option<Figure> {
    let lang = t.lang();
    let now = figures.history.last()?;
    let title = match figures.reached_on {
        Some(date) => t.s("report-doc-reached", "when", format::quarter(lang, date)),
        None => t.get("report-doc-not-reached"),
    };
    let end = figures.expected.last().unwrap_or(now);
    let alt = t.s3(
        "report-doc-projection-alt",
        ("from", &score(lang, now.total)),
        ("to", &score(lang, end.total)),
        ("when", &format::quarter(lang, end.date)),
    );
    let point = |point: &PointFigure| StepPoint { date: point.date, amount: amount(lang, point.total) };
    let chart = Projection {
        naming: Naming { id: "projection".to_owned(), title: title.clone(), description: alt.clone() },
        maximum: 5.0,
        from: figures.history.first().map_or(figures.starts_on, |first| first.date.min(figures.starts_on)),
        until: figures.ends_on.max(end.date),
        today: figures.drawn_up_on,
        today_label: t.get("report-doc-today"),
        history: figures.history.iter().map(point).collect(),
        expected: figures.expected.iter().map(point).collect(),
        target: figures.target.map(|target| {
            Amount::new(f64::from(target) / 10.0, t.s("report-doc-target-line", "target", score(lang, target)))
        }),
    };
    let row = |point: &PointFigure| vec![format::short_date(lang, point.date), score(lang, point.total)];
    let table = FigureTable {
        head: vec![t.get("report-doc-date"), t.get("report-doc-projection")],
        rows: figures.history.iter().chain(&figures.expected).map(row).collect(),
    };
    Some(Figure { svg: projection(&chart, &Theme::PAGE), title, alt, table: Some(table) })
}

/// The time plan, one figure for each landscape page.
pub(super) fn gantt_figures(t: Tr, figures: &PlanFigures) -> Vec<Figure> {
    let shown: Vec<_> = figures.measures.iter().filter(|measure| measure.state != State::Dropped).collect();
    if shown.is_empty() {
        return Vec::new();
    }
    let places: HashMap<u32, usize> = shown.iter().enumerate().map(|(at, measure)| (measure.number, at)).collect();
    let late = shown.iter().filter(|measure| measure.is_late).count();
    let title = t.n("report-doc-gantt-title", late);
    let description = t.n("report-doc-gantt-alt", shown.len());
    let until = shown.iter().map(|measure| measure.expected_finish.max(measure.finish)).max();
    let from = shown.iter().map(|measure| measure.start).min();
    let row = |measure: &&bavn_core::report::MeasureFigure| GanttRow {
        label: format!("{} {}", bavn_app::action_plan::measure_code(measure.number), measure.title),
        start: Some(measure.start),
        finish: Some(measure.finish),
        expected_finish: measure.is_late.then_some(measure.expected_finish),
        state: match measure.state {
            State::Done => GanttState::Done,
            State::InProgress => GanttState::Active,
            State::Proposed | State::Approved | State::Dropped => GanttState::Planned,
        },
        progress: measure.progress,
        is_late: measure.is_late,
        depends_on: measure.depends_on.iter().filter_map(|number| places.get(number).copied()).collect(),
    };
    let chart = Gantt {
        naming: Naming { id: "gantt".to_owned(), title: title.clone(), description: description.clone() },
        from: from.map_or(figures.starts_on, |from| from.min(figures.starts_on)),
        until: until.map_or(figures.ends_on, |until| until.max(figures.ends_on)),
        today: figures.drawn_up_on,
        today_label: t.get("report-doc-today"),
        quarter_prefix: t.get("report-doc-quarter-prefix"),
        late_label: t.get("report-doc-late-mark"),
        no_dates: t.get("report-doc-not-set"),
        draws_dependencies: true,
        rows: shown.iter().map(row).collect(),
    };
    let pages = gantt_pages(&chart, &Theme::LANDSCAPE, ROWS);
    let figure = |svg| Figure { svg, title: title.clone(), alt: description.clone(), table: None };
    pages.into_iter().map(figure).collect()
}
