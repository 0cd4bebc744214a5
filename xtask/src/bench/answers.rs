//! Saved answers per second, as the quick form sends them, and as the operation takes them.

use super::{
    http::{Client, between},
    in_process,
    report::Table,
};
use crate::program::{Demonstration, Server};
use anyhow::{Context as _, Result, ensure};
use std::{
    path::Path,
    thread,
    time::{Duration, Instant},
};

/// How many answer at once, each other controls.
const CLIENTS: usize = 8;
const LASTS: Duration = Duration::from_secs(10);

/// Measures both ways.
pub fn measure(program: &Path) -> Result<Table> {
    let mut table = in_process("answers", "Answers")?;
    let demonstration = Demonstration::load(program, "m")?;
    let server = Server::start(program, &demonstration.folder, "warn")?;
    let mut client = Client::connect(&server.address)?;
    let cookie = client.sign_in("koordinator")?;
    let form = open_form(&mut client)?;
    let csrf = between(&form.page, "name=\"csrf-token\" content=\"", "\"").context("no token in the page")?.to_owned();
    let started = Instant::now();
    let (address, path, csrf) = (&server.address, &form.path, &csrf);
    let counts: Result<Vec<u32>> = thread::scope(|scope| {
        let people: Vec<_> = (0..CLIENTS)
            .map(|person| {
                let rows: Vec<(String, u32)> = form.rows.iter().skip(person).step_by(CLIENTS).cloned().collect();
                let cookie = &cookie;
                scope.spawn(move || answer(Client::with_cookie(address, cookie)?, path, csrf, rows))
            })
            .collect();
        let join = |person: thread::ScopedJoinHandle<'_, Result<u32>>| {
            person.join().map_err(|_| anyhow::anyhow!("a client panicked"))?
        };
        people.into_iter().map(join).collect()
    });
    let saved: u32 = counts?.iter().sum();
    let rate = f64::from(saved) / started.elapsed().as_secs_f64();
    table.row(&[
        &format!("answers saved by {CLIENTS} people through the page, size m, SQLite"),
        "500 a second",
        &format!("{rate:.0} a second"),
    ]);
    Ok(table)
}

/// The quick form of an open analysis.
struct Form {
    path: String,
    page: String,
    /// Code and version of each control.
    rows: Vec<(String, u32)>,
}

fn open_form(client: &mut Client) -> Result<Form> {
    let list = client.page("/gap-analyse")?;
    let ids = list.split("href=\"/gap-analyse/").skip(1).filter_map(|rest| rest.split(['"', '/', '?']).next());
    let ids: Vec<&str> = ids.filter(|id| id.len() == 36).collect();
    for id in ids {
        let path = format!("/gap-analyse/{id}/skema");
        let page = client.page(&path)?;
        if !page.contains("data-saves") {
            continue;
        }
        let rows = page.split("id=\"v-").skip(1).filter_map(|rest| {
            let code = rest.split('"').next()?.to_owned();
            let version = between(rest, "value=\"", "\"")?.parse().ok()?;
            Some((code, version))
        });
        return Ok(Form { rows: rows.collect(), path, page });
    }
    anyhow::bail!("no analysis is open for answers")
}

fn answer(mut client: Client, path: &str, csrf: &str, mut rows: Vec<(String, u32)>) -> Result<u32> {
    let started = Instant::now();
    let (mut saved, mut level) = (0, 0_u32);
    let headers = [("hx-request", "true"), ("x-csrf-token", csrf)];
    while started.elapsed() < LASTS {
        // Another level than last time, so that each answer is a change.
        level = (level + 1) % 6;
        for (code, version) in &mut rows {
            let (paper, practice, stamp) = (level.to_string(), ((level + 1) % 6).to_string(), version.to_string());
            let names = ["documentation", "implementation", "version"].map(|field| format!("{code}.{field}"));
            let form =
                [(names[0].as_str(), paper.as_str()), (&names[1], &practice), (&names[2], &stamp), ("csrf", csrf)];
            let answer = client.post(path, &form, &headers)?;
            ensure!(answer.status == 200, "{code} answers {}: {}", answer.status, answer.text());
            let text = answer.text();
            let now = between(&text, &format!("id=\"v-{code}\""), ">").and_then(|tag| between(tag, "value=\"", "\""));
            *version = now.and_then(|now| now.parse().ok()).context("no version in the answer")?;
            saved += 1;
        }
    }
    Ok(saved)
}
