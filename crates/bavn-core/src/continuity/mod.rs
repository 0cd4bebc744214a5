//! Continuity (*driftskontinuitet*): what falls when something fails, in which order it comes back, and what of it cannot be promised.
//!
//! [`Facts`] are what is known of a municipality, an [`Event`] is what happens. From them:
//!
//! - [`outages()`]: what falls, and when, if nothing is restored ([`propagate`] is the rule beneath it);
//! - [`order()`]: the recovery order with the reason for each step, when each asset and each task is back, and what falls meanwhile;
//!   [`problem()`] is the scheduling problem beneath it, for [`crate::recovery`];
//! - [`simulate()`]: how sure that is when steps take longer or shorter than usual;
//! - [`improvements()`]: what would help most;
//! - [`conflicts()`]: what cannot be kept whatever is scheduled.
//!
//! Everything is a function of its arguments and the same on every machine. Teams, assets and tasks are named by their places in the
//! facts; [`AssetFacts::key`] and the like tell them from one computation to the next.

mod conflict;
mod duty;
mod event;
mod facts;
mod falls;
mod fault;
mod field_fault;
mod hours;
mod improve;
mod order;
mod outage;
mod pert;
mod plan;
mod reach;
mod simulate;
mod spans;
mod stands;
pub mod task;
pub mod team;
#[cfg(test)]
mod tests;
mod why;

pub use conflict::{Conflict, conflicts};
pub use duty::{DAY, Duty, WEEK, WeekMinute};
pub use event::{Event, Failed};
pub use facts::{AssetFacts, Facts, Harm, Need, StepFacts, TaskFacts, TeamFacts, Tested, Thing, weight};
pub use falls::{Outage, Outages, outages};
pub use fault::{FactsError, MAX_HORIZON, MOST_LINKS, MOST_TEAMS, MOST_THINGS};
pub use field_fault::{Fault, FieldFault, Rule};
pub use improve::{Improvement, Remedy, Trials, applied, improvements};
pub use order::{Order, Placed, Search, TaskBack, Why, order};
pub use outage::{Effect, Failure, Needed, Propagation, PropagationError, Provider, propagate};
pub use plan::{Crew, Map, Node, problem};
pub use reach::{Opened, Stuck, StuckWhy};
pub use simulate::{Chance, MOST_RUNS, Quantiles, Simulation, simulate};
pub use spans::{Minute, Span, Spans};
