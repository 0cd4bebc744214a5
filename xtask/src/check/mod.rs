//! `cargo xtask check`: the rules of the house that a program can see.

mod clocks;
mod compiler;
mod dependencies;
mod directions;
mod documents;
mod licences;
mod rust_text;
mod sources;
mod spdx;
mod texts;

use crate::{Outcome, assets, cost, repository::Repository, shell::say};
use anyhow::Result;
use std::time::Instant;

/// What a rule finds wrong, one line each.
type Faults = Vec<String>;

/// The word a rule is known by, and the rule.
type Rule = (&'static str, fn(&Repository) -> Result<Faults>);

/// The rules that read files.
const RULES: [Rule; 9] = [
    ("slice directions", directions::faults),
    ("SQL in its place", directions::sql_faults),
    ("clocks, files, environment", clocks::faults),
    ("sources", sources::faults),
    ("templates", sources::template_faults),
    ("texts", texts::faults),
    ("paths in documents", documents::faults),
    ("unused dependencies", dependencies::faults),
    ("licences and bans", licences::faults),
];

/// Runs every rule, tells all faults, and whether there were none.
pub fn run(quick: bool) -> Outcome {
    let repository = Repository::read()?;
    let mut failed = Vec::new();
    for (name, rule) in RULES {
        let faults = rule(&repository)?;
        say(format!("{} {name}", if faults.is_empty() { "ok    " } else { "FAILED" }))?;
        for fault in &faults {
            say(format!("       {fault}"))?;
        }
        if !faults.is_empty() {
            failed.push(name);
        }
    }
    for long in sources::long_files(&repository) {
        say(format!("note   {long}"))?;
    }
    if let Err(error) = assets::check() {
        say(format!("FAILED vendored assets\n       {error:#}"))?;
        failed.push("vendored assets");
    }
    if !quick {
        for (name, step) in compiler::STEPS {
            let started = Instant::now();
            say(format!("running {name}"))?;
            let is_well = step()?;
            say(format!("{} {name} ({})", if is_well { "ok    " } else { "FAILED" }, cost::shown(started.elapsed())))?;
            if !is_well {
                failed.push(name);
            }
        }
    }
    if failed.is_empty() {
        say("check: everything holds")?;
        return Ok(true);
    }
    say(format!("check: {} failed: {}", failed.len(), failed.join(", ")))?;
    Ok(false)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_repository_keeps_every_rule() -> Result<()> {
        let repository = Repository::read()?;
        let mut all = Vec::new();
        for (name, rule) in RULES {
            all.extend(rule(&repository)?.into_iter().map(|fault| format!("{name}: {fault}")));
        }
        assert!(all.is_empty(), "{}", all.join("\n"));
        Ok(())
    }
}
