use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// A field that was changed, as it was and as it became.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Change {
    /// The field, as the code and the API name it.
    pub(super) field: String,
    /// As it was; none if it was not there.
    pub(super) before: Option<String>,
    /// As it became; none if it is gone.
    pub(super) after: Option<String>,
}

/// Longest value that is shown, characters.
const LONGEST: usize = 200;

/// What differs between an object as it was and as it became. Versions and identifiers of its own are left out: the line says them.
pub(super) fn changes(before: Option<&str>, after: Option<&str>) -> Vec<Change> {
    let (before, after) = (fields(before), fields(after));
    let names: BTreeSet<&String> =
        before.keys().chain(after.keys()).filter(|name| !matches!(name.as_str(), "id" | "version")).collect();
    names
        .into_iter()
        .filter(|name| before.get(*name) != after.get(*name))
        .map(|name| Change { field: name.clone(), before: before.get(name).cloned(), after: after.get(name).cloned() })
        .collect()
}

fn fields(text: Option<&str>) -> BTreeMap<String, String> {
    let Some(Ok(value)) = text.map(serde_json::from_str::<Value>) else { return BTreeMap::new() };
    let mut found = BTreeMap::new();
    flatten(String::new(), &value, &mut found);
    found
}

fn flatten(name: String, value: &Value, found: &mut BTreeMap<String, String>) {
    match value {
        Value::Object(map) => {
            for (key, value) in map {
                flatten(if name.is_empty() { key.clone() } else { format!("{name}.{key}") }, value, found);
            }
        }
        Value::Null => {}
        Value::String(text) if text.is_empty() => {}
        Value::String(text) => {
            found.insert(name, shorten(text));
        }
        other => {
            found.insert(name, shorten(&other.to_string()));
        }
    }
}

fn shorten(text: &str) -> String {
    if text.chars().count() <= LONGEST {
        text.to_owned()
    } else {
        format!("{}…", text.chars().take(LONGEST).collect::<String>())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_differs_is_told() {
        let found = changes(
            Some(r#"{"id":"1","name":"It","cvr":null,"version":1,"a":{"b":2}}"#),
            Some(r#"{"id":"1","name":"Digitalisering","version":2,"a":{"b":2}}"#),
        );
        assert_eq!(
            found,
            [Change { field: "name".into(), before: Some("It".into()), after: Some("Digitalisering".into()) }]
        );
    }

    #[test]
    fn what_is_made_has_no_before() {
        let found = changes(None, Some(r#"{"weight":3,"text":""}"#));
        assert_eq!(found, [Change { field: "weight".into(), before: None, after: Some("3".into()) }]);
        assert!(changes(None, None).is_empty());
    }
}
