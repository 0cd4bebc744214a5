//! One file carries a municipality from engine to engine, and a damaged one is refused before anything is written.

use bavn_app::{App, Limits, demo};
use bavn_db::{
    Database, DbError, Location, OpenOptions, audit,
    backup::{self, BackupFault},
};
use bavn_testkit::{Engine, empty_place, engines, operator, test_app};
use sea_orm::{ConnectionTrait, Statement};
use std::{
    io::{Read, Write},
    path::{Path, PathBuf},
};
use zip::{ZipArchive, ZipWriter, write::SimpleFileOptions};

async fn demo_backup(engine: Engine, folder: &Path) -> (bavn_testkit::TestApp, PathBuf) {
    let test = test_app(engine).await;
    demo::load_demo(&test.app, &operator(), demo::Size::Small).await.unwrap();
    let path = folder.join("backup.zip");
    backup::write(test.app.db(), &path, bavn_testkit::clock()).await.unwrap();
    (test, path)
}

async fn open(location: &Location) -> Database {
    Database::open(location, &OpenOptions::default()).await.unwrap()
}

/// Everything in a backup but when it was made.
fn content(path: &Path) -> Vec<(String, Vec<u8>)> {
    let mut zip = ZipArchive::new(std::fs::File::open(path).unwrap()).unwrap();
    let names: Vec<String> = zip.file_names().map(str::to_owned).filter(|name| name != "manifest.json").collect();
    let mut all: Vec<_> = names
        .into_iter()
        .map(|name| {
            let mut bytes = Vec::new();
            zip.by_name(&name).unwrap().read_to_end(&mut bytes).unwrap();
            (name, bytes)
        })
        .collect();
    all.sort();
    all
}

#[tokio::test]
async fn it_moves_between_the_engines_and_back() {
    let folder = tempfile::tempdir().unwrap();
    for from in engines() {
        let (_test, first) = demo_backup(from, folder.path()).await;
        for to in engines() {
            let place = empty_place(to).await;
            backup::restore(&first, &place.location).await.unwrap();
            let database = open(&place.location).await;
            audit::verify(&database).await.unwrap();
            let second = folder.path().join("second.zip");
            backup::write(&database, &second, bavn_testkit::clock()).await.unwrap();
            assert_eq!(content(&first), content(&second), "{from:?} to {to:?}");
            let app = App::new(database.clone(), Limits::default(), None);
            let view = bavn_app::gap_analysis::latest_analysis(&app, &operator()).await.unwrap().unwrap();
            assert_eq!(view.analysis.title, "Gap-analyse 2026");
            database.close().await.unwrap();
        }
    }
}

#[tokio::test]
async fn every_table_is_in_it_or_left_out_by_name() {
    let folder = tempfile::tempdir().unwrap();
    for engine in engines() {
        let (test, path) = demo_backup(engine, folder.path()).await;
        let conn = test.app.db().read();
        let sql = match engine {
            Engine::Sqlite => "SELECT name FROM sqlite_master WHERE type = 'table'",
            Engine::Postgres => {
                "SELECT table_name::text AS name FROM information_schema.tables WHERE table_schema = current_schema()"
            }
        };
        let rows = conn.query_all_raw(Statement::from_string(conn.get_database_backend(), sql)).await.unwrap();
        let mut there: Vec<String> = rows.iter().map(|row| row.try_get("", "name").unwrap()).collect();
        let manifest = backup::read_manifest(&path).unwrap();
        let mut kept: Vec<String> = manifest.tables.into_iter().map(|table| table.name).collect();
        kept.extend(backup::LEFT_OUT.map(str::to_owned));
        there.sort();
        kept.sort();
        assert_eq!(there, kept);
    }
}

