//! From a finished document to a file, away from the threads that answer requests.

use crate::{App, Error, Result};
use bavn_documents::{
    DocumentError, SectionKey, Templates,
    memo::{Memo, memo_docx, memo_html, memo_pdf},
    plan::{PlanDocument, plan_docx, plan_pdf, plan_xlsx},
    recovery::{RecoveryDocument, recovery_docx, recovery_pdf, recovery_xlsx},
    statement::{StatementDocument, statement_docx, statement_pdf, statement_xlsx},
};
use std::sync::Arc;

/// A format that a report can be had in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileFormat {
    /// PDF/A-2a and PDF/UA-1.
    Pdf,
    /// Word.
    Docx,
    /// One HTML file; memos only.
    Html,
    /// Spreadsheet; plans, statements of applicability and recovery plans.
    Xlsx,
}

impl FileFormat {
    /// Every format.
    pub const ALL: [Self; 4] = [Self::Pdf, Self::Docx, Self::Html, Self::Xlsx];

    /// The ending of file names, without a dot.
    #[must_use]
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Docx => "docx",
            Self::Html => "html",
            Self::Xlsx => "xlsx",
        }
    }

    /// The format of a file name's ending.
    #[must_use]
    pub fn from_extension(extension: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.extension().eq_ignore_ascii_case(extension))
    }

    /// The media type.
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Html => "text/html; charset=utf-8",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        }
    }
}

/// A finished file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentFile {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// What it is.
    pub format: FileFormat,
}

/// Whether a memo fits its page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fit {
    /// It fits.
    Fits {
        /// How often text and figure were tightened; 0 is the size meant, 4 the smallest.
        tightening: u8,
    },
    /// It does not, not even at the smallest size.
    Over {
        /// Lines that must go; at least 1.
        lines: u32,
        /// The sections with their length in characters, longest first.
        longest: Vec<(SectionKey, u32)>,
    },
}

/// Says whether a memo fits its page.
///
/// # Errors
/// [`Error::Document`] for anything but length.
pub async fn fit_memo(app: &App, memo: Memo, templates: Templates) -> Result<Fit> {
    match in_background(app, move || memo_pdf(&memo, &templates)).await {
        Ok(rendered) => Ok(Fit::Fits { tightening: rendered.tightening }),
        Err(Error::Document(DocumentError::TooLong { over_by_lines, longest })) => {
            Ok(Fit::Over { lines: over_by_lines, longest })
        }
        Err(error) => Err(error),
    }
}

/// Renders a memo.
///
/// # Errors
/// [`Error::Document`] when it does not fit its page or a template of the municipality's own has a fault; [`Error::Invalid`] for a
/// format that memos do not come in.
pub async fn render_memo(app: &App, memo: Memo, templates: Templates, format: FileFormat) -> Result<DocumentFile> {
    let bytes = match format {
        FileFormat::Pdf => in_background(app, move || Ok(memo_pdf(&memo, &templates)?.bytes)).await?,
        FileFormat::Docx => in_background(app, move || memo_docx(&memo, &templates)).await?,
        FileFormat::Html => in_background(app, move || Ok(memo_html(&memo).into_bytes())).await?,
        FileFormat::Xlsx => return Err(Error::invalid("format", "unknown", format.extension())),
    };
    Ok(DocumentFile { bytes, format })
}

/// Renders a plan document.
///
/// # Errors
/// [`Error::Document`] when a template of the municipality's own has a fault or the plan is too large; [`Error::Invalid`] for a
/// format that plans do not come in.
pub async fn render_plan(
    app: &App,
    plan: PlanDocument,
    templates: Templates,
    format: FileFormat,
) -> Result<DocumentFile> {
    let bytes = match format {
        FileFormat::Pdf => in_background(app, move || Ok(plan_pdf(&plan, &templates)?.bytes)).await?,
        FileFormat::Docx => in_background(app, move || plan_docx(&plan, &templates)).await?,
        FileFormat::Xlsx => in_background(app, move || plan_xlsx(&plan)).await?,
        FileFormat::Html => return Err(Error::invalid("format", "unknown", format.extension())),
    };
    Ok(DocumentFile { bytes, format })
}

/// Renders a statement of applicability.
///
/// # Errors
/// [`Error::Document`] when a template of the municipality's own has a fault or the statement is too large; [`Error::Invalid`] for a
/// format that statements do not come in.
pub async fn render_statement(
    app: &App,
    statement: StatementDocument,
    templates: Templates,
    format: FileFormat,
) -> Result<DocumentFile> {
    let bytes = match format {
        FileFormat::Pdf => in_background(app, move || Ok(statement_pdf(&statement, &templates)?.bytes)).await?,
        FileFormat::Docx => in_background(app, move || statement_docx(&statement, &templates)).await?,
        FileFormat::Xlsx => in_background(app, move || statement_xlsx(&statement)).await?,
        FileFormat::Html => return Err(Error::invalid("format", "unknown", format.extension())),
    };
    Ok(DocumentFile { bytes, format })
}

/// Renders a recovery plan.
///
/// # Errors
/// [`Error::Document`] when a template of the municipality's own has a fault or the plan is too large; [`Error::Invalid`] for a
/// format that recovery plans do not come in.
pub async fn render_recovery(
    app: &App,
    document: RecoveryDocument,
    templates: Templates,
    format: FileFormat,
) -> Result<DocumentFile> {
    let bytes = match format {
        FileFormat::Pdf => in_background(app, move || Ok(recovery_pdf(&document, &templates)?.bytes)).await?,
        FileFormat::Docx => in_background(app, move || recovery_docx(&document, &templates)).await?,
        FileFormat::Xlsx => in_background(app, move || recovery_xlsx(&document)).await?,
        FileFormat::Html => return Err(Error::invalid("format", "unknown", format.extension())),
    };
    Ok(DocumentFile { bytes, format })
}

/// Does the work on a thread for it, at most so many at once.
async fn in_background<T: Send + 'static>(
    app: &App,
    work: impl FnOnce() -> Result<T, DocumentError> + Send + 'static,
) -> Result<T> {
    let semaphore = Arc::clone(app.documents());
    let permit = semaphore
        .acquire_owned()
        .await
        .map_err(|error| Error::System { what: "making a document", message: error.to_string() })?;
    let done = tokio::task::spawn_blocking(move || {
        let _permit = permit;
        work()
    });
    Ok(done.await??)
}
