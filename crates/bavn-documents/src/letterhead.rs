//! What documents share: language, letterhead, images and figures.

use crate::palette::Rgb;

/// The language a document is written in; sets the document language and the form of numbers and dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Language {
    /// Danish as written in Denmark (`da-DK`).
    #[default]
    Danish,
    /// British English (`en-GB`).
    English,
}

impl Language {
    /// The language tag, as in BCP 47.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Danish => "da-DK",
            Self::English => "en-GB",
        }
    }

    /// Language and region apart, as Typst wants them.
    pub(crate) const fn parts(self) -> (&'static str, &'static str) {
        match self {
            Self::Danish => ("da", "DK"),
            Self::English => ("en", "GB"),
        }
    }
}

/// The file formats a logo may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ImageFormat {
    /// Vector graphics; scripts and links to other files are ignored.
    Svg,
    /// Portable network graphics.
    Png,
    /// JPEG photograph.
    Jpeg,
}

impl ImageFormat {
    /// File name extension without a dot.
    #[must_use]
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Svg => "svg",
            Self::Png => "png",
            Self::Jpeg => "jpeg",
        }
    }

    /// Media type.
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Svg => "image/svg+xml",
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
        }
    }
}

/// An image with what it says to someone who cannot see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Image {
    /// The file's content, at most 2 MB.
    pub bytes: Vec<u8>,
    /// What `bytes` are; checked when the document is made.
    pub format: ImageFormat,
    /// Alternative text, never empty.
    pub alt: String,
}

/// The municipality's head on a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letterhead {
    /// Name of the municipality, for example "Kommune X".
    pub municipality: String,
    /// Department or unit that sends; may be empty.
    pub sender_unit: String,
    /// Address, telephone, mail: shown small, one under another (at most 5 lines).
    pub address_lines: Vec<String>,
    /// Logo or coat of arms.
    pub logo: Option<Image>,
    /// Colour of name and rule. Darkened for text if its contrast on white is under 4.5:1.
    pub primary_colour: Rgb,
    /// Colour of the short mark on the rule; decoration only.
    pub accent_colour: Rgb,
}

/// A chart with title, alternative text and the table behind it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// A chart from [`crate::charts`], or any SVG that names only "IBM Plex Sans" for text.
    pub svg: String,
    /// The finding, for example "Logning er længst fra målet".
    pub title: String,
    /// What the chart shows, in a sentence or two.
    pub alt: String,
    /// The numbers behind the chart, given to readers who cannot see it.
    pub table: Option<FigureTable>,
}

/// A small table of ready-made text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FigureTable {
    /// Column heads.
    pub head: Vec<String>,
    /// Rows, each as long as `head`; the first cell heads the row.
    pub rows: Vec<Vec<String>>,
}
