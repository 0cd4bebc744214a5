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

#[derive(Debug, Args)]
pub struct Import {
    #[command(subcommand)]
    pub command: ImportCommand,
}

#[derive(Debug, Subcommand)]
pub enum ImportCommand {
    /// Read a filled gap-analysis template, or OSCAL assessment results that Bavn wrote: all of it, or nothing when there are faults.
    #[command(
        after_help = "Example:\n  bavn import gap answers.xlsx --data /var/lib/bavn --dry-run\n  bavn import gap answers.xlsx --data /var/lib/bavn --json\n\
                      Exit code 3 when the file has faults; each is listed with sheet, row, column, value and what was expected."
    )]
    Gap(ImportGap),
    /// Take in libraries of CISO Assistant: frameworks and mappings; all of the files, or nothing when one has faults.
    #[command(
        after_help = "Example:\n  bavn import library nis2.yaml mapping.yaml --data /var/lib/bavn --dry-run\n  bavn import library nis2.yaml --data /var/lib/bavn --json\n\
                      A newer version keeps the answers. Exit code 3 when a file has faults; each is listed with line or path, value and what was expected."
    )]
    Library(ImportForeign),
    /// Take in an OSCAL catalog (JSON, YAML or XML), or a profile beside the catalog that it selects from; or read assessment results
    /// that Bavn wrote back into an analysis.
    #[command(
        after_help = "Example:\n  bavn import oscal catalog.json --data /var/lib/bavn --dry-run\n  bavn import oscal profile.json catalog.json --data /var/lib/bavn\n  \
                      bavn import oscal results.json --data /var/lib/bavn --json\n\
                      All of it, or nothing when there are faults: then exit code 3, and each is listed with its place, value and what was expected."
    )]
    Oscal(ImportOscal),
    /// Take in a municipality's own list of requirements from the filled sheet: all of it, or nothing when there are faults.
    #[command(
        after_help = "Example:\n  bavn export framework-template list.xlsx --kl-categories --data /var/lib/bavn\n  \
                      bavn import framework list.xlsx --key egne-41 --title \"Vores 41 krav\" --data /var/lib/bavn --dry-run\n\
                      The same key again updates it and keeps the answers. Exit code 3 when the file has faults; each is listed with sheet, row, column, value and what was expected."
    )]
    Framework(ImportFramework),
    /// Take a table of assets (CSV or XLSX of any layout) into the register.
    #[command(
        after_help = "Example:\n  bavn import assets aktiver.xlsx --data /var/lib/bavn --dry-run\n  bavn import assets enheder.csv --key external_id --data /var/lib/bavn --json\n\
                      Columns are recognised by their headings, in Danish or English; --mapping FILE says otherwise (docs/formats.md). A column \"Egen type\" \
                      names the own type of a row, and columns called as its fields are read into them. The same file again changes nothing. \
                      Exit code 3 when rows have faults; each is listed with its cell, the value and what was expected."
    )]
    Assets(ImportTable),
    /// Take a list of critical tasks (CSV or XLSX, as `bavn export tasks` writes it) in: all of it, or nothing when there are faults.
    #[command(
        after_help = "Example:\n  bavn export tasks opgaver.xlsx --template --data /var/lib/bavn\n  bavn import tasks opgaver.xlsx --data /var/lib/bavn --dry-run\n\
                      Rows are recognised by their number, otherwise by their name. Lengths of time have a unit, such as \"4 timer\" or \"2 days\". \
                      The second sheet of a workbook says what the tasks stand on, by number (A-12, L-3, O-7) or name. Exit code 3 when the file has faults; each is listed with its cell, the value and what was expected."
    )]
    Tasks(ImportTasks),
    /// Take a table of suppliers (CSV or XLSX of any layout) into the register.
    #[command(
        after_help = "Example:\n  bavn import suppliers leverandoerer.xlsx --data /var/lib/bavn --dry-run\n  bavn import suppliers kreditorer.csv --key cvr --data /var/lib/bavn --json\n\
                      Rows are recognised by number, external_id, cvr (those without one by name) or name. The same file again changes nothing. \
                      Exit code 3 when rows have faults; each is listed with its cell, the value and what was expected."
    )]
    Suppliers(ImportTable),
    /// Take a table of contracts (CSV or XLSX of any layout) into the register; their suppliers must be there.
    #[command(
        after_help = "Example:\n  bavn import contracts kontrakter.xlsx --data /var/lib/bavn --dry-run\n  bavn import contracts kontrakter.csv --key reference --data /var/lib/bavn --json\n\
                      Rows are recognised by number, external_id, reference or title; a supplier is named by its name, CVR number or number, an owner by e-mail address or name. \
                      Exit code 3 when rows have faults, also for names that are not here; each is listed with its cell, the value and what was expected."
    )]
    Contracts(ImportTable),
    /// Take suppliers, systems, contracts, data-processing agreements and relations from Kitos: from its interface or a folder with its lists as JSON.
    #[command(
        after_help = "Example:\n  bavn import kitos --from lists --data /var/lib/bavn --dry-run\n  bavn import kitos --url https://kitos.dk --token-file token --organisation 8f48d913-3b02-5bf2-8627-491c123f54f2 --data /var/lib/bavn\n\
                      The folder holds it-systems.json, it-system-usages.json and, if wanted, it-contracts.json, data-processing-registrations.json and deleted-entities.json. \
                      What was changed here is not overwritten: only what stands as Kitos gave it follows Kitos."
    )]
    Kitos(ImportKitos),
    /// Take an import into the registers back: what it changed becomes what it was, and what it made goes out of use.
    #[command(after_help = "Example:\n  bavn import undo 019a2b7c-0000-7000-8000-000000000001 --data /var/lib/bavn\n\
                      The identifier is told when a table or Kitos was taken in, and stands in the address of the import's page. \
                      What was changed since is left as it is and listed.")]
    Undo(ImportUndo),
    /// Take own controls and mappings from another municipality's control set: new ones are added, nothing here is changed.
    #[command(
        after_help = "Example:\n  bavn import control-set control-set.json --data /var/lib/bavn --dry-run\n  bavn import control-set control-set.json --data /var/lib/bavn --json\n\
                      What differs from what is here is listed and left as it is. Exit code 3 when the file has faults."
    )]
    ControlSet(ImportControlSet),
}

