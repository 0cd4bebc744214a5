//! What holds for every chart.

use quick_xml::events::Event;
use time::macros::date;

use super::*;

fn naming(id: &str) -> Naming {
    Naming { id: id.into(), title: "Logning er længst fra målet & <mere>".into(), description: "0,7 mod 3,5".into() }
}

fn amount(value: f64) -> Amount {
    Amount::new(value, format!("{value:.1}").replace('.', ","))
}

fn bars() -> BarList {
    BarList {
        naming: naming("bars"),
        maximum: 5.0,
        rows: vec![
            BarRow { label: "Logning og overvågning".into(), value: Some(amount(0.7)), target: Some(amount(3.5)) },
            BarRow { label: "Beredskab".into(), value: None, target: Some(amount(3.5)) },
            BarRow { label: "Politik".into(), value: Some(amount(f64::NAN)), target: None },
        ],
        value_head: "Nu".into(),
        target_head: "Mål".into(),
        missing: "ikke vurderet".into(),
    }
}

fn radar_of(count: usize) -> Radar {
    let axis = |index: usize| Axis {
        label: format!("Område {index} med langt navn"),
        value: (index != 3).then(|| amount(2.0)),
        target: Some(amount(3.2)),
    };
    Radar {
        naming: naming("radar"),
        maximum: 5.0,
        axes: (0..count).map(axis).collect(),
        value_label: "Nu".into(),
        target_label: "Mål".into(),
        missing: "ikke vurderet".into(),
    }
}

fn step(date: time::Date, value: f64) -> StepPoint {
    StepPoint { date, amount: amount(value) }
}

fn steps() -> Projection {
    Projection {
        naming: naming("9 steps"),
        maximum: 5.0,
        from: date!(2025 - 01 - 01),
        until: date!(2027 - 12 - 31),
        today: date!(2026 - 11 - 01),
        today_label: "i dag".into(),
        history: vec![step(date!(2025 - 03 - 01), 1.2), step(date!(2026 - 09 - 01), 1.6)],
        expected: vec![step(date!(2027 - 02 - 01), 2.4), step(date!(2027 - 09 - 01), 3.3)],
        target: Some(Amount::new(3.2, "mål 3,2")),
    }
}

fn time_plan(rows: usize) -> Gantt {
    let row = |index: usize| GanttRow {
        label: format!("{} Foranstaltning", index + 1),
        start: (index != 2).then_some(date!(2026 - 03 - 01)),
        finish: Some(date!(2026 - 09 - 01)),
        expected_finish: (index == 1).then_some(date!(2027 - 01 - 10)),
        state: GanttState::Active,
        progress: 40,
        is_late: index == 1,
        depends_on: vec![index.wrapping_sub(1), 9999],
    };
    Gantt {
        naming: naming("gantt"),
        from: date!(2026 - 01 - 01),
        until: date!(2027 - 12 - 31),
        today: date!(2026 - 10 - 01),
        today_label: "i dag".into(),
        quarter_prefix: "K".into(),
        late_label: "forsinket".into(),
        no_dates: "uden datoer".into(),
        draws_dependencies: true,
        rows: (0..rows).map(row).collect(),
    }
}

fn columns() -> StackedColumns {
    let column = |label: &str, one: f64, two: f64| Column {
        label: label.into(),
        parts: vec![amount(one), amount(two), amount(-1.0)],
        total: format!("{} kr.", one + two),
    };
    StackedColumns {
        naming: naming("columns"),
        series: vec!["Engangsudgift".into(), "Årlig udgift".into(), "Andet".into()],
        columns: vec![column("2026", 480.0, 120.0), column("2027", 0.0, 0.0)],
    }
}

fn spark() -> Sparkline {
    let values = vec![Some(1.0), None, Some(1.2), Some(1.6)];
    Sparkline { naming: naming("spark"), maximum: 5.0, values, last_text: "1,6".into(), target: Some(amount(3.2)) }
}

