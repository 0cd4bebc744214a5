//! Recovery orders: public projects (PSPLIB) beside OR-Tools CP-SAT, and how the work grows with the size.
//!
//! Times are processor time, since the machine may have other work. The 1 s runs take every project; those of 10 s every sixth, for
//! all of them take long.

mod pages;
mod plot;

pub use pages::addresses;

use super::report::Table;
use crate::{
    repository,
    shell::{cargo, output, say, succeed},
};
use anyhow::{Context as _, Result, ensure};
use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    process::Command,
};

const SETS: [&str; 4] = ["j30", "j60", "j90", "j120"];

/// Who solves, and for how long.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Runner {
    seconds: u32,
    /// Of CP-SAT; `None` for ours, which is one.
    workers: Option<u32>,
}

impl Runner {
    const ALL: [Self; 4] = [
        Self { seconds: 1, workers: None },
        Self { seconds: 1, workers: Some(1) },
        Self { seconds: 10, workers: None },
        Self { seconds: 10, workers: Some(1) },
    ];

    fn name(self) -> String {
        match self.workers {
            None => format!("Bavn, {} s", self.seconds),
            Some(1) => format!("CP-SAT, {} s, 1 worker", self.seconds),
            Some(workers) => format!("CP-SAT, {} s, {workers} workers", self.seconds),
        }
    }
}

/// What a run gave for a project.
#[derive(Clone, Copy, Debug)]
struct Found {
    makespan: f64,
    is_proved: bool,
    took: f64,
}

type Results = BTreeMap<Runner, BTreeMap<String, Found>>;

/// Measures: public projects beside another solver, with the picture, where there are projects; how the work grows; and the pages.
pub fn measure(files: Option<&Path>, program: &Path) -> Result<Vec<Table>> {
    let mut tables = Vec::new();
    match files {
        Some(files) => tables.push(public(files)?),
        None => say("Public projects are left out: give their folder with --files DIR.")?,
    }
    tables.push(scale()?);
    tables.push(pages::measure(program)?);
    Ok(tables)
}

/// Public projects beside another solver, and the picture.
fn public(files: &Path) -> Result<Table> {
    let root = repository::root()?;
    let projects = projects(&files.join("psplib"))?;
    let load = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let python = python(&root)?;
    let mut results = Results::new();
    for runner in Runner::ALL {
        let chosen = projects.iter().enumerate().filter(|(at, _)| runner.seconds == 1 || at % 6 == 0);
        let chosen: Vec<&PathBuf> = chosen.map(|(_, file)| file).collect();
        say(format!("{}: {} projects", runner.name(), chosen.len()))?;
        results.insert(runner, run(runner, &python, &chosen)?);
    }
    let known = known(&files.join("psplib/best.txt"), &results);
    let mut table = Table::new(
        "Recovery order: public projects",
        &["set", "who, processor time", "projects", "proved", "mean gap to best known", "slowest proof"],
    );
    let mut bars = Vec::new();
    for set in SETS {
        for (runner, found) in &results {
            let of_set = || found.iter().filter(|(name, _)| name.starts_with(&format!("{set}_")));
            let count = of_set().count();
            if count == 0 {
                continue;
            }
            let proved: Vec<f64> = of_set().filter(|(_, found)| found.is_proved).map(|(_, found)| found.took).collect();
            let gap = |(name, found): (&String, &Found)| {
                known.get(name).map_or(0.0, |best| (found.makespan - best) / best * 100.0)
            };
            let mean = of_set().map(gap).sum::<f64>() / count as f64;
            bars.push(plot::Bar { set, runner: *runner, gap: mean });
            let slowest = proved.iter().copied().fold(0.0, f64::max);
            let cells = [
                set.to_owned(),
                runner.name(),
                count.to_string(),
                proved.len().to_string(),
                format!("{mean:.2} %"),
                if proved.is_empty() { String::from("–") } else { format!("{slowest:.2} s") },
            ];
            table.row(&cells.each_ref().map(String::as_str));
        }
    }
    let after = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let first = |load: &str| load.split_whitespace().next().unwrap_or("?").to_owned();
    table.note(format!(
        "PSPLIB sample, shortest makespan, seed 1, one core each. The runs of 10 s take every sixth project. Best known: of j60 and j120 the \
         makespans in the library's lists where they are given, otherwise the best that any of these runs found. Load of the machine (2 cores) \
         when this began and ended: {} and {}; times are processor time.",
        first(&load),
        first(&after)
    ));
    table.note(String::from("![Mean gap to best known by set](recovery-gaps.svg)"));
    std::fs::write(root.join("docs/recovery-gaps.svg"), plot::picture(&SETS, &bars))?;
    Ok(table)
}

