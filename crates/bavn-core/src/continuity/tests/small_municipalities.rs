//! Three small municipalities on paper, where the right order and the lateness are obvious.

use super::super::{
    Conflict, Duty, FactsError, Failed, Opened, Span, Stuck, StuckWhy, TaskBack, Thing, Why, conflicts, outages,
};
use super::{Event, Facts, all_fail, asset, on, order, ordered, step, task, team};
use crate::recovery::Limits;
use std::ops::ControlFlow;
use time::macros::date;

const DIRECTORY: usize = 0;
const JOURNAL: usize = 1;
const PAYROLL: usize = 2;
const LIBRARY: usize = 3;

/// One technician. Everything stands on the directory (1 h). The care journal takes 1 h and the home care is promised it after 2, payroll
/// takes 2 h and is promised after 4, the library system takes 1.5 h and has a fallback for two days.
fn aaby() -> Facts {
    let assets = vec![
        asset("directory", &[], 0, 60),
        asset("journal", &[DIRECTORY], 0, 60),
        asset("payroll", &[DIRECTORY], 0, 120),
        asset("library", &[DIRECTORY], 0, 90),
    ];
    let tasks = vec![
        task("lending", LIBRARY, 2_880, 10_000, 1),
        task("wages", PAYROLL, 0, 240, 2),
        task("home care", JOURNAL, 0, 120, 9),
    ];
    Facts { teams: vec![team("technicians", 1)], assets, tasks }
}

/// By hand: directory 0-60, journal 60-120, payroll 120-240, library 240-330. Nobody is late; lending never stops.
#[test]
fn everything_in_time() {
    let facts = aaby();
    let order = ordered(&facts, &all_fail(&[0, 1, 2, 3]));
    let told: Vec<_> = order.steps.iter().map(|step| (step.asset, step.start, step.finish, step.wave)).collect();
    assert_eq!(told, [(DIRECTORY, 0, 60, 1), (JOURNAL, 60, 120, 2), (PAYROLL, 120, 240, 2), (LIBRARY, 240, 330, 2)]);
    let why: Vec<_> = order.steps.iter().map(|step| step.why.clone()).collect();
    let busy = |step| Why::Busy { team: 0, steps: vec![step] };
    assert_eq!(why, [Why::AtOnce, Why::After(vec![0]), busy(1), busy(2)]);
    // The directory is for the home care first of all.
    assert_eq!(order.steps.iter().map(|step| step.serves).collect::<Vec<_>>(), [Some(2), Some(2), Some(1), Some(0)]);
    assert_eq!((order.lateness, order.length, order.search.is_proved), (0, 330, true));
    assert_eq!(
        (order.critical.clone(), order.chain(3), order.waves()),
        (vec![0, 1, 2, 3], vec![0, 1, 2, 3], vec![vec![0], vec![1, 2, 3]])
    );
    let backs: Vec<_> = order.tasks.iter().map(|task| (task.stops, task.back, task.past_rto)).collect();
    assert_eq!(backs, [(None, None, Some(0)), (Some(0), Some(240), Some(0)), (Some(0), Some(120), Some(0))]);
    assert!(order.tasks.iter().all(TaskBack::is_met));
    assert_eq!(order.assets, [Some(60), Some(120), Some(240), Some(330)]);
    // Were nothing restored, lending would stop after two days.
    assert_eq!(outages(&facts, &all_fail(&[0])).unwrap().tasks[0].down.first(), Some(2_880));
    assert_eq!(order.outages.tasks[0].bridging.iter().collect::<Vec<_>>(), [Span { from: 0, until: 330 }]);
}

/// The same town promises the wages after two hours too, with an MTPD of three. By hand: one of the two must wait for the other. Wages first
/// would be 180 - 120 = 60 minutes late at 2 and the home care 240 - 120 = 120 minutes late at 9. So home care first: wages are back at 240,
/// two hours late: 120 x 2, and the last hour of it past the MTPD costs three times as much on top: 60 x 6. 600 in all.
#[test]
fn one_promise_cannot_be_kept() {
    let mut facts = aaby();
    (facts.tasks[1].rto, facts.tasks[1].mtpd) = (Some(120), Some(180));
    let order = ordered(&facts, &all_fail(&[0, 1, 2, 3]));
    let wages = &order.tasks[1];
    assert_eq!((wages.back, wages.past_rto, wages.past_mtpd, wages.cost), (Some(240), Some(120), Some(60), 600));
    assert_eq!((order.lateness, order.search.lateness_bound, order.search.is_proved), (600, 600, true));
    assert!(!wages.is_met() && order.tasks[2].is_met());
    assert_eq!(wages.last_step, Some(2));
    // With two technicians the promise is nearly kept: directory 60, payroll 60-180.
    facts.teams[0].capacity = 2;
    assert_eq!(ordered(&facts, &all_fail(&[0, 1, 2, 3])).lateness, 60 * 2);
}

