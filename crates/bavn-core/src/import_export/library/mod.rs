//! CISO Assistant libraries: frameworks, mappings, controls, threats and risk matrices of others, read and written as YAML.
//!
//! The format has no published schema; what is tolerated here is what its 288 public libraries need. Whatever is not known is kept.

mod adopt;
mod census;
mod check;
mod controls;
mod framework;
mod mapping;
mod model;
mod question;
mod read;
mod risk_matrix;
mod shape;
mod tree;
mod write;

pub use adopt::{AdoptedFramework, AdoptedRequirement, adopt};
pub use census::{Census, census};
pub use check::check;
pub use controls::{MetricDefinition, ReferenceControl, Threat};
pub use framework::{ImplementationGroup, LibraryFramework, RequirementNode, ScoreDefinition};
pub use mapping::{MappingCount, MappingSet, RequirementMapping};
pub use model::{Extra, Library, Objects, Translations, translated, urn_key};
pub use question::{Choice, Question};
pub use read::{LibraryRead, read_library};
pub use risk_matrix::{RiskLevel, RiskMatrix};
pub use tree::{Placed, placed};
pub use write::write_library;
