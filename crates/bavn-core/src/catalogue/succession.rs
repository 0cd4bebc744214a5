//! Controls that become others: what is carried from the old to the new.
//!
//! **Split**: each part gets the answer as it is. A mapping goes to the parts chosen; where it goes to several, the share covered is
//! divided among them, rounded down to a step and never to less than the least.
//!
//! **Merge**: the lower documentation and the lower implementation of the relevant controls, so that nothing is said to be better than
//! its weakest part; a level is carried only when all of them have it. Texts are joined, each after its control's code. Mappings to the
//! same requirement are added up.

use super::{Coverage, Level, Relation};

/// The most characters of a note, a finding and a reason.
const MOST: (usize, usize, usize) = (4000, 2000, 1000);

/// What was answered to a control, as far as it is carried to the next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CarriedAnswer {
    /// Whether the control has a bearing.
    pub is_relevant: bool,
    /// The level of what is written and approved.
    pub documentation: Option<Level>,
    /// The level of what is done.
    pub implementation: Option<Level>,
    /// Why it has no bearing.
    pub reason: String,
    /// What the assessor saw.
    pub note: String,
    /// The finding.
    pub finding: String,
}

/// The answer to a control made of several, each given with its code.
///
/// Those without a bearing are left out; if none has one, neither has the new control. Nothing answered gives nothing answered.
#[must_use]
pub fn merge_answers(answers: &[(&str, CarriedAnswer)]) -> CarriedAnswer {
    let relevant: Vec<&CarriedAnswer> = answers.iter().map(|(_, one)| one).filter(|one| one.is_relevant).collect();
    let is_relevant = !relevant.is_empty() || answers.is_empty();
    let lowest = |level: fn(&CarriedAnswer) -> Option<Level>| {
        let levels: Option<Vec<Level>> = relevant.iter().map(|one| level(one)).collect();
        levels.and_then(|levels| levels.into_iter().min())
    };
    let joined = |text: fn(&CarriedAnswer) -> &str, most: usize| {
        let parts = answers.iter().filter(|(_, one)| !text(one).is_empty());
        let lines: Vec<String> = parts.map(|(code, one)| format!("{code}: {}", text(one))).collect();
        cut(&lines.join("\n\n"), most)
    };
    CarriedAnswer {
        is_relevant,
        documentation: lowest(|one| one.documentation),
        implementation: lowest(|one| one.implementation),
        reason: if is_relevant { String::new() } else { joined(|one| &one.reason, MOST.2) },
        note: joined(|one| &one.note, MOST.0),
        finding: joined(|one| &one.finding, MOST.1),
    }
}

fn cut(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    text.chars().take(most.saturating_sub(1)).chain(['…']).collect()
}

/// The mapping of each of the parts that a control's mapping goes to; `parts` is their number, 1 or more.
#[must_use]
pub fn split_mapping(relation: Relation, coverage: Coverage, parts: u8) -> (Relation, Coverage) {
    if parts <= 1 {
        return (relation, coverage);
    }
    let quarters = (coverage.quarters() / parts).max(1);
    let relation = match relation {
        // A part of what is equal to the requirement, or within it, lies within it.
        Relation::Equal | Relation::SubsetOf => Relation::SubsetOf,
        Relation::SupersetOf | Relation::Intersects => Relation::Intersects,
    };
    (relation, of_quarters(quarters))
}

/// The mapping of a control made of several to a requirement that these answer; none answers it, none is carried.
#[must_use]
pub fn merge_mappings(mappings: &[(Relation, Coverage)]) -> Option<(Relation, Coverage)> {
    let [(relation, coverage)] = mappings else {
        let sum: u32 = mappings.iter().map(|(_, coverage)| u32::from(coverage.quarters())).sum();
        let is_any = |wanted: fn(Relation) -> bool| mappings.iter().any(|(relation, _)| wanted(*relation));
        let relation = if is_any(Relation::covers_all) {
            Relation::SupersetOf
        } else if is_any(|relation| relation == Relation::Intersects) {
            Relation::Intersects
        } else {
            Relation::SubsetOf
        };
        return (!mappings.is_empty()).then(|| (relation, of_quarters(u8::try_from(sum.min(4)).unwrap_or(4))));
    };
    // The new control demands more than this one did: it covers the requirement and more, or overlaps with it.
    let relation = match relation {
        Relation::Equal | Relation::SupersetOf => Relation::SupersetOf,
        Relation::SubsetOf | Relation::Intersects => Relation::Intersects,
    };
    Some((relation, *coverage))
}

