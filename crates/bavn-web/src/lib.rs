//! Pages and HTTP API.
//!
//! A slice has its routes, forms, view structs, templates and texts in a folder of its own. Every route is entered in a [`kit::Routes`]
//! together with who may use it, and a test walks that list with every role.

pub mod about;
pub mod accounts;
pub mod action_plan;
pub mod asset;
pub mod assets;
pub mod audit_log;
pub mod catalogue;
pub mod continuity;
pub mod gap_analysis;
pub mod import_export;
pub mod kit;
pub mod organisation;
pub mod overview;
pub mod own_account;
pub mod recovery;
pub mod report;
pub mod sign_in;
pub mod supplier;

mod server;
mod state;

pub use server::{all_routes, router};
pub use state::{Clock, WebConfig, WebState};
