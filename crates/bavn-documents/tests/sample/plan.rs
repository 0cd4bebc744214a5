//! The plan of the invented municipality.

use bavn_documents::charts::{Theme, gantt_pages, projection, stacked_columns};
use bavn_documents::plan::*;
use bavn_documents::{Figure, FigureTable, Language};
use time::macros::date;

use super::charts;

pub fn labels() -> PlanLabels {
    let text = |value: &str| value.to_owned();
    PlanLabels {
        kind: text("Handleplan"),
        period: text("Periode"),
        date: text("Dato"),
        reference: text("Sagsnr."),
        summary: text("Resumé"),
        projection: text("Forventet modenhed"),
        schedule: text("Tidsplan"),
        measures: text("Foranstaltninger"),
        measure_details: text("Foranstaltningerne enkeltvis"),
        economy: text("Økonomi og timer"),
        findings: text("Bilag: fund i gap-analysen"),
        number: text("Nr."),
        measure: text("Foranstaltning"),
        description: text("Beskrivelse"),
        owner: text("Ansvarlig"),
        unit: text("Enhed"),
        phase: text("Fase"),
        start: text("Start"),
        due: text("Frist"),
        cost_once: text("Engangsudgift"),
        cost_yearly: text("Årlig udgift"),
        hours: text("Timer"),
        state: text("Tilstand"),
        progress: text("Fremdrift"),
        lifts: text("Løfter"),
        late: text("Forsinket"),
        code: text("Kode"),
        control: text("Kontrol"),
        score: text("Score"),
        target: text("Mål"),
        finding: text("Fund"),
        not_assessed: text("Ikke vurderet"),
        not_set: text("Ikke fastsat"),
        kroner: text("kr."),
        page_of: text("side {page} af {pages}"),
        figure_table: text("Tallene bag figuren"),
        sheets: SheetNames {
            measures: text("Foranstaltninger"),
            economy: text("Økonomi"),
            hours: text("Timer"),
            findings: text("Fund"),
        },
    }
}

fn figure(svg: String, title: &str) -> Figure {
    Figure { svg, title: title.into(), alt: format!("{title}. Tallene står i tabellen."), table: None }
}

fn row(label: &str, values: &[i64]) -> AmountRow {
    AmountRow { label: label.into(), values: values.to_vec() }
}

pub fn measure(number: u32) -> PlanMeasure {
    let titles = [
        "Fælles logopsamling for de ti vigtigste fagsystemer",
        "Flerfaktorlogin for ældreplejens fælles enheder",
        "Prøvegendannelse af lønsystemet",
    ];
    let month = time::Month::try_from(u8::try_from(number % 12 + 1).unwrap_or(1)).unwrap_or(time::Month::January);
    PlanMeasure {
        number,
        title: titles[usize::try_from(number).unwrap_or(0) % 3].into(),
        description: "Logs fra fagsystemerne samles ét sted og gemmes i 12 måneder. Driften får alarmer i arbejdstiden, og en leverandør ser \
            efter resten af døgnet.\n\nAftalen med leverandøren skal på plads først."
            .into(),
        owner: if number.is_multiple_of(4) { String::new() } else { "Driftslederen".into() },
        unit: "It og Digitalisering".into(),
        phase: "3–6 mdr.".into(),
        start: Some(date!(2026 - 11 - 01)),
        due: time::Date::from_calendar_date(2027, month, 15).ok(),
        cost_once: 350_000,
        cost_yearly: if number.is_multiple_of(2) { 0 } else { 480_000 },
        hours: 320,
        state: if number.is_multiple_of(3) { "I gang".into() } else { "Godkendt".into() },
        progress: if number.is_multiple_of(3) { 40 } else { 0 },
        is_late: number % 7 == 3,
        lifts: vec!["LO-02 Central opsamling: 1 → 3".into(), "LO-03 Overvågning og alarm: 0 → 3".into()],
    }
}

