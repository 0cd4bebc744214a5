use super::entity::import;
use crate::Result;
use bavn_core::{
    ids::RegisterImportId,
    import_export::table::{Mapping, Register},
};
use bavn_db::DbError;
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

/// Where an import is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ImportState {
    /// The file is here and waits.
    Waiting,
    /// It is being taken in, or was interrupted while it was; then nothing of it was stored.
    Running,
    /// It was taken in.
    Done,
    /// It was taken back.
    Undone,
}

impl ImportState {
    const ALL: [Self; 4] = [Self::Waiting, Self::Running, Self::Done, Self::Undone];

    /// The stable word.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Running => "running",
            Self::Done => "done",
            Self::Undone => "undone",
        }
    }
}

/// What happened to rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ImportCounts {
    /// Rows with something in them.
    pub rows: usize,
    /// New in the register.
    pub created: usize,
    /// Changed.
    pub updated: usize,
    /// Taken into use again.
    pub restored: usize,
    /// Taken out of use.
    pub archived: usize,
    /// Taken away: dependencies that Kitos does not know any more.
    pub removed: usize,
    /// The same already.
    pub unchanged: usize,
    /// Left out, as the mapping says.
    pub skipped: usize,
    /// Left out for a fault.
    pub faulty: usize,
}

impl ImportCounts {
    /// Adds those of another kind.
    pub(super) const fn add(&mut self, other: &Self) {
        self.rows += other.rows;
        self.created += other.created;
        self.updated += other.updated;
        self.restored += other.restored;
        self.archived += other.archived;
        self.removed += other.removed;
        self.unchanged += other.unchanged;
        self.skipped += other.skipped;
        self.faulty += other.faulty;
    }

    /// How many rows change something.
    #[must_use]
    pub const fn changes(&self) -> usize {
        self.created + self.updated + self.restored + self.archived + self.removed
    }
}

/// What a row does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RowAction {
    /// It makes something new.
    Create,
    /// It changes something.
    Update,
    /// It takes something into use again.
    Restore,
    /// It takes something out of use.
    Archive,
    /// It takes a dependency away.
    Remove,
    /// It changes nothing.
    Unchanged,
    /// It is left out.
    Skip,
}

impl RowAction {
    /// The stable word.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Create => "create",
            Self::Update => "update",
            Self::Restore => "restore",
            Self::Archive => "archive",
            Self::Remove => "remove",
            Self::Unchanged => "unchanged",
            Self::Skip => "skip",
        }
    }

    pub(super) const fn count(self, counts: &mut ImportCounts) {
        match self {
            Self::Create => counts.created += 1,
            Self::Update => counts.updated += 1,
            Self::Restore => counts.restored += 1,
            Self::Archive => counts.archived += 1,
            Self::Remove => counts.removed += 1,
            Self::Unchanged => counts.unchanged += 1,
            Self::Skip => counts.skipped += 1,
        }
    }
}

/// A name in the file that is nobody's here; it is kept as a line of the note.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Unresolved {
    /// The field.
    pub field: &'static str,
    /// The name.
    pub name: String,
    /// In how many rows it stands.
    pub rows: usize,
}

/// An import of a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RegisterImport {
    /// The identifier.
    pub id: RegisterImportId,
    /// What it is read into.
    pub register: Register,
    /// Where it is from: `file`, or the word of a program such as `intune`.
    pub source: String,
    /// The file's name.
    pub file_name: String,
    /// The digest of its bytes, hexadecimal.
    pub sha256: String,
    /// Its bytes.
    pub size: i64,
    /// How it is read.
    pub mapping: Mapping,
    /// Where it is.
    pub state: ImportState,
    /// What happened to its rows.
    pub counts: ImportCounts,
    /// Why the last run stored nothing; empty when it did.
    pub problem: String,
    /// When it was uploaded.
    #[serde(with = "time::serde::rfc3339")]
    pub created_at: OffsetDateTime,
    /// By whom.
    pub created_by: String,
    /// When it was taken in.
    #[serde(with = "time::serde::rfc3339::option")]
    pub finished_at: Option<OffsetDateTime>,
    /// When it was taken back.
    #[serde(with = "time::serde::rfc3339::option")]
    pub undone_at: Option<OffsetDateTime>,
    /// Raised by every change.
    pub version: i32,
}

impl RegisterImport {
    /// Whether it holds the lists of Kitos, and not a table.
    #[must_use]
    pub fn is_lists(&self) -> bool {
        self.source == super::plan::KITOS && self.mapping.columns.is_empty()
    }
}

pub(super) fn from_row(row: import::Model) -> Result<RegisterImport> {
    let unknown =
        |column, value: &str| DbError::UnknownValue { table: "register_import", column, value: value.to_owned() };
    let state = ImportState::ALL.into_iter().find(|state| state.key() == row.state);
    Ok(RegisterImport {
        id: row.id.into(),
        register: Register::from_key(&row.register).ok_or_else(|| unknown("register", &row.register))?,
        mapping: serde_json::from_str(&row.mapping).map_err(|_| unknown("mapping", &row.mapping))?,
        counts: serde_json::from_str(&row.counts).map_err(|_| unknown("counts", &row.counts))?,
        state: state.ok_or_else(|| unknown("state", &row.state))?,
        source: row.source,
        file_name: row.file_name,
        sha256: row.sha256,
        size: row.size,
        problem: row.problem,
        created_at: row.created_at,
        created_by: row.created_by,
        finished_at: row.finished_at,
        undone_at: row.undone_at,
        version: row.version,
    })
}
