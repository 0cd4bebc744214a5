//! What is wrong with facts or an event.

use super::duty::WEEK;
use super::task::MAX_MINUTES;
use super::{Event, Facts, Minute, Need, Thing};
use crate::recovery::{MAX_AMOUNT, ProblemError};
use thiserror::Error;

/// The most minutes that one looks ahead: a year.
pub const MAX_HORIZON: Minute = 525_600;
/// The most teams.
pub const MOST_TEAMS: usize = 100;
/// The most assets and tasks together.
pub const MOST_THINGS: usize = 20_000;
/// The most ways of all needs together, and the most steps and what they wait for.
pub const MOST_LINKS: usize = 100_000;

/// Why nothing can be calculated. Places count from 0.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum FactsError {
    /// More of something than is allowed.
    #[error("{count} {what}, at most {limit} are allowed")]
    TooMany {
        /// `teams`, `things`, `links`, `steps` or `failures`.
        what: &'static str,
        /// How many there are.
        count: usize,
        /// How many are allowed.
        limit: usize,
    },
    /// Something names a team, an asset or a task that is not in the list.
    #[error("{what}: there is no place {place}; there are {count}")]
    NoSuchPlace {
        /// `team`, `asset` or `task`.
        what: &'static str,
        /// The place that was named.
        place: usize,
        /// How many there are.
        count: usize,
    },
    /// A need that nothing can meet.
    #[error("a need of {thing:?} names nothing that meets it")]
    EmptyNeed {
        /// Whose need.
        thing: Thing,
    },
    /// The durations of a step do not ascend from optimistic to pessimistic.
    #[error("asset {asset}, step {step}: the durations do not ascend")]
    Durations {
        /// The asset.
        asset: usize,
        /// The step, by its place among the asset's.
        step: usize,
    },
    /// A step asks for nobody of a team, or names a team twice.
    #[error("asset {asset}, step {step}: team {team} is named twice or with nobody")]
    Team {
        /// The asset.
        asset: usize,
        /// The step, by its place among the asset's.
        step: usize,
        /// The team.
        team: usize,
    },
    /// The hours of duty of a team are none.
    #[error("team {team}: no such hours of duty")]
    Duty {
        /// The team.
        team: usize,
    },
    /// A number is out of its range.
    #[error("{what} {at}: {value} is not between {least} and {greatest}")]
    Range {
        /// `starts`, `horizon`, `step`, `failure`, `capacity`, `weight`, `rto`, `mtpd`, `rpo`, `need` or `runs`.
        what: &'static str,
        /// The place of what has it.
        at: usize,
        /// The number.
        value: u64,
        /// The least allowed.
        least: u64,
        /// The greatest allowed.
        greatest: u64,
    },
    /// The problem of recovery that follows from the facts is beyond what can be scheduled.
    #[error(transparent)]
    Problem(#[from] ProblemError),
    /// An order does not belong to these facts and this event.
    #[error("the order is not one of these facts")]
    NotOfThese,
}

impl Facts {
    /// Whether every place that is named is there and every number in its range.
    ///
    /// # Errors
    /// The first thing that is wrong.
    pub fn check(&self) -> Result<(), FactsError> {
        let steps = self.assets.iter().map(|asset| asset.steps.len()).sum::<usize>();
        let ways = self.things().flat_map(|thing| self.needs(thing)).map(|need| need.any_of.len()).sum::<usize>();
        let waits =
            self.assets.iter().flat_map(|asset| &asset.steps).map(|step| step.after_assets.len() + step.teams.len());
        limit("teams", self.teams.len(), MOST_TEAMS)?;
        limit("things", self.count(), MOST_THINGS)?;
        limit("links", ways + waits.sum::<usize>(), MOST_LINKS)?;
        limit("steps", steps, MOST_LINKS)?;
        for (at, team) in self.teams.iter().enumerate() {
            range("capacity", at, team.capacity, 0, MAX_AMOUNT)?;
            if !team.duty.is_valid() {
                return Err(FactsError::Duty { team: at });
            }
        }
        for thing in self.things() {
            self.needs(thing).iter().try_for_each(|need| self.check_need(thing, need))?;
        }
        for asset in 0..self.assets.len() {
            self.check_steps(asset)?;
        }
        for (at, task) in self.tasks.iter().enumerate() {
            range("weight", at, task.weight, 0, MAX_AMOUNT / 4)?;
            for (what, minutes) in [("rto", task.rto), ("mtpd", task.mtpd), ("rpo", task.rpo)] {
                range(what, at, minutes.unwrap_or(0), 0, MAX_MINUTES)?;
            }
        }
        Ok(())
    }

    fn check_need(&self, thing: Thing, need: &Need) -> Result<(), FactsError> {
        if need.any_of.is_empty() {
            return Err(FactsError::EmptyNeed { thing });
        }
        for &way in &need.any_of {
            match way {
                Thing::Asset(place) => known("asset", place, self.assets.len())?,
                Thing::Task(place) => known("task", place, self.tasks.len())?,
            }
        }
        match need.effect {
            super::Effect::StopsAfter(minutes) => range("need", self.place(thing), minutes, 0, MAX_MINUTES),
            super::Effect::Worse => Ok(()),
        }
    }

    fn check_steps(&self, asset: usize) -> Result<(), FactsError> {
        for (step, facts) in self.assets[asset].steps.iter().enumerate() {
            range("step", asset, facts.pessimistic, 0, MAX_MINUTES)?;
            if facts.optimistic > facts.likely || facts.likely > facts.pessimistic {
                return Err(FactsError::Durations { asset, step });
            }
            for (at, &(team, amount)) in facts.teams.iter().enumerate() {
                known("team", team, self.teams.len())?;
                if amount == 0 || facts.teams[..at].iter().any(|&(other, _)| other == team) {
                    return Err(FactsError::Team { asset, step, team });
                }
            }
            facts.after_assets.iter().try_for_each(|&other| known("asset", other, self.assets.len()))?;
        }
        Ok(())
    }
}

impl Event {
    /// Whether the event is one that can befall these facts.
    ///
    /// # Errors
    /// The first thing that is wrong.
    pub fn check(&self, facts: &Facts) -> Result<(), FactsError> {
        range("starts", 0, self.starts, 0, WEEK - 1)?;
        range("horizon", 0, self.horizon, 1, MAX_HORIZON)?;
        limit("failures", self.failures.len(), MOST_LINKS)?;
        limit("teams", self.missing.len(), MOST_LINKS)?;
        for (at, failed) in self.failures.iter().enumerate() {
            known("asset", failed.asset, facts.assets.len())?;
            range("failure", at, failed.from, 0, MAX_HORIZON)?;
            range("failure", at, failed.minutes.unwrap_or(0), 0, MAX_HORIZON)?;
        }
        self.missing.iter().try_for_each(|&(team, _)| known("team", team, facts.teams.len()))
    }
}

const fn limit(what: &'static str, count: usize, limit: usize) -> Result<(), FactsError> {
    if count > limit { Err(FactsError::TooMany { what, count, limit }) } else { Ok(()) }
}

const fn known(what: &'static str, place: usize, count: usize) -> Result<(), FactsError> {
    if place < count { Ok(()) } else { Err(FactsError::NoSuchPlace { what, place, count }) }
}

pub(super) fn range(what: &'static str, at: usize, value: u32, least: u32, greatest: u32) -> Result<(), FactsError> {
    if (least..=greatest).contains(&value) {
        return Ok(());
    }
    Err(FactsError::Range { what, at, value: value.into(), least: least.into(), greatest: greatest.into() })
}
