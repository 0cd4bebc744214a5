//! A list of values against their targets.

use super::canvas::{Anchor, Canvas, Stroke, Type};
use super::measure_text::{width, wrap};
use super::{Amount, Naming, Theme};
use crate::palette::{EMBER, INK, MUTED, TRACK, maturity};

/// One bar.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct BarRow {
    /// What is measured.
    pub label: String,
    /// How it stands; `None` shows [`BarList::missing`] in place of a bar.
    pub value: Option<Amount>,
    /// Where it should stand.
    pub target: Option<Amount>,
}

/// A list of bars in the order given.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct BarList {
    /// Title and description.
    pub naming: Naming,
    /// The end of the scale, for example 5.0.
    pub maximum: f64,
    /// The bars.
    pub rows: Vec<BarRow>,
    /// Head of the value column: "Nu".
    pub value_head: String,
    /// Head of the target column: "Mål".
    pub target_head: String,
    /// In place of a missing value: "ikke vurderet".
    pub missing: String,
}

/// Draws bars with a target line each; both numbers stand beside the bar.
#[must_use]
pub fn bar_list(chart: &BarList, theme: &Theme) -> String {
    let mut canvas = Canvas::new(&chart.naming);
    let size = theme.text;
    let label_limit = theme.width * 0.44;
    let label_column = chart.rows.iter().map(|row| width(&row.label, size) * 1.03).fold(0.0, f64::max).min(label_limit);
    let column = |head: &str, amounts: &mut dyn Iterator<Item = &Amount>| {
        amounts.map(|amount| width(&amount.text, size)).fold(width(head, size), f64::max) * 1.06
    };
    let value_column = column(&chart.value_head, &mut chart.rows.iter().filter_map(|row| row.value.as_ref()));
    let target_column = column(&chart.target_head, &mut chart.rows.iter().filter_map(|row| row.target.as_ref()));
    let gap = size * 0.8;
    let left = label_column + gap;
    let bar = (theme.width - left - value_column - target_column - 2.0 * gap).max(20.0);
    let value_right = left + bar + gap + value_column;
    let target_right = value_right + gap + target_column;

    let head = Type::new(size * 0.92, MUTED).at(Anchor::End);
    canvas.text((value_right, size), &chart.value_head, head);
    canvas.text((target_right, size), &chart.target_head, Type { colour: EMBER, ..head });
    let mut top = size * 1.5;
    for row in &chart.rows {
        let lines = wrap(&row.label, size, label_column.max(size), 2);
        let height = size * if lines.len() > 1 { 2.5 } else { 1.75 };
        let middle = top + height / 2.0;
        let first = middle + size * 0.34 - if lines.len() > 1 { size * 0.56 } else { 0.0 };
        for (line, offset) in lines.iter().zip([0.0, size * 1.12]) {
            canvas.text((0.0, first + offset), line, Type::new(size, INK));
        }
        draw_bar(&mut canvas, chart, row, (left, middle), (bar, size));
        let baseline = middle + size * 0.34;
        if let Some(value) = &row.value {
            canvas.text((value_right, baseline), &value.text, Type::new(size, INK).at(Anchor::End).strong());
        }
        if let Some(target) = &row.target {
            canvas.text((target_right, baseline), &target.text, Type::new(size, EMBER).at(Anchor::End));
        }
        top += height;
    }
    canvas.finish(&chart.naming, theme.width, top + size * 0.3)
}

fn draw_bar(
    canvas: &mut Canvas,
    chart: &BarList,
    row: &BarRow,
    (left, middle): (f64, f64),
    (length, size): (f64, f64),
) {
    let scale = |value: f64| share(value, chart.maximum) * length;
    let thick = size * 0.72;
    match &row.value {
        Some(amount) => {
            canvas.rect((left, middle - thick / 2.0), (length, thick), &TRACK.hex(), 1.5);
            let fill = maturity(amount.value * 5.0 / if chart.maximum > 0.0 { chart.maximum } else { 5.0 });
            canvas.rect((left, middle - thick / 2.0), (scale(amount.value), thick), &fill.hex(), 1.5);
            // An outline keeps the palest levels visible in print.
            canvas.frame(
                (left, middle - thick / 2.0),
                (scale(amount.value), thick),
                Stroke::solid(crate::palette::MATURITY[4], 0.7),
            );
        }
        None => {
            let line = (middle + size * 0.55, Stroke { colour: MUTED, width: 0.7, dash: "2 2" });
            canvas.line((left, line.0), (left + length, line.0), line.1);
            canvas.text((left, middle + size * 0.3), &chart.missing, Type::new(size * 0.86, MUTED));
        }
    }
    // Over the words for a missing value the line would only be in the way; its number stands beside.
    if let (Some(_), Some(target)) = (&row.value, &row.target) {
        let at = left + scale(target.value);
        canvas.line((at, middle - size * 0.62), (at, middle + size * 0.62), Stroke::solid(EMBER, 2.0));
    }
}

/// Share of the maximum, 0.0 to 1.0.
pub(super) fn share(value: f64, maximum: f64) -> f64 {
    let part = value / maximum;
    if part.is_finite() { part.clamp(0.0, 1.0) } else { 0.0 }
}
