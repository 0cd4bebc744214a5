//! Why each step is where it is: what held it back, how much later it could be, which chain makes the whole as long.

use super::check::{Fault, verify};
use super::error::ProblemError;
use super::net::Net;
use super::outcome::Schedule;
use super::problem::{Minutes, Objective, Problem};
use super::sgs::{Builder, SKIPPED};
use thiserror::Error;

/// What kept a step from beginning a minute earlier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Nothing: it begins at once.
    AtOnce,
    /// Its own earliest time.
    Earliest,
    /// These steps, which it waits for and which are finished just then; of alternatives the one that came first.
    After(Vec<usize>),
    /// The people of a team that these steps give back just then.
    TeamBusy {
        /// The team.
        team: usize,
        /// The steps that end as this one begins; ascending.
        steps: Vec<usize>,
    },
    /// Part of a team is away until then.
    TeamAway {
        /// The team.
        team: usize,
    },
    /// Nothing: it could begin a minute earlier. Schedules from [`super::solve()`] have no such step.
    Free,
}

/// One step explained.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepExplanation {
    /// When it begins.
    pub start: Minutes,
    /// When it is finished.
    pub finish: Minutes,
    /// What kept it from beginning earlier.
    pub reason: Reason,
    /// How much later it can begin, the others moving along where they must, with no task later and the whole no longer.
    pub slack: Minutes,
    /// 1 for a step that waits for no other, otherwise one more than the highest of those that it relies upon.
    pub wave: u32,
}

/// A schedule explained.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Explanation {
    /// For each step of the problem; `None` if it is not done.
    pub steps: Vec<Option<StepExplanation>>,
    /// A chain of steps, each kept from beginning earlier by the one before it, that ends when everything ends (the
    /// *critical sequence*: dependencies and busy teams alike; Wiest, "Some properties of schedules for large projects
    /// with limited resources", 1964). It begins with a step that waits for nothing but a time.
    pub critical: Vec<usize>,
}

/// Why a schedule cannot be explained.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ExplainError {
    /// The problem is not one.
    #[error(transparent)]
    Problem(#[from] ProblemError),
    /// The schedule breaks the problem's rules.
    #[error("{} faults in the schedule", .0.len())]
    Faults(Vec<Fault>),
}

impl Explanation {
    /// The chain that leads to a step: each kept from beginning earlier by the one before it; the step itself is last.
    #[must_use]
    pub fn chain(&self, step: usize) -> Vec<usize> {
        let mut chain = Vec::new();
        let mut seen = vec![false; self.steps.len()];
        let mut next = Some(step);
        while let Some(at) = next {
            let Some(Some(known)) = self.steps.get(at) else { break };
            // Steps of no length may hold each other back at one instant in busy teams' eyes; stop at a repetition.
            if std::mem::replace(&mut seen[at], true) {
                break;
            }
            chain.push(at);
            next = match &known.reason {
                Reason::After(steps) | Reason::TeamBusy { steps, .. } => steps.first().copied(),
                _ => None,
            };
        }
        chain.reverse();
        chain
    }

    /// The steps by wave: first those that wait for no other, then those that wait only for these, and so on.
    #[must_use]
    pub fn waves(&self) -> Vec<Vec<usize>> {
        let mut waves: Vec<Vec<usize>> = Vec::new();
        for (at, step) in self.steps.iter().enumerate() {
            if let Some(step) = step {
                let wave = step.wave as usize;
                waves.resize(waves.len().max(wave), Vec::new());
                waves[wave - 1].push(at);
            }
        }
        waves
    }
}

/// Explains a schedule.
///
/// # Errors
///
/// The problem is not one, or the schedule is wrong ([`verify`]).
pub fn explain(problem: &Problem, schedule: &Schedule) -> Result<Explanation, ExplainError> {
    let net = Net::new(problem, Objective::Lateness)?;
    let faults = verify(problem, schedule);
    if !faults.is_empty() {
        return Err(ExplainError::Faults(faults));
    }
    let latest = latest(&net, problem, schedule);
    let end = |step: usize| schedule.finish(problem, step);
    let mut waves = vec![0; problem.steps.len()];
    let mut order: Vec<usize> = (0..problem.steps.len()).filter(|&step| schedule.starts[step].is_some()).collect();
    order.sort_by_key(|&step| (schedule.starts[step], end(step), net.rank[step]));
    let relied: Vec<Vec<usize>> = problem
        .steps
        .iter()
        .map(|step| step.after.iter().filter_map(|any| first(problem, schedule, any)).collect())
        .collect();
    // Steps of no length may stand in any order at one instant, so repeat until no wave rises; chains at one instant are
    // short, and a schedule that passed the checker has no circle of them.
    let mut moved = true;
    let mut rounds = 0;
    while moved && rounds <= problem.steps.len() {
        moved = false;
        rounds += 1;
        for &step in &order {
            let wave = 1 + relied[step].iter().map(|&before| waves[before]).max().unwrap_or(0);
            moved |= wave != waves[step];
            waves[step] = wave;
        }
    }
    let crews = Crews::new(problem, schedule);
    let mut explanation = Explanation::default();
    for step in 0..problem.steps.len() {
        explanation.steps.push(match (schedule.starts[step], end(step)) {
            (Some(start), Some(finish)) => Some(StepExplanation {
                start,
                finish,
                reason: reason(problem, schedule, &crews, (step, start), &relied[step]),
                slack: latest[step].saturating_sub(start),
                wave: waves[step],
            }),
            _ => None,
        });
    }
    let last = order.iter().copied().filter(|&step| end(step) == Some(schedule.makespan(problem)));
    explanation.critical = last.map(|step| explanation.chain(step)).max_by_key(Vec::len).unwrap_or_default();
    Ok(explanation)
}

