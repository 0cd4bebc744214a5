//! How far the imports of this process are.

use bavn_core::ids::RegisterImportId;
use std::{
    collections::HashMap,
    sync::{
        Arc, Mutex, MutexGuard, OnceLock, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

static RUNNING: OnceLock<Mutex<HashMap<RegisterImportId, Arc<AtomicUsize>>>> = OnceLock::new();

fn running() -> MutexGuard<'static, HashMap<RegisterImportId, Arc<AtomicUsize>>> {
    RUNNING.get_or_init(Mutex::default).lock().unwrap_or_else(PoisonError::into_inner)
}

/// How far an import is, while it runs in this process.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Rows that were worked on.
    pub rows: usize,
}

impl Progress {
    /// How far it is; nothing when it does not run here.
    #[must_use]
    pub fn of(import: RegisterImportId) -> Option<Self> {
        running().get(&import).map(|rows| Self { rows: rows.load(Ordering::Relaxed) })
    }

    /// Waits until an import does not run any more, or so long.
    pub async fn wait(import: RegisterImportId, at_most: Duration) {
        const STEP: Duration = Duration::from_millis(20);
        let mut waited = Duration::ZERO;
        while waited < at_most && Self::of(import).is_some() {
            tokio::time::sleep(STEP).await;
            waited += STEP;
        }
    }
}

/// That an import runs: at most one at a time for each.
pub(super) struct Running {
    import: RegisterImportId,
    rows: Arc<AtomicUsize>,
}

impl Running {
    /// Says so; nothing when it runs already.
    pub(super) fn begin(import: RegisterImportId) -> Option<Self> {
        let mut all = running();
        if all.contains_key(&import) {
            return None;
        }
        let rows = Arc::new(AtomicUsize::new(0));
        all.insert(import, Arc::clone(&rows));
        Some(Self { import, rows })
    }

    pub(super) fn add(&self, rows: usize) {
        self.rows.fetch_add(rows, Ordering::Relaxed);
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        running().remove(&self.import);
    }
}
