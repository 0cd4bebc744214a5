//! Areas and controls of the common control set, as in `content/controls/*.toml`.

use super::{ContentError, Coverage, Level, Relation, Weight, toml_node};
use crate::lang::Localized;
use serde::Serialize;

/// An area of the control set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Area {
    /// The stable code, such as `AD`.
    pub code: String,
    /// Its place in the control set, from 1.
    pub position: u32,
    /// How much it counts in the total.
    pub weight: Weight,
    /// Its title.
    pub title: Localized,
    /// What it is about.
    pub purpose: Localized,
}

/// A control: one thing that a municipality should have in place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Control {
    /// The stable code, such as `AD-03`.
    pub code: String,
    /// How much it counts in its area.
    pub weight: Weight,
    /// The proposed level to reach.
    pub target: Level,
    /// Its title.
    pub title: Localized,
    /// What must be true.
    pub statement: Localized,
    /// Why it matters to a municipality.
    pub purpose: Localized,
    /// What good looks like in practice, level 0 to 5.
    pub levels: [Localized; 6],
    /// Typical evidence.
    pub evidence: Vec<Localized>,
    /// A draft of a finding when it is far below target.
    pub finding: Localized,
    /// The requirements that it answers.
    pub mappings: Vec<Mapping>,
}

/// A link from a control to a requirement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Mapping {
    /// The framework's key.
    pub framework: String,
    /// The requirement's reference.
    pub reference: String,
    /// The set relation from the control to the requirement.
    pub relation: Relation,
    /// The share of the requirement that the control covers.
    pub coverage: Coverage,
    /// Why, in one sentence.
    pub rationale: Option<Localized>,
}

/// One area file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AreaFile {
    /// The file's name, for messages.
    pub file: String,
    /// The area.
    pub area: Area,
    /// Its controls, in the order of the file.
    pub controls: Vec<Control>,
}

/// Reads one area file.
///
/// # Errors
/// [`ContentError`] with the file and the first key that is wrong: weights are 1 to 5, targets 0 to 5, six levels, both
/// languages everywhere.
pub fn parse_area_file(file: &str, text: &str) -> Result<AreaFile, ContentError> {
    let table = toml_node::parse(file, text)?;
    let mut root = toml_node::Node::root(file, &table);
    let area = area(root.table("area")?)?;
    let controls = root.tables("control", "code")?.into_iter().map(control).collect::<Result<Vec<_>, _>>()?;
    root.finish()?;
    Ok(AreaFile { file: file.to_owned(), area, controls })
}

fn weight(node: &mut toml_node::Node<'_>) -> Result<Weight, ContentError> {
    let value = node.number("weight", 1, 5)?;
    Ok(Weight::from_i64(value).unwrap_or(Weight::MAX))
}

fn area(mut node: toml_node::Node<'_>) -> Result<Area, ContentError> {
    let position = node.number("position", 1, 1000)?;
    let area = Area {
        code: node.text("code")?,
        position: u32::try_from(position).unwrap_or(u32::MAX),
        weight: weight(&mut node)?,
        title: node.localized("title")?,
        purpose: node.localized("purpose")?,
    };
    node.finish()?;
    Ok(area)
}

fn control(mut node: toml_node::Node<'_>) -> Result<Control, ContentError> {
    let target = node.number("target", 0, 5)?;
    let mut levels = node.localized_list("levels", 6, 6)?.into_iter();
    let control = Control {
        code: node.text("code")?,
        weight: weight(&mut node)?,
        target: Level::from_i64(target).unwrap_or(Level::MAX),
        title: node.localized("title")?,
        statement: node.localized("statement")?,
        purpose: node.localized("purpose")?,
        levels: std::array::from_fn(|_| levels.next().unwrap_or_default()),
        evidence: node.localized_list("evidence", 1, 10)?,
        finding: node.localized("finding")?,
        mappings: node.tables("mappings", "ref")?.into_iter().map(mapping).collect::<Result<Vec<_>, _>>()?,
    };
    node.finish()?;
    Ok(control)
}

fn mapping(mut node: toml_node::Node<'_>) -> Result<Mapping, ContentError> {
    let mapping = Mapping {
        framework: node.text("framework")?,
        reference: node.text("ref")?,
        relation: node.word("relation", &Relation::KEYS, Relation::from_key)?,
        coverage: node.word("coverage", &Coverage::KEYS, Coverage::from_key)?,
        rationale: node.optional_localized("rationale")?,
    };
    node.finish()?;
    Ok(mapping)
}
