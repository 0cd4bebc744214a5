//! Answers to requirements themselves, which go before what is derived from the controls.

use super::{entity::requirement_answer, load::find_readable};
use crate::{
    App, Context, Error, FieldFault, Result,
    catalogue::{FrameworkView, RequirementView, load_view},
    check,
};
use bavn_core::{
    access::Action,
    audit_log::AuditEvent,
    catalogue::{MAX_REPLY, QuestionnaireResult, Replies, ReplyFault, Scale, questionnaire_result, reply_faults},
    gap_analysis::{Direct, Fraction, Score},
    ids::{AnalysisId, RequirementId},
};
use bavn_db::DbError;
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Unchanged, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel as _,
    QueryFilter,
};
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::collections::HashMap;
use time::OffsetDateTime;
use uuid::Uuid;

const KIND: &str = "requirement_answer";

/// An answer to a requirement itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RequirementAnswer {
    /// The requirement.
    pub requirement: RequirementId,
    /// Whether the requirement concerns the municipality.
    pub is_relevant: bool,
    /// The value on the framework's own scale, or 0 to 5 where it has none.
    pub value: Option<u8>,
    /// Why it is not relevant, or why it stands otherwise than the controls say.
    pub reason: String,
    /// What was answered to the questions that the requirement asks.
    pub replies: Replies,
    /// Whether the value is what the replies give, and follows them.
    pub is_computed: bool,
    /// When it was last answered.
    #[serde(with = "time::serde::rfc3339")]
    pub updated_at: OffsetDateTime,
    /// Who answered it last.
    pub updated_by: String,
    /// Raised by every change.
    pub version: i32,
}

impl RequirementAnswer {
    /// The answer as the rule takes it; `None` when its value is not on the framework's scale any more.
    #[must_use]
    pub fn direct(&self, framework: &FrameworkView) -> Option<Direct> {
        if !self.is_relevant {
            return Some(Direct::NotRelevant);
        }
        let level = answer_scale(framework).level(self.value?)?;
        let level = Fraction::new(i128::from(*level.numer()), i128::from(*level.denom()));
        Score::new(level).map(Direct::Level)
    }
}

/// The scale on which the requirements of a framework are answered directly.
#[must_use]
pub fn answer_scale(framework: &FrameworkView) -> &Scale {
    static COMMON: Scale = Scale::COMMON;
    framework.scale.as_ref().unwrap_or(&COMMON)
}

/// What a direct answer is to say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DirectEdit {
    /// It stands at a value of the framework's scale.
    Value {
        /// The value.
        value: u8,
        /// Why it stands otherwise than the controls say; may be empty.
        reason: String,
    },
    /// It stands as the replies to its questions give.
    Computed {
        /// More on it; may be empty.
        reason: String,
    },
    /// It does not concern the municipality.
    NotRelevant {
        /// Why; needed.
        reason: String,
    },
    /// What is derived from the controls counts again.
    Clear,
}

/// The direct answers of an analysis.
pub(super) async fn direct_answers(
    conn: &impl ConnectionTrait,
    analysis: AnalysisId,
) -> Result<HashMap<RequirementId, RequirementAnswer>> {
    let rows = requirement_answer::Entity::find()
        .filter(requirement_answer::Column::AnalysisId.eq(analysis.0))
        .filter(requirement_answer::Column::ArchivedAt.is_null())
        .all(conn)
        .await?;
    rows.into_iter().map(|row| Ok((row.requirement_id.into(), from_row(row)?))).collect()
}

fn from_row(row: requirement_answer::Model) -> Result<RequirementAnswer> {
    let value = row.value.map(u8::try_from).transpose().map_err(|_| DbError::UnknownValue {
        table: KIND,
        column: "value",
        value: row.value.unwrap_or_default().to_string(),
    })?;
    let kept: Kept = if row.choices.is_empty() {
        Kept::default()
    } else {
        serde_json::from_str(&row.choices).map_err(|_| DbError::UnknownValue {
            table: KIND,
            column: "choices",
            value: row.choices.clone(),
        })?
    };
    Ok(RequirementAnswer {
        requirement: row.requirement_id.into(),
        is_relevant: row.is_relevant,
        value,
        reason: row.reason,
        replies: kept.replies,
        is_computed: kept.is_computed,
        updated_at: row.updated_at,
        updated_by: row.updated_by,
        version: row.version,
    })
}

