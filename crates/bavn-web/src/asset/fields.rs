//! What is written down about an asset, as it is sent and answered.

use bavn_app::{Error, FieldFault};
use bavn_core::asset::{AssetFacts, FIELDS, Field, FieldKind};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;
use utoipa::ToSchema;
use uuid::Uuid;

/// What is written down about an asset; a field that is left out is empty.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct AssetFields {
    /// The name.
    #[schema(max_length = 200)]
    pub(super) name: String,
    /// Other names that people use for it.
    #[serde(default)]
    pub(super) alias: String,
    /// What sort of thing it is: `system`, `shared_solution`, `server`, `network`, `storage`, `cloud_service`, `identity`, `backup`, `computer`, `mobile`, `printer`, `ot`, `data_set`, `location`, `power`, `water`, `heat`, `internet`, `telecom`, `team`, `role` or `own`.
    #[schema(example = "shared_solution")]
    #[serde(default)]
    pub(super) kind: String,
    /// The municipality's own type, when the kind is `own`.
    #[serde(default)]
    pub(super) type_id: Option<Uuid>,
    /// What it is for.
    #[serde(default)]
    pub(super) description: String,
    /// The person who answers for it (*systemejer*).
    #[serde(default)]
    pub(super) owner: Option<Uuid>,
    /// The administration that it belongs to; none for the whole municipality.
    #[serde(default)]
    pub(super) unit: Option<Uuid>,
    /// The person responsible for it day by day.
    #[serde(default)]
    pub(super) responsible: Option<Uuid>,
    /// Whom technicians ask.
    #[serde(default)]
    pub(super) technical_contact: Option<Uuid>,
    /// Who delivers it.
    #[serde(default)]
    pub(super) supplier: Option<Uuid>,
    /// Where it is in its life: `planned`, `in_use`, `phasing_out` or `ended`.
    #[schema(example = "in_use")]
    #[serde(default)]
    pub(super) life_cycle: String,
    /// The day on which it goes, or went, out of use.
    #[schema(format = Date)]
    #[serde(default)]
    pub(super) ends_on: Option<String>,
    /// Whole kroner in a year.
    #[serde(default)]
    pub(super) cost_yearly: Option<i64>,
    /// How badly the municipality needs it.
    #[schema(minimum = 0, maximum = 4)]
    #[serde(default)]
    pub(super) criticality: Option<u8>,
    /// Why that criticality.
    #[serde(default)]
    pub(super) criticality_reason: String,
    /// Its own need of confidentiality.
    #[schema(minimum = 0, maximum = 4)]
    #[serde(default)]
    pub(super) confidentiality: Option<u8>,
    /// Why that confidentiality.
    #[serde(default)]
    pub(super) confidentiality_reason: String,
    /// Its own need of integrity.
    #[schema(minimum = 0, maximum = 4)]
    #[serde(default)]
    pub(super) integrity: Option<u8>,
    /// Why that integrity.
    #[serde(default)]
    pub(super) integrity_reason: String,
    /// Its own need of availability.
    #[schema(minimum = 0, maximum = 4)]
    #[serde(default)]
    pub(super) availability: Option<u8>,
    /// Why that availability.
    #[serde(default)]
    pub(super) availability_reason: String,
    /// The kinds of personal data in it: `none`, `ordinary`, `cpr`, `special`, `criminal`.
    #[serde(default)]
    pub(super) personal_data: Vec<String>,
    /// The ground for processing in the GDPR or other law.
    #[serde(default)]
    pub(super) gdpr_basis: String,
    /// Where the record of processing activities (GDPR art. 30) stands.
    #[serde(default)]
    pub(super) record_url: String,
    /// Where it runs: `unknown`, `own`, `shared`, `supplier`, `cloud_eu` or `cloud_outside`.
    #[schema(example = "cloud_eu")]
    #[serde(default)]
    pub(super) hosting: String,
    /// Whether it can be reached from the internet.
    #[serde(default)]
    pub(super) internet_facing: Option<bool>,
    /// Services that can be reached from outside.
    #[serde(default)]
    pub(super) exposed_services: String,
    /// How much of the sign-in asks for more than one factor: `unknown`, `none`, `partly` or `all`.
    #[schema(example = "partly")]
    #[serde(default)]
    pub(super) mfa: String,
    /// Whether people sign in with the municipality's own sign-in.
    #[serde(default)]
    pub(super) sso: Option<bool>,
    /// Hours between backups.
    #[serde(default)]
    pub(super) backup_interval_hours: Option<i64>,
    /// Whether a copy is kept that cannot be reached over the network.
    #[serde(default)]
    pub(super) offline_copy: Option<bool>,
    /// When a restore was last tested.
    #[schema(format = Date)]
    #[serde(default)]
    pub(super) last_restore_test_on: Option<String>,
    /// How long that restore took, in minutes.
    #[serde(default)]
    pub(super) restore_test_minutes: Option<i64>,
    /// The last day on which its maker mends faults in it.
    #[schema(format = Date)]
    #[serde(default)]
    pub(super) supported_until: Option<String>,
    /// When it was last updated.
    #[schema(format = Date)]
    #[serde(default)]
    pub(super) last_patched_on: Option<String>,
    /// Whether its logs are gathered centrally.
    #[serde(default)]
    pub(super) log_connected: Option<bool>,
    /// For how many days its logs are kept.
    #[serde(default)]
    pub(super) log_retention_days: Option<i64>,
    /// When something last came from it.
    #[schema(format = Date)]
    #[serde(default)]
    pub(super) log_last_seen_on: Option<String>,
    /// Whether it is protected against malicious software.
    #[serde(default)]
    pub(super) endpoint_protection: Option<bool>,
    /// Whether its data are encrypted where they are kept.
    #[serde(default)]
    pub(super) encryption: Option<bool>,
    /// When somebody was last asked to break into it.
    #[schema(format = Date)]
    #[serde(default)]
    pub(super) last_pentest_on: Option<String>,
    /// Where it was taken in from, such as `kitos`; empty when it was typed here.
    #[serde(default)]
    pub(super) external_source: String,
    /// Its identifier there.
    #[serde(default)]
    pub(super) external_id: String,
    /// Anything else.
    #[serde(default)]
    pub(super) note: String,
    /// Values of own fields, by the field's key, as the own type has them: whole numbers in digits, days as `2026-10-12`, `true` or `false`, and the
    /// options of a choice as they are spelt.
    #[schema(example = json!({ "effekt": "80", "seneste_proeve": "2026-06-15" }))]
    #[serde(default)]
    pub(super) own: BTreeMap<String, String>,
}

