//! The time plan: bars on a quarter axis, lateness marked.

use time::Date;

use super::canvas::{Anchor, Canvas, Stroke, Type};
use super::gantt_axis::draw_axis;
use super::measure_text::{width, wrap};
use super::timeline::Timeline;
use super::{Naming, Theme};
use crate::palette::{EMBER, INK, MATURITY, MUTED, PAPER, RULE, TRACK};

/// How far a measure is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum GanttState {
    /// Not begun: pale bar with outline.
    #[default]
    Planned,
    /// Under way: the part done is deep.
    Active,
    /// Done: deep bar with a tick.
    Done,
}

/// One bar.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct GanttRow {
    /// Number and short title.
    pub label: String,
    /// First day; `None` with or without `finish` shows [`Gantt::no_dates`].
    pub start: Option<Date>,
    /// Planned last day.
    pub finish: Option<Date>,
    /// Expected last day, where predecessors push it.
    pub expected_finish: Option<Date>,
    /// How far it is.
    pub state: GanttState,
    /// Part done in percent, 0..=100.
    pub progress: u8,
    /// Past its planned finish, or expected to be.
    pub is_late: bool,
    /// Positions in [`Gantt::rows`] of what must finish first; a position outside is ignored.
    pub depends_on: Vec<usize>,
}

/// A time plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gantt {
    /// Title and description.
    pub naming: Naming,
    /// First day on the axis.
    pub from: Date,
    /// Last day on the axis.
    pub until: Date,
    /// Drawn as a line if it lies on the axis.
    pub today: Date,
    /// "i dag".
    pub today_label: String,
    /// Before the number of a quarter: "K".
    pub quarter_prefix: String,
    /// Beside a late bar: "forsinket".
    pub late_label: String,
    /// In place of a bar: "uden datoer".
    pub no_dates: String,
    /// Whether arrows show what waits for what.
    pub draws_dependencies: bool,
    /// The bars.
    pub rows: Vec<GanttRow>,
}

/// Draws all rows in one chart; its height grows with them.
#[must_use]
pub fn gantt(chart: &Gantt, theme: &Theme) -> String {
    draw(chart, theme, 0, chart.rows.len(), &chart.naming)
}

/// Draws the rows over several charts of at most `rows_per_page` (at least 1) each, for paper.
///
/// Arrows between pages are left out. An empty plan gives no page.
#[must_use]
pub fn gantt_pages(chart: &Gantt, theme: &Theme, rows_per_page: usize) -> Vec<String> {
    let step = rows_per_page.max(1);
    (0..chart.rows.len())
        .step_by(step)
        .map(|first| {
            let naming = Naming { id: format!("{}-{first}", chart.naming.id), ..chart.naming.clone() };
            draw(chart, theme, first, (first + step).min(chart.rows.len()), &naming)
        })
        .collect()
}

struct Plot {
    line: Timeline,
    first: usize,
    top: f64,
    row: f64,
    size: f64,
    late_hatch: String,
}

impl Plot {
    fn middle(&self, index: usize) -> f64 {
        let position = u32::try_from(index.saturating_sub(self.first)).unwrap_or(u32::MAX);
        self.top + (f64::from(position) + 0.5) * self.row
    }
}

fn draw(chart: &Gantt, theme: &Theme, first: usize, end: usize, naming: &Naming) -> String {
    let mut canvas = Canvas::new(naming);
    let size = theme.text;
    let rows = chart.rows.get(first..end).unwrap_or_default();
    let widest = chart.rows.iter().map(|row| width(&row.label, size) * 1.03).fold(0.0, f64::max);
    let left = widest.min(theme.width * 0.36) + size;
    let late_room = width(&chart.late_label, size * 0.86) + size;
    let plot = Plot {
        line: Timeline::new(chart.from, chart.until, left, (theme.width - left - late_room).max(40.0)),
        first,
        top: size * 3.3,
        row: size * 1.9,
        size,
        late_hatch: canvas.hatch("late", EMBER, PAPER),
    };
    let bottom = plot.top + plot.row * f64::from(u32::try_from(rows.len()).unwrap_or(u32::MAX));
    for index in (first..end).filter(|index| (index - first) % 2 == 1) {
        canvas.rect((0.0, plot.middle(index) - plot.row / 2.0), (theme.width, plot.row), &TRACK.tint(45).hex(), 0.0);
    }
    draw_axis(&mut canvas, chart, &plot.line, (plot.top, bottom), size);
    if chart.draws_dependencies {
        for (index, row) in (first..end).zip(rows) {
            for before in row.depends_on.iter().filter(|before| (first..end).contains(before)) {
                draw_arrow(&mut canvas, chart, &plot, *before, index);
            }
        }
    }
    for (index, row) in (first..end).zip(rows) {
        let middle = plot.middle(index);
        for line in wrap(&row.label, size, left - size, 1) {
            canvas.text((0.0, middle + size * 0.34), &line, Type::new(size, INK));
        }
        draw_row(&mut canvas, chart, row, &plot, middle);
    }
    canvas.finish(naming, theme.width, bottom + size * 0.6)
}

