//! Bavn's own data as OSCAL documents (Open Security Controls Assessment Language, NIST), JSON.
//!
//! Catalog, profile, assessment results and plan of action are of version 1.1.3; the mapping collection, which is new in 1.2, of 1.2.1.
//! Identifiers are made of ours, so that two exports of the same thing have the same; whatever a document refers to stands in it or in its
//! back matter. What OSCAL has no field for is a property in [`NAMESPACE`].

mod catalog;
mod document;
mod facts;
mod framework;
mod ids;
mod json;
mod mapping;
mod markup;
mod plan;
mod profile;
mod read_results;
mod results;
mod risks;
mod texts;

pub use catalog::control_set_catalog;
pub use facts::{
    ControlAnswer, EvidenceFacts, Header, MeasureFacts, PlanFacts, ResultFacts, SetArea, SetControl, SetFacts,
    SetFramework, SetMapping, SetRequirement,
};
pub use framework::framework_catalog;
pub use mapping::mapping_collection;
pub use plan::plan_of_action;
pub use profile::scope_profile;
pub use read_results::answers_from_assessment_results;
pub use results::assessment_results;
pub use texts::OscalTexts;

/// The namespace of our properties and parts: a name, not an address to visit.
pub const NAMESPACE: &str = "https://bavn.example/ns/oscal";

/// The version of OSCAL that documents are written in.
const VERSION: &str = "1.1.3";

/// The version that knows mapping collections.
const MAPPING_VERSION: &str = "1.2.1";
