//! SVG as PNG, for readers that show no SVG (older Word, some case systems).

use std::sync::{Arc, LazyLock};

use resvg::tiny_skia::{Color, Pixmap, Transform};
use resvg::usvg::{self, fontdb};

use crate::DocumentError;
use crate::typesetting::FONT_FILES;

/// The most pixels on a side; a chart twice as large as it is shown on a landscape page stays below.
const LARGEST_SIDE: f32 = 6000.0;

static FONTS: LazyLock<Arc<fontdb::Database>> = LazyLock::new(|| {
    let mut database = fontdb::Database::new();
    for file in FONT_FILES {
        database.load_font_data(file.to_vec());
    }
    database.set_sans_serif_family("IBM Plex Sans");
    Arc::new(database)
});

/// An SVG drawn as PNG, with its size in CSS pixels.
pub(crate) struct Drawn {
    pub(crate) png: Vec<u8>,
    pub(crate) width: f64,
    pub(crate) height: f64,
}

fn parse(svg: &[u8], field: &str) -> Result<usvg::Tree, DocumentError> {
    let options = usvg::Options {
        fontdb: Arc::clone(&FONTS),
        font_family: "IBM Plex Sans".to_owned(),
        // A drawing must not make the server read its own files.
        image_href_resolver: usvg::ImageHrefResolver {
            resolve_data: Box::new(|_, _, _| None),
            resolve_string: Box::new(|_, _| None),
        },
        ..usvg::Options::default()
    };
    usvg::Tree::from_data(svg, &options).map_err(|cause| fault(field, cause))
}

/// The size of an SVG in CSS pixels; an error if it is not one.
pub(crate) fn svg_size(svg: &[u8], field: &str) -> Result<(f64, f64), DocumentError> {
    let size = parse(svg, field)?.size();
    Ok((f64::from(size.width()), f64::from(size.height())))
}

/// The size of a chart in CSS pixels; an error if it is no SVG.
///
/// Where the root says its size in plain numbers, as those of [`crate::charts`] do, the text of the chart is not set for it.
pub(crate) fn chart_size(svg: &str, field: &str) -> Result<(f64, f64), DocumentError> {
    root_size(svg).map_or_else(|| svg_size(svg.as_bytes(), field), Ok)
}

fn root_size(svg: &str) -> Option<(f64, f64)> {
    let document = usvg::roxmltree::Document::parse(svg).ok()?;
    let root = document.root_element();
    let side = |name| root.attribute(name)?.parse::<f64>().ok().filter(|side| side.is_finite() && *side > 0.0);
    root.has_tag_name(("http://www.w3.org/2000/svg", "svg")).then_some((side("width")?, side("height")?))
}

/// Draws an SVG on white at `scale` pixels for each CSS pixel, less if it would grow too large.
pub(crate) fn draw(svg: &[u8], scale: f32, field: &str) -> Result<Drawn, DocumentError> {
    let tree = parse(svg, field)?;
    let size = tree.size();
    let scale = scale.min(LARGEST_SIDE / size.width().max(size.height()));
    let scaled = size.to_int_size().scale_by(scale).ok_or_else(|| fault(field, "the drawing has no size"))?;
    let mut pixels =
        Pixmap::new(scaled.width(), scaled.height()).ok_or_else(|| fault(field, "the drawing has no size"))?;
    pixels.fill(Color::WHITE);
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut pixels.as_mut());
    let png = pixels.encode_png().map_err(|cause| fault(field, cause))?;
    Ok(Drawn { png, width: f64::from(size.width()), height: f64::from(size.height()) })
}

/// Width and height of a PNG or JPEG, read from its header.
pub(crate) fn pixel_size(bytes: &[u8]) -> Option<(f64, f64)> {
    png_size(bytes).or_else(|| jpeg_size(bytes))
}

fn png_size(bytes: &[u8]) -> Option<(f64, f64)> {
    let header = bytes.strip_prefix(b"\x89PNG\r\n\x1a\n")?;
    let number = |from: usize| header.get(from..from + 4).and_then(|part| part.try_into().ok()).map(u32::from_be_bytes);
    let size = (header.get(4..8)? == b"IHDR").then_some((number(8)?, number(12)?))?;
    (size.0 > 0 && size.1 > 0).then_some((f64::from(size.0), f64::from(size.1)))
}

