//! Lanes of time: what happens to each thing, hour by hour, from the beginning of an event.

use super::canvas::{Anchor, Canvas, Stroke, Type};
use super::measure_text::{width, wrap};
use super::{Naming, Theme};
use crate::palette::{EMBER, INK, MATURITY, MUTED, NIGHT, PAPER, RULE, Rgb, TRACK};

/// How a stretch of time is drawn; each can be told from the others without colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Face {
    /// Dark and full.
    #[default]
    Full,
    /// Of medium darkness, with an outline.
    Plain,
    /// Pale, with an outline.
    Pale,
    /// Hatched, with an outline.
    Hatched,
    /// An outline alone.
    Open,
}

/// A stretch of time in a lane.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Stretch {
    /// Its first minute.
    pub from: u32,
    /// The first minute after it.
    pub until: u32,
    /// How it is drawn.
    pub face: Face,
    /// Written after it; may be empty.
    pub text: String,
}

/// A promise on a lane: a line across it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Promise {
    /// The minute.
    pub at: u32,
    /// Whether it is the outermost one, which is drawn double.
    pub is_outermost: bool,
}

/// A lane.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Lane {
    /// What it is about.
    pub label: String,
    /// Whether it is a heading over the lanes that follow; the rest of a heading is left out.
    pub is_heading: bool,
    /// Whether it stands out.
    pub is_strong: bool,
    /// What happens.
    pub stretches: Vec<Stretch>,
    /// What was promised.
    pub promises: Vec<Promise>,
}

/// Lanes over one axis.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Lanes {
    /// Title and description.
    pub naming: Naming,
    /// Minutes on the axis, at least 1.
    pub minutes: u32,
    /// Where the axis is divided, with the text of each place.
    pub ticks: Vec<(u32, String)>,
    /// What the faces mean.
    pub legend: Vec<(Face, String)>,
    /// What the line of a promise means, and the double line of the outermost one; empty leaves it out.
    pub promise_legend: [String; 2],
    /// The lanes.
    pub lanes: Vec<Lane>,
}

/// Draws all lanes in one chart; its height grows with them.
#[must_use]
pub fn lanes(chart: &Lanes, theme: &Theme) -> String {
    draw(chart, theme, 0, chart.lanes.len(), &chart.naming)
}

/// Draws the lanes over several charts of at most `most` (at least 1) each, for paper. No lanes give no page.
#[must_use]
pub fn lanes_pages(chart: &Lanes, theme: &Theme, most: usize) -> Vec<String> {
    let step = most.max(1);
    (0..chart.lanes.len())
        .step_by(step)
        .map(|first| {
            let naming = Naming { id: format!("{}-{first}", chart.naming.id), ..chart.naming.clone() };
            draw(chart, theme, first, (first + step).min(chart.lanes.len()), &naming)
        })
        .collect()
}

fn count(number: usize) -> f64 {
    f64::from(u32::try_from(number).unwrap_or(u32::MAX))
}

struct Plot {
    left: f64,
    wide: f64,
    minutes: f64,
    size: f64,
}

impl Plot {
    fn x(&self, minute: u32) -> f64 {
        self.left + (f64::from(minute) / self.minutes).clamp(0.0, 1.0) * self.wide
    }
}

