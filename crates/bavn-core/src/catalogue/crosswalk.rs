//! How two frameworks answer each other through the common control set.
//!
//! Two requirements meet where a control answers both. Through one control they share the smaller of its two coverages, and through several
//! the greatest of these: a bound that a reader can check, for nobody has compared the two texts themselves. The relation is told only
//! where it follows: with A within the control and the control within B, A is within B. All else is [`Relation::Intersects`].

use super::{Coverage, Relation};
use serde::Serialize;
use std::collections::BTreeMap;

/// That a control answers a requirement; the number stands for the control.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The control, by a number of the caller's.
    pub control: usize,
    /// How the control stands to the requirement.
    pub relation: Relation,
    /// How much of the requirement it covers.
    pub coverage: Coverage,
}

/// A control that two requirements share.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Through {
    /// The control, by the caller's number.
    pub control: usize,
    /// How much of the first requirement it covers.
    pub from: Coverage,
    /// How much of the second requirement it covers.
    pub to: Coverage,
}

/// Two requirements that share controls.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CrosswalkPair {
    /// The first, as a place in the first list.
    pub from: usize,
    /// The second, as a place in the second list.
    pub to: usize,
    /// The greatest share through one control.
    pub share: Coverage,
    /// How the first stands to the second, as far as it follows.
    pub relation: Relation,
    /// The controls they share, by number.
    pub through: Vec<Through>,
}

/// All pairs of requirements that share controls, in the order of both lists. Each requirement is the controls that answer it; one that
/// nothing answers is in no pair.
#[must_use]
pub fn crosswalk(from: &[Vec<Answer>], to: &[Vec<Answer>]) -> Vec<CrosswalkPair> {
    let mut by_control: BTreeMap<usize, Vec<(usize, Answer)>> = BTreeMap::new();
    for (place, answers) in to.iter().enumerate() {
        for answer in answers {
            by_control.entry(answer.control).or_default().push((place, *answer));
        }
    }
    from.iter().enumerate().flat_map(|(place, answers)| pairs_of(place, answers, &by_control)).collect()
}

fn pairs_of(from: usize, answers: &[Answer], by_control: &BTreeMap<usize, Vec<(usize, Answer)>>) -> Vec<CrosswalkPair> {
    let mut shared: BTreeMap<usize, Vec<(Answer, Answer)>> = BTreeMap::new();
    for answer in answers {
        for (to, other) in by_control.get(&answer.control).into_iter().flatten() {
            shared.entry(*to).or_default().push((*answer, *other));
        }
    }
    shared.into_iter().filter_map(|(to, shared)| pair(from, to, shared)).collect()
}

fn pair(from: usize, to: usize, mut shared: Vec<(Answer, Answer)>) -> Option<CrosswalkPair> {
    shared.sort_by_key(|(answer, _)| answer.control);
    let share = shared.iter().map(|(one, other)| one.coverage.min(other.coverage)).max()?;
    let within = shared.iter().any(|(one, other)| one.relation.covers_all() && is_part(other.relation));
    let around = shared.iter().any(|(one, other)| is_part(one.relation) && other.relation.covers_all());
    let relation = match (within, around) {
        (true, true) => Relation::Equal,
        (true, false) => Relation::SubsetOf,
        (false, true) => Relation::SupersetOf,
        (false, false) => Relation::Intersects,
    };
    let through = shared
        .into_iter()
        .map(|(one, other)| Through { control: one.control, from: one.coverage, to: other.coverage })
        .collect();
    Some(CrosswalkPair { from, to, share, relation, through })
}

/// Whether the control lies within the requirement.
const fn is_part(relation: Relation) -> bool {
    matches!(relation, Relation::Equal | Relation::SubsetOf)
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn answer(control: usize, relation: Relation, coverage: Coverage) -> Answer {
        Answer { control, relation, coverage }
    }

    #[test]
    fn the_share_is_the_best_of_the_smaller_coverages() {
        let from = [vec![
            answer(1, Relation::Intersects, Coverage::Full),
            answer(2, Relation::Intersects, Coverage::Half),
            answer(3, Relation::Intersects, Coverage::Full),
        ]];
        let to = [
            vec![answer(9, Relation::Equal, Coverage::Full)],
            vec![answer(2, Relation::Intersects, Coverage::Most), answer(1, Relation::Intersects, Coverage::Some)],
        ];
        // Through 1: min(4/4, 1/4) = 1/4. Through 2: min(2/4, 3/4) = 2/4. The greatest is 2/4.
        let pairs = crosswalk(&from, &to);
        assert_eq!(pairs.len(), 1);
        assert_eq!((pairs[0].from, pairs[0].to, pairs[0].share), (0, 1, Coverage::Half));
        assert_eq!(pairs[0].through.iter().map(|one| one.control).collect::<Vec<_>>(), [1, 2]);
    }

    #[test]
    fn a_relation_is_told_only_where_it_follows() {
        use Relation::{Equal, Intersects, SubsetOf, SupersetOf};
        for (one, other, expected) in [
            (Equal, Equal, Equal),
            (Equal, SubsetOf, SubsetOf),
            (SupersetOf, Equal, SubsetOf),
            (SupersetOf, SubsetOf, SubsetOf),
            (SubsetOf, SupersetOf, SupersetOf),
            (Equal, SupersetOf, SupersetOf),
            (SupersetOf, SupersetOf, Intersects),
            (SubsetOf, SubsetOf, Intersects),
            (Intersects, Equal, Intersects),
        ] {
            let side = |relation| [vec![answer(1, relation, Coverage::Full)]];
            assert_eq!(crosswalk(&side(one), &side(other))[0].relation, expected, "{one:?} {other:?}");
        }
    }

    #[test]
    fn the_other_way_round_gives_the_same_shares_and_the_opposite_relations() {
        let sides: Vec<Vec<Answer>> = (0..12)
            .map(|place: usize| {
                let controls = (0..4).map(|step| (place * 5 + step * 7) % 11);
                let kind = |control: usize| Relation::ALL[(place + control) % 4];
                let mut controls: Vec<usize> = controls.collect();
                controls.sort_unstable();
                controls.dedup();
                controls.into_iter().map(|one| answer(one, kind(one), Coverage::ALL[(place * one) % 4])).collect()
            })
            .collect();
        let (from, to) = sides.split_at(6);
        let there = crosswalk(from, to);
        let back = crosswalk(to, from);
        assert_eq!(there.len(), back.len());
        for pair in &there {
            let other = back.iter().find(|one| (one.from, one.to) == (pair.to, pair.from)).unwrap();
            let opposite = match pair.relation {
                Relation::SubsetOf => Relation::SupersetOf,
                Relation::SupersetOf => Relation::SubsetOf,
                same => same,
            };
            assert_eq!((other.share, other.relation), (pair.share, opposite));
        }
    }
}
