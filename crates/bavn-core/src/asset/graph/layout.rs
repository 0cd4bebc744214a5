//! A drawing of dependencies in layers: what stands on others above, what they stand on below.
//!
//! After Sugiyama, Tagawa and Toda (1981): circles are opened, each asset gets the layer of its longest way down, and the order
//! in each layer follows the middle of its neighbours (barycentre), a few times down and up.

use super::Graph;

/// How large things are, in the units of the drawing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LayoutOptions {
    /// The width of a box.
    pub width: f64,
    /// The height of a box.
    pub height: f64,
    /// Between boxes beside each other.
    pub gap: f64,
    /// Between layers.
    pub layer_gap: f64,
    /// The most boxes beside each other; a fuller layer takes several rows.
    pub per_row: usize,
}

impl Default for LayoutOptions {
    fn default() -> Self {
        Self { width: 150.0, height: 44.0, gap: 18.0, layer_gap: 64.0, per_row: 8 }
    }
}

/// Where an asset stands.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Placed {
    /// The left edge.
    pub x: f64,
    /// The upper edge.
    pub y: f64,
    /// The layer, from 0 at the bottom: the longest way down to something that stands on nothing.
    pub layer: usize,
}

/// A drawing.
#[derive(Clone, Debug, PartialEq)]
pub struct Layout {
    /// Where each asset stands, by place.
    pub placed: Vec<Placed>,
    /// The places of the edges that close a circle; they lead upwards.
    pub closing: Vec<usize>,
    /// How wide it is.
    pub width: f64,
    /// How high it is.
    pub height: f64,
}

/// Times that the order is gone through.
const SWEEPS: usize = 6;

/// Draws a graph.
#[must_use]
pub fn layout(graph: &Graph, options: &LayoutOptions) -> Layout {
    let closing = closing_edges(graph);
    let layers = layers(graph, &closing);
    let order = order(graph, &layers);
    let mut placed = vec![Placed::default(); graph.len()];
    let per_row = options.per_row.max(1);
    let widest = order.iter().map(|row| row.len().min(per_row)).max().unwrap_or(0);
    let row_width = |boxes: usize| as_float(boxes) * (options.width + options.gap) - options.gap;
    let mut y = 0.0;
    for (layer, row) in order.iter().enumerate().rev() {
        for part in row.chunks(per_row) {
            let left = (row_width(widest) - row_width(part.len())) / 2.0;
            for (at, asset) in part.iter().enumerate() {
                placed[*asset] = Placed { x: left + as_float(at) * (options.width + options.gap), y, layer };
            }
            y += options.height + options.gap;
        }
        y += options.layer_gap - options.gap;
    }
    let height = if graph.is_empty() { 0.0 } else { y - options.layer_gap };
    Layout { placed, closing, width: if widest == 0 { 0.0 } else { row_width(widest) }, height }
}

#[expect(clippy::cast_precision_loss, reason = "for drawing: a count of boxes")]
const fn as_float(count: usize) -> f64 {
    count as f64
}

/// The edges that lead back to an asset on the way that is being followed.
fn closing_edges(graph: &Graph) -> Vec<usize> {
    #[derive(Clone, Copy, PartialEq)]
    enum State {
        New,
        OnTheWay,
        Done,
    }
    let mut state = vec![State::New; graph.len()];
    let mut closing = Vec::new();
    // What nothing stands on first, so that ways begin where they should.
    let starts = (0..graph.len()).filter(|asset| graph.needed_by[*asset].is_empty()).chain(0..graph.len());
    for start in starts {
        if state[start] != State::New {
            continue;
        }
        let mut path = vec![(start, 0)];
        state[start] = State::OnTheWay;
        while let Some((asset, followed)) = path.pop() {
            let Some(edge) = graph.needs[asset].get(followed).copied() else {
                state[asset] = State::Done;
                continue;
            };
            path.push((asset, followed + 1));
            let on = graph.edges[edge].on;
            match state[on] {
                State::New => {
                    state[on] = State::OnTheWay;
                    path.push((on, 0));
                }
                State::OnTheWay => closing.push(edge),
                State::Done => {}
            }
        }
    }
    closing.sort_unstable();
    closing
}

/// The longest way down from each asset, without the closing edges.
fn layers(graph: &Graph, closing: &[usize]) -> Vec<usize> {
    let mut waits = vec![0_usize; graph.len()];
    let open: Vec<bool> = (0..graph.edges.len()).map(|edge| closing.binary_search(&edge).is_err()).collect();
    for (edge, _) in graph.edges.iter().zip(&open).filter(|(_, is_open)| **is_open) {
        waits[edge.from] += 1;
    }
    let mut layers = vec![0; graph.len()];
    let mut ready: Vec<usize> = (0..graph.len()).filter(|asset| waits[*asset] == 0).collect();
    while let Some(asset) = ready.pop() {
        for edge in graph.needed_by[asset].iter().filter(|edge| open[**edge]) {
            let above = graph.edges[*edge].from;
            layers[above] = layers[above].max(layers[asset] + 1);
            waits[above] -= 1;
            if waits[above] == 0 {
                ready.push(above);
            }
        }
    }
    layers
}