/// The projects of the sample, by set and name.
fn projects(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries = std::fs::read_dir(folder).with_context(|| format!("reading {}", folder.display()))?;
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.map(|entry| entry.path())).collect::<Result<_, _>>()?;
    files.retain(|file| file.extension().is_some_and(|ending| ending == "rcp"));
    ensure!(!files.is_empty(), "no `.rcp` file in {}", folder.display());
    files.sort_by_key(|file| {
        let name = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let numbers = name.split(|letter: char| !letter.is_ascii_digit()).filter_map(|part| part.parse::<u32>().ok());
        (numbers.collect::<Vec<_>>(), name)
    });
    Ok(files)
}

/// A Python with OR-Tools, in a place of its own.
fn python(root: &Path) -> Result<PathBuf> {
    let place = root.join("target/ortools");
    let python = place.join("bin/python");
    if !python.is_file() {
        succeed(Command::new("python3").args(["-m", "venv"]).arg(&place))?;
    }
    let has_it = Command::new(&python).args(["-c", "import ortools"]).output()?.status.success();
    if !has_it {
        succeed(Command::new(&python).args(["-m", "pip", "install", "--quiet", "ortools"]))?;
    }
    Ok(python)
}

fn run(runner: Runner, python: &Path, files: &[&PathBuf]) -> Result<BTreeMap<String, Found>> {
    let lines = match runner.workers {
        None => {
            let mut bench =
                cargo(&["bench", "--package", "bavn-core", "--bench", "recovery", "--locked", "--", "solve"])?;
            output(bench.arg(runner.seconds.to_string()).args(files))?
        }
        Some(workers) => {
            let script = repository::root()?.join("xtask/src/bench/recovery/cp_sat.py");
            let mut solve = Command::new(python);
            solve.arg(script).arg(runner.seconds.to_string()).arg(workers.to_string());
            output(solve.args(files))?
        }
    };
    let mut found = BTreeMap::new();
    for line in lines.lines() {
        let cells: Vec<&str> = line.split('\t').collect();
        if let [name, makespan, _, proved, .., took] = cells[..] {
            let (makespan, took) = (makespan.parse()?, took.parse()?);
            found.insert(name.to_owned(), Found { makespan, is_proved: proved == "proved", took });
        }
    }
    ensure!(found.len() == files.len(), "{} of {} projects came back", found.len(), files.len());
    Ok(found)
}

/// The least makespan known of each project: from a file with lines `name makespan`, if it is there, and from the runs.
fn known(file: &Path, results: &Results) -> BTreeMap<String, f64> {
    let mut known = BTreeMap::new();
    let mut learn = |name: &str, makespan: f64| {
        let best = known.entry(name.to_owned()).or_insert(makespan);
        *best = makespan.min(*best);
    };
    let text = std::fs::read_to_string(file).unwrap_or_default();
    for (name, makespan) in text.lines().filter_map(|line| line.split_once(' ')) {
        if let Ok(makespan) = makespan.trim().parse() {
            learn(name, makespan);
        }
    }
    for (name, found) in results.values().flatten() {
        learn(name, found.makespan);
    }
    known
}

/// How the work grows, by the benchmark program of the crate.
fn scale() -> Result<Table> {
    let lines =
        output(&mut cargo(&["bench", "--package", "bavn-core", "--bench", "recovery", "--locked", "--", "scale"])?)?;
    let mut table = Table::new("Recovery order: size", &["what", "goal", "measured, processor time"]);
    for line in lines.lines() {
        let cells: Vec<&str> = line.split('\t').collect();
        if let [what, goal, measured] = cells[..] {
            table.row(&[what, goal, measured]);
        }
    }
    Ok(table)
}
