use super::{
    Asset, AssetType,
    entity::{asset_type, supplier},
    own_type::from_row,
};
pub(super) use crate::check::IN_LIST;
use crate::{
    FieldFault, Result,
    check::known,
    organisation::{person, unit},
};
use bavn_core::asset::{AssetFacts, OWN, OwnFault, OwnProblem, OwnType, check};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use std::collections::{BTreeMap, HashMap, HashSet};
use uuid::Uuid;

/// Texts trimmed at their ends, line breaks alike.
pub(super) fn tidy(mut facts: AssetFacts) -> AssetFacts {
    for (_, text) in facts.texts_mut() {
        if text.contains("\r\n") {
            *text = text.replace("\r\n", "\n");
        }
        let trimmed = text.trim();
        if trimmed.len() < text.len() {
            *text = trimmed.to_owned();
        }
    }
    facts.own.retain(|_, value| !value.trim().is_empty());
    facts
}

/// Every fault that can be seen without the database.
pub(super) fn own_faults(facts: &AssetFacts) -> Vec<FieldFault> {
    let found = check(facts);
    if found.is_empty() {
        return Vec::new();
    }
    let map = facts.to_map();
    let in_words = |found: bavn_core::asset::FieldFault| {
        let value = map.get(&*found.field).map(bavn_core::asset::Field::text).unwrap_or_default();
        FieldFault::of(found, value)
    };
    found.into_iter().map(in_words).collect()
}

/// The references of assets that are not to something in use; one statement per kind of thing.
#[derive(Debug, Default)]
pub(super) struct Known {
    units: HashSet<Uuid>,
    people: HashSet<Uuid>,
    types: HashMap<Uuid, AssetType>,
    types_in_use: HashSet<Uuid>,
    suppliers: HashSet<Uuid>,
}

impl Known {
    /// What of the units, people, types and suppliers that some assets name is in use.
    pub(super) async fn load(conn: &impl ConnectionTrait, all: &[&AssetFacts]) -> Result<Self> {
        let units = all.iter().filter_map(|facts| facts.unit).map(|id| id.0).collect();
        let people = |facts: &&AssetFacts| [facts.owner, facts.responsible, facts.technical_contact];
        let people = all.iter().flat_map(people).flatten().map(|id| id.0).collect();
        let types = all.iter().filter_map(|facts| facts.type_id).map(|id| id.0).collect();
        let suppliers = all.iter().filter_map(|facts| facts.supplier).map(|id| id.0).collect();
        let all_units = unit::Entity::find().filter(unit::Column::ArchivedAt.is_null());
        let all_people = person::Entity::find().filter(person::Column::ArchivedAt.is_null());
        let all_suppliers = supplier::Entity::find().filter(supplier::Column::ArchivedAt.is_null());
        let types = own_types(conn, types).await?;
        let in_use = types.values().filter(|one| one.archived_at.is_none());
        Ok(Self {
            types_in_use: in_use.map(|one| one.id.0).collect(),
            types,
            units: known(conn, units, all_units, unit::Column::Id).await?,
            people: known(conn, people, all_people, person::Column::Id).await?,
            suppliers: known(conn, suppliers, all_suppliers, supplier::Column::Id).await?,
        })
    }

    /// The values of own fields in their written form, or every fault; what the asset has already stays.
    pub(super) fn own_values(
        &self,
        facts: &AssetFacts,
        old: Option<&Asset>,
    ) -> Result<BTreeMap<String, String>, Vec<FieldFault>> {
        let in_words = |faults: Vec<OwnFault>| faults.into_iter().map(own_fault).collect();
        let old = old.map(|asset| &asset.facts).filter(|old| old.type_id == facts.type_id);
        match facts.type_id.map(|id| self.types.get(&id.0)) {
            // That there is no such type is told of where references are looked at.
            Some(None) => Ok(BTreeMap::new()),
            Some(Some(one)) => one.own.values(&facts.own, old.map(|old| &old.own)).map_err(in_words),
            None => match OwnType::values_of_none(&facts.own) {
                faults if faults.is_empty() => Ok(BTreeMap::new()),
                faults => Err(in_words(faults)),
            },
        }
    }

    /// The references that are not to something in use; what the asset has already stays.
    pub(super) fn faults(&self, facts: &AssetFacts, old: Option<&Asset>) -> Vec<FieldFault> {
        let old = old.map(|asset| &asset.facts);
        let people = [
            ("owner", facts.owner, old.and_then(|old| old.owner)),
            ("responsible", facts.responsible, old.and_then(|old| old.responsible)),
            ("technical_contact", facts.technical_contact, old.and_then(|old| old.technical_contact)),
        ];
        let mut faults = Vec::new();
        let mut note = |field: &'static str, id: Option<Uuid>, kept: Option<Uuid>, known: &HashSet<Uuid>| {
            if let Some(id) = id.filter(|id| Some(*id) != kept && !known.contains(id)) {
                faults.push(FieldFault::new(field, "unknown", id.to_string()));
            }
        };
        let kept = old.and_then(|old| old.type_id).map(|id| id.0);
        note("type_id", facts.type_id.map(|id| id.0), kept, &self.types_in_use);
        note("unit", facts.unit.map(|id| id.0), old.and_then(|old| old.unit).map(|id| id.0), &self.units);
        for (field, id, kept) in people {
            note(field, id.map(|id| id.0), kept.map(|id| id.0), &self.people);
        }
        let kept = old.and_then(|old| old.supplier).map(|id| id.0);
        note("supplier", facts.supplier.map(|id| id.0), kept, &self.suppliers);
        faults
    }
}

/// An own field's fault in the words of forms and of the API.
fn own_fault(fault: OwnFault) -> FieldFault {
    let told = FieldFault::new(format!("{OWN}{}", fault.key), fault.problem.code(), fault.value);
    let told = told.with("field", fault.label);
    match fault.problem {
        OwnProblem::TooLong { max } => told.with("max", max),
        OwnProblem::OutOfRange { min, max } => told.with("min", min).with("max", max),
        OwnProblem::YearOutOfRange { min, max } => told.with("min", min).with("max", max),
        OwnProblem::Choice { options } => told.with("options", options.join(", ")),
        _ => told,
    }
}

/// The own types of some identifiers, also those out of use: an asset keeps its type.
async fn own_types(conn: &impl ConnectionTrait, wanted: HashSet<Uuid>) -> Result<HashMap<Uuid, AssetType>> {
    let wanted: Vec<Uuid> = wanted.into_iter().collect();
    let mut found = HashMap::with_capacity(wanted.len());
    for chunk in wanted.chunks(IN_LIST) {
        let rows = asset_type::Entity::find().filter(asset_type::Column::Id.is_in(chunk.iter().copied()));
        for row in rows.all(conn).await? {
            found.insert(row.id, from_row(row)?);
        }
    }
    Ok(found)
}
