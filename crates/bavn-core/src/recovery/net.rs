//! A problem in the flat form that the search works on: steps and tasks are nodes alike.

use super::error::ProblemError;
use super::problem::{
    AnyOf, MAX_AMOUNT, MAX_HORIZON, MAX_LINKS, MAX_STEPS, MAX_TASKS, MAX_TEAMS, Objective, Problem, Step, Team,
};

/// A prerequisite with two or more ways.
#[derive(Clone, Debug)]
pub(super) struct Group {
    /// The node that waits.
    pub(super) node: usize,
    /// The ways, ascending, without repetition.
    pub(super) members: Vec<usize>,
}

/// A checked problem. Nodes `0..steps` are the steps, the rest are the tasks (duration 0, nobody needed).
#[derive(Clone, Debug)]
pub(super) struct Net {
    pub(super) steps: usize,
    pub(super) nodes: usize,
    pub(super) objective: Objective,
    pub(super) capacity: Vec<i32>,
    /// Per team: disjoint stretches of time, ascending, and how many are away in each.
    pub(super) away: Vec<Vec<(i32, i32, i32)>>,
    pub(super) duration: Vec<i32>,
    pub(super) release: Vec<i32>,
    pub(super) needs: Vec<Vec<(usize, i32)>>,
    /// Plain predecessors and successors.
    pub(super) preds: Vec<Vec<usize>>,
    pub(super) succs: Vec<Vec<usize>>,
    pub(super) groups: Vec<Group>,
    /// Positions in `groups` of what a node waits for.
    pub(super) groups_of: Vec<Vec<usize>>,
    pub(super) optional: Vec<bool>,
    pub(super) dues: Vec<Vec<(i32, i64)>>,
    /// No schedule need be longer than this.
    pub(super) horizon: i32,
    /// For each group the way that is always free of cycles.
    pub(super) safe_choice: Vec<usize>,
    /// Nodes in an order in which each comes after its predecessors and after the safe way of its groups.
    pub(super) topological: Vec<usize>,
    /// The position of each node in that order.
    pub(super) rank: Vec<i32>,
}

impl Net {
    pub(super) fn new(problem: &Problem, objective: Objective) -> Result<Self, ProblemError> {
        sizes(problem)?;
        let steps = problem.steps.len();
        let nodes = steps + problem.tasks.len();
        let mut net = Self {
            steps,
            nodes,
            objective,
            capacity: problem.teams.iter().map(|team| team.capacity as i32).collect(),
            away: Vec::new(),
            duration: vec![0; nodes],
            release: vec![0; nodes],
            needs: vec![Vec::new(); nodes],
            preds: vec![Vec::new(); nodes],
            succs: vec![Vec::new(); nodes],
            groups: Vec::new(),
            groups_of: vec![Vec::new(); nodes],
            optional: vec![false; nodes],
            dues: vec![Vec::new(); nodes],
            horizon: 0,
            safe_choice: Vec::new(),
            topological: Vec::new(),
            rank: vec![0; nodes],
        };
        for (at, team) in problem.teams.iter().enumerate() {
            net.away.push(absences(at, team)?);
        }
        for (at, step) in problem.steps.iter().enumerate() {
            net.duration[at] = small("duration", at, step.duration)?;
            net.release[at] = small("earliest", at, step.earliest)?;
            net.needs[at] = needs(at, step, &problem.teams)?;
            net.optional[at] = step.optional;
            net.wait(at, ("step", at), &step.after)?;
        }
        for (at, task) in problem.tasks.iter().enumerate() {
            net.wait(steps + at, ("task", at), &task.needs)?;
            for due in &task.dues {
                if due.weight > MAX_AMOUNT {
                    return Err(too_large("weight", at, u64::from(due.weight), MAX_AMOUNT));
                }
                net.dues[steps + at].push((small("due", at, due.at)?, i64::from(due.weight)));
            }
        }
        net.order()?;
        for &node in net.topological.iter().rev() {
            // What something that is always done plainly waits for is always done too.
            if net.succs[node].iter().any(|&after| !net.optional[after]) {
                net.optional[node] = false;
            }
        }
        net.set_horizon()?;
        Ok(net)
    }

