//! Filled templates, right and wrong.

use crate::{
    build::level,
    words::{danish, english, known, view},
};
use bavn_core::{
    import_export::{
        Answer, Expected, FileError, GapRow, Limits, ReadOutcome, RowFault, RowStatus, diff_rows, export_xlsx,
        read_filled, write_template,
    },
    lang::Lang,
};
use proptest::prelude::*;
use rust_xlsxwriter::{Formula, Workbook};
use std::collections::BTreeMap;
use time::{OffsetDateTime, macros::datetime};

pub(crate) const CREATED: OffsetDateTime = datetime!(2026-11-21 12:00 UTC);

pub(crate) fn read(bytes: &[u8]) -> Result<ReadOutcome, FileError> {
    read_filled(bytes, &Limits::default(), &[&danish(), &english()], &known())
}

/// A cell of a hand-made sheet.
enum Cell {
    Text(&'static str),
    Number(f64),
    Formula(&'static str, &'static str),
    Blank,
}
use Cell::{Blank, Number, Text};

/// A workbook with one sheet.
fn workbook(name: &str, rows: &[Vec<Cell>]) -> Vec<u8> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.set_name(name).unwrap();
    for (row, cells) in (0_u32..).zip(rows) {
        for (column, cell) in (0_u16..).zip(cells) {
            match cell {
                Text(text) => sheet.write_string(row, column, *text).map(|_| ()),
                Number(number) => sheet.write_number(row, column, *number).map(|_| ()),
                Cell::Formula(formula, result) => {
                    sheet.write_formula(row, column, Formula::new(*formula).set_result(*result)).map(|_| ())
                }
                Blank => Ok(()),
            }
            .unwrap();
        }
    }
    workbook.save_to_buffer().unwrap()
}

