//! Word documents: a template document filled with text, tables and pictures (ECMA-376, transitional).

mod body;
mod fill;
mod marks;
mod numbering;
mod package;
mod picture;
mod styles;
mod table;
#[cfg(test)]
mod tests;

pub(crate) use body::{Body, Run};
pub(crate) use fill::{Filling, fill};
pub(crate) use styles::Style;
pub(crate) use table::{Group, Grouped, Side, Table};

use crate::DocumentError;
use package::Package;

/// The parts of our own template: name in the archive and content.
const PARTS: [(&str, &str); 11] = [
    ("[Content_Types].xml", include_str!("../../assets/docx/content_types.xml")),
    ("_rels/.rels", include_str!("../../assets/docx/package.rels")),
    ("docProps/core.xml", include_str!("../../assets/docx/core.xml")),
    ("word/_rels/document.xml.rels", include_str!("../../assets/docx/document.xml.rels")),
    ("word/document.xml", include_str!("../../assets/docx/document.xml")),
    ("word/styles.xml", include_str!("../../assets/docx/styles.xml")),
    ("word/numbering.xml", include_str!("../../assets/docx/numbering.xml")),
    ("word/settings.xml", include_str!("../../assets/docx/settings.xml")),
    ("word/header1.xml", include_str!("../../assets/docx/header1.xml")),
    ("word/header2.xml", include_str!("../../assets/docx/header2.xml")),
    ("word/footer1.xml", include_str!("../../assets/docx/footer1.xml")),
];

fn default_package() -> Package {
    Package::of(PARTS.iter().map(|(name, content)| ((*name).to_owned(), content.as_bytes().to_vec())).collect())
}

/// Our own template as a file.
pub(crate) fn default_template() -> Result<Vec<u8>, DocumentError> {
    default_package().write()
}
