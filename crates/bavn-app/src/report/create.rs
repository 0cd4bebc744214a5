use super::{
    KIND, ReportContent,
    draft::{draft_content, find_open, to_text},
    entity::report,
    types,
};
use crate::{App, Context, Result, action_plan::find_current_plan, gap_analysis::latest_analysis};
use bavn_core::{
    access::{Action, Resource},
    audit_log::AuditEvent,
    ids::{AnalysisId, PlanId, ReportId},
    lang::Lang,
    report::ReportKind,
};
use sea_orm::{ActiveModelTrait as _, ActiveValue::Unchanged, EntityTrait, IntoActiveModel as _};
use serde_json::json;

/// A report to begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NewReport {
    /// What sort.
    pub kind: ReportKind,
    /// The analysis behind the figures; `None` for the latest.
    pub analysis: Option<AnalysisId>,
    /// The plan behind the figures; `None` for the current one.
    pub plan: Option<PlanId>,
    /// The language to write it in.
    pub lang: Lang,
}

impl NewReport {
    /// With the latest analysis and the current plan where none were chosen.
    pub(super) async fn with_sources(mut self, app: &App, ctx: &Context) -> Result<Self> {
        if self.analysis.is_none() {
            self.analysis = latest_analysis(app, ctx).await?.map(|view| view.analysis.id);
        }
        if self.plan.is_none() && ctx.may(Action::PlanRead, Resource::Any) {
            self.plan = find_current_plan(app, ctx).await?.map(|plan| plan.id);
        }
        Ok(self)
    }
}

/// Begins a report with a draft from data.
///
/// # Errors
/// [`crate::Error::NotFound`] when there is no analysis for a memo or no plan for a plan document, or the actor may not read it;
/// [`crate::Error::Forbidden`], or the database failed.
pub async fn create_report(app: &App, ctx: &Context, new: NewReport) -> Result<ReportId> {
    let permit = ctx.authorize(Action::ReportChange, Resource::Municipality)?;
    let new = new.with_sources(app, ctx).await?;
    let draft = draft_content(app, ctx, new.kind, new.lang, new.analysis, new.plan).await?;
    let title = match &draft {
        ReportContent::Memo(memo) => memo.title.clone(),
        ReportContent::Plan(plan) => plan.title.clone(),
    };
    let id: ReportId = ctx.new_id()?;
    let row = report::Model {
        id: id.0,
        kind: new.kind.key().to_owned(),
        title,
        lang: new.lang.tag().to_owned(),
        analysis_id: new.analysis.map(|id| id.0),
        plan_id: new.plan.map(|id| id.0),
        draft: to_text(&draft)?,
        created_at: ctx.now(),
        archived_at: None,
        version: 1,
    };
    let after = json!(types::from_row(row.clone())?);
    let tx = app.db().write_tx(&permit, ctx.change()).await?;
    report::Entity::insert(row.into_active_model()).exec_without_returning(tx.conn()).await?;
    tx.commit(AuditEvent::new(&permit, "create", KIND, Some(id.0)).after(after)).await?;
    Ok(id)
}

/// Takes a report out of use; it stays with its versions.
///
/// # Errors
/// [`crate::Error::NotFound`], [`crate::Error::Conflict`], [`crate::Error::Closed`] when it is already,
/// [`crate::Error::Forbidden`], or the database failed.
pub async fn archive_report(app: &App, ctx: &Context, id: ReportId, version: i32) -> Result<()> {
    let permit = ctx.authorize(Action::ReportChange, Resource::Municipality)?;
    let tx = app.db().write_tx(&permit, ctx.change()).await?;
    let row = find_open(tx.conn(), id, version).await?;
    let row = report::Model { archived_at: Some(ctx.now()), version: version + 1, ..row };
    let mut change = row.into_active_model().reset_all();
    change.id = Unchanged(id.0);
    report::Entity::update(change).exec_without_returning(tx.conn()).await?;
    tx.commit(AuditEvent::new(&permit, "archive", KIND, Some(id.0)).after(json!({ "is_archived": true }))).await?;
    Ok(())
}
