//! PDF, DOCX, XLSX, HTML and SVG from plain structs.
//!
//! The crate sees neither database nor web: a caller fills a [`memo::Memo`], a [`plan::PlanDocument`], a
//! [`statement::StatementDocument`] or a [`recovery::RecoveryDocument`], with every word already in the reader's language, and gets bytes back. Charts are pure functions from numbers to accessible SVG.
//!
//! Rendering is CPU work of milliseconds to a second; call it from a blocking thread.

pub mod charts;
mod error;
mod format;
mod letterhead;
mod limits;
pub mod memo;
pub mod palette;
pub mod plan;
mod raster;
pub mod recovery;
mod sheet;
pub mod statement;
mod templates;
mod typesetting;
mod word;
mod xml;

pub use error::{DocumentError, SectionKey};
pub use letterhead::{Figure, FigureTable, Image, ImageFormat, Language, Letterhead};
pub use palette::Rgb;
pub use templates::Templates;
pub use typesetting::Rendered;
