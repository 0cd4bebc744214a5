//! The rows of a Gantt chart.

use super::Schedule;
use crate::{
    ids::MeasureId,
    measure::{Measure, State},
};
use time::Date;

/// One row of a Gantt chart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GanttRow {
    /// The measure.
    pub measure: MeasureId,
    /// Its number in the plan.
    pub number: u32,
    /// Its title.
    pub label: String,
    /// The planned first day.
    pub start: Date,
    /// The planned last day.
    pub finish: Date,
    /// The expected first day.
    pub expected_start: Date,
    /// The expected last day.
    pub expected_finish: Date,
    /// How far it is.
    pub state: State,
    /// How much is done, 0 to 100 percent.
    pub progress: u8,
    /// Whether it is expected to finish late.
    pub is_late: bool,
    /// The rows, by position from 0, that this one waits for; dropped measures have no row.
    pub depends_on: Vec<usize>,
}

/// The rows of a plan by planned start, then planned finish, then number; dropped measures are left out. `schedule` must
/// be that of `measures`.
#[must_use]
pub fn gantt(measures: &[Measure], schedule: &Schedule) -> Vec<GanttRow> {
    let mut shown: Vec<usize> =
        (0..measures.len().min(schedule.measures.len())).filter(|&at| measures[at].state != State::Dropped).collect();
    shown.sort_by_key(|&at| {
        let slot = &schedule.measures[at];
        (slot.planned_start, slot.planned_finish, measures[at].number)
    });
    let rows: std::collections::HashMap<MeasureId, usize> =
        shown.iter().enumerate().map(|(row, &at)| (measures[at].id, row)).collect();
    let row = |&at: &usize| {
        let (measure, slot) = (&measures[at], &schedule.measures[at]);
        GanttRow {
            measure: measure.id,
            number: measure.number,
            label: measure.title.clone(),
            start: slot.planned_start,
            finish: slot.planned_finish,
            expected_start: slot.expected_start,
            expected_finish: slot.expected_finish,
            state: measure.state,
            progress: measure.progress,
            is_late: slot.is_late,
            depends_on: measure.depends_on.iter().filter_map(|id| rows.get(id).copied()).collect(),
        }
    };
    shown.iter().map(row).collect()
}
