use super::entity::{contract, supplier, supplier_record};
use crate::Result;
use bavn_core::{
    access::Resource,
    asset::Grade,
    ids::{AssetId, ContractId, SupplierId, SupplierRecordId},
    supplier::{ClauseState, Contact, ContractFacts, Facts as _, RecordFacts, RecordKind, SupplierFacts, SupplierKind},
};
use bavn_db::DbError;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use time::OffsetDateTime;

/// A supplier that another one leans on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SubSupplier {
    /// Which supplier.
    pub supplier: SupplierId,
    /// What it delivers; may be empty.
    pub service: String,
}

/// What a supplier is to be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SupplierDraft {
    /// What is written down about it.
    pub facts: SupplierFacts,
    /// Whom to reach there, in order.
    pub contacts: Vec<Contact>,
    /// The suppliers that it leans on itself.
    pub subs: Vec<SubSupplier>,
}

/// A supplier as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Supplier {
    /// The identifier.
    pub id: SupplierId,
    /// Its number in the register.
    pub number: u32,
    /// What is written down about it.
    pub facts: SupplierFacts,
    /// Whom to reach there, in order.
    pub contacts: Vec<Contact>,
    /// The suppliers that it leans on itself.
    pub subs: Vec<SubSupplier>,
    /// When it was taken out of use.
    pub archived_at: Option<OffsetDateTime>,
    /// Raised by every change.
    pub version: i32,
}

impl Supplier {
    /// Everything in it, for the audit log.
    pub(super) fn to_json(&self) -> Value {
        let mut map = self.facts.to_map();
        let subs: Vec<Value> =
            self.subs.iter().map(|sub| json!({ "supplier": sub.supplier, "service": sub.service })).collect();
        map.insert("id".into(), json!(self.id));
        map.insert("number".into(), json!(self.number));
        map.insert("contacts".into(), json!(self.contacts));
        map.insert("sub_suppliers".into(), json!(subs));
        map.insert("version".into(), json!(self.version));
        Value::Object(map)
    }
}

/// What a contract is to be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ContractDraft {
    /// What is written down about it.
    pub facts: ContractFacts,
    /// How it stands to security requirements, by their keys, each with a note.
    pub clauses: BTreeMap<String, (ClauseState, String)>,
    /// The assets that it covers.
    pub assets: BTreeSet<AssetId>,
}

/// A contract as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contract {
    /// The identifier.
    pub id: ContractId,
    /// Its number in the register.
    pub number: u32,
    /// What is written down about it.
    pub facts: ContractFacts,
    /// How it stands to security requirements, by their keys, each with a note.
    pub clauses: BTreeMap<String, (ClauseState, String)>,
    /// The assets that it covers, also those that the reader may not read.
    pub assets: BTreeSet<AssetId>,
    /// When it was taken out of use.
    pub archived_at: Option<OffsetDateTime>,
    /// Raised by every change.
    pub version: i32,
}

impl Contract {
    /// What permission is weighed against.
    #[must_use]
    pub fn resource(&self) -> Resource {
        Resource::owned(self.facts.unit, self.facts.owner)
    }

    /// Everything in it, for the audit log.
    pub(super) fn to_json(&self) -> Value {
        let mut map = self.facts.to_map();
        let clauses: BTreeMap<&String, Value> = self
            .clauses
            .iter()
            .map(|(key, (state, note))| (key, json!({ "state": state.key(), "note": note })))
            .collect();
        map.insert("id".into(), json!(self.id));
        map.insert("number".into(), json!(self.number));
        map.insert("clauses".into(), json!(clauses));
        map.insert("assets".into(), json!(self.assets));
        map.insert("version".into(), json!(self.version));
        Value::Object(map)
    }
}

/// Something on file about a supplier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SupplierRecord {
    /// The identifier.
    pub id: SupplierRecordId,
    /// About whom.
    pub supplier: SupplierId,
    /// The contract it belongs to.
    pub contract: Option<ContractId>,
    /// What it says.
    pub facts: RecordFacts,
    /// When it was taken out of use.
    pub archived_at: Option<OffsetDateTime>,
    /// Raised by every change.
    pub version: i32,
}

