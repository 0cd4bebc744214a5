//! Words for the files, as the text files of the pages would give them.

use bavn_core::{
    import_export::{
        ColumnTexts, LevelText, StatusTexts, TemplateArea, TemplateControl, TemplateTexts, TemplateView,
        ValidationTexts,
    },
    lang::Lang,
};
use std::collections::BTreeSet;

fn columns(words: [&str; 14]) -> ColumnTexts {
    let [
        area,
        area_title,
        code,
        control,
        statement,
        documentation,
        implementation,
        status,
        reason,
        target,
        note,
        finding,
        weight,
        score,
    ] = words.map(str::to_owned);
    ColumnTexts {
        area,
        area_title,
        code,
        control,
        statement,
        documentation,
        implementation,
        status,
        reason,
        target,
        note,
        finding,
        weight,
        score,
    }
}

pub(crate) fn danish() -> TemplateTexts {
    TemplateTexts {
        lang: Lang::Da,
        guide_sheet: "Vejledning".to_owned(),
        answer_sheet: "Besvarelse".to_owned(),
        guide_title: "Gap-analyse".to_owned(),
        guide: vec!["Udfyld arket Besvarelse.".to_owned(), "Tomme felter ændrer intet.".to_owned()],
        level_heading: "Niveau".to_owned(),
        level_name_heading: "Navn".to_owned(),
        level_meaning_heading: "Betydning".to_owned(),
        level_evidence_heading: "Mindste bevis".to_owned(),
        levels: std::array::from_fn(|level| LevelText {
            name: format!("Niveau {level}"),
            meaning: "Noget er på plads".to_owned(),
            evidence: "Et dokument".to_owned(),
        }),
        columns: columns([
            "Område",
            "Områdets titel",
            "Kode",
            "Kontrol",
            "Hvad der skal være sandt",
            "Dokumentation (0-5)",
            "Implementering (0-5)",
            "Status",
            "Begrundelse",
            "Mål",
            "Note",
            "Fund",
            "Vægt",
            "Score",
        ]),
        statuses: StatusTexts {
            assessed: "vurderet".to_owned(),
            not_assessed: "ikke vurderet".to_owned(),
            not_relevant: "ikke relevant".to_owned(),
        },
        validation: ValidationTexts {
            title: "Forkert værdi".to_owned(),
            level: "Vælg et helt tal fra 0 til 5.".to_owned(),
            status: "Vælg en af de tre.".to_owned(),
        },
    }
}

pub(crate) fn english() -> TemplateTexts {
    TemplateTexts {
        lang: Lang::En,
        guide_sheet: "Guide".to_owned(),
        answer_sheet: "Answers".to_owned(),
        columns: columns([
            "Area",
            "Area title",
            "Code",
            "Control",
            "Statement",
            "Documentation (0-5)",
            "Implementation (0-5)",
            "Status",
            "Reason",
            "Target",
            "Note",
            "Finding",
            "Weight",
            "Score",
        ]),
        statuses: StatusTexts {
            assessed: "assessed".to_owned(),
            not_assessed: "not assessed".to_owned(),
            not_relevant: "not relevant".to_owned(),
        },
        ..danish()
    }
}

/// Two areas with five controls each, `AD-01` to `AD-05` and `BE-01` to `BE-05`, all with target 3.
pub(crate) fn view() -> TemplateView {
    let area = |code: &str| TemplateArea {
        code: code.to_owned(),
        title: format!("Område {code}"),
        controls: (1..=5)
            .map(|number| TemplateControl {
                code: format!("{code}-{number:02}"),
                title: "Æblegrød på åen".to_owned(),
                statement: "Noget skal være sandt.".to_owned(),
                target: crate::build::level(3),
            })
            .collect(),
    };
    TemplateView { areas: vec![area("AD"), area("BE")] }
}

pub(crate) fn known() -> BTreeSet<String> {
    view().areas.into_iter().flat_map(|area| area.controls).map(|control| control.code).collect()
}
