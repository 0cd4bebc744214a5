use super::{
    Asset, AssetChange,
    entity::{asset, supplier},
    store::store_assets,
};
use crate::{App, Context, Error, Result, content};
use bavn_core::{
    access::{Action, Resource},
    asset::{SharedSolution, recognise},
    ids::{AssetId, SupplierId},
    lang::Lang,
    text::fold,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde::Deserialize;
use std::{
    collections::{BTreeSet, HashMap},
    sync::OnceLock,
};
use uuid::Uuid;

const FILE: &str = "registers/shared_solutions.toml";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SolutionFile {
    solution: Vec<SharedSolution>,
}

static SOLUTIONS: OnceLock<Vec<SharedSolution>> = OnceLock::new();

/// The solutions that municipalities share, in the order of the content.
///
/// # Errors
/// [`Error::Content`]; a test of the program keeps this from happening.
pub fn shared_solutions() -> Result<&'static [SharedSolution]> {
    if let Some(solutions) = SOLUTIONS.get() {
        return Ok(solutions);
    }
    let file: SolutionFile =
        toml::from_str(&content::text(FILE)?).map_err(|error| Error::Content(format!("{FILE}: {error}")))?;
    Ok(SOLUTIONS.get_or_init(|| file.solution))
}

/// A shared solution, and the asset in use that it is recognised as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SolutionState {
    /// The solution.
    pub solution: &'static SharedSolution,
    /// Whether the register has it.
    pub is_here: bool,
    /// The asset, when the register has it and the actor may read it.
    pub asset: Option<AssetId>,
}

/// The shared solutions, each with the asset in use that goes by one of its names; one statement.
///
/// # Errors
/// [`Error::NotFound`] for those who may read no assets, or the database failed.
pub async fn list_shared_solutions(app: &App, ctx: &Context) -> Result<Vec<SolutionState>> {
    let _ = ctx.authorize_read(Action::AssetRead, Resource::Any, "asset")?;
    states(app.db().read(), ctx).await
}

async fn states(conn: &impl ConnectionTrait, ctx: &Context) -> Result<Vec<SolutionState>> {
    let solutions = shared_solutions()?;
    let rows = asset::Entity::find()
        .filter(asset::Column::ArchivedAt.is_null())
        .order_by_asc(asset::Column::Number)
        .select_only()
        .columns([asset::Column::Id, asset::Column::UnitId, asset::Column::OwnerId])
        .columns([asset::Column::Name, asset::Column::Alias]);
    let rows = rows.into_tuple::<(Uuid, Option<Uuid>, Option<Uuid>, String, String)>().all(conn).await?;
    let named = rows.iter().map(|(id, unit, owner, name, alias)| ((*id, *unit, *owner), name.as_str(), alias.as_str()));
    let found = recognise(solutions, named);
    let is_read = |unit: Option<Uuid>, owner: Option<Uuid>| {
        ctx.may(Action::AssetRead, Resource::owned(unit.map(Into::into), owner.map(Into::into)))
    };
    let states = solutions.iter().zip(found).map(|(solution, found)| SolutionState {
        solution,
        is_here: found.is_some(),
        asset: found.filter(|(_, unit, owner)| is_read(*unit, *owner)).map(|(id, ..)| id.into()),
    });
    Ok(states.collect())
}

/// Puts the shared solutions of some keys into the register, described in a language, with the supplier of the provider's name where one is in use.
/// Those that the register has are left out.
///
/// # Errors
/// [`Error::Invalid`] for a key that there is not, [`Error::Forbidden`], or the database failed.
pub async fn add_shared_solutions(app: &App, ctx: &Context, keys: &BTreeSet<String>, lang: Lang) -> Result<Vec<Asset>> {
    let permit = ctx.authorize(Action::AssetAdminister, Resource::Any)?;
    let known = shared_solutions()?;
    if let Some(other) = keys.iter().find(|key| !known.iter().any(|solution| solution.key == **key)) {
        return Err(Error::invalid("keys", "unknown", other));
    }
    let mut tx = app.db().write_tx(&permit, ctx.change()).await?;
    let states = states(tx.conn(), ctx).await?;
    let suppliers = supplier::Entity::find()
        .filter(supplier::Column::ArchivedAt.is_null())
        .order_by_desc(supplier::Column::Id)
        .select_only()
        .columns([supplier::Column::Id, supplier::Column::Name]);
    let suppliers: Vec<(Uuid, String)> = suppliers.into_tuple().all(tx.conn()).await?;
    let suppliers: HashMap<String, SupplierId> =
        suppliers.into_iter().map(|(id, name)| (fold(&name), id.into())).collect();
    let wanted = states.iter().filter(|state| !state.is_here && keys.contains(&state.solution.key));
    let changes: Vec<AssetChange> = wanted
        .map(|state| {
            let mut facts = state.solution.facts(lang);
            facts.supplier = suppliers.get(&fold(&state.solution.provider)).copied();
            AssetChange::Create(facts)
        })
        .collect();
    if changes.is_empty() {
        tx.roll_back().await?;
        return Ok(Vec::new());
    }
    let stored = store_assets(&mut tx, ctx, &permit, changes).await?;
    tx.commit_recorded().await?;
    Ok(stored)
}

#[cfg(test)]
mod tests {
    use super::*;
    use bavn_core::asset::{SolutionGroup, check};

    #[test]
    fn every_solution_has_its_own_key_and_names_and_can_be_stored() {
        let solutions = shared_solutions().unwrap();
        let keys: BTreeSet<&str> = solutions.iter().map(|solution| solution.key.as_str()).collect();
        assert_eq!((keys.len(), solutions.len()), (23, 23));
        let mut names = BTreeSet::new();
        for solution in solutions {
            assert!(!solution.about.da.trim().is_empty() && !solution.about.en.trim().is_empty(), "{}", solution.key);
            assert!(!solution.provider.trim().is_empty(), "{}", solution.key);
            assert_eq!(check(&solution.facts(Lang::Da)), [], "{}", solution.key);
            for name in solution.known_as() {
                assert!(names.insert(name.clone()), "{name} is the name of two");
            }
        }
        // The agreement between KOMBIT and the municipalities is of twelve solutions.
        let shared = solutions.iter().filter(|solution| solution.group == SolutionGroup::K98);
        assert_eq!(shared.count(), 12);
    }
}
