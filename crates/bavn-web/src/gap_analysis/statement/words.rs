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

/// The paragraphs of law behind a requirement: as Danish law has them where that is known.
fn laws(t: Tr, statement: &Statement, line: &StatementLine) -> String {
    let lang = t.lang();
    let name = |(law, paragraph): (&bavn_app::catalogue::FrameworkView, &bavn_app::catalogue::RequirementView)| {
        match &paragraph.legal_ref {
            Some(reference) => reference.get(lang).to_owned(),
            None => format!("{} {}", law.short_title.get(lang), paragraph.reference),
        }
    };
    statement.laws(line).map(name).collect::<Vec<_>>().join("; ")
}
