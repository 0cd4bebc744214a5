//! Putting the content files together and checking what holds between them.

use super::{AreaFile, CatalogueFault, Exception, FaultPlace, FrameworkFile, MappingFile};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// All frameworks and areas, checked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Catalogue {
    /// The frameworks, by position.
    pub frameworks: Vec<FrameworkFile>,
    /// The areas, by position.
    pub areas: Vec<AreaFile>,
    /// The requirements that no control has to answer.
    pub exceptions: Vec<Exception>,
}

impl Catalogue {
    /// Puts the files together; the links of the mapping files go to the controls that they name.
    ///
    /// # Errors
    /// Every rule that is broken: codes, keys, references and positions are unique, headings exist and do not go in
    /// circles, mappings and exceptions name what exists, requirements name groups that their framework has.
    pub fn assemble(
        mut frameworks: Vec<FrameworkFile>,
        mut areas: Vec<AreaFile>,
        mappings: Vec<MappingFile>,
        exceptions: Vec<Exception>,
    ) -> Result<Self, Vec<CatalogueFault>> {
        frameworks.sort_by_key(|file| file.framework.position);
        areas.sort_by_key(|file| file.area.position);
        let mut faults = Vec::new();
        add_mappings(&mut areas, mappings, &mut faults);
        check_frameworks(&frameworks, &mut faults);
        check_areas(&areas, &mut faults);
        let known = References::of(&frameworks);
        for area in &areas {
            check_mappings(area, &known, &mut faults);
        }
        for exception in &exceptions {
            let place = place("exceptions.toml", &exception.reference);
            faults.extend(known.fault(place, &exception.framework, &exception.reference));
        }
        if faults.is_empty() { Ok(Self { frameworks, areas, exceptions }) } else { Err(faults) }
    }

    /// How many controls there are.
    #[must_use]
    pub fn control_count(&self) -> usize {
        self.areas.iter().map(|area| area.controls.len()).sum()
    }
}

fn add_mappings(areas: &mut [AreaFile], files: Vec<MappingFile>, faults: &mut Vec<CatalogueFault>) {
    let mut controls: HashMap<String, &mut super::Control> =
        areas.iter_mut().flat_map(|area| &mut area.controls).map(|control| (control.code.clone(), control)).collect();
    for file in files {
        for (code, mapping) in file.mappings {
            match controls.get_mut(&code) {
                Some(control) => control.mappings.push(mapping),
                None => {
                    faults.push(CatalogueFault::UnknownControl { place: place(&file.file, &mapping.reference), code })
                }
            }
        }
    }
}

fn place(file: &str, key: &str) -> FaultPlace {
    FaultPlace { file: file.to_owned(), key: key.to_owned() }
}

/// The references of each framework.
struct References<'a>(BTreeMap<&'a str, HashSet<&'a str>>);

impl<'a> References<'a> {
    fn of(frameworks: &'a [FrameworkFile]) -> Self {
        let references = |file: &'a FrameworkFile| file.requirements.iter().map(|one| one.reference.as_str()).collect();
        Self(frameworks.iter().map(|file| (file.framework.key.as_str(), references(file))).collect())
    }

    fn fault(&self, place: FaultPlace, framework: &str, reference: &str) -> Option<CatalogueFault> {
        let framework_name = framework.to_owned();
        match self.0.get(framework) {
            None => Some(CatalogueFault::UnknownFramework { place, framework: framework_name }),
            Some(known) if known.contains(reference) => None,
            Some(_) => Some(CatalogueFault::UnknownRequirement {
                place,
                framework: framework_name,
                reference: reference.to_owned(),
            }),
        }
    }
}

fn check_frameworks(frameworks: &[FrameworkFile], faults: &mut Vec<CatalogueFault>) {
    let (mut keys, mut positions) = (HashSet::new(), HashSet::new());
    for file in frameworks {
        let here = || place(&file.file, &file.framework.key);
        if !keys.insert(&file.framework.key) {
            faults.push(CatalogueFault::DuplicateFramework(here()));
        }
        let position = file.framework.position;
        if !positions.insert(position) {
            faults.push(CatalogueFault::DuplicatePosition { place: here(), position });
        }
        check_requirements(file, faults);
    }
}

fn check_requirements(file: &FrameworkFile, faults: &mut Vec<CatalogueFault>) {
    let mut parents: HashMap<&str, Option<&str>> = HashMap::new();
    for one in &file.requirements {
        if parents.insert(&one.reference, one.parent.as_deref()).is_some() {
            faults.push(CatalogueFault::DuplicateRequirement(place(&file.file, &one.reference)));
        }
    }
    let groups: HashSet<&str> = file.framework.groups.iter().map(|group| group.key.as_str()).collect();
    for one in &file.requirements {
        let here = || place(&file.file, &one.reference);
        for group in one.groups.iter().filter(|group| !groups.contains(group.as_str())) {
            faults.push(CatalogueFault::UnknownGroup { place: here(), group: group.clone() });
        }
        let Some(parent) = one.parent.as_deref() else { continue };
        if !parents.contains_key(parent) {
            faults.push(CatalogueFault::UnknownParent { place: here(), parent: parent.to_owned() });
            continue;
        }
        let mut seen = BTreeSet::from([one.reference.as_str()]);
        let mut above = Some(parent);
        while let Some(reference) = above {
            if !seen.insert(reference) {
                faults.push(CatalogueFault::ParentCycle(here()));
                break;
            }
            above = parents.get(reference).copied().flatten();
        }
    }
}

fn check_areas(areas: &[AreaFile], faults: &mut Vec<CatalogueFault>) {
    let (mut codes, mut positions) = (HashSet::new(), HashSet::new());
    for file in areas {
        let here = || place(&file.file, &file.area.code);
        if !codes.insert(&file.area.code) {
            faults.push(CatalogueFault::DuplicateCode(here()));
        }
        let position = file.area.position;
        if !positions.insert(position) {
            faults.push(CatalogueFault::DuplicatePosition { place: here(), position });
        }
        if file.controls.is_empty() {
            faults.push(CatalogueFault::EmptyArea(here()));
        }
        let prefix = format!("{}-", file.area.code);
        for control in &file.controls {
            let here = || place(&file.file, &control.code);
            if !codes.insert(&control.code) {
                faults.push(CatalogueFault::DuplicateCode(here()));
            }
            if !control.code.starts_with(&prefix) {
                faults.push(CatalogueFault::ForeignCode { place: here(), area: file.area.code.clone() });
            }
        }
    }
}

fn check_mappings(file: &AreaFile, known: &References<'_>, faults: &mut Vec<CatalogueFault>) {
    for control in &file.controls {
        let mut seen = HashSet::new();
        for mapping in &control.mappings {
            let place = place(&file.file, &control.code);
            let (framework, reference) = (mapping.framework.clone(), mapping.reference.clone());
            if let Some(fault) = known.fault(place.clone(), &framework, &reference) {
                faults.push(fault);
            } else if !seen.insert((&mapping.framework, &mapping.reference)) {
                faults.push(CatalogueFault::DuplicateMapping { place, framework, reference });
            } else if mapping.relation.covers_all() && mapping.coverage != super::Coverage::Full {
                faults.push(CatalogueFault::CoverageTooSmall { place, framework, reference });
            }
        }
    }
}
