use crate::{
    asset::{Hosting, Kind, KindGroup, LifeCycle},
    ids::SupplierId,
};
use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
    str::FromStr,
};

/// Which assets fail, by what they are, so that a scenario holds when the register grows.
///
/// Assets that are planned or ended are never meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Selector {
    /// Every asset of a kind that is no reserve.
    Kind(Kind),
    /// Every reserve of a kind: what another asset can only run on for a time, as one of several alternatives.
    Reserves(Kind),
    /// The one of a kind that most other assets stand on, directly or through others; the lowest number if several do.
    Largest(Kind),
    /// The supplier that most assets stand on.
    LargestSupplier,
    /// Servers and computers, and systems, identity and backup services that run in the municipality's own house or nobody says where.
    AllWindows,
    /// Servers, storage and network, and systems, identity and backup services that run in the municipality's own house or nobody says
    /// where.
    AllOnPremises,
    /// Every system and shared solution.
    AllSystems,
    /// Everything in the cloud, in the EU or elsewhere.
    AllCloud,
}

impl Selector {
    /// Every selector, in the order in which they are shown.
    #[must_use]
    pub fn all() -> Vec<Self> {
        let mut all = vec![Self::AllWindows, Self::AllOnPremises, Self::AllSystems, Self::AllCloud];
        let kinds = || Kind::ALL.iter().copied().filter(|kind| *kind != Kind::Own);
        all.extend(kinds().map(Self::Kind));
        all.push(Self::LargestSupplier);
        all.extend(kinds().map(Self::Largest));
        let utilities = kinds().filter(|kind| kind.group() == KindGroup::Utility);
        all.extend(utilities.map(Self::Reserves));
        all
    }

    /// Which of a family of texts names it, and the kind that it is about.
    #[must_use]
    pub const fn parts(self) -> (&'static str, Option<Kind>) {
        match self {
            Self::Kind(kind) => ("kind", Some(kind)),
            Self::Reserves(kind) => ("reserves", Some(kind)),
            Self::Largest(kind) => ("largest", Some(kind)),
            Self::LargestSupplier => ("largest_supplier", None),
            Self::AllWindows => ("all_windows", None),
            Self::AllOnPremises => ("all_on_premises", None),
            Self::AllSystems => ("all_systems", None),
            Self::AllCloud => ("all_cloud", None),
        }
    }
}

impl fmt::Display for Selector {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::LargestSupplier => out.write_str("largest:supplier"),
            other => match other.parts() {
                (family, Some(kind)) => write!(out, "{family}:{}", kind.key()),
                (word, None) => out.write_str(word),
            },
        }
    }
}

/// A text that is no selector.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "\"{0}\" selects nothing; expected kind:KIND, reserves:KIND, largest:KIND, largest:supplier, all_windows, all_on_premises, all_systems or all_cloud"
)]
pub struct NoSelector(pub String);

impl FromStr for Selector {
    type Err = NoSelector;

    fn from_str(text: &str) -> Result<Self, NoSelector> {
        let wrong = || NoSelector(text.to_owned());
        match text {
            "largest:supplier" => return Ok(Self::LargestSupplier),
            "all_windows" => return Ok(Self::AllWindows),
            "all_on_premises" => return Ok(Self::AllOnPremises),
            "all_systems" => return Ok(Self::AllSystems),
            "all_cloud" => return Ok(Self::AllCloud),
            _ => {}
        }
        let (family, kind) = text.split_once(':').ok_or_else(wrong)?;
        let kind = Kind::from_key(kind).ok_or_else(wrong)?;
        match family {
            "kind" => Ok(Self::Kind(kind)),
            "reserves" => Ok(Self::Reserves(kind)),
            "largest" => Ok(Self::Largest(kind)),
            _ => Err(wrong()),
        }
    }
}

/// What a selector looks at in an asset.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// What sort of thing it is.
    pub kind: Kind,
    /// Where it runs.
    pub hosting: Hosting,
    /// Where it is in its life.
    pub life_cycle: LifeCycle,
    /// Who delivers it.
    pub supplier: Option<SupplierId>,
}

