//! A small writer of SVG elements.

use std::fmt::Write as _;

use super::Naming;
use crate::palette::Rgb;
use crate::xml::escape;

/// How a line is drawn.
#[derive(Clone, Copy)]
pub(super) struct Stroke {
    pub(super) colour: Rgb,
    pub(super) width: f64,
    /// `stroke-dasharray`; empty for a solid line.
    pub(super) dash: &'static str,
}

impl Stroke {
    pub(super) const fn solid(colour: Rgb, width: f64) -> Self {
        Self { colour, width, dash: "" }
    }

    fn attributes(self) -> String {
        let dash = if self.dash.is_empty() { String::new() } else { format!(" stroke-dasharray=\"{}\"", self.dash) };
        format!("stroke=\"{}\" stroke-width=\"{}\"{dash}", self.colour.hex(), number(self.width))
    }
}

/// Which part of a text stands at its point.
#[derive(Clone, Copy)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

/// How a text is written.
#[derive(Clone, Copy)]
pub(super) struct Type {
    pub(super) size: f64,
    pub(super) colour: Rgb,
    pub(super) anchor: Anchor,
    pub(super) is_strong: bool,
}

impl Type {
    pub(super) const fn new(size: f64, colour: Rgb) -> Self {
        Self { size, colour, anchor: Anchor::Start, is_strong: false }
    }

    pub(super) const fn at(self, anchor: Anchor) -> Self {
        Self { anchor, ..self }
    }

    pub(super) const fn strong(self) -> Self {
        Self { is_strong: true, ..self }
    }
}

/// A coordinate with at most one decimal; a number that is not finite becomes 0.
pub(super) fn number(value: f64) -> String {
    if !value.is_finite() {
        return "0".to_owned();
    }
    let text = format!("{value:.1}");
    match text.strip_suffix(".0") {
        Some("-0") => "0".to_owned(),
        Some(whole) => whole.to_owned(),
        None => text,
    }
}

pub(super) struct Canvas {
    id: String,
    body: String,
    definitions: String,
}

impl Canvas {
    pub(super) fn new(naming: &Naming) -> Self {
        let id: String = naming
            .id
            .chars()
            .map(
                |character| {
                    if character.is_ascii_alphanumeric() || matches!(character, '-' | '_') { character } else { '-' }
                },
            )
            .collect();
        let id = if id.starts_with(|first: char| first.is_ascii_alphabetic()) { id } else { format!("chart-{id}") };
        Self { id, body: String::new(), definitions: String::new() }
    }

    /// A hatch of one colour on another; the answer is a value for `fill`.
    pub(super) fn hatch(&mut self, name: &str, line: Rgb, ground: Rgb) -> String {
        let id = format!("{}-{name}", self.id);
        if !self.definitions.contains(&format!("id=\"{id}\"")) {
            self.definitions.push_str(&format!(
                "<pattern id=\"{id}\" width=\"5\" height=\"5\" patternUnits=\"userSpaceOnUse\"><rect width=\"5\" height=\"5\" \
                 fill=\"{}\"/><path d=\"M-1 1L1 -1M0 5L5 0M4 6L6 4\" stroke=\"{}\" stroke-width=\"1.6\"/></pattern>",
                ground.hex(),
                line.hex(),
            ));
        }
        format!("url(#{id})")
    }

    pub(super) fn line(&mut self, from: (f64, f64), to: (f64, f64), stroke: Stroke) {
        let _written = write!(
            self.body,
            "<line x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\" {}/>",
            number(from.0),
            number(from.1),
            number(to.0),
            number(to.1),
            stroke.attributes(),
        );
    }

    /// A rectangle; nothing if it has no size.
    pub(super) fn rect(&mut self, corner: (f64, f64), size: (f64, f64), fill: &str, radius: f64) {
        if size.0 <= 0.0 || size.1 <= 0.0 {
            return;
        }
        let _written = write!(
            self.body,
            "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"{}\" fill=\"{fill}\"/>",
            number(corner.0),
            number(corner.1),
            number(size.0),
            number(size.1),
            number(radius),
        );
    }

    pub(super) fn frame(&mut self, corner: (f64, f64), size: (f64, f64), stroke: Stroke) {
        let _written = write!(
            self.body,
            "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"1.5\" fill=\"none\" {}/>",
            number(corner.0),
            number(corner.1),
            number(size.0),
            number(size.1),
            stroke.attributes(),
        );
    }

    pub(super) fn circle(&mut self, centre: (f64, f64), radius: f64, fill: Rgb) {
        let _written = write!(
            self.body,
            "<circle cx=\"{}\" cy=\"{}\" r=\"{}\" fill=\"{}\"/>",
            number(centre.0),
            number(centre.1),
            number(radius),
            fill.hex(),
        );
    }

    /// An open or closed line through points.
    pub(super) fn polyline(&mut self, points: &[(f64, f64)], is_closed: bool, stroke: Stroke) {
        let element = if is_closed { "polygon" } else { "polyline" };
        let _written = write!(
            self.body,
            "<{element} points=\"{}\" fill=\"none\" stroke-linejoin=\"round\" {}/>",
            join(points),
            stroke.attributes()
        );
    }

    pub(super) fn area(&mut self, points: &[(f64, f64)], fill: Rgb, opacity: &str) {
        let _written = write!(
            self.body,
            "<polygon points=\"{}\" fill=\"{}\" fill-opacity=\"{opacity}\"/>",
            join(points),
            fill.hex()
        );
    }

    pub(super) fn text(&mut self, at: (f64, f64), text: &str, kind: Type) {
        let anchor = match kind.anchor {
            Anchor::Start => "",
            Anchor::Middle => " text-anchor=\"middle\"",
            Anchor::End => " text-anchor=\"end\"",
        };
        let weight = if kind.is_strong { " font-weight=\"600\"" } else { "" };
        let _written = write!(
            self.body,
            "<text x=\"{}\" y=\"{}\" font-size=\"{}\" fill=\"{}\"{anchor}{weight}>{}</text>",
            number(at.0),
            number(at.1),
            number(kind.size),
            kind.colour.hex(),
            escape(text),
        );
    }

    pub(super) fn finish(self, naming: &Naming, width: f64, height: f64) -> String {
        let Self { id, body, definitions } = self;
        let definitions = if definitions.is_empty() { String::new() } else { format!("<defs>{definitions}</defs>") };
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {w} {h}\" width=\"{w}\" height=\"{h}\" role=\"img\" \
             aria-labelledby=\"{id}-title {id}-desc\" font-family=\"IBM Plex Sans\"><title id=\"{id}-title\">{title}</title>\
             <desc id=\"{id}-desc\">{desc}</desc>{definitions}{body}</svg>",
            w = number(width),
            h = number(height.max(1.0)),
            title = escape(&naming.title),
            desc = escape(&naming.description),
        )
    }
}

fn join(points: &[(f64, f64)]) -> String {
    let parts: Vec<String> = points.iter().map(|point| format!("{},{}", number(point.0), number(point.1))).collect();
    parts.join(" ")
}