/// Walks the segments of a JPEG (ITU-T T.81, annex B) to the frame header.
fn jpeg_size(bytes: &[u8]) -> Option<(f64, f64)> {
    let mut rest = bytes.strip_prefix(b"\xff\xd8")?;
    loop {
        let (marker, length) = match rest {
            [0xff, 0xff, ..] => {
                rest = rest.get(1..)?;
                continue;
            }
            [0xff, marker, high, low, ..] => (*marker, u16::from_be_bytes([*high, *low])),
            _ => return None,
        };
        let is_frame = matches!(marker, 0xc0..=0xcf) && !matches!(marker, 0xc4 | 0xc8 | 0xcc);
        if is_frame {
            let [h1, h2, w1, w2] = *rest.get(5..9)? else { return None };
            let (height, width) = (u16::from_be_bytes([h1, h2]), u16::from_be_bytes([w1, w2]));
            return (height > 0 && width > 0).then_some((f64::from(width), f64::from(height)));
        }
        rest = rest.get(2 + usize::from(length.max(2))..)?;
    }
}

fn fault(field: &str, cause: impl std::fmt::Display) -> DocumentError {
    DocumentError::Image { field: field.to_owned(), message: cause.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_drawing_becomes_a_png_of_the_scaled_size() {
        let svg = r##"<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="40" height="20" fill="#12475f"/></svg>"##;
        let drawn = draw(svg.as_bytes(), 2.0, "figure").expect("drawn");
        assert_eq!(pixel_size(&drawn.png), Some((80.0, 40.0)));
        assert!((drawn.width - 40.0).abs() < 1e-6 && (drawn.height - 20.0).abs() < 1e-6);
    }

    #[test]
    fn a_drawing_cannot_read_files_of_the_machine() {
        let svg = r#"<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="4" height="4"><image xlink:href="Cargo.toml" href="Cargo.toml" width="4" height="4"/></svg>"#;
        let blank = r#"<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"/>"#;
        let (drawn, nothing) = (draw(svg.as_bytes(), 1.0, "logo"), draw(blank.as_bytes(), 1.0, "logo"));
        assert_eq!(drawn.expect("drawn").png, nothing.expect("drawn").png);
    }

    #[test]
    fn a_huge_drawing_is_drawn_smaller() {
        let svg = r#"<svg xmlns="http://www.w3.org/2000/svg" width="100000" height="100"/>"#;
        let drawn = draw(svg.as_bytes(), 2.0, "logo").expect("drawn");
        assert_eq!(pixel_size(&drawn.png).map(|size| size.0), Some(6000.0));
    }

    #[test]
    fn the_size_of_a_chart_is_that_of_its_drawing() {
        let svg = |root: &str| format!(r#"<svg xmlns="http://www.w3.org/2000/svg" {root}><text y="9">å</text></svg>"#);
        for root in
            [r#"viewBox="0 0 30 60" width="40" height="20.5""#, r#"width="4cm" height="2in""#, r#"viewBox="0 0 3 7""#]
        {
            let svg = svg(root);
            let (sizes, drawn) =
                (chart_size(&svg, "figure").expect(root), svg_size(svg.as_bytes(), "figure").expect(root));
            assert!(
                (sizes.0 - drawn.0).abs() < 1e-3 && (sizes.1 - drawn.1).abs() < 1e-3,
                "{root}: {sizes:?} {drawn:?}"
            );
        }
        assert_eq!(root_size(&svg(r#"width="4cm" height="20""#)), None);
        assert!(chart_size(r#"<div width="4" height="4"/>"#, "figure").is_err());
        assert!(chart_size("<svg", "figure").is_err());
    }

    #[test]
    fn what_is_no_image_is_told() {
        assert!(matches!(draw(b"<svg", 1.0, "logo"), Err(DocumentError::Image { field, .. }) if field == "logo"));
        for bytes in [&b""[..], b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"\xff\xd8\xff\xe0\x00\x00\x00\x00", b"GIF89a"] {
            assert_eq!(pixel_size(bytes), None);
        }
    }

    #[test]
    fn the_size_of_a_jpeg_is_in_its_frame_header() {
        let jpeg = b"\xff\xd8\xff\xe0\x00\x04\x00\x00\xff\xff\xc2\x00\x0b\x08\x00\x10\x00\x20\x01\x01\x11\x00";
        assert_eq!(pixel_size(jpeg), Some((32.0, 16.0)));
    }
}
