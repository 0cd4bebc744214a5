//! Which assets are likely to be the same thing, and making one of two.

use super::{AssetFacts, FIELDS, Field, OWN, names_of};
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};

/// An asset as far as it is compared with others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Likeness<Id> {
    /// The asset.
    pub id: Id,
    /// The name.
    pub name: String,
    /// Other names.
    pub alias: String,
    /// The other register.
    pub source: String,
    /// The identifier there.
    pub external_id: String,
}

/// Why assets are likely to be the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Alike {
    /// They have the same identifier in another register.
    External,
    /// They go by the same name.
    Name,
}

impl Alike {
    /// The stable word.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::External => "external",
            Self::Name => "name",
        }
    }
}

/// Assets that are likely to be the same thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Duplicates<Id> {
    /// Why.
    pub alike: Alike,
    /// What they share: the identifier, or the folded name.
    pub shared: String,
    /// The assets, in the order given; two or more.
    pub assets: Vec<Id>,
}

/// Assets that share an identifier in the same other register, or a folded name. A set of assets is told once, for the strongest reason.
#[must_use]
pub fn duplicates<Id: Copy + Ord>(assets: &[Likeness<Id>]) -> Vec<Duplicates<Id>> {
    let mut shared: BTreeMap<(Alike, String), Vec<Id>> = BTreeMap::new();
    for asset in assets {
        if !asset.external_id.is_empty() {
            let key = format!("{} {}", asset.source, asset.external_id);
            shared.entry((Alike::External, key.trim().to_owned())).or_default().push(asset.id);
        }
        for name in names_of(&asset.name, &asset.alias) {
            shared.entry((Alike::Name, name)).or_default().push(asset.id);
        }
    }
    let mut told = BTreeSet::new();
    let groups = shared.into_iter().filter(|(_, ids)| ids.len() > 1);
    groups
        .filter(|(_, ids)| {
            let mut set = ids.clone();
            set.sort_unstable();
            told.insert(set)
        })
        .map(|((alike, shared), assets)| Duplicates { alike, shared, assets })
        .collect()
}

/// The fields, own ones aside, in which two assets differ, in the order of the page.
#[must_use]
pub fn differing(one: &AssetFacts, other: &AssetFacts) -> Vec<&'static Field> {
    let (one, other) = (one.to_map(), other.to_map());
    FIELDS.iter().filter(|field| one.get(field.key) != other.get(field.key)).collect()
}

/// Whether a field says nothing: it is as in an asset of which nothing is known.
#[must_use]
pub fn says_nothing(facts: &AssetFacts, field: &Field) -> bool {
    facts.to_map().get(field.key) == AssetFacts::default().to_map().get(field.key)
}

/// The keys of own fields in which two assets of the same own type differ.
#[must_use]
pub fn differing_own<'a>(one: &'a AssetFacts, other: &'a AssetFacts) -> BTreeSet<&'a str> {
    if one.type_id != other.type_id {
        return BTreeSet::new();
    }
    let keys = one.own.keys().chain(other.own.keys());
    keys.filter(|key| one.own.get(*key) != other.own.get(*key)).map(String::as_str).collect()
}

