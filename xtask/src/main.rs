//! Checks, tests, benchmarks and vendored assets of Bavn: `cargo xtask --help`.

mod assets;
mod bench;
mod check;
mod cost;
mod fuzz;
mod interop;
mod program;
mod repository;
mod shell;
mod testing;

use anyhow::Result;
use clap::{Args, Parser, Subcommand};
use std::process::ExitCode;

#[derive(Debug, Parser)]
#[command(name = "cargo xtask", about, disable_help_subcommand = true)]
struct Cli {
    #[command(subcommand)]
    command: Task,
}

#[derive(Debug, Subcommand)]
enum Task {
    /// Format, lints, docs, licences, dependencies, directions, texts: what everyone runs before a commit.
    #[command(after_help = "Example:\n  cargo xtask check\n  cargo xtask check --quick")]
    Check {
        /// Only what needs no compiler.
        #[arg(long)]
        quick: bool,
    },
    /// Bring what the tests need and pass them: both engines, then the browser.
    #[command(after_help = "Example:\n  cargo xtask test\n  cargo xtask test --only browser --screenshots")]
    Test(testing::TestArgs),
    /// Measure a release build against its goals; prints Markdown.
    #[command(after_help = "Example:\n  cargo xtask bench pages\n  cargo xtask bench all --write docs/performance.md")]
    Bench(bench::BenchArgs),
    /// Fetch the vendored design files anew, or compare them with their hashes.
    #[command(after_help = "Example:\n  cargo xtask assets --check")]
    Assets(AssetsArgs),
    /// Read files of other programs, compare what they give with what is expected, and write them again.
    #[command(after_help = "Example:\n  cargo xtask interop ../shared/interop")]
    Interop(interop::InteropArgs),
    /// Throw files made by seeded accident at the readers of foreign formats.
    #[command(after_help = "Example:\n  cargo xtask fuzz --seconds 600 yaml xml")]
    Fuzz(fuzz::FuzzArgs),
}

#[derive(Debug, Args)]
struct AssetsArgs {
    /// Only compare, without a network.
    #[arg(long)]
    check: bool,
}

fn main() -> ExitCode {
    let outcome = match Cli::parse().command {
        Task::Check { quick } => check::run(quick),
        Task::Test(args) => testing::run(&args),
        Task::Bench(args) => bench::run(&args),
        Task::Interop(args) => interop::run(&args),
        Task::Fuzz(args) => fuzz::run(&args),
        Task::Assets(args) => if args.check { assets::check() } else { assets::run() }.map(|()| true),
    };
    match outcome {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            shell::complain(&format!("{error:#}"));
            ExitCode::FAILURE
        }
    }
}

/// What a task gives: whether all is well. An error means that it could not find out.
type Outcome = Result<bool>;
