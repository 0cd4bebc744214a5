//! Tables into the registers: upload, preview, run, undo. A file waits as a stored job, so that people can leave and come back.

mod belt;
mod bulk;
mod differences;
mod entity;
mod job;
mod keys;
mod kitos;
mod names;
mod own;
mod plan;
mod pointed;
mod preview;
mod progress;
mod run;
mod things;
mod types;
mod undo;

pub use bulk::{BULK, change_assets};
pub(super) use entity::{file as kept_file, import as kept_import};
pub use job::{get_import, list_imports, remove_import, set_mapping, upload_table};
pub use kitos::{KitosFetch, KitosPlace, KitosRefusal, fetch_kitos, import_kitos, upload_kitos};
pub use preview::{ColumnSample, Preview, PreviewRow, list_columns, preview_import};
pub use progress::Progress;
pub use run::{import_table, run_import, start_import};
pub use types::{ImportCounts, ImportState, RegisterImport, RowAction, Unresolved};
pub use undo::{UndoRefusal, UndoReport, undo_import};

/// The word under which files of critical tasks stand among the imports; they are no register's, and have pages of their own.
pub(super) const TASKS: &str = "critical_tasks";
