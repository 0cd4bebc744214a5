//! Measures (*foranstaltninger*): what closes a gap, with money, hours, dates and the controls that it lifts.

mod calendar;
mod draft;
mod effort;
mod item;
mod phase;
mod state;

pub use calendar::add_months;
pub use draft::{Fault, FieldFault, LIMITS, Limits, MeasureDraft, Rule, check};
pub use effort::{EffortRole, Sourcing};
pub use item::Measure;
pub use phase::Phase;
pub use state::State;
