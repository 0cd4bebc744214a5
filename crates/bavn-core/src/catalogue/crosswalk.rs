//! How two frameworks answer each other through the common control set.
//!
//! Two requirements meet where a control answers both. Through one control they share the smaller of its two coverages, and through several
//! the greatest of these: a bound that a reader can check, for nobody has compared the two texts themselves. The relation is told only
//! where it follows: with A within the control and the control within B, A is within B. All else is [`Relation::Intersects`].
//!
//! A mapping set that somebody published says of two requirements themselves how they stand to each other. Such a link is kept beside what
//! follows from the controls and never mixed with it: the reader sees both.

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

/// What a published mapping set says of two requirements; the number stands for the link.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct DirectLink {
    /// The link, by a number of the caller's.
    pub link: usize,
    /// The first requirement, as a place in the first list.
    #[serde(skip)]
    pub from: usize,
    /// The second requirement, as a place in the second list.
    #[serde(skip)]
    pub to: usize,
    /// How the first stands to the second.
    pub relation: Relation,
}

/// Two requirements that share controls, or that a mapping set links.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CrosswalkPair {
    /// The first, as a place in the first list.
    pub from: usize,
    /// The second, as a place in the second list.
    pub to: usize,
    /// The greatest share through one control; nothing when they share none.
    pub share: Option<Coverage>,
    /// How the first stands to the second, as far as it follows from the controls; nothing when they share none.
    pub relation: Option<Relation>,
    /// The controls they share, by number.
    pub through: Vec<Through>,
    /// The links of mapping sets between them, in the caller's order.
    pub direct: Vec<DirectLink>,
}

/// All pairs of requirements that share controls or that a link joins, in the order of both lists. Each requirement is the controls that
/// answer it; one that nothing answers and nothing links is in no pair. The work grows with the pairs, not with all that could be.
#[must_use]
pub fn crosswalk(from: &[Vec<Answer>], to: &[Vec<Answer>], links: &[DirectLink]) -> Vec<CrosswalkPair> {
    let mut by_control: BTreeMap<usize, Vec<(usize, Answer)>> = BTreeMap::new();
    for (place, answers) in to.iter().enumerate() {
        for answer in answers {
            by_control.entry(answer.control).or_default().push((place, *answer));
        }
    }
    let mut by_from: BTreeMap<usize, Vec<DirectLink>> = BTreeMap::new();
    for link in links {
        by_from.entry(link.from).or_default().push(*link);
    }
    let of = |(place, answers): (usize, &Vec<Answer>)| {
        pairs_of(place, answers, &by_control, by_from.get(&place).map_or(&[], Vec::as_slice))
    };
    from.iter().enumerate().flat_map(of).collect()
}

/// What two requirements have in common, as it is found.
#[derive(Default)]
struct Common {
    shared: Vec<(Answer, Answer)>,
    direct: Vec<DirectLink>,
}

fn pairs_of(
    from: usize,
    answers: &[Answer],
    by_control: &BTreeMap<usize, Vec<(usize, Answer)>>,
    links: &[DirectLink],
) -> Vec<CrosswalkPair> {
    let mut found: BTreeMap<usize, Common> = BTreeMap::new();
    for answer in answers {
        for (to, other) in by_control.get(&answer.control).into_iter().flatten() {
            found.entry(*to).or_default().shared.push((*answer, *other));
        }
    }
    for link in links {
        found.entry(link.to).or_default().direct.push(*link);
    }
    found.into_iter().map(|(to, common)| pair(from, to, common)).collect()
}

fn pair(from: usize, to: usize, common: Common) -> CrosswalkPair {
    let Common { mut shared, direct } = common;
    shared.sort_by_key(|(answer, _)| answer.control);
    let share = shared.iter().map(|(one, other)| one.coverage.min(other.coverage)).max();
    let within = shared.iter().any(|(one, other)| one.relation.covers_all() && is_part(other.relation));
    let around = shared.iter().any(|(one, other)| is_part(one.relation) && other.relation.covers_all());
    let relation = share.map(|_| match (within, around) {
        (true, true) => Relation::Equal,
        (true, false) => Relation::SubsetOf,
        (false, true) => Relation::SupersetOf,
        (false, false) => Relation::Intersects,
    });
    let through = shared
        .into_iter()
        .map(|(one, other)| Through { control: one.control, from: one.coverage, to: other.coverage })
        .collect();
    CrosswalkPair { from, to, share, relation, through, direct }
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
        let pairs = crosswalk(&from, &to, &[]);
        assert_eq!(pairs.len(), 1);
        assert_eq!((pairs[0].from, pairs[0].to, pairs[0].share), (0, 1, Some(Coverage::Half)));
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
            assert_eq!(crosswalk(&side(one), &side(other), &[])[0].relation, Some(expected), "{one:?} {other:?}");
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
        let there = crosswalk(from, to, &[]);
        let back = crosswalk(to, from, &[]);
        assert_eq!(there.len(), back.len());
        for pair in &there {
            let other = back.iter().find(|one| (one.from, one.to) == (pair.to, pair.from)).unwrap();
            assert_eq!((other.share, other.relation), (pair.share, pair.relation.map(Relation::inverse)));
        }
    }

    #[test]
    fn a_link_stands_beside_what_follows_from_the_controls() {
        let from = [vec![answer(1, Relation::Equal, Coverage::Full)], Vec::new()];
        let to = [vec![answer(1, Relation::Equal, Coverage::Full)], Vec::new()];
        let links = [
            DirectLink { link: 7, from: 0, to: 0, relation: Relation::Intersects },
            DirectLink { link: 8, from: 1, to: 1, relation: Relation::SubsetOf },
        ];
        let pairs = crosswalk(&from, &to, &links);
        assert_eq!(pairs.len(), 2);
        assert_eq!((pairs[0].relation, pairs[0].direct[0].relation), (Some(Relation::Equal), Relation::Intersects));
        assert_eq!((pairs[1].share, pairs[1].relation, pairs[1].direct.len()), (None, None, 1));
    }
}
