//! How a control relates to a requirement.

use serde::{Deserialize, Serialize};

/// The set relation from a control to a requirement, in the terms of NIST IR 8477.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Relation {
    /// Both demand the same.
    Equal,
    /// The control is a part of the requirement.
    SubsetOf,
    /// The control covers the requirement and more.
    SupersetOf,
    /// They share something, and each has something of its own.
    Intersects,
}

impl Relation {
    /// The words for the relations in content files and databases, in the order of [`Relation::ALL`].
    pub const KEYS: [&'static str; 4] = ["equal", "subset_of", "superset_of", "intersects"];
    /// All relations.
    pub const ALL: [Self; 4] = [Self::Equal, Self::SubsetOf, Self::SupersetOf, Self::Intersects];

    /// The stable word.
    #[must_use]
    pub const fn key(self) -> &'static str {
        Self::KEYS[self as usize]
    }

    /// The relation of a stable word.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|relation| relation.key() == key)
    }

    /// The relation seen from the other side.
    #[must_use]
    pub const fn inverse(self) -> Self {
        match self {
            Self::SubsetOf => Self::SupersetOf,
            Self::SupersetOf => Self::SubsetOf,
            same => same,
        }
    }

    /// Whether the relation says by itself that the control covers the whole requirement.
    #[must_use]
    pub const fn covers_all(self) -> bool {
        matches!(self, Self::Equal | Self::SupersetOf)
    }
}

/// How much of a requirement a control covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Coverage {
    /// A little: one quarter.
    Some,
    /// Half of it.
    Half,
    /// Most of it: three quarters.
    Most,
    /// All of it.
    Full,
}

impl Coverage {
    /// The words for the shares in content files and databases, in the order of [`Coverage::ALL`].
    pub const KEYS: [&'static str; 4] = ["some", "half", "most", "full"];
    /// All shares, the least first.
    pub const ALL: [Self; 4] = [Self::Some, Self::Half, Self::Most, Self::Full];

    /// The stable word.
    #[must_use]
    pub const fn key(self) -> &'static str {
        Self::KEYS[self as usize]
    }

    /// The share of a stable word.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|coverage| coverage.key() == key)
    }

    /// The share in quarters: 1, 2, 3 or 4.
    #[must_use]
    pub const fn quarters(self) -> u8 {
        self as u8 + 1
    }

    /// The share as a fraction: 1/4, 1/2, 3/4 or 1.
    #[must_use]
    pub fn share(self) -> num_rational::Ratio<i64> {
        num_rational::Ratio::new(i64::from(self.quarters()), 4)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_shares_agree() {
        for relation in Relation::ALL {
            assert_eq!(Relation::from_key(relation.key()), Some(relation));
            assert_eq!(relation.inverse().inverse(), relation);
            assert_eq!(serde_json::to_value(relation).unwrap(), relation.key());
        }
        for coverage in Coverage::ALL {
            assert_eq!(Coverage::from_key(coverage.key()), Some(coverage));
            assert_eq!(serde_json::to_value(coverage).unwrap(), coverage.key());
        }
        assert_eq!(Relation::SubsetOf.inverse(), Relation::SupersetOf);
        assert_eq!(Coverage::Most.share(), num_rational::Ratio::new(3, 4));
        assert_eq!(Coverage::from_key("all"), None);
    }
}
