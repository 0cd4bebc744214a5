//! Solves every `.rcp` file of a folder (or one file) for the shortest makespan and prints one line for each.
//!
//! `cargo run --release -p bavn-core --example rcp -- FOLDER --seconds 1 [--work N] [--prefix j60] [--best FILE]`
//!
//! `--work` limits the counted work instead of the time, which gives the same result on every machine.
//! `--best` names a file with lines `name makespan` (best known values) to compare with.

use bavn_core::recovery::{Limits, Objective, read_rcp, solve, verify};
use std::collections::HashMap;
use std::io::Write;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::time::{Duration, Instant};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut folder = None;
    let (mut seconds, mut prefix, mut best) = (1.0, String::new(), HashMap::new());
    let mut limits = Limits::endless(1);
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        let mut value = || arguments.next().ok_or("a value after the option");
        match argument.as_str() {
            "--seconds" => seconds = value()?.parse()?,
            "--work" => (limits.work, seconds) = (value()?.parse()?, 1e9),
            "--prefix" => prefix = value()?,
            "--best" => {
                let text = std::fs::read_to_string(value()?)?;
                best.extend(text.lines().filter_map(|line| {
                    let (name, makespan) = line.split_once(' ')?;
                    Some((name.to_owned(), makespan.trim().parse::<u32>().ok()?))
                }));
            }
            _ => folder = Some(PathBuf::from(argument)),
        }
    }
    let folder = folder.ok_or("usage: rcp FOLDER [--seconds S] [--work N] [--prefix NAME] [--best FILE]")?;
    let mut files: Vec<PathBuf> = if folder.is_file() {
        vec![folder]
    } else {
        std::fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path())).collect::<Result<_, _>>()?
    };
    let named = |file: &PathBuf| file.file_stem().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    files.retain(|file| file.extension().is_some_and(|end| end == "rcp") && named(file).starts_with(&prefix));
    files.sort();
    let mut out = std::io::stdout().lock();
    let (mut proved, mut gaps, mut known, mut path) = (0, 0.0, 0.0, 0.0);
    for file in &files {
        let problem = read_rcp(&std::fs::read(file)?)?;
        let start = Instant::now();
        let mut found = start.elapsed();
        let mut last = None;
        let mut shortest = 0;
        let outcome = solve(&problem, Objective::Makespan, &limits, &mut |progress| {
            if last.is_none() {
                shortest = progress.makespan_bound;
            }
            if last != progress.makespan {
                (last, found) = (progress.makespan, start.elapsed());
            }
            let over = start.elapsed() >= Duration::from_secs_f64(seconds);
            if over { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        })?;
        let time = start.elapsed();
        let faults = verify(&problem, &outcome.schedule);
        if let Some(fault) = faults.first() {
            return Err(format!("{}: {fault}", file.display()).into());
        }
        let (length, bound) = (f64::from(outcome.makespan), f64::from(outcome.makespan_bound));
        let goal = best.get(&named(file)).copied();
        proved += usize::from(outcome.is_optimal());
        gaps += (length - bound) / bound * 100.0;
        path += (length - f64::from(shortest)) / f64::from(shortest) * 100.0;
        known += goal.map_or(0.0, |goal| (length - f64::from(goal)) / f64::from(goal) * 100.0);
        writeln!(
            out,
            "{:10} makespan {:4} bound {:4} first bound {:4} best known {:>4} {:8.3} s (found {:.3} s) work {} {}",
            named(file),
            outcome.makespan,
            outcome.makespan_bound,
            shortest,
            goal.map_or("-".to_owned(), |goal| goal.to_string()),
            time.as_secs_f64(),
            found.as_secs_f64(),
            outcome.work,
            if outcome.is_optimal() { "proved" } else { "" }
        )?;
    }
    let count = files.len() as f64;
    writeln!(
        out,
        "{} files, {proved} proved; mean gap to own bound {:.2} %, to first bound {:.2} %, to best known {:.2} %",
        files.len(),
        gaps / count,
        path / count,
        known / count
    )?;
    Ok(())
}
