//! Recovery plans: orders that were kept as they were computed.

use super::{
    entity::{recovery_plan, scenario},
    order::{Effort, RecoveryOrder, recovery_order},
    scenario::KIND as SCENARIO,
    types::{recovery_plan_code, unknown},
};
use crate::{App, Context, Error, FieldFault, Result, check};
use bavn_core::{
    access::{Action, Resource},
    audit_log::AuditEvent,
    ids::{RecoveryPlanId, ScenarioId},
    recovery::plan::PlanContent,
};
use sea_orm::{
    ActiveValue::{Set, Unchanged},
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect as _,
};
use serde::{Deserialize, Serialize};
use serde_json::json;
use time::OffsetDateTime;
use uuid::Uuid;

const KIND: &str = "recovery_plan";
/// The most plans, those out of use counted too.
const MOST: i32 = 10_000;
/// The largest seed: what an API client in any language can hold.
pub const MAX_SEED: u64 = 1 << 53;

/// How far a plan is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlanState {
    /// Computed, not approved.
    Draft,
    /// Approved.
    Approved,
}

impl PlanState {
    /// The word for databases and files.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Approved => "approved",
        }
    }

    fn from_key(key: &str) -> Option<Self> {
        [Self::Draft, Self::Approved].into_iter().find(|state| state.key() == key)
    }
}

/// What a list says of a plan.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanFigures {
    /// Tasks that stop.
    pub stop: usize,
    /// Tasks that come back too late or never.
    pub late: usize,
    /// Steps.
    pub steps: usize,
    /// When the last step is done.
    pub length: u32,
}

/// A plan in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecoveryPlanLine {
    /// The identifier.
    pub id: RecoveryPlanId,
    /// Its number: `GP-3` is 3.
    pub number: u32,
    /// The scenario it was computed from.
    pub scenario: ScenarioId,
    /// What it is called.
    pub title: String,
    /// What it says in numbers.
    pub figures: PlanFigures,
    /// When it was computed.
    pub computed_at: OffsetDateTime,
    /// By whom.
    pub computed_by: String,
    /// How far it is.
    pub state: PlanState,
    /// When it was approved, and by whom.
    pub approved: Option<(OffsetDateTime, String)>,
    /// Why it was kept; may be empty.
    pub note: String,
    /// When it was taken out of use.
    pub archived_at: Option<OffsetDateTime>,
    /// Raised by every change.
    pub version: i32,
}

impl RecoveryPlanLine {
    /// The number as people see it: `GP-3`.
    #[must_use]
    pub fn code(&self) -> String {
        recovery_plan_code(self.number)
    }
}

/// A plan with everything in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecoveryPlan {
    /// What stands in lists.
    pub line: RecoveryPlanLine,
    /// What it says.
    pub content: PlanContent,
}

/// What went into a plan: enough to compute it again from the same registers.
#[derive(Serialize)]
struct Input<'plan> {
    scenario: &'plan str,
    scenario_version: i32,
    seed: u64,
    work: u64,
    runs: u32,
    starts: u32,
    horizon: u32,
}

/// The plans in use, the newest first, of one scenario or of all: one statement, without what they say in full.
///
/// # Errors
/// [`Error::NotFound`] for those who may read none, or the database failed.
pub async fn list_recovery_plans(
    app: &App,
    ctx: &Context,
    scenario: Option<ScenarioId>,
) -> Result<Vec<RecoveryPlanLine>> {
    let _ = ctx.authorize_read(Action::RecoveryRead, Resource::Municipality, KIND)?;
    let mut query = recovery_plan::Entity::find()
        .filter(recovery_plan::Column::ArchivedAt.is_null())
        .order_by_desc(recovery_plan::Column::Number)
        .limit(500);
    if let Some(scenario) = scenario {
        query = query.filter(recovery_plan::Column::ScenarioId.eq(scenario.0));
    }
    // What they say in full is long and not asked for here.
    let columns = [
        recovery_plan::Column::Id,
        recovery_plan::Column::Number,
        recovery_plan::Column::ScenarioId,
        recovery_plan::Column::Title,
        recovery_plan::Column::Summary,
        recovery_plan::Column::ComputedAt,
        recovery_plan::Column::ComputedBy,
        recovery_plan::Column::State,
        recovery_plan::Column::ApprovedAt,
        recovery_plan::Column::ApprovedBy,
        recovery_plan::Column::Note,
        recovery_plan::Column::ArchivedAt,
        recovery_plan::Column::Version,
    ];
    let rows: Vec<LineRow> = query.select_only().columns(columns).into_model().all(app.db().read()).await?;
    rows.into_iter().map(LineRow::read).collect()
}