/// The assets of each layer from the bottom, in their order from the left.
fn order(graph: &Graph, layers: &[usize]) -> Vec<Vec<usize>> {
    let mut rows: Vec<Vec<usize>> = vec![Vec::new(); layers.iter().max().map_or(0, |top| top + 1)];
    for (asset, layer) in layers.iter().enumerate() {
        rows[*layer].push(asset);
    }
    let mut position = vec![0.0; graph.len()];
    let note = |row: &[usize], position: &mut Vec<f64>| {
        for (at, asset) in row.iter().enumerate() {
            // As a share of the row, so that rows of different length compare.
            position[*asset] = (as_float(at) + 0.5) / as_float(row.len());
        }
    };
    for row in &rows {
        note(row, &mut position);
    }
    for sweep in 0..SWEEPS {
        let downwards = sweep % 2 == 0;
        let count = rows.len();
        for step in 0..count {
            let at = if downwards { count - 1 - step } else { step };
            let middle = |asset: usize| {
                let others: Vec<f64> = if downwards {
                    graph.needed_by(asset).map(|edge| position[edge.from]).collect()
                } else {
                    graph.needs(asset).map(|edge| position[edge.on]).collect()
                };
                if others.is_empty() { position[asset] } else { others.iter().sum::<f64>() / as_float(others.len()) }
            };
            let mut keyed: Vec<(f64, usize)> = rows[at].iter().map(|asset| (middle(*asset), *asset)).collect();
            keyed.sort_by(|one, other| one.0.total_cmp(&other.0));
            rows[at] = keyed.into_iter().map(|(_, asset)| asset).collect();
            note(&rows[at], &mut position);
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::asset::{DependencyKind, Necessity, graph::Edge};
    use proptest::prelude::*;

    fn edge((from, on): (usize, usize)) -> Edge {
        Edge { from, on, kind: DependencyKind::Needs, necessity: Necessity::StopsAtOnce, group: None }
    }

    #[test]
    fn a_chain_with_a_short_cut() {
        let graph = Graph::new(4, [(0, 1), (1, 2), (0, 2), (3, 2)].map(edge));
        let drawn = layout(&graph, &LayoutOptions::default());
        assert_eq!(drawn.placed.iter().map(|one| one.layer).collect::<Vec<_>>(), [2, 1, 0, 1]);
        assert!(drawn.placed[0].y < drawn.placed[1].y && drawn.placed[1].y < drawn.placed[2].y);
        assert_eq!(drawn.closing, Vec::<usize>::new());
    }

    #[test]
    fn crossings_that_need_not_be_are_gone() {
        let graph = Graph::new(4, [(0, 3), (1, 2)].map(edge));
        let drawn = layout(&graph, &LayoutOptions::default());
        assert_eq!(drawn.placed[0].x < drawn.placed[1].x, drawn.placed[3].x < drawn.placed[2].x);
    }

    #[test]
    fn nothing_is_drawn_of_nothing() {
        let drawn = layout(&Graph::new(0, []), &LayoutOptions::default());
        assert_eq!((drawn.width, drawn.height), (0.0, 0.0));
    }

    proptest! {
        #[test]
        fn edges_lead_down_but_for_those_that_close_a_circle(graph in super::super::random::graph(12)) {
            let drawn = layout(&graph, &LayoutOptions { per_row: 3, ..LayoutOptions::default() });
            for (at, edge) in graph.edges().iter().enumerate() {
                if drawn.closing.binary_search(&at).is_err() {
                    prop_assert!(drawn.placed[edge.from].layer > drawn.placed[edge.on].layer);
                    prop_assert!(drawn.placed[edge.from].y < drawn.placed[edge.on].y);
                }
            }
            prop_assert_eq!(drawn.closing.is_empty(), super::super::circles(&graph).is_empty());
            for (at, one) in drawn.placed.iter().enumerate() {
                prop_assert!(one.x >= 0.0 && one.x + 150.0 <= drawn.width + 0.001);
                prop_assert!(one.y >= 0.0 && one.y + 44.0 <= drawn.height + 0.001);
                let apart = drawn.placed.iter().skip(at + 1).all(|other| {
                    (one.x - other.x).abs() >= 150.0 || (one.y - other.y).abs() >= 44.0
                });
                prop_assert!(apart);
            }
        }
    }
}