impl SupplierRecord {
    /// Everything in it, for the audit log.
    pub(super) fn to_json(&self) -> Value {
        json!({
            "id": self.id,
            "supplier": self.supplier,
            "contract": self.contract,
            "facts": self.facts,
            "version": self.version,
        })
    }
}

/// The number of a supplier or a contract as people see it: `L-12`, `K-12`.
#[must_use]
pub fn code_of(letter: char, number: u32) -> String {
    format!("{letter}-{number}")
}

pub(super) fn unknown(table: &'static str, column: &'static str, value: impl ToString) -> crate::Error {
    DbError::UnknownValue { table, column, value: value.to_string() }.into()
}

pub(super) fn number(table: &'static str, number: i32) -> Result<u32> {
    u32::try_from(number).map_err(|_| unknown(table, "number", number))
}

/// A supplier from its row; whom to reach and sub-suppliers are put in afterwards.
pub(super) fn supplier_of(row: supplier::Model) -> Result<Supplier> {
    let grade = row
        .criticality
        .map(|grade| Grade::from_i64(grade.into()).map_err(|_| unknown("supplier", "criticality", grade)));
    Ok(Supplier {
        id: row.id.into(),
        number: number("supplier", row.number)?,
        facts: SupplierFacts {
            kind: SupplierKind::from_key(&row.kind).ok_or_else(|| unknown("supplier", "kind", &row.kind))?,
            name: row.name,
            cvr: row.cvr.unwrap_or_default(),
            country: row.country,
            website: row.website,
            criticality: grade.transpose()?,
            external_source: row.external_source,
            external_id: row.external_id,
            note: row.note,
        },
        contacts: Vec::new(),
        subs: Vec::new(),
        archived_at: row.archived_at,
        version: row.version,
    })
}

/// A contract from its row; clauses are put in afterwards.
pub(super) fn contract_of(row: contract::Model) -> Result<Contract> {
    let small = |column, value: Option<i32>| {
        value.map(|value| u32::try_from(value).map_err(|_| unknown("contract", column, value))).transpose()
    };
    Ok(Contract {
        id: row.id.into(),
        number: number("contract", row.number)?,
        facts: ContractFacts {
            title: row.title,
            reference: row.reference,
            supplier: Some(row.supplier_id.into()),
            parent: row.parent_id.map(Into::into),
            starts_on: row.starts_on,
            ends_on: row.ends_on,
            notice_months: small("notice_months", row.notice_months)?,
            options: row.options,
            yearly_value: row.yearly_value,
            one_off_value: row.one_off_value,
            unit: row.unit_id.map(Into::into),
            owner: row.owner_id.map(Into::into),
            response_hours: small("response_hours", row.response_hours)?,
            restore_hours: small("restore_hours", row.restore_hours)?,
            support: row.support,
            data_access: row.data_access,
            exit_plan: row.exit_plan,
            exit_tested_on: row.exit_tested_on,
            external_source: row.external_source,
            external_id: row.external_id,
            note: row.note,
        },
        clauses: BTreeMap::new(),
        assets: BTreeSet::new(),
        archived_at: row.archived_at,
        version: row.version,
    })
}

pub(super) fn record_of(row: supplier_record::Model) -> Result<SupplierRecord> {
    let kind = RecordKind::from_key(&row.kind).ok_or_else(|| unknown("supplier_record", "kind", &row.kind))?;
    let facts = serde_json::from_str(&row.facts)
        .and_then(RecordFacts::from_tagged)
        .map_err(|_| unknown("supplier_record", "facts", &row.facts))?;
    if facts.kind() != kind {
        return Err(unknown("supplier_record", "kind", &row.kind));
    }
    Ok(SupplierRecord {
        id: row.id.into(),
        supplier: row.supplier_id.into(),
        contract: row.contract_id.map(Into::into),
        facts,
        archived_at: row.archived_at,
        version: row.version,
    })
}
