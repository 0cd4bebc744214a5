//! The command line.

mod args;

pub use args::{
    AccountCommand, AuditCommand, BackupArgs, CatalogueCommand, Cli, Command, CrosswalkArgs, DemoArgs, ExportCommand,
    ExportOscal, Global, ImportCommand, ImportControlSet, ImportForeign, ImportFramework, ImportGap, ImportKitos,
    ImportOscal, ImportTable, ImportTasks, ImportUndo, Language, OscalDocument, RecoverArgs, RecoveryPlanArgs,
    ReportArgs, ReportCommand, RestoreArgs, ServeArgs, SetupArgs, Size, StatementArgs,
};

use clap::Parser as _;
use std::process::ExitCode;

/// Reads the command line; help and usage faults are told here.
///
/// # Errors
/// The exit code: 0 after help, 2 after a usage fault.
pub fn parse() -> Result<Cli, ExitCode> {
    Cli::try_parse().map_err(|error| {
        // Nothing can be done when the terminal is closed; the exit code still tells.
        let _ = error.print();
        ExitCode::from(if error.use_stderr() { 2 } else { 0 })
    })
}

impl From<Language> for bavn_core::lang::Lang {
    fn from(language: Language) -> Self {
        match language {
            Language::Da => Self::Da,
            Language::En => Self::En,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory as _;

    #[test]
    fn every_sub_command_has_an_example() {
        fn walk(command: &clap::Command) {
            if command.has_subcommands() {
                command.get_subcommands().filter(|sub| sub.get_name() != "help").for_each(walk);
            } else {
                let example = command.get_after_help().map(ToString::to_string).unwrap_or_default();
                assert!(example.contains("bavn "), "{} has no example", command.get_name());
            }
        }
        Cli::command().debug_assert();
        walk(&Cli::command());
    }

    #[test]
    fn global_options_stand_before_or_after() {
        for words in [["bavn", "--data", "x", "serve"], ["bavn", "serve", "--data", "x"]] {
            assert_eq!(Cli::try_parse_from(words).unwrap().global.data.as_deref(), Some(std::path::Path::new("x")));
        }
    }
}
