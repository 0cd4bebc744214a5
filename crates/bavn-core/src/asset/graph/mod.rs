//! What the dependencies say of the whole: what is asked of each asset by what stands on it, circles, what many fall with, and a
//! drawing in layers.
//!
//! Assets are places from 0 here, so that the rules know nothing of identifiers; whoever calls keeps the table.

mod circles;
mod inherit;
mod layout;
mod weak;

pub use circles::circles;
pub use inherit::{Aspect, Demand, inherit};
pub use layout::{Layout, LayoutOptions, Placed, layout};
pub use weak::{WeakPoint, falls_with, falls_with_all, weak_points};

use super::{DependencyKind, Necessity};

/// One asset standing on another, by their places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Edge {
    /// The place of the asset that needs.
    pub from: usize,
    /// The place of what it needs.
    pub on: usize,
    /// In what way.
    pub kind: DependencyKind,
    /// What happens when it falls.
    pub necessity: Necessity,
    /// Edges of the same asset with the same number are alternatives: any one suffices.
    pub group: Option<u8>,
}

/// Assets by place and what they stand on.
#[derive(Clone, Debug, Default)]
pub struct Graph {
    edges: Vec<Edge>,
    /// The places of the edges by which each asset stands on others.
    needs: Vec<Vec<usize>>,
    /// The places of the edges by which others stand on each asset.
    needed_by: Vec<Vec<usize>>,
}

impl Graph {
    /// A graph of so many assets. Edges that name a place outside, or lead from an asset to itself, are left out.
    #[must_use]
    pub fn new(assets: usize, edges: impl IntoIterator<Item = Edge>) -> Self {
        let mut graph =
            Self { edges: Vec::new(), needs: vec![Vec::new(); assets], needed_by: vec![Vec::new(); assets] };
        for edge in edges {
            if edge.from < assets && edge.on < assets && edge.from != edge.on {
                graph.needs[edge.from].push(graph.edges.len());
                graph.needed_by[edge.on].push(graph.edges.len());
                graph.edges.push(edge);
            }
        }
        graph
    }

    /// How many assets there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.needs.len()
    }

    /// Whether there are none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.needs.is_empty()
    }

    /// The edges, in the order given.
    #[must_use]
    pub fn edges(&self) -> &[Edge] {
        &self.edges
    }

    /// The edges by which an asset stands on others.
    pub fn needs(&self, asset: usize) -> impl Iterator<Item = &Edge> {
        self.needs[asset].iter().map(|edge| &self.edges[*edge])
    }

    /// The edges by which others stand on an asset.
    pub fn needed_by(&self, asset: usize) -> impl Iterator<Item = &Edge> {
        self.needed_by[asset].iter().map(|edge| &self.edges[*edge])
    }

    /// The assets that stand on nothing and on which nothing stands.
    #[must_use]
    pub fn alone(&self) -> Vec<usize> {
        (0..self.len()).filter(|asset| self.needs[*asset].is_empty() && self.needed_by[*asset].is_empty()).collect()
    }

    /// Whether an edge has a real alternative: another edge of the same asset with the same number that leads elsewhere.
    pub(super) fn has_alternative(&self, edge: &Edge) -> bool {
        edge.group.is_some() && self.needs(edge.from).any(|other| other.group == edge.group && other.on != edge.on)
    }

    /// An asset and what is at most so many steps from it, up or down, in order of place.
    #[must_use]
    pub fn around(&self, centre: usize, steps: usize) -> Vec<usize> {
        let mut distance = vec![usize::MAX; self.len()];
        let mut waiting = std::collections::VecDeque::new();
        if centre < self.len() {
            distance[centre] = 0;
            waiting.push_back(centre);
        }
        while let Some(asset) = waiting.pop_front() {
            if distance[asset] == steps {
                continue;
            }
            let next = self.needs(asset).map(|edge| edge.on).chain(self.needed_by(asset).map(|edge| edge.from));
            for other in next {
                if distance[other] == usize::MAX {
                    distance[other] = distance[asset] + 1;
                    waiting.push_back(other);
                }
            }
        }
        (0..self.len()).filter(|asset| distance[*asset] != usize::MAX).collect()
    }
}

#[cfg(test)]
pub(super) mod random {
    use super::{Edge, Graph};
    use crate::asset::{DependencyKind, Necessity};
    use proptest::prelude::*;

    /// Graphs of at most so many assets, with circles, alternatives and every kind of edge.
    pub(crate) fn graph(most: usize) -> impl Strategy<Value = Graph> {
        (1..=most).prop_flat_map(move |assets| {
            let kind = proptest::sample::select(DependencyKind::ALL);
            let necessity = prop_oneof![
                3 => Just(Necessity::StopsAtOnce),
                1 => Just(Necessity::StopsAfter(4)),
                1 => Just(Necessity::StopsAfter(48)),
                1 => Just(Necessity::Degraded),
            ];
            let edge = (0..assets, 0..assets, kind, necessity, proptest::option::of(1..3_u8));
            let edge = edge.prop_map(|(from, on, kind, necessity, group)| Edge { from, on, kind, necessity, group });
            proptest::collection::vec(edge, 0..most * 2).prop_map(move |edges| Graph::new(assets, edges))
        })
    }
}