/// One asset standing on another, by their places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Leaning {
    /// What needs.
    pub from: usize,
    /// What it needs.
    pub on: usize,
    /// Whether it can only run on it for a time, as one of several alternatives.
    pub is_reserve: bool,
}

/// The register as selectors see it, in the order of the assets' numbers.
#[derive(Clone, Debug, Default)]
pub struct Candidates {
    assets: Vec<Candidate>,
    needed_by: Vec<Vec<usize>>,
    is_reserve: Vec<bool>,
}

/// What a selector chose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Chosen {
    /// Assets, by place, ascending; may be none.
    Assets(Vec<usize>),
    /// A supplier.
    Supplier(SupplierId),
}

impl Candidates {
    /// The register. What leans on or from a place outside is left out.
    #[must_use]
    pub fn new(assets: Vec<Candidate>, leanings: &[Leaning]) -> Self {
        let (mut needed_by, mut is_reserve) = (vec![Vec::new(); assets.len()], vec![false; assets.len()]);
        for leaning in leanings.iter().filter(|one| one.from < assets.len() && one.on < assets.len()) {
            needed_by[leaning.on].push(leaning.from);
            is_reserve[leaning.on] |= leaning.is_reserve;
        }
        Self { assets, needed_by, is_reserve }
    }

    /// What a selector chooses.
    #[must_use]
    pub fn choose(&self, selector: Selector) -> Chosen {
        let of = |test: &dyn Fn(usize, &Candidate) -> bool| -> Vec<usize> {
            let live = self.assets.iter().enumerate().filter(|(_, asset)| is_live(asset));
            live.filter(|(at, asset)| test(*at, asset)).map(|(at, _)| at).collect()
        };
        let chosen = match selector {
            Selector::Kind(kind) => of(&|at, asset| asset.kind == kind && !self.is_reserve[at]),
            Selector::Reserves(kind) => of(&|at, asset| asset.kind == kind && self.is_reserve[at]),
            Selector::Largest(kind) => {
                let mut all = of(&|_, asset| asset.kind == kind);
                // The first of those that are needed most: places stand in the order of numbers.
                all.sort_by_cached_key(|at| std::cmp::Reverse(self.leaning_on(*at)));
                all.truncate(1);
                all
            }
            Selector::LargestSupplier => return self.largest_supplier(),
            Selector::AllWindows => {
                of(&|_, asset| matches!(asset.kind, Kind::Server | Kind::Computer) || runs_in_own_house(asset))
            }
            Selector::AllOnPremises => of(&|_, asset| {
                matches!(asset.kind, Kind::Server | Kind::Storage | Kind::Network) || runs_in_own_house(asset)
            }),
            Selector::AllSystems => of(&|_, asset| matches!(asset.kind, Kind::System | Kind::SharedSolution)),
            Selector::AllCloud => of(&|_, asset| matches!(asset.hosting, Hosting::CloudEu | Hosting::CloudOutside)),
        };
        Chosen::Assets(chosen)
    }

    /// How many assets stand on one, directly or through others.
    fn leaning_on(&self, at: usize) -> usize {
        let (mut seen, mut waiting) = (BTreeSet::from([at]), vec![at]);
        while let Some(place) = waiting.pop() {
            waiting.extend(self.needed_by[place].iter().copied().filter(|from| seen.insert(*from)));
        }
        seen.len() - 1
    }

