//! Charts with the figures of the invented municipality.

use bavn_documents::charts::*;
use time::Date;
use time::macros::date;

pub const AREAS: [(&str, &str, &str); 12] = [
    ("Logning og overvågning", "0,7", "3,5"),
    ("Beredskab og backup", "1,1", "3,5"),
    ("Leverandører", "1,3", "3,2"),
    ("Medarbejdere og awareness", "1,7", "3,0"),
    ("Netværk", "1,8", "3,0"),
    ("Hændelser", "1,8", "3,4"),
    ("Adgangsstyring", "1,9", "3,3"),
    ("Kryptering og beskyttelse af oplysninger", "ikke vurderet", "3,0"),
    ("Sikker drift og sårbarheder", "2,2", "3,3"),
    ("Ledelse og roller", "2,4", "3,3"),
    ("Politik", "2,9", "3,0"),
    ("Fysisk sikkerhed", "3,1", "3,0"),
];

fn naming(id: &str, title: &str) -> Naming {
    Naming { id: id.into(), title: title.into(), description: "Se tabellen bag figuren.".into() }
}

fn amount(text: &str) -> Option<Amount> {
    text.replace(',', ".").parse().ok().map(|value| Amount::new(value, text))
}

pub fn bars() -> BarList {
    let row = |(area, now, target): &(&str, &str, &str)| BarRow {
        label: (*area).into(),
        value: amount(now),
        target: amount(target),
    };
    BarList {
        naming: naming("fund", "Logning er længst fra målet"),
        maximum: 5.0,
        rows: AREAS.iter().map(row).collect(),
        value_head: "Nu".into(),
        target_head: "Mål".into(),
        missing: "ikke vurderet".into(),
    }
}

pub fn bars_for_memo() -> String {
    bar_list(&bars(), &Theme::MEMO)
}

pub fn radar_of_areas() -> Radar {
    let more = [
        ("Risikostyring", "1,2", "3,2"),
        ("Aktiver", "2,0", "3,0"),
        ("Klienter, mail og mobile enheder", "2,4", "3,2"),
        ("Udvikling og anskaffelse", "1,5", "2,8"),
        ("Måling og audit", "0,9", "2,5"),
    ];
    let axis = |(area, now, target): &(&str, &str, &str)| Axis {
        label: (*area).into(),
        value: amount(now),
        target: amount(target),
    };
    Radar {
        naming: naming("radar", "Formen af områderne"),
        maximum: 5.0,
        axes: AREAS.iter().chain(&more).map(axis).collect(),
        value_label: "Nu".into(),
        target_label: "Mål".into(),
        missing: "ikke vurderet".into(),
    }
}

fn point(date: Date, text: &str) -> StepPoint {
    StepPoint { date, amount: amount(text).unwrap_or_default() }
}

pub fn steps() -> Projection {
    Projection {
        naming: naming("fremskrivning", "Målet nås i andet kvartal 2028"),
        maximum: 5.0,
        from: date!(2025 - 03 - 01),
        until: date!(2028 - 12 - 31),
        today: date!(2026 - 10 - 12),
        today_label: "i dag".into(),
        history: vec![
            point(date!(2025 - 05 - 27), "1,2"),
            point(date!(2026 - 03 - 01), "1,4"),
            point(date!(2026 - 09 - 15), "1,6"),
        ],
        expected: vec![
            point(date!(2026 - 12 - 31), "1,8"),
            point(date!(2027 - 03 - 31), "2,1"),
            point(date!(2027 - 09 - 30), "2,7"),
            point(date!(2028 - 05 - 31), "3,3"),
        ],
        target: Some(Amount::new(3.2, "mål 3,2")),
    }
}

pub fn time_plan(rows: usize) -> Gantt {
    let names = [
        "Systemejere i alle forvaltninger",
        "Flerfaktorlogin for ældreplejens enheder",
        "Prøvegendannelse af lønsystemet",
        "Fælles logopsamling for ti systemer",
        "Nødplaner for hjemmepleje og ydelser",
        "Sikkerhedskrav i 14 kontrakter",
        "Øvelse med krisestaben",
    ];
    let start = date!(2026 - 08 - 01);
    let row = |index: usize| {
        let days = i64::try_from(index).unwrap_or(0);
        let from = start + time::Duration::days(days * 19 % 600);
        let until = from + time::Duration::days(60 + days * 13 % 120);
        let is_late = index % 6 == 3;
        GanttRow {
            label: format!("{} {}", index + 1, names[index % names.len()]),
            start: (index != 8).then_some(from),
            finish: Some(until),
            expected_finish: is_late.then_some(until + time::Duration::days(50)),
            state: match index % 5 {
                0 => GanttState::Done,
                1 => GanttState::Active,
                _ => GanttState::Planned,
            },
            progress: 45,
            is_late,
            depends_on: if index % 4 == 3 { vec![index - 1] } else { Vec::new() },
        }
    };
    Gantt {
        naming: naming("tidsplan", "Ti af 24 foranstaltninger er i gang"),
        from: date!(2026 - 07 - 01),
        until: date!(2028 - 12 - 31),
        today: date!(2026 - 10 - 12),
        today_label: "i dag".into(),
        quarter_prefix: "K".into(),
        late_label: "forsinket".into(),
        no_dates: "uden datoer".into(),
        draws_dependencies: true,
        rows: (0..rows).map(row).collect(),
    }
}

pub fn columns() -> StackedColumns {
    let column = |label: &str, once: &str, yearly: &str, total: &str| {
        let number = |text: &str| text.replace('.', "").parse().unwrap_or(0.0);
        Column {
            label: label.into(),
            parts: vec![Amount::new(number(once), once), Amount::new(number(yearly), yearly)],
            total: total.into(),
        }
    };
    StackedColumns {
        naming: naming("udgift", "Udgiften topper i 2027"),
        series: vec!["Engangsudgift".into(), "Årlig udgift".into()],
        columns: vec![
            column("2026", "350.000", "0", "350.000 kr."),
            column("2027", "620.000", "480.000", "1.100.000 kr."),
            column("2028", "180.000", "480.000", "660.000 kr."),
        ],
    }
}

pub fn spark() -> Sparkline {
    Sparkline {
        naming: naming("linje", "Fra 1,2 til 1,6"),
        maximum: 5.0,
        values: vec![Some(1.2), Some(1.4), None, Some(1.5), Some(1.6)],
        last_text: "1,6".into(),
        target: amount("3,2"),
    }
}
