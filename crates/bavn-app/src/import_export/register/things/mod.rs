//! What stands in the registers, alike for all of them: fields by name, looked up and stored many at a time.

mod drafts;
mod store;

use crate::{
    Context, Result,
    asset::{Asset, AssetKeys, Link, find_by, find_links},
    supplier::{
        Contract, ContractDraft, Supplier, SupplierDraft, SupplierRecord, code_of, contracts_with_contracts,
        find_contracts, find_records, find_suppliers, suppliers_with_contracts,
    },
};
use bavn_core::{
    access::{Action, Permit, Resource},
    asset::AssetFacts,
    ids::AssetId,
    import_export::table::Register,
    supplier::{AgreementFacts, RecordFacts},
};
use bavn_db::DbError;
use drafts::{agreement_map, contract_map, link_map, supplier_map};
use sea_orm::ConnectionTrait;
use serde_json::{Map, Value as Json};
use std::collections::HashSet;
pub(super) use store::{asset_changes, store};
use uuid::Uuid;

/// Permission to change each of the registers.
#[derive(Clone)]
pub(super) struct Permits {
    pub(super) assets: Permit,
    pub(super) suppliers: Permit,
}

impl Permits {
    /// Those of somebody who takes tables in: they administer assets and change suppliers of the whole municipality.
    pub(super) fn of(ctx: &Context) -> Result<Self> {
        let assets = ctx.authorize(Action::AssetAdminister, Resource::Any)?;
        let suppliers = ctx.authorize(Action::SupplierChange, Resource::Municipality)?;
        Ok(Self { assets, suppliers })
    }
}

/// What sort of thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Kind {
    Asset,
    Supplier,
    Contract,
    Agreement,
    Dependency,
}

impl Kind {
    pub(super) const ALL: [Self; 5] = [Self::Asset, Self::Supplier, Self::Contract, Self::Agreement, Self::Dependency];

    pub(super) const fn of(register: Register) -> Self {
        match register {
            Register::Assets => Self::Asset,
            Register::Suppliers => Self::Supplier,
            Register::Contracts => Self::Contract,
        }
    }

    pub(super) const fn key(self) -> &'static str {
        match self {
            Self::Asset => "asset",
            Self::Supplier => "supplier",
            Self::Contract => "contract",
            Self::Agreement => "supplier_record",
            Self::Dependency => "dependency",
        }
    }

    pub(super) fn from_key(key: &str) -> Result<Self> {
        let unknown =
            || DbError::UnknownValue { table: "register_import_row", column: "object_kind", value: key.to_owned() };
        Ok(Self::ALL.into_iter().find(|kind| kind.key() == key).ok_or_else(unknown)?)
    }

    /// The field that says what it is called.
    pub(super) const fn name_field(self) -> &'static str {
        match self {
            Self::Asset | Self::Supplier | Self::Dependency => "name",
            Self::Contract | Self::Agreement => "title",
        }
    }

    /// The fields that something new begins with; of an asset those that are not said are empty.
    pub(super) fn new_map(self) -> Map<String, Json> {
        if self == Self::Asset { Map::new() } else { self.empty() }
    }

    /// The fields of something that nobody has said anything about.
    pub(super) fn empty(self) -> Map<String, Json> {
        match self {
            Self::Asset => AssetFacts::default().to_map(),
            Self::Supplier => supplier_map(&SupplierDraft::default()),
            Self::Contract => contract_map(&ContractDraft::default()),
            Self::Agreement => agreement_map(&AgreementFacts::default(), None, None),
            Self::Dependency => Map::new(),
        }
    }
}

/// Something in a register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Thing {
    pub(super) id: Uuid,
    /// Its number, as people write it.
    pub(super) code: String,
    pub(super) version: i32,
    pub(super) is_archived: bool,
    pub(super) is_merged: bool,
    /// Its fields, with those of the import among them; [`store()`] reads them back.
    pub(super) map: Map<String, Json>,
}

impl Thing {
    pub(super) fn name(&self, kind: Kind) -> &str {
        self.map.get(kind.name_field()).and_then(Json::as_str).unwrap_or_default()
    }
}

/// Something to do to one thing.
pub(super) enum Change {
    Create(Map<String, Json>),
    Update { id: Uuid, version: i32, map: Map<String, Json> },
    Archive(Thing),
    Restore(Thing),
}

pub(super) fn asset_thing(asset: Asset) -> Thing {
    Thing {
        id: asset.id.0,
        code: asset.code(),
        version: asset.version,
        is_archived: asset.archived_at.is_some(),
        is_merged: asset.merged_into.is_some(),
        map: asset.facts.to_map(),
    }
}

fn supplier_thing(one: Supplier) -> Thing {
    Thing {
        id: one.id.0,
        code: code_of('L', one.number),
        version: one.version,
        is_archived: one.archived_at.is_some(),
        is_merged: false,
        map: supplier_map(&SupplierDraft { facts: one.facts, contacts: one.contacts, subs: one.subs }),
    }
}

fn contract_thing(one: Contract) -> Thing {
    Thing {
        id: one.id.0,
        code: code_of('K', one.number),
        version: one.version,
        is_archived: one.archived_at.is_some(),
        is_merged: false,
        map: contract_map(&ContractDraft { facts: one.facts, clauses: one.clauses, assets: one.assets }),
    }
}

fn agreement_thing(one: SupplierRecord) -> Option<Thing> {
    let RecordFacts::Agreement(facts) = &one.facts else { return None };
    Some(Thing {
        id: one.id.0,
        code: String::new(),
        version: one.version,
        is_archived: one.archived_at.is_some(),
        is_merged: false,
        map: agreement_map(facts, Some(one.supplier), one.contract),
    })
}

/// A dependency with a name to show.
pub(super) fn link_thing(link: &Link, name: String) -> Thing {
    Thing {
        id: link.dependency.id.0,
        code: String::new(),
        version: link.version,
        is_archived: false,
        is_merged: false,
        map: link_map(link, name),
    }
}

/// Things by their identifiers, also those out of use.
pub(super) async fn load(
    conn: &impl ConnectionTrait,
    permits: &Permits,
    kind: Kind,
    ids: Vec<Uuid>,
) -> Result<Vec<Thing>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    Ok(match kind {
        Kind::Asset => {
            let keys = AssetKeys::Ids(ids.into_iter().map(AssetId).collect());
            find_by(conn, &permits.assets, &keys).await?.into_iter().map(asset_thing).collect()
        }
        Kind::Supplier => find_suppliers(conn, &ids).await?.into_iter().map(supplier_thing).collect(),
        Kind::Contract => find_contracts(conn, &ids).await?.into_iter().map(contract_thing).collect(),
        Kind::Agreement => find_records(conn, &ids).await?.into_iter().filter_map(agreement_thing).collect(),
        Kind::Dependency => {
            find_links(conn, &ids).await?.iter().map(|link| link_thing(link, link.note.clone())).collect()
        }
    })
}

/// Those that others in use, beside some, lean on, so that they cannot be taken out of use.
pub(super) async fn needed(
    conn: &impl ConnectionTrait,
    kind: Kind,
    ids: &[Uuid],
    beside: &HashSet<Uuid>,
) -> Result<HashSet<Uuid>> {
    match kind {
        Kind::Asset | Kind::Agreement | Kind::Dependency => Ok(HashSet::new()),
        Kind::Supplier => suppliers_with_contracts(conn, ids, beside).await,
        Kind::Contract => contracts_with_contracts(conn, ids, beside).await,
    }
}
