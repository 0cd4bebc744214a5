//! Frameworks of others: taking the largest of a folder in, and opening the largest of them in an analysis.

use super::{
    http::{Client, between},
    report::Table,
};
use crate::{
    cost::{percentile, shown},
    program::{Demonstration, Server},
    shell::output,
};
use anyhow::{Context as _, Result, ensure};
use std::{
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::{Duration, Instant},
};

/// How often each file is taken into a database that does not have it.
const IMPORTS: usize = 5;
const OPENS: usize = 41;

/// Takes the largest library and the largest catalog of `files` in, each into a new demonstration, and opens the largest framework.
pub fn measure(program: &Path, files: &Path) -> Result<Table> {
    let library = largest(&files.join("ciso-assistant"))?;
    let catalog = largest(&files.join("oscal/catalog"))?;
    let mut table = Table::new("Imports", &["what", "goal", "measured"]);
    for (kind, file) in [("library", &library), ("oscal", &catalog)] {
        let mut times = Vec::with_capacity(IMPORTS);
        let mut memory = 0;
        for _ in 0..IMPORTS {
            let demonstration = Demonstration::load(program, "s")?;
            let (took, most) = import(program, &demonstration.folder, kind, file)?;
            times.push(took);
            memory = memory.max(most);
        }
        times.sort();
        let bytes = file.metadata()?.len() as f64 / 1e6;
        let what = format!("`bavn import {kind}` of {bytes:.1} MB, the whole command, SQLite");
        let measured = format!("median {}, {:.0} MB at most", shown(percentile(&times, 0.5)), memory as f64 / 1e6);
        table.row(&[&what, "1 s", &measured]);
    }
    let demonstration = Demonstration::load(program, "s")?;
    for (kind, file) in [("library", &library), ("oscal", &catalog)] {
        import(program, &demonstration.folder, kind, file)?;
    }
    let (nodes, times) = open(program, &demonstration.folder)?;
    let what = format!("the page of an analysis with a framework of {nodes} requirements");
    let measured = format!("median {}, p95 {}", shown(percentile(&times, 0.5)), shown(percentile(&times, 0.95)));
    table.row(&[&what, "50 ms", &measured]);
    table.note(format!("{IMPORTS} imports, each into a new demonstration; {OPENS} pages, one after the other."));
    Ok(table)
}

/// The largest file of a folder.
fn largest(folder: &Path) -> Result<PathBuf> {
    let mut files = Vec::new();
    for entry in folder.read_dir().with_context(|| format!("reading {}", folder.display()))? {
        let entry = entry?;
        let facts = entry.metadata()?;
        if facts.is_file() {
            files.push((facts.len(), entry.path()));
        }
    }
    let found = files.into_iter().max().with_context(|| format!("{} holds no file", folder.display()))?;
    Ok(found.1)
}

/// Runs the command; how long it took, and its greatest resident memory in bytes as far as it was seen.
pub(super) fn import(program: &Path, data: &Path, kind: &str, file: &Path) -> Result<(Duration, u64)> {
    import_with(program, data, &[kind], file)
}

/// The same with options behind the kind.
pub(super) fn import_with(program: &Path, data: &Path, kind: &[&str], file: &Path) -> Result<(Duration, u64)> {
    let started = Instant::now();
    let mut child = Command::new(program)
        .arg("import")
        .args(kind)
        .arg(file)
        .arg("--data")
        .arg(data)
        .env("RUST_LOG", "warn")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .spawn()
        .with_context(|| format!("starting {}", program.display()))?;
    let mut most = 0;
    let status = loop {
        if let Some(status) = child.try_wait()? {
            break status;
        }
        most = most.max(peak(child.id()).unwrap_or_default());
        std::thread::sleep(Duration::from_millis(2));
    };
    ensure!(status.success(), "importing {} ended with {status}", file.display());
    Ok((started.elapsed(), most))
}

/// The greatest resident memory of a process that still runs.
fn peak(process: u32) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.trim().trim_end_matches("kB").trim().parse::<u64>().ok()? * 1024)
}

/// Opens the framework with the most requirements in the newest analysis, again and again.
fn open(program: &Path, data: &Path) -> Result<(u64, Vec<Duration>)> {
    let listed = output(Command::new(program).args(["catalogue", "list", "--json", "--data"]).arg(data))?;
    let frameworks: Vec<serde_json::Value> = serde_json::from_str(&listed)?;
    let nodes = |one: &serde_json::Value| one["nodes"].as_u64().unwrap_or_default();
    let largest = frameworks.iter().max_by_key(|one| nodes(one)).context("there is no framework")?;
    let key = largest["key"].as_str().context("a framework without key")?;
    let server = Server::start(program, data, "warn")?;
    let mut client = Client::connect(&server.address)?;
    client.sign_in("koordinator")?;
    let list = client.page("/gap-analyse")?;
    let link = between(&list, "href=\"/gap-analyse/", "\"").context("no analysis in the list")?;
    // An identifier is 36 characters; what follows is one of its pages.
    let analysis = link.get(..36).context("no identifier in the link")?;
    let path = format!("/gap-analyse/{analysis}/ramme/{key}");
    client.page(&path)?;
    let mut times = Vec::with_capacity(OPENS);
    for _ in 0..OPENS {
        let started = Instant::now();
        client.page(&path)?;
        times.push(started.elapsed());
    }
    times.sort();
    Ok((nodes(largest), times))
}
