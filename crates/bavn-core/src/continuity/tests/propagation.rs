use super::super::{Effect, Failure, Needed, PropagationError, Provider, Span, Spans, propagate};
use proptest::prelude::*;

const AT_ONCE: Effect = Effect::StopsAfter(0);

fn needs(needs: &[(&[usize], Effect)]) -> Provider {
    let needs = needs.iter().map(|(any_of, effect)| Needed { any_of: any_of.to_vec(), effect: *effect });
    Provider { needs: needs.collect() }
}

fn fails(thing: usize, from: u32, until: u32) -> Failure {
    Failure { thing, span: Span { from, until } }
}

fn told(spans: &Spans) -> Vec<(u32, u32)> {
    spans.iter().map(|span| (span.from, span.until)).collect()
}

/// Power fails at 60 for ten hours. The server room has a battery for 30 minutes, the care system runs in it; the care home has lists on
/// paper for eight hours. The telephone has power and battery as two ways of the same need.
#[test]
fn a_power_cut_by_hand() {
    const POWER: usize = 0;
    let things = [
        needs(&[]),
        needs(&[(&[POWER], Effect::StopsAfter(30))]),
        needs(&[(&[1], AT_ONCE)]),
        needs(&[(&[2], Effect::StopsAfter(480))]),
        needs(&[(&[POWER, 5], AT_ONCE)]),
        needs(&[]),
        needs(&[(&[2], Effect::Worse)]),
        needs(&[(&[6], AT_ONCE)]),
    ];
    let outages = propagate(&things, &[fails(POWER, 60, 660)]).unwrap();
    let down: Vec<_> = outages.down.iter().map(told).collect();
    // The system is out 90 to 660, which is 570 minutes: the lists carry 480 of them, until 570.
    let expected: [&[(u32, u32)]; 8] = [&[(60, 660)], &[(90, 660)], &[(90, 660)], &[(570, 660)], &[], &[], &[], &[]];
    assert_eq!(down, expected);
    // The care home bridges while the lists carry, and the server room on its battery; what stands on something worse is worse itself.
    assert_eq!(told(&outages.bridging[3]), [(90, 570)]);
    assert_eq!(told(&outages.bridging[1]), [(60, 90)]);
    assert!(outages.worse[2].is_empty() && outages.worse[3].is_empty(), "nobody notices a reserve");
    assert_eq!((told(&outages.worse[6]), told(&outages.worse[7])), (vec![(90, 660)], vec![(90, 660)]));
    assert!(outages.worse[4].is_empty(), "the battery is a full substitute");
}

#[test]
fn a_ring_does_not_hold_itself_down() {
    let things = [needs(&[(&[1], AT_ONCE)]), needs(&[(&[0], AT_ONCE)])];
    let outages = propagate(&things, &[fails(0, 5, 9)]).unwrap();
    assert_eq!((told(&outages.down[0]), told(&outages.down[1])), (vec![(5, 9)], vec![(5, 9)]));
    assert!(propagate(&things, &[]).unwrap().down.iter().all(Spans::is_empty));
}

#[test]
fn what_is_not_there_is_told() {
    let error = propagate(&[needs(&[(&[3], AT_ONCE)])], &[]).unwrap_err();
    assert_eq!(error, PropagationError::NoSuchThing { place: 3, count: 1 });
    assert_eq!(propagate(&[], &[fails(0, 0, 1)]).unwrap_err(), PropagationError::NoSuchThing { place: 0, count: 0 });
    assert_eq!(propagate(&[needs(&[(&[], AT_ONCE)])], &[]).unwrap_err(), PropagationError::EmptyNeed { thing: 0 });
}

pub(super) const HORIZON: u32 = 24;

/// Minute by minute, by the words of the rule: down and impaired.
pub(super) fn by_brute_force(things: &[Provider], failures: &[Failure]) -> [Vec<Vec<bool>>; 2] {
    let blank = || vec![vec![false; HORIZON as usize]; things.len()];
    let mut down = blank();
    let fails = |at: usize, minute: u32| {
        failures.iter().any(|one| one.thing == at && (one.span.from..one.span.until).contains(&minute))
    };
    loop {
        let mut next = blank();
        for (at, thing) in things.iter().enumerate() {
            for minute in 0..HORIZON {
                let stopped = thing.needs.iter().any(|need| match need.effect {
                    Effect::StopsAfter(delay) => {
                        minute >= delay
                            && (minute - delay..=minute)
                                .all(|past| need.any_of.iter().all(|&way| down[way][past as usize]))
                    }
                    Effect::Worse => false,
                });
                next[at][minute as usize] = fails(at, minute) || stopped;
            }
        }
        if next == down {
            break;
        }
        down = next;
    }
    let mut impaired = down.clone();
    loop {
        let mut next = down.clone();
        for (at, thing) in things.iter().enumerate() {
            for minute in 0..HORIZON as usize {
                next[at][minute] |= thing.needs.iter().any(|need| {
                    need.any_of.iter().all(|&way| impaired[way][minute])
                        && (need.effect == Effect::Worse || !need.any_of.iter().all(|&way| down[way][minute]))
                });
            }
        }
        if next == impaired {
            return [down, impaired];
        }
        impaired = next;
    }
}

