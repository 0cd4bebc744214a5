//! Records to changes of what stands in the registers.

mod given;
mod own_columns;

use self::{
    given::{Given, given},
    own_columns::OwnColumns,
};
use super::{
    job::words,
    keys::KeyIndex,
    names::NameIndex,
    own::{OwnMiss, OwnTypes},
    things::{Kind, Permits, Thing, asset_thing, load},
    types::RowAction,
};
use crate::{
    Result,
    asset::{AssetKeys, all_types, find_by},
};
use bavn_core::{
    asset::PersonalData,
    import_export::table::{ImportWords, Known, Mapping, Read, Record, TableLimits, Unknown, Value},
};
use sea_orm::ConnectionTrait;
use serde_json::{Map, Value as Json};
use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};
use uuid::Uuid;

/// What a record does.
pub(super) struct Planned {
    pub(super) row: u32,
    pub(super) action: RowAction,
    /// The field by which the thing was found, when it is here.
    pub(super) found_by: Option<&'static str>,
    /// The thing, when it is here.
    pub(super) old: Option<Thing>,
    /// What it becomes; nothing when it is left as it is.
    pub(super) map: Option<Map<String, Json>>,
    /// What another register gave, for its next reading; empty for files.
    pub(super) written: Map<String, Json>,
}

impl Planned {
    /// One that writes nothing.
    pub(super) fn left(row: u32, action: RowAction, old: Option<Thing>) -> Self {
        Self { row, action, found_by: None, old, map: None, written: Map::new() }
    }
}

/// A value that names nothing here, in a field that must.
struct UnknownName {
    row: u32,
    field: &'static str,
    value: String,
    kind: &'static str,
}

/// What is wrong with a row beside the registers.
enum Missed {
    Name(UnknownName),
    Own(u32, OwnMiss),
}

impl Missed {
    const fn row(&self) -> u32 {
        match self {
            Self::Name(one) => one.row,
            Self::Own(row, _) => *row,
        }
    }
}

/// The register of systems of the Danish municipalities.
pub(super) const KITOS: &str = "kitos";

/// Says what records do.
pub(super) struct Planner<'a> {
    pub(super) kind: Kind,
    /// The fields of something that nobody has said anything about.
    empty: Arc<Map<String, Json>>,
    mapping: &'a Mapping,
    source: &'a str,
    names: NameIndex,
    known: KeyIndex,
    /// What a record was found to be already: no other is the same.
    taken: HashSet<Uuid>,
    own: OwnTypes,
    words: &'static ImportWords,
    faults: Vec<Missed>,
    faulty_rows: usize,
}

impl<'a> Planner<'a> {
    /// A planner with what is here now; a few statements.
    pub(super) async fn load(
        conn: &impl ConnectionTrait,
        kind: Kind,
        mapping: &'a Mapping,
        source: &'a str,
    ) -> Result<Self> {
        let names = NameIndex::load(conn, kind).await?;
        let known = KeyIndex::load(conn, kind, &mapping.key, source).await?;
        let own = if kind == Kind::Asset { OwnTypes::of(all_types(conn).await?) } else { OwnTypes::default() };
        let (taken, faults) = (HashSet::new(), Vec::new());
        let empty = Arc::new(kind.empty());
        Ok(Self { kind, empty, mapping, source, names, known, taken, own, words: words()?, faults, faulty_rows: 0 })
    }

    /// What some records do, by what is here; a few statements in all. Records with a fault are left out.
    pub(super) async fn plan(
        &mut self,
        conn: &impl ConnectionTrait,
        permits: &Permits,
        records: Vec<Record>,
    ) -> Result<Vec<Planned>> {
        let mut known = self.find(conn, permits, &records).await?;
        let ids = known.values().map(|(thing, _)| thing.id).collect();
        let mut before = if self.source == KITOS { given(conn, ids).await? } else { Given::new() };
        let mut planned = Vec::with_capacity(records.len());
        for record in records {
            let (old, found_by) = known.remove(&record.row).unzip();
            let given = old.as_ref().and_then(|thing| before.remove(&thing.id));
            planned.extend(self.one(record, old, given).map(|one| Planned { found_by, ..one }));
        }
        Ok(planned)
    }

