//! What Kitos says of a thing, as values of fields.

use bavn_core::import_export::{
    kitos::{KitosAgreement, KitosAsset, KitosContract},
    table::{ImportWords, Record, Value},
};
use std::collections::BTreeMap;
use time::Date;
use uuid::Uuid;

/// Records of a table, numbered from 1, with their values.
pub(super) fn numbered<T>(all: &[T], values: impl Fn(&T) -> Values) -> Vec<Record> {
    let record = |(at, one): (usize, &T)| {
        let row = u32::try_from(at + 1).unwrap_or(u32::MAX);
        let values = values(one);
        let key = values.get("external_id").and_then(Value::as_text).unwrap_or_default().to_owned();
        Record { row, key, values }
    };
    all.iter().enumerate().map(record).collect()
}

/// An e-mail address that can be one; nothing else is kept.
pub(super) fn address(text: &str) -> String {
    let is_address = text.split_once('@').is_some_and(|(who, host)| {
        !who.is_empty() && host.contains('.') && !host.contains('@') && !text.contains(char::is_whitespace)
    });
    if is_address { text.chars().take(200).collect() } else { String::new() }
}

pub(super) type Values = BTreeMap<&'static str, Value>;

fn put_text(values: &mut Values, field: &'static str, text: impl Into<String>) {
    values.insert(field, Value::Text(text.into()));
}

fn put_day(values: &mut Values, field: &'static str, day: Option<Date>) {
    if let Some(day) = day {
        put_text(values, field, day.to_string());
    }
}

fn put_whole(values: &mut Values, field: &'static str, number: Option<i64>) {
    if let Some(number) = number {
        values.insert(field, Value::Whole(number));
    }
}

/// A system as values of fields. Every text is there, also an empty one: it was emptied in Kitos.
pub(super) fn asset_values(asset: &KitosAsset, supplier: Option<Uuid>, words: &ImportWords) -> Values {
    let mut values = Values::new();
    let kle = Some(asset.kle.join(", ")).filter(|kle| !kle.is_empty()).map(|kle| format!("KLE: {kle}"));
    let local = Some(&asset.local_id).filter(|id| !id.is_empty()).map(|id| format!("Kitos: {id}"));
    let note = Some(asset.note.clone()).filter(|note| !note.is_empty()).into_iter().chain(local).chain(kle);
    put_text(&mut values, "external_id", asset.id.to_string());
    if !asset.name.is_empty() {
        put_text(&mut values, "name", &asset.name);
    }
    put_text(&mut values, "alias", &asset.alias);
    put_text(&mut values, "description", &asset.description);
    put_text(&mut values, "hosting", asset.hosting);
    put_text(&mut values, "life_cycle", asset.life_cycle);
    put_text(&mut values, "gdpr_basis", asset.purpose.chars().take(1_000).collect::<String>());
    put_text(&mut values, "note", note.collect::<Vec<_>>().join("\n"));
    if asset.record_url.starts_with("https://") || asset.record_url.starts_with("http://") {
        put_text(&mut values, "record_url", &asset.record_url);
    }
    if !asset.personal_data.is_empty() {
        let kinds = asset.personal_data.iter().map(|kind| (*kind).to_owned()).collect();
        values.insert("personal_data", Value::Words(kinds));
    }
    let critical = asset.is_critical.filter(|is| *is).map(|_| 3);
    put_whole(&mut values, "criticality", words.grade(&asset.criticality).or(critical));
    put_day(&mut values, "ends_on", asset.ends_on);
    let names = [("owner", &asset.owner), ("responsible", &asset.responsible), ("unit", &asset.unit)];
    for (field, name) in names.into_iter().filter(|(_, name)| !name.is_empty()) {
        put_text(&mut values, field, name);
    }
    if let Some(supplier) = supplier {
        put_text(&mut values, "supplier", supplier.to_string());
    }
    values
}

/// A contract as values of fields: under another one, under none, or, where that cannot be, as it stands.
pub(super) fn contract_values(
    one: &KitosContract,
    supplier: Option<Uuid>,
    parent: Option<Option<Uuid>>,
    covered: Vec<Uuid>,
) -> Values {
    let mut values = Values::new();
    put_text(&mut values, "external_id", one.id.to_string());
    if !one.title.is_empty() {
        put_text(&mut values, "title", &one.title);
    }
    put_text(&mut values, "reference", one.number.chars().take(100).collect::<String>());
    put_text(&mut values, "note", &one.note);
    put_day(&mut values, "starts_on", one.starts_on);
    // An end before the beginning is a slip there; a contract here cannot have it.
    put_day(&mut values, "ends_on", one.ends_on.filter(|end| one.starts_on.is_none_or(|start| start <= *end)));
    put_whole(&mut values, "notice_months", one.notice_months.map(Into::into).filter(|months| *months <= 120));
    let kroner = |amount: Option<i64>| amount.filter(|amount| (0..=10_000_000_000).contains(amount));
    put_whole(&mut values, "yearly_value", kroner(one.yearly_value));
    put_whole(&mut values, "one_off_value", kroner(one.one_off_value));
    if !one.unit.is_empty() {
        put_text(&mut values, "unit", &one.unit);
    }
    if let Some(supplier) = supplier {
        put_text(&mut values, "supplier", supplier.to_string());
    }
    if let Some(parent) = parent {
        put_text(&mut values, "parent", parent.map(|id| id.to_string()).unwrap_or_default());
    }
    values.insert("assets", Value::Words(covered.iter().map(Uuid::to_string).collect()));
    values
}

pub(super) fn agreement_values(
    one: &KitosAgreement,
    processor: Option<Uuid>,
    (supplier, contract): (Option<Uuid>, Option<Uuid>),
    subs: &str,
    covered: &str,
) -> Values {
    let mut values = Values::new();
    // With several processors each has one.
    let id = processor.map_or_else(|| one.id.to_string(), |processor| format!("{} {processor}", one.id));
    put_text(&mut values, "external_id", id);
    if !one.title.is_empty() {
        put_text(&mut values, "title", &one.title);
    }
    put_day(&mut values, "concluded_on", one.concluded_on);
    put_text(&mut values, "sub_processors", subs);
    put_text(&mut values, "note", covered);
    put_whole(&mut values, "oversight_months", one.oversight_months.map(Into::into));
    put_day(&mut values, "next_oversight_on", one.oversight_due);
    put_day(&mut values, "last_oversight_on", one.overseen_on);
    put_text(&mut values, "oversight_note", &one.oversight_remark);
    if let Some(supplier) = supplier {
        put_text(&mut values, "supplier", supplier.to_string());
    }
    if let Some(contract) = contract {
        put_text(&mut values, "contract", contract.to_string());
    }
    values
}
