//! What helps.

use super::super::{Duty, Improvement, Remedy, applied, improvements};
use super::{Event, Facts, all_fail, asset, ordered, task, team};
use crate::recovery::Limits;

/// One technician restores the journal and payroll, two hours each. Both are promised after two hours.
fn facts() -> Facts {
    let assets = vec![asset("journal", &[], 0, 120), asset("payroll", &[], 0, 120)];
    let mut tasks = vec![task("home care", 0, 0, 120, 9), task("wages", 1, 0, 120, 2)];
    tasks[1].mtpd = Some(10_000);
    Facts { teams: vec![team("technicians", 1)], assets, tasks }
}

fn found(facts: &Facts, event: &Event) -> Vec<Improvement> {
    improvements(facts, event, &ordered(facts, event), &Limits { seed: 1, work: 5_000_000 }).unwrap()
}

/// By hand: wages are 120 minutes late, 240 in all. With one more technician nobody is late; with a place to switch over to, nobody either; a
/// journal that takes one hour leaves 60 minutes, 120; a fallback of four hours for the wages leaves nothing.
#[test]
fn what_helps_most() {
    let facts = facts();
    let found = found(&facts, &all_fail(&[0, 1]));
    assert!(
        found.iter().all(|one| one.before == 240 && one.after < 240 || one.mean_after < one.mean_before),
        "{found:#?}"
    );
    let after = |remedy: Remedy| found.iter().find(|one| one.remedy == remedy).map(|one| (one.after, one.more_met));
    assert_eq!(after(Remedy::MorePeople { team: 0, people: 1 }), Some((0, 1)));
    assert_eq!(after(Remedy::Alternative { asset: 0 }), Some((0, 1)));
    assert_eq!(after(Remedy::Alternative { asset: 1 }), Some((0, 1)));
    assert_eq!(after(Remedy::LongerFallback { task: 1, minutes: 240 }), Some((0, 1)));
    assert_eq!(after(Remedy::ShorterStep { asset: 0, step: 0 }), Some((120, 0)));
    assert!(found.is_sorted_by_key(|one| (one.after, one.mean_after)));
    // The remedy, put into the facts, does what was said.
    let (better, event) = applied(&facts, &all_fail(&[0, 1]), found[0].remedy);
    assert_eq!(ordered(&better, &event).lateness, found[0].after);
}

#[test]
fn tested_restores_and_duty() {
    let mut facts = facts();
    facts.teams[0] =
        super::TeamFacts { capacity: 2, duty: Duty::Hours { days: 127, from: 480, until: 960 }, ..team("t", 2) };
    let found = found(&facts, &all_fail(&[0, 1]));
    let first = found[0].remedy;
    assert_eq!(first, Remedy::RoundTheClock { team: 0 }, "{found:#?}");
    facts.teams[0].duty = Duty::Always;
    let found = self::found(&facts, &all_fail(&[0, 1]));
    // Nobody is late as planned, but often when durations are drawn: with tests they take what they usually do.
    let tested = found.iter().find(|one| one.remedy == Remedy::TestedRestore { asset: 0 }).unwrap();
    assert!(tested.before == 0 && tested.mean_after < tested.mean_before, "{tested:?}");
}

#[test]
fn what_nobody_can_do_is_mended_by_more_people_or_another_way() {
    let mut facts = facts();
    facts.assets[0].steps[0].teams = vec![(0, 3)];
    let found = found(&facts, &all_fail(&[0, 1]));
    // The journal takes three people and there is one: with two more it is back at 120, payroll, alone, two hours late as before.
    let after: Vec<_> = found.iter().map(|one| (one.remedy, one.after)).take(2).collect();
    let (alternative, people) = (Remedy::Alternative { asset: 0 }, Remedy::MorePeople { team: 0, people: 2 });
    assert_eq!(after, [(alternative, 0), (people, 240)], "{found:#?}");
    // Where nothing is late and nothing may be, nothing helps.
    let mut sound = self::facts();
    sound.tasks.iter_mut().for_each(|task| (task.rto, task.mtpd) = (Some(20_000), None));
    assert_eq!(self::found(&sound, &all_fail(&[0, 1])), []);
}

/// Computers that nobody waits for do not crowd out what helps those who wait.
#[test]
fn what_nobody_waits_for_is_not_tried() {
    let mut facts = facts();
    for at in 0..40 {
        let mut spare = asset(&format!("computer {at}"), &[], 0, 1);
        spare.steps.clear();
        facts.assets.push(spare);
    }
    let hit: Vec<usize> = (0..42).collect();
    let found = found(&facts, &all_fail(&hit));
    assert!(found.iter().any(|one| one.remedy == Remedy::MorePeople { team: 0, people: 1 }), "{found:#?}");
    assert!(!found.iter().any(|one| matches!(one.remedy, Remedy::Alternative { asset } if asset > 1)), "{found:#?}");
}
