//! The recovery order (*genopretningsrækkefølge*): which step begins when, with the people that there are.
//!
//! [`solve()`] finds a schedule, [`verify`] checks any schedule by other means, [`explain()`] says why each step is where it
//! is. The rules, the bounds, a worked example and measurements are in `docs/recovery-order.md`.

mod bound;
mod check;
mod error;
mod explain;
mod genetic;
mod lcg;
mod limits;
mod net;
mod order;
mod outcome;
pub mod plan;
mod problem;
mod profile;
mod rcp;
mod replay;
mod rng;
pub mod scenario;
mod sgs;
mod solve;
#[cfg(test)]
mod tests;

pub use check::{Fault, verify};
pub use error::ProblemError;
pub use explain::{ExplainError, Explanation, Reason, StepExplanation, explain};
pub use limits::{Limits, Progress};
pub use outcome::{Ended, Outcome, Schedule};
pub use problem::{
    Absence, AnyOf, Due, MAX_AMOUNT, MAX_HORIZON, MAX_LINKS, MAX_STEPS, MAX_TASKS, MAX_TEAMS, Minutes, Need, Objective,
    Problem, Step, Task, Team,
};
pub use rcp::{Expected, MAX_RCP_BYTES, RcpError, read_rcp};
pub use replay::Replay;
pub(crate) use rng::Rng;
pub use solve::solve;
