//! The fixed words of documents.

use crate::kit::Tr;
use bavn_core::lang::Lang;
use bavn_documents::{
    Language,
    memo::MemoLabels,
    plan::{PlanLabels, SheetNames},
};

/// The language of a document.
pub(super) const fn language(lang: Lang) -> Language {
    match lang {
        Lang::Da => Language::Danish,
        Lang::En => Language::English,
    }
}

/// The headings and field names of a memo.
#[must_use]
pub fn memo_labels(lang: Lang) -> MemoLabels {
    let t = Tr::new(lang);
    MemoLabels {
        kind: t.get("report-doc-memo"),
        subject: t.get("report-doc-subject"),
        sender: t.get("report-doc-sender"),
        date: t.get("report-doc-date"),
        recipients: t.get("report-doc-recipients"),
        reference: t.get("report-doc-reference"),
        background: t.get("report-doc-background"),
        findings: t.get("report-doc-findings"),
        plan: t.get("report-doc-plan-section"),
        resources: t.get("report-doc-resources"),
        conclusion: t.get("report-doc-conclusion"),
        figure_table: t.get("report-doc-figure-table"),
    }
}

/// The headings, column heads and field names of a plan document.
#[must_use]
pub fn plan_labels(lang: Lang) -> PlanLabels {
    let t = Tr::new(lang);
    PlanLabels {
        kind: t.get("report-doc-plan"),
        period: t.get("report-doc-period"),
        date: t.get("report-doc-date"),
        reference: t.get("report-doc-reference"),
        summary: t.get("report-doc-summary"),
        projection: t.get("report-doc-projection"),
        schedule: t.get("report-doc-schedule"),
        measures: t.get("report-doc-measures"),
        measure_details: t.get("report-doc-measure-details"),
        economy: t.get("report-doc-economy"),
        findings: t.get("report-doc-annex"),
        number: t.get("report-doc-number"),
        measure: t.get("report-doc-measure"),
        description: t.get("report-doc-description"),
        owner: t.get("report-doc-owner"),
        unit: t.get("report-doc-unit"),
        phase: t.get("report-doc-phase"),
        start: t.get("report-doc-start"),
        due: t.get("report-doc-due"),
        cost_once: t.get("report-doc-once"),
        cost_yearly: t.get("report-doc-yearly"),
        hours: t.get("report-doc-hours"),
        state: t.get("report-doc-state"),
        progress: t.get("report-doc-progress"),
        lifts: t.get("report-doc-lifts"),
        late: t.get("report-doc-late"),
        code: t.get("report-doc-code"),
        control: t.get("report-doc-control"),
        score: t.get("report-doc-score"),
        target: t.get("report-doc-target"),
        finding: t.get("report-doc-finding"),
        not_assessed: t.get("report-doc-not-assessed"),
        not_set: t.get("report-doc-not-set"),
        kroner: t.get("report-doc-kroner"),
        page_of: t.get("report-doc-page-of"),
        figure_table: t.get("report-doc-figure-table"),
        sheets: SheetNames {
            measures: t.get("report-doc-measures"),
            economy: t.get("report-doc-sheet-economy"),
            hours: t.get("report-doc-hours"),
            findings: t.get("report-doc-sheet-findings"),
        },
    }
}
