//! Frameworks and mappings from files of others: what would change, and the change itself.

mod pairs;
mod plan;
mod requirements;
mod store;

pub(crate) use pairs::pairs_of;
use plan::Plan;
pub(crate) use plan::{known_urns, plan};
pub(crate) use store::store;

use bavn_core::{catalogue::Relation, import_export::library::AdoptedFramework};
use serde::Serialize;
use uuid::Uuid;

/// A library or catalog that is to be taken in.
pub(crate) struct Incoming {
    pub(crate) urn: String,
    pub(crate) kind: &'static str,
    pub(crate) title: String,
    pub(crate) edition: String,
    pub(crate) locale: String,
    pub(crate) provider: String,
    pub(crate) copyright: String,
    pub(crate) digest: String,
    pub(crate) document: String,
    pub(crate) frameworks: Vec<AdoptedFramework>,
    pub(crate) pairs: Vec<IncomingPair>,
}

/// A mapping between two requirements by their URNs.
pub(crate) struct IncomingPair {
    pub(crate) set_urn: String,
    pub(crate) source: String,
    pub(crate) target: String,
    pub(crate) relation: Relation,
    pub(crate) strength: String,
    pub(crate) rationale: String,
}

/// What taking in a library changes; or, with no frameworks, what a library that was here gets of mappings by the frameworks that come.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct LibraryDiff {
    /// Its URN.
    pub urn: String,
    /// Its name.
    pub title: String,
    /// The version that is stored; nothing when it is new here.
    pub stored_edition: Option<String>,
    /// The version of the file.
    pub edition: String,
    /// Whether the very same content is stored already: then nothing changes.
    pub is_same: bool,
    /// Its frameworks.
    pub frameworks: Vec<FrameworkDiff>,
    /// Frameworks that it had and has no more; they are archived with their answers.
    pub missing_frameworks: Vec<String>,
    /// Mappings that both ends are here for.
    pub links: usize,
    /// Mappings that are left out, since an end is not here, or they say that there is no relation.
    pub ignored_links: usize,
}

/// What taking in a framework changes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FrameworkDiff {
    /// Its identifier.
    pub id: Uuid,
    /// Its key in addresses.
    pub key: String,
    /// Its name.
    pub title: String,
    /// Whether it is new here.
    pub is_new: bool,
    /// References that are new.
    pub new: Vec<String>,
    /// References whose texts, place or kind changed; their answers stay.
    pub changed: Vec<String>,
    /// References that are gone; they are archived with their answers.
    pub missing: Vec<String>,
    /// How many stay as they are.
    pub unchanged: usize,
    /// How many are left out, since their URN stood before.
    pub ignored: usize,
}
