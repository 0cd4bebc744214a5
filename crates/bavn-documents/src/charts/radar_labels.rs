//! Labels around a radar, kept from lying on each other.

use super::canvas::{Anchor, Canvas, Type};
use super::measure_text::wrap;
use super::radar::{Radar, indexed};
use crate::palette::{INK, MUTED};

/// One label: name, then value; places are from the centre of the radar.
pub(super) struct Label {
    lines: Vec<String>,
    /// The last line: the value, or that there is none.
    value: (String, bool),
    x: f64,
    pub(super) top: f64,
    pub(super) height: f64,
    anchor: Anchor,
    is_right: bool,
    is_low: bool,
}

/// From one line to the next, as a multiple of the text size.
const STEP: f64 = 1.08;

/// Places the labels outside the circle and pushes them apart, away from the middle.
pub(super) fn place(chart: &Radar, angle: impl Fn(f64) -> f64, (radius, size, limit): (f64, f64, f64)) -> Vec<Label> {
    let mut labels: Vec<Label> = indexed(chart)
        .map(|(index, axis)| {
            let (sine, cosine) = angle(index).sin_cos();
            let lines = wrap(&axis.label, size * 0.92, limit, 2);
            let height = (f64::from(u32::try_from(lines.len()).unwrap_or(2)) + 1.0) * size * STEP;
            let reach = radius + size * 0.7;
            // Above the circle a label rests on it, below it hangs, at the sides it is centred.
            let top = sine * reach - height * (1.0 - sine) / 2.0;
            Label {
                lines,
                value: axis
                    .value
                    .as_ref()
                    .map_or_else(|| (chart.missing.clone(), false), |value| (value.text.clone(), true)),
                x: cosine * reach,
                top,
                height,
                anchor: match cosine {
                    side if side > 0.15 => Anchor::Start,
                    side if side < -0.15 => Anchor::End,
                    _ => Anchor::Middle,
                },
                is_right: cosine >= 0.0,
                is_low: sine > 0.0,
            }
        })
        .collect();
    for (is_right, is_low) in [(true, true), (true, false), (false, true), (false, false)] {
        spread(
            labels.iter_mut().filter(|label| label.is_right == is_right && label.is_low == is_low).collect(),
            is_low,
        );
    }
    labels
}

/// Moves each label of a quarter beyond the one nearer the middle.
fn spread(mut labels: Vec<&mut Label>, is_low: bool) {
    labels.sort_by(|one, two| if is_low { one.top.total_cmp(&two.top) } else { two.top.total_cmp(&one.top) });
    let mut edge: Option<f64> = None;
    for label in labels {
        if let Some(edge) = edge {
            label.top = if is_low { label.top.max(edge) } else { label.top.min(edge - label.height) };
        }
        edge = Some(if is_low { label.top + label.height } else { label.top });
    }
}

impl Label {
    pub(super) fn draw(&self, canvas: &mut Canvas, centre: (f64, f64), size: f64) {
        let x = centre.0 + self.x;
        let mut baseline = centre.1 + self.top + size * 0.85;
        for line in &self.lines {
            canvas.text((x, baseline), line, Type::new(size * 0.92, INK).at(self.anchor));
            baseline += size * STEP;
        }
        let (text, is_given) = &self.value;
        let kind = Type::new(size * 0.92, if *is_given { INK } else { MUTED }).at(self.anchor);
        canvas.text((x, baseline), text, if *is_given { kind.strong() } else { kind });
    }
}

#[cfg(test)]
mod tests {
    use super::super::radar::Axis;
    use super::*;

    #[test]
    fn labels_on_the_same_side_do_not_overlap() {
        let axis =
            |index: usize| Axis { label: format!("Et langt navn på område nummer {index}"), ..Axis::default() };
        let chart = Radar { maximum: 5.0, axes: (0..20).map(axis).collect(), ..Radar::default() };
        let labels = place(
            &chart,
            |index| std::f64::consts::TAU * index / 20.0 - std::f64::consts::FRAC_PI_2,
            (60.0, 12.0, 90.0),
        );
        for (index, one) in labels.iter().enumerate() {
            for two in labels.iter().skip(index + 1) {
                let is_same = one.is_right == two.is_right && one.is_low == two.is_low;
                let is_apart = one.top + one.height <= two.top + 1e-6 || two.top + two.height <= one.top + 1e-6;
                assert!(!is_same || is_apart, "{:?} {:?}", one.lines, two.lines);
            }
        }
    }
}
