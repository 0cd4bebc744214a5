//! What no schedule can beat, without any search.

use super::net::Net;
use super::order::{heads, tails};

/// A lower bound on the length of every schedule: the longest path, and for each team the work between any head and tail
/// over its capacity (Mingozzi, Maniezzo, Ricciardelli and Bianco, "An exact algorithm for the RCPSP based on a new
/// mathematical formulation", 1998, name the first LB0; the second is Carlier's bound for cumulative teams).
pub(super) fn length(net: &Net) -> i32 {
    let (heads, tails) = (heads(net), tails(net));
    let must = |node: &usize| !net.optional[*node];
    let mut bound = (0..net.nodes).filter(must).map(|node| heads[node] + tails[node]).max().unwrap_or(0);
    for (team, &capacity) in net.capacity.iter().enumerate() {
        let mut work: Vec<(i32, i32, i64)> = Vec::new();
        for node in (0..net.nodes).filter(must) {
            if let Some(&(_, amount)) = net.needs[node].iter().find(|need| need.0 == team) {
                let length = net.duration[node];
                work.push((heads[node], tails[node] - length, i64::from(amount) * i64::from(length)));
            }
        }
        bound = bound.max(energy(&mut work, i64::from(capacity)));
    }
    bound
}

/// Pairs of head and tail that are tried for a team.
const MOST_PAIRS: usize = 1_000_000;

/// The best of: least head, all work of those with at least that head and at least some tail, that tail.
fn energy(work: &mut [(i32, i32, i64)], capacity: i64) -> i32 {
    work.sort_unstable_by_key(|&(_, tail, _)| -tail);
    let mut heads: Vec<i32> = work.iter().map(|&(head, ..)| head).collect();
    heads.sort_unstable();
    heads.dedup();
    // Quadratic; of very many heads only some are tried, which keeps the bound a bound.
    let stride = (heads.len() * work.len()).div_ceil(MOST_PAIRS).max(1);
    let mut best = 0;
    for &from in heads.iter().step_by(stride) {
        let mut sum = 0;
        for &(head, tail, amount) in work.iter() {
            if head >= from {
                sum += amount;
                let needed = (sum + capacity - 1) / capacity;
                best = best.max(i64::from(from) + needed + i64::from(tail));
            }
        }
    }
    i32::try_from(best).unwrap_or(i32::MAX)
}

#[cfg(test)]
mod tests {
    use super::super::problem::{Need, Objective, Problem, Step, Team};
    use super::{Net, length};

    #[test]
    fn path_and_energy() {
        let step = |duration, after: &[usize]| Step {
            duration,
            needs: vec![Need { team: 0, amount: 2 }],
            after: after.iter().map(|&step| vec![step]).collect(),
            ..Step::default()
        };
        // Two at a time of three people: one after the other, though the path is only 4 + 1.
        let steps = vec![step(4, &[]), step(4, &[]), step(1, &[0])];
        let teams = vec![Team { capacity: 3, absences: vec![] }];
        let problem = Problem { teams, steps, tasks: vec![] };
        // (8 + 8 + 2) / 3 = 6 is the bound; the shortest is 9.
        assert_eq!(length(&Net::new(&problem, Objective::Makespan).unwrap()), 6);
    }
}
