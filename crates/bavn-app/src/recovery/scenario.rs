use super::{
    Scenario,
    entity::{scenario, scenario_failure, scenario_team},
    types::{failing_of, missing_of, scenario_of},
};
use crate::{App, Context, Error, FieldFault, Result};
use bavn_core::{
    access::{Action, Resource},
    audit_log::AuditEvent,
    ids::ScenarioId,
    recovery::scenario::{Fails, ScenarioFacts, ScenarioFault},
};
use sea_orm::{
    ActiveValue::{Set, Unchanged},
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect as _, QueryTrait as _, Select,
};
use std::collections::HashMap;
use uuid::Uuid;

pub(super) const KIND: &str = "scenario";
/// The most scenarios, those out of use counted too.
const MOST: i32 = 1_000;

/// The scenarios in use, or those out of use, by number; three statements.
///
/// # Errors
/// [`Error::NotFound`] for those who may read none, or the database failed.
pub async fn list_scenarios(app: &App, ctx: &Context, archived: bool) -> Result<Vec<Scenario>> {
    let _ = ctx.authorize_read(Action::RecoveryRead, Resource::Any, KIND)?;
    let all = scenario::Entity::find();
    let query = if archived {
        all.filter(scenario::Column::ArchivedAt.is_not_null())
    } else {
        all.filter(scenario::Column::ArchivedAt.is_null())
    };
    load(app.db().read(), query).await
}

/// A scenario, also one out of use.
///
/// # Errors
/// [`Error::NotFound`], or the database failed.
pub async fn get_scenario(app: &App, ctx: &Context, id: ScenarioId) -> Result<Scenario> {
    let _ = ctx.authorize_read(Action::RecoveryRead, Resource::Any, KIND)?;
    let found = load(app.db().read(), scenario::Entity::find_by_id(id.0)).await?.pop();
    found.ok_or(Error::NotFound { kind: KIND })
}

/// The scenario in use with a number (`3` or `S-3`) or exactly this name, in either case of letters.
///
/// # Errors
/// [`Error::NotFound`], or the database failed.
pub async fn find_scenario(app: &App, ctx: &Context, named: &str) -> Result<Scenario> {
    let all = list_scenarios(app, ctx, false).await?;
    let wanted = named.trim().to_lowercase();
    let number = wanted.strip_prefix("s-").unwrap_or(&wanted).parse::<u32>().ok();
    let is_it = |one: &Scenario| Some(one.number) == number || one.facts.name.to_lowercase() == wanted;
    all.into_iter().find(is_it).ok_or(Error::NotFound { kind: KIND })
}

/// The scenarios that a query finds, by number, with what fails and who is missing.
pub(super) async fn load(conn: &impl ConnectionTrait, query: Select<scenario::Entity>) -> Result<Vec<Scenario>> {
    let rows = query.clone().order_by_asc(scenario::Column::Number).all(conn).await?;
    let mut found = rows.into_iter().map(scenario_of).collect::<Result<Vec<_>>>()?;
    if found.is_empty() {
        return Ok(found);
    }
    let places: HashMap<Uuid, usize> = found.iter().enumerate().map(|(at, one)| (one.id.0, at)).collect();
    let ids = query.select_only().column(scenario::Column::Id).into_query();
    let failures = scenario_failure::Entity::find()
        .filter(scenario_failure::Column::ScenarioId.in_subquery(ids.clone()))
        .order_by_asc(scenario_failure::Column::Position);
    for row in failures.all(conn).await? {
        if let Some(at) = places.get(&row.scenario_id) {
            found[*at].facts.failures.push(failing_of(&row)?);
        }
    }
    let teams = scenario_team::Entity::find()
        .filter(scenario_team::Column::ScenarioId.in_subquery(ids))
        .order_by_asc(scenario_team::Column::TeamId);
    for row in teams.all(conn).await? {
        if let Some(at) = places.get(&row.scenario_id) {
            found[*at].facts.missing.push(missing_of(&row)?);
        }
    }
    Ok(found)
}

/// Makes a scenario.
///
/// # Errors
/// [`Error::Invalid`] with every fault, [`Error::Closed`] when there are too many, [`Error::Forbidden`], or the database failed.
pub async fn create_scenario(app: &App, ctx: &Context, facts: ScenarioFacts) -> Result<ScenarioId> {
    let permit = ctx.authorize(Action::RecoveryChange, Resource::Municipality)?;
    let tx = app.db().write_tx(&permit, ctx.change()).await?;
    let highest: Option<i32> = scenario::Entity::find()
        .order_by_desc(scenario::Column::Number)
        .select_only()
        .column(scenario::Column::Number)
        .into_tuple()
        .one(tx.conn())
        .await?;
    let number = highest.unwrap_or(0) + 1;
    if number > MOST {
        return Err(Error::Closed { kind: KIND, reason: "too_many" });
    }
    let facts = checked(tx.conn(), facts).await?;
    let made = Scenario {
        id: ctx.new_id()?,
        number: u32::try_from(number).map_err(|_| Error::Closed { kind: KIND, reason: "too_many" })?,
        facts,
        archived_at: None,
        version: 1,
    };
    let mut row = row(&made);
    row.id = Set(made.id.0);
    row.number = Set(number);
    row.created_at = Set(ctx.now());
    scenario::Entity::insert(row).exec_without_returning(tx.conn()).await?;
    store_parts(tx.conn(), ctx, &made).await?;
    tx.commit(AuditEvent::new(&permit, "create", KIND, Some(made.id.0)).after(made.to_json())).await?;
    Ok(made.id)
}

