//! OSCAL, the Open Security Controls Assessment Language of NIST: all its models read from JSON, YAML and XML, held against the official
//! schemas, catalogs and profiles as types, and written as JSON and YAML.

mod catalog;
mod census;
mod convert;
mod document;
mod ids;
mod part;
mod profile;
mod resolve;
mod schema;
mod validate;
mod xml;

pub use catalog::{Catalog, Control, Group, Metadata, Parameter};
pub use census::{OscalCensus, oscal_census};
pub use convert::{catalog_of_framework, framework_of_catalog};
pub use document::{Document, Format, Model, OscalRead, read_oscal, write_oscal_json, write_oscal_yaml};
pub use part::{Link, Part, Property};
pub use profile::{Alter, Import, Modify, Profile, SelectControls};
pub use resolve::{ResolveError, resolve};
pub use schema::SchemaVersion;
pub use validate::{Scalars, validate};
