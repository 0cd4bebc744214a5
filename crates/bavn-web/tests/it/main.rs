//! The server as a browser and a program meet it.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on stops where it is")]

mod access;
mod action_plan;
mod api;
mod api_files;
mod api_objects;
mod asset;
mod bulk;
mod continuity;
mod continuity_faults;
mod control_set;
mod foreign_files;
mod gap_analysis;
mod import_export;
mod oscal;
mod own_controls;
mod own_framework;
mod own_types;
mod recovery;
mod register_hostile;
mod register_import;
mod register_kitos;
mod report;
mod security;
mod server;
mod statement;
mod supplier;
mod texts;
