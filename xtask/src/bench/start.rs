//! From start to first page, and what the program takes then.

use super::{http::Client, report::Table};
use crate::{
    cost::{percentile, shown},
    program::{Demonstration, Server},
};
use anyhow::{Result, ensure};
use std::{path::Path, time::Instant};

const RUNS: usize = 21;

/// Starts the program again and again, and asks for the first page.
pub fn measure(program: &Path) -> Result<Table> {
    let demonstration = Demonstration::load(program, "s")?;
    let (mut times, mut memories) = (Vec::new(), Vec::new());
    for _ in 0..RUNS {
        let started = Instant::now();
        let server = Server::start(program, &demonstration.folder, "warn")?;
        let mut client = Client::connect(&server.address)?;
        ensure!(client.get("/log-ind")?.status == 200, "the first page was refused");
        times.push(started.elapsed());
        client.sign_in("koordinator")?;
        client.page("/")?;
        memories.push(server.memory()?);
    }
    times.sort();
    memories.sort_unstable();
    let memory = memories.get(RUNS / 2).copied().unwrap_or_default() as f64 / 1e6;
    let mut table = Table::new("Start", &["what", "goal", "measured"]);
    let first = format!("median {}, p95 {}", shown(percentile(&times, 0.5)), shown(percentile(&times, 0.95)));
    table.row(&["from start to first page, demonstration data, SQLite", "300 ms", &first]);
    table.row(&["resident memory after signing in and the start page", "80 MB", &format!("{memory:.0} MB")]);
    table.note(format!("{RUNS} starts."));
    Ok(table)
}