#[tokio::test]
async fn nobody_stays_signed_in_and_nothing_takes_the_place_of_a_database() {
    let folder = tempfile::tempdir().unwrap();
    for engine in engines() {
        let (_test, path) = demo_backup(engine, folder.path()).await;
        assert!(content(&path).iter().all(|(name, _)| name != "tables/session.ndjson"));
        let place = empty_place(engine).await;
        backup::restore(&path, &place.location).await.unwrap();
        let again = backup::restore(&path, &place.location).await.unwrap_err();
        assert!(matches!(again, DbError::Backup(BackupFault::NotEmpty { .. })), "{again}");
        audit::verify(&open(&place.location).await).await.unwrap();
    }
}

/// Packs a backup again with an entry changed.
fn changed(path: &Path, to: &Path, change: impl Fn(&str, Vec<u8>) -> Option<Vec<u8>>) {
    let mut zip = ZipArchive::new(std::fs::File::open(path).unwrap()).unwrap();
    let mut out = ZipWriter::new(std::fs::File::create(to).unwrap());
    for place in 0..zip.len() {
        let mut entry = zip.by_index(place).unwrap();
        let name = entry.name().to_owned();
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).unwrap();
        if let Some(bytes) = change(&name, bytes) {
            out.start_file(name, SimpleFileOptions::default()).unwrap();
            out.write_all(&bytes).unwrap();
        }
    }
    out.finish().unwrap();
}

fn replaced(bytes: &[u8], from: &str, to: &str) -> Vec<u8> {
    let text = String::from_utf8(bytes.to_vec()).unwrap();
    assert!(text.contains(from));
    text.replacen(from, to, 1).into_bytes()
}

#[tokio::test]
async fn a_file_that_is_cut_off_changed_or_newer_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    for engine in engines() {
        let (_test, path) = demo_backup(engine, folder.path()).await;
        let bad = folder.path().join("bad.zip");
        let place = empty_place(engine).await;
        let whole = std::fs::read(&path).unwrap();
        for length in [0, 100, whole.len() / 2, whole.len() - 1] {
            std::fs::write(&bad, &whole[..length]).unwrap();
            let error = backup::restore(&bad, &place.location).await.unwrap_err();
            assert!(matches!(error, DbError::Backup(BackupFault::NotABackup { .. })), "{length}: {error}");
        }
        changed(&path, &bad, |name, bytes| {
            Some(if name == "tables/unit.ndjson" { replaced(&bytes, "Hjemmepleje", "Hjemmeplejf") } else { bytes })
        });
        let error = backup::restore(&bad, &place.location).await.unwrap_err();
        assert!(error.to_string().contains("tables/unit.ndjson"), "{error}");
        changed(&path, &bad, |name, bytes| (name != "tables/person.ndjson").then_some(bytes));
        let error = backup::restore(&bad, &place.location).await.unwrap_err();
        assert!(error.to_string().contains("it is missing"), "{error}");
        changed(&path, &bad, |name, bytes| {
            Some(if name == "manifest.json" { replaced(&bytes, "m0005_report", "m0999_later") } else { bytes })
        });
        let error = backup::restore(&bad, &place.location).await.unwrap_err();
        assert!(
            matches!(&error, DbError::Backup(BackupFault::Newer { found, .. }) if found == "m0999_later"),
            "{error}"
        );
        // The place is as empty as before.
        backup::restore(&path, &place.location).await.unwrap();
    }
}

#[tokio::test]
async fn a_log_that_was_changed_before_the_backup_is_found_and_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    for engine in engines() {
        let (test, _) = demo_backup(engine, folder.path()).await;
        let conn = test.app.db().housekeeping();
        conn.execute_unprepared("UPDATE audit_event SET verb = 'other' WHERE sequence = 7").await.unwrap();
        let path = folder.path().join("changed.zip");
        backup::write(test.app.db(), &path, bavn_testkit::clock()).await.unwrap();
        let place = empty_place(engine).await;
        let error = backup::restore(&path, &place.location).await.unwrap_err();
        assert!(matches!(error, DbError::Audit(_)), "{error}");
        let (_other, good) = demo_backup(engine, folder.path()).await;
        backup::restore(&good, &place.location).await.unwrap();
    }
}
