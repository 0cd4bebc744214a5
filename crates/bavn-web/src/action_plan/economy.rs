//! The plan in kroner and hours.

use super::{empty, head::Head, parts::current};
use crate::kit::{Layout, PageResult, Place, Tr, User, format, html};
use askama::Template;
use bavn_app::action_plan::PlanView;
use bavn_core::{
    action_plan::{GroupTotals, Quarter},
    ids::UnitId,
    measure::{EffortRole, State},
};
use bavn_documents::charts::{self, Amount, Column, Naming, StackedColumns, Theme};
use std::collections::{BTreeMap, BTreeSet};

/// A line of a table: its name and its figures.
type Line = (String, Vec<String>);

#[derive(Template)]
#[template(path = "action_plan/economy.html")]
struct EconomyPage {
    layout: Layout,
    t: Tr,
    head: Head,
    heading: String,
    lead: String,
    chart: String,
    years: Vec<Line>,
    year_total: Line,
    budget: Vec<Line>,
    phases: Vec<Line>,
    units: Vec<Line>,
    group_total: Line,
    outside: Option<String>,
    hours_heading: String,
    hours_chart: String,
    quarters: Vec<String>,
    hours: Vec<Line>,
    hours_total: Line,
}

pub(super) async fn show(user: User) -> PageResult {
    let Some(view) = current(&user).await? else { return empty::page(&user) };
    let (t, lang) = (user.t, user.t.lang());
    let economy = &view.economy;
    let total = &economy.total;
    let kroner = |amount| format::kroner(lang, amount);
    let heading = t.s2("plan-economy-heading", "once", kroner(total.once), "yearly", kroner(total.yearly));
    let lead = t.with(
        "plan-economy-lead",
        &[
            ("from", view.plan.starts_on.year().to_string()),
            ("to", view.plan.ends_on.year().to_string()),
            ("within", kroner(total.within_budget)),
            ("outside", kroner(total.outside_budget)),
        ],
    );
    let units = by_administration(&view);
    let mut units: Vec<(String, GroupTotals)> = units.into_iter().map(|(id, sum)| (unit(t, &view, id), sum)).collect();
    units.sort_by(|one, other| bavn_core::text::danish_cmp(&one.0, &other.0));
    let hours = Hours::of(&view);
    html(&EconomyPage {
        layout: user.layout(Place::ActionPlan, heading.clone()),
        t,
        head: Head::new(&view, "economy", false),
        chart: years_chart(t, &view, &heading),
        years: economy
            .years
            .iter()
            .map(|year| line(t, year.year.to_string(), &[year.once, year.running, year.total()]))
            .collect(),
        year_total: line(
            t,
            t.get("plan-sum"),
            &[
                economy.years.iter().map(|year| year.once).sum(),
                economy.years.iter().map(|year| year.running).sum(),
                total.in_years,
            ],
        ),
        budget: budget(t, &view),
        phases: economy.phases.iter().map(|(phase, sum)| group(t, t.of("plan-phase", phase.key()), sum)).collect(),
        units: units.iter().map(|(name, sum)| group(t, name.clone(), sum)).collect(),
        group_total: group(t, t.get("plan-sum"), total),
        outside: (economy.once_outside_years > 0)
            .then(|| t.s("plan-once-outside", "amount", kroner(economy.once_outside_years))),
        hours_heading: hours.heading(t),
        hours_chart: hours.chart(t),
        quarters: hours.quarters.iter().map(|quarter| short_quarter(t, *quarter)).collect(),
        hours: hours.lines(t),
        hours_total: hours.total(t),
        heading,
        lead,
    })
}

fn line(t: Tr, name: String, figures: &[i64]) -> Line {
    (name, figures.iter().map(|figure| format::whole(t.lang(), *figure)).collect())
}

fn group(t: Tr, name: String, sum: &GroupTotals) -> Line {
    let count = i64::try_from(sum.measures).unwrap_or(i64::MAX);
    line(t, name, &[count, sum.once, sum.yearly, sum.in_years])
}

fn unit(t: Tr, view: &PlanView, id: Option<UnitId>) -> String {
    id.and_then(|id| view.unit_names.get(&id)).cloned().unwrap_or_else(|| t.get("plan-whole"))
}

/// The sums of units, gathered under their administrations.
fn by_administration(view: &PlanView) -> BTreeMap<Option<UnitId>, GroupTotals> {
    let mut sums: BTreeMap<Option<UnitId>, GroupTotals> = BTreeMap::new();
    for (unit, part) in &view.economy.units {
        let top = unit.map(|unit| view.units.administration_of(unit).unwrap_or(unit));
        let sum = sums.entry(top).or_default();
        sum.measures += part.measures;
        sum.once += part.once;
        sum.yearly += part.yearly;
        sum.in_years += part.in_years;
        sum.within_budget += part.within_budget;
        sum.outside_budget += part.outside_budget;
    }
    sums
}

