//! What can be wrong between content files that are each readable.

/// Where a fault was found.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
#[error("{file}: {key}")]
pub struct FaultPlace {
    /// The file's name.
    pub file: String,
    /// The control's code, the requirement's reference or another key in the file.
    pub key: String,
}

/// A rule of the catalogue that is broken.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
pub enum CatalogueFault {
    /// Two frameworks have the same key.
    #[error("{0}: the framework key is used twice")]
    DuplicateFramework(FaultPlace),
    /// Two requirements of a framework have the same reference.
    #[error("{0}: the reference is used twice")]
    DuplicateRequirement(FaultPlace),
    /// A requirement stands under a heading that does not exist.
    #[error("{place}: parent {parent} is not in the framework")]
    UnknownParent {
        /// The requirement.
        place: FaultPlace,
        /// The heading it names.
        parent: String,
    },
    /// Requirements are headings of each other.
    #[error("{0}: the requirement stands under itself")]
    ParentCycle(FaultPlace),
    /// Two areas or two controls have the same code.
    #[error("{0}: the code is used twice")]
    DuplicateCode(FaultPlace),
    /// Two frameworks or two areas claim the same place.
    #[error("{place}: position {position} is used twice")]
    DuplicatePosition {
        /// The framework or area.
        place: FaultPlace,
        /// The position.
        position: u32,
    },
    /// A control's code does not begin with its area's code and a hyphen.
    #[error("{place}: the code does not begin with {area}-")]
    ForeignCode {
        /// The control.
        place: FaultPlace,
        /// The area's code.
        area: String,
    },
    /// An area has no control.
    #[error("{0}: the area has no control")]
    EmptyArea(FaultPlace),
    /// A mapping file names a control that does not exist.
    #[error("{place}: there is no control {code}")]
    UnknownControl {
        /// The requirement.
        place: FaultPlace,
        /// The code.
        code: String,
    },
    /// A requirement names an implementation group that its framework does not have.
    #[error("{place}: there is no group {group} in the framework")]
    UnknownGroup {
        /// The requirement.
        place: FaultPlace,
        /// The group's key.
        group: String,
    },
    /// A mapping or an exception names a framework that does not exist.
    #[error("{place}: there is no framework {framework}")]
    UnknownFramework {
        /// The control, or the exception.
        place: FaultPlace,
        /// The framework's key.
        framework: String,
    },
    /// A mapping or an exception names a requirement that does not exist.
    #[error("{place}: there is no requirement {reference} in {framework}")]
    UnknownRequirement {
        /// The control, or the exception.
        place: FaultPlace,
        /// The framework's key.
        framework: String,
        /// The requirement's reference.
        reference: String,
    },
    /// A control maps twice to the same requirement.
    #[error("{place}: maps twice to {framework} {reference}")]
    DuplicateMapping {
        /// The control.
        place: FaultPlace,
        /// The framework's key.
        framework: String,
        /// The requirement's reference.
        reference: String,
    },
    /// A mapping says equal or superset but does not cover the whole requirement.
    #[error("{place}: the relation to {framework} {reference} covers all of it, but coverage is not full")]
    CoverageTooSmall {
        /// The control.
        place: FaultPlace,
        /// The framework's key.
        framework: String,
        /// The requirement's reference.
        reference: String,
    },
}
