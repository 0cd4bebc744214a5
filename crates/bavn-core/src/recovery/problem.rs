//! What is to be recovered: teams, steps, the tasks that wait for them, and the limits of a problem.

use super::error::ProblemError;
use super::net::Net;

/// A length of time or an instant counted from the start of the recovery, in whole minutes.
///
/// Any other unit may be used as long as one problem keeps to it; nothing here depends on the length of a minute.
pub type Minutes = u32;

/// Positions of steps of which any one suffices. One position alone is a plain "must come first".
pub type AnyOf = Vec<usize>;

/// The largest number of steps in a problem.
pub const MAX_STEPS: usize = 10_000;
/// The largest number of teams in a problem.
pub const MAX_TEAMS: usize = 200;
/// The largest number of tasks in a problem.
pub const MAX_TASKS: usize = 10_000;
/// The largest number of prerequisites in a problem, every alternative counted; also of absences, and of due times.
pub const MAX_LINKS: usize = 200_000;
/// The latest instant that a problem may name or need: about 950 years of minutes.
pub const MAX_HORIZON: Minutes = 500_000_000;
/// The largest capacity of a team, and the largest weight of a due time.
pub const MAX_AMOUNT: u32 = 100_000;

/// People (or machines) of one kind, of whom a number can work at the same time: a *renewable resource*.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Team {
    /// How many there are, 0 to [`MAX_AMOUNT`].
    pub capacity: u32,
    /// When some of them are away: nights, week-ends, leave. Absences may overlap; they never take more than there are.
    pub absences: Vec<Absence>,
}

/// A stretch of time in which part of a team is away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Absence {
    /// The first minute away.
    pub from: Minutes,
    /// The first minute back, after [`Absence::from`].
    pub until: Minutes,
    /// How many are away.
    pub missing: u32,
}

/// How many of a team a step takes for as long as it lasts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Need {
    /// The position of the team in [`Problem::teams`].
    pub team: usize,
    /// How many, at least 1 and at most the team's capacity.
    pub amount: u32,
}

/// A piece of recovery work. It runs without interruption once begun; work that stops overnight is several steps.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Step {
    /// How long it takes; 0 for a milestone.
    pub duration: Minutes,
    /// Whom it takes.
    pub needs: Vec<Need>,
    /// What must be finished before it begins: every one of these, each by any one of its members.
    pub after: Vec<AnyOf>,
    /// It cannot begin before this (delivery of a part, access to a site).
    pub earliest: Minutes,
    /// Whether it is done only if something that is done relies upon it, as one of several ways.
    pub optional: bool,
}

/// Something that people depend on and that is back once certain steps are finished.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Task {
    /// What must be finished: every one of these, each by any one of its members.
    pub needs: Vec<AnyOf>,
    /// When it should be back. Weights add up, so a task that passes its RTO and then its MTPD costs more by the minute.
    pub dues: Vec<Due>,
}

/// An instant by which a task should be back, and what each minute after it costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Due {
    /// The instant (an RTO or an MTPD, counted from the start of the recovery).
    pub at: Minutes,
    /// The cost of one minute of lateness, 0 to [`MAX_AMOUNT`].
    pub weight: u32,
}

/// What a schedule is to be best at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Objective {
    /// The shortest total length (the *makespan* of the literature).
    Makespan,
    /// The least weighted lateness of the tasks; among those schedules the shortest total length.
    #[default]
    Lateness,
}

/// A recovery problem: a resource-constrained project with alternatives.
///
/// ```
/// use bavn_core::recovery::{Limits, Need, Objective, Problem, Step, Team, solve};
/// // One technician; restoring the directory (2 h) comes before the mail server (1 h) and the case system (3 h).
/// let one = |duration, after: Vec<Vec<usize>>| Step {
///     duration, after, needs: vec![Need { team: 0, amount: 1 }], ..Step::default()
/// };
/// let problem = Problem {
///     teams: vec![Team { capacity: 1, absences: vec![] }],
///     steps: vec![one(120, vec![]), one(60, vec![vec![0]]), one(180, vec![vec![0]])],
///     tasks: vec![],
/// };
/// let outcome = solve(&problem, Objective::Makespan, &Limits::default(), &mut |_| std::ops::ControlFlow::Continue(()))?;
/// assert_eq!(outcome.makespan, 360);
/// assert!(outcome.is_optimal());
/// # Ok::<(), bavn_core::recovery::ProblemError>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Problem {
    /// The teams.
    pub teams: Vec<Team>,
    /// The steps.
    pub steps: Vec<Step>,
    /// The tasks.
    pub tasks: Vec<Task>,
}

impl Problem {
    /// Whether the problem can be scheduled at all.
    ///
    /// # Errors
    ///
    /// A number out of range, a position that does not exist, a step that asks for more of a team than there are, or
    /// steps that can never begin because they wait for each other.
    pub fn check(&self) -> Result<(), ProblemError> {
        Net::new(self, Objective::Makespan).map(|_| ())
    }
}
