use super::{Demo, Size, files};
use crate::{
    App, Context, Error, Result,
    supplier::{
        ContractDraft, PutContract, PutSupplier, SubSupplier, SupplierDraft, create_supplier_record, put_contracts,
        put_suppliers,
    },
};
use bavn_core::{
    ids::{ContractId, SupplierId},
    supplier::{ClauseState, Contact, ContractFacts, RecordFacts, SupplierFacts},
};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use time::{Duration, macros::date};

const FILE: &str = "demo/suppliers.toml";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SuppliersFile {
    supplier: Vec<SupplierTable>,
    contract: Vec<ContractTable>,
    record: Vec<RecordTable>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SupplierTable {
    key: String,
    facts: SupplierFacts,
    contacts: Vec<Contact>,
    subs: Vec<SubTable>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SubTable {
    supplier: String,
    service: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ContractTable {
    key: String,
    supplier: String,
    unit: String,
    owner: String,
    parent: Option<String>,
    facts: ContractFacts,
    /// The assets that it covers, by their keys in `demo/assets.toml`.
    #[serde(default)]
    assets: Vec<String>,
    has: Vec<String>,
    missing: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RecordTable {
    supplier: String,
    contract: Option<String>,
    facts: serde_json::Map<String, serde_json::Value>,
}

/// Puts in the suppliers; what they deliver and their contracts come later.
pub(super) async fn load(app: &App, ctx: &Context, demo: &mut Demo, size: Size) -> Result<()> {
    let file: SuppliersFile = files::read(FILE)?;
    let ctx = &demo.coordinator_on(ctx, ctx.today());
    demo.suppliers = load_suppliers(app, ctx, &file.supplier).await?;
    if size == Size::Reference {
        demo.grown.0 = grow_suppliers(app, ctx, file.supplier.len()).await?;
    }
    Ok(())
}

/// Puts in contracts, what they cover, and what is on file.
pub(super) async fn load_contracts(app: &App, ctx: &Context, demo: &mut Demo, size: Size) -> Result<()> {
    let file: SuppliersFile = files::read(FILE)?;
    let ctx = &demo.coordinator_on(ctx, ctx.today());
    let suppliers = demo.suppliers.clone();
    let mut contracts: BTreeMap<String, ContractId> = BTreeMap::new();
    // Contracts that stand under others come after those.
    for is_under in [false, true] {
        let tables: Vec<&ContractTable> =
            file.contract.iter().filter(|table| table.parent.is_some() == is_under).collect();
        let mut puts = Vec::with_capacity(tables.len());
        for table in &tables {
            puts.push(contract(demo, &suppliers, &contracts, table)?);
        }
        let ids = put_contracts(app, ctx, puts).await?;
        contracts.extend(tables.iter().map(|table| table.key.clone()).zip(ids));
    }
    for table in file.record {
        let supplier = suppliers.get(&table.supplier).ok_or_else(|| wrong(&table.supplier))?;
        let contract = match &table.contract {
            Some(key) => Some(*contracts.get(key).ok_or_else(|| wrong(key))?),
            None => None,
        };
        let facts = RecordFacts::from_tagged(table.facts).map_err(|error| wrong(&error.to_string()))?;
        create_supplier_record(app, ctx, *supplier, contract, facts).await?;
    }
    if size == Size::Reference {
        grow_contracts(app, ctx, demo, file.contract.len()).await?;
    }
    demo.contracts = contracts;
    Ok(())
}

/// Puts in the suppliers of the file, those that lean on others after those.
async fn load_suppliers(app: &App, ctx: &Context, tables: &[SupplierTable]) -> Result<BTreeMap<String, SupplierId>> {
    let mut known: BTreeMap<String, SupplierId> = BTreeMap::new();
    while known.len() < tables.len() {
        let (mut keys, mut puts) = (Vec::new(), Vec::new());
        for table in tables.iter().filter(|table| !known.contains_key(&table.key)) {
            let subs: Option<Vec<SubSupplier>> = table
                .subs
                .iter()
                .map(|sub| Some(SubSupplier { supplier: *known.get(&sub.supplier)?, service: sub.service.clone() }))
                .collect();
            let Some(subs) = subs else { continue };
            keys.push(table.key.clone());
            let draft = SupplierDraft { facts: table.facts.clone(), contacts: table.contacts.clone(), subs };
            puts.push(PutSupplier { old: None, draft });
        }
        if puts.is_empty() {
            return Err(wrong("suppliers lean on each other in a circle, or on one that is not there"));
        }
        let ids = put_suppliers(app, ctx, puts).await?;
        known.extend(keys.into_iter().zip(ids));
    }
    Ok(known)
}

fn contract(
    demo: &Demo,
    suppliers: &BTreeMap<String, SupplierId>,
    contracts: &BTreeMap<String, ContractId>,
    table: &ContractTable,
) -> Result<PutContract> {
    let facts = ContractFacts {
        supplier: Some(*suppliers.get(&table.supplier).ok_or_else(|| wrong(&table.supplier))?),
        unit: Some(demo.unit(&table.unit)?),
        owner: Some(demo.person(&table.owner)?),
        parent: match &table.parent {
            Some(key) => Some(*contracts.get(key).ok_or_else(|| wrong(key))?),
            None => None,
        },
        ..table.facts.clone()
    };
    let known: BTreeSet<&str> = crate::supplier::contract_clauses()?.iter().map(|clause| clause.key.as_str()).collect();
    let mut clauses = BTreeMap::new();
    for (keys, state) in [(&table.has, ClauseState::In), (&table.missing, ClauseState::Missing)] {
        for key in keys {
            if !known.contains(key.as_str()) {
                return Err(wrong(key));
            }
            clauses.insert(key.clone(), (state, String::new()));
        }
    }
    let asset = |key: &String| demo.assets.get(key).copied().ok_or_else(|| wrong(key));
    let assets = table.assets.iter().map(asset).collect::<Result<_>>()?;
    Ok(PutContract { old: None, draft: ContractDraft { facts, clauses, assets } })
}

fn wrong(what: &str) -> Error {
    Error::Content(format!("{FILE}: {what}"))
}

/// Suppliers and contracts of the reference municipality.
const REFERENCE: (usize, usize) = (400, 900);

const TRADES: [&str; 8] = ["data", "drift", "plan", "net", "sikring", "tegn", "vagt", "lager"];

/// Adds suppliers up to the number of the reference municipality, the same each time.
async fn grow_suppliers(app: &App, ctx: &Context, suppliers: usize) -> Result<Vec<SupplierId>> {
    let words = ["Nord", "Fjord", "Bakke", "Skov", "Ås", "Strand", "Møl", "Eng", "Vang", "Holm"];
    let puts = (suppliers..REFERENCE.0).map(|at| {
        let name = format!("{}{} {at} ApS", words[at % words.len()], TRADES[at / words.len() % TRADES.len()]);
        let facts = SupplierFacts { name, country: "Danmark".into(), ..SupplierFacts::default() };
        PutSupplier { old: None, draft: SupplierDraft { facts, ..SupplierDraft::default() } }
    });
    put_suppliers(app, ctx, puts.collect()).await
}

/// Adds contracts up to the number of the reference municipality, the same each time; two of three cover a system.
async fn grow_contracts(app: &App, ctx: &Context, demo: &Demo, contracts: usize) -> Result<()> {
    let (ids, systems) = &demo.grown;
    let units: Vec<_> = demo.units.values().copied().collect();
    if ids.is_empty() || units.is_empty() {
        return Ok(());
    }
    let puts = (contracts..REFERENCE.1).map(|at| {
        let days = i64::try_from(at * 7 % 1_400).unwrap_or(0);
        let facts = ContractFacts {
            title: format!("Aftale {at} om {}", TRADES[at % TRADES.len()]),
            supplier: Some(ids[at % ids.len()]),
            unit: Some(units[at % units.len()]),
            starts_on: Some(date!(2023 - 01 - 01)),
            ends_on: Some(date!(2026 - 12 - 31) + Duration::days(days)),
            notice_months: Some(3),
            yearly_value: i64::try_from(at * 1_000).ok(),
            ..ContractFacts::default()
        };
        let covered = systems.get(at * 5 % systems.len().max(1)).filter(|_| at % 3 != 0).copied();
        PutContract {
            old: None,
            draft: ContractDraft { facts, assets: covered.into_iter().collect(), ..ContractDraft::default() },
        }
    });
    put_contracts(app, ctx, puts.collect()).await?;
    Ok(())
}
