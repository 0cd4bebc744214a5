//! Reports: the management memo and the plan document, as pages to write them on and as files; the statement of applicability as files.

mod actions;
mod api;
mod editor;
mod files;
mod form;
mod list;
mod memo_document;
mod plan_charts;
mod plan_document;
mod plan_tables;
mod recovery_files;
mod sheet;
mod statement_document;
mod statement_files;
mod version;
mod words;

pub use files::render_to;
pub use memo_document::memo_document;
pub use plan_document::plan_document;
pub use recovery_files::render_recovery_plan;
pub use statement_document::{StatementCover, statement_document, statement_labels};
pub use statement_files::render_statement_to;
pub use words::{memo_labels, plan_labels};

use crate::kit::{Access, Routes};
use bavn_core::access::Action;

/// The routes of this slice.
#[must_use]
pub fn routes() -> Routes {
    let (read, change) = (Access::May(Action::ReportRead), Access::May(Action::ReportChange));
    Routes::new()
        .get("/rapporter", read, list::show)
        .post("/rapporter", change, list::create)
        .get("/rapporter/{id}", read, editor::show)
        .post("/rapporter/{id}", change, editor::save)
        .post("/rapporter/{id}/arkiver", change, actions::archive)
        .get("/rapporter/{id}/hent/{format}", read, files::download_draft)
        .get("/rapporter/{id}/version/{number}", read, version::show)
        .get("/rapporter/{id}/version/{number}/{format}", read, files::download_version)
        .post("/rapporter/{id}/version/{number}/godkend", Access::May(Action::ReportApprove), actions::approve)
        .merge(api::routes())
        .merge(statement_files::routes())
        .merge(recovery_files::routes())
}