fn of_quarters(quarters: u8) -> Coverage {
    Coverage::ALL[usize::from(quarters.clamp(1, 4)) - 1]
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn level(number: i64) -> Option<Level> {
        Level::from_i64(number).ok()
    }

    fn answer(documentation: i64, implementation: i64, note: &str) -> CarriedAnswer {
        CarriedAnswer {
            is_relevant: true,
            documentation: level(documentation),
            implementation: level(implementation),
            reason: String::new(),
            note: note.to_owned(),
            finding: String::new(),
        }
    }

    #[test]
    fn worked_example_of_a_merge() {
        // AD-03 is written down well and half done, AD-04 the other way round; AD-05 has no bearing here.
        let away = CarriedAnswer { is_relevant: false, reason: "Ingen leverandører".into(), ..answer(-1, -1, "") };
        let merged = merge_answers(&[
            ("AD-03", answer(4, 2, "Politik fra 2025")),
            ("AD-04", answer(1, 3, "")),
            ("AD-05", away.clone()),
        ]);
        assert_eq!((merged.documentation, merged.implementation), (level(1), level(2)));
        assert_eq!(
            (merged.note.as_str(), merged.is_relevant, merged.reason.as_str()),
            ("AD-03: Politik fra 2025", true, "")
        );
        // One of them is not answered: neither is the whole.
        let open = merge_answers(&[("AD-03", answer(4, 2, "a")), ("AD-04", answer(3, -1, "b"))]);
        assert_eq!(
            (open.documentation, open.implementation, open.note.as_str()),
            (level(3), None, "AD-03: a\n\nAD-04: b")
        );
        let none = merge_answers(&[("AD-05", away.clone()), ("AD-06", away)]);
        assert_eq!((none.is_relevant, none.documentation), (false, None));
        assert_eq!(none.reason, "AD-05: Ingen leverandører\n\nAD-06: Ingen leverandører");
        assert_eq!(merge_answers(&[]), CarriedAnswer { note: String::new(), ..answer(-1, -1, "") });
    }

    #[test]
    fn worked_example_of_mappings() {
        use {Coverage::*, Relation::*};
        assert_eq!(split_mapping(Equal, Full, 2), (SubsetOf, Half));
        assert_eq!(split_mapping(SupersetOf, Full, 3), (Intersects, Some));
        assert_eq!(split_mapping(SubsetOf, Most, 2), (SubsetOf, Some));
        assert_eq!(split_mapping(Equal, Full, 1), (Equal, Full));
        assert_eq!(merge_mappings(&[(SubsetOf, Half), (SubsetOf, Some)]), Option::Some((SubsetOf, Most)));
        assert_eq!(merge_mappings(&[(Intersects, Most), (SubsetOf, Half)]), Option::Some((Intersects, Full)));
        assert_eq!(merge_mappings(&[(Equal, Full), (SubsetOf, Half)]), Option::Some((SupersetOf, Full)));
        assert_eq!(merge_mappings(&[(SubsetOf, Half)]), Option::Some((Intersects, Half)));
        assert_eq!(merge_mappings(&[]), None);
    }

    fn any_answer() -> impl Strategy<Value = CarriedAnswer> {
        (any::<bool>(), -1_i64..6, -1_i64..6, ".{0,2000}").prop_map(
            |(is_relevant, documentation, implementation, text)| CarriedAnswer {
                is_relevant,
                reason: text.clone(),
                finding: text.clone(),
                ..answer(documentation, implementation, &text)
            },
        )
    }

    proptest! {
        #[test]
        fn nothing_merged_is_better_than_its_weakest_part(parts in prop::collection::vec(any_answer(), 2..5)) {
            let named: Vec<_> = parts.iter().map(|part| ("K", part.clone())).collect();
            let merged = merge_answers(&named);
            for part in parts.iter().filter(|part| part.is_relevant) {
                prop_assert!(merged.documentation.is_none_or(|level| part.documentation.is_some_and(|own| level <= own)));
                prop_assert!(merged.implementation.is_none_or(|level| part.implementation.is_some_and(|own| level <= own)));
            }
            prop_assert_eq!(merged.is_relevant, parts.iter().any(|part| part.is_relevant));
            prop_assert!(merged.note.chars().count() <= MOST.0 && merged.finding.chars().count() <= MOST.1);
            prop_assert!(merged.reason.chars().count() <= MOST.2);
            let mut other: Vec<_> = named.clone();
            other.reverse();
            let turned = merge_answers(&other);
            prop_assert_eq!((merged.documentation, merged.implementation), (turned.documentation, turned.implementation));
        }

        #[test]
        fn parts_do_not_cover_more_than_the_whole_but_for_the_least_step(coverage in 0_usize..4, relation in 0_usize..4, parts in 1_u8..6) {
            let (coverage, relation) = (Coverage::ALL[coverage], Relation::ALL[relation]);
            let (part, share) = split_mapping(relation, coverage, parts);
            prop_assert!(share <= coverage);
            prop_assert!(share.quarters() == 1 || share.quarters() * parts <= coverage.quarters());
            prop_assert!(parts == 1 || !part.covers_all());
        }

        #[test]
        fn a_merge_covers_no_less_than_each_part(parts in prop::collection::vec((0_usize..4, 0_usize..4), 1..5)) {
            let parts: Vec<_> = parts.into_iter().map(|(relation, coverage)| (Relation::ALL[relation], Coverage::ALL[coverage])).collect();
            let (_, whole) = merge_mappings(&parts).unwrap();
            prop_assert!(parts.iter().all(|(_, coverage)| *coverage <= whole));
        }
    }
}
