//! Frameworks and their requirements, as in `content/frameworks/*.toml`.

use super::{ContentError, ContentProblem, ImplementationGroup, Scale, toml_node};
use crate::lang::Localized;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What sort of text a framework is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FrameworkKind {
    /// A law or a regulation: it binds those whom it names.
    Law,
    /// A standard: it binds those who chose it.
    #[default]
    Standard,
    /// A list of demands or recommendations.
    List,
    /// Principles, such as those of administrative law.
    Principles,
}

impl FrameworkKind {
    /// The words for the kinds in content files and databases, in the order of [`FrameworkKind::ALL`].
    pub const KEYS: [&'static str; 4] = ["law", "standard", "list", "principles"];
    /// All kinds.
    pub const ALL: [Self; 4] = [Self::Law, Self::Standard, Self::List, Self::Principles];

    /// The stable word.
    #[must_use]
    pub const fn key(self) -> &'static str {
        Self::KEYS[self as usize]
    }

    /// The kind of a stable word.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }
}

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
    /// The line that the rights holder wants printed, where one is asked for.
    pub credit: Option<Localized>,
    /// What sort of text it is.
    pub kind: FrameworkKind,
    /// Whom it binds, in one sentence.
    pub binds: Option<Localized>,
    /// The official address.
    pub url: Option<String>,
    /// Whether only its title and whom it binds are here, and no requirements.
    pub applicability_only: bool,
    /// Whether it is in use until an applicability assessment says otherwise.
    pub switched_on: bool,
    /// Its implementation groups, the smallest first.
    pub groups: Vec<ImplementationGroup>,
    /// The scale of its own, if it has one.
    pub scale: Option<Scale>,
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
    /// More words on the demand, where a title is not enough.
    pub text: Option<Localized>,
    /// The keys of the implementation groups that it belongs to.
    pub groups: Vec<String>,
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
    if requirements.is_empty() && !framework.applicability_only {
        return Err(root_error(file, "requirement", ContentProblem::Missing));
    }
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
        credit: node.optional_localized("credit")?,
        kind: if node.has("kind") {
            node.word("kind", &FrameworkKind::KEYS, FrameworkKind::from_key)?
        } else {
            FrameworkKind::default()
        },
        binds: node.optional_localized("binds")?,
        url: node.optional_text("url")?,
        applicability_only: node.truth("applicability_only", false)?,
        switched_on: node.truth("switched_on", true)?,
        groups: node.tables("groups", "key")?.into_iter().map(group).collect::<Result<Vec<_>, _>>()?,
        scale: node.optional_table("scale")?.map(scale).transpose()?,
        verified: node.truth("verified", true)?,
    };
    node.finish()?;
    Ok(framework)
}

fn group(mut node: toml_node::Node<'_>) -> Result<ImplementationGroup, ContentError> {
    let group = ImplementationGroup {
        key: node.text("key")?,
        title: node.localized("title")?,
        description: node.optional_localized("description")?,
    };
    node.finish()?;
    Ok(group)
}

fn scale(mut node: toml_node::Node<'_>) -> Result<Scale, ContentError> {
    let min = if node.has("min") { node.number("min", 0, 100)? } else { 1 };
    let max = node.number("max", min + 1, 100)?;
    let names = if node.has("names") { node.localized_list("names", 0, 101)? } else { Vec::new() };
    node.finish()?;
    Ok(Scale { min: u8::try_from(min).unwrap_or(0), max: u8::try_from(max).unwrap_or(u8::MAX), names })
}

fn root_error(file: &str, key: &str, problem: ContentProblem) -> ContentError {
    ContentError { file: file.to_owned(), key: key.to_owned(), problem }
}

fn requirement(mut node: toml_node::Node<'_>) -> Result<Requirement, ContentError> {
    let requirement = Requirement {
        reference: node.text("ref")?,
        parent: node.optional_text("parent")?,
        is_assessable: node.truth("is_assessable", true)?,
        title: node.localized("title")?,
        text: node.optional_localized("text")?,
        groups: node.texts("groups")?,
        legal_ref: node.optional_localized("legal_ref")?,
        verified: node.truth("verified", true)?,
        attributes: node.text_map("attributes")?,
    };
    node.finish()?;
    Ok(requirement)
}