/// Changes a scenario. Plans that were computed from it stay as they are.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Conflict`], [`Error::Closed`] when it is out of use, [`Error::Invalid`] with every fault,
/// [`Error::Forbidden`], or the database failed.
pub async fn update_scenario(
    app: &App,
    ctx: &Context,
    id: ScenarioId,
    version: i32,
    facts: ScenarioFacts,
) -> Result<()> {
    let permit = ctx.authorize(Action::RecoveryChange, Resource::Municipality)?;
    let tx = app.db().write_tx(&permit, ctx.change()).await?;
    let old = at_version(tx.conn(), id, version).await?;
    let facts = checked(tx.conn(), facts).await?;
    let made = Scenario { facts, version: version + 1, ..old.clone() };
    let mut row = row(&made);
    row.id = Unchanged(id.0);
    scenario::Entity::update(row).exec_without_returning(tx.conn()).await?;
    scenario_failure::Entity::delete_many()
        .filter(scenario_failure::Column::ScenarioId.eq(id.0))
        .exec(tx.conn())
        .await?;
    scenario_team::Entity::delete_many().filter(scenario_team::Column::ScenarioId.eq(id.0)).exec(tx.conn()).await?;
    store_parts(tx.conn(), ctx, &made).await?;
    let event = AuditEvent::new(&permit, "update", KIND, Some(id.0));
    tx.commit(event.before(old.to_json()).after(made.to_json())).await?;
    Ok(())
}

/// Takes a scenario out of use, keeping its number, its history and its plans.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Conflict`], [`Error::Closed`] when it is out of use already, [`Error::Forbidden`], or the database
/// failed.
pub async fn archive_scenario(app: &App, ctx: &Context, id: ScenarioId, version: i32) -> Result<()> {
    let permit = ctx.authorize(Action::RecoveryChange, Resource::Municipality)?;
    let tx = app.db().write_tx(&permit, ctx.change()).await?;
    let old = at_version(tx.conn(), id, version).await?;
    let change = scenario::ActiveModel {
        id: Unchanged(id.0),
        archived_at: Set(Some(ctx.now())),
        version: Set(version + 1),
        ..Default::default()
    };
    scenario::Entity::update(change).exec_without_returning(tx.conn()).await?;
    tx.commit(AuditEvent::new(&permit, "archive", KIND, Some(id.0)).before(old.to_json())).await?;
    Ok(())
}

async fn at_version(conn: &impl ConnectionTrait, id: ScenarioId, version: i32) -> Result<Scenario> {
    let found = load(conn, scenario::Entity::find_by_id(id.0)).await?.pop().ok_or(Error::NotFound { kind: KIND })?;
    if found.archived_at.is_some() {
        return Err(Error::Closed { kind: KIND, reason: "archived" });
    }
    if found.version == version { Ok(found) } else { Err(Error::Conflict { kind: KIND, current: found.version }) }
}

/// The facts without spaces around, or everything that is wrong with them.
async fn checked(conn: &impl ConnectionTrait, facts: ScenarioFacts) -> Result<ScenarioFacts> {
    let facts = facts.tidy();
    let mut faults: Vec<FieldFault> = facts.faults().iter().map(|fault| in_words(&facts, fault)).collect();
    if facts.failures.len() <= bavn_core::recovery::scenario::MAX_FAILURES {
        faults.extend(unknown_names(conn, &facts).await?);
    }
    if faults.is_empty() { Ok(facts) } else { Err(Error::Invalid(faults)) }
}

