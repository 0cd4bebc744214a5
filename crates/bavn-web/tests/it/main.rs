//! The server as a browser and a program meet it.

mod access;
mod action_plan;
mod api;
mod gap_analysis;
mod import_export;
mod report;
mod security;
mod server;
mod texts;
