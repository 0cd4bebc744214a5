//! Scenarios: what fails, from when and for how long, and who is missing.

mod facts;
mod selector;

pub use facts::{Failing, Fails, MAX_FAILURES, MAX_HORIZON_MINUTES, Missing, ScenarioFacts, ScenarioFault};
pub use selector::{Candidate, Candidates, Chosen, Leaning, Selector};