pub fn plan(measures: u32) -> PlanDocument {
    let cells = |row: &[&str]| row.iter().map(|cell| (*cell).to_owned()).collect::<Vec<String>>();
    let mut forecast = figure(projection(&charts::steps(), &Theme::PAGE), "Målet nås i andet kvartal 2028");
    forecast.table = Some(FigureTable {
        head: cells(&["Dato", "Forventet modenhed"]),
        rows: vec![
            cells(&["31.12.2026", "1,8"]),
            cells(&["31.03.2027", "2,1"]),
            cells(&["30.09.2027", "2,7"]),
            cells(&["31.05.2028", "3,3"]),
        ],
    });
    let rows = usize::try_from(measures).unwrap_or(0);
    let gantt = gantt_pages(&charts::time_plan(rows), &Theme::LANDSCAPE, 26)
        .into_iter()
        .map(|svg| figure(svg, "Fire foranstaltninger er forsinkede"))
        .collect();
    let years = cells(&["2026", "2027", "2028"]);
    PlanDocument {
        letterhead: super::letterhead(),
        language: Language::Danish,
        labels: labels(),
        title: "Handleplan for informationssikkerhed".into(),
        period: "2026–2028".into(),
        date_text: "12. oktober 2026".into(),
        date: date!(2026 - 10 - 12),
        reference: "85.15.02-G01-6-26".into(),
        summary: "Kommunens modenhed er 1,6 af 5. Planen løfter den til 3,3 i maj 2028, så målet på 3,2 er nået.\n\nDe første tre måneder \
            placerer ansvar og lukker de huller, der koster mindst. Derefter følger logning, nødplaner og krav til leverandører."
            .into(),
        key_figures: [("1,6 af 5", "Modenhed i dag"), ("3,3 af 5", "Forventet i maj 2028"), ("2.110.000 kr.", "Udgift 2026–2028"), ("2.300 timer", "Kommunens egne timer")]
            .into_iter()
            .map(|(value, label)| KeyFigure { value: value.into(), label: label.into() })
            .collect(),
        projection: Some(forecast),
        gantt,
        measures: (1..=measures).map(measure).collect(),
        economy: vec![
            AmountTable {
                title: "Udgift pr. år, kr.".into(),
                unit: AmountUnit::Kroner,
                row_head: "Udgift".into(),
                columns: years.clone(),
                rows: vec![row("Engangsudgift", &[350_000, 620_000, 180_000]), row("Årlig udgift", &[0, 480_000, 480_000])],
                total: Some(row("I alt", &[350_000, 1_100_000, 660_000])),
                figure: Some(figure(stacked_columns(&charts::columns(), &Theme::CARD), "Udgiften topper i 2027")),
            },
            AmountTable {
                title: "Udgift pr. enhed, kr.".into(),
                unit: AmountUnit::Kroner,
                row_head: "Enhed".into(),
                columns: years,
                rows: vec![row("It og Digitalisering", &[350_000, 900_000, 500_000]), row("Sundhed og Omsorg", &[0, 200_000, 160_000])],
                total: Some(row("I alt", &[350_000, 1_100_000, 660_000])),
                figure: None,
            },
            AmountTable {
                title: "Timer pr. kvartal og rolle".into(),
                unit: AmountUnit::Hours,
                row_head: "Rolle".into(),
                columns: cells(&["K4 2026", "K1 2027", "K2 2027", "K3 2027"]),
                rows: vec![row("Informationssikkerhed", &[120, 90, 80, 60]), row("It-drift", &[200, 310, 240, 120]), row("Systemejere", &[60, 60, 45, 40])],
                total: Some(row("I alt", &[380, 460, 365, 220])),
                figure: None,
            },
        ],
        findings: (1..=measures.min(84))
            .map(|index| PlanFinding {
                code: format!("LO-{index:02}"),
                control: "Central opsamling og opbevaring af logs".into(),
                score_tenths: (index % 5 != 0).then_some(7),
                target_tenths: 35,
                finding: "Logs samles ikke på tværs af fagsystemer, og ingen ser dem efter uden for arbejdstid.".into(),
            })
            .collect(),
        page_footer: "Kommune X · Handleplan for informationssikkerhed 2026–2028".into(),
    }
}
