use super::{AssetFacts, field::day};
use serde::{Serialize, Serializer, ser::SerializeMap as _};
use time::Date;

/// The facts of an asset without what nobody has said, to be written as JSON: what is left out is read back as empty.
///
/// The name, the kind and the place in its life are always there.
#[derive(Clone, Copy, Debug)]
pub struct Said<'a>(&'a AssetFacts);

impl AssetFacts {
    /// Only what somebody has said.
    #[must_use]
    pub const fn said(&self) -> Said<'_> {
        Said(self)
    }
}

#[derive(Serialize)]
#[serde(transparent)]
struct Day(#[serde(with = "day::option")] Option<Date>);

impl Serialize for Said<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (facts, empty) = (self.0, AssetFacts::default());
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("name", &facts.name)?;
        map.serialize_entry("kind", &facts.kind)?;
        map.serialize_entry("life_cycle", &facts.life_cycle)?;
        macro_rules! said {
            ($($field:ident)*) => {
                $(if facts.$field != empty.$field {
                    map.serialize_entry(stringify!($field), &facts.$field)?;
                })*
            };
        }
        macro_rules! said_days {
            ($($field:ident)*) => {
                $(if facts.$field.is_some() {
                    map.serialize_entry(stringify!($field), &Day(facts.$field))?;
                })*
            };
        }
        said! {
            alias type_id description owner unit responsible technical_contact supplier cost_yearly
            criticality criticality_reason confidentiality confidentiality_reason integrity integrity_reason
            availability availability_reason personal_data gdpr_basis record_url hosting internet_facing
            exposed_services mfa sso backup_interval_hours offline_copy restore_test_minutes log_connected
            log_retention_days endpoint_protection encryption external_source external_id note own
        }
        said_days! { ends_on last_restore_test_on supported_until last_patched_on log_last_seen_on last_pentest_on }
        map.end()
    }
}

#[cfg(test)]
mod tests {
    use super::{super::field::tests::filled_map, *};

    #[test]
    fn what_was_said_is_read_back_and_nothing_else_is_written() {
        let mut full = AssetFacts::from_map(filled_map()).unwrap();
        full.own.insert("effekt".into(), "80".into());
        let text = serde_json::to_string(&full.said()).unwrap();
        assert_eq!(serde_json::from_str::<AssetFacts>(&text).unwrap(), full);
        let empty = AssetFacts { name: "EOJ".into(), ..AssetFacts::default() };
        let text = serde_json::to_string(&empty.said()).unwrap();
        assert_eq!(serde_json::from_str::<AssetFacts>(&text).unwrap(), empty);
        assert_eq!(text, r#"{"name":"EOJ","kind":"system","life_cycle":"in_use"}"#);
    }
}
