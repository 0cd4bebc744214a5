//! The words of the files and of what is wrong with them.

use crate::kit::{Tr, format};
use bavn_app::{gap_analysis::AnalysisView, import_export::CrosswalkTexts};
use bavn_core::{
    catalogue::{Coverage, Relation},
    import_export::{
        ColumnTexts, Expected, FileError, FrameworkSheetTexts, LevelText, StatusTexts, TemplateTexts, ValidationTexts,
        kitos::KitosFault,
    },
    lang::Lang,
};

/// The words of the template in a language.
#[must_use]
pub fn template_texts(lang: Lang) -> TemplateTexts {
    let t = Tr::new(lang);
    TemplateTexts {
        lang,
        guide_sheet: t.get("file-guide-sheet"),
        answer_sheet: t.get("file-answer-sheet"),
        guide_title: t.get("file-guide-title"),
        guide: vec![t.get("file-guide-1"), t.get("file-guide-2"), t.get("file-guide-3"), t.get("file-guide-4")],
        level_heading: t.get("file-level"),
        level_name_heading: t.get("file-level-name"),
        level_meaning_heading: t.get("file-level-meaning"),
        level_evidence_heading: t.get("file-level-evidence"),
        levels: std::array::from_fn(|level| LevelText {
            name: t.of("level-name", level.to_string()),
            meaning: t.of("level-meaning", level.to_string()),
            evidence: t.of("level-evidence", level.to_string()),
        }),
        columns: ColumnTexts {
            area: t.get("file-column-area"),
            area_title: t.get("file-column-area-title"),
            code: t.get("file-column-code"),
            control: t.get("file-column-control"),
            statement: t.get("file-column-statement"),
            documentation: t.get("file-column-documentation"),
            implementation: t.get("file-column-implementation"),
            status: t.get("file-column-status"),
            reason: t.get("file-column-reason"),
            target: t.get("file-column-target"),
            note: t.get("file-column-note"),
            finding: t.get("file-column-finding"),
            weight: t.get("file-column-weight"),
            score: t.get("file-column-score"),
        },
        statuses: StatusTexts {
            assessed: t.get("file-status-assessed"),
            not_assessed: t.get("file-status-not-assessed"),
            not_relevant: t.get("file-status-not-relevant"),
        },
        validation: ValidationTexts {
            title: t.get("file-validation-title"),
            level: t.get("file-validation-level"),
            status: t.get("file-validation-status"),
        },
    }
}

/// The words of the sheet for a municipality's own list.
#[must_use]
pub fn framework_sheet_texts(lang: Lang) -> FrameworkSheetTexts {
    let t = Tr::new(lang);
    FrameworkSheetTexts {
        guide_sheet: t.get("file-guide-sheet"),
        sheet: t.get("sheet-name"),
        title: t.get("sheet-title"),
        guide: vec![
            t.get("sheet-guide-1"),
            t.get("sheet-guide-2"),
            t.get("sheet-guide-3"),
            t.get("sheet-guide-4"),
            t.get("sheet-guide-5"),
        ],
        columns: [
            t.get("sheet-reference"),
            t.get("sheet-category"),
            t.get("sheet-requirement"),
            t.get("sheet-text"),
            t.get("sheet-group"),
            t.get("sheet-legal-ref"),
            t.get("sheet-controls"),
        ],
        coverage: Coverage::KEYS.map(|key| t.of("coverage", key)),
    }
}

/// The eight categories in which KL orders its technical recommendations; its list itself is not shipped.
#[must_use]
pub fn kl_categories(lang: Lang) -> Vec<String> {
    let t = Tr::new(lang);
    t.get("sheet-kl-categories").split(';').map(|name| name.trim().to_owned()).collect()
}

/// What an analysis covers, in words.
#[must_use]
pub fn scope_text(t: Tr, view: &AnalysisView) -> String {
    let scope = view.unit_name.clone().unwrap_or_else(|| t.get("file-scope-municipality"));
    if view.analysis.scope_note.is_empty() { scope } else { format!("{scope}: {}", view.analysis.scope_note) }
}

/// What was expected of a value, in words.
#[must_use]
pub fn expected_text(t: Tr, expected: &Expected) -> String {
    match expected {
        Expected::Level { min, max } => t.s2("file-expected-level", "min", min, "max", max),
        Expected::Code => t.get("file-expected-code"),
        Expected::KnownCode => t.get("file-expected-known-code"),
        Expected::UniqueCode { first_row } => t.s("file-expected-unique-code", "row", first_row),
        Expected::Status { allowed } => t.s("file-expected-status", "allowed", allowed.join(", ")),
        Expected::ReasonWhenNotRelevant => t.get("file-expected-reason"),
        Expected::NoReasonWhenRelevant => t.get("file-expected-no-reason"),
        Expected::LevelWhenAssessed { min, max } => t.s2("file-expected-level-when-assessed", "min", min, "max", max),
        Expected::StatusThatFitsLevels => t.get("file-expected-status-that-fits"),
        Expected::ShortText { max, found } => t.s2("file-expected-short-text", "max", max, "found", found),
        Expected::Text => t.get("file-expected-text"),
        Expected::NoFormulaError => t.get("file-expected-no-formula-error"),
        Expected::Required => t.get("file-expected-required"),
        Expected::UniqueReference { first_row } => t.s("file-expected-unique-reference", "row", first_row),
        Expected::ParentNotBelow => t.get("file-expected-parent"),
        Expected::Coverage { allowed } => t.s("file-expected-coverage", "allowed", allowed.join(", ")),
        Expected::ControlOnce => t.get("file-expected-control-once"),
        Expected::Choice { allowed } => t.s("file-expected-choice", "allowed", allowed.join(", ")),
        Expected::Grade { allowed } => t.s("file-expected-grade", "allowed", allowed.join(", ")),
        Expected::Whole { min, max } => {
            t.s2("file-expected-whole", "min", format::whole(t.lang(), *min), "max", format::whole(t.lang(), *max))
        }
        Expected::Date => t.get("file-expected-date"),
        Expected::YesNo => t.get("file-expected-yes-no"),
        Expected::Email => t.get("file-expected-email"),
        Expected::Url => t.get("file-expected-url"),
        Expected::Cvr => t.get("file-expected-cvr"),
        Expected::KnownName { kind } => t.of("file-expected-known", kind),
    }
}

