//! What falls in an event, when nothing or something is restored.

use super::fault::FactsError;
use super::{
    Effect, Event, Facts, Failure, Minute, Needed, Propagation, PropagationError, Provider, Span, Spans, Thing,
    propagate,
};
use serde::{Deserialize, Serialize};

/// When each asset and each task is out, by their places in the facts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outages {
    /// The assets.
    pub assets: Vec<Outage>,
    /// The tasks.
    pub tasks: Vec<Outage>,
}

/// When one thing is out, in minutes from the beginning of the event. Nothing lies beyond the horizon.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outage {
    /// When it is down.
    pub down: Spans,
    /// When it works on what it has in reserve: a battery, a fallback on paper.
    pub bridging: Spans,
    /// When it works, but worse.
    pub worse: Spans,
}

impl Outages {
    /// The outage of a thing, if the thing is there.
    #[must_use]
    pub fn of(&self, thing: Thing) -> Option<&Outage> {
        match thing {
            Thing::Asset(at) => self.assets.get(at),
            Thing::Task(at) => self.tasks.get(at),
        }
    }
}

/// What falls, and when, if nothing is restored: what must be brought back by its steps stays down until the horizon.
///
/// # Errors
/// The facts or the event are not right: see [`Facts::check`], [`Event::check`].
pub fn outages(facts: &Facts, event: &Event) -> Result<Outages, FactsError> {
    facts.check()?;
    event.check(facts)?;
    falls(facts, event, |_| None)
}

/// What falls if assets that must be brought back are, each at its minute; `None` for one that does not come back.
pub(super) fn falls(
    facts: &Facts,
    event: &Event,
    back: impl Fn(usize) -> Option<Minute>,
) -> Result<Outages, FactsError> {
    let end = |failed: &super::Failed| match failed.minutes {
        Some(minutes) => failed.from.saturating_add(minutes),
        None => back(failed.asset).unwrap_or(event.horizon),
    };
    spread(facts, event, event.failures.iter().map(|failed| (failed.asset, failed.from, end(failed))))
}

/// What falls if these assets fail from and until these minutes.
pub(super) fn spread(
    facts: &Facts,
    event: &Event,
    failed: impl Iterator<Item = (usize, Minute, Minute)>,
) -> Result<Outages, FactsError> {
    spread_in(facts, event, &providers(facts), failed)
}

/// The assets and then the tasks with what they need.
pub(super) fn providers(facts: &Facts) -> Vec<Provider> {
    let needed = |need: &super::Need| Needed {
        any_of: need.any_of.iter().map(|&way| facts.place(way)).collect(),
        effect: need.effect,
    };
    facts.things().map(|thing| Provider { needs: facts.needs(thing).iter().map(needed).collect() }).collect()
}

/// The same, if the things needed this.
pub(super) fn spread_in(
    facts: &Facts,
    event: &Event,
    things: &[Provider],
    failed: impl Iterator<Item = (usize, Minute, Minute)>,
) -> Result<Outages, FactsError> {
    let failures: Vec<Failure> = failed
        .map(|(thing, from, until)| Failure { thing, span: Span { from, until: until.min(event.horizon) } })
        .collect();
    let told = propagate(things, &failures).map_err(|error| match error {
        PropagationError::NoSuchThing { place, count } => FactsError::NoSuchPlace { what: "asset", place, count },
        PropagationError::EmptyNeed { thing } => FactsError::EmptyNeed { thing: facts.thing(thing) },
    })?;
    Ok(parted(facts, told))
}

fn parted(facts: &Facts, told: Propagation) -> Outages {
    let Propagation { down, bridging, worse } = told;
    let together = down.into_iter().zip(bridging).zip(worse);
    let mut assets: Vec<Outage> = together.map(|((down, bridging), worse)| Outage { down, bridging, worse }).collect();
    let tasks = assets.split_off(facts.assets.len());
    Outages { assets, tasks }
}

/// The ways of each need without which a thing stops.
pub(super) fn stopping(facts: &Facts, thing: Thing) -> impl Iterator<Item = &[Thing]> {
    let needs = facts.needs(thing).iter().filter(|need| matches!(need.effect, Effect::StopsAfter(_)));
    needs.map(|need| need.any_of.as_slice())
}
