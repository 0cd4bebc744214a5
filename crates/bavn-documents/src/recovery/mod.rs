//! The recovery plan (*genopretningsplan*) as a document.

mod docx;
mod limits;
mod pdf;
mod xlsx;

pub use docx::recovery_docx;
pub use pdf::recovery_pdf;
pub use xlsx::recovery_xlsx;

use time::Date;

use crate::{Figure, Language, Letterhead, plan::KeyFigure, statement::StatementField};

/// Everything the recovery plan says, in the reader's language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecoveryDocument {
    /// Who sends, and how their paper looks.
    pub letterhead: Letterhead,
    /// Language of the text.
    pub language: Language,
    /// Kind of document, above the title: "Genopretningsplan".
    pub kind: String,
    /// Title of the plan.
    pub title: String,
    /// The date for the file's own metadata.
    pub date: Date,
    /// The date as the reader should see it.
    pub date_text: String,
    /// What identifies the document, in order. One without a value is left out.
    pub fields: Vec<StatementField>,
    /// What the plan says in few words; paragraphs parted by an empty line.
    pub summary: String,
    /// Three to six figures shown large at the top.
    pub key_figures: Vec<KeyFigure>,
    /// What is signed, each over a line to write on: "Godkendt af", "Dato".
    pub signatures: Vec<StatementField>,
    /// The parts in order.
    pub parts: Vec<RecoveryPart>,
    /// Line at the foot of each page.
    pub page_footer: String,
    /// Page number with `{page}` and `{pages}`: "side {page} af {pages}".
    pub page_of: String,
    /// Name of the workbook's sheet that says what it is.
    pub about_sheet: String,
}

/// A part of the document: a heading, a text, pictures and a table, each of which may be missing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RecoveryPart {
    /// The heading.
    pub title: String,
    /// Whether it begins a page.
    pub starts_page: bool,
    /// Before the picture and the table; paragraphs parted by an empty line.
    pub text: String,
    /// Pictures.
    pub figures: Vec<Figure>,
    /// The table.
    pub table: Option<RecoveryTable>,
}

/// A table with rows in groups.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RecoveryTable {
    /// Name of its sheet in the workbook; at most 31 characters, none of `[]:*?/\`. Empty leaves it out of the workbook.
    pub sheet: String,
    /// Head of the column that the workbook gets for the groups' titles; empty leaves it out.
    pub group_head: String,
    /// The columns.
    pub columns: Vec<RecoveryColumn>,
    /// The rows in groups; a group without a title has no row for it.
    pub groups: Vec<RecoveryGroup>,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RecoveryColumn {
    /// Its head.
    pub head: String,
    /// Its share of the width.
    pub share: u32,
    /// Whether it holds numbers.
    pub is_number: bool,
}

/// Rows under a title.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RecoveryGroup {
    /// "Bølge 1".
    pub title: String,
    /// The rows, each with as many cells as there are columns.
    pub rows: Vec<RecoveryRow>,
}

/// A row.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RecoveryRow {
    /// The cells, ready to be read.
    pub cells: Vec<RecoveryCell>,
    /// Whether it stands out: what comes too late.
    pub is_strong: bool,
}

/// A cell.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RecoveryCell {
    /// As the reader sees it: "4 timer".
    pub text: String,
    /// The whole number behind it, which the workbook holds instead of the text.
    pub number: Option<i64>,
}

impl RecoveryCell {
    /// A cell of text.
    #[must_use]
    pub fn text(text: impl Into<String>) -> Self {
        Self { text: text.into(), number: None }
    }

    /// A cell of text with a number behind it.
    #[must_use]
    pub fn number(text: impl Into<String>, number: impl Into<i64>) -> Self {
        Self { text: text.into(), number: Some(number.into()) }
    }
}
