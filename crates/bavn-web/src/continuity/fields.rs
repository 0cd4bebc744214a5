//! What is written down about a critical task, as it is sent and answered.

use super::words::value_fault;
use bavn_app::{Error, FieldFault};
use bavn_core::{
    continuity::task::{CriticalTask, FIELDS, FieldKind, NeedEffect, NeedOn, TaskNeed},
    ids::{AssetId, CriticalTaskId, SupplierId},
};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;
use utoipa::ToSchema;
use uuid::Uuid;

/// What is written down about a critical task; a field that is left out is empty. Lengths of time are minutes.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub(super) struct TaskFields {
    /// The name.
    #[schema(max_length = 200)]
    pub(super) name: String,
    /// The administration or institution that does it; none for the whole municipality.
    pub(super) unit: Option<Uuid>,
    /// The person who answers for it.
    pub(super) owner: Option<Uuid>,
    /// The manager who approves its impact analysis.
    pub(super) approver: Option<Uuid>,
    /// What is done, and for whom.
    pub(super) description: String,
    /// The law that says that the municipality must.
    pub(super) legal_duty: String,
    /// Citizens who are hit when it stops.
    #[schema(minimum = 0, maximum = 10_000_000)]
    pub(super) citizens: Option<i64>,
    /// When it matters most.
    pub(super) peak_note: String,
    /// The months in which it matters most, 1 to 12.
    pub(super) peak_months: Vec<u8>,
    /// Six levels 0 to 4 or null by dimension (`life_health`, `citizens_rights`, `economy`, `law`, `trust`, `environment`): how bad it is
    /// after 1 hour, 4 hours, 1 day, 3 days, 1 week and 2 weeks. They never fall.
    pub(super) impact: BTreeMap<String, Vec<Option<u8>>>,
    /// The longest acceptable outage (MTPD).
    #[schema(minimum = 0, maximum = 525_600)]
    pub(super) mtpd_minutes: Option<i64>,
    /// Why.
    pub(super) mtpd_reason: String,
    /// The time within which it is to be back (RTO).
    #[schema(minimum = 0, maximum = 525_600)]
    pub(super) rto_minutes: Option<i64>,
    /// Why.
    pub(super) rto_reason: String,
    /// The longest time of which data may be lost (RPO).
    #[schema(minimum = 0, maximum = 525_600)]
    pub(super) rpo_minutes: Option<i64>,
    /// Why.
    pub(super) rpo_reason: String,
    /// The least share that must be done meanwhile (MBCO).
    #[schema(minimum = 0, maximum = 100)]
    pub(super) mbco_percent: Option<i64>,
    /// Why.
    pub(super) mbco_reason: String,
    /// How it is done without its systems.
    pub(super) fallback: String,
    /// For how long that carries.
    #[schema(minimum = 0, maximum = 525_600)]
    pub(super) fallback_minutes: Option<i64>,
    /// What share is done that way.
    #[schema(minimum = 0, maximum = 100)]
    pub(super) fallback_percent: Option<i64>,
    /// What it takes.
    pub(super) fallback_needs: String,
    /// When it was last tried.
    #[schema(format = Date)]
    pub(super) fallback_tried_on: Option<String>,
    /// Who does it, and with what skills.
    pub(super) staff: String,
    /// The fewest people it takes.
    #[schema(minimum = 0, maximum = 100_000)]
    pub(super) staff_least: Option<i64>,
    /// Where it is done, and where else it can be.
    pub(super) places: String,
    /// Supplies, forms, vehicles.
    pub(super) supplies: String,
    /// When it is to be looked at again.
    #[schema(format = Date)]
    pub(super) review_on: Option<String>,
}

impl TaskFields {
    /// The fields of a task.
    pub(super) fn of(task: &CriticalTask) -> Self {
        // The names and forms are the same: a test holds them to it.
        serde_json::from_value(Value::Object(task.to_map())).unwrap_or_default()
    }

