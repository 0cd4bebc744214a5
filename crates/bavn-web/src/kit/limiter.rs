use std::{collections::HashMap, net::IpAddr, sync::Mutex};
use time::OffsetDateTime;

/// Bounds how often one network address may do something: so many times in so many seconds.
///
/// Kept in memory of one node; what must hold across nodes (locking an account after wrong passwords) is in the database.
#[derive(Debug)]
pub struct RateLimiter {
    most: u32,
    window_seconds: i64,
    seen: Mutex<HashMap<IpAddr, (i64, u32)>>,
}

/// Addresses remembered at most; beyond, the oldest windows are forgotten.
const MOST_ADDRESSES: usize = 20_000;

impl RateLimiter {
    /// `most` times in each window of `window_seconds`.
    #[must_use]
    pub fn new(most: u32, window_seconds: i64) -> Self {
        Self { most, window_seconds: window_seconds.max(1), seen: Mutex::new(HashMap::new()) }
    }

    /// Notes one time.
    ///
    /// # Errors
    /// How many seconds to wait.
    pub fn note(&self, address: IpAddr, now: OffsetDateTime) -> Result<(), i64> {
        let second = now.unix_timestamp();
        let window = second.div_euclid(self.window_seconds);
        let Ok(mut seen) = self.seen.lock() else { return Ok(()) };
        if seen.len() >= MOST_ADDRESSES {
            seen.retain(|_, (start, _)| *start == window);
        }
        let entry = seen.entry(address).or_insert((window, 0));
        if entry.0 != window {
            *entry = (window, 0);
        }
        entry.1 = entry.1.saturating_add(1);
        if entry.1 > self.most { Err((window + 1) * self.window_seconds - second) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::{Duration, macros::datetime};

    #[test]
    fn waits_for_the_next_window() {
        let limiter = RateLimiter::new(2, 60);
        let now = datetime!(2026-11-02 08:00:20 UTC);
        let address = IpAddr::from([127, 0, 0, 1]);
        assert_eq!(limiter.note(address, now), Ok(()));
        assert_eq!(limiter.note(address, now), Ok(()));
        assert_eq!(limiter.note(address, now), Err(40));
        assert_eq!(limiter.note(IpAddr::from([127, 0, 0, 2]), now), Ok(()));
        assert_eq!(limiter.note(address, now + Duration::seconds(40)), Ok(()));
    }
}