#[derive(Debug, Args)]
pub struct ImportTable {
    /// The file, CSV or XLSX.
    pub file: PathBuf,
    /// A mapping of columns to fields, JSON as the API gives it.
    #[arg(long, value_name = "FILE")]
    pub mapping: Option<PathBuf>,
    /// The field by which rows are recognised, such as `external_id` or name [default: the suggested one].
    #[arg(long, value_name = "FIELD")]
    pub key: Option<String>,
    /// Leave out rows with faults.
    #[arg(long)]
    pub skip_faulty: bool,
    /// Store nothing; only tell what would be stored.
    #[arg(long)]
    pub dry_run: bool,
    /// Print JSON.
    #[arg(long)]
    pub json: bool,
    /// The language of what is told.
    #[arg(long, value_enum, default_value = "en")]
    pub lang: Language,
}

#[derive(Debug, Args)]
pub struct ImportTasks {
    /// The file, CSV or XLSX.
    pub file: PathBuf,
    /// Store nothing; only tell what would be stored.
    #[arg(long)]
    pub dry_run: bool,
    /// Print JSON.
    #[arg(long)]
    pub json: bool,
    /// The language of what is told.
    #[arg(long, value_enum, default_value = "en")]
    pub lang: Language,
}

#[derive(Debug, Args)]
pub struct ImportKitos {
    /// A folder with the lists as JSON.
    #[arg(long, value_name = "DIR", required_unless_present = "url", conflicts_with = "url")]
    pub from: Option<PathBuf>,
    /// The address of Kitos, HTTPS.
    #[arg(long, requires = "token_file", requires = "organisation")]
    pub url: Option<String>,
    /// A file with the token; it lives 24 hours.
    #[arg(long, value_name = "FILE")]
    pub token_file: Option<PathBuf>,
    /// The municipality's identifier in Kitos.
    #[arg(long, value_name = "UUID")]
    pub organisation: Option<uuid::Uuid>,
    /// Only what was changed or deleted since this day, such as 2026-10-01.
    #[arg(long, value_name = "DATE", value_parser = day, conflicts_with = "from")]
    pub since: Option<time::Date>,
    /// Store nothing; only tell what would be stored.
    #[arg(long)]
    pub dry_run: bool,
    /// Print JSON.
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub struct ImportUndo {
    /// The import.
    pub id: uuid::Uuid,
    /// Print JSON.
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub struct ImportFramework {
    /// The filled sheet, XLSX.
    pub file: PathBuf,
    /// The key of the framework in addresses: small letters, digits, hyphens and full stops.
    #[arg(long)]
    pub key: String,
    /// Its name.
    #[arg(long)]
    pub title: String,
    /// Store nothing; only tell what would be stored.
    #[arg(long)]
    pub dry_run: bool,
    /// Print JSON.
    #[arg(long)]
    pub json: bool,
    /// The language of what is told.
    #[arg(long, value_enum, default_value = "en")]
    pub lang: Language,
}

#[derive(Debug, Args)]
pub struct ImportForeign {
    /// The files.
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// Store nothing; only tell what would be stored.
    #[arg(long)]
    pub dry_run: bool,
    /// Print JSON: one summary, or a list of them when there are several files.
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub struct ImportOscal {
    #[command(flatten)]
    pub foreign: ImportForeign,
    /// For assessment results: the analysis to read them into [default: the newest of the whole municipality].
    #[arg(long, value_name = "ID")]
    pub analysis: Option<uuid::Uuid>,
    /// For assessment results: leave out what has faults and store the rest.
    #[arg(long)]
    pub skip_faulty: bool,
    /// For assessment results: the language of the messages.
    #[arg(long, value_enum, default_value = "en")]
    pub lang: Language,
}

#[derive(Debug, Args)]
pub struct ImportControlSet {
    /// The file, as `bavn export control-set` writes it.
    pub file: PathBuf,
    /// Store nothing; only tell what would be stored.
    #[arg(long)]
    pub dry_run: bool,
    /// Print JSON.
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub struct ImportGap {
    /// The filled template, XLSX, or assessment results, JSON.
    pub file: PathBuf,
    /// The analysis to read it into [default: the newest of the whole municipality].
    #[arg(long, value_name = "ID")]
    pub analysis: Option<uuid::Uuid>,
    /// Leave out answers with faults and store the others.
    #[arg(long)]
    pub skip_faulty: bool,
    /// Store nothing; only tell what would be stored.
    #[arg(long)]
    pub dry_run: bool,
    /// Print JSON.
    #[arg(long)]
    pub json: bool,
    /// The language of the messages.
    #[arg(long, value_enum, default_value = "en")]
    pub lang: Language,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Language {
    /// Danish.
    Da,
    /// English.
    En,
}

#[derive(Debug, Args)]
pub struct Export {
    #[command(subcommand)]
    pub command: ExportCommand,
}

#[derive(Debug, Subcommand)]
pub enum ExportCommand {
    /// Write the empty gap-analysis template with every control.
    #[command(after_help = "Example:\n  bavn export gap-template template.xlsx --lang da --data /var/lib/bavn")]
    GapTemplate {
        /// The file to write, XLSX.
        file: PathBuf,
        /// Its language.
        #[arg(long, value_enum, default_value = "da")]
        lang: Language,
    },
    /// Write the empty sheet for a municipality's own list of requirements.
    #[command(
        after_help = "Example:\n  bavn export framework-template list.xlsx --data /var/lib/bavn\n  bavn export framework-template list.xlsx --kl-categories --data /var/lib/bavn\n\
                      Read it in with `bavn import framework`. KL's list itself is not part of it."
    )]
    FrameworkTemplate {
        /// The file to write, XLSX.
        file: PathBuf,
        /// With rows for each of the eight categories in which KL orders its technical minimum requirements.
        #[arg(long)]
        kl_categories: bool,
        /// Its language.
        #[arg(long, value_enum, default_value = "da")]
        lang: Language,
    },
    /// Write an analysis with its answers; the ending chooses the form.
    #[command(
        after_help = "Example:\n  bavn export gap analysis.json --data /var/lib/bavn\n  bavn export gap analysis.xlsx --data /var/lib/bavn --lang en"
    )]
    Gap {
        /// The file to write: .xlsx (can be read in again), .csv or .json.
        file: PathBuf,
        /// The analysis [default: the newest of the whole municipality].
        #[arg(long, value_name = "ID")]
        analysis: Option<uuid::Uuid>,
        /// Its language.
        #[arg(long, value_enum, default_value = "da")]
        lang: Language,
    },
    /// Write the register of assets as a list; the ending chooses the form.
    #[command(
        after_help = "Example:\n  bavn export assets assets.xlsx --data /var/lib/bavn\n  bavn export assets lacking-mfa.csv --state mfa --data /var/lib/bavn\n  bavn export assets boxes.xlsx --own-type Nøgleboks --data /var/lib/bavn"
    )]
    Assets {
        /// The file to write: .xlsx or .csv.
        file: PathBuf,
        /// Only those in this state, such as mfa, logging, restore or support.
        #[arg(long, value_name = "STATE")]
        state: Option<String>,
        /// Only those of this own type, by its name; its fields are columns.
        #[arg(long, value_name = "NAME")]
        own_type: Option<String>,
        /// Its language.
        #[arg(long, value_enum, default_value = "da")]
        lang: Language,
    },
    /// Write what assets stand on as a list; the ending chooses the form.
    #[command(after_help = "Example:\n  bavn export dependencies dependencies.csv --data /var/lib/bavn")]
    Dependencies {
        /// The file to write: .xlsx or .csv.
        file: PathBuf,
        /// Its language.
        #[arg(long, value_enum, default_value = "da")]
        lang: Language,
    },
    /// Write the critical tasks as a list; the ending chooses the form.
    #[command(
        after_help = "Example:\n  bavn export tasks tasks.xlsx --data /var/lib/bavn\n  bavn export tasks tasks.json --data /var/lib/bavn\n  bavn export tasks empty.xlsx --template --data /var/lib/bavn"
    )]
    Tasks {
        /// The file to write: .xlsx, .csv or .json.
        file: PathBuf,
        /// Only the headings, to be filled and taken in by `bavn import tasks`.
        #[arg(long)]
        template: bool,
        /// Its language.
        #[arg(long, value_enum, default_value = "da")]
        lang: Language,
    },
    /// Write the suppliers as a list; the ending chooses the form.
    #[command(
        after_help = "Example:\n  bavn export suppliers leverandoerer.xlsx --data /var/lib/bavn\n  bavn export suppliers suppliers.json --data /var/lib/bavn\n\
                      CSV and XLSX can be changed and taken in again by bavn import suppliers. JSON holds everything."
    )]
    Suppliers {
        /// The file to write: .xlsx, .csv or .json.
        file: PathBuf,
        /// Its language.
        #[arg(long, value_enum, default_value = "da")]
        lang: Language,
    },
    /// Write the contracts as a list in columns that users of Kitos know; the ending chooses the form.
    #[command(
        after_help = "Example:\n  bavn export contracts kontrakter.xlsx --data /var/lib/bavn\n  bavn export contracts contracts.json --data /var/lib/bavn\n\
                      CSV and XLSX can be changed and taken in again by bavn import contracts. JSON holds everything."
    )]
    Contracts {
        /// The file to write: .xlsx, .csv or .json.
        file: PathBuf,
        /// Its language.
        #[arg(long, value_enum, default_value = "da")]
        lang: Language,
    },
    /// Write the municipality's control set and mappings as one file that another municipality can take.
    #[command(after_help = "Example:\n  bavn export control-set control-set.json --data /var/lib/bavn")]
    ControlSet {
        /// The file to write, .json.
        file: PathBuf,
    },
    /// Write an OSCAL document (NIST), JSON.
    #[command(
        after_help = "Example:\n  bavn export oscal --kind assessment-results results.json --data /var/lib/bavn\n  \
                      bavn export oscal --kind catalog --framework nis2 nis2.json --data /var/lib/bavn\n\
                      Version 1.1.3; a mapping collection, new in OSCAL 1.2, is 1.2.1."
    )]
    Oscal(ExportOscal),
}