/// Of the ways of a prerequisite the one that is finished first.
fn first(problem: &Problem, schedule: &Schedule, any: &[usize]) -> Option<usize> {
    let ends = any.iter().filter_map(|&step| Some((schedule.finish(problem, step)?, step)));
    ends.min().map(|(_, step)| step)
}

fn latest(net: &Net, problem: &Problem, schedule: &Schedule) -> Vec<Minutes> {
    let mut starts: Vec<i32> =
        schedule.starts.iter().map(|start| start.map_or(SKIPPED, |start| start as i32)).collect();
    starts.extend((0..problem.tasks.len()).map(|task| schedule.back(problem, task).map_or(0, |back| back as i32)));
    Builder::new(net).backward(&mut starts);
    starts.iter().map(|&start| start.max(0).unsigned_abs()).collect()
}

fn reason(
    problem: &Problem,
    schedule: &Schedule,
    crews: &Crews,
    (step, start): (usize, Minutes),
    relied: &[usize],
) -> Reason {
    if start == 0 {
        return Reason::AtOnce;
    }
    let ended: Vec<usize> =
        relied.iter().copied().filter(|&before| schedule.finish(problem, before) == Some(start)).collect();
    if !ended.is_empty() {
        return Reason::After(ended);
    }
    if problem.steps[step].earliest == start {
        return Reason::Earliest;
    }
    // It may run from `start` on, so only the minute before can be in the way.
    let minute = start - 1;
    for need in problem.steps[step].needs.iter().filter(|_| problem.steps[step].duration > 0) {
        let team = &problem.teams[need.team];
        let taken = crews.taken(need.team, minute);
        let away = team.absences.iter().filter(|away| away.from <= minute && minute < away.until);
        let missing: u64 = away.map(|away| u64::from(away.missing)).sum();
        if taken + missing + u64::from(need.amount) > u64::from(team.capacity) {
            let giving = crews.ending(need.team, start);
            return if giving.is_empty() {
                Reason::TeamAway { team: need.team }
            } else {
                Reason::TeamBusy { team: need.team, steps: giving }
            };
        }
    }
    Reason::Free
}

/// Who is at work when, looked up and not searched for.
struct Crews {
    /// For each team instants, ascending, at which somebody begins or ends, and how many are at work from then on.
    taken: Vec<Vec<(Minutes, u64)>>,
    /// For each team the steps by their end.
    ends: Vec<Vec<(Minutes, usize)>>,
}

impl Crews {
    fn new(problem: &Problem, schedule: &Schedule) -> Self {
        let mut changes: Vec<Vec<(Minutes, i64)>> = vec![Vec::new(); problem.teams.len()];
        let mut ends: Vec<Vec<(Minutes, usize)>> = vec![Vec::new(); problem.teams.len()];
        for (step, known) in problem.steps.iter().enumerate().filter(|(_, known)| known.duration > 0) {
            let (Some(from), Some(until)) = (schedule.starts[step], schedule.finish(problem, step)) else { continue };
            for need in &known.needs {
                changes[need.team].extend([(from, i64::from(need.amount)), (until, -i64::from(need.amount))]);
                ends[need.team].push((until, step));
            }
        }
        let summed = |mut changes: Vec<(Minutes, i64)>| {
            changes.sort_unstable();
            let mut sum = 0_i64;
            let mut taken: Vec<(Minutes, u64)> = Vec::with_capacity(changes.len());
            for (time, change) in changes {
                sum += change;
                match taken.last_mut() {
                    Some(last) if last.0 == time => last.1 = sum.unsigned_abs(),
                    _ => taken.push((time, sum.unsigned_abs())),
                }
            }
            taken
        };
        ends.iter_mut().for_each(|ends| ends.sort_unstable());
        Self { taken: changes.into_iter().map(summed).collect(), ends }
    }

    fn taken(&self, team: usize, minute: Minutes) -> u64 {
        let after = self.taken[team].partition_point(|&(time, _)| time <= minute);
        after.checked_sub(1).map_or(0, |at| self.taken[team][at].1)
    }

    fn ending(&self, team: usize, at: Minutes) -> Vec<usize> {
        let ends = &self.ends[team];
        let (first, last) = (ends.partition_point(|end| end.0 < at), ends.partition_point(|end| end.0 <= at));
        ends[first..last].iter().map(|&(_, step)| step).collect()
    }
}
