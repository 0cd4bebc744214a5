//! A memo and a plan of an invented municipality, as long as real ones are.

#![allow(dead_code, reason = "each test and the example use a part of the sample")]

pub mod charts;
pub mod plan;
pub mod statement;

use bavn_documents::memo::{Finding, Memo, MemoLabels, PlanStep, Resources};
use bavn_documents::{Figure, FigureTable, Image, ImageFormat, Language, Letterhead, Rgb};
use time::macros::date;

pub const LOGO: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 60" width="60" height="60"><path d="M6 4h48v30c0 12-12 20-24 24C18 54 6 46 6 34z" fill="#1d5c4a"/><path d="M18 40l12-24 12 24z" fill="#f2c14e"/></svg>"##;

pub fn letterhead() -> Letterhead {
    Letterhead {
        municipality: "Kommune X".into(),
        sender_unit: "It og Digitalisering".into(),
        address_lines: vec!["Rådhuspladsen 1".into(), "9999 Ærøby".into(), "Tlf. 00 00 00 00".into()],
        logo: Some(Image {
            bytes: LOGO.as_bytes().to_vec(),
            format: ImageFormat::Svg,
            alt: "Kommune X' byvåben".into(),
        }),
        primary_colour: Rgb(0x1d, 0x5c, 0x4a),
        accent_colour: Rgb(0xf2, 0xc1, 0x4e),
    }
}

pub fn labels() -> MemoLabels {
    MemoLabels {
        kind: "Ledelsesnotat".into(),
        subject: "Emne".into(),
        sender: "Afsender".into(),
        date: "Dato".into(),
        recipients: "Til".into(),
        reference: "Sagsnr.".into(),
        background: "Baggrund".into(),
        findings: "Centrale fund".into(),
        plan: "Anbefalet handlingsplan".into(),
        resources: "Ressourcebehov".into(),
        conclusion: "Konklusion".into(),
        figure_table: "Tallene bag figuren".into(),
    }
}

fn finding(heading: &str, text: &str) -> Finding {
    Finding { heading: heading.into(), text: text.into() }
}

fn step(phase: &str, text: &str) -> PlanStep {
    PlanStep { phase: phase.into(), text: text.into() }
}

fn cells(row: &[&str]) -> Vec<String> {
    row.iter().map(|cell| (*cell).to_owned()).collect()
}

pub fn memo() -> Memo {
    Memo {
        letterhead: letterhead(),
        language: Language::Danish,
        labels: labels(),
        title: "Kommunen er halvvejs til målet for informationssikkerhed".into(),
        subject: "Status på NIS 2 og anbefalet handlingsplan 2026–2028".into(),
        sender: "It- og digitaliseringschefen".into(),
        date_text: "12. oktober 2026".into(),
        date: date!(2026 - 10 - 12),
        recipients: vec!["Direktionen".into(), "Styregruppen for informationssikkerhed".into()],
        reference: "85.15.02-G01-6-26".into(),
        background: "Kommunen har siden 1. juli 2025 været omfattet af NIS 2-loven. Loven kræver, at ledelsen godkender og fører tilsyn \
            med styringen af risici. Gap-analysen i september viser, hvor langt vi er: 71 af 84 kontroller er vurderet."
            .into(),
        findings: vec![
            finding("Logning er længst fra målet (0,7 mod 3,5).", "Logs samles ikke på tværs af fagsystemer, og ingen ser dem efter uden for arbejdstid."),
            finding("Genopretning er ikke prøvet.", "Der er backup af alle kritiske systemer, men kun ét er gendannet som prøve de seneste to år."),
            finding("14 kontrakter mangler sikkerhedskrav.", "De gælder blandt andet løn og omsorg og udløber først i 2027 og 2028."),
            finding("Flerfaktorlogin dækker 60 % af brugerne.", "Ældreplejens fælles enheder er ikke med."),
            finding("Ansvar er ikke placeret i alle forvaltninger.", "Tre af syv forvaltninger har udpeget systemejere."),
            finding("Medarbejderne ved for lidt om phishing.", "22 % klikkede i den seneste øvelse, målet er under 5 %."),
            finding("Nødplaner uden it findes kun på papir i to centre.", "Hjemmeplejens plan er fra 2019."),
        ],
        figure: Some(figure()),
        plan: vec![
            step("0–3 mdr.", "Systemejere udpeges i alle forvaltninger. Flerfaktorlogin for ældreplejens enheder. Prøvegendannelse af lønsystemet."),
            step("3–6 mdr.", "Fælles logopsamling for de ti vigtigste systemer. Nødplaner for hjemmepleje og ydelser."),
            step("6–12 mdr.", "Sikkerhedskrav ind i 14 kontrakter. Øvelse med krisestaben. Overvågning uden for arbejdstid."),
            step("12–18 mdr.", "Resten af fagsystemerne kobles på. Ny gap-analyse og uafhængig gennemgang af beredskabet."),
        ],
        resources: Resources {
            text: "Planen kan holdes inden for rammen i 2026. Fra 2027 mangler 480.000 kr. om året til overvågning, som foreslås med i \
                budgetforhandlingerne."
                .into(),
            table: Some(FigureTable {
                head: cells(&["", "2026", "2027", "2028"]),
                rows: vec![
                    cells(&["Engangsudgift, kr.", "350.000", "620.000", "180.000"]),
                    cells(&["Årlig udgift, kr.", "0", "480.000", "480.000"]),
                    cells(&["Egne timer", "620", "1.140", "540"]),
                ],
            }),
        },
        conclusion: "Med planen når kommunen målet på 3,2 i andet kvartal 2028. Direktionen bedes godkende planen, udpege systemejere i \
            alle forvaltninger og indstille 480.000 kr. årligt fra 2027 til budgettet."
            .into(),
        signature: vec!["It- og digitaliseringschef".into(), "It og Digitalisering".into()],
        page_footer: "Tal fra gap-analysen september 2026, opgjort 12. oktober 2026".into(),
    }
}

pub fn figure() -> Figure {
    let rows = charts::AREAS.iter().map(|(area, now, target)| cells(&[area, now, target])).collect();
    Figure {
        svg: charts::bars_for_memo(),
        title: "Logning er længst fra målet".into(),
        alt: "Søjler for tolv områder: modenhed nu mod mål på en skala fra 0 til 5".into(),
        table: Some(FigureTable { head: cells(&["Område", "Nu", "Mål"]), rows }),
    }
}
