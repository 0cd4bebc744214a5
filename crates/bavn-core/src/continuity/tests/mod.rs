//! Examples worked by hand, brute force, and what must hold of any facts.

mod conflicts;
mod improved;
mod propagation;
mod properties;
mod simulated;
mod small_municipalities;

use super::{
    AssetFacts, Effect, Event, Facts, Failed, Need, Order, StepFacts, TaskFacts, TeamFacts, Thing, order, problem,
};
use crate::recovery::{Limits, Schedule, verify};
use std::ops::ControlFlow;

/// An asset that needs others at once and is brought back by one of a team in so many minutes.
fn asset(name: &str, needs: &[usize], team: usize, minutes: u32) -> AssetFacts {
    AssetFacts {
        key: name.to_owned(),
        name: name.to_owned(),
        needs: needs.iter().map(|&asset| on(&[Thing::Asset(asset)], 0)).collect(),
        steps: vec![step(0, minutes, &[(team, 1)])],
        restorable: true,
        ..AssetFacts::default()
    }
}

fn step(position: u32, minutes: u32, teams: &[(usize, u32)]) -> StepFacts {
    StepFacts {
        name: format!("{position}"),
        position,
        optimistic: minutes / 2,
        likely: minutes,
        pessimistic: minutes * 2,
        teams: teams.to_vec(),
        after_assets: vec![],
    }
}

fn on(any_of: &[Thing], minutes: u32) -> Need {
    Need { any_of: any_of.to_vec(), effect: Effect::StopsAfter(minutes) }
}

/// A task that needs an asset, with a fallback, an RTO and a weight.
fn task(name: &str, asset: usize, fallback: u32, rto: u32, weight: u32) -> TaskFacts {
    TaskFacts {
        key: name.to_owned(),
        name: name.to_owned(),
        needs: vec![on(&[Thing::Asset(asset)], fallback)],
        rto: Some(rto),
        weight,
        ..TaskFacts::default()
    }
}

fn team(name: &str, capacity: u32) -> TeamFacts {
    TeamFacts { key: name.to_owned(), name: name.to_owned(), capacity, ..TeamFacts::default() }
}

/// All of these assets fail at once and must be brought back; one looks ahead for two weeks from Monday 00:00.
fn all_fail(assets: &[usize]) -> Event {
    let failures = assets.iter().map(|&asset| Failed { asset, from: 0, minutes: None }).collect();
    Event { starts: 0, horizon: 20_160, failures, missing: vec![] }
}

/// The order, checked.
fn ordered(facts: &Facts, event: &Event) -> Order {
    let found = order(facts, event, &Limits::default(), &mut |_| ControlFlow::Continue(())).unwrap();
    let (problem, _) = problem(facts, event).unwrap();
    assert_eq!(verify(&problem, &Schedule { starts: found.starts.clone() }), []);
    assert_eq!(found.lateness, found.tasks.iter().map(|task| task.cost).sum::<u64>());
    found
}