/// A plan, also one out of use.
///
/// # Errors
/// [`Error::NotFound`], or the database failed.
pub async fn get_recovery_plan(app: &App, ctx: &Context, id: RecoveryPlanId) -> Result<RecoveryPlan> {
    let _ = ctx.authorize_read(Action::RecoveryRead, Resource::Municipality, KIND)?;
    find(app.db().read(), id).await
}

/// The newest plan in use: an approved one if there is one. Of one scenario or of all.
///
/// # Errors
/// [`Error::NotFound`] when there is none, or the database failed.
pub async fn latest_recovery_plan(app: &App, ctx: &Context, scenario: Option<ScenarioId>) -> Result<RecoveryPlan> {
    let _ = ctx.authorize_read(Action::RecoveryRead, Resource::Municipality, KIND)?;
    let conn = app.db().read();
    let mut newest = recovery_plan::Entity::find()
        .filter(recovery_plan::Column::ArchivedAt.is_null())
        .order_by_desc(recovery_plan::Column::Number);
    if let Some(scenario) = scenario {
        newest = newest.filter(recovery_plan::Column::ScenarioId.eq(scenario.0));
    }
    let approved = newest.clone().filter(recovery_plan::Column::State.eq(PlanState::Approved.key()));
    let row = match approved.one(conn).await? {
        Some(row) => Some(row),
        None => newest.one(conn).await?,
    };
    read_plan(row.ok_or(Error::NotFound { kind: KIND })?)
}

/// Computes the order of a scenario and keeps it as a draft of a plan.
///
/// # Errors
/// [`Error::NotFound`] when there is no such scenario, [`Error::Closed`] when it is out of use or there are too many plans,
/// [`Error::Invalid`] with every fault, [`Error::Forbidden`], or the database failed.
pub async fn create_recovery_plan(
    app: &App,
    ctx: &Context,
    scenario: ScenarioId,
    title: &str,
    note: &str,
    seed: u64,
) -> Result<RecoveryPlanId> {
    keep_recovery_plan(app, ctx, scenario, title, note, Effort::Thorough { seed }).await
}

/// The same with as much effort as is wanted.
pub(crate) async fn keep_recovery_plan(
    app: &App,
    ctx: &Context,
    scenario: ScenarioId,
    title: &str,
    note: &str,
    effort: Effort,
) -> Result<RecoveryPlanId> {
    let permit = ctx.authorize(Action::RecoveryChange, Resource::Municipality)?;
    let seed = effort.seed();
    let (title, note) = checked(title, note, seed)?;
    let RecoveryOrder { scenario, content, .. } = recovery_order(app, ctx, scenario, effort).await?;
    if scenario.archived_at.is_some() {
        return Err(Error::Closed { kind: SCENARIO, reason: "archived" });
    }
    let title = if title.is_empty() { scenario.facts.name.clone() } else { title };
    let input = Input {
        scenario: &scenario.facts.name,
        scenario_version: scenario.version,
        seed,
        work: content.work,
        runs: content.runs,
        starts: content.starts,
        horizon: content.horizon,
    };
    let figures = PlanFigures {
        stop: content.stopping().count(),
        late: content.late().count(),
        steps: content.steps.len(),
        length: content.length,
    };
    let (input, result, summary) =
        (written("input", &input)?, written("result", &content)?, written("summary", &figures)?);
    let tx = app.db().write_tx(&permit, ctx.change()).await?;
    let known = scenario::Entity::find_by_id(scenario.id.0).filter(scenario::Column::ArchivedAt.is_null());
    if known.one(tx.conn()).await?.is_none() {
        return Err(Error::NotFound { kind: SCENARIO });
    }
    let highest: Option<i32> = recovery_plan::Entity::find()
        .order_by_desc(recovery_plan::Column::Number)
        .select_only()
        .column(recovery_plan::Column::Number)
        .into_tuple()
        .one(tx.conn())
        .await?;
    let number = highest.unwrap_or(0) + 1;
    if number > MOST {
        return Err(Error::Closed { kind: KIND, reason: "too_many" });
    }
    let id: RecoveryPlanId = ctx.new_id()?;
    let row = recovery_plan::ActiveModel {
        id: Set(id.0),
        number: Set(number),
        scenario_id: Set(scenario.id.0),
        title: Set(title.clone()),
        input: Set(input),
        result: Set(result),
        summary: Set(summary),
        seed: Set(i64::try_from(seed).unwrap_or(i64::MAX)),
        computed_at: Set(ctx.now()),
        computed_by: Set(ctx.actor().name().to_owned()),
        state: Set(PlanState::Draft.key().to_owned()),
        approved_at: Set(None),
        approved_by: Set(String::new()),
        note: Set(note.clone()),
        archived_at: Set(None),
        version: Set(1),
    };
    recovery_plan::Entity::insert(row).exec_without_returning(tx.conn()).await?;
    let told = json!({
        "id": id, "number": number, "scenario": scenario.id, "title": title, "note": note, "seed": seed,
        "state": PlanState::Draft.key(), "stop": figures.stop, "late": figures.late, "length": figures.length, "version": 1,
    });
    tx.commit(AuditEvent::new(&permit, "create", KIND, Some(id.0)).after(told)).await?;
    Ok(id)
}

