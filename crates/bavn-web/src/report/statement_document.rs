//! A statement of applicability as the document crate wants it.

use super::words::language;
use crate::{
    gap_analysis::reason_text,
    kit::{Tr, format},
};
use bavn_app::gap_analysis::{Statement, StatementLine};
use bavn_core::{
    gap_analysis::{ImplementationState, Score},
    lang::Lang,
};
use bavn_documents::{
    Letterhead,
    plan::KeyFigure,
    statement::{StatementDocument, StatementEntry, StatementField, StatementGroup, StatementLabels},
};
use time::Date;

/// What identifies a statement as a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatementCover {
    /// Its version, such as `2.1`; may be empty.
    pub version: String,
    /// Who approved it; empty for a draft.
    pub approved_by: String,
    /// The date it carries.
    pub date: Date,
}

/// The headings, column heads and words of a statement of applicability.
#[must_use]
pub fn statement_labels(lang: Lang) -> StatementLabels {
    let t = Tr::new(lang);
    StatementLabels {
        kind: t.get("statement-link"),
        reference: t.get("report-doc-number"),
        requirement: t.get("catalogue-requirement"),
        included: t.get("statement-included"),
        yes: t.get("statement-yes"),
        no: t.get("statement-no"),
        reason: t.get("statement-reason"),
        drafted: t.get("statement-drafted"),
        state: t.get("report-doc-state"),
        level_and_target: t.get("statement-doc-level-target"),
        level: t.get("catalogue-level"),
        target: t.get("report-doc-target"),
        controls: t.get("statement-controls"),
        evidence: t.get("statement-evidence"),
        theme: t.get("statement-doc-theme"),
        changed_on: t.get("statement-doc-changed"),
        changed_by: t.get("statement-doc-changed-by"),
        page_of: t.get("report-doc-page-of"),
        sheet: t.get("statement-doc-sheet"),
        about_sheet: t.get("statement-doc-about"),
    }
}

/// Puts a statement of applicability together as a document.
#[must_use]
pub fn statement_document(
    lang: Lang,
    statement: &Statement,
    cover: &StatementCover,
    letterhead: Letterhead,
) -> StatementDocument {
    let t = Tr::new(lang);
    let name = statement.framework().short_title.get(lang);
    let title = t.s("statement-title", "name", name);
    let date = format::date(lang, cover.date);
    StatementDocument {
        letterhead,
        language: language(lang),
        labels: statement_labels(lang),
        page_footer: t.s2("report-doc-plan-footer", "title", &title, "date", &date),
        fields: fields(t, statement, cover, &date),
        summary: format!("{} {} {}", covered(t, statement), t.get("statement-rule"), t.get("statement-doc-drafts")),
        key_figures: key_figures(t, statement),
        groups: groups(t, statement),
        date_text: date,
        date: cover.date,
        title,
    }
}

/// What is stated: a framework, or its annex of controls.
fn covered(t: Tr, statement: &Statement) -> String {
    let lang = t.lang();
    if statement.is_of_annex() {
        t.s("statement-doc-annex", "framework", statement.framework().short_title.get(lang))
    } else {
        t.s("statement-doc-whole", "framework", statement.framework().title.get(lang))
    }
}

fn fields(t: Tr, statement: &Statement, cover: &StatementCover, date: &str) -> Vec<StatementField> {
    let lang = t.lang();
    let field = |label: &str, value: String| StatementField { label: t.get(label), value };
    let draft = |text: &str| if text.trim().is_empty() { t.get("statement-doc-draft") } else { text.trim().to_owned() };
    let analysis = statement.analysis.as_ref().map(|analysis| {
        let on = format::date(lang, analysis.assessed_on);
        match &statement.unit_name {
            Some(unit) => format!("{}, {unit}, {on}", analysis.title),
            None => format!("{}, {on}", analysis.title),
        }
    });
    vec![
        field("statement-version", draft(&cover.version)),
        field("statement-date", date.to_owned()),
        field(
            "statement-doc-approved",
            if cover.approved_by.trim().is_empty() {
                t.get("statement-doc-not-approved")
            } else {
                cover.approved_by.trim().to_owned()
            },
        ),
        field("statement-doc-analysis", analysis.unwrap_or_default()),
    ]
}

fn key_figures(t: Tr, statement: &Statement) -> Vec<KeyFigure> {
    let counts = statement.counts;
    let mut figures = vec![
        (counts.included, "statement-doc-included"),
        (counts.excluded, "statement-doc-excluded"),
        (counts.implemented, "statement-doc-implemented"),
        (counts.partly, "statement-doc-partly"),
        (counts.not_begun, "statement-doc-not-begun"),
    ];
    if counts.not_assessed > 0 {
        figures.push((counts.not_assessed, "statement-doc-not-assessed"));
    }
    let whole = |count: usize| format::whole(t.lang(), i64::try_from(count).unwrap_or(i64::MAX));
    figures.into_iter().map(|(count, label)| KeyFigure { value: whole(count), label: t.get(label) }).collect()
}

fn groups(t: Tr, statement: &Statement) -> Vec<StatementGroup> {
    let mut groups: Vec<(Option<usize>, StatementGroup)> = Vec::new();
    for line in &statement.lines {
        let row = entry(t, statement, line);
        match groups.last_mut().filter(|(heading, _)| *heading == line.heading) {
            Some((_, group)) => group.rows.push(row),
            None => {
                let heading = statement.heading(line);
                let title = heading.map(|one| format!("{} {}", one.reference, one.title.get(t.lang())));
                groups.push((line.heading, StatementGroup { title: title.unwrap_or_default(), rows: vec![row] }));
            }
        }
    }
    groups.into_iter().map(|(_, group)| group).collect()
}

fn entry(t: Tr, statement: &Statement, line: &StatementLine) -> StatementEntry {
    let requirement = statement.requirement(line);
    let tenths = |score: Option<Score>| score.and_then(|score| u8::try_from(score.tenths()).ok());
    StatementEntry {
        reference: requirement.reference.clone(),
        title: requirement.title.get(t.lang()).to_owned(),
        is_included: line.row.is_included,
        reason: reason_text(t, statement, line),
        is_drafted: line.row.reason.is_drafted(),
        state: line.row.state.map(|state| t.of("statement-state", ImplementationState::key(state))).unwrap_or_default(),
        level_tenths: tenths(line.row.level).filter(|_| line.row.is_included),
        target_tenths: tenths(line.row.target).filter(|_| line.row.is_included),
        controls: statement.controls(line).map(|(control, _)| control.code.clone()).collect(),
        evidence: line.evidence.clone(),
        changed_on: line.own.as_ref().map(|own| format::date_of(own.updated_at)),
        changed_by: line.own.as_ref().map(|own| own.updated_by.clone()).unwrap_or_default(),
    }
}
