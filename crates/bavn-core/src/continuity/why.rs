//! Why each step of an order is where it is, in terms of the facts.

use super::plan::{Crew, Map, Node};
use super::{Facts, Minute, Placed, Span, Why};
use crate::recovery::{Explanation, Problem, Reason, Schedule, StepExplanation};
use std::cmp::Reverse;

/// A schedule told.
pub(super) struct Told {
    pub(super) steps: Vec<Placed>,
    pub(super) critical: Vec<usize>,
    /// For each asset, and then each task, the step with whose end it is back.
    pub(super) last: Vec<Option<usize>>,
}

/// Of what stands behind a milestone at most so many steps are named.
const MOST_NAMED: usize = 20;

struct Teller<'a> {
    map: &'a Map,
    known: Vec<Option<&'a StepExplanation>>,
    /// For each step of the problem where it stands in the order; `usize::MAX` for a milestone.
    place: Vec<usize>,
}

/// Tells a schedule and its explanation.
pub(super) fn tell(
    facts: &Facts,
    problem: &Problem,
    map: &Map,
    schedule: &Schedule,
    explanation: &Explanation,
) -> Told {
    let known: Vec<Option<&StepExplanation>> = explanation.steps.iter().map(Option::as_ref).collect();
    let mut firsts: Vec<usize> = (0..map.steps.len())
        .filter(|&at| matches!(map.steps[at], Node::Piece { piece: 0, .. }) && known[at].is_some())
        .collect();
    firsts.sort_by_key(|&at| (known[at].map(|known| (known.start, known.finish)), at));
    let mut place = vec![usize::MAX; map.steps.len()];
    for (order, &first) in firsts.iter().enumerate() {
        // The pieces of a step stand together.
        let pieces = if let Node::Piece { pieces, .. } = map.steps[first] { pieces as usize } else { 1 };
        place[first..first + pieces].fill(order);
    }
    let teller = Teller { map, known, place };
    let relied = relied(problem, schedule);
    let waves = teller.waves(&relied);
    let serves = teller.serves(problem, &relied);
    let steps = firsts.iter().map(|&first| teller.placed(first, waves[first], serves[first])).collect();
    let mut critical: Vec<usize> =
        explanation.critical.iter().map(|&at| teller.place[at]).filter(|&place| place != usize::MAX).collect();
    critical.dedup();
    let last = |at: &Option<usize>| at.and_then(|at| teller.named(&[at]).first().copied());
    let last = map.back[..facts.count()].iter().map(last).collect();
    Told { steps, critical, last }
}

/// For each step of the problem the ways that it relies upon: of each prerequisite the one that is done first.
fn relied(problem: &Problem, schedule: &Schedule) -> Vec<Vec<usize>> {
    let first = |any: &Vec<usize>| {
        any.iter().filter_map(|&step| Some((schedule.finish(problem, step)?, step))).min().map(|(_, step)| step)
    };
    problem.steps.iter().map(|step| step.after.iter().filter_map(first).collect()).collect()
}

impl Teller<'_> {
    /// The steps of the problem, each after those that it relies upon.
    fn sorted(&self) -> Vec<usize> {
        let mut sorted: Vec<usize> = (0..self.known.len()).filter(|&at| self.known[at].is_some()).collect();
        sorted.sort_by_key(|&at| self.known[at].map(|known| known.wave));
        sorted
    }

    fn waves(&self, relied: &[Vec<usize>]) -> Vec<u32> {
        let mut waves = vec![0; self.known.len()];
        for at in self.sorted() {
            let before = relied[at].iter().map(|&before| waves[before]).max().unwrap_or(0);
            waves[at] = before + u32::from(matches!(self.map.steps[at], Node::Piece { piece: 0, .. }));
        }
        waves
    }

    /// For each step of the problem the task that waits for it and is due first; of two the one that weighs more.
    fn serves(&self, problem: &Problem, relied: &[Vec<usize>]) -> Vec<Option<usize>> {
        type Urgency = (Minute, Reverse<u32>, usize);
        let mut urgent: Vec<Option<Urgency>> = vec![None; self.known.len()];
        let sooner = |one: &mut Option<Urgency>, two: Option<Urgency>| {
            if let Some(two) = two
                && one.is_none_or(|one| two < one)
            {
                *one = Some(two);
            }
        };
        for (at, task) in problem.tasks.iter().enumerate() {
            let due = task.dues.iter().min_by_key(|due| due.at);
            let urgency = due.map(|due| (due.at, Reverse(due.weight), self.map.tasks[at]));
            for &step in task.needs.iter().flatten() {
                sooner(&mut urgent[step], urgency);
            }
        }
        for at in self.sorted().into_iter().rev() {
            let own = urgent[at];
            for &before in &relied[at] {
                sooner(&mut urgent[before], own);
            }
        }
        urgent.into_iter().map(|urgent| urgent.map(|(_, _, task)| task)).collect()
    }

    fn placed(&self, first: usize, wave: u32, serves: Option<usize>) -> Placed {
        let Node::Piece { asset, step, pieces, .. } = self.map.steps[first] else { return Placed::default() };
        let known = (first..first + pieces as usize).filter_map(|at| self.known[at]);
        let mut work: Vec<Span> = Vec::new();
        for piece in known {
            match work.last_mut() {
                Some(last) if last.until == piece.start => last.until = piece.finish,
                _ => work.push(Span { from: piece.start, until: piece.finish }),
            }
        }
        let (start, finish) = (work.first().map_or(0, |span| span.from), work.last().map_or(0, |span| span.until));
        let slack = self.known[first].map_or(0, |known| known.slack);
        Placed { asset, step, start, finish, work, why: self.why(first), serves, slack, wave }
    }

    fn why(&self, at: usize) -> Why {
        let Some(known) = self.known[at] else { return Why::Free };
        match &known.reason {
            Reason::AtOnce => Why::AtOnce,
            Reason::Earliest => Why::Failed,
            Reason::Free => Why::Free,
            Reason::TeamAway { team } => match self.map.teams.get(*team) {
                Some(Crew::Team(team)) => Why::OffDuty { team: *team },
                Some(Crew::Outage) | None => Why::Outage,
            },
            Reason::TeamBusy { team, steps } => match self.map.teams.get(*team) {
                Some(Crew::Team(team)) => Why::Busy { team: *team, steps: self.named(steps) },
                Some(Crew::Outage) | None => Why::Outage,
            },
            Reason::After(steps) => match self.named(steps) {
                // Behind milestones alone there is only a minute before which nothing had failed.
                named if named.is_empty() => Why::Failed,
                named => Why::After(named),
            },
        }
    }

    /// The steps of the order that stand behind steps of the problem: a milestone is there when what it waits for is.
    fn named(&self, steps: &[usize]) -> Vec<usize> {
        let (mut named, mut seen, mut stack) = (Vec::new(), Vec::new(), steps.to_vec());
        while let Some(at) = stack.pop() {
            if seen.contains(&at) || seen.len() > 5 * MOST_NAMED {
                continue;
            }
            seen.push(at);
            match (self.place[at], self.known[at].map(|known| &known.reason)) {
                (usize::MAX, Some(Reason::After(before))) => stack.extend(before),
                (usize::MAX, _) => {}
                (place, _) if named.len() < MOST_NAMED && !named.contains(&place) => named.push(place),
                _ => {}
            }
        }
        named.sort_unstable();
        named
    }
}
