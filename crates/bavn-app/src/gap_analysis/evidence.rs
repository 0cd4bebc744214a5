use super::{
    entity::{analysis, answer, evidence},
    load::find_readable,
    record::find,
    types,
};
use crate::{
    App, Context, Error, Result,
    attachment::{self, Attachment},
    check,
};
use bavn_core::{
    access::{Action, Resource},
    audit_log::AuditEvent,
    ids::{AnalysisId, AnswerId, AttachmentId, ControlId, EvidenceId},
};
use sea_orm::{
    ActiveValue::{Set, Unchanged},
    ColumnTrait, EntityTrait, IntoActiveModel as _, PaginatorTrait as _, QueryFilter, QueryOrder, QuerySelect,
};
use serde::Serialize;
use serde_json::json;
use std::collections::HashMap;
use time::{Date, OffsetDateTime};
use uuid::Uuid;

/// What an answer can be shown by: a file or a link.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Evidence {
    /// Its identifier.
    pub id: EvidenceId,
    /// The answer it belongs to.
    pub answer_id: AnswerId,
    /// Its name.
    pub title: String,
    /// The address, when it is a link.
    pub url: Option<String>,
    /// The file without its content, when it is one.
    pub file: Option<Attachment>,
    /// The date that it shows, when known.
    #[serde(serialize_with = "crate::iso::option_date")]
    pub dated_on: Option<Date>,
    /// When it was added.
    #[serde(with = "time::serde::rfc3339")]
    pub added_at: OffsetDateTime,
    /// By whom.
    pub added_by: String,
    /// When it was taken out of use, if it was.
    #[serde(with = "time::serde::rfc3339::option", skip_serializing_if = "Option::is_none")]
    pub archived_at: Option<OffsetDateTime>,
}

/// Where new evidence comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EvidenceSource {
    /// An uploaded file.
    File {
        /// Its name.
        name: String,
        /// Its bytes.
        content: Vec<u8>,
    },
    /// An address that begins with `http://` or `https://`, at most 2000 characters.
    Link(String),
}

/// Evidence to add.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EvidenceDraft {
    /// Its name, at most 200 characters; when empty the file's name or the address is used.
    pub title: String,
    /// The date that it shows, when known.
    pub dated_on: Option<Date>,
    /// The file or the link.
    pub source: EvidenceSource,
}

/// Most pieces of evidence for one answer.
const MOST: u64 = 50;
const KIND: &str = "evidence";

/// The evidence for the answer to a control, oldest first.
///
/// # Errors
/// [`Error::NotFound`] when there is no such answer or the actor may not read it, or the database failed.
pub async fn list_evidence(
    app: &App,
    ctx: &Context,
    analysis: AnalysisId,
    control: ControlId,
) -> Result<Vec<Evidence>> {
    list(app, ctx, analysis, control, evidence::Column::ArchivedAt.is_null()).await
}

/// The evidence that was taken out of use, oldest first, for those who may read the audit log; an empty list for others.
///
/// # Errors
/// [`Error::NotFound`] when there is no such answer or the actor may not read it, or the database failed.
pub async fn list_archived_evidence(
    app: &App,
    ctx: &Context,
    analysis: AnalysisId,
    control: ControlId,
) -> Result<Vec<Evidence>> {
    if !ctx.may(Action::AuditLogRead, Resource::Municipality) {
        return Ok(Vec::new());
    }
    list(app, ctx, analysis, control, evidence::Column::ArchivedAt.is_not_null()).await
}

async fn list(
    app: &App,
    ctx: &Context,
    analysis: AnalysisId,
    control: ControlId,
    which: sea_orm::sea_query::SimpleExpr,
) -> Result<Vec<Evidence>> {
    let (_, answer) = find(app, ctx, analysis, control).await?;
    let rows = evidence::Entity::find()
        .filter(evidence::Column::AnswerId.eq(answer.id))
        .filter(which)
        .order_by_asc(evidence::Column::Id)
        .all(app.db().read())
        .await?;
    let ids: Vec<AttachmentId> = rows.iter().filter_map(|row| row.attachment_id).map(Into::into).collect();
    let mut files = if ids.is_empty() { HashMap::new() } else { attachment::find_many(app, &ids).await? };
    let with_file = |row: evidence::Model| {
        let file = row.attachment_id.and_then(|id| files.remove(&id.into()));
        from_row(row, file)
    };
    Ok(rows.into_iter().map(with_file).collect())
}

