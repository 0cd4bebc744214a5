//! What is done to many things at once.

use super::{
    Change, Kind, Permits,
    drafts::{agreement_after, asset_facts, contract_draft, dependency_draft, supplier_draft},
};
use crate::{
    Context, Result,
    asset::{AssetChange, DependencyChange, store_assets, store_dependencies},
    supplier::{
        PutContract, PutSupplier, SupplierRecord, find_contracts, find_records, find_suppliers, write_contract_use,
        write_contracts, write_records, write_supplier_use, write_suppliers,
    },
};
use bavn_core::ids::{AssetId, ContractId, SupplierId};
use bavn_db::WriteTx;
use serde_json::{Map, Value as Json};
use std::collections::HashMap;
use uuid::Uuid;

/// Does many things to things of a kind inside a transaction, each with its record in the log. Identifiers and versions come back in the order
/// given; one thing may be named once.
pub(in super::super) async fn store(
    tx: &mut WriteTx,
    ctx: &Context,
    permits: &Permits,
    kind: Kind,
    changes: Vec<Change>,
) -> Result<Vec<(Uuid, i32)>> {
    if changes.is_empty() {
        return Ok(Vec::new());
    }
    match kind {
        Kind::Asset => {
            let stored = store_assets(tx, ctx, &permits.assets, asset_changes(changes)?).await?;
            Ok(stored.into_iter().map(|asset| (asset.id.0, asset.version)).collect())
        }
        Kind::Supplier => {
            let mut work = Work::default();
            let mut puts = Vec::new();
            for change in changes {
                if let Some((old, map)) = work.add(change) {
                    let old = old.map(|(id, version)| (SupplierId(id), version));
                    puts.push(PutSupplier { old, draft: supplier_draft(map)? });
                }
            }
            for (ids, in_use) in [(&work.archived, false), (&work.restored, true)] {
                let found = find_suppliers(tx.conn(), ids).await?;
                write_supplier_use(tx, &permits.suppliers, ctx, &found, in_use).await?;
            }
            let made = write_suppliers(tx, &permits.suppliers, ctx, puts, true).await?;
            Ok(work.results(made.into_iter().map(|id| id.0)))
        }
        Kind::Contract => {
            let mut work = Work::default();
            let mut puts = Vec::new();
            for change in changes {
                if let Some((old, map)) = work.add(change) {
                    let old = old.map(|(id, version)| (ContractId(id), version));
                    puts.push(PutContract { old, draft: contract_draft(map)? });
                }
            }
            for (ids, in_use) in [(&work.archived, false), (&work.restored, true)] {
                let found = find_contracts(tx.conn(), ids).await?;
                write_contract_use(tx, &permits.suppliers, ctx, &found, in_use).await?;
            }
            let made = write_contracts(tx, &permits.suppliers, ctx, puts, true).await?;
            Ok(work.results(made.into_iter().map(|id| id.0)))
        }
        Kind::Agreement => {
            let known = |change: &Change| match change {
                Change::Create(_) => None,
                Change::Update { id, .. } => Some(*id),
                Change::Archive(thing) | Change::Restore(thing) => Some(thing.id),
            };
            let ids: Vec<Uuid> = changes.iter().filter_map(known).collect();
            let found = find_records(tx.conn(), &ids).await?;
            let mut found: HashMap<Uuid, SupplierRecord> = found.into_iter().map(|one| (one.id.0, one)).collect();
            let mut puts = Vec::with_capacity(changes.len());
            for change in changes {
                let old = known(&change).and_then(|id| found.remove(&id));
                let record = agreement_after(ctx, change, old.as_ref())?;
                puts.push((old, record));
            }
            let results = puts.iter().map(|(_, record)| (record.id.0, record.version)).collect();
            write_records(tx, &permits.suppliers, ctx, puts).await?;
            Ok(results)
        }
        Kind::Dependency => {
            let mut links = Vec::with_capacity(changes.len());
            // In the order given: what it is afterwards, unless that is what was put.
            let mut removed = Vec::with_capacity(changes.len());
            for change in changes {
                let (link, known) = match change {
                    Change::Create(map) => (DependencyChange::Put(dependency_draft(map)?), None),
                    Change::Restore(thing) => {
                        (DependencyChange::Restore { id: thing.id.into(), draft: dependency_draft(thing.map)? }, None)
                    }
                    Change::Archive(thing) => {
                        (DependencyChange::Remove { id: thing.id.into() }, Some((thing.id, thing.version)))
                    }
                    Change::Update { .. } => continue,
                };
                links.push(link);
                removed.push(known);
            }
            let stored = store_dependencies(tx, ctx, &permits.assets, links).await?;
            let mut put = stored.iter().map(|link| (link.dependency.id.0, link.version));
            Ok(removed.into_iter().map(|known| known.or_else(|| put.next()).unwrap_or_default()).collect())
        }
    }
}

/// Changes of assets as their register knows them.
pub(in super::super) fn asset_changes(changes: Vec<Change>) -> Result<Vec<AssetChange>> {
    let change = |change| {
        Ok(match change {
            Change::Create(map) => AssetChange::Create(asset_facts(map)?),
            Change::Update { id, map, .. } => AssetChange::Update { id: AssetId(id), facts: asset_facts(map)? },
            Change::Archive(thing) => AssetChange::Archive { id: AssetId(thing.id) },
            Change::Restore(thing) => AssetChange::Restore { id: AssetId(thing.id) },
        })
    };
    changes.into_iter().map(change).collect()
}

/// Changes sorted by what is done, and how their results come together again.
#[derive(Default)]
struct Work {
    archived: Vec<Uuid>,
    restored: Vec<Uuid>,
    /// In the order given: the version afterwards, and the identifier unless it is one that was put.
    results: Vec<(Option<Uuid>, i32)>,
}

type Put = (Option<(Uuid, i32)>, Map<String, Json>);

impl Work {
    /// Takes note of a change; what is to be put comes back.
    fn add(&mut self, change: Change) -> Option<Put> {
        match change {
            Change::Create(map) => {
                self.results.push((None, 1));
                Some((None, map))
            }
            Change::Update { id, version, map } => {
                self.results.push((None, version + 1));
                Some((Some((id, version)), map))
            }
            Change::Archive(thing) => {
                self.results.push((Some(thing.id), thing.version + 1));
                self.archived.push(thing.id);
                None
            }
            Change::Restore(thing) => {
                self.results.push((Some(thing.id), thing.version + 1));
                self.restored.push(thing.id);
                None
            }
        }
    }

    fn results(self, mut put: impl Iterator<Item = Uuid>) -> Vec<(Uuid, i32)> {
        let id = |id: Option<Uuid>| id.or_else(|| put.next()).unwrap_or_default();
        let mut id = id;
        self.results.into_iter().map(|(known, version)| (id(known), version)).collect()
    }
}
