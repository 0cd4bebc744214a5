//! Requirements that no control has to answer, with the reason, as in `content/frameworks/exceptions.toml`.

use super::{ContentError, toml_node};
use crate::lang::Localized;
use serde::Serialize;

/// A requirement that no control has to answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Exception {
    /// The framework's key.
    pub framework: String,
    /// The requirement's reference.
    pub reference: String,
    /// Why no control answers it.
    pub reason: Localized,
}

/// Reads the list of exceptions.
///
/// # Errors
/// [`ContentError`] with the file and the first key that is wrong.
pub fn parse_exceptions_file(file: &str, text: &str) -> Result<Vec<Exception>, ContentError> {
    let table = toml_node::parse(file, text)?;
    let mut root = toml_node::Node::root(file, &table);
    let exceptions = root.tables("exception", "ref")?.into_iter().map(exception).collect::<Result<Vec<_>, _>>()?;
    root.finish()?;
    Ok(exceptions)
}

fn exception(mut node: toml_node::Node<'_>) -> Result<Exception, ContentError> {
    let exception = Exception {
        framework: node.text("framework")?,
        reference: node.text("ref")?,
        reason: node.localized("reason")?,
    };
    node.finish()?;
    Ok(exception)
}
