//! What a plan costs.

use super::{
    Schedule, Years,
    money::{once_in, running_in},
};
use crate::{
    ids::{MeasureId, UnitId},
    measure::{Measure, Phase, State},
};
use std::collections::BTreeMap;

/// What is spent in one calendar year, in whole kroner.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct YearTotals {
    /// The year.
    pub year: i32,
    /// One-off costs.
    pub once: i64,
    /// Running costs.
    pub running: i64,
    /// The part of both that fits within existing budgets.
    pub within_budget: i64,
    /// The part of both that does not.
    pub outside_budget: i64,
}

impl YearTotals {
    /// One-off and running costs together.
    #[must_use]
    pub const fn total(&self) -> i64 {
        self.once + self.running
    }

    fn add(&mut self, once: i64, running: i64, within_budget: bool) {
        self.once += once;
        self.running += running;
        let part = if within_budget { &mut self.within_budget } else { &mut self.outside_budget };
        *part += once + running;
    }
}

/// What a group of measures costs, in whole kroner.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct GroupTotals {
    /// How many measures.
    pub measures: usize,
    /// All one-off costs, whenever they fall.
    pub once: i64,
    /// All running costs of a full year.
    pub yearly: i64,
    /// What falls in the years asked for.
    pub in_years: i64,
    /// The part of that which fits within existing budgets.
    pub within_budget: i64,
    /// The part of that which does not.
    pub outside_budget: i64,
}

impl GroupTotals {
    fn add(&mut self, measure: &Measure, in_years: i64) {
        self.measures += 1;
        self.once += measure.cost_once;
        self.yearly += measure.cost_yearly;
        self.in_years += in_years;
        let part = if measure.within_budget { &mut self.within_budget } else { &mut self.outside_budget };
        *part += in_years;
    }
}

/// What one measure costs year by year: the terms of all the sums.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MeasureCost {
    /// The measure.
    pub id: MeasureId,
    /// Whether the cost fits within existing budgets.
    pub within_budget: bool,
    /// One-off and running cost in each of the years, in order.
    pub years: Vec<(i64, i64)>,
}

/// What a plan costs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Economy {
    /// Each year, in order.
    pub years: Vec<YearTotals>,
    /// Each phase that has a measure. The phase is that of the measure, not of a delay.
    pub phases: BTreeMap<Phase, GroupTotals>,
    /// Each unit that has a measure; `None` for measures without a unit.
    pub units: BTreeMap<Option<UnitId>, GroupTotals>,
    /// All measures together.
    pub total: GroupTotals,
    /// One-off costs that fall before the first or after the last year asked for.
    pub once_outside_years: i64,
    /// The measures that count, as they were given.
    pub measures: Vec<MeasureCost>,
}

/// What a plan costs in a range of years.
///
/// The rule: one-off costs fall in the calendar year in which the measure is expected to finish; running costs start in
/// the month after, a twelfth of the yearly cost for each month, each measure and year rounded half up to whole kroner.
/// Sums are sums of the rounded amounts, so that tables add up. Dropped measures cost nothing. `schedule` must be that of
/// `measures`.
#[must_use]
pub fn economy(measures: &[Measure], schedule: &Schedule, years: Years) -> Economy {
    let mut totals: Vec<YearTotals> = years.iter().map(|year| YearTotals { year, ..YearTotals::default() }).collect();
    let mut economy = Economy {
        years: Vec::new(),
        phases: BTreeMap::new(),
        units: BTreeMap::new(),
        total: GroupTotals::default(),
        once_outside_years: 0,
        measures: Vec::with_capacity(measures.len()),
    };
    for (measure, slot) in measures.iter().zip(&schedule.measures) {
        if measure.state == State::Dropped {
            continue;
        }
        let finish = slot.expected_finish;
        let amounts: Vec<(i64, i64)> =
            years.iter().map(|year| (once_in(measure, finish, year), running_in(measure, finish, year))).collect();
        for (total, &(once, running)) in totals.iter_mut().zip(&amounts) {
            total.add(once, running, measure.within_budget);
        }
        let in_years = amounts.iter().map(|(once, running)| once + running).sum();
        economy.phases.entry(measure.phase).or_default().add(measure, in_years);
        economy.units.entry(measure.unit).or_default().add(measure, in_years);
        economy.total.add(measure, in_years);
        if !years.contains(finish.year()) {
            economy.once_outside_years += measure.cost_once;
        }
        let within_budget = measure.within_budget;
        economy.measures.push(MeasureCost { id: measure.id, within_budget, years: amounts });
    }
    economy.years = totals;
    economy
}
