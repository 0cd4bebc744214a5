//! A number that changes by steps over hours: how many citizens are hit.

use super::canvas::{Anchor, Canvas, Stroke, Type};
use super::measure_text::width;
use super::{Amount, Naming, Theme};
use crate::palette::{INK, MATURITY, MUTED, RULE};

/// A number over time.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Steps {
    /// Title and description.
    pub naming: Naming,
    /// Minutes on the axis, at least 1.
    pub minutes: u32,
    /// Where the axis is divided, with the text of each place.
    pub ticks: Vec<(u32, String)>,
    /// From each minute on, in order of time, the number; before the first it is 0.
    pub points: Vec<(u32, Amount)>,
}

/// Draws a number over time, with its highest value written.
#[must_use]
pub fn steps(chart: &Steps, theme: &Theme) -> String {
    let mut canvas = Canvas::new(&chart.naming);
    let size = theme.text;
    let highest = chart.points.iter().map(|(_, amount)| finite(amount.value)).fold(0.0, f64::max);
    let label = chart.points.iter().max_by(|one, other| finite(one.1.value).total_cmp(&finite(other.1.value)));
    let text = label.map_or("", |(_, amount)| amount.text.as_str());
    let left = width(text, size * 0.86) + size;
    let (top, bottom) = (size * 1.2, size * 9.5);
    let minutes = f64::from(chart.minutes.max(1));
    let wide = (theme.width - left - size * 1.5).max(40.0);
    let x = |minute: u32| left + (f64::from(minute) / minutes).clamp(0.0, 1.0) * wide;
    let y = |value: f64| if highest > 0.0 { bottom - finite(value) / highest * (bottom - top) } else { bottom };
    let mut taken = f64::MIN;
    for (at, text) in chart.ticks.iter().filter(|(at, _)| *at <= chart.minutes) {
        canvas.line((x(*at), top), (x(*at), bottom), Stroke::solid(RULE, 0.6));
        let half = width(text, size * 0.86) / 2.0;
        if x(*at) - half > taken {
            let face = Type::new(size * 0.86, MUTED).at(Anchor::Middle);
            canvas.text((x(*at), bottom + size * 1.2), text, face);
            taken = x(*at) + half + size * 0.4;
        }
    }
    let mut line = vec![(left, bottom)];
    for (at, amount) in &chart.points {
        let before = line.last().map_or(bottom, |(_, height)| *height);
        line.push((x(*at), before));
        line.push((x(*at), y(amount.value)));
    }
    let last = line.last().map_or(bottom, |(_, height)| *height);
    line.push((left + wide, last));
    let mut area = line.clone();
    area.push((left + wide, bottom));
    canvas.area(&area, MATURITY[2], "1");
    canvas.polyline(&line, false, Stroke::solid(MATURITY[5], 1.6));
    canvas.line((left, bottom), (left + wide, bottom), Stroke::solid(MUTED, 0.8));
    let right = Type::new(size * 0.86, INK).at(Anchor::End);
    if highest > 0.0 {
        canvas.line((left, top), (left + wide, top), Stroke { colour: MUTED, width: 0.8, dash: "3 3" });
        canvas.text((left - size * 0.4, top + size * 0.3), text, right);
    }
    canvas.text((left - size * 0.4, bottom + size * 0.3), "0", right);
    canvas.finish(&chart.naming, theme.width, bottom + size * 1.9)
}

fn finite(value: f64) -> f64 {
    if value.is_finite() { value.max(0.0) } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_highest_value_is_written_and_nothing_breaks_it() {
        let points = [(60, 1_200.0, "1.200"), (240, 4_000.0, "4.000"), (600, f64::NAN, "?")]
            .map(|(at, value, text)| (at, Amount::new(value, text)));
        let chart = Steps { minutes: 1_440, ticks: vec![(0, "0".into())], points: points.to_vec(), ..Steps::default() };
        let svg = steps(&chart, &Theme::SCREEN);
        assert!(svg.contains(">4.000<") && !svg.contains("NaN"), "{svg}");
        assert!(steps(&Steps::default(), &Theme::CARD).contains("<svg"));
    }
}
