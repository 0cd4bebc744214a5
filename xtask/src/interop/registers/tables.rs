//! Tables: read alike, taken in, again, changed, taken back.

use super::{
    super::verdict::Verdict,
    program::{Program, word},
};
use anyhow::Result;
use bavn_core::import_export::table::{
    Cell, ImportWords, Mapping, Read, Record, Register, TableFile, TableLimits, TableReader, Value, suggest,
};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// Every table of a folder gives the same records, `expected` of them where that is known.
pub fn run(
    program: &Program,
    folder: &Path,
    register: Register,
    expected: Option<usize>,
    verdict: &mut Verdict,
) -> Result<()> {
    let mut first: Option<Vec<Record>> = None;
    let files = files(folder);
    for path in &files {
        let name = name(path);
        match table(&fs::read(path)?, register) {
            Ok((records, read)) => {
                let count = expected.unwrap_or_else(|| first.as_ref().unwrap_or(&records).len());
                verdict.column(&name, "records", &count.to_string(), &records.len().to_string());
                verdict.column(&name, "faults", "0", &read.fault_count.to_string());
                match &first {
                    Some(first) => {
                        let same = first.iter().map(|record| &record.values).eq(records.iter().map(|one| &one.values));
                        verdict.column(&name, "same as the first", "true", &same.to_string());
                    }
                    None => first = Some(records),
                }
            }
            Err(fault) => verdict.fault(&name, fault),
        }
    }
    match first {
        Some(records) => taken(program, &files, register, &records, verdict),
        None => Ok(()),
    }
}

/// The tables of a folder.
pub fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().filter_map(Result::ok);
    entries.filter(|entry| entry.file_type().is_file()).map(walkdir::DirEntry::into_path).collect()
}

pub fn name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// Taken in, all are the same; a changed one shows its difference; taken back, the lists are as they were.
fn taken(
    program: &Program,
    files: &[PathBuf],
    register: Register,
    records: &[Record],
    verdict: &mut Verdict,
) -> Result<()> {
    let count = records.len().to_string();
    let before = program.lists()?;
    let mut made = None;
    for path in files {
        let (name, is_first) = (name(path), made.is_none());
        let said = program.import(register.key(), &[word(path)?])?;
        if said.code != Some(0) {
            verdict.fault(&name, format_args!("is not taken in: {}", said.error));
            continue;
        }
        let (new, same) = if is_first { (count.as_str(), "0") } else { ("0", count.as_str()) };
        verdict.column(&name, "new", new, &said.number("/counts/created").to_string());
        verdict.column(&name, "unchanged", same, &said.number("/counts/unchanged").to_string());
        verdict.column(&name, "changed", "0", &said.number("/counts/updated").to_string());
        if is_first {
            made = said.json["import"].as_str().map(str::to_owned);
            let again = program.import(register.key(), &[word(path)?])?;
            verdict.column(&name, "unchanged the second time", &count, &again.number("/counts/unchanged").to_string());
        }
    }
    let after = program.lists()?;
    for path in files {
        changed(program, path, register, records, verdict)?;
        verdict.column(
            &name(path),
            "lists after the change was taken back",
            "true",
            &(program.lists()? == after).to_string(),
        );
    }
    if let Some(made) = made {
        let said = program.import("undo", &[&made])?;
        verdict.column(register.key(), "taken back", &count, &said.number("/undone").to_string());
        verdict.column(register.key(), "lists as before", "true", &(program.lists()? == before).to_string());
    }
    Ok(())
}

/// The name of the first record is written otherwise in a file of text.
fn changed(
    program: &Program,
    path: &Path,
    register: Register,
    records: &[Record],
    verdict: &mut Verdict,
) -> Result<()> {
    let name = name(path);
    let Ok(text) = String::from_utf8(fs::read(path)?) else { return Ok(()) };
    let field = register.name_field();
    let old = records.first().and_then(|record| record.values.get(field)).and_then(Value::as_text).unwrap_or_default();
    // What is recognised by its name is another under another name.
    let keys = register.keys().iter().filter(|key| **key != field);
    let has_key = records.first().is_some_and(|record| keys.clone().any(|key| record.values.contains_key(key)));
    if old.is_empty() || !has_key || !text.contains(old) {
        return Ok(());
    }
    let new = format!("{old} 2");
    let file = program.file("changed.csv", text.replacen(old, &new, 1).as_bytes())?;
    let tried = program.import(register.key(), &[word(&file)?, "--dry-run"])?;
    verdict.column(&name, "changed rows told", "1", &tried.number("/counts/updated").to_string());
    let told = tried.json.pointer("/rows/0/changes/0").cloned().unwrap_or_default();
    verdict.column(&name, "difference", &serde_json::json!([field, old, new]).to_string(), &told.to_string());
    let done = program.import(register.key(), &[word(&file)?])?;
    verdict.column(&name, "changed rows", "1", &done.number("/counts/updated").to_string());
    let undone = program.import("undo", &[done.json["import"].as_str().unwrap_or_default()])?;
    verdict.column(&name, "changed rows taken back", "1", &undone.number("/undone").to_string());
    Ok(())
}

/// Files made to do harm: each is refused or made harmless, soon, and says so.
pub fn hostile(program: &Program, folder: &Path, verdict: &mut Verdict) -> Result<()> {
    for path in files(folder) {
        let name = name(&path);
        let said = program.import("assets", &[word(&path)?, "--dry-run"])?;
        verdict.column(&name, "ends well or is refused, soon", "true", &said.is_told().to_string());
        let notices = said.json["notices"].as_array().map_or(0, Vec::len);
        let is_told = !said.error.is_empty() || notices > 0 || said.number("/fault_count") > 0;
        verdict.column(&name, "says what is wrong or made harmless", "true", &is_told.to_string());
    }
    Ok(())
}

fn table(bytes: &[u8], register: Register) -> Result<(Vec<Record>, Read), String> {
    let limits = TableLimits::default();
    let words = ImportWords::shipped().map_err(|error| error.to_string())?;
    let told = |error: bavn_core::import_export::FileError| error.to_string();
    let file = TableFile::open(bytes, &limits).map_err(told)?;
    let sheet = file.sheet(None, &limits).map_err(told)?.name.clone();
    let rows = file.first_rows(&sheet, 20, &limits).map_err(told)?;
    let header = TableFile::header_row(&rows).ok_or("no headings")?;
    let headings: Vec<String> = header.cells.iter().map(Cell::shown).collect();
    let mapping = Mapping::of(register, Some(sheet), &suggest(&headings, register, words));
    let mut records = Vec::new();
    let read = TableReader::new(&file, &mapping, words, limits).read(&mut |record| {
        records.push(record);
        Ok(())
    });
    read.map(|read| (records, read)).map_err(told)
}
