//! The fields of things as maps, and read back from them.

use super::Change;
use crate::{
    Context, Error, Result,
    asset::{DependencyDraft, Link},
    supplier::{ContractDraft, SubSupplier, SupplierDraft, SupplierRecord},
};
use bavn_core::{
    asset::{AssetFacts, DependencyKind, Necessity},
    ids::{AssetId, ContractId, SupplierId},
    supplier::{AgreementFacts, ClauseState, Contact, ContractFacts, Facts as _, RecordFacts, SupplierFacts},
};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value as Json, json};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

fn broken(error: &serde_json::Error) -> Error {
    Error::System { what: "import", message: error.to_string() }
}

pub(super) fn asset_facts(map: Map<String, Json>) -> Result<AssetFacts> {
    AssetFacts::from_map(map).map_err(|error| broken(&error))
}

/// Takes a value out of the fields.
fn taken<T: DeserializeOwned + Default>(map: &mut Map<String, Json>, field: &str) -> Result<T> {
    map.remove(field).map_or_else(|| Ok(T::default()), |value| serde_json::from_value(value).map_err(|e| broken(&e)))
}

/// The fields of the first person to reach, as an import names them.
const CONTACT: [&str; 3] = ["contact_name", "contact_phone", "contact_email"];

pub(super) fn supplier_map(draft: &SupplierDraft) -> Map<String, Json> {
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

pub(super) fn supplier_draft(mut map: Map<String, Json>) -> Result<SupplierDraft> {
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

pub(super) fn contract_map(draft: &ContractDraft) -> Map<String, Json> {
    let mut map = draft.facts.to_map();
    map.insert("clauses".to_owned(), json!(draft.clauses));
    map.insert("assets".to_owned(), json!(draft.assets));
    map
}

pub(super) fn contract_draft(mut map: Map<String, Json>) -> Result<ContractDraft> {
    let clauses: BTreeMap<String, (ClauseState, String)> = taken(&mut map, "clauses")?;
    let assets: BTreeSet<AssetId> = taken(&mut map, "assets")?;
    Ok(ContractDraft { facts: ContractFacts::from_map(map).map_err(|error| broken(&error))?, clauses, assets })
}

/// The fields of an agreement; the identifier elsewhere stands in the imports.
pub(super) fn agreement_map(
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
pub(super) fn agreement_after(ctx: &Context, change: Change, old: Option<&SupplierRecord>) -> Result<SupplierRecord> {
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

/// The fields of a dependency, with a name to show.
pub(super) fn link_map(link: &Link, name: String) -> Map<String, Json> {
    let dependency = &link.dependency;
    let fields = json!({
        "name": name,
        "asset": dependency.asset,
        "on": dependency.on,
        "kind": dependency.kind.key(),
        "necessity": dependency.necessity.key(),
        "hours": dependency.necessity.hours(),
        "group": dependency.alternative_group,
        "note": link.note,
    });
    if let Json::Object(map) = fields { map } else { Map::new() }
}

/// A dependency; where nobody has said in what way and how much hangs on it, data are taken and the rest goes on worse.
pub(super) fn dependency_draft(mut map: Map<String, Json>) -> Result<DependencyDraft> {
    let id = |map: &mut Map<String, Json>, field: &str| taken::<Uuid>(map, field).map(AssetId);
    let kind: Option<String> = taken(&mut map, "kind")?;
    let necessity: Option<String> = taken(&mut map, "necessity")?;
    let hours: Option<i64> = taken(&mut map, "hours")?;
    Ok(DependencyDraft {
        asset: id(&mut map, "asset")?,
        on: id(&mut map, "on")?,
        kind: kind.and_then(|kind| DependencyKind::from_key(&kind)).unwrap_or(DependencyKind::DataFrom),
        necessity: necessity.and_then(|word| Necessity::from_parts(&word, hours)).unwrap_or(Necessity::Degraded),
        alternative_group: taken(&mut map, "group")?,
        note: taken::<String>(&mut map, "note")?.chars().take(1_000).collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::{super::Kind, *};

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

    #[test]
    fn a_dependency_is_put_back_as_it_was() {
        let dependency = bavn_core::asset::Dependency {
            id: Uuid::from_u128(1).into(),
            asset: AssetId(Uuid::from_u128(2)),
            on: AssetId(Uuid::from_u128(3)),
            kind: DependencyKind::RunsOn,
            necessity: Necessity::StopsAfter(8),
            alternative_group: Some(2),
        };
        let link = Link { dependency, note: "Natlig".into(), version: 3 };
        let draft = dependency_draft(link_map(&link, "A → B".into())).unwrap();
        let (asset, on) = (link.dependency.asset, link.dependency.on);
        assert_eq!((draft.asset, draft.on, draft.kind), (asset, on, DependencyKind::RunsOn));
        assert_eq!((draft.necessity, draft.alternative_group), (Necessity::StopsAfter(8), Some(2)));
        assert_eq!(draft.note, "Natlig");
        let mut few = link_map(&link, String::new());
        few.retain(|field, _| matches!(field.as_str(), "asset" | "on" | "note"));
        let draft = dependency_draft(few).unwrap();
        assert_eq!((draft.kind, draft.necessity), (DependencyKind::DataFrom, Necessity::Degraded));
    }
}
