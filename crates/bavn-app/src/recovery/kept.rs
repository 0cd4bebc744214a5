use super::load::{Case, wrong};
use crate::{Error, Result, continuity::AllFacts};
use bavn_core::{
    continuity::{Event, Facts, FactsError, Improvement, Minute, Order, Simulation, Trials, applied, order, simulate},
    recovery::Limits,
};
use std::{
    collections::VecDeque,
    num::NonZero,
    ops::ControlFlow,
    sync::{
        Arc, Mutex, OnceLock,
        atomic::{AtomicUsize, Ordering},
    },
    thread::{self, ScopedJoinHandle},
};
use tokio::sync::Semaphore;

/// What an order was made from.
#[derive(Clone, Debug)]
pub(crate) struct Input {
    pub(super) all: Arc<AllFacts>,
    pub(super) event: Event,
    pub(super) seed: u64,
    pub(super) work: u64,
}

impl Input {
    /// The facts.
    pub(super) fn facts(&self) -> &Facts {
        &self.all.facts
    }
}

impl PartialEq for Input {
    fn eq(&self, other: &Self) -> bool {
        (self.seed, self.work, &self.event) == (other.seed, other.work, &other.event)
            && (Arc::ptr_eq(&self.all, &other.all) || self.facts() == other.facts())
    }
}

/// An order, and what is found out about it when somebody asks.
#[derive(Debug)]
pub(crate) struct Kept {
    pub(super) input: Input,
    pub(super) order: Order,
    more: OnceLock<More>,
}

/// What is found out about an order.
#[derive(Debug)]
pub(super) struct More {
    pub(super) simulation: Simulation,
    pub(super) improvements: Vec<Found>,
}

/// Something that would help, and what becomes of the promises with it.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) improvement: Improvement,
    /// The tasks that keep their promises with it and do not without.
    pub(super) mends: Vec<usize>,
    /// The length of the order with it, where it was computed.
    pub(super) length: Option<Minute>,
}

/// An order that is asked for.
#[derive(Debug)]
pub(super) struct Asked(Input);

/// Work of about 0.2 s on a present-day processor, for a page.
const QUICK: u64 = 20_000_000;
/// Work of about 1 s, for a plan that is kept.
const THOROUGH: u64 = 100_000_000;
/// Work for all that might help together.
const TRIED: u64 = 20_000_000;
/// Of what helps most so many are told with the tasks that they mend.
const TOLD: usize = 6;
/// Work for each of these.
const MENDED: u64 = 2_000_000;
/// The most that is told.
const MOST_TOLD: usize = 12;
/// The most work that can be asked for: minutes.
const MOST: u64 = 60_000_000_000;
/// How many times an order is simulated.
pub(super) const RUNS: u32 = 1_000;
/// Threads that work on what helps one order, at most.
const THREADS: usize = 4;
/// The seed unless another is given.
pub(super) const SEED: u64 = 1;

impl Asked {
    /// For a page.
    pub(super) fn quick(case: Case) -> Self {
        Self::with(case, SEED, QUICK)
    }

    /// For a plan.
    pub(super) fn thorough(case: Case, seed: u64) -> Self {
        Self::with(case, seed, THOROUGH)
    }

    /// With so much work.
    pub(super) fn with(case: Case, seed: u64, work: u64) -> Self {
        Self(Input { all: case.loaded.all, event: case.event, seed, work: work.min(MOST) })
    }
}

/// The orders computed last, so that pages of the same scenario do not compute the same anew, and a limit on how many are computed at
/// once.
///
/// An order is found again by everything it was made from, so that it is never one of older facts.
#[derive(Debug)]
pub(crate) struct KeptOrders {
    kept: Mutex<VecDeque<Arc<Kept>>>,
    at_once: Arc<Semaphore>,
}

/// Orders kept at most.
const KEPT: usize = 6;

impl Default for KeptOrders {
    fn default() -> Self {
        Self { kept: Mutex::default(), at_once: Arc::new(Semaphore::new(2)) }
    }
}

impl KeptOrders {
    /// The order that is asked for, computed away from the threads that answer requests.
    pub(super) async fn order(&self, Asked(input): Asked) -> Result<Arc<Kept>> {
        if let Some(kept) = self.find(&input) {
            return Ok(kept);
        }
        let permit = self.permit().await?;
        // Others may have asked for the same while this one waited.
        if let Some(kept) = self.find(&input) {
            return Ok(kept);
        }
        let work = move || {
            let _permit = permit;
            let limits = Limits { seed: input.seed, work: input.work };
            let made = order(input.facts(), &input.event, &limits, &mut |_| ControlFlow::Continue(()));
            made.map(|order| Kept { input, order, more: OnceLock::new() })
        };
        let kept = Arc::new(tokio::task::spawn_blocking(work).await?.map_err(wrong)?);
        if let Ok(mut all) = self.kept.lock() {
            all.retain(|other| other.input != kept.input);
            all.truncate(KEPT - 1);
            all.push_front(Arc::clone(&kept));
        }
        Ok(kept)
    }

