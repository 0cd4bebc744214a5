//! From an order of the nodes to a schedule: serial schedule generation and justification.
//!
//! Sources: Kolisch and Hartmann, "Heuristic algorithms for the resource-constrained project scheduling problem:
//! classification and computational analysis" (1999) for the serial scheme; Valls, Ballestín and Quintanilla,
//! "Justification and RCPSP: a technique that pays", EJOR 165 (2005), for shifting right and left again.

use super::net::Net;
use super::problem::Objective;
use super::profile::Profile;

/// The start of a node that is not done.
pub(super) const SKIPPED: i32 = i32::MIN;

/// What is minimised: lateness first (0 when only the length counts), then length.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Cost {
    pub(super) lateness: i64,
    pub(super) makespan: i32,
}

/// A schedule of all nodes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Plan {
    pub(super) starts: Vec<i32>,
    pub(super) cost: Cost,
}

/// Memory used again from one schedule to the next.
#[derive(Clone, Debug)]
pub(super) struct Builder<'a> {
    net: &'a Net,
    empty: Profile,
    profile: Profile,
    /// For each group the member that the last schedule relies upon.
    relied: Vec<usize>,
    by_time: Vec<u32>,
    needs: Vec<Vec<u64>>,
    /// How long each node lasts: as in the net, unless told otherwise.
    duration: Vec<i32>,
}

impl<'a> Builder<'a> {
    pub(super) fn new(net: &'a Net) -> Self {
        let empty = Profile::new(net);
        let profile = empty.clone();
        let needs = (0..net.nodes).map(|node| Profile::needs(net, node)).collect();
        let relied = vec![usize::MAX; net.groups.len()];
        Self { net, empty, profile, relied, by_time: Vec::new(), needs, duration: net.duration.clone() }
    }

    /// Other lengths of the steps from now on, in minutes that the net's horizon has room for.
    pub(super) fn lengths(&mut self, lengths: &[u32]) {
        for (node, &length) in lengths.iter().enumerate().take(self.net.steps) {
            self.duration[node] = length as i32;
            if length > 0 && self.needs[node].is_empty() {
                self.needs[node] = Profile::wanted(self.net, node);
            }
        }
    }

    /// Work done so far.
    pub(super) fn work(&self) -> u64 {
        self.profile.work
    }

    pub(super) fn cost(&self, starts: &[i32]) -> Cost {
        let net = self.net;
        let mut cost = Cost { lateness: 0, makespan: 0 };
        for (node, &start) in starts.iter().enumerate() {
            if start != SKIPPED {
                cost.makespan = cost.makespan.max(start + self.duration[node]);
                if net.objective == Objective::Lateness {
                    cost.lateness += net.lateness(node, start);
                }
            }
        }
        cost
    }

    /// When a node may begin, given when the nodes that it waits for begin; notes which way of each group comes first.
    /// `None` when one of them has no start yet.
    fn ready(&mut self, node: usize, starts: &[i32]) -> Option<i32> {
        let net = self.net;
        let mut ready = net.release[node];
        for &before in &net.preds[node] {
            if starts[before] == SKIPPED {
                return None;
            }
            ready = ready.max(starts[before] + self.duration[before]);
        }
        for &group in &net.groups_of[node] {
            let done = net.groups[group].members.iter().filter(|&&member| starts[member] != SKIPPED);
            let &first = done.min_by_key(|&&member| (starts[member] + self.duration[member], member))?;
            self.relied[group] = first;
            ready = ready.max(starts[first] + self.duration[first]);
        }
        Some(ready)
    }

    /// For each group the node that the last schedule relies upon.
    pub(super) fn relied(&self) -> &[usize] {
        &self.relied
    }

    /// Places the nodes of `order` one after the other, each as early as it fits. The order must put every node after
    /// its predecessors and after at least one way of each of its groups, otherwise the answer is false; nodes that are
    /// not in it are not done.
    pub(super) fn forward(&mut self, order: &[u32], starts: &mut Vec<i32>) -> bool {
        starts.clear();
        starts.resize(self.net.nodes, SKIPPED);
        self.profile.reset(&self.empty);
        self.profile.work += order.len() as u64 * 4;
        for &node in order {
            let node = node as usize;
            let Some(ready) = self.ready(node, starts) else { return false };
            let (length, needs) = (self.duration[node], &self.needs[node]);
            let start = self.profile.earliest(ready, length, needs);
            self.profile.take(start, length, needs);
            starts[node] = start;
        }
        true
    }

    /// Shifts everything as late as it goes without growing longer or later, the last first. Afterwards the starts give
    /// an order ([`Builder::sorted`]) for another [`Builder::forward`].
    pub(super) fn backward(&mut self, starts: &mut [i32]) {
        let net = self.net;
        for node in 0..net.nodes {
            if starts[node] != SKIPPED {
                self.ready(node, starts);
            }
        }
        let makespan = self.cost(starts).makespan;
        let mut until: Vec<i32> = vec![makespan; net.nodes];
        if net.objective == Objective::Lateness {
            for node in net.steps..net.nodes {
                if let Some(&(due, _)) = net.dues[node].iter().filter(|&&(_, weight)| weight > 0).min() {
                    until[node] = starts[node].max(due.min(makespan));
                }
            }
        }
        let mut order = std::mem::take(&mut self.by_time);
        order.clear();
        order.extend((0..net.nodes as u32).filter(|&node| starts[node as usize] != SKIPPED));
        // Of nodes that finish together the one that waits for the other must move first; it begins later or, with
        // duration 0, stands later in the topological order.
        order.sort_unstable_by_key(|&node| {
            let node = node as usize;
            (-(starts[node] + self.duration[node]), -starts[node], -net.rank[node])
        });
        self.profile.reset(&self.empty);
        self.profile.work += order.len() as u64 * 8;
        for &node in &order {
            let node = node as usize;
            let (length, needs) = (self.duration[node], &self.needs[node]);
            let start = self.profile.latest(until[node], length, needs);
            self.profile.take(start, length, needs);
            starts[node] = start;
            for &before in &net.preds[node] {
                until[before] = until[before].min(start);
            }
            for &group in &net.groups_of[node] {
                let before = self.relied[group];
                until[before] = until[before].min(start);
            }
        }
        self.by_time = order;
    }

    /// The done nodes by start; those that start together in an order that respects what waits for what.
    pub(super) fn sorted(&self, starts: &[i32], order: &mut Vec<u32>) {
        let net = self.net;
        order.clear();
        order.extend((0..net.nodes as u32).filter(|&node| starts[node as usize] != SKIPPED));
        order.sort_unstable_by_key(|&node| {
            let node = node as usize;
            (starts[node], starts[node] + self.duration[node], net.rank[node])
        });
    }
}
