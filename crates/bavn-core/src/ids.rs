//! Typed identifiers.
//!
//! Every object has a UUID version 7 (RFC 9562): it sorts by the moment it was made and says nothing else. Each kind of
//! object has a type of its own, so that a person cannot be passed where a unit is expected.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl $name {
            /// A new identifier for an object made at `at`, with `random` as its 74 unguessable bits.
            #[must_use]
            pub fn new(at: time::OffsetDateTime, random: [u8; 10]) -> Self {
                Self(uuid_v7(at, random))
            }
        }

        impl From<Uuid> for $name {
            fn from(value: Uuid) -> Self { Self(value) }
        }

        impl From<$name> for Uuid {
            fn from(value: $name) -> Self { value.0 }
        }

        impl FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> { Uuid::from_str(text).map(Self) }
        }

        impl fmt::Display for $name {
            fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result { self.0.fmt(out) }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(out, "{}({})", stringify!($name), self.0)
            }
        }
    )+};
}

ids! {
    /// An assessment of whether a framework applies.
    ApplicabilityId,
    /// An account that can sign in.
    AccountId,
    /// A gap analysis.
    AnalysisId,
    /// The answer to one control in one gap analysis.
    AnswerId,
    /// A token with which another program uses the HTTP API.
    ApiTokenId,
    /// An area of the control set.
    AreaId,
    /// An asset: a system, a server, a place, a supply.
    AssetId,
    /// A type of asset that the municipality has made itself.
    AssetTypeId,
    /// A stored file.
    AttachmentId,
    /// A contract with a supplier.
    ContractId,
    /// A control of the common control set.
    ControlId,
    /// A critical task, which the municipality must be able to do.
    CriticalTaskId,
    /// One asset standing on another.
    DependencyId,
    /// Evidence for an answer: a file or a link.
    EvidenceId,
    /// A framework, such as NIS2.
    FrameworkId,
    /// A role given to an account.
    GrantId,
    /// A measure of the action plan.
    MeasureId,
    /// A table taken into a register.
    RegisterImportId,
    /// The municipality; one in each database.
    MunicipalityId,
    /// A person in the organisation.
    PersonId,
    /// An action plan.
    PlanId,
    /// A recovery plan, as it was computed.
    RecoveryPlanId,
    /// A step by which an asset comes back.
    RecoveryStepId,
    /// A team that restores.
    RecoveryTeamId,
    /// A report that goes to people, such as a management memo.
    ReportId,
    /// One version of a report.
    ReportVersionId,
    /// A requirement of a framework.
    RequirementId,
    /// A file that is attached to an asset.
    AssetFileId,
    /// A list that somebody keeps: a filter and an order under a name.
    SavedListId,
    /// A scenario: what fails, from when and for how long.
    ScenarioId,
    /// A signed-in session.
    SessionId,
    /// A supplier.
    SupplierId,
    /// Something on file about a supplier: an agreement, a statement or an assessment.
    SupplierRecordId,
    /// Something that a critical task needs.
    TaskNeedId,
    /// An organisational unit.
    UnitId,
}

/// A UUID version 7 from a moment and ten random bytes.
///
/// A moment before 1970 gives the timestamp zero.
#[must_use]
pub fn uuid_v7(at: time::OffsetDateTime, random: [u8; 10]) -> Uuid {
    let millis = u64::try_from(at.unix_timestamp_nanos() / 1_000_000).unwrap_or(0);
    uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid()
}
