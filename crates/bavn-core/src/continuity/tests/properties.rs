//! What must hold of any facts and any event.

use super::super::{Duty, Order, StuckWhy, conflicts, outages, problem, simulate};
use super::super::{Failure, Needed, Provider, Span};
use super::propagation::{HORIZON, by_brute_force};
use super::{
    AssetFacts, Effect, Event, Facts, Failed, Limits, Need, Schedule, StepFacts, TaskFacts, Thing, order, team, verify,
};
use proptest::prelude::*;
use std::ops::ControlFlow;
use time::macros::date;

/// Facts of up to six assets and four tasks, an event of a day of 24 minutes. With `timed` things also come back by themselves, and no need can
/// be done without for a time; otherwise some can.
fn cases(timed: bool) -> impl Strategy<Value = (Facts, Event)> {
    (1_usize..7, 1_usize..5).prop_flat_map(move |(assets, tasks)| {
        let thing =
            (0..assets + tasks).prop_map(move |at| at.checked_sub(assets).map_or(Thing::Asset(at), Thing::Task));
        let delay = if timed { (0_u32..1).boxed() } else { (0_u32..6).boxed() };
        let effect = prop_oneof![4 => delay.prop_map(Effect::StopsAfter), 1 => Just(Effect::Worse)];
        let need = (prop::collection::vec(thing, 1..3), effect).prop_map(|(any_of, effect)| Need { any_of, effect });
        let needs = prop::collection::vec(need, 0..3);
        let step =
            (0_u32..3, 0_u32..5, 0_u32..3, 0_u32..3, 0_usize..2, 0_u32..3, prop::collection::vec(0..assets, 0..2));
        let step = step.prop_map(|(position, optimistic, more, most, team, amount, after_assets)| StepFacts {
            name: String::new(),
            position,
            optimistic,
            likely: optimistic + more,
            pessimistic: optimistic + more + most,
            teams: if amount > 0 { vec![(team, amount)] } else { vec![] },
            after_assets,
        });
        let asset = (needs.clone(), prop::collection::vec(step, 0..4), prop::bool::weighted(0.9))
            .prop_map(|(needs, steps, restorable)| AssetFacts { needs, steps, restorable, ..AssetFacts::default() });
        let task = (needs, prop::option::of(0_u32..9), prop::option::of(0_u32..15), 1_u32..9)
            .prop_map(|(needs, rto, mtpd, weight)| TaskFacts { needs, rto, mtpd, weight, ..TaskFacts::default() });
        let minutes = if timed { prop::option::of(1_u32..9).boxed() } else { Just(None).boxed() };
        let failed = (0..assets, 0_u32..9, minutes).prop_map(|(asset, from, minutes)| Failed { asset, from, minutes });
        let duty = prop_oneof![
            Just(Duty::Always),
            (0_u16..6, 12_u16..20).prop_map(|(from, until)| Duty::Hours { days: 127, from, until }),
        ];
        (
            prop::collection::vec(asset, assets),
            prop::collection::vec(task, tasks),
            prop::collection::vec(failed, 0..5),
            (duty, 1_u32..4),
        )
            .prop_map(|(assets, tasks, failures, (duty, capacity))| {
                let teams = vec![super::TeamFacts { duty, ..team("first", capacity) }, team("second", 2)];
                let event = Event { starts: 0, horizon: HORIZON, failures, missing: vec![] };
                (Facts { teams, assets, tasks }, event)
            })
    })
}

fn found(facts: &Facts, event: &Event) -> Order {
    order(facts, event, &Limits { seed: 1, work: 3_000_000 }, &mut |_| ControlFlow::Continue(())).unwrap()
}

/// When the last step of an asset is done; `None` if it is not worked on.
fn done(order: &Order, asset: usize) -> Option<u32> {
    order.steps.iter().filter(|step| step.asset == asset).map(|step| step.finish).max()
}

fn providers(facts: &Facts) -> Vec<Provider> {
    let place = |way: &Thing| match way {
        Thing::Asset(at) => *at,
        Thing::Task(at) => facts.assets.len() + at,
    };
    let told = |needs: &Vec<Need>| Provider {
        needs: needs
            .iter()
            .map(|need| Needed { any_of: need.any_of.iter().map(place).collect(), effect: need.effect })
            .collect(),
    };
    facts
        .assets
        .iter()
        .map(|asset| told(&asset.needs))
        .chain(facts.tasks.iter().map(|task| told(&task.needs)))
        .collect()
}

/// Minute by minute: what fails until its steps are done, or until it comes back by itself, and all that stands on it.
fn as_minute_by_minute(facts: &Facts, event: &Event, order: &Order) -> Result<(), TestCaseError> {
    let failures: Vec<Failure> = event
        .failures
        .iter()
        .map(|failed| {
            let until = match failed.minutes {
                Some(minutes) => failed.from + minutes,
                None => done(order, failed.asset).unwrap_or(HORIZON),
            };
            Failure { thing: failed.asset, span: Span { from: failed.from, until: until.min(HORIZON) } }
        })
        .collect();
    let [down, impaired] = by_brute_force(&providers(facts), &failures);
    let told = order.outages.assets.iter().chain(&order.outages.tasks);
    for (at, outage) in told.enumerate() {
        for minute in 0..HORIZON {
            prop_assert_eq!(outage.down.contains(minute), down[at][minute as usize], "thing {} at {}", at, minute);
            let is_impaired = outage.down.contains(minute) || outage.worse.contains(minute);
            prop_assert_eq!(is_impaired, impaired[at][minute as usize], "thing {} at {}", at, minute);
        }
    }
    Ok(())
}

