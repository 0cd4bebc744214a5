//! Operations: each asks permission, loads, lets a pure rule decide, and stores the change with its audit event in one transaction.
//!
//! An operation is a function `async fn verb_noun(app: &App, ctx: &Context, …) -> Result<…>`. Verbs: `find_` may be absent, `get_` must
//! exist, `list_` pages, `create_`, `update_`, `archive_`, `approve_`, `record_`. SQL is private to its slice.

pub mod action_plan;
mod app;
pub mod asset;
pub mod attachment;
pub mod audit_log;
pub mod catalogue;
mod check;
mod content;
mod context;
pub mod continuity;
pub mod demo;
mod error;
pub mod gap_analysis;
pub mod identity;
pub mod import_export;
mod iso;
pub mod measure;
pub mod organisation;
pub mod page;
pub mod recovery;
pub mod report;
pub mod supplier;

pub use app::{App, Limits};
pub use bavn_db::statement_count::counted;
pub use context::Context;
pub use error::{Error, FieldFault, Result};
