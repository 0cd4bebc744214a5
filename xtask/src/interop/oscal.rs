//! OSCAL: counts and verdicts, the catalogs through our model, frameworks as catalogs and back, and twins in JSON, YAML and XML.

use super::{
    expected::{Row, bytes, cell, rows, short_sha},
    verdict::Verdict,
    words,
};
use anyhow::Result;
use bavn_core::import_export::{
    library::{read_library, urn_key},
    oscal::{
        Catalog, Document, Model, OscalCensus, Part, Scalars, SchemaVersion, catalog_of_framework,
        framework_of_catalog, oscal_census, read_oscal, resolve, validate, write_oscal_json, write_oscal_yaml,
    },
    tree::{Finding, Node, TreeLimits, read_json, read_yaml, text_of},
};
use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    fs,
    path::Path,
    time::Instant,
};

pub fn run(folder: &Path, verdict: &mut Verdict) -> Result<()> {
    let valid: HashMap<String, Row> = rows(folder, "expected_oscal_validity.csv")?
        .into_iter()
        .map(|row| (cell(&row, "file").to_owned(), row))
        .collect();
    let mut catalogs = Vec::new();
    let mut profiles = Vec::new();
    for row in rows(folder, "expected_oscal.csv")? {
        let file = cell(&row, "file").to_owned();
        let bytes = bytes(folder, &file)?;
        counts(&file, &row, &bytes, verdict);
        let Some(expected) = valid.get(&file) else {
            verdict.fault(&file, "no line in expected_oscal_validity.csv");
            continue;
        };
        validity(&file, expected, &bytes, verdict);
        let started = Instant::now();
        match (read_oscal(&bytes, &TreeLimits::default()), cell(expected, "schema_1_1_3")) {
            (Ok(read), "valid") => {
                let took = started.elapsed().as_millis();
                crate::shell::say(format!("{file}: {took} ms, {} warnings", read.warnings.len()))?;
                match read.document {
                    Document::Catalog(catalog) => {
                        same_again(&file, &row, &catalog, verdict);
                        let framework = framework_of_catalog(&catalog);
                        let is_open = framework.requirement_nodes.iter().filter(|node| node.assessable).count();
                        let controls: usize = cell(&row, "controls").parse()?;
                        let withdrawn: usize = cell(&row, "withdrawn_controls").parse()?;
                        verdict.column(
                            &file,
                            "controls as requirements",
                            &(controls - withdrawn).to_string(),
                            &is_open.to_string(),
                        );
                        catalogs.push((file, *catalog));
                    }
                    Document::Profile(profile) => profiles.push((file, *profile)),
                    Document::Other => {}
                }
            }
            (Err(_), "INVALID") => {}
            (Ok(_), _) => verdict.fault(&file, "is read, but the schema refuses it"),
            (Err(faults), _) => faults.iter().for_each(|fault| verdict.fault(&file, fault)),
        }
    }
    for (file, profile) in &profiles {
        let resolved =
            catalogs.iter().find_map(|(_, catalog)| resolve(profile, &[(String::new(), catalog.clone())]).ok());
        let wanted: BTreeSet<&str> = profile
            .imports
            .iter()
            .flat_map(|import| &import.include_controls)
            .flat_map(|select| &select.with_ids)
            .map(String::as_str)
            .collect();
        match resolved {
            Some(catalog) => {
                verdict.column(file, "resolved controls", &wanted.len().to_string(), &ids(&catalog).len().to_string())
            }
            None => crate::shell::say(format!("{file}: no catalog here has all its controls"))?,
        }
    }
    frameworks(folder, verdict)?;
    twins(folder, verdict)
}

/// The value of the one model of a file, valid or not.
fn model_of(bytes: &[u8]) -> Result<(Model, Node), Finding> {
    let limits = TreeLimits::default();
    let text = text_of(bytes, &limits).map_err(|error| *error.0)?;
    let read = if text.trim_start().starts_with('{') { read_json(text, &limits) } else { read_yaml(text, &limits) };
    let root = read.map_err(|error| *error.0)?.root;
    let model = Model::ALL.into_iter().find_map(|model| Some((model, root.get(model.name())?.clone())));
    model.ok_or_else(|| Finding::new(bavn_core::import_export::tree::Problem::Empty))
}

