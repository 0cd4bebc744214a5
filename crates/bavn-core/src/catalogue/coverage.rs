//! Which requirements no control answers.

use super::{Catalogue, Exception};
use std::collections::HashSet;

/// A requirement that no control answers and no exception explains.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Uncovered {
    /// The framework's key.
    pub framework: String,
    /// The requirement's reference.
    pub reference: String,
}

fn reached(catalogue: &Catalogue) -> HashSet<(&str, &str)> {
    let controls = catalogue.areas.iter().flat_map(|file| &file.controls);
    let mappings = controls.flat_map(|control| &control.mappings);
    mappings.map(|mapping| (mapping.framework.as_str(), mapping.reference.as_str())).collect()
}

/// The assessable requirements that no control answers and that are not on the list of exceptions.
#[must_use]
pub fn uncovered(catalogue: &Catalogue) -> Vec<Uncovered> {
    let mut answered = reached(catalogue);
    answered.extend(catalogue.exceptions.iter().map(|one| (one.framework.as_str(), one.reference.as_str())));
    let mut missing = Vec::new();
    for file in &catalogue.frameworks {
        let key = &file.framework.key;
        for one in file.requirements.iter().filter(|one| one.is_assessable) {
            if !answered.contains(&(key.as_str(), one.reference.as_str())) {
                missing.push(Uncovered { framework: key.clone(), reference: one.reference.clone() });
            }
        }
    }
    missing
}

/// The exceptions for requirements that a control answers after all.
#[must_use]
pub fn unused_exceptions(catalogue: &Catalogue) -> Vec<&Exception> {
    let reached = reached(catalogue);
    catalogue
        .exceptions
        .iter()
        .filter(|one| reached.contains(&(one.framework.as_str(), one.reference.as_str())))
        .collect()
}
