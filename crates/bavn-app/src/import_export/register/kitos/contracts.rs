//! Contracts and data-processing agreements.

use super::{
    super::{keys::KeyIndex, plan::KITOS, things::Kind},
    Work,
    values::{agreement_values, contract_values, numbered},
};
use crate::{
    Result,
    supplier::{contract_parents, find_contracts},
};
use bavn_core::import_export::kitos::{KitosAgreement, KitosContract, KitosRecords};
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// Whether a contract may stand under another: not in a circle, nor too deep.
fn may_stand_under(above: &HashMap<Uuid, Uuid>, one: Option<Uuid>, parent: Uuid) -> bool {
    let line = std::iter::successors(Some(parent), |at| above.get(at).copied()).take(LEVELS);
    let line: Vec<Uuid> = line.collect();
    line.len() < LEVELS && !line.iter().any(|at| Some(*at) == one)
}

/// The most levels of contracts under contracts.
const LEVELS: usize = 8;

impl Work<'_> {
    pub(super) async fn contracts(
        &mut self,
        records: &KitosRecords,
        suppliers: &HashMap<Uuid, Uuid>,
        assets: &HashMap<Uuid, (Uuid, String)>,
    ) -> Result<()> {
        let listed: HashSet<Uuid> = records.contracts.iter().map(|one| one.id).collect();
        let mut left: Vec<&KitosContract> = records.contracts.iter().collect();
        let mut done: HashSet<Uuid> = HashSet::new();
        // Contracts that stand under others come after those; what is left stands in a circle, and under nothing.
        for level in 0..=LEVELS {
            let is_next = |one: &&KitosContract| {
                level == LEVELS || one.parent.is_none_or(|parent| !listed.contains(&parent) || done.contains(&parent))
            };
            let (now, later): (Vec<&KitosContract>, Vec<&KitosContract>) = left.into_iter().partition(is_next);
            left = later;
            if now.is_empty() {
                continue;
            }
            let index = KeyIndex::load(self.tx.conn(), Kind::Contract, "external_id", KITOS).await?;
            let above = contract_parents(self.tx.conn()).await?;
            let known = |id: Uuid| index.find_in_use(&KeyIndex::plain("external_id", &id.to_string()));
            let parent = |one: &KitosContract| match one.parent.filter(|_| level < LEVELS) {
                // What somebody here placed otherwise may stand in the way.
                Some(parent) => {
                    known(parent).filter(|parent| may_stand_under(&above, known(one.id), *parent)).map(Some)
                }
                None => Some(None),
            };
            let all = numbered(&now, |one| {
                let supplier = one.supplier.and_then(|id| suppliers.get(&id)).copied();
                let covered = one.assets.iter().filter_map(|id| assets.get(id)).map(|(id, _)| *id).collect();
                contract_values(one, supplier, parent(one), covered)
            });
            self.take(Kind::Contract, all).await?;
            done.extend(now.iter().map(|one| one.id));
        }
        Ok(())
    }

    pub(super) async fn agreements(
        &mut self,
        records: &KitosRecords,
        suppliers: &HashMap<Uuid, Uuid>,
        assets: &HashMap<Uuid, (Uuid, String)>,
    ) -> Result<()> {
        let index = KeyIndex::load(self.tx.conn(), Kind::Contract, "external_id", KITOS).await?;
        let names: HashMap<Uuid, &str> = records.suppliers.iter().map(|one| (one.id, one.name.as_str())).collect();
        let mut rows: Vec<(&KitosAgreement, Option<Uuid>)> = Vec::new();
        for one in &records.agreements {
            // One on file with each processor; one without is counted, and left out.
            if one.processors.is_empty() {
                rows.push((one, None));
            }
            rows.extend(one.processors.iter().map(|processor| (one, Some(*processor))));
        }
        let mut contracts: HashMap<Uuid, Option<Uuid>> = HashMap::new();
        for one in &records.agreements {
            let key = one.contract.map(|id| KeyIndex::plain("external_id", &id.to_string()));
            contracts.insert(one.id, key.and_then(|key| index.find_in_use(&key)));
        }
        let with: HashMap<Uuid, Uuid> = self.suppliers_of(contracts.values().flatten().copied().collect()).await?;
        let all = numbered(&rows, |(one, processor)| {
            let supplier = processor.and_then(|id| suppliers.get(&id)).copied();
            // A contract with somebody else is not the agreement's.
            let contract = contracts.get(&one.id).copied().flatten().filter(|id| with.get(id).copied() == supplier);
            let subs = one.sub_processors.iter().filter_map(|id| names.get(id)).copied().collect::<Vec<_>>();
            let covered = one.assets.iter().filter_map(|id| assets.get(id)).map(|(_, name)| name.as_str());
            agreement_values(
                one,
                *processor,
                (supplier, contract),
                &subs.join(", "),
                &covered.collect::<Vec<_>>().join(", "),
            )
        });
        self.take(Kind::Agreement, all).await
    }

    /// With whom contracts are.
    async fn suppliers_of(&self, contracts: Vec<Uuid>) -> Result<HashMap<Uuid, Uuid>> {
        let found = find_contracts(self.tx.conn(), &contracts).await?;
        Ok(found.into_iter().filter_map(|one| Some((one.id.0, one.facts.supplier?.0))).collect())
    }
}