/// The evidence for every answer of an analysis, oldest first; answers without are left out. Three statements.
///
/// # Errors
/// [`Error::NotFound`] when the actor may not read the analysis, or the database failed.
pub async fn list_analysis_evidence(
    app: &App,
    ctx: &Context,
    id: AnalysisId,
) -> Result<HashMap<ControlId, Vec<Evidence>>> {
    let (analysis, _) = find_readable(app, ctx, id).await?;
    let rows = evidence::Entity::find()
        .find_also_related(answer::Entity)
        .filter(answer::Column::AnalysisId.eq(analysis.id.0))
        .filter(evidence::Column::ArchivedAt.is_null())
        .order_by_asc(evidence::Column::Id)
        .all(app.db().read())
        .await?;
    let ids: Vec<AttachmentId> = rows.iter().filter_map(|(row, _)| row.attachment_id).map(Into::into).collect();
    let files = if ids.is_empty() { HashMap::new() } else { attachment::find_many(app, &ids).await? };
    let mut found: HashMap<ControlId, Vec<Evidence>> = HashMap::new();
    for (row, answer) in rows {
        let Some(answer) = answer else { continue };
        let file = row.attachment_id.and_then(|id| files.get(&id.into()).cloned());
        found.entry(answer.control_id.into()).or_default().push(from_row(row, file));
    }
    Ok(found)
}

/// How many pieces of evidence the answers of an analysis have; answers without are left out.
///
/// # Errors
/// [`Error::NotFound`] when the actor may not read the analysis, or the database failed.
pub async fn count_evidence(app: &App, ctx: &Context, id: AnalysisId) -> Result<HashMap<ControlId, u64>> {
    let (analysis, _) = find_readable(app, ctx, id).await?;
    let rows: Vec<(Uuid, i64)> = answer::Entity::find()
        .select_only()
        .column(answer::Column::ControlId)
        .column_as(evidence::Column::Id.count(), "pieces")
        .join(sea_orm::JoinType::InnerJoin, evidence_of_answer())
        .filter(answer::Column::AnalysisId.eq(analysis.id.0))
        .filter(evidence::Column::ArchivedAt.is_null())
        .group_by(answer::Column::ControlId)
        .into_tuple()
        .all(app.db().read())
        .await?;
    Ok(rows.into_iter().map(|(control, count)| (control.into(), u64::try_from(count).unwrap_or(0))).collect())
}

fn evidence_of_answer() -> sea_orm::RelationDef {
    use sea_orm::Related as _;
    evidence::Entity::to().rev()
}

/// Adds a file or a link to the answer to a control.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Closed`] when the analysis is completed or the answer has 50 pieces already,
/// [`Error::TooLarge`], [`Error::Invalid`] with every fault, [`Error::Forbidden`], or the database failed.
pub async fn add_evidence(
    app: &App,
    ctx: &Context,
    analysis: AnalysisId,
    control: ControlId,
    draft: EvidenceDraft,
) -> Result<EvidenceId> {
    let (analysis, answer) = find(app, ctx, analysis, control).await?;
    let permit = ctx.authorize(Action::AnswerRecord, analysis.resource())?;
    analysis.check_open()?;
    let draft = check_draft(app, draft)?;
    let tx = app.db().write_tx(&permit, ctx.change()).await?;
    let own = evidence::Entity::find().filter(evidence::Column::AnswerId.eq(answer.id));
    if own.filter(evidence::Column::ArchivedAt.is_null()).count(tx.conn()).await? >= MOST {
        return Err(Error::Closed { kind: KIND, reason: "too_many" });
    }
    let (attachment_id, url) = match &draft.source {
        EvidenceSource::File { name, content } => {
            (Some(attachment::store(&tx, ctx, name, content, attachment::Kind::Evidence).await?.0), None)
        }
        EvidenceSource::Link(url) => (None, Some(url.clone())),
    };
    let id: EvidenceId = ctx.new_id()?;
    let row = evidence::Model {
        id: id.0,
        answer_id: answer.id,
        attachment_id,
        url,
        title: draft.title,
        dated_on: draft.dated_on,
        added_at: ctx.now(),
        added_by: ctx.actor().name().to_owned(),
        archived_at: None,
    };
    let after = json!(from_row(row.clone(), None));
    evidence::Entity::insert(row.into_active_model()).exec_without_returning(tx.conn()).await?;
    tx.commit(AuditEvent::new(&permit, "create", KIND, Some(id.0)).after(after)).await?;
    Ok(id)
}