/// Nothing is worked on while what it needs is down, nor before what it waits for is back.
fn work_has_what_it_needs(facts: &Facts, order: &Order) -> Result<(), TestCaseError> {
    let is_down = |way: &Thing, minute| order.outages.of(*way).is_some_and(|outage| outage.down.contains(minute));
    for placed in &order.steps {
        let asset = &facts.assets[placed.asset];
        let stops = asset.needs.iter().filter(|need| need.effect != Effect::Worse);
        let after = asset.steps[placed.step].after_assets.iter().filter(|&&after| after != placed.asset);
        let wanted: Vec<Vec<Thing>> = stops
            .map(|need| need.any_of.clone())
            .chain(after.map(|&after| vec![Thing::Asset(after)]))
            .filter(|ways| !ways.contains(&Thing::Asset(placed.asset)))
            .collect();
        for minute in placed.work.iter().flat_map(|span| span.from..span.until.min(HORIZON)) {
            for ways in &wanted {
                prop_assert!(!ways.iter().all(|way| is_down(way, minute)), "{placed:?} without {ways:?} at {minute}");
            }
        }
    }
    Ok(())
}

fn holds(facts: &Facts, event: &Event) -> Result<(), TestCaseError> {
    let order = found(facts, event);
    let (problem, map) = problem(facts, event).unwrap();
    prop_assert_eq!(verify(&problem, &Schedule { starts: order.starts.clone() }), vec![]);
    // All that was hit is brought back, or it is said why not.
    for failed in event.failures.iter().filter(|failed| failed.minutes.is_none()) {
        let steps = order.steps.iter().filter(|step| step.asset == failed.asset).count();
        let stuck = order.stuck.iter().any(|stuck| stuck.thing == Thing::Asset(failed.asset));
        prop_assert_eq!(steps, if stuck { 0 } else { facts.assets[failed.asset].steps.len() });
    }
    for step in &order.steps {
        let likely = facts.assets[step.asset].steps[step.step].likely;
        prop_assert_eq!(step.work.iter().map(|span| span.minutes()).sum::<u32>(), likely);
    }
    as_minute_by_minute(facts, event, &order)?;
    if order.opened.is_empty() {
        work_has_what_it_needs(facts, &order)?;
    }
    // Restoring never makes more fall.
    let without = outages(facts, event).unwrap();
    for (with, without) in order.outages.tasks.iter().zip(&without.tasks) {
        prop_assert_eq!(&with.down.and(&without.down), &with.down);
    }
    for (task, known) in order.tasks.iter().zip(&facts.tasks) {
        let kept = task.past_rto.unwrap_or(0) == 0 && task.past_mtpd.unwrap_or(0) == 0;
        prop_assert_eq!(task.is_met(), kept && !task.is_never_back);
        prop_assert!(task.cost == 0 || known.rto.is_some() || known.mtpd.is_some());
    }
    for (at, placed) in order.steps.iter().enumerate() {
        let chain = order.chain(at);
        prop_assert!(chain.last() == Some(&at) && chain.len() <= order.steps.len());
        prop_assert!(placed.wave >= 1);
    }
    // What takes as long as planned is over when it was planned, or earlier.
    let mut sure = facts.clone();
    for step in sure.assets.iter_mut().flat_map(|asset| &mut asset.steps) {
        (step.optimistic, step.pessimistic) = (step.likely, step.likely);
    }
    let planned = found(&sure, event);
    let told = simulate(&sure, event, &planned, 3, 1).unwrap();
    prop_assert!(told.length.p95 <= planned.length);
    prop_assert!(told.tasks.iter().all(|task| [0, 3].contains(&task.rto_met)));
    let drawn = simulate(facts, event, &order, 20, 1).unwrap();
    prop_assert!(drawn.tasks.iter().all(|task| task.rto_met <= 20 && task.never_stopped <= task.mtpd_met));
    prop_assert!(map.tasks.is_sorted());
    let json = serde_json::to_string(&(facts, event, &order, &drawn)).unwrap();
    prop_assert_eq!(&serde_json::from_str::<(Facts, Event, Order, super::super::Simulation)>(&json).unwrap().2, &order);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn with_reserves((facts, event) in cases(false)) {
        holds(&facts, &event)?;
    }

    #[test]
    fn with_what_comes_back_by_itself((facts, event) in cases(true)) {
        holds(&facts, &event)?;
    }

    #[test]
    fn more_people_are_never_worse((facts, event) in cases(false)) {
        let before = found(&facts, &event);
        let mut more = facts;
        more.teams.iter_mut().for_each(|team| team.capacity += 1);
        let after = found(&more, &event);
        if after.search.is_proved && before.stuck.iter().all(|stuck| !matches!(stuck.why, StuckWhy::TooFew { .. })) {
            prop_assert!(after.search.lateness <= before.search.lateness);
        }
    }

    #[test]
    fn conflicts_of_any_facts((facts, _) in cases(true)) {
        let found = conflicts(&facts, date!(2026 - 01 - 01)).unwrap();
        prop_assert_eq!(&conflicts(&facts, date!(2026 - 01 - 01)).unwrap(), &found);
    }
}
