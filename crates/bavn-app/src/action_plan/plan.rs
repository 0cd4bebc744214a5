use super::entity::action_plan;
use crate::{App, Context, Error, FieldFault, Result};
use bavn_core::{
    access::{Action, Resource},
    action_plan::Years,
    audit_log::AuditEvent,
    ids::PlanId,
    measure::LIMITS,
};
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Unchanged, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel as _,
    QueryFilter, QueryOrder, sea_query::Expr,
};
use serde::Serialize;
use serde_json::json;
use time::Date;

/// An action plan without its measures.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Plan {
    /// Its identifier.
    pub id: PlanId,
    /// Its name, such as "Handleplan 2025-2029".
    pub title: String,
    /// What more there is to say; may be empty.
    pub note: String,
    /// The first day; phases are counted from it.
    #[serde(serialize_with = "crate::iso::date")]
    pub starts_on: Date,
    /// The last day.
    #[serde(serialize_with = "crate::iso::date")]
    pub ends_on: Date,
    /// Whether it is the plan that is worked by.
    pub is_current: bool,
    /// Raised by every change of these fields; each measure has a version of its own.
    pub version: i32,
}

/// What a plan is to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanDraft {
    /// Its name.
    pub title: String,
    /// What more there is to say; may be empty.
    pub note: String,
    /// The first day.
    pub starts_on: Date,
    /// The last day.
    pub ends_on: Date,
    /// Whether it is to be the plan that is worked by, in place of the one that is.
    pub is_current: bool,
}

/// Every plan, the current one first, then the latest.
///
/// # Errors
/// [`Error::NotFound`] for those who may read no plan, or the database failed.
pub async fn list_plans(app: &App, ctx: &Context) -> Result<Vec<Plan>> {
    let _ = ctx.authorize_read(Action::PlanRead, Resource::Any, "plan")?;
    let rows = action_plan::Entity::find()
        .order_by_desc(action_plan::Column::IsCurrent)
        .order_by_desc(action_plan::Column::StartsOn)
        .order_by_asc(action_plan::Column::Id);
    Ok(rows.all(app.db().read()).await?.into_iter().map(from_row).collect())
}

/// The plan that is worked by, if there is one.
///
/// # Errors
/// As [`list_plans`].
pub async fn find_current_plan(app: &App, ctx: &Context) -> Result<Option<Plan>> {
    let _ = ctx.authorize_read(Action::PlanRead, Resource::Any, "plan")?;
    let query = action_plan::Entity::find().filter(action_plan::Column::IsCurrent.eq(true));
    Ok(query.order_by_desc(action_plan::Column::StartsOn).one(app.db().read()).await?.map(from_row))
}

/// The plan that is worked by.
///
/// # Errors
/// [`Error::NotFound`] when there is none; otherwise as [`list_plans`].
pub async fn get_current_plan(app: &App, ctx: &Context) -> Result<Plan> {
    find_current_plan(app, ctx).await?.ok_or(Error::NotFound { kind: "plan" })
}

/// A plan.
///
/// # Errors
/// [`Error::NotFound`], or the database failed.
pub async fn get_plan(app: &App, ctx: &Context, id: PlanId) -> Result<Plan> {
    let _ = ctx.authorize_read(Action::PlanRead, Resource::Any, "plan")?;
    find(app.db().read(), id).await
}

/// Creates a plan. The first one becomes the current one.
///
/// # Errors
/// [`Error::Invalid`] with every fault, [`Error::Forbidden`], or the database failed.
pub async fn create_plan(app: &App, ctx: &Context, draft: PlanDraft) -> Result<PlanId> {
    let permit = ctx.authorize(Action::PlanChange, Resource::Municipality)?;
    let tx = app.db().write_tx(&permit, ctx.change()).await?;
    let mut draft = check(draft)?;
    let current = action_plan::Entity::find().filter(action_plan::Column::IsCurrent.eq(true)).one(tx.conn()).await?;
    draft.is_current |= current.is_none();
    if draft.is_current {
        retire_current(tx.conn()).await?;
    }
    let id: PlanId = ctx.new_id()?;
    let row = action_plan::Model {
        id: id.0,
        title: draft.title,
        note: draft.note,
        starts_on: draft.starts_on,
        ends_on: draft.ends_on,
        is_current: draft.is_current,
        created_at: ctx.now(),
        version: 1,
    };
    let after = json!(from_row(row.clone()));
    action_plan::Entity::insert(row.into_active_model()).exec_without_returning(tx.conn()).await?;
    tx.commit(AuditEvent::new(&permit, "create", "plan", Some(id.0)).after(after)).await?;
    Ok(id)
}

