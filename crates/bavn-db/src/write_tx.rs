use crate::{DbError, audit};
use bavn_core::{
    access::{Actor, Identity},
    audit_log::AuditEvent,
};
use sea_orm::{ConnectionTrait, DatabaseTransaction};
use time::OffsetDateTime;
use uuid::Uuid;

/// When and as part of what a change is made.
#[derive(Clone, Copy, Debug)]
pub struct ChangeInfo {
    /// When, UTC, whole microseconds.
    pub at: OffsetDateTime,
    /// The request it is part of.
    pub request_id: Uuid,
}

/// A transaction that writes. Dropped without [`Self::commit`] it leaves nothing.
#[derive(Debug)]
pub struct WriteTx {
    inner: DatabaseTransaction,
    end: audit::End,
    actor_id: Option<Uuid>,
    actor_name: String,
    info: ChangeInfo,
    events: Vec<AuditEvent>,
}

impl WriteTx {
    pub(crate) fn new(inner: DatabaseTransaction, end: audit::End, actor: &Actor, info: ChangeInfo) -> Self {
        let actor_id = match actor.identity() {
            Identity::Account { account, .. } => Some(account.0),
            Identity::Operator { .. } | Identity::Anonymous => None,
        };
        Self { inner, end, actor_id, actor_name: actor.name().to_owned(), info, events: Vec::new() }
    }

    /// What queries run on.
    #[must_use]
    pub fn conn(&self) -> &impl ConnectionTrait {
        &self.inner
    }

    /// When the change is made.
    #[must_use]
    pub const fn at(&self) -> OffsetDateTime {
        self.info.at
    }

    /// Notes one of several changes made in this transaction.
    pub fn record(&mut self, event: AuditEvent) {
        self.events.push(event);
    }

    /// Writes what [`Self::record`] has noted so far to the log, so that a change of very many rows does not hold all of its events at once. They last
    /// with the transaction, which still ends with [`Self::commit`].
    ///
    /// # Errors
    /// The engine's refusal.
    pub async fn flush(&mut self) -> Result<(), DbError> {
        let events = std::mem::take(&mut self.events);
        if events.is_empty() {
            return Ok(());
        }
        audit::append(&self.inner, &mut self.end, self.actor_id, &self.actor_name, self.info, &events).await
    }

    /// Stores everything with its events in the log. When this returns, it lasts.
    ///
    /// # Errors
    /// The engine's refusal; then nothing is stored.
    pub async fn commit(mut self, event: AuditEvent) -> Result<(), DbError> {
        self.events.push(event);
        audit::append(&self.inner, &mut self.end, self.actor_id, &self.actor_name, self.info, &self.events).await?;
        self.inner.commit().await?;
        Ok(())
    }

    /// Stores what earlier calls of [`Self::record`] have noted; if nothing was noted, nothing was changed and nothing is stored.
    ///
    /// # Errors
    /// The engine's refusal; then nothing is stored.
    pub async fn commit_recorded(mut self) -> Result<(), DbError> {
        if self.events.is_empty() {
            self.inner.rollback().await?;
            return Ok(());
        }
        audit::append(&self.inner, &mut self.end, self.actor_id, &self.actor_name, self.info, &self.events).await?;
        self.inner.commit().await?;
        Ok(())
    }

    /// Leaves everything as it was.
    ///
    /// # Errors
    /// The engine's refusal.
    pub async fn roll_back(self) -> Result<(), DbError> {
        self.inner.rollback().await?;
        Ok(())
    }
}
