use super::{Extra, Question, Translations};
use serde::{Deserialize, Serialize};

/// A framework with its requirements in the order in which they are shown.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LibraryFramework {
    /// Its name for machines.
    pub urn: String,
    /// Its short name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ref_id: Option<String>,
    /// Its name.
    pub name: String,
    /// What it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Its texts in other languages.
    #[serde(default, skip_serializing_if = "Translations::is_empty")]
    pub translations: Translations,
    /// The lowest score of its scale.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min_score: Option<i64>,
    /// The highest score of its scale.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_score: Option<i64>,
    /// What each score means.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub scores_definition: Vec<ScoreDefinition>,
    /// Groups of requirements to begin with, such as IG1 to IG3.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub implementation_groups_definition: Vec<ImplementationGroup>,
    /// Whatever else it says.
    #[serde(flatten)]
    pub extra: Extra,
    /// Chapters and requirements.
    pub requirement_nodes: Vec<RequirementNode>,
}

/// What a score means.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ScoreDefinition {
    /// The score.
    pub score: i64,
    /// Its name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// What it means.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// What it means for the documentation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description_doc: Option<String>,
    /// Its texts in other languages.
    #[serde(default, skip_serializing_if = "Translations::is_empty")]
    pub translations: Translations,
    /// Whatever else it says.
    #[serde(flatten)]
    pub extra: Extra,
}

/// A group of requirements.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ImplementationGroup {
    /// Its short name, which requirements refer to.
    pub ref_id: String,
    /// Its name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// What it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Whether it is chosen at the start.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub default_selected: Option<bool>,
    /// Its texts in other languages.
    #[serde(default, skip_serializing_if = "Translations::is_empty")]
    pub translations: Translations,
    /// Whatever else it says.
    #[serde(flatten)]
    pub extra: Extra,
}

/// A chapter or a requirement.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RequirementNode {
    /// Its name for machines.
    pub urn: String,
    /// Whether it can be answered; a chapter cannot.
    pub assessable: bool,
    /// How deep the file says that it lies, from 1. It can be wrong: the parents hold.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub depth: Option<i64>,
    /// What it lies under.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent_urn: Option<String>,
    /// Its short name, such as `A.5.1`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ref_id: Option<String>,
    /// Its title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Its text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Guidance.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub annotation: Option<String>,
    /// What usually proves it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub typical_evidence: Option<String>,
    /// The groups that it belongs to.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub implementation_groups: Vec<String>,
    /// Reference controls that help.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reference_controls: Vec<String>,
    /// Threats that it is against.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub threats: Vec<String>,
    /// What it counts for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weight: Option<i64>,
    /// How it is shown, such as `splash`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub display_mode: Option<String>,
    /// Its texts in other languages.
    #[serde(default, skip_serializing_if = "Translations::is_empty")]
    pub translations: Translations,
    /// Questions that lead to the answer.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub questions: Vec<Question>,
    /// Whatever else it says.
    #[serde(flatten)]
    pub extra: Extra,
}
