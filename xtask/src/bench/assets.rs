//! The register of assets with many rows: its list, its file, its map; and taking many rows in.

use super::{
    http::{Client, between},
    imports::{import, import_with},
    report::Table,
};
use crate::{
    cost::{percentile, shown},
    program::{Demonstration, Server},
    shell::output,
};
use anyhow::{Context as _, Result, ensure};
use std::{
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
    process::Command,
    thread,
    time::{Duration, Instant},
};

/// Rows of the register whose list is measured.
const LISTED: usize = 20_000;
/// Of those, the rows that are fetched as a file.
const FETCHED: usize = 1_200;
/// Rows that are taken in.
const TAKEN: usize = 100_000;
/// How often each address is opened.
const OPENS: usize = 41;

/// A table of so many systems; the first [`FETCHED`] are of one group.
fn table_of(rows: usize) -> Result<String> {
    const UNITS: [&str; 4] = ["It-drift", "Sundhed og Omsorg", "Jobcenter", "Biblioteket"];
    let mut text = String::from("Aktiv-id;Navn;Slags;Kritikalitet;MFA;Enhed;Beskrivelse;Support til\r\n");
    for row in 0..rows {
        let group = if row < FETCHED { "Udsnit" } else { "Øvrige" };
        let (kind, level) =
            (["It-system", "Server", "Computer"][row % 3], ["Lav", "Middel", "Høj", "Meget høj"][row % 4]);
        let (mfa, unit) = (["Ja", "Nej", "Delvis", ""][(row / 3) % 4], UNITS[(row / 7) % 4]);
        writeln!(
            text,
            "R-{row:06};{group} {:05} Ældrepleje;{kind};{level};{mfa};{unit};Række {row} af prøven;{:02}-{:02}-2027\r",
            (row * 7_919) % 100_003,
            row % 28 + 1,
            row % 12 + 1,
        )?;
    }
    Ok(text)
}

fn file(folder: &Path, name: &str, content: &str) -> Result<PathBuf> {
    let path = folder.join(name);
    fs::write(&path, content).with_context(|| format!("writing {}", path.display()))?;
    Ok(path)
}

/// Opens the list in many ways, fetches it as a file, and draws the map of size m.
pub fn measure(program: &Path) -> Result<Table> {
    let mut table = Table::new("Assets", &["what", "goal", "median", "p95"]);
    let demonstration = Demonstration::load(program, "s")?;
    let csv = file(&demonstration.folder, "rows.csv", &table_of(LISTED)?)?;
    import(program, &demonstration.folder, "assets", &csv)?;
    {
        let server = Server::start(program, &demonstration.folder, "warn")?;
        let mut client = Client::connect(&server.address)?;
        client.sign_in("koordinator")?;
        let ways = [
            ("the list", "/aktiver?alle=1", "40 ms"),
            ("searched by two words", "/aktiver?q=aeldrepleje+050", "40 ms"),
            ("searched by what is nowhere", "/aktiver?q=findesikke", "40 ms"),
            ("narrowed by kind, criticality and state", "/aktiver?slags=system&kritikalitet=3&vis=mfa", "40 ms"),
            ("sorted by criticality", "/aktiver?sort=criticality", "40 ms"),
            ("sorted by support, page 100", "/aktiver?sort=support&side=100", "40 ms"),
            ("coverage", "/aktiver/daekning", "40 ms"),
            ("likely duplicates", "/aktiver/dubletter", "–"),
            ("1,200 of them as CSV", "/aktiver/eksport/csv?q=udsnit", "100 ms"),
        ];
        for (what, path, goal) in ways {
            row(&mut table, &mut client, what, path, goal)?;
        }
    }
    drop(demonstration);
    let demonstration = Demonstration::load(program, "m")?;
    let server = Server::start(program, &demonstration.folder, "warn")?;
    let mut client = Client::connect(&server.address)?;
    client.sign_in("koordinator")?;
    row(&mut table, &mut client, "the map at size m", "/aktiver/kort", "–")?;
    row(&mut table, &mut client, "the same, nothing folded", "/aktiver/kort?saml=intet", "–")?;
    table.note(format!(
        "{LISTED} assets and those of the demonstration, SQLite, one person; times are what a client on the same machine waits. {OPENS} \
         of each."
    ));
    Ok(table)
}

fn row(table: &mut Table, client: &mut Client, what: &str, path: &str, goal: &str) -> Result<()> {
    client.page(path)?;
    let mut times = Vec::with_capacity(OPENS);
    for _ in 0..OPENS {
        let started = Instant::now();
        client.page(path)?;
        times.push(started.elapsed());
    }
    times.sort();
    table.row(&[what, goal, &shown(percentile(&times, 0.5)), &shown(percentile(&times, 0.95))]);
    Ok(())
}