/// Gives a plan another title and note; what was computed does not change. An approved one is closed.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Conflict`], [`Error::Closed`], [`Error::Invalid`] with every fault, [`Error::Forbidden`], or the
/// database failed.
pub async fn update_recovery_plan(
    app: &App,
    ctx: &Context,
    id: RecoveryPlanId,
    version: i32,
    title: &str,
    note: &str,
) -> Result<()> {
    let permit = ctx.authorize(Action::RecoveryChange, Resource::Municipality)?;
    let (title, note) = checked(title, note, 0)?;
    if title.is_empty() {
        return Err(Error::invalid("title", "required", ""));
    }
    let tx = app.db().write_tx(&permit, ctx.change()).await?;
    let old = at_version(tx.conn(), id, version).await?.line;
    if old.state == PlanState::Approved {
        return Err(Error::Closed { kind: KIND, reason: "approved" });
    }
    let change = recovery_plan::ActiveModel {
        id: Unchanged(id.0),
        title: Set(title.clone()),
        note: Set(note.clone()),
        version: Set(version + 1),
        ..Default::default()
    };
    recovery_plan::Entity::update(change).exec_without_returning(tx.conn()).await?;
    let event = AuditEvent::new(&permit, "update", KIND, Some(id.0));
    let before = json!({ "title": old.title, "note": old.note, "version": version });
    tx.commit(event.before(before).after(json!({ "title": title, "note": note, "version": version + 1 }))).await?;
    Ok(())
}

/// Approves a plan: from then on it does not change.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Conflict`], [`Error::Closed`] when it is approved already or out of use, [`Error::Forbidden`], or the
/// database failed.
pub async fn approve_recovery_plan(app: &App, ctx: &Context, id: RecoveryPlanId, version: i32) -> Result<()> {
    let permit = ctx.authorize(Action::RecoveryApprove, Resource::Municipality)?;
    let tx = app.db().write_tx(&permit, ctx.change()).await?;
    if at_version(tx.conn(), id, version).await?.line.state == PlanState::Approved {
        return Err(Error::Closed { kind: KIND, reason: "approved" });
    }
    let change = recovery_plan::ActiveModel {
        id: Unchanged(id.0),
        state: Set(PlanState::Approved.key().to_owned()),
        approved_at: Set(Some(ctx.now())),
        approved_by: Set(ctx.actor().name().to_owned()),
        version: Set(version + 1),
        ..Default::default()
    };
    recovery_plan::Entity::update(change).exec_without_returning(tx.conn()).await?;
    let event = AuditEvent::new(&permit, "approve", KIND, Some(id.0));
    let told = |state: PlanState, version: i32| json!({ "state": state.key(), "version": version });
    tx.commit(event.before(told(PlanState::Draft, version)).after(told(PlanState::Approved, version + 1))).await?;
    Ok(())
}

