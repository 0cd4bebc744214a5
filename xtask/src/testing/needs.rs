//! What the tests need from the machine.

use crate::{
    Outcome,
    shell::{find_program, is_root, say, succeed},
};
use anyhow::{Result, ensure};
use std::{
    path::{Path, PathBuf},
    process::Command,
};

/// The oldest Node.js that the browser's driver runs on.
const NODE: u32 = 20;

/// Debian packages that are missing.
#[derive(Debug, Default)]
pub struct Needs {
    packages: Vec<&'static str>,
}

impl Needs {
    /// Looks what is missing.
    pub fn find(rust: bool, browser: bool) -> Self {
        let mut packages = Vec::new();
        if rust {
            if postgres_programs().is_none() {
                packages.push("postgresql");
            }
            if find_program(&["pdfinfo"]).is_none() {
                packages.push("poppler-utils");
            }
        }
        if browser {
            if chromium().is_none() {
                packages.push("chromium");
            }
            if find_program(&["node"]).is_none() {
                packages.push("nodejs");
            }
            if find_program(&["npm"]).is_none() {
                packages.push("npm");
            }
        }
        Self { packages }
    }

    /// Installs what is missing, or tells how; whether all is there.
    pub fn bring(&self) -> Outcome {
        if self.packages.is_empty() {
            return Ok(true);
        }
        let command = format!("apt-get install -y --no-install-recommends {}", self.packages.join(" "));
        if find_program(&["apt-get"]).is_none() {
            say(format!(
                "The tests need {}. Install what this system calls them, and try again.",
                self.packages.join(", ")
            ))?;
            return Ok(false);
        }
        if !is_root()? {
            say(format!(
                "The tests need more programs. Run this, and try again:\n  sudo apt-get update && sudo {command}"
            ))?;
            return Ok(false);
        }
        say(format!("Installing: {}", self.packages.join(" ")))?;
        succeed(apt().arg("update").arg("-qq"))?;
        succeed(apt().args(command.split_whitespace().skip(1)))?;
        Ok(true)
    }
}

fn apt() -> Command {
    let mut command = Command::new("apt-get");
    command.env("DEBIAN_FRONTEND", "noninteractive");
    command
}

/// The folder with PostgreSQL's server programs, the newest if there are several.
pub fn postgres_programs() -> Option<PathBuf> {
    // A folder on the path may hold links to some of them only.
    let has_all =
        |folder: &Path| ["initdb", "postgres", "pg_ctl", "pg_isready"].iter().all(|name| folder.join(name).is_file());
    let beside = |program: PathBuf| program.parent().map(Path::to_owned);
    if let Some(folder) = find_program(&["initdb"]).and_then(beside).filter(|folder| has_all(folder)) {
        return Some(folder);
    }
    let versions = std::fs::read_dir("/usr/lib/postgresql").ok()?;
    let mut found: Vec<(u32, PathBuf)> = versions
        .filter_map(|entry| {
            let entry = entry.ok()?;
            let version = entry.file_name().to_str()?.parse().ok()?;
            let folder = entry.path().join("bin");
            has_all(&folder).then_some((version, folder))
        })
        .collect();
    found.sort();
    found.pop().map(|(_, folder)| folder)
}

/// The browser: the one that `BAVN_CHROMIUM` names, or the system's.
pub fn chromium() -> Option<PathBuf> {
    let named = std::env::var_os("BAVN_CHROMIUM").map(PathBuf::from);
    named.or_else(|| find_program(&["chromium", "chromium-browser", "google-chrome"]))
}

/// Node.js, new enough.
pub fn check_node() -> Result<()> {
    let said = crate::shell::output(Command::new("node").arg("--version"))?;
    let version = said.trim().trim_start_matches('v');
    let major = version.split('.').next().and_then(|major| major.parse::<u32>().ok());
    ensure!(
        major.is_some_and(|major| major >= NODE),
        "the tests in the browser need Node.js {NODE} or newer; `node --version` says {version}. Install a newer one, \
         or run the others alone: cargo xtask test --only rust"
    );
    Ok(())
}
