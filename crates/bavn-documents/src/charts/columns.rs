//! Columns of parts: money per year, hours per quarter.

use super::bars::share;
use super::canvas::{Anchor, Canvas, Stroke, Type};
use super::measure_text::{width, wrap};
use super::{Amount, Naming, Theme};
use crate::palette::{INK, MUTED, PAPER, SERIES, text_on};

/// One column.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Column {
    /// Below the column: "2027".
    pub label: String,
    /// One for each series, from the bottom up; below zero is drawn as zero.
    pub parts: Vec<Amount>,
    /// Above the column: "480.000 kr."
    pub total: String,
}

/// Columns of the same parts.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct StackedColumns {
    /// Title and description.
    pub naming: Naming,
    /// Names of the parts, from the bottom up; more than six share colours and are told apart by pattern.
    pub series: Vec<String>,
    /// The columns.
    pub columns: Vec<Column>,
}

/// Draws the columns; the number of a part stands in it where there is room.
#[must_use]
pub fn stacked_columns(chart: &StackedColumns, theme: &Theme) -> String {
    let mut canvas = Canvas::new(&chart.naming);
    let size = theme.text;
    let fills: Vec<String> = (0..chart.series.len()).map(|index| fill(&mut canvas, index)).collect();
    let legend_bottom = draw_legend(&mut canvas, chart, &fills, theme);
    let top = legend_bottom + size * 2.0;
    let height = (theme.width * 0.28).max(size * 7.0);
    let bottom = top + height;
    let sum = |column: &Column| {
        column.parts.iter().map(|part| part.value.max(0.0)).filter(|value| value.is_finite()).sum::<f64>()
    };
    let highest = chart.columns.iter().map(sum).fold(0.0, f64::max);
    let count = f64::from(u32::try_from(chart.columns.len()).unwrap_or(u32::MAX)).max(1.0);
    let step = theme.width / count;
    let thick = (step * 0.62).min(size * 7.0);
    for (index, column) in (0_u32..).zip(&chart.columns) {
        let middle = (f64::from(index) + 0.5) * step;
        let mut y = bottom;
        for ((position, part), fill) in column.parts.iter().enumerate().zip(&fills) {
            let tall = share(part.value, highest) * height;
            y -= tall;
            canvas.rect((middle - thick / 2.0, y), (thick, tall), fill, 0.0);
            if tall > 0.0 {
                canvas.frame((middle - thick / 2.0, y), (thick, tall), Stroke::solid(PAPER, 1.0));
            }
            if tall > size * 1.35 && width(&part.text, size * 0.86) < thick - 4.0 && !is_patterned(position) {
                let kind = Type::new(size * 0.86, text_on(colour(position))).at(Anchor::Middle);
                canvas.text((middle, y + tall / 2.0 + size * 0.3), &part.text, kind);
            }
        }
        if width(&column.total, size * 0.92) < step {
            canvas.text(
                (middle, y - size * 0.45),
                &column.total,
                Type::new(size * 0.92, INK).at(Anchor::Middle).strong(),
            );
        }
        for line in wrap(&column.label, size * 0.92, step - 2.0, 1) {
            canvas.text((middle, bottom + size * 1.3), &line, Type::new(size * 0.92, MUTED).at(Anchor::Middle));
        }
    }
    canvas.line((0.0, bottom), (theme.width, bottom), Stroke::solid(MUTED, 1.0));
    canvas.finish(&chart.naming, theme.width, bottom + size * 1.9)
}

const fn colour(index: usize) -> crate::palette::Rgb {
    SERIES[index % SERIES.len()]
}

/// Every third part is hatched, so that neighbours differ in grey print too.
const fn is_patterned(index: usize) -> bool {
    index % 3 == 2
}

fn fill(canvas: &mut Canvas, index: usize) -> String {
    if is_patterned(index) { canvas.hatch(&format!("part{index}"), colour(index), PAPER) } else { colour(index).hex() }
}

fn draw_legend(canvas: &mut Canvas, chart: &StackedColumns, fills: &[String], theme: &Theme) -> f64 {
    let size = theme.text;
    let (mut x, mut y) = (0.0, size * 1.1);
    for (name, fill) in chart.series.iter().zip(fills) {
        let room = size * 1.5 + width(name, size) + size * 1.4;
        if x > 0.0 && x + room > theme.width {
            x = 0.0;
            y += size * 1.5;
        }
        canvas.rect((x, y - size * 0.85), (size, size), fill, 1.0);
        canvas.frame((x, y - size * 0.85), (size, size), Stroke::solid(MUTED, 0.6));
        canvas.text((x + size * 1.5, y), name, Type::new(size, INK));
        x += room;
    }
    if chart.series.is_empty() { 0.0 } else { y }
}
