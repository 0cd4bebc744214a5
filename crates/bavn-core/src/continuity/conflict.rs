//! What cannot be kept, whatever is scheduled.

use super::reach::{Opened, StuckWhy};
use super::stands::{Slowest, Stands};
use super::{Effect, Event, Facts, FactsError, Minute, Need, Thing};
use serde::{Deserialize, Serialize};
use time::Date;

time::serde::format_description!(day, Date, "[year]-[month]-[day]");

/// Two facts that cannot both be, or one that is missing where everything depends on it. Places are those in the facts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Conflict {
    /// A task may be away for longer (RTO) than it can be done without (MTPD).
    RtoBeyondMtpd {
        /// The task.
        task: usize,
        /// Its RTO.
        rto: Minute,
        /// Its MTPD.
        mtpd: Minute,
    },
    /// A task stands on an asset that takes longer to restore than the task's RTO and what bridges the time. One for each task and asset that
    /// it needs itself; of what stands beneath the one that takes longest is told.
    RestoreBeyondRto {
        /// The task.
        task: usize,
        /// What takes so long.
        asset: usize,
        /// What the task needs itself and that stands on it.
        need: Thing,
        /// The RTO, and what bridges the time before.
        allowed: Minute,
        /// What its steps take, as they usually do; or what its last test took, where that is more.
        takes: Minute,
    },
    /// A task may lose less data (RPO) than is made between two copies of an asset that it stands on.
    RpoBeyondBackup {
        /// The task.
        task: usize,
        /// The asset.
        asset: usize,
        /// What the task needs itself and that stands on it.
        need: Thing,
        /// The RPO.
        rpo: Minute,
        /// The minutes between two copies.
        interval: Minute,
    },
    /// A task needs another that is promised back later than it.
    NeedsLater {
        /// The task.
        task: usize,
        /// The other.
        on: usize,
        /// Its RTO, and what bridges the time before.
        allowed: Minute,
        /// The other's RTO.
        rto: Minute,
    },
    /// Things that can never begin, since each waits for the next and the last for the first.
    Ring(Opened),
    /// Nobody can bring back an asset that tasks stand on.
    NobodyRestores {
        /// The asset.
        asset: usize,
        /// Why.
        why: StuckWhy,
        /// Of the tasks that stand on it the one that is promised back soonest.
        task: usize,
    },
    /// The restoration of an asset that tasks stand on was never tried.
    NeverTested {
        /// The asset.
        asset: usize,
        /// Of the tasks that stand on it the one that is promised back soonest.
        task: usize,
    },
    /// It was tried more than a year ago.
    TestedLongAgo {
        /// The asset.
        asset: usize,
        /// The day.
        #[serde(with = "day")]
        on: Date,
    },
    /// The last test took longer than the steps are said to take when much goes wrong.
    TestTookLonger {
        /// The asset.
        asset: usize,
        /// What the steps are said to take.
        planned: Minute,
        /// What was measured.
        measured: Minute,
    },
}