    fn wait(&mut self, node: usize, (what, at): (&'static str, usize), after: &[AnyOf]) -> Result<(), ProblemError> {
        for any in after {
            let mut members = any.clone();
            members.sort_unstable();
            members.dedup();
            if let Some(&step) = members.iter().find(|&&step| step >= self.steps) {
                return Err(ProblemError::UnknownStep { what, at, step, steps: self.steps });
            }
            if members.len() > 1 {
                // A step is no way to its own beginning.
                members.retain(|&member| member != node);
            }
            match members.as_slice() {
                [] => return Err(ProblemError::NoAlternative { what, at }),
                [one] if self.preds[node].contains(one) => {}
                [one] => {
                    self.preds[node].push(*one);
                    self.succs[*one].push(node);
                }
                _ => {
                    self.groups_of[node].push(self.groups.len());
                    self.groups.push(Group { node, members });
                }
            }
        }
        Ok(())
    }

    /// Finds out which nodes can ever begin (AND/OR graph: Möhring, Skutella and Stork, "Scheduling with AND/OR
    /// precedence constraints", SIAM J. Comput. 33, 2004), and keeps the order in which that was found.
    fn order(&mut self) -> Result<(), ProblemError> {
        let mut open: Vec<usize> = (0..self.nodes).map(|at| self.preds[at].len() + self.groups_of[at].len()).collect();
        let mut in_groups: Vec<Vec<usize>> = vec![Vec::new(); self.nodes];
        for (at, group) in self.groups.iter().enumerate() {
            for &member in &group.members {
                in_groups[member].push(at);
            }
        }
        let mut chosen = vec![usize::MAX; self.groups.len()];
        let mut queue: Vec<usize> = (0..self.nodes).filter(|&at| open[at] == 0).collect();
        let mut next = 0;
        while let Some(&node) = queue.get(next) {
            next += 1;
            let mut free = |target: usize| {
                open[target] -= 1;
                if open[target] == 0 {
                    queue.push(target);
                }
            };
            self.succs[node].iter().for_each(|&after| free(after));
            for &group in &in_groups[node] {
                if chosen[group] == usize::MAX {
                    chosen[group] = self.groups[group].members.iter().position(|&member| member == node).unwrap_or(0);
                    free(self.groups[group].node);
                }
            }
        }
        // A way that can never begin may be ignored; a node that must be done may not, and neither may an optional one
        // that is the only way. To keep the rule simple no step may be impossible.
        if queue.len() < self.nodes {
            let steps = (0..self.steps).filter(|&at| open[at] > 0).take(100).collect();
            return Err(ProblemError::Cycle { steps });
        }
        self.safe_choice = chosen;
        for (at, &node) in queue.iter().enumerate() {
            self.rank[node] = at as i32;
        }
        self.topological = queue;
        Ok(())
    }

    fn set_horizon(&mut self) -> Result<(), ProblemError> {
        let back = self.away.iter().flatten().map(|&(_, until, _)| i64::from(until)).max().unwrap_or(0);
        let latest = self.release.iter().map(|&at| i64::from(at)).max().unwrap_or(0);
        let length: i64 = self.duration.iter().map(|&length| i64::from(length)).sum();
        let horizon = back.max(latest) + length;
        self.horizon = i32::try_from(horizon)
            .ok()
            .filter(|&horizon| horizon <= MAX_HORIZON as i32)
            .ok_or_else(|| too_large("horizon", 0, horizon.unsigned_abs(), MAX_HORIZON))?;
        // So that no sum of lateness overflows.
        let weight: i64 = self.dues.iter().flatten().map(|due| due.1).sum();
        let limit = (i64::MAX / 4 / horizon.max(1)).min(i64::from(u32::MAX));
        if weight > limit {
            return Err(too_large("weight", 0, weight.unsigned_abs(), limit as u32));
        }
        Ok(())
    }

    /// The cost of node `node` being back at `at`.
    pub(super) fn lateness(&self, node: usize, at: i32) -> i64 {
        self.dues[node].iter().map(|&(due, weight)| weight * i64::from((at - due).max(0))).sum()
    }
}

fn too_large(what: &'static str, at: usize, value: u64, limit: u32) -> ProblemError {
    ProblemError::TooLarge { what, at, value, limit: u64::from(limit) }
}

fn small(what: &'static str, at: usize, value: u32) -> Result<i32, ProblemError> {
    if value > MAX_HORIZON { Err(too_large(what, at, u64::from(value), MAX_HORIZON)) } else { Ok(value as i32) }
}

fn sizes(problem: &Problem) -> Result<(), ProblemError> {
    let links =
        problem.steps.iter().flat_map(|step| &step.after).chain(problem.tasks.iter().flat_map(|task| &task.needs));
    let absences = problem.teams.iter().map(|team| team.absences.len()).sum();
    for (what, count, limit) in [
        ("steps", problem.steps.len(), MAX_STEPS),
        ("teams", problem.teams.len(), MAX_TEAMS),
        ("tasks", problem.tasks.len(), MAX_TASKS),
        ("links", links.map(Vec::len).sum(), MAX_LINKS),
        ("absences", absences, MAX_LINKS),
        ("dues", problem.tasks.iter().map(|task| task.dues.len()).sum(), MAX_LINKS),
    ] {
        if count > limit {
            return Err(ProblemError::TooMany { what, count, limit });
        }
    }
    Ok(())
}

fn needs(at: usize, step: &Step, teams: &[Team]) -> Result<Vec<(usize, i32)>, ProblemError> {
    let mut needs: Vec<(usize, i32)> = Vec::with_capacity(step.needs.len());
    for need in &step.needs {
        let team = need.team;
        let Some(known) = teams.get(team) else {
            return Err(ProblemError::UnknownTeam { step: at, team, teams: teams.len() });
        };
        if need.amount == 0 || needs.iter().any(|&(other, _)| other == team) {
            return Err(ProblemError::BadNeed { step: at, team });
        }
        if need.amount > known.capacity {
            let (amount, capacity) = (need.amount, known.capacity);
            return Err(ProblemError::BeyondCapacity { step: at, team, amount, capacity });
        }
        needs.push((team, need.amount as i32));
    }
    needs.sort_unstable();
    Ok(needs)
}

/// The absences of a team as disjoint stretches, none taking more than there are.
fn absences(at: usize, team: &Team) -> Result<Vec<(i32, i32, i32)>, ProblemError> {
    if team.capacity > MAX_AMOUNT {
        return Err(too_large("capacity", at, u64::from(team.capacity), MAX_AMOUNT));
    }
    let mut events: Vec<(i32, i64)> = Vec::new();
    for (absence, stretch) in team.absences.iter().enumerate() {
        let (from, until) = (small("absence", at, stretch.from)?, small("absence", at, stretch.until)?);
        if until <= from {
            return Err(ProblemError::EmptyAbsence { team: at, absence });
        }
        events.push((from, i64::from(stretch.missing)));
        events.push((until, -i64::from(stretch.missing)));
    }
    events.sort_unstable();
    let mut stretches: Vec<(i32, i32, i32)> = Vec::new();
    let (mut missing, mut since) = (0_i64, 0);
    for (time, change) in events {
        let gone = missing.min(i64::from(team.capacity)) as i32;
        if time > since && gone > 0 {
            match stretches.last_mut() {
                Some(last) if last.1 == since && last.2 == gone => last.1 = time,
                _ => stretches.push((since, time, gone)),
            }
        }
        since = time;
        missing += change;
    }
    Ok(stretches)
}
