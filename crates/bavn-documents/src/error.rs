//! What can go wrong when a document is made. Facts only: the caller puts them into a sentence.

/// A part of a document whose length the author decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SectionKey {
    /// Subject, sender, recipients and reference.
    Heading,
    /// Background.
    Background,
    /// The central findings.
    Findings,
    /// The recommended plan by phase.
    Plan,
    /// Resources, with the table if there is one.
    Resources,
    /// Conclusion.
    Conclusion,
}

impl SectionKey {
    /// A stable name for logs, interfaces and translation keys.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Heading => "heading",
            Self::Background => "background",
            Self::Findings => "findings",
            Self::Plan => "plan",
            Self::Resources => "resources",
            Self::Conclusion => "conclusion",
        }
    }
}

/// Why a document could not be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DocumentError {
    /// The memo does not fit one A4 page, not even at the tightest setting.
    #[error("memo is {over_by_lines} lines too long for one page")]
    TooLong {
        /// Lines of body text that must go, at the tightest setting; at least 1.
        over_by_lines: u32,
        /// The sections with their length in characters, longest first.
        longest: Vec<(SectionKey, u32)>,
    },
    /// A municipality's own template cannot be used.
    #[error("template {file}, line {line:?}: {message}")]
    Template {
        /// Name of the file in the template folder, or of the part inside a DOCX.
        file: String,
        /// One-based line, if the fault has a place.
        line: Option<u32>,
        /// What the typesetter or reader said; in English, for whoever maintains the template.
        message: String,
    },
    /// A value is larger than a document takes.
    #[error("{field} has {given}, at most {most}")]
    Limit {
        /// Path of the field, for example `findings[3].text`.
        field: String,
        /// What was given (characters, rows or bytes, by the field).
        given: u64,
        /// The most allowed, in the same unit.
        most: u64,
    },
    /// An image cannot be read.
    #[error("image {field}: {message}")]
    Image {
        /// Which image: `logo` or `figure`.
        field: String,
        /// What the decoder said.
        message: String,
    },
    /// Bavn's own template or writer failed: a fault in the program.
    #[error("could not write the document: {message}")]
    Internal {
        /// What the library said.
        message: String,
    },
}

impl DocumentError {
    pub(crate) fn internal(cause: impl std::fmt::Display) -> Self {
        Self::Internal { message: cause.to_string() }
    }
}
