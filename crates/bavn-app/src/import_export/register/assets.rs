//! Records to changes of assets.

use super::{names::NameIndex, types::RowAction};
use crate::{
    Error, Result,
    asset::{Asset, AssetKeys, find_by},
};
use bavn_core::{
    access::Permit,
    asset::AssetFacts,
    import_export::table::{Known, Mapping, Record, Unknown, Value},
};
use sea_orm::ConnectionTrait;
use serde_json::{Map, Value as Json};
use std::collections::HashMap;

/// What a record does.
pub(super) struct Planned {
    pub(super) row: u32,
    pub(super) action: RowAction,
    /// The asset, when it is here.
    pub(super) old: Option<Asset>,
    /// What it becomes; nothing when it is left as it is.
    pub(super) facts: Option<AssetFacts>,
}

/// What some records do, by what is here; a few statements in all.
pub(super) async fn plan(
    conn: &impl ConnectionTrait,
    permit: &Permit,
    mapping: &Mapping,
    source: &str,
    names: &mut NameIndex,
    records: Vec<Record>,
) -> Result<Vec<Planned>> {
    let mut known = find(conn, permit, mapping, source, &records).await?;
    let mut planned = Vec::with_capacity(records.len());
    for record in records {
        let old = key_of(mapping, &record.values).and_then(|key| known.remove(key));
        planned.push(one(mapping, source, names, record, old)?);
    }
    Ok(planned)
}

fn key_of<'a>(mapping: &Mapping, values: &'a std::collections::BTreeMap<&'static str, Value>) -> Option<&'a str> {
    values.get(mapping.key.as_str()).and_then(Value::as_text)
}

/// The assets of the records, by the text of the key. Of several with one name the one in use counts, and of those the oldest.
async fn find(
    conn: &impl ConnectionTrait,
    permit: &Permit,
    mapping: &Mapping,
    source: &str,
    records: &[Record],
) -> Result<HashMap<String, Asset>> {
    let keys: Vec<String> =
        records.iter().filter_map(|record| key_of(mapping, &record.values)).map(str::to_owned).collect();
    if keys.is_empty() {
        return Ok(HashMap::new());
    }
    let is_external = mapping.key == "external_id";
    let wanted =
        if is_external { AssetKeys::External { source: source.to_owned(), ids: keys } } else { AssetKeys::Names(keys) };
    let mut known: HashMap<String, Asset> = HashMap::new();
    for asset in find_by(conn, permit, &wanted).await? {
        let key = if is_external { &asset.facts.external_id } else { &asset.facts.name };
        match known.get(key) {
            Some(other) if other.archived_at.is_none() || asset.archived_at.is_some() => {}
            _ => {
                known.insert(key.clone(), asset);
            }
        }
    }
    Ok(known)
}

fn one(mapping: &Mapping, source: &str, names: &mut NameIndex, record: Record, old: Option<Asset>) -> Result<Planned> {
    let row = record.row;
    let left = |action, old| Ok(Planned { row, action, old, facts: None });
    let Some(asset) = old else {
        // What is recognised by something else than the name may lack one; a new one cannot.
        if mapping.unknown == Unknown::Skip || !record.values.contains_key("name") {
            return left(RowAction::Skip, None);
        }
        let mut map = AssetFacts::default().to_map();
        put(&mut map, mapping, names, record, |_, _| true);
        if map.get("external_id").and_then(Json::as_str).is_some_and(|id| !id.is_empty()) {
            map.insert("external_source".into(), source.into());
        }
        return Ok(Planned { row, action: RowAction::Create, old: None, facts: Some(facts(map)?) });
    };
    if mapping.known == Known::Skip || asset.merged_into.is_some() {
        return left(RowAction::Skip, Some(asset));
    }
    let before = asset.facts.to_map();
    let mut map = before.clone();
    let empty = AssetFacts::default().to_map();
    let only_empty = mapping.known == Known::Fill;
    put(&mut map, mapping, names, record, |field, value| !only_empty || empty.get(field) == Some(value));
    let is_back = asset.archived_at.is_some();
    if map == before && !is_back {
        return left(RowAction::Unchanged, Some(asset));
    }
    let action = if is_back { RowAction::Restore } else { RowAction::Update };
    Ok(Planned { row, action, old: Some(asset), facts: Some(facts(map)?) })
}

