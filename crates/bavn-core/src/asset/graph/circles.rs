use super::Graph;

/// Groups of assets that stand on each other in a circle: each can be reached from each (strongly connected components of more than one
/// asset, Tarjan 1972), in order of their first place, the assets of each in order of place.
#[must_use]
pub fn circles(graph: &Graph) -> Vec<Vec<usize>> {
    const NEVER: usize = usize::MAX;
    let count = graph.len();
    let (mut number, mut low) = (vec![NEVER; count], vec![0; count]);
    let (mut is_open, mut open) = (vec![false; count], Vec::new());
    let (mut next, mut found) = (0, Vec::new());
    for start in 0..count {
        if number[start] != NEVER {
            continue;
        }
        // An asset and how many of its edges were followed: a stack of our own, so that a long chain cannot end the program.
        let mut path = vec![(start, 0)];
        while let Some((asset, followed)) = path.pop() {
            if followed == 0 {
                (number[asset], low[asset]) = (next, next);
                next += 1;
                is_open[asset] = true;
                open.push(asset);
            }
            let Some(edge) = graph.needs[asset].get(followed).map(|edge| &graph.edges[*edge]) else {
                if low[asset] == number[asset] {
                    let from = open.iter().rposition(|other| *other == asset).unwrap_or(0);
                    let mut circle = open.split_off(from);
                    for other in &circle {
                        is_open[*other] = false;
                    }
                    if circle.len() > 1 {
                        circle.sort_unstable();
                        found.push(circle);
                    }
                }
                if let Some((above, _)) = path.last() {
                    low[*above] = low[*above].min(low[asset]);
                }
                continue;
            };
            let on = edge.on;
            path.push((asset, followed + 1));
            if number[on] == NEVER {
                path.push((on, 0));
            } else if is_open[on] {
                low[asset] = low[asset].min(number[on]);
            }
        }
    }
    found.sort();
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::asset::{DependencyKind, Necessity, graph::Edge};
    use proptest::prelude::*;

    fn edge(from: usize, on: usize) -> Edge {
        Edge { from, on, kind: DependencyKind::Needs, necessity: Necessity::StopsAtOnce, group: None }
    }

    #[test]
    fn two_circles_and_a_tail() {
        let graph =
            Graph::new(7, [(0, 1), (1, 0), (1, 2), (2, 3), (3, 4), (4, 2), (4, 5)].map(|(from, on)| edge(from, on)));
        assert_eq!(circles(&graph), [vec![0, 1], vec![2, 3, 4]]);
        assert_eq!(graph.alone(), [6]);
    }

    #[test]
    fn a_long_chain_is_no_circle() {
        let graph = Graph::new(50_000, (1..50_000).map(|at| edge(at - 1, at)));
        assert_eq!(circles(&graph), Vec::<Vec<usize>>::new());
    }

    fn reaches(graph: &Graph, from: usize, to: usize) -> bool {
        let (mut seen, mut waiting) = (vec![false; graph.len()], vec![from]);
        while let Some(asset) = waiting.pop() {
            for edge in graph.needs(asset) {
                if edge.on == to {
                    return true;
                }
                if !std::mem::replace(&mut seen[edge.on], true) {
                    waiting.push(edge.on);
                }
            }
        }
        false
    }

    proptest! {
        #[test]
        fn together_means_that_each_reaches_each(graph in super::super::random::graph(8)) {
            let found = circles(&graph);
            for one in 0..graph.len() {
                for other in (0..graph.len()).filter(|other| *other != one) {
                    let together = found.iter().any(|circle| circle.contains(&one) && circle.contains(&other));
                    prop_assert_eq!(together, reaches(&graph, one, other) && reaches(&graph, other, one));
                }
            }
        }
    }
}
