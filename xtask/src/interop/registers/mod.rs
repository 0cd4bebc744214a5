//! Tables and Kitos lists for the registers, through the program itself.

mod kitos;
mod program;
mod tables;

use super::verdict::Verdict;
use crate::shell::say;
use anyhow::Result;
use bavn_core::import_export::table::Register;
use program::Program;
use std::path::Path;

/// Assets in the files of `own/assets/`, as its README says.
const ASSETS: usize = 5;
/// Uses, contracts, registrations and deletions of `own/kitos/`.
const KITOS: [&str; 4] = ["6", "3", "1", "1"];

pub fn run(folder: &Path, verdict: &mut Verdict) -> Result<()> {
    let own = folder.join("own");
    if !own.is_dir() {
        return say(format!("interop: {} is not there, skipped", own.display()));
    }
    let program = Program::set_up()?;
    // Suppliers first: assets and contracts name them.
    for (register, expected) in
        [(Register::Suppliers, None), (Register::Assets, Some(ASSETS)), (Register::Contracts, None)]
    {
        let tables = own.join(register.key());
        if tables.is_dir() {
            tables::run(&program, &tables, register, expected, verdict)?;
        }
    }
    if own.join("hostile").is_dir() {
        tables::hostile(&program, &own.join("hostile"), verdict)?;
    }
    if own.join("kitos").is_dir() { kitos::run(&program, folder, "own/kitos", &KITOS, verdict) } else { Ok(()) }
}
