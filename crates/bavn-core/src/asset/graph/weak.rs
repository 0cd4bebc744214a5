use super::Graph;
use std::collections::{BTreeMap, HashSet};

/// What falls when one asset falls alone, in order of place, without the asset itself.
///
/// An asset falls when something falls that it stops without (at once or after hours), and for which it has no alternative; with
/// alternatives (edges with the same number), when all of them have fallen. Where a single one of the alternatives lets it go on worse,
/// it does not fall. What falls is the least such set: things in a circle do not fall of themselves.
#[must_use]
pub fn falls_with(graph: &Graph, asset: usize) -> Vec<usize> {
    falls_with_all(graph, &[asset])
}

/// What falls when several assets fall at once, by the same rule, in order of place, without those assets themselves. Places outside the
/// graph are left out.
#[must_use]
pub fn falls_with_all(graph: &Graph, assets: &[usize]) -> Vec<usize> {
    let mut waiting: Vec<usize> = assets.iter().copied().filter(|asset| *asset < graph.len()).collect();
    let mut fallen: HashSet<usize> = waiting.iter().copied().collect();
    while let Some(gone) = waiting.pop() {
        for edge in graph.needed_by(gone) {
            if fallen.contains(&edge.from) || !edge.necessity.stops() {
                continue;
            }
            let falls = match edge.group {
                None => true,
                Some(_) => graph
                    .needs(edge.from)
                    .filter(|other| other.group == edge.group)
                    .all(|other| other.necessity.stops() && fallen.contains(&other.on)),
            };
            if falls {
                fallen.insert(edge.from);
                waiting.push(edge.from);
            }
        }
    }
    for asset in assets {
        fallen.remove(asset);
    }
    let mut fallen: Vec<usize> = fallen.into_iter().collect();
    fallen.sort_unstable();
    fallen
}

/// A single point of failure: an asset with which critical assets fall.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WeakPoint {
    /// The asset.
    pub asset: usize,
    /// How many fall with it.
    pub falls: usize,
    /// The critical ones that fall with it, in order of place.
    pub critical: Vec<usize>,
}

/// The single points of failure for what is critical: the one with which most critical assets fall first.
#[must_use]
pub fn weak_points(graph: &Graph, is_critical: &[bool]) -> Vec<WeakPoint> {
    let mut found: BTreeMap<(usize, usize, usize), WeakPoint> = BTreeMap::new();
    for asset in (0..graph.len()).filter(|asset| graph.needed_by(*asset).next().is_some()) {
        let fallen = falls_with(graph, asset);
        let falls = fallen.len();
        let of = |place: &usize| is_critical.get(*place).copied().unwrap_or(false);
        let critical: Vec<usize> = fallen.into_iter().filter(of).collect();
        if !critical.is_empty() {
            let rank = (usize::MAX - critical.len(), usize::MAX - falls, asset);
            found.insert(rank, WeakPoint { asset, falls, critical });
        }
    }
    found.into_values().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::asset::{DependencyKind, Necessity, graph::Edge};
    use proptest::prelude::*;

    fn edge(from: usize, on: usize, necessity: Necessity, group: Option<u8>) -> Edge {
        Edge { from, on, kind: DependencyKind::Needs, necessity, group }
    }

    /// 0 system, 1 and 2 servers as alternatives, 3 power under both, 4 print as a help.
    #[test]
    fn a_worked_example() {
        let graph = Graph::new(
            5,
            [
                edge(0, 1, Necessity::StopsAtOnce, Some(1)),
                edge(0, 2, Necessity::StopsAfter(2), Some(1)),
                edge(1, 3, Necessity::StopsAtOnce, None),
                edge(2, 3, Necessity::StopsAtOnce, None),
                edge(0, 4, Necessity::Degraded, None),
            ],
        );
        assert_eq!(falls_with(&graph, 1), Vec::<usize>::new());
        assert_eq!(falls_with(&graph, 3), [0, 1, 2]);
        assert_eq!(falls_with(&graph, 4), Vec::<usize>::new());
        // Both alternatives at once.
        assert_eq!(falls_with_all(&graph, &[1, 2]), [0]);
        assert_eq!(falls_with_all(&graph, &[1, 4, 99]), Vec::<usize>::new());
        let found = weak_points(&graph, &[true, false, false, false, false]);
        assert_eq!(found, [WeakPoint { asset: 3, falls: 3, critical: vec![0] }]);
    }

    /// Whether an asset outside a set of fallen ones would fall too, straight from the words of the rule.
    fn must_fall(graph: &Graph, asset: usize, fallen: u32) -> bool {
        let has_fallen = |place: usize| fallen & (1 << place) != 0;
        let single =
            graph.needs(asset).any(|edge| edge.group.is_none() && edge.necessity.stops() && has_fallen(edge.on));
        let grouped = (1..=9).any(|number| {
            let members: Vec<_> = graph.needs(asset).filter(|edge| edge.group == Some(number)).collect();
            !members.is_empty() && members.iter().all(|edge| edge.necessity.stops() && has_fallen(edge.on))
        });
        single || grouped
    }

    proptest! {
        /// Against every set of assets: the least one that holds the first and from which nothing more must fall.
        #[test]
        fn what_falls_is_the_least_set_that_hangs_together(graph in super::super::random::graph(8)) {
            let count = graph.len();
            for first in 0..count {
                let mut least = u32::MAX;
                for set in (0..1_u32 << count).filter(|set| set & (1 << first) != 0) {
                    let holds = (0..count).all(|asset| set & (1 << asset) != 0 || !must_fall(&graph, asset, set));
                    if holds {
                        least &= set;
                    }
                }
                let expected: Vec<usize> = (0..count).filter(|asset| *asset != first && least & (1 << asset) != 0).collect();
                prop_assert_eq!(falls_with(&graph, first), expected);
            }
        }
    }
}
