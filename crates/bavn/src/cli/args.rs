mod export;
mod import;
mod report;

pub use export::{Export, ExportCommand, ExportOscal, OscalDocument};
pub use import::{
    Import, ImportCommand, ImportControlSet, ImportForeign, ImportFramework, ImportGap, ImportKitos, ImportOscal,
    ImportTable, ImportTasks, ImportUndo,
};
pub use report::{RecoveryPlanArgs, Report, ReportArgs, ReportCommand, StatementArgs};

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
    /// The address of a PostgreSQL database, `postgres://USER@HOST/DATABASE` [env: `BAVN_DATABASE_URL`].
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
    /// Read a file into the database: answers, frameworks, a list of your own, a control set.
    #[command(subcommand_required = true)]
    Import(Import),
    /// Write an analysis, a template, the control set or an OSCAL document to a file.
    #[command(subcommand_required = true)]
    Export(Export),
    /// Write everything to one file, while people work, and try to restore it.
    #[command(after_help = "Example:\n  bavn backup /srv/backup/bavn-2026-11-02.zip --data /var/lib/bavn\n\
                      The file can be restored on SQLite and on PostgreSQL. It holds password hashes: keep it as safe as the database.")]
    Backup(BackupArgs),
    /// Restore a backup into an empty place.
    #[command(
        after_help = "Example:\n  bavn restore bavn-2026-11-02.zip --data /var/lib/bavn-new\n  bavn restore bavn-2026-11-02.zip --database-url postgres://bavn@localhost/bavn"
    )]
    Restore(RestoreArgs),
    /// Write a report for people to a file.
    #[command(subcommand_required = true)]
    Report(Report),
    /// Look at the frameworks, and check what comes with the program.
    #[command(subcommand_required = true)]
    Catalogue(Catalogue),
    /// How two frameworks answer each other through the control set.
    #[command(
        after_help = "Example:\n  bavn crosswalk nis2 iso27001 --data /var/lib/bavn\n  bavn crosswalk nis2 iso27001 --json --data /var/lib/bavn\n  \
                      bavn crosswalk nis2-2690 cis18 --out crosswalk.xlsx --data /var/lib/bavn\n\
                      A pair shares at most what one control covers of both. Links of imported mapping sets are marked direct.\n\
                      `bavn catalogue list` gives the keys."
    )]
    Crosswalk(CrosswalkArgs),
    /// Find the order in which things are restored with the people that there are: of a scenario, or of a project in a file.
    #[command(
        after_help = "Example:\n  bavn recover --scenario S-1 --data /var/lib/bavn\n  bavn recover --scenario S-1 --seconds 10 --json --data /var/lib/bavn\n  \
                      bavn recover --rcp j30_1_1.rcp --seconds 10 --json\n\
                      A scenario is found by its number or its name. The aim is the least weighted lateness of the critical tasks, then the shortest\n\
                      length. Its seconds are counted as work: the same seed and seconds give the same order on every machine. JSON: as\n\
                      GET /api/v1/scenarios/{id}/recovery-order.\n\
                      A file is in Patterson's format: activities, resources, capacities, durations, demands, successors. The aim is the shortest\n\
                      makespan. JSON: {\"makespan\", \"lower_bound\", \"start\": [one for each activity], \"proved\"}. It needs no database.\n\
                      Exit code 3 when the file has a fault."
    )]
    Recover(RecoverArgs),
    /// Look after the audit log.
    #[command(subcommand_required = true)]
    Audit(Audit),
    /// Help somebody who cannot sign in, from the machine itself.
    #[command(subcommand_required = true)]
    Account(Account),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Size {
    /// Kommune X: a small municipality with one plan.
    S,
    /// The reference municipality: 5,000 people, 120 units, 100,000 records in the log.
    M,
    /// Kommune X with a plan of 300 measures, to measure its document on.
    #[value(hide = true)]
    LongPlan,
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
pub struct CrosswalkArgs {
    /// The key of the first framework.
    pub from: String,
    /// The key of the second framework.
    pub to: String,
    /// Print JSON.
    #[arg(long)]
    pub json: bool,
    /// Write a spreadsheet instead: the ending says which, .xlsx or .csv.
    #[arg(long, value_name = "FILE", conflicts_with = "json")]
    pub out: Option<PathBuf>,
    /// For --out: chapters against chapters, with the mean share in per cent, instead of the list.
    #[arg(long, requires = "out")]
    pub matrix: bool,
    /// For --out: the language of headings and titles.
    #[arg(long, value_enum, default_value = "en", requires = "out")]
    pub lang: Language,
}

#[derive(Debug, Args)]
pub struct RecoverArgs {
    /// A project in Patterson's format.
    #[arg(long, value_name = "FILE", required_unless_present = "scenario", conflicts_with = "scenario")]
    pub rcp: Option<PathBuf>,
    /// A scenario, by its number or its name.
    #[arg(long, value_name = "NUMBER|NAME")]
    pub scenario: Option<String>,
    /// The language of texts, for a scenario.
    #[arg(long, value_enum, default_value = "da", requires = "scenario")]
    pub lang: Language,
    /// How long to search at most; it ends earlier when nothing better exists. From 0.01 to 86400.
    #[arg(long, value_name = "S", default_value = "5", value_parser = seconds)]
    pub seconds: f64,
    /// Where the random choices come from.
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    /// Print JSON.
    #[arg(long)]
    pub json: bool,
}

fn seconds(text: &str) -> Result<f64, String> {
    let value: f64 = text.parse().map_err(|_| "a number of seconds is expected, such as 1 or 0.5".to_owned())?;
    if (0.01..=86_400.0).contains(&value) { Ok(value) } else { Err("from 0.01 to 86400 seconds".to_owned()) }
}

#[derive(Debug, Args)]
pub struct Catalogue {
    #[command(subcommand)]
    pub command: CatalogueCommand,
}

#[derive(Debug, Subcommand)]
pub enum CatalogueCommand {
    /// The frameworks with their keys and how many requirements they have.
    #[command(after_help = "Example:\n  bavn catalogue list --data /var/lib/bavn")]
    List {
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
    /// What is decided on which frameworks apply: for the municipality and for units, drafts too.
    #[command(after_help = "Example:\n  bavn catalogue applicability --json --data /var/lib/bavn")]
    Applicability {
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
    /// A framework's requirements, with the controls that answer them.
    #[command(after_help = "Example:\n  bavn catalogue show nis2 --data /var/lib/bavn")]
    Show {
        /// The framework's key.
        key: String,
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
    /// Check the content of this program: every requirement is answered or excepted, no reference leads nowhere, every text is there.
    #[command(
        after_help = "Example:\n  bavn catalogue check --json\nNeeds no database. Exit code 1 when something is wrong."
    )]
    Check {
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
    /// See what the content of this program changes in the database, and take it. What is the municipality's own stays.
    #[command(
        after_help = "Example:\n  bavn catalogue update --dry-run --data /var/lib/bavn\n  bavn catalogue update --json --data /var/lib/bavn\n\
                      The same can be seen and taken at /krav/opdatering."
    )]
    Update {
        /// Change nothing; only tell what would change.
        #[arg(long)]
        dry_run: bool,
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
    /// How many requirements of each framework the controls answer.
    #[command(after_help = "Example:\n  bavn catalogue coverage --data /var/lib/bavn")]
    Coverage {
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
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

#[derive(Debug, Args)]
pub struct Account {
    #[command(subcommand)]
    pub command: AccountCommand,
}

#[derive(Debug, Subcommand)]
pub enum AccountCommand {
    /// Give an account a new first password, unlock it and sign it out everywhere; the log says that the installation did it.
    #[command(after_help = "Example:\n  bavn account reset-password admin --data /var/lib/bavn\n\
                      The password is asked for and not shown; scripts give it with --password-stdin. It must be changed at the next sign-in.")]
    ResetPassword {
        /// The user name.
        username: String,
        /// Read the password from standard input, one line, in place of asking.
        #[arg(long)]
        password_stdin: bool,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Language {
    /// Danish.
    Da,
    /// English.
    En,
}

#[derive(Debug, Args)]
pub struct BackupArgs {
    /// The file to write; an existing one is replaced.
    pub file: PathBuf,
    /// Do not try to restore it.
    #[arg(long)]
    pub no_test: bool,
    /// Print JSON.
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub struct RestoreArgs {
    /// The backup.
    pub file: PathBuf,
    /// Print JSON.
    #[arg(long)]
    pub json: bool,
}
