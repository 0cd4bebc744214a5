//! What is asked of an asset because of what stands on it.
//!
//! The rule of the maximum with its lessening where the load is shared, as in BSI-Standard 200-2, 8.2.2 (*Maximumprinzip* and
//! *Verteilungseffekt*): a thing needs at least the grade of what stands on it.
//!
//! * Confidentiality follows `needs`, `runs_on` and `authenticates_by`: there the data pass. Integrity follows `data_from` too.
//!   Neither is lessened by alternatives or by how soon something stops: data are as secret in the spare as in the first.
//! * Availability and criticality follow every kind. They are passed on in full when the asset stops at once or within a day,
//!   one grade lower when it stops later, and two grades lower when it only goes on worse. With an alternative they are one grade
//!   lower still.

use super::{Edge, Graph};
use crate::asset::{DependencyKind, Grade, Necessity};

/// What is graded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Aspect {
    /// How badly the municipality needs it.
    Criticality,
    /// Confidentiality.
    Confidentiality,
    /// Integrity.
    Integrity,
    /// Availability.
    Availability,
}

impl Aspect {
    /// All of them, in the order of the page.
    pub const ALL: [Self; 4] = [Self::Criticality, Self::Confidentiality, Self::Integrity, Self::Availability];

    /// The name of the field that holds an asset's own grade.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Criticality => "criticality",
            Self::Confidentiality => "confidentiality",
            Self::Integrity => "integrity",
            Self::Availability => "availability",
        }
    }
}

/// The grade that is asked of an asset, and why.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Demand {
    /// The grade; `None` when neither the asset nor anything above it is graded.
    pub grade: Option<Grade>,
    /// The asset standing on it that asks for more than its own grade; `None` when its own grade is enough.
    pub because: Option<usize>,
    /// The asset in which that demand begins: its own grade is passed down from there.
    pub root: Option<usize>,
}

/// Hours up to which what stops later is as bad as what stops at once.
const A_DAY: u32 = 24;

/// The grade that an edge passes down; `None` where it passes none.
fn passed(graph: &Graph, edge: &Edge, aspect: Aspect, grade: Grade) -> Option<Grade> {
    use DependencyKind::{AuthenticatesBy, DataFrom, Needs, RunsOn};
    match aspect {
        Aspect::Confidentiality => matches!(edge.kind, Needs | RunsOn | AuthenticatesBy).then_some(grade),
        Aspect::Integrity => matches!(edge.kind, Needs | RunsOn | AuthenticatesBy | DataFrom).then_some(grade),
        Aspect::Availability | Aspect::Criticality => {
            let lessened = match edge.necessity {
                Necessity::StopsAtOnce => grade,
                Necessity::StopsAfter(hours) if hours <= A_DAY => grade,
                Necessity::StopsAfter(_) => grade.one_less(),
                Necessity::Degraded => grade.one_less().one_less(),
            };
            Some(if graph.has_alternative(edge) { lessened.one_less() } else { lessened })
        }
    }
}

