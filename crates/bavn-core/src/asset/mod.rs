//! Assets (*aktiver*): systems, equipment, data, places, supplies and people that the municipality leans on, their state as NIS2 asks
//! for it, and what they depend on.

mod bulk;
mod coverage;
mod dependency;
mod duplicate;
mod facts;
mod fault;
mod field;
mod grade;
pub mod graph;
mod kind;
mod own_type;
mod said;
mod solution;
mod state;

pub use bulk::{BULK_MOST, OWN, bulk_field, bulk_fields};
pub use coverage::{Answer, Coverage, Posture, Question, answer, restore_since, support_soon};
pub use dependency::{Dependency, DependencyKind, Necessity};
pub use duplicate::{Alike, Duplicates, Likeness, differing, differing_own, duplicates, merged, says_nothing};
pub use facts::AssetFacts;
pub use fault::{Fault, FieldFault, LIMITS, Limits, Rule, check};
pub use field::{FIELDS, Field, FieldKind, Section, ValueFault, field};
pub use grade::{Grade, GradeError};
pub use kind::{Kind, KindGroup};
pub use own_type::{
    OWN_KINDS, OWN_LIMITS, OwnFault, OwnField, OwnFieldDraft, OwnKind, OwnLimits, OwnProblem, OwnType, OwnTypeDraft,
    TypeFault, TypeProblem,
};
pub use said::Said;
pub use solution::{SharedSolution, SolutionGroup, names_of, recognise};
pub use state::{Hosting, LifeCycle, Mfa, PersonalData};
