//! How the fields of a thing differ, for people to read.

use bavn_core::asset::OWN;
use serde_json::{Map, Value as Json};

/// The fields that differ, each as it was and as it becomes, as texts; `name_of` gives names for identifiers.
pub(super) fn differences<N: AsRef<str>>(
    before: &Map<String, Json>,
    after: &Map<String, Json>,
    name_of: impl Fn(&str) -> Option<N>,
) -> Vec<(String, String, String)> {
    let named = |text: &str| name_of(text).map_or_else(|| text.to_owned(), |name| name.as_ref().to_owned());
    let text = |value: &Json| match value {
        Json::String(text) => named(text),
        Json::Array(words) => words.iter().filter_map(Json::as_str).map(named).collect::<Vec<_>>().join("; "),
        Json::Number(_) | Json::Bool(_) => value.to_string(),
        Json::Null | Json::Object(_) => String::new(),
    };
    // What an import does not read is shown through what it does.
    let shown = |field: &str| !matches!(field, "contacts" | "subs" | "clauses");
    let (before, after) = (with_own(before), with_own(after));
    let left = before.iter().filter(|(field, _)| field.starts_with(OWN) && !after.contains_key(*field));
    let left: Vec<_> = left.map(|(field, value)| (field.clone(), text(value), String::new())).collect();
    let changed = after.iter().filter(|(field, value)| shown(field) && before.get(*field) != Some(value));
    changed
        .map(|(field, value)| (field.clone(), before.get(field).map(text).unwrap_or_default(), text(value)))
        .chain(left)
        .collect()
}

/// The fields, with those of own types beside the others, as `own.` and their key.
fn with_own(map: &Map<String, Json>) -> Map<String, Json> {
    let mut all = map.clone();
    if let Some(Json::Object(own)) = all.remove("own") {
        all.extend(own.into_iter().map(|(key, value)| (format!("{OWN}{key}"), value)));
    }
    all
}
