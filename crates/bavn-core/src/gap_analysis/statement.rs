//! The statement of applicability (*anvendelighedserklæring*): which requirements a municipality follows, why, and how far it is.
//!
//! ISO/IEC 27001:2022 clause 6.1.3 d asks for the necessary controls, why they are included, whether they are implemented, and why
//! controls of Annex A are left out. The same is said here of any framework.

use super::{Direct, Fraction, RequirementResult, Score};
use crate::catalogue::{Coverage, Relation};
use serde::Serialize;

/// What the municipality itself has said of a requirement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StatementEntry {
    /// Whether it is followed.
    pub is_included: bool,
    /// Why; may be empty for one that is included, never for one that is left out.
    pub reason: String,
}

impl StatementEntry {
    /// What is wrong with it on its own.
    #[must_use]
    pub fn fault(&self) -> Option<StatementFault> {
        (!self.is_included && self.reason.trim().is_empty()).then_some(StatementFault::ExcludedWithoutReason)
    }
}

/// What a row of the statement is made of.
#[derive(Clone, Copy, Debug)]
pub struct StatementInput<'a> {
    /// What the municipality has said; a requirement of which nothing is said is included.
    pub entry: Option<&'a StatementEntry>,
    /// How it stands in an analysis, if there is one.
    pub result: Option<&'a RequirementResult>,
    /// Whether a law that is in use demands the same through the same controls.
    pub is_demanded: bool,
    /// Whether a relevant control answers it, so that it is part of how risks are treated.
    pub is_treated: bool,
}

/// Why a requirement is included or left out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "kind", content = "text")]
pub enum StatementReason {
    /// The municipality's own words.
    Own(String),
    /// Drafted from data: a law demands the same through the same controls.
    Law,
    /// Drafted from data: controls that treat the municipality's risks answer it.
    Treatment,
    /// Neither words nor data say why.
    Missing,
}

impl StatementReason {
    /// The stable word.
    #[must_use]
    pub const fn key(&self) -> &'static str {
        match self {
            Self::Own(_) => "own",
            Self::Law => "law",
            Self::Treatment => "treatment",
            Self::Missing => "missing",
        }
    }

    /// Whether it was drafted from data and nobody has put it in their own words.
    #[must_use]
    pub const fn is_drafted(&self) -> bool {
        matches!(self, Self::Law | Self::Treatment)
    }

    /// Whether the municipality wrote it.
    #[must_use]
    pub const fn is_own(&self) -> bool {
        matches!(self, Self::Own(_))
    }
}

/// How far a requirement that is included has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ImplementationState {
    /// It has no level.
    NotAssessed,
    /// Its level is below 1.
    NotBegun,
    /// Its level is 1 or more and below its target.
    Partly,
    /// Its level is its target or more.
    Implemented,
}

impl ImplementationState {
    /// All states, the least first.
    pub const ALL: [Self; 4] = [Self::NotAssessed, Self::NotBegun, Self::Partly, Self::Implemented];

    /// The stable word.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::NotAssessed => "not_assessed",
            Self::NotBegun => "not_begun",
            Self::Partly => "partly",
            Self::Implemented => "implemented",
        }
    }

    /// The state of a level against its target; where there is no target, 3 is one: described, and in place.
    #[must_use]
    pub fn of(level: Option<Score>, target: Option<Score>) -> Self {
        let Some(level) = level.map(Score::fraction) else { return Self::NotAssessed };
        let target = target.map_or(Fraction::from_integer(3), Score::fraction);
        if level < Fraction::from_integer(1) {
            Self::NotBegun
        } else if level < target {
            Self::Partly
        } else {
            Self::Implemented
        }
    }
}

/// What an auditor would ask about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum StatementFault {
    /// It is left out, and nobody has written why.
    ExcludedWithoutReason,
    /// It is included, and neither words nor data say why.
    NoReason,
    /// It is included, but the analysis says that it does not concern the municipality.
    NotRelevantInAnalysis,
}

impl StatementFault {
    /// The stable word.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::ExcludedWithoutReason => "excluded_without_reason",
            Self::NoReason => "no_reason",
            Self::NotRelevantInAnalysis => "not_relevant_in_analysis",
        }
    }
}

/// What the statement says of a requirement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StatementRow {
    /// Whether it is followed.
    pub is_included: bool,
    /// Why.
    pub reason: StatementReason,
    /// How far it has come; `None` for one that is left out.
    pub state: Option<ImplementationState>,
    /// The level that counts in the analysis.
    pub level: Option<Score>,
    /// The level to reach.
    pub target: Option<Score>,
    /// What an auditor would ask about.
    pub fault: Option<StatementFault>,
}

