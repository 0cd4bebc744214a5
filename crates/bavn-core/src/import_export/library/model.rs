use super::{LibraryFramework, MappingSet, MetricDefinition, ReferenceControl, RiskMatrix, Threat};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;

/// Keys that are not known here, kept as they came.
pub type Extra = serde_json::Map<String, Value>;

/// Texts in other languages: locale, then field, such as `fr` → `name` → the French name.
pub type Translations = BTreeMap<String, BTreeMap<String, Value>>;

/// One library file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Library {
    /// Its name for machines, `urn:intuitem:risk:library:…`.
    pub urn: String,
    /// The language of its texts, such as `en`.
    #[serde(default = "english")]
    pub locale: String,
    /// Its short name.
    pub ref_id: String,
    /// Its name.
    pub name: String,
    /// What it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Who owns the texts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub copyright: Option<String>,
    /// Its version: a whole number, in some files as a text.
    pub version: String,
    /// When it came out, as the file writes it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub publication_date: Option<String>,
    /// Who made the original.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub provider: Option<String>,
    /// Who made the file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub packager: Option<String>,
    /// Other libraries that it builds on; they need not be there.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub dependencies: Vec<String>,
    /// Its name and description in other languages.
    #[serde(default, skip_serializing_if = "Translations::is_empty")]
    pub translations: Translations,
    /// Whatever else it says.
    #[serde(flatten)]
    pub extra: Extra,
    /// What it holds.
    pub objects: Objects,
}

fn english() -> String {
    String::from("en")
}

/// What a library holds, every kind as a list.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Objects {
    /// Measures to refer to.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reference_controls: Vec<ReferenceControl>,
    /// Threats.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub threats: Vec<Threat>,
    /// Frameworks.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub frameworks: Vec<LibraryFramework>,
    /// Mappings between frameworks.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub requirement_mapping_sets: Vec<MappingSet>,
    /// Risk matrices.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub risk_matrices: Vec<RiskMatrix>,
    /// Measures in figures.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub metric_definitions: Vec<MetricDefinition>,
    /// Prepared projects, kept as they came.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub presets: Vec<Value>,
    /// Other kinds, such as `tactics` and `techniques`, kept as they came.
    #[serde(flatten)]
    pub extra: Extra,
}

/// The form in which URNs are compared: case does not count, and `function` is the old word for `reference_control`.
#[must_use]
pub fn urn_key(urn: &str) -> String {
    urn.trim().to_lowercase().replacen(":function:", ":reference_control:", 1)
}

/// A field in a language, when the library has it.
#[must_use]
pub fn translated<'a>(translations: &'a Translations, locale: &str, field: &str) -> Option<&'a str> {
    translations.get(locale)?.get(field)?.as_str().filter(|text| !text.is_empty())
}
