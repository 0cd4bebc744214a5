//! The picture of the gaps: bars side by side, by set and by who.

use super::Runner;
use std::fmt::Write as _;

/// A bar.
pub struct Bar {
    pub set: &'static str,
    pub runner: Runner,
    /// Mean gap to the best known, per cent.
    pub gap: f64,
}

const WIDTH: f64 = 760.0;
const HEIGHT: f64 = 340.0;
const LEFT: f64 = 50.0;
const TOP: f64 = 50.0;
const FLOOR: f64 = 300.0;

/// An SVG that can be read in black and white.
pub fn picture(sets: &[&str], bars: &[Bar]) -> String {
    let most = bars.iter().map(|bar| bar.gap).fold(1.0, f64::max).ceil();
    let height = |gap: f64| gap / most * (FLOOR - TOP);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" role=\"img\" font-family=\"sans-serif\" font-size=\"12\">\n\
         <title>Mean gap to best known by set, per cent: less is better</title>\n\
         <rect width=\"{WIDTH}\" height=\"{HEIGHT}\" fill=\"#fff\"/>\n"
    );
    let group = (WIDTH - LEFT) / sets.len() as f64;
    for line in 0..=4 {
        let gap = most * f64::from(line) / 4.0;
        let y = FLOOR - height(gap);
        let _infallible = writeln!(
            svg,
            "<path d=\"M{LEFT} {y:.1}H{WIDTH}\" stroke=\"#ccc\"/><text x=\"{:.0}\" y=\"{:.1}\" text-anchor=\"end\">{gap:.1} %</text>",
            LEFT - 6.0,
            y + 4.0
        );
    }
    let width = group / (Runner::ALL.len() as f64 + 1.5);
    for (at, set) in sets.iter().enumerate() {
        let left = LEFT + at as f64 * group;
        for bar in bars.iter().filter(|bar| bar.set == *set) {
            let place = Runner::ALL.iter().position(|&runner| runner == bar.runner).unwrap_or(0);
            let (x, y) = (left + width * (place as f64 + 0.5), FLOOR - height(bar.gap));
            let _infallible = writeln!(
                svg,
                "<rect x=\"{x:.1}\" y=\"{y:.1}\" width=\"{:.1}\" height=\"{:.1}\" fill=\"{}\" stroke=\"#222\"/><text x=\"{:.1}\" y=\"{:.1}\" \
                 text-anchor=\"middle\" font-size=\"9\">{:.2}</text>",
                width * 0.85,
                height(bar.gap),
                fill(place),
                x + width * 0.42,
                y - 3.0,
                bar.gap
            );
        }
        let _infallible = writeln!(
            svg,
            "<text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"middle\">{set}</text>",
            left + group / 2.0,
            FLOOR + 18.0
        );
    }
    for (place, runner) in Runner::ALL.iter().enumerate() {
        let (x, y) = (LEFT + 240.0 * (place % 2) as f64, 14.0 + 16.0 * (place / 2) as f64);
        let _infallible = writeln!(
            svg,
            "<rect x=\"{x:.0}\" y=\"{:.0}\" width=\"12\" height=\"12\" fill=\"{}\" stroke=\"#222\"/><text x=\"{:.0}\" y=\"{:.0}\">{}</text>",
            y - 10.0,
            fill(place),
            x + 18.0,
            y,
            runner.name()
        );
    }
    svg.push_str("</svg>\n");
    svg
}

/// Ours dark, the others light.
const fn fill(place: usize) -> &'static str {
    ["#12406b", "#c9d6e2", "#2f79b9", "#f2f2f2"][place % 4]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_stand_for_gaps() {
        let bar = |gap: f64| Bar { set: "j60", runner: Runner::ALL[0], gap };
        let svg = picture(&["j30", "j60"], &[bar(2.0)]);
        assert!(svg.contains(&format!("y=\"{TOP:.1}\"")) && svg.contains(">2.00<"), "{svg}");
        assert_eq!(svg.matches("<rect").count(), 1 + 1 + Runner::ALL.len());
    }
}