impl StatementRow {
    /// The row that words and data give.
    #[must_use]
    pub fn of(input: StatementInput<'_>) -> Self {
        let is_included = input.entry.is_none_or(|entry| entry.is_included);
        let own = input.entry.map(|entry| entry.reason.trim()).filter(|reason| !reason.is_empty());
        let reason = match own {
            Some(own) => StatementReason::Own(own.to_owned()),
            // What is left out is never explained by data.
            None if !is_included => StatementReason::Missing,
            None if input.is_demanded => StatementReason::Law,
            None if input.is_treated => StatementReason::Treatment,
            None => StatementReason::Missing,
        };
        let level = input.result.and_then(RequirementResult::level);
        let target = input.result.and_then(RequirementResult::target);
        let is_relevant = input.result.is_none_or(|result| result.direct != Some(Direct::NotRelevant));
        let fault = match (is_included, &reason) {
            (false, StatementReason::Own(_)) => None,
            (false, _) => Some(StatementFault::ExcludedWithoutReason),
            (true, _) if !is_relevant => Some(StatementFault::NotRelevantInAnalysis),
            (true, StatementReason::Missing) => Some(StatementFault::NoReason),
            (true, _) => None,
        };
        let state = is_included.then(|| ImplementationState::of(level, target));
        Self { is_included, reason, state, level, target, fault }
    }
}

/// How many rows of a statement say what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct StatementCounts {
    /// All rows.
    pub requirements: usize,
    /// Those that are included.
    pub included: usize,
    /// Those that are left out.
    pub excluded: usize,
    /// Included ones that are implemented.
    pub implemented: usize,
    /// Included ones that are partly implemented.
    pub partly: usize,
    /// Included ones that are not begun.
    pub not_begun: usize,
    /// Included ones that are not assessed.
    pub not_assessed: usize,
    /// Those without a reason in the municipality's own words.
    pub without_own_reason: usize,
    /// Those that an auditor would ask about.
    pub faults: usize,
}

impl StatementCounts {
    /// Counts rows.
    #[must_use]
    pub fn of<'a>(rows: impl IntoIterator<Item = &'a StatementRow>) -> Self {
        let mut counts = Self::default();
        for row in rows {
            counts.requirements += 1;
            counts.without_own_reason += usize::from(!row.reason.is_own());
            counts.faults += usize::from(row.fault.is_some());
            match row.state {
                None => counts.excluded += 1,
                Some(state) => {
                    counts.included += 1;
                    match state {
                        ImplementationState::NotAssessed => counts.not_assessed += 1,
                        ImplementationState::NotBegun => counts.not_begun += 1,
                        ImplementationState::Partly => counts.partly += 1,
                        ImplementationState::Implemented => counts.implemented += 1,
                    }
                }
            }
        }
        counts
    }
}

/// Whether a reference is one of an annex of controls, such as `A.5.1` of ISO/IEC 27001.
///
/// Of a framework that has such an annex only the annex is stated: whoever claims the standard may not leave out its clauses.
#[must_use]
pub fn is_of_annex(reference: &str) -> bool {
    reference.strip_prefix("A.").is_some_and(|rest| rest.starts_with(|letter: char| letter.is_ascii_digit()))
}