    /// Names that are nobody's here and were kept in the note.
    pub(super) fn unresolved(&self) -> Vec<super::Unresolved> {
        self.names.unresolved()
    }

    /// What an identifier is called.
    pub(super) fn name_of(&self, id: &str) -> Option<&str> {
        self.names.name_of(id).or_else(|| self.own.name_of(id.parse().ok()?))
    }

    /// Puts what was wrong beside what the reader found wrong; how many rows were left out for it.
    pub(super) fn tell(&self, read: &mut Read, limits: &TableLimits) {
        for fault in &self.faults {
            match fault {
                Missed::Name(one) => read.unknown_name(limits.faults, one.row, one.field, &one.value, one.kind),
                Missed::Own(row, one) => {
                    read.own_fault(limits.faults, *row, &one.heading, &one.value, one.expected.clone());
                }
            }
        }
        read.faults.sort_by_key(|fault| fault.row);
        read.faulty_rows += self.faulty_rows;
    }

    /// The field by which records are recognised.
    fn key(&self) -> &'static str {
        let keys = self.mapping.register.keys();
        keys.iter().copied().find(|key| *key == self.mapping.key).unwrap_or(self.kind.name_field())
    }

    /// The things of the records and the fields by which they were found, by row. Of several with one name the one in use counts, and of those
    /// the oldest.
    async fn find(
        &mut self,
        conn: &impl ConnectionTrait,
        permits: &Permits,
        records: &[Record],
    ) -> Result<HashMap<u32, (Thing, &'static str)>> {
        if self.kind == Kind::Asset {
            return self.find_assets(conn, permits, records).await;
        }
        let mut wanted: HashMap<Uuid, (u32, &'static str, String)> = HashMap::new();
        for record in records {
            let Some((id, by)) = self.look_up(record).filter(|(id, _)| self.taken.insert(*id)) else { continue };
            wanted.insert(id, (record.row, by, text_of(record, "external_id").to_owned()));
        }
        let found = load(conn, permits, self.kind, wanted.keys().copied().collect()).await?;
        let by_row = found.into_iter().filter_map(|mut thing| {
            let (row, by, external) = wanted.remove(&thing.id)?;
            if self.kind == Kind::Agreement {
                thing.map.insert("external_id".to_owned(), external.into());
            }
            Some((row, (thing, by)))
        });
        Ok(by_row.collect())
    }

    /// Assets are looked up by the database, by their number or the very text: there are too many to hold.
    async fn find_assets(
        &self,
        conn: &impl ConnectionTrait,
        permits: &Permits,
        records: &[Record],
    ) -> Result<HashMap<u32, (Thing, &'static str)>> {
        let by = self.key();
        let key_of = |record: &Record| {
            let text = text_of(record, by);
            if by == "number" { KeyIndex::plain(by, text) } else { text.to_owned() }
        };
        let keys: Vec<String> = records.iter().map(key_of).filter(|key| !key.is_empty()).collect();
        if keys.is_empty() {
            return Ok(HashMap::new());
        }
        let wanted = match by {
            "number" => AssetKeys::Numbers(keys.iter().filter_map(|key| key.parse().ok()).collect()),
            "external_id" => AssetKeys::External { source: self.source.to_owned(), ids: keys },
            _ => AssetKeys::Names(keys),
        };
        let mut known: HashMap<String, Thing> = HashMap::new();
        for asset in find_by(conn, &permits.assets, &wanted).await? {
            let key = match by {
                "number" => asset.number.to_string(),
                "external_id" => asset.facts.external_id.clone(),
                _ => asset.facts.name.clone(),
            };
            match known.get(&key) {
                Some(other) if !other.is_archived || asset.archived_at.is_some() => {}
                _ => {
                    known.insert(key, asset_thing(asset));
                }
            }
        }
        let by_row = records.iter().filter_map(|record| Some((record.row, (known.remove(&key_of(record))?, by))));
        Ok(by_row.collect())
    }

    /// What a record is here, and by which field: that of the key; what stands in for it; or by what Kitos may name what was here before.
    fn look_up(&self, record: &Record) -> Option<(Uuid, &'static str)> {
        let key = self.key();
        let value = Some(text_of(record, key)).filter(|value| !value.is_empty());
        if let Some(value) = value
            && let Some(id) = self.known.find(&KeyIndex::plain(key, value))
        {
            return Some((id, key));
        }
        if self.source == KITOS {
            return value.and_then(|_| self.adopted(record));
        }
        let instead = self.mapping.register.instead_of(key)?;
        Some((self.known.by_name(text_of(record, instead), value.is_some())?, instead))
    }

    /// What was here before Kitos named it.
    fn adopted(&self, record: &Record) -> Option<(Uuid, &'static str)> {
        let (other, name) = match self.kind {
            Kind::Supplier => ("cvr", "name"),
            Kind::Contract => ("reference", ""),
            Kind::Asset | Kind::Agreement | Kind::Dependency => return None,
        };
        let (id, is_name) = self.known.adopt(text_of(record, other), text_of(record, name))?;
        Some((id, if is_name { name } else { other }))
    }

    /// What a record does; nothing when it has a fault, which is noted.
    fn one(&mut self, record: Record, old: Option<Thing>, given: Option<Map<String, Json>>) -> Option<Planned> {
        let (row, is_kitos) = (record.row, self.source == KITOS);
        let left = |action, old| Some(Planned::left(row, action, old));
        let Some(thing) = old else {
            // What is recognised by something else than the name may lack one; a new one cannot.
            if self.mapping.unknown == Unknown::Skip || !record.values.contains_key(self.kind.name_field()) {
                return left(RowAction::Skip, None);
            }
            if self.mapping.key == "number" {
                // Numbers are given here: a row with one that is not is a slip.
                let value = record.values.get("number").and_then(Value::as_text).unwrap_or_default().to_owned();
                let kind = match self.kind {
                    Kind::Asset => "asset_number",
                    Kind::Supplier => "supplier_number",
                    Kind::Contract | Kind::Agreement | Kind::Dependency => "contract_number",
                };
                self.miss(UnknownName { row, field: "number", value, kind });
                return None;
            }
            let mut map = self.kind.new_map();
            let written = self.put(&mut map, record, |_, _| true)?;
            let has_supplier = map.get("supplier").is_some_and(|supplier| !supplier.is_null());
            if is_kitos && matches!(self.kind, Kind::Contract | Kind::Agreement) && !has_supplier {
                return left(RowAction::Skip, None);
            }
            if self.kind == Kind::Contract && !has_supplier {
                self.miss(UnknownName { row, field: "supplier", value: String::new(), kind: "supplier" });
                return None;
            }
            let written = if is_kitos { written } else { Map::new() };
            if map.get("external_id").and_then(Json::as_str).is_some_and(|id| !id.is_empty()) {
                map.insert("external_source".into(), self.source.into());
            }
            return Some(Planned { map: Some(map), written, ..Planned::left(row, RowAction::Create, None) });
        };
        let is_back = thing.is_archived;
        // What somebody here took out of use stays so, whatever Kitos says.
        let is_left = is_kitos && is_back && given.is_some();
        if self.mapping.known == Known::Skip || thing.is_merged || is_left {
            return left(RowAction::Skip, Some(thing));
        }
        let before = thing.map.clone();
        let mut map = before.clone();
        let empty = Arc::clone(&self.empty);
        let only_empty = self.mapping.known == Known::Fill;
        let is_empty = |field: &str, value: &Json| empty.get(field) == Some(value);
        let mut written = self.put(&mut map, record, |field, value| match &given {
            Some(given) if given.contains_key(field) => given.get(field) == Some(value),
            Some(_) => is_empty(field, value),
            None => (!only_empty && !is_kitos) || is_empty(field, value),
        })?;
        if is_kitos {
            as_possible(&mut map, &before, &mut written);
        }
        // An identifier in the source says whose it is.
        if map.get("external_id") != before.get("external_id") {
            map.insert("external_source".into(), self.source.into());
        }
        let written = if is_kitos { given.into_iter().flatten().chain(written).collect() } else { Map::new() };
        if map == before && !is_back {
            return left(RowAction::Unchanged, Some(thing));
        }
        let action = if is_back { RowAction::Restore } else { RowAction::Update };
        Some(Planned { map: Some(map), written, ..Planned::left(row, action, Some(thing)) })
    }

    fn miss(&mut self, fault: UnknownName) {
        self.note(Missed::Name(fault));
    }

    fn note(&mut self, fault: Missed) {
        if self.faults.last().is_none_or(|last| last.row() != fault.row()) {
            self.faulty_rows += 1;
        }
        self.faults.push(fault);
    }

    /// Puts the values of a record into the fields where `may` allows it, given what stands there; those that were put. What names nobody here
    /// goes into the note of an asset and of what comes from Kitos; in files of suppliers and contracts it is a fault, and nothing comes back.
    fn put(
        &mut self,
        map: &mut Map<String, Json>,
        record: Record,
        may: impl Fn(&str, &Json) -> bool,
    ) -> Option<Map<String, Json>> {
        let Record { row, mut values, .. } = record;
        values.remove("number");
        let own = OwnColumns::of(&mut values);
        let mut wanted = Wanted::default();
        // What comes from Kitos names things here by their identifiers.
        let is_kitos = self.source == KITOS;
        let direct = |name: &str| if is_kitos { Uuid::parse_str(name).ok() } else { None };
        let email = values.remove("owner_email");
        let email = email.as_ref().and_then(Value::as_text);
        let cvr = values.remove("supplier_cvr");
        let cvr = cvr.as_ref().and_then(Value::as_text);
        if let Some(email) = email.filter(|_| !values.contains_key("owner")) {
            let id = self.names.person(None, Some(email));
            wanted.note("owner", id, ("owner_email", email, String::new()));
        }
        if let Some(cvr) = cvr.filter(|_| !values.contains_key("supplier")) {
            wanted.note("supplier", self.names.supplier(cvr), ("supplier_cvr", cvr, String::new()));
        }
        for (field, value) in values {
            if let (Value::Words(names), "assets") = (&value, field) {
                let mut ids: Vec<Uuid> = Vec::new();
                for name in names {
                    match direct(name).or_else(|| self.names.asset(name)) {
                        Some(id) => ids.push(id),
                        None => wanted.missed.push(("assets", name.clone(), String::new())),
                    }
                }
                ids.sort_unstable();
                ids.dedup();
                wanted.found.insert(field.to_owned(), serde_json::json!(ids));
                continue;
            }
            if let (Value::Words(words), "personal_data") = (&value, field) {
                let in_turn = PersonalData::KEYS.iter().filter(|key| words.iter().any(|word| word == **key));
                wanted.found.insert(field.to_owned(), serde_json::json!(in_turn.collect::<Vec<_>>()));
                continue;
            }
            let Some(name) = value.as_text().filter(|_| kind_of_name(field).is_some()) else {
                let value = serde_json::to_value(&value).unwrap_or_default();
                wanted.found.insert(field.to_owned(), value);
                continue;
            };
            if is_kitos && name.is_empty() {
                wanted.found.insert(field.to_owned(), Json::Null);
                continue;
            }
            let id = direct(name).or_else(|| match field {
                "unit" => self.names.unit(name),
                "supplier" => cvr.and_then(|cvr| self.names.supplier(cvr)).or_else(|| self.names.supplier(name)),
                "parent" => self.names.contract(name),
                "owner" => self.names.person(Some(name), email),
                _ => self.names.person(Some(name), None),
            });
            let address = email.filter(|_| field == "owner").map(|email| format!(" ({email})"));
            wanted.note(field, id, (field, name, address.unwrap_or_default()));
        }
        let Wanted { mut found, missed } = wanted;
        if self.kind != Kind::Asset && self.source != KITOS && !missed.is_empty() {
            for (field, value, _) in missed {
                self.miss(UnknownName { row, field, value, kind: kind_of_name(field).unwrap_or("asset") });
            }
            return None;
        }
        let mut lines = Vec::new();
        for (field, name, address) in missed {
            self.names.miss(if field == "owner_email" { "owner" } else { field }, &name);
            lines.push(format!("{}: {name}{address}", heading(self.mapping, field)));
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
        if !self.own_type(row, map, &own, &mut found) {
            return None;
        }
        found.retain(|field, _| map.get(field).is_none_or(|old| may(field, old)));
        if self.kind == Kind::Asset && !self.own_fields(row, map, own, &mut found, !may("own", &Json::Null)) {
            return None;
        }
        for (field, value) in &found {
            map.insert(field.clone(), value.clone());
        }
        Some(found)
    }
}

/// Where one of two days follows Kitos and the other does not, the end may come to stand before the beginning: then both stay as they are here.
fn as_possible(map: &mut Map<String, Json>, before: &Map<String, Json>, written: &mut Map<String, Json>) {
    let day = |field: &str| map.get(field).and_then(Json::as_str);
    if day("starts_on").zip(day("ends_on")).is_none_or(|(start, end)| start <= end) {
        return;
    }
    for field in ["starts_on", "ends_on"] {
        map.insert(field.to_owned(), before.get(field).cloned().unwrap_or_default());
        written.remove(field);
    }
}

/// The text of a field of a record; empty when there is none.
fn text_of<'a>(record: &'a Record, field: &str) -> &'a str {
    record.values.get(field).and_then(Value::as_text).unwrap_or_default()
}

