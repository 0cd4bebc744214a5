//! The fixed words of a statement of applicability, in the reader's language.

/// Headings, column heads and words of cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatementLabels {
    /// Kind of document, above the title: "Anvendelighedserklæring".
    pub kind: String,
    /// Head of the references: "Nr."
    pub reference: String,
    /// Head of the titles: "Foranstaltning".
    pub requirement: String,
    /// Head: "Medtaget".
    pub included: String,
    /// Cell: "Ja".
    pub yes: String,
    /// Cell: "Nej".
    pub no: String,
    /// Head: "Begrundelse".
    pub reason: String,
    /// After a reason drafted from data: "udkast".
    pub drafted: String,
    /// Head: "Tilstand".
    pub state: String,
    /// Head of level and target in one narrow column: "Niveau / mål".
    pub level_and_target: String,
    /// Head: "Niveau".
    pub level: String,
    /// Head: "Mål".
    pub target: String,
    /// Head: "Kontroller".
    pub controls: String,
    /// Head: "Bevis".
    pub evidence: String,
    /// Head of the themes in the workbook: "Tema".
    pub theme: String,
    /// Head in the workbook: "Rettet".
    pub changed_on: String,
    /// Head in the workbook: "Rettet af".
    pub changed_by: String,
    /// Page number with `{page}` and `{pages}`: "side {page} af {pages}".
    pub page_of: String,
    /// Name of the sheet with the requirements; at most 31 characters, none of `[]:*?/\`.
    pub sheet: String,
    /// Name of the sheet that says what the workbook is.
    pub about_sheet: String,
}