/// The conflicts in the facts, with no event in mind; by kind in the order of [`Conflict`], then by place.
///
/// The work grows with the number of things and needs, not with its square, but for rings: each that must be opened is looked for anew.
///
/// # Errors
/// The facts are not right.
pub fn conflicts(facts: &Facts, today: Date) -> Result<Vec<Conflict>, FactsError> {
    let stands = Stands::new(facts)?;
    let mut found = Vec::new();
    let tasks = || facts.tasks.iter().enumerate();
    for (at, task) in tasks() {
        if let (Some(rto), Some(mtpd)) = (task.rto, task.mtpd)
            && rto > mtpd
        {
            found.push(Conflict::RtoBeyondMtpd { task: at, rto, mtpd });
        }
    }
    for (at, task) in tasks() {
        let Some(rto) = task.rto else { continue };
        let slow = bridged(&task.needs, rto).filter_map(|(need, allowed)| {
            let (way, slowest) = stands.slowest(need)?;
            (slowest.takes > allowed).then_some((way, slowest, allowed))
        });
        // Several needs can lead to the same asset: it is told once, with the shortest time that is allowed.
        let mut slow: Vec<_> = slow.collect();
        slow.sort_by_key(|(_, slowest, allowed)| (slowest.asset, *allowed));
        slow.dedup_by_key(|(_, slowest, _)| slowest.asset);
        found.extend(slow.into_iter().map(|(need, Slowest { asset, takes }, allowed)| Conflict::RestoreBeyondRto {
            task: at,
            asset,
            need,
            allowed,
            takes,
        }));
    }
    for (at, task) in tasks() {
        let Some(rpo) = task.rpo else { continue };
        let stale =
            task.needs.iter().filter_map(|need| stands.stalest(need)).filter(|(_, stalest)| stalest.takes > rpo);
        // Several needs can lead to the same asset: it is told once.
        let mut stale: Vec<_> = stale.collect();
        stale.sort_by_key(|(_, stalest)| stalest.asset);
        stale.dedup_by_key(|(_, stalest)| stalest.asset);
        found.extend(stale.into_iter().map(|(need, Slowest { asset, takes })| Conflict::RpoBeyondBackup {
            task: at,
            asset,
            need,
            rpo,
            interval: takes,
        }));
    }
    for (at, task) in tasks() {
        let Some(rto) = task.rto else { continue };
        for (need, allowed) in bridged(&task.needs, rto) {
            if let [Thing::Task(on)] = need.any_of[..]
                && let Some(later) = facts.tasks[on].rto.filter(|&later| later > allowed)
            {
                found.push(Conflict::NeedsLater { task: at, on, allowed, rto: later });
            }
        }
    }
    found.extend(stands.rings().iter().cloned().map(Conflict::Ring));
    let carrying = || {
        let assets = facts.assets.iter().enumerate();
        assets.filter_map(|(at, asset)| Some((at, asset, stands.carries(at)?)))
    };
    found.extend(carrying().filter_map(|(asset, _, task)| {
        let why = stands.nobody(asset)?;
        Some(Conflict::NobodyRestores { asset, why, task })
    }));
    for (asset, known, task) in carrying().filter(|(_, known, _)| known.restorable && !known.steps.is_empty()) {
        if known.restore_tested.is_none() {
            found.push(Conflict::NeverTested { asset, task });
        }
    }
    let since = crate::asset::restore_since(today);
    for (asset, known, _) in carrying() {
        if let Some(tested) = known.restore_tested.filter(|tested| tested.on < since) {
            found.push(Conflict::TestedLongAgo { asset, on: tested.on });
        }
    }
    for (asset, known, _) in carrying().filter(|(_, known, _)| !known.steps.is_empty()) {
        let planned = super::stands::takes(known, |step| step.pessimistic);
        let measured = known.restore_tested.and_then(|tested| tested.minutes).filter(|&minutes| minutes > planned);
        found.extend(measured.map(|measured| Conflict::TestTookLonger { asset, planned, measured }));
    }
    Ok(found)
}

/// The needs without which a task stops, each with its RTO and what bridges the time before.
fn bridged(needs: &[Need], rto: Minute) -> impl Iterator<Item = (&Need, Minute)> {
    needs.iter().filter_map(move |need| match need.effect {
        Effect::StopsAfter(minutes) => Some((need, rto.saturating_add(minutes))),
        Effect::Worse => None,
    })
}

/// Everything that can be restored fails at once, and one looks ahead for a month.
pub(super) fn everything(facts: &Facts) -> Event {
    let all = facts.assets.iter().enumerate().filter(|(_, asset)| asset.restorable);
    let failures = all.map(|(asset, _)| super::Failed { asset, from: 0, minutes: None }).collect();
    Event { starts: 0, horizon: 30 * super::DAY, failures, missing: Vec::new() }
}