/// What stands in the column `choices`.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
struct Kept {
    replies: Replies,
    is_computed: bool,
}

/// Answers a requirement itself, or takes the answer back; what was answered to its questions stays. `version` is that of the answer
/// which was read, 0 when there was none.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Conflict`], [`Error::Closed`] when the analysis is completed, [`Error::Invalid`] with every fault,
/// [`Error::Forbidden`], or the database failed.
pub async fn record_requirement_answer(
    app: &App,
    ctx: &Context,
    analysis: AnalysisId,
    requirement: RequirementId,
    version: i32,
    edit: DirectEdit,
) -> Result<()> {
    record_requirement_replies(app, ctx, analysis, requirement, version, edit, None).await
}

/// The same with what was answered to the questions that the requirement asks; `None` leaves that as it is.
///
/// # Errors
/// As [`record_requirement_answer`].
pub async fn record_requirement_replies(
    app: &App,
    ctx: &Context,
    analysis: AnalysisId,
    requirement: RequirementId,
    version: i32,
    edit: DirectEdit,
    replies: Option<Replies>,
) -> Result<()> {
    let (found, _) = find_readable(app, ctx, analysis).await?;
    let permit = ctx.authorize(Action::AnswerRecord, found.resource())?;
    found.check_open()?;
    let catalogue = load_view(app).await?;
    let view = catalogue.requirement(requirement).filter(|view| view.is_assessable);
    let view = view.ok_or(Error::NotFound { kind: "requirement" })?;
    let scale = answer_scale(&catalogue.frameworks[view.framework]);
    let edit = checked(edit, scale, view, replies.as_ref())?;
    let tx = app.db().write_tx(&permit, ctx.change()).await?;
    // Read again inside the transaction: somebody may have completed it.
    super::lifecycle::check_open(tx.conn(), analysis).await?;
    let row = requirement_answer::Entity::find()
        .filter(requirement_answer::Column::AnalysisId.eq(analysis.0))
        .filter(requirement_answer::Column::RequirementId.eq(requirement.0))
        .one(tx.conn())
        .await?;
    let current = row.as_ref().filter(|row| row.archived_at.is_none()).map_or(0, |row| row.version);
    if current != version {
        return Err(Error::Conflict { kind: KIND, current });
    }
    let before = row.clone().filter(|row| row.archived_at.is_none()).map(from_row).transpose()?;
    let replies = replies.or_else(|| before.as_ref().map(|before| before.replies.clone())).unwrap_or_default();
    let kept = Kept { is_computed: matches!(edit, DirectEdit::Computed { .. }), replies };
    let (is_relevant, value, reason, archived_at) = match edit {
        DirectEdit::Value { value, reason } => (true, Some(i16::from(value)), reason, None),
        DirectEdit::Computed { reason } => match questionnaire_result(&view.body.questions, &kept.replies, scale) {
            QuestionnaireResult::Value(value) => (true, Some(i16::from(value)), reason, None),
            QuestionnaireResult::NotRelevant => (false, None, reason, None),
            // The replies are kept; until they are all there, what the controls give counts.
            QuestionnaireResult::Unfinished(_) | QuestionnaireResult::Open => (true, None, reason, None),
        },
        DirectEdit::NotRelevant { reason } => (false, None, reason, None),
        DirectEdit::Clear => (true, None, String::new(), Some(ctx.now())),
    };
    let choices = match archived_at.is_some() || (kept.replies.is_empty() && !kept.is_computed) {
        true => String::new(),
        false => json!(kept).to_string(),
    };
    let new = requirement_answer::Model {
        id: match &row {
            Some(row) => row.id,
            None => ctx.new_id::<Uuid>()?,
        },
        analysis_id: analysis.0,
        requirement_id: requirement.0,
        is_relevant,
        value,
        choices,
        reason,
        note: String::new(),
        updated_at: ctx.now(),
        updated_by: ctx.actor().name().to_owned(),
        archived_at,
        version: row.as_ref().map_or(1, |row| row.version + 1),
    };
    let after = json!({ "requirement": view.reference, "answer": archived_at.is_none().then(|| from_row(new.clone())).transpose()? });
    if row.is_some() {
        let id = new.id;
        let mut change = new.into_active_model().reset_all();
        change.id = Unchanged(id);
        requirement_answer::Entity::update(change).exec_without_returning(tx.conn()).await?;
    } else {
        requirement_answer::Entity::insert(new.into_active_model()).exec_without_returning(tx.conn()).await?;
    }
    let event = AuditEvent::new(&permit, "record", KIND, Some(analysis.0)).before(json!(before)).after(after);
    tx.commit(event).await?;
    Ok(())
}

