//! Pictures with alternative text.

use super::package::Package;
use crate::raster::{draw, pixel_size};
use crate::xml::escape;
use crate::{DocumentError, Figure, Image, ImageFormat};

/// English metric units in a millimetre.
const EMU_PER_MM: f64 = 36_000.0;
const RELATION: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image";

/// Adds pictures to a part of a package, numbered so that names and ids do not meet.
pub(super) struct Pictures {
    next: u32,
}

impl Pictures {
    pub(super) const fn new() -> Self {
        // Above the ids Word gives the drawings of a template.
        Self { next: 7301 }
    }

    /// A chart as SVG for Word of today, with PNG for the rest; gives the run that holds it.
    pub(super) fn chart(
        &mut self,
        package: &mut Package,
        part: &str,
        figure: &Figure,
        alt: &str,
        width: f64,
    ) -> Result<String, DocumentError> {
        let drawn = draw(figure.svg.as_bytes(), 2.5, "figure")?;
        // The reader's machine may lack our font; Arial is near it in width.
        let vector =
            figure.svg.replace("font-family=\"IBM Plex Sans\"", "font-family=\"IBM Plex Sans, Arial, sans-serif\"");
        let number = self.take();
        let png = self.add(package, part, number, "png", drawn.png)?;
        let svg = self.add(package, part, number, "svg", vector.into_bytes())?;
        Ok(run(number, alt, (width, width * drawn.height / drawn.width.max(1.0)), &png, Some(&svg)))
    }

    /// A logo inside a box, in millimetres.
    pub(super) fn logo(
        &mut self,
        package: &mut Package,
        part: &str,
        image: &Image,
        (widest, tallest): (f64, f64),
    ) -> Result<String, DocumentError> {
        let number = self.take();
        let (pixels, relation, vector) = match image.format {
            ImageFormat::Svg => {
                let drawn = draw(&image.bytes, 4.0, "logo")?;
                let png = self.add(package, part, number, "png", drawn.png)?;
                let svg = self.add(package, part, number, "svg", image.bytes.clone())?;
                ((drawn.width, drawn.height), png, Some(svg))
            }
            ImageFormat::Png | ImageFormat::Jpeg => {
                let size = pixel_size(&image.bytes).ok_or_else(|| DocumentError::Image {
                    field: "logo".to_owned(),
                    message: "the header cannot be read".to_owned(),
                })?;
                (size, self.add(package, part, number, image.format.extension(), image.bytes.clone())?, None)
            }
        };
        let scale = (widest / pixels.0.max(1.0)).min(tallest / pixels.1.max(1.0));
        Ok(run(number, &image.alt, (pixels.0 * scale, pixels.1 * scale), &relation, vector.as_deref()))
    }

    const fn take(&mut self) -> u32 {
        self.next += 1;
        self.next
    }

    fn add(
        &self,
        package: &mut Package,
        part: &str,
        number: u32,
        extension: &str,
        bytes: Vec<u8>,
    ) -> Result<String, DocumentError> {
        let media_type = match extension {
            "svg" => "image/svg+xml",
            "jpeg" => "image/jpeg",
            _ => "image/png",
        };
        package.declare(extension, media_type)?;
        package.put(&format!("word/media/bavn{number}.{extension}"), bytes);
        package.relate(part, RELATION, &format!("media/bavn{number}.{extension}"))
    }
}

fn emu(millimetres: f64) -> String {
    format!("{:.0}", (millimetres * EMU_PER_MM).max(1.0))
}

/// An inline picture; namespaces are declared here, since a template's root may not have them.
fn run(number: u32, alt: &str, (width, height): (f64, f64), relation: &str, vector: Option<&str>) -> String {
    let (cx, cy, alt) = (emu(width), emu(height), escape(alt));
    let vector = vector.map_or_else(String::new, |id| {
        format!(
            "<a:extLst><a:ext uri=\"{{96DAC541-7B7A-43D3-8B79-37D633B846F1}}\"><asvg:svgBlip \
             xmlns:asvg=\"http://schemas.microsoft.com/office/drawing/2016/SVG/main\" r:embed=\"{id}\"/></a:ext></a:extLst>"
        )
    });
    format!(
        "<w:r><w:drawing><wp:inline xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" \
         xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
         xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\" \
         xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" distT=\"0\" distB=\"0\" distL=\"0\" \
         distR=\"0\"><wp:extent cx=\"{cx}\" cy=\"{cy}\"/><wp:docPr id=\"{number}\" name=\"bavn{number}\" descr=\"{alt}\"/>\
         <wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect=\"1\"/></wp:cNvGraphicFramePr><a:graphic><a:graphicData \
         uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><pic:pic><pic:nvPicPr><pic:cNvPr id=\"{number}\" \
         name=\"bavn{number}\" descr=\"{alt}\"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip \
         r:embed=\"{relation}\">{vector}</a:blip><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off \
         x=\"0\" y=\"0\"/><a:ext cx=\"{cx}\" cy=\"{cy}\"/></a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr>\
         </pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
}
