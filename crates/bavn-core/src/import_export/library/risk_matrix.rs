use super::{Extra, Translations};
use serde::{Deserialize, Serialize};

/// A risk matrix: `grid[probability][impact]` is the place of a level in `risk`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RiskMatrix {
    /// Its name for machines.
    pub urn: String,
    /// Its short name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ref_id: Option<String>,
    /// Its name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// What it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Its texts in other languages.
    #[serde(default, skip_serializing_if = "Translations::is_empty")]
    pub translations: Translations,
    /// Whatever else it says.
    #[serde(flatten)]
    pub extra: Extra,
    /// Probabilities, the least first.
    pub probability: Vec<RiskLevel>,
    /// Impacts, the least first.
    pub impact: Vec<RiskLevel>,
    /// Risks, the least first.
    pub risk: Vec<RiskLevel>,
    /// For each probability the risk of each impact.
    pub grid: Vec<Vec<i64>>,
}

/// A step of a probability, an impact or a risk.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RiskLevel {
    /// Its number, where the file has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<i64>,
    /// Its short name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub abbreviation: Option<String>,
    /// Its name.
    pub name: String,
    /// What it means.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Its colour, `#RRGGBB`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hexcolor: Option<String>,
    /// Its texts in other languages.
    #[serde(default, skip_serializing_if = "Translations::is_empty")]
    pub translations: Translations,
    /// Whatever else it says.
    #[serde(flatten)]
    pub extra: Extra,
}