fn counts(file: &str, row: &Row, bytes: &[u8], verdict: &mut Verdict) {
    match model_of(bytes) {
        Ok((model, root)) => {
            let mut found = oscal_census(model, &root);
            found.push(("sha256_12", short_sha(bytes)));
            found.push(("bytes", bytes.len().to_string()));
            compare(file, row, &found, verdict);
        }
        Err(finding) => verdict.fault(file, finding),
    }
}

fn compare(file: &str, row: &Row, found: &OscalCensus, verdict: &mut Verdict) {
    let found: HashMap<&str, &str> = found.iter().map(|(name, value)| (*name, value.as_str())).collect();
    for (column, expected) in row.iter().filter(|(column, _)| *column != "file") {
        match found.get(column.as_str()) {
            Some(found) => verdict.column(file, column, expected, found),
            None => verdict.fault(file, format_args!("{column} is not counted")),
        }
    }
}

fn validity(file: &str, row: &Row, bytes: &[u8], verdict: &mut Verdict) {
    let (model, root) = match model_of(bytes) {
        Ok(found) => found,
        Err(finding) => return verdict.fault(file, finding),
    };
    verdict.column(file, "parse", cell(row, "parse"), "ok");
    verdict.column(file, "model", cell(row, "model"), model.name());
    let check = |version| validate(&mut root.clone(), model.name(), version, Scalars::Strict);
    let says = |faults: &[Finding]| if faults.is_empty() { "valid" } else { "INVALID" };
    let old = check(SchemaVersion::V1_1_3);
    verdict.column(file, "schema_1_1_3", cell(row, "schema_1_1_3"), says(&old));
    verdict.column(file, "schema_1_2_1", cell(row, "schema_1_2_1"), says(&check(SchemaVersion::V1_2_1)));
    let told = words::told(&old);
    verdict.column(file, "errors", cell(row, "errors"), &told.len().to_string());
    verdict.column(file, "first_error", cell(row, "first_error"), told.first().map_or("", String::as_str));
}

/// Round trip 2, through JSON and through YAML.
fn same_again(file: &str, row: &Row, catalog: &Catalog, verdict: &mut Verdict) {
    let written =
        [("JSON", write_oscal_json(Model::Catalog, catalog)), ("YAML", write_oscal_yaml(Model::Catalog, catalog))];
    for (format, written) in written {
        let name = format!("{file} (written as {format} and read again)");
        let written = match written {
            Ok(written) => written,
            Err(error) => {
                verdict.fault(&name, error);
                continue;
            }
        };
        match read_oscal(written.as_bytes(), &TreeLimits::default()) {
            Ok(again) => {
                let found = oscal_census(Model::Catalog, &again.root);
                for (column, value) in &found {
                    verdict.column(&name, column, cell(row, column), value);
                }
                let Document::Catalog(again) = again.document else {
                    verdict.fault(&name, "is no catalog any more");
                    continue;
                };
                let texts = |catalog: &Catalog| texts(catalog);
                if ids(catalog) != ids(&again) || texts(catalog) != texts(&again) || *catalog != *again {
                    verdict.fault(&name, "the catalog is not the same");
                }
            }
            Err(faults) => faults.iter().for_each(|fault| verdict.fault(&name, fault)),
        }
    }
}

fn ids(catalog: &Catalog) -> BTreeSet<String> {
    every_control(catalog).into_iter().map(|control| control.id.clone()).collect()
}

fn every_control(catalog: &Catalog) -> Vec<&bavn_core::import_export::oscal::Control> {
    let mut groups: Vec<_> = catalog.groups.iter().collect();
    let mut open: Vec<_> = catalog.controls.iter().collect();
    while let Some(group) = groups.pop() {
        groups.extend(&group.groups);
        open.extend(&group.controls);
    }
    let mut found = Vec::new();
    while let Some(control) = open.pop() {
        open.extend(&control.controls);
        found.push(control);
    }
    found
}

/// The text of every part, spaces folded.
fn texts(catalog: &Catalog) -> BTreeMap<String, Vec<String>> {
    fn add(parts: &[Part], out: &mut Vec<String>) {
        for part in parts {
            out.push(part.prose.as_deref().unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" "));
            add(&part.parts, out);
        }
    }
    every_control(catalog)
        .into_iter()
        .map(|control| {
            let mut found = Vec::new();
            add(&control.parts, &mut found);
            (control.id.clone(), found)
        })
        .collect()
}

