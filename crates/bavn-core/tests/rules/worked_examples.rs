//! Examples that a practitioner can follow with a pencil.

use crate::build::{area, assessed, control, control_id, level, not_relevant, requirement_id};
use bavn_core::{
    catalogue::Coverage,
    gap_analysis::{
        AreaInput, ChangeKind, EvaluationError, Fraction, FrameworkInput, Link, Part, RequirementInput, Score,
        Standing, WhatIfError, compare, evaluate, framework_view, what_if, worst_first,
    },
    lang::Lang,
};

fn fraction(numerator: i128, denominator: i128) -> Score {
    Score::new(Fraction::new(numerator, denominator)).unwrap()
}

/// Three areas:
///
/// ```text
/// A1, weight 4   C-01 weight 3: documentation 2, implementation 1 -> 1      target 3
///                C-02 weight 2: documentation 2, implementation 4 -> 2      target 3
///                C-03 weight 1: only documentation 3              -> started, not assessed; target 4
///                score  = (3*1 + 2*2) / (3+2)         = 7/5   = 1.4
///                target = (3*3 + 2*3 + 1*4) / (3+2+1) = 19/6  = 3.1666… -> 3.2
/// A2, weight 5   C-04 weight 5: 2 and 2                           -> 2      target 4
///                C-05 weight 1: not relevant                      -> counts nowhere; target 5
///                score  = 2, target = 4
/// A3, weight 3   C-06 weight 2: not assessed                      -> no score; target 3
///                score  = none, target = 3
/// total score  = (4*7/5 + 5*2) / (4+5)          = (28/5 + 50/5) / 9 = 78/45 = 26/15 = 1.7333… -> 1.7
/// total target = (4*19/6 + 5*4 + 3*3) / (4+5+3) = (38/3 + 29) / 12  = 125/36       = 3.4722… -> 3.5
/// assessed     = 3 of 5 relevant of 6; 1 started
/// ```
fn example() -> Vec<AreaInput> {
    vec![
        area(
            1,
            4,
            vec![
                control(1, 3, 3, assessed(2, 1)),
                control(2, 2, 3, assessed(2, 4)),
                control(3, 1, 4, Standing::Started { part: Part::Documentation, level: level(3) }),
            ],
        ),
        area(2, 5, vec![control(4, 5, 4, assessed(2, 2)), control(5, 1, 5, not_relevant())]),
        area(3, 3, vec![control(6, 2, 3, Standing::NotAssessed)]),
    ]
}

#[test]
fn the_score_rule() {
    let evaluation = evaluate(&example()).unwrap();
    let scores: Vec<Option<Score>> = evaluation.areas.iter().map(|area| area.score()).collect();
    assert_eq!(scores, [Some(fraction(7, 5)), Some(fraction(2, 1)), None]);
    let targets: Vec<Option<Score>> = evaluation.areas.iter().map(|area| area.target()).collect();
    assert_eq!(targets, [Some(fraction(19, 6)), Some(fraction(4, 1)), Some(fraction(3, 1))]);
    assert_eq!(evaluation.score(), Some(fraction(26, 15)));
    assert_eq!(evaluation.target(), Some(fraction(125, 36)));
    assert_eq!(evaluation.score().unwrap().one_decimal().text(Lang::Da), "1,7");
    assert_eq!(evaluation.target().unwrap().one_decimal().text(Lang::En), "3.5");
    let counts = evaluation.counts;
    assert_eq!((counts.assessed, counts.relevant, counts.total, counts.started), (3, 5, 6, 1));
    assert!(!counts.is_complete());
}