fn draw_row(canvas: &mut Canvas, chart: &Gantt, row: &GanttRow, plot: &Plot, middle: f64) {
    let size = plot.size;
    let (Some(start), Some(finish)) = (row.start, row.finish) else {
        let at = plot.line.x(chart.from) + 4.0;
        canvas.text((at, middle + size * 0.32), &chart.no_dates, Type::new(size * 0.9, MUTED));
        return;
    };
    let (from, until) = (plot.line.x(start), plot.line.x(finish));
    let length = (until - from).max(3.0);
    let thick = size * 0.95;
    let corner = (from, middle - thick / 2.0);
    let outline = Stroke::solid(MATURITY[5], 0.9);
    match row.state {
        GanttState::Planned => canvas.rect(corner, (length, thick), &MATURITY[1].hex(), 1.5),
        GanttState::Active => {
            canvas.rect(corner, (length, thick), &MATURITY[2].hex(), 1.5);
            canvas.rect(corner, (length * f64::from(row.progress.min(100)) / 100.0, thick), &MATURITY[4].hex(), 1.5);
        }
        GanttState::Done => canvas.rect(corner, (length, thick), &MATURITY[5].hex(), 1.5),
    }
    canvas.frame(corner, (length, thick), outline);
    if row.state == GanttState::Done {
        let tick = [(from + 3.0, middle), (from + 5.5, middle + 2.5), (from + 10.0, middle - 2.8)];
        if length > 13.0 {
            canvas.polyline(&tick, false, Stroke::solid(PAPER, 1.6));
        }
    }
    let mut end = from + length;
    if let Some(expected) = row.expected_finish.filter(|expected| *expected > finish) {
        let late_until = plot.line.x(expected).max(end + 2.0);
        canvas.rect((end, middle - thick / 2.0), (late_until - end, thick), &plot.late_hatch, 0.0);
        canvas.frame((end, middle - thick / 2.0), (late_until - end, thick), Stroke::solid(EMBER, 0.9));
        end = late_until;
    }
    if row.is_late {
        canvas.text(
            (end + size * 0.4, middle + size * 0.32),
            &chart.late_label,
            Type::new(size * 0.86, EMBER).strong(),
        );
    }
}

/// From the end of one bar down or up to the start of another.
fn draw_arrow(canvas: &mut Canvas, chart: &Gantt, plot: &Plot, before: usize, after: usize) {
    let end_of = |row: &GanttRow| row.expected_finish.max(row.finish);
    let Some(from) = chart.rows.get(before).and_then(end_of) else { return };
    let Some(until) = chart.rows.get(after).and_then(|row| row.start) else { return };
    let (x1, y1) = (plot.line.x(from), plot.middle(before));
    let (x2, y2) = (plot.line.x(until), plot.middle(after));
    let turn = x1 + plot.size * 0.35;
    let stroke = Stroke::solid(MUTED, 0.9);
    let lane = if y2 > y1 { y2 - plot.row * 0.5 } else { y2 + plot.row * 0.5 };
    let path = if turn <= x2 - 4.0 {
        vec![(x1, y1), (turn, y1), (turn, y2), (x2, y2)]
    } else {
        vec![(x1, y1), (turn, y1), (turn, lane), (x2 - plot.size * 0.6, lane), (x2 - plot.size * 0.6, y2), (x2, y2)]
    };
    canvas.polyline(&path, false, stroke);
    canvas.area(&[(x2, y2), (x2 - 4.5, y2 - 2.6), (x2 - 4.5, y2 + 2.6)], MUTED, "1");
}

/// Where the label of today stands.
pub(super) const fn today_anchor(is_near_end: bool) -> Anchor {
    if is_near_end { Anchor::End } else { Anchor::Middle }
}

/// Colour of the grid.
pub(super) const GRID: Stroke = Stroke::solid(RULE, 0.6);
