use crate::kit::Tr;
use bavn_app::gap_analysis::{Statement, StatementLine};
use bavn_core::gap_analysis::StatementReason;

/// Why a requirement is included or left out: as it was written, or as data drafts it; empty when neither says anything.
#[must_use]
pub fn reason_text(t: Tr, statement: &Statement, line: &StatementLine) -> String {
    match &line.row.reason {
        StatementReason::Own(text) => text.clone(),
        StatementReason::Law => t.s("statement-draft-law", "laws", laws(t, statement, line)),
        StatementReason::Treatment => {
            let codes: Vec<&str> = statement.controls(line).map(|(control, _)| control.code.as_str()).collect();
            t.s("statement-draft-treatment", "controls", codes.join(", "))
        }
        StatementReason::Missing => String::new(),
    }
}

/// The paragraphs of law behind a requirement, by law and reference.
fn laws(t: Tr, statement: &Statement, line: &StatementLine) -> String {
    let laws = statement.laws(line).map(|(law, paragraph)| (law.short_title.get(t.lang()), &paragraph.reference));
    laws.map(|(law, reference)| format!("{law}, {reference}")).collect::<Vec<_>>().join("; ")
}
