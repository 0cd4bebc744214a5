//! What was deleted in Kitos.

use super::{
    super::{
        keys::KeyIndex,
        plan::{KITOS, gone},
        things::Kind,
    },
    Work,
};
use crate::Result;
use bavn_core::import_export::kitos::{KitosEntity, KitosRecords};
use std::collections::HashSet;
use uuid::Uuid;

impl Work<'_> {
    /// What was deleted there is taken out of use here, unless something in use leans on it. What is listed is not gone, whatever was deleted once.
    pub(super) async fn deletions(&mut self, records: &KitosRecords) -> Result<()> {
        let of = |entity: KitosEntity| {
            records.deletions.iter().filter(move |one| one.entity == entity).map(|one| one.id).collect::<Vec<Uuid>>()
        };
        let listed = |listed: Vec<Uuid>, mut gone: Vec<Uuid>| {
            let listed: HashSet<Uuid> = listed.into_iter().collect();
            gone.retain(|id| !listed.contains(id));
            gone
        };
        let agreements = listed(records.agreements.iter().map(|one| one.id).collect(), of(KitosEntity::Agreement));
        let index = KeyIndex::load(self.tx.conn(), Kind::Agreement, "external_id", KITOS).await?;
        let ids = agreements
            .iter()
            .flat_map(|id| index.beginning_with(&KeyIndex::plain("external_id", &id.to_string())))
            .collect();
        self.archive(Kind::Agreement, ids).await?;
        let contracts = listed(records.contracts.iter().map(|one| one.id).collect(), of(KitosEntity::Contract));
        let index = KeyIndex::load(self.tx.conn(), Kind::Contract, "external_id", KITOS).await?;
        let ids = contracts
            .iter()
            .filter_map(|id| index.find_in_use(&KeyIndex::plain("external_id", &id.to_string())))
            .collect();
        self.archive(Kind::Contract, ids).await?;
        let assets = listed(records.assets.iter().map(|one| one.id).collect(), of(KitosEntity::Usage));
        let ids = assets.iter().map(Uuid::to_string).collect();
        let planned = gone(self.tx.conn(), self.permits, ids).await?;
        self.tell(Kind::Asset, &planned, |_| None);
        self.store_all(Kind::Asset, planned).await
    }
}
