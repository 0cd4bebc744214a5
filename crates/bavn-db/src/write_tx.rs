use crate::{DbError, audit, execute_all};
use bavn_core::{
    access::{Actor, Identity},
    audit_log::AuditEvent,
};
use sea_orm::{ConnectionTrait, DatabaseTransaction, Statement};
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
    writer: audit::Writer,
    events: Vec<AuditEvent>,
}

impl WriteTx {
    pub(crate) fn new(inner: DatabaseTransaction, end: audit::End, actor: &Actor, info: ChangeInfo) -> Self {
        let actor_id = match actor.identity() {
            Identity::Account { account, .. } => Some(account.0),
            Identity::Operator { .. } | Identity::Anonymous => None,
        };
        let writer = audit::Writer { actor_id, actor_name: actor.name().to_owned(), info };
        Self { inner, end, writer, events: Vec::new() }
    }

    /// What queries run on.
    #[must_use]
    pub fn conn(&self) -> &impl ConnectionTrait {
        &self.inner
    }

    /// When the change is made.
    #[must_use]
    pub const fn at(&self) -> OffsetDateTime {
        self.writer.info.at
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
        if self.events.is_empty() {
            return Ok(());
        }
        self.write_noted().await
    }

    /// Sends statements, and meanwhile chains what [`Self::record`] has noted so far, which are the events about them, to the log on a thread of its
    /// own; then writes that too.
    ///
    /// # Errors
    /// The engine's refusal.
    pub async fn write_with_log(&mut self, statements: Vec<Statement>) -> Result<(), DbError> {
        if self.events.is_empty() {
            return execute_all(&self.inner, statements).await;
        }
        let (backend, end, writer) = (self.inner.get_database_backend(), self.end, self.writer.clone());
        let events = std::mem::take(&mut self.events);
        let chained = tokio::task::spawn_blocking(move || audit::chained(backend, end, &writer, events));
        execute_all(&self.inner, statements).await?;
        audit::write(&self.inner, &mut self.end, chained.await??).await
    }

    async fn write_noted(&mut self) -> Result<(), DbError> {
        let events = std::mem::take(&mut self.events);
        let events = audit::chained(self.inner.get_database_backend(), self.end, &self.writer, events)?;
        audit::write(&self.inner, &mut self.end, events).await
    }

    /// Stores everything with its events in the log. When this returns, it lasts.
    ///
    /// # Errors
    /// The engine's refusal; then nothing is stored.
    pub async fn commit(mut self, event: AuditEvent) -> Result<(), DbError> {
        self.events.push(event);
        self.write_noted().await?;
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
        self.write_noted().await?;
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
