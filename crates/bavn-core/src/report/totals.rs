//! What is left to do in a plan, added up.

use super::iso::day;
use crate::{
    action_plan::Schedule,
    measure::{Measure, Phase},
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use time::Date;

/// Measures with their money and hours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Budget {
    /// How many measures.
    pub measures: usize,
    /// One-off costs in whole kroner.
    pub once: i64,
    /// Running costs of a full year in whole kroner.
    pub yearly: i64,
    /// Hours of all roles.
    pub hours: u64,
}

impl Budget {
    fn add(&mut self, measure: &Measure) {
        self.measures += 1;
        self.once += measure.cost_once;
        self.yearly += measure.cost_yearly;
        self.hours += measure.hours.iter().map(|(_, hours)| u64::from(*hours)).sum::<u64>();
    }
}

/// What is finished in one phase, counted from the day on which the figures were drawn up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PhaseTotals {
    /// The phase.
    pub phase: Phase,
    /// What it takes.
    pub budget: Budget,
}

/// What the open measures of a plan take.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanTotals {
    /// The name of the plan.
    pub title: String,
    /// The last year of the plan.
    pub last_year: i32,
    /// All open measures.
    pub all: Budget,
    /// Those that fit within existing budgets.
    pub inside: Budget,
    /// Those that do not.
    pub outside: Budget,
    /// The phases that have an open measure.
    pub phases: Vec<PhaseTotals>,
    /// The day on which the target is expected to be reached.
    #[serde(with = "day::option")]
    pub reached_on: Option<Date>,
    /// The total expected on the last day of the plan, in tenths.
    pub end: Option<u8>,
}

impl PlanTotals {
    /// Adds up the measures that are not finished or given up. `schedule` must be that of `measures`; `today` is the day that
    /// phases are counted from.
    #[must_use]
    pub fn of(measures: &[Measure], schedule: &Schedule, today: Date) -> Self {
        let mut totals = Self::default();
        let mut phases: BTreeMap<Phase, Budget> = BTreeMap::new();
        for (measure, slot) in measures.iter().zip(&schedule.measures) {
            if !measure.state.is_open() {
                continue;
            }
            totals.all.add(measure);
            if measure.within_budget { &mut totals.inside } else { &mut totals.outside }.add(measure);
            phases.entry(Phase::of(today, slot.expected_finish)).or_default().add(measure);
        }
        totals.phases = phases.into_iter().map(|(phase, budget)| PhaseTotals { phase, budget }).collect();
        totals
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        action_plan::schedule,
        ids::MeasureId,
        measure::{EffortRole, Sourcing, State},
    };
    use time::macros::date;
    use uuid::Uuid;

    fn measure(number: u32, state: State, due: Date, within_budget: bool) -> Measure {
        Measure {
            id: MeasureId(Uuid::from_u128(number.into())),
            number,
            title: format!("Foranstaltning {number}"),
            owner: None,
            unit: None,
            phase: Phase::Later,
            start_on: Some(date!(2026 - 01 - 01)),
            due_on: Some(due),
            cost_once: 100_000,
            cost_yearly: 10_000,
            within_budget,
            sourcing: Sourcing::Internal,
            state,
            progress: 0,
            completed_on: (state == State::Done).then_some(due),
            hours: vec![(EffortRole::Dpo, 30), (EffortRole::ItOperations, 12)],
            depends_on: Vec::new(),
            effects: Vec::new(),
        }
    }

    #[test]
    fn only_what_is_open_counts_and_phases_run_from_today() {
        let today = date!(2026 - 11 - 01);
        let measures = [
            measure(1, State::Done, date!(2026 - 06 - 01), true),
            measure(2, State::InProgress, date!(2026 - 12 - 01), true),
            measure(3, State::Proposed, date!(2027 - 09 - 01), false),
            measure(4, State::Dropped, date!(2027 - 09 - 01), false),
        ];
        let plan = schedule(date!(2025 - 07 - 01), &measures, today).unwrap();
        let totals = PlanTotals::of(&measures, &plan, today);
        let one = Budget { measures: 1, once: 100_000, yearly: 10_000, hours: 42 };
        assert_eq!(totals.all, Budget { measures: 2, once: 200_000, yearly: 20_000, hours: 84 });
        assert_eq!((totals.inside, totals.outside), (one, one));
        let phases: Vec<Phase> = totals.phases.iter().map(|phase| phase.phase).collect();
        assert_eq!(phases, [Phase::Months0To3, Phase::Months6To12]);
    }
}
