use super::{
    AnswerEdit,
    answer::{from_row, logged},
    entity::{analysis, answer},
    load::find_readable,
    types,
};
use crate::{App, Context, Error, Result, catalogue::load_view};
use bavn_core::{
    access::Action,
    audit_log::AuditEvent,
    ids::{AnalysisId, ControlId},
};
use sea_orm::{
    ColumnTrait, EntityTrait, IntoActiveModel as _, QueryFilter, QueryOrder as _, QuerySelect as _,
    sea_query::{LockType, OnConflict},
};
use std::collections::HashMap;
use uuid::Uuid;

/// One of several answers to record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnswerChange {
    /// The control.
    pub control: ControlId,
    /// The version it was read at; `None` takes the place of whatever is stored.
    pub version: Option<i32>,
    /// What is to change.
    pub edit: AnswerEdit,
}

/// What became of several answers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RecordedAnswers {
    /// The controls whose answers were stored.
    pub changed: Vec<ControlId>,
    /// The controls whose answers were as they already stood.
    pub unchanged: Vec<ControlId>,
}

/// Rows in one statement: 14 columns each, below SQLite's limit on parameters.
const CHUNK: usize = 1000;

/// Records several answers, all or none, each with a record of its own in the log. Answers that change nothing are not stored.
///
/// `verb` is what the log says was done: `record` or `import`.
///
/// # Errors
/// [`Error::NotFound`] also for a control that is not in the analysis, [`Error::Conflict`] with the version of the first answer
/// that somebody else changed, [`Error::Closed`] when the analysis is completed, [`Error::Invalid`] with every fault of every
/// answer, named `CODE.field`, [`Error::Forbidden`], or the database failed. Nothing is stored then.
pub async fn record_answers(
    app: &App,
    ctx: &Context,
    analysis: AnalysisId,
    changes: &[AnswerChange],
    verb: &'static str,
) -> Result<RecordedAnswers> {
    let (found, _) = find_readable(app, ctx, analysis).await?;
    let permit = ctx.authorize(Action::AnswerRecord, found.resource())?;
    let catalogue = load_view(app).await?;
    let mut tx = app.db().write_tx(&permit, ctx.change()).await?;
    // On PostgreSQL the analysis is held, so that it cannot be completed meanwhile; on SQLite there is only one writer.
    let mut query = analysis::Entity::find_by_id(analysis.0);
    if app.db().engine() == bavn_db::Engine::Postgres {
        query = query.lock(LockType::Share);
    }
    let row = query.one(tx.conn()).await?.ok_or(Error::NotFound { kind: "analysis" })?;
    types::from_row(row)?.check_open()?;
    let mut query =
        answer::Entity::find().filter(answer::Column::AnalysisId.eq(analysis.0)).order_by_asc(answer::Column::Id);
    if app.db().engine() == bavn_db::Engine::Postgres {
        query = query.lock(LockType::Update);
    }
    let stored: HashMap<Uuid, answer::Model> =
        query.all(tx.conn()).await?.into_iter().map(|row| (row.control_id, row)).collect();

    let mut outcome = RecordedAnswers::default();
    let (mut rows, mut faults) = (HashMap::new(), Vec::new());
    for change in changes {
        let row = rows
            .get(&change.control.0)
            .or_else(|| stored.get(&change.control.0))
            .ok_or(Error::NotFound { kind: "control" })?;
        let code = catalogue.control(change.control).map(|control| control.code.as_str()).unwrap_or_default();
        let draft = change.edit.applied_to(&from_row(row.clone())?).check(&format!("{code}."), &mut faults);
        let wanted = draft.put_into(row);
        if wanted == *row {
            outcome.unchanged.push(change.control);
            continue;
        }
        if change.version.is_some_and(|version| version != row.version) {
            return Err(Error::Conflict { kind: "answer", current: row.version });
        }
        let next = answer::Model {
            updated_at: Some(ctx.now()),
            updated_by: ctx.actor().name().to_owned(),
            version: row.version + 1,
            ..wanted
        };
        let event = AuditEvent::new(&permit, verb, "answer", Some(row.id));
        tx.record(event.before(logged(row, code)).after(logged(&next, code)));
        outcome.changed.push(change.control);
        rows.insert(change.control.0, next);
    }
    if !faults.is_empty() {
        return Err(Error::Invalid(faults));
    }
    let rows: Vec<_> = rows.into_values().collect();
    for chunk in rows.chunks(CHUNK) {
        let replace = OnConflict::column(answer::Column::Id)
            .update_columns([
                answer::Column::Target,
                answer::Column::IsRelevant,
                answer::Column::Documentation,
                answer::Column::Implementation,
                answer::Column::Reason,
                answer::Column::Note,
                answer::Column::Finding,
                answer::Column::UpdatedAt,
                answer::Column::UpdatedBy,
                answer::Column::Version,
            ])
            .to_owned();
        let chunk = chunk.iter().map(|row| row.clone().into_active_model());
        answer::Entity::insert_many(chunk).on_conflict(replace).exec_without_returning(tx.conn()).await?;
    }
    tx.commit_recorded().await?;
    Ok(outcome)
}
