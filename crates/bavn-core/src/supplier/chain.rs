//! Suppliers behind suppliers.

use crate::ids::SupplierId;
use std::collections::{HashMap, HashSet, VecDeque};

/// One supplier leaning on another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct SupplierLink {
    /// The one that leans.
    pub supplier: SupplierId,
    /// The one that it leans on.
    pub sub: SupplierId,
}

/// Links that go round.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{} suppliers stand behind each other in a circle", path.len().saturating_sub(1))]
pub struct LinkFault {
    /// The circle: from a supplier, by what each leans on, back to it.
    pub path: Vec<SupplierId>,
}

type Below = HashMap<SupplierId, Vec<SupplierId>>;

fn below(links: &[SupplierLink]) -> Below {
    let mut below = Below::new();
    for link in links {
        below.entry(link.supplier).or_default().push(link.sub);
    }
    below
}

/// Whether no supplier stands behind itself, at any number of levels.
///
/// # Errors
/// A circle, if there is one through `supplier`.
pub fn check_links(links: &[SupplierLink], supplier: SupplierId) -> Result<(), LinkFault> {
    let below = below(links);
    let mut came_from: HashMap<SupplierId, SupplierId> = HashMap::new();
    let mut queue = VecDeque::from([supplier]);
    while let Some(at) = queue.pop_front() {
        for &sub in below.get(&at).into_iter().flatten() {
            if sub == supplier {
                let mut path = vec![supplier, at];
                let mut current = at;
                while current != supplier {
                    let Some(&before) = came_from.get(&current) else { break };
                    path.push(before);
                    current = before;
                }
                path.dedup();
                if path.len() == 1 {
                    path.push(supplier);
                }
                path.reverse();
                return Err(LinkFault { path });
            }
            if let std::collections::hash_map::Entry::Vacant(entry) = came_from.entry(sub) {
                entry.insert(at);
                queue.push_back(sub);
            }
        }
    }
    Ok(())
}

/// The suppliers behind one, nearest level first: 1 for those it leans on itself. Each stands once, at its nearest level.
#[must_use]
pub fn sub_suppliers(links: &[SupplierLink], supplier: SupplierId) -> Vec<(SupplierId, usize)> {
    let below = below(links);
    let mut seen = HashSet::from([supplier]);
    let mut queue = VecDeque::from([(supplier, 0)]);
    let mut found = Vec::new();
    while let Some((at, level)) = queue.pop_front() {
        for &sub in below.get(&at).into_iter().flatten() {
            if seen.insert(sub) {
                found.push((sub, level + 1));
                queue.push_back((sub, level + 1));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use uuid::Uuid;

    fn id(number: u128) -> SupplierId {
        SupplierId(Uuid::from_u128(number))
    }

    fn links(pairs: &[(u128, u128)]) -> Vec<SupplierLink> {
        pairs.iter().map(|&(one, other)| SupplierLink { supplier: id(one), sub: id(other) }).collect()
    }

    #[test]
    fn levels_are_the_shortest_way() {
        // 1 leans on 2 and 3; 2 leans on 3 and 4; 4 leans on 5.
        let links = links(&[(1, 2), (1, 3), (2, 3), (2, 4), (4, 5)]);
        assert_eq!(sub_suppliers(&links, id(1)), [(id(2), 1), (id(3), 1), (id(4), 2), (id(5), 3)]);
        assert_eq!(sub_suppliers(&links, id(5)), []);
    }

    #[test]
    fn a_circle_is_told_with_its_way() {
        let round = links(&[(1, 2), (2, 3), (3, 1), (2, 4)]);
        assert_eq!(check_links(&round, id(1)).unwrap_err().path, [id(1), id(2), id(3), id(1)]);
        assert_eq!(check_links(&round, id(4)), Ok(()));
        assert_eq!(check_links(&links(&[(1, 1)]), id(1)).unwrap_err().path, [id(1), id(1)]);
    }

    proptest! {
        #[test]
        fn a_supplier_is_behind_itself_exactly_when_a_circle_is_found(
            pairs in prop::collection::vec((0_u128..8, 0_u128..8), 0..20),
        ) {
            let links = links(&pairs);
            // Reachability by repeated widening, as slow and plain as can be.
            let mut reach: HashSet<(u128, u128)> = pairs.iter().copied().collect();
            loop {
                let more: Vec<_> = reach
                    .iter()
                    .flat_map(|&(one, middle)| pairs.iter().filter(move |pair| pair.0 == middle).map(move |pair| (one, pair.1)))
                    .collect();
                let before = reach.len();
                reach.extend(more);
                if reach.len() == before { break }
            }
            for supplier in 0..8 {
                let found = check_links(&links, id(supplier));
                prop_assert_eq!(found.is_err(), reach.contains(&(supplier, supplier)));
                if let Err(fault) = found {
                    prop_assert!(fault.path.len() >= 2);
                    prop_assert_eq!(fault.path[0], *fault.path.last().unwrap());
                    for step in fault.path.windows(2) {
                        let one = links.iter().any(|link| link.supplier == step[0] && link.sub == step[1]);
                        prop_assert!(one);
                    }
                }
                let mut subs: Vec<SupplierId> = sub_suppliers(&links, id(supplier)).into_iter().map(|(sub, _)| sub).collect();
                subs.sort_unstable();
                let mut expected: Vec<SupplierId> =
                    reach.iter().filter(|pair| pair.0 == supplier && pair.1 != supplier).map(|pair| id(pair.1)).collect();
                expected.sort_unstable();
                prop_assert_eq!(subs, expected);
            }
        }
    }
}
