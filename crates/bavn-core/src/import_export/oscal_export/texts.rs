//! The words in documents.

use crate::lang::Lang;

/// The words in documents, in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OscalTexts {
    /// The language.
    pub lang: Lang,
    /// The control set.
    pub control_set: String,
    /// The scope of an analysis.
    pub scope: String,
    /// The results of an analysis.
    pub results: String,
    /// What an analysis rests on: scope and method.
    pub basis: String,
    /// The action plan.
    pub plan: String,
    /// The mappings of controls to requirements.
    pub mappings: String,
    /// How mappings were made and are to be used.
    pub mappings_what: String,
    /// The role of the municipality.
    pub creator: String,
    /// The role of who answers for a measure.
    pub owner: String,
    /// Where content comes from.
    pub source: String,
    /// On what terms it is shown.
    pub licence: String,
    /// The place in law.
    pub legal_ref: String,
    /// What good looks like at each level.
    pub levels: String,
    /// Typical evidence.
    pub evidence: String,
    /// The method of an analysis.
    pub method: String,
    /// What an analysis says of documentation.
    pub documentation: String,
    /// What it says of implementation.
    pub implementation: String,
    /// The score.
    pub score: String,
    /// The level to reach.
    pub target: String,
    /// Both parts are answered.
    pub assessed: String,
    /// One part is answered.
    pub started: String,
    /// Nothing is answered.
    pub not_assessed: String,
    /// The control has no bearing.
    pub not_relevant: String,
    /// A gap between score and target.
    pub gap: String,
    /// What a measure lifts.
    pub lifts: String,
    /// A measure that is not said to lift a control.
    pub lifts_none: String,
    /// Nothing is said.
    pub not_described: String,
    /// The plan of a measure.
    pub planned: String,
    /// The day by which a measure is to be finished.
    pub finished_by: String,
}