fn in_words(facts: &ScenarioFacts, fault: &ScenarioFault) -> FieldFault {
    let failure = |at: &usize, field: &str| format!("failures[{at}].{field}");
    match fault {
        ScenarioFault::NoName => FieldFault::new("name", "required", ""),
        ScenarioFault::TooLong { field, most } => FieldFault::new(*field, "too_long", "").with("max", most),
        ScenarioFault::ControlCharacters(field) => FieldFault::new(*field, "control_characters", ""),
        ScenarioFault::Weekday => FieldFault::new("weekday", "unknown_choice", facts.weekday.to_string()),
        ScenarioFault::Minute => FieldFault::new("minute", "not_a_time", facts.minute.to_string()),
        ScenarioFault::Horizon { least, most } => {
            FieldFault::new("horizon", "scenario_horizon", "").with("hours", least / 60).with("days", most / 1_440)
        }
        ScenarioFault::NothingHappens => FieldFault::new("failures", "nothing_happens", ""),
        ScenarioFault::TooMany(most) => FieldFault::new("failures", "too_many", "").with("max", most),
        ScenarioFault::BeginsAfterTheEnd(at) => FieldFault::new(failure(at, "from"), "after_the_end", ""),
        ScenarioFault::LastsNoTime(at) => FieldFault::new(failure(at, "minutes"), "lasts_no_time", ""),
        ScenarioFault::Twice(at) => FieldFault::new(failure(at, "what"), "duplicate", ""),
        ScenarioFault::Team(at) => FieldFault::new(format!("missing[{at}].team"), "missing_people", ""),
    }
}

/// What is named and is not there; what is out of use may be named.
async fn unknown_names(conn: &impl ConnectionTrait, facts: &ScenarioFacts) -> Result<Vec<FieldFault>> {
    let of = |pick: fn(&Fails) -> Option<Uuid>| -> Vec<Uuid> {
        facts.failures.iter().filter_map(|failing| pick(&failing.what)).collect()
    };
    let assets = of(|what| if let Fails::Asset(id) = what { Some(id.0) } else { None });
    let suppliers = of(|what| if let Fails::Supplier(id) = what { Some(id.0) } else { None });
    let teams: Vec<Uuid> = facts.missing.iter().map(|missing| missing.team.0).collect();
    let assets = crate::asset::known_assets(conn, &assets).await?;
    let suppliers = crate::supplier::known_suppliers(conn, &suppliers).await?;
    let teams = crate::continuity::known_teams(conn, &teams).await?;
    let mut faults = Vec::new();
    for (at, failing) in facts.failures.iter().enumerate() {
        let (is_known, id) = match failing.what {
            Fails::Asset(id) => (assets.contains_key(&id.0), id.to_string()),
            Fails::Supplier(id) => (suppliers.contains_key(&id.0), id.to_string()),
            Fails::All(_) => continue,
        };
        if !is_known {
            faults.push(FieldFault::new(format!("failures[{at}].what"), "unknown", id));
        }
    }
    for (at, missing) in facts.missing.iter().enumerate() {
        if !teams.contains_key(&missing.team.0) {
            faults.push(FieldFault::new(format!("missing[{at}].team"), "unknown", missing.team.to_string()));
        }
    }
    Ok(faults)
}

fn number(value: u32) -> i32 {
    // Facts are checked before they are stored: no number is beyond 90 days of minutes.
    i32::try_from(value).unwrap_or(i32::MAX)
}

fn row(one: &Scenario) -> scenario::ActiveModel {
    let facts = &one.facts;
    scenario::ActiveModel {
        name: Set(facts.name.clone()),
        description: Set(facts.description.clone()),
        template_key: Set(facts.template.clone()),
        starts_weekday: Set(facts.weekday.into()),
        starts_minute: Set(facts.minute.into()),
        horizon_minutes: Set(number(facts.horizon)),
        version: Set(one.version),
        ..Default::default()
    }
}

async fn store_parts(conn: &impl ConnectionTrait, ctx: &Context, one: &Scenario) -> Result<()> {
    let mut failures = Vec::with_capacity(one.facts.failures.len());
    for (position, failing) in (0..).zip(&one.facts.failures) {
        let (asset, supplier, selector) = match failing.what {
            Fails::Asset(id) => (Some(id.0), None, None),
            Fails::Supplier(id) => (None, Some(id.0), None),
            Fails::All(selector) => (None, None, Some(selector.to_string())),
        };
        failures.push(scenario_failure::ActiveModel {
            id: Set(ctx.new_id()?),
            scenario_id: Set(one.id.0),
            position: Set(position),
            asset_id: Set(asset),
            supplier_id: Set(supplier),
            selector: Set(selector),
            from_minute: Set(number(failing.from)),
            minutes: Set(failing.minutes.map(number)),
        });
    }
    if !failures.is_empty() {
        scenario_failure::Entity::insert_many(failures).exec_without_returning(conn).await?;
    }
    let teams: Vec<_> = one
        .facts
        .missing
        .iter()
        .map(|missing| scenario_team::ActiveModel {
            scenario_id: Set(one.id.0),
            team_id: Set(missing.team.0),
            missing: Set(number(missing.people)),
        })
        .collect();
    if !teams.is_empty() {
        scenario_team::Entity::insert_many(teams).exec_without_returning(conn).await?;
    }
    Ok(())
}
