//! Drawn durations against closed forms.

use super::super::{Chance, FactsError, MOST_RUNS, Order, Simulation, simulate};
use super::{Event, Facts, Failed, Thing, all_fail, asset, on, ordered, step, task, team};

const RUNS: u32 = 20_000;

fn run(facts: &Facts, event: &Event) -> Simulation {
    simulate(facts, event, &ordered(facts, event), RUNS, 7).unwrap()
}

fn share(count: u32) -> f64 {
    f64::from(count) / f64::from(RUNS)
}

/// One step of 0, 3,000 or 6,000 minutes: the distribution function of its length is x^3 (10 - 15 x + 6 x^2), x in parts of 6,000.
#[test]
fn one_step() {
    let mut facts = Facts { teams: vec![team("one", 1)], assets: vec![asset("a", &[], 0, 3_000)], tasks: vec![] };
    (facts.assets[0].steps[0].optimistic, facts.assets[0].steps[0].pessimistic) = (0, 6_000);
    facts.tasks = [1_500, 3_000, 4_500].map(|rto| task("t", 0, 0, rto, 1)).to_vec();
    facts.tasks[0].mtpd = Some(6_000);
    let told = run(&facts, &all_fail(&[0]));
    let form = |x: f64| x.powi(3) * (10.0 - 15.0 * x + 6.0 * x * x);
    for (chance, x) in told.tasks.iter().zip([0.25, 0.5, 0.75]) {
        // Four standard deviations of 20,000 runs are below 0.0142.
        assert!((share(chance.rto_met) - form(x)).abs() < 0.0142, "{chance:?} at {x}");
    }
    assert_eq!((told.tasks[0].mtpd_met, told.tasks[0].never_stopped), (RUNS, 0));
    let back = told.tasks[0].back.unwrap();
    assert!(back.p50.abs_diff(3_000) < 45, "the median of a symmetric distribution is its middle: {back:?}");
    for (minutes, expected) in [(back.p10, 0.1), (back.p90, 0.9), (back.p95, 0.95)] {
        assert!((form(f64::from(minutes) / 6_000.0) - expected).abs() < 0.0142, "{back:?}");
    }
    assert_eq!(told.length, back);
    // The mean past an RTO of 0 is the mean length: (0 + 4 x 3,000 + 6,000) / 6.
    facts.tasks = vec![task("t", 0, 0, 0, 1)];
    let told = run(&facts, &all_fail(&[0]));
    assert!(told.mean_lateness.abs_diff(3_000) < 35, "{}", told.mean_lateness);
}

/// Two in series: the means add up, 700 + 1,850 (the likely value is no mean when the range is lopsided); the variances too, and 900 of
/// 1,000 such sums lie below the mean and about 1.28 standard deviations (the sum of two is not far from normal).
#[test]
fn two_in_series() {
    let mut facts = Facts {
        teams: vec![team("one", 1)],
        assets: vec![asset("a", &[], 0, 600), asset("b", &[0], 0, 1_500)],
        tasks: vec![],
    };
    (facts.assets[0].steps[0].optimistic, facts.assets[0].steps[0].pessimistic) = (300, 1_500);
    (facts.assets[1].steps[0].optimistic, facts.assets[1].steps[0].pessimistic) = (1_200, 3_900);
    facts.tasks = vec![task("t", 1, 0, 0, 1)];
    let told = run(&facts, &all_fail(&[0, 1]));
    assert!(told.mean_lateness.abs_diff(700 + 1_850) < 15, "{}", told.mean_lateness);
    // A beta distribution with mean m over a range has the variance (m - least) (greatest - m) / 7.
    let deviation = f64::sqrt((400.0 * 800.0 + 650.0 * 2_050.0) / 7.0);
    let expected = 2_550.0 + 1.28 * deviation;
    let p90 = f64::from(told.tasks[0].back.unwrap().p90);
    assert!((p90 - expected).abs() < 0.1 * deviation, "{p90} for {expected}");
}

/// Two technicians, two servers of 0, 3,000 or 6,000 minutes at the same time. A task that needs both is back when the slower one is: the
/// chance is that of one, squared. A task for which either will do is back with the quicker one: both would have to be late.
#[test]
fn two_at_the_same_time() {
    let mut facts = Facts {
        teams: vec![team("technicians", 2)],
        assets: vec![asset("a", &[], 0, 3_000), asset("b", &[], 0, 3_000)],
        tasks: vec![],
    };
    for asset in &mut facts.assets {
        (asset.steps[0].optimistic, asset.steps[0].pessimistic) = (0, 6_000);
    }
    let (mut both, mut either) = (task("both", 0, 0, 3_600, 1), task("either", 0, 0, 2_400, 1));
    both.needs = vec![on(&[Thing::Asset(0)], 0), on(&[Thing::Asset(1)], 0)];
    either.needs = vec![on(&[Thing::Asset(0), Thing::Asset(1)], 0)];
    facts.tasks = vec![both, either];
    let told = run(&facts, &all_fail(&[0, 1]));
    let form = |x: f64| x.powi(3) * (10.0 - 15.0 * x + 6.0 * x * x);
    let expected = [form(0.6).powi(2), 1.0 - (1.0 - form(0.4)).powi(2)];
    for (chance, expected) in told.tasks.iter().zip(expected) {
        assert!((share(chance.rto_met) - expected).abs() < 0.0142, "{chance:?} for {expected}");
    }
}

