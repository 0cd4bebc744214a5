//! A small line without axes.

use super::bars::share;
use super::canvas::{Canvas, Stroke, Type};
use super::measure_text::width;
use super::{Amount, Naming, Theme};
use crate::palette::{EMBER, INK, MATURITY};

/// A few values in order, evenly spaced.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Sparkline {
    /// Title and description.
    pub naming: Naming,
    /// The end of the scale.
    pub maximum: f64,
    /// The values; `None` breaks the line.
    pub values: Vec<Option<f64>>,
    /// Text after the last value.
    pub last_text: String,
    /// A dashed line, if there is a target.
    pub target: Option<Amount>,
}

/// Draws the line, three text heights tall, with the last value in figures.
#[must_use]
pub fn sparkline(chart: &Sparkline, theme: &Theme) -> String {
    let mut canvas = Canvas::new(&chart.naming);
    let size = theme.text;
    let (top, height) = (size * 0.5, size * 2.2);
    let right = theme.width - width(&chart.last_text, size) * 1.06 - size;
    let y = |value: f64| top + (1.0 - share(value, chart.maximum)) * height;
    if let Some(target) = &chart.target {
        canvas.line(
            (0.0, y(target.value)),
            (right, y(target.value)),
            Stroke { colour: EMBER, width: 1.2, dash: "4 3" },
        );
    }
    let gaps = f64::from(u32::try_from(chart.values.len().saturating_sub(1)).unwrap_or(u32::MAX)).max(1.0);
    let mut run: Vec<(f64, f64)> = Vec::new();
    let mut last = None;
    for (index, value) in (0_u32..).zip(chart.values.iter().chain(std::iter::once(&None))) {
        match value {
            Some(value) => {
                let point = (2.0 + f64::from(index) / gaps * (right - 4.0), y(*value));
                run.push(point);
                last = Some(point);
            }
            None => {
                if run.len() > 1 {
                    canvas.polyline(&run, false, Stroke::solid(MATURITY[5], 2.0));
                }
                run.clear();
            }
        }
    }
    if let Some(point) = last {
        canvas.circle(point, size * 0.25, MATURITY[5]);
        canvas.text((right + size * 0.5, point.1 + size * 0.34), &chart.last_text, Type::new(size, INK).strong());
    }
    canvas.finish(&chart.naming, theme.width, top * 2.0 + height)
}
