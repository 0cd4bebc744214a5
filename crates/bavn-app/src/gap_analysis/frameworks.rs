use super::RequirementAnswer;
use crate::catalogue::{CatalogueView, ControlView, FrameworkView, RequirementView};
use bavn_core::{
    gap_analysis::{FrameworkInput, Link, RequirementInput},
    ids::{RequirementId, UnitId},
};
use std::collections::HashMap;

/// What the rules of a framework's bar need to know of the catalogue: each requirement with the controls that answer it, of the
/// frameworks that are in use in a unit, or in the whole municipality, with the direct answers of an analysis.
#[must_use]
pub fn framework_inputs(
    catalogue: &CatalogueView,
    unit: Option<UnitId>,
    direct: &HashMap<RequirementId, RequirementAnswer>,
) -> Vec<FrameworkInput> {
    let in_use = catalogue.frameworks.iter().filter(|framework| catalogue.is_in_use(framework, unit));
    in_use.map(|framework| framework_input(catalogue, framework, direct)).collect()
}

/// The same of one framework, in use or not.
pub(super) fn framework_input(
    catalogue: &CatalogueView,
    framework: &FrameworkView,
    direct: &HashMap<RequirementId, RequirementAnswer>,
) -> FrameworkInput {
    let links = |requirement: &RequirementView| {
        let link = |control: &ControlView, mapping: usize| Link {
            control: control.id,
            coverage: control.mappings[mapping].coverage,
        };
        let live =
            requirement.answered_by.iter().map(|(control, mapping)| link(&catalogue.controls[*control], *mapping));
        // Of an analysis that was completed while they were in use; others have no answers to them, and the rule leaves them out.
        let before = requirement.answered_before.iter();
        live.chain(before.map(|(control, mapping)| link(&catalogue.retired[*control], *mapping))).collect()
    };
    let input = |requirement: &RequirementView| RequirementInput {
        id: requirement.id,
        parent: requirement.parent.and_then(|parent| parent.checked_sub(framework.requirements.start)),
        direct: direct.get(&requirement.id).and_then(|answer| answer.direct(framework)),
        reference: requirement.reference.clone(),
        is_assessable: requirement.is_assessable,
        links: links(requirement),
    };
    FrameworkInput {
        key: framework.key.clone(),
        requirements: catalogue.requirements[framework.requirements.clone()].iter().map(input).collect(),
    }
}
