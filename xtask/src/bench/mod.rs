//! `cargo xtask bench`: measures a release build on demonstration data, against the goals. Never a test: a figure of one
//! machine proves nothing on another.

mod answers;
mod assets;
mod documents;
mod http;
mod imports;
mod map;
mod pages;
mod recovery;
mod report;
mod start;

use crate::{
    Outcome,
    program::{Build, build},
    shell::{cargo, output, say},
};
use anyhow::{Context as _, Result, ensure};
use clap::{Args, ValueEnum};
use report::Table;
use std::path::{Path, PathBuf};

#[derive(Debug, Args)]
pub struct BenchArgs {
    /// What to measure.
    #[arg(value_enum)]
    what: What,
    /// Also put the tables into this Markdown file, each in place of the one with the same heading.
    #[arg(long, value_name = "FILE")]
    write: Option<PathBuf>,
    /// The folder with files of others (`ciso-assistant/`, `oscal/catalog/`, `psplib/`), which are not part of the project.
    #[arg(long, value_name = "DIR")]
    files: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum What {
    /// From start to the first page, and memory after it.
    Start,
    /// Every page at size m with 50 people at work: median, p95, SQL statements.
    Pages,
    /// Saved answers per second, each with its record in the log.
    Answers,
    /// The memo as PDF: cold, warm, and memory after 1,000.
    Memo,
    /// The plan as PDF.
    Plan,
    /// Taking in the largest library and catalog of a folder, and opening the largest framework; needs --files.
    Imports,
    /// The list of 20,000 assets searched, narrowed and sorted, 1,200 as CSV, the map.
    Assets,
    /// The map of a thousand assets, drawn in Chromium.
    Map,
    /// A hundred thousand assets from CSV and XLSX, with pages opened meanwhile.
    RegisterImport,
    /// Recalculating an analysis with all frameworks.
    Recalculate,
    /// Recovery orders: how the work grows with the size, the pages at size m, and with --files public projects beside OR-Tools CP-SAT.
    Recovery,
    /// 100 times killed while answers are saved: nothing acknowledged is lost.
    Kill,
    /// All of them, one after the other.
    All,
}

/// Measures, and prints Markdown.
pub fn run(args: &BenchArgs) -> Outcome {
    let every = [
        What::Start,
        What::Pages,
        What::Answers,
        What::Memo,
        What::Plan,
        What::Assets,
        What::Map,
        What::RegisterImport,
        What::Recalculate,
        What::Kill,
    ];
    let mut wanted = if args.what == What::All { every.to_vec() } else { vec![args.what] };
    if args.what == What::All {
        wanted.push(What::Recovery);
        wanted.extend(args.files.as_ref().map(|_| What::Imports));
    }
    let mut tables = Vec::new();
    let program = build(Build::Release)?;
    if wanted.contains(&What::Recovery) {
        wanted.retain(|&what| what != What::Recovery);
        for table in recovery::measure(args.files.as_deref(), &program)? {
            say(&table)?;
            tables.push(table);
        }
    }
    for what in wanted {
        let table = measure(what, &program, args.files.as_deref())?;
        say(&table)?;
        tables.push(table);
    }
    if let Some(file) = &args.write {
        report::write(file, &tables)?;
    }
    Ok(true)
}

fn measure(what: What, program: &Path, files: Option<&Path>) -> Result<Table> {
    match what {
        What::Start => start::measure(program),
        What::Pages => pages::measure(program),
        What::Answers => answers::measure(program),
        What::Memo => documents::memo(program),
        What::Plan => documents::plan(program),
        What::Assets => assets::measure(program),
        What::Map => map::measure(program),
        What::RegisterImport => assets::register_import(program),
        What::Recalculate => in_process("recalculate", "Recalculation"),
        What::Imports => {
            imports::measure(program, files.context("imports are measured on files of others: --files DIR")?)
        }
        What::Kill => kill(),
        What::All | What::Recovery => anyhow::bail!("this is not one table of the program"),
    }
}

/// What is measured inside one process, by the benchmark program of the crate `bavn`: its lines are rows of cells between tabs.
fn in_process(what: &str, heading: &str) -> Result<Table> {
    let lines = output(&mut cargo(&["bench", "--package", "bavn", "--bench", "work", "--locked", "--", what])?)?;
    let mut table = Table::new(heading, &["what", "goal", "measured"]);
    for line in lines.lines() {
        let cells: Vec<&str> = line.split('\t').collect();
        if let [what, goal, measured] = cells[..] {
            table.row(&[what, goal, measured]);
        }
    }
    Ok(table)
}

/// Runs the test that kills, with its full number.
fn kill() -> Result<Table> {
    const KILLS: &str = "100";
    let mut test = cargo(&["test", "--package", "bavn", "--locked", "--test", "it", "--", "kill"])?;
    let said = output(test.env("BAVN_KILLS", KILLS)).context("the test that kills failed")?;
    ensure!(said.contains("kill") && !said.contains("running 0 tests"), "the test that kills was not found:\n{said}");
    let mut table = Table::new("Kills", &["what", "goal", "measured"]);
    table.row(&["`kill -9` while answers are saved: acknowledged answers lost", "0", &format!("0 in {KILLS} kills")]);
    Ok(table)
}
