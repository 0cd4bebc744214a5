//! The columns of own types and of their fields.

use super::{Missed, Planner, UnknownName};
use crate::import_export::register::own::values;
use bavn_core::import_export::table::{OWN_FIELD, Value};
use serde_json::{Map, Value as Json};
use std::collections::BTreeMap;

/// What the columns of own types and own fields hold in a row.
pub(super) struct OwnColumns {
    name: Option<String>,
    fields: BTreeMap<String, String>,
}

impl OwnColumns {
    pub(super) fn of(values: &mut BTreeMap<&'static str, Value>) -> Self {
        let name = values.remove("own_type").and_then(|name| name.as_text().map(str::to_owned));
        let fields = match values.remove(OWN_FIELD) {
            Some(Value::Headed(fields)) => fields,
            _ => BTreeMap::new(),
        };
        Self { name, fields }
    }
}

impl Planner<'_> {
    /// The own type that a row names, as kind and type of the asset; false when there is no such type, which is noted.
    pub(super) fn own_type(
        &mut self,
        row: u32,
        map: &Map<String, Json>,
        own: &OwnColumns,
        found: &mut Map<String, Json>,
    ) -> bool {
        if let Some(name) = &own.name {
            let Some(id) = self.own.find(name) else {
                self.miss(UnknownName { row, field: "own_type", value: name.clone(), kind: "own_type" });
                return false;
            };
            // What has another type, or is of another kind, becomes one of this; what is so already is left as it is.
            if map.get("type_id").and_then(Json::as_str) != Some(&id.to_string()) {
                found.insert("type_id".into(), id.to_string().into());
            }
            if map.get("kind").and_then(Json::as_str) == Some("own") {
                found.remove("kind");
            } else {
                found.insert("kind".into(), "own".into());
            }
        }
        true
    }

    /// The own fields of a row, once it is known of which type the asset is; false when one has a fault, which is noted.
    pub(super) fn own_fields(
        &mut self,
        row: u32,
        map: &Map<String, Json>,
        own: OwnColumns,
        found: &mut Map<String, Json>,
        only_empty: bool,
    ) -> bool {
        let text = |map: &Map<String, Json>, field: &str| map.get(field).and_then(Json::as_str).map(str::to_owned);
        let (old_kind, old_type) = (text(map, "kind"), text(map, "type_id"));
        // A kind that was filled in before is not given up where only what is empty is filled; its type then stays too.
        if only_empty && !found.contains_key("kind") && old_kind.as_deref() != Some("own") {
            found.remove("type_id");
        }
        let kind = text(found, "kind").or(old_kind);
        if kind.as_deref() != Some("own") {
            if old_type.is_some() {
                found.insert("type_id".into(), Json::Null);
                found.insert("own".into(), Json::Object(Map::new()));
            }
            // Cells of own fields in a row of another kind say nothing.
            return true;
        }
        let Some(id) = text(found, "type_id").or_else(|| old_type.clone()) else {
            self.miss(UnknownName { row, field: "own_type", value: String::new(), kind: "own_type" });
            return false;
        };
        let Some(kind) = self.own.get(&id) else { return true };
        let of_map = |value: &Json| serde_json::from_value::<BTreeMap<String, String>>(value.clone()).ok();
        let old = map.get("own").and_then(of_map).unwrap_or_default();
        let is_same = old_type.as_deref() == Some(id.as_str());
        match values(kind, &own.fields, is_same.then_some(&old), only_empty, self.words) {
            Ok(becomes) if is_same && becomes == old => true,
            Ok(becomes) => {
                found.insert("own".into(), serde_json::json!(becomes));
                true
            }
            Err(missed) => {
                missed.into_iter().for_each(|one| self.note(Missed::Own(row, one)));
                false
            }
        }
    }
}
