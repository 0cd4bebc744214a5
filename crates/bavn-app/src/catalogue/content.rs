use crate::{Error, Result, content};
use bavn_core::catalogue::{
    Catalogue, parse_area_file, parse_exceptions_file, parse_framework_file, parse_mapping_file,
};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// The catalogue that comes with this program, checked, and the SHA-256 digest of each file by its name.
///
/// # Errors
/// [`Error::Content`] naming file and key; a test of the program keeps this from happening.
pub fn shipped_catalogue() -> Result<(Catalogue, BTreeMap<String, String>)> {
    let (mut frameworks, mut areas, mut mappings, mut exceptions) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let mut digests = BTreeMap::new();
    let folders = ["controls/", "frameworks/", "mappings/"];
    for name in
        content::names().filter(|name| name.ends_with(".toml") && folders.iter().any(|folder| name.starts_with(folder)))
    {
        let text = &content::text(&name)?;
        digests.insert(name.to_string(), hex::encode(Sha256::digest(text.as_bytes())));
        let wrong = |error: bavn_core::catalogue::ContentError| Error::Content(error.to_string());
        if name.ends_with("/exceptions.toml") {
            exceptions = parse_exceptions_file(&name, text).map_err(wrong)?;
        } else if name.starts_with("frameworks/") {
            frameworks.push(parse_framework_file(&name, text).map_err(wrong)?);
        } else if name.starts_with("mappings/") {
            mappings.push(parse_mapping_file(&name, text).map_err(wrong)?);
        } else {
            areas.push(parse_area_file(&name, text).map_err(wrong)?);
        }
    }
    let catalogue = Catalogue::assemble(frameworks, areas, mappings, exceptions)
        .map_err(|faults| Error::Content(faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")))?;
    Ok((catalogue, digests))
}
