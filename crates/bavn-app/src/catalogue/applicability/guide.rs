use crate::{Error, Result, content};
use bavn_core::catalogue::{ApplicabilityGuide, parse_applicability_file};

/// The questions that lead through the assessment of a framework; `None` for one that has none, such as an imported one.
///
/// # Errors
/// [`Error::Content`]; a test of the program keeps this from happening.
pub fn applicability_guide(framework: &str) -> Result<Option<ApplicabilityGuide>> {
    let name = format!("applicability/{framework}.toml");
    if !content::names().any(|known| known == name) {
        return Ok(None);
    }
    let guide = parse_applicability_file(&name, &content::text(&name)?);
    guide.map(Some).map_err(|error| Error::Content(error.to_string()))
}
