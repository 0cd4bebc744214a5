//! Small helpers for JSON objects without empty parts, which OSCAL forbids.

use super::{
    NAMESPACE,
    markup::{escape, escape_folded, folded},
};
use serde_json::{Map, Value, json};
use std::fmt::Display;

/// An object that leaves out what is empty.
#[derive(Debug, Default)]
pub(super) struct Object(Map<String, Value>);

impl Object {
    pub(super) fn new() -> Self {
        Self::default()
    }

    /// A value as it is.
    pub(super) fn set(mut self, key: &str, value: impl Into<Value>) -> Self {
        self.0.insert(key.to_owned(), value.into());
        self
    }

    /// A value where there is one.
    pub(super) fn maybe(self, key: &str, value: Option<impl Into<Value>>) -> Self {
        match value {
            Some(value) => self.set(key, value),
            None => self,
        }
    }

    /// Plain text on one line, as markup; left out when blank.
    pub(super) fn line(self, key: &str, text: &str) -> Self {
        let text = escape_folded(text);
        if text.is_empty() { self } else { self.set(key, text) }
    }

    /// Plain text of several lines, as markup; left out when blank.
    pub(super) fn prose(self, key: &str, text: &str) -> Self {
        if text.trim().is_empty() { self } else { self.set(key, escape(text)) }
    }

    /// A list; left out when empty.
    pub(super) fn list(self, key: &str, values: impl IntoIterator<Item = Value>) -> Self {
        let values: Vec<Value> = values.into_iter().collect();
        if values.is_empty() { self } else { self.set(key, values) }
    }

    pub(super) fn done(self) -> Value {
        Value::Object(self.0)
    }
}

/// A property of ours; none for a blank value.
pub(super) fn prop(name: &str, value: impl Display) -> Option<Value> {
    let value = folded(&value.to_string());
    (!value.is_empty()).then(|| json!({ "name": name, "ns": NAMESPACE, "value": value }))
}

/// A property of ours with a longer text: the value shows its beginning on one line, the remarks hold all of it.
pub(super) fn text_prop(name: &str, text: &str) -> Option<Value> {
    let value: String = folded(text).chars().take(120).collect();
    let value = value.trim_end();
    (!value.is_empty()).then(|| json!({ "name": name, "ns": NAMESPACE, "value": value, "remarks": escape(text) }))
}

/// A property that OSCAL itself defines.
pub(super) fn core_prop(name: &str, value: &str) -> Option<Value> {
    let value = folded(value);
    (!value.is_empty()).then(|| json!({ "name": name, "value": value }))
}
