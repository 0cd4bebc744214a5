//! The map of a thousand assets, drawn in the browser.

use super::{http::Client, report::Table};
use crate::{
    cost::{percentile, shown},
    program::{Demonstration, Server},
    repository,
    shell::{output, succeed},
    testing::browser,
};
use anyhow::{Context as _, Result, ensure};
use serde_json::{Value, json};
use std::{collections::BTreeSet, fs, path::Path, process::Command, time::Duration};

/// Systems that are taken in.
const SYSTEMS: usize = 1_000;
/// How often the map is opened.
const OPENS: usize = 21;

/// Takes a thousand systems with their relations in, as Kitos gives them, and opens their map in Chromium.
pub fn measure(program: &Path) -> Result<Table> {
    let demonstration = Demonstration::load(program, "s")?;
    let lists = demonstration.folder.join("kitos");
    fs::create_dir_all(&lists).with_context(|| format!("making {}", lists.display()))?;
    let (systems, usages) = systems();
    for (name, list) in [("it-systems.json", systems), ("it-system-usages.json", usages)] {
        let file = lists.join(name);
        fs::write(&file, list.to_string()).with_context(|| format!("writing {}", file.display()))?;
    }
    let mut import = Command::new(program);
    import.args(["import", "kitos", "--from"]).arg(&lists).arg("--data").arg(&demonstration.folder);
    succeed(&mut import)?;

    let server = Server::start(program, &demonstration.folder, "warn")?;
    let mut client = Client::connect(&server.address)?;
    client.sign_in("koordinator")?;
    let path = "/aktiver/kort?saml=intet";
    let bytes = client.page(path)?.len();
    let place = browser::prepared(&repository::root()?)?;
    let mut node = Command::new("node");
    node.arg(place.folder.join("drawn.mjs")).args([&format!("http://{}", server.address), path, &OPENS.to_string()]);
    let told = output(node.current_dir(&place.folder).env("BAVN_CHROMIUM", &place.chromium))?;
    let mut answered = Vec::with_capacity(OPENS);
    let mut drawn = Vec::with_capacity(OPENS);
    let mut nodes = 0;
    for line in told.lines() {
        let cells: Vec<f64> = line.split('\t').map(str::parse).collect::<Result<_, _>>().context(line.to_owned())?;
        let [answer, frame, count] = cells[..] else { anyhow::bail!("drawn.mjs said {line:?}") };
        answered.push(Duration::from_secs_f64(answer / 1_000.0));
        drawn.push(Duration::from_secs_f64(frame / 1_000.0));
        nodes = count as usize;
    }
    ensure!(drawn.len() == OPENS && nodes >= SYSTEMS, "the map was drawn {} times with {nodes} assets", drawn.len());
    let mut table = Table::new("Map", &["what", "goal", "median", "p95"]);
    for (what, goal, times) in
        [("until the page is there", "–", &mut answered), ("until it stands drawn", "1 s", &mut drawn)]
    {
        times.sort();
        table.row(&[what, goal, &shown(percentile(times, 0.5)), &shown(percentile(times, 0.95))]);
    }
    table.note(format!(
        "The map of {nodes} assets with {} dependencies and those of the demonstration, nothing folded, {} kB, in Chromium without a graphics \
         card, {OPENS} times: until the frame after the page is laid out.",
        (0..SYSTEMS).map(|at| needs(at).len()).sum::<usize>(),
        bytes / 1_000
    ));
    Ok(table)
}

fn uuid(kind: u32, number: usize) -> String {
    format!("{kind:08}-0000-4000-8000-{number:012}")
}

/// The systems that each stands on: before it, a few of which carry many.
fn needs(at: usize) -> BTreeSet<usize> {
    [at / 7, at.saturating_sub(1 + at * 31 % 97)].into_iter().filter(|on| *on < at).collect()
}

/// The systems and their uses, as Kitos lists them.
fn systems() -> (Value, Value) {
    let system = |at: usize| json!({ "uuid": uuid(1, at), "name": format!("Fagsystem {at:04}") });
    let usage = |at: usize| {
        let relation = |on: usize| json!({ "uuid": uuid(3, at * SYSTEMS + on), "toSystemUsage": { "uuid": uuid(2, on), "name": format!("Fagsystem {on:04}") } });
        let relations: Vec<Value> = needs(at).into_iter().map(relation).collect();
        json!({ "uuid": uuid(2, at), "systemContext": system(at), "outgoingSystemRelations": relations })
    };
    ((0..SYSTEMS).map(system).collect(), (0..SYSTEMS).map(usage).collect())
}
