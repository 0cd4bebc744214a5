//! Templates out and in: agreement, faults, hostile files, and the figures calculated by somebody else.

use bavn_app::{
    Error,
    gap_analysis::{AnalysisDraft, create_analysis, get_analysis},
    import_export::{ExportFormat, ImportReport, export_analysis, export_template, import_analysis},
};
use bavn_core::{ids::AnalysisId, import_export::FileError, lang::Lang};
use bavn_testkit::{Actors, Engine, TestApp, engines, test_app};
use bavn_web::import_export::template_texts;
use rust_xlsxwriter::Workbook;
use serde_json::Value;
use time::macros::date;

struct Case {
    test: TestApp,
    actors: Actors,
    id: AnalysisId,
}

async fn case(engine: Engine) -> Case {
    let test = test_app(engine).await;
    let actors = Actors::create(&test).await;
    let draft = AnalysisDraft::new("Gap-analyse 2026", date!(2026 - 10 - 12));
    let id = create_analysis(&test.app, &actors.ctx("coordinator"), draft).await.unwrap();
    Case { test, actors, id }
}

impl Case {
    async fn import(&self, bytes: Vec<u8>, skip: bool, dry: bool) -> Result<ImportReport, Error> {
        let texts = [template_texts(Lang::Da), template_texts(Lang::En)];
        let ctx = self.actors.ctx("coordinator");
        import_analysis(&self.test.app, &ctx, self.id, bytes, texts, skip, dry).await
    }

    async fn codes(&self) -> Vec<String> {
        let view = get_analysis(&self.test.app, &self.actors.ctx("coordinator"), self.id).await.unwrap();
        view.rows().map(|(control, _)| control.code.clone()).collect()
    }

    async fn export(&self, format: ExportFormat) -> Vec<u8> {
        let ctx = self.actors.ctx("coordinator");
        let texts = template_texts(Lang::Da);
        export_analysis(&self.test.app, &ctx, self.id, format, &texts, |_| "Hele kommunen".into()).await.unwrap()
    }

    async fn json(&self) -> Value {
        serde_json::from_slice(&self.export(ExportFormat::Json).await).unwrap()
    }
}

/// A workbook with the template's sheet and headings, and rows of code, documentation, implementation, status, reason, note.
fn workbook(lang: Lang, rows: &[[&str; 6]]) -> Vec<u8> {
    let texts = template_texts(lang);
    let names = &texts.columns;
    let heads = [&names.code, &names.documentation, &names.implementation, &names.status, &names.reason, &names.note];
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name(&texts.answer_sheet).unwrap();
    let others = [&names.control, &names.statement, &names.target, &names.finding];
    for (column, head) in heads.into_iter().chain(others).enumerate() {
        sheet.write(0, u16::try_from(column).unwrap(), head).unwrap();
    }
    for (at, row) in rows.iter().enumerate() {
        for (column, value) in row.iter().enumerate() {
            let (row, column) = (u32::try_from(at + 1).unwrap(), u16::try_from(column).unwrap());
            match value.parse::<f64>() {
                Ok(number) => sheet.write(row, column, number).unwrap(),
                Err(_) if value.is_empty() => continue,
                Err(_) => sheet.write(row, column, *value).unwrap(),
            };
        }
    }
    book.save_to_buffer().unwrap()
}

#[tokio::test]
async fn a_template_filled_for_every_control_agrees_with_the_page() {
    for engine in engines() {
        let case = case(engine).await;
        let ctx = case.actors.ctx("coordinator");
        let template = export_template(&case.test.app, &ctx, &template_texts(Lang::En)).await.unwrap();
        let blank = case.import(template, false, false).await.unwrap();
        assert_eq!((blank.changed, blank.faulty_rows, blank.is_stored), (0, 0, true), "{blank:?}");

        let codes = case.codes().await;
        let levels: Vec<(String, String)> =
            (0..codes.len()).map(|at| ((at % 6).to_string(), ((at / 6) % 6).to_string())).collect();
        let rows: Vec<[&str; 6]> = codes
            .iter()
            .zip(&levels)
            .map(|(code, (paper, practice))| [code.as_str(), paper.as_str(), practice.as_str(), "", "", "æøå =1+1"])
            .collect();
        for lang in Lang::ALL {
            let report = case.import(workbook(lang, &rows), false, false).await.unwrap();
            let expected = if lang == Lang::Da { (codes.len(), 0) } else { (0, codes.len()) };
            assert_eq!((report.changed, report.unchanged), expected, "the same answers twice change nothing");
        }
        let view = get_analysis(&case.test.app, &ctx, case.id).await.unwrap();
        for (at, (control, answer)) in view.rows().enumerate() {
            let given = (answer.documentation.unwrap().get(), answer.implementation.unwrap().get());
            assert_eq!((usize::from(given.0), usize::from(given.1)), (at % 6, (at / 6) % 6), "{}", control.code);
            assert_eq!(answer.note, "æøå =1+1");
        }
        let again = case.import(case.export(ExportFormat::Xlsx).await, false, false).await.unwrap();
        assert_eq!((again.changed, again.unchanged), (0, codes.len()), "an export read in again changes nothing");
        let csv = String::from_utf8(case.export(ExportFormat::Csv).await).unwrap();
        assert!(csv.starts_with('\u{feff}') && csv.lines().count() == codes.len() + 1);
    }
}

