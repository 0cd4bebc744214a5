use clap::{Args, Parser, Subcommand, ValueEnum};
use std::{net::IpAddr, path::PathBuf};

const EXIT_CODES: &str = "Exit codes: 0 done, 1 failed, 2 wrong use, 3 faults in an input file.\n\
The log goes to standard error; RUST_LOG chooses how much (such as RUST_LOG=debug).";

/// Governance of information security for Danish municipalities.
#[derive(Debug, Parser)]
#[command(name = "bavn", version, about, after_help = EXIT_CODES, disable_help_subcommand = true)]
pub struct Cli {
    #[command(flatten)]
    pub global: Global,
    /// Write the log as JSON, one object a line.
    #[arg(long, global = true)]
    pub log_json: bool,
    #[command(subcommand)]
    pub command: Command,
}

/// Where the database is: exactly one of these, or the variable `BAVN_DATABASE_URL`.
#[derive(Clone, Debug, Default, Args)]
pub struct Global {
    /// The folder of a SQLite database.
    #[arg(long, global = true, value_name = "DIR", help_heading = "Database")]
    pub data: Option<PathBuf>,
    /// The address of a PostgreSQL database, postgres://USER@HOST/DATABASE [env: `BAVN_DATABASE_URL`].
    #[arg(long, global = true, value_name = "URL", help_heading = "Database")]
    pub database_url: Option<String>,
    /// A TOML file with the database and how to serve; unknown keys are refused.
    #[arg(long, global = true, value_name = "FILE.toml", help_heading = "Database")]
    pub config: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Try Bavn: serve a fresh database with an invented municipality.
    #[command(after_help = "Example:\n  bavn demo\n  bavn demo --port 8100\n  bavn demo --load-only --data ./demo")]
    Demo(DemoArgs),
    /// Serve the pages and the HTTP API.
    #[command(after_help = "Example:\n  bavn serve --data /var/lib/bavn\n  bavn serve --config /etc/bavn.toml")]
    Serve(ServeArgs),
    /// Set up a new installation: the municipality and its first administrator.
    #[command(
        after_help = "Example:\n  bavn setup --data /var/lib/bavn --municipality Randers --admin-name \"Systemadministrator\" --username admin\n\
                      The password is asked for and not shown; scripts give it with --password-stdin."
    )]
    Setup(SetupArgs),
    /// Bring the database up to this version; a backup is made first.
    #[command(after_help = "Example:\n  bavn migrate --data /var/lib/bavn")]
    Migrate,
    /// Look after the audit log.
    #[command(subcommand_required = true)]
    Audit(Audit),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Size {
    /// Kommune X: a small municipality with one plan.
    S,
    /// The reference municipality: 5,000 people, 120 units, 100,000 records in the log.
    M,
}

#[derive(Debug, Args)]
pub struct DemoArgs {
    /// How much to put in.
    #[arg(long, value_enum, default_value = "s")]
    pub size: Size,
    /// The port to serve at.
    #[arg(long, default_value_t = 8080)]
    pub port: u16,
    /// Make the database in --data DIR and stop.
    #[arg(long)]
    pub load_only: bool,
}

#[derive(Debug, Args)]
pub struct ServeArgs {
    /// The port to serve at [default: 8080].
    #[arg(long)]
    pub port: Option<u16>,
    /// The address to serve at [default: 127.0.0.1].
    #[arg(long)]
    pub address: Option<IpAddr>,
}

#[derive(Debug, Args)]
pub struct SetupArgs {
    /// The municipality: its name or its four-digit code.
    #[arg(long, value_name = "NAME|CODE")]
    pub municipality: String,
    /// Who documents come from, such as "Digitalisering og It".
    #[arg(long, default_value = "")]
    pub sender: String,
    /// The name of the first administrator.
    #[arg(long, value_name = "NAME")]
    pub admin_name: String,
    /// The administrator's user name.
    #[arg(long)]
    pub username: String,
    /// Read the password from standard input, one line, in place of asking.
    #[arg(long)]
    pub password_stdin: bool,
}

#[derive(Debug, Args)]
pub struct Audit {
    #[command(subcommand)]
    pub command: AuditCommand,
}

#[derive(Debug, Subcommand)]
pub enum AuditCommand {
    /// Check the hash of every record: nothing altered, removed or moved.
    #[command(after_help = "Example:\n  bavn audit verify --data /var/lib/bavn")]
    Verify {
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
}
