//! Maturity over time: answered so far, expected from here, against the target.

use time::Date;

use super::bars::share;
use super::canvas::{Anchor, Canvas, Stroke, Type};
use super::measure_text::width;
use super::timeline::Timeline;
use super::{Amount, Naming, Theme};
use crate::palette::{EMBER, INK, MATURITY, MUTED, RULE};

/// From this date on the value holds, until the next point.
#[derive(Debug, Clone, PartialEq)]
pub struct StepPoint {
    /// The first day of the value.
    pub date: Date,
    /// The value.
    pub amount: Amount,
}

/// A step line with history and expectation.
#[derive(Debug, Clone, PartialEq)]
pub struct Projection {
    /// Title and description.
    pub naming: Naming,
    /// The end of the scale, for example 5.0.
    pub maximum: f64,
    /// First day on the axis.
    pub from: Date,
    /// Last day on the axis.
    pub until: Date,
    /// Where history ends and expectation begins.
    pub today: Date,
    /// "i dag".
    pub today_label: String,
    /// What was answered, in order of date.
    pub history: Vec<StepPoint>,
    /// What is expected, in order of date, from `today` on.
    pub expected: Vec<StepPoint>,
    /// The target, with its label: "mål 3,2".
    pub target: Option<Amount>,
}

struct Plot {
    line: Timeline,
    top: f64,
    height: f64,
    maximum: f64,
}

impl Plot {
    fn y(&self, value: f64) -> f64 {
        self.top + (1.0 - share(value, self.maximum)) * self.height
    }
}

/// Draws the step line: history solid, expectation dotted, target dashed.
#[must_use]
pub fn projection(chart: &Projection, theme: &Theme) -> String {
    let mut canvas = Canvas::new(&chart.naming);
    let size = theme.text;
    let left = size * 1.4;
    let end_label = chart.expected.last().or(chart.history.last()).map_or(0.0, |point| width(&point.amount.text, size));
    let plot = Plot {
        line: Timeline::new(chart.from, chart.until, left, theme.width - left - end_label - size * 1.2),
        top: size * 1.4,
        height: (theme.width * 0.34).max(size * 8.0),
        maximum: chart.maximum,
    };
    let bottom = plot.top + plot.height;
    draw_axes(&mut canvas, chart, &plot, size);
    if let Some(target) = &chart.target {
        let y = plot.y(target.value);
        canvas.line((left, y), (plot.line.x(chart.until), y), Stroke { colour: EMBER, width: 1.6, dash: "6 4" });
        canvas.text((left + 3.0, y - size * 0.4), &target.text, Type::new(size, EMBER));
    }
    let past = steps(&chart.history, &plot, chart.today);
    canvas.polyline(&past, false, Stroke::solid(MATURITY[5], 2.4));
    let now = past.last().copied();
    let mut coming: Vec<(f64, f64)> = now.into_iter().collect();
    for (x, y) in steps(&chart.expected, &plot, chart.until) {
        if let Some(previous) = coming.last().copied() {
            coming.push((x, previous.1));
        }
        coming.push((x, y));
    }
    canvas.polyline(&coming, false, Stroke { colour: MATURITY[5], width: 2.4, dash: "1.5 4" });
    if let (Some(point), Some(last)) = (now, chart.history.last()) {
        canvas.circle(point, size * 0.36, MATURITY[5]);
        canvas.text(
            (point.0, point.1 - size * 0.7),
            &last.amount.text,
            Type::new(size, INK).at(Anchor::Middle).strong(),
        );
    }
    draw_step_labels(&mut canvas, chart, &plot, size);
    canvas.finish(&chart.naming, theme.width, bottom + size * 2.0)
}

/// The corners of a step line up to a last date.
fn steps(points: &[StepPoint], plot: &Plot, until: Date) -> Vec<(f64, f64)> {
    let mut corners: Vec<(f64, f64)> = Vec::new();
    for point in points.iter().filter(|point| point.date <= until) {
        let x = plot.line.x(point.date);
        if let Some(previous) = corners.last().copied() {
            corners.push((x, previous.1));
        }
        corners.push((x, plot.y(point.amount.value)));
    }
    if let Some(last) = corners.last().copied() {
        corners.push((plot.line.x(until), last.1));
    }
    corners
}

fn draw_axes(canvas: &mut Canvas, chart: &Projection, plot: &Plot, size: f64) {
    let (left, right) = (plot.line.x(chart.from), plot.line.x(chart.until));
    let bottom = plot.top + plot.height;
    let small = Type::new(size * 0.9, MUTED);
    let mut level = 0.0;
    while level <= chart.maximum && level <= 10.0 {
        let y = plot.y(level);
        canvas.line((left, y), (right, y), Stroke::solid(RULE, if level > 0.0 { 0.6 } else { 1.0 }));
        canvas.text((left - size * 0.4, y + size * 0.32), &format!("{level:.0}"), small.at(Anchor::End));
        level += 1.0;
    }
    let today = plot.line.x(chart.today);
    let half = width(&chart.today_label, size) / 2.0 + size * 0.8;
    for (date, quarter) in plot.line.quarters() {
        let x = plot.line.x(date);
        let is_year = quarter == 1;
        canvas.line((x, bottom), (x, bottom + if is_year { 5.0 } else { 3.0 }), Stroke::solid(MUTED, 0.8));
        let year = date.year().to_string();
        let reach = width(&year, size * 0.9) / 2.0;
        if is_year && (x - today).abs() > half + reach && x + reach < right + size * 2.0 {
            canvas.text((x, bottom + size * 1.4), &year, small.at(Anchor::Middle));
        }
    }
    canvas.line((today, plot.top), (today, bottom + 5.0), Stroke { colour: MUTED, width: 0.9, dash: "2 3" });
    canvas.text(
        (today, bottom + size * 1.4),
        &chart.today_label,
        Type::new(size * 0.9, INK).at(Anchor::Middle).strong(),
    );
}

/// The value after each expected step where there is room, and always the last.
fn draw_step_labels(canvas: &mut Canvas, chart: &Projection, plot: &Plot, size: f64) {
    let right = plot.line.x(chart.until);
    let mut free_from = plot.line.x(chart.today) + size * 2.2;
    let Some((last, others)) = chart.expected.split_last() else { return };
    for point in others {
        let x = plot.line.x(point.date);
        let room = width(&point.amount.text, size * 0.9);
        if x >= free_from && x + room + size < plot.line.x(last.date).min(right) {
            canvas.text(
                (x + 2.0, plot.y(point.amount.value) + size * 1.15),
                &point.amount.text,
                Type::new(size * 0.9, MUTED),
            );
            free_from = x + room + size * 0.8;
        }
    }
    let y = plot.y(last.amount.value);
    canvas.text((right + size * 0.5, y + size * 0.34), &last.amount.text, Type::new(size, INK).strong());
}
