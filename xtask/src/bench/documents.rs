//! The memo and the plan as PDF, as a person gets them from the page.

use super::{
    http::{Client, between},
    report::Table,
};
use crate::{
    cost::{percentile, shown},
    program::{Demonstration, Server},
};
use anyhow::{Context as _, Result, ensure};
use std::{
    path::Path,
    time::{Duration, Instant},
};

const MEMOS: usize = 1_000;
const PLANS: usize = 11;

/// The first memo, the next ones, and memory after a thousand.
pub fn memo(program: &Path) -> Result<Table> {
    let demonstration = Demonstration::load(program, "s")?;
    let server = Server::start(program, &demonstration.folder, "warn")?;
    let (mut client, path) = report(&server, "memo")?;
    let (first, _) = pdf(&mut client, &path)?;
    let before = server.memory()?;
    let mut times = Vec::with_capacity(MEMOS);
    let mut after_hundred = before;
    for number in 0..MEMOS {
        times.push(pdf(&mut client, &path)?.0);
        if number == 99 {
            after_hundred = server.memory()?;
        }
    }
    let megabytes = [before, after_hundred, server.memory()?].map(|bytes| bytes as f64 / 1e6);
    times.sort();
    let mut table = Table::new("Memo", &["what", "goal", "measured"]);
    table.row(&["the first memo as PDF after start", "80 ms", &shown(first)]);
    let warm = format!("median {}, p95 {}", shown(percentile(&times, 0.5)), shown(percentile(&times, 0.95)));
    table.row(&["the next ones", "20 ms", &warm]);
    let [one, hundred, thousand] = megabytes.map(|megabytes| format!("{megabytes:.0}"));
    let memory = format!("{one} MB after 1, {hundred} MB after 100, {thousand} MB after 1,000");
    table.row(&["resident memory", "no growth", &memory]);
    table.note("Through the page: reading the database, drawing the figure, setting and tagging the PDF.".into());
    Ok(table)
}

/// The whole plan of 300 measures with its annexes.
pub fn plan(program: &Path) -> Result<Table> {
    let demonstration = Demonstration::load(program, "long-plan")?;
    let server = Server::start(program, &demonstration.folder, "warn")?;
    let (mut client, path) = report(&server, "plan")?;
    let mut times = Vec::with_capacity(PLANS);
    let mut bytes = 0;
    for _ in 0..PLANS {
        let (took, size) = pdf(&mut client, &path)?;
        times.push(took);
        bytes = size;
    }
    times.sort();
    let mut table = Table::new("Plan", &["what", "goal", "measured"]);
    table.row(&[
        "the whole plan of 300 measures with annexes as PDF",
        "0.6 s",
        &format!("median {}", shown(percentile(&times, 0.5))),
    ]);
    table.note(format!("{} kB; {PLANS} times, through the page.", bytes / 1000));
    Ok(table)
}

/// Makes a report of a kind; gives where its draft is got as PDF.
fn report(server: &Server, kind: &str) -> Result<(Client, String)> {
    let mut client = Client::connect(&server.address)?;
    client.sign_in("koordinator")?;
    let page = client.page("/rapporter")?;
    let csrf = between(&page, "name=\"csrf-token\" content=\"", "\"").context("no token in the page")?.to_owned();
    let made = client.post("/rapporter", &[("csrf", &csrf), ("kind", kind), ("lang", "da")], &[])?;
    let path = made.headers.get("location").with_context(|| format!("making a report answers {}", made.status))?;
    let path = path.split(['?', '#']).next().unwrap_or_default();
    Ok((client, format!("{path}/hent/pdf")))
}

fn pdf(client: &mut Client, path: &str) -> Result<(Duration, usize)> {
    let started = Instant::now();
    let answer = client.get(path)?;
    ensure!(answer.status == 200 && answer.body.starts_with(b"%PDF"), "{path} answers {}", answer.status);
    Ok((started.elapsed(), answer.body.len()))
}
