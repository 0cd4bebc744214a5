//! The program under test: building it, starting it, asking what it takes.

use crate::shell::{cargo, output};
use anyhow::{Context as _, Result, bail};
use std::{
    io::{BufRead as _, BufReader},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::mpsc,
    time::{Duration, Instant},
};

/// How long the program may take to serve.
const PATIENCE: Duration = Duration::from_secs(120);

/// How a build is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Build {
    /// The same as for the tests.
    Debug,
    /// What people run.
    Release,
}

/// Builds `bavn`, and gives where cargo put it.
pub fn build(build: Build) -> Result<PathBuf> {
    let arguments: &[&str] = match build {
        Build::Debug => &["build", "--workspace", "--bins"],
        Build::Release => &["build", "--package", "bavn", "--release"],
    };
    let mut command = cargo(arguments)?;
    command.args(["--locked", "--message-format=json-render-diagnostics"]);
    let messages = output(command.stderr(Stdio::inherit()))?;
    let mut programs = messages.lines().filter_map(|line| {
        let message: serde_json::Value = serde_json::from_str(line).ok()?;
        let is_bavn = message["reason"] == "compiler-artifact" && message["target"]["name"] == "bavn";
        message["executable"].as_str().filter(|_| is_bavn).map(PathBuf::from)
    });
    programs.next_back().context("cargo built no program named bavn")
}

/// A running `bavn serve`.
#[derive(Debug)]
pub struct Server {
    child: Child,
    /// Where it serves, such as `127.0.0.1:40123`.
    pub address: String,
    /// The lines of its log, one JSON object each.
    pub log: mpsc::Receiver<String>,
}

impl Server {
    /// Serves a folder's database on a free port.
    pub fn start(program: &Path, data: &Path, log_level: &str) -> Result<Self> {
        let started = Instant::now();
        let mut child = Command::new(program)
            .args(["--log-json", "serve", "--port", "0", "--data"])
            .arg(data)
            .env("RUST_LOG", log_level)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .with_context(|| format!("starting {}", program.display()))?;
        let said = lines_of(child.stdout.take());
        let log = lines_of(child.stderr.take());
        while let Ok(line) = said.recv_timeout(PATIENCE.saturating_sub(started.elapsed())) {
            if let Some((_, address)) = line.split_once("http://") {
                let address = address.trim().to_owned();
                return Ok(Self { child, address, log });
            }
        }
        child.kill()?;
        child.wait()?;
        bail!("bavn did not serve: {}", log.try_iter().collect::<Vec<_>>().join("\n"))
    }

    /// Resident memory in bytes, as the kernel counts it.
    pub fn memory(&self) -> Result<u64> {
        self.kernel_says("VmRSS:")
    }

    /// The greatest resident memory so far, in bytes.
    pub fn most_memory(&self) -> Result<u64> {
        self.kernel_says("VmHWM:")
    }

    fn kernel_says(&self, name: &str) -> Result<u64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let line = status.lines().find_map(|line| line.strip_prefix(name)).with_context(|| format!("no {name}"))?;
        let kilobytes: u64 = line.trim().trim_end_matches("kB").trim().parse()?;
        Ok(kilobytes * 1024)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        for problem in [self.child.kill().err(), self.child.wait().err()].into_iter().flatten() {
            crate::shell::complain(&format!("bavn could not be stopped: {problem}"));
        }
    }
}

/// The lines of a stream, read by a thread of their own.
fn lines_of(stream: Option<impl std::io::Read + Send + 'static>) -> mpsc::Receiver<String> {
    let (sender, receiver) = mpsc::channel();
    if let Some(stream) = stream {
        std::thread::spawn(move || {
            for line in BufReader::new(stream).lines().map_while(Result::ok) {
                if sender.send(line).is_err() {
                    break;
                }
            }
        });
    }
    receiver
}

/// A demonstration in a temporary folder, removed when dropped.
#[derive(Debug)]
pub struct Demonstration {
    /// The folder of its database.
    pub folder: PathBuf,
}

impl Demonstration {
    /// Loads the demonstration of a size, `s` or `m`.
    pub fn load(program: &Path, size: &str) -> Result<Self> {
        let folder = std::env::temp_dir().join(format!("bavn-bench-{size}-{}", std::process::id()));
        std::fs::create_dir_all(&folder).with_context(|| format!("making {}", folder.display()))?;
        let demonstration = Self { folder };
        let mut load = Command::new(program);
        load.args(["demo", "--load-only", "--size", size, "--data"]).arg(&demonstration.folder);
        output(load.env("RUST_LOG", "warn"))?;
        Ok(demonstration)
    }
}

impl Drop for Demonstration {
    fn drop(&mut self) {
        if let Err(error) = std::fs::remove_dir_all(&self.folder) {
            crate::shell::complain(&format!("{}: {error}", self.folder.display()));
        }
    }
}
