//! `cargo xtask test`: brings what the tests need and passes them, on both engines and in the browser.

pub mod browser;
mod cargo_tests;
mod needs;
mod postgres;
mod tally;

use needs::Needs;

use crate::{Outcome, cost, shell::say};
use anyhow::Result;
use clap::{Args, ValueEnum};
use std::time::Instant;
use tally::Tally;

#[derive(Debug, Args)]
pub struct TestArgs {
    /// Only these tests.
    #[arg(long, value_enum)]
    only: Option<Part>,
    /// Leave pictures of every page in target/screenshots.
    #[arg(long)]
    screenshots: bool,
    /// Passed on to the tests in Rust: the names to run.
    names: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Part {
    /// Unit, integration and documentation tests.
    Rust,
    /// Pages and journeys in Chromium.
    Browser,
}

/// Runs the tests; whether all passed.
pub fn run(args: &TestArgs) -> Outcome {
    let wants = |part: Part| args.only.is_none_or(|only| only == part);
    if !Needs::find(wants(Part::Rust), wants(Part::Browser)).bring()? {
        return Ok(false);
    }
    let mut all = Tally::default();
    let mut is_well = true;
    if wants(Part::Rust) {
        let (tally, passed) = timed("tests in Rust", || cargo_tests::run(&args.names))?;
        all.add(&tally);
        is_well &= passed;
    }
    if wants(Part::Browser) && args.names.is_empty() {
        let (tally, passed) = timed("tests in the browser", || browser::run(args.screenshots))?;
        all.add(&tally);
        is_well &= passed;
    }
    let is_well = is_well && all.failed == 0 && all.passed > 0;
    say(all)?;
    Ok(is_well)
}

fn timed(name: &str, work: impl FnOnce() -> Result<(Tally, bool)>) -> Result<(Tally, bool)> {
    let started = Instant::now();
    let (tally, passed) = work()?;
    say(format!("{name}: {tally} ({})", cost::shown(started.elapsed())))?;
    Ok((tally, passed))
}
