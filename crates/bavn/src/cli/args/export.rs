//! What `bavn export` takes.

use super::Language;
use clap::{Args, Subcommand, ValueEnum};
use std::path::PathBuf;

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
