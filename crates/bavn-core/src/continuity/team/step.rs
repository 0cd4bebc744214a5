use crate::ids::{AssetId, RecoveryTeamId, SupplierId};
use serde::{Deserialize, Serialize};

/// A team that restores.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct RecoveryTeam {
    /// The name.
    pub name: String,
    /// How many people it can put to work at the same time, 1 or more.
    pub capacity: i64,
    /// Whether it works at certain hours only.
    pub has_hours: bool,
    /// The days on which it works: Monday is bit 0, Sunday bit 6. Of no meaning without hours.
    pub duty_days: i64,
    /// When its day begins, in minutes of the day.
    pub duty_from: i64,
    /// When its day ends, in minutes of the day, 1440 for midnight; at or before its beginning it is on the day after: a night shift.
    pub duty_until: i64,
    /// The supplier whose people they are.
    pub supplier: Option<SupplierId>,
    /// Anything else.
    pub note: String,
}

impl Default for RecoveryTeam {
    fn default() -> Self {
        Self {
            name: String::new(),
            capacity: 1,
            has_hours: false,
            duty_days: 0b001_1111,
            duty_from: 480,
            duty_until: 960,
            supplier: None,
            note: String::new(),
        }
    }
}

/// A step by which an asset comes back.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct RecoveryStep {
    /// What is done.
    pub name: String,
    /// Its place in the order, from 1; steps with the same place run at the same time.
    pub position: i64,
    /// How long it takes when all goes well, minutes.
    pub optimistic_minutes: i64,
    /// How long it usually takes, minutes.
    pub likely_minutes: i64,
    /// How long it takes when much goes wrong, minutes.
    pub pessimistic_minutes: i64,
    /// How many people of which team it takes.
    pub teams: Vec<(RecoveryTeamId, i64)>,
    /// Other assets that must be back before it begins.
    pub after_assets: Vec<AssetId>,
    /// Anything else.
    pub note: String,
}
