//! Every page at size m with 50 people at work.

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
    collections::BTreeMap,
    path::Path,
    thread,
    time::{Duration, Instant},
};

/// How many are at work at once.
const CLIENTS: usize = 50;
/// How long each looks at a page before opening the next.
const THINKS: Duration = Duration::from_millis(1_000);
/// How many pages each opens.
const OPENS: usize = 40;

/// One look at a page.
struct Look {
    page: usize,
    took: Duration,
}

/// Measures every page.
pub fn measure(program: &Path) -> Result<Table> {
    let demonstration = Demonstration::load(program, "m")?;
    let server = Server::start(program, &demonstration.folder, "bavn_web=info,warn")?;
    let mut client = Client::connect(&server.address)?;
    let cookie = client.sign_in("koordinator")?;
    let pages = pages(&mut client)?;
    for (_, path) in &pages {
        client.page(path)?;
    }
    while server.log.try_recv().is_ok() {}
    let looks = look(&server.address, &cookie, &pages)?;
    let statements = statements(&server);

    let mut table = Table::new("Pages", &["page", "median", "p95", "SQL statements"]);
    for (index, (name, path)) in pages.iter().enumerate() {
        let times = sorted(looks.iter().filter(|look| look.page == index));
        let most = statements.get(path.split('?').next().unwrap_or(path)).copied().unwrap_or_default();
        let cells = [shown(percentile(&times, 0.5)), shown(percentile(&times, 0.95)), most.to_string()];
        table.row(&[name, &cells[0], &cells[1], &cells[2]]);
    }
    let all = sorted(looks.iter());
    let cells = [shown(percentile(&all, 0.5)), shown(percentile(&all, 0.95))];
    let most = statements.values().max().copied().unwrap_or_default().to_string();
    table.row(&["**all**, goal: median 10 ms, p95 40 ms, 20 statements", &cells[0], &cells[1], &most]);
    table.note(format!(
        "Size m, SQLite, {CLIENTS} people, each opening a page every second; {} pages in all. Times are what a browser on the \
         same machine waits, which is more than the time in the server.",
        looks.len()
    ));
    Ok(table)
}

fn sorted<'look>(looks: impl Iterator<Item = &'look Look>) -> Vec<Duration> {
    let mut times: Vec<Duration> = looks.map(|look| look.took).collect();
    times.sort();
    times
}

/// The pages, with the things that the demonstration happens to have.
fn pages(client: &mut Client) -> Result<Vec<(&'static str, String)>> {
    let list = client.page("/gap-analyse")?;
    let analysis = list
        .split("href=\"/gap-analyse/")
        .skip(1)
        .filter_map(|rest| rest.split(['"', '/', '?']).next())
        .find(|id| id.len() == 36)
        .context("no analysis on /gap-analyse")?;
    let analysis = format!("/gap-analyse/{analysis}");
    let form = client.page(&format!("{analysis}/skema"))?;
    let control = between(&form, &format!("{analysis}/kontrol/"), "\"").context("no control in the form")?.to_owned();
    let control = control.split(['?', '#']).next().unwrap_or_default().to_owned();
    let plan = client.page("/handleplan")?;
    let measure = between(&plan, "href=\"/handleplan/foranstaltning/", "\"").filter(|code| *code != "ny");
    let mut pages = vec![
        ("overview", "/".to_owned()),
        ("analyses", "/gap-analyse".to_owned()),
        ("analysis", analysis.clone()),
        ("quick form, all controls", format!("{analysis}/skema")),
        ("control", format!("{analysis}/kontrol/{control}")),
        ("changes since last", format!("{analysis}/aendringer")),
        ("per administration", format!("{analysis}/forvaltninger")),
        ("plan", "/handleplan".to_owned()),
        ("board", "/handleplan/tavle".to_owned()),
        ("Gantt", "/handleplan/gantt".to_owned()),
        ("economy", "/handleplan/oekonomi".to_owned()),
        ("projection", "/handleplan/fremskrivning".to_owned()),
        ("controls and frameworks", "/krav".to_owned()),
        ("reports", "/rapporter".to_owned()),
        ("organisation", "/organisation".to_owned()),
        ("audit log", "/revisionslog".to_owned()),
    ];
    if let Some(code) = measure {
        pages.push(("measure", format!("/handleplan/foranstaltning/{code}")));
    }
    pages.extend(super::recovery::addresses(client)?);
    Ok(pages)
}

/// Lets everyone open pages, each at a pace of their own, beginning at another page.
fn look(address: &str, cookie: &str, pages: &[(&'static str, String)]) -> Result<Vec<Look>> {
    let one = |person: usize| -> Result<Vec<Look>> {
        let mut client = Client::with_cookie(address, cookie)?;
        let mut looks = Vec::with_capacity(OPENS);
        let share = u32::try_from(person)?;
        thread::sleep(THINKS * share / u32::try_from(CLIENTS)?);
        for turn in 0..OPENS {
            let page = (person + turn) % pages.len();
            let started = Instant::now();
            let answer = client.get(&pages[page].1)?;
            looks.push(Look { page, took: started.elapsed() });
            ensure!(answer.status == 200, "{} answers {} under load", pages[page].1, answer.status);
            thread::sleep(THINKS.saturating_sub(started.elapsed()));
        }
        Ok(looks)
    };
    thread::scope(|scope| {
        let people: Vec<_> = (0..CLIENTS).map(|person| scope.spawn(move || one(person))).collect();
        let mut all = Vec::new();
        for person in people {
            all.extend(person.join().map_err(|_| anyhow::anyhow!("a client panicked"))??);
        }
        Ok(all)
    })
}

/// The most statements of each path, from the program's own log.
fn statements(server: &Server) -> BTreeMap<String, u64> {
    let mut most = BTreeMap::new();
    for line in server.log.try_iter() {
        let Ok(entry) = serde_json::from_str::<serde_json::Value>(&line) else { continue };
        let (Some(path), Some(count)) = (entry["span"]["path"].as_str(), entry["fields"]["statements"].as_u64()) else {
            continue;
        };
        let known = most.entry(path.to_owned()).or_default();
        *known = count.max(*known);
    }
    most
}
