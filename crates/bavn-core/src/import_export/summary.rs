use super::{
    library::{LibraryRead, urn_key},
    oscal::{Catalog, Control, Document, Group, Model, OscalRead, Parameter, framework_of_catalog},
    tree::Finding,
};
use serde::Serialize;
use std::collections::HashSet;

/// What a file of others holds, for people and programs.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ImportSummary {
    /// The file's name.
    pub file: String,
    /// `library`, or the OSCAL model, such as `catalog`; empty when the file cannot be read.
    pub kind: String,
    /// The frameworks of a library; the one that a catalog gives.
    pub frameworks: Vec<FrameworkCount>,
    /// Its mapping sets.
    pub mapping_sets: Vec<SetCount>,
    /// How many reference controls it has.
    pub reference_controls: usize,
    /// How many threats.
    pub threats: usize,
    /// How many risk matrices.
    pub risk_matrices: usize,
    /// OSCAL catalogs.
    pub catalogs: Vec<CatalogCount>,
    /// What is odd and can be used, in English.
    pub warnings: Vec<String>,
    /// Why nothing of it is stored, in English.
    pub errors: Vec<String>,
}

/// A framework in figures.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FrameworkCount {
    /// Its name for machines.
    pub urn: String,
    /// Chapters and requirements.
    pub nodes: usize,
    /// Those that can be answered.
    pub assessable: usize,
}

/// A mapping set in figures.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SetCount {
    /// Its name for machines.
    pub urn: String,
    /// All pairs.
    pub pairs: usize,
    /// Those whose ends are both known.
    pub resolved: usize,
}

/// A catalog in figures.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CatalogCount {
    /// Its identifier.
    pub uuid: String,
    /// Its groups, at every depth.
    pub groups: usize,
    /// Its controls, at every depth.
    pub controls: usize,
    /// Its parameters, at every place.
    pub params: usize,
}

impl ImportSummary {
    /// Of a library; `known` are the [`urn_key`]s of requirements that its mappings can lead to, besides its own.
    #[must_use]
    pub fn of_library(file: &str, read: &LibraryRead, known: &HashSet<String>) -> Self {
        let objects = &read.library.objects;
        let frameworks = objects.frameworks.iter().map(|framework| FrameworkCount {
            urn: framework.urn.clone(),
            nodes: framework.requirement_nodes.len(),
            assessable: framework.requirement_nodes.iter().filter(|node| node.assessable).count(),
        });
        let mut all = known.clone();
        let own = objects.frameworks.iter().flat_map(|framework| &framework.requirement_nodes);
        all.extend(own.map(|node| urn_key(&node.urn)));
        let sets = objects.requirement_mapping_sets.iter().map(|set| {
            let count = set.count(&all);
            SetCount { urn: set.urn.clone(), pairs: count.pairs, resolved: count.resolved }
        });
        let mut summary = Self {
            file: file.to_owned(),
            kind: String::from("library"),
            frameworks: frameworks.collect(),
            mapping_sets: sets.collect(),
            reference_controls: objects.reference_controls.len(),
            threats: objects.threats.len(),
            risk_matrices: objects.risk_matrices.len(),
            warnings: read.warnings.iter().map(Finding::to_string).collect(),
            ..Self::default()
        };
        for set in summary.mapping_sets.iter().filter(|set| set.resolved < set.pairs) {
            let lost = set.pairs - set.resolved;
            summary.warnings.push(format!("{}: {lost} of {} pairs have an end that is not loaded", set.urn, set.pairs));
        }
        summary
    }

    /// Of an OSCAL document. `catalog` is what a profile was resolved to.
    #[must_use]
    pub fn of_oscal(file: &str, read: &OscalRead, catalog: Option<&Catalog>) -> Self {
        let catalog = match (&read.document, catalog) {
            (Document::Catalog(own), None) => Some(own.as_ref()),
            (_, given) => given,
        };
        let mut summary = Self {
            file: file.to_owned(),
            kind: read.model.name().to_owned(),
            warnings: read.warnings.iter().map(Finding::to_string).collect(),
            ..Self::default()
        };
        if let Some(catalog) = catalog {
            let framework = framework_of_catalog(catalog);
            summary.frameworks.push(FrameworkCount {
                urn: framework.urn.clone(),
                nodes: framework.requirement_nodes.len(),
                assessable: framework.requirement_nodes.iter().filter(|node| node.assessable).count(),
            });
            summary.catalogs.push(count(catalog));
        } else if read.model != Model::Profile {
            summary.warnings.push(format!("a {} has no requirements: nothing of it is stored", read.model.name()));
        }
        summary
    }

    /// Of a file that cannot be used.
    #[must_use]
    pub fn of_errors(file: &str, errors: impl IntoIterator<Item = String>) -> Self {
        Self { file: file.to_owned(), errors: errors.into_iter().collect(), ..Self::default() }
    }
}

fn count(catalog: &Catalog) -> CatalogCount {
    let mut count = CatalogCount { uuid: catalog.uuid.clone(), groups: 0, controls: 0, params: catalog.params.len() };
    count.add(&catalog.groups, &catalog.controls);
    count
}

impl CatalogCount {
    fn add(&mut self, groups: &[Group], controls: &[Control]) {
        let params = |params: &[Parameter]| params.len();
        self.groups += groups.len();
        self.controls += controls.len();
        for group in groups {
            self.params += params(&group.params);
            self.add(&group.groups, &group.controls);
        }
        for control in controls {
            self.params += params(&control.params);
            self.add(&[], &control.controls);
        }
    }
}
