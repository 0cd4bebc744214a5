use crate::FieldFault;
use bavn_core::supplier::{Field, FieldFault as Found};
use serde_json::{Map, Value};

/// Faults of the rules as faults of the form, with the values that were given, behind the place of the object among many.
pub(super) fn in_words(found: Vec<Found>, map: &Map<String, Value>, place: Option<&str>) -> Vec<FieldFault> {
    let word = |found: Found| {
        let value = map.get(&*found.field).map(Field::text).unwrap_or_default();
        let fault = FieldFault::of(found, value);
        match place {
            Some(place) => fault.at(place),
            None => fault,
        }
    };
    found.into_iter().map(word).collect()
}

/// The name of a field behind the place of its object among many.
pub(super) fn placed(place: Option<&str>, field: &str) -> String {
    place.map_or_else(|| field.to_owned(), |place| format!("{place}.{field}"))
}
