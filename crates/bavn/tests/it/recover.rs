//! The order of steps on the command line.

use crate::program::{bavn, command};
use serde_json::json;
use std::{fs, path::Path};

/// Two people; a start, three steps of 3, 2 and 4 hours that need one, two and one of them, the last after the first, and an end.
const PROJECT: &str = "5 1\n2\n0 0 2 2 3\n3 1 1 4\n2 2 1 5\n4 1 1 5\n0 0 0\n";

fn run(words: &[&str]) -> (Option<i32>, String, String) {
    let output = command(Path::new("unused"), words).output().unwrap();
    (output.status.code(), String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap())
}

#[test]
fn a_project_is_scheduled_and_its_faults_are_told() {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::write(&path, text).unwrap();
        path.display().to_string()
    };
    let project = file("p.rcp", PROJECT);
    let (code, said, failed) = run(&["recover", "--rcp", &project, "--seconds", "2", "--json"]);
    assert_eq!(code, Some(0), "{failed}");
    let told: serde_json::Value = serde_json::from_str(&said).unwrap();
    // The step for two waits for, or is waited for by, the other two: 3 + 4 + 2.
    assert_eq!((&told["makespan"], &told["lower_bound"], &told["proved"]), (&json!(9), &json!(9), &json!(true)));
    assert_eq!(told["start"].as_array().unwrap().len(), 5);
    let (_, said, _) = run(&["recover", "--rcp", &project]);
    assert!(said.contains("Makespan 9; none is shorter."), "{said}");

    let (code, _, failed) = run(&["recover", "--rcp", &file("short.rcp", "5 1\n2\n0 0 2 2")]);
    assert!(code == Some(3) && failed.contains("short.rcp") && failed.contains("line 3"), "{failed}");
    let (code, _, failed) = run(&["recover", "--rcp", &file("round.rcp", "2 1\n1\n1 1 1 2\n1 1 1 1\n")]);
    assert!(code == Some(3) && failed.contains("round.rcp"), "a circle: {failed}");
    let (code, _, failed) = run(&["recover", "--rcp", &project, "--seconds", "0"]);
    assert!(code == Some(2) && failed.contains("seconds"), "{failed}");
    let (code, ..) = run(&["recover", "--rcp", "/nowhere.rcp"]);
    assert_eq!(code, Some(1));
}

#[test]
fn a_name_that_is_not_there_is_answered_with_those_that_are() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path();
    let told = |words: &[&str]| {
        let output = command(data, words).output().unwrap();
        (output.status.code(), String::from_utf8([output.stdout, output.stderr].concat()).unwrap())
    };
    bavn(data, &["demo", "--load-only"]);
    let (code, said) = told(&["recover", "--scenario", "Meteor", "--seconds", "0.1"]);
    assert_eq!(code, Some(2), "{said}");
    for text in ["there is no scenario \"Meteor\"", "S-1", "whole name"] {
        assert!(said.contains(text), "{text}: {said}");
    }
    let out = data.join("plan.pdf").display().to_string();
    let (code, said) = told(&["report", "genopretningsplan", "--scenario", "S-99", "--out", &out]);
    assert!(code == Some(2) && said.contains("S-99"), "{said}");
    let (code, said) = told(&["report", "genopretningsplan", "--scenario", "S-2", "--out", &out]);
    assert!(code == Some(1) && said.contains("there is no recovery plan of S-2"), "{said}");

    // The critical tasks go out with what they stand on, and in again.
    let tasks = data.join("tasks.xlsx").display().to_string();
    bavn(data, &["export", "tasks", &tasks]);
    let (code, said) = told(&["import", "tasks", &tasks, "--dry-run", "--json"]);
    assert_eq!(code, Some(0), "{said}");
    let told: serde_json::Value = serde_json::from_str(&said).unwrap();
    assert_eq!((&told["faults"], &told["updated"], &told["needs_changed"]), (&json!([]), &json!(0), &json!(0)));
    assert!(told["unchanged"].as_u64() > Some(10), "{told}");
}
