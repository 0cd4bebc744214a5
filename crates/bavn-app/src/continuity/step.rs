use super::{
    Step,
    entity::{step, step_asset, step_team, team},
    load::IN_LIST,
    types::join_steps,
};
use crate::{
    App, Context, Error, FieldFault, Result,
    asset::{Asset, AssetKeys, find_by as find_assets, get_asset, raise_versions},
    check::by_field,
};
use bavn_core::{
    access::{Action, Permit, Resource},
    audit_log::AuditEvent,
    continuity::{
        task::LIMITS,
        team::{RecoveryStep, check_step},
    },
    ids::{AssetId, RecoveryStepId, RecoveryTeamId},
};
use bavn_db::WriteTx;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel as _, QueryFilter, QueryOrder, QuerySelect};
use serde_json::{Value, json};
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// The recovery steps of an asset, with the version that changes of them are made from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AssetSteps {
    /// The asset.
    pub asset: Asset,
    /// Its steps, in order.
    pub steps: Vec<Step>,
}

/// What an asset's steps are to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepChange {
    /// The asset.
    pub asset: AssetId,
    /// All of its steps, instead of those it had.
    pub steps: Vec<RecoveryStep>,
}

/// The recovery steps of an asset.
///
/// # Errors
/// [`Error::NotFound`], or the database failed.
pub async fn asset_steps(app: &App, ctx: &Context, id: AssetId) -> Result<AssetSteps> {
    let _ = ctx.authorize_read(Action::ContinuityRead, Resource::Any, "asset")?;
    let asset = get_asset(app, ctx, id).await?;
    Ok(AssetSteps { steps: steps_of(app.db().read(), &[id]).await?, asset })
}

/// The steps of some assets, by position: three statements for each five thousand.
pub(super) async fn steps_of(conn: &impl ConnectionTrait, assets: &[AssetId]) -> Result<Vec<Step>> {
    let (mut rows, mut teams, mut waits) = (Vec::new(), Vec::new(), Vec::new());
    for chunk in assets.chunks(IN_LIST) {
        let of = step::Column::AssetId.is_in(chunk.iter().map(|id| id.0));
        let some = step::Entity::find().filter(of);
        let some = some.order_by_asc(step::Column::Position).order_by_asc(step::Column::Id).all(conn).await?;
        let ids: Vec<Uuid> = some.iter().map(|row| row.id).collect();
        rows.extend(some);
        for chunk in ids.chunks(IN_LIST) {
            let of = step_team::Column::StepId.is_in(chunk.iter().copied());
            teams.extend(step_team::Entity::find().filter(of).all(conn).await?);
            let of = step_asset::Column::StepId.is_in(chunk.iter().copied());
            waits.extend(step_asset::Entity::find().filter(of).all(conn).await?);
        }
    }
    Ok(join_steps(rows, teams, waits))
}

/// Gives an asset other recovery steps. `version` is that of the asset, which is raised: the steps are a part of it.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Conflict`], [`Error::Invalid`] with every fault, [`Error::Closed`] if the asset is out of use,
/// [`Error::Forbidden`], or the database failed.
pub async fn put_asset_steps(
    app: &App,
    ctx: &Context,
    id: AssetId,
    version: i32,
    steps: Vec<RecoveryStep>,
) -> Result<()> {
    let found = get_asset(app, ctx, id).await?;
    let permit = ctx.authorize(Action::ContinuityChange, found.resource())?;
    let mut tx = app.db().write_tx(&permit, ctx.change()).await?;
    let read = ctx.authorize_read(Action::AssetRead, Resource::Any, "asset")?;
    let now = find_assets(tx.conn(), &read, &AssetKeys::Ids(vec![id])).await?;
    let now = now.first().ok_or(Error::NotFound { kind: "asset" })?;
    if now.version != version {
        return Err(Error::Conflict { kind: "asset", current: now.version });
    }
    by_field(store_steps(&mut tx, ctx, &permit, vec![StepChange { asset: id, steps }]).await)?;
    Ok(tx.commit_recorded().await?)
}

