use super::BackupFault;
use crate::migration;
use bavn_core::audit_log::ChainHead;
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

/// The format of the file.
pub const FORMAT: &str = "bavn-backup-1";
/// The name of the manifest in the archive.
pub(super) const ENTRY: &str = "manifest.json";

/// What a backup holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// [`FORMAT`].
    pub format: String,
    /// The version of the program that made it.
    pub program: String,
    /// When, UTC.
    #[serde(with = "time::serde::rfc3339")]
    pub made_at: OffsetDateTime,
    /// The migrations of the database, in order.
    pub migrations: Vec<String>,
    /// The last record of the audit log.
    pub audit_head: StoredHead,
    /// The tables in the order in which they are filled.
    pub tables: Vec<StoredTable>,
}

/// The end of the audit log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StoredHead {
    /// How many records.
    pub sequence: i64,
    /// The hash of the last, hexadecimal.
    pub hash: String,
}

/// A table in a backup.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StoredTable {
    /// Its name.
    pub name: String,
    /// Its entry in the archive.
    pub entry: String,
    /// Its rows.
    pub rows: u64,
    /// The bytes of the entry, unpacked.
    pub bytes: u64,
    /// The SHA-256 of the entry, hexadecimal.
    pub sha256: String,
}

impl Manifest {
    /// All rows of all tables.
    #[must_use]
    pub fn rows(&self) -> u64 {
        self.tables.iter().map(|table| table.rows).sum()
    }

    /// That this program can restore it: its migrations are the first of ours.
    pub(super) fn check(&self) -> Result<(), BackupFault> {
        if self.format != FORMAT {
            return Err(BackupFault::NotABackup { detail: format!("format {}, expected {FORMAT}", self.format) });
        }
        let known = migration::known();
        for (place, name) in self.migrations.iter().enumerate() {
            if known.get(place) != Some(name) {
                let last = known.last().cloned().unwrap_or_default();
                return Err(BackupFault::Newer { program: self.program.clone(), found: name.clone(), known: last });
            }
        }
        Ok(())
    }
}

impl From<ChainHead> for StoredHead {
    fn from(head: ChainHead) -> Self {
        Self { sequence: head.sequence, hash: hex::encode(head.hash) }
    }
}