fn problems() -> impl Strategy<Value = (Vec<Provider>, Vec<Failure>)> {
    (1_usize..7).prop_flat_map(|count| {
        let effect = prop_oneof![3 => (0_u32..6).prop_map(Effect::StopsAfter), 1 => Just(Effect::Worse)];
        let need =
            (prop::collection::vec(0..count, 1..4), effect).prop_map(|(any_of, effect)| Needed { any_of, effect });
        let thing = prop::collection::vec(need, 0..4).prop_map(|needs| Provider { needs });
        let failure = (0..count, 0..HORIZON, 0_u32..9)
            .prop_map(|(thing, from, length)| fails(thing, from, (from + length).min(HORIZON)));
        (prop::collection::vec(thing, count), prop::collection::vec(failure, 0..4))
    })
}

/// Of all ways in which some things could be down, those that keep the rule (a thing is down when it has failed, or a need of it has none of
/// its alternatives up), and of these what is down in all: every subset is tried.
fn by_all_subsets(things: &[Provider], failed: &[bool]) -> Vec<bool> {
    let is_down = |set: u32, at: usize| set >> at & 1 == 1;
    let keeps_the_rule = |set: u32| {
        things.iter().enumerate().all(|(at, thing)| {
            let stopped = thing.needs.iter().any(|need| need.any_of.iter().all(|&way| is_down(set, way)));
            is_down(set, at) == (failed[at] || stopped)
        })
    };
    let least = (0..1_u32 << things.len()).filter(|&set| keeps_the_rule(set)).reduce(|one, other| one & other).unwrap();
    assert!(keeps_the_rule(least), "there is one that is the least");
    (0..things.len()).map(|at| is_down(least, at)).collect()
}

/// AND/OR graphs without time: up to nine things, each with up to three needs of up to three alternatives, also in rings.
fn graphs() -> impl Strategy<Value = (Vec<Provider>, Vec<bool>)> {
    (1_usize..10).prop_flat_map(|count| {
        let need =
            prop::collection::vec(0..count, 1..4).prop_map(|any_of| Needed { any_of, effect: Effect::StopsAfter(0) });
        let thing = prop::collection::vec(need, 0..4).prop_map(|needs| Provider { needs });
        (prop::collection::vec(thing, count), prop::collection::vec(prop::bool::weighted(0.3), count))
    })
}

proptest! {
    #[test]
    fn the_least_that_keeps_the_rule((things, failed) in graphs()) {
        let failures: Vec<Failure> =
            failed.iter().enumerate().filter(|(_, failed)| **failed).map(|(at, _)| fails(at, 0, 1)).collect();
        let outages = propagate(&things, &failures).unwrap();
        let down: Vec<bool> = outages.down.iter().map(|spans| spans.contains(0)).collect();
        prop_assert_eq!(down, by_all_subsets(&things, &failed));
    }

    #[test]
    fn as_minute_by_minute((things, failures) in problems()) {
        let outages = propagate(&things, &failures).unwrap();
        let [down, impaired] = by_brute_force(&things, &failures);
        for at in 0..things.len() {
            for minute in 0..HORIZON {
                let (is_down, is_worse) = (outages.down[at].contains(minute), outages.worse[at].contains(minute));
                prop_assert_eq!(is_down, down[at][minute as usize], "down: thing {} at {}", at, minute);
                prop_assert_eq!(is_down || is_worse, impaired[at][minute as usize], "worse: thing {} at {}", at, minute);
                prop_assert!(!(is_down && is_worse));
            }
        }
    }

    #[test]
    fn more_failures_never_make_less_fall((things, failures) in problems(), more in 0_u32..HORIZON) {
        let before = propagate(&things, &failures).unwrap();
        let mut worse = failures;
        worse.push(fails(0, more, HORIZON));
        let after = propagate(&things, &worse).unwrap();
        for (before, after) in before.down.iter().zip(&after.down) {
            prop_assert_eq!(&before.and(after), before);
        }
    }
}