/// The values of a row as identifiers, and the names that are nobody's: the field, the name, and what is told beside it.
#[derive(Default)]
struct Wanted {
    found: Map<String, Json>,
    missed: Vec<(&'static str, String, String)>,
}

impl Wanted {
    fn note(&mut self, field: &'static str, id: Option<Uuid>, (column, name, beside): (&'static str, &str, String)) {
        match id {
            Some(id) => {
                self.found.insert(field.to_owned(), id.to_string().into());
            }
            None => self.missed.push((column, name.to_owned(), beside)),
        }
    }
}

/// Of what kind of thing a field holds the name.
fn kind_of_name(field: &str) -> Option<&'static str> {
    Some(match field {
        "owner" | "owner_email" | "responsible" | "technical_contact" => "person",
        "unit" => "unit",
        "supplier" | "supplier_cvr" => "supplier",
        "parent" => "contract",
        _ => return None,
    })
}

/// The heading of the column that is read into a field.
fn heading<'a>(mapping: &'a Mapping, field: &'a str) -> &'a str {
    let column = mapping.columns.iter().find(|column| column.field.as_deref() == Some(field));
    column.map_or(field, |column| column.heading.as_str())
}

/// What taking out of use does to those of these uses of Kitos that are in use.
pub(super) async fn gone(conn: &impl ConnectionTrait, permits: &Permits, ids: Vec<String>) -> Result<Vec<Planned>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let found = find_by(conn, &permits.assets, &AssetKeys::External { source: KITOS.to_owned(), ids }).await?;
    let in_use = found.into_iter().filter(|asset| asset.archived_at.is_none());
    let archive = |asset| Planned::left(0, RowAction::Archive, Some(asset_thing(asset)));
    Ok(in_use.map(archive).collect())
}
