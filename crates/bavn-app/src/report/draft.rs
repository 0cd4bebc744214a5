use super::{
    KIND, Report, ReportContent, check::checked, entity::report, figures::Sources, memo_data, template, types,
};
use crate::{App, Context, Error, Result, organisation::get_municipality};
use bavn_core::{
    access::{Action, Resource},
    audit_log::AuditEvent,
    ids::{AnalysisId, PlanId, ReportId},
    lang::Lang,
    report::{DraftInput, PlanContent, ReportKind, draft_memo},
};
use sea_orm::{ActiveModelTrait as _, ActiveValue::Unchanged, ConnectionTrait, EntityTrait, IntoActiveModel as _};
use serde_json::json;

/// A fair draft from data, for a report that is to be made. Nothing is stored.
///
/// # Errors
/// [`Error::NotFound`] when the analysis or the plan is missing or the actor may not read it, [`Error::Content`] when the
/// sentences of drafts are damaged, or the database failed.
pub async fn draft_content(
    app: &App,
    ctx: &Context,
    kind: ReportKind,
    lang: Lang,
    analysis: Option<AnalysisId>,
    plan: Option<PlanId>,
) -> Result<ReportContent> {
    let _ = ctx.authorize_read(Action::ReportRead, Resource::Municipality, KIND)?;
    let sources = Sources::load(app, ctx, analysis, plan).await?;
    match kind {
        ReportKind::Plan => {
            let plan = &sources.plan()?.plan;
            Ok(ReportContent::Plan(PlanContent {
                title: plan.title.clone(),
                date: None,
                reference: String::new(),
                summary: plan.note.clone(),
                has_gantt: true,
                has_economy: true,
                has_findings: true,
            }))
        }
        ReportKind::Memo => {
            let view = sources.analysis()?;
            let figures = memo_data::memo_figures(app, ctx, lang, view, sources.plan.as_ref()).await?;
            let municipality = get_municipality(app).await?;
            let input = DraftInput {
                lang,
                municipality: &municipality.name,
                sender: &municipality.sender,
                figures: &figures,
                findings: memo_data::findings(view, lang),
                phases: sources.plan.as_ref().map(|plan| memo_data::phases(view, plan)).unwrap_or_default(),
            };
            let memo = draft_memo(&template::memo(lang)?, &input)
                .map_err(|error| Error::Content(format!("templates/ledelsesnotat.{lang}.toml: {error}")))?;
            Ok(ReportContent::Memo(memo))
        }
    }
}

/// Changes the draft of a report.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Conflict`], [`Error::Closed`] when it is archived, [`Error::Invalid`] with every fault,
/// [`Error::Forbidden`], or the database failed.
pub async fn update_draft(
    app: &App,
    ctx: &Context,
    id: ReportId,
    version: i32,
    content: ReportContent,
) -> Result<Report> {
    let permit = ctx.authorize(Action::ReportChange, Resource::Municipality)?;
    let tx = app.db().write_tx(&permit, ctx.change()).await?;
    let row = find_open(tx.conn(), id, version).await?;
    let before = types::from_row(row.clone())?;
    if content.kind() != before.kind {
        return Err(Error::invalid("kind", "unknown", content.kind().key()));
    }
    let content = checked(content)?;
    if content == before.draft {
        return Ok(before);
    }
    let row = report::Model { draft: to_text(&content)?, version: version + 1, ..row };
    let after = types::from_row(row.clone())?;
    let mut change = row.into_active_model().reset_all();
    change.id = Unchanged(id.0);
    report::Entity::update(change).exec_without_returning(tx.conn()).await?;
    let event = AuditEvent::new(&permit, "update", KIND, Some(id.0));
    tx.commit(event.before(json!(before.draft)).after(json!(after.draft))).await?;
    Ok(after)
}

/// A report that can still be changed, in the version that the actor saw.
pub(super) async fn find_open(conn: &impl ConnectionTrait, id: ReportId, version: i32) -> Result<report::Model> {
    let row = report::Entity::find_by_id(id.0).one(conn).await?.ok_or(Error::NotFound { kind: KIND })?;
    if row.archived_at.is_some() {
        return Err(Error::Closed { kind: KIND, reason: "archived" });
    }
    if row.version == version { Ok(row) } else { Err(Error::Conflict { kind: KIND, current: row.version }) }
}

pub(super) fn to_text(value: &impl serde::Serialize) -> Result<String> {
    serde_json::to_string(value).map_err(|error| Error::System { what: "a report", message: error.to_string() })
}
