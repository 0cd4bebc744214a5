use super::LawReference;
use crate::catalogue::{CatalogueView, ControlView, MappingView, RequirementView};
use bavn_core::{
    catalogue::{Coverage, FrameworkKind, Outcome},
    gap_analysis::is_demanded_through,
};
use std::{cmp::Reverse, collections::BTreeMap};

/// Most laws named for one requirement.
const MOST: usize = 3;

/// The paragraphs of laws that bind and demand the same as a requirement through controls that answer it: of each law the one
/// whose control is the greatest part of the requirement, in the order of the catalogue.
pub(super) fn laws_behind(
    catalogue: &CatalogueView,
    requirement: &RequirementView,
    controls: &[(&ControlView, &MappingView)],
) -> Vec<LawReference> {
    let is_law = |place: usize| {
        let law = &catalogue.requirements[place];
        let framework = &catalogue.frameworks[law.framework];
        law.is_assessable
            && law.framework != requirement.framework
            && framework.kind == FrameworkKind::Law
            && catalogue.is_in_use(framework, None)
            // What is followed of one's own will demands nothing.
            && catalogue.decision(framework.id, None) != Some(Outcome::Voluntary)
    };
    let mut shares: BTreeMap<usize, Coverage> = BTreeMap::new();
    for (control, mapping) in controls {
        let own = mapping.coverage;
        let laws = control.mappings.iter().filter(|law| is_demanded_through(own, law.relation, law.coverage));
        for law in laws.filter(|law| is_law(law.requirement)) {
            let share = shares.entry(law.requirement).or_insert(Coverage::Some);
            *share = (*share).max(own);
        }
    }
    // Of each law one paragraph, the first of equals.
    let mut best: BTreeMap<usize, (Reverse<Coverage>, usize)> = BTreeMap::new();
    for (place, share) in shares {
        let found = (Reverse(share), place);
        let best = best.entry(catalogue.requirements[place].framework).or_insert(found);
        *best = (*best).min(found);
    }
    let chosen = best.into_values().take(MOST);
    chosen.map(|(_, requirement)| LawReference { requirement }).collect()
}
