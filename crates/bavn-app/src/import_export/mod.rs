//! Gap analyses out to spreadsheets and files, and back in.

mod export;
mod import;

pub use export::{ExportFormat, export_analysis, export_template};
pub use import::{ImportReport, import_analysis};