    /// The task, or every field that does not hold what it should.
    pub(super) fn read(self) -> Result<CriticalTask, Error> {
        let Ok(Value::Object(mut map)) = serde_json::to_value(self) else { return Ok(CriticalTask::default()) };
        let mut faults = Vec::new();
        for field in FIELDS.iter().filter(|field| field.kind == FieldKind::Date) {
            let text = map.get(field.key).and_then(Value::as_str).unwrap_or_default().to_owned();
            match field.parse(&text) {
                Ok(value) => {
                    map.insert(field.key.to_owned(), value);
                }
                Err(fault) => faults.push(value_fault(field, &text, fault)),
            }
        }
        if !faults.is_empty() {
            return Err(Error::Invalid(faults));
        }
        CriticalTask::from_map(map)
            .map_err(|error| Error::Invalid(vec![FieldFault::new("impact", "unknown", error.to_string())]))
    }
}

/// Something that a critical task needs: exactly one of asset, supplier and task.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NeedBody {
    /// An asset.
    #[serde(default)]
    asset: Option<Uuid>,
    /// A supplier.
    #[serde(default)]
    supplier: Option<Uuid>,
    /// Another critical task.
    #[serde(default)]
    task: Option<Uuid>,
    /// What happens when it is away: `stops` or `worse`.
    #[schema(example = "stops")]
    effect: String,
    /// After how many minutes it stops; 0 at once, left out when the fallback runs out.
    #[serde(default)]
    #[schema(minimum = 0, maximum = 525_600)]
    after_minutes: Option<i64>,
    /// Needs of the same task with the same number are alternatives: any one suffices.
    #[serde(default)]
    #[schema(minimum = 1, maximum = 99)]
    alternative_group: Option<i64>,
    /// Anything else.
    #[serde(default)]
    #[schema(max_length = 1000)]
    note: String,
}

impl NeedBody {
    pub(super) fn of(need: &TaskNeed) -> Self {
        let (asset, supplier, task) = match need.on {
            NeedOn::Asset(id) => (Some(id.0), None, None),
            NeedOn::Supplier(id) => (None, Some(id.0), None),
            NeedOn::Task(id) => (None, None, Some(id.0)),
        };
        Self {
            asset,
            supplier,
            task,
            effect: need.effect.key().to_owned(),
            after_minutes: need.after_minutes,
            alternative_group: need.alternative_group,
            note: need.note.clone(),
        }
    }

    /// The need; a fault is named by its place in the list.
    pub(super) fn read(self, at: usize) -> Result<TaskNeed, FieldFault> {
        let on = match (self.asset, self.supplier, self.task) {
            (Some(id), None, None) => NeedOn::Asset(AssetId(id)),
            (None, Some(id), None) => NeedOn::Supplier(SupplierId(id)),
            (None, None, Some(id)) => NeedOn::Task(CriticalTaskId(id)),
            _ => return Err(FieldFault::new(format!("needs[{at}]"), "one_of_three", "")),
        };
        let effect = NeedEffect::from_key(&self.effect);
        let effect = effect.ok_or_else(|| FieldFault::new(format!("needs[{at}].effect"), "unknown", &self.effect))?;
        Ok(TaskNeed {
            on,
            effect,
            after_minutes: self.after_minutes,
            alternative_group: self.alternative_group,
            note: self.note,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use bavn_core::continuity::task::Dimension;
    use time::macros::date;

    #[test]
    fn the_names_and_forms_are_those_of_the_task() {
        let mut task = CriticalTask {
            name: "Mad".into(),
            peak_months: [1, 12].into(),
            rto_minutes: Some(240),
            review_on: Some(date!(2027 - 03 - 31)),
            ..CriticalTask::default()
        };
        task.impact.set(Dimension::Law, 2, Some(3));
        let sent = TaskFields::of(&task);
        let mut keys: Vec<String> = serde_json::to_value(&sent).unwrap().as_object().unwrap().keys().cloned().collect();
        keys.sort();
        let mut names: Vec<String> = task.to_map().keys().cloned().collect();
        names.sort();
        assert_eq!(keys, names);
        assert_eq!(sent.read().unwrap(), task);
        let short = TaskFields { impact: [("law".to_owned(), vec![Some(1)])].into(), ..TaskFields::default() };
        assert!(matches!(short.read(), Err(Error::Invalid(faults)) if faults[0].field == "impact"));
    }
}