#[derive(Debug, Args)]
pub struct ExportOscal {
    /// Which document.
    #[arg(long, value_enum)]
    pub kind: OscalDocument,
    /// The framework of a catalog or a mapping collection [default: the control set; all frameworks].
    #[arg(long, value_name = "KEY")]
    pub framework: Option<String>,
    /// The analysis of a profile or assessment results [default: the newest of the whole municipality].
    #[arg(long, value_name = "ID")]
    pub analysis: Option<uuid::Uuid>,
    /// The plan of a plan of action [default: the current one].
    #[arg(long, value_name = "ID")]
    pub plan: Option<uuid::Uuid>,
    /// The file to write, .json.
    pub file: PathBuf,
    /// Its language.
    #[arg(long, value_enum, default_value = "da")]
    pub lang: Language,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum OscalDocument {
    /// The control set, or a framework.
    Catalog,
    /// The scope of an analysis.
    Profile,
    /// The answers of an analysis.
    AssessmentResults,
    /// An action plan: plan of action and milestones.
    Poam,
    /// The mappings of controls to requirements.
    MappingCollection,
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

#[derive(Debug, Args)]
pub struct Report {
    #[command(subcommand)]
    pub command: ReportCommand,
}

#[derive(Debug, Subcommand)]
pub enum ReportCommand {
    /// The management memo, one page: the newest version, or a draft from data when none was kept.
    #[command(after_help = "Example:\n  bavn report ledelsesnotat --out notat.pdf --data /var/lib/bavn")]
    Ledelsesnotat(ReportArgs),
    /// The whole action plan as it is today.
    #[command(after_help = "Example:\n  bavn report handleplan --out handleplan.xlsx --data /var/lib/bavn")]
    Handleplan(ReportArgs),
    /// The statement of applicability of a framework (ISO/IEC 27001:2022 clause 6.1.3 d), with the states of the newest analysis.
    #[command(
        after_help = "Example:\n  bavn report anvendelighedserklaering --out soa.docx --approved-by Direktionen --issue 1.0 --data /var/lib/bavn\n\
                      `bavn catalogue list` gives the keys of the frameworks."
    )]
    Anvendelighedserklaering(StatementArgs),
    /// A recovery plan: the newest approved one, or the newest draft when none is approved.
    #[command(after_help = "Example:\n  bavn report genopretningsplan --out plan.pdf --data /var/lib/bavn\n  \
                      bavn report genopretningsplan --scenario S-1 --out plan.xlsx --data /var/lib/bavn\n\
                      Plans are kept from the page of a scenario's order, or by POST /api/v1/recovery-plans.")]
    Genopretningsplan(RecoveryPlanArgs),
}

