//! What templates read as `/data.json`, for the parts that documents share.

use serde_json::{Value, json};
use time::Date;

use super::File;
use crate::raster::chart_size;
use crate::xml::paragraphs;
use crate::{Figure, FigureTable, Language, Letterhead};

/// The most characters of an alternative text with the table behind it; screen readers give it in one go.
const LONGEST_ALT: usize = 1_500;

pub(crate) fn letterhead(letterhead: &Letterhead, files: &mut Vec<File>) -> Value {
    let logo = letterhead.logo.as_ref().map(|image| {
        let name = format!("logo.{}", image.format.extension());
        files.push(File { name: name.clone(), bytes: image.bytes.clone() });
        json!({ "path": format!("/{name}"), "alt": image.alt })
    });
    let primary = letterhead.primary_colour.readable_on_white();
    json!({
        "municipality": letterhead.municipality,
        "sender_unit": letterhead.sender_unit,
        "address_lines": letterhead.address_lines,
        "logo": logo,
        "primary": primary.hex(),
        "tint": primary.tint(7).hex(),
        "accent": letterhead.accent_colour.hex(),
    })
}

/// A figure under the name `name.svg`.
pub(crate) fn figure(figure: &Figure, name: &str, files: &mut Vec<File>) -> Value {
    files.push(File { name: format!("{name}.svg"), bytes: figure.svg.clone().into_bytes() });
    json!({
        "path": format!("/{name}.svg"),
        "title": figure.title,
        "alt": alternative(figure),
        "table": figure.table.as_ref().map(table),
        "ratio": chart_size(&figure.svg, name).map_or(1.0, |(width, height)| height / width.max(1.0)),
    })
}

/// The alternative text with the rows of the table after it, so that the numbers reach everyone.
pub(crate) fn alternative(figure: &Figure) -> String {
    let mut text = if figure.alt.trim().is_empty() { figure.title.clone() } else { figure.alt.clone() };
    for row in figure.table.iter().flat_map(|table| &table.rows) {
        let line = row.join(" ");
        if text.chars().count() + line.chars().count() > LONGEST_ALT {
            break;
        }
        text.push_str("; ");
        text.push_str(&line);
    }
    text
}

/// A table with every row as long as its head.
pub(crate) fn table(table: &FigureTable) -> Value {
    let rows: Vec<Vec<&str>> = table
        .rows
        .iter()
        .map(|row| (0..table.head.len()).map(|cell| row.get(cell).map_or("", String::as_str)).collect())
        .collect();
    json!({ "head": table.head, "rows": rows })
}

pub(crate) fn text(value: &str) -> Value {
    json!(paragraphs(value))
}

pub(crate) fn date(value: Date) -> Value {
    json!({ "year": value.year(), "month": u8::from(value.month()), "day": value.day() })
}

pub(crate) fn language(value: Language) -> Value {
    let (lang, region) = value.parts();
    json!({ "lang": lang, "region": region })
}
