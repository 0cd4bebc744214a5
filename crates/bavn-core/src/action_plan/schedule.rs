//! When measures start and finish, as planned and as expected.

use super::graph::{Graph, PlanError};
use crate::{ids::MeasureId, measure::Measure, measure::State};
use std::collections::{HashMap, HashSet, VecDeque};
use time::{Date, Duration};

/// One measure in time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scheduled {
    /// The measure.
    pub id: MeasureId,
    /// How far it is.
    pub state: State,
    /// The planned first day.
    pub planned_start: Date,
    /// The planned last day.
    pub planned_finish: Date,
    /// The first day that is to be expected now.
    pub expected_start: Date,
    /// The last day that is to be expected now; for a measure that is done, the day on which it was finished.
    pub expected_finish: Date,
    /// Days from planned to expected finish; negative when a measure was finished early.
    pub slip_days: i64,
    /// Whether it is open and is expected to finish after its planned last day.
    pub is_late: bool,
    /// Whether it is open and its planned last day has passed.
    pub is_overdue: bool,
    /// The measures that wait for this one and are pushed by it, with the days that it alone pushes their start.
    pub delays: Vec<Delay>,
}

/// A measure that another one pushes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Delay {
    /// The measure that is pushed.
    pub measure: MeasureId,
    /// By how many days, 1 or more.
    pub days: i64,
}

/// A plan in time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Schedule {
    /// The measures, as they were given.
    pub measures: Vec<Scheduled>,
    dependents: Vec<Vec<usize>>,
}

impl Schedule {
    /// The measures that are late, those with the longest slip first.
    #[must_use]
    pub fn late(&self) -> Vec<&Scheduled> {
        let mut late: Vec<&Scheduled> = self.measures.iter().filter(|measure| measure.is_late).collect();
        late.sort_by_key(|measure| std::cmp::Reverse(measure.slip_days));
        late
    }

    /// The schedule of some of the measures, with the dates that they have in the whole plan: `keep` says for each position
    /// whether it stays. Who waits for whom is kept among those that stay.
    #[must_use]
    pub fn only(&self, keep: &[bool]) -> Self {
        let stays = |at: usize| keep.get(at).copied().unwrap_or(false);
        let kept: Vec<usize> = (0..self.measures.len()).filter(|&at| stays(at)).collect();
        let ids: HashSet<MeasureId> = kept.iter().map(|&at| self.measures[at].id).collect();
        let places: HashMap<usize, usize> = kept.iter().enumerate().map(|(new, &old)| (old, new)).collect();
        let mut measures: Vec<Scheduled> = kept.iter().map(|&at| self.measures[at].clone()).collect();
        for measure in &mut measures {
            measure.delays.retain(|delay| ids.contains(&delay.measure));
        }
        let waiting = |&at: &usize| self.dependents[at].iter().filter_map(|old| places.get(old).copied()).collect();
        Self { measures, dependents: kept.iter().map(waiting).collect() }
    }

    /// Everything that waits for the measure at this position, directly or through others, and is expected to finish
    /// late, with its slip.
    #[must_use]
    pub fn knock_on(&self, position: usize) -> Vec<Delay> {
        let mut seen = vec![false; self.measures.len()];
        let mut queue = VecDeque::from_iter(self.dependents.get(position).into_iter().flatten().copied());
        let mut found = Vec::new();
        while let Some(at) = queue.pop_front() {
            if std::mem::replace(&mut seen[at], true) {
                continue;
            }
            let measure = &self.measures[at];
            if measure.is_late {
                found.push(Delay { measure: measure.id, days: measure.slip_days });
            }
            queue.extend(&self.dependents[at]);
        }
        found
    }
}

/// Puts a plan in time, given when it starts and which day it is.
///
/// Planned: the measure's own dates; where they are missing, those of its phase, counted from the start of the plan.
/// Expected: an open measure starts on the day after the last of those that it waits for is expected to finish, if that
/// is later than planned; it keeps its planned length; it cannot finish before today. A measure that is done stands where
/// it was finished. A measure that is dropped keeps its planned dates and delays nobody.
///
/// # Errors
/// [`PlanError`] for circles, unknown dependencies and doubles.
pub fn schedule(plan_start: Date, measures: &[Measure], today: Date) -> Result<Schedule, PlanError> {
    let graph = Graph::of(measures)?;
    let mut slots: Vec<Option<Scheduled>> = vec![None; measures.len()];
    for &at in &graph.order {
        let earliest = graph.predecessors[at]
            .iter()
            .filter_map(|&before| slots[before].as_ref())
            .filter(|before| before.state != State::Dropped)
            .map(|before| next_day(before.expected_finish))
            .max();
        slots[at] = Some(place(plan_start, &measures[at], earliest, today));
    }
    let mut scheduled: Vec<Scheduled> = slots.into_iter().flatten().collect();
    for (at, dependents) in graph.dependents.iter().enumerate() {
        scheduled[at].delays = delays(&scheduled[at], dependents, &scheduled);
    }
    Ok(Schedule { measures: scheduled, dependents: graph.dependents })
}

fn delays(measure: &Scheduled, dependents: &[usize], all: &[Scheduled]) -> Vec<Delay> {
    if measure.state == State::Dropped {
        return Vec::new();
    }
    let free = next_day(measure.expected_finish);
    let push = |&at: &usize| {
        let other = &all[at];
        let days = (free - other.planned_start).whole_days();
        (other.state.is_open() && days > 0).then_some(Delay { measure: other.id, days })
    };
    dependents.iter().filter_map(push).collect()
}

/// The planned days: own dates first, then the phase's, never finishing before starting.
fn planned(plan_start: Date, measure: &Measure) -> (Date, Date) {
    let (first, last) = measure.phase.window(plan_start);
    match (measure.start_on, measure.due_on) {
        (Some(start), Some(due)) => (start, due.max(start)),
        (Some(start), None) => (start, last.max(start)),
        (None, Some(due)) => (first.min(due), due),
        (None, None) => (first, last),
    }
}

fn place(plan_start: Date, measure: &Measure, earliest: Option<Date>, today: Date) -> Scheduled {
    let (planned_start, planned_finish) = planned(plan_start, measure);
    let length = planned_finish - planned_start;
    let (expected_start, expected_finish) = match measure.state {
        State::Dropped => (planned_start, planned_finish),
        State::Done => {
            let finish = measure.completed_on.unwrap_or(planned_finish);
            (planned_start.min(finish), finish)
        }
        State::Proposed | State::Approved | State::InProgress => {
            let start = earliest.map_or(planned_start, |earliest| earliest.max(planned_start));
            (start, later(start, length).max(today))
        }
    };
    let slip_days = (expected_finish - planned_finish).whole_days();
    let is_open = measure.state.is_open();
    Scheduled {
        id: measure.id,
        state: measure.state,
        planned_start,
        planned_finish,
        expected_start,
        expected_finish,
        slip_days,
        is_late: is_open && slip_days > 0,
        is_overdue: is_open && planned_finish < today,
        delays: Vec::new(),
    }
}

fn later(date: Date, length: Duration) -> Date {
    date.checked_add(length).unwrap_or(Date::MAX)
}

fn next_day(date: Date) -> Date {
    date.next_day().unwrap_or(Date::MAX)
}
