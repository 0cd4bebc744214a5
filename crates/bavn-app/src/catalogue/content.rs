use crate::{Error, Result, content};
use bavn_core::catalogue::{
    Catalogue, parse_area_file, parse_exceptions_file, parse_framework_file, parse_mapping_file,
};
use sha2::{Digest, Sha256};
use std::{collections::BTreeMap, sync::OnceLock};

/// Whether a file is content of the catalogue.
fn is_catalogue(name: &str) -> bool {
    name.ends_with(".toml") && ["controls/", "frameworks/", "mappings/"].iter().any(|folder| name.starts_with(folder))
}

/// The SHA-256 digest of each file of the catalogue that comes with this program, by its name; worked out once.
///
/// # Errors
/// As [`shipped_catalogue`].
pub(super) fn shipped_digests() -> Result<&'static BTreeMap<String, String>> {
    static DIGESTS: OnceLock<BTreeMap<String, String>> = OnceLock::new();
    if let Some(known) = DIGESTS.get() {
        return Ok(known);
    }
    let names = content::names().filter(|name| is_catalogue(name));
    let digests = names.map(|name| Ok((name.to_string(), digest(&content::text(&name)?)))).collect::<Result<_>>()?;
    Ok(DIGESTS.get_or_init(|| digests))
}

fn digest(text: &str) -> String {
    hex::encode(Sha256::digest(text.as_bytes()))
}

/// The catalogue that comes with this program, checked, and the SHA-256 digest of each file by its name.
///
/// # Errors
/// [`Error::Content`] naming file and key; a test of the program keeps this from happening.
pub fn shipped_catalogue() -> Result<(Catalogue, BTreeMap<String, String>)> {
    let (mut frameworks, mut areas, mut mappings, mut exceptions) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let mut digests = BTreeMap::new();
    for name in content::names().filter(|name| is_catalogue(name)) {
        let text = &content::text(&name)?;
        digests.insert(name.to_string(), digest(text));
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