/// Gives many assets other recovery steps in a transaction of its own: for those who administer continuity.
///
/// # Errors
/// As [`store_steps`].
pub async fn put_steps(app: &App, ctx: &Context, changes: Vec<StepChange>) -> Result<()> {
    let permit = ctx.authorize(Action::ContinuityAdminister, Resource::Any)?;
    let mut tx = app.db().write_tx(&permit, ctx.change()).await?;
    store_steps(&mut tx, ctx, &permit, changes).await?;
    Ok(tx.commit_recorded().await?)
}

/// Gives many assets other recovery steps inside a transaction, all or none, each with its record in the log of its asset, in a number of
/// statements that grows with hundreds of rows, not with rows. One asset may be named once.
///
/// # Errors
/// [`Error::Invalid`] with every fault, named `assets[PLACE].steps[PLACE].field`; [`Error::NotFound`], [`Error::Closed`],
/// [`Error::Forbidden`], or the database failed.
pub async fn store_steps(tx: &mut WriteTx, ctx: &Context, permit: &Permit, changes: Vec<StepChange>) -> Result<()> {
    let ids: Vec<AssetId> = changes.iter().map(|change| change.asset).collect();
    let waits = changes.iter().flat_map(|change| &change.steps).flat_map(|step| step.after_assets.iter().copied());
    let named: HashSet<AssetId> = ids.iter().copied().chain(waits).collect();
    let read = ctx.authorize_read(Action::AssetRead, Resource::Any, "asset")?;
    let assets = find_assets(tx.conn(), &read, &AssetKeys::Ids(named.into_iter().collect())).await?;
    let assets: HashMap<AssetId, Asset> = assets.into_iter().map(|asset| (asset.id, asset)).collect();
    let mut old: HashMap<AssetId, Vec<Step>> = HashMap::new();
    for step in steps_of(tx.conn(), &ids).await? {
        old.entry(step.asset).or_default().push(step);
    }
    let teams = team::Entity::find().filter(team::Column::ArchivedAt.is_null());
    let teams = teams.select_only().column(team::Column::Id).column(team::Column::Capacity);
    let teams: Vec<(Uuid, i32)> = teams.into_tuple().all(tx.conn()).await?;
    let capacity: HashMap<RecoveryTeamId, i64> = teams.into_iter().map(|(id, of)| (id.into(), of.into())).collect();
    let changes: Vec<StepChange> = changes.into_iter().map(tidy).collect();
    let mut faults = Vec::new();
    for (at, change) in changes.iter().enumerate() {
        let found = faults_of(change, &capacity, &assets, old.get(&change.asset).map_or(&[], Vec::as_slice));
        faults.extend(found.into_iter().map(|fault| fault.at(format_args!("assets[{at}]"))));
    }
    if !faults.is_empty() {
        return Err(Error::Invalid(faults));
    }
    let mut rows = Rows::default();
    for change in changes {
        let asset = assets.get(&change.asset).ok_or(Error::NotFound { kind: "asset" })?;
        let _ = ctx.authorize(Action::ContinuityChange, asset.resource())?;
        if asset.archived_at.is_some() {
            return Err(Error::Closed { kind: "asset", reason: "archived" });
        }
        let before = old.remove(&change.asset).unwrap_or_default();
        let event = AuditEvent::new(permit, "recovery_steps", "asset", Some(change.asset.0));
        let facts: Vec<&RecoveryStep> = before.iter().map(|step| &step.facts).collect();
        tx.record(event.before(to_json(asset, &facts)).after(to_json(asset, &change.steps.iter().collect::<Vec<_>>())));
        rows.old.extend(before.iter().map(|step| step.id.0));
        for step in change.steps {
            rows.add(ctx, change.asset, step)?;
        }
    }
    rows.write(tx.conn()).await?;
    raise_versions(tx.conn(), &ids).await
}

fn to_json(asset: &Asset, steps: &[&RecoveryStep]) -> Value {
    json!({ "id": asset.id, "number": asset.number, "name": asset.facts.name, "recovery_steps": steps })
}

fn tidy(change: StepChange) -> StepChange {
    let clean = |step: RecoveryStep| RecoveryStep {
        name: step.name.trim().to_owned(),
        note: step.note.trim().replace("\r\n", "\n"),
        ..step
    };
    let mut steps: Vec<RecoveryStep> = change.steps.into_iter().map(clean).collect();
    steps.sort_by_key(|step| step.position);
    StepChange { steps, ..change }
}

