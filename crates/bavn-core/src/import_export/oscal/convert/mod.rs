//! Frameworks of libraries as catalogs, and catalogs as frameworks: chapter ↔ group, requirement ↔ control, text ↔ part.

mod from_catalog;
mod to_catalog;
mod token;

pub use from_catalog::framework_of_catalog;
pub use to_catalog::catalog_of_framework;

/// Whose names the properties have that OSCAL has no fields for.
const NAMESPACE: &str = "urn:bavn:oscal";
/// The property that holds the URN of a requirement.
const URN: &str = "urn";
