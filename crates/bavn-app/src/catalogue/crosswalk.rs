//! Two frameworks beside each other: what meets through the control set, and what imported mapping sets link.

use super::{CatalogueView, FrameworkView, LinkView, RequirementView};
use crate::{Error, Result};
use bavn_core::catalogue::{Answer, CrosswalkCell, CrosswalkPair, DirectLink, crosswalk, crosswalk_matrix};
use std::collections::{HashMap, HashSet};

/// Two frameworks and how their requirements meet. Only assessable requirements count.
#[derive(Clone, Debug)]
pub struct Crosswalk<'a> {
    /// The first framework.
    pub from: &'a FrameworkView,
    /// The second framework.
    pub to: &'a FrameworkView,
    /// The requirements of both; a pair's places are places in these.
    pub requirements: (Vec<&'a RequirementView>, Vec<&'a RequirementView>),
    /// The chapters of both.
    pub chapters: (Chapters<'a>, Chapters<'a>),
    /// What meets, in the order of both.
    pub pairs: Vec<CrosswalkPair>,
    /// The links of mapping sets; a pair's links are places in these.
    pub links: Vec<&'a LinkView>,
}

/// The chapters of a framework: its topmost headings. Where there is only one, what lies right under it.
#[derive(Clone, Debug)]
pub struct Chapters<'a> {
    /// The headings, in order, each with how many assessable requirements are in it. A requirement outside any heading is its own chapter.
    pub headings: Vec<(&'a RequirementView, usize)>,
    /// The chapter of each assessable requirement, as a place in the headings.
    pub of: Vec<usize>,
}

impl CatalogueView {
    /// The framework with a key.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is none.
    pub fn framework(&self, key: &str) -> Result<&FrameworkView> {
        let found = self.frameworks.iter().find(|framework| framework.key == key);
        found.ok_or(Error::NotFound { kind: "framework" })
    }

    /// How the requirements of two frameworks meet.
    ///
    /// # Errors
    /// [`Error::NotFound`] when a key is no framework's.
    pub fn crosswalk(&self, from: &str, to: &str) -> Result<Crosswalk<'_>> {
        let (from, to) = (self.framework(from)?, self.framework(to)?);
        let (first, second) = (places(self, from), places(self, to));
        let (links, direct) = direct(self, &first, &second);
        let pairs = crosswalk(&answers(self, &first), &answers(self, &second), &direct);
        let chapters = (chapters(self, from, &first), chapters(self, to, &second));
        let of = |places: &[usize]| places.iter().map(|place| &self.requirements[*place]).collect();
        Ok(Crosswalk { from, to, requirements: (of(&first), of(&second)), chapters, pairs, links })
    }
}

impl Crosswalk<'_> {
    /// The pairs of a requirement of the first framework.
    #[must_use]
    pub fn pairs_of(&self, from: usize) -> &[CrosswalkPair] {
        let first = self.pairs.partition_point(|pair| pair.from < from);
        let own = &self.pairs[first..];
        &own[..own.partition_point(|pair| pair.from == from)]
    }

    /// The requirements of the first framework that meet nothing.
    #[must_use]
    pub fn unmatched(&self) -> Vec<usize> {
        (0..self.requirements.0.len()).filter(|place| self.pairs_of(*place).is_empty()).collect()
    }

    /// What each chapter of the first framework finds in each of the second.
    #[must_use]
    pub fn matrix(&self) -> Vec<Vec<CrosswalkCell>> {
        let (first, second) = &self.chapters;
        crosswalk_matrix(&self.pairs, (&first.of, first.headings.len()), (&second.of, second.headings.len()))
    }

    /// The codes of the controls that a pair goes through.
    #[must_use]
    pub fn codes<'v>(&self, view: &'v CatalogueView, pair: &CrosswalkPair) -> Vec<&'v str> {
        pair.through.iter().map(|one| view.controls[one.control].code.as_str()).collect()
    }
}

/// The assessable requirements of a framework.
fn places(view: &CatalogueView, framework: &FrameworkView) -> Vec<usize> {
    framework.requirements.clone().filter(|place| view.requirements[*place].is_assessable).collect()
}

fn answers(view: &CatalogueView, places: &[usize]) -> Vec<Vec<Answer>> {
    let of = |(control, mapping): &(usize, usize)| {
        let mapping = &view.controls[*control].mappings[*mapping];
        Answer { control: *control, relation: mapping.relation, coverage: mapping.coverage }
    };
    places.iter().map(|place| view.requirements[*place].answered_by.iter().map(of).collect()).collect()
}

/// The links between two frameworks, whichever way round they were published.
fn direct<'a>(view: &'a CatalogueView, first: &[usize], second: &[usize]) -> (Vec<&'a LinkView>, Vec<DirectLink>) {
    let index = |places: &[usize]| -> HashMap<usize, usize> {
        places.iter().enumerate().map(|(index, place)| (*place, index)).collect()
    };
    let (first, second) = (index(first), index(second));
    let (mut links, mut direct, mut seen) = (Vec::new(), Vec::new(), HashSet::new());
    let frameworks =
        |places: &HashMap<usize, usize>| places.keys().next().map(|place| view.requirements[*place].framework);
    let Some((from, to)) = frameworks(&first).zip(frameworks(&second)) else { return (links, direct) };
    let mut take = |key: (usize, usize), is_inverse: bool| {
        for link in view.links.get(&key).into_iter().flatten() {
            let (one, other) = if is_inverse { (link.target, link.source) } else { (link.source, link.target) };
            let Some((from, to)) = first.get(&one).copied().zip(second.get(&other).copied()) else { continue };
            let relation = if is_inverse { link.relation.inverse() } else { link.relation };
            // Files often hold each set both ways round: what says the same is told once.
            if !seen.insert((from, to, relation, &*link.library, link.strength.as_str(), link.rationale.as_str())) {
                continue;
            }
            direct.push(DirectLink { link: links.len(), from, to, relation });
            links.push(link);
        }
    };
    take((from, to), false);
    if from != to {
        take((to, from), true);
    }
    (links, direct)
}

fn chapters<'a>(view: &'a CatalogueView, framework: &FrameworkView, assessable: &[usize]) -> Chapters<'a> {
    let mut children: HashMap<Option<usize>, Vec<usize>> = HashMap::new();
    for place in framework.requirements.clone() {
        children.entry(view.requirements[place].parent).or_default().push(place);
    }
    let mut tops = children.get(&None).cloned().unwrap_or_default();
    while let [only] = tops[..]
        && let Some(below) = children.get(&Some(only)).filter(|_| !view.requirements[only].is_assessable)
    {
        tops.clone_from(below);
    }
    let number: HashMap<usize, usize> = tops.iter().enumerate().map(|(number, place)| (*place, number)).collect();
    let mut counts = vec![0; tops.len()];
    let of = assessable.iter().map(|place| {
        let mut at = Some(*place);
        while let Some(place) = at {
            if let Some(number) = number.get(&place) {
                counts[*number] += 1;
                return *number;
            }
            at = view.requirements[place].parent;
        }
        usize::MAX
    });
    let of: Vec<usize> = of.collect();
    // A heading with nothing to assess under it is no chapter.
    let mut kept = Vec::with_capacity(tops.len());
    let mut numbers = vec![usize::MAX; tops.len()];
    for ((place, count), number) in tops.iter().zip(&counts).zip(&mut numbers) {
        if *count > 0 {
            *number = kept.len();
            kept.push((&view.requirements[*place], *count));
        }
    }
    let of = of.into_iter().map(|number| numbers.get(number).copied().unwrap_or(usize::MAX)).collect();
    Chapters { headings: kept, of }
}
