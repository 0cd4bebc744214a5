use super::{Library, LibraryFramework, RiskMatrix, census::wrong_depths, placed, urn_key};
use crate::import_export::tree::{Finding, Problem};
use std::collections::{HashMap, HashSet};

/// What a library says that cannot be so (errors), and what is odd but can be used (warnings).
#[must_use]
pub fn check(library: &Library) -> (Vec<Finding>, Vec<Finding>) {
    let mut errors = Vec::new();
    let mut warnings = Vec::new();
    for (at, framework) in library.objects.frameworks.iter().enumerate() {
        let path = format!("objects/frameworks/{at}");
        framework_errors(framework, &path, &mut errors);
        framework_warnings(framework, &path, &mut warnings);
    }
    for (at, matrix) in library.objects.risk_matrices.iter().enumerate() {
        matrix_errors(matrix, &format!("objects/risk_matrices/{at}"), &mut errors);
    }
    own_links(library, &mut warnings);
    relations(library, &mut warnings);
    (errors, warnings)
}

fn framework_errors(framework: &LibraryFramework, path: &str, errors: &mut Vec<Finding>) {
    if let (Some(min), Some(max)) = (framework.min_score, framework.max_score)
        && min >= max
    {
        let problem = Problem::OutOfRange { min: min.saturating_add(1), max: i64::MAX };
        errors.push(Finding::new(problem).at(format!("{path}/max_score")).found(&max.to_string()));
    }
    for (at, (node, place)) in framework.requirement_nodes.iter().zip(placed(&framework.requirement_nodes)).enumerate()
    {
        if place.depth == 0 {
            let found = node.parent_urn.as_deref().unwrap_or_default();
            let path = format!("{path}/requirement_nodes/{at}/parent_urn");
            errors.push(Finding::new(Problem::Cycle).at(path).found(found));
            return;
        }
    }
}

fn framework_warnings(framework: &LibraryFramework, path: &str, warnings: &mut Vec<Finding>) {
    let nodes = &framework.requirement_nodes;
    let count = wrong_depths(framework);
    if count > 0 {
        warnings.push(Finding::new(Problem::WrongDepth { count }).at(format!("{path}/requirement_nodes")));
    }
    let mut seen = HashSet::new();
    let places = placed(nodes);
    let groups: HashSet<&str> =
        framework.implementation_groups_definition.iter().map(|group| group.ref_id.as_str()).collect();
    let mut undefined: Vec<(&str, usize)> = Vec::new();
    let mut at_group = HashMap::new();
    for (at, node) in nodes.iter().enumerate() {
        let path = || format!("{path}/requirement_nodes/{at}");
        if !seen.insert(urn_key(&node.urn)) {
            let problem = Problem::Repeated { what: String::from("requirement") };
            warnings.push(Finding::new(problem).at(path() + "/urn").found(&node.urn));
        }
        if let (Some(urn), None) = (&node.parent_urn, places[at].parent) {
            let problem = Problem::Unresolved { what: String::from("requirement") };
            warnings.push(Finding::new(problem).at(path() + "/parent_urn").found(urn));
        }
        for group in node.implementation_groups.iter().filter(|group| !groups.contains(group.as_str())) {
            let place = *at_group.entry(group.as_str()).or_insert_with(|| {
                undefined.push((group, 0));
                undefined.len() - 1
            });
            undefined[place].1 += 1;
        }
    }
    for (group, count) in undefined {
        let problem = Problem::UnresolvedMany { count, what: String::from("implementation group") };
        let path = format!("{path}/requirement_nodes/*/implementation_groups");
        warnings.push(Finding::new(problem).at(path).found(group));
    }
}

fn matrix_errors(matrix: &RiskMatrix, path: &str, errors: &mut Vec<Finding>) {
    if matrix.grid.len() != matrix.probability.len() {
        let problem = Problem::WrongCount { expected: matrix.probability.len(), found: matrix.grid.len() };
        errors.push(Finding::new(problem).at(format!("{path}/grid")));
    }
    let last = i64::try_from(matrix.risk.len()).unwrap_or(i64::MAX) - 1;
    for (at, row) in matrix.grid.iter().enumerate() {
        if row.len() != matrix.impact.len() {
            let problem = Problem::WrongCount { expected: matrix.impact.len(), found: row.len() };
            errors.push(Finding::new(problem).at(format!("{path}/grid/{at}")));
        }
        for (column, &risk) in row.iter().enumerate() {
            if !(0..=last).contains(&risk) {
                let problem = Problem::OutOfRange { min: 0, max: last };
                errors.push(Finding::new(problem).at(format!("{path}/grid/{at}/{column}")).found(&risk.to_string()));
            }
        }
    }
}

/// Links of requirements to controls and threats of this library; what another one holds is not known here.
fn own_links(library: &Library, warnings: &mut Vec<Finding>) {
    if !library.dependencies.is_empty() {
        return;
    }
    let controls: HashSet<String> =
        library.objects.reference_controls.iter().map(|control| urn_key(&control.urn)).collect();
    let threats: HashSet<String> = library.objects.threats.iter().map(|threat| urn_key(&threat.urn)).collect();
    let nodes = || library.objects.frameworks.iter().flat_map(|framework| &framework.requirement_nodes);
    let links = [
        ("reference control", controls, nodes().flat_map(|node| &node.reference_controls).collect::<Vec<_>>()),
        ("threat", threats, nodes().flat_map(|node| &node.threats).collect()),
    ];
    for (what, known, used) in links {
        let mut lost = used.into_iter().filter(|urn| !known.contains(&urn_key(urn)));
        if let Some(first) = lost.next() {
            let problem = Problem::UnresolvedMany { count: 1 + lost.count(), what: what.to_owned() };
            warnings.push(Finding::new(problem).at("objects/frameworks").found(first));
        }
    }
}

fn relations(library: &Library, warnings: &mut Vec<Finding>) {
    let known = ["intersect", "equal", "subset", "superset", "not_related"];
    for (at, set) in library.objects.requirement_mapping_sets.iter().enumerate() {
        for (pair, mapping) in set.requirement_mappings.iter().enumerate() {
            if !known.contains(&mapping.relationship.as_str()) {
                let problem = Problem::NotOneOf { allowed: known.map(str::to_owned).to_vec() };
                let path = format!("objects/requirement_mapping_sets/{at}/requirement_mappings/{pair}/relationship");
                warnings.push(Finding::new(problem).at(path).found(&mapping.relationship));
            }
        }
    }
}
