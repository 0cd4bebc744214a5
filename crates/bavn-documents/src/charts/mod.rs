//! Charts as accessible SVG: pure functions from numbers and ready-made words to text.
//!
//! Every chart carries `role="img"` with a title and a description, uses presentation attributes only (no `style`, so a strict
//! content security policy holds), keeps its text as text in "IBM Plex Sans", and says everything that colour says a second way:
//! by number, pattern, dash or shape. Floating point here is for drawing alone.

mod bars;
mod canvas;
mod columns;
mod gantt;
mod gantt_axis;
mod lanes;
mod measure_text;
mod projection;
mod radar;
mod radar_labels;
mod sparkline;
mod steps;
mod timeline;

pub(crate) use measure_text::width as text_width;

pub use bars::{BarList, BarRow, bar_list};
pub use columns::{Column, StackedColumns, stacked_columns};
pub use gantt::{Gantt, GanttRow, GanttState, gantt, gantt_pages};
pub use lanes::{Face, Lane, Lanes, Promise, Stretch, lanes, lanes_pages};
pub use projection::{Projection, StepPoint, projection};
pub use radar::{Axis, Radar, radar};
pub use sparkline::{Sparkline, sparkline};
pub use steps::{Steps, steps};

/// What names a chart to a reader who cannot see it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Naming {
    /// Prefix of the ids inside the SVG, unique on the page; characters other than letters, digits, `-` and `_` become `-`.
    pub id: String,
    /// The finding, for example "Logning er længst fra målet".
    pub title: String,
    /// What the chart shows, with the figures that matter.
    pub description: String,
}

/// A number to draw and the text to write for it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Amount {
    /// Where it lies on the axis; a number that is not finite is drawn as 0.
    pub value: f64,
    /// The number as the reader's language writes it: "1,6".
    pub text: String,
}

impl Amount {
    /// A number with its text.
    #[must_use]
    pub fn new(value: f64, text: impl Into<String>) -> Self {
        Self { value, text: text.into() }
    }
}

/// Size of a chart.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Theme {
    /// Width in pixels; the height follows from the data.
    pub width: f64,
    /// Size of the text in pixels.
    pub text: f64,
}

impl Theme {
    /// For a page on a screen: 720 px wide, text 14 px.
    pub const SCREEN: Self = Self { width: 720.0, text: 14.0 };
    /// For a card or a narrow column on a screen: 440 px wide, text 13 px.
    pub const CARD: Self = Self { width: 440.0, text: 13.0 };
    /// For the column beside the findings of a memo: text comes out near 7.5 pt.
    pub const MEMO: Self = Self { width: 270.0, text: 11.5 };
    /// For the full width of an A4 page: text comes out near 8 pt.
    pub const PAGE: Self = Self { width: 640.0, text: 11.0 };
    /// For the full width of a landscape A4 page: text comes out near 8 pt.
    pub const LANDSCAPE: Self = Self { width: 980.0, text: 10.5 };
}

#[cfg(test)]
mod tests;