/// Whether a law demands a requirement through a control: the control is at least half of the requirement, and what it asks for lies
/// within what the law asks for, or is at least half of it.
#[must_use]
pub fn is_demanded_through(of_requirement: Coverage, to_law: Relation, of_law: Coverage) -> bool {
    let is_within = matches!(to_law, Relation::Equal | Relation::SubsetOf);
    of_requirement >= Coverage::Half && (is_within || of_law >= Coverage::Half)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{gap_analysis::Bounds, ids::RequirementId};
    use proptest::prelude::*;

    fn score(numerator: i128, denominator: i128) -> Score {
        Score::new(Fraction::new(numerator, denominator)).unwrap()
    }

    fn result(direct: Option<Direct>) -> RequirementResult {
        RequirementResult {
            id: RequirementId(uuid::Uuid::nil()),
            reference: "A.5.1".into(),
            is_assessable: true,
            derived: None,
            direct,
            below: None,
            covered: 0,
            bounds: Bounds { lower: score(0, 1), upper: score(5, 1) },
            target: None,
            relevant: 0,
            assessed: 0,
        }
    }

    fn entry(is_included: bool, reason: &str) -> StatementEntry {
        StatementEntry { is_included, reason: reason.into() }
    }

    const NOTHING: StatementInput<'static> =
        StatementInput { entry: None, result: None, is_demanded: false, is_treated: false };

    #[test]
    fn the_state_is_the_level_against_the_target() {
        use ImplementationState as S;
        for (level, target, expected) in [
            (None, Some(score(3, 1)), S::NotAssessed),
            (Some(score(0, 1)), Some(score(3, 1)), S::NotBegun),
            (Some(score(99, 100)), Some(score(3, 1)), S::NotBegun),
            (Some(score(1, 1)), Some(score(3, 1)), S::Partly),
            (Some(score(299, 100)), Some(score(3, 1)), S::Partly),
            (Some(score(3, 1)), Some(score(3, 1)), S::Implemented),
            (Some(score(4, 1)), Some(score(9, 2)), S::Partly),
            (Some(score(5, 2)), None, S::Partly),
            (Some(score(3, 1)), None, S::Implemented),
            // Nothing is implemented at nothing, whatever the target.
            (Some(score(0, 1)), Some(score(0, 1)), S::NotBegun),
        ] {
            assert_eq!(S::of(level, target), expected, "{level:?} {target:?}");
        }
    }

    #[test]
    fn what_nobody_spoke_of_is_included_with_the_best_reason_that_data_gives() {
        let law = StatementRow::of(StatementInput { is_demanded: true, is_treated: true, ..NOTHING });
        assert_eq!((law.is_included, law.reason.key(), law.fault), (true, "law", None));
        let treated = StatementRow::of(StatementInput { is_treated: true, ..NOTHING });
        assert!(treated.reason.is_drafted() && treated.fault.is_none());
        let none = StatementRow::of(NOTHING);
        assert_eq!((none.reason, none.fault), (StatementReason::Missing, Some(StatementFault::NoReason)));
        assert_eq!(none.state, Some(ImplementationState::NotAssessed));
    }

    #[test]
    fn own_words_go_before_what_is_drafted() {
        let own = entry(true, "  Sundhedsdata kræver det. ");
        let row = StatementRow::of(StatementInput { entry: Some(&own), is_demanded: true, ..NOTHING });
        assert_eq!(row.reason, StatementReason::Own("Sundhedsdata kræver det.".into()));
    }

    #[test]
    fn what_the_analysis_calls_irrelevant_is_asked_about_unless_it_is_left_out() {
        let irrelevant = result(Some(Direct::NotRelevant));
        let input = StatementInput { result: Some(&irrelevant), is_treated: true, ..NOTHING };
        assert_eq!(StatementRow::of(input).fault, Some(StatementFault::NotRelevantInAnalysis));
        let out = entry(false, "Ingen egen udvikling.");
        let row = StatementRow::of(StatementInput { entry: Some(&out), ..input });
        assert_eq!((row.fault, row.state), (None, None));
    }

    #[test]
    fn rows_are_counted_once() {
        let level = result(Some(Direct::Level(score(3, 1))));
        let (out, silent) = (entry(false, "Findes ikke her."), entry(false, " "));
        let rows = [
            StatementRow::of(StatementInput { result: Some(&level), is_demanded: true, ..NOTHING }),
            StatementRow::of(StatementInput { entry: Some(&out), ..NOTHING }),
            StatementRow::of(StatementInput { entry: Some(&silent), is_demanded: true, ..NOTHING }),
            StatementRow::of(NOTHING),
        ];
        let counts = StatementCounts::of(&rows);
        assert_eq!((counts.requirements, counts.included, counts.excluded), (4, 2, 2));
        assert_eq!((counts.implemented, counts.not_assessed, counts.without_own_reason), (1, 1, 3));
        assert_eq!(counts.faults, 2);
    }

    #[test]
    fn the_annex_is_known_by_its_references() {
        assert!(is_of_annex("A.5.1") && is_of_annex("A.8.34"));
        assert!(!["4.1", "A", "A.", "AD-03", "21(2)(a)", "a.5.1"].into_iter().any(is_of_annex));
    }

    #[test]
    fn a_law_demands_what_the_main_control_of_a_requirement_has_from_it() {
        use Coverage::{Full, Half, Some as Little};
        // The policy is most of A.5.1 and lies within NIS 2 article 21(2)(a), though it is only a little of that.
        assert!(is_demanded_through(Coverage::Most, Relation::SubsetOf, Little));
        assert!(is_demanded_through(Half, Relation::Intersects, Half));
        assert!(!is_demanded_through(Full, Relation::Intersects, Little), "they only touch");
        assert!(!is_demanded_through(Little, Relation::Equal, Full), "the control is a small part of the requirement");
    }

    proptest! {
        #[test]
        fn left_out_without_a_reason_is_always_a_fault(
            reason in "[ \t\n]{0,5}|[a-zæøå ]{0,20}",
            is_included: bool,
            is_demanded: bool,
            is_treated: bool,
            direct in prop::option::of(0_i128..=50),
        ) {
            let direct = direct.map(|tenths| Direct::Level(score(tenths, 10)));
            let (own, result) = (entry(is_included, &reason), result(direct));
            let row = StatementRow::of(StatementInput { entry: Some(&own), result: Some(&result), is_demanded, is_treated });
            let is_silent = reason.trim().is_empty();
            prop_assert_eq!(row.fault == Some(StatementFault::ExcludedWithoutReason), !is_included && is_silent);
            prop_assert_eq!(own.fault().is_some(), !is_included && is_silent);
            // Data never explains what is left out, and what is left out has no state.
            prop_assert!(is_included || !row.reason.is_drafted());
            prop_assert_eq!(row.state.is_some(), is_included);
            let counts = StatementCounts::of([&row]);
            prop_assert_eq!(counts.included + counts.excluded, counts.requirements);
        }
    }
}
