//! The one-page memo to management (*ledelsesnotat*).

mod docx;
mod html;
mod labels;
mod limits;
mod pdf;

pub(crate) use docx::figures;
pub use docx::memo_docx;
pub use html::memo_html;
pub use labels::MemoLabels;
pub use pdf::memo_pdf;

use time::Date;

use crate::{Figure, FigureTable, Language, Letterhead};

/// Everything a memo says. Text may hold paragraphs parted by an empty line; no other mark-up is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Memo {
    /// Who sends, and how their paper looks.
    pub letterhead: Letterhead,
    /// Language of the text.
    pub language: Language,
    /// Fixed words.
    pub labels: MemoLabels,
    /// Title, the document's only first-level heading: preferably the message itself.
    pub title: String,
    /// Subject line.
    pub subject: String,
    /// Sender, as the reader should see it.
    pub sender: String,
    /// The date as the reader should see it.
    pub date_text: String,
    /// The date for the file's own metadata.
    pub date: Date,
    /// Recipients.
    pub recipients: Vec<String>,
    /// Case or journal number; empty leaves the line out.
    pub reference: String,
    /// Why the reader gets this memo.
    pub background: String,
    /// What was found, most important first.
    pub findings: Vec<Finding>,
    /// One chart beside the findings.
    pub figure: Option<Figure>,
    /// Steps by phase, first phase first.
    pub plan: Vec<PlanStep>,
    /// What it costs and who must do it.
    pub resources: Resources,
    /// What the reader is asked to decide.
    pub conclusion: String,
    /// Name, title and unit of the signatory, one under another.
    pub signature: Vec<String>,
    /// Line at the foot of the page, for example the source of the figures.
    pub page_footer: String,
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Finding {
    /// The finding in a few words.
    pub heading: String,
    /// What it means.
    pub text: String,
}

/// One phase of the plan.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PlanStep {
    /// The phase, for example "0–3 mdr."
    pub phase: String,
    /// What is done in it.
    pub text: String,
}

/// The resources asked for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Resources {
    /// In words.
    pub text: String,
    /// In figures, ready formatted.
    pub table: Option<FigureTable>,
}