fn draw(chart: &Lanes, theme: &Theme, first: usize, end: usize, naming: &Naming) -> String {
    let mut canvas = Canvas::new(naming);
    let size = theme.text;
    let rows = chart.lanes.get(first..end).unwrap_or_default();
    let widest = chart.lanes.iter().filter(|lane| !lane.is_heading).map(|lane| width(&lane.label, size) * 1.04);
    let left = widest.fold(0.0, f64::max).min(theme.width * 0.38) + size;
    let after = chart.lanes.iter().flat_map(|lane| lane.stretches.last()).map(|last| width(&last.text, size * 0.86));
    let room = (after.fold(0.0, f64::max) + size * 0.8).min(theme.width * 0.22);
    let plot =
        Plot { left, wide: (theme.width - left - room).max(60.0), minutes: f64::from(chart.minutes.max(1)), size };
    let hatch = canvas.hatch("lane", NIGHT, PAPER);
    let legend = legend(&mut canvas, chart, theme, &hatch);
    let (top, row) = (legend + size * 1.9, size * 1.9);
    let bottom = top + row * count(rows.len());
    for place in (0..rows.len()).filter(|place| place % 2 == 1) {
        canvas.rect((0.0, top + row * count(place)), (theme.width, row), &TRACK.tint(45).hex(), 0.0);
    }
    axis(&mut canvas, chart, &plot, (top, bottom));
    for (place, lane) in rows.iter().enumerate() {
        let middle = top + (count(place) + 0.5) * row;
        if lane.is_heading {
            let face = Type::new(size, NIGHT).strong();
            for line in wrap(&lane.label, size, theme.width, 1) {
                canvas.text((0.0, middle + size * 0.34), &line, face);
            }
            canvas.line((0.0, middle + row / 2.0), (theme.width, middle + row / 2.0), Stroke::solid(MUTED, 0.8));
            continue;
        }
        let face = Type::new(size, INK);
        for line in wrap(&lane.label, size, left - size, 1) {
            let face = if lane.is_strong { face.strong() } else { face };
            canvas.text((0.0, middle + size * 0.34), &line, face);
        }
        draw_lane(&mut canvas, lane, &plot, middle, &hatch);
    }
    canvas.finish(naming, theme.width, bottom + size * 0.6)
}

fn draw_lane(canvas: &mut Canvas, lane: &Lane, plot: &Plot, middle: f64, hatch: &str) {
    let thick = plot.size;
    for stretch in &lane.stretches {
        let (from, until) = (plot.x(stretch.from), plot.x(stretch.until));
        let length = (until - from).max(2.0);
        block(canvas, (from, middle - thick / 2.0), (length, thick), stretch.face, hatch);
        if !stretch.text.is_empty() {
            let at = (from + length + plot.size * 0.35, middle + plot.size * 0.32);
            canvas.text(at, &stretch.text, Type::new(plot.size * 0.86, INK));
        }
    }
    for promise in &lane.promises {
        let x = plot.x(promise.at);
        mark(canvas, x, (middle - thick * 0.78, middle + thick * 0.78), promise.is_outermost);
    }
}

fn mark(canvas: &mut Canvas, x: f64, (top, bottom): (f64, f64), is_outermost: bool) {
    let stroke = Stroke::solid(EMBER, 2.0);
    canvas.line((x, top), (x, bottom), stroke);
    if is_outermost {
        canvas.line((x + 3.4, top), (x + 3.4, bottom), stroke);
    }
}

fn block(canvas: &mut Canvas, corner: (f64, f64), size: (f64, f64), face: Face, hatch: &str) {
    let (fill, line): (Option<String>, Rgb) = match face {
        Face::Full => (Some(MATURITY[5].hex()), MATURITY[5]),
        Face::Plain => (Some(MATURITY[3].hex()), MATURITY[5]),
        Face::Pale => (Some(MATURITY[1].hex()), MATURITY[4]),
        Face::Hatched => (Some(hatch.to_owned()), NIGHT),
        Face::Open => (Some(PAPER.hex()), MUTED),
    };
    if let Some(fill) = fill {
        canvas.rect(corner, size, &fill, 1.0);
    }
    canvas.frame(corner, size, Stroke::solid(line, 0.9));
}