    /// How likely promises are kept, and what would help.
    pub(super) async fn more(&self, kept: &Arc<Kept>) -> Result<()> {
        if kept.more.get().is_some() {
            return Ok(());
        }
        let permit = self.permit().await?;
        if kept.more.get().is_some() {
            return Ok(());
        }
        let kept = Arc::clone(kept);
        let work = move || {
            let _permit = permit;
            let (Input { event, seed, .. }, order) = (&kept.input, &kept.order);
            let facts = kept.input.facts();
            let limits = Limits { seed: *seed, work: TRIED };
            let (simulation, trials) = thread::scope(|scope| {
                let simulation = scope.spawn(|| simulate(facts, event, order, RUNS, *seed));
                let trials = Trials::new(facts, event, order, &limits);
                (joined(simulation), trials)
            });
            let (simulation, trials) = (simulation?, trials?);
            let tried = side_by_side(trials.remedies(), |remedy| trials.attempt(*remedy));
            let mut best = Trials::ranked(tried.into_iter().collect::<Result<_, _>>()?);
            best.truncate(MOST_TOLD);
            let told: Vec<(usize, Improvement)> = best.into_iter().enumerate().collect();
            let told = side_by_side(&told, |(at, one)| mended(facts, event, order, *one, *at < TOLD, *seed));
            let improvements = told.into_iter().collect::<Result<Vec<_>, _>>()?;
            // Whoever was first has the same answer.
            let _ = kept.more.set(More { simulation, improvements });
            Ok(())
        };
        tokio::task::spawn_blocking(work).await?.map_err(wrong)
    }

    /// Anything else that is computed from the same facts, with the same limit on how much is computed at once.
    pub(super) async fn compute<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> Result<T, FactsError> + Send + 'static,
    ) -> Result<T> {
        let permit = self.permit().await?;
        let work = move || {
            let _permit = permit;
            work()
        };
        tokio::task::spawn_blocking(work).await?.map_err(wrong)
    }

    fn find(&self, input: &Input) -> Option<Arc<Kept>> {
        let mut all = self.kept.lock().ok()?;
        let at = all.iter().position(|kept| kept.input == *input)?;
        let found = all.remove(at)?;
        all.push_front(Arc::clone(&found));
        Some(found)
    }

    async fn permit(&self) -> Result<tokio::sync::OwnedSemaphorePermit> {
        let failed = |error: tokio::sync::AcquireError| Error::System { what: "computing", message: error.to_string() };
        Arc::clone(&self.at_once).acquire_owned().await.map_err(failed)
    }
}

impl Kept {
    /// What was found out about it by [`KeptOrders::more`].
    pub(super) fn found(&self) -> Option<&More> {
        self.more.get()
    }
}

/// What becomes of the promises with something that helps.
fn mended(
    facts: &Facts,
    event: &Event,
    before: &Order,
    improvement: Improvement,
    is_told: bool,
    seed: u64,
) -> Result<Found, FactsError> {
    if !is_told {
        return Ok(Found { improvement, mends: Vec::new(), length: None });
    }
    let (facts, event) = applied(facts, event, improvement.remedy);
    let with = order(&facts, &event, &Limits { seed, work: MENDED }, &mut |_| ControlFlow::Continue(()))?;
    let kept = before.tasks.iter().zip(&with.tasks).enumerate();
    let mends = kept.filter(|(_, (before, with))| !before.is_met() && with.is_met()).map(|(task, _)| task).collect();
    Ok(Found { improvement, mends, length: Some(with.length) })
}

/// What a thread found; what it panicked of goes on here.
fn joined<T>(thread: ScopedJoinHandle<'_, T>) -> T {
    thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
}

/// Does the same to each of some things on as many threads as there are processors, at most [`THREADS`]. The answers are in the order of the things.
fn side_by_side<T: Sync, R: Send>(all: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let next = AtomicUsize::new(0);
    let some = || {
        let mut done = Vec::new();
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(one) = all.get(at) else { return done };
            done.push((at, work(one)));
        }
    };
    let threads = thread::available_parallelism().map_or(1, NonZero::get).min(THREADS).min(all.len());
    let mut done: Vec<(usize, R)> = thread::scope(|scope| {
        let others: Vec<_> = (1..threads).map(|_| scope.spawn(some)).collect();
        let mut done = some();
        done.extend(others.into_iter().flat_map(joined));
        done
    });
    done.sort_by_key(|(at, _)| *at);
    done.into_iter().map(|(_, found)| found).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn side_by_side_answers_are_in_order() {
        let all: Vec<usize> = (0..1_000).collect();
        assert_eq!(side_by_side(&all, |one| one * 2), all.iter().map(|one| one * 2).collect::<Vec<_>>());
        assert!(side_by_side(&[0_u8; 0], |one| *one).is_empty());
    }
}
