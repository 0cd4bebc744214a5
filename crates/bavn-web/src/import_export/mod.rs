//! Gap analyses out to spreadsheets and files, and back in.

mod api;
mod api_bulk;
mod api_imports;
mod api_tasks;
mod assets;
mod bulk;
mod foreign;
mod lists;
mod oscal;
mod own_framework;
mod pages;
mod register;
mod suppliers;
mod task_files;
mod tasks;
mod texts;

pub use api_tasks::{TaskImportBody, TaskImportFault};
pub use assets::{asset_list, dependency_list};
pub use oscal::oscal_texts;
pub use suppliers::{contract_list, supplier_list};
pub use tasks::{task_fault_text, task_list, task_words};
pub use texts::{
    crosswalk_texts, expected_text, file_error_text, framework_sheet_texts, kl_categories, scope_text, template_texts,
};

use crate::kit::Routes;

/// The routes of this slice.
#[must_use]
pub fn routes() -> Routes {
    Routes::new()
        .merge(pages::routes())
        .merge(oscal::routes())
        .merge(lists::routes())
        .merge(assets::routes())
        .merge(suppliers::routes())
        .merge(tasks::routes())
        .merge(task_files::routes())
        .merge(own_framework::routes())
        .merge(register::routes())
        .merge(bulk::routes())
        .merge(api_bulk::routes())
        .merge(api::routes())
        .merge(api_imports::routes())
        .merge(api_tasks::routes())
}
