//! Texts that another program would run.

use super::Cell;
use crate::import_export::ColumnPlace;
use serde::Serialize;

/// What was met and made harmless, or should be looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum NoticeKind {
    /// A formula: the value that was saved with it is used.
    Formula,
    /// A text that a spreadsheet program would take for a formula: kept as text, and written with an apostrophe before it.
    FormulaText,
    /// A text with markup that a browser would run: kept as text and shown as text.
    Script,
    /// Letters that look as if they were read in the wrong encoding before they came here.
    WrongLetters,
    /// A CVR number whose check digit does not fit; newer numbers need not.
    CheckDigit,
}

impl NoticeKind {
    /// The stable word.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Formula => "formula",
            Self::FormulaText => "formula_text",
            Self::Script => "script",
            Self::WrongLetters => "wrong_letters",
            Self::CheckDigit => "check_digit",
        }
    }
}

/// Something in a file that was made harmless, or should be looked at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Notice {
    /// The row, from 1.
    pub row: u32,
    /// The column.
    pub column: ColumnPlace,
    /// What stands there, cut to 200 characters.
    pub value: String,
    /// What it is.
    pub kind: NoticeKind,
}

/// What is odd about a cell.
pub(super) fn oddity(cell: &Cell) -> Option<NoticeKind> {
    let Cell::Text(text) = cell else { return None };
    if is_formula(text) {
        return Some(NoticeKind::FormulaText);
    }
    if text.contains('<') || text.contains(':') {
        let lower = text.to_lowercase();
        let marks =
            ["<script", "<iframe", "<object", "<embed", "<svg", "onerror=", "onload=", "javascript:", "vbscript:"];
        if marks.iter().any(|mark| lower.contains(mark)) {
            return Some(NoticeKind::Script);
        }
    }
    let wrong = |pair: &str| text.contains(pair);
    let is_wrong = text.contains('\u{FFFD}')
        || (text.contains('Ã') && ["Ã¦", "Ã¸", "Ã¥", "Ã†", "Ã˜", "Ã…", "Ã©", "Ã¼"].into_iter().any(wrong));
    is_wrong.then_some(NoticeKind::WrongLetters)
}

/// Whether a spreadsheet program would take a text for a formula. A number, a telephone number or a dash before a text is none.
fn is_formula(text: &str) -> bool {
    let mut letters = text.chars();
    match letters.next() {
        Some('=' | '@') => letters.next().is_some_and(|next| !next.is_whitespace()),
        Some('+' | '-') => text.contains('(') || text.contains('|') || text.contains('!'),
        _ => false,
    }
}

/// A text without the apostrophe that our own lists, as others, put before what looks like a formula.
pub(super) fn without_apostrophe(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if rest.starts_with(['=', '+', '-', '@']) => rest,
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_runs_elsewhere_is_told() {
        let kind = |text: &str| oddity(&Cell::text(text));
        assert_eq!(kind("=cmd|' /C calc'!A0"), Some(NoticeKind::FormulaText));
        assert_eq!(kind("@SUM(A1)"), Some(NoticeKind::FormulaText));
        assert_eq!(kind("+45 12 34 56 78"), None);
        assert_eq!(kind("- udfases"), None);
        assert_eq!(kind("<SCRIPT>alert(1)</SCRIPT>"), Some(NoticeKind::Script));
        assert_eq!(kind("JavaScript:alert(1)"), Some(NoticeKind::Script));
        assert_eq!(kind("Ã˜konomi"), Some(NoticeKind::WrongLetters));
        assert_eq!(kind("a < b: c"), None);
        assert_eq!(without_apostrophe("'+45 12"), "+45 12");
        assert_eq!(without_apostrophe("'s-Hertogenbosch"), "'s-Hertogenbosch");
    }
}
