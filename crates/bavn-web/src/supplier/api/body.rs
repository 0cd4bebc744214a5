//! What is written down, as it is sent and answered.

use super::super::form::value_fault;
use bavn_app::Error;
use bavn_core::supplier::Facts;
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::{Map, Value};
use utoipa::ToSchema;
use uuid::Uuid;

/// What is written down about a supplier.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub(super) struct SupplierFactsBody {
    /// The name.
    #[schema(max_length = 200)]
    name: String,
    /// The Danish company registration number, eight digits; empty for none. The check digit is not enforced.
    cvr: String,
    /// What sort of supplier: `company`, `public` or `shared_municipal`.
    #[schema(example = "company")]
    kind: String,
    /// The country it is registered in.
    country: String,
    /// Its website.
    website: String,
    /// How badly the municipality needs it, 0 to 4.
    #[schema(minimum = 0, maximum = 4)]
    criticality: Option<u8>,
    /// Anything else.
    note: String,
    /// Where it was taken in from, such as `kitos`; empty when it was typed here.
    external_source: String,
    /// Its identifier there.
    external_id: String,
}

/// What is written down about a contract.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub(super) struct ContractFactsBody {
    /// What it is about.
    #[schema(max_length = 200)]
    title: String,
    /// Its number in the municipality's own archive.
    reference: String,
    /// With whom.
    supplier: Option<Uuid>,
    /// The contract that this one stands under.
    parent: Option<Uuid>,
    /// Its first day.
    #[schema(format = Date)]
    starts_on: Option<String>,
    /// Its last day.
    #[schema(format = Date)]
    ends_on: Option<String>,
    /// Months of notice.
    #[schema(minimum = 0, maximum = 120)]
    notice_months: Option<u32>,
    /// Options to prolong it.
    options: String,
    /// Whole kroner in a year.
    yearly_value: Option<i64>,
    /// Whole kroner once.
    one_off_value: Option<i64>,
    /// The unit it belongs to; none for the whole municipality.
    unit: Option<Uuid>,
    /// The person who answers for it.
    owner: Option<Uuid>,
    /// Hours until the supplier answers a critical fault.
    response_hours: Option<u32>,
    /// Hours until the supplier has it running again.
    restore_hours: Option<u32>,
    /// What support there is in an outage.
    support: String,
    /// How the municipality gets at its data.
    data_access: String,
    /// How the municipality gets out.
    exit_plan: String,
    /// When that was last tried.
    #[schema(format = Date)]
    exit_tested_on: Option<String>,
    /// Anything else.
    note: String,
    /// Where it was taken in from; empty when it was typed here.
    external_source: String,
    /// Its identifier there.
    external_id: String,
}

/// The core's facts from a body, or every value that is none.
pub(super) fn read_facts<F: Facts>(body: impl Serialize) -> Result<F, Error> {
    F::from_map(read_map(F::FIELDS, body)?).map_err(|error| Error::invalid("facts", "unknown", error.to_string()))
}

/// The values of fields from a body, or every text that is none.
pub(super) fn read_map(
    fields: &[bavn_core::supplier::Field],
    body: impl Serialize,
) -> Result<Map<String, Value>, Error> {
    let Ok(Value::Object(mut map)) = serde_json::to_value(body) else {
        return Err(Error::invalid("facts", "required", ""));
    };
    let mut faults = Vec::new();
    for field in fields {
        let Some(Value::String(text)) = map.get(field.key) else { continue };
        // A choice that is left out is its first word.
        let first = match field.kind {
            bavn_core::supplier::FieldKind::Choice(words) if text.is_empty() => words.first().copied(),
            _ => None,
        };
        let text = first.map_or_else(|| text.clone(), str::to_owned);
        match field.parse(&text) {
            Ok(value) => {
                map.insert(field.key.to_owned(), value);
            }
            Err(fault) => faults.push(value_fault(&format!("facts.{}", field.key), &text, fault)),
        }
    }
    if faults.is_empty() { Ok(map) } else { Err(Error::Invalid(faults)) }
}

/// A body from the core's facts: the names agree.
pub(super) fn write_facts<B: DeserializeOwned + Default>(facts: &impl Facts) -> B {
    serde_json::from_value(Value::Object(facts.to_map())).unwrap_or_else(|error| {
        tracing::error!(%error, body = std::any::type_name::<B>(), "facts do not fit their body");
        B::default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use bavn_core::supplier::{ContractFacts, SupplierFacts};

    #[test]
    fn bodies_name_the_fields_of_the_core() {
        let keys = |value: Value| {
            let mut keys: Vec<String> = value.as_object().unwrap().keys().cloned().collect();
            keys.sort_unstable();
            keys
        };
        let of = |map: Map<String, Value>| keys(Value::Object(map));
        let supplier = keys(serde_json::to_value(SupplierFactsBody::default()).unwrap());
        assert_eq!(supplier, of(SupplierFacts::default().to_map()));
        let contract = keys(serde_json::to_value(ContractFactsBody::default()).unwrap());
        assert_eq!(contract, of(ContractFacts::default().to_map()));
        let read: ContractFacts = read_facts(ContractFactsBody::default()).unwrap();
        assert_eq!(read, ContractFacts::default());
        let body = ContractFactsBody { ends_on: Some("31-12-2026".into()), ..Default::default() };
        assert!(
            matches!(read_facts::<ContractFacts>(body), Err(Error::Invalid(faults)) if faults[0].field == "facts.ends_on")
        );
    }
}
