//! The tests in the browser: a Node.js program with Playwright and axe drives Chromium against the demonstration.

use super::{
    needs::{check_node, chromium},
    tally::{Tally, follow},
};
use crate::{
    program::{Build, build},
    repository,
    shell::succeed,
};
use anyhow::{Context as _, Result};
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

/// Where the program is kept.
const SOURCES: &str = "crates/bavn/tests/browser";

/// What drives the browser, ready to run.
#[derive(Debug)]
pub struct Prepared {
    /// Where the programs and their packages are.
    pub folder: PathBuf,
    /// The browser.
    pub chromium: PathBuf,
}

/// Fetches the driver with its pinned versions.
pub fn prepared(root: &Path) -> Result<Prepared> {
    check_node()?;
    let chromium = chromium().context("Chromium is not installed")?;
    let folder = root.join("target/browser-tests");
    prepare(&root.join(SOURCES), &folder)?;
    Ok(Prepared { folder, chromium })
}

/// Builds Bavn and runs the tests.
pub fn run(screenshots: bool) -> Result<(Tally, bool)> {
    let root = repository::root()?;
    let Prepared { folder: place, chromium } = prepared(&root)?;
    let bavn = build(Build::Debug)?;
    let mut node = Command::new("node");
    node.arg(place.join("main.mjs")).current_dir(&place);
    node.env("BAVN_PROGRAM", bavn).env("BAVN_CHROMIUM", chromium);
    if screenshots {
        node.env("BAVN_SCREENSHOTS", root.join("target/screenshots"));
    }
    follow(&mut node, Tally::count_tap)
}

/// Copies the sources, and installs their packages if the lock file is another than last time.
fn prepare(sources: &Path, place: &Path) -> Result<()> {
    fs::create_dir_all(place)?;
    let lock = "package-lock.json";
    let installed = place.join("node_modules/.installed.json");
    let wanted = fs::read(sources.join(lock)).with_context(|| format!("reading {SOURCES}/{lock}"))?;
    for file in files(sources)? {
        if let Some(name) = file.file_name() {
            fs::copy(&file, place.join(name)).with_context(|| format!("copying {}", file.display()))?;
        }
    }
    if fs::read(&installed).is_ok_and(|found| found == wanted) {
        return Ok(());
    }
    let arguments = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
    succeed(Command::new("npm").args(arguments).current_dir(place))?;
    fs::write(&installed, wanted)?;
    Ok(())
}

fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder).with_context(|| format!("reading {}", folder.display()))?;
    let mut files = Vec::new();
    for entry in entries {
        let path = entry?.path();
        if path.is_file() {
            files.push(path);
        }
    }
    Ok(files)
}
