//! A dependency that no source names is not needed.

use super::{
    Faults,
    rust_text::{has_word, without_comments},
};
use crate::repository::Repository;
use anyhow::{Context as _, Result};
use toml::{Table, Value};

/// Every dependency of a manifest that its crate does not name, and every one of the workspace that no crate takes.
pub fn faults(repository: &Repository) -> Result<Faults> {
    let mut faults = Faults::new();
    let mut taken = Vec::new();
    let manifests = repository.files.iter().filter(|file| file.path.ends_with("/Cargo.toml"));
    for manifest in manifests {
        let folder = manifest.path.trim_end_matches("Cargo.toml");
        let table: Table = manifest.text.parse().with_context(|| format!("{} does not parse", manifest.path))?;
        for (section, is_for_tests) in
            [("dependencies", false), ("dev-dependencies", true), ("build-dependencies", true)]
        {
            for name in names(&table, section) {
                let word = name.replace('-', "_");
                let is_named = repository.rust().filter(|file| file.is_in(folder)).any(|file| {
                    let counts = is_for_tests || file.path.contains("/src/") || file.path.ends_with("build.rs");
                    counts && has_word(&without_comments(&file.text), &word)
                });
                if !is_named {
                    faults.push(format!("{}: [{section}] {name} is not used", manifest.path));
                }
                taken.push(name);
            }
        }
    }
    let workspace: Table = repository.file("Cargo.toml")?.text.parse().context("Cargo.toml does not parse")?;
    let shared = workspace.get("workspace").and_then(Value::as_table).map(|table| names(table, "dependencies"));
    for name in shared.unwrap_or_default().into_iter().filter(|name| !taken.contains(name)) {
        faults.push(format!("Cargo.toml: [workspace.dependencies] {name} is taken by no crate"));
    }
    Ok(faults)
}

fn names(table: &Table, section: &str) -> Vec<String> {
    table.get(section).and_then(Value::as_table).map(|found| found.keys().cloned().collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_named_is_not_needed() -> Result<()> {
        let repository = Repository::of(&[
            ("Cargo.toml", "[workspace.dependencies]\na-b = \"1\"\nc = \"1\"\nd = \"1\""),
            ("crates/x/Cargo.toml", "[dependencies]\na-b.workspace = true\n[dev-dependencies]\nc.workspace = true"),
            ("crates/x/src/lib.rs", "// c\nuse a_b::e;"),
        ]);
        assert_eq!(
            faults(&repository)?,
            [
                "crates/x/Cargo.toml: [dev-dependencies] c is not used",
                "Cargo.toml: [workspace.dependencies] d is taken by no crate"
            ]
        );
        Ok(())
    }
}
