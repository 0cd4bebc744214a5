//! Gap analyses as files: the XLSX template out, a filled template in, and exports as JSON, CSV and XLSX.
//!
//! All over bytes: no file is opened here. Words come from the caller in [`TemplateTexts`], one for each language.

mod answer;
mod cells;
mod column;
pub mod control_set;
mod csv_file;
mod document;
mod fault;
mod framework_sheet;
mod headers;
pub mod kitos;
pub mod library;
mod list;
pub mod oscal;
pub mod oscal_export;
mod read;
mod row;
mod summary;
pub mod table;
mod template;
mod texts;
pub mod tree;
mod zip_guard;

pub use answer::{Answer, GapRow, RowDiff, RowStatus, diff_rows};
pub use column::Column;
pub use csv_file::export_csv;
pub use document::{
    AnalysisDocument, AnalysisMeta, AreaDocument, ControlDocument, ControlStatus, ControlTexts, DocumentTexts,
    GAP_FORMAT, GapDocument,
};
pub use fault::{ColumnPlace, Expected, ExportError, FileError, RowFault};
pub use framework_sheet::{
    FrameworkColumn, FrameworkMeta, FrameworkSheet, FrameworkSheetTexts, own_framework_urn, own_requirement_urn,
    read_framework_sheet, write_framework_template,
};
pub use list::{List, ListCell, list_csv, list_xlsx, lists_xlsx};
pub use read::{Limits, ReadOutcome, read_filled};
pub use summary::{CatalogCount, FrameworkCount, ImportSummary, SetCount};
pub use template::{TEMPLATE_VERSION, TemplateArea, TemplateControl, TemplateView, export_xlsx, write_template};
pub use texts::{ColumnTexts, LevelText, StatusTexts, TemplateTexts, ValidationTexts};
