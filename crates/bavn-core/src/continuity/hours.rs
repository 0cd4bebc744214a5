//! How many of each team are at work when, and in how many pieces a step must be cut to fit.

use super::duty::DAY;
use super::{Event, Facts, Minute, Span, Spans, StepFacts, TeamFacts};
use crate::recovery::{Absence, Team};

/// The most pieces that a step is cut into.
const MOST_PIECES: Minute = 200;

/// The teams in an event.
#[derive(Clone, Debug)]
pub(super) struct Hours {
    capacity: Vec<u32>,
    /// When they are at work, until well beyond the horizon. Later than that everybody is taken to be at work.
    at_work: Vec<Spans>,
    until: Minute,
}

impl Hours {
    pub(super) fn new(facts: &Facts, event: &Event) -> Self {
        let there = |(at, team): (usize, &TeamFacts)| team.capacity.saturating_sub(event.missing_of(at));
        let capacity = facts.teams.iter().enumerate().map(there).collect();
        let until = event.horizon.saturating_mul(2).max(event.horizon.saturating_add(14 * DAY));
        let at_work = facts.teams.iter().map(|team| team.duty.at_work(event.starts, until)).collect();
        Self { capacity, at_work, until }
    }

    /// How many of a team there are in this event; nobody of one that is not there.
    pub(super) fn capacity(&self, team: usize) -> u32 {
        self.capacity.get(team).copied().unwrap_or(0)
    }

    /// The teams as the schedule wants them.
    pub(super) fn teams(&self) -> Vec<Team> {
        let whole = Spans::new(vec![Span { from: 0, until: self.until }]);
        let teams = self.capacity.iter().zip(&self.at_work);
        teams
            .map(|(&capacity, at_work)| Team { capacity, absences: absences(&whole.without(at_work), capacity) })
            .collect()
    }

    /// Into how many equal pieces a step is cut, so that each fits into the time in which all its teams are at work: 1 for one that does
    /// as a whole, even when much goes wrong; otherwise so many that two fit into the longest such time. `None` if no number is enough.
    pub(super) fn pieces(&self, step: &StepFacts) -> Option<Minute> {
        let mut teams = step.teams.iter().filter_map(|&(team, _)| self.at_work.get(team));
        let Some(first) = teams.next() else { return Some(1) };
        let together = teams.fold(first.clone(), |sum, spans| sum.and(spans));
        let longest = together.longest();
        if step.pessimistic <= longest {
            return Some(1);
        }
        let pieces = step.pessimistic.div_ceil((longest / 2).max(1));
        (longest > 0 && pieces <= MOST_PIECES).then_some(pieces)
    }
}

/// All of a team away for these spans.
pub(super) fn absences(spans: &Spans, missing: u32) -> Vec<Absence> {
    spans.iter().map(|span| Absence { from: span.from, until: span.until, missing }).collect()
}