impl AssetFields {
    /// The fields of facts.
    pub(super) fn of(facts: &AssetFacts) -> Self {
        // The names and forms are the same: a test holds them to it.
        serde_json::from_value(Value::Object(facts.to_map())).unwrap_or_default()
    }

    /// The facts, or every field that does not hold what it should.
    pub(super) fn read(self) -> Result<AssetFacts, Error> {
        let Ok(Value::Object(mut map)) = serde_json::to_value(self) else { return Ok(AssetFacts::default()) };
        let mut faults = Vec::new();
        for field in &FIELDS {
            let text = map.get(field.key).map(Field::text).unwrap_or_default();
            // What is left out of the words that always hold one is the usual one.
            let is_usual = text.is_empty() && matches!(field.kind, FieldKind::Choice(_));
            if is_usual {
                map.remove(field.key);
            } else {
                match field.parse(&text) {
                    Ok(value) => {
                        map.insert(field.key.to_owned(), value);
                    }
                    Err(fault) => faults.push(super::inputs::value_fault(field, &text, fault)),
                }
            }
        }
        if !faults.is_empty() {
            return Err(Error::Invalid(faults));
        }
        AssetFacts::from_map(map)
            .map_err(|error| Error::Invalid(vec![FieldFault::new("body", "unknown", error.to_string())]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use bavn_core::asset::{Grade, Mfa, PersonalData};
    use time::macros::date;

    #[test]
    fn the_names_and_forms_are_those_of_the_facts() {
        let facts = AssetFacts {
            name: "Omsorg".into(),
            criticality: Some(Grade::MAX),
            mfa: Mfa::All,
            personal_data: [PersonalData::Cpr, PersonalData::Special].into(),
            supported_until: Some(date!(2027 - 03 - 31)),
            log_connected: Some(false),
            own: [("rack".to_owned(), "7".to_owned())].into(),
            ..AssetFacts::default()
        };
        let sent = AssetFields::of(&facts);
        let mut keys: Vec<String> = serde_json::to_value(&sent).unwrap().as_object().unwrap().keys().cloned().collect();
        keys.sort();
        let mut names: Vec<String> = facts.to_map().keys().cloned().collect();
        names.sort();
        assert_eq!(keys, names);
        assert_eq!(sent.read().unwrap(), facts);
        assert_eq!(AssetFields { name: "X".into(), ..Default::default() }.read().unwrap().name, "X");
    }
}
