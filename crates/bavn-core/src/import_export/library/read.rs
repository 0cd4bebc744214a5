use super::{Library, check, shape};
use crate::import_export::tree::{Finding, Problem, ReadError, TreeLimits, read_yaml, text_of};

/// A library, and what in it is odd but can be used.
#[derive(Clone, Debug, PartialEq)]
pub struct LibraryRead {
    /// The library.
    pub library: Library,
    /// What is odd: depths that the parents contradict, groups that are not defined, names that stand twice, and the like.
    pub warnings: Vec<Finding>,
}

/// Reads a library file.
///
/// # Errors
/// Everything that is wrong, each with line or path, value and what was expected. What breaks the format is told alone.
pub fn read_library(bytes: &[u8], limits: &TreeLimits) -> Result<LibraryRead, Vec<Finding>> {
    let alone = |error: ReadError| vec![*error.0];
    let text = text_of(bytes, limits).map_err(alone)?;
    let mut read = read_yaml(text, limits).map_err(alone)?;
    shape::normalise(&mut read.root);
    let library: Library = read.root.read().map_err(alone)?;
    let (mut errors, more) = check(&library);
    if !errors.is_empty() {
        cut(&mut errors, limits.findings);
        return Err(errors);
    }
    let mut warnings = read.warnings;
    warnings.extend(more);
    cut(&mut warnings, limits.findings);
    Ok(LibraryRead { library, warnings })
}

fn cut(findings: &mut Vec<Finding>, max: usize) {
    if findings.len() > max {
        let count = findings.len() - max;
        findings.truncate(max);
        findings.push(Finding::new(Problem::More { count }));
    }
}