/// Why a file cannot be read at all, in words.
#[must_use]
pub fn file_error_text(t: Tr, error: &FileError) -> String {
    match error {
        FileError::TooLarge { max, .. } => {
            t.s("file-error-too-large", "max", format::bytes(t.lang(), i64::try_from(*max).unwrap_or(i64::MAX)))
        }
        FileError::Broken { .. } => t.get("file-error-broken"),
        FileError::TooManyParts { max, .. } => t.s("file-error-too-many-parts", "max", max),
        FileError::TooMuchData { max } => {
            t.s("file-error-too-much", "max", format::bytes(t.lang(), i64::try_from(*max).unwrap_or(i64::MAX)))
        }
        FileError::NoAnswerSheet { sheets, expected } => {
            t.s2("file-error-no-sheet", "found", sheets.join(", "), "expected", expected.join(", "))
        }
        FileError::MissingColumns { sheet, columns } => {
            t.s2("file-error-missing-columns", "sheet", sheet, "columns", columns.join(", "))
        }
        FileError::DuplicateColumn { sheet, name, first, second } => t.with(
            "file-error-duplicate-column",
            &[("sheet", sheet.clone()), ("name", name.clone()), ("first", first.clone()), ("second", second.clone())],
        ),
        FileError::NotResults { line: 0, .. } => t.get("file-error-not-results"),
        FileError::NotResults { line, .. } => t.s("file-error-not-results-line", "line", line),
        FileError::NotControlSet { line: 0, .. } => t.get("file-error-not-control-set"),
        FileError::NotControlSet { line, .. } => t.s("file-error-not-control-set-line", "line", line),
        FileError::NewerFormat { .. } => t.get("file-error-newer"),
        FileError::UnknownFormat { found } => t.s("file-error-format", "found", found),
        FileError::Encoding { line, found } => t.s2("file-error-encoding", "line", line, "found", found),
        FileError::OpenQuote { row, column } => t.s2("file-error-open-quote", "row", row, "column", column),
        FileError::TooManyColumns { sheet, row, max } => t.with(
            "file-error-too-many-columns",
            &[("where", in_sheet(t, sheet)), ("row", row.to_string()), ("max", max.to_string())],
        ),
        FileError::CellTooLong { sheet, row, column, max } => t.with(
            "file-error-cell-too-long",
            &[
                ("where", in_sheet(t, sheet)),
                ("row", row.to_string()),
                ("column", column.clone()),
                ("max", format::whole(t.lang(), i64::try_from(*max).unwrap_or(i64::MAX))),
            ],
        ),
        FileError::NotKitos { fault } => kitos_fault_text(t, fault),
        FileError::NoTable { sheets } => t.s("file-error-no-table", "sheets", sheets.join(", ")),
        FileError::TooManyRows { sheet, max } => t.s2(
            "file-error-too-many-rows",
            "where",
            in_sheet(t, sheet),
            "max",
            format::whole(t.lang(), i64::from(*max)),
        ),
    }
}

/// In which sheet something stands; nothing where a file has none.
fn in_sheet(t: Tr, sheet: &str) -> String {
    if sheet.is_empty() { String::new() } else { t.s("file-error-in-sheet", "sheet", sheet) }
}

/// Why a list of Kitos cannot be read, in words.
fn kitos_fault_text(t: Tr, fault: &KitosFault) -> String {
    match fault {
        KitosFault::Shape { list, line, column, .. } => t.with(
            "file-error-kitos-shape",
            &[("list", (*list).to_owned()), ("line", line.to_string()), ("column", column.to_string())],
        ),
        KitosFault::NoIdentifier { list, record } => t.s2("file-error-kitos-no-id", "list", list, "record", record),
        KitosFault::TooMuch { list, .. } => t.s("file-error-kitos-too-much", "list", list),
    }
}

/// The words of a crosswalk in a language.
#[must_use]
pub fn crosswalk_texts(lang: Lang) -> CrosswalkTexts {
    let t = Tr::new(lang);
    CrosswalkTexts {
        lang,
        reference: t.get("crosswalk-reference"),
        title: t.get("crosswalk-column-title"),
        sort: t.get("crosswalk-how"),
        through: t.get("crosswalk-through"),
        direct: t.get("crosswalk-direct"),
        share: t.get("crosswalk-share"),
        shares: Coverage::ALL.map(|share| t.of("coverage", share.key())),
        relation: t.get("catalogue-relation"),
        relations: Relation::ALL.map(|relation| t.of("crosswalk-relation", relation.key())),
        controls: t.get("catalogue-controls"),
        file: t.get("crosswalk-file"),
        strength: t.get("crosswalk-strength"),
        rationale: t.get("catalogue-why"),
        requirements: t.get("catalogue-requirements"),
    }
}
