//! What `bavn import` takes.

use super::Language;
use clap::{Args, Subcommand};
use std::path::PathBuf;

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

fn day(text: &str) -> Result<time::Date, String> {
    let format = time::macros::format_description!("[year]-[month]-[day]");
    time::Date::parse(text, format).map_err(|_| "expected a day such as 2026-10-01".to_owned())
}
