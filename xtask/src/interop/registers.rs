//! Tables and Kitos lists for the registers.

use super::{expected::bytes, verdict::Verdict};
use anyhow::Result;
use bavn_core::import_export::{
    kitos::{KitosFiles, read_kitos},
    table::{ImportWords, Mapping, Read, Record, Register, TableFile, TableLimits, TableReader, suggest},
};
use std::{fs, path::Path};

/// Assets in the files of `own/assets/`, as its README says.
const ASSETS: usize = 5;

pub fn run(folder: &Path, verdict: &mut Verdict) -> Result<()> {
    assets(&folder.join("own/assets"), verdict)?;
    kitos(folder, "own/kitos", &["6", "3", "1", "1"], verdict)
}

/// Every file of the folder gives the same records.
fn assets(folder: &Path, verdict: &mut Verdict) -> Result<()> {
    if !folder.is_dir() {
        return crate::shell::say(format!("interop: {} is not there, skipped", folder.display()));
    }
    let mut first: Option<Vec<Record>> = None;
    for entry in walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().filter_map(Result::ok) {
        if !entry.file_type().is_file() {
            continue;
        }
        let name = entry.file_name().to_string_lossy().into_owned();
        match table(&fs::read(entry.path())?) {
            Ok((records, read)) => {
                verdict.column(&name, "records", &ASSETS.to_string(), &records.len().to_string());
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
    Ok(())
}

fn table(bytes: &[u8]) -> Result<(Vec<Record>, Read), String> {
    let limits = TableLimits::default();
    let words = ImportWords::shipped().map_err(|error| error.to_string())?;
    let told = |error: bavn_core::import_export::FileError| error.to_string();
    let file = TableFile::open(bytes, &limits).map_err(told)?;
    let sheet = file.sheet(None, &limits).map_err(told)?.name.clone();
    let rows = file.first_rows(&sheet, 20, &limits).map_err(told)?;
    let header = TableFile::header_row(&rows).ok_or("no headings")?;
    let headings: Vec<String> = header.cells.iter().map(bavn_core::import_export::table::Cell::shown).collect();
    let mapping = Mapping::of(Register::Assets, Some(sheet), &suggest(&headings, Register::Assets, words));
    let mut records = Vec::new();
    let read = TableReader::new(&file, &mapping, words, limits).read(&mut |record| {
        records.push(record);
        Ok(())
    });
    read.map(|read| (records, read)).map_err(told)
}

/// The lists give so many uses, contracts, registrations and deletions.
fn kitos(folder: &Path, name: &str, expected: &[&str; 4], verdict: &mut Verdict) -> Result<()> {
    if !folder.join(name).is_dir() {
        return crate::shell::say(format!("interop: {name} is not there, skipped"));
    }
    let list = |list: &str| bytes(folder, &format!("{name}/{list}.json"));
    let files = KitosFiles {
        systems: list("it-systems")?,
        usages: list("it-system-usages")?,
        contracts: list("it-contracts")?,
        registrations: list("data-processing-registrations")?,
        deleted: list("deleted-entities")?,
    };
    match read_kitos(&files) {
        Ok(records) => {
            let found =
                [records.assets.len(), records.contracts.len(), records.agreements.len(), records.deletions.len()];
            let columns = ["usages", "contracts", "registrations", "deletions"];
            for ((column, expected), found) in columns.into_iter().zip(expected).zip(found) {
                verdict.column(name, column, expected, &found.to_string());
            }
        }
        Err(fault) => verdict.fault(name, fault),
    }
    Ok(())
}
