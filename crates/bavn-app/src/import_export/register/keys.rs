//! Suppliers, contracts and agreements by what a table, or Kitos, recognises them by.

use super::{entity::row, plan::KITOS, things::Kind, types::RowAction};
use crate::{
    Result,
    supplier::{Keys, contract_keys, supplier_keys},
};
use bavn_core::{import_export::table::register_number, text::fold};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use std::collections::HashMap;
use uuid::Uuid;

/// Things by the value of one field. Of several with one value the one in use counts, and of those the oldest.
#[derive(Debug, Default)]
pub(super) struct KeyIndex {
    known: HashMap<String, (Uuid, bool)>,
    /// Suppliers and contracts in use that are not of Kitos, by what Kitos may name them by.
    others: HashMap<String, Uuid>,
    /// Suppliers by name, for rows without a CVR number.
    names: HashMap<String, (Uuid, bool)>,
    /// Suppliers in use by name that have no CVR number, for rows with one that is nobody's.
    bare: HashMap<String, Uuid>,
}

fn put(known: &mut HashMap<String, (Uuid, bool)>, value: &str, one: &Keys) {
    if value.is_empty() {
        return;
    }
    match known.get(value) {
        Some((_, is_archived)) if !is_archived || one.is_archived => {}
        _ => {
            known.insert(value.to_owned(), (one.id, one.is_archived));
        }
    }
}

impl KeyIndex {
    /// What is here, also out of use; one statement. Assets are looked up by the database instead: there are too many.
    pub(super) async fn load(conn: &impl ConnectionTrait, kind: Kind, key: &str, source: &str) -> Result<Self> {
        let mut index = Self::default();
        let all = match kind {
            Kind::Asset | Kind::Dependency => Vec::new(),
            Kind::Supplier => supplier_keys(conn).await?,
            Kind::Contract => contract_keys(conn).await?,
            Kind::Agreement => {
                index.known = agreements(conn).await?;
                return Ok(index);
            }
        };
        for one in all {
            if source == KITOS && one.external_source != KITOS && !one.is_archived {
                index.take_note(kind, &one);
            }
            let value = match key {
                "number" => one.number.to_string(),
                "external_id" if one.external_source == source => one.external_id.clone(),
                "external_id" => continue,
                "cvr" | "reference" => one.other.clone(),
                _ => one.name.clone(),
            };
            put(&mut index.known, &Self::plain(key, &value), &one);
            if kind == Kind::Supplier && key == "cvr" {
                let name = fold(&one.name);
                put(&mut index.names, &name, &one);
                if one.other.is_empty() && !one.is_archived {
                    index.bare.entry(name).or_insert(one.id);
                }
            }
        }
        Ok(index)
    }

    fn take_note(&mut self, kind: Kind, one: &Keys) {
        if kind == Kind::Supplier {
            self.others.entry(format!("name {}", fold(&one.name))).or_insert(one.id);
        }
        if !one.other.is_empty() {
            self.others.entry(format!("other {}", fold(&one.other))).or_insert(one.id);
        }
    }

    /// What was here before Kitos named it: a supplier by CVR number or name, a contract by its reference; and whether it was the name.
    pub(super) fn adopt(&self, other: &str, name: &str) -> Option<(Uuid, bool)> {
        let by = |what: &str, text: &str| self.others.get(&format!("{what} {}", fold(text))).copied();
        by("other", other).map(|id| (id, false)).or_else(|| Some((by("name", name)?, true)))
    }

    /// A supplier by name: for a row with a CVR number only one that has none yet.
    pub(super) fn by_name(&self, name: &str, has_cvr: bool) -> Option<Uuid> {
        let name = fold(name);
        if has_cvr { self.bare.get(&name).copied() } else { self.names.get(&name).map(|(id, _)| *id) }
    }

    /// The things whose value begins so.
    pub(super) fn beginning_with(&self, value: &str) -> Vec<Uuid> {
        self.known.iter().filter(|(one, _)| one.starts_with(value)).map(|(_, (id, _))| *id).collect()
    }

    /// The thing in use with a value.
    pub(super) fn find_in_use(&self, value: &str) -> Option<Uuid> {
        self.known.get(value).filter(|(_, is_archived)| !is_archived).map(|(id, _)| *id)
    }

    pub(super) fn find(&self, value: &str) -> Option<Uuid> {
        self.known.get(value).map(|(id, _)| *id)
    }

    /// A value as it is compared: folded; a number without the letter before it.
    pub(super) fn plain(key: &str, text: &str) -> String {
        match key {
            "number" => register_number(text).map_or_else(|| fold(text), |number| number.to_string()),
            "cvr" => text.chars().filter(char::is_ascii_digit).collect(),
            _ => fold(text),
        }
    }
}

/// The agreements that Kitos made, by its identifiers: the import that made them knows them.
async fn agreements(conn: &impl ConnectionTrait) -> Result<HashMap<String, (Uuid, bool)>> {
    let rows = row::Entity::find()
        .filter(row::Column::ObjectKind.eq(Kind::Agreement.key()))
        .filter(row::Column::Action.eq(RowAction::Create.key()))
        .filter(row::Column::Written.ne(""))
        .order_by_asc(row::Column::ImportId);
    let id = |row: row::Model| {
        let written: serde_json::Value = serde_json::from_str(&row.written).ok()?;
        Some((fold(written.get("external_id")?.as_str()?), (row.object_id, false)))
    };
    Ok(rows.all(conn).await?.into_iter().filter_map(id).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_with_and_without_their_letter() {
        assert_eq!(["L-12", "k12", " 12 ", "A-7"].map(register_number), [Some(12), Some(12), Some(12), Some(7)]);
        assert_eq!(["", "L", "X-1", "-"].map(register_number), [None; 4]);
        assert_eq!(KeyIndex::plain("cvr", "DK 12 34 56 78"), "12345678");
        assert_eq!(KeyIndex::plain("name", "Raadhus  A/S"), KeyIndex::plain("name", "rådhus a/s"));
    }
}
