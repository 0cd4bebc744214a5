//! Backup and restore: one file, the same for both engines.

/// Why a backup file cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum BackupFault {
    /// It is not a backup of Bavn.
    #[error("not a backup of Bavn")]
    NotABackup,
}
