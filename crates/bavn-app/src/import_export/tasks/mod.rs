//! Critical tasks out to spreadsheets and in again: a sheet of the tasks, and one of what they stand on.

mod columns;
mod export;
mod import;
mod kept;
mod known;
mod needs;
mod rows;
mod sheets;

pub use columns::{NeedColumn, NeedKind, TaskColumn, TaskTexts, TaskWords};
pub use export::{export_task_list, export_task_template};
pub use import::{CellFault, NeedsLine, TaskAction, TaskImport, TaskLine, import_tasks};
pub use kept::{TaskFile, keep_task_file, preview_task_file, remove_task_file, take_task_file, task_file, task_files};
