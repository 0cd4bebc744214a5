//! The tests in Rust: units, integration and documentation, on SQLite and PostgreSQL.

use super::{
    postgres::Cluster,
    tally::{Tally, follow},
};
use crate::shell::cargo;
use anyhow::Result;

/// Runs them all, or those with these names. One process per test program: its tests share a prepared database.
pub fn run(names: &[String]) -> Result<(Tally, bool)> {
    let cluster = Cluster::start()?;
    let mut command = cargo(&["test", "--workspace", "--no-fail-fast", "--locked"])?;
    command.args(["--", "--quiet"]).args(names).env("BAVN_TEST_POSTGRES", cluster.address());
    follow(&mut command, Tally::count_cargo)
}
