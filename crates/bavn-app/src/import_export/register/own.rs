//! Own types and their fields in tables.

use crate::asset::AssetType;
use bavn_core::{
    asset::{OwnField, OwnProblem, OwnType},
    import_export::{
        Expected,
        table::{ImportWords, Mapping, NOTE_LINE, OWN_FIELD, own_value},
    },
    text::fold,
};
use std::collections::{BTreeMap, HashMap};
use uuid::Uuid;

/// The own types, by name and by identifier.
#[derive(Debug, Default)]
pub(super) struct OwnTypes {
    all: HashMap<Uuid, AssetType>,
    /// Those in use, by folded name.
    by_name: HashMap<String, Uuid>,
}

/// A value that its own field does not take: the heading of its column, or the label of a field that has none.
pub(super) struct OwnMiss {
    pub(super) heading: String,
    pub(super) value: String,
    pub(super) expected: Expected,
}

impl OwnTypes {
    pub(super) fn of(types: Vec<AssetType>) -> Self {
        let in_use = types.iter().filter(|one| one.archived_at.is_none());
        let by_name = in_use.map(|one| (fold(&one.own.name), one.id.0)).collect();
        Self { by_name, all: types.into_iter().map(|one| (one.id.0, one)).collect() }
    }

    pub(super) fn find(&self, name: &str) -> Option<Uuid> {
        self.by_name.get(&fold(name)).copied()
    }

    pub(super) fn name_of(&self, id: Uuid) -> Option<&str> {
        self.all.get(&id).map(|one| one.own.name.as_str())
    }

    pub(super) fn get(&self, id: &str) -> Option<&OwnType> {
        self.all.get(&id.parse().ok()?).map(|one| &one.own)
    }

    /// Lets the columns that are left out, or kept in the note, and that are named as own fields be read into these, where the rows have an own type.
    pub(super) fn fit(&self, mapping: &mut Mapping) {
        let is_read = mapping.columns.iter().any(|column| column.field.as_deref() == Some("own_type"));
        if !is_read && !mapping.constants.contains_key("own_type") {
            return;
        }
        for column in &mut mapping.columns {
            let is_free = matches!(column.field.as_deref(), None | Some(NOTE_LINE));
            if (is_free || column.heading.contains(':')) && self.knows(&column.heading) {
                column.field = Some(OWN_FIELD.to_owned());
            }
        }
    }

    /// Whether a heading names a field of a type in use.
    fn knows(&self, heading: &str) -> bool {
        self.all.values().any(|one| one.archived_at.is_none() && field_of(&one.own, heading).is_some())
    }
}

/// The field in use that a heading names: by label, by key, or as `Type: label`. A unit in brackets may stand after the label.
fn field_of<'a>(own: &'a OwnType, heading: &str) -> Option<&'a OwnField> {
    let rest = |whole: &str| -> Option<String> {
        let (before, after) = whole.split_once(':')?;
        (fold(before) == fold(&own.name)).then(|| after.to_owned())
    };
    let heading = rest(heading).unwrap_or_else(|| heading.to_owned());
    let folded = fold(&heading);
    let bare = heading.rsplit_once('(').map(|(before, _)| fold(before));
    let by = |name: &str| own.in_use().find(|field| fold(&field.label) == name || field.key == name);
    by(&folded).or_else(|| by(bare.as_deref()?))
}

/// The values of own fields that a row gives, put over those that are there; with `only_empty` a field that has a value keeps it.
pub(super) fn values(
    own: &OwnType,
    given: &BTreeMap<String, String>,
    old: Option<&BTreeMap<String, String>>,
    only_empty: bool,
    words: &ImportWords,
) -> Result<BTreeMap<String, String>, Vec<OwnMiss>> {
    let (mut values, mut missed) = (old.cloned().unwrap_or_default(), Vec::new());
    let mut headings: HashMap<&str, &str> = HashMap::new();
    for (heading, text) in given {
        let miss = |expected| OwnMiss { heading: heading.clone(), value: text.clone(), expected };
        let Some(field) = field_of(own, heading) else {
            // A column of another type's says nothing of this one.
            if !text.trim().is_empty() {
                missed.push(miss(Expected::KnownName { kind: "own_field".to_owned() }));
            }
            continue;
        };
        headings.insert(field.key.as_str(), heading.as_str());
        if only_empty && values.contains_key(&field.key) {
            continue;
        }
        match own_value(field, text, words) {
            Ok(value) if value.is_empty() => {}
            Ok(value) => {
                values.insert(field.key.clone(), value);
            }
            Err(expected) => missed.push(miss(expected)),
        }
    }
    if !missed.is_empty() {
        return Err(missed);
    }
    own.values(&values, old).map_err(|faults| {
        let told = faults.into_iter().map(|fault| OwnMiss {
            heading: headings.get(fault.key.as_str()).map_or(fault.label, |heading| (*heading).to_owned()),
            value: fault.value,
            expected: match fault.problem {
                OwnProblem::Required => Expected::Required,
                _ => Expected::Text,
            },
        });
        told.collect()
    })
}
