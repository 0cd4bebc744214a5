//! The server as a browser and a program meet it.

mod action_plan;
mod api;
mod gap_analysis;
mod import_export;
mod server;
