//! JSON, YAML and XML as one tree: every value with its line, every scalar with the text that the file has.
//!
//! A reader asks for what it wants: `1.10` is a text where a text is wanted, and a number where a number is. All limits are held
//! while reading, before anything large is made.

mod de;
mod encoding;
mod finding;
mod json;
mod limits;
mod node;
mod write_json;
mod write_yaml;
mod yaml;

pub use encoding::text_of;
pub use finding::{Finding, Problem, ReadError};
pub use json::read_json;
pub use limits::TreeLimits;
pub use node::{Node, Scalar, Value};
pub use write_json::{to_json, write_json};
pub use write_yaml::write_yaml;
pub use yaml::read_yaml;

/// A tree, and what in it is odd but can be read.
#[derive(Clone, Debug, PartialEq)]
pub struct Read {
    /// The whole document.
    pub root: Node,
    /// What is odd: keys that stand twice.
    pub warnings: Vec<Finding>,
}

/// A tree of whatever serialises.
///
/// # Errors
/// The value cannot be written as JSON: a key that is no text.
pub fn tree_of<T: serde::Serialize + ?Sized>(value: &T) -> Result<Node, ReadError> {
    let text = serde_json::to_string(value)
        .map_err(|error| Finding::new(Problem::Syntax { detail: error.to_string() }).into_error())?;
    Ok(read_json(&text, &TreeLimits::UNBOUND)?.root)
}
