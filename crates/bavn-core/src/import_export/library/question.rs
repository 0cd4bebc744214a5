use super::{Extra, Translations};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// A question of a requirement.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Question {
    /// Its name for machines.
    pub urn: String,
    /// `unique_choice`, `multiple_choice`, `text`, `date`, `boolean` or `number`; others are kept.
    #[serde(rename = "type")]
    pub kind: String,
    /// What is asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// The answers to choose from.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub choices: Vec<Choice>,
    /// When it is asked: `question`, `answers` and `condition`, as they came.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub depends_on: Option<Value>,
    /// Its texts in other languages.
    #[serde(default, skip_serializing_if = "Translations::is_empty")]
    pub translations: Translations,
    /// Whatever else it says.
    #[serde(flatten)]
    pub extra: Extra,
}

/// An answer to choose.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Choice {
    /// Its name for machines.
    pub urn: String,
    /// Its text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// What it means.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Its colour, as the file writes it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub color: Option<String>,
    /// What it adds to the score.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub add_score: Option<i64>,
    /// What it makes the requirement: `compliant` and the like, or a truth value in older files.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub compute_result: Option<Value>,
    /// The implementation groups that it switches on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub select_implementation_groups: Vec<String>,
    /// Its texts in other languages.
    #[serde(default, skip_serializing_if = "Translations::is_empty")]
    pub translations: Translations,
    /// Whatever else it says.
    #[serde(flatten)]
    pub extra: Extra,
}
