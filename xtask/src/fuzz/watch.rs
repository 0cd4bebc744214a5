//! Looks after a reader that does not come back, and after the memory.

use crate::shell::complain;
use std::{
    fs,
    path::PathBuf,
    process,
    sync::{Arc, Mutex, PoisonError},
    thread,
    time::{Duration, Instant},
};

/// After which a reader is said to hang.
const HANGS: Duration = Duration::from_secs(60);

type Current = Arc<Mutex<Option<(Instant, Vec<u8>)>>>;

pub struct Watch(Current);

impl Watch {
    /// Watches from a thread of its own; a file that hangs is written to `path`, and the program ends.
    pub fn start(path: PathBuf) -> Self {
        let current: Current = Arc::default();
        let seen = Arc::clone(&current);
        thread::spawn(move || {
            // Ends with the watch.
            while Arc::strong_count(&seen) > 1 {
                thread::sleep(Duration::from_secs(1));
                let current = seen.lock().unwrap_or_else(PoisonError::into_inner);
                if let Some((_, input)) = current.as_ref().filter(|(began, _)| began.elapsed() > HANGS) {
                    let written = fs::write(&path, input);
                    complain(&format!("hangs: {} ({written:?})", path.display()));
                    process::exit(1);
                }
            }
        });
        Self(current)
    }

    pub fn begin(&self, input: &[u8]) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some((Instant::now(), input.to_vec()));
    }

    pub fn end(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }
}

/// The most memory that this process ever held, bytes; nothing where the system does not tell.
pub fn peak_memory() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kilobytes * 1024)
}
