use crate::ids::{AssetId, DependencyId};
use crate::words::words;
use serde::{Deserialize, Serialize};

words! {
    /// In what way one asset stands on another.
    DependencyKind {
        #[default]
        /// It needs it, in any other way than the ones below.
        Needs = "needs",
        /// It runs on it.
        RunsOn = "runs_on",
        /// It gets data from it.
        DataFrom = "data_from",
        /// Its users are recognised by it.
        AuthenticatesBy = "authenticates_by",
        /// It is delivered by it.
        SuppliedBy = "supplied_by",
        /// It gets its power from it.
        PoweredBy = "powered_by",
    }
}

/// What happens to an asset when what it depends on falls.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Necessity {
    /// It stops at once.
    StopsAtOnce,
    /// It stops after so many hours, 1 or more.
    StopsAfter(u32),
    /// It goes on, worse.
    Degraded,
}

impl Necessity {
    /// The stable words, in the order in which they are shown.
    pub const KEYS: [&'static str; 3] = ["stops_at_once", "stops_after", "degraded"];

    /// The most hours.
    pub const MAX_HOURS: u32 = 8_760;

    /// The stable word for databases and files.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::StopsAtOnce => "stops_at_once",
            Self::StopsAfter(_) => "stops_after",
            Self::Degraded => "degraded",
        }
    }

    /// The hours after which it stops.
    #[must_use]
    pub const fn hours(self) -> Option<u32> {
        match self {
            Self::StopsAfter(hours) => Some(hours),
            Self::StopsAtOnce | Self::Degraded => None,
        }
    }

    /// The necessity of a stable word; hours belong to `stops_after` only, 1 to [`Self::MAX_HOURS`].
    #[must_use]
    pub fn from_parts(key: &str, hours: Option<i64>) -> Option<Self> {
        match (key, hours) {
            ("stops_at_once", None) => Some(Self::StopsAtOnce),
            ("degraded", None) => Some(Self::Degraded),
            ("stops_after", Some(hours)) => {
                u32::try_from(hours).ok().filter(|hours| (1..=Self::MAX_HOURS).contains(hours)).map(Self::StopsAfter)
            }
            _ => None,
        }
    }

    /// Whether the asset stops sooner or later.
    #[must_use]
    pub const fn stops(self) -> bool {
        !matches!(self, Self::Degraded)
    }
}

/// One asset standing on another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dependency {
    /// The identifier.
    pub id: DependencyId,
    /// The asset that needs.
    pub asset: AssetId,
    /// What it needs.
    pub on: AssetId,
    /// In what way.
    pub kind: DependencyKind,
    /// What happens when it falls.
    pub necessity: Necessity,
    /// Dependencies of the same asset with the same number, 1 to 99, are alternatives: any one suffices.
    pub alternative_group: Option<u8>,
}
