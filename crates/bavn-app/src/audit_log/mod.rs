//! Reading and verifying the audit log.

use crate::{
    App, Context, Result,
    identity::account,
    organisation::person,
    page::{Page, PageRequest},
};
use bavn_core::{
    access::{Action, Resource},
    audit_log::{ChainFault, ChainHead},
    ids::AccountId,
};
use bavn_db::audit::{self, event};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait as _, QueryFilter, QueryOrder, QuerySelect};
use serde::Serialize;
use time::OffsetDateTime;
use uuid::Uuid;

/// A record of the log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LogEntry {
    /// Its place, from 1.
    pub sequence: i64,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
    /// Who, as they were called then.
    pub actor_name: String,
    /// The account.
    pub actor_id: Option<Uuid>,
    /// The permission used.
    pub action: String,
    /// What was done.
    pub verb: String,
    /// To what kind of object.
    pub object_kind: String,
    /// To which.
    pub object_id: Option<Uuid>,
    /// As it was, JSON.
    pub before: Option<String>,
    /// As it became, JSON.
    pub after: Option<String>,
    /// The request it was part of.
    pub request_id: Uuid,
    /// The hash, hexadecimal.
    pub hash: String,
}

/// Which records to list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LogFilter {
    /// Of this object.
    pub object_id: Option<Uuid>,
    /// Of this kind of object.
    pub object_kind: String,
    /// By this account.
    pub actor_id: Option<Uuid>,
    /// From this moment.
    pub from: Option<OffsetDateTime>,
    /// Before this moment.
    pub to: Option<OffsetDateTime>,
}

/// Records of the log, newest first.
///
/// # Errors
/// [`crate::Error::NotFound`] for those who may not read it, or the database failed.
pub async fn list_log(app: &App, ctx: &Context, filter: &LogFilter, page: PageRequest) -> Result<Page<LogEntry>> {
    let _ = ctx.authorize_read(Action::AuditLogRead, Resource::Municipality, "audit_log")?;
    let mut query = event::Entity::find();
    if let Some(id) = filter.object_id {
        query = query.filter(event::Column::ObjectId.eq(id));
    }
    if !filter.object_kind.is_empty() {
        query = query.filter(event::Column::ObjectKind.eq(&filter.object_kind));
    }
    if let Some(id) = filter.actor_id {
        query = query.filter(event::Column::ActorId.eq(id));
    }
    if let Some(from) = filter.from {
        query = query.filter(event::Column::At.gte(from));
    }
    if let Some(to) = filter.to {
        query = query.filter(event::Column::At.lt(to));
    }
    let conn = app.db().read();
    // Without a filter the number of the last record is how many there are.
    let total = if *filter == LogFilter::default() {
        let last: Option<i64> = event::Entity::find()
            .select_only()
            .column(event::Column::Sequence)
            .order_by_desc(event::Column::Sequence)
            .into_tuple()
            .one(conn)
            .await?;
        u64::try_from(last.unwrap_or(0)).unwrap_or(0)
    } else {
        query.clone().count(conn).await?
    };
    let rows = query.order_by_desc(event::Column::Sequence).offset(page.offset()).limit(page.size()).all(conn).await?;
    Ok(Page { rows: rows.into_iter().map(from_row).collect(), total, request: page })
}

/// Somebody whose records can be listed apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogActor {
    /// The account.
    pub account_id: AccountId,
    /// The name of the person behind it, as it is now.
    pub name: String,
    /// The user name.
    pub username: String,
}

/// Everybody who has an account, by name: those whose records there can be.
///
/// # Errors
/// [`crate::Error::NotFound`] for those who may not read the log, or the database failed.
pub async fn list_actors(app: &App, ctx: &Context) -> Result<Vec<LogActor>> {
    let _ = ctx.authorize_read(Action::AuditLogRead, Resource::Municipality, "audit_log")?;
    let rows = account::Entity::find()
        .find_also_related(person::Entity)
        .order_by_asc(person::Column::Name)
        .order_by_asc(account::Column::Username)
        .all(app.db().read())
        .await?;
    let actor = |(row, person): (account::Model, Option<person::Model>)| LogActor {
        account_id: row.id.into(),
        name: person.map(|person| person.name).unwrap_or_default(),
        username: row.username,
    };
    Ok(rows.into_iter().map(actor).collect())
}

/// Checks every hash of the log, and returns its end.
///
/// # Errors
/// [`bavn_db::DbError::Audit`] with the first fault found; [`crate::Error::NotFound`] for those who may not read the log.
pub async fn verify_log(app: &App, ctx: &Context) -> Result<ChainHead> {
    let _ = ctx.authorize_read(Action::AuditLogRead, Resource::Municipality, "audit_log")?;
    Ok(audit::verify(app.db()).await?)
}

/// As [`verify_log`], with the first fault found as a value: that the log was altered is an answer, not a failure.
///
/// # Errors
/// [`crate::Error::NotFound`] for those who may not read the log, or the database failed.
pub async fn check_log(app: &App, ctx: &Context) -> Result<std::result::Result<ChainHead, ChainFault>> {
    match verify_log(app, ctx).await {
        Ok(head) => Ok(Ok(head)),
        Err(crate::Error::Database(bavn_db::DbError::Audit(fault))) => Ok(Err(fault)),
        Err(error) => Err(error),
    }
}

fn from_row(row: event::Model) -> LogEntry {
    LogEntry {
        sequence: row.sequence,
        at: row.at,
        actor_name: row.actor_name,
        actor_id: row.actor_id,
        action: row.action,
        verb: row.verb,
        object_kind: row.object_kind,
        object_id: row.object_id,
        before: row.before,
        after: row.after,
        request_id: row.request_id,
        hash: row.hash.iter().map(|byte| format!("{byte:02x}")).collect(),
    }
}

/// Notes in a restored database that it was restored, and from what.
///
/// # Errors
/// [`crate::Error::Forbidden`], or the database failed.
pub async fn record_restore(app: &App, ctx: &Context, backup: &bavn_db::backup::Manifest) -> Result<()> {
    let permit = ctx.authorize(Action::InstallationOperate, Resource::Municipality)?;
    let tx = app.db().write_tx(&permit, ctx.change()).await?;
    let after = serde_json::json!({ "program": backup.program, "rows": backup.rows(), "log_records": backup.audit_head.sequence });
    tx.commit(bavn_core::audit_log::AuditEvent::new(&permit, "restore", "database", None).after(after)).await?;
    Ok(())
}
