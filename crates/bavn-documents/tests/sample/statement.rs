//! The statement of applicability of the invented municipality.

use bavn_documents::Language;
use bavn_documents::plan::KeyFigure;
use bavn_documents::statement::*;
use time::macros::date;

pub fn labels() -> StatementLabels {
    let text = |value: &str| value.to_owned();
    StatementLabels {
        kind: text("Anvendelighedserklæring"),
        reference: text("Nr."),
        requirement: text("Foranstaltning"),
        included: text("Medtaget"),
        yes: text("Ja"),
        no: text("Nej"),
        reason: text("Begrundelse"),
        drafted: text("udkast"),
        state: text("Tilstand"),
        level_and_target: text("Niveau / mål"),
        level: text("Niveau"),
        target: text("Mål"),
        controls: text("Kontroller"),
        evidence: text("Bevis"),
        theme: text("Tema"),
        changed_on: text("Rettet"),
        changed_by: text("Rettet af"),
        page_of: text("side {page} af {pages}"),
        sheet: text("Anvendelighedserklæring"),
        about_sheet: text("Om"),
    }
}

fn row(index: usize) -> StatementEntry {
    let is_included = !index.is_multiple_of(9);
    StatementEntry {
        reference: format!("A.5.{}", index + 1),
        title: "Politikker for informationssikkerhed og det, der følger af dem".into(),
        is_included,
        reason: "NIS 2-loven kræver en politik, som direktionen har godkendt. Den gælder alle forvaltninger.".into(),
        is_drafted: is_included && index.is_multiple_of(2),
        state: if is_included { "Delvist gennemført".into() } else { String::new() },
        level_tenths: is_included.then_some(15),
        target_tenths: is_included.then_some(30),
        controls: vec!["PO-01".into(), "PO-02".into()],
        evidence: (0..index % 9).map(|piece| format!("Politik for it, bilag {piece}")).collect(),
        changed_on: Some(date!(2026 - 10 - 28)),
        changed_by: "Koordinator".into(),
    }
}

/// A statement with so many rows in each of two themes.
pub fn statement(rows: usize) -> StatementDocument {
    let group = |title: &str| StatementGroup { title: title.into(), rows: (0..rows).map(row).collect() };
    let field = |label: &str, value: &str| StatementField { label: label.into(), value: value.into() };
    let figure = |value: &str, label: &str| KeyFigure { value: value.into(), label: label.into() };
    StatementDocument {
        letterhead: super::letterhead(),
        language: Language::Danish,
        labels: labels(),
        title: "Anvendelighedserklæring for ISO 27001".into(),
        date: date!(2026 - 11 - 21),
        date_text: "21. november 2026".into(),
        fields: vec![
            field("Version", "1.0"),
            field("Dato", "21. november 2026"),
            field("Godkendt af", "Direktionen"),
            field("Sagsnr.", ""),
        ],
        summary: "Erklæringen gælder hele kommunen.".into(),
        key_figures: vec![figure("93", "krav"), figure("90", "medtaget"), figure("3", "undtaget")],
        groups: vec![group("A.5 Organisatoriske foranstaltninger"), group("A.8 Teknologiske foranstaltninger")],
        page_footer: "Anvendelighedserklæring · 21.11.2026".into(),
    }
}