/// One-off, yearly and the years' sum inside and outside existing frames.
fn budget(t: Tr, view: &PlanView) -> Vec<Line> {
    let counted = |within| {
        let facts = view.facts.iter().filter(move |facts| facts.within_budget == within);
        facts.filter(|facts| facts.state != State::Dropped)
    };
    let total = &view.economy.total;
    [(true, total.within_budget), (false, total.outside_budget)]
        .map(|(within, in_years)| {
            let once = counted(within).map(|facts| facts.cost_once).sum();
            let yearly = counted(within).map(|facts| facts.cost_yearly).sum();
            let name = t.of("plan-budget", if within { "within" } else { "outside" });
            line(t, name, &[once, yearly, in_years])
        })
        .into()
}

#[expect(clippy::cast_precision_loss, reason = "for drawing")]
fn years_chart(t: Tr, view: &PlanView, heading: &str) -> String {
    let amount = |kroner: i64| Amount::new(kroner as f64, format::whole(t.lang(), kroner));
    let column = |year: &bavn_core::action_plan::YearTotals| Column {
        label: year.year.to_string(),
        parts: vec![amount(year.within_budget), amount(year.outside_budget)],
        total: format::whole(t.lang(), year.total()),
    };
    if view.economy.years.len() > 12 {
        return String::new();
    }
    charts::stacked_columns(
        &StackedColumns {
            naming: Naming {
                id: "years".into(),
                title: heading.to_owned(),
                description: t.get("plan-years-description"),
            },
            series: vec![t.get("plan-budget-within"), t.get("plan-budget-outside")],
            columns: view.economy.years.iter().map(column).collect(),
        },
        &Theme { width: 980.0, text: 13.0 },
    )
}

/// Hours by role and quarter.
struct Hours {
    quarters: Vec<Quarter>,
    roles: Vec<EffortRole>,
    sums: BTreeMap<(EffortRole, Quarter), i64>,
}

fn short_quarter(t: Tr, quarter: Quarter) -> String {
    let year = (quarter.year.rem_euclid(100)).to_string();
    t.s2("plan-short-quarter", "n", i64::from(quarter.number), "year", format!("{year:0>2}"))
}

impl Hours {
    fn of(view: &PlanView) -> Self {
        let mut sums = BTreeMap::new();
        for hours in &view.hours {
            let sum: &mut i64 = sums.entry((hours.role, hours.quarter)).or_default();
            *sum += i64::try_from(hours.hours).unwrap_or(0);
        }
        let roles: BTreeSet<EffortRole> = view.hours.iter().map(|hours| hours.role).collect();
        let quarters: BTreeSet<Quarter> = view.hours.iter().map(|hours| hours.quarter).collect();
        Self { quarters: quarters.into_iter().collect(), roles: roles.into_iter().collect(), sums }
    }

    fn cell(&self, role: EffortRole, quarter: Quarter) -> i64 {
        self.sums.get(&(role, quarter)).copied().unwrap_or(0)
    }

    fn quarter_sum(&self, quarter: Quarter) -> i64 {
        self.roles.iter().map(|role| self.cell(*role, quarter)).sum()
    }

    fn heading(&self, t: Tr) -> String {
        let busiest =
            self.quarters.iter().max_by_key(|quarter| (self.quarter_sum(**quarter), std::cmp::Reverse(**quarter)));
        let Some(busiest) = busiest else { return t.get("plan-no-hours") };
        let name = format::quarter(t.lang(), busiest.last_day());
        t.s2("plan-hours-heading", "quarter", name, "n", format::whole(t.lang(), self.quarter_sum(*busiest)))
    }

    fn lines(&self, t: Tr) -> Vec<Line> {
        let role = |role: &EffortRole| {
            let mut cells: Vec<i64> = self.quarters.iter().map(|quarter| self.cell(*role, *quarter)).collect();
            cells.push(cells.iter().sum());
            line(t, t.of("plan-role", role.key()), &cells)
        };
        self.roles.iter().map(role).collect()
    }

    fn total(&self, t: Tr) -> Line {
        let mut cells: Vec<i64> = self.quarters.iter().map(|quarter| self.quarter_sum(*quarter)).collect();
        cells.push(cells.iter().sum());
        line(t, t.get("plan-sum"), &cells)
    }

    #[expect(clippy::cast_precision_loss, reason = "for drawing")]
    fn chart(&self, t: Tr) -> String {
        if self.quarters.is_empty() || self.quarters.len() > 20 {
            return String::new();
        }
        let part = |hours: i64| Amount::new(hours as f64, format::whole(t.lang(), hours));
        let column = |quarter: &Quarter| Column {
            label: short_quarter(t, *quarter),
            parts: self.roles.iter().map(|role| part(self.cell(*role, *quarter))).collect(),
            total: format::whole(t.lang(), self.quarter_sum(*quarter)),
        };
        charts::stacked_columns(
            &StackedColumns {
                naming: Naming { id: "hours".into(), title: self.heading(t), description: t.get("plan-hours-caption") },
                series: self.roles.iter().map(|role| t.of("plan-role", role.key())).collect(),
                columns: self.quarters.iter().map(column).collect(),
            },
            &Theme { width: 980.0, text: 13.0 },
        )
    }
}