/// What becomes of an asset that another is merged into it: the fields named are the other's, own fields as `own.` and their key; own fields that it
/// lacks come from the other of the same own type, and all of them with the type of the other. The name that is lost is kept among the other names.
///
/// # Errors
/// Never for fields of [`FIELDS`]; else the first name that is no field.
pub fn merged(keep: &AssetFacts, gone: &AssetFacts, take: &BTreeSet<&str>) -> Result<AssetFacts, serde_json::Error> {
    let from = gone.to_map();
    let own = |key: &str| gone.own.get(key.strip_prefix(OWN)?).map(|value| Value::from(value.as_str()));
    let value = |key: &str| from.get(key).cloned().or_else(|| own(key)).unwrap_or_default();
    let values: Map<String, Value> = take.iter().map(|key| ((*key).to_owned(), value(key))).collect();
    let mut facts = keep.with_values(&values)?;
    let names = names_of(&facts.name, &facts.alias);
    let mut alias: Vec<&str> = if facts.alias.is_empty() { Vec::new() } else { vec![&facts.alias] };
    for lost in [&keep.name, &gone.name] {
        let is_known = names.contains(&crate::text::fold(lost)) || alias.contains(&lost.as_str());
        if !is_known {
            alias.push(lost);
        }
    }
    let joined = alias.join(", ");
    // Where it would be too long, the names that were typed stay.
    if joined.chars().count() <= 200 {
        facts.alias = joined;
    }
    if keep.type_id == gone.type_id {
        for (key, value) in gone.own.iter().filter(|(key, _)| !keep.own.contains_key(*key)) {
            facts.own.insert(key.clone(), value.clone());
        }
    } else if facts.type_id == gone.type_id {
        facts.own = gone.own.clone();
    } else if facts.type_id != keep.type_id {
        facts.own.clear();
    }
    Ok(facts)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::asset::{Grade, Mfa};

    fn like(id: u8, name: &str, alias: &str, external: &str) -> Likeness<u8> {
        let source = if external.is_empty() { "" } else { "kitos" };
        Likeness { id, name: name.into(), alias: alias.into(), source: source.into(), external_id: external.into() }
    }

    #[test]
    fn the_same_name_in_any_spelling_and_the_same_identifier() {
        let assets = [
            like(1, "Rådhus", "", ""),
            like(2, "RAADHUS", "", ""),
            like(3, "Fælles Medicinkort (FMK)", "", ""),
            like(4, "Medicin", "fmk", ""),
            like(5, "Løn A", "", "77"),
            like(6, "Løn B", "", "77"),
            like(7, "Løn C", "", ""),
        ];
        let found: Vec<(Alike, Vec<u8>)> =
            duplicates(&assets).into_iter().map(|group| (group.alike, group.assets)).collect();
        assert_eq!(found, [(Alike::External, vec![5, 6]), (Alike::Name, vec![3, 4]), (Alike::Name, vec![1, 2])]);
    }

    #[test]
    fn a_pair_is_told_once_for_the_strongest_reason() {
        let assets = [like(1, "KP (Pension)", "", "9"), like(2, "Pension", "KP", "9")];
        let found = duplicates(&assets);
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].alike, found[0].shared.as_str()), (Alike::External, "kitos 9"));
    }

    #[test]
    fn fields_are_taken_from_the_other_and_its_name_is_kept() {
        let keep = AssetFacts {
            name: "KP".into(),
            mfa: Mfa::All,
            own: [("rack".to_owned(), "1".to_owned())].into(),
            ..AssetFacts::default()
        };
        let gone = AssetFacts {
            name: "Pension".into(),
            criticality: Some(Grade::MAX),
            own: [("rack".to_owned(), "2".to_owned()), ("room".to_owned(), "7".to_owned())].into(),
            ..AssetFacts::default()
        };
        let keys: Vec<&str> = differing(&keep, &gone).iter().map(|field| field.key).collect();
        assert_eq!(keys, ["name", "criticality", "mfa"]);
        assert!(says_nothing(&gone, differing(&keep, &gone)[2]));
        let facts = merged(&keep, &gone, &["criticality"].into()).unwrap();
        assert_eq!((facts.name.as_str(), facts.alias.as_str()), ("KP", "Pension"));
        assert_eq!((facts.criticality, facts.mfa), (Some(Grade::MAX), Mfa::All));
        assert_eq!((facts.own["rack"].as_str(), facts.own["room"].as_str()), ("1", "7"));
        assert_eq!(differing_own(&keep, &gone), ["rack", "room"].into());
        assert_eq!(merged(&keep, &gone, &["own.rack"].into()).unwrap().own["rack"], "2");
        let other = AssetFacts { type_id: Some(uuid::Uuid::from_u128(7).into()), ..gone.clone() };
        assert_eq!(differing_own(&keep, &other), [].into());
        assert_eq!(merged(&keep, &other, &["criticality"].into()).unwrap().own, keep.own);
        assert_eq!(merged(&keep, &other, &["kind", "type_id"].into()).unwrap().own, gone.own);
        let renamed = merged(&keep, &gone, &["name"].into()).unwrap();
        assert_eq!((renamed.name.as_str(), renamed.alias.as_str()), ("Pension", "KP"));
    }
}
