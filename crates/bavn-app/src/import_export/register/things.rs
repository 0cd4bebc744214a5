//! What stands in the registers, alike for all of them: fields by name, looked up and stored many at a time.

use crate::{
    Context, Error, Result,
    asset::{
        Asset, AssetChange, AssetKeys, DependencyChange, DependencyDraft, Link, find_by, find_links, store_assets,
        store_dependencies,
    },
    supplier::{
        Contract, ContractDraft, PutContract, PutSupplier, SubSupplier, Supplier, SupplierDraft, SupplierRecord,
        code_of, contracts_with_contracts, find_contracts, find_records, find_suppliers, suppliers_with_contracts,
        write_contract_use, write_contracts, write_records, write_supplier_use, write_suppliers,
    },
};
use bavn_core::{
    access::{Action, Permit, Resource},
    asset::{AssetFacts, DependencyKind, Necessity},
    ids::{AssetId, ContractId, SupplierId},
    import_export::table::Register,
    supplier::{AgreementFacts, ClauseState, Contact, ContractFacts, Facts as _, RecordFacts, SupplierFacts},
};
use bavn_db::{DbError, WriteTx};
use sea_orm::ConnectionTrait;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value as Json, json};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use uuid::Uuid;

/// Permission to change each of the registers.
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

    /// The fields of something new.
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
    /// Its fields, with those of the import among them; [`store`] reads them back.
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

