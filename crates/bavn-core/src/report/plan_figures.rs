//! The figures of a plan document, as they stood when they were drawn up.

use super::iso::day;
use crate::measure::{EffortRole, Phase, State};
use serde::{Deserialize, Serialize};
use time::Date;

/// Everything in a plan document that is calculated. Scores are in tenths of a level, 0 to 50; money in whole kroner.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanFigures {
    /// When they were drawn up; lateness is weighed against it.
    #[serde(with = "day")]
    pub drawn_up_on: Date,
    /// The name of the plan.
    pub plan: String,
    /// The first day of the plan.
    #[serde(with = "day")]
    pub starts_on: Date,
    /// The last day of the plan.
    #[serde(with = "day")]
    pub ends_on: Date,
    /// The measures by number.
    pub measures: Vec<MeasureFigure>,
    /// Money in each year.
    pub years: Vec<YearFigure>,
    /// Money in each phase.
    pub phases: Vec<GroupFigure>,
    /// Money in each unit; the label is its name, empty for none.
    pub units: Vec<GroupFigure>,
    /// Hours of each role in each quarter.
    pub hours: Vec<HoursFigure>,
    /// Totals of analyses in order of date, the last one that of the analysis behind the plan.
    pub history: Vec<PointFigure>,
    /// Expected totals in order of date.
    pub expected: Vec<PointFigure>,
    /// The total to reach.
    pub target: Option<u8>,
    /// The day on which it is expected to be reached.
    #[serde(with = "day::option")]
    pub reached_on: Option<Date>,
    /// The name of the analysis.
    pub analysis: Option<String>,
    /// The findings that the plan answers.
    pub findings: Vec<FindingFigure>,
}

/// One measure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MeasureFigure {
    /// Its number in the plan.
    pub number: u32,
    /// What is to be done.
    pub title: String,
    /// How and why; may be empty.
    pub description: String,
    /// Who answers for it; may be empty.
    pub owner: String,
    /// The unit that carries it out; may be empty.
    pub unit: String,
    /// The phase that it is planned in.
    pub phase: Phase,
    /// The planned first day.
    #[serde(with = "day")]
    pub start: Date,
    /// The planned last day.
    #[serde(with = "day")]
    pub finish: Date,
    /// The last day that is to be expected.
    #[serde(with = "day")]
    pub expected_finish: Date,
    /// One-off cost.
    pub cost_once: i64,
    /// Running cost of a full year.
    pub cost_yearly: i64,
    /// Whether the cost fits within existing budgets.
    pub within_budget: bool,
    /// Hours of all roles.
    pub hours: u32,
    /// How far it is.
    pub state: State,
    /// Percent done.
    pub progress: u8,
    /// Whether it is expected to finish late.
    pub is_late: bool,
    /// The numbers of the measures that it waits for.
    pub depends_on: Vec<u32>,
    /// What it lifts.
    pub lifts: Vec<LiftFigure>,
}

/// A control that a measure lifts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LiftFigure {
    /// The code of the control.
    pub code: String,
    /// Its name in the language of the report.
    pub title: String,
    /// Its level now; `None` when it is not assessed.
    pub from: Option<u8>,
    /// Its level when the measure is done.
    pub to: u8,
}

/// Money in one year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct YearFigure {
    /// The year.
    pub year: i32,
    /// One-off costs.
    pub once: i64,
    /// Running costs.
    pub running: i64,
    /// The part of both that fits within existing budgets.
    pub inside: i64,
    /// The part of both that does not.
    pub outside: i64,
}

/// Money in one phase or unit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupFigure {
    /// The key of the phase, or the name of the unit.
    pub label: String,
    /// How many measures.
    pub measures: usize,
    /// One-off costs.
    pub once: i64,
    /// Running costs of a full year.
    pub yearly: i64,
}

/// Hours of one role in one quarter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HoursFigure {
    /// The year.
    pub year: i32,
    /// The quarter, 1 to 4.
    pub quarter: u8,
    /// The role.
    pub role: EffortRole,
    /// Whole hours.
    pub hours: u64,
}

/// A total from a day on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PointFigure {
    /// The day.
    #[serde(with = "day")]
    pub date: Date,
    /// The total.
    pub total: u8,
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FindingFigure {
    /// The code of the control.
    pub code: String,
    /// The control in the language of the report.
    pub control: String,
    /// Its score; `None` when it is not assessed.
    pub score: Option<u8>,
    /// Its target.
    pub target: u8,
    /// What was found.
    pub text: String,
}
