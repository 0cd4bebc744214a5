use super::{Scenario, scenario::KIND};
use crate::{
    App, Context, Result,
    asset::{Standing, asset_code, known_assets},
    continuity::{ThingId, all_facts, known_teams},
    supplier::{code_of, known_suppliers},
};
use bavn_core::{
    access::{Action, Resource},
    asset::{Dependency, Necessity},
    ids::{AssetId, RecoveryTeamId, SupplierId},
    recovery::scenario::{Candidate, Candidates, Chosen, Fails, Leaning},
};
use std::collections::HashMap;
use uuid::Uuid;

/// What a line of a scenario hits in the register as it is now.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hit {
    /// The assets, by number.
    pub assets: Vec<(AssetId, String)>,
    /// The supplier.
    pub supplier: Option<(SupplierId, String)>,
}

impl Hit {
    /// Whether it hits nothing: such a line is left out of every calculation.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.assets.is_empty() && self.supplier.is_none()
    }

    /// How many things it hits.
    #[must_use]
    pub fn len(&self) -> usize {
        self.assets.len() + usize::from(self.supplier.is_some())
    }

    /// The names of what it hits.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.assets.iter().map(|(_, name)| name.as_str()).chain(self.supplier.iter().map(|(_, name)| name.as_str()))
    }

    pub(super) fn things(&self) -> impl Iterator<Item = ThingId> {
        let suppliers = self.supplier.iter().map(|(id, _)| ThingId::Supplier(*id));
        self.assets.iter().map(|(id, _)| ThingId::Asset(*id)).chain(suppliers)
    }
}

/// What a scenario hits, and what the teams in it are called.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ScenarioReach {
    /// For each line of what fails.
    pub hits: Vec<Hit>,
    /// The names of those teams of whom people are missing.
    pub teams: HashMap<RecoveryTeamId, String>,
}

/// What a scenario hits in the register as it is now.
///
/// # Errors
/// [`crate::Error::NotFound`] for those who may read no scenarios, or the database failed.
pub async fn scenario_reach(app: &App, ctx: &Context, scenario: &Scenario) -> Result<ScenarioReach> {
    let _ = ctx.authorize_read(Action::RecoveryRead, Resource::Any, KIND)?;
    let conn = app.db().read();
    let all = all_facts(app).await?;
    let teams: Vec<Uuid> = scenario.facts.missing.iter().map(|missing| missing.team.0).collect();
    let teams = known_teams(conn, &teams).await?;
    Ok(ScenarioReach {
        hits: hits(scenario, &all.register, &all.suppliers),
        teams: teams.into_iter().map(|(id, name)| (id.into(), name)).collect(),
    })
}

/// What each line of a scenario hits.
pub(super) fn hits(
    scenario: &Scenario,
    (assets, links): &(Vec<Standing>, Vec<Dependency>),
    suppliers: &[(SupplierId, String)],
) -> Vec<Hit> {
    let place: HashMap<AssetId, usize> = assets.iter().enumerate().map(|(at, asset)| (asset.id, at)).collect();
    let candidates = candidates(assets, links, &place);
    let hit = |chosen: Chosen| match chosen {
        Chosen::Assets(places) => {
            let name = |at: usize| (assets[at].id, assets[at].name.clone());
            Hit { assets: places.into_iter().map(name).collect(), supplier: None }
        }
        Chosen::Supplier(id) => {
            Hit { assets: Vec::new(), supplier: suppliers.iter().find(|(one, _)| *one == id).cloned() }
        }
    };
    let chosen = scenario.facts.failures.iter().map(|failing| match failing.what {
        Fails::Asset(id) => Chosen::Assets(place.get(&id).copied().into_iter().collect()),
        Fails::Supplier(id) => Chosen::Supplier(id),
        Fails::All(selector) => candidates.choose(selector),
    });
    chosen.map(hit).collect()
}

/// The register as selectors see it.
fn candidates(assets: &[Standing], links: &[Dependency], place: &HashMap<AssetId, usize>) -> Candidates {
    let mut members: HashMap<(AssetId, u8), usize> = HashMap::new();
    for link in links {
        if let Some(group) = link.alternative_group {
            *members.entry((link.asset, group)).or_default() += 1;
        }
    }
    let leanings: Vec<Leaning> = links
        .iter()
        .filter_map(|link| {
            let has_others =
                link.alternative_group.is_some_and(|group| members.get(&(link.asset, group)).is_some_and(|n| *n > 1));
            Some(Leaning {
                from: *place.get(&link.asset)?,
                on: *place.get(&link.on)?,
                is_reserve: has_others && matches!(link.necessity, Necessity::StopsAfter(_)),
            })
        })
        .collect();
    let candidate = |asset: &Standing| Candidate {
        kind: asset.kind,
        hosting: asset.hosting,
        life_cycle: asset.life_cycle,
        supplier: asset.supplier,
    };
    Candidates::new(assets.iter().map(candidate).collect(), &leanings)
}

/// What the assets and suppliers that a scenario names are called in its form: `A-12 Omsorg`, `L-3 Nordkyst`; three statements.
///
/// # Errors
/// As [`scenario_reach`].
pub async fn scenario_names(app: &App, ctx: &Context, what: &[Fails]) -> Result<HashMap<Uuid, String>> {
    let _ = ctx.authorize_read(Action::RecoveryRead, Resource::Any, KIND)?;
    let conn = app.db().read();
    let assets: Vec<Uuid> =
        what.iter().filter_map(|one| if let Fails::Asset(id) = one { Some(id.0) } else { None }).collect();
    let suppliers: Vec<Uuid> =
        what.iter().filter_map(|one| if let Fails::Supplier(id) = one { Some(id.0) } else { None }).collect();
    let mut names = HashMap::new();
    let known = known_assets(conn, &assets).await?;
    names.extend(known.into_iter().map(|(id, (number, name))| (id, format!("{} {name}", asset_code(number)))));
    let known = known_suppliers(conn, &suppliers).await?;
    names.extend(known.into_iter().map(|(id, (number, name))| (id, format!("{} {name}", code_of('L', number)))));
    Ok(names)
}
