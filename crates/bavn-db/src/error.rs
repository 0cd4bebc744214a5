use std::path::PathBuf;

/// What can go wrong with the database itself.
#[derive(Debug, thiserror::Error)]
pub enum DbError {
    /// The engine said no.
    #[error("the database refused: {0}")]
    Engine(#[from] sea_orm::DbErr),
    /// The database was written by a newer program.
    #[error("the database was written by a newer Bavn: it has migration {found}, this program knows up to {known}")]
    NewerDatabase {
        /// The unknown migration found.
        found: String,
        /// The last one this program knows.
        known: String,
    },
    /// The database has migrations that wait and the caller did not ask to run them.
    #[error("the database is older than this program: {waiting} migrations wait")]
    OlderDatabase {
        /// How many wait.
        waiting: usize,
    },
    /// The address is of no engine that Bavn knows.
    #[error("not a database address: {given}")]
    UnknownAddress {
        /// The address, without any password.
        given: String,
    },
    /// A file or folder could not be made or read.
    #[error("{path}: {source}")]
    File {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The audit log does not hold.
    #[error("the audit log does not hold: {0}")]
    Audit(#[from] bavn_core::audit_log::ChainFault),
    /// Something read back from the database is not what was put there.
    #[error("{table}.{column} holds a value that this program does not know: {value}")]
    UnknownValue {
        /// The table.
        table: &'static str,
        /// The column.
        column: &'static str,
        /// The value.
        value: String,
    },
    /// A backup cannot be written, read or restored.
    #[error("backup: {0}")]
    Backup(#[from] crate::backup::BackupFault),
    /// What was worked out beside the database was not finished.
    #[error("work beside the database was not finished: {0}")]
    Task(#[from] tokio::task::JoinError),
}
