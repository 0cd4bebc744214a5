use crate::ids::UnitId;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// What sort of unit it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UnitKind {
    /// A forvaltning: the level under the chief executive that roles, analyses and costs are divided by.
    Administration,
    /// A department or office inside an administration.
    Department,
    /// An institution: school, nursery, care home.
    Institution,
}

impl UnitKind {
    /// Every kind, from the top down.
    pub const ALL: [Self; 3] = [Self::Administration, Self::Department, Self::Institution];

    /// The key it is stored and sent under.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Administration => "administration",
            Self::Department => "department",
            Self::Institution => "institution",
        }
    }

    /// The kind stored under a key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }
}

/// A unit and where it hangs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitNode {
    /// The unit.
    pub id: UnitId,
    /// The unit above it; `None` for an administration.
    pub parent: Option<UnitId>,
}

/// All units of a municipality and how they hang together.
#[derive(Clone, Debug, Default)]
pub struct UnitTree {
    parents: BTreeMap<UnitId, Option<UnitId>>,
    children: BTreeMap<UnitId, Vec<UnitId>>,
}

/// Why a unit may not be placed where it was asked to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum UnitTreeFault {
    /// The unit above is not among the units.
    #[error("the parent unit does not exist")]
    UnknownParent,
    /// The unit would stand below itself.
    #[error("a unit cannot be placed below itself")]
    BelowItself,
    /// The tree would be deeper than [`UnitTree::MAX_DEPTH`].
    #[error("units can be nested in at most 8 levels")]
    TooDeep,
}

impl UnitTree {
    /// The deepest level a unit may stand on; the top is level 1.
    pub const MAX_DEPTH: usize = 8;

    /// The tree of the given units.
    #[must_use]
    pub fn new(units: impl IntoIterator<Item = UnitNode>) -> Self {
        let mut tree = Self::default();
        for unit in units {
            tree.parents.insert(unit.id, unit.parent);
            if let Some(parent) = unit.parent {
                tree.children.entry(parent).or_default().push(unit.id);
            }
        }
        tree
    }

    /// The unit and everything below it.
    #[must_use]
    pub fn with_descendants(&self, unit: UnitId) -> BTreeSet<UnitId> {
        let mut found = BTreeSet::new();
        let mut waiting = vec![unit];
        while let Some(next) = waiting.pop() {
            if found.insert(next) {
                waiting.extend(self.children.get(&next).into_iter().flatten());
            }
        }
        found
    }

    /// The administration a unit belongs to: the top of its branch. `None` for a unit that is not in the tree.
    #[must_use]
    pub fn administration_of(&self, unit: UnitId) -> Option<UnitId> {
        let mut current = unit;
        for _ in 0..=Self::MAX_DEPTH {
            match self.parents.get(&current)? {
                Some(parent) => current = *parent,
                None => return Some(current),
            }
        }
        None
    }

    /// Whether `unit` may be placed below `parent`.
    ///
    /// # Errors
    /// What would be wrong with the tree afterwards.
    pub fn check_move(&self, unit: UnitId, parent: Option<UnitId>) -> Result<(), UnitTreeFault> {
        let Some(parent) = parent else { return Ok(()) };
        if !self.parents.contains_key(&parent) {
            return Err(UnitTreeFault::UnknownParent);
        }
        if self.with_descendants(unit).contains(&parent) {
            return Err(UnitTreeFault::BelowItself);
        }
        let mut depth = 1 + self.height(unit);
        let mut current = Some(parent);
        while let Some(next) = current {
            depth += 1;
            if depth > Self::MAX_DEPTH + 1 {
                return Err(UnitTreeFault::TooDeep);
            }
            current = self.parents.get(&next).copied().flatten();
        }
        if depth > Self::MAX_DEPTH { Err(UnitTreeFault::TooDeep) } else { Ok(()) }
    }

    /// Levels below a unit.
    fn height(&self, unit: UnitId) -> usize {
        let mut height = 0;
        let mut level = vec![unit];
        while height <= Self::MAX_DEPTH {
            level = level.iter().flat_map(|unit| self.children.get(unit).into_iter().flatten().copied()).collect();
            if level.is_empty() {
                break;
            }
            height += 1;
        }
        height
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn id(number: u128) -> UnitId {
        UnitId(Uuid::from_u128(number))
    }

    fn tree() -> UnitTree {
        UnitTree::new(
            [(1, None), (2, Some(1)), (3, Some(2)), (4, None)]
                .map(|(unit, parent)| UnitNode { id: id(unit), parent: parent.map(id) }),
        )
    }

    #[test]
    fn a_branch_is_a_unit_and_all_below() {
        assert_eq!(tree().with_descendants(id(2)), BTreeSet::from([id(2), id(3)]));
        assert_eq!(tree().administration_of(id(3)), Some(id(1)));
        assert_eq!(tree().administration_of(id(9)), None);
    }

    #[test]
    fn a_unit_never_stands_below_itself() {
        assert_eq!(tree().check_move(id(1), Some(id(3))), Err(UnitTreeFault::BelowItself));
        assert_eq!(tree().check_move(id(1), Some(id(9))), Err(UnitTreeFault::UnknownParent));
        assert_eq!(tree().check_move(id(3), Some(id(4))), Ok(()));
    }

    #[test]
    fn depth_is_bounded() {
        let chain =
            UnitTree::new((1..=8).map(|unit| UnitNode { id: id(unit), parent: (unit > 1).then(|| id(unit - 1)) }));
        assert_eq!(chain.check_move(id(99), Some(id(7))), Ok(()));
        assert_eq!(chain.check_move(id(99), Some(id(8))), Err(UnitTreeFault::TooDeep));
    }
}
