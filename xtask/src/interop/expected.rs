use anyhow::{Context as _, Result};
use sha2::{Digest as _, Sha256};
use std::{collections::BTreeMap, fs, path::Path};

/// A line of an expectation: column and value.
pub type Row = BTreeMap<String, String>;

/// The lines of an expectation file; none when it is not there.
pub fn rows(folder: &Path, name: &str) -> Result<Vec<Row>> {
    let path = folder.join(name);
    let mut reader = csv::Reader::from_path(&path).with_context(|| format!("reading {}", path.display()))?;
    let headers = reader.headers()?.clone();
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record?;
        rows.push(headers.iter().map(str::to_owned).zip(record.iter().map(str::to_owned)).collect());
    }
    Ok(rows)
}

/// A file's bytes.
pub fn bytes(folder: &Path, file: &str) -> Result<Vec<u8>> {
    fs::read(folder.join(file)).with_context(|| format!("reading {file}"))
}

/// The first twelve digits of the SHA-256.
pub fn short_sha(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().take(6).map(|byte| format!("{byte:02x}")).collect()
}

/// A value of a line; empty when the column is not there.
pub fn cell<'a>(row: &'a Row, column: &str) -> &'a str {
    row.get(column).map_or("", String::as_str)
}
