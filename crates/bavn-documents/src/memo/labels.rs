//! The fixed words of a memo, in the reader's language.

/// Headings and field names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MemoLabels {
    /// Kind of document, above the title: "Ledelsesnotat".
    pub kind: String,
    /// "Emne".
    pub subject: String,
    /// "Afsender".
    pub sender: String,
    /// "Dato".
    pub date: String,
    /// "Til".
    pub recipients: String,
    /// "Sagsnr."
    pub reference: String,
    /// "Baggrund".
    pub background: String,
    /// "Centrale fund".
    pub findings: String,
    /// "Anbefalet handlingsplan".
    pub plan: String,
    /// "Ressourcebehov".
    pub resources: String,
    /// "Konklusion".
    pub conclusion: String,
    /// Before the table behind the figure, in HTML and DOCX: "Tallene bag figuren".
    pub figure_table: String,
}