    /// The supplier with most assets of its own and others that stand on them; the one whose first asset has the lowest number if
    /// several do.
    fn largest_supplier(&self) -> Chosen {
        let mut delivers: BTreeMap<SupplierId, Vec<usize>> = BTreeMap::new();
        for (at, asset) in self.assets.iter().enumerate().filter(|(_, asset)| is_live(asset)) {
            if let Some(supplier) = asset.supplier {
                delivers.entry(supplier).or_default().push(at);
            }
        }
        let reach = |own: &[usize]| {
            let (mut seen, mut waiting): (BTreeSet<usize>, Vec<usize>) = (own.iter().copied().collect(), own.to_vec());
            while let Some(place) = waiting.pop() {
                waiting.extend(self.needed_by[place].iter().copied().filter(|from| seen.insert(*from)));
            }
            seen.len()
        };
        let ranked = delivers.iter().map(|(id, own)| (reach(own), std::cmp::Reverse(own.first().copied()), *id));
        ranked.max().map_or(Chosen::Assets(Vec::new()), |(_, _, id)| Chosen::Supplier(id))
    }
}

/// A system, identity or backup service that runs in the municipality's own house, or nobody says where.
const fn runs_in_own_house(asset: &Candidate) -> bool {
    matches!(asset.kind, Kind::System | Kind::Identity | Kind::Backup)
        && matches!(asset.hosting, Hosting::Own | Hosting::Unknown)
}

const fn is_live(asset: &Candidate) -> bool {
    matches!(asset.life_cycle, LifeCycle::InUse | LifeCycle::PhasingOut)
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn asset(kind: Kind, hosting: Hosting) -> Candidate {
        Candidate { kind, hosting, life_cycle: LifeCycle::InUse, supplier: None }
    }

    fn leaning(from: usize, on: usize) -> Leaning {
        Leaning { from, on, is_reserve: false }
    }

    /// 0 power, 1 generator (a reserve of the server), 2 server, 3 care system on it, 4 payroll in the cloud, 5 a planned system,
    /// 6 a second line.
    fn register() -> Candidates {
        let mut assets = vec![
            asset(Kind::Power, Hosting::Unknown),
            asset(Kind::Power, Hosting::Unknown),
            asset(Kind::Server, Hosting::Own),
            asset(Kind::System, Hosting::Unknown),
            asset(Kind::System, Hosting::CloudEu),
            Candidate { life_cycle: LifeCycle::Planned, ..asset(Kind::System, Hosting::Own) },
            asset(Kind::Internet, Hosting::Unknown),
        ];
        let (small, large) = (Uuid::from_u128(9), Uuid::from_u128(2));
        assets[2].supplier = Some(large.into());
        assets[4].supplier = Some(small.into());
        let reserve = Leaning { is_reserve: true, ..leaning(2, 1) };
        Candidates::new(assets, &[leaning(2, 0), reserve, leaning(3, 2), leaning(4, 6), leaning(99, 0)])
    }

    #[test]
    fn each_selector_by_hand() {
        let register = register();
        let places = |text: &str| match register.choose(text.parse().unwrap()) {
            Chosen::Assets(places) => places,
            Chosen::Supplier(_) => panic!("{text} chose a supplier"),
        };
        assert_eq!((places("kind:power"), places("reserves:power")), (vec![0], vec![1]));
        assert_eq!(places("largest:power"), [0], "both are needed by two; the lower number wins");
        assert_eq!(places("all_windows"), [2, 3], "what is in the cloud or planned is not meant");
        assert_eq!(places("all_on_premises"), [2, 3]);
        assert_eq!((places("all_systems"), places("all_cloud")), (vec![3, 4], vec![4]));
        assert!(places("kind:water").is_empty() && places("largest:water").is_empty());
        assert_eq!(register.choose(Selector::LargestSupplier), Chosen::Supplier(Uuid::from_u128(2).into()));
        assert_eq!(Candidates::default().choose(Selector::LargestSupplier), Chosen::Assets(Vec::new()));
    }

    #[test]
    fn words_are_read_as_they_are_written() {
        for selector in Selector::all() {
            assert_eq!(selector.to_string().parse(), Ok(selector));
        }
        for wrong in ["", "kind", "kind:", "kind:toaster", "reserve:power", "largest:suppliers", "ALL_CLOUD"] {
            assert_eq!(wrong.parse::<Selector>(), Err(NoSelector(wrong.to_owned())));
        }
    }
}
