use super::{Impact, field::day};
use crate::{
    ids::{PersonId, UnitId},
    words::words,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use time::Date;

words! {
    /// How far the impact analysis of a task is.
    TaskState {
        #[default]
        /// It is being written.
        Draft = "draft",
        /// It waits for the manager.
        Submitted = "submitted",
        /// The manager has approved it as it stands.
        Approved = "approved",
    }
}

/// Everything that is written down about a critical task; `None` and the empty text mean that nobody has said.
///
/// In JSON every field stands by its own name, lengths of time in minutes, dates as `2026-10-12`; a field that is left out is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct CriticalTask {
    /// The name.
    pub name: String,
    /// The administration or institution that does it; none for the whole municipality.
    pub unit: Option<UnitId>,
    /// The person who answers for it.
    pub owner: Option<PersonId>,
    /// The manager who approves its impact analysis.
    pub approver: Option<PersonId>,
    /// What is done, and for whom.
    pub description: String,
    /// The law that says that the municipality must.
    pub legal_duty: String,
    /// Citizens who are hit when it stops.
    pub citizens: Option<i64>,
    /// When it matters most.
    pub peak_note: String,
    /// The months in which it matters most, 1 to 12.
    pub peak_months: BTreeSet<u8>,
    /// How bad it gets as time goes by.
    pub impact: Impact,
    /// The longest acceptable outage (MTPD), minutes.
    pub mtpd_minutes: Option<i64>,
    /// Why.
    pub mtpd_reason: String,
    /// The time within which it is to be back (RTO), minutes.
    pub rto_minutes: Option<i64>,
    /// Why.
    pub rto_reason: String,
    /// The longest time of which data may be lost (RPO), minutes.
    pub rpo_minutes: Option<i64>,
    /// Why.
    pub rpo_reason: String,
    /// The least share that must be done meanwhile (MBCO), percent.
    pub mbco_percent: Option<i64>,
    /// Why.
    pub mbco_reason: String,
    /// How it is done without its systems (*nødprocedure*).
    pub fallback: String,
    /// For how long that carries, minutes.
    pub fallback_minutes: Option<i64>,
    /// What share is done that way, percent.
    pub fallback_percent: Option<i64>,
    /// What it takes.
    pub fallback_needs: String,
    /// When it was last tried.
    #[serde(with = "day::option")]
    pub fallback_tried_on: Option<Date>,
    /// Who does it, and with what skills.
    pub staff: String,
    /// The fewest people it takes.
    pub staff_least: Option<i64>,
    /// Where it is done, and where else it can be.
    pub places: String,
    /// Supplies, forms, vehicles.
    pub supplies: String,
    /// When it is to be looked at again.
    #[serde(with = "day::option")]
    pub review_on: Option<Date>,
}
