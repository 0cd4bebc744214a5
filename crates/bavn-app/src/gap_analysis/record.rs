use super::{
    Analysis, AnalysisState, Answer, AnswerEdit,
    answer::{from_row, logged},
    entity::{analysis, answer},
    types,
};
use crate::{App, Context, Error, Result, catalogue::load_view};
use bavn_core::{
    access::{Action, Permit},
    audit_log::AuditEvent,
    gap_analysis::Level,
    ids::{AnalysisId, ControlId},
};
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Unchanged, ColumnTrait, EntityTrait, IntoActiveModel as _, QueryFilter,
    QuerySelect, QueryTrait as _,
};
use serde::Serialize;
use time::OffsetDateTime;

const KIND: &str = "answer";

/// An answer that was taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RecordedAnswer {
    /// Its version now.
    pub version: i32,
    /// The control's score now.
    pub score: Option<Level>,
    /// Whether it was different from before; if not, nothing was stored.
    pub is_changed: bool,
    /// When it was last answered.
    #[serde(with = "time::serde::rfc3339::option")]
    pub updated_at: Option<OffsetDateTime>,
}

/// The answer to one control, with its analysis.
///
/// # Errors
/// [`Error::NotFound`] when there is none or the actor may not read the analysis, or the database failed.
pub async fn get_answer(
    app: &App,
    ctx: &Context,
    analysis: AnalysisId,
    control: ControlId,
) -> Result<(Analysis, Answer)> {
    let (analysis, row) = find(app, ctx, analysis, control).await?;
    Ok((analysis, from_row(row)?))
}

pub(super) async fn find(
    app: &App,
    ctx: &Context,
    analysis: AnalysisId,
    control: ControlId,
) -> Result<(Analysis, answer::Model)> {
    let query = answer::Entity::find()
        .filter(answer::Column::AnalysisId.eq(analysis.0))
        .filter(answer::Column::ControlId.eq(control.0));
    let found = query.find_also_related(analysis::Entity).one(app.db().read()).await?;
    let Some((row, Some(analysis))) = found else { return Err(Error::NotFound { kind: KIND }) };
    let analysis = types::from_row(analysis)?;
    let _ = ctx.authorize_read(Action::AnalysisRead, analysis.resource(), KIND)?;
    Ok((analysis, row))
}

/// Records the answer to one control. An answer that is the same as the stored one changes nothing, whatever its version, so
/// that a request that is sent again does no harm.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Conflict`] with the version it has now when somebody else changed it since `version`,
/// [`Error::Closed`] when the analysis is completed, [`Error::Invalid`] with every fault, [`Error::Forbidden`], or the
/// database failed.
pub async fn record_answer(
    app: &App,
    ctx: &Context,
    analysis: AnalysisId,
    control: ControlId,
    version: i32,
    edit: impl Into<AnswerEdit>,
) -> Result<RecordedAnswer> {
    let (analysis, row) = find(app, ctx, analysis, control).await?;
    let permit = ctx.authorize(Action::AnswerRecord, analysis.resource())?;
    analysis.check_open()?;
    let stored = from_row(row.clone())?;
    let mut faults = Vec::new();
    let draft = edit.into().applied_to(&stored).check("", &mut faults);
    if !faults.is_empty() {
        return Err(Error::Invalid(faults));
    }
    let wanted = draft.put_into(&row);
    if wanted == row {
        return Ok(recorded(&stored, false));
    }
    if row.version != version {
        return Err(Error::Conflict { kind: KIND, current: row.version });
    }
    let next = answer::Model {
        updated_at: Some(ctx.now()),
        updated_by: ctx.actor().name().to_owned(),
        version: version + 1,
        ..wanted
    };
    store(app, ctx, &permit, &analysis, row, next.clone()).await?;
    Ok(recorded(&from_row(next)?, true))
}

fn recorded(answer: &Answer, is_changed: bool) -> RecordedAnswer {
    let score = answer.standing().score();
    RecordedAnswer { version: answer.version, score, is_changed, updated_at: answer.updated_at }
}

/// Puts the next version in place of the one that was read, if that is still the one, and the analysis still open.
async fn store(
    app: &App,
    ctx: &Context,
    permit: &Permit,
    analysis: &Analysis,
    row: answer::Model,
    next: answer::Model,
) -> Result<()> {
    let catalogue = load_view(app).await?;
    let code = catalogue.control(row.control_id.into()).map(|control| control.code.as_str()).unwrap_or_default();
    let event = AuditEvent::new(permit, "record", KIND, Some(row.id));
    let event = event.before(logged(&row, code)).after(logged(&next, code));
    let still_open = analysis::Entity::find()
        .select_only()
        .column(analysis::Column::Id)
        .filter(analysis::Column::Id.eq(analysis.id.0))
        .filter(analysis::Column::State.eq(AnalysisState::Open.key()))
        .into_query();
    let mut active = next.into_active_model().reset_all();
    active.id = Unchanged(row.id);
    let tx = app.db().write_tx(permit, ctx.change()).await?;
    let outcome = answer::Entity::update_many()
        .set(active)
        .filter(answer::Column::Id.eq(row.id))
        .filter(answer::Column::Version.eq(row.version))
        .filter(answer::Column::AnalysisId.in_subquery(still_open))
        .exec(tx.conn())
        .await?;
    if outcome.rows_affected == 1 {
        tx.commit(event).await?;
        return Ok(());
    }
    let current = answer::Entity::find_by_id(row.id).one(tx.conn()).await?.ok_or(Error::NotFound { kind: KIND })?;
    tx.roll_back().await?;
    if current.version == row.version {
        return Err(Error::Closed { kind: "analysis", reason: "completed" });
    }
    Err(Error::Conflict { kind: KIND, current: current.version })
}
