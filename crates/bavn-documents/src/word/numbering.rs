//! The numbered list of findings.

use super::package::{Package, fault, insert_before};
use crate::DocumentError;

const PART: &str = "word/numbering.xml";
const OURS: &str = include_str!("../../assets/docx/numbering.xml");
/// The id of our list, far from those Word gives.
pub(super) const LIST: u32 = 7301;

/// Adds our list to a template that lacks it.
pub(super) fn ensure(package: &mut Package) -> Result<(), DocumentError> {
    if !package.has(PART) {
        package.put(PART, OURS);
        package.relate(
            "word/document.xml",
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering",
            "numbering.xml",
        )?;
        return package.declare(
            "/word/numbering.xml",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml",
        );
    }
    let text = package.text(PART)?;
    if text.contains(&format!("w:numId=\"{LIST}\"")) {
        return Ok(());
    }
    let between = |from: &str, until: &str| {
        let start = OURS.find(from)?;
        let end = OURS.get(start..)?.find(until)? + start + until.len();
        OURS.get(start..end)
    };
    let (Some(shape), Some(list)) = (between("<w:abstractNum ", "</w:abstractNum>"), between("<w:num ", "</w:num>"))
    else {
        return Err(DocumentError::internal("our numbering part is incomplete"));
    };
    // Shapes stand before lists.
    let place = text.find("<w:num ").or_else(|| text.rfind("</w:numbering>"));
    let Some((before, after)) = place.map(|place| text.split_at(place)) else {
        return Err(fault(PART, "no </w:numbering>"));
    };
    let filled = insert_before(&format!("{before}{shape}{after}"), "</w:numbering>", list)
        .ok_or_else(|| fault(PART, "no </w:numbering>"))?;
    package.put(PART, filled);
    Ok(())
}
