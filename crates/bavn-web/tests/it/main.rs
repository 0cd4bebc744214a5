//! The server as a browser and a program meet it.

mod api;
mod import_export;
mod server;