fn dependency_thing(link: Link) -> Thing {
    Thing {
        id: link.dependency.id.0,
        code: String::new(),
        version: link.version,
        is_archived: false,
        is_merged: false,
        map: Map::from_iter([("name".to_owned(), link.note.into())]),
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
        Kind::Dependency => find_links(conn, &ids).await?.into_iter().map(dependency_thing).collect(),
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

/// Does many things to things of a kind inside a transaction, each with its record in the log. Identifiers and versions come back in the order
/// given; one thing may be named once.
pub(super) async fn store(
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
            let change = |change| {
                Ok(match change {
                    Change::Create(map) => AssetChange::Create(asset_facts(map)?),
                    Change::Update { id, map, .. } => AssetChange::Update { id: AssetId(id), facts: asset_facts(map)? },
                    Change::Archive(thing) => AssetChange::Archive { id: AssetId(thing.id) },
                    Change::Restore(thing) => AssetChange::Restore { id: AssetId(thing.id) },
                })
            };
            let changes = changes.into_iter().map(change).collect::<Result<Vec<_>>>()?;
            let stored = store_assets(tx, ctx, &permits.assets, changes).await?;
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
            let mut results = Vec::with_capacity(changes.len());
            for change in changes {
                links.push(match change {
                    Change::Create(map) => DependencyChange::Put(dependency_draft(map)?),
                    Change::Archive(thing) => {
                        results.push((thing.id, thing.version));
                        DependencyChange::Remove { id: thing.id.into() }
                    }
                    Change::Update { .. } | Change::Restore(_) => continue,
                });
            }
            let stored = store_dependencies(tx, ctx, &permits.assets, links).await?;
            results.extend(stored.iter().map(|link| (link.dependency.id.0, link.version)));
            Ok(results)
        }
    }
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

fn broken(error: &serde_json::Error) -> Error {
    Error::System { what: "import", message: error.to_string() }
}

fn asset_facts(map: Map<String, Json>) -> Result<AssetFacts> {
    AssetFacts::from_map(map).map_err(|error| broken(&error))
}

/// Takes a value out of the fields.
fn taken<T: DeserializeOwned + Default>(map: &mut Map<String, Json>, field: &str) -> Result<T> {
    map.remove(field).map_or_else(|| Ok(T::default()), |value| serde_json::from_value(value).map_err(|e| broken(&e)))
}

/// The fields of the first person to reach, as an import names them.
const CONTACT: [&str; 3] = ["contact_name", "contact_phone", "contact_email"];

fn supplier_map(draft: &SupplierDraft) -> Map<String, Json> {
    let mut map = draft.facts.to_map();
    let none = Contact::default();
    let first = draft.contacts.first().unwrap_or(&none);
    for (field, text) in CONTACT.into_iter().zip([&first.name, &first.phone, &first.email]) {
        map.insert(field.to_owned(), text.clone().into());
    }
    let subs = draft.subs.iter().map(|sub| (sub.supplier, sub.service.clone())).collect::<Vec<_>>();
    map.insert("contacts".to_owned(), json!(draft.contacts));
    map.insert("subs".to_owned(), json!(subs));
    map
}

fn supplier_draft(mut map: Map<String, Json>) -> Result<SupplierDraft> {
    let mut contacts: Vec<Contact> = taken(&mut map, "contacts")?;
    let subs: Vec<(SupplierId, String)> = taken(&mut map, "subs")?;
    let [name, phone, email] = CONTACT.map(|field| taken::<String>(&mut map, field));
    let (name, phone, email) = (name?, phone?, email?);
    if [&name, &phone, &email].into_iter().any(|text| !text.is_empty()) {
        if contacts.is_empty() {
            contacts.push(Contact::default());
        }
        for first in contacts.iter_mut().take(1) {
            // Somebody to reach has a name; a mere number or address stands for it.
            let named = [&name, &email, &phone].into_iter().find(|text| !text.is_empty()).cloned();
            first.name = named.unwrap_or_default();
            (first.phone, first.email) = (phone.clone(), email.clone());
        }
    }
    Ok(SupplierDraft {
        facts: SupplierFacts::from_map(map).map_err(|error| broken(&error))?,
        contacts,
        subs: subs.into_iter().map(|(supplier, service)| SubSupplier { supplier, service }).collect(),
    })
}

fn contract_map(draft: &ContractDraft) -> Map<String, Json> {
    let mut map = draft.facts.to_map();
    map.insert("clauses".to_owned(), json!(draft.clauses));
    map.insert("assets".to_owned(), json!(draft.assets));
    map
}

fn contract_draft(mut map: Map<String, Json>) -> Result<ContractDraft> {
    let clauses: BTreeMap<String, (ClauseState, String)> = taken(&mut map, "clauses")?;
    let assets: BTreeSet<AssetId> = taken(&mut map, "assets")?;
    Ok(ContractDraft { facts: ContractFacts::from_map(map).map_err(|error| broken(&error))?, clauses, assets })
}

/// The fields of an agreement; the identifier elsewhere stands in the imports.
fn agreement_map(
    facts: &AgreementFacts,
    supplier: Option<SupplierId>,
    contract: Option<ContractId>,
) -> Map<String, Json> {
    let mut map = facts.to_map();
    map.insert("supplier".to_owned(), json!(supplier));
    map.insert("contract".to_owned(), json!(contract));
    map.insert("external_id".to_owned(), "".into());
    map
}

/// What an agreement becomes.
fn agreement_after(ctx: &Context, change: Change, old: Option<&SupplierRecord>) -> Result<SupplierRecord> {
    let none = || Error::NotFound { kind: "supplier_record" };
    match (change, old) {
        (Change::Create(map), _) => {
            let (facts, supplier, contract) = agreement_of(map)?;
            let supplier = supplier.ok_or_else(none)?;
            Ok(SupplierRecord { id: ctx.new_id()?, supplier, contract, facts, archived_at: None, version: 1 })
        }
        (Change::Update { map, .. }, Some(old)) => {
            let (facts, supplier, contract) = agreement_of(map)?;
            let supplier = supplier.unwrap_or(old.supplier);
            Ok(SupplierRecord { supplier, contract, facts, version: old.version + 1, ..old.clone() })
        }
        (Change::Archive(_), Some(old)) => {
            Ok(SupplierRecord { archived_at: Some(ctx.now()), version: old.version + 1, ..old.clone() })
        }
        (Change::Restore(_), Some(old)) => {
            Ok(SupplierRecord { archived_at: None, version: old.version + 1, ..old.clone() })
        }
        (_, None) => Err(none()),
    }
}

fn agreement_of(mut map: Map<String, Json>) -> Result<(RecordFacts, Option<SupplierId>, Option<ContractId>)> {
    let (supplier, contract) = (taken(&mut map, "supplier")?, taken(&mut map, "contract")?);
    map.remove("external_id");
    map.remove("external_source");
    let facts = AgreementFacts::from_map(map).map_err(|error| broken(&error))?;
    Ok((RecordFacts::Agreement(facts), supplier, contract))
}

/// A dependency of which nobody has said how much hangs on it.
fn dependency_draft(mut map: Map<String, Json>) -> Result<DependencyDraft> {
    let id = |map: &mut Map<String, Json>, field: &str| taken::<Uuid>(map, field).map(AssetId);
    Ok(DependencyDraft {
        asset: id(&mut map, "asset")?,
        on: id(&mut map, "on")?,
        kind: DependencyKind::DataFrom,
        necessity: Necessity::Degraded,
        alternative_group: None,
        note: taken::<String>(&mut map, "note")?.chars().take(1_000).collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_read_back_as_they_were() {
        let contact =
            |name: &str| Contact { name: name.into(), phone: "1".into(), role: "Vagt".into(), ..Contact::default() };
        let sub = SubSupplier { supplier: SupplierId(Uuid::from_u128(7)), service: "Drift".into() };
        let draft = SupplierDraft {
            facts: SupplierFacts { name: "Nordkyst".into(), ..SupplierFacts::default() },
            contacts: vec![contact("Ida"), contact("Bo")],
            subs: vec![sub],
        };
        assert_eq!(supplier_draft(supplier_map(&draft)).unwrap(), draft);
        assert_eq!(supplier_draft(Kind::Supplier.empty()).unwrap(), SupplierDraft::default());
        let draft = ContractDraft {
            facts: ContractFacts { title: "Drift".into(), ..ContractFacts::default() },
            clauses: [("audit".to_owned(), (ClauseState::In, "§ 4".to_owned()))].into(),
            assets: [AssetId(Uuid::from_u128(3))].into(),
        };
        assert_eq!(contract_draft(contract_map(&draft)).unwrap(), draft);
        assert_eq!(contract_draft(Kind::Contract.empty()).unwrap(), ContractDraft::default());
    }

    #[test]
    fn a_mere_number_to_reach_stands_for_the_name() {
        let mut map = Kind::Supplier.empty();
        map.insert("contact_phone".into(), "70 10 20 30".into());
        let draft = supplier_draft(map).unwrap();
        assert_eq!((draft.contacts.len(), draft.contacts[0].name.as_str()), (1, "70 10 20 30"));
    }
}
