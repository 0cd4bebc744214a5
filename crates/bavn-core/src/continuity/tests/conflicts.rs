//! Each conflict once as it is found, and once as it is not.

use super::super::{Conflict, StuckWhy, Tested, Thing, conflicts};
use super::{Facts, asset, on, task, team};
use time::{Date, macros::date};

const TODAY: Date = date!(2026 - 06 - 01);

/// Home care needs the journal, which needs the server; both restored in an hour or two and tried this year.
fn sound() -> Facts {
    let tested = Some(Tested { on: date!(2026 - 02 - 01), minutes: Some(60) });
    let mut assets = vec![asset("server", &[], 0, 120), asset("journal", &[0], 0, 60)];
    assets.iter_mut().for_each(|asset| (asset.restore_tested, asset.backup_interval) = (tested, Some(60)));
    let mut care = task("home care", 1, 0, 120, 9);
    (care.mtpd, care.rpo) = (Some(1_440), Some(60));
    Facts { teams: vec![team("technicians", 1)], assets, tasks: vec![care] }
}

/// What is found after a change.
fn found(change: impl FnOnce(&mut Facts)) -> Vec<Conflict> {
    let mut facts = sound();
    change(&mut facts);
    conflicts(&facts, TODAY).unwrap()
}

#[test]
fn nothing_is_found_in_sound_facts() {
    assert_eq!(found(|_| ()), []);
}

#[test]
fn longer_than_it_can_be_done_without() {
    let expected = Conflict::RtoBeyondMtpd { task: 0, rto: 120, mtpd: 119 };
    assert_eq!(found(|facts| facts.tasks[0].mtpd = Some(119)), [expected]);
    assert_eq!(found(|facts| facts.tasks[0].mtpd = Some(120)), []);
}

#[test]
fn a_restore_takes_longer_than_promised() {
    let journal = Thing::Asset(1);
    let beyond = |allowed, takes| Conflict::RestoreBeyondRto { task: 0, asset: 0, need: journal, allowed, takes };
    assert_eq!(found(|facts| facts.tasks[0].rto = Some(119)), [beyond(119, 120)]);
    // The fallback bridges the time.
    let bridged = |facts: &mut Facts| {
        facts.tasks[0].rto = Some(119);
        facts.tasks[0].needs = vec![on(&[journal], 1)];
    };
    assert_eq!(found(bridged), []);
    // What was measured counts when it is more.
    let measured = |facts: &mut Facts| facts.assets[0].restore_tested = Some(Tested { on: TODAY, minutes: Some(200) });
    assert_eq!(found(measured), [beyond(120, 200)]);
    // A second way that is quick.
    let second = |facts: &mut Facts| {
        facts.tasks[0].rto = Some(100);
        facts.assets.push(facts.assets[1].clone());
        facts.assets[2].needs.clear();
        facts.tasks[0].needs = vec![on(&[journal, Thing::Asset(2)], 0)];
    };
    assert_eq!(found(second), []);
}

#[test]
fn more_data_are_lost_than_may_be() {
    let stale = Conflict::RpoBeyondBackup { task: 0, asset: 0, need: Thing::Asset(1), rpo: 60, interval: 1_440 };
    assert_eq!(found(|facts| facts.assets[0].backup_interval = Some(1_440)), [stale]);
    assert_eq!(found(|facts| facts.assets[0].backup_interval = None), []);
}

#[test]
fn a_task_needs_one_that_is_back_later() {
    let with = |rto: u32, bridge: u32| {
        move |facts: &mut Facts| {
            facts.tasks.push(task("telephones", 1, 0, rto, 1));
            facts.tasks[0].needs.push(on(&[Thing::Task(1)], bridge));
        }
    };
    assert_eq!(found(with(180, 0)), [Conflict::NeedsLater { task: 0, on: 1, allowed: 120, rto: 180 }]);
    assert_eq!(found(with(180, 60)), []);
}

#[test]
fn rings_are_found() {
    let ring = found(|facts| facts.assets[0].needs.push(on(&[Thing::Asset(1)], 0)));
    assert!(matches!(ring[..], [Conflict::Ring(_)]), "{ring:?}");
    // Another way opens it.
    let open = |facts: &mut Facts| {
        facts.assets.push(asset("spare", &[], 0, 5));
        facts.assets[2].restore_tested =
            facts.assets[0].restore_tested.map(|tested| Tested { minutes: None, ..tested });
        facts.assets[0].needs.push(on(&[Thing::Asset(1), Thing::Asset(2)], 0));
    };
    assert_eq!(found(open), []);
}

#[test]
fn nobody_can_bring_it_back() {
    let nobody = |why| Conflict::NobodyRestores { asset: 0, why, task: 0 };
    assert_eq!(found(|facts| facts.assets[0].steps.clear()), [nobody(StuckWhy::NoSteps)]);
    let few = nobody(StuckWhy::TooFew { step: 0, team: 0 });
    assert_eq!(found(|facts| facts.assets[0].steps[0].teams = vec![(0, 2)]), [few]);
    // No task stands on it; or it comes back by itself.
    let unused = |facts: &mut Facts| {
        facts.assets[0].steps.clear();
        facts.assets[1].needs.clear();
    };
    assert_eq!(found(unused), []);
    let by_itself = |facts: &mut Facts| {
        facts.assets[0].steps.clear();
        facts.assets[0].restorable = false;
    };
    assert_eq!(found(by_itself), []);
}

#[test]
fn tests_of_restores() {
    assert_eq!(found(|facts| facts.assets[0].restore_tested = None), [Conflict::NeverTested { asset: 0, task: 0 }]);
    let tested = |on, minutes| move |facts: &mut Facts| facts.assets[0].restore_tested = Some(Tested { on, minutes });
    let old = date!(2025 - 05 - 31);
    assert_eq!(found(tested(old, None)), [Conflict::TestedLongAgo { asset: 0, on: old }]);
    assert_eq!(found(tested(date!(2025 - 06 - 01), None)), []);
    let longer = found(|facts| {
        tested(TODAY, Some(241))(facts);
        facts.tasks[0].rto = Some(300);
    });
    assert_eq!(longer, [Conflict::TestTookLonger { asset: 0, planned: 240, measured: 241 }]);
}
