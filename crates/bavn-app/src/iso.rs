//! Dates in JSON, in the log and the API: `2026-10-12`.

use serde::Serializer;
use time::Date;

/// A date.
pub(crate) fn date<S: Serializer>(value: &Date, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(value)
}

/// A date, or null.
#[expect(clippy::ref_option, reason = "the shape that serde wants")]
pub(crate) fn option_date<S: Serializer>(value: &Option<Date>, serializer: S) -> Result<S::Ok, S::Error> {
    match value {
        Some(value) => date(value, serializer),
        None => serializer.serialize_none(),
    }
}
