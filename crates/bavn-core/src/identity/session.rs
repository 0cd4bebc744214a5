use serde::Serialize;
use time::{Duration, OffsetDateTime};

/// How strongly somebody has shown who they are.
///
/// Multi-factor sign-in, passkeys and single sign-on raise the level; the session already carries it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum AuthLevel {
    /// With a password.
    Password,
    /// With more than one factor.
    MultiFactor,
}

impl AuthLevel {
    /// The number it is stored as: 1 or 2.
    #[must_use]
    pub const fn number(self) -> i16 {
        match self {
            Self::Password => 1,
            Self::MultiFactor => 2,
        }
    }

    /// The level stored as a number; anything unknown is the lowest.
    #[must_use]
    pub const fn from_number(number: i16) -> Self {
        if number == 2 { Self::MultiFactor } else { Self::Password }
    }
}

/// How long a session lasts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SessionTimes {
    /// Without use.
    pub idle: Duration,
    /// At all.
    pub absolute: Duration,
}

impl Default for SessionTimes {
    /// One hour without use, twelve hours at all: a working day.
    fn default() -> Self {
        Self { idle: Duration::hours(1), absolute: Duration::hours(12) }
    }
}

/// What to do with a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SessionVerdict {
    /// It counts, and was noted as used lately.
    Live,
    /// It counts; note that it was used.
    LiveTouch,
    /// It has run out.
    Expired,
}

impl SessionTimes {
    /// Whether a session made at `created` and last used at `seen` counts at `now`.
    ///
    /// Use is noted once a minute, so that reading a page is not a write each time.
    #[must_use]
    pub fn judge(&self, created: OffsetDateTime, seen: OffsetDateTime, now: OffsetDateTime) -> SessionVerdict {
        if now - created >= self.absolute || now - seen >= self.idle {
            SessionVerdict::Expired
        } else if now - seen >= Duration::minutes(1) {
            SessionVerdict::LiveTouch
        } else {
            SessionVerdict::Live
        }
    }
}

/// How long an account is locked after its `failures`th wrong password in a row.
///
/// Five are free; then one minute, doubled each time up to one hour. An attacker is slowed to some 30 guesses a day, and nobody is
/// locked out for good.
#[must_use]
pub fn lock_after_failure(failures: u32) -> Option<Duration> {
    let beyond = failures.checked_sub(5)?;
    Some(Duration::minutes(1_i64 << beyond.min(6)).min(Duration::hours(1)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::datetime;

    #[test]
    fn a_session_ends_idle_and_at_last() {
        let times = SessionTimes::default();
        let created = datetime!(2026-11-02 08:00 UTC);
        let judge = |seen, now| times.judge(created, seen, now);
        assert_eq!(judge(created, created + Duration::seconds(59)), SessionVerdict::Live);
        assert_eq!(judge(created, created + Duration::minutes(59)), SessionVerdict::LiveTouch);
        assert_eq!(judge(created, created + Duration::minutes(60)), SessionVerdict::Expired);
        assert_eq!(judge(created + Duration::minutes(719), created + Duration::minutes(720)), SessionVerdict::Expired);
    }

    #[test]
    fn wrong_passwords_slow_down_to_an_hour() {
        assert_eq!(lock_after_failure(4), None);
        assert_eq!(lock_after_failure(5), Some(Duration::minutes(1)));
        assert_eq!(lock_after_failure(8), Some(Duration::minutes(8)));
        assert_eq!(lock_after_failure(400), Some(Duration::hours(1)));
    }
}