/// Takes a plan out of use, keeping its number and its history.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Conflict`], [`Error::Closed`] when it is out of use already, [`Error::Forbidden`], or the database
/// failed.
pub async fn archive_recovery_plan(app: &App, ctx: &Context, id: RecoveryPlanId, version: i32) -> Result<()> {
    let permit = ctx.authorize(Action::RecoveryChange, Resource::Municipality)?;
    let tx = app.db().write_tx(&permit, ctx.change()).await?;
    let old = at_version(tx.conn(), id, version).await?.line;
    let change = recovery_plan::ActiveModel {
        id: Unchanged(id.0),
        archived_at: Set(Some(ctx.now())),
        version: Set(version + 1),
        ..Default::default()
    };
    recovery_plan::Entity::update(change).exec_without_returning(tx.conn()).await?;
    let before = json!({ "number": old.number, "title": old.title, "state": old.state.key(), "version": version });
    tx.commit(AuditEvent::new(&permit, "archive", KIND, Some(id.0)).before(before)).await?;
    Ok(())
}

fn checked(title: &str, note: &str, seed: u64) -> Result<(String, String)> {
    let (title, note) = (title.trim().to_owned(), note.trim().to_owned());
    let mut faults: Vec<FieldFault> = Vec::new();
    check::text(&mut faults, "title", &title, 0, 200);
    check::text(&mut faults, "note", &note, 0, 4_000);
    if seed > MAX_SEED {
        faults.push(FieldFault::new("seed", "out_of_range", seed.to_string()).with("min", 0).with("max", MAX_SEED));
    }
    if faults.is_empty() { Ok((title, note)) } else { Err(Error::Invalid(faults)) }
}

fn written(column: &'static str, value: &impl Serialize) -> Result<String> {
    serde_json::to_string(value).map_err(|error| unknown(KIND, column, error))
}

async fn find(conn: &impl ConnectionTrait, id: RecoveryPlanId) -> Result<RecoveryPlan> {
    read_plan(recovery_plan::Entity::find_by_id(id.0).one(conn).await?.ok_or(Error::NotFound { kind: KIND })?)
}

fn read_plan(row: recovery_plan::Model) -> Result<RecoveryPlan> {
    let content = serde_json::from_str(&row.result).map_err(|error| unknown(KIND, "result", error))?;
    let line = LineRow {
        id: row.id,
        number: row.number,
        scenario_id: row.scenario_id,
        title: row.title,
        summary: row.summary,
        computed_at: row.computed_at,
        computed_by: row.computed_by,
        state: row.state,
        approved_at: row.approved_at,
        approved_by: row.approved_by,
        note: row.note,
        archived_at: row.archived_at,
        version: row.version,
    };
    Ok(RecoveryPlan { line: line.read()?, content })
}

async fn at_version(conn: &impl ConnectionTrait, id: RecoveryPlanId, version: i32) -> Result<RecoveryPlan> {
    let found = find(conn, id).await?;
    if found.line.archived_at.is_some() {
        return Err(Error::Closed { kind: KIND, reason: "archived" });
    }
    if found.line.version == version {
        Ok(found)
    } else {
        Err(Error::Conflict { kind: KIND, current: found.line.version })
    }
}

#[derive(sea_orm::FromQueryResult)]
struct LineRow {
    id: Uuid,
    number: i32,
    scenario_id: Uuid,
    title: String,
    summary: String,
    computed_at: OffsetDateTime,
    computed_by: String,
    state: String,
    approved_at: Option<OffsetDateTime>,
    approved_by: String,
    note: String,
    archived_at: Option<OffsetDateTime>,
    version: i32,
}

impl LineRow {
    fn read(self) -> Result<RecoveryPlanLine> {
        let approved_by = self.approved_by;
        Ok(RecoveryPlanLine {
            id: self.id.into(),
            number: u32::try_from(self.number).map_err(|_| unknown(KIND, "number", self.number))?,
            scenario: self.scenario_id.into(),
            title: self.title,
            figures: serde_json::from_str(&self.summary).map_err(|error| unknown(KIND, "summary", error))?,
            computed_at: self.computed_at,
            computed_by: self.computed_by,
            state: PlanState::from_key(&self.state).ok_or_else(|| unknown(KIND, "state", &self.state))?,
            approved: self.approved_at.map(|at| (at, approved_by)),
            note: self.note,
            archived_at: self.archived_at,
            version: self.version,
        })
    }
}
