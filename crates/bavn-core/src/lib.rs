//! The rules of Bavn: types, calculations and file formats, as functions of their arguments.
//!
//! Nothing here reads a clock, a file, the environment or a database; time, randomness and configuration are parameters.

pub mod access;
pub mod action_plan;
pub mod asset;
pub mod audit_log;
pub mod catalogue;
pub mod continuity;
pub mod field_fault;
pub mod gap_analysis;
pub mod identity;
pub mod ids;
pub mod import_export;
pub mod instant;
pub mod lang;
pub mod measure;
pub mod organisation;
pub mod recovery;
pub mod report;
pub mod supplier;
pub mod text;
mod words;
