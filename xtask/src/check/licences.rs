//! The licences and bans of `deny.toml`, held against every crate that is built in. Needs no other program.

use super::{Faults, spdx};
use crate::{
    repository::Repository,
    shell::{cargo, output},
};
use anyhow::{Context as _, Result};
use serde::Deserialize;

#[derive(Debug, Deserialize)]
struct Deny {
    licenses: Licences,
    bans: Bans,
}

#[derive(Debug, Deserialize)]
struct Licences {
    allow: Vec<String>,
}

#[derive(Debug, Deserialize)]
struct Bans {
    deny: Vec<Banned>,
}

#[derive(Debug, Deserialize)]
struct Banned {
    #[serde(rename = "crate")]
    name: String,
}

#[derive(Debug, Deserialize)]
struct Metadata {
    packages: Vec<Package>,
}

#[derive(Debug, Deserialize)]
struct Package {
    name: String,
    version: String,
    license: Option<String>,
    /// None for a crate of this workspace.
    source: Option<String>,
}

/// Every crate with another licence, from another source than crates.io, or that is banned.
pub fn faults(repository: &Repository) -> Result<Faults> {
    let deny: Deny = toml::from_str(&repository.file("deny.toml")?.text).context("deny.toml does not parse")?;
    let found = output(&mut cargo(&["metadata", "--format-version", "1", "--locked"])?)?;
    let metadata: Metadata = serde_json::from_str(&found).context("what `cargo metadata` gave does not parse")?;
    Ok(judge(&deny, &metadata))
}

fn judge(deny: &Deny, metadata: &Metadata) -> Faults {
    let mut faults = Faults::new();
    for package in &metadata.packages {
        let name = format!("{} {}", package.name, package.version);
        if deny.bans.deny.iter().any(|banned| banned.name == package.name) {
            faults.push(format!("{name} is banned in deny.toml"));
        }
        let Some(source) = &package.source else { continue };
        if !source.starts_with("registry+") || !source.contains("crates.io-index") {
            faults.push(format!("{name} does not come from the package registry"));
        }
        match &package.license {
            None => faults.push(format!("{name} names no licence")),
            Some(licence) => match spdx::is_allowed(licence, &deny.licenses.allow) {
                Ok(true) => {}
                Ok(false) => faults.push(format!("{name}: {licence} is not among the licences in deny.toml")),
                Err(problem) => faults.push(format!("{name}: the licence `{licence}` cannot be read: {problem}")),
            },
        }
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bans_and_licences_are_held() {
        let deny = Deny {
            licenses: Licences { allow: vec!["MIT".into()] },
            bans: Bans { deny: vec![Banned { name: "c".into() }] },
        };
        let registry = Some("registry+https://example/crates.io-index".to_owned());
        let package = |name: &str, license: Option<&str>, source: &Option<String>| Package {
            name: name.into(),
            version: "1.0.0".into(),
            license: license.map(Into::into),
            source: source.clone(),
        };
        let metadata = Metadata {
            packages: vec![
                package("own", None, &None),
                package("a", Some("MIT OR GPL-3.0"), &registry),
                package("b", Some("GPL-3.0"), &registry),
                package("c", Some("MIT"), &registry),
                package("d", None, &registry),
            ],
        };
        let faults = judge(&deny, &metadata);
        assert_eq!(faults.len(), 3, "{faults:?}");
    }
}
