//! Gap analyses out to spreadsheets and files, and back in.

mod export;
mod import;
mod oscal;
mod oscal_facts;

pub use export::{ExportFormat, export_analysis, export_template};
pub use import::{ImportReport, import_analysis};
pub use oscal::{
    OscalKind, export_oscal_catalog, export_oscal_mappings, export_oscal_plan, export_oscal_profile,
    export_oscal_results,
};
