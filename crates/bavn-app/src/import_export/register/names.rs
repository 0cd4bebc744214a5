//! The names that people write in tables to the things here.

use super::{entity::asset, things::Kind, types::Unresolved};
use crate::{
    Result,
    organisation::{person, unit},
    supplier::{contract_keys, supplier_keys},
};
use bavn_core::text::fold;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};
use std::collections::{BTreeMap, HashMap};
use uuid::Uuid;

/// Things by folded name; nothing where two have the same.
#[derive(Debug, Default)]
struct ByName(HashMap<String, Option<Uuid>>);

impl ByName {
    fn add(&mut self, name: &str, id: Uuid) {
        let one = self.0.entry(fold(name)).or_insert(Some(id));
        if *one != Some(id) {
            *one = None;
        }
    }

    fn find(&self, name: &str) -> Option<Uuid> {
        self.0.get(&fold(name)).copied().flatten()
    }
}

/// Who and what is here, by name.
#[derive(Debug, Default)]
pub(super) struct NameIndex {
    people: ByName,
    addresses: ByName,
    units: ByName,
    suppliers: ByName,
    contracts: ByName,
    assets: ByName,
    shown: HashMap<Uuid, String>,
    missed: BTreeMap<(&'static str, String), usize>,
}

impl NameIndex {
    /// What is in use; one statement for each sort. Contracts and assets only where a kind of thing names them.
    pub(super) async fn load(conn: &impl ConnectionTrait, kind: Kind) -> Result<Self> {
        let mut index = Self::default();
        let people = person::Entity::find().filter(person::Column::ArchivedAt.is_null()).select_only();
        let people = people.columns([person::Column::Id, person::Column::Name, person::Column::Email]);
        let people: Vec<(Uuid, String, Option<String>)> = people.into_tuple().all(conn).await?;
        for (id, name, email) in people {
            index.people.add(&name, id);
            if let Some(email) = email {
                index.addresses.add(&email, id);
            }
            index.shown.insert(id, name);
        }
        let units = unit::Entity::find().filter(unit::Column::ArchivedAt.is_null()).select_only();
        let units: Vec<(Uuid, String)> =
            units.columns([unit::Column::Id, unit::Column::Name]).into_tuple().all(conn).await?;
        for (id, name) in units {
            index.units.add(&name, id);
            index.shown.insert(id, name);
        }
        for one in supplier_keys(conn).await?.into_iter().filter(|one| !one.is_archived) {
            index.suppliers.add(&one.name, one.id);
            index.suppliers.add(&code('L', one.number), one.id);
            if !one.other.is_empty() {
                index.suppliers.add(&one.other, one.id);
            }
            index.shown.insert(one.id, one.name);
        }
        if matches!(kind, Kind::Contract | Kind::Agreement) {
            for one in contract_keys(conn).await?.into_iter().filter(|one| !one.is_archived) {
                index.contracts.add(&one.name, one.id);
                index.contracts.add(&code('K', one.number), one.id);
                if !one.other.is_empty() {
                    index.contracts.add(&one.other, one.id);
                }
                index.shown.insert(one.id, one.name);
            }
        }
        if kind == Kind::Contract {
            let assets = asset::Entity::find().filter(asset::Column::ArchivedAt.is_null()).select_only();
            let assets = assets.columns([asset::Column::Id, asset::Column::Number, asset::Column::Name]);
            for (id, number, name) in assets.into_tuple::<(Uuid, i32, String)>().all(conn).await? {
                index.assets.add(&name, id);
                index.assets.add(&code('A', number), id);
                index.shown.insert(id, name);
            }
        }
        Ok(index)
    }

    /// What an identifier of something here is called.
    pub(super) fn name_of(&self, id: &str) -> Option<&str> {
        self.shown.get(&id.parse().ok()?).map(String::as_str)
    }

    /// A person by e-mail address, which is surer, or by name.
    pub(super) fn person(&self, name: Option<&str>, email: Option<&str>) -> Option<Uuid> {
        email.and_then(|email| self.addresses.find(email)).or_else(|| name.and_then(|name| self.people.find(name)))
    }

    pub(super) fn unit(&self, name: &str) -> Option<Uuid> {
        self.units.find(name)
    }

    /// A supplier by name, CVR number or number.
    pub(super) fn supplier(&self, name: &str) -> Option<Uuid> {
        self.suppliers.find(name)
    }

    /// A contract by title, reference or number.
    pub(super) fn contract(&self, name: &str) -> Option<Uuid> {
        self.contracts.find(name)
    }

    /// An asset by name or number.
    pub(super) fn asset(&self, name: &str) -> Option<Uuid> {
        self.assets.find(name)
    }

    /// Notes a name that is nobody's.
    pub(super) fn miss(&mut self, field: &'static str, name: &str) {
        // A file of nothing but strange names is not kept whole.
        if self.missed.len() < 1_000 || self.missed.contains_key(&(field, name.to_owned())) {
            *self.missed.entry((field, name.to_owned())).or_default() += 1;
        }
    }

    /// The names that are nobody's, those in most rows first.
    pub(super) fn unresolved(&self) -> Vec<Unresolved> {
        let missed = self.missed.iter();
        let mut all: Vec<Unresolved> =
            missed.map(|((field, name), rows)| Unresolved { field, name: name.clone(), rows: *rows }).collect();
        all.sort_by(|one, other| other.rows.cmp(&one.rows).then_with(|| one.name.cmp(&other.name)));
        all
    }
}

fn code(letter: char, number: i32) -> String {
    format!("{letter}-{number}")
}
