//! Records to changes of assets.

use super::{
    entity::{import, row},
    names::NameIndex,
    types::{ImportState, RowAction},
};
use crate::{
    Error, Result,
    asset::{Asset, AssetKeys, find_by},
};
use bavn_core::{
    access::Permit,
    asset::AssetFacts,
    ids::AssetId,
    import_export::table::{Known, Mapping, Record, Unknown, Value},
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect as _, QueryTrait as _};
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
    /// What another register gave, for its next reading; empty for files.
    pub(super) written: Map<String, Json>,
}

/// What Kitos gave last, by asset: only what stands here still as it gave it follows it.
type Given = HashMap<AssetId, Map<String, Json>>;

/// The register of systems of the Danish municipalities.
pub(super) const KITOS: &str = "kitos";

async fn given(conn: &impl ConnectionTrait, ids: Vec<AssetId>) -> Result<Given> {
    let done = import::Entity::find()
        .filter(import::Column::Source.eq(KITOS))
        .filter(import::Column::State.eq(ImportState::Done.key()))
        .select_only()
        .column(import::Column::Id)
        .into_query();
    // Identifiers sort by time: the last one stays.
    let rows = row::Entity::find()
        .filter(row::Column::ObjectId.is_in(ids.into_iter().map(|id| id.0)))
        .filter(row::Column::Written.ne(""))
        .filter(row::Column::ImportId.in_subquery(done))
        .order_by_asc(row::Column::ImportId);
    let parsed = |row: row::Model| Some((AssetId(row.object_id), serde_json::from_str(&row.written).ok()?));
    Ok(rows.all(conn).await?.into_iter().filter_map(parsed).collect())
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
    let ids = known.values().map(|asset| asset.id).collect();
    let mut before = if source == KITOS { given(conn, ids).await? } else { Given::new() };
    let mut planned = Vec::with_capacity(records.len());
    for record in records {
        let old = key_of(mapping, &record.values).and_then(|key| known.remove(key));
        let given = old.as_ref().and_then(|asset| before.remove(&asset.id));
        planned.push(one(mapping, source, names, record, old, given)?);
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

fn one(
    mapping: &Mapping,
    source: &str,
    names: &mut NameIndex,
    record: Record,
    old: Option<Asset>,
    given: Option<Map<String, Json>>,
) -> Result<Planned> {
    let row = record.row;
    let left = |action, old| Ok(Planned { row, action, old, facts: None, written: Map::new() });
    let Some(asset) = old else {
        // What is recognised by something else than the name may lack one; a new one cannot.
        if mapping.unknown == Unknown::Skip || !record.values.contains_key("name") {
            return left(RowAction::Skip, None);
        }
        let mut map = AssetFacts::default().to_map();
        let written = put(&mut map, mapping, names, record, |_, _| true);
        let written = if source == KITOS { written } else { Map::new() };
        if map.get("external_id").and_then(Json::as_str).is_some_and(|id| !id.is_empty()) {
            map.insert("external_source".into(), source.into());
        }
        return Ok(Planned { row, action: RowAction::Create, old: None, facts: Some(facts(map)?), written });
    };
    let is_back = asset.archived_at.is_some();
    // What somebody here took out of use stays so, whatever Kitos says.
    let is_left = source == KITOS && is_back && given.is_some();
    if mapping.known == Known::Skip || asset.merged_into.is_some() || is_left {
        return left(RowAction::Skip, Some(asset));
    }
    let before = asset.facts.to_map();
    let mut map = before.clone();
    let empty = AssetFacts::default().to_map();
    let only_empty = mapping.known == Known::Fill;
    let is_empty = |field: &str, value: &Json| empty.get(field) == Some(value);
    let written = put(&mut map, mapping, names, record, |field, value| match &given {
        Some(given) if given.contains_key(field) => given.get(field) == Some(value),
        Some(_) => is_empty(field, value),
        None => (!only_empty && source != KITOS) || is_empty(field, value),
    });
    let written = if source == KITOS { given.into_iter().flatten().chain(written).collect() } else { Map::new() };
    if map == before && !is_back {
        return left(RowAction::Unchanged, Some(asset));
    }
    let action = if is_back { RowAction::Restore } else { RowAction::Update };
    Ok(Planned { row, action, old: Some(asset), facts: Some(facts(map)?), written })
}

/// What taking out of use does to those of these uses of Kitos that are in use.
pub(super) async fn gone(conn: &impl ConnectionTrait, permit: &Permit, ids: Vec<String>) -> Result<Vec<Planned>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let found = find_by(conn, permit, &AssetKeys::External { source: KITOS.to_owned(), ids }).await?;
    let in_use = found.into_iter().filter(|asset| asset.archived_at.is_none());
    let archive =
        |asset| Planned { row: 0, action: RowAction::Archive, old: Some(asset), facts: None, written: Map::new() };
    Ok(in_use.map(archive).collect())
}

fn facts(map: Map<String, Json>) -> Result<AssetFacts> {
    AssetFacts::from_map(map).map_err(|error| Error::System { what: "import", message: error.to_string() })
}

/// Puts the values of a record into the fields where `may` allows it, given what stands there; those that were put. What names nobody here goes
/// into the note.
fn put(
    map: &mut Map<String, Json>,
    mapping: &Mapping,
    names: &mut NameIndex,
    record: Record,
    may: impl Fn(&str, &Json) -> bool,
) -> Map<String, Json> {
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
    found.retain(|field, _| map.get(field).is_none_or(|old| may(field, old)));
    for (field, value) in &found {
        map.insert(field.clone(), value.clone());
    }
    found
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
