use super::{
    KIND, ReportVersion,
    draft::{find_open, to_text},
    entity::edition,
    figures::Sources,
    list::get_report,
    types::{self, Frozen},
};
use crate::{App, Context, Error, FieldFault, Result};
use bavn_core::{
    access::{Action, Resource},
    audit_log::AuditEvent,
    ids::{ReportId, ReportVersionId},
};
use sea_orm::{
    ActiveValue::{Set, Unchanged},
    ColumnTrait, EntityTrait, IntoActiveModel as _, QueryFilter, QueryOrder, QuerySelect,
};
use serde_json::json;

/// Longest remark, characters.
const REMARK: usize = 500;

/// Keeps the draft as a version, with today's figures and, if it had none, today's date.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Conflict`] when somebody changed the draft since `version`, [`Error::Closed`] when it is
/// archived, [`Error::Invalid`], [`Error::Forbidden`], or the database failed.
pub async fn keep_version(app: &App, ctx: &Context, id: ReportId, version: i32, remark: &str) -> Result<ReportVersion> {
    let permit = ctx.authorize(Action::ReportChange, Resource::Municipality)?;
    let remark = remark.trim();
    let mut faults: Vec<FieldFault> = Vec::new();
    crate::check::text(&mut faults, "remark", remark, 0, REMARK);
    if !faults.is_empty() {
        return Err(Error::Invalid(faults));
    }
    let report = get_report(app, ctx, id).await?;
    let sources = Sources::load(app, ctx, report.analysis_id, report.plan_id).await?;
    let figures = sources.figures(app, ctx, report.kind, report.lang).await?;
    let tx = app.db().write_tx(&permit, ctx.change()).await?;
    let row = types::from_row(find_open(tx.conn(), id, version).await?)?;
    let frozen = Frozen { content: row.draft.dated(ctx.today()), figures };
    let last = edition::Entity::find()
        .select_only()
        .column(edition::Column::Number)
        .filter(edition::Column::ReportId.eq(id.0))
        .order_by_desc(edition::Column::Number)
        .into_tuple::<i32>()
        .one(tx.conn())
        .await?;
    let new_id: ReportVersionId = ctx.new_id()?;
    let row = edition::Model {
        id: new_id.0,
        report_id: id.0,
        number: last.unwrap_or(0) + 1,
        content: to_text(&frozen)?,
        remark: remark.to_owned(),
        created_at: ctx.now(),
        created_by: ctx.actor().name().to_owned(),
        approved_at: None,
        approved_by: None,
    };
    let kept = types::version_from_row(row.clone())?;
    edition::Entity::insert(row.into_active_model()).exec_without_returning(tx.conn()).await?;
    tx.commit(AuditEvent::new(&permit, "keep", "report_version", Some(new_id.0)).after(json!(kept))).await?;
    Ok(kept)
}

/// Approves a version as the management body (NIS 2 act § 7).
///
/// # Errors
/// [`Error::NotFound`], [`Error::Closed`] when it is approved already, [`Error::Forbidden`], or the database failed.
pub async fn approve_version(app: &App, ctx: &Context, id: ReportId, number: i32) -> Result<()> {
    let permit = ctx.authorize(Action::ReportApprove, Resource::Municipality)?;
    let tx = app.db().write_tx(&permit, ctx.change()).await?;
    let query = edition::Entity::find().filter(edition::Column::ReportId.eq(id.0));
    let found = query.filter(edition::Column::Number.eq(number)).one(tx.conn()).await?;
    let row = found.ok_or(Error::NotFound { kind: KIND })?;
    if row.approved_at.is_some() {
        return Err(Error::Closed { kind: "report_version", reason: "approved" });
    }
    let by = ctx.actor().name().to_owned();
    let change = edition::ActiveModel {
        id: Unchanged(row.id),
        approved_at: Set(Some(ctx.now())),
        approved_by: Set(Some(by.clone())),
        ..edition::ActiveModel::default()
    };
    edition::Entity::update(change).exec_without_returning(tx.conn()).await?;
    let after = json!({ "report": id, "number": number, "approved_by": by });
    tx.commit(AuditEvent::new(&permit, "approve", "report_version", Some(row.id)).after(after)).await?;
    Ok(())
}
