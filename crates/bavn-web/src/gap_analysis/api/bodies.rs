//! What several addresses answer with.

use bavn_app::{
    Error, FieldFault,
    gap_analysis::{Analysis, AnalysisSummary},
};
use bavn_core::gap_analysis::{Counts, Level, Score};
use serde::Serialize;
use time::OffsetDateTime;
use utoipa::ToSchema;
use uuid::Uuid;

/// A score from 0 to 5.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(super) struct ScoreBody {
    /// The exact fraction in lowest terms, such as `31/20`.
    exact: String,
    /// The score as it is shown: one decimal, rounded half up.
    decimal: f64,
}

impl From<Score> for ScoreBody {
    fn from(score: Score) -> Self {
        Self { exact: format!("{}/{}", score.numerator(), score.denominator()), decimal: score.decimal() }
    }
}

/// How many controls stand how.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
pub(super) struct CountsBody {
    /// All controls.
    total: usize,
    /// Those that are relevant.
    relevant: usize,
    /// Those that are relevant and have both parts answered.
    assessed: usize,
    /// Those that have only one part answered.
    started: usize,
}

impl From<Counts> for CountsBody {
    fn from(counts: Counts) -> Self {
        Self { total: counts.total, relevant: counts.relevant, assessed: counts.assessed, started: counts.started }
    }
}

/// A gap analysis without its answers.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(super) struct AnalysisBody {
    /// Its identifier.
    id: Uuid,
    /// Its name.
    title: String,
    /// The unit it covers; none for the whole municipality.
    unit_id: Option<Uuid>,
    /// What more there is to say of its scope.
    scope_note: String,
    /// The date it describes.
    #[schema(format = Date)]
    assessed_on: String,
    /// Who assessed.
    assessor: String,
    /// How it was done.
    method: String,
    /// `open`, or `completed` when its answers stand.
    state: String,
    /// The analysis whose answers it began with.
    previous_id: Option<Uuid>,
    /// When it was completed.
    #[serde(with = "time::serde::rfc3339::option")]
    #[schema(value_type = Option<String>, format = DateTime)]
    completed_at: Option<OffsetDateTime>,
    /// Raised by every change of these fields; also the ETag.
    version: i32,
}

impl From<Analysis> for AnalysisBody {
    fn from(analysis: Analysis) -> Self {
        Self {
            id: analysis.id.0,
            title: analysis.title,
            unit_id: analysis.unit_id.map(|unit| unit.0),
            scope_note: analysis.scope_note,
            assessed_on: analysis.assessed_on.to_string(),
            assessor: analysis.assessor,
            method: analysis.method,
            state: analysis.state.key().to_owned(),
            previous_id: analysis.previous_id.map(|previous| previous.0),
            completed_at: analysis.completed_at,
            version: analysis.version,
        }
    }
}

/// A gap analysis with its figures.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(super) struct AnalysisSummaryBody {
    /// The analysis.
    #[serde(flatten)]
    analysis: AnalysisBody,
    /// The name of the unit it covers; none for the whole municipality.
    unit_name: Option<String>,
    /// The total score; none when nothing is assessed.
    score: Option<ScoreBody>,
    /// The total target.
    target: Option<ScoreBody>,
    /// How many of how many controls are assessed.
    counts: CountsBody,
}

impl From<AnalysisSummary> for AnalysisSummaryBody {
    fn from(summary: AnalysisSummary) -> Self {
        Self {
            analysis: summary.analysis.into(),
            unit_name: summary.unit_name,
            score: summary.score.map(Into::into),
            target: summary.target.map(Into::into),
            counts: summary.counts.into(),
        }
    }
}

/// A level that was sent; a fault when it is not one.
pub(super) fn level(faults: &mut Vec<FieldFault>, field: &str, value: Option<i64>) -> Option<Level> {
    let value = value?;
    let level = Level::from_i64(value).ok();
    if level.is_none() {
        let fault = FieldFault::new(field, "out_of_range", value.to_string());
        faults.push(fault.with("min", Level::MIN).with("max", Level::MAX));
    }
    level
}

/// Nothing, when there are no faults.
pub(super) fn check(faults: Vec<FieldFault>) -> Result<(), Error> {
    if faults.is_empty() { Ok(()) } else { Err(Error::Invalid(faults)) }
}
