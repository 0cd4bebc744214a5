//! Documents name files that exist.

use super::Faults;
use crate::repository::{Repository, SourceFile};
use anyhow::Result;

/// What the name of a path in the text begins with.
const ROOTS: [&str; 6] = ["crates/", "docs/", "content/", "xtask/", "packaging/", ".ci/"];

/// Every path in a document that leads nowhere.
pub fn faults(repository: &Repository) -> Result<Faults> {
    let mut faults = Faults::new();
    let is_document = |file: &&SourceFile| file.is("md") && (file.is_in("docs/") || !file.path.contains('/'));
    for file in repository.own().filter(is_document) {
        let folder = file.path.rsplit_once('/').map_or("", |(folder, _)| folder);
        for (number, line) in file.lines() {
            let links = targets(line).map(|target| joined(folder, target));
            for path in links.chain(names(line)) {
                if !exists(repository, &path) {
                    faults.push(format!("{}:{number}: {path} does not exist", file.path));
                }
            }
        }
    }
    Ok(faults)
}

/// The targets of links, without those to other sites and to places in the same page.
fn targets(line: &str) -> impl Iterator<Item = &str> {
    let all = line.split("](").skip(1).filter_map(|rest| rest.split([')', '#', ' ']).next());
    all.filter(|target| !target.is_empty() && !target.contains("://") && !target.starts_with("mailto:"))
}

/// The paths that stand between backticks; those with a placeholder are examples.
fn names(line: &str) -> impl Iterator<Item = String> {
    let quoted = line.split('`').skip(1).step_by(2);
    quoted
        .filter(|text| ROOTS.iter().any(|root| text.starts_with(root)))
        .filter(|text| !text.contains(['<', '*', '{', '…', ' ']) && !text.contains("NNNN"))
        .map(|text| text.split("::").next().unwrap_or(text).to_owned())
}

fn joined(folder: &str, target: &str) -> String {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            name => parts.push(name),
        }
    }
    parts.join("/")
}

fn exists(repository: &Repository, path: &str) -> bool {
    let path = path.trim_end_matches('/');
    let folder = format!("{path}/");
    repository.paths.iter().any(|found| found == path || found.starts_with(&folder))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_and_names_must_lead_somewhere() -> Result<()> {
        let text =
            "[a](../README.md) [b](c.md#d) [e](https://x.example/) `crates/a/<noun>/`\n`crates/a/` `crates/b/src`";
        let repository = Repository::of(&[("README.md", ""), ("docs/a.md", text), ("crates/a/x.rs", "")]);
        assert_eq!(
            faults(&repository)?,
            ["docs/a.md:1: docs/c.md does not exist", "docs/a.md:2: crates/b/src does not exist"]
        );
        Ok(())
    }
}
