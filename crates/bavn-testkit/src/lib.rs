//! Test databases on both engines, actors, and a small municipality to test with.
//!
//! Each test gets a database of its own: a SQLite file in a temporary folder, or a PostgreSQL database cloned from a migrated template.
//! Which engines are tried is told by [`engines`]; `cargo xtask test` starts PostgreSQL and names it in `BAVN_TEST_POSTGRES`.

mod actors;
mod database;

pub use actors::{Actors, at, clock, context, operator};
pub use database::{EmptyPlace, Engine, TestApp, empty_place, engines, test_app};
