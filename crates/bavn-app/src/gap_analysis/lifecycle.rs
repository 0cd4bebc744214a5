use super::{
    AnalysisDraft, AnalysisState,
    create::check_unit,
    entity::analysis,
    load::{KIND, find_readable, find_version},
    types,
};
use crate::{App, Context, Result};
use bavn_core::{
    access::{Action, Resource},
    audit_log::AuditEvent,
    ids::AnalysisId,
};
use sea_orm::{ActiveModelTrait as _, ActiveValue::Unchanged, ConnectionTrait, EntityTrait, IntoActiveModel as _};
use serde_json::json;

/// Changes what is said of an analysis. The answers it began with stay what they were.
///
/// # Errors
/// [`crate::Error::NotFound`], [`crate::Error::Conflict`], [`crate::Error::Closed`] when it is completed, [`crate::Error::Invalid`]
/// with every fault, [`crate::Error::Forbidden`], or the database failed.
pub async fn update_analysis(
    app: &App,
    ctx: &Context,
    id: AnalysisId,
    version: i32,
    draft: AnalysisDraft,
) -> Result<()> {
    let (analysis, _) = find_readable(app, ctx, id).await?;
    let permit = ctx.authorize(Action::AnalysisChange, analysis.resource())?;
    // Moving it to another unit takes the right to have it there too.
    let _ = ctx.authorize(Action::AnalysisChange, Resource::of(draft.unit_id))?;
    let draft = draft.check()?;
    let tx = app.db().write_tx(&permit, ctx.change()).await?;
    let row = find_version(tx.conn(), id, version).await?;
    let before = types::from_row(row.clone())?;
    before.check_open()?;
    check_unit(tx.conn(), draft.unit_id).await?;
    let row = analysis::Model {
        title: draft.title,
        unit_id: draft.unit_id.map(|unit| unit.0),
        scope_note: draft.scope_note,
        assessed_on: draft.assessed_on,
        assessor: draft.assessor,
        method: draft.method,
        version: version + 1,
        ..row
    };
    let after = types::from_row(row.clone())?;
    save(tx.conn(), row).await?;
    let event = AuditEvent::new(&permit, "update", KIND, Some(id.0)).before(json!(before)).after(json!(after));
    tx.commit(event).await?;
    Ok(())
}

/// Closes an analysis, so that its answers stand.
///
/// # Errors
/// [`crate::Error::Closed`] when it already is; otherwise as [`update_analysis`].
pub async fn complete_analysis(app: &App, ctx: &Context, id: AnalysisId, version: i32) -> Result<()> {
    let (analysis, _) = find_readable(app, ctx, id).await?;
    let permit = ctx.authorize(Action::AnalysisChange, analysis.resource())?;
    let tx = app.db().write_tx(&permit, ctx.change()).await?;
    let row = find_version(tx.conn(), id, version).await?;
    let before = types::from_row(row.clone())?;
    before.check_open()?;
    let state = AnalysisState::Completed.key().to_owned();
    let row = analysis::Model { state, completed_at: Some(ctx.now()), version: version + 1, ..row };
    let after = types::from_row(row.clone())?;
    save(tx.conn(), row).await?;
    let event = AuditEvent::new(&permit, "complete", KIND, Some(id.0)).before(json!(before)).after(json!(after));
    tx.commit(event).await?;
    Ok(())
}

/// Opens a completed analysis again: controls that became others since have their answers there. An open one stays as it is.
///
/// # Errors
/// As [`update_analysis`].
pub async fn reopen_analysis(app: &App, ctx: &Context, id: AnalysisId, version: i32) -> Result<()> {
    let (analysis, _) = find_readable(app, ctx, id).await?;
    let permit = ctx.authorize(Action::AnalysisChange, analysis.resource())?;
    let tx = app.db().write_tx(&permit, ctx.change()).await?;
    let row = find_version(tx.conn(), id, version).await?;
    let before = types::from_row(row.clone())?;
    if before.is_open() {
        return Ok(());
    }
    let state = AnalysisState::Open.key().to_owned();
    let row = analysis::Model { state, completed_at: None, version: version + 1, ..row };
    let after = types::from_row(row.clone())?;
    save(tx.conn(), row).await?;
    super::carry::catch_up(tx.conn(), ctx, id.0).await?;
    let event = AuditEvent::new(&permit, "reopen", KIND, Some(id.0)).before(json!(before)).after(json!(after));
    tx.commit(event).await?;
    Ok(())
}

async fn save(conn: &impl ConnectionTrait, row: analysis::Model) -> Result<()> {
    let id = row.id;
    let mut active = row.into_active_model().reset_all();
    active.id = Unchanged(id);
    analysis::Entity::update(active).exec_without_returning(conn).await?;
    Ok(())
}

/// That an analysis can still be answered, as the transaction sees it.
pub(super) async fn check_open(conn: &impl ConnectionTrait, id: AnalysisId) -> Result<()> {
    let row = analysis::Entity::find_by_id(id.0).one(conn).await?;
    types::from_row(row.ok_or(crate::Error::NotFound { kind: KIND })?)?.check_open()
}
