//! The demonstration: an invented municipality, "Kommune X", from `content/demo/`, put in through the operations.

mod analyses;
mod applicability;
mod assets;
mod continuity;
mod files;
mod history;
mod memo;
mod organisation;
mod own_controls;
mod own_types;
mod plan;
mod recovery;
mod statement;
mod suppliers;

use crate::{App, Context, Error, Result, catalogue, organisation::find_municipality};
use bavn_core::{
    access::{Actor, Grant, Reach, Role},
    ids::{
        AnalysisId, AssetId, AssetTypeId, ContractId, CriticalTaskId, PersonId, PlanId, RecoveryTeamId, ScenarioId,
        SupplierId, UnitId,
    },
};
use bavn_db::{Database, audit::event};
use sea_orm::EntityTrait as _;
use std::collections::BTreeMap;
use time::{Date, OffsetDateTime, Time, macros::date};

/// The password of every account of the demonstration. It guards nothing: the municipality is invented.
pub const PASSWORD: &str = "prøv bavn i dag";

/// What the log calls the one who loads the demonstration.
pub const OPERATOR: &str = "demo";

/// How much the demonstration puts in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    /// Kommune X as its files describe it.
    Small,
    /// The reference municipality that speed is measured on: Kommune X with 120 units in 4 levels, 5,000 people, five earlier
    /// yearly analyses over every control, 150 measures and 100,000 records in the log; the same each time.
    Reference,
    /// Kommune X with a plan of 300 measures, that the plan's document is measured on.
    LongPlan,
}

/// What the demonstration put in.
#[derive(Clone, Debug, Default)]
pub struct Demo {
    /// User name and role of each account, in the order of the file.
    pub sign_ins: Vec<(String, Role)>,
    /// Units by their keys in the file.
    pub units: BTreeMap<String, UnitId>,
    /// People by their keys in the file.
    pub people: BTreeMap<String, PersonId>,
    /// Analyses by their keys in the file.
    pub analyses: BTreeMap<String, AnalysisId>,
    /// Suppliers by their keys in the file.
    pub suppliers: BTreeMap<String, SupplierId>,
    /// Own types of assets by their keys in the file.
    pub asset_types: BTreeMap<String, AssetTypeId>,
    /// Assets by their keys in the file.
    pub assets: BTreeMap<String, AssetId>,
    /// Contracts by their keys in the file.
    pub contracts: BTreeMap<String, ContractId>,
    /// The action plan.
    pub plan: Option<PlanId>,
    /// Recovery teams by their keys in the file.
    pub teams: BTreeMap<String, RecoveryTeamId>,
    /// Critical tasks by their keys in the file.
    pub tasks: BTreeMap<String, CriticalTaskId>,
    /// Scenarios by their keys in the file.
    pub scenarios: BTreeMap<String, ScenarioId>,
    /// The suppliers and the systems of the reference municipality, beside those of the files.
    grown: (Vec<SupplierId>, Vec<AssetId>),
    coordinator: Option<Actor>,
    director: Option<Actor>,
}

/// Fills an empty database with the demonstration municipality. The catalogue is loaded first, if it was not.
///
/// # Errors
/// [`Error::Closed`] if the database has a municipality, [`Error::Content`], [`Error::Forbidden`], or the database failed.
pub async fn load_demo(app: &App, ctx: &Context, size: Size) -> Result<Demo> {
    if find_municipality(app).await?.is_some() {
        return Err(Error::Closed { kind: "municipality", reason: "exists" });
    }
    catalogue::load_content(app, ctx).await?;
    let mut demo = Demo::default();
    let begun = match size {
        Size::Small | Size::LongPlan => date!(2025 - 01 - 06),
        Size::Reference => date!(2020 - 01 - 06),
    };
    organisation::load(app, &on(ctx, ctx.actor().clone(), begun), &mut demo, size).await?;
    if size == Size::Reference {
        history::load(app, ctx, &demo).await?;
    }
    applicability::load(app, ctx, &demo).await?;
    analyses::load(app, ctx, &mut demo).await?;
    own_controls::load(app, ctx, &demo).await?;
    statement::load(app, ctx, &demo).await?;
    plan::load(app, ctx, &mut demo, size).await?;
    suppliers::load(app, ctx, &mut demo, size).await?;
    own_types::load(app, ctx, &mut demo).await?;
    assets::load(app, ctx, &mut demo, size).await?;
    suppliers::load_contracts(app, ctx, &mut demo, size).await?;
    continuity::load(app, ctx, &mut demo, size).await?;
    recovery::load(app, ctx, &mut demo, size).await?;
    memo::load(app, ctx, &demo).await?;
    if size == Size::Reference {
        history::fill_log(app, ctx, &demo).await?;
    }
    Ok(demo)
}

/// Whether a database was made by [`load_demo`]: the first record in its log was written by [`OPERATOR`].
///
/// # Errors
/// The database failed; a database of something else has no log.
pub async fn is_demo(database: &Database) -> Result<bool> {
    let first = event::Entity::find_by_id(1).one(database.read()).await?;
    Ok(first.is_some_and(|row| row.actor_id.is_none() && row.actor_name == OPERATOR))
}

/// User name and role of each account of the demonstration.
///
/// # Errors
/// [`Error::Content`]; a test of the program keeps this from happening.
pub fn sign_ins() -> Result<Vec<(String, Role)>> {
    let file = files::organisation()?;
    Ok(file.accounts.into_iter().filter_map(|account| Some((account.username, account.roles.first()?.role))).collect())
}

impl Demo {
    fn unit(&self, key: &str) -> Result<UnitId> {
        self.units.get(key).copied().ok_or_else(|| Error::Content(format!("demo: the unit {key} does not exist")))
    }

    fn person(&self, key: &str) -> Result<PersonId> {
        self.people.get(key).copied().ok_or_else(|| Error::Content(format!("demo: the person {key} does not exist")))
    }

    fn asset(&self, key: &str) -> Result<AssetId> {
        self.assets.get(key).copied().ok_or_else(|| Error::Content(format!("demo: the asset {key} does not exist")))
    }

    /// The coordinator at work on a day of the past.
    fn coordinator_on(&self, ctx: &Context, day: Date) -> Context {
        on(ctx, self.coordinator.clone().unwrap_or_else(|| ctx.actor().clone()), day)
    }
}

/// An actor at work on a day of the past, at ten in the morning; never later than now.
fn on(ctx: &Context, actor: Actor, day: Date) -> Context {
    let at = OffsetDateTime::new_utc(day, Time::from_hms(9, 0, 0).unwrap_or(Time::MIDNIGHT)).min(ctx.now());
    Context::new(actor, at, at.date(), ctx.lang(), ctx.request_id())
}

fn with_role(role: Role, account: bavn_core::ids::AccountId, person: PersonId, name: &str) -> Actor {
    Actor::account(account, person, name.to_owned(), vec![Grant { role, reach: Reach::Municipality }])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_password_is_one_that_anybody_may_have() {
        for (username, _) in sign_ins().unwrap() {
            assert_eq!(bavn_core::identity::check_password(PASSWORD, &[&username, "Kommune X"]), Ok(()));
        }
    }
}
