//! Money and hours.

use crate::build::measure;
use crate::plan_schedule::plan;
use bavn_core::{
    action_plan::{Economy, QuarterHours, Years, economy, hours_per_quarter, schedule},
    ids::UnitId,
    measure::{EffortRole, Measure, Phase, State},
};
use proptest::prelude::*;
use std::collections::BTreeMap;
use time::{Date, macros::date};
use uuid::Uuid;

const START: Date = date!(2026 - 01 - 01);

fn costs(number: u32, due: Date, once: i64, yearly: i64, within_budget: bool) -> Measure {
    Measure {
        start_on: Some(due.replace_day(1).unwrap()),
        due_on: Some(due),
        cost_once: once,
        cost_yearly: yearly,
        within_budget,
        ..measure(number)
    }
}

fn economy_of(plan: &[Measure], first: i32, last: i32) -> Economy {
    economy(plan, &schedule(START, plan, START).unwrap(), Years::new(first, last).unwrap())
}

/// 1: 100,000 once and 10,000 a year, finished in September 2026: running from October, 3/12 of 10,000 = 2,500 in 2026.
/// 2: 5,001 a year within budget, finished in June 2027: 6/12 of 5,001 = 2,500.5, half up 2,501 in 2027.
/// 3: dropped, counts nothing.
#[test]
fn one_off_in_the_year_of_completion_and_running_from_the_month_after() {
    let unit = UnitId(Uuid::from_u128(1));
    let plan = [
        Measure { unit: Some(unit), ..costs(1, date!(2026 - 09 - 15), 100_000, 10_000, false) },
        Measure { phase: Phase::Months12To18, ..costs(2, date!(2027 - 06 - 30), 0, 5001, true) },
        Measure { state: State::Dropped, ..costs(3, date!(2026 - 09 - 15), 7, 7, false) },
    ];
    let economy = economy_of(&plan, 2026, 2028);
    let years: Vec<[i64; 6]> = economy
        .years
        .iter()
        .map(|year| {
            let total = year.total();
            [i64::from(year.year), year.once, year.running, total, year.within_budget, year.outside_budget]
        })
        .collect();
    assert_eq!(
        years,
        [
            [2026, 100_000, 2500, 102_500, 0, 102_500],
            [2027, 0, 12_501, 12_501, 2501, 10_000],
            [2028, 0, 15_001, 15_001, 5001, 10_000],
        ]
    );
    assert_eq!((economy.total.measures, economy.total.once, economy.total.yearly), (2, 100_000, 15_001));
    assert_eq!((economy.total.in_years, economy.once_outside_years), (130_002, 0));
    assert_eq!(economy.phases[&Phase::Months12To18].in_years, 7502);
    assert_eq!((economy.units[&Some(unit)].in_years, economy.units[&None].in_years), (122_500, 7502));
    assert_eq!(economy.measures[1].years, [(0, 0), (0, 2501), (0, 5001)]);
}

#[test]
fn december_gives_no_running_cost_in_its_own_year() {
    let economy = economy_of(&[costs(1, date!(2026 - 12 - 31), 0, 1200, false)], 2026, 2027);
    assert_eq!(economy.measures[0].years, [(0, 0), (0, 1200)]);
}

#[test]
fn what_falls_outside_the_years_is_told() {
    let economy = economy_of(&[costs(1, date!(2030 - 03 - 31), 900, 0, false)], 2026, 2028);
    assert_eq!((economy.total.in_years, economy.once_outside_years), (0, 900));
}

#[test]
fn years_are_a_short_range() {
    assert!(Years::new(2025, 2074).is_ok());
    assert!(Years::new(2025, 2075).is_err() && Years::new(2026, 2025).is_err());
    assert!(Years::new(i32::MIN, i32::MAX).is_err());
}

/// 10 hours from 1 February to 10 April 2026: 59 days in the first quarter, 10 in the second.
/// 10*59/69 = 8 and 38/69, 10*10/69 = 1 and 31/69: one hour is left and goes to the larger remainder, the first quarter.
#[test]
fn hours_are_spread_over_the_days_and_none_is_lost() {
    let plan = [Measure {
        start_on: Some(date!(2026 - 02 - 01)),
        due_on: Some(date!(2026 - 04 - 10)),
        hours: vec![(EffortRole::Dpo, 10), (EffortRole::Management, 1)],
        ..measure(1)
    }];
    let hours = hours_per_quarter(&plan, &schedule(START, &plan, START).unwrap());
    let shown: Vec<(u8, EffortRole, u64)> = hours.iter().map(|one| (one.quarter.number, one.role, one.hours)).collect();
    let expected = [(1, EffortRole::Management, 1), (1, EffortRole::Dpo, 9), (2, EffortRole::Dpo, 1)];
    assert_eq!(shown, expected);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn hours_and_kroner_add_up(
        mut plan in plan(),
        amounts in prop::collection::vec((0_u32..100_000, 0_u32..500, 0_i64..1_000_000, 0_i64..1_000_000, any::<bool>()), 30),
    ) {
        for (measure, (hours, few, once, yearly, within_budget)) in plan.iter_mut().zip(amounts) {
            measure.hours = vec![(EffortRole::ItOperations, hours), (EffortRole::Employees, few)];
            (measure.cost_once, measure.cost_yearly, measure.within_budget) = (once, yearly, within_budget);
        }
        let schedule = schedule(START, &plan, START).unwrap();
        let mut wanted: BTreeMap<EffortRole, u64> = BTreeMap::new();
        let counting = || plan.iter().filter(|measure| measure.state != State::Dropped);
        for (role, hours) in counting().flat_map(|measure| &measure.hours) {
            *wanted.entry(*role).or_default() += u64::from(*hours);
        }
        let mut found: BTreeMap<EffortRole, u64> = BTreeMap::new();
        for QuarterHours { role, hours, .. } in hours_per_quarter(&plan, &schedule) {
            *found.entry(role).or_default() += hours;
        }
        wanted.retain(|_, hours| *hours > 0);
        prop_assert_eq!(found, wanted);

        let economy = economy(&plan, &schedule, Years::new(2025, 2040).unwrap());
        let by_year: i64 = economy.years.iter().map(|year| year.total()).sum();
        let by_phase: i64 = economy.phases.values().map(|group| group.in_years).sum();
        let by_unit: i64 = economy.units.values().map(|group| group.in_years).sum();
        let by_measure: i64 =
            economy.measures.iter().flat_map(|measure| &measure.years).map(|(once, running)| once + running).sum();
        prop_assert_eq!([by_year, by_phase, by_unit, by_measure], [economy.total.in_years; 4]);
        prop_assert_eq!(economy.total.within_budget + economy.total.outside_budget, by_year);
        prop_assert_eq!(economy.total.once, counting().map(|measure| measure.cost_once).sum::<i64>());
    }
}
