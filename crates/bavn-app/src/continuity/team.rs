use super::{
    Team,
    entity::team,
    types::{DUTY, team_from_row},
};
use crate::{App, Context, Error, FieldFault, Result, check::by_field, supplier::supplier_entity as supplier};
use bavn_core::{
    access::{Action, Resource},
    audit_log::AuditEvent,
    continuity::team::{RecoveryTeam, check_team},
    ids::RecoveryTeamId,
};
use bavn_db::{WriteTx, dialect};
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel as _, QueryFilter, QueryOrder,
    QuerySelect,
};
use serde_json::{Value, json};
use std::collections::{HashMap, HashSet};
use time::OffsetDateTime;
use uuid::Uuid;

const KIND: &str = "recovery_team";

/// The most teams in use.
const MOST: usize = 500;

/// The recovery teams in use, or those out of use, in Danish order.
///
/// # Errors
/// [`Error::NotFound`] for those who may read none, or the database failed.
pub async fn list_teams(app: &App, ctx: &Context, are_archived: bool) -> Result<Vec<Team>> {
    let _ = ctx.authorize_read(Action::ContinuityRead, Resource::Any, KIND)?;
    let archived = team::Column::ArchivedAt;
    let rows = team::Entity::find().filter(if are_archived { archived.is_not_null() } else { archived.is_null() });
    let rows = rows.order_by_asc(dialect::danish_order("name")).order_by_asc(team::Column::Id);
    rows.all(app.db().read()).await?.into_iter().map(team_from_row).collect()
}

/// A recovery team, also one out of use.
///
/// # Errors
/// As [`list_teams`].
pub async fn get_team(app: &App, ctx: &Context, id: RecoveryTeamId) -> Result<Team> {
    let _ = ctx.authorize_read(Action::ContinuityRead, Resource::Any, KIND)?;
    find(app.db().read(), id).await
}

async fn find(conn: &impl ConnectionTrait, id: RecoveryTeamId) -> Result<Team> {
    let row = team::Entity::find_by_id(id.0).one(conn).await?;
    row.map(team_from_row).transpose()?.ok_or(Error::NotFound { kind: KIND })
}

/// Makes a recovery team.
///
/// # Errors
/// [`Error::Invalid`] with every fault, [`Error::Forbidden`], or the database failed.
pub async fn create_team(app: &App, ctx: &Context, facts: RecoveryTeam) -> Result<RecoveryTeamId> {
    let mut made = by_field(put_teams(app, ctx, vec![facts]).await)?;
    made.pop().ok_or(Error::NotFound { kind: KIND })
}

/// Makes many recovery teams at once, all or none. Their identifiers come back in the order given.
///
/// # Errors
/// As [`create_team`], with faults named `teams[PLACE].field`.
pub async fn put_teams(app: &App, ctx: &Context, all: Vec<RecoveryTeam>) -> Result<Vec<RecoveryTeamId>> {
    let permit = ctx.authorize(Action::ContinuityAdminister, Resource::Municipality)?;
    let mut tx = app.db().write_tx(&permit, ctx.change()).await?;
    let all: Vec<RecoveryTeam> = all.into_iter().map(tidy).collect();
    let taken = taken(tx.conn(), None).await?;
    if taken.len() + all.len() > MOST {
        return Err(Error::Closed { kind: KIND, reason: "too_many" });
    }
    let suppliers = known_suppliers(tx.conn(), &all).await?;
    let (mut faults, mut names) = (Vec::new(), taken);
    for (at, facts) in all.iter().enumerate() {
        let found = team_faults(facts, &names, &suppliers, None).into_iter();
        faults.extend(found.map(|fault| fault.at(format_args!("teams[{at}]"))));
        names.insert(facts.name.to_lowercase());
    }
    if !faults.is_empty() {
        return Err(Error::Invalid(faults));
    }
    let mut rows = Vec::with_capacity(all.len());
    for facts in all {
        let team = Team { id: ctx.new_id()?, facts, archived_at: None, version: 1 };
        tx.record(AuditEvent::new(&permit, "create", KIND, Some(team.id.0)).after(to_json(&team)));
        rows.push(to_row(&team, ctx.now()));
    }
    let ids = rows.iter().map(|row| row.id.into()).collect();
    if !rows.is_empty() {
        let rows = rows.into_iter().map(team::Model::into_active_model);
        team::Entity::insert_many(rows).exec_without_returning(tx.conn()).await?;
    }
    tx.commit_recorded().await?;
    Ok(ids)
}

/// Changes a recovery team.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Conflict`], [`Error::Invalid`] with every fault, [`Error::Closed`] if it is out of use,
/// [`Error::Forbidden`], or the database failed.
pub async fn update_team(
    app: &App,
    ctx: &Context,
    id: RecoveryTeamId,
    version: i32,
    facts: RecoveryTeam,
) -> Result<()> {
    let (permit, facts) = (ctx.authorize(Action::ContinuityAdminister, Resource::Municipality)?, tidy(facts));
    let tx = app.db().write_tx(&permit, ctx.change()).await?;
    let old = find_version(&tx, id, version).await?;
    let suppliers = known_suppliers(tx.conn(), std::slice::from_ref(&facts)).await?;
    let faults = team_faults(&facts, &taken(tx.conn(), Some(id)).await?, &suppliers, Some(&old));
    if !faults.is_empty() {
        return Err(Error::Invalid(faults));
    }
    let team = Team { facts, version: old.version + 1, ..old.clone() };
    save(&tx, &team).await?;
    let event = AuditEvent::new(&permit, "update", KIND, Some(id.0)).before(to_json(&old)).after(to_json(&team));
    Ok(tx.commit(event).await?)
}

