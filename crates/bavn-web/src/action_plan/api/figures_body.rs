//! Economy and projection as they are answered.

use crate::kit::format::iso_date;
use bavn_core::{
    action_plan::{Economy, GroupTotals, OpenEffect, Projection, QuarterHours, Step, YearTotals},
    gap_analysis::Score,
};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// A score as an exact fraction.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
pub(super) struct ScoreBody {
    /// The numerator in lowest terms, as text: it may be larger than a double holds exactly.
    numerator: Exact,
    /// The denominator in lowest terms, as text.
    denominator: Exact,
    /// Rounded half up to one decimal, in tenths: 16 is 1.6.
    tenths: i64,
}

/// A whole number as text.
#[derive(Clone, Copy, Debug, ToSchema)]
#[schema(value_type = String)]
pub(super) struct Exact(i128);

impl Serialize for Exact {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

impl From<Score> for ScoreBody {
    fn from(score: Score) -> Self {
        Self { numerator: Exact(score.numerator()), denominator: Exact(score.denominator()), tenths: score.tenths() }
    }
}

/// What is spent in a year, whole kroner.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
pub(super) struct YearBody {
    /// The year.
    year: i32,
    /// One-off costs.
    once: i64,
    /// Running costs.
    running: i64,
    /// The part of both that fits within existing budgets.
    within_budget: i64,
    /// The part that does not.
    outside_budget: i64,
}

impl From<&YearTotals> for YearBody {
    fn from(year: &YearTotals) -> Self {
        Self {
            year: year.year,
            once: year.once,
            running: year.running,
            within_budget: year.within_budget,
            outside_budget: year.outside_budget,
        }
    }
}

/// What a group of measures costs, whole kroner.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(super) struct GroupBody {
    /// What the measures have in common: a phase, or the identifier of a unit; none for the whole municipality.
    key: Option<String>,
    /// How many measures.
    measures: u64,
    /// All one-off costs.
    once: i64,
    /// All running costs of a full year.
    yearly: i64,
    /// What falls in the plan's years.
    in_years: i64,
    /// The part of that which fits within existing budgets.
    within_budget: i64,
    /// The part which does not.
    outside_budget: i64,
}

impl GroupBody {
    fn of(key: Option<String>, sum: &GroupTotals) -> Self {
        Self {
            key,
            measures: sum.measures as u64,
            once: sum.once,
            yearly: sum.yearly,
            in_years: sum.in_years,
            within_budget: sum.within_budget,
            outside_budget: sum.outside_budget,
        }
    }
}

/// Hours of a role in a quarter.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(super) struct QuarterBody {
    /// The year.
    year: i32,
    /// The quarter, 1 to 4.
    quarter: u8,
    /// The role, such as `it_operations`.
    role: &'static str,
    /// Whole hours.
    hours: u64,
}

/// What a plan costs.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(super) struct EconomyBody {
    /// Each year of the plan.
    years: Vec<YearBody>,
    /// Each phase that has a measure.
    phases: Vec<GroupBody>,
    /// Each unit that has a measure.
    units: Vec<GroupBody>,
    /// All measures together.
    total: GroupBody,
    /// One-off costs outside the plan's years.
    once_outside_years: i64,
    /// Hours by quarter and role.
    hours: Vec<QuarterBody>,
}

impl EconomyBody {
    pub(super) fn of(economy: &Economy, hours: &[QuarterHours]) -> Self {
        let phases = economy.phases.iter().map(|(phase, sum)| GroupBody::of(Some(phase.key().to_owned()), sum));
        let units = economy.units.iter().map(|(unit, sum)| GroupBody::of(unit.map(|unit| unit.to_string()), sum));
        let quarter = |hours: &QuarterHours| QuarterBody {
            year: hours.quarter.year,
            quarter: hours.quarter.number,
            role: hours.role.key(),
            hours: hours.hours,
        };
        Self {
            years: economy.years.iter().map(YearBody::from).collect(),
            phases: phases.collect(),
            units: units.collect(),
            total: GroupBody::of(None, &economy.total),
            once_outside_years: economy.once_outside_years,
            hours: hours.iter().map(quarter).collect(),
        }
    }
}

/// A rise of the projected total.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(super) struct StepBody {
    /// The day.
    #[schema(format = Date)]
    date: String,
    /// The total from that day on.
    score: ScoreBody,
    /// The measures that raise it.
    measures: Vec<Uuid>,
}

/// A promise that the answers do not show.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(super) struct OpenBody {
    /// The measure.
    measure: Uuid,
    /// The control.
    control: Uuid,
    /// The level that was promised.
    level: u8,
    /// The control's score; none when it is not assessed.
    score: Option<u8>,
}

impl From<&OpenEffect> for OpenBody {
    fn from(effect: &OpenEffect) -> Self {
        Self {
            measure: effect.measure.0,
            control: effect.control.0,
            level: effect.level.get(),
            score: effect.score.map(bavn_core::gap_analysis::Level::get),
        }
    }
}

/// Maturity over time.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(super) struct ProjectionBody {
    /// The analysis whose answers it builds on.
    analysis: Uuid,
    /// The first day.
    #[schema(format = Date)]
    from: String,
    /// The last day.
    #[schema(format = Date)]
    to: String,
    /// The total of the answers as they are.
    start: Option<ScoreBody>,
    /// The total to reach.
    target: ScoreBody,
    /// The first day on which the target is reached.
    #[schema(format = Date)]
    reached_on: Option<String>,
    /// The rises, in order of date.
    steps: Vec<StepBody>,
    /// What is done but not assessed again.
    not_reassessed: Vec<OpenBody>,
    /// Effects on controls that are not assessed.
    not_assessed: Vec<OpenBody>,
}

impl ProjectionBody {
    pub(super) fn of(analysis: Uuid, projection: &Projection) -> Self {
        let step = |step: &Step| StepBody {
            date: iso_date(step.date),
            score: step.score.into(),
            measures: step.measures.iter().map(|id| id.0).collect(),
        };
        Self {
            analysis,
            from: iso_date(projection.from),
            to: iso_date(projection.to),
            start: projection.start.map(Into::into),
            target: projection.target.into(),
            reached_on: projection.reached_on.map(iso_date),
            steps: projection.steps.iter().map(step).collect(),
            not_reassessed: projection.not_reassessed.iter().map(OpenBody::from).collect(),
            not_assessed: projection.not_assessed.iter().map(OpenBody::from).collect(),
        }
    }
}
