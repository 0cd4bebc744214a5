//! The plan of measures (*handleplan*) as a document.

mod docx;
mod labels;
mod limits;
mod pdf;
mod rows;
mod widths;
mod xlsx;

pub use docx::plan_docx;
pub use labels::{PlanLabels, SheetNames};
pub use pdf::plan_pdf;
pub use xlsx::plan_xlsx;

use time::Date;

use crate::{Figure, Language, Letterhead};

/// Everything the plan document says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanDocument {
    /// Who sends, and how their paper looks.
    pub letterhead: Letterhead,
    /// Language of the text.
    pub language: Language,
    /// Fixed words.
    pub labels: PlanLabels,
    /// Title of the plan.
    pub title: String,
    /// The period in words, for example "2026–2028".
    pub period: String,
    /// The date as the reader should see it.
    pub date_text: String,
    /// The date for the file's own metadata.
    pub date: Date,
    /// Case or journal number; empty leaves it out.
    pub reference: String,
    /// Summary; paragraphs parted by an empty line.
    pub summary: String,
    /// Three to six figures shown large at the top.
    pub key_figures: Vec<KeyFigure>,
    /// Expected maturity over time, with its table.
    pub projection: Option<Figure>,
    /// Time plan: one figure for each landscape page.
    pub gantt: Vec<Figure>,
    /// The measures in the order they are to be read.
    pub measures: Vec<PlanMeasure>,
    /// Money and hours: per year, phase and unit, hours per quarter by role.
    pub economy: Vec<AmountTable>,
    /// The findings the plan answers.
    pub findings: Vec<PlanFinding>,
    /// Line at the foot of each page.
    pub page_footer: String,
}

/// A figure with its explanation.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct KeyFigure {
    /// The figure with its unit, ready formatted: "1,6 af 5".
    pub value: String,
    /// What it is.
    pub label: String,
}

/// One measure.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PlanMeasure {
    /// Number in the plan, from 1.
    pub number: u32,
    /// What is to be done.
    pub title: String,
    /// How and why; may be empty.
    pub description: String,
    /// Who answers for it; empty if nobody yet.
    pub owner: String,
    /// The owner's unit.
    pub unit: String,
    /// Phase in words.
    pub phase: String,
    /// First day of work.
    pub start: Option<Date>,
    /// Last day of work.
    pub due: Option<Date>,
    /// One-off cost in whole kroner.
    pub cost_once: i64,
    /// Yearly cost in whole kroner.
    pub cost_yearly: i64,
    /// Hours of the municipality's own people and of others.
    pub hours: u32,
    /// State in words.
    pub state: String,
    /// Progress in percent, 0..=100.
    pub progress: u8,
    /// Whether it is past its due date; marked with colour and `labels.late`.
    pub is_late: bool,
    /// What it lifts, one line for each control: "AD-03 Flerfaktorlogin: 1 → 3".
    pub lifts: Vec<String>,
}

/// What the numbers of an [`AmountTable`] are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum AmountUnit {
    /// Whole kroner.
    #[default]
    Kroner,
    /// Hours.
    Hours,
}

/// A table of whole numbers.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AmountTable {
    /// Title, which should say the unit.
    pub title: String,
    /// What the numbers are.
    pub unit: AmountUnit,
    /// Head of the first column.
    pub row_head: String,
    /// Heads of the number columns.
    pub columns: Vec<String>,
    /// The rows.
    pub rows: Vec<AmountRow>,
    /// The last row, set apart; `None` leaves it out.
    pub total: Option<AmountRow>,
    /// A chart above the table.
    pub figure: Option<Figure>,
}

/// A row of whole numbers.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AmountRow {
    /// What the row is.
    pub label: String,
    /// As many as the table has columns.
    pub values: Vec<i64>,
}

/// One finding of the gap analysis.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PlanFinding {
    /// Code of the control.
    pub code: String,
    /// The control in words.
    pub control: String,
    /// Score in tenths of a level, 0..=50; `None` if not assessed.
    pub score_tenths: Option<u8>,
    /// Target in tenths of a level, 0..=50.
    pub target_tenths: u8,
    /// What was found.
    pub finding: String,
}