#[test]
fn a_figure_carries_what_it_was_made_of() {
    let evaluation = evaluate(&example()).unwrap();
    let total = evaluation.score.as_ref().unwrap();
    let terms: Vec<(usize, u32, Score)> =
        total.terms.iter().map(|term| (term.index, term.weight, term.value)).collect();
    assert_eq!(terms, [(0, 4, fraction(7, 5)), (1, 5, fraction(2, 1))]);
    assert_eq!((total.weighted_sum, total.weight_sum), (Fraction::new(78, 5), 9));
    let first = evaluation.areas[0].score.as_ref().unwrap();
    assert_eq!((first.weighted_sum, first.weight_sum), (Fraction::from_integer(7), 5));
}

#[test]
fn nothing_assessed_is_no_score_and_not_zero() {
    let evaluation = evaluate(&[area(1, 4, vec![control(1, 3, 3, Standing::NotAssessed)])]).unwrap();
    assert_eq!((evaluation.score(), evaluation.target()), (None, Some(fraction(3, 1))));
    let empty = evaluate(&[]).unwrap();
    assert_eq!((empty.score(), empty.target(), empty.counts.relevant), (None, None, 0));
}

/// The total of [`example`] is 26/15. Reaching its target raises it
///
/// ```text
/// C-01  by 4*3*(3-1) / (9*5) = 24/45 = 8/15
/// C-02  by 4*2*(3-2) / (9*5) =  8/45
/// C-04  by 5*5*(4-2) / (9*5) = 50/45 = 10/9
/// ```
#[test]
fn the_worst_gap_is_the_one_that_holds_the_total_down_most() {
    let areas = example();
    let evaluation = evaluate(&areas).unwrap();
    let gaps: Vec<(usize, usize, u8, Fraction)> =
        worst_first(&evaluation).iter().map(|gap| (gap.area, gap.control, gap.missing, gap.total_rise)).collect();
    let expected = [(1, 0, 2, Fraction::new(10, 9)), (0, 0, 2, Fraction::new(8, 15)), (0, 1, 1, Fraction::new(8, 45))];
    assert_eq!(gaps, expected);
    for (at, inside, _, rise) in gaps {
        let control = &areas[at].controls[inside];
        let answer = what_if(&areas, control.id, control.target, control.target).unwrap();
        let (before, after) = (answer.total.before.unwrap(), answer.total.after.unwrap());
        assert_eq!(after.fraction() - before.fraction(), rise);
    }
}

#[test]
fn what_an_answer_would_change() {
    // C-06 at 1 gives A3 a score: total = (4*7/5 + 5*2 + 3*1) / 12 = (93/5) / 12 = 31/20 = 1.55 -> 1.6
    let answer = what_if(&example(), control_id(6), level(1), level(5)).unwrap();
    assert_eq!((answer.area.before, answer.area.after), (None, Some(fraction(1, 1))));
    assert_eq!((answer.total.before, answer.total.after), (Some(fraction(26, 15)), Some(fraction(31, 20))));
    assert_eq!(answer.total.tenths(), Some(16 - 17));
    assert_eq!(
        what_if(&example(), control_id(99), level(1), level(1)),
        Err(WhatIfError::UnknownControl(control_id(99)))
    );
}

