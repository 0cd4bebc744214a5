//! A PostgreSQL cluster of the tests' own: on a socket in a temporary folder, gone afterwards.

use super::needs::postgres_programs;
use crate::shell::{complain, is_root, output, succeed};
use anyhow::{Context as _, Result, bail};
use std::{
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

/// How long a cluster may take to answer.
const PATIENCE: Duration = Duration::from_secs(60);

/// What makes a cluster quick that nobody will miss.
const SETTINGS: [&str; 8] = [
    "listen_addresses=",
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "wal_level=minimal",
    "max_wal_senders=0",
    "max_connections=400",
    "log_min_messages=fatal",
];

/// A running cluster.
#[derive(Debug)]
pub struct Cluster {
    folder: PathBuf,
    programs: PathBuf,
    is_root: bool,
    server: Child,
}

impl Cluster {
    /// Makes a cluster and waits until it answers. The server refuses to run as root, so root lets the user `postgres` run it.
    pub fn start() -> Result<Self> {
        let programs = postgres_programs().context("PostgreSQL's server programs are not installed")?;
        let is_root = is_root()?;
        let folder = std::env::temp_dir().join(format!("bavn-postgres-{}", std::process::id()));
        std::fs::create_dir(&folder).with_context(|| format!("making {}", folder.display()))?;
        if is_root {
            succeed(Command::new("chown").arg("postgres").arg(&folder))?;
        }
        let data = folder.join("data");
        let mut initdb = as_server(is_root, &programs.join("initdb"), &folder);
        initdb.args(["-U", "bavn", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N", "-D"]).arg(&data);
        output(&mut initdb)?;
        let mut server = as_server(is_root, &programs.join("postgres"), &folder);
        server.arg("-D").arg(&data).arg("-k").arg(&folder);
        for setting in SETTINGS {
            server.args(["-c", setting]);
        }
        let server = server.stdin(Stdio::null()).spawn().context("starting PostgreSQL")?;
        let mut cluster = Self { folder, programs, is_root, server };
        cluster.wait()?;
        Ok(cluster)
    }

    fn wait(&mut self) -> Result<()> {
        let started = Instant::now();
        while started.elapsed() < PATIENCE {
            if let Some(status) = self.server.try_wait()? {
                bail!("PostgreSQL ended with {status} before it answered");
            }
            let mut ready = Command::new(self.programs.join("pg_isready"));
            let quiet = ready.arg("-q").arg("-h").arg(&self.folder).current_dir(&self.folder);
            if quiet.status().is_ok_and(|status| status.success()) {
                return Ok(());
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        bail!("PostgreSQL did not answer within {} seconds", PATIENCE.as_secs())
    }

    /// How tests reach it.
    pub fn address(&self) -> String {
        format!("postgres://bavn@localhost/postgres?host={}", self.folder.display())
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        let mut stop = as_server(self.is_root, &self.programs.join("pg_ctl"), &self.folder);
        stop.args(["stop", "-s", "-m", "immediate", "-D"]).arg(self.folder.join("data"));
        if !stop.status().is_ok_and(|status| status.success()) {
            complain("PostgreSQL could not be asked to stop");
        }
        if let Err(error) = self.server.wait() {
            complain(&format!("PostgreSQL: {error}"));
        }
        if let Err(error) = std::fs::remove_dir_all(&self.folder) {
            complain(&format!("{}: {error}", self.folder.display()));
        }
    }
}

/// A program of the server, as a user who may run it, in a folder which that user may read.
fn as_server(is_root: bool, program: &Path, folder: &Path) -> Command {
    let mut command = if is_root {
        let mut command = Command::new("runuser");
        command.args(["-u", "postgres", "--"]).arg(program);
        command
    } else {
        Command::new(program)
    };
    command.current_dir(folder);
    command
}