#[test]
fn what_is_sure_is_sure() {
    let mut facts = Facts {
        teams: vec![team("one", 1)],
        assets: vec![asset("a", &[], 0, 60), asset("b", &[], 0, 60)],
        tasks: vec![],
    };
    for asset in &mut facts.assets {
        (asset.steps[0].optimistic, asset.steps[0].pessimistic) = (60, 60);
    }
    facts.tasks = vec![task("early", 0, 0, 60, 9), task("late", 1, 0, 60, 1), task("bridged", 1, 200, 10, 1)];
    facts.assets.push(asset("nobody's", &[], 0, 1));
    facts.assets[2].steps.clear();
    facts.tasks.push(task("never", 2, 0, 60, 1));
    facts.tasks.push(task("unharmed", 3, 0, 60, 1));
    facts.assets.push(asset("sound", &[], 0, 1));
    let told = run(&facts, &all_fail(&[0, 1, 2]));
    let met: Vec<_> = told.tasks.iter().map(|chance| (chance.rto_met, chance.never_stopped)).collect();
    assert_eq!(met, [(RUNS, 0), (0, 0), (RUNS, RUNS), (0, 0), (RUNS, RUNS)]);
    assert_eq!(told.mean_lateness, 60 + (20_160 - 60));
    assert_eq!(told.tasks[3], Chance { mtpd_met: RUNS, ..Chance::default() });
    let event = all_fail(&[0, 1, 2]);
    let order = ordered(&facts, &event);
    assert_eq!(simulate(&facts, &event, &order, 50, 1), simulate(&facts, &event, &order, 50, 1));
    assert_eq!(simulate(&facts, &event, &Order::default(), 5, 1), Err(FactsError::NotOfThese));
    let range = |value| FactsError::Range { what: "runs", at: 0, value, least: 1, greatest: u64::from(MOST_RUNS) };
    assert_eq!(simulate(&facts, &event, &order, 0, 1), Err(range(0)));
}

/// As planned a step takes no time, in most draws some: it then needs its people.
#[test]
fn a_step_that_may_take_time() {
    let mut facts = Facts {
        teams: vec![team("one", 1)],
        assets: vec![asset("a", &[], 0, 0), asset("b", &[], 0, 100)],
        tasks: vec![],
    };
    facts.assets[0].steps[0].pessimistic = 600;
    (facts.assets[1].steps[0].optimistic, facts.assets[1].steps[0].pessimistic) = (100, 100);
    let told = run(&facts, &all_fail(&[0, 1]));
    assert!(told.length.p50 > 130, "one after the other: {:?}", told.length);
}

/// By hand: the registry (two hours) is needed at once, the archive (thirty hours) after three days. Back after two hours, the promise of four
/// is kept, in the order and in each draw.
#[test]
fn what_is_back_before_it_is_missed() {
    let assets = vec![asset("registry", &[], 0, 120), asset("archive", &[], 1, 1_800)];
    let mut facts = Facts { teams: vec![team("one", 1), team("two", 1)], assets, tasks: vec![task("t", 0, 0, 240, 1)] };
    facts.tasks[0].needs.push(on(&[Thing::Asset(1)], 4_320));
    let event = all_fail(&[0, 1]);
    let order = ordered(&facts, &event);
    assert_eq!((order.tasks[0].down, order.search.lateness), (120, 0));
    assert_eq!(run(&facts, &event).tasks[0].rto_met, RUNS);
    // An archive that takes ten days is missed from the fourth day on.
    facts.assets[1].steps[0] = step(0, 14_400, &[(1, 1)]);
    let order = ordered(&facts, &event);
    assert_eq!((order.tasks[0].down, order.search.lateness), (14_400 - 4_320, 14_400 - 4_320 - 240));
    assert_eq!(run(&facts, &event).tasks[0].rto_met, 0);
}

/// The server is back after an hour, the supplier's line by itself after ten: the task waits for both.
#[test]
fn what_comes_back_by_itself_is_waited_for() {
    let assets = vec![asset("server", &[], 0, 60), asset("line", &[], 0, 60)];
    let mut facts = Facts { teams: vec![team("one", 1)], assets, tasks: vec![task("t", 0, 0, 240, 1)] };
    facts.assets[1].steps.clear();
    facts.tasks[0].needs.push(on(&[Thing::Asset(1)], 0));
    let mut event = all_fail(&[0]);
    event.failures.push(Failed { asset: 1, from: 0, minutes: Some(600) });
    assert_eq!(ordered(&facts, &event).tasks[0].down, 600);
    assert_eq!(run(&facts, &event).tasks[0].rto_met, 0);
    // One that bridges nine and a half hours of it is down for the half hour that is left, and for the hour of the server.
    facts.tasks[0].needs[1] = on(&[Thing::Asset(1)], 570);
    facts.assets[0].steps[0] = step(0, 60, &[(0, 1)]);
    (facts.assets[0].steps[0].optimistic, facts.assets[0].steps[0].pessimistic) = (60, 60);
    assert_eq!(ordered(&facts, &event).tasks[0].down, 60);
    let told = run(&facts, &event);
    assert_eq!((told.tasks[0].rto_met, told.tasks[0].never_stopped), (RUNS, 0));
}

/// Without a promise one is kept, but not when nothing comes back at all.
#[test]
fn never_is_not_in_time() {
    let mut facts = Facts {
        teams: vec![team("one", 1)],
        assets: vec![asset("a", &[], 0, 60)],
        tasks: vec![task("t", 0, 0, 60, 1)],
    };
    facts.assets[0].steps.clear();
    facts.tasks[0].rto = Some(50_000);
    let event = all_fail(&[0]);
    assert!(!ordered(&facts, &event).tasks[0].is_met());
    assert_eq!(run(&facts, &event).tasks[0].rto_met, 0);
}
