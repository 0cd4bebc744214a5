//! Killed at any instant, Bavn has every answer that it acknowledged. `BAVN_KILLS` says how many times, 5 when it does not.

use crate::program::{Page, Served, bavn, command};
use serde_json::Value;
use std::{
    collections::BTreeMap,
    path::Path,
    sync::atomic::{AtomicUsize, Ordering},
    time::{Duration, Instant},
};

const SAVERS: usize = 4;

fn notes(data: &Path) -> (String, BTreeMap<String, String>) {
    let file = data.join("analysis.json");
    bavn(data, &["export", "gap", file.to_str().unwrap()]);
    let json: Value = serde_json::from_slice(&std::fs::read(file).unwrap()).unwrap();
    let controls = json["areas"].as_array().unwrap().iter().flat_map(|area| area["controls"].as_array().unwrap());
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    (text(&json["analysis"]["id"]), controls.map(|control| (text(&control["code"]), text(&control["note"]))).collect())
}

/// Saves answers to some controls until the connection breaks: the last note acknowledged and the one under way for each.
fn save(
    address: &str,
    id: &str,
    codes: &[String],
    cycle: u64,
    count: &AtomicUsize,
) -> BTreeMap<String, (String, String)> {
    let mut told = BTreeMap::new();
    let Some(session) = Page::sign_in(address) else { return told };
    let mut round = 0;
    loop {
        for code in codes {
            let path = format!("/gap-analyse/{id}/kontrol/{code}");
            let Some(page) = session.get(&path) else { return told };
            let note = format!("note {cycle}-{round}-{code}");
            let form = [
                ("csrf", page.value("csrf")),
                ("version", page.value("version")),
                ("documentation", "2".to_owned()),
                ("implementation", "2".to_owned()),
                ("note", note.clone()),
            ];
            let entry = told.entry(code.clone()).or_insert_with(|| (String::new(), String::new()));
            entry.1.clone_from(&note);
            match session.post(&path, &form) {
                Some(303) => {
                    entry.0 = note;
                    count.fetch_add(1, Ordering::Relaxed);
                }
                Some(status) => panic!("{path}: {status}"),
                None => return told,
            }
        }
        round += 1;
    }
}

#[test]
fn every_acknowledged_answer_is_there_after_kill() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path();
    bavn(data, &["demo", "--load-only"]);
    let (id, before) = notes(data);
    let codes: Vec<String> = before.into_keys().collect();
    let kills = std::env::var("BAVN_KILLS").ok().and_then(|kills| kills.parse().ok()).unwrap_or(5);
    for cycle in 0..kills {
        let mut served = Served::start(data);
        let (address, count, begun) = (served.address.clone(), AtomicUsize::new(0), Instant::now());
        let told: Vec<_> = std::thread::scope(|scope| {
            let savers: Vec<_> = codes
                .chunks(codes.len().div_ceil(SAVERS))
                .map(|codes| scope.spawn(|| save(&address, &id, codes, cycle, &count)))
                .collect();
            while count.load(Ordering::Relaxed) < SAVERS && begun.elapsed() < Duration::from_secs(60) {
                std::thread::sleep(Duration::from_millis(5));
            }
            // Somewhere in the middle of things, elsewhere each time.
            std::thread::sleep(Duration::from_millis(37 * (cycle % 20)));
            served.kill();
            savers.into_iter().flat_map(|saver| saver.join().unwrap()).collect()
        });
        let (_, stored) = notes(data);
        let acknowledged = told.iter().filter(|(_, (note, _))| !note.is_empty());
        assert!(acknowledged.clone().count() > 0, "nothing was acknowledged in a minute");
        for (code, (last, under_way)) in acknowledged {
            assert!(
                stored[code] == *last || stored[code] == *under_way,
                "{code}: {last} was acknowledged, {} is stored",
                stored[code]
            );
        }
        bavn(data, &["audit", "verify"]);
    }
}

#[test]
fn an_altered_record_is_found() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path();
    bavn(data, &["demo", "--load-only"]);
    let file = data.join("bavn.db");
    let mut bytes = std::fs::read(&file).unwrap();
    let place = bytes.windows(12).position(|part| part == b"\"koordinator").unwrap();
    bytes[place + 1] = b'K';
    std::fs::write(&file, bytes).unwrap();
    let output = command(data, &["audit", "verify", "--json"]).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let told: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(told["holds"], false);
}
