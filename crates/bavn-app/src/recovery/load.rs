//! A scenario with everything that calculations need.

use super::{Hit, Scenario, reach::hits, scenario::get_scenario};
use crate::{
    App, Context, Error, Result,
    continuity::{LoadedFacts, load_facts},
    organisation::named_unit_tree,
};
use bavn_core::{
    continuity::{Event, Failed},
    ids::{ScenarioId, UnitId},
    recovery::{
        plan::{self, TaskAbout},
        scenario::Fails,
    },
};
use std::collections::HashMap;

/// A scenario as an event that befalls the facts of today.
pub(super) struct Case {
    pub(super) scenario: Scenario,
    pub(super) loaded: LoadedFacts,
    pub(super) event: Event,
    pub(super) hits: Vec<Hit>,
    /// The administration, or the unit itself, that each task belongs to, by name; empty for the whole municipality.
    pub(super) units: Vec<String>,
}

/// Loads a scenario and the facts that it befalls.
pub(super) async fn case(app: &App, ctx: &Context, id: ScenarioId) -> Result<Case> {
    let scenario = get_scenario(app, ctx, id).await?;
    let loaded = load_facts(app, ctx).await?;
    let hits = hits(&scenario, &loaded.register, &loaded.suppliers);
    let event = event(&scenario, &loaded, &hits);
    let (tree, names) = named_unit_tree(app.db().read()).await?;
    let name = |unit: Option<UnitId>| {
        let unit = unit.map(|unit| tree.administration_of(unit).unwrap_or(unit));
        unit.and_then(|unit| names.get(&unit).cloned()).unwrap_or_default()
    };
    let units = loaded.tasks.iter().map(|task| name(task.facts.unit)).collect();
    Ok(Case { scenario, loaded, event, hits, units })
}

fn event(scenario: &Scenario, loaded: &LoadedFacts, hits: &[Hit]) -> Event {
    let facts = &scenario.facts;
    let places: HashMap<_, usize> = loaded.things.iter().enumerate().map(|(at, thing)| (*thing, at)).collect();
    let mut failures = Vec::new();
    for (failing, hit) in facts.failures.iter().zip(hits) {
        let places = hit.things().filter_map(|thing| places.get(&thing).copied());
        // Longer than one looks is as long as one looks.
        let minutes = failing.minutes.map(|minutes| minutes.min(facts.horizon));
        failures.extend(places.map(|asset| Failed { asset, from: failing.from, minutes }));
    }
    let team = |missing: &bavn_core::recovery::scenario::Missing| {
        Some((loaded.teams.iter().position(|team| *team == missing.team)?, missing.people))
    };
    Event {
        starts: u32::from(facts.weekday) * 1_440 + u32::from(facts.minute),
        horizon: facts.horizon,
        failures,
        missing: facts.missing.iter().filter_map(team).collect(),
    }
}

impl Case {
    /// What a plan says of the scenario and the tasks.
    pub(super) fn about(&self) -> plan::About {
        let fails = self.scenario.facts.failures.iter().zip(&self.hits).map(|(failing, hit)| plan::Failed {
            selector: if let Fails::All(selector) = failing.what { Some(selector.to_string()) } else { None },
            name: match failing.what {
                Fails::All(_) => String::new(),
                _ => hit.names().next().unwrap_or_default().to_owned(),
            },
            hits: hit.len(),
            from: failing.from,
            minutes: failing.minutes,
        });
        let tasks = self.loaded.tasks.iter().zip(&self.units);
        plan::About {
            scenario: (self.scenario.number, self.scenario.facts.name.clone()),
            fails: fails.collect(),
            tasks: tasks.map(|(task, unit)| TaskAbout { code: task.code(), unit: unit.clone() }).collect(),
        }
    }
}

/// Facts that contradict themselves are a fault of the program: what is stored is checked when it is stored.
pub(super) fn wrong(error: bavn_core::continuity::FactsError) -> Error {
    use bavn_core::continuity::FactsError;
    match error {
        FactsError::TooMany { what, count, limit } => Error::Invalid(vec![
            crate::FieldFault::new("facts", "too_much_to_compute", count.to_string())
                .with("what", what)
                .with("max", limit),
        ]),
        other => Error::invalid("facts", "cannot_compute", other.to_string()),
    }
}
