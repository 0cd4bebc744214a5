//! Bavn: the program. Command line, configuration and wiring; everything it does is an operation of `bavn-app`.

mod cli;
mod commands;
mod config;
mod failure;
mod logging;
mod municipalities;
mod opening;
mod output;

use std::process::ExitCode;

fn main() -> ExitCode {
    let cli = match cli::parse() {
        Ok(cli) => cli,
        Err(code) => return code,
    };
    logging::start(cli.log_json);
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return failure::Failure::failed(format!("cannot start threads: {error}")).report(),
    };
    match runtime.block_on(commands::run(cli)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => failure.report(),
    }
}
