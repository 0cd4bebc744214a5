//! Gap analyses out to spreadsheets and files, and back in; frameworks and mappings from files of others.

mod assets;
mod control_set;
mod crosswalk_list;
mod export;
mod foreign;
mod import;
mod imported;
mod lists;
mod oscal;
mod oscal_facts;
mod own_framework;
mod register;
mod suppliers;
mod take;
mod tasks;

pub use assets::{AssetTexts, export_asset_list, export_dependency_list};
pub use control_set::{export_control_set, import_control_set};
pub use crosswalk_list::{CrosswalkTexts, export_crosswalk};
pub use export::{ExportFormat, export_analysis, export_template};
pub use foreign::{ForeignFile, ForeignFormat, ForeignReport, import_foreign};
pub use import::{ImportReport, import_analysis};
pub use imported::{FrameworkDiff, LibraryDiff};
pub use lists::{ListFormat, ListTexts, export_control_list, export_framework_list};
pub use oscal::{
    OscalKind, export_oscal_catalog, export_oscal_mappings, export_oscal_plan, export_oscal_profile,
    export_oscal_results,
};
pub use own_framework::{FrameworkFile, FrameworkReport, export_framework_template, import_framework};
pub use register::{
    BULK, ColumnSample, ImportCounts, ImportState, KitosFetch, KitosPlace, KitosRefusal, Preview, PreviewRow, Progress,
    RegisterImport, RowAction, UndoRefusal, UndoReport, Unresolved, change_assets, fetch_kitos, get_import,
    import_kitos, import_table, list_columns, list_imports, preview_import, remove_import, run_import, set_mapping,
    start_import, undo_import, upload_kitos, upload_table,
};
pub use suppliers::{
    SupplierTexts, export_contract_list, export_contracts_json, export_supplier_list, export_suppliers_json,
};
pub use take::{TakeConflict, TakeReason, TakeReport};
pub use tasks::{
    CellFault, NeedColumn, NeedKind, NeedsLine, TaskAction, TaskColumn, TaskFile, TaskImport, TaskLine, TaskTexts,
    TaskWords, export_task_list, export_task_template, import_tasks, keep_task_file, preview_task_file,
    remove_task_file, take_task_file, task_file, task_files,
};
