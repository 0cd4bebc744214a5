use super::{
    ListFormat,
    lists::{list, text, write},
};
use crate::{
    App, Context, Result,
    asset::{AssetKeys, asset_code, find_assets},
    organisation::list_units,
    supplier::{
        ContractFilter, ContractSort, Supplier, SupplierFilter, SupplierSort, code_of, people_names, select_contracts,
        select_suppliers, supplier_names,
    },
};
use bavn_core::{
    ids::AssetId,
    import_export::ListCell,
    lang::Lang,
    supplier::{ClauseState, Facts as _, SupplierKind},
};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use time::Date;

/// The words of lists of suppliers and contracts, in one language. The headings are those that imports recognise.
pub struct SupplierTexts<'a> {
    /// The language.
    pub lang: Lang,
    /// What the list of suppliers is called.
    pub suppliers: String,
    /// What the list of contracts is called.
    pub contracts: String,
    /// The headings of suppliers.
    pub supplier_heads: [String; 14],
    /// The headings of contracts.
    pub contract_heads: [String; 24],
    /// The name of a sort of supplier.
    pub kind: &'a (dyn Fn(SupplierKind) -> String + Send + Sync),
}

impl std::fmt::Debug for SupplierTexts<'_> {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("SupplierTexts").field("lang", &self.lang).finish_non_exhaustive()
    }
}

/// Suppliers as a list: one row for each that a filter lets through, with the first person to reach.
///
/// # Errors
/// [`crate::Error::NotFound`] for those who may read no suppliers, or the database failed.
pub async fn export_supplier_list(
    app: &App,
    ctx: &Context,
    filter: &SupplierFilter,
    sort: SupplierSort,
    format: ListFormat,
    texts: &SupplierTexts<'_>,
) -> Result<Vec<u8>> {
    let found = select_suppliers(app, ctx, filter, sort).await?;
    let rows = found.iter().map(|(one, critical)| {
        let facts = &one.facts;
        let first = one.contacts.first();
        let contact = |pick: fn(&bavn_core::supplier::Contact) -> &String| first.map_or("", |one| pick(one).as_str());
        vec![
            text(&code_of('L', one.number)),
            text(&facts.name),
            text(&facts.cvr),
            text(&(texts.kind)(facts.kind)),
            text(&facts.country),
            text(&facts.website),
            whole(facts.criticality.map(|grade| grade.get().into())),
            text(contact(|one| &one.name)),
            text(contact(|one| &one.phone)),
            text(contact(|one| &one.email)),
            whole(i64::try_from(*critical).ok()),
            whole(i64::try_from(one.subs.len()).ok()),
            text(&facts.external_id),
            text(&facts.note),
        ]
    });
    let rows = rows.collect();
    let widths = [14, 34, 12, 20, 16, 30, 12, 24, 18, 28, 16, 18, 24, 50];
    let heads: Vec<(&String, u8)> = texts.supplier_heads.iter().zip(widths).collect();
    write(ctx, format, list(&texts.suppliers, texts.lang, &heads, rows))
}

/// Contracts as a list: one row for each that a filter lets through and the actor may read, in columns that users of Kitos know.
///
/// # Errors
/// As [`export_supplier_list`].
pub async fn export_contract_list(
    app: &App,
    ctx: &Context,
    filter: &ContractFilter,
    sort: ContractSort,
    format: ListFormat,
    texts: &SupplierTexts<'_>,
) -> Result<Vec<u8>> {
    let found = select_contracts(app, ctx, filter, sort).await?;
    let suppliers: HashMap<_, Supplier> =
        crate::supplier::load_suppliers(app, ctx).await?.into_iter().map(|one| (one.id, one)).collect();
    let owners: BTreeSet<_> = found.iter().filter_map(|one| one.facts.owner).collect();
    let owners: HashMap<_, String> = people_names(app, ctx, owners).await?.into_iter().collect();
    let units: HashMap<_, String> = list_units(app, ctx).await?.into_iter().map(|unit| (unit.id, unit.name)).collect();
    let titles: HashMap<_, String> = crate::supplier::contract_titles(app, ctx, None).await?.into_iter().collect();
    let assets = asset_names(app, ctx, found.iter().flat_map(|one| one.assets.iter().copied()).collect()).await?;
    let rows = found.iter().map(|one| {
        let facts = &one.facts;
        let supplier = facts.supplier.and_then(|id| suppliers.get(&id)).map(|one| &one.facts);
        let covered = one.assets.iter().filter_map(|id| assets.get(id)).map(String::as_str).collect::<Vec<_>>();
        let missing = one.clauses.values().filter(|(state, _)| *state == ClauseState::Missing).count();
        let name = |name: Option<&String>| text(name.map_or("", String::as_str));
        vec![
            text(&code_of('K', one.number)),
            text(&facts.reference),
            text(&facts.title),
            text(supplier.map_or("", |facts| &facts.name)),
            text(supplier.map_or("", |facts| &facts.cvr)),
            name(facts.parent.and_then(|id| titles.get(&id))),
            name(facts.unit.and_then(|id| units.get(&id))),
            name(facts.owner.and_then(|id| owners.get(&id))),
            text(&covered.join("; ")),
            day(facts.starts_on),
            day(facts.ends_on),
            whole(facts.notice_months.map(Into::into)),
            day(facts.notice_by()),
            text(&facts.options),
            whole(facts.yearly_value),
            whole(facts.one_off_value),
            whole(facts.response_hours.map(Into::into)),
            whole(facts.restore_hours.map(Into::into)),
            text(&facts.support),
            text(&facts.data_access),
            text(&facts.exit_plan),
            day(facts.exit_tested_on),
            whole(i64::try_from(missing).ok()),
            text(&facts.note),
        ]
    });
    let rows = rows.collect();
    let widths = [14, 16, 34, 30, 14, 28, 28, 24, 40, 12, 12, 14, 16, 24, 14, 14, 12, 14, 40, 30, 40, 14, 14, 50];
    let heads: Vec<(&String, u8)> = texts.contract_heads.iter().zip(widths).collect();
    write(ctx, format, list(&texts.contracts, texts.lang, &heads, rows))
}

