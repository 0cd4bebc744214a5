//! The rules seen from outside: worked examples, properties and hostile files.
#![allow(
    clippy::unwrap_used,
    reason = "clippy.toml lets tests unwrap, but does not see that helpers of tests are tests"
)]

mod build;
mod catalogue_files;
mod files_in;
mod files_out;
mod gap_properties;
mod hostile_files;
mod hostile_trees;
mod kitos;
mod libraries;
mod measure_drafts;
mod oscal;
mod plan_economy;
mod plan_projection;
mod plan_schedule;
mod tables;
mod words;
mod worked_examples;
