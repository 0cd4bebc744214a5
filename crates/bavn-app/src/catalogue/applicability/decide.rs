use super::{
    super::{bump_revision, entity::applicability, load_view},
    AssessmentDraft, AssessmentState, applicability_guide,
    read::{KIND, find},
    types::from_row,
};
use crate::{App, Context, Error, Result, organisation::unit};
use bavn_core::{
    access::{Action, Permit, Resource},
    audit_log::AuditEvent,
    catalogue::Outcome,
    ids::{ApplicabilityId, FrameworkId, UnitId},
};
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Unchanged, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel as _,
    QueryFilter, QueryOrder,
};
use serde_json::json;

/// Begins an assessment, with what the last one for the same framework and unit said. One that is already being written is given
/// instead of a second.
///
/// # Errors
/// [`Error::NotFound`] when there is no such framework, [`Error::Invalid`] for an unknown unit, [`Error::Forbidden`], or the database
/// failed.
pub async fn start_assessment(
    app: &App,
    ctx: &Context,
    framework: FrameworkId,
    unit_id: Option<UnitId>,
) -> Result<ApplicabilityId> {
    let permit = ctx.authorize(Action::ApplicabilityChange, Resource::of(unit_id))?;
    let catalogue = load_view(app).await?;
    if catalogue.frameworks.iter().all(|known| known.id != framework) {
        return Err(Error::NotFound { kind: "framework" });
    }
    let tx = app.db().write_tx(&permit, ctx.change()).await?;
    if let Some(id) = unit_id {
        let known = unit::Entity::find_by_id(id.0).filter(unit::Column::ArchivedAt.is_null()).one(tx.conn()).await?;
        known.ok_or_else(|| Error::invalid("unit_id", "unknown", id.to_string()))?;
    }
    let earlier = same_scope(framework, unit_id)
        .order_by_desc(applicability::Column::CreatedAt)
        .order_by_asc(applicability::Column::State)
        .all(tx.conn())
        .await?;
    if let Some(draft) = earlier.iter().find(|row| row.state == AssessmentState::Draft.key()) {
        return Ok(draft.id.into());
    }
    let last = earlier.into_iter().next();
    let id: ApplicabilityId = ctx.new_id()?;
    let row = applicability::Model {
        id: id.0,
        framework_id: framework.0,
        unit_id: unit_id.map(|unit| unit.0),
        outcome: last.as_ref().map_or_else(|| Outcome::Open.key().to_owned(), |row| row.outcome.clone()),
        answers: last.as_ref().map_or_else(|| "{}".to_owned(), |row| row.answers.clone()),
        parts: last.as_ref().map_or_else(|| "[]".to_owned(), |row| row.parts.clone()),
        reason: last.map(|row| row.reason).unwrap_or_default(),
        decided_by: String::new(),
        decided_on: None,
        review_on: None,
        state: AssessmentState::Draft.key().to_owned(),
        created_at: ctx.now(),
        created_by: ctx.actor().name().to_owned(),
        version: 1,
    };
    let after = json!(from_row(row.clone())?);
    applicability::Entity::insert(row.into_active_model()).exec_without_returning(tx.conn()).await?;
    tx.commit(AuditEvent::new(&permit, "create", KIND, Some(id.0)).after(after)).await?;
    Ok(id)
}

fn same_scope(framework: FrameworkId, unit_id: Option<UnitId>) -> sea_orm::Select<applicability::Entity> {
    let of_unit = match unit_id {
        Some(unit) => applicability::Column::UnitId.eq(unit.0),
        None => applicability::Column::UnitId.is_null(),
    };
    applicability::Entity::find().filter(applicability::Column::FrameworkId.eq(framework.0)).filter(of_unit)
}

/// Saves what has been written so far.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Conflict`], [`Error::Closed`] when it is decided, [`Error::Invalid`] with every fault,
/// [`Error::Forbidden`], or the database failed.
pub async fn save_assessment(
    app: &App,
    ctx: &Context,
    id: ApplicabilityId,
    version: i32,
    draft: AssessmentDraft,
) -> Result<()> {
    store(app, ctx, id, version, draft, AssessmentState::Draft).await
}

/// Decides: from now on the framework is worked with or not, as the outcome says; the decision before it is history.
///
/// # Errors
/// As [`save_assessment`]; a decision needs an outcome, a reason, who and when.
pub async fn decide_assessment(
    app: &App,
    ctx: &Context,
    id: ApplicabilityId,
    version: i32,
    draft: AssessmentDraft,
) -> Result<()> {
    store(app, ctx, id, version, draft, AssessmentState::Decided).await
}

async fn store(
    app: &App,
    ctx: &Context,
    id: ApplicabilityId,
    version: i32,
    draft: AssessmentDraft,
    state: AssessmentState,
) -> Result<()> {
    let found = super::get_assessment(app, ctx, id).await?;
    let permit: Permit = ctx.authorize(Action::ApplicabilityChange, found.resource())?;
    let catalogue = load_view(app).await?;
    let framework = catalogue.frameworks.iter().find(|known| known.id == found.framework);
    let guide = match framework {
        Some(framework) => applicability_guide(&framework.key)?,
        None => None,
    };
    let is_decision = state == AssessmentState::Decided;
    let draft = draft.check(guide.as_ref(), is_decision).map_err(Error::Invalid)?;
    let tx = app.db().write_tx(&permit, ctx.change()).await?;
    let row = find(tx.conn(), id).await?;
    if row.version != version {
        return Err(Error::Conflict { kind: KIND, current: row.version });
    }
    let before = from_row(row.clone())?;
    if before.state != AssessmentState::Draft {
        return Err(Error::Closed { kind: KIND, reason: "decided" });
    }
    if is_decision {
        supersede(tx.conn(), before.framework, before.unit_id).await?;
    }
    let row = applicability::Model {
        outcome: draft.outcome.key().to_owned(),
        answers: json!(draft.replies).to_string(),
        parts: json!(draft.parts).to_string(),
        reason: draft.reason,
        decided_by: draft.decided_by,
        decided_on: draft.decided_on,
        review_on: draft.review_on,
        state: state.key().to_owned(),
        version: version + 1,
        ..row
    };
    let after = from_row(row.clone())?;
    let mut change = row.into_active_model().reset_all();
    change.id = Unchanged(id.0);
    applicability::Entity::update(change).exec_without_returning(tx.conn()).await?;
    if is_decision {
        bump_revision(tx.conn()).await?;
    }
    let verb = if is_decision { "decide" } else { "update" };
    tx.commit(AuditEvent::new(&permit, verb, KIND, Some(id.0)).before(json!(before)).after(json!(after))).await?;
    Ok(())
}

/// Makes the decision in force for the same framework and unit history.
async fn supersede(conn: &impl ConnectionTrait, framework: FrameworkId, unit_id: Option<UnitId>) -> Result<()> {
    let of_unit = match unit_id {
        Some(unit) => applicability::Column::UnitId.eq(unit.0),
        None => applicability::Column::UnitId.is_null(),
    };
    applicability::Entity::update_many()
        .col_expr(applicability::Column::State, sea_orm::sea_query::Expr::value(AssessmentState::Superseded.key()))
        .filter(applicability::Column::FrameworkId.eq(framework.0))
        .filter(of_unit)
        .filter(applicability::Column::State.eq(AssessmentState::Decided.key()))
        .exec(conn)
        .await?;
    Ok(())
}
