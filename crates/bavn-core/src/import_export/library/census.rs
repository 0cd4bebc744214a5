use super::{Library, LibraryFramework, MappingSet, RequirementMapping, placed, urn_key};
use std::collections::{BTreeSet, HashSet};

/// What a library holds, in figures: name of the figure and its value, in the order of the interop fixtures.
pub type Census = Vec<(&'static str, String)>;

/// Counts a library.
#[must_use]
pub fn census(library: &Library) -> Census {
    let objects = &library.objects;
    let frameworks = &objects.frameworks;
    let sum = |of: &dyn Fn(&LibraryFramework) -> usize| frameworks.iter().map(of).sum::<usize>().to_string();
    let nodes = |is: &dyn Fn(&super::RequirementNode) -> usize| {
        frameworks.iter().flat_map(|framework| &framework.requirement_nodes).map(is).sum::<usize>().to_string()
    };
    let locales = |texts: Vec<&super::Translations>| {
        texts
            .into_iter()
            .flat_map(|texts| texts.keys())
            .collect::<BTreeSet<_>>()
            .into_iter()
            .cloned()
            .collect::<Vec<_>>()
            .join(" ")
    };
    let all_nodes = || frameworks.iter().flat_map(|framework| &framework.requirement_nodes);
    let pairs = || objects.requirement_mapping_sets.iter().flat_map(|set| &set.requirement_mappings);
    let related = |to: &str| pairs().filter(|pair| pair.relationship == to).count();
    let known = ["equal", "subset", "superset", "intersect"];
    let scores = |of: &dyn Fn(&LibraryFramework) -> Option<i64>| {
        frameworks.iter().filter_map(of).map(|score| score.to_string()).collect::<Vec<_>>().join(" ")
    };
    let steps = |preset: &serde_json::Value| {
        preset.pointer("/journey/steps").and_then(serde_json::Value::as_array).map_or(0, Vec::len)
    };
    let questions = || all_nodes().flat_map(|node| &node.questions);
    vec![
        ("urn", library.urn.clone()),
        ("ref_id", library.ref_id.clone()),
        ("locale", library.locale.clone()),
        ("version", library.version.clone()),
        ("dependencies", library.dependencies.len().to_string()),
        ("library_locales", locales(vec![&library.translations])),
        ("frameworks", frameworks.len().to_string()),
        ("framework_urns", frameworks.iter().map(|one| one.urn.as_str()).collect::<Vec<_>>().join(" ")),
        ("req_nodes", nodes(&|_| 1)),
        ("assessable", nodes(&|node| usize::from(node.assessable))),
        ("roots", nodes(&|node| usize::from(node.parent_urn.is_none()))),
        ("orphans", sum(&orphans)),
        ("duplicate_urns", sum(&duplicates)),
        ("max_depth", frameworks.iter().map(max_depth).max().unwrap_or(0).to_string()),
        ("depth_mismatch", sum(&wrong_depths)),
        ("nodes_with_annotation", nodes(&|node| filled(node.annotation.as_deref()))),
        ("nodes_with_typical_evidence", nodes(&|node| filled(node.typical_evidence.as_deref()))),
        ("node_translations", nodes(&|node| node.translations.len())),
        ("node_locales", locales(all_nodes().map(|node| &node.translations).collect())),
        ("impl_groups", sum(&|framework| framework.implementation_groups_definition.len())),
        ("nodes_with_impl_groups", nodes(&|node| usize::from(!node.implementation_groups.is_empty()))),
        ("undefined_group_refs", sum(&undefined_groups)),
        ("min_score", scores(&|framework| framework.min_score)),
        ("max_score", scores(&|framework| framework.max_score)),
        ("score_definitions", sum(&|framework| framework.scores_definition.len())),
        ("nodes_with_questions", nodes(&|node| usize::from(!node.questions.is_empty()))),
        ("questions", questions().count().to_string()),
        ("choices", questions().map(|question| question.choices.len()).sum::<usize>().to_string()),
        ("node_ref_control_links", nodes(&|node| node.reference_controls.len())),
        ("node_threat_links", nodes(&|node| node.threats.len())),
        ("ref_controls", objects.reference_controls.len().to_string()),
        ("threats", objects.threats.len().to_string()),
        ("mapping_sets", objects.requirement_mapping_sets.len().to_string()),
        ("mappings", pairs().count().to_string()),
        ("map_equal", related("equal").to_string()),
        ("map_subset", related("subset").to_string()),
        ("map_superset", related("superset").to_string()),
        ("map_intersect", related("intersect").to_string()),
        ("map_other", pairs().filter(|pair| !known.contains(&pair.relationship.as_str())).count().to_string()),
        ("map_dups", objects.requirement_mapping_sets.iter().map(repeated).sum::<usize>().to_string()),
        ("map_with_rationale", pairs().filter(|pair| filled(pair.rationale.as_deref()) > 0).count().to_string()),
        ("map_with_strength", pairs().filter(|pair| pair.strength_of_relationship.is_some()).count().to_string()),
        ("risk_matrices", objects.risk_matrices.len().to_string()),
        ("matrix_dims", dimensions(library)),
        ("metric_definitions", objects.metric_definitions.len().to_string()),
        ("preset_steps", objects.presets.iter().map(steps).sum::<usize>().to_string()),
        ("other_objects", objects.extra.keys().cloned().collect::<Vec<_>>().join(" ")),
    ]
}

fn filled(text: Option<&str>) -> usize {
    usize::from(text.is_some_and(|text| !text.is_empty()))
}

fn orphans(framework: &LibraryFramework) -> usize {
    let places = placed(&framework.requirement_nodes);
    let nodes = framework.requirement_nodes.iter().zip(places);
    nodes.filter(|(node, place)| node.parent_urn.is_some() && place.parent.is_none()).count()
}

fn duplicates(framework: &LibraryFramework) -> usize {
    let nodes = &framework.requirement_nodes;
    nodes.len() - nodes.iter().map(|node| urn_key(&node.urn)).collect::<HashSet<_>>().len()
}

fn max_depth(framework: &LibraryFramework) -> usize {
    placed(&framework.requirement_nodes).into_iter().map(|place| place.depth).max().unwrap_or(0)
}

/// How many requirements lie elsewhere than the file says.
pub(super) fn wrong_depths(framework: &LibraryFramework) -> usize {
    let places = placed(&framework.requirement_nodes);
    let nodes = framework.requirement_nodes.iter().zip(places);
    nodes.filter(|(node, place)| node.depth.is_some_and(|depth| usize::try_from(depth) != Ok(place.depth))).count()
}

fn undefined_groups(framework: &LibraryFramework) -> usize {
    let defined: HashSet<&str> =
        framework.implementation_groups_definition.iter().map(|group| group.ref_id.as_str()).collect();
    let used = framework.requirement_nodes.iter().flat_map(|node| &node.implementation_groups);
    used.filter(|group| !defined.contains(group.as_str())).count()
}

fn repeated(set: &MappingSet) -> usize {
    let keys =
        |pair: &RequirementMapping| (urn_key(&pair.source_requirement_urn), urn_key(&pair.target_requirement_urn));
    set.requirement_mappings.len() - set.requirement_mappings.iter().map(keys).collect::<HashSet<_>>().len()
}

fn dimensions(library: &Library) -> String {
    let matrices = library.objects.risk_matrices.iter();
    matrices
        .map(|matrix| format!("{}x{}/{}", matrix.probability.len(), matrix.impact.len(), matrix.risk.len()))
        .collect::<Vec<_>>()
        .join(" ")
}
