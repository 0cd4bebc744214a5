//! The pages of critical tasks, scenarios and recovery orders at size m: time in the server and SQL statements.

use super::super::{http::Client, report::Table};
use crate::{
    cost::{percentile, shown},
    program::{Demonstration, Server},
};
use anyhow::{Context as _, Result, ensure};
use std::{
    collections::BTreeMap,
    path::Path,
    time::{Duration, Instant},
};

/// How often each page is opened, after the first time.
const OPENS: usize = 41;

/// The pages with their addresses, for the things that the demonstration happens to have.
pub fn addresses(client: &mut Client) -> Result<Vec<(&'static str, String)>> {
    let task = first_in(client, "/konsekvensanalyse")?;
    let scenarios = client.page("/genopretning")?;
    let scenario = id_after(&scenarios, "/genopretning/scenarier/").context("no scenario on /genopretning")?;
    let scenario = format!("/genopretning/scenarier/{scenario}");
    let mut pages = vec![
        ("critical tasks", "/konsekvensanalyse".to_owned()),
        ("critical tasks, searched and sorted", "/konsekvensanalyse?q=udbetaling&sort=rto".to_owned()),
        ("critical task", task.clone()),
        ("interview, impact", format!("{task}/interview/3")),
        ("interview, needs", format!("{task}/interview/6")),
        ("heat map", "/konsekvensanalyse/varmekort".to_owned()),
        ("conflicts", "/konsekvensanalyse/konflikter".to_owned()),
        ("teams", "/genopretning/hold".to_owned()),
        ("scenarios and plans", "/genopretning".to_owned()),
        ("scenario", scenario.clone()),
        ("what falls when", format!("{scenario}/forloeb")),
        ("recovery order", format!("{scenario}/raekkefoelge")),
    ];
    if let Some(plan) = id_after(&scenarios, "/genopretning/planer/") {
        pages.push(("recovery plan", format!("/genopretning/planer/{plan}")));
    }
    Ok(pages)
}

fn first_in(client: &mut Client, list: &str) -> Result<String> {
    let page = client.page(list)?;
    let id = id_after(&page, &format!("{list}/")).with_context(|| format!("nothing on {list}"))?;
    Ok(format!("{list}/{id}"))
}

/// The first identifier that stands after a text.
fn id_after(page: &str, before: &str) -> Option<String> {
    let ends = |letter: char| !letter.is_ascii_hexdigit() && letter != '-';
    let ids = page.split(before).skip(1).filter_map(|rest| rest.split(ends).next());
    ids.filter(|id| id.len() == 36).map(str::to_owned).next()
}

/// What the program's log told of a page.
#[derive(Default)]
struct Told {
    times: Vec<Duration>,
    statements: u64,
}

/// Opens each page many times, one after the other, and reads from the program's log what each took in the server.
pub fn measure(program: &Path) -> Result<Table> {
    let demonstration = Demonstration::load(program, "m")?;
    let server = Server::start(program, &demonstration.folder, "bavn_web=info,warn")?;
    let mut client = Client::connect(&server.address)?;
    client.sign_in("koordinator")?;
    let pages = addresses(&mut client)?;
    let mut table =
        Table::new("Recovery order: pages", &["page", "first time", "median in the server", "p95", "SQL statements"]);
    for (name, path) in &pages {
        let started = Instant::now();
        client.page(path)?;
        let first = started.elapsed();
        // The line of a request is written after its answer: those of what was opened before are let by.
        while server.log.recv_timeout(Duration::from_millis(50)).is_ok() {}
        for _ in 0..OPENS {
            client.page(path)?;
        }
        let mut told = told(&server);
        let bare = path.split('?').next().unwrap_or(path);
        let told = told.get_mut(bare).with_context(|| format!("the log says nothing of {path}"))?;
        ensure!(told.times.len() == OPENS, "{} of {OPENS} openings of {path} are in the log", told.times.len());
        told.times.sort();
        let cells = [
            shown(first),
            shown(percentile(&told.times, 0.5)),
            shown(percentile(&told.times, 0.95)),
            told.statements.to_string(),
        ];
        table.row(&[name, &cells[0], &cells[1], &cells[2], &cells[3]]);
    }
    table.note(format!(
        "Size m (300 critical tasks, 12 teams, 1,500 recovery steps), SQLite, one person, {OPENS} openings of each after the first. The first \
         opening of an order searches for it; it is kept until something that it is made from changes. Goal: median 10 ms, p95 40 ms, 20 \
         statements; the first order of a scenario within 2 s."
    ));
    Ok(table)
}

fn told(server: &Server) -> BTreeMap<String, Told> {
    let mut all: BTreeMap<String, Told> = BTreeMap::new();
    while let Ok(line) = server.log.recv_timeout(Duration::from_millis(200)) {
        let Ok(entry) = serde_json::from_str::<serde_json::Value>(&line) else { continue };
        let fields = &entry["fields"];
        let (Some(path), Some(took)) = (entry["span"]["path"].as_str(), fields["microseconds"].as_u64()) else {
            continue;
        };
        let of_path = all.entry(path.to_owned()).or_default();
        of_path.times.push(Duration::from_micros(took));
        of_path.statements = of_path.statements.max(fields["statements"].as_u64().unwrap_or_default());
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_are_found_in_a_page() {
        let id = "0198a0de-0000-7000-8000-00000000000a";
        let page = format!("<a href=\"/x/ny\"> <a href=\"/x/{id}?y\"> <a href=\"/x/{id}\">");
        assert_eq!(id_after(&page, "/x/").as_deref(), Some(id));
        assert_eq!(id_after(&page, "/z/"), None);
    }
}
