//! The JSON form of an analysis, documented in `docs/formats.md`.

use crate::{
    gap_analysis::{ControlResult, Evaluation, Level, Score, Standing},
    ids::{AnalysisId, AreaId, ControlId},
};
use serde::Serialize;
use std::collections::HashMap;
use time::Date;

/// The name and version of the form.
pub const GAP_FORMAT: &str = "bavn-gap-1";

/// What is known about an analysis besides its answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnalysisMeta {
    /// The analysis.
    pub id: AnalysisId,
    /// Its title.
    pub title: String,
    /// Its date.
    pub date: Date,
    /// What it covers, in words.
    pub scope: String,
    /// Who assessed; may be empty.
    pub assessor: String,
    /// How it was done; may be empty.
    pub method: String,
}

/// The texts that belong to the identifiers of an evaluation, in one language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DocumentTexts {
    /// The areas' titles.
    pub areas: HashMap<AreaId, String>,
    /// The controls' titles, notes and findings.
    pub controls: HashMap<ControlId, ControlTexts>,
}

/// The texts of one control in an analysis.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ControlTexts {
    /// The control's title.
    pub title: String,
    /// The assessor's note; may be empty.
    pub note: String,
    /// The finding; may be empty.
    pub finding: String,
}

/// An analysis with its scores and all that is needed to calculate them again.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct GapDocument {
    /// [`GAP_FORMAT`].
    pub format: &'static str,
    /// The analysis as a whole.
    pub analysis: AnalysisDocument,
    /// Its areas, in order.
    pub areas: Vec<AreaDocument>,
}

/// The analysis as a whole.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AnalysisDocument {
    /// The analysis.
    pub id: AnalysisId,
    /// Its title.
    pub title: String,
    /// Its date, `YYYY-MM-DD`.
    pub date: String,
    /// What it covers, in words.
    pub scope: String,
    /// Who assessed.
    pub assessor: String,
    /// How it was done.
    pub method: String,
    /// The total; null when nothing is assessed.
    pub score: Option<Score>,
    /// The total to reach; null when nothing is relevant.
    pub target: Option<Score>,
    /// How many relevant controls are assessed.
    pub assessed: usize,
    /// How many controls are relevant.
    pub relevant: usize,
}

/// One area.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AreaDocument {
    /// Its code.
    pub code: String,
    /// Its title.
    pub title: String,
    /// How much it counts in the total, 1 to 5.
    pub weight: u8,
    /// Its score; null when nothing in it is assessed.
    pub score: Option<Score>,
    /// Its target; null when nothing in it is relevant.
    pub target: Option<Score>,
    /// How many of its relevant controls are assessed.
    pub assessed: usize,
    /// How many of its controls are relevant.
    pub relevant: usize,
    /// Its controls, in order.
    pub controls: Vec<ControlDocument>,
}

/// How the answer to a control stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ControlStatus {
    /// Both parts are answered.
    Assessed,
    /// Only one part is answered; counts as not assessed.
    Started,
    /// Nothing is answered.
    NotAssessed,
    /// The control has no bearing here.
    NotRelevant,
}

/// One control with its answer.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ControlDocument {
    /// Its code.
    pub code: String,
    /// Its title.
    pub title: String,
    /// How much it counts in its area, 1 to 5.
    pub weight: u8,
    /// The level of documentation, 0 to 5, or null.
    pub documentation: Option<Level>,
    /// The level of implementation, 0 to 5, or null.
    pub implementation: Option<Level>,
    /// Whether it counts.
    pub relevant: bool,
    /// How its answer stands.
    pub status: ControlStatus,
    /// Why it is not relevant, or null.
    pub reason: Option<String>,
    /// The lower of the two levels, or null.
    pub score: Option<Level>,
    /// The level to reach.
    pub target: Level,
    /// The assessor's note.
    pub note: String,
    /// The finding.
    pub finding: String,
}

impl GapDocument {
    /// The document of an evaluated analysis. Texts that are missing are empty.
    #[must_use]
    pub fn new(meta: &AnalysisMeta, evaluation: &Evaluation, texts: &DocumentTexts) -> Self {
        let areas = evaluation.areas.iter().map(|area| AreaDocument {
            code: area.code.clone(),
            title: texts.areas.get(&area.id).cloned().unwrap_or_default(),
            weight: area.weight.get(),
            score: area.score(),
            target: area.target(),
            assessed: area.counts.assessed,
            relevant: area.counts.relevant,
            controls: area.controls.iter().map(|control| control_document(control, texts)).collect(),
        });
        Self {
            format: GAP_FORMAT,
            analysis: AnalysisDocument {
                id: meta.id,
                title: meta.title.clone(),
                date: meta.date.to_string(),
                scope: meta.scope.clone(),
                assessor: meta.assessor.clone(),
                method: meta.method.clone(),
                score: evaluation.score(),
                target: evaluation.target(),
                assessed: evaluation.counts.assessed,
                relevant: evaluation.counts.relevant,
            },
            areas: areas.collect(),
        }
    }

    /// The document as JSON text, indented, with a line end.
    ///
    /// # Errors
    /// When JSON cannot hold a value; no value of this type is such.
    pub fn to_json(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string_pretty(self).map(|text| text + "\n")
    }
}

fn control_document(control: &ControlResult, texts: &DocumentTexts) -> ControlDocument {
    let texts = texts.controls.get(&control.id).cloned().unwrap_or_default();
    let (status, reason) = match &control.standing {
        Standing::Assessed { .. } => (ControlStatus::Assessed, None),
        Standing::Started { .. } => (ControlStatus::Started, None),
        Standing::NotAssessed => (ControlStatus::NotAssessed, None),
        Standing::NotRelevant { reason } => (ControlStatus::NotRelevant, Some(reason.clone())),
    };
    ControlDocument {
        code: control.code.clone(),
        title: texts.title,
        weight: control.weight.get(),
        documentation: control.standing.documentation(),
        implementation: control.standing.implementation(),
        relevant: control.standing.is_relevant(),
        status,
        reason,
        score: control.score,
        target: control.target,
        note: texts.note,
        finding: texts.finding,
    }
}
