use super::{Catalog, Profile, Scalars, SchemaVersion, ids, validate, xml};
use crate::import_export::tree::{
    Finding, Node, Problem, Read, ReadError, TreeLimits, Value, read_json, read_yaml, text_of, tree_of, write_json,
    write_yaml,
};

/// The models of OSCAL.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Model {
    /// Controls.
    Catalog,
    /// A selection of controls.
    Profile,
    /// What components do for controls.
    ComponentDefinition,
    /// How a system does what a profile wants.
    SystemSecurityPlan,
    /// How a system is to be assessed.
    AssessmentPlan,
    /// What an assessment found.
    AssessmentResults,
    /// What is to be done about findings.
    PlanOfActionAndMilestones,
    /// Mappings between catalogs, from 1.2.
    MappingCollection,
}

impl Model {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Catalog,
        Self::Profile,
        Self::ComponentDefinition,
        Self::SystemSecurityPlan,
        Self::AssessmentPlan,
        Self::AssessmentResults,
        Self::PlanOfActionAndMilestones,
        Self::MappingCollection,
    ];

    /// The name under which a document of it stands.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Catalog => "catalog",
            Self::Profile => "profile",
            Self::ComponentDefinition => "component-definition",
            Self::SystemSecurityPlan => "system-security-plan",
            Self::AssessmentPlan => "assessment-plan",
            Self::AssessmentResults => "assessment-results",
            Self::PlanOfActionAndMilestones => "plan-of-action-and-milestones",
            Self::MappingCollection => "mapping-collection",
        }
    }
}

/// How a file is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// JSON.
    Json,
    /// YAML.
    Yaml,
    /// XML.
    Xml,
}

/// A document of one of the models.
#[derive(Clone, Debug, PartialEq)]
pub enum Document {
    /// A catalog.
    Catalog(Box<Catalog>),
    /// A profile.
    Profile(Box<Profile>),
    /// Another model, held against its schema and kept as it is.
    Other,
}

/// A document, and what in it is odd but can be used.
#[derive(Clone, Debug, PartialEq)]
pub struct OscalRead {
    /// How the file was written.
    pub format: Format,
    /// Which model it is.
    pub model: Model,
    /// The version that it says to follow.
    pub oscal_version: String,
    /// The value of the model.
    pub root: Node,
    /// The same as a type.
    pub document: Document,
    /// What is odd: keys and identifiers that stand twice.
    pub warnings: Vec<Finding>,
}

/// Reads an OSCAL document of any model from JSON, YAML or XML and holds it against the schema of its version.
///
/// # Errors
/// Everything that is wrong, each with line, path, value and what was expected. What breaks the format is told alone.
pub fn read_oscal(bytes: &[u8], limits: &TreeLimits) -> Result<OscalRead, Vec<Finding>> {
    let alone = |error: ReadError| vec![*error.0];
    let text = text_of(bytes, limits).map_err(alone)?;
    let (format, read) = parse(text, limits).map_err(alone)?;
    let (model, mut root) = model_of(read.root).map_err(alone)?;
    let oscal_version = without_v(&mut root);
    let scalars = if format == Format::Json { Scalars::Strict } else { Scalars::AsWanted };
    let mut faults = validate(&mut root, model.name(), schema_for(model, &oscal_version), scalars);
    if !oscal_version.is_empty() && !is_supported(&oscal_version) {
        let allowed = ["1.0.x", "1.1.x", "1.2.x"].map(str::to_owned).to_vec();
        let path = format!("{}/metadata/oscal-version", model.name());
        faults.push(Finding::new(Problem::NotOneOf { allowed }).at(path).found(&oscal_version));
    }
    if !faults.is_empty() {
        faults.truncate(limits.findings);
        return Err(faults);
    }
    let within = |error: ReadError| vec![*error.within(model.name(), 1).0];
    let document = match model {
        Model::Catalog => Document::Catalog(Box::new(root.read().map_err(within)?)),
        Model::Profile => Document::Profile(Box::new(root.read().map_err(within)?)),
        _ => Document::Other,
    };
    let mut warnings = read.warnings;
    warnings.extend(ids::repeated(&root, model));
    warnings.truncate(limits.findings);
    Ok(OscalRead { format, model, oscal_version, root, document, warnings })
}

fn parse(text: &str, limits: &TreeLimits) -> Result<(Format, Read), ReadError> {
    match text.trim_start().as_bytes().first() {
        Some(b'<') => Ok((Format::Xml, xml::read_xml(text, limits)?)),
        Some(b'{') => Ok((Format::Json, read_json(text, limits)?)),
        _ => Ok((Format::Yaml, read_yaml(text, limits)?)),
    }
}

/// The one model of a document.
fn model_of(root: Node) -> Result<(Model, Node), ReadError> {
    let allowed = || Problem::NotOneOf { allowed: Model::ALL.map(|model| model.name().to_owned()).to_vec() };
    let line = root.line;
    let Value::Map(entries) = root.value else {
        return Err(Finding::new(allowed()).at_line(line).into_error());
    };
    let mut found = None;
    for (name, node) in entries {
        match Model::ALL.into_iter().find(|model| model.name() == name) {
            Some(model) if found.is_none() => found = Some((model, node)),
            None if name == "$schema" => {}
            _ => return Err(Finding::new(allowed()).at_line(node.line).found(&name).into_error()),
        }
    }
    found.ok_or_else(|| Finding::new(allowed()).at_line(line).into_error())
}

/// The version, without the `v` that some files put before it.
fn without_v(root: &mut Node) -> String {
    let version = root.get_mut("metadata").and_then(|metadata| metadata.get_mut("oscal-version"));
    let Some(Node { value: Value::Scalar(scalar), .. }) = version else { return String::new() };
    if let Some(bare) = scalar.text.strip_prefix('v').filter(|bare| bare.starts_with(|one: char| one.is_ascii_digit()))
    {
        scalar.text = bare.to_owned();
    }
    scalar.text.clone()
}

fn is_supported(version: &str) -> bool {
    let mut numbers = version.split('.');
    let is_number = |text: Option<&str>| {
        text.is_some_and(|text| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()))
    };
    numbers.next() == Some("1")
        && matches!(numbers.next(), Some("0" | "1" | "2"))
        && is_number(numbers.next())
        && numbers.next().is_none()
}

fn schema_for(model: Model, version: &str) -> SchemaVersion {
    if version.starts_with("1.2.") || model == Model::MappingCollection {
        SchemaVersion::V1_2_1
    } else {
        SchemaVersion::V1_1_3
    }
}

/// Writes a document as JSON; the same document gives the same bytes.
///
/// # Errors
/// The value cannot be written as JSON.
pub fn write_oscal_json<T: serde::Serialize>(model: Model, document: &T) -> Result<String, ReadError> {
    Ok(write_json(&wrapped(model, document)?))
}

/// Writes a document as YAML; the same document gives the same bytes.
///
/// # Errors
/// The value cannot be written as JSON, on the way.
pub fn write_oscal_yaml<T: serde::Serialize>(model: Model, document: &T) -> Result<String, ReadError> {
    Ok(write_yaml(&wrapped(model, document)?))
}

fn wrapped<T: serde::Serialize>(model: Model, document: &T) -> Result<Node, ReadError> {
    let root = tree_of(document)?;
    Ok(Node { line: 1, value: Value::Map(vec![(model.name().to_owned(), root)]) })
}
