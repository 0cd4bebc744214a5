//! Properties of the score rule that hold for every analysis.

use crate::build::{area, control, control_id, level, requirement_id};
use bavn_core::{
    catalogue::Coverage,
    gap_analysis::{
        AreaInput, Evaluation, Fraction, FrameworkInput, Level, Link, Part, RequirementInput, Score, Standing, Weight,
        compare, evaluate, framework_view, what_if, worst_first,
    },
};
use proptest::prelude::*;

fn standing() -> impl Strategy<Value = Standing> {
    let any_level = || (0_u8..=5).prop_map(level);
    prop_oneof![
        6 => (any_level(), any_level())
            .prop_map(|(documentation, implementation)| Standing::Assessed { documentation, implementation }),
        1 => Just(Standing::NotAssessed),
        1 => any_level().prop_map(|level| Standing::Started { part: Part::Implementation, level }),
        1 => Just(Standing::NotRelevant { reason: "x".to_owned() }),
    ]
}

prop_compose! {
    /// Up to 17 areas of up to 8 controls.
    pub(crate) fn analysis()(
        shape in prop::collection::vec((1_u8..=5, prop::collection::vec((1_u8..=5, 0_u8..=5, standing()), 0..8)), 0..17)
    ) -> Vec<AreaInput> {
        let mut number = 0;
        let mut areas = Vec::new();
        for (at, (area_weight, controls)) in shape.into_iter().enumerate() {
            let controls = controls.into_iter().map(|(weight, target, standing)| {
                number += 1;
                control(number, weight, target, standing)
            });
            areas.push(area(at as u128, area_weight, controls.collect()));
        }
        areas
    }
}

/// Every score in an evaluation, in a fixed order.
fn all_scores(evaluation: &Evaluation) -> Vec<Option<Score>> {
    let areas = evaluation.areas.iter().map(|area| area.score());
    let controls = evaluation.controls().map(|(_, control)| control.score.map(Score::from));
    std::iter::once(evaluation.score()).chain(areas).chain(controls).collect()
}

fn frameworks(evaluation: &Evaluation, links: &[(u8, u8)]) -> FrameworkInput {
    let controls = evaluation.counts.total.max(1) as u128;
    let requirement = |(number, (control, coverage)): (usize, &(u8, u8))| RequirementInput {
        parent: None,
        direct: None,
        id: requirement_id(number as u128),
        reference: number.to_string(),
        is_assessable: true,
        links: [1, 7, 31]
            .map(|step| Link {
                control: control_id((u128::from(*control) + step) % controls + 1),
                coverage: Coverage::ALL[usize::from(*coverage)],
            })
            .to_vec(),
    };
    FrameworkInput { key: "f".to_owned(), requirements: links.iter().enumerate().map(requirement).collect() }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn raising_an_answer_lowers_nothing(
        areas in analysis(),
        pick in any::<prop::sample::Index>(),
        up in (0_u8..=5, 0_u8..=5),
        links in prop::collection::vec((any::<u8>(), 0_u8..4), 0..40),
    ) {
        let before = evaluate(&areas).unwrap();
        let places: Vec<(usize, usize)> = (0..areas.len())
            .flat_map(|at| (0..areas[at].controls.len()).map(move |inside| (at, inside)))
            .filter(|&(at, inside)| areas[at].controls[inside].standing.is_assessed())
            .collect();
        prop_assume!(!places.is_empty());
        let (at, inside) = *pick.get(&places);
        let mut raised = areas.clone();
        if let Standing::Assessed { documentation, implementation } = &mut raised[at].controls[inside].standing {
            *documentation = (*documentation).max(level(up.0));
            *implementation = (*implementation).max(level(up.1));
        }
        let after = evaluate(&raised).unwrap();
        for (before, after) in all_scores(&before).into_iter().zip(all_scores(&after)) {
            prop_assert!(after >= before);
        }
        let framework = frameworks(&before, &links);
        let before = framework_view(std::slice::from_ref(&framework), &before).unwrap();
        let after = framework_view(&[framework], &after).unwrap();
        prop_assert!(after[0].score() >= before[0].score());
        for (before, after) in before[0].requirements.iter().zip(&after[0].requirements) {
            prop_assert!(after.level() >= before.level());
            prop_assert!(after.bounds.lower >= before.bounds.lower && after.bounds.upper >= before.bounds.upper);
        }
    }

    #[test]
    fn scores_stay_in_bounds_and_between_their_terms(areas in analysis()) {
        let evaluation = evaluate(&areas).unwrap();
        for score in all_scores(&evaluation).into_iter().flatten() {
            prop_assert!(score >= Score::from(Level::MIN) && score <= Score::from(Level::MAX));
            prop_assert!((0..=50).contains(&score.tenths()));
        }
        for mean in evaluation.areas.iter().flat_map(|area| [&area.score, &area.target]).flatten() {
            let values = mean.terms.iter().map(|term| term.value);
            prop_assert!(mean.value >= values.clone().min().unwrap() && mean.value <= values.max().unwrap());
            let sum: Fraction = mean.terms.iter().map(|term| term.value.fraction() * i128::from(term.weight)).sum();
            prop_assert_eq!(sum, mean.weighted_sum);
            prop_assert_eq!(sum / i128::from(mean.weight_sum), mean.value.fraction());
        }
        prop_assert!(evaluation.counts.assessed + evaluation.counts.started <= evaluation.counts.relevant);
    }

    #[test]
    fn only_the_proportion_of_weights_counts(areas in analysis()) {
        let scaled_by = |factor: u8| {
            let scaled = |weight: Weight| crate::build::weight(weight.get().min(2) * factor);
            let mut areas = areas.clone();
            for area in &mut areas {
                area.weight = scaled(area.weight);
                area.controls.iter_mut().for_each(|control| control.weight = scaled(control.weight));
            }
            evaluate(&areas).unwrap()
        };
        let (one, two) = (scaled_by(1), scaled_by(2));
        prop_assert_eq!(all_scores(&one), all_scores(&two));
        prop_assert_eq!(one.target(), two.target());
    }

    #[test]
    fn the_order_does_not_matter(areas in analysis()) {
        let mut turned = areas.clone();
        turned.reverse();
        turned.iter_mut().for_each(|area| area.controls.reverse());
        let (one, other) = (evaluate(&areas).unwrap(), evaluate(&turned).unwrap());
        prop_assert_eq!((one.score(), one.target(), one.counts), (other.score(), other.target(), other.counts));
        prop_assert!(compare(&one, &other).controls.iter().all(|change| change.before == change.after));
    }

    #[test]
    fn the_promised_rise_is_the_real_one(areas in analysis()) {
        let evaluation = evaluate(&areas).unwrap();
        let gaps = worst_first(&evaluation);
        prop_assert!(gaps.windows(2).all(|pair| pair[0].total_rise >= pair[1].total_rise));
        for gap in gaps {
            let control = &areas[gap.area].controls[gap.control];
            let answer = what_if(&areas, control.id, gap.target, gap.target).unwrap();
            let rise = answer.total.after.unwrap().fraction() - answer.total.before.unwrap().fraction();
            prop_assert_eq!(rise, gap.total_rise);
        }
    }
}
