//! Libraries of CISO Assistant: counts, mappings that resolve, and the round trip through our model.

use super::{
    expected::{Row, bytes, cell, rows, short_sha},
    verdict::Verdict,
};
use anyhow::Result;
use bavn_core::import_export::{
    library::{Census, Library, census, read_library, urn_key, write_library},
    tree::TreeLimits,
};
use std::{
    collections::{HashMap, HashSet},
    path::Path,
    time::Instant,
};

/// Columns that a file written by us need not share with the original.
const OWN: [&str; 3] = ["sha256_12", "bytes", "depth_mismatch"];

pub fn run(folder: &Path, verdict: &mut Verdict) -> Result<()> {
    let limits = TreeLimits::default();
    let mut libraries = Vec::new();
    for row in rows(folder, "expected_ciso.csv")? {
        let file = cell(&row, "file").to_owned();
        let bytes = bytes(folder, &file)?;
        let started = Instant::now();
        match read_library(&bytes, &limits) {
            Ok(read) => {
                let took = started.elapsed().as_millis();
                crate::shell::say(format!("{file}: {took} ms, {} warnings", read.warnings.len()))?;
                for warning in read.warnings.iter().take(5) {
                    crate::shell::say(format!("    {warning}"))?;
                }
                let mut found = census(&read.library);
                found.push(("sha256_12", short_sha(&bytes)));
                found.push(("bytes", bytes.len().to_string()));
                compare(&file, &row, &found, &[], verdict);
                round_trip(&file, &row, &read.library, verdict);
                libraries.push((file, read.library));
            }
            Err(errors) => {
                for error in errors {
                    verdict.fault(&file, error);
                }
            }
        }
    }
    mappings(folder, &libraries, verdict)
}

/// Every column of the expectation, and nothing that was counted and not expected.
fn compare(file: &str, row: &Row, found: &Census, but: &[&str], verdict: &mut Verdict) {
    let found: HashMap<&str, &str> = found.iter().map(|(name, value)| (*name, value.as_str())).collect();
    for (column, expected) in row.iter().filter(|(column, _)| *column != "file" && !but.contains(&column.as_str())) {
        match found.get(column.as_str()) {
            Some(found) => verdict.column(file, column, expected, found),
            None => verdict.fault(file, format_args!("{column} is not counted")),
        }
    }
}

fn round_trip(file: &str, row: &Row, library: &Library, verdict: &mut Verdict) {
    let name = format!("{file} (written and read again)");
    let written = match write_library(library) {
        Ok(written) => written,
        Err(error) => return verdict.fault(&name, error),
    };
    match read_library(written.as_bytes(), &TreeLimits::default()) {
        Ok(again) => {
            compare(&name, row, &census(&again.library), &OWN, verdict);
            if again.library != *library {
                verdict.fault(&name, "the library is not the same");
            }
        }
        Err(errors) => errors.into_iter().for_each(|error| verdict.fault(&name, error)),
    }
    let json = serde_json::to_string(library).map(|text| serde_json::from_str::<Library>(&text));
    match json {
        Ok(Ok(again)) if again == *library => {}
        _ => verdict.fault(file, "the library is not the same after a turn as JSON"),
    }
}

fn mappings(folder: &Path, libraries: &[(String, Library)], verdict: &mut Verdict) -> Result<()> {
    let frameworks = || libraries.iter().flat_map(|(_, library)| &library.objects.frameworks);
    let loaded: HashSet<String> = frameworks().map(|framework| urn_key(&framework.urn)).collect();
    let known: HashSet<String> =
        frameworks().flat_map(|framework| &framework.requirement_nodes).map(|node| urn_key(&node.urn)).collect();
    let python = |truth: bool| if truth { "True" } else { "False" }.to_owned();
    for row in rows(folder, "expected_mappings.csv")? {
        let file = cell(&row, "file");
        let sets = libraries
            .iter()
            .filter(|(name, _)| name == file)
            .flat_map(|(_, one)| &one.objects.requirement_mapping_sets);
        let Some(set) = sets.clone().find(|set| set.urn == cell(&row, "set_urn")) else {
            verdict.fault(file, format_args!("no mapping set {}", cell(&row, "set_urn")));
            continue;
        };
        let count = set.count(&known);
        let found = vec![
            ("set_urn", set.urn.clone()),
            ("source", set.source_framework_urn.clone()),
            ("source_loaded", python(loaded.contains(&urn_key(&set.source_framework_urn)))),
            ("target", set.target_framework_urn.clone()),
            ("target_loaded", python(loaded.contains(&urn_key(&set.target_framework_urn)))),
            ("pairs", count.pairs.to_string()),
            ("distinct_pairs", count.distinct.to_string()),
            ("both_ends_resolve", count.resolved.to_string()),
            ("one_end_missing", (count.pairs - count.resolved).to_string()),
        ];
        compare(file, &row, &found, &[], verdict);
    }
    Ok(())
}
