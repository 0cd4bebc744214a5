//! Limits on what goes into a document.

use crate::raster::{chart_size, pixel_size, svg_size};
use crate::{DocumentError, Figure, FigureTable, Image, ImageFormat, Letterhead};

/// A name, title or cell, in characters.
const LINE: u64 = 500;
/// A text of several paragraphs, in characters.
const TEXT: u64 = 20_000;
/// Address lines.
const ADDRESS: u64 = 5;
/// Bytes of an image.
const IMAGE: u64 = 2 * 1024 * 1024;
/// Bytes of a chart.
const CHART: u64 = 4 * 1024 * 1024;
/// Pixels on a side of a photograph.
const PIXELS: f64 = 8000.0;
/// Rows of a table.
const ROWS: u64 = 2_000;
/// Columns of a table.
const COLUMNS: u64 = 40;
/// Bytes of a template.
const TEMPLATE: u64 = 10 * 1024 * 1024;

fn within(field: &str, given: usize, most: u64) -> Result<(), DocumentError> {
    let given = u64::try_from(given).unwrap_or(u64::MAX);
    if given > most { Err(DocumentError::Limit { field: field.to_owned(), given, most }) } else { Ok(()) }
}

/// A single line.
pub(crate) fn line(field: &str, text: &str) -> Result<(), DocumentError> {
    within(field, text.chars().count(), LINE)
}

/// A text of several paragraphs.
pub(crate) fn text(field: &str, text: &str) -> Result<(), DocumentError> {
    within(field, text.chars().count(), TEXT)
}

/// The number of things in a list.
pub(crate) fn count(field: &str, given: usize, most: u64) -> Result<(), DocumentError> {
    within(field, given, most)
}

/// Size of a template.
pub(crate) fn template(field: &str, given: usize) -> Result<(), DocumentError> {
    within(field, given, TEMPLATE)
}

pub(crate) fn table(field: &str, table: &FigureTable) -> Result<(), DocumentError> {
    within(&format!("{field}.head"), table.head.len(), COLUMNS)?;
    within(&format!("{field}.rows"), table.rows.len(), ROWS)?;
    for (row, cells) in table.rows.iter().enumerate() {
        within(&format!("{field}.rows[{row}]"), cells.len(), u64::try_from(table.head.len()).unwrap_or(COLUMNS))?;
    }
    table.head.iter().chain(table.rows.iter().flatten()).try_for_each(|cell| line(field, cell))
}

pub(crate) fn figure(field: &str, figure: &Figure) -> Result<(), DocumentError> {
    within(&format!("{field}.svg"), figure.svg.len(), CHART)?;
    line(&format!("{field}.title"), &figure.title)?;
    within(&format!("{field}.alt"), figure.alt.chars().count(), 2_000)?;
    chart_size(&figure.svg, field)?;
    figure.table.as_ref().map_or(Ok(()), |content| table(&format!("{field}.table"), content))
}

pub(crate) fn letterhead(letterhead: &Letterhead) -> Result<(), DocumentError> {
    line("letterhead.municipality", &letterhead.municipality)?;
    line("letterhead.sender_unit", &letterhead.sender_unit)?;
    within("letterhead.address_lines", letterhead.address_lines.len(), ADDRESS)?;
    letterhead.address_lines.iter().try_for_each(|address| line("letterhead.address_lines", address))?;
    letterhead.logo.as_ref().map_or(Ok(()), logo)
}

/// The logo is what it says it is, of a size that can be drawn.
fn logo(image: &Image) -> Result<(), DocumentError> {
    within("logo", image.bytes.len(), IMAGE)?;
    line("logo.alt", &image.alt)?;
    let fault = |message: &str| DocumentError::Image { field: "logo".to_owned(), message: message.to_owned() };
    match image.format {
        // Packed SVG could unpack to any size.
        ImageFormat::Svg if image.bytes.starts_with(b"\x1f\x8b") => Err(fault("packed SVG is not read")),
        ImageFormat::Svg => svg_size(&image.bytes, "logo").map(|_| ()),
        ImageFormat::Png | ImageFormat::Jpeg => {
            let is_png = image.bytes.starts_with(b"\x89PNG");
            if is_png != (image.format == ImageFormat::Png) {
                return Err(fault("the file is not of the format given"));
            }
            let (width, height) = pixel_size(&image.bytes).ok_or_else(|| fault("the header cannot be read"))?;
            if width.max(height) > PIXELS { Err(fault("more than 8000 pixels on a side")) } else { Ok(()) }
        }
    }
}
