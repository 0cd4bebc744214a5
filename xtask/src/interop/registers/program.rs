//! The program with a database of its own, asked on the command line.

use crate::program::{Build, build};
use anyhow::{Context as _, Result, ensure};
use serde_json::Value;
use std::{
    fs,
    io::Write as _,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
    time::{Duration, Instant},
};

/// How long one file may take, in a build that is not made for speed.
const PATIENCE: Duration = Duration::from_secs(60);

/// What was said: how it ended, and the JSON if there was some.
pub struct Said {
    pub code: Option<i32>,
    pub json: Value,
    pub error: String,
    pub took: Duration,
}

impl Said {
    /// A number at a path such as `/counts/created`; what is not there is 0.
    pub fn number(&self, path: &str) -> u64 {
        self.json.pointer(path).and_then(Value::as_u64).unwrap_or_default()
    }

    /// Whether it ended well, or with faults told.
    pub fn is_told(&self) -> bool {
        matches!(self.code, Some(0 | 3)) && self.took < PATIENCE
    }
}

/// The program and a folder with its database, removed when dropped.
pub struct Program {
    program: PathBuf,
    folder: PathBuf,
}

impl Program {
    /// Builds the program and sets a municipality up.
    pub fn set_up() -> Result<Self> {
        let program = build(Build::Debug)?;
        let folder = std::env::temp_dir().join(format!("bavn-interop-{}", std::process::id()));
        fs::create_dir_all(&folder).with_context(|| format!("making {}", folder.display()))?;
        let made = Self { program, folder };
        let words = ["setup", "--municipality", "0730", "--admin-name", "Prøve", "--username", "proeve"];
        let mut setup = made.command(&words);
        setup.arg("--password-stdin").stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = setup.spawn().context("starting bavn")?;
        if let Some(mut input) = child.stdin.take() {
            writeln!(input, "prøver med lister i en tom kommune")?;
        }
        let output = child.wait_with_output()?;
        ensure!(output.status.success(), "bavn could not be set up: {}", String::from_utf8_lossy(&output.stderr));
        Ok(made)
    }

    /// Writes a file into its folder.
    pub fn file(&self, name: &str, content: &[u8]) -> Result<PathBuf> {
        let path = self.folder.join(name);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(&path, content).with_context(|| format!("writing {}", path.display()))?;
        Ok(path)
    }

    /// `bavn import … --json`.
    pub fn import(&self, what: &str, words: &[&str]) -> Result<Said> {
        let started = Instant::now();
        let mut command = self.command(&["import", what]);
        let Output { status, stdout, stderr } = command.args(words).arg("--json").output().context("starting bavn")?;
        Ok(Said {
            code: status.code(),
            json: serde_json::from_slice(&stdout).unwrap_or_default(),
            error: String::from_utf8_lossy(&stderr).trim().to_owned(),
            took: started.elapsed(),
        })
    }

    /// The lists of the registers as they are: assets, dependencies, suppliers, contracts.
    pub fn lists(&self) -> Result<Vec<Vec<u8>>> {
        let list = |what: &str| {
            let path = self.folder.join(format!("{what}.csv"));
            let output = self.command(&["export", what]).arg(&path).output().context("starting bavn")?;
            ensure!(output.status.success(), "export {what}: {}", String::from_utf8_lossy(&output.stderr));
            Ok(fs::read(&path)?)
        };
        ["assets", "dependencies", "suppliers", "contracts"].into_iter().map(list).collect()
    }

    fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(&self.program);
        command.args(words).arg("--data").arg(self.data()).env_remove("BAVN_DATABASE_URL").env("RUST_LOG", "warn");
        command
    }

    fn data(&self) -> PathBuf {
        self.folder.join("data")
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        if let Err(error) = fs::remove_dir_all(&self.folder) {
            crate::shell::complain(&format!("{}: {error}", self.folder.display()));
        }
    }
}

/// A path as a word of a command line.
pub fn word(path: &Path) -> Result<&str> {
    path.to_str().with_context(|| format!("{} is no text", path.display()))
}
