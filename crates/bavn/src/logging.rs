use std::io::{IsTerminal as _, stderr};
use tracing_subscriber::EnvFilter;

/// Sends the program's log to standard error; `RUST_LOG` chooses how much.
pub fn start(json: bool) {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("warn,bavn=info"));
    let builder = tracing_subscriber::fmt().with_env_filter(filter).with_writer(stderr);
    if json {
        builder.json().init();
    } else {
        builder.with_target(false).with_ansi(stderr().is_terminal()).init();
    }
}
