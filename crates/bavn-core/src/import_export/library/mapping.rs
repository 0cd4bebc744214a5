use super::{Extra, Translations, urn_key};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::HashSet;

/// Mappings from one framework to another.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MappingSet {
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
    /// The framework that it maps from.
    pub source_framework_urn: String,
    /// The framework that it maps to.
    pub target_framework_urn: String,
    /// Its texts in other languages.
    #[serde(default, skip_serializing_if = "Translations::is_empty")]
    pub translations: Translations,
    /// Whatever else it says.
    #[serde(flatten)]
    pub extra: Extra,
    /// The pairs.
    pub requirement_mappings: Vec<RequirementMapping>,
}

/// A requirement of the source beside one of the target.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RequirementMapping {
    /// The requirement of the source.
    pub source_requirement_urn: String,
    /// The requirement of the target.
    pub target_requirement_urn: String,
    /// `intersect`, `equal`, `subset`, `superset` or `not_related`; others are kept.
    pub relationship: String,
    /// `syntactic`, `semantic` or `functional`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rationale: Option<String>,
    /// How strong it is: there is no one scale, so it is kept as it came.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub strength_of_relationship: Option<Value>,
    /// A remark.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub annotation: Option<String>,
    /// Whatever else it says.
    #[serde(flatten)]
    pub extra: Extra,
}

/// How much of a set can be used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MappingCount {
    /// All pairs.
    pub pairs: usize,
    /// Those of different ends.
    pub distinct: usize,
    /// Those whose ends are both known.
    pub resolved: usize,
}

impl MappingSet {
    /// Counts the pairs against the requirements that are known, given as [`urn_key`]s.
    #[must_use]
    pub fn count(&self, known: &HashSet<String>) -> MappingCount {
        let keys =
            |pair: &RequirementMapping| (urn_key(&pair.source_requirement_urn), urn_key(&pair.target_requirement_urn));
        let ends: Vec<_> = self.requirement_mappings.iter().map(keys).collect();
        let resolved = ends.iter().filter(|(source, target)| known.contains(source) && known.contains(target)).count();
        let pairs = ends.len();
        let distinct = ends.into_iter().collect::<HashSet<_>>().len();
        MappingCount { pairs, distinct, resolved }
    }
}
