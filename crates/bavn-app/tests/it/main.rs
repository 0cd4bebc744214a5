//! Operations on both engines.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on stops where it is")]

mod action_plan;
mod applicability;
mod asset;
mod audit_log;
mod backup;
mod bulk;
mod catalogue;
mod content_update;
mod continuity;
mod direct_answers;
mod foreign_files;
mod gap_analysis;
mod identity;
mod merge;
mod organisation;
mod own_controls;
mod own_types;
mod recovery;
mod register_import;
mod register_import_kitos;
mod register_import_suppliers;
mod report;
mod statement;
mod supplier;
mod supplier_concentration;
mod task_list;
