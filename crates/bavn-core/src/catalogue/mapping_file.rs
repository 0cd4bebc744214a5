//! Mappings read from the requirement's side, as in `content/mappings/*.toml`.

use super::{ContentError, Coverage, Mapping, Relation, toml_node};
use serde::Serialize;

/// One mapping file: the controls that answer the requirements of a framework.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MappingFile {
    /// The file's name, for messages.
    pub file: String,
    /// The framework's key.
    pub framework: String,
    /// Each control's code with its link, in the order of the file.
    pub mappings: Vec<(String, Mapping)>,
}

/// Reads one mapping file.
///
/// # Errors
/// [`ContentError`] with the file and the first key that is wrong.
pub fn parse_mapping_file(file: &str, text: &str) -> Result<MappingFile, ContentError> {
    let table = toml_node::parse(file, text)?;
    let mut root = toml_node::Node::root(file, &table);
    let framework = root.text("framework")?;
    let mut mappings = Vec::new();
    for mut requirement in root.tables("requirement", "ref")? {
        let reference = requirement.text("ref")?;
        for control in requirement.tables("controls", "code")? {
            mappings.push(link(&framework, &reference, control)?);
        }
        requirement.finish()?;
    }
    root.finish()?;
    Ok(MappingFile { file: file.to_owned(), framework, mappings })
}

fn link(framework: &str, reference: &str, mut node: toml_node::Node<'_>) -> Result<(String, Mapping), ContentError> {
    let code = node.text("code")?;
    let mapping = Mapping {
        framework: framework.to_owned(),
        reference: reference.to_owned(),
        relation: node.word("relation", &Relation::KEYS, Relation::from_key)?,
        coverage: node.word("coverage", &Coverage::KEYS, Coverage::from_key)?,
        rationale: node.optional_localized("rationale")?,
    };
    node.finish()?;
    Ok((code, mapping))
}