/// A municipality whose technicians work from 8 to 16. The attack is on Friday at 14:00. The server takes two hours, the register 12: cut into
/// three of four hours, which go on when they fit. By hand: server Friday 14-16; register Monday 8-16, Tuesday 8-12. From Friday 14:00 Monday
/// 8:00 is 66 hours on, 3,960 minutes.
#[test]
fn nobody_works_at_the_week_end() {
    let mut facts = aaby();
    facts.teams[0].duty = Duty::Hours { days: 0b001_1111, from: 480, until: 960 };
    facts.assets = vec![asset("server", &[], 0, 120), asset("register", &[0], 0, 720)];
    facts.assets[1].steps[0].pessimistic = 720;
    facts.tasks = vec![task("passports", 1, 0, 1_440, 1)];
    let event = Event { starts: 4 * 1_440 + 840, ..all_fail(&[0, 1]) };
    let order = ordered(&facts, &event);
    let work: Vec<_> = order.steps.iter().map(|step| step.work.clone()).collect();
    let span = |from, until| Span { from, until };
    assert_eq!(work, [vec![span(0, 120)], vec![span(3_960, 4_440), span(5_400, 5_640)]]);
    assert_eq!(order.steps[1].why, Why::OffDuty { team: 0 });
    assert_eq!((order.tasks[0].back, order.tasks[0].past_rto), (Some(5_640), Some(5_640 - 1_440)));
}

/// Power is out from the second hour until the sixth; a server that stands on it takes three hours. By hand: the first two hours are too short,
/// so it begins with the power. A generator makes it begin at once.
#[test]
fn work_waits_for_the_power() {
    let mut facts = aaby();
    let mut power = asset("power", &[], 0, 0);
    (power.restorable, power.steps) = (false, vec![]);
    facts.assets = vec![power.clone(), asset("server", &[0], 0, 180), power];
    facts.tasks = vec![task("casework", 1, 0, 60, 1)];
    let mut event = all_fail(&[1]);
    event.failures.push(Failed { asset: 0, from: 120, minutes: Some(240) });
    let order = ordered(&facts, &event);
    assert_eq!((order.steps[0].start, order.steps[0].why.clone(), order.tasks[0].back), (360, Why::Outage, Some(540)));
    facts.assets[1].needs = vec![on(&[Thing::Asset(0), Thing::Asset(2)], 0)];
    let order = ordered(&facts, &event);
    assert_eq!((order.steps[0].start, order.tasks[0].back), (0, Some(180)));
    // What takes an hour is back before the power goes, falls with it, and comes back with it.
    facts.assets[1].needs = vec![on(&[Thing::Asset(0)], 0)];
    facts.assets[1].steps[0].likely = 100;
    let order = ordered(&facts, &event);
    let down: Vec<_> = order.outages.tasks[0].down.iter().map(|span| (span.from, span.until)).collect();
    assert_eq!((order.steps[0].start, down), (0, vec![(0, 100), (120, 360)]));
    assert_eq!((order.tasks[0].back, order.tasks[0].down, order.tasks[0].past_rto), (Some(360), 240, Some(180)));
}

#[test]
fn steps_by_position_and_other_assets_first() {
    let mut facts = aaby();
    facts.teams[0].capacity = 3;
    facts.assets[JOURNAL].steps = vec![step(1, 30, &[(0, 1)]), step(0, 20, &[(0, 1)]), step(1, 50, &[(0, 1)])];
    facts.assets[JOURNAL].steps[2].after_assets = vec![LIBRARY];
    let order = ordered(&facts, &all_fail(&[0, 1, 2, 3]));
    let of = |asset: usize, step: usize| {
        order.steps.iter().find(|placed| (placed.asset, placed.step) == (asset, step)).unwrap()
    };
    // Directory 60; first step 60-80; then one at once and one after the library at 150.
    assert_eq!((of(JOURNAL, 1).start, of(JOURNAL, 0).start, of(JOURNAL, 2).start), (60, 80, 150));
    let library = order.steps.iter().position(|placed| placed.asset == LIBRARY).unwrap();
    assert_eq!(of(JOURNAL, 2).why, Why::After(vec![library]));
    assert_eq!(order.assets[JOURNAL], Some(200));
}

