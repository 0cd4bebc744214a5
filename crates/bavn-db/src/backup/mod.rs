//! Backup and restore: one file, the same for both engines and readable by later versions.
//!
//! The file is a ZIP archive with one NDJSON entry for each table and a `manifest.json` that names the program, the migrations, and
//! the rows and SHA-256 of each entry. Sessions are left out: everyone signs in again. `docs/formats.md` describes it.

mod archive;
mod cell;
mod manifest;
mod restore;
mod tables;
mod write;

pub use manifest::{FORMAT, Manifest, StoredHead, StoredTable};
pub use restore::{read_manifest, restore, try_restore};
pub use tables::LEFT_OUT;
pub use write::write;

/// Why a backup file cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum BackupFault {
    /// It is not a backup of Bavn.
    #[error("not a backup of Bavn: {detail}")]
    NotABackup {
        /// What the reader met.
        detail: String,
    },
    /// It was made by a newer program.
    #[error("made by a newer Bavn ({program}): it has migration {found}, this program knows up to {known}")]
    Newer {
        /// The version of the program that made it.
        program: String,
        /// The unknown migration.
        found: String,
        /// The last one this program knows.
        known: String,
    },
    /// An entry is not what the manifest says: the file is cut off or was changed.
    #[error("{entry} is damaged or was changed: {detail}")]
    Altered {
        /// The entry.
        entry: String,
        /// How it differs.
        detail: String,
    },
    /// A row cannot be read.
    #[error("{entry}, line {line}, {column}: {detail}")]
    Row {
        /// The entry.
        entry: String,
        /// The line, from 1.
        line: u64,
        /// The column.
        column: String,
        /// What is wrong.
        detail: String,
    },
    /// There is a database where the backup was to go.
    #[error("{location}: there is a database here already")]
    NotEmpty {
        /// Where.
        location: String,
    },
    /// The restored database is not what the backup says.
    #[error("after restoring, {what} differs from the backup")]
    Differs {
        /// What differs.
        what: String,
    },
    /// The disk or the archive failed.
    #[error("{0}")]
    File(#[from] std::io::Error),
}

impl From<zip::result::ZipError> for BackupFault {
    fn from(error: zip::result::ZipError) -> Self {
        match error {
            zip::result::ZipError::Io(error) => Self::File(error),
            other => Self::NotABackup { detail: other.to_string() },
        }
    }
}