/// Draws what the faces mean and gives the height it took.
fn legend(canvas: &mut Canvas, chart: &Lanes, theme: &Theme, hatch: &str) -> f64 {
    let size = theme.text;
    let (mut x, mut y) = (0.0, size * 1.1);
    let mut is_empty = true;
    let promises = [false, true].into_iter().zip(&chart.promise_legend).filter(|(_, text)| !text.is_empty());
    let faces = chart.legend.iter().map(|(face, text)| (Some(*face), false, text));
    for (face, is_outermost, text) in faces.chain(promises.map(|(is_outermost, text)| (None, is_outermost, text))) {
        let taken = size * 2.6 + width(text, size * 0.92) + size * 1.2;
        if x + taken > theme.width && x > 0.0 {
            (x, y) = (0.0, y + size * 1.7);
        }
        match face {
            Some(face) => block(canvas, (x, y - size * 0.75), (size * 2.0, size * 0.9), face, hatch),
            None => mark(canvas, x + size, (y - size, y + size * 0.3), is_outermost),
        }
        canvas.text((x + size * 2.6, y), text, Type::new(size * 0.92, INK));
        x += taken;
        is_empty = false;
    }
    if is_empty { 0.0 } else { y + size * 0.9 }
}

fn axis(canvas: &mut Canvas, chart: &Lanes, plot: &Plot, (top, bottom): (f64, f64)) {
    let size = plot.size;
    let mut taken = f64::MIN;
    for (at, text) in chart.ticks.iter().filter(|(at, _)| *at <= chart.minutes) {
        let x = plot.x(*at);
        canvas.line((x, top), (x, bottom), Stroke::solid(RULE, 0.6));
        let half = width(text, size * 0.86) / 2.0;
        if x - half > taken {
            canvas.text((x, top - size * 0.5), text, Type::new(size * 0.86, MUTED).at(Anchor::Middle));
            taken = x + half + size * 0.4;
        }
    }
    canvas.line((plot.left, top), (plot.left + plot.wide, top), Stroke::solid(MUTED, 0.8));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chart() -> Lanes {
        let lane = |label: &str, face| Lane {
            label: label.into(),
            stretches: vec![Stretch { from: 30, until: 90, face, text: "2 timer".into() }],
            promises: vec![Promise { at: 60, is_outermost: false }, Promise { at: 100, is_outermost: true }],
            ..Lane::default()
        };
        Lanes {
            naming: Naming { id: "l".into(), title: "Hvad falder <hvornår>".into(), description: "d".into() },
            minutes: 120,
            ticks: vec![(0, "0".into()), (60, "1 time".into()), (120, "2 timer".into()), (500, "uden for".into())],
            legend: vec![(Face::Full, "Nede".into()), (Face::Hatched, "På nødprocedure".into())],
            promise_legend: ["RTO".into(), "MTPD".into()],
            lanes: vec![
                Lane { label: "Sundhed".into(), is_heading: true, ..Lane::default() },
                lane("Omsorg", Face::Full),
                lane("Løn", Face::Hatched),
                lane("Post", Face::Open),
            ],
        }
    }

    #[test]
    fn lanes_say_what_they_show_in_words_and_patterns() {
        let svg = lanes(&chart(), &Theme::SCREEN);
        assert!(svg.contains("role=\"img\"") && svg.contains("Hvad falder &lt;hvornår&gt;"), "{svg}");
        for text in ["Nede", "På nødprocedure", "RTO", "MTPD", "Omsorg", "2 timer", "1 time"] {
            assert!(svg.contains(text), "{text}");
        }
        assert!(svg.contains("url(#l-lane)") && !svg.contains("uden for") && !svg.contains("style="), "{svg}");
        assert!(!svg.contains("NaN") && !svg.contains("inf"));
    }

    #[test]
    fn pages_hold_all_lanes_once() {
        let pages = lanes_pages(&chart(), &Theme::LANDSCAPE, 3);
        assert_eq!(pages.len(), 2);
        assert!(pages[0].contains("Omsorg") && !pages[0].contains(">Post<") && pages[1].contains(">Post<"));
        assert!(lanes_pages(&Lanes::default(), &Theme::PAGE, 0).is_empty());
    }

    #[test]
    fn nothing_to_show_is_still_a_picture() {
        assert!(lanes(&Lanes::default(), &Theme::CARD).contains("<svg"));
    }
}
