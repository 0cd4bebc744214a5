//! Why a problem cannot be scheduled.

use thiserror::Error;

/// What is wrong with a problem. Positions count from 0.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ProblemError {
    /// More of something than is allowed.
    #[error("{count} {what}, at most {limit} are allowed")]
    TooMany {
        /// What there is too much of: `steps`, `teams`, `tasks`, `links`, `absences` or `dues`.
        what: &'static str,
        /// How many there are.
        count: usize,
        /// How many are allowed.
        limit: usize,
    },
    /// A number is larger than is allowed.
    #[error("{what} {at}: {value} is above {limit}")]
    TooLarge {
        /// Which number: `duration`, `earliest`, `capacity`, `due`, `weight`, `absence` or `horizon`.
        what: &'static str,
        /// The position of the step, team or task that has it.
        at: usize,
        /// The number.
        value: u64,
        /// The largest allowed.
        limit: u64,
    },
    /// An absence ends before it has begun.
    #[error("team {team}, absence {absence}: ends at or before its start")]
    EmptyAbsence {
        /// The team.
        team: usize,
        /// The position among the team's absences.
        absence: usize,
    },
    /// A step names a team that does not exist.
    #[error("step {step} needs team {team}, of {teams}")]
    UnknownTeam {
        /// The step.
        step: usize,
        /// The team that it names.
        team: usize,
        /// How many teams there are.
        teams: usize,
    },
    /// A step asks for nobody of a team, or names a team twice.
    #[error("step {step}: team {team} is named twice or with amount 0")]
    BadNeed {
        /// The step.
        step: usize,
        /// The team.
        team: usize,
    },
    /// A step asks for more of a team than there ever are.
    #[error("step {step} needs {amount} of team {team}, which has {capacity}")]
    BeyondCapacity {
        /// The step.
        step: usize,
        /// The team.
        team: usize,
        /// How many it asks for.
        amount: u32,
        /// How many there are.
        capacity: u32,
    },
    /// A step or a task waits for a step that does not exist.
    #[error("{what} {at} waits for step {step}, of {steps}")]
    UnknownStep {
        /// `step` or `task`.
        what: &'static str,
        /// The position of the one that waits.
        at: usize,
        /// The position that it names.
        step: usize,
        /// How many steps there are.
        steps: usize,
    },
    /// A step or a task waits for any one of no steps.
    #[error("{what} {at}: an empty list of alternatives")]
    NoAlternative {
        /// `step` or `task`.
        what: &'static str,
        /// The position of the one that waits.
        at: usize,
    },
    /// Steps that can never begin: each waits, in every one of its ways, for another of them.
    #[error("steps {steps:?} can never begin: they wait for each other")]
    Cycle {
        /// The steps, in ascending order; the first 100 of them.
        steps: Vec<usize>,
    },
}
