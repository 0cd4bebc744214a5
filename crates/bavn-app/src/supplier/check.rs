use crate::FieldFault;
use bavn_core::supplier::{Fault, FieldFault as Found};
use serde_json::{Map, Value};

/// Faults of the rules as faults of the form, with the values that were given, behind the place of the object among many.
pub(super) fn in_words(found: Vec<Found>, map: &Map<String, Value>, place: Option<&str>) -> Vec<FieldFault> {
    let word = |found: Found| {
        let value = map.get(&found.field).map(bavn_core::supplier::Field::text).unwrap_or_default();
        let field = place.map_or_else(|| found.field.clone(), |place| format!("{place}.{}", found.field));
        let fault = FieldFault::new(field, found.fault.code(), value);
        match found.fault {
            Fault::TooLong { max } | Fault::TooMany { max } => fault.with("max", max),
            Fault::OutOfRange { min, max } => fault.with("min", min).with("max", max),
            Fault::YearOutOfRange { min, max } => fault.with("min", min).with("max", max),
            _ => fault,
        }
    };
    found.into_iter().map(word).collect()
}

/// The name of a field behind the place of its object among many.
pub(super) fn placed(place: Option<&str>, field: &str) -> String {
    place.map_or_else(|| field.to_owned(), |place| format!("{place}.{field}"))
}