/// Takes evidence out of use; its file and its place in the log stay.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Closed`] when the analysis is completed, [`Error::Forbidden`], or the database failed.
pub async fn archive_evidence(app: &App, ctx: &Context, id: EvidenceId) -> Result<()> {
    let (row, analysis) = find_evidence(app, ctx, id).await?;
    let permit = ctx.authorize(Action::AnswerRecord, analysis.resource())?;
    analysis.check_open()?;
    let tx = app.db().write_tx(&permit, ctx.change()).await?;
    let before = json!(from_row(row.clone(), None));
    let change =
        evidence::ActiveModel { id: Unchanged(row.id), archived_at: Set(Some(ctx.now())), ..Default::default() };
    evidence::Entity::update(change).exec_without_returning(tx.conn()).await?;
    tx.commit(AuditEvent::new(&permit, "archive", KIND, Some(row.id)).before(before)).await?;
    Ok(())
}

/// The file of a piece of evidence, with its content; its hash is checked. What was taken out of use is still there for those who may read
/// the audit log.
///
/// # Errors
/// [`Error::NotFound`] when it is a link, is not there, or may not be read by the actor, or the database failed.
pub async fn get_evidence_file(app: &App, ctx: &Context, id: EvidenceId) -> Result<(Attachment, Vec<u8>)> {
    let (row, _) = find_any_evidence(app, ctx, id).await?;
    if row.archived_at.is_some() && !ctx.may(Action::AuditLogRead, Resource::Municipality) {
        return Err(Error::NotFound { kind: KIND });
    }
    let id = row.attachment_id.ok_or(Error::NotFound { kind: KIND })?;
    attachment::read(app, id.into()).await
}

async fn find_evidence(app: &App, ctx: &Context, id: EvidenceId) -> Result<(evidence::Model, types::Analysis)> {
    let found = find_any_evidence(app, ctx, id).await?;
    if found.0.archived_at.is_some() { Err(Error::NotFound { kind: KIND }) } else { Ok(found) }
}

async fn find_any_evidence(app: &App, ctx: &Context, id: EvidenceId) -> Result<(evidence::Model, types::Analysis)> {
    let missing = || Error::NotFound { kind: KIND };
    let found = evidence::Entity::find_by_id(id.0).find_also_related(answer::Entity).one(app.db().read()).await?;
    let Some((row, Some(answer))) = found else { return Err(missing()) };
    let analysis = analysis::Entity::find_by_id(answer.analysis_id).one(app.db().read()).await?.ok_or_else(missing)?;
    let analysis = types::from_row(analysis)?;
    let _ = ctx.authorize_read(Action::AnalysisRead, analysis.resource(), KIND)?;
    Ok((row, analysis))
}

fn check_draft(app: &App, mut draft: EvidenceDraft) -> Result<EvidenceDraft> {
    let mut faults = Vec::new();
    draft.title = draft.title.trim().to_owned();
    match &mut draft.source {
        EvidenceSource::File { name, content } => {
            let limit = app.limits().attachment_bytes;
            if content.len() > limit {
                return Err(Error::TooLarge { limit });
            }
            if draft.title.is_empty() {
                draft.title = name.chars().filter(|letter| !letter.is_control()).take(200).collect();
            }
        }
        EvidenceSource::Link(url) => {
            *url = url.trim().to_owned();
            check::text(&mut faults, "link", url, 1, 2000);
            if !url.is_empty() && !is_link(url) {
                faults.push(crate::FieldFault::new("link", "link", &*url));
            }
            if draft.title.is_empty() {
                draft.title = url.chars().take(200).collect();
            }
        }
    }
    check::text(&mut faults, "title", &draft.title, 0, 200);
    if faults.is_empty() { Ok(draft) } else { Err(Error::Invalid(faults)) }
}

/// Whether a text is an address on the web: nothing that a browser would run or open from the machine.
fn is_link(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let host = rest.map(|rest| rest.split(['/', '?', '#']).next().unwrap_or_default());
    host.is_some_and(|host| !host.is_empty()) && !text.chars().any(|letter| letter.is_whitespace() || letter == '"')
}

fn from_row(row: evidence::Model, file: Option<Attachment>) -> Evidence {
    Evidence {
        id: row.id.into(),
        answer_id: row.answer_id.into(),
        title: row.title,
        url: row.url,
        file,
        dated_on: row.dated_on,
        added_at: row.added_at,
        added_by: row.added_by,
        archived_at: row.archived_at,
    }
}

#[cfg(test)]
mod tests {
    use super::is_link;

    #[test]
    fn only_the_web_is_linked_to() {
        assert!(is_link("https://esdh.kommune.example/sag/26-10482?vis=1"));
        for other in ["javascript:alert(1)", "file:///etc/passwd", "https://", "https:///x", "https://a b", "HTTPS:x"] {
            assert!(!is_link(other), "{other}");
        }
    }
}
