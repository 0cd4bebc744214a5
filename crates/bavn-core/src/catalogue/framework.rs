//! Frameworks and their requirements, as in `content/frameworks/*.toml`.

use super::{ContentError, toml_node};
use crate::lang::Localized;
use serde::Serialize;
use std::collections::BTreeMap;

/// A framework: a law, a standard or a list of demands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Framework {
    /// The stable key, such as `nis2`.
    pub key: String,
    /// Its place among the frameworks, from 1.
    pub position: u32,
    /// The edition, as its publisher names it.
    pub version: String,
    /// The full title.
    pub title: Localized,
    /// The title for narrow places.
    pub short_title: Localized,
    /// What it is and whom it binds.
    pub description: Localized,
    /// Where the content comes from and how far it may be trusted.
    pub source: Localized,
    /// On what terms the text is shown.
    pub licence: Localized,
    /// Whether the content was compared with a stored copy of the source.
    pub verified: bool,
}

/// One requirement of a framework, or a heading over some.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Requirement {
    /// The reference in the framework, such as `21(2)(j)` or `A.8.5`.
    pub reference: String,
    /// The reference of the heading that it stands under.
    pub parent: Option<String>,
    /// Whether it is a demand of its own; headings are not.
    pub is_assessable: bool,
    /// The demand in short own words.
    pub title: Localized,
    /// The place in Danish law, where there is one.
    pub legal_ref: Option<Localized>,
    /// Whether the content was compared with a stored copy of the source.
    pub verified: bool,
    /// What the framework itself says about it, such as the implementation group.
    pub attributes: BTreeMap<String, String>,
}

/// One framework file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FrameworkFile {
    /// The file's name, for messages.
    pub file: String,
    /// The framework.
    pub framework: Framework,
    /// Its requirements, in the order of the file.
    pub requirements: Vec<Requirement>,
}

/// Reads one framework file.
///
/// # Errors
/// [`ContentError`] with the file and the first key that is wrong.
pub fn parse_framework_file(file: &str, text: &str) -> Result<FrameworkFile, ContentError> {
    let table = toml_node::parse(file, text)?;
    let mut root = toml_node::Node::root(file, &table);
    let framework = framework(root.table("framework")?)?;
    let requirements =
        root.tables("requirement", "ref")?.into_iter().map(requirement).collect::<Result<Vec<_>, _>>()?;
    root.finish()?;
    Ok(FrameworkFile { file: file.to_owned(), framework, requirements })
}

fn framework(mut node: toml_node::Node<'_>) -> Result<Framework, ContentError> {
    let position = node.number("position", 1, 1000)?;
    let framework = Framework {
        key: node.text("key")?,
        position: u32::try_from(position).unwrap_or(u32::MAX),
        version: node.text("version")?,
        title: node.localized("title")?,
        short_title: node.localized("short_title")?,
        description: node.localized("description")?,
        source: node.localized("source")?,
        licence: node.localized("licence")?,
        verified: node.truth("verified", true)?,
    };
    node.finish()?;
    Ok(framework)
}

fn requirement(mut node: toml_node::Node<'_>) -> Result<Requirement, ContentError> {
    let requirement = Requirement {
        reference: node.text("ref")?,
        parent: node.optional_text("parent")?,
        is_assessable: node.truth("is_assessable", true)?,
        title: node.localized("title")?,
        legal_ref: node.optional_localized("legal_ref")?,
        verified: node.truth("verified", true)?,
        attributes: node.text_map("attributes")?,
    };
    node.finish()?;
    Ok(requirement)
}