fn checked(
    mut edit: DirectEdit,
    scale: &Scale,
    view: &RequirementView,
    replies: Option<&Replies>,
) -> Result<DirectEdit> {
    let mut faults = Vec::new();
    match &mut edit {
        DirectEdit::Value { value, reason } => {
            *reason = reason.trim().to_owned();
            check::text(&mut faults, "reason", reason, 0, 2000);
            if scale.level(*value).is_none() {
                let fault = FieldFault::new("value", "out_of_range", value.to_string());
                faults.push(fault.with("min", scale.min).with("max", scale.max));
            }
        }
        DirectEdit::Computed { reason } => {
            *reason = reason.trim().to_owned();
            check::text(&mut faults, "reason", reason, 0, 2000);
            if view.body.questions.is_empty() {
                faults.push(FieldFault::new("value", "no_questions", view.reference.clone()));
            }
        }
        DirectEdit::NotRelevant { reason } => {
            *reason = reason.trim().to_owned();
            check::text(&mut faults, "reason", reason, 1, 2000);
        }
        DirectEdit::Clear => {}
    }
    if let Some(replies) = replies {
        for (urn, fault) in reply_faults(&view.body.questions, replies) {
            let given = replies.get(&urn).map(|given| given.join(", ")).unwrap_or_default();
            faults.push(reply_fault(view, &urn, fault, given));
        }
    }
    if faults.is_empty() { Ok(edit) } else { Err(Error::Invalid(faults)) }
}

/// A fault by the place of its question, such as `q0`; by the question's own name where the requirement has no such question.
fn reply_fault(view: &RequirementView, urn: &str, fault: ReplyFault, given: String) -> FieldFault {
    let place = view.body.questions.iter().position(|question| question.urn == urn);
    let field = place.map_or_else(|| urn.to_owned(), |place| format!("q{place}"));
    match fault {
        ReplyFault::NoQuestion => FieldFault::new(field, "no_question", urn),
        ReplyFault::NoChoice => FieldFault::new(field, "unknown_choice", given),
        ReplyFault::Several => FieldFault::new(field, "one_only", given),
        ReplyFault::TooLong => FieldFault::new(field, "too_long", given).with("max", MAX_REPLY),
        ReplyFault::NotOfKind => FieldFault::new(field, "reply_kind", given),
    }
}

/// Gives a new analysis the direct answers of the one it begins with.
pub(super) async fn copy_direct_answers(
    conn: &impl ConnectionTrait,
    ctx: &Context,
    from: AnalysisId,
    to: AnalysisId,
) -> Result<()> {
    let rows = requirement_answer::Entity::find()
        .filter(requirement_answer::Column::AnalysisId.eq(from.0))
        .filter(requirement_answer::Column::ArchivedAt.is_null())
        .all(conn)
        .await?;
    let mut copies = Vec::with_capacity(rows.len());
    for row in rows {
        let copy = requirement_answer::Model { id: ctx.new_id::<Uuid>()?, analysis_id: to.0, version: 1, ..row };
        copies.push(copy.into_active_model());
    }
    for chunk in copies.chunks(200) {
        requirement_answer::Entity::insert_many(chunk.to_vec()).exec_without_returning(conn).await?;
    }
    Ok(())
}
