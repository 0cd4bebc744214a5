//! What fails, from when, and for how long.

use super::{Minute, WeekMinute};
use serde::{Deserialize, Serialize};

/// Something that happens: a scenario (*scenarie*). Minutes count from its beginning.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// The minute of the week in which it begins.
    pub starts: WeekMinute,
    /// How far one looks, at least one minute and at most [`super::MAX_HORIZON`].
    pub horizon: Minute,
    /// What fails by itself. The same asset may fail more than once.
    pub failures: Vec<Failed>,
    /// Of which teams how many are missing throughout; more than there are is all of them.
    pub missing: Vec<(usize, u32)>,
}

/// An asset that fails by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Failed {
    /// Its place among the assets.
    pub asset: usize,
    /// When. What fails at or after the horizon does not fail.
    pub from: Minute,
    /// After how many minutes it comes back by itself; `None` when it must be brought back by its steps.
    pub minutes: Option<Minute>,
}

impl Event {
    /// How many of a team are missing.
    #[must_use]
    pub fn missing_of(&self, team: usize) -> u32 {
        self.missing.iter().filter(|one| one.0 == team).map(|one| one.1).fold(0, u32::saturating_add)
    }
}
