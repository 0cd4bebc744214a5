//! What documents are made of, in one language.

use super::super::Answer;
use crate::{
    action_plan::Scheduled,
    catalogue::{Coverage, Level, Relation, Weight},
    measure::Measure,
};
use time::{Date, OffsetDateTime};
use uuid::Uuid;

/// Who writes a document, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Header {
    /// The municipality's identifier; all others are made in its namespace.
    pub municipality: Uuid,
    /// Its name.
    pub name: String,
    /// Its CVR number.
    pub cvr: Option<String>,
    /// The moment that a document gives as last modified.
    pub at: OffsetDateTime,
}

/// The control set and the frameworks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SetFacts {
    /// Raised by every change.
    pub revision: i64,
    /// The areas, in order.
    pub areas: Vec<SetArea>,
    /// The frameworks, in order.
    pub frameworks: Vec<SetFramework>,
}

/// An area of the control set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetArea {
    /// Its code.
    pub code: String,
    /// Its title.
    pub title: String,
    /// What it is about.
    pub purpose: String,
    /// How much it counts in the total.
    pub weight: Weight,
    /// Its controls, in order.
    pub controls: Vec<SetControl>,
}

/// A control.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetControl {
    /// Its code.
    pub code: String,
    /// Its title.
    pub title: String,
    /// What must be true.
    pub statement: String,
    /// Why it matters.
    pub purpose: String,
    /// What good looks like at each level.
    pub levels: [String; 6],
    /// Typical evidence.
    pub evidence: Vec<String>,
    /// How much it counts in its area.
    pub weight: Weight,
    /// The level to reach.
    pub target: Level,
    /// Whether the municipality made it itself.
    pub is_own: bool,
    /// The requirements that it answers.
    pub mappings: Vec<SetMapping>,
}

/// That a control answers a requirement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetMapping {
    /// The framework, as a place in [`SetFacts::frameworks`].
    pub framework: usize,
    /// The requirement, as a place in [`SetFramework::requirements`].
    pub requirement: usize,
    /// How the control stands to the requirement.
    pub relation: Relation,
    /// How much of the requirement it covers.
    pub coverage: Coverage,
    /// Why; may be empty.
    pub rationale: String,
    /// Whether the municipality made it itself.
    pub is_own: bool,
}

/// A framework.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetFramework {
    /// Its key.
    pub key: String,
    /// Its title.
    pub title: String,
    /// Its edition.
    pub version: String,
    /// What it is and whom it binds.
    pub description: String,
    /// Where the content comes from.
    pub source: String,
    /// On what terms it is shown.
    pub licence: String,
    /// The line that the rights holder wants printed; may be empty.
    pub credit: String,
    /// The official address; may be empty.
    pub url: String,
    /// Its requirements, parents before children.
    pub requirements: Vec<SetRequirement>,
}

/// A requirement, or a heading over some.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetRequirement {
    /// Its reference.
    pub reference: String,
    /// The requirement above, as a place in [`SetFramework::requirements`].
    pub parent: Option<usize>,
    /// Whether it is a demand of its own.
    pub is_assessable: bool,
    /// What it demands, in short.
    pub title: String,
    /// The demand in full; may be empty.
    pub text: String,
    /// Guidance; may be empty.
    pub guidance: String,
    /// Typical evidence; may be empty.
    pub evidence: String,
    /// The place in Danish law; may be empty.
    pub legal_ref: String,
    /// The keys of its implementation groups.
    pub groups: Vec<String>,
}

/// A gap analysis.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResultFacts {
    /// Its identifier.
    pub id: Uuid,
    /// Its title.
    pub title: String,
    /// Its version.
    pub version: i32,
    /// What it covers, in words.
    pub scope: String,
    /// Who assessed; may be empty.
    pub assessor: String,
    /// How it was done; may be empty.
    pub method: String,
    /// The date that it describes.
    pub assessed_on: Date,
    /// When it was completed.
    pub completed_at: Option<OffsetDateTime>,
    /// The unit that it covers, with its name.
    pub unit: Option<(Uuid, String)>,
    /// The total, such as `2.4`; none when nothing is assessed.
    pub score: Option<String>,
    /// The total to reach.
    pub target: Option<String>,
    /// The controls with their answers, in order.
    pub controls: Vec<ControlAnswer>,
}

/// A control with its answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ControlAnswer {
    /// The control's code.
    pub code: String,
    /// Its title.
    pub title: String,
    /// What must be true.
    pub statement: String,
    /// Why it matters.
    pub purpose: String,
    /// How much it counts in its area, in this analysis.
    pub weight: Weight,
    /// The level to reach, in this analysis.
    pub target: Level,
    /// The answer.
    pub answer: Answer,
    /// When it was last answered; none when it is empty or carried over.
    pub updated_at: Option<OffsetDateTime>,
    /// What it can be shown by.
    pub evidence: Vec<EvidenceFacts>,
}

/// A piece of evidence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EvidenceFacts {
    /// Its identifier.
    pub id: Uuid,
    /// Its name.
    pub title: String,
    /// The address, when it is a link.
    pub url: Option<String>,
    /// Name, media type and SHA-256, when it is a file.
    pub file: Option<(String, String, String)>,
    /// The date that it shows.
    pub dated_on: Option<Date>,
}

/// An action plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanFacts {
    /// Its identifier.
    pub id: Uuid,
    /// Its title.
    pub title: String,
    /// What more there is to say; may be empty.
    pub note: String,
    /// Its version.
    pub version: i32,
    /// The first day.
    pub starts_on: Date,
    /// The last day.
    pub ends_on: Date,
    /// Its measures, by number.
    pub measures: Vec<MeasureFacts>,
}

/// A measure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MeasureFacts {
    /// What people call it, such as `F-07`.
    pub code: String,
    /// What calculations see.
    pub measure: Measure,
    /// What is to be done, at length; may be empty.
    pub description: String,
    /// When it starts and finishes.
    pub times: Scheduled,
    /// The name of who answers for it.
    pub owner: Option<String>,
    /// The name of the unit that carries it out.
    pub unit: Option<String>,
    /// The controls that it lifts: code, title, why it matters, and the level to reach.
    pub lifts: Vec<(String, String, String, Level)>,
}
