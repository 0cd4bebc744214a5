//! A municipality's own templates.

/// Files from the municipality's template folder that take the place of Bavn's own.
///
/// A Typst template reads its data with `json("/data.json")` and may import `/bavn.typ`; it cannot see any other file, the network
/// or the clock. A DOCX template keeps its styles, header, footer and page set-up; see [`Templates::default_docx`].
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Templates {
    /// Source of `memo.typ`.
    pub memo_typ: Option<String>,
    /// Source of `plan.typ`.
    pub plan_typ: Option<String>,
    /// Source of `statement.typ`.
    pub statement_typ: Option<String>,
    /// Source of `recovery.typ`.
    pub recovery_typ: Option<String>,
    /// A Word document, at most 10 MB.
    pub docx: Option<Vec<u8>>,
}

impl Templates {
    /// Bavn's own `memo.typ`, to start from.
    #[must_use]
    pub const fn default_memo_typ() -> &'static str {
        include_str!("../assets/typst/memo.typ")
    }

    /// Bavn's own `plan.typ`, to start from.
    #[must_use]
    pub const fn default_plan_typ() -> &'static str {
        include_str!("../assets/typst/plan.typ")
    }

    /// Bavn's own `statement.typ`, to start from.
    #[must_use]
    pub const fn default_statement_typ() -> &'static str {
        include_str!("../assets/typst/statement.typ")
    }

    /// Bavn's own `recovery.typ`, to start from.
    #[must_use]
    pub const fn default_recovery_typ() -> &'static str {
        include_str!("../assets/typst/recovery.typ")
    }

    /// Bavn's own Word template, to start from in Word.
    ///
    /// Marks in header, footer and body (`{{municipality}}`, `{{sender_unit}}`, `{{address}}`, `{{reference}}`,
    /// `{{page_footer}}`, `{{title}}`, `{{date}}`) are replaced by text; a paragraph holding `{{content}}` alone is replaced by the
    /// document, and `{{logo}}` by the logo.
    ///
    /// # Errors
    /// [`crate::DocumentError::Internal`] if the archive cannot be written.
    pub fn default_docx() -> Result<Vec<u8>, crate::DocumentError> {
        crate::word::default_template()
    }
}