fn faults_of(
    change: &StepChange,
    capacity: &HashMap<RecoveryTeamId, i64>,
    assets: &HashMap<AssetId, Asset>,
    old: &[Step],
) -> Vec<FieldFault> {
    let mut faults = Vec::new();
    if change.steps.len() > LIMITS.steps {
        faults.push(FieldFault::new("steps", "too_many", "").with("max", LIMITS.steps));
    }
    // A team that a step has already stays, also one out of use, with as many people as before.
    let mut kept = capacity.clone();
    for (team, amount) in old.iter().flat_map(|step| &step.facts.teams) {
        let most = kept.entry(*team).or_insert(*amount);
        *most = (*most).max(*amount);
    }
    let is_kept = |id: &AssetId| old.iter().any(|step| step.facts.after_assets.contains(id));
    for (at, step) in change.steps.iter().enumerate() {
        for found in check_step(change.asset, step, &kept) {
            let value = match &*found.field {
                "position" => step.position.to_string(),
                "optimistic_minutes" => step.optimistic_minutes.to_string(),
                "likely_minutes" => step.likely_minutes.to_string(),
                "pessimistic_minutes" => step.pessimistic_minutes.to_string(),
                "name" => step.name.clone(),
                _ => String::new(),
            };
            faults.push(FieldFault::of(found, value).at(format_args!("steps[{at}]")));
        }
        let is_in_use = |id: &AssetId| assets.get(id).is_some_and(|asset| asset.archived_at.is_none());
        for id in step.after_assets.iter().filter(|id| **id != change.asset && !is_kept(id) && !is_in_use(id)) {
            faults.push(FieldFault::new(format!("steps[{at}].after_assets"), "unknown", id.to_string()));
        }
    }
    faults
}

/// The rows of changes, on their way to the database.
#[derive(Default)]
struct Rows {
    old: Vec<Uuid>,
    steps: Vec<step::Model>,
    teams: Vec<step_team::Model>,
    assets: Vec<step_asset::Model>,
}

impl Rows {
    fn add(&mut self, ctx: &Context, asset: AssetId, step: RecoveryStep) -> Result<()> {
        let id: RecoveryStepId = ctx.new_id()?;
        let number = |value: i64| i32::try_from(value).unwrap_or(i32::MAX);
        self.teams.extend(step.teams.iter().map(|(team, amount)| step_team::Model {
            step_id: id.0,
            team_id: team.0,
            amount: number(*amount),
        }));
        let waits = step.after_assets.iter().map(|asset| step_asset::Model { step_id: id.0, asset_id: asset.0 });
        self.assets.extend(waits);
        self.steps.push(step::Model {
            id: id.0,
            asset_id: asset.0,
            position: number(step.position),
            name: step.name,
            optimistic_minutes: step.optimistic_minutes,
            likely_minutes: step.likely_minutes,
            pessimistic_minutes: step.pessimistic_minutes,
            note: step.note,
        });
        Ok(())
    }

    async fn write(self, conn: &impl ConnectionTrait) -> Result<()> {
        for chunk in self.old.chunks(IN_LIST) {
            let old = || chunk.iter().copied();
            step_team::Entity::delete_many().filter(step_team::Column::StepId.is_in(old())).exec(conn).await?;
            step_asset::Entity::delete_many().filter(step_asset::Column::StepId.is_in(old())).exec(conn).await?;
            step::Entity::delete_many().filter(step::Column::Id.is_in(old())).exec(conn).await?;
        }
        for chunk in self.steps.chunks(CHUNK) {
            let rows = chunk.iter().cloned().map(step::Model::into_active_model);
            step::Entity::insert_many(rows).exec_without_returning(conn).await?;
        }
        for chunk in self.teams.chunks(CHUNK) {
            let rows = chunk.iter().cloned().map(step_team::Model::into_active_model);
            step_team::Entity::insert_many(rows).exec_without_returning(conn).await?;
        }
        for chunk in self.assets.chunks(CHUNK) {
            let rows = chunk.iter().cloned().map(step_asset::Model::into_active_model);
            step_asset::Entity::insert_many(rows).exec_without_returning(conn).await?;
        }
        Ok(())
    }
}

/// Rows in one statement.
const CHUNK: usize = 2_000;