fn heads(words: &[&'static str]) -> Vec<Cell> {
    words.iter().map(|word| Text(word)).collect()
}

fn shown(fault: &RowFault) -> (u32, &str, &str, &str) {
    (fault.row, &fault.column.letter, &fault.value, fault.expected.code())
}

#[test]
fn a_blank_template_reads_as_rows_that_change_nothing() {
    for texts in [danish(), english()] {
        let outcome = read(&write_template(&view(), &texts, None, CREATED).unwrap()).unwrap();
        assert_eq!((outcome.rows.len(), outcome.fault_count, outcome.lang), (10, 0, Some(texts.lang)));
        assert_eq!(outcome.sheet, texts.answer_sheet);
        let stored: BTreeMap<String, Answer> = known()
            .into_iter()
            .map(|code| (code, Answer { target: Some(level(3)), documentation: Some(level(2)), ..Answer::default() }))
            .collect();
        let diff = diff_rows(&stored, &outcome.rows);
        assert_eq!((diff.changed.len(), diff.unchanged.len()), (0, 10));
    }
}

#[test]
fn columns_are_found_by_heading_in_any_order_and_language() {
    let file = workbook(
        "Mine svar",
        &[
            heads(&["Et ark fra os selv"]),
            heads(&["note", "IMPLEMENTERING  (0-5)", "Kode", "Documentation (0-5)"]),
            vec![Text("Æ"), Number(4.0), Text(" ad-02 "), Text("3")],
            vec![],
            vec![Blank, Cell::Formula("=1+1", "2"), Text("BE-01"), Blank],
        ],
    );
    let outcome = read(&file).unwrap();
    assert_eq!((outcome.sheet.as_str(), outcome.lang, outcome.rows_read), ("Mine svar", None, 2));
    let rows: Vec<(u32, &str, Option<u8>, Option<u8>)> = outcome
        .rows
        .iter()
        .map(|row| {
            (
                row.row,
                row.code.as_str(),
                row.documentation.map(|one| one.get()),
                row.implementation.map(|one| one.get()),
            )
        })
        .collect();
    assert_eq!(rows, [(3, "AD-02", Some(3), Some(4)), (5, "BE-01", None, Some(2))]);
    assert_eq!(outcome.rows[0].note.as_deref(), Some("Æ"));
}

#[test]
fn every_fault_is_listed_with_its_place() {
    let words = ["Kode", "Dokumentation (0-5)", "Implementering (0-5)", "Status", "Begrundelse", "Mål", "Note"];
    let row = |cells: Vec<Cell>| cells;
    let file = workbook(
        "Besvarelse",
        &[
            heads(&words),
            row(vec![Text("AD-01"), Number(6.0), Number(2.5)]),
            row(vec![Text("AD-02"), Text("tre"), Number(-1.0)]),
            row(vec![Text("XX-99"), Number(1.0), Number(1.0)]),
            row(vec![Blank, Number(1.0), Number(1.0)]),
            row(vec![Text("AD-03"), Number(1.0), Number(1.0), Text("måske")]),
            row(vec![Text("AD-04"), Blank, Blank, Text("ikke relevant")]),
            row(vec![Text("AD-05"), Number(1.0), Number(1.0), Text("ikke vurderet")]),
            row(vec![Text("BE-01"), Number(1.0), Blank, Text("vurderet")]),
            row(vec![Text("BE-02"), Number(1.0), Number(1.0), Blank, Text("Derfor")]),
            row(vec![Text("BE-03"), Cell::Formula("=1/0", "#DIV/0!"), Number(1.0), Blank, Blank, Number(9.0)]),
            row(vec![Text("BE-04"), Number(1.0), Number(1.0)]),
            row(vec![Text("be-04"), Number(2.0), Number(2.0)]),
        ],
    );
    let outcome = read(&file).unwrap();
    let faults: Vec<_> = outcome.faults.iter().map(shown).collect();
    assert_eq!(
        faults,
        [
            (2, "B", "6", "level"),
            (2, "C", "2.5", "level"),
            (3, "B", "tre", "level"),
            (3, "C", "-1", "level"),
            (4, "A", "XX-99", "known_code"),
            (5, "A", "", "code"),
            (6, "D", "måske", "status"),
            (7, "E", "", "reason_when_not_relevant"),
            (8, "D", "ikke vurderet", "status_that_fits_levels"),
            (9, "C", "", "level_when_assessed"),
            (10, "E", "Derfor", "no_reason_when_relevant"),
            (11, "B", "#DIV/0!", "no_formula_error"),
            (11, "F", "9", "level"),
            (13, "A", "be-04", "unique_code"),
        ]
    );
    assert_eq!(outcome.faults[13].expected, Expected::UniqueCode { first_row: 12 });
    assert_eq!(
        (outcome.faults[0].sheet.as_str(), outcome.faults[0].column.name.as_str()),
        ("Besvarelse", "Dokumentation (0-5)")
    );
    let Expected::Status { allowed } = &outcome.faults[6].expected else { panic!("a status was expected") };
    assert!(allowed.contains(&"ikke relevant".to_owned()) && allowed.contains(&"not relevant".to_owned()));
    let right: Vec<&str> = outcome.rows.iter().map(|row| row.code.as_str()).collect();
    assert_eq!((right, outcome.rows_read), (vec!["BE-04"], 12));
}

#[test]
fn a_reason_is_wanted_even_where_its_column_is_missing() {
    let words = ["Kode", "Dokumentation (0-5)", "Implementering (0-5)", "Status"];
    let file = workbook("Besvarelse", &[heads(&words), vec![Text("AD-01"), Blank, Blank, Text("not relevant")]]);
    let outcome = read(&file).unwrap();
    let place = &outcome.faults[0].column;
    assert_eq!((place.letter.as_str(), place.name.as_str()), ("", "Begrundelse"));
}

#[test]
fn long_texts_and_many_faults_are_bounded() {
    let words = ["Kode", "Dokumentation (0-5)", "Implementering (0-5)", "Note"];
    let mut rows = vec![heads(&words)];
    rows.push(vec![Text("AD-01"), Number(1.0), Number(1.0), Text("langt")]);
    rows.extend((0..20).map(|_| vec![Text("XX-01"), Number(7.0)]));
    let limits = Limits { note: 4, reason: 4, finding: 4, faults: 10, ..Limits::default() };
    let outcome = read_filled(&workbook("Besvarelse", &rows), &limits, &[&danish()], &known()).unwrap();
    assert_eq!((outcome.faults.len(), outcome.fault_count), (10, 41));
    assert_eq!(outcome.faults[0].expected, Expected::ShortText { max: 4, found: 5 });
    let limits = Limits { rows: 21, ..Limits::default() };
    let too_many = read_filled(&workbook("Besvarelse", &rows), &limits, &[&danish()], &known());
    assert_eq!(too_many, Err(FileError::TooManyRows { sheet: "Besvarelse".to_owned(), max: 21 }));
}

#[test]
fn a_file_that_is_something_else_says_what_is_missing() {
    let other = workbook("Ark1", &[heads(&["Navn", "Telefon"])]);
    let expected = vec!["Besvarelse".to_owned(), "Answers".to_owned()];
    assert_eq!(read(&other), Err(FileError::NoAnswerSheet { sheets: vec!["Ark1".to_owned()], expected }));
    let lacking = workbook("Answers", &[heads(&["Code", "Implementation (0-5)"])]);
    let columns = vec!["Dokumentation (0-5) / Documentation (0-5)".to_owned()];
    assert_eq!(read(&lacking), Err(FileError::MissingColumns { sheet: "Answers".to_owned(), columns }));
    let double = workbook("Answers", &[heads(&["Code", "Status", "Documentation (0-5)", "status"])]);
    let Err(FileError::DuplicateColumn { first, second, .. }) = read(&double) else { panic!("a double column") };
    assert_eq!((first.as_str(), second.as_str()), ("B", "D"));
}

#[test]
fn a_template_of_a_newer_program_is_refused() {
    let mut workbook = Workbook::new();
    workbook.add_worksheet().set_name("Besvarelse").unwrap();
    let meta = workbook.add_worksheet().set_name("bavn").unwrap();
    meta.write_string(0, 0, "bavn-gap-template").unwrap().write_number(0, 1, 2).unwrap();
    let refused = read(&workbook.save_to_buffer().unwrap());
    assert_eq!(refused, Err(FileError::NewerFormat { found: 2, supported: 1 }));
}

#[test]
fn what_a_status_does_to_a_stored_answer() {
    let stored = Answer { documentation: Some(level(2)), implementation: Some(level(3)), ..Answer::default() };
    let row = |status: Option<RowStatus>, documentation: Option<u8>, reason: Option<&str>| GapRow {
        row: 2,
        code: "AD-01".to_owned(),
        documentation: documentation.map(level),
        implementation: None,
        status,
        reason: reason.map(str::to_owned),
        target: None,
        note: None,
        finding: None,
    };
    let levels =
        |answer: &Answer| (answer.documentation.map(|one| one.get()), answer.implementation.map(|one| one.get()));
    assert_eq!(row(None, None, None).applied_to(&stored), stored);
    assert_eq!(levels(&row(None, Some(4), None).applied_to(&stored)), (Some(4), Some(3)));
    assert_eq!(levels(&row(Some(RowStatus::NotAssessed), None, None).applied_to(&stored)), (None, None));
    let away = row(Some(RowStatus::NotRelevant), None, Some("Udgået")).applied_to(&stored);
    assert_eq!((levels(&away), away.not_relevant.as_deref()), ((Some(2), Some(3)), Some("Udgået")));
    assert_eq!(row(None, Some(2), None).applied_to(&away), stored);
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![Just(String::new()), "[a-zæøåA-Z=+@;\"'_<&-][a-zæøå =+@;\"\n_x0-9<&>-]{0,30}[a-z.]"]
}

prop_compose! {
    fn answer()(
        documentation in prop::option::of(0_u8..=5),
        implementation in prop::option::of(0_u8..=5),
        not_relevant in prop::option::weighted(0.2, "[a-z]{1,9}"),
        target in 0_u8..=5,
        note in text(),
        finding in text(),
    ) -> Answer {
        let (documentation, implementation) = (documentation.map(level), implementation.map(level));
        Answer { documentation, implementation, not_relevant, target: Some(level(target)), note, finding }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn an_export_read_again_changes_nothing_and_fills_an_empty_analysis(
        answers in prop::collection::vec(answer(), 10),
        danish_file in any::<bool>(),
    ) {
        let stored: BTreeMap<String, Answer> = known().into_iter().zip(answers).collect();
        let texts = if danish_file { danish() } else { english() };
        let outcome = read(&export_xlsx(&view(), &texts, &stored, CREATED).unwrap()).unwrap();
        prop_assert_eq!(&outcome.faults, &Vec::new());
        prop_assert_eq!(outcome.lang, Some(if danish_file { Lang::Da } else { Lang::En }));
        prop_assert_eq!(diff_rows(&stored, &outcome.rows).changed, Vec::new());

        let mut other: BTreeMap<String, Answer> = BTreeMap::new();
        other.extend(diff_rows(&other, &outcome.rows).changed);
        prop_assert_eq!(&other, &stored);
        prop_assert_eq!(diff_rows(&other, &outcome.rows).changed, Vec::new());
    }
}
