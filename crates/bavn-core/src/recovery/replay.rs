//! A schedule's priorities under other durations.

use super::check::verify;
use super::explain::ExplainError;
use super::net::Net;
use super::outcome::Schedule;
use super::problem::{Minutes, Objective, Problem};
use super::sgs::{Builder, SKIPPED};
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// What a schedule decided, to be lived through again and again with other durations: who comes before whom stays, each step begins as early
/// as it then can (serial schedule generation in the order of the schedule's starts).
///
/// One replay takes a time that grows with the number of steps and of stretches in which somebody is away, and allocates nothing.
#[derive(Clone, Debug)]
pub struct Replay {
    net: Net,
    order: Vec<u32>,
}

impl Replay {
    /// Keeps the order of a schedule.
    ///
    /// # Errors
    ///
    /// The problem is not one, or the schedule is wrong ([`verify`]).
    pub fn new(problem: &Problem, schedule: &Schedule) -> Result<Self, ExplainError> {
        let net = Net::new(problem, Objective::Lateness)?;
        let faults = verify(problem, schedule);
        if !faults.is_empty() {
            return Err(ExplainError::Faults(faults));
        }
        let mut starts: Vec<i32> =
            schedule.starts.iter().map(|start| start.map_or(SKIPPED, |start| start as i32)).collect();
        starts.extend((0..problem.tasks.len()).map(|task| schedule.back(problem, task).map_or(0, |back| back as i32)));
        let order = in_turn(&net, &starts);
        Ok(Self { net, order })
    }

    /// Lives through it with the durations that `minutes` puts into the list it is handed, one for each step, and tells `seen` when each step
    /// begins (`None` for one that is not done); so many times. False when a duration makes it impossible, which none does for a step that
    /// has one in the problem.
    pub fn run(
        &self,
        times: u32,
        mut minutes: impl FnMut(&mut [Minutes]),
        mut seen: impl FnMut(&[Minutes], &[Option<Minutes>]),
    ) -> bool {
        let steps = self.net.steps;
        let mut builder = Builder::new(&self.net);
        let mut lengths: Vec<Minutes> = self.net.duration[..steps].iter().map(|length| length.unsigned_abs()).collect();
        let mut begins = Vec::new();
        let mut told: Vec<Option<Minutes>> = vec![None; steps];
        for _ in 0..times {
            minutes(&mut lengths);
            builder.lengths(&lengths);
            if !builder.forward(&self.order, &mut begins) {
                return false;
            }
            for (told, &start) in told.iter_mut().zip(&begins) {
                *told = (start != SKIPPED).then_some(start.unsigned_abs());
            }
            seen(&lengths, &told);
        }
        true
    }
}

/// The nodes that are done by their starts, each after what it waits for; of alternatives after one that is finished by then.
fn in_turn(net: &Net, starts: &[i32]) -> Vec<u32> {
    let mut open: Vec<usize> = (0..net.nodes).map(|node| net.preds[node].len() + net.groups_of[node].len()).collect();
    let mut in_groups: Vec<Vec<usize>> = vec![Vec::new(); net.nodes];
    for (at, group) in net.groups.iter().enumerate() {
        group.members.iter().for_each(|&member| in_groups[member].push(at));
    }
    let mut served = vec![false; net.groups.len()];
    let turn = |node: usize| Reverse((starts[node], starts[node] + net.duration[node], net.rank[node], node));
    let is_done = |node: usize| starts[node] != SKIPPED;
    let mut heap: BinaryHeap<_> = (0..net.nodes).filter(|&node| open[node] == 0 && is_done(node)).map(turn).collect();
    let mut order = Vec::with_capacity(net.nodes);
    while let Some(Reverse((_, finish, _, node))) = heap.pop() {
        order.push(node as u32);
        let groups = in_groups[node]
            .iter()
            .filter(|&&group| starts[net.groups[group].node] >= finish && !std::mem::replace(&mut served[group], true));
        let waiting: Vec<usize> =
            net.succs[node].iter().copied().chain(groups.map(|&group| net.groups[group].node)).collect();
        for after in waiting {
            open[after] -= 1;
            if open[after] == 0 && is_done(after) {
                heap.push(turn(after));
            }
        }
    }
    order
}

#[cfg(test)]
mod tests {
    use super::super::problem::{Need, Problem, Step, Team};
    use super::{Replay, Schedule};

    #[test]
    fn the_order_stays() {
        let step = |duration, after: Vec<Vec<usize>>| Step {
            duration,
            after,
            needs: vec![Need { team: 0, amount: 1 }],
            ..Step::default()
        };
        // The second comes first, though it is longer; the third waits for the first.
        let steps = vec![step(2, vec![]), step(5, vec![]), step(1, vec![vec![0]])];
        let problem = Problem { teams: vec![Team { capacity: 1, absences: vec![] }], steps, tasks: vec![] };
        let schedule = Schedule { starts: vec![Some(5), Some(0), Some(7)] };
        let replay = Replay::new(&problem, &schedule).unwrap();
        let (mut round, mut seen) = (0, Vec::new());
        let durations = |lengths: &mut [u32]| {
            lengths.copy_from_slice(&[2, round, 3]);
            round += 1;
        };
        assert!(replay.run(2, durations, |_, starts| seen.push(starts.to_vec())));
        assert_eq!(seen, [[Some(0), Some(0), Some(2)], [Some(1), Some(0), Some(3)]]);
        assert!(Replay::new(&problem, &Schedule { starts: vec![Some(0); 3] }).is_err());
    }
}
