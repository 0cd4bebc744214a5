//! The statement of applicability (*anvendelighedserklæring*) as a document.

mod docx;
mod labels;
mod limits;
mod pdf;
mod rows;
mod xlsx;

pub use docx::statement_docx;
pub use labels::StatementLabels;
pub use pdf::statement_pdf;
pub use xlsx::statement_xlsx;

use time::Date;

use crate::{Language, Letterhead, plan::KeyFigure};

/// Everything the statement says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatementDocument {
    /// Who sends, and how their paper looks.
    pub letterhead: Letterhead,
    /// Language of the text.
    pub language: Language,
    /// Fixed words.
    pub labels: StatementLabels,
    /// Title, which names the framework.
    pub title: String,
    /// The date for the file's own metadata.
    pub date: Date,
    /// The date as the reader should see it.
    pub date_text: String,
    /// What identifies the document, in order: version, date, who approved it, the analysis behind. One without a value is left out.
    pub fields: Vec<StatementField>,
    /// What the statement covers and how to read it; paragraphs parted by an empty line.
    pub summary: String,
    /// Three to six figures shown large at the top.
    pub key_figures: Vec<KeyFigure>,
    /// The themes in order.
    pub groups: Vec<StatementGroup>,
    /// Line at the foot of each page.
    pub page_footer: String,
}

/// A label and what it stands for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct StatementField {
    /// "Version".
    pub label: String,
    /// "2.1".
    pub value: String,
}

/// A theme of the framework.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct StatementGroup {
    /// "A.5 Organisatoriske foranstaltninger".
    pub title: String,
    /// Its requirements.
    pub rows: Vec<StatementEntry>,
}

/// A requirement.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct StatementEntry {
    /// "A.5.1".
    pub reference: String,
    /// What it is called.
    pub title: String,
    /// Whether it is followed.
    pub is_included: bool,
    /// Why, or why not; may be empty.
    pub reason: String,
    /// Whether the reason was drafted from data; marked with `labels.drafted`.
    pub is_drafted: bool,
    /// How far it is, in words; empty for one that is left out.
    pub state: String,
    /// Its level in tenths, 0..=50.
    pub level_tenths: Option<u8>,
    /// Its target in tenths, 0..=50.
    pub target_tenths: Option<u8>,
    /// The codes of the controls that answer it.
    pub controls: Vec<String>,
    /// The names of the evidence.
    pub evidence: Vec<String>,
    /// When the municipality last said something of it.
    pub changed_on: Option<Date>,
    /// Who did.
    pub changed_by: String,
}
