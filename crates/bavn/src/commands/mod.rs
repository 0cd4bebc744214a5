//! One module for each sub-command.

mod account;
mod audit;
mod backup;
mod catalogue;
mod content_update;
mod crosswalk;
mod demo;
mod export;
mod import;
mod import_foreign;
mod import_framework;
mod import_kitos;
mod import_table;
mod import_tasks;
mod import_undo;
mod migrate;
mod password;
mod recover;
mod report;
mod scenario;
mod serve;
mod setup;

pub use import_kitos::fetch_kitos;

use crate::{
    cli::{Cli, Command},
    config::Config,
    failure::Outcome,
};

/// Does what the command line asks.
///
/// # Errors
/// Whatever kept it from being done.
pub async fn run(cli: Cli) -> Outcome {
    let config = Config::read(&cli.global)?;
    match cli.command {
        Command::Demo(args) => demo::run(&config, &args).await,
        Command::Serve(args) => serve::run(config, &args).await,
        Command::Setup(args) => setup::run(&config, args).await,
        Command::Migrate => migrate::run(&config).await,
        Command::Import(args) => import::run(&config, &args.command).await,
        Command::Export(args) => export::run(&config, args.command).await,
        Command::Backup(args) => backup::run(&config, &args).await,
        Command::Restore(args) => backup::restore(&config, &args).await,
        Command::Report(args) => report::run(&config, &args.command).await,
        Command::Account(args) => account::run(&config, args.command).await,
        Command::Catalogue(args) => catalogue::run(&config, &args.command).await,
        Command::Crosswalk(args) => crosswalk::run(&config, &args).await,
        Command::Recover(args) => recover::run(&config, &args).await,
        Command::Audit(args) => audit::run(&config, &args.command).await,
    }
}
