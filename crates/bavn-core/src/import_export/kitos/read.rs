use super::{
    KitosRecords, convert,
    shapes::{Contract, Registration, System, Tracked, Usage},
};
use serde::{Serialize, de::DeserializeOwned};

/// The most records of one kind.
const RECORDS: usize = 100_000;
/// The most bytes of one list.
const BYTES: usize = 200_000_000;

/// The lists of the interface as JSON, each an array; one that is not there is empty.
#[derive(Clone, Debug, Default)]
pub struct KitosFiles {
    /// `it-systems`.
    pub systems: Vec<u8>,
    /// `it-system-usages`.
    pub usages: Vec<u8>,
    /// `it-contracts`.
    pub contracts: Vec<u8>,
    /// `data-processing-registrations`.
    pub registrations: Vec<u8>,
    /// `deleted-entities`.
    pub deleted: Vec<u8>,
}

/// Why a list cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Serialize)]
#[serde(rename_all = "snake_case", tag = "code")]
pub enum KitosFault {
    /// It is not JSON of the right shape.
    #[error("{list}, line {line}: {detail}")]
    Shape {
        /// The list, by its name in the interface.
        list: &'static str,
        /// The line, from 1.
        line: usize,
        /// The place in the line, from 1.
        column: usize,
        /// What the reader met.
        detail: String,
    },
    /// A record has no identifier.
    #[error("{list}: record {record} has no uuid")]
    NoIdentifier {
        /// The list.
        list: &'static str,
        /// Its place in the list, from 1.
        record: usize,
    },
    /// There are more records, or they take more, than allowed.
    #[error("{list} has more than {max}")]
    TooMuch {
        /// The list.
        list: &'static str,
        /// The most records or bytes allowed.
        max: usize,
    },
}

/// Reads the lists.
///
/// # Errors
/// [`KitosFault`] at the first list that cannot be read. What points to a record that is not there is kept: it may be here already.
pub fn read_kitos(files: &KitosFiles) -> Result<KitosRecords, KitosFault> {
    let systems: Vec<System> = list("it-systems", &files.systems)?;
    let usages: Vec<Usage> = list("it-system-usages", &files.usages)?;
    let contracts: Vec<Contract> = list("it-contracts", &files.contracts)?;
    let registrations: Vec<Registration> = list("data-processing-registrations", &files.registrations)?;
    let deleted: Vec<Tracked> = list("deleted-entities", &files.deleted)?;
    identified("it-systems", systems.iter().map(|one| one.uuid.is_some()))?;
    identified("it-system-usages", usages.iter().map(|one| one.uuid.is_some()))?;
    identified("it-contracts", contracts.iter().map(|one| one.uuid.is_some()))?;
    identified("data-processing-registrations", registrations.iter().map(|one| one.uuid.is_some()))?;
    identified("deleted-entities", deleted.iter().map(|one| one.entity.is_some()))?;
    Ok(convert::records(&systems, &usages, &contracts, &registrations, &deleted))
}

fn list<T: DeserializeOwned>(name: &'static str, bytes: &[u8]) -> Result<Vec<T>, KitosFault> {
    if bytes.len() > BYTES {
        return Err(KitosFault::TooMuch { list: name, max: BYTES });
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Ok(Vec::new());
    }
    let read: Result<Vec<T>, serde_json::Error> = serde_json::from_slice(bytes);
    let records = read.map_err(|error| KitosFault::Shape {
        list: name,
        line: error.line(),
        column: error.column(),
        detail: error.to_string(),
    })?;
    if records.len() > RECORDS {
        return Err(KitosFault::TooMuch { list: name, max: RECORDS });
    }
    Ok(records)
}

fn identified(list: &'static str, mut has: impl Iterator<Item = bool>) -> Result<(), KitosFault> {
    match has.position(|has| !has) {
        Some(at) => Err(KitosFault::NoIdentifier { list, record: at + 1 }),
        None => Ok(()),
    }
}
