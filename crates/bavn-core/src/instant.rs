//! Moments in time.

use time::OffsetDateTime;

/// Cuts a moment to whole microseconds in UTC, which both engines store without loss.
///
/// PostgreSQL keeps microseconds; SQLite would keep more. Cut when the value is made, and what is saved equals what is read.
#[must_use]
pub fn to_micros(at: OffsetDateTime) -> OffsetDateTime {
    let utc = at.to_offset(time::UtcOffset::UTC);
    utc.replace_microsecond(utc.microsecond()).unwrap_or(utc)
}
