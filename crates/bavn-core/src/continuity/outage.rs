//! What falls when something fails.
//!
//! Things need other things. Each need names one or more that do, any one of which suffices (OR); all needs of a thing count (AND).
//!
//! - A thing is **down** while a failure says so, and while one of its needs has been unmet, every way of it down at once and without a
//!   break, for longer than the thing can do without. It is back the minute the need is met again, and can then do without for as long anew.
//! - A thing **bridges** while it is not down and one of the needs that it can do without for a time is unmet: it runs on a battery, by a
//!   fallback on paper. Whoever needs it notices nothing.
//! - A thing is **worse** while it is not down and every way of meeting a need that it can go on without is down or worse, or every way of
//!   meeting another need is down or worse and not all are down.
//!
//! Of all answers that keep these rules it is the one in which the least falls: things that need each other in a ring do not hold each
//! other down. (Whether such a ring can be started again is a matter for the order of recovery, not for this.) More failures, or longer
//! ones, never make less fall.

use super::spans::{Minute, Span, Spans};
use serde::{Deserialize, Serialize};
use std::collections::VecDeque;
use thiserror::Error;

/// Something that others may need: an asset, a supplier, a place, a task.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Provider {
    /// What it needs itself.
    pub needs: Vec<Needed>,
}

/// A need.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Needed {
    /// What meets it, by place in the list of things; any one suffices. Not empty.
    pub any_of: Vec<usize>,
    /// What happens when none of them is up.
    pub effect: Effect,
}

/// What happens when a need is not met.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Effect {
    /// It stops after so many minutes; 0 for at once. A fallback (*nødprocedure*) that carries for eight hours is 480.
    StopsAfter(Minute),
    /// It goes on, worse.
    Worse,
}

/// Something fails by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Failure {
    /// What, by place in the list of things.
    pub thing: usize,
    /// When; empty stretches count for nothing.
    pub span: Span,
}

/// When each thing is down, bridges, and is worse, by place in the list of things. A thing can bridge and be worse at once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Propagation {
    /// When it is down.
    pub down: Vec<Spans>,
    /// When it works on what it has in reserve.
    pub bridging: Vec<Spans>,
    /// When it works, but worse.
    pub worse: Vec<Spans>,
}

/// Why what falls cannot be said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum PropagationError {
    /// A need or a failure names something that is not in the list.
    #[error("there is no thing {place}; there are {count}")]
    NoSuchThing {
        /// The place that was named.
        place: usize,
        /// How many there are.
        count: usize,
    },
    /// A need that nothing can meet.
    #[error("a need of thing {thing} names nothing that meets it")]
    EmptyNeed {
        /// The thing.
        thing: usize,
    },
}

/// What falls, and when, with these failures.
///
/// The work grows with the number of needs and with how many stretches of time each thing is down in, not with the length of time.
///
/// # Errors
/// A need or a failure names something that is not there, or a need names nothing.
pub fn propagate(things: &[Provider], failures: &[Failure]) -> Result<Propagation, PropagationError> {
    check(things, failures)?;
    let mut failed = vec![Vec::new(); things.len()];
    for failure in failures {
        failed[failure.thing].push(failure.span);
    }
    let failed: Vec<Spans> = failed.into_iter().map(Spans::new).collect();
    let users = users(things);
    let down = settle(&users, failed.clone(), |at, down| {
        let unmet = things[at].needs.iter().filter_map(|need| match need.effect {
            Effect::StopsAfter(minutes) => Some(all(&need.any_of, down).after(minutes)),
            Effect::Worse => None,
        });
        unmet.fold(failed[at].clone(), |sum, spans| sum.or(&spans))
    });
    // Down or worse; the part that is down is taken off at the end.
    let impaired = settle(&users, down.clone(), |at, impaired| {
        let hampered = things[at].needs.iter().map(|need| match need.effect {
            Effect::Worse => all(&need.any_of, impaired),
            Effect::StopsAfter(_) => all(&need.any_of, impaired).without(&all(&need.any_of, &down)),
        });
        hampered.fold(down[at].clone(), |sum, spans| sum.or(&spans))
    });
    let worse = impaired.iter().zip(&down).map(|(impaired, down)| impaired.without(down)).collect();
    let bridging = things.iter().zip(&down).map(|(thing, is_down)| {
        let unmet = thing.needs.iter().filter(|need| need.effect != Effect::Worse).map(|need| all(&need.any_of, &down));
        unmet.fold(Spans::default(), |sum, spans| sum.or(&spans)).without(is_down)
    });
    Ok(Propagation { bridging: bridging.collect(), worse, down })
}

/// Lets each thing answer from the others' stretches until nothing changes; the answers only ever grow.
fn settle(users: &[Vec<usize>], mut spans: Vec<Spans>, answer: impl Fn(usize, &[Spans]) -> Spans) -> Vec<Spans> {
    let mut waiting: VecDeque<usize> = (0..spans.len()).collect();
    let mut is_waiting = vec![true; spans.len()];
    while let Some(at) = waiting.pop_front() {
        is_waiting[at] = false;
        let next = answer(at, &spans);
        // Everybody is asked once to begin with, so what somebody knew from the start need not be told.
        if next == spans[at] {
            continue;
        }
        spans[at] = next;
        for &user in &users[at] {
            if !is_waiting[user] {
                is_waiting[user] = true;
                waiting.push_back(user);
            }
        }
    }
    spans
}

/// The time in which all of them are out.
fn all(places: &[usize], spans: &[Spans]) -> Spans {
    let mut rest = places.iter();
    let first = rest.next().map(|&place| spans[place].clone()).unwrap_or_default();
    rest.fold(first, |sum, &place| sum.and(&spans[place]))
}

/// Who needs each thing.
fn users(things: &[Provider]) -> Vec<Vec<usize>> {
    let mut users = vec![Vec::new(); things.len()];
    for (at, thing) in things.iter().enumerate() {
        for &place in thing.needs.iter().flat_map(|need| &need.any_of) {
            users[place].push(at);
        }
    }
    for list in &mut users {
        list.sort_unstable();
        list.dedup();
    }
    users
}

fn check(things: &[Provider], failures: &[Failure]) -> Result<(), PropagationError> {
    let count = things.len();
    let mut named = failures.iter().map(|failure| failure.thing);
    if let Some(place) = named.find(|&place| place >= count) {
        return Err(PropagationError::NoSuchThing { place, count });
    }
    for (thing, provider) in things.iter().enumerate() {
        for need in &provider.needs {
            if need.any_of.is_empty() {
                return Err(PropagationError::EmptyNeed { thing });
            }
            if let Some(&place) = need.any_of.iter().find(|&&place| place >= count) {
                return Err(PropagationError::NoSuchThing { place, count });
            }
        }
    }
    Ok(())
}
