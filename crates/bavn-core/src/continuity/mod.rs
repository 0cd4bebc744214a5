//! Continuity (*driftskontinuitet*): what falls when something fails, and when.

mod outage;
mod spans;
#[cfg(test)]
mod tests;

pub use outage::{Effect, Failure, Needed, Outages, PropagationError, Provider, propagate};
pub use spans::{Minute, Span, Spans};