#[test]
fn what_nobody_brings_back_never_comes() {
    let mut facts = aaby();
    facts.assets[DIRECTORY].steps.clear();
    let order = ordered(&facts, &all_fail(&[0, 1]));
    let waits = |thing| Stuck { thing, why: StuckWhy::WaitsFor(Thing::Asset(DIRECTORY)) };
    assert_eq!(order.stuck[0], Stuck { thing: Thing::Asset(DIRECTORY), why: StuckWhy::NoSteps });
    assert!(order.stuck.contains(&waits(Thing::Asset(JOURNAL))) && order.stuck.contains(&waits(Thing::Asset(PAYROLL))));
    assert!(order.steps.is_empty() && order.tasks.iter().all(|task| task.is_never_back));
    // Down to the horizon at two weeks: 20,160 - 120 minutes late, at 9.
    assert_eq!((order.tasks[2].past_rto, order.tasks[2].cost), (Some(20_040), 20_040 * 9));
    // Too few of a team, and a team that is never at work long enough.
    let mut facts = aaby();
    facts.assets[DIRECTORY].steps[0].teams = vec![(0, 2)];
    let why = |facts: &Facts, event: &Event| ordered(facts, event).stuck.first().map(|stuck| stuck.why);
    assert_eq!(why(&facts, &all_fail(&[0])), Some(StuckWhy::TooFew { step: 0, team: 0 }));
    let missing = Event { missing: vec![(0, 5)], ..all_fail(&[0]) };
    assert_eq!(why(&aaby(), &missing), Some(StuckWhy::TooFew { step: 0, team: 0 }));
    let mut facts = aaby();
    facts.teams.push(team("night", 1));
    facts.teams[0].duty = Duty::Hours { days: 127, from: 480, until: 960 };
    facts.teams[1].duty = Duty::Hours { days: 127, from: 1_320, until: 360 };
    facts.assets[DIRECTORY].steps[0].teams = vec![(0, 1), (1, 1)];
    assert_eq!(why(&facts, &all_fail(&[0])), Some(StuckWhy::NoHours { step: 0 }));
}

/// Directory and name service each need the other, as everywhere. The ring is opened, and told.
#[test]
fn rings_are_opened_and_told() {
    let mut facts = aaby();
    facts.assets[DIRECTORY].needs.push(on(&[Thing::Asset(PAYROLL)], 0));
    let order = ordered(&facts, &all_fail(&[0, 1, 2, 3]));
    let opened = Opened { thing: Thing::Asset(DIRECTORY), without: vec![Thing::Asset(PAYROLL)] };
    assert_eq!(order.opened, std::slice::from_ref(&opened));
    assert_eq!((order.steps.len(), order.steps[0].asset), (4, DIRECTORY));
    assert!(conflicts(&facts, date!(2026 - 01 - 01)).unwrap().contains(&Conflict::Ring(opened)));
    // The directory is not up before what it needs is.
    assert_eq!(order.assets[DIRECTORY], order.assets[PAYROLL]);
}

#[test]
fn bad_facts_are_named() {
    let bad = |change: &dyn Fn(&mut Facts, &mut Event)| {
        let (mut facts, mut event) = (aaby(), all_fail(&[0]));
        change(&mut facts, &mut event);
        order(&facts, &event, &Limits::default(), &mut |_| ControlFlow::Continue(())).unwrap_err()
    };
    let place = |what, place, count| FactsError::NoSuchPlace { what, place, count };
    assert_eq!(bad(&|_, event| event.failures[0].asset = 4), place("asset", 4, 4));
    assert_eq!(bad(&|_, event| event.missing = vec![(1, 1)]), place("team", 1, 1));
    assert_eq!(bad(&|facts, _| facts.tasks[0].needs[0].any_of = vec![Thing::Task(3)]), place("task", 3, 3));
    assert_eq!(bad(&|facts, _| facts.assets[0].steps[0].teams = vec![(7, 1)]), place("team", 7, 1));
    assert_eq!(
        bad(&|facts, _| facts.tasks[0].needs[0].any_of.clear()),
        FactsError::EmptyNeed { thing: Thing::Task(0) }
    );
    assert_eq!(bad(&|facts, _| facts.assets[2].steps[0].likely = 10_000), FactsError::Durations { asset: 2, step: 0 });
    assert_eq!(
        bad(&|facts, _| facts.assets[2].steps[0].teams = vec![(0, 0)]),
        FactsError::Team { asset: 2, step: 0, team: 0 }
    );
    let nobody = Duty::Hours { days: 0, from: 0, until: 5 };
    assert_eq!(bad(&|facts, _| facts.teams[0].duty = nobody), FactsError::Duty { team: 0 });
    let range = |what, value, least, greatest| FactsError::Range { what, at: 0, value, least, greatest };
    assert_eq!(bad(&|_, event| event.horizon = 0), range("horizon", 0, 1, 525_600));
    assert_eq!(bad(&|_, event| event.starts = 10_080), range("starts", 10_080, 0, 10_079));
}