#[derive(Debug, Args)]
pub struct RecoveryPlanArgs {
    /// The file to write; its ending chooses the form (.pdf .docx .xlsx).
    #[arg(long, value_name = "FILE")]
    pub out: PathBuf,
    /// Of this scenario, by its number or its name.
    #[arg(long, value_name = "NUMBER|NAME")]
    pub scenario: Option<String>,
    /// The language.
    #[arg(long, value_enum, default_value = "da")]
    pub lang: Language,
}

#[derive(Debug, Args)]
pub struct StatementArgs {
    /// The file to write; its ending chooses the form (.pdf .docx .xlsx).
    #[arg(long, value_name = "FILE")]
    pub out: PathBuf,
    /// The key of the framework.
    #[arg(long, value_name = "KEY", default_value = "iso27001")]
    pub framework: String,
    /// The analysis that the states come from; otherwise the newest one of the whole municipality.
    #[arg(long, value_name = "ID")]
    pub analysis: Option<uuid::Uuid>,
    /// The version that the document carries, such as 2.1.
    #[arg(long, value_name = "VERSION", default_value = "")]
    pub issue: String,
    /// Who approved it; without, the document calls itself not approved yet.
    #[arg(long, value_name = "WHO", default_value = "")]
    pub approved_by: String,
    /// The language.
    #[arg(long, value_enum, default_value = "da")]
    pub lang: Language,
}

#[derive(Debug, Args)]
pub struct ReportArgs {
    /// The file to write; its ending chooses the form (memo: .pdf .docx .html, plan: .pdf .docx .xlsx).
    #[arg(long, value_name = "FILE")]
    pub out: PathBuf,
    /// The language, where the report is drafted anew.
    #[arg(long, value_enum, default_value = "da")]
    pub lang: Language,
}

fn day(text: &str) -> Result<time::Date, String> {
    let format = time::macros::format_description!("[year]-[month]-[day]");
    time::Date::parse(text, format).map_err(|_| "expected a day such as 2026-10-01".to_owned())
}
