use super::{Grade, Hosting, Kind, LifeCycle, Mfa, PersonalData, field::day};
use crate::ids::{AssetTypeId, PersonId, SupplierId, UnitId};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use time::Date;

/// Everything that is written down about an asset; `None` and the empty text mean that nobody has said.
///
/// In JSON every field stands by its own name, dates as `2026-10-12`; a field that is left out is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct AssetFacts {
    /// The name.
    pub name: String,
    /// Other names that people use for it.
    pub alias: String,
    /// What sort of thing it is.
    pub kind: Kind,
    /// The municipality's own type, when the kind is [`Kind::Own`].
    pub type_id: Option<AssetTypeId>,
    /// What it is for.
    pub description: String,
    /// The person who answers for it (*systemejer*).
    pub owner: Option<PersonId>,
    /// The administration that it belongs to; none for the whole municipality.
    pub unit: Option<UnitId>,
    /// The person responsible for it day by day.
    pub responsible: Option<PersonId>,
    /// Whom technicians ask.
    pub technical_contact: Option<PersonId>,
    /// Who delivers it.
    pub supplier: Option<SupplierId>,
    /// Where it is in its life.
    pub life_cycle: LifeCycle,
    /// The day on which it goes, or went, out of use.
    #[serde(with = "day::option")]
    pub ends_on: Option<Date>,
    /// Whole kroner in a year.
    pub cost_yearly: Option<i64>,
    /// How badly the municipality needs it.
    pub criticality: Option<Grade>,
    /// Why that criticality.
    pub criticality_reason: String,
    /// Its own need of confidentiality.
    pub confidentiality: Option<Grade>,
    /// Why.
    pub confidentiality_reason: String,
    /// Its own need of integrity.
    pub integrity: Option<Grade>,
    /// Why.
    pub integrity_reason: String,
    /// Its own need of availability.
    pub availability: Option<Grade>,
    /// Why.
    pub availability_reason: String,
    /// The kinds of personal data in it.
    pub personal_data: BTreeSet<PersonalData>,
    /// The ground for processing in the GDPR or other law.
    pub gdpr_basis: String,
    /// Where the record of processing activities (GDPR art. 30) stands.
    pub record_url: String,
    /// Where it runs.
    pub hosting: Hosting,
    /// Whether it can be reached from the internet.
    pub internet_facing: Option<bool>,
    /// Services that can be reached from outside.
    pub exposed_services: String,
    /// How much of the sign-in asks for more than one factor.
    pub mfa: Mfa,
    /// Whether people sign in with the municipality's own sign-in.
    pub sso: Option<bool>,
    /// Hours between backups.
    pub backup_interval_hours: Option<i64>,
    /// Whether a copy is kept that cannot be reached over the network.
    pub offline_copy: Option<bool>,
    /// When a restore was last tested.
    #[serde(with = "day::option")]
    pub last_restore_test_on: Option<Date>,
    /// How long that restore took, in minutes.
    pub restore_test_minutes: Option<i64>,
    /// The last day on which its maker mends faults in it.
    #[serde(with = "day::option")]
    pub supported_until: Option<Date>,
    /// When it was last updated.
    #[serde(with = "day::option")]
    pub last_patched_on: Option<Date>,
    /// Whether its logs are gathered centrally.
    pub log_connected: Option<bool>,
    /// For how many days its logs are kept.
    pub log_retention_days: Option<i64>,
    /// When something last came from it.
    #[serde(with = "day::option")]
    pub log_last_seen_on: Option<Date>,
    /// Whether it is protected against malicious software.
    pub endpoint_protection: Option<bool>,
    /// Whether its data are encrypted where they are kept.
    pub encryption: Option<bool>,
    /// When somebody was last asked to break into it.
    #[serde(with = "day::option")]
    pub last_pentest_on: Option<Date>,
    /// Where it was taken in from, such as `kitos`; empty when it was typed here.
    pub external_source: String,
    /// Its identifier there.
    pub external_id: String,
    /// Anything else.
    pub note: String,
    /// Values of own fields, by the field's key.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub own: BTreeMap<String, String>,
}
