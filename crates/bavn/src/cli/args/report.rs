//! What `bavn report` takes.

use super::Language;
use clap::{Args, Subcommand};
use std::path::PathBuf;

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