/// The grade asked of each asset in one aspect, from the own grades by place; circles are no hindrance.
///
/// Grades only fall on their way down, so the assets are settled from the highest grade to the lowest, each once: the work grows with
/// assets and edges.
#[must_use]
pub fn inherit(graph: &Graph, aspect: Aspect, own: &[Option<Grade>]) -> Vec<Demand> {
    let mut found: Vec<Demand> = (0..graph.len())
        .map(|asset| Demand { grade: own.get(asset).copied().flatten(), because: None, root: None })
        .collect();
    let mut waiting: [Vec<usize>; 5] = Default::default();
    for (asset, demand) in found.iter().enumerate() {
        if let Some(grade) = demand.grade {
            waiting[usize::from(grade.get())].push(asset);
        }
    }
    for level in (0..waiting.len()).rev() {
        while let Some(asset) = waiting[level].pop() {
            let demand = found[asset];
            let Some(grade) = demand.grade.filter(|grade| usize::from(grade.get()) == level) else { continue };
            for edge in graph.needs(asset) {
                let Some(asked) = passed(graph, edge, aspect, grade) else { continue };
                if found[edge.on].grade.is_none_or(|now| now < asked) {
                    let root = demand.root.unwrap_or(asset);
                    found[edge.on] = Demand { grade: Some(asked), because: Some(asset), root: Some(root) };
                    waiting[usize::from(asked.get())].push(edge.on);
                }
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn grade(value: u8) -> Option<Grade> {
        Grade::from_i64(value.into()).ok()
    }

    fn edge(from: usize, on: usize, kind: DependencyKind, necessity: Necessity, group: Option<u8>) -> Edge {
        Edge { from, on, kind, necessity, group }
    }

    /// 0 care system (4), 1 server (own 1), 2 power, 3 spare power, 4 map data, 5 archive.
    fn example() -> Graph {
        use DependencyKind::{DataFrom, PoweredBy, RunsOn};
        Graph::new(
            6,
            [
                edge(0, 1, RunsOn, Necessity::StopsAfter(1), None),
                edge(1, 2, PoweredBy, Necessity::StopsAtOnce, Some(1)),
                edge(1, 3, PoweredBy, Necessity::StopsAtOnce, Some(1)),
                edge(0, 4, DataFrom, Necessity::Degraded, None),
                edge(0, 5, RunsOn, Necessity::StopsAfter(48), None),
            ],
        )
    }

    #[test]
    fn a_worked_example() {
        let own = [grade(4), grade(1), None, None, None, None];
        let numbers = |aspect| -> Vec<Option<u8>> {
            inherit(&example(), aspect, &own).iter().map(|demand| demand.grade.map(Grade::get)).collect()
        };
        assert_eq!(numbers(Aspect::Availability), [Some(4), Some(4), Some(3), Some(3), Some(2), Some(3)]);
        assert_eq!(numbers(Aspect::Integrity), [Some(4), Some(4), None, None, Some(4), Some(4)]);
        assert_eq!(numbers(Aspect::Confidentiality), [Some(4), Some(4), None, None, None, Some(4)]);
        let power = inherit(&example(), Aspect::Criticality, &own)[2];
        assert_eq!((power.because, power.root), (Some(1), Some(0)));
        let care = inherit(&example(), Aspect::Criticality, &own)[0];
        assert_eq!((care.because, care.root), (None, None));
    }

    #[test]
    fn a_circle_takes_the_highest() {
        let circle = (0..4).map(|at| edge(at, (at + 1) % 4, DependencyKind::Needs, Necessity::StopsAtOnce, None));
        let own = [None, grade(3), grade(1), None];
        let found = inherit(&Graph::new(4, circle), Aspect::Criticality, &own);
        assert!(found.iter().all(|demand| demand.grade == grade(3)));
        assert_eq!(found[1].because, None);
    }

    /// The same by passing every grade along every edge until nothing rises.
    fn slowly(graph: &Graph, aspect: Aspect, own: &[Option<Grade>]) -> Vec<Option<Grade>> {
        let mut grades = own.to_vec();
        for _ in 0..=graph.len() * 5 {
            for edge in graph.edges() {
                let asked = grades[edge.from].and_then(|grade| passed(graph, edge, aspect, grade));
                grades[edge.on] = grades[edge.on].max(asked);
            }
        }
        grades
    }

    proptest! {
        #[test]
        fn the_same_as_passing_grades_until_nothing_rises(
            graph in super::super::random::graph(9),
            own in proptest::collection::vec(proptest::option::of(0..5_u8), 9),
        ) {
            let own: Vec<Option<Grade>> = own.into_iter().take(graph.len()).map(|one| one.and_then(grade)).collect();
            for aspect in Aspect::ALL {
                let found = inherit(&graph, aspect, &own);
                let grades: Vec<_> = found.iter().map(|demand| demand.grade).collect();
                prop_assert_eq!(&grades, &slowly(&graph, aspect, &own));
                for (asset, demand) in found.iter().enumerate() {
                    prop_assert!(demand.grade >= own[asset]);
                    match demand.because {
                        None => prop_assert_eq!(demand.grade, own[asset]),
                        // The reason is one that asks for just that grade, and the root has a grade of its own that high.
                        Some(because) => {
                            let asks = graph.needs(because).any(|edge| edge.on == asset
                                && found[because].grade.and_then(|of| passed(&graph, edge, aspect, of)) == demand.grade);
                            prop_assert!(asks);
                            prop_assert!(own[demand.root.unwrap()] >= demand.grade);
                        }
                    }
                }
            }
        }
    }
}
