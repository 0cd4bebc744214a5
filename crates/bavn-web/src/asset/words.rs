//! What assets hold, in words.

use crate::kit::{Tr, format};
use bavn_app::asset::Names;
use bavn_core::{
    asset::{Field, FieldKind, Kind, Necessity},
    ids::AssetTypeId,
};
use serde_json::Value;

/// The name of a field.
#[must_use]
pub fn field_name(t: Tr, field: &Field) -> String {
    t.of("asset-f", field.key)
}

/// The value of a field in words; empty when nobody has said.
#[must_use]
pub fn field_text(t: Tr, names: &Names, field: &Field, value: &Value) -> String {
    let id = || value.as_str().unwrap_or_default();
    match (field.kind, value) {
        (_, Value::Null) => String::new(),
        (FieldKind::Choice(_), Value::String(word)) => choice(t, field.key, word),
        (FieldKind::Choices(_), Value::Array(words)) => {
            let words = words.iter().filter_map(Value::as_str).map(|word| choice(t, field.key, word));
            words.collect::<Vec<_>>().join(", ")
        }
        (FieldKind::Grade, Value::Number(grade)) => grade_text(t, grade.as_u64().unwrap_or_default()),
        (FieldKind::YesNo, Value::Bool(yes)) => t.get(if *yes { "asset-yes" } else { "asset-no" }),
        (FieldKind::Date, Value::String(date)) => {
            format::parse_iso_date(date).map_or_else(|| date.clone(), |date| format::date(t.lang(), date))
        }
        (FieldKind::Number(..), Value::Number(number)) => {
            let number = number.as_i64().unwrap_or_default();
            match field.key {
                "cost_yearly" => format::kroner(t.lang(), number),
                "backup_interval_hours" => t.n("asset-hours", number),
                "restore_test_minutes" => t.n("asset-minutes", number),
                _ => t.n("asset-days", number),
            }
        }
        (FieldKind::Person, _) => id().parse().map_or_else(|_| String::new(), |id| names.person(Some(id)).to_owned()),
        (FieldKind::Unit, _) => id().parse().map_or_else(|_| String::new(), |id| names.unit(Some(id)).to_owned()),
        (FieldKind::Supplier, _) => {
            id().parse().map_or_else(|_| String::new(), |id| names.supplier(Some(id)).to_owned())
        }
        (FieldKind::Type, _) => id().parse().map_or_else(|_| String::new(), |id| names.type_name(Some(id)).to_owned()),
        _ => Field::text(value),
    }
}

/// A value that stands as text, in words; those of references have their names already.
pub(crate) fn text_in_words(t: Tr, field: &str, text: &str) -> Option<String> {
    let field = bavn_core::asset::field(field)?;
    let value = match field.kind {
        FieldKind::Choice(_) | FieldKind::Date => Value::from(text),
        FieldKind::Choices(_) => text.split("; ").map(Value::from).collect(),
        FieldKind::Grade | FieldKind::Number(..) => Value::from(text.parse::<i64>().ok()?),
        FieldKind::YesNo => Value::from(text.parse::<bool>().ok()?),
        _ => return None,
    };
    Some(field_text(t, &Names::default(), field, &value))
}

/// One of the words of a field, in words.
pub(crate) fn choice(t: Tr, field: &str, word: &str) -> String {
    match field {
        "kind" => t.of("asset-kind", word),
        "life_cycle" => t.of("asset-life", word),
        "hosting" => t.of("asset-hosting", word),
        "mfa" => t.of("asset-mfa", word),
        _ => t.of("asset-data", word),
    }
}

/// What sort of thing an asset is: its kind, or the name of its own type.
pub(super) fn kind_text(t: Tr, names: &Names, kind: Kind, own: Option<AssetTypeId>) -> String {
    match names.type_name(own) {
        "" => choice(t, "kind", kind.key()),
        name => name.to_owned(),
    }
}

/// A grade with its word: `3 høj`.
pub(super) fn grade_text(t: Tr, grade: impl std::fmt::Display) -> String {
    let word = t.of("asset-grade", grade.to_string());
    format!("{grade} {word}")
}

/// What happens when what is needed falls.
pub(super) fn necessity(t: Tr, necessity: Necessity) -> String {
    match necessity {
        Necessity::StopsAfter(hours) => t.n("asset-stops-after", hours),
        other => t.of("asset-necessity", other.key()),
    }
}
