//! Ready-made scenarios, from the content that comes with the program.

use crate::{Error, Result, content};
use bavn_core::ids::RecoveryTeamId;
use bavn_core::{
    lang::{Lang, Localized},
    recovery::scenario::{Failing, Fails, Missing, ScenarioFacts, Selector},
};
use serde::Deserialize;
use std::sync::OnceLock;

const FILE: &str = "registers/scenarios.toml";

/// A ready-made scenario, to be copied.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScenarioTemplate {
    /// Its stable word.
    pub key: String,
    /// Its name.
    pub name: Localized,
    /// What happens, and what to think of.
    pub description: Localized,
    /// Where it comes from.
    pub source: Localized,
    starts_weekday: u8,
    starts_minute: u16,
    horizon_hours: u32,
    #[serde(default)]
    failure: Vec<FailureTable>,
    #[serde(default)]
    staff_loss: Vec<LossTable>,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct FailureTable {
    selector: String,
    from_hours: u32,
    hours: Option<u32>,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct LossTable {
    percent: u32,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ScenariosFile {
    scenario: Vec<ScenarioTemplate>,
}

static TEMPLATES: OnceLock<Vec<ScenarioTemplate>> = OnceLock::new();

/// The ready-made scenarios, in order.
///
/// # Errors
/// [`Error::Content`]; a test of the program keeps this from happening.
pub fn scenario_templates() -> Result<&'static [ScenarioTemplate]> {
    if let Some(templates) = TEMPLATES.get() {
        return Ok(templates);
    }
    let file: ScenariosFile =
        toml::from_str(&content::text(FILE)?).map_err(|error| Error::Content(format!("{FILE}: {error}")))?;
    Ok(TEMPLATES.get_or_init(|| file.scenario))
}

impl ScenarioTemplate {
    /// The ready-made scenario of a word.
    ///
    /// # Errors
    /// [`Error::Content`]; a test of the program keeps this from happening.
    pub fn find(key: &str) -> Result<Option<&'static Self>> {
        Ok(scenario_templates()?.iter().find(|template| template.key == key))
    }

    /// A scenario that begins as this one, with a municipality's teams and how many people each has.
    ///
    /// Of a team that loses part of its people one is left.
    ///
    /// # Errors
    /// [`Error::Content`]; a test of the program keeps this from happening.
    pub fn facts(&self, lang: Lang, teams: &[(RecoveryTeamId, u32)]) -> Result<ScenarioFacts> {
        let mut failures = Vec::with_capacity(self.failure.len());
        for failure in &self.failure {
            let selector: Selector =
                failure.selector.parse().map_err(|error| Error::Content(format!("{FILE}: {}: {error}", self.key)))?;
            failures.push(Failing {
                what: Fails::All(selector),
                from: failure.from_hours.saturating_mul(60),
                minutes: failure.hours.map(|hours| hours.saturating_mul(60)),
            });
        }
        let percent = self.staff_loss.iter().map(|loss| loss.percent).max().unwrap_or(0).min(100);
        let missing = teams.iter().filter_map(|&(team, capacity)| {
            let rounded = u32::try_from((u64::from(capacity) * u64::from(percent) + 50) / 100).ok()?;
            let people = if percent < 100 { rounded.min(capacity.saturating_sub(1)) } else { rounded };
            (people > 0).then_some(Missing { team, people })
        });
        Ok(ScenarioFacts {
            name: self.name.get(lang).to_owned(),
            description: self.description.get(lang).to_owned(),
            template: Some(self.key.clone()),
            weekday: self.starts_weekday,
            minute: self.starts_minute,
            horizon: self.horizon_hours.saturating_mul(60),
            failures,
            missing: missing.collect(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;
    use uuid::Uuid;

    #[test]
    fn every_template_holds_in_both_languages() {
        let templates = scenario_templates().unwrap();
        let keys: BTreeSet<&str> = templates.iter().map(|template| template.key.as_str()).collect();
        assert_eq!((keys.len(), templates.len()), (templates.len(), 20));
        let team = Uuid::from_u128(1).into();
        for template in templates {
            for lang in [Lang::Da, Lang::En] {
                assert!(!template.source.get(lang).is_empty() && !template.name.get(lang).is_empty());
                let facts = template.facts(lang, &[(team, 4)]).unwrap();
                assert_eq!(facts.faults(), [], "{}", template.key);
            }
        }
        for wanted in [
            "power-72h",
            "water",
            "heat-winter",
            "gas",
            "internet",
            "telecom",
            "supplier",
            "ransomware",
            "pandemic",
            "hybrid",
        ] {
            assert!(ScenarioTemplate::find(wanted).unwrap().is_some(), "{wanted}");
        }
    }

    #[test]
    fn part_of_each_team_is_missing_and_one_is_left() {
        let team = |number: u128, people| (Uuid::from_u128(number).into(), people);
        let pandemic = ScenarioTemplate::find("pandemic").unwrap().unwrap();
        let facts = pandemic.facts(Lang::Da, &[team(1, 5), team(2, 1), team(3, 0)]).unwrap();
        assert_eq!(facts.missing, [Missing { team: Uuid::from_u128(1).into(), people: 2 }]);
    }
}