/// Takes a recovery team out of use; steps that it takes part in keep it, and calculations go on without it.
///
/// # Errors
/// As [`update_team`].
pub async fn archive_team(app: &App, ctx: &Context, id: RecoveryTeamId, version: i32) -> Result<()> {
    let permit = ctx.authorize(Action::ContinuityAdminister, Resource::Municipality)?;
    let tx = app.db().write_tx(&permit, ctx.change()).await?;
    let old = find_version(&tx, id, version).await?;
    let team = Team { archived_at: Some(ctx.now()), version: old.version + 1, ..old.clone() };
    save(&tx, &team).await?;
    let event = AuditEvent::new(&permit, "archive", KIND, Some(id.0)).before(to_json(&old)).after(to_json(&team));
    Ok(tx.commit(event).await?)
}

async fn find_version(tx: &WriteTx, id: RecoveryTeamId, version: i32) -> Result<Team> {
    let old = find(tx.conn(), id).await?;
    if old.archived_at.is_some() {
        return Err(Error::Closed { kind: KIND, reason: "archived" });
    }
    if old.version == version { Ok(old) } else { Err(Error::Conflict { kind: KIND, current: old.version }) }
}

/// The names of all other teams in use, in lower case.
async fn taken(conn: &impl ConnectionTrait, but: Option<RecoveryTeamId>) -> Result<HashSet<String>> {
    let rows = team::Entity::find().filter(team::Column::ArchivedAt.is_null());
    let rows = rows.select_only().column(team::Column::Id).column(team::Column::Name);
    let rows: Vec<(Uuid, String)> = rows.into_tuple().all(conn).await?;
    let others = rows.into_iter().filter(|(id, _)| but.is_none_or(|but| but.0 != *id));
    Ok(others.map(|(_, name)| name.to_lowercase()).collect())
}

async fn known_suppliers(conn: &impl ConnectionTrait, all: &[RecoveryTeam]) -> Result<HashSet<Uuid>> {
    let wanted: Vec<Uuid> = all.iter().filter_map(|facts| facts.supplier).map(|id| id.0).collect();
    if wanted.is_empty() {
        return Ok(HashSet::new());
    }
    let rows = supplier::Entity::find()
        .filter(supplier::Column::Id.is_in(wanted))
        .filter(supplier::Column::ArchivedAt.is_null());
    let rows: Vec<Uuid> = rows.select_only().column(supplier::Column::Id).into_tuple().all(conn).await?;
    Ok(rows.into_iter().collect())
}

fn tidy(facts: RecoveryTeam) -> RecoveryTeam {
    RecoveryTeam { name: facts.name.trim().to_owned(), note: facts.note.trim().replace("\r\n", "\n"), ..facts }
}

fn team_faults(
    facts: &RecoveryTeam,
    taken: &HashSet<String>,
    suppliers: &HashSet<Uuid>,
    old: Option<&Team>,
) -> Vec<FieldFault> {
    let mut faults: Vec<FieldFault> = check_team(facts)
        .into_iter()
        .map(|found| {
            let value = match &*found.field {
                "name" => facts.name.clone(),
                "capacity" => facts.capacity.to_string(),
                "duty_from" => facts.duty_from.to_string(),
                "duty_until" => facts.duty_until.to_string(),
                _ => String::new(),
            };
            FieldFault::of(found, value)
        })
        .collect();
    if taken.contains(&facts.name.to_lowercase()) {
        faults.push(FieldFault::new("name", "name_taken", &facts.name));
    }
    let kept = old.and_then(|old| old.facts.supplier);
    if let Some(id) = facts.supplier.filter(|id| Some(*id) != kept && !suppliers.contains(&id.0)) {
        faults.push(FieldFault::new("supplier", "unknown", id.to_string()));
    }
    faults
}

fn to_json(team: &Team) -> Value {
    let mut value = json!(team.facts);
    value["id"] = json!(team.id);
    value["version"] = json!(team.version);
    value
}

fn to_row(team: &Team, created_at: OffsetDateTime) -> team::Model {
    let facts = &team.facts;
    let number = |value: i64| i32::try_from(value).unwrap_or(i32::MAX);
    team::Model {
        id: team.id.0,
        name: facts.name.clone(),
        capacity: number(facts.capacity),
        duty: DUTY[usize::from(facts.has_hours)].to_owned(),
        duty_days: i16::try_from(facts.duty_days).unwrap_or(0),
        duty_from: number(facts.duty_from),
        duty_until: number(facts.duty_until),
        supplier_id: facts.supplier.map(|id| id.0),
        note: facts.note.clone(),
        created_at,
        archived_at: team.archived_at,
        version: team.version,
    }
}

async fn save(tx: &WriteTx, team: &Team) -> Result<()> {
    let mut row = to_row(team, OffsetDateTime::UNIX_EPOCH).into_active_model().reset_all();
    row.created_at = sea_orm::ActiveValue::NotSet;
    team::Entity::update(row).exec_without_returning(tx.conn()).await?;
    Ok(())
}

/// Those of some identifiers that are teams, with their names, also ones out of use.
pub(crate) async fn known_teams(conn: &impl ConnectionTrait, ids: &[Uuid]) -> Result<HashMap<Uuid, String>> {
    let rows = team::Entity::find().filter(team::Column::Id.is_in(ids.iter().copied().take(MOST)));
    let rows = rows.select_only().column(team::Column::Id).column(team::Column::Name);
    Ok(rows.into_tuple::<(Uuid, String)>().all(conn).await?.into_iter().collect())
}
