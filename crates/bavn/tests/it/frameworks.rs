//! Frameworks on the command line: taken in, shown, refused, updated.

use crate::program::command;
use serde_json::Value;
use std::{fs, path::Path};

const LIBRARY: &str = "urn: urn:example:risk:library:havn\nlocale: da\nref_id: havn\nname: Havneordning\nversion: 1\nobjects:\n  framework:\n    urn: urn:example:risk:framework:havn\n    name: Havneordning\n    requirement_nodes:\n    - {urn: 'urn:example:risk:req_node:havn:1', ref_id: H.1, assessable: true, name: Lys}\n";
const CATALOG: &str = r#"{"catalog": {"uuid": "1f6a1f0e-6b8e-4c3e-9d5b-2d7f3c0a9b11", "metadata": {"title": "Lygter", "last-modified": "2026-01-02T03:04:05Z", "version": "1", "oscal-version": "1.1.3"}, "groups": [{"id": "l", "title": "Lys", "controls": [{"id": "l-1", "title": "Lyset tændes"}]}]}}"#;

/// Runs the program; its exit code, standard output and standard error.
fn run(data: &Path, words: &[&str]) -> (Option<i32>, String, String) {
    let output = command(data, words).output().unwrap();
    (output.status.code(), String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap())
}

fn json(data: &Path, words: &[&str]) -> Value {
    let (code, said, failed) = run(data, words);
    assert_eq!(code, Some(0), "{words:?}: {failed}");
    serde_json::from_str(&said).unwrap_or_else(|error| panic!("{words:?}: {error}: {said}"))
}

#[test]
fn frameworks_of_others_are_shown_taken_in_and_refused() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let (done, said) = crate::program::bavn_with(&data, &crate::account::SETUP, "fire gule heste på taget");
    assert!(done, "{said}");
    let file = |name: &str, content: &str| {
        let path = folder.path().join(name);
        fs::write(&path, content).unwrap();
        path.display().to_string()
    };
    let keys = || {
        let list = json(&data, &["catalogue", "list", "--json"]);
        list.as_array().unwrap().iter().map(|one| one["key"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let ours = keys();
    assert!(ours.iter().any(|key| key == "nis2"), "{ours:?}");

    let library = file("havn.yaml", LIBRARY);
    let shown = json(&data, &["import", "library", &library, "--dry-run", "--json"]);
    assert_eq!(shown["frameworks"][0]["assessable"], 1, "{shown}");
    assert_eq!(keys(), ours, "a dry run stores nothing");
    json(&data, &["import", "library", &library, "--json"]);
    assert_eq!(keys().len(), ours.len() + 1);
    let tree = json(&data, &["catalogue", "show", "havn", "--json"]);
    assert!(tree.to_string().contains("H.1"), "{tree}");

    let catalog = json(&data, &["import", "oscal", &file("lygter.json", CATALOG), "--json"]);
    assert_eq!((&catalog["kind"], &catalog["catalogs"][0]["controls"]), (&"catalog".into(), &1.into()), "{catalog}");
    assert_eq!(keys().len(), ours.len() + 2);

    let broken = file("broken.yaml", &LIBRARY.replace("assessable: true", "assessable: måske"));
    let (code, said, failed) = run(&data, &["import", "library", &broken]);
    assert_eq!(code, Some(3));
    assert!([said, failed].concat().contains("assessable"));
    let (code, _, failed) = run(&data, &["import", "library", "/nowhere/havn.yaml"]);
    assert!(code == Some(1) && failed.contains("/nowhere/havn.yaml"), "{code:?} {failed}");
    assert_eq!(keys().len(), ours.len() + 2, "nothing of a refused file is stored");
}

#[test]
fn an_own_list_comes_from_the_filled_sheet_and_content_is_up_to_date() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let (done, said) = crate::program::bavn_with(&data, &crate::account::SETUP, "fire gule heste på taget");
    assert!(done, "{said}");
    let sheet = folder.path().join("skabelon.xlsx").display().to_string();
    let (code, _, failed) = run(&data, &["export", "framework-template", &sheet, "--kl-categories"]);
    assert_eq!(code, Some(0), "{failed}");
    let empty = run(&data, &["import", "framework", &sheet, "--key", "egne", "--title", "Egne krav"]);
    assert_eq!(empty.0, Some(3), "an empty sheet is no framework: {empty:?}");
    let unnamed = run(&data, &["import", "framework", &sheet, "--key", "Æ!", "--title", "Egne krav"]);
    assert!(unnamed.0 != Some(0) && unnamed.2.contains("key"), "{unnamed:?}");

    let update = json(&data, &["catalogue", "update", "--dry-run", "--json"]);
    assert!(update.is_object(), "{update}");
    let (code, said, _) = run(&data, &["catalogue", "check"]);
    assert_eq!(code, Some(0), "{said}");
    let crosswalk = json(&data, &["crosswalk", "nis2", "iso27001", "--json"]);
    assert!(crosswalk.to_string().contains("21(2)(j)"));
    let unknown = run(&data, &["crosswalk", "nis2", "no-such"]);
    assert!(unknown.0 == Some(2) && unknown.2.contains("no-such"), "{unknown:?}");
}
