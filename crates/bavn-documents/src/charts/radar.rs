//! The shape of areas against their targets.

use std::f64::consts::{FRAC_PI_2, TAU};

use super::bars::share;
use super::canvas::{Canvas, Stroke, Type};
use super::measure_text::width;
use super::radar_labels as labels;
use super::{Amount, Naming, Theme};
use crate::palette::{EMBER, INK, MATURITY, MUTED, RULE};

/// One axis of the radar.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Axis {
    /// Short name; long ones wrap to two lines.
    pub label: String,
    /// How it stands; `None` leaves a gap and writes [`Radar::missing`].
    pub value: Option<Amount>,
    /// Where it should stand.
    pub target: Option<Amount>,
}

/// A radar of 3 to 20 axes, clockwise from the top.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Radar {
    /// Title and description.
    pub naming: Naming,
    /// The end of the scale, for example 5.0; a ring is drawn at each whole number.
    pub maximum: f64,
    /// The axes.
    pub axes: Vec<Axis>,
    /// Name of the values: "Nu".
    pub value_label: String,
    /// Name of the targets: "Mål".
    pub target_label: String,
    /// In place of a missing value: "ikke vurderet".
    pub missing: String,
}

struct Plot {
    centre: (f64, f64),
    radius: f64,
    count: f64,
}

impl Plot {
    fn angle(&self, index: f64) -> f64 {
        TAU * index / self.count.max(1.0) - FRAC_PI_2
    }

    fn point(&self, index: f64, share: f64) -> (f64, f64) {
        let angle = self.angle(index);
        (self.centre.0 + angle.cos() * self.radius * share, self.centre.1 + angle.sin() * self.radius * share)
    }
}

/// Draws the radar; a missing value breaks the line. With more than a dozen axes it wants a width of 440 px or more.
#[must_use]
pub fn radar(chart: &Radar, theme: &Theme) -> String {
    let mut canvas = Canvas::new(&chart.naming);
    let size = theme.text;
    let label_limit = (theme.width * 0.24).min(size * 11.0);
    let radius = (theme.width / 2.0 - label_limit - size * 0.8).max(size * 3.0);
    let count = f64::from(u32::try_from(chart.axes.len()).unwrap_or(u32::MAX));
    let mut plot = Plot { centre: (theme.width / 2.0, 0.0), radius, count };
    let labels = labels::place(chart, |index| plot.angle(index), (radius, size, label_limit));
    let highest = labels.iter().map(|label| label.top).fold(-radius, f64::min);
    let lowest = labels.iter().map(|label| label.top + label.height).fold(radius, f64::max);
    plot.centre.1 = size * 0.3 - highest;

    draw_grid(&mut canvas, chart, &plot, size);
    let targets: Vec<(f64, f64)> = indexed(chart)
        .filter_map(|(index, axis)| {
            axis.target.as_ref().map(|target| plot.point(index, share(target.value, chart.maximum)))
        })
        .collect();
    canvas.polyline(&targets, true, Stroke { colour: EMBER, width: 1.6, dash: "5 3" });
    draw_values(&mut canvas, chart, &plot, size);
    for label in &labels {
        label.draw(&mut canvas, plot.centre, size);
    }
    let legend = plot.centre.1 + lowest + size * 1.8;
    draw_legend(&mut canvas, chart, legend, (theme.width, size));
    canvas.finish(&chart.naming, theme.width, legend + size * 0.7)
}

pub(super) fn indexed(chart: &Radar) -> impl Iterator<Item = (f64, &Axis)> {
    (0_u32..).map(f64::from).zip(&chart.axes)
}

fn draw_grid(canvas: &mut Canvas, chart: &Radar, plot: &Plot, size: f64) {
    let mut ring = 1.0;
    while ring <= chart.maximum && ring <= 10.0 {
        let points: Vec<(f64, f64)> =
            indexed(chart).map(|(index, _)| plot.point(index, share(ring, chart.maximum))).collect();
        canvas.polyline(&points, true, Stroke::solid(RULE, 0.7));
        ring += 1.0;
    }
    for (index, _) in indexed(chart) {
        canvas.line(plot.centre, plot.point(index, 1.0), Stroke::solid(RULE, 0.6));
    }
    let mut ring = 1.0;
    while ring <= chart.maximum && ring <= 10.0 {
        let at = plot.point(0.0, share(ring, chart.maximum));
        canvas.text((at.0 + 2.5, at.1 + size * 0.3), &format!("{ring:.0}"), Type::new(size * 0.76, MUTED));
        ring += 1.0;
    }
}

fn draw_values(canvas: &mut Canvas, chart: &Radar, plot: &Plot, size: f64) {
    let points: Vec<Option<(f64, f64)>> = indexed(chart)
        .map(|(index, axis)| axis.value.as_ref().map(|value| plot.point(index, share(value.value, chart.maximum))))
        .collect();
    let next = points.iter().cycle().skip(1);
    for pair in points.iter().zip(next) {
        if let (Some(one), Some(two)) = pair {
            canvas.area(&[plot.centre, *one, *two], MATURITY[3], "0.3");
            canvas.line(*one, *two, Stroke::solid(MATURITY[5], 2.0));
        }
    }
    for point in points.iter().flatten() {
        canvas.circle(*point, size * 0.22, MATURITY[5]);
    }
}

fn draw_legend(canvas: &mut Canvas, chart: &Radar, baseline: f64, (full, size): (f64, f64)) {
    let (sample, gap) = (size * 2.0, size * 0.5);
    let one = width(&chart.value_label, size);
    let all = one + width(&chart.target_label, size) + 2.0 * (sample + gap) + size * 1.6;
    let left = (full - all) / 2.0;
    let middle = baseline - size * 0.32;
    canvas.line((left, middle), (left + sample, middle), Stroke::solid(MATURITY[5], 2.0));
    canvas.circle((left + sample / 2.0, middle), size * 0.22, MATURITY[5]);
    canvas.text((left + sample + gap, baseline), &chart.value_label, Type::new(size, INK));
    let left = left + sample + gap + one + size * 1.6;
    canvas.line((left, middle), (left + sample, middle), Stroke { colour: EMBER, width: 1.6, dash: "5 3" });
    canvas.text((left + sample + gap, baseline), &chart.target_label, Type::new(size, EMBER));
}