#[test]
fn what_changed_since_the_last_analysis() {
    let earlier = example();
    let mut later = example();
    later[0].controls[0].standing = assessed(3, 3); // 1 -> 3
    later[0].controls[1].standing = assessed(3, 2); // still 2, other parts
    later[0].controls[2].standing = assessed(3, 3); // newly assessed
    later[1].controls[0].standing = assessed(1, 2); // 2 -> 1
    later[1].controls[1].standing = Standing::NotAssessed; // was not relevant
    later[2].controls[0] = control(7, 1, 3, not_relevant()); // C-06 is gone, C-07 is new
    let comparison = compare(&evaluate(&earlier).unwrap(), &evaluate(&later).unwrap());
    let kinds: Vec<(&str, ChangeKind)> =
        comparison.controls.iter().map(|control| (control.code.as_str(), control.kind)).collect();
    assert_eq!(
        kinds,
        [
            ("C-01", ChangeKind::Raised),
            ("C-02", ChangeKind::PartChanged),
            ("C-03", ChangeKind::NewlyAssessed),
            ("C-04", ChangeKind::Lowered),
            ("C-05", ChangeKind::MadeRelevant),
            ("C-07", ChangeKind::Added),
            ("C-06", ChangeKind::Removed),
        ]
    );
    assert_eq!(comparison.count(ChangeKind::Raised), 1);
    // A1: (3*3 + 2*2 + 1*3) / 6 = 16/6 = 8/3, was 7/5; A2: 1, was 2; total (4*8/3 + 5) / 9 = 47/27 = 1.74 -> 1.7.
    let areas: Vec<ChangeKind> = comparison.areas.iter().map(|area| area.kind).collect();
    assert_eq!(areas, [ChangeKind::Raised, ChangeKind::Lowered, ChangeKind::Unchanged]);
    assert_eq!((comparison.total.after, comparison.total.tenths()), (Some(fraction(47, 27)), Some(0)));
    assert_eq!(comparison.total.kind(), ChangeKind::Raised);
}

/// C-01 has 1 and covers half of r1, C-02 has 2 and covers a quarter of it, C-03 is only started:
///
/// ```text
/// r1     = (2*1 + 1*2) / (2+1) = 4/3, 2 of 3 assessed; target (2*3 + 1*3 + 4*4) / (2+1+4) = 25/7
/// r2     = C-04 in full        = 2
/// r3     is answered only by a control that is not relevant: not reached
/// score  = (4/3 + 2) / 2       = 5/3; the heading counts nowhere
/// ```
#[test]
fn a_framework_seen_through_its_mappings() {
    let link = |control: u128, coverage| Link { control: control_id(control), coverage };
    let requirement = |number: u128, is_assessable, links| RequirementInput {
        parent: None,
        direct: None,
        id: requirement_id(number),
        reference: format!("r{number}"),
        is_assessable,
        links,
    };
    let framework = FrameworkInput {
        key: "nis2".to_owned(),
        requirements: vec![
            requirement(0, false, vec![]),
            requirement(1, true, vec![link(1, Coverage::Half), link(2, Coverage::Some), link(3, Coverage::Full)]),
            requirement(2, true, vec![link(4, Coverage::Full)]),
            requirement(3, true, vec![link(5, Coverage::Full), link(99, Coverage::Full)]),
        ],
    };
    let evaluation = evaluate(&example()).unwrap();
    let view = framework_view(&[framework], &evaluation).unwrap().remove(0);
    let levels: Vec<Option<Score>> = view.requirements.iter().map(|one| one.level()).collect();
    assert_eq!(levels, [None, Some(fraction(4, 3)), Some(fraction(2, 1)), None]);
    assert_eq!(view.requirements[1].target.as_ref().unwrap().value, fraction(25, 7));
    assert_eq!((view.requirements[1].assessed, view.requirements[1].relevant), (2, 3));
    assert_eq!(view.score(), Some(fraction(5, 3)));
    let counts = view.counts;
    assert_eq!((counts.requirements, counts.reached, counts.with_level, counts.complete), (3, 2, 2, 1));
}

#[test]
fn a_fraction_that_does_not_fit_is_an_error_and_not_a_wrong_number() {
    // Areas whose weights sum to different large primes: the common denominator is their product.
    let primes = [401, 409, 419, 421, 431, 433, 439, 443, 449, 457, 461, 463, 467, 479, 487, 491, 499];
    let areas: Vec<AreaInput> = (0_u128..)
        .zip(primes)
        .map(|(number, size)| {
            let first = control(number * 1000, 1, 3, assessed(1, 1));
            let rest = (1..size).map(|at| control(number * 1000 + at, 1, 3, assessed(0, 0)));
            area(number, 1, std::iter::once(first).chain(rest).collect())
        })
        .collect();
    assert_eq!(evaluate(&areas), Err(EvaluationError::TooFine));
}