/// The total by another way: whole numbers over a common denominator, from the exported file alone.
fn independent_total(document: &Value) -> (i128, i128) {
    let number = |value: &Value, key: &str| i128::from(value[key].as_i64().unwrap());
    let (mut top, mut bottom, mut weights) = (0_i128, 1_i128, 0_i128);
    for area in document["areas"].as_array().unwrap() {
        let (mut sum, mut weight) = (0, 0);
        for control in area["controls"].as_array().unwrap() {
            let levels = (control["documentation"].as_i64(), control["implementation"].as_i64());
            let (Some(paper), Some(practice)) = levels else { continue };
            if !control["relevant"].as_bool().unwrap() {
                continue;
            }
            sum += number(control, "weight") * i128::from(paper.min(practice));
            weight += number(control, "weight");
        }
        if weight > 0 {
            (top, bottom) = (top * weight + number(area, "weight") * sum * bottom, bottom * weight);
            weights += number(area, "weight");
        }
    }
    (top, bottom * weights)
}

#[tokio::test]
async fn somebody_else_gets_the_same_total_from_the_exported_file() {
    let case = case(Engine::Sqlite).await;
    let codes = case.codes().await;
    let levels: Vec<String> = (0..codes.len()).map(|at| ((at * 7 + at / 5) % 6).to_string()).collect();
    let rows: Vec<[&str; 6]> = codes
        .iter()
        .zip(&levels)
        .enumerate()
        .map(|(at, (code, level))| match at % 9 {
            0 => [code.as_str(), level, level, "ikke relevant", "Findes ikke her", ""],
            1 => [code.as_str(), level, "", "", "", ""],
            _ => [code.as_str(), level, "3", "vurderet", "", ""],
        })
        .collect();
    case.import(workbook(Lang::Da, &rows), false, false).await.unwrap();
    let document = case.json().await;
    assert_eq!(document["format"], "bavn-gap-1");
    let (top, bottom) = independent_total(&document);
    let score = &document["analysis"]["score"];
    let (numerator, denominator): (i128, i128) =
        (score["numerator"].as_i64().unwrap().into(), score["denominator"].as_i64().unwrap().into());
    assert_eq!(top * denominator, bottom * numerator, "{top}/{bottom} against {score}");
}

#[tokio::test]
async fn ten_faults_are_ten_lines_and_nothing_is_stored() {
    for engine in engines() {
        let case = case(engine).await;
        let before = case.json().await;
        let long = "x".repeat(4001);
        let rows = [
            ["AD-01", "7", "3", "", "", ""],
            ["AD-02", "tre", "3", "", "", ""],
            ["AD-03", "2.5", "3", "", "", ""],
            ["AD-99", "2", "3", "", "", ""],
            ["AD-04", "2", "3", "", "", ""],
            ["AD-04", "2", "3", "", "", ""],
            ["", "2", "3", "", "", ""],
            ["AD-05", "2", "3", "måske", "", ""],
            ["AD-06", "", "", "ikke relevant", "", ""],
            ["LE-01", "2", "", "vurderet", "", ""],
            ["LE-02", "2", "2", "", "Uden for", ""],
            ["LE-03", "2", "2", "", "", long.as_str()],
            ["LE-04", "2", "2", "", "", "i orden"],
        ];
        let report = case.import(workbook(Lang::Da, &rows), false, false).await.unwrap();
        let places: Vec<(u32, &str, &str)> = report
            .faults
            .iter()
            .map(|fault| (fault.row, fault.column.letter.as_str(), fault.expected.code()))
            .collect();
        assert_eq!(
            places,
            [
                (2, "B", "level"),
                (3, "B", "level"),
                (4, "B", "level"),
                (5, "A", "known_code"),
                (7, "A", "unique_code"),
                (8, "A", "code"),
                (9, "D", "status"),
                (10, "E", "reason_when_not_relevant"),
                (11, "C", "level_when_assessed"),
                (12, "E", "no_reason_when_relevant"),
                (13, "F", "short_text"),
            ]
        );
        assert!(!report.is_stored);
        assert_eq!(case.json().await, before, "nothing was stored");

        let tried = case.import(workbook(Lang::Da, &rows), true, true).await.unwrap();
        assert!(!tried.is_stored && case.json().await == before, "a try stores nothing");
        let skipped = case.import(workbook(Lang::Da, &rows), true, false).await.unwrap();
        assert_eq!((skipped.changed, skipped.faulty_rows, skipped.is_stored), (2, 11, true));
    }
}

#[tokio::test]
async fn files_that_are_no_template_are_refused_at_once() {
    let case = case(Engine::Sqlite).await;
    let broken = case.import(b"PK\x03\x04 not a workbook".to_vec(), false, false).await;
    assert!(matches!(broken, Err(Error::File(FileError::Broken { .. }))), "{broken:?}");
    let large = case.import(vec![b'x'; 10_000_001], false, false).await;
    assert!(matches!(large, Err(Error::TooLarge { .. })), "{large:?}");
    let mut book = Workbook::new();
    book.add_worksheet().write(0, 0, "noget andet").unwrap();
    let other = case.import(book.save_to_buffer().unwrap(), false, false).await;
    assert!(matches!(other, Err(Error::File(FileError::NoAnswerSheet { .. }))), "{other:?}");
}

#[tokio::test]
async fn only_those_who_may_answer_import() {
    let case = case(Engine::Sqlite).await;
    let texts = || [template_texts(Lang::Da), template_texts(Lang::En)];
    let bytes = workbook(Lang::Da, &[["AD-01", "1", "1", "", "", ""]]);
    for (name, is_found) in [("director", true), ("auditor", true), ("employee", false), ("limited_owner", false)] {
        let ctx = case.actors.ctx(name);
        let refused = import_analysis(&case.test.app, &ctx, case.id, bytes.clone(), texts(), false, false).await;
        let as_expected = match refused {
            Err(Error::Forbidden(_)) => is_found,
            Err(Error::NotFound { .. }) => !is_found,
            _ => false,
        };
        assert!(as_expected, "{name}: {refused:?}");
    }
}