fn all() -> Vec<String> {
    let mut charts = Vec::new();
    for theme in [Theme::SCREEN, Theme::CARD, Theme::MEMO, Theme::PAGE, Theme::LANDSCAPE] {
        charts.push(bar_list(&bars(), &theme));
        charts.push(radar(&radar_of(17), &theme));
        charts.push(radar(&radar_of(0), &theme));
        charts.push(projection(&steps(), &theme));
        charts.push(gantt(&time_plan(12), &theme));
        charts.push(stacked_columns(&columns(), &theme));
        charts.push(stacked_columns(&StackedColumns { naming: naming("empty"), ..StackedColumns::default() }, &theme));
        charts.push(sparkline(&spark(), &theme));
    }
    charts
}

#[test]
fn every_chart_is_well_formed_named_and_free_of_style() {
    for svg in all() {
        let mut reader = quick_xml::Reader::from_str(&svg);
        let (mut ids, mut first) = (Vec::new(), true);
        loop {
            match reader.read_event().expect("well-formed") {
                Event::Eof => break,
                Event::Start(element) | Event::Empty(element) => {
                    assert_ne!(element.name().as_ref(), b"style");
                    assert_ne!(element.name().as_ref(), b"script");
                    for attribute in element.attributes() {
                        let attribute = attribute.expect("attribute");
                        let (key, value) =
                            (attribute.key.as_ref(), String::from_utf8_lossy(&attribute.value).into_owned());
                        assert!(key != b"style" && !key.starts_with(b"on"), "{svg}");
                        assert!(!value.contains("NaN") && !value.contains("inf"), "{value}");
                        if key == b"id" {
                            ids.push(value.clone());
                        }
                        if first && key == b"role" {
                            assert_eq!(value, "img");
                        }
                        if first && key == b"aria-labelledby" {
                            assert_eq!(value.split(' ').count(), 2);
                        }
                    }
                    first = false;
                }
                _ => {}
            }
        }
        let unique: std::collections::BTreeSet<&String> = ids.iter().collect();
        assert_eq!(unique.len(), ids.len(), "{ids:?}");
        assert!(svg.contains("Logning er længst fra målet &amp; &lt;mere&gt;</title>"), "{svg}");
    }
}

#[test]
fn a_missing_value_is_said_and_breaks_the_radar() {
    let whole = Radar {
        axes: radar_of(17).axes.into_iter().map(|axis| Axis { value: Some(amount(2.0)), ..axis }).collect(),
        ..radar_of(17)
    };
    let fill = "fill-opacity=\"0.3\"";
    assert_eq!(radar(&whole, &Theme::SCREEN).matches(fill).count(), 17);
    let gap = radar(&radar_of(17), &Theme::SCREEN);
    assert_eq!(gap.matches(fill).count(), 15);
    assert!(gap.contains(">ikke vurderet</text>"));
    assert!(bar_list(&bars(), &Theme::SCREEN).contains(">ikke vurderet</text>"));
}

#[test]
fn late_bars_are_hatched_and_named() {
    let svg = gantt(&time_plan(3), &Theme::SCREEN);
    assert_eq!(svg.matches("url(#gantt-late)").count(), 1);
    assert_eq!(svg.matches(">forsinket</text>").count(), 1);
    assert!(svg.contains(">uden datoer</text>"));
}

#[test]
fn a_long_time_plan_goes_over_pages_and_loses_no_row() {
    let pages = gantt_pages(&time_plan(150), &Theme::LANDSCAPE, 32);
    assert_eq!(pages.len(), 5);
    let labels: usize = pages.iter().map(|page| page.matches("Foranstaltning</text>").count()).sum();
    assert_eq!(labels, 150);
    assert!(pages[1].contains("id=\"gantt-32-title\""));
    assert!(gantt_pages(&time_plan(0), &Theme::LANDSCAPE, 0).is_empty());
}

#[test]
fn the_projection_tells_past_from_expected() {
    let svg = projection(&steps(), &Theme::SCREEN);
    assert!(svg.contains("stroke-dasharray=\"1.5 4\""), "expected is dotted");
    assert!(svg.contains("stroke-dasharray=\"6 4\""), "target is dashed");
    assert!(svg.contains(">mål 3,2</text>") && svg.contains(">3,3</text>") && svg.contains(">1,6</text>"));
    assert!(svg.contains("id=\"chart-9-steps-title\""), "an id begins with a letter");
}
