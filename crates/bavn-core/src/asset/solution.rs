//! Solutions that municipalities share, and how they are recognised in a register.

use super::{AssetFacts, Kind};
use crate::{
    lang::{Lang, Localized},
    text::fold,
};
use serde::Deserialize;
use std::collections::{BTreeSet, HashMap};
use std::hash::Hash;

/// Where a shared solution comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SolutionGroup {
    /// The agreement between KOMBIT and all municipalities.
    K98,
    /// The state.
    State,
    /// In common use besides.
    Joint,
}

impl SolutionGroup {
    /// All of them, in the order of the page.
    pub const ALL: [Self; 3] = [Self::K98, Self::State, Self::Joint];

    /// The stable word.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::K98 => "k98",
            Self::State => "state",
            Self::Joint => "joint",
        }
    }
}

/// A solution that municipalities share, as the content has it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SharedSolution {
    /// Its key.
    pub key: String,
    /// Its name.
    pub name: String,
    /// Other names that a register may have it under.
    #[serde(default)]
    pub alias: Vec<String>,
    /// What sort of thing it is.
    pub kind: Kind,
    /// Where it comes from.
    pub group: SolutionGroup,
    /// Who provides it.
    pub provider: String,
    /// What it is for, and what its absence means.
    pub about: Localized,
}

impl SharedSolution {
    /// The folded names that it is recognised by: its name, what stands before and in the brackets of the name, and the other names.
    #[must_use]
    pub fn known_as(&self) -> BTreeSet<String> {
        let mut names: BTreeSet<String> = self.alias.iter().map(|name| fold(name)).collect();
        names.insert(fold(&self.name));
        if let Some((before, rest)) = self.name.split_once('(') {
            names.insert(fold(before.trim()));
            names.insert(fold(rest.trim_end_matches(')').trim()));
        }
        names.retain(|name| !name.is_empty());
        names
    }

    /// What is written down about it when it is put into a register.
    #[must_use]
    pub fn facts(&self, lang: Lang) -> AssetFacts {
        AssetFacts {
            name: self.name.clone(),
            alias: self.alias.join(", "),
            kind: self.kind,
            description: self.about.get(lang).to_owned(),
            ..AssetFacts::default()
        }
    }
}

/// The folded names of an asset: its name, what stands before and in the brackets of the name, and each of the other names, which commas,
/// semicolons, slashes and line breaks part.
#[must_use]
pub fn names_of(name: &str, alias: &str) -> BTreeSet<String> {
    let mut names: BTreeSet<String> = alias.split([',', ';', '/', '\n']).map(fold).collect();
    names.insert(fold(name));
    if let Some((before, rest)) = name.split_once('(') {
        names.insert(fold(before.trim()));
        names.insert(fold(rest.trim_end_matches(')').trim()));
    }
    names.retain(|name| !name.is_empty());
    names
}

/// For each solution the first asset that goes by one of its names.
#[must_use]
pub fn recognise<'a, Id: Copy + Eq + Hash>(
    solutions: &[SharedSolution],
    assets: impl Iterator<Item = (Id, &'a str, &'a str)>,
) -> Vec<Option<Id>> {
    let mut wanted: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, solution) in solutions.iter().enumerate() {
        for name in solution.known_as() {
            wanted.entry(name).or_default().push(at);
        }
    }
    let mut found = vec![None; solutions.len()];
    for (id, name, alias) in assets {
        for name in names_of(name, alias) {
            for at in wanted.get(&name).into_iter().flatten() {
                found[*at].get_or_insert(id);
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn solution(name: &str, alias: &[&str]) -> SharedSolution {
        SharedSolution {
            key: "x".into(),
            name: name.into(),
            alias: alias.iter().map(|name| (*name).to_owned()).collect(),
            kind: Kind::SharedSolution,
            group: SolutionGroup::State,
            provider: "Staten".into(),
            about: Localized { da: "Til noget.".into(), en: "For something.".into() },
        }
    }

    #[test]
    fn a_solution_is_recognised_by_any_of_its_names() {
        let solutions = [solution("Fælles Medicinkort (FMK)", &[]), solution("MitID og NemLog-in", &["MitID"])];
        let found = |name, alias| recognise(&solutions, [(1, name, alias)].into_iter());
        assert_eq!(found("fmk", ""), [Some(1), None]);
        assert_eq!(found("Fælles  medicinkort", ""), [Some(1), None]);
        assert_eq!(found("Medicin", "Kortet; FMK"), [Some(1), None]);
        assert_eq!(found("FMK (Fælles Medicinkort)", ""), [Some(1), None]);
        assert_eq!(found("mitid", ""), [None, Some(1)]);
        assert_eq!(found("Medicinkort til dyr", "NemLog"), [None, None]);
        assert_eq!(recognise(&solutions, [(1, "FMK", ""), (2, "FMK", "MitID")].into_iter()), [Some(1), Some(2)]);
    }

    #[test]
    fn what_is_known_is_written_down() {
        let facts = solution("MitID og NemLog-in", &["MitID", "NemLog-in"]).facts(Lang::En);
        assert_eq!((facts.alias.as_str(), facts.description.as_str()), ("MitID, NemLog-in", "For something."));
        assert!(super::super::check(&facts).is_empty());
    }
}
