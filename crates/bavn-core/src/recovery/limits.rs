//! How long to search, and how the search tells of itself.

use super::problem::Minutes;

/// When the search stops, apart from having proved its best schedule optimal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Where the random choices come from. The same problem, objective, seed and work give the same schedule everywhere.
    pub seed: u64,
    /// The most work to do, in units of about ten nanoseconds of a present-day processor. The count does not depend on
    /// the machine or on time. The first schedule is made whatever this is.
    pub work: u64,
}

impl Default for Limits {
    /// Some seconds of work.
    fn default() -> Self {
        Self { seed: 0, work: 400_000_000 }
    }
}

impl Limits {
    /// No limit other than the callback's.
    #[must_use]
    pub fn endless(seed: u64) -> Self {
        Self { seed, work: u64::MAX }
    }
}

/// How far the search is. Handed to the callback often (some hundred times a second), also before the first schedule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Work done so far, in the unit of [`Limits::work`].
    pub work: u64,
    /// The weighted lateness of the best schedule so far, if there is one.
    pub lateness: Option<u64>,
    /// The total length of the best schedule so far, if there is one.
    pub makespan: Option<Minutes>,
    /// No schedule has less lateness than this.
    pub lateness_bound: u64,
    /// No schedule is shorter than this (see [`super::Outcome::makespan_bound`]).
    pub makespan_bound: Minutes,
}
