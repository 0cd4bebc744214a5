//! Years and quarters above a time plan.

use super::canvas::{Anchor, Canvas, Stroke, Type};
use super::gantt::{GRID, Gantt, today_anchor};
use super::measure_text::width;
use super::timeline::Timeline;
use crate::palette::{INK, MUTED, NIGHT};

/// Draws the years, the quarters where there is room for their names, and today.
pub(super) fn draw_axis(canvas: &mut Canvas, chart: &Gantt, line: &Timeline, (top, bottom): (f64, f64), size: f64) {
    let quarters = line.quarters();
    let right = line.x(chart.until);
    let names_fit = quarters.windows(2).all(|pair| match pair {
        [one, two] => line.x(two.0) - line.x(one.0) > width(&chart.quarter_prefix, size) + size * 1.1,
        _ => true,
    });
    for (date, quarter) in &quarters {
        let x = line.x(*date);
        canvas.line((x, top - size * if *quarter == 1 { 1.9 } else { 0.9 }), (x, bottom), GRID);
        if names_fit && x + size * 1.8 < right {
            let name = format!("{}{quarter}", chart.quarter_prefix);
            canvas.text((x + 3.0, top - size * 0.35), &name, Type::new(size * 0.86, MUTED));
        }
    }
    let starts_inside_year = quarters.first().is_some_and(|(_, quarter)| *quarter != 1);
    if starts_inside_year && let Some((first_quarter, _)) = quarters.first() {
        canvas.text(
            (line.x(*first_quarter) + 3.0, top - size * 1.5),
            &first_quarter.year().to_string(),
            Type::new(size, INK).strong(),
        );
    }
    for (date, _) in quarters.iter().filter(|(_, quarter)| *quarter == 1) {
        let x = line.x(*date);
        if x + size * 2.4 < right {
            canvas.text((x + 3.0, top - size * 1.5), &date.year().to_string(), Type::new(size, INK).strong());
        }
    }
    canvas.line((line.x(chart.from), top), (right, top), Stroke::solid(MUTED, 0.8));
    if line.holds(chart.today) {
        let x = line.x(chart.today);
        canvas.line((x, top - size * 0.2), (x, bottom), Stroke { colour: NIGHT, width: 1.4, dash: "4 2" });
        let half = width(&chart.today_label, size * 0.9) / 2.0;
        let anchor = if x - half < 0.0 { Anchor::Start } else { today_anchor(x + half > right) };
        canvas.text((x, top - size * 2.55), &chart.today_label, Type::new(size * 0.9, NIGHT).at(anchor).strong());
        canvas.line((x, top - size * 2.4), (x, top - size * 0.2), Stroke { colour: NIGHT, width: 0.8, dash: "2 2" });
    }
}