/// Takes a hundred thousand rows in, as CSV and as a workbook, and again while pages are opened.
pub fn register_import(program: &Path) -> Result<Table> {
    let mut table = Table::new("Register import", &["what", "goal", "measured"]);
    let text = table_of(TAKEN)?;
    let demonstration = Demonstration::load(program, "s")?;
    let csv = file(&demonstration.folder, "rows.csv", &text)?;
    let measured = |took: Duration, memory: u64| format!("{}, {:.0} MB at most", shown(took), memory as f64 / 1e6);
    let (took, memory) = import(program, &demonstration.folder, "assets", &csv)?;
    table.row(&["`bavn import assets` of 100,000 rows, CSV", "3 s", &measured(took, memory)]);
    let (took, memory) = import(program, &demonstration.folder, "assets", &csv)?;
    table.row(&["the same file again", "–", &measured(took, memory)]);
    let workbook = std::env::temp_dir().join(format!("bavn-bench-{}.xlsx", std::process::id()));
    let exported = output(
        Command::new(program).args(["export", "assets"]).arg(&workbook).arg("--data").arg(&demonstration.folder),
    );
    drop(demonstration);
    exported?;
    let demonstration = Demonstration::load(program, "s")?;
    // The numbers in it are of another register.
    let taken = import_with(program, &demonstration.folder, &["assets", "--key", "name"], &workbook);
    fs::remove_file(&workbook).with_context(|| format!("removing {}", workbook.display()))?;
    let (took, memory) = taken?;
    table.row(&["`bavn import assets` of 100,000 rows, XLSX with every field", "8 s", &measured(took, memory)]);
    drop(demonstration);
    let (took, memory, times) = beside_pages(program, &text)?;
    table.row(&["the CSV on the page, with the list opened meanwhile", "–", &measured(took, memory)]);
    let list = format!("median {}, p95 {}", shown(percentile(&times, 0.5)), shown(percentile(&times, 0.95)));
    table.row(&["the list meanwhile", "p95 40 ms", &list]);
    table.note("Each into a new demonstration, SQLite; memory is the greatest resident size of the process.".into());
    Ok(table)
}

/// Sends the file on the page, runs it, and opens the list until it is done.
fn beside_pages(program: &Path, text: &str) -> Result<(Duration, u64, Vec<Duration>)> {
    let demonstration = Demonstration::load(program, "s")?;
    let server = Server::start(program, &demonstration.folder, "warn")?;
    let mut client = Client::connect(&server.address)?;
    let cookie = client.sign_in("koordinator")?;
    let page = client.page("/registre/import")?;
    let token = between(&page, "name=\"csrf\" value=\"", "\"").context("no token on the page")?.to_owned();
    let body = format!(
        "--X\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n{token}\r\n--X\r\nContent-Disposition: form-data; \
         name=\"file\"; filename=\"rows.csv\"\r\nContent-Type: text/csv\r\n\r\n{text}\r\n--X--\r\n"
    );
    let sent = client.send("/registre/import", "multipart/form-data; boundary=X", body.as_bytes())?;
    ensure!(sent.status == 303, "the file was answered with {}", sent.status);
    let import = sent.headers.get("location").context("no address of the import")?.clone();
    let started = Instant::now();
    let mut other = Client::with_cookie(&server.address, &cookie)?;
    let run = format!("{import}/koer");
    let began = thread::spawn(move || client.post(&run, &[("csrf", &token)], &[]));
    let mut times = Vec::new();
    let took = loop {
        let asked = Instant::now();
        other.page("/aktiver?alle=1")?;
        times.push(asked.elapsed());
        if other.page(&import)?.contains("/fortryd") {
            break started.elapsed();
        }
        ensure!(started.elapsed() < Duration::from_secs(300), "the import was not done in five minutes");
        thread::sleep(Duration::from_millis(50));
    };
    let began = began.join().map_err(|_| anyhow::anyhow!("the client panicked"))??;
    ensure!(began.status == 303, "the run was answered with {}", began.status);
    times.sort();
    Ok((took, server.most_memory()?, times))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_has_its_rows_and_its_part() -> Result<()> {
        let text = table_of(2_000)?;
        assert_eq!(text.lines().count(), 2_001);
        assert_eq!(text.lines().filter(|line| line.contains(";Udsnit ")).count(), FETCHED);
        Ok(())
    }
}
