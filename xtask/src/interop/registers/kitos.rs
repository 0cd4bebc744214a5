//! Lists of Kitos: counted, taken in, again, changed, with a system deleted, taken back.

use super::{
    super::{expected::bytes, verdict::Verdict},
    program::{Program, Said, word},
};
use anyhow::{Context as _, Result};
use bavn_core::import_export::kitos::{KitosFiles, KitosRecords, read_kitos};
use serde_json::{Value, json};
use std::{fs, path::Path};

const LISTS: [&str; 5] =
    ["it-systems", "it-system-usages", "it-contracts", "data-processing-registrations", "deleted-entities"];

/// The lists give so many uses, contracts, registrations and deletions.
pub fn run(program: &Program, folder: &Path, name: &str, expected: &[&str; 4], verdict: &mut Verdict) -> Result<()> {
    let [systems, usages, contracts, registrations, deleted] =
        LISTS.map(|list| bytes(folder, &format!("{name}/{list}.json")));
    let files = KitosFiles {
        systems: systems?,
        usages: usages?,
        contracts: contracts?,
        registrations: registrations?,
        deleted: deleted?,
    };
    match read_kitos(&files) {
        Ok(records) => {
            let found =
                [records.assets.len(), records.contracts.len(), records.agreements.len(), records.deletions.len()];
            let columns = ["usages", "contracts", "registrations", "deletions"];
            for ((column, expected), found) in columns.into_iter().zip(expected).zip(found) {
                verdict.column(name, column, expected, &found.to_string());
            }
            taken(program, &folder.join(name), name, &records, verdict)
        }
        Err(fault) => {
            verdict.fault(name, fault);
            Ok(())
        }
    }
}

fn taken(program: &Program, lists: &Path, name: &str, records: &KitosRecords, verdict: &mut Verdict) -> Result<()> {
    let before = program.lists()?;
    let first = take(program, lists)?;
    if first.code != Some(0) {
        verdict.fault(name, format_args!("is not taken in: {}", first.error));
        return Ok(());
    }
    let kinds = [
        ("supplier", records.suppliers.len()),
        ("asset", records.assets.len()),
        ("contract", records.contracts.len()),
        ("dependency", records.dependencies.len()),
    ];
    for (kind, count) in kinds {
        let new = first.number(&format!("/kinds/{kind}/created"));
        verdict.column(name, &format!("new: {kind}"), &count.to_string(), &new.to_string());
    }
    let after = program.lists()?;
    let changes = ["created", "updated", "restored", "archived", "removed"];
    let again = take(program, lists)?;
    let changed: u64 = changes.iter().map(|count| again.number(&format!("/counts/{count}"))).sum();
    verdict.column(name, "changed the second time", "0", &changed.to_string());
    verdict.column(name, "lists the second time", "true", &(program.lists()? == after).to_string());
    if let Some(asset) = records.assets.first() {
        let (old, new) = (json!(asset.name).to_string(), json!(format!("{} 2", asset.name)).to_string());
        let other = rewritten(program, lists, "renamed", |_, text| text.replace(&old, &new))?;
        let said = take(program, &other)?;
        verdict.column(name, "systems renamed", "1", &said.number("/kinds/asset/updated").to_string());
        verdict.column(name, "difference told", "true", &said.json["rows"].to_string().contains(&new).to_string());
        back(program, name, &said, &after, verdict)?;
        let gone = json!([{ "entityUuid": asset.id, "entityType": "ItSystemUsage" }]).to_string();
        let id = asset.id.to_string();
        let other = rewritten(program, lists, "deleted", |list, text| match list {
            "it-system-usages" => without(&text, &id),
            "deleted-entities" => gone.clone(),
            _ => text,
        })?;
        let said = take(program, &other)?;
        verdict.column(name, "systems deleted", "1", &said.number("/kinds/asset/archived").to_string());
        back(program, name, &said, &after, verdict)?;
    }
    let other = rewritten(program, lists, "alone", |_, text| text.replace("\"toSystemUsage\"", "\"toNobody\""))?;
    let said = take(program, &other)?;
    let links = records.dependencies.len().to_string();
    verdict.column(name, "relations that are gone", &links, &said.number("/kinds/dependency/removed").to_string());
    back(program, name, &said, &after, verdict)?;
    back(program, name, &first, &before, verdict)
}

fn take(program: &Program, lists: &Path) -> Result<Said> {
    program.import("kitos", &["--from", word(lists)?])
}

/// Takes an import back: nothing is left of it.
fn back(program: &Program, name: &str, said: &Said, lists: &[Vec<u8>], verdict: &mut Verdict) -> Result<()> {
    let undone = program.import("undo", &[said.json["import"].as_str().unwrap_or_default()])?;
    verdict.column(name, "not taken back", "0", &undone.number("/refused").to_string());
    verdict.column(name, "lists when taken back", "true", &(program.lists()? == lists).to_string());
    Ok(())
}

/// The lists in a folder of their own, each written otherwise.
fn rewritten(
    program: &Program,
    lists: &Path,
    name: &str,
    change: impl Fn(&str, String) -> String,
) -> Result<std::path::PathBuf> {
    let mut folder = None;
    for list in LISTS {
        let text = fs::read_to_string(lists.join(format!("{list}.json")))?;
        let path = program.file(&format!("{name}/{list}.json"), change(list, text).as_bytes())?;
        folder = path.parent().map(Path::to_path_buf);
    }
    folder.context("no list was written")
}

/// A list without the record of an identifier; one that cannot be read stays as it is.
fn without(text: &str, id: &str) -> String {
    let Ok(mut records) = serde_json::from_str::<Vec<Value>>(text) else { return text.to_owned() };
    records.retain(|record| record["uuid"].as_str() != Some(id));
    json!(records).to_string()
}
