//! Money and hours of a plan document.

use crate::kit::{Tr, format};
use bavn_core::{
    measure::EffortRole,
    report::{GroupFigure, PlanFigures, YearFigure},
};
use bavn_documents::{
    Figure,
    charts::{Amount, Column, Naming, StackedColumns, Theme, stacked_columns},
    plan::{AmountRow, AmountTable, AmountUnit},
};

/// Quarters side by side in one table.
const QUARTERS: usize = 8;

/// Money per year, phase and unit, hours per quarter and role.
pub(super) fn tables(t: Tr, figures: &PlanFigures) -> Vec<AmountTable> {
    let phases = figures.phases.iter().map(|group| (t.of("report-phase", &group.label), group)).collect();
    let unit = |group: &GroupFigure| {
        if group.label.is_empty() { t.get("report-doc-no-unit") } else { group.label.clone() }
    };
    let units = figures.units.iter().map(|group| (unit(group), group)).collect();
    let mut all = vec![
        per_year(t, &figures.years),
        groups(t, t.get("report-doc-per-phase"), t.get("report-doc-phase"), phases),
        groups(t, t.get("report-doc-per-unit"), t.get("report-doc-unit"), units),
    ];
    all.extend(hours(t, figures));
    all.retain(|table| !table.rows.is_empty());
    all
}

fn row(label: String, values: impl IntoIterator<Item = i64>) -> AmountRow {
    AmountRow { label, values: values.into_iter().collect() }
}

fn per_year(t: Tr, years: &[YearFigure]) -> AmountTable {
    let lang = t.lang();
    let (inside, outside) = (t.get("report-doc-inside"), t.get("report-doc-outside"));
    let of = |label: String, amount: fn(&YearFigure) -> i64| row(label, years.iter().map(amount));
    let total = years.iter().map(|year| year.once + year.running).max().unwrap_or(0);
    let top = years.iter().max_by_key(|year| year.once + year.running).map_or(0, |year| year.year);
    let title = t.s("report-doc-top-year", "year", top);
    // A drawing needs no more than 52 bits.
    #[expect(clippy::cast_precision_loss, reason = "for drawing alone")]
    let part = |amount: i64| Amount::new(amount as f64, format::whole(lang, amount));
    let chart = StackedColumns {
        naming: Naming { id: "years".to_owned(), title: title.clone(), description: t.get("report-doc-per-year") },
        series: vec![inside.clone(), outside.clone()],
        columns: years
            .iter()
            .map(|year| Column {
                label: year.year.to_string(),
                parts: vec![part(year.inside), part(year.outside)],
                total: format::whole(lang, year.once + year.running),
            })
            .collect(),
    };
    let alt = t.get("report-doc-per-year");
    AmountTable {
        title: t.get("report-doc-per-year"),
        unit: AmountUnit::Kroner,
        row_head: t.get("report-doc-expense"),
        columns: years.iter().map(|year| year.year.to_string()).collect(),
        rows: vec![
            of(t.get("report-doc-once"), |year| year.once),
            of(t.get("report-doc-running"), |year| year.running),
            of(t.s("report-doc-of-which", "part", inside), |year| year.inside),
            of(t.s("report-doc-of-which", "part", outside), |year| year.outside),
        ],
        total: Some(of(t.get("report-doc-total"), |year| year.once + year.running)),
        figure: (total > 0).then(|| Figure { svg: stacked_columns(&chart, &Theme::CARD), title, alt, table: None }),
    }
}

fn groups(t: Tr, title: String, row_head: String, groups: Vec<(String, &GroupFigure)>) -> AmountTable {
    let sum = |amount: fn(&GroupFigure) -> i64| groups.iter().map(|(_, group)| amount(group)).sum::<i64>();
    let total = [sum(|group| group.once), sum(|group| group.yearly)];
    AmountTable {
        title,
        unit: AmountUnit::Kroner,
        row_head,
        columns: vec![t.get("report-doc-once"), t.get("report-doc-yearly")],
        total: Some(row(t.get("report-doc-total"), total)),
        rows: groups.into_iter().map(|(label, group)| row(label, [group.once, group.yearly])).collect(),
        figure: None,
    }
}

/// Hours by role, two years of quarters in each table.
fn hours(t: Tr, figures: &PlanFigures) -> Vec<AmountTable> {
    let mut quarters: Vec<(i32, u8)> = figures.hours.iter().map(|hours| (hours.year, hours.quarter)).collect();
    quarters.sort_unstable();
    quarters.dedup();
    let at = |role: EffortRole, (year, quarter): (i32, u8)| -> i64 {
        let here =
            figures.hours.iter().filter(|hours| (hours.role, hours.year, hours.quarter) == (role, year, quarter));
        here.map(|hours| i64::try_from(hours.hours).unwrap_or(i64::MAX)).sum()
    };
    let table = |quarters: &[(i32, u8)]| {
        let values = |role| quarters.iter().map(|quarter| at(role, *quarter)).collect::<Vec<i64>>();
        let rows = EffortRole::ALL.into_iter().map(|role| row(t.of("report-role", role.key()), values(role)));
        let sum = |quarter| EffortRole::ALL.into_iter().map(|role| at(role, quarter)).sum::<i64>();
        let (first, last) = (quarters.first().map_or(0, |at| at.0), quarters.last().map_or(0, |at| at.0));
        AmountTable {
            title: t.s2("report-doc-per-quarter", "first", first, "last", last),
            unit: AmountUnit::Hours,
            row_head: t.get("report-doc-role"),
            columns: quarters
                .iter()
                .map(|(year, quarter)| format!("{}{quarter} {year}", t.get("report-doc-quarter-prefix")))
                .collect(),
            rows: rows.filter(|row| row.values.iter().any(|hours| *hours > 0)).collect(),
            total: Some(row(t.get("report-doc-total"), quarters.iter().map(|quarter| sum(*quarter)))),
            figure: None,
        }
    };
    quarters.chunks(QUARTERS).map(table).collect()
}
