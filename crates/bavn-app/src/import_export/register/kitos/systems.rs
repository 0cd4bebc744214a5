//! Suppliers and systems.

use super::{
    super::{keys::KeyIndex, plan::KITOS, things::Kind},
    Work,
    values::{address, asset_values, numbered},
};
use crate::{
    Result,
    asset::{AssetKeys, find_by},
};
use bavn_core::import_export::{
    kitos::{KitosRecords, KitosSupplier},
    table::Value,
};
use std::collections::HashMap;
use uuid::Uuid;

impl Work<'_> {
    pub(super) async fn suppliers(&mut self, records: &KitosRecords) -> Result<()> {
        let all = numbered(&records.suppliers, |supplier| {
            let texts = [
                ("external_id", supplier.id.to_string()),
                ("name", supplier.name.clone()),
                ("cvr", supplier.cvr.clone()),
                ("contact_name", supplier.contact_name.clone()),
                ("contact_phone", supplier.contact_phone.chars().take(40).collect()),
                ("contact_email", address(&supplier.contact_email)),
            ];
            // What Kitos does not say of a supplier, another list may.
            texts
                .into_iter()
                .filter(|(_, text)| !text.is_empty())
                .map(|(field, text)| (field, Value::Text(text)))
                .collect()
        });
        self.take(Kind::Supplier, all).await
    }

    /// The suppliers in use here, by their identifiers in Kitos.
    pub(super) async fn local_suppliers(&self, records: &KitosRecords) -> Result<HashMap<Uuid, Uuid>> {
        let index = KeyIndex::load(self.tx.conn(), Kind::Supplier, "external_id", KITOS).await?;
        let local = |one: &KitosSupplier| {
            let known = index.find_in_use(&KeyIndex::plain("external_id", &one.id.to_string()));
            Some((one.id, known.or_else(|| Some(index.adopt(&one.cvr, &one.name)?.0))?))
        };
        Ok(records.suppliers.iter().filter_map(local).collect())
    }

    pub(super) async fn assets(&mut self, records: &KitosRecords, suppliers: &HashMap<Uuid, Uuid>) -> Result<()> {
        let words = self.words;
        let all = numbered(&records.assets, |asset| {
            asset_values(asset, asset.supplier.and_then(|id| suppliers.get(&id)).copied(), words)
        });
        self.take(Kind::Asset, all).await
    }

    /// The systems in use here with their names, by their identifiers in Kitos.
    pub(super) async fn local_assets(&self) -> Result<HashMap<Uuid, (Uuid, String)>> {
        let keys = AssetKeys::External { source: KITOS.to_owned(), ids: Vec::new() };
        let found = find_by(self.tx.conn(), &self.permits.assets, &keys).await?;
        let in_use = found.into_iter().filter(|asset| asset.archived_at.is_none());
        let local = |asset: crate::asset::Asset| {
            Some((Uuid::parse_str(&asset.facts.external_id).ok()?, (asset.id.0, asset.facts.name)))
        };
        Ok(in_use.filter_map(local).collect())
    }
}