/// Changes a plan. The current plan stays current until another is made so.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Conflict`], [`Error::Invalid`] with every fault, [`Error::Forbidden`], or the database failed.
pub async fn update_plan(app: &App, ctx: &Context, id: PlanId, version: i32, draft: PlanDraft) -> Result<()> {
    let permit = ctx.authorize(Action::PlanChange, Resource::Municipality)?;
    let tx = app.db().write_tx(&permit, ctx.change()).await?;
    let found = action_plan::Entity::find_by_id(id.0).one(tx.conn()).await?;
    let row = found.ok_or(Error::NotFound { kind: "plan" })?;
    if row.version != version {
        return Err(Error::Conflict { kind: "plan", current: row.version });
    }
    let draft = check(draft)?;
    let before = json!(from_row(row.clone()));
    if draft.is_current && !row.is_current {
        retire_current(tx.conn()).await?;
    }
    let row = action_plan::Model {
        title: draft.title,
        note: draft.note,
        starts_on: draft.starts_on,
        ends_on: draft.ends_on,
        is_current: draft.is_current || row.is_current,
        version: version + 1,
        ..row
    };
    let after = json!(from_row(row.clone()));
    let mut change = row.into_active_model().reset_all();
    change.id = Unchanged(id.0);
    action_plan::Entity::update(change).exec_without_returning(tx.conn()).await?;
    tx.commit(AuditEvent::new(&permit, "update", "plan", Some(id.0)).before(before).after(after)).await?;
    Ok(())
}

/// A plan, for operations that have a permit of their own.
pub(crate) async fn find(conn: &impl ConnectionTrait, id: PlanId) -> Result<Plan> {
    let row = action_plan::Entity::find_by_id(id.0).one(conn).await?;
    row.map(from_row).ok_or(Error::NotFound { kind: "plan" })
}

async fn retire_current(conn: &impl ConnectionTrait) -> Result<()> {
    action_plan::Entity::update_many()
        .col_expr(action_plan::Column::IsCurrent, Expr::value(false))
        .filter(action_plan::Column::IsCurrent.eq(true))
        .exec(conn)
        .await?;
    Ok(())
}

fn check(mut draft: PlanDraft) -> Result<PlanDraft> {
    let mut faults = Vec::new();
    draft.title = draft.title.trim().to_owned();
    draft.note = draft.note.trim().replace("\r\n", "\n");
    crate::check::text(&mut faults, "title", &draft.title, 1, LIMITS.title);
    crate::check::text(&mut faults, "note", &draft.note, 0, LIMITS.description);
    let (min, max) = LIMITS.years;
    for (field, date) in [("starts_on", draft.starts_on), ("ends_on", draft.ends_on)] {
        if !(min..=max).contains(&date.year()) {
            let fault = FieldFault::new(field, "year_out_of_range", date.to_string());
            faults.push(fault.with("min", min).with("max", max));
        }
    }
    if draft.ends_on < draft.starts_on {
        faults.push(FieldFault::new("ends_on", "before_start", draft.ends_on.to_string()));
    } else if Years::new(draft.starts_on.year(), draft.ends_on.year()).is_err() {
        faults.push(FieldFault::new("ends_on", "too_many_years", draft.ends_on.to_string()).with("max", Years::MAX));
    }
    if faults.is_empty() { Ok(draft) } else { Err(Error::Invalid(faults)) }
}

fn from_row(row: action_plan::Model) -> Plan {
    Plan {
        id: row.id.into(),
        title: row.title,
        note: row.note,
        starts_on: row.starts_on,
        ends_on: row.ends_on,
        is_current: row.is_current,
        version: row.version,
    }
}