/// Round trip 3: every framework as a catalog that both schemas take, and back with nothing lost.
fn frameworks(folder: &Path, verdict: &mut Verdict) -> Result<()> {
    for row in rows(folder, "expected_ciso.csv")? {
        let file = cell(&row, "file");
        let Ok(read) = read_library(&bytes(folder, file)?, &TreeLimits::default()) else { continue };
        for framework in &read.library.objects.frameworks {
            let name = format!("{file} (as a catalog)");
            let catalog = catalog_of_framework(framework, &read.library.version, "2026-01-01T00:00:00Z");
            verdict.column(&name, "controls", cell(&row, "assessable"), &every_control(&catalog).len().to_string());
            match write_oscal_json(Model::Catalog, &catalog).map(|text| model_of(text.as_bytes())) {
                Ok(Ok((model, root))) => {
                    for version in [SchemaVersion::V1_1_3, SchemaVersion::V1_2_1] {
                        let faults = validate(&mut root.clone(), model.name(), version, Scalars::Strict);
                        faults.iter().take(3).for_each(|fault| verdict.fault(&name, fault));
                    }
                }
                _ => verdict.fault(&name, "cannot be written"),
            }
            let back = framework_of_catalog(&catalog);
            let urns = |nodes: &[bavn_core::import_export::library::RequirementNode]| {
                nodes.iter().map(|node| (urn_key(&node.urn), node.assessable)).collect::<BTreeSet<_>>()
            };
            let (before, after) = (urns(&framework.requirement_nodes), urns(&back.requirement_nodes));
            if before != after {
                verdict.fault(&name, format_args!("{} requirements before, {} after", before.len(), after.len()));
            }
            verdict.column(
                &name,
                "requirements back",
                &framework.requirement_nodes.len().to_string(),
                &back.requirement_nodes.len().to_string(),
            );
        }
    }
    Ok(())
}

/// Round trip 7: the same document in two forms gives the same.
fn twins(folder: &Path, verdict: &mut Verdict) -> Result<()> {
    let mut stems: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for entry in walkdir::WalkDir::new(folder.join("oscal")).sort_by_file_name() {
        let entry = entry?;
        let Ok(path) = entry.path().strip_prefix(folder) else { continue };
        let file = path.to_string_lossy().into_owned();
        if file.contains("/schema/") || !entry.file_type().is_file() {
            continue;
        }
        if let Some((stem, "json" | "yaml" | "yml" | "xml")) = file.rsplit_once('.') {
            stems.entry(stem.trim_end_matches(".converted").to_owned()).or_default().push(file.clone());
        }
    }
    for files in stems.values().filter(|files| files.len() > 1) {
        let mut read = Vec::new();
        for file in files {
            match read_oscal(&fs::read(folder.join(file))?, &TreeLimits::default()) {
                Ok(found) => read.push((file, found)),
                Err(faults) => faults.iter().for_each(|fault| verdict.fault(file, fault)),
            }
        }
        for pair in read.windows(2) {
            let [(one, first), (other, second)] = pair else { continue };
            let first = bavn_core::import_export::tree::to_json(&first.root);
            let second = bavn_core::import_export::tree::to_json(&second.root);
            let difference = difference(&first, &second, String::new());
            verdict.column(one, &format!("as in {other}"), "", difference.as_deref().unwrap_or(""));
        }
    }
    Ok(())
}

/// The first place where two values differ, spaces folded.
fn difference(one: &serde_json::Value, other: &serde_json::Value, path: String) -> Option<String> {
    use serde_json::Value::{Array, Object, String as Text};
    match (one, other) {
        (Object(one), Object(other)) => {
            let names: BTreeSet<&String> = one.keys().chain(other.keys()).collect();
            names.into_iter().find_map(|name| match (one.get(name), other.get(name)) {
                (Some(one), Some(other)) => difference(one, other, format!("{path}/{name}")),
                _ => Some(format!("{path}/{name} is in one only")),
            })
        }
        (Array(one), Array(other)) if one.len() == other.len() => one
            .iter()
            .zip(other)
            .enumerate()
            .find_map(|(at, (one, other))| difference(one, other, format!("{path}/{at}"))),
        (Text(one), Text(other)) if one.split_whitespace().eq(other.split_whitespace()) => None,
        _ if one == other => None,
        _ => Some(format!("{path}: {one} and {other}")),
    }
}
