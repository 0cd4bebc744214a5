use super::{RequirementNode, urn_key};
use std::collections::HashMap;

/// Where a requirement lies, by its parents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Placed {
    /// The place of its parent among the requirements; nothing for a root and for one whose parent is not there.
    pub parent: Option<usize>,
    /// How deep it lies, from 1; 0 when its parents go round in a circle.
    pub depth: usize,
}

/// Where each requirement of a framework lies. Of two with the same URN the first is the parent.
#[must_use]
pub fn placed(nodes: &[RequirementNode]) -> Vec<Placed> {
    let mut places = HashMap::with_capacity(nodes.len());
    for (at, node) in nodes.iter().enumerate() {
        places.entry(urn_key(&node.urn)).or_insert(at);
    }
    let parents: Vec<Option<usize>> = nodes
        .iter()
        .map(|node| node.parent_urn.as_deref().and_then(|urn| places.get(&urn_key(urn)).copied()))
        .collect();
    let mut depths = vec![None; nodes.len()];
    for start in 0..nodes.len() {
        let mut way = Vec::new();
        let mut at = Some(start);
        // Up to a root, to one that is known, or round to one of the way: those get 0.
        let mut depth = loop {
            let Some(here) = at else { break 0 };
            match depths[here] {
                Some(Some(known)) => break known,
                Some(None) => break 0,
                None => {
                    depths[here] = Some(None);
                    way.push(here);
                    at = parents[here];
                }
            }
        };
        let is_round = at.is_some_and(|here| !matches!(depths[here], Some(Some(1..))));
        for here in way.into_iter().rev() {
            depth = if is_round { 0 } else { depth + 1 };
            depths[here] = Some(Some(depth));
        }
    }
    parents
        .into_iter()
        .zip(depths)
        .map(|(parent, depth)| Placed { parent, depth: depth.flatten().unwrap_or(0) })
        .collect()
}
