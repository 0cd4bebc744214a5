//! Exports: what stands in them, and that they are the same each time.

use crate::{
    build::{area, area_id, assessed, control, control_id, not_relevant},
    files_in::CREATED,
    words::{danish, english, view},
};
use bavn_core::{
    gap_analysis::{AreaInput, Standing, evaluate},
    ids::AnalysisId,
    import_export::{AnalysisMeta, ControlTexts, DocumentTexts, ExportError, GapDocument, export_csv, write_template},
};
use calamine::{Data, Reader, SheetVisible, Xlsx};
use serde_json::Value;
use std::io::Cursor;
use time::macros::date;
use uuid::Uuid;

fn document() -> GapDocument {
    let areas: Vec<AreaInput> = vec![
        area(1, 4, vec![control(1, 3, 3, assessed(2, 1)), control(2, 2, 3, assessed(2, 4))]),
        area(2, 5, vec![control(3, 5, 4, not_relevant()), control(4, 1, 2, Standing::NotAssessed)]),
    ];
    let meta = AnalysisMeta {
        id: AnalysisId(Uuid::from_u128(7)),
        title: "Gap-analyse".to_owned(),
        date: date!(2026 - 11 - 21),
        scope: "Hele kommunen".to_owned(),
        assessor: String::new(),
        method: "Interview".to_owned(),
    };
    let mut texts = DocumentTexts::default();
    texts.areas.insert(area_id(1), "Ledelse; og roller".to_owned());
    texts.controls.insert(
        control_id(1),
        ControlTexts {
            title: "Æbler".to_owned(),
            note: "=HYPERLINK(\"x\")".to_owned(),
            finding: "-1 \"nej\"".to_owned(),
        },
    );
    GapDocument::new(&meta, &evaluate(&areas).unwrap(), &texts)
}

/// The total calculated again from the file alone, as somebody else would: minima, weighted means, floats.
fn total_of(json: &Value) -> f64 {
    let (mut sum, mut weights) = (0.0, 0.0);
    for area in json["areas"].as_array().unwrap() {
        let (mut area_sum, mut area_weights) = (0.0, 0.0);
        for control in area["controls"].as_array().unwrap() {
            if let (true, Some(documentation), Some(implementation)) = (
                control["relevant"].as_bool().unwrap(),
                control["documentation"].as_f64(),
                control["implementation"].as_f64(),
            ) {
                let weight = control["weight"].as_f64().unwrap();
                area_sum += weight * documentation.min(implementation);
                area_weights += weight;
            }
        }
        if area_weights > 0.0 {
            let weight = area["weight"].as_f64().unwrap();
            sum += weight * area_sum / area_weights;
            weights += weight;
        }
    }
    sum / weights
}

#[test]
fn json_is_enough_to_calculate_the_score_again() {
    let json: Value = serde_json::from_str(&document().to_json().unwrap()).unwrap();
    assert_eq!(json["format"], "bavn-gap-1");
    let analysis = &json["analysis"];
    assert_eq!(
        (&analysis["date"], &analysis["assessed"], &analysis["relevant"]),
        (&"2026-11-21".into(), &2.into(), &3.into())
    );
    let score = &analysis["score"];
    assert_eq!((&score["numerator"], &score["denominator"], &score["decimal"]), (&7.into(), &5.into(), &1.4.into()));
    assert!((total_of(&json) - 1.4).abs() < 1e-9);
    assert_eq!(json["areas"][1]["score"], Value::Null);
    let control = &json["areas"][1]["controls"][0];
    assert_eq!((&control["status"], &control["relevant"]), (&"not_relevant".into(), &false.into()));
    assert_eq!(control["documentation"], Value::Null);
    assert_eq!(control["reason"], "Not used here");
}

#[test]
fn csv_opens_in_a_danish_spreadsheet_and_holds_no_formula() {
    let text = String::from_utf8(export_csv(&document(), &danish()).unwrap()).unwrap();
    let lines: Vec<&str> = text.split("\r\n").collect();
    assert_eq!(
        lines[0],
        "\u{feff}Område;Områdets titel;Kode;Kontrol;Vægt;Dokumentation (0-5);Implementering (0-5);Status;Begrundelse;Mål;Score;Note;Fund"
    );
    assert_eq!(
        lines[1],
        "A1;\"Ledelse; og roller\";C-01;Æbler;3;2;1;vurderet;;3;1;\"'=HYPERLINK(\"\"x\"\")\";\"'-1 \"\"nej\"\"\""
    );
    assert_eq!(lines[3], "A2;;C-03;;5;;;ikke relevant;Not used here;4;;;");
    assert_eq!((lines.len(), lines[5]), (6, ""));
    for start in ["=", "+", "-", "@", "\t", "\r"] {
        let mut document = document();
        document.areas[0].controls[0].title = format!("{start}x");
        let text = String::from_utf8(export_csv(&document, &english()).unwrap()).unwrap();
        assert!(text.contains(&format!("'{start}x")));
    }
}

#[test]
fn the_template_explains_itself_and_is_the_same_each_time() {
    let bytes = write_template(&view(), &english(), None, CREATED).unwrap();
    assert_eq!(bytes, write_template(&view(), &english(), None, CREATED).unwrap());
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    let sheets: Vec<(String, SheetVisible)> =
        workbook.sheets_metadata().iter().map(|sheet| (sheet.name.clone(), sheet.visible)).collect();
    assert_eq!(
        sheets,
        [
            ("Guide".to_owned(), SheetVisible::Visible),
            ("Answers".to_owned(), SheetVisible::Visible),
            ("bavn".to_owned(), SheetVisible::VeryHidden),
        ]
    );
    let guide = workbook.worksheet_range("Guide").unwrap();
    assert!((0..6).all(|level| guide.used_cells().any(|(_, _, cell)| *cell == Data::Float(f64::from(level)))));
    let answers = workbook.worksheet_range("Answers").unwrap();
    assert_eq!((answers.height(), answers.width()), (11, 10));
    assert_eq!(answers.get((10, 0)), Some(&Data::String("BE-05".to_owned())));
    assert_eq!(answers.get((10, 7)), Some(&Data::Float(3.0)));
    let meta = workbook.worksheet_range("bavn").unwrap();
    assert_eq!(meta.get((1, 1)), Some(&Data::String("en".to_owned())));
}

#[test]
fn a_text_that_has_no_place_is_an_error() {
    let mut view = view();
    view.areas[0].controls[0].statement = "x".repeat(40_000);
    let refused = write_template(&view, &danish(), None, CREATED);
    assert!(matches!(refused, Err(ExportError::Workbook { .. })));
}
