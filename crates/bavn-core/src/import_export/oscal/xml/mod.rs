//! The XML form of OSCAL: read as the JSON form, guided by the schema, as NIST's converters do.

mod element;
mod markup;
mod shape;

use crate::import_export::tree::{Read, ReadError, TreeLimits};

/// Reads an XML document as the tree that its JSON form would give.
///
/// # Errors
/// What breaks XML or a limit, a document type, an entity beyond the five of XML; with its line.
pub(super) fn read_xml(text: &str, limits: &TreeLimits) -> Result<Read, ReadError> {
    let root = element::read(text, limits)?;
    Ok(Read { root: shape::tree(root)?, warnings: Vec::new() })
}
