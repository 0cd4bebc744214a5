//! `cargo xtask interop`: the readers and writers of foreign formats against files of others, which are not part of the project.

mod ciso;
mod expected;
mod oscal;
mod registers;
mod verdict;
mod words;

use crate::{Outcome, shell::say};
use anyhow::Result;
use clap::Args;
use std::path::PathBuf;
use verdict::Verdict;

#[derive(Debug, Args)]
pub struct InteropArgs {
    /// The folder with the files and the expected_*.csv.
    folder: PathBuf,
}

/// Reads every file, compares every column, and writes and reads it again; whether all is as expected.
pub fn run(args: &InteropArgs) -> Outcome {
    if !args.folder.is_dir() {
        say(format!("interop: skipped, {} is not there", args.folder.display()))?;
        return Ok(true);
    }
    let mut verdict = Verdict::default();
    ciso::run(&args.folder, &mut verdict)?;
    oscal::run(&args.folder, &mut verdict)?;
    registers::run(&args.folder, &mut verdict)?;
    finish(&verdict)
}

fn finish(verdict: &Verdict) -> Result<bool> {
    for fault in &verdict.faults {
        say(format!("  {fault}"))?;
    }
    say(format!("interop: {} comparisons, {} differences", verdict.compared, verdict.faults.len()))?;
    Ok(verdict.faults.is_empty() && verdict.compared > 0)
}