/// The names of assets in use; the number where two have one name, so that the list can be read in again.
async fn asset_names(app: &App, ctx: &Context, ids: BTreeSet<AssetId>) -> Result<HashMap<AssetId, String>> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let mut found = find_assets(app, ctx, &AssetKeys::Ids(ids.into_iter().collect())).await?;
    found.retain(|asset| asset.archived_at.is_none());
    let mut counts: HashMap<String, usize> = HashMap::new();
    for asset in &found {
        *counts.entry(asset.facts.name.clone()).or_default() += 1;
    }
    let name = |asset: crate::asset::Asset| match counts.get(&asset.facts.name) {
        Some(1) if !asset.facts.name.contains([';', '|']) => (asset.id, asset.facts.name.clone()),
        _ => (asset.id, asset_code(asset.number)),
    };
    Ok(found.into_iter().map(name).collect())
}

/// Every supplier in use with everything in it, as JSON.
///
/// # Errors
/// As [`export_supplier_list`].
pub async fn export_suppliers_json(app: &App, ctx: &Context) -> Result<Vec<u8>> {
    let found = select_suppliers(app, ctx, &SupplierFilter::default(), SupplierSort::Number).await?;
    let names: BTreeMap<_, String> = supplier_names(app, ctx).await?.into_iter().collect();
    let one = |(one, critical): &(Supplier, u64)| {
        let sub = |sub: &crate::supplier::SubSupplier| json!({ "supplier": sub.supplier, "name": names.get(&sub.supplier), "service": sub.service });
        json!({
            "id": one.id,
            "number": code_of('L', one.number),
            "facts": one.facts.to_map(),
            "contacts": one.contacts,
            "sub_suppliers": one.subs.iter().map(sub).collect::<Vec<_>>(),
            "critical_systems": critical,
        })
    };
    pretty(&found.iter().map(one).collect())
}

/// Every contract in use that the actor may read with everything in it, as JSON.
///
/// # Errors
/// As [`export_supplier_list`].
pub async fn export_contracts_json(app: &App, ctx: &Context) -> Result<Vec<u8>> {
    let found = select_contracts(app, ctx, &ContractFilter::default(), ContractSort::Number).await?;
    let one = |one: &crate::supplier::Contract| {
        let clause = |(key, (state, note)): (&String, &(ClauseState, String))| {
            (key.clone(), json!({ "state": state, "note": note }))
        };
        json!({
            "id": one.id,
            "number": code_of('K', one.number),
            "facts": one.facts.to_map(),
            "clauses": one.clauses.iter().map(clause).collect::<serde_json::Map<_, _>>(),
            "assets": one.assets,
        })
    };
    pretty(&found.iter().map(one).collect())
}

fn pretty(all: &Vec<Value>) -> Result<Vec<u8>> {
    serde_json::to_vec_pretty(all).map_err(|error| crate::Error::System { what: "export", message: error.to_string() })
}

/// Dates stay as 2026-10-12, so that they sort and can be read in again.
fn day(date: Option<Date>) -> ListCell {
    text(&date.map(|date| date.to_string()).unwrap_or_default())
}

fn whole(number: Option<i64>) -> ListCell {
    number.map_or_else(|| text(""), ListCell::Number)
}