fn facts(map: Map<String, Json>) -> Result<AssetFacts> {
    AssetFacts::from_map(map).map_err(|error| Error::System { what: "import", message: error.to_string() })
}

/// Puts the values of a record into the fields where `may` allows it, given what stands there. What names nobody here goes into the note.
fn put(
    map: &mut Map<String, Json>,
    mapping: &Mapping,
    names: &mut NameIndex,
    record: Record,
    may: impl Fn(&str, &Json) -> bool,
) {
    let mut values = record.values;
    let email = values.remove("owner_email");
    let email = email.as_ref().and_then(Value::as_text);
    let mut lines = Vec::new();
    let mut found = Map::new();
    if let Some(email) = email.filter(|_| !values.contains_key("owner")) {
        match names.person(None, Some(email)) {
            Some(id) => {
                found.insert("owner".into(), id.to_string().into());
            }
            None => {
                names.miss("owner", email);
                lines.push(format!("{}: {email}", heading(mapping, "owner_email")));
            }
        }
    }
    for (field, value) in values {
        let Some(name) = value.as_text().filter(|_| is_reference(field)) else {
            let value = serde_json::to_value(&value).unwrap_or_default();
            found.insert(field.to_owned(), value);
            continue;
        };
        let id = match field {
            "unit" => names.unit(name),
            "supplier" => names.supplier(name),
            "owner" => names.person(Some(name), email),
            _ => names.person(Some(name), None),
        };
        match id {
            Some(id) => {
                found.insert(field.to_owned(), id.to_string().into());
            }
            None => {
                names.miss(field, name);
                let address = email.filter(|_| field == "owner").map(|email| format!(" ({email})"));
                lines.push(format!("{}: {name}{}", heading(mapping, field), address.unwrap_or_default()));
            }
        }
    }
    if !lines.is_empty() {
        let note = found.get("note").or(map.get("note")).and_then(Json::as_str).unwrap_or_default();
        // A name that was kept before, and stands in the note still, is not kept twice.
        let kept: Vec<&str> = note.lines().collect();
        lines.retain(|line| !kept.contains(&line.as_str()));
        let note = std::iter::once(note).filter(|note| !note.is_empty()).chain(lines.iter().map(String::as_str));
        let note: String = note.collect::<Vec<_>>().join("\n").chars().take(10_000).collect();
        found.insert("note".into(), note.into());
    }
    for (field, value) in found {
        if map.get(&field).is_none_or(|old| may(&field, old)) {
            map.insert(field, value);
        }
    }
}

fn is_reference(field: &str) -> bool {
    matches!(field, "owner" | "responsible" | "technical_contact" | "unit" | "supplier")
}

/// The heading of the column that is read into a field.
fn heading<'a>(mapping: &'a Mapping, field: &'a str) -> &'a str {
    let column = mapping.columns.iter().find(|column| column.field.as_deref() == Some(field));
    column.map_or(field, |column| column.heading.as_str())
}

/// The fields that differ, each as it was and as it becomes, as texts.
pub(super) fn differences(before: &AssetFacts, after: &AssetFacts) -> Vec<(String, String, String)> {
    use bavn_core::asset::Field;
    let (before, after) = (before.to_map(), after.to_map());
    let changed = after.iter().filter(|(field, value)| before.get(*field) != Some(value));
    changed
        .map(|(field, value)| {
            (field.clone(), before.get(field).map(Field::text).unwrap_or_default(), Field::text(value))
        })
        .collect()
}
