//! Weighted lateness: what is late already leaves less for the others.

use super::super::net::Net;
use super::atom::Atom;
use super::trail::{Conflict, Trail};

/// The weighted lateness of all tasks is at most `limit`.
#[derive(Clone, Debug)]
pub(super) struct Late {
    pub(super) limit: i64,
    nodes: Vec<usize>,
    pub(super) dirty: bool,
}

impl Late {
    pub(super) fn new(net: &Net) -> Self {
        let nodes = (0..net.nodes).filter(|&node| net.dues[node].iter().any(|due| due.1 > 0)).collect();
        Self { limit: i64::MAX, nodes, dirty: true }
    }

    /// The lateness that cannot be avoided, by the bounds that hold without decisions.
    pub(super) fn bound(&self, net: &Net, trail: &Trail) -> i64 {
        self.nodes.iter().map(|&node| net.lateness(node, trail.root[2 * node])).sum()
    }

    pub(super) fn propagate(&mut self, net: &Net, trail: &mut Trail) -> Result<(), Conflict> {
        self.dirty = false;
        if self.limit == i64::MAX {
            return Ok(());
        }
        let least: i64 = self.nodes.iter().map(|&node| net.lateness(node, trail.least(node))).sum();
        if least > self.limit {
            let because = self.because(net, trail, usize::MAX);
            trail.conflict.clear();
            trail.conflict.extend(because);
            return Err(Conflict);
        }
        let slack = self.limit - least;
        for &node in &self.nodes {
            let allowed = net.lateness(node, trail.least(node)) + slack;
            if net.lateness(node, trail.greatest(node)) <= allowed {
                continue;
            }
            let (mut good, mut bad) = (trail.least(node), trail.greatest(node));
            while bad - good > 1 {
                let middle = good + (bad - good) / 2;
                if net.lateness(node, middle) <= allowed { good = middle } else { bad = middle }
            }
            let because = self.because(net, trail, node);
            trail.raise_because(Atom::at_most(node, good), &because)?;
        }
        Ok(())
    }

    fn because(&self, net: &Net, trail: &Trail, except: usize) -> Vec<Atom> {
        let late = self.nodes.iter().filter(|&&node| node != except && net.lateness(node, trail.least(node)) > 0);
        late.map(|&node| Atom::at_least(node, trail.least(node))).collect()
    }
}
