//! The same values for many assets at once.

use super::{AssetFacts, FIELDS, Field, field};
use serde_json::{Map, Value};

/// Assets that are changed at once, at most.
pub const BULK_MOST: usize = 2_000;

/// What stands before the key of an own field where fields of assets are named: `own.location`.
pub const OWN: &str = "own.";

/// What belongs to one asset alone: its names, what it is at another register, and its own type.
const ALONE: [&str; 5] = ["name", "alias", "type_id", "external_source", "external_id"];

/// The fields that many assets can be given the same value in, in the order of the page.
pub fn bulk_fields() -> impl Iterator<Item = &'static Field> {
    FIELDS.iter().filter(|field| !ALONE.contains(&field.key))
}

/// The field of a name, when many assets can be given the same value in it.
#[must_use]
pub fn bulk_field(key: &str) -> Option<&'static Field> {
    field(key).filter(|field| !ALONE.contains(&field.key))
}

impl AssetFacts {
    /// The facts with some values put into their fields, as [`Field::parse`] makes them; own fields as [`OWN`] and their key, texts as they are typed.
    ///
    /// # Errors
    /// The first value that does not fit, or the first name that is no field.
    pub fn with_values(&self, values: &Map<String, Value>) -> Result<Self, serde_json::Error> {
        let mut map = self.to_map();
        let is_own = |key: &str| key.starts_with(OWN);
        let fields = values.iter().filter(|(key, _)| !is_own(key));
        map.extend(fields.map(|(key, value)| (key.clone(), value.clone())));
        let mut facts = Self::from_map(map)?;
        for (key, value) in values {
            let Some(key) = key.strip_prefix(OWN) else { continue };
            match Field::text(value) {
                text if text.trim().is_empty() => facts.own.remove(key),
                text => facts.own.insert(key.to_owned(), text),
            };
        }
        Ok(facts)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::asset::Mfa;

    #[test]
    fn what_makes_an_asset_that_one_is_left_alone() {
        assert_eq!(bulk_fields().count(), FIELDS.len() - ALONE.len());
        assert!(bulk_field("name").is_none() && bulk_field("toaster").is_none() && bulk_field("mfa").is_some());
    }

    #[test]
    fn values_are_put_over_what_was_there() {
        let facts = AssetFacts { name: "Løn".into(), ..AssetFacts::default() };
        let values: Map<String, Value> = [("mfa".to_owned(), "all".into())].into_iter().collect();
        let becomes = facts.with_values(&values).unwrap();
        assert_eq!(becomes, AssetFacts { mfa: Mfa::All, ..facts });
        let own = |text: &str| [("own.kw".to_owned(), text.into())].into_iter().collect();
        let with = becomes.with_values(&own("80")).unwrap();
        assert_eq!(with.own["kw"], "80");
        assert_eq!(with.with_values(&own(" ")).unwrap(), becomes);
        assert!(becomes.with_values(&[("x".to_owned(), Value::Null)].into_iter().collect()).is_err());
    }
}
